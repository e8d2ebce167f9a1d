//! The way in: whom the guide is for, the checklist, the first call and the golden path.

use crate::deliverables::coming;
use crate::deliverables::contracts::sheet::Sheet;
use crate::deliverables::document::{CalloutKind, Column, ListKind, Section, Table, Target, Text};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::sources::Sources;
use crate::workshop::measures::{Span, SpanUnit};
use crate::workshop::records::{Kind, Offer, Strength};

/// Whom it is for, and who should not take this path.
pub fn audience(section: &mut Section, src: &Sources) {
    let path = &src.records.golden_path;
    section.prose("golden-path", &phrases::sentence(src.answer(&path.serves.0)));
    if let Some(span) = path.first_success {
        let text = match first_call_today(src, span) {
            Some(today) => format!(
                "A team that starts here is to have its first working call after {span}; today it takes {today}."
            ),
            None => format!("A team that starts here has its first working call after {span}."),
        };
        section.paragraph_of("golden-path", text);
    }
    let groups: Vec<_> = src.records.user_groups.iter().collect();
    let served = groups.iter().filter(|group| group.excluded != Some(true)).map(|group| group.id.as_str());
    section.part("served", "What it helps with", |part| {
        part.table(src.grid(Kind::UserGroup, served, &["name", "size", "goal"]));
    });
    section.part("not-for", "Not for", |part| {
        part.prose("golden-path", &phrases::sentence(src.answer(&path.not_for.0)));
        let excluded: Vec<&str> = groups
            .iter()
            .filter(|group| group.excluded == Some(true))
            .map(|group| group.name.as_str())
            .collect();
        if !excluded.is_empty() {
            part.paragraph(format!("Out of scope for now: {}.", phrases::series(&excluded)));
        }
    });
}

/// What a first call takes today, where a quality target or a measure says something else than the golden path.
pub fn first_call_today(src: &Sources, promised: Span) -> Option<String> {
    let about = |texts: &[&str]| {
        let text = texts.join(" ").to_lowercase();
        text.contains("first") && text.contains("call")
    };
    let qualities = src.records.qualities.iter().filter(|row| about(&[&row.name, &row.indicator]));
    let measures = src.records.measures.iter().filter(|row| about(&[&row.name]));
    let told = qualities.map(|row| &row.today).chain(measures.map(|row| &row.baseline));
    told.map(|today| phrases::clause(src.answer(today))).find_map(|today| {
        // “960 min, two joiners in September”: the length stands in front.
        let length: String = today.split(',').next().unwrap_or_default().trim().to_owned();
        let span: Span = length.parse().ok()?;
        let differs = (span.working_minutes() - promised.working_minutes()).abs() > 0.5;
        differs.then_some(length)
    })
}

/// The way in, once each step says how long it takes.
pub struct WayIn {
    /// How many steps there are.
    pub steps: usize,
    /// Minutes of the steps that are done at one go.
    pub minutes: f64,
    /// The steps that run for days, each with its length.
    pub long: Vec<Span>,
}

/// How long the way in is.
pub fn way_in(src: &Sources) -> Option<WayIn> {
    let spans: Option<Vec<Span>> = src.records.onboarding.iter().map(|step| step.takes).collect();
    let spans = spans.filter(|spans| spans.len() > 1)?;
    let at_one_go = |span: &&Span| matches!(span.unit, SpanUnit::Seconds | SpanUnit::Minutes);
    Some(WayIn {
        steps: spans.len(),
        minutes: spans.iter().filter(at_one_go).map(|span| span.working_minutes()).sum(),
        long: spans.iter().filter(|span| !at_one_go(span)).copied().collect(),
    })
}

impl WayIn {
    /// How long the steps take that are done at one go, and which run for days.
    pub fn told(&self) -> String {
        let longer: Vec<String> = self.long.iter().map(ToString::to_string).collect();
        match self.long.len() {
            0 => format!("{} steps, {} of work in all", self.steps, said_minutes(self.minutes)),
            long if long == self.steps => {
                format!("{} steps, which run for {}", self.steps, phrases::series(&longer))
            }
            long => format!(
                "{} steps: {} done in {} of work, and {long} that {} ({})",
                self.steps,
                self.steps - long,
                said_minutes(self.minutes),
                by_number(long, "runs for longer", "run for longer"),
                longer.join(", ")
            ),
        }
    }
}

/// Minutes as one says them.
pub fn said_minutes(minutes: f64) -> String {
    Span { count: minutes.round(), unit: SpanUnit::Minutes }.to_string()
}

/// The steps in, each with a way to see that it is done.
pub fn checklist(section: &mut Section, src: &Sources) {
    let steps = &src.records.onboarding;
    if let Some(way) = way_in(src) {
        section.paragraph(format!("The way in has {}.", way.told()));
    }
    let mut table = Table::new([
        Column::required("No.").right(),
        Column::required("Step"),
        Column::required("Who"),
        Column::required("Takes"),
        Column::required("Done when"),
    ]);
    for (at, step) in steps.iter().enumerate() {
        let said = |field| src.cell(&step.id, field);
        table.row(
            Some(&step.id),
            [Text::from((at + 1).to_string()), said("what"), said("actor"), said("takes"), said("done_when")],
        );
    }
    section.table(table);
    if !section.is_empty() && src.records.golden_path.gives.iter().any(|line| !src.answer(line).is_empty()) {
        let later = Text::from("A step that rests on something not built yet waits for it; ");
        let list = Target::Heading("for-free".into());
        if !coming::components(src).is_empty() {
            section.paragraph(later.link("what that is", list).then(" stands with the golden path."));
        }
    }
}

/// Commands to copy, what one sees, and what the usual failure means.
pub fn first_call(section: &mut Section, src: &Sources) {
    let path = &src.records.golden_path;
    let call = src.answer(&path.first_call.0);
    if let Some(told) = when_it_works(src, call) {
        section.callout(CalloutKind::Note, told);
    }
    if !call.is_empty() {
        section.paragraph_of("golden-path", "Copy and run:");
        section.code("sh", &commands(call));
    }
    shown(section, "The answer when it worked:", src.answer(&path.first_answer.0));
    shown(section, "The usual failure, and what it means:", src.answer(&path.first_failure.0));
}

/// When the first call begins to work, where what it calls is still to be built or bought.
fn when_it_works(src: &Sources, call: &str) -> Option<String> {
    let called = |sheet: &&Sheet| {
        let server = sheet.api.server.trim().trim_end_matches('/');
        let host = server.split_once("://").map_or(server, |(_, rest)| rest);
        !host.is_empty() && call.contains(host)
    };
    let sheet = src.sheets.iter().find(called)?;
    let component = sheet.still_to_come()?;
    let moves = src.records.migrations.iter().filter(|row| row.to.id() == Some(component.id.as_str()));
    let first = moves.filter_map(|row| row.starts).filter(|day| *day >= src.as_of).min();
    let name = &component.name;
    Some(match first {
        Some(day) => format!(
            "The call works once {name} is there. The first team moves onto it on {day}; until then nothing answers."
        ),
        None => {
            format!("The call works once {name} is there; no day is set, and until then nothing answers.")
        }
    })
}

/// Output as it appears on a screen stands as it is; words about it are words.
fn shown(section: &mut Section, lead: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    let raw = text.starts_with(['{', '[', '<']) || text.starts_with("HTTP/");
    if raw {
        section.paragraph_of("golden-path", lead);
        section.code(if text.starts_with("HTTP/") { "http" } else { "text" }, text);
    } else {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        if let Some(first) = lines.next() {
            let lead = lead.trim_end_matches(':').to_owned() + ": ";
            section.paragraph_of("golden-path", Text::from(lead).then(phrases::sentence(first)));
        }
        for line in lines {
            section.paragraph_of("golden-path", phrases::sentence(line));
        }
    }
}

/// Lines to copy: without the ticks and prompts that people type around them.
fn commands(text: &str) -> String {
    let whole = text.trim();
    let whole = whole.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).unwrap_or(whole);
    let lines: Vec<&str> = whole.lines().filter(|line| !line.trim_start().starts_with("```")).collect();
    let prompted = lines.iter().filter(|line| !line.trim().is_empty()).all(|line| line.starts_with("$ "));
    let lines = lines.into_iter().map(|line| if prompted { line.trim_start_matches("$ ") } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// What the path gives, what leaving it costs, and the standards along it.
pub fn golden_path(section: &mut Section, src: &Sources) {
    let path = &src.records.golden_path;
    let name = src.answer(&path.name);
    let (gives, leaving) = (lines(src, &path.gives), lines(src, &path.leaving));
    if !name.is_empty() && !gives.is_empty() {
        section.paragraph_of("golden-path", match leaving.len() {
            0 => format!("The golden path is “{}”. It gives a team {}.", phrases::clause(name), count(gives.len(), "thing", "things")),
            costs => format!(
                "The golden path is “{}”. A team that follows it gets {} for free; one that leaves it takes on {}.",
                phrases::clause(name),
                count(gives.len(), "thing", "things"),
                count(costs, "duty", "duties")
            ),
        });
    }
    section.part("for-free", "What comes for free", |part| {
        part.list(ListKind::Bullets, gives);
        if !part.is_empty() {
            part.paragraph(coming::told(src));
        }
    });
    section.part("off-the-path", "What leaving the path costs", |part| part.list(ListKind::Bullets, leaving));
    section.part("capabilities-on-the-path", "What you need not build", |part| {
        let ready: Vec<_> = src
            .records
            .capabilities
            .iter()
            .filter(|c| {
                matches!(c.offer, Some(Offer::Offered | Offer::Bought))
                    && !src.answer(&c.still_to_write).is_empty()
            })
            .collect();
        if ready.is_empty() {
            return;
        }
        part.paragraph(format!(
            "{} {} offered today or bought. The last column is all that a new feature still writes itself.",
            phrases::opening(ready.len(), "capability", "capabilities"),
            by_number(ready.len(), "is", "are")
        ));
        let ids = ready.iter().map(|capability| capability.id.as_str());
        part.table(src.grid(Kind::Capability, ids, &["name", "offer", "still_to_write"]));
    });
    section.part("standards", "Standards along the path", |part| {
        let mandated = src.records.standards.iter().filter(|s| s.strength == Some(Strength::Mandated));
        let ids = mandated.map(|standard| standard.id.as_str());
        part.table(src.grid(Kind::Standard, ids, &["concern", "choice", "paved_road", "exception"]));
    });
}

fn lines(src: &Sources, lines: &[String]) -> Vec<Text> {
    let answered = lines.iter().map(|line| src.answer(line)).filter(|line| !line.is_empty());
    answered.map(|line| Text::from(phrases::sentence(line))).collect()
}
