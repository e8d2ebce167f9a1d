//! What a document must have before it is published, and what of it the answers do not give yet.
//!
//! One row of [`MUSTS`] for each demand that depends on answers; what the builders see to by themselves (no
//! placeholder, no empty heading, every link resolves) needs none. A demand is missed by the open questions
//! about its kinds of record, and by a section that has nothing to say.

mod table;

pub use table::MUSTS;

use super::document::Document;
use super::questions::Which;
use super::sources::Sources;
use crate::workshop::gaps::Question;
use crate::workshop::records::{FieldSpec, Kind, Need};

/// What else a demand asks of the answers: what is missing, and the record or kind where it is answered.
type Also = fn(&Sources<'_>) -> Option<(String, String)>;

/// A demand on a document.
#[derive(Debug, Clone, Copy)]
pub struct Must {
    /// Its short name, such as `B8`.
    pub id: &'static str,
    /// What it demands, in a few words.
    pub title: &'static str,
    /// The documents it is made on.
    of: &'static [Which],
    /// The kinds of record it rests on; with fields, only on those.
    rests_on: &'static [(Kind, &'static [&'static str])],
    /// The section without which it is missed.
    section: &'static str,
    /// The kind of record to begin with when that section has nothing to say.
    begin: Kind,
    /// What else it demands: what is missing, and where it is answered.
    also: Option<Also>,
}

/// Something that is missing, and where it is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// What is asked, or what is wrong.
    pub text: String,
    /// The record it is about, or the kind of which records are missing.
    pub about: String,
    /// The field.
    pub field: Option<&'static str>,
}

/// A demand and what is missing for it; nothing when it holds.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The demand.
    pub must: &'static Must,
    /// What is missing.
    pub misses: Vec<Miss>,
}

/// How ready a document is.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// Which document: its slug.
    pub slug: &'static str,
    /// Its title.
    pub title: String,
    /// Every demand on it, in order.
    pub verdicts: Vec<Verdict>,
}

impl Readiness {
    /// How many demands hold.
    pub fn hold(&self) -> usize {
        self.verdicts.iter().filter(|verdict| verdict.misses.is_empty()).count()
    }
}

/// The documents, each with its slug and its title.
const KNOWN: [(Which, &str, &str); 3] = [
    (Which::Blueprint, "blueprint", "Platform Architecture Blueprint"),
    (Which::Apis, "api-specification", "Internal API Specification"),
    (Which::Guide, "adoption-guide", "Platform Adoption Guide"),
];

/// How ready each document is.
pub fn readiness(src: &Sources<'_>, documents: &[Document]) -> Vec<Readiness> {
    KNOWN
        .into_iter()
        .map(|(which, slug, title)| {
            let document = documents.iter().find(|document| document.slug == slug);
            Readiness { slug, title: title.to_owned(), verdicts: verdicts(src, which, document) }
        })
        .collect()
}

/// The demands that a document cannot meet without some of its sections.
pub fn falling(slug: &str, omitted: &[String]) -> Vec<&'static Must> {
    let which = KNOWN.iter().find(|(_, known, _)| *known == slug).map(|(which, ..)| which);
    let left_out = |must: &&Must| omitted.iter().any(|section| section == must.section);
    let all = MUSTS.iter().filter(|must| which.is_some_and(|which| must.of.contains(which)));
    all.filter(left_out).collect()
}

fn verdicts(src: &Sources<'_>, which: Which, document: Option<&Document>) -> Vec<Verdict> {
    let rows = MUSTS.iter().filter(|must| must.of.contains(&which));
    let mut verdicts: Vec<Verdict> = rows.map(|must| Verdict { must, misses: Vec::new() }).collect();
    for question in src.questions.iter().filter(|question| counts(question)) {
        let kind = kind_of(question);
        let claims = |field: &str| {
            verdicts.iter().position(|verdict| {
                verdict
                    .must
                    .rests_on
                    .iter()
                    .any(|(of, fields)| *of == kind && (fields.is_empty() || fields.contains(&field)))
            })
        };
        // One question may name the fields of several demands.
        let fields = if question.fields.is_empty() { vec![""] } else { question.fields.clone() };
        let claimed: Vec<(usize, &'static str)> =
            fields.into_iter().filter_map(|field| Some((claims(field)?, field))).collect();
        for (at, field) in claimed {
            let misses = &mut verdicts[at].misses;
            if misses.iter().all(|known| known.about != question.about || known.text != question.text) {
                misses.push(Miss {
                    text: question.text.clone(),
                    about: question.about.clone(),
                    field: (!field.is_empty()).then_some(field),
                });
            }
        }
    }
    for Verdict { must, misses } in &mut verdicts {
        let said = |section: &str| {
            document.is_some_and(|document| document.blocks.iter().any(|block| block.section == section))
        };
        if misses.is_empty() && !must.section.is_empty() && !said(must.section) {
            let plural = must.begin.spec().plural;
            let text = format!("Nothing is said yet; {plural} would fill it");
            misses.push(Miss { text, about: must.begin.spec().key.to_owned(), field: None });
        }
        if let Some((text, about)) = must.also.and_then(|also| also(src)) {
            misses.push(Miss { text, about, field: None });
        }
    }
    // Those of every document first, each group by its number.
    verdicts.sort_by_key(|verdict| {
        let (letter, number) = verdict.must.id.split_at(1);
        (letter != "C", number.parse::<u32>().unwrap_or(u32::MAX))
    });
    verdicts
}

/// What a question is about. Who decided on a capability is asked of the capability, and answered by a decision.
fn kind_of(question: &Question) -> Kind {
    let kind = Kind::of_id(&question.about).unwrap_or(Kind::Charter);
    match kind {
        Kind::Capability if question.waits == "Decisions" => Kind::Decision,
        Kind::System if question.waits.starts_with("Migration") => Kind::Migration,
        Kind::Api if question.waits == "API contracts" => Kind::Operation,
        Kind::Api if question.waits == "API error model" => Kind::ApiError,
        kind => kind,
    }
}

/// A field that the team marked as unknown is missing only when the documents cannot do without it.
fn counts(question: &Question) -> bool {
    let spec = |field: &str| Kind::of_id(&question.about)?.spec().field(field);
    let required = |field: &FieldSpec| field.need == Need::Required;
    !question.marked || question.field.and_then(spec).is_none_or(required)
}
