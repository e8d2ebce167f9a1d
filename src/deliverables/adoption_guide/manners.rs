//! What to do and to leave: the team's own rules, and those that its answers call for.

use crate::deliverables::document::{Column, Section, Table};
use crate::deliverables::phrases::{self, by_number, count, first_sentence};
use crate::deliverables::sources::Sources;
use crate::workshop::flags::{self, Flag};
use crate::workshop::records::{Kind, RuleKind};

/// A rule with its reason and where it comes from.
struct Manner {
    kind: RuleKind,
    /// The record it is, or for one that comes from a warning the record that is about.
    record: Option<String>,
    text: String,
    reason: String,
    from: String,
}

/// Fewer rules than this teach nobody the house, so warnings that a reader can act on fill up.
const ENOUGH: usize = 5;

/// Both tables, each rule with its reason.
pub fn dos_and_donts(section: &mut Section, src: &Sources) {
    let own = own(src);
    let most = own.len().max(ENOUGH.saturating_sub(own.len()));
    let called_for = called_for(src, &own, most);
    if !called_for.is_empty() {
        let others = if own.is_empty() { "" } else { "; the others are the team's own words" };
        section.paragraph(format!(
            "{} {} from warnings that this session's answers raise{others}.",
            count(called_for.len(), "rule", "rules"),
            by_number(called_for.len(), "comes", "come")
        ));
    }
    let (dos, donts): (Vec<_>, Vec<_>) =
        own.into_iter().chain(called_for).partition(|manner| manner.kind == RuleKind::Do);
    section.part("dos", "Do", |part| table(part, "Do", dos));
    section.part("donts", "Don't", |part| table(part, "Don't", donts));
}

fn table(part: &mut Section, label: &str, manners: Vec<Manner>) {
    let mut table = Table::new([
        Column::required(label),
        Column::required("Because"),
        Column::optional("Guards against"),
    ]);
    for manner in manners {
        let cells = [manner.text.into(), manner.reason.into(), manner.from.into()];
        table.row(manner.record.as_deref(), cells);
    }
    part.table(table);
}

/// The rules the team wrote.
fn own(src: &Sources) -> Vec<Manner> {
    let rules = src.records.rules.iter().filter_map(|rule| {
        let kind = rule.kind?;
        let text = instruction(kind, src.answer(&rule.text));
        Some(Manner {
            kind,
            record: Some(rule.id.clone()),
            text,
            reason: phrases::sentence(src.answer(&rule.reason)),
            from: code(&rule.flag).map_or(String::new(), |rule| rule.title.to_owned()),
        })
    });
    rules.filter(|manner| !manner.text.is_empty()).collect()
}

/// The warning a rule says it comes from, if it names one.
fn code(flag: &str) -> Option<&'static flags::RuleSpec> {
    let code = flag.trim().split([':', ' ']).next().unwrap_or_default().to_uppercase();
    flags::rule(&code)
}

/// One rule for each mistake that a reader of the guide can help against and that the team has no rule for, with what
/// was seen as its reason; the gravest first. They keep both tables in balance.
fn called_for(src: &Sources, own: &[Manner], most: usize) -> Vec<Manner> {
    let covered: Vec<&str> =
        src.records.rules.iter().filter_map(|rule| code(&rule.flag)).map(|rule| rule.id).collect();
    let mut manners: Vec<Manner> = Vec::new();
    let mut seen = covered;
    for flag in src.open.iter().chain(src.accepted.iter().map(|(flag, _)| flag)) {
        let helps = helps(flag);
        if helps.is_empty() || seen.contains(&flag.rule) {
            continue;
        }
        let Some(mistake) = src.catalogue.mistake(flag.rule) else { continue };
        if manners.len() == most {
            break;
        }
        let of = |kind| own.iter().chain(&manners).filter(|manner| manner.kind == kind).count();
        let Some(kind) = helps.iter().copied().min_by_key(|kind| of(*kind)) else { continue };
        let text = if kind == RuleKind::Do { &mistake.do_ } else { &mistake.dont };
        seen.push(flag.rule);
        manners.push(Manner {
            kind,
            record: flag.subject.clone(),
            text: phrases::sentence(text),
            reason: first_sentence(&flag.text).to_owned(),
            from: flags::rule(flag.rule).map_or(String::new(), |rule| rule.title.to_owned()),
        });
    }
    manners
}

/// How a reader of the guide can help against a mistake: by doing something, by leaving something, or by either;
/// empty when only the platform team can.
fn helps(flag: &Flag) -> &'static [RuleKind] {
    let about = flag.subject.as_deref().and_then(Kind::of_id);
    match (flag.rule, about) {
        // Who asks one person only makes a second one impossible; a part that fails needs another answer.
        ("H5", Some(Kind::Person)) => &[RuleKind::Dont],
        ("H5", Some(Kind::Component)) | ("M1", _) => &[RuleKind::Do],
        ("H2", Some(Kind::Standard))
        | ("H3", Some(Kind::Api | Kind::Component | Kind::System))
        | ("H6", Some(Kind::Capability))
        | ("H1" | "H4" | "M3" | "M4" | "M5", _) => &[RuleKind::Do, RuleKind::Dont],
        _ => &[],
    }
}

/// A rule that says by itself whether it asks or forbids.
fn instruction(kind: RuleKind, text: &str) -> String {
    let forbids = ["do not ", "don't ", "don’t ", "never ", "no ", "nobody "];
    let lower = text.to_lowercase();
    let first = text.split(' ').next().unwrap_or_default();
    let plain = first.chars().skip(1).all(char::is_lowercase);
    if kind == RuleKind::Do || text.is_empty() || !plain || forbids.iter().any(|word| lower.starts_with(word))
    {
        return phrases::sentence(text);
    }
    let small: String =
        text.chars().take(1).flat_map(char::to_lowercase).chain(text.chars().skip(1)).collect();
    phrases::sentence(&format!("Do not {small}"))
}
