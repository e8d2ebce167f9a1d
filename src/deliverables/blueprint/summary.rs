//! The executive summary: what a reader with one minute has to know, in numbers that stand again in the body.

use jiff::civil::Date;

use super::doomsday::start_of;
use super::{context, decisions, risks};
use crate::deliverables::document::{Item, ListKind, Section, Target, Text};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::questions::{self, Which};
use crate::deliverables::sources::Sources;
use crate::workshop::cost;
use crate::workshop::doomsday::{Unforecast, needed_sooner};
use crate::workshop::records::{Decision, Grade, Lifecycle, Row};
use crate::workshop::value::ChoiceSet;

/// More decisions than this are not a summary.
const MOST_DECISIONS: usize = 6;

/// The section.
pub fn summary(section: &mut Section, src: &Sources) {
    section.paragraph(purpose(src));
    section.paragraph(costs(src));
    section.paragraph(forced(src));
    section.paragraph(shape(src));
    decided(section, src);
    section.paragraph(danger(src));
    if !section.is_empty() {
        section.paragraph(unknown(src));
    }
}

fn purpose(src: &Sources) -> String {
    let mission = src.answer(&src.records.purpose.mission.0);
    let served: Vec<&str> = src
        .records
        .user_groups
        .iter()
        .filter(|group| group.excluded != Some(true))
        .map(|group| group.name.as_str())
        .collect();
    let mut text = mission.lines().map(phrases::sentence).collect::<Vec<_>>().join(" ");
    if mission.is_empty() && !served.is_empty() {
        text = format!("The platform serves {}.", phrases::some(&served, 4));
    }
    text
}

fn costs(src: &Sources) -> String {
    let Some(total) = context::total(src) else { return String::new() };
    let currency = &src.records.charter.currency;
    let mut text = format!(
        "What hurts today costs {} hours a week: the time of {} full-time people",
        phrases::tenths(total.hours_week),
        phrases::tenths(total.full_time)
    );
    if let Some(money) = total.money_year {
        text.push_str(&format!(", or {} a year", phrases::money(money, currency)));
    }
    match cost::ranked(src.records).first() {
        Some((pain, Some(first))) if src.records.pains.len() > 1 => text.push_str(&format!(
            "; the dearest pain, “{}”, accounts for {} of the hours.",
            phrases::clause(&pain.name),
            phrases::tenths(first.hours_week)
        )),
        _ => text.push('.'),
    }
    text
}

fn shape(src: &Sources) -> String {
    let components = &src.records.components;
    if components.is_empty() {
        return String::new();
    }
    let of = |lifecycle| components.iter().filter(|component| component.lifecycle == Some(lifecycle)).count();
    let new: Vec<String> = [(of(Lifecycle::Build), "to build"), (of(Lifecycle::Buy), "to buy")]
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, words)| format!("{number} {words}"))
        .collect();
    let leaving = of(Lifecycle::Retire);
    let mut text = format!(
        "The target architecture has {}",
        count(components.len() - leaving, "component", "components")
    );
    if of(Lifecycle::Exists) == components.len() {
        text.push_str(", all of which run today.");
    } else if new.is_empty() {
        text.push('.');
    } else {
        text.push_str(&format!(", with {}.", phrases::series(&new)));
    }
    if leaving > 0 {
        text.push_str(&format!(
            " {} {} to be retired.",
            phrases::first_large(&phrases::number(leaving)),
            by_number(leaving, "is", "are")
        ));
    }
    text
}

fn decided(section: &mut Section, src: &Sources) {
    let all = src.records.decisions.len();
    let named = decisions::weightiest(src, MOST_DECISIONS);
    let link = |text: Text, decision: &Row<Decision>| {
        text.link(phrases::clause(&decision.title), Target::Heading(decision.id.clone()))
    };
    match named.as_slice() {
        [] => {}
        [one] if all == 1 => {
            section.paragraph(link(Text::from("One decision is on record: "), one).then("."));
        }
        many => {
            section.paragraph(if all > many.len() {
                format!("The team made {all} decisions, among them:")
            } else {
                format!("The team made {all} decisions:")
            });
            section.items(
                ListKind::Bullets,
                many.iter().map(|decision| Item {
                    text: link(Text::new(), decision),
                    record: Some(decision.id.clone()),
                    ..Item::default()
                }),
            );
        }
    }
}

fn danger(src: &Sources) -> String {
    let mut text = String::new();
    if let Some(risk) = risks::ranked(src).first() {
        let grade = |grade: Option<Grade>| grade.map(|grade| grade.label().to_lowercase());
        let graded = match (grade(risk.likelihood), grade(risk.impact)) {
            (Some(likelihood), Some(impact)) => format!(" (likelihood {likelihood}, impact {impact})"),
            _ => String::new(),
        };
        text = format!("The largest risk is “{}”{graded}", phrases::clause(&risk.name));
        let owner = src.person(&risk.owner);
        text.push_str(&match (owner.is_empty(), risk.due) {
            (false, Some(due)) => format!("; {owner} is to have it under control by {due}."),
            (false, None) => format!("; {owner} is to get it under control."),
            (true, _) => ".".to_owned(),
        });
    }
    let open = risks::gravest(src);
    if let Some(worst) = open.first() {
        let first = phrases::first_sentence(&worst.text);
        let lead = match open.len() {
            1 => "One warning stands open".to_owned(),
            many => format!("{many} warnings stand open, first among them this"),
        };
        text.push_str(&format!(" {lead}: {first}"));
    }
    text.trim_start().to_owned()
}

/// The next date that forces somebody to act.
fn forced(src: &Sources) -> String {
    let mut text = String::new();
    let late: Vec<String> = src
        .forecasts
        .iter()
        .filter_map(|(limit, outcome)| match outcome {
            Ok(f) if start_of(src, limit, f) < src.as_of => {
                Some(format!("{} ({})", phrases::clause(&limit.name), start_of(src, limit, f)))
            }
            Err(Unforecast::AlreadyOver { .. }) => {
                Some(format!("{} (over its limit)", phrases::clause(&limit.name)))
            }
            _ => None,
        })
        .collect();
    if !late.is_empty() {
        text = format!("The last day to start has already passed for {}. ", phrases::series(&late));
    }
    let coming = src.forecasts.iter().filter_map(|(limit, outcome)| {
        let forecast = outcome.as_ref().ok()?;
        let start = start_of(src, limit, forecast);
        (start >= src.as_of).then_some((start, *limit, forecast))
    });
    if let Some((date, limit, forecast)) = coming.min_by_key(|(date, ..)| *date) {
        let owner = src.person(&limit.owner);
        let who = if owner.is_empty() { String::new() } else { format!(", {owner}'s") };
        let name = phrases::clause(&limit.name);
        text.push_str(&format!(
            "The next date that forces action is {date}{who} last day to start on {name}"
        ));
        text.push_str(&match needed_sooner(src.records, limit, forecast) {
            Some(needed) => format!(
                ", because {} moves onto its fix on {}; alone, the limit would allow until {}.",
                src.title(&needed.by.team),
                needed.on,
                forecast.last_start
            ),
            None => format!("; the run-out comes on {}.", forecast.run_out),
        });
    } else if let Some((due, what, who)) = next_action(src) {
        let who = if who.is_empty() { String::new() } else { format!(" ({who})") };
        text.push_str(&format!("The next date that forces action is {due}: {}{who}.", phrases::inner(&what)));
    }
    text = text.trim_end().to_owned();
    let ownership = &src.records.ownership;
    let people = src.titles(&ownership.core_team);
    if let Some(from) = ownership.core_from
        && !people.is_empty()
    {
        text.push_str(&format!(
            " {} {} feature work on {from} for the core problem.",
            phrases::series(&people),
            by_number(people.len(), "leaves", "leave")
        ));
    }
    text.trim_start().to_owned()
}

fn next_action(src: &Sources) -> Option<(Date, String, String)> {
    let open = src.records.actions.iter().filter(|action| action.done != Some(true));
    open.filter_map(|action| Some((action.due?, action.what.clone(), src.person(&action.owner))))
        .min_by_key(|(due, ..)| *due)
}

fn unknown(src: &Sources) -> Text {
    let open = questions::open(src, Which::Blueprint).len();
    if open == 0 {
        return Text::new();
    }
    let are = by_number(open, "is", "are");
    Text::from(format!("{} {are} still open and ", phrases::opening(open, "question", "questions")))
        .link("listed at the end", Target::Heading("questions".into()))
        .then(", with the person who answers.")
}
