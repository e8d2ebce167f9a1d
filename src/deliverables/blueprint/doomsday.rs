//! The doomsday clock: when each limit is reached, the last day to start, and what a hundredfold would take.

mod chart;
mod tables;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::deliverables::diagram::{Chart, Role};
use crate::deliverables::document::{CalloutKind, Section};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::sources::Sources;
use crate::workshop::doomsday::{self, Forecast, NeededSooner, Outlook, Unforecast, needed_sooner};
use crate::workshop::flags::Flag;
use crate::workshop::records::{Kind, Limit, Row};

/// How many limits have their chart in the text; those of the others are files only.
const IN_THE_TEXT: usize = 2;

/// A chart for each limit that has a date, the most pressing first, with its id.
fn charts(src: &Sources) -> Vec<(String, Chart)> {
    let mut charts: Vec<(String, Chart)> = Vec::new();
    for (limit, outcome) in &src.forecasts {
        let Ok(forecast) = outcome else { continue };
        let mut chart = chart::of(forecast);
        // Two resources may have the same name.
        if charts.iter().any(|(_, other)| other.name == chart.name) {
            chart.name = format!("{}-{}", chart.name, limit.id);
        }
        charts.push((limit.id.clone(), chart));
    }
    charts
}

/// The charts that have no room in the text.
pub fn further_charts(src: &Sources) -> Vec<Chart> {
    let charts = charts(src).into_iter().skip(IN_THE_TEXT).map(|(_, chart)| chart);
    charts.filter(|chart| !chart.is_empty()).collect()
}

/// The section.
pub fn clock(section: &mut Section, src: &Sources) {
    if src.forecasts.is_empty() {
        return;
    }
    section.paragraph(reading(src));
    for (limit, outcome) in &src.forecasts {
        late(section, src, limit, outcome.as_ref());
    }
    section.table(tables::dates(src));
    for (limit, outcome) in &src.forecasts {
        if let Some(needed) = outcome.as_ref().ok().and_then(|f| needed_sooner(src.records, limit, f)) {
            section.paragraph_of(&limit.id, sooner(src, limit, &needed));
        }
    }
    for (limit, outcome) in &src.forecasts {
        if let Err(why) = outcome
            && !matches!(why, Unforecast::AlreadyOver { .. })
        {
            section.paragraph_of(&limit.id, format!("{} has no date: {why}", phrases::clause(&limit.name)));
        }
    }
    section.paragraph(method(src));
    let mut charts = charts(src);
    charts.truncate(IN_THE_TEXT);
    let banded = charts.iter().any(|(_, chart)| chart.lines.iter().any(|line| line.role == Role::Low));
    section.paragraph(match charts.len() {
        0 => String::new(),
        more => format!(
            "{} line is use, flat ones are limits{}.",
            if more == 1 {
                "In the chart the rising"
            } else {
                "The charts show the two most pressing limits; the rising"
            },
            if banded { ", with use at the slowest and at the fastest growth to either side" } else { "" }
        ),
    });
    for (limit, chart) in charts {
        section.chart(Some(&limit), chart);
    }
    section.part("watch", "How each limit is watched", |part| part.table(tables::watched(src)));
    section.part("fixes", "The fix for each limit", |part| part.table(tables::fixes(src)));
    section.part("range", "How early, how late", |part| part.table(tables::range(src)));
    section.part("hundredfold", "At a hundred times today", |part| hundredfold(part, src));
    section.part("steps", "Jumps known in advance", |part| {
        part.table(src.grid_of(Kind::StepChange, &["name", "limit", "date", "adds"]));
    });
}

fn reading(src: &Sources) -> String {
    let all = src.forecasts.len();
    let dated = src.forecasts.iter().filter_map(|(limit, outcome)| Some((*limit, outcome.as_ref().ok()?)));
    let days: Vec<_> =
        dated.map(|(limit, forecast)| (start_of(src, limit, forecast), forecast.outlook)).collect();
    let is_late = |(start, outlook): &(Date, Outlook)| *outlook == Outlook::Late || *start < src.as_of;
    let late = days.iter().filter(|day| is_late(day)).count()
        + src.forecasts.iter().filter(|(_, o)| matches!(o, Err(Unforecast::AlreadyOver { .. }))).count();
    let horizon = src.as_of.saturating_add(doomsday::SOON_DAYS.days());
    let soon = days.iter().filter(|day| !is_late(day) && day.0 <= horizon).count();
    let mut text = format!(
        "Waiting is safe only while the day is known on which each limit is reached. {} on the clock",
        count(all, "limit is", "limits are")
    );
    let of = phrases::number;
    match (late, soon) {
        (0, 0) => text.push_str("; none has to be acted on within 90 days."),
        (0, soon) => text.push_str(&format!("; for {} the work has to start within 90 days.", of(soon))),
        (late, 0) => text.push_str(&format!("; for {} the last day to start has passed.", of(late))),
        (late, soon) => text.push_str(&format!(
            "; for {} the last day to start has passed, and for {} it comes within 90 days.",
            of(late),
            of(soon)
        )),
    }
    text
}

/// The last day to start on a limit: that of the clock, or earlier when a team moves onto what its fix builds.
pub(super) fn start_of(src: &Sources, limit: &Limit, forecast: &Forecast) -> Date {
    needed_sooner(src.records, limit, forecast).map_or(forecast.last_start, |needed| needed.start)
}

/// What is too late is said plainly.
fn late(section: &mut Section, src: &Sources, limit: &Row<Limit>, outcome: Result<&Forecast, &Unforecast>) {
    let name = phrases::clause(&limit.name);
    let owner = src.person(&limit.owner);
    let fix = phrases::clause(src.answer(&limit.mitigation));
    let text = match outcome {
        Ok(forecast) if forecast.outlook == Outlook::Late => {
            let jumps = tables::jumps(src, limit, forecast);
            let reaches = format!(
                "At {}{} it reaches {} on {}",
                phrases::growth(&forecast.growth),
                if jumps.is_empty() { String::new() } else { format!(", {},", phrases::series(&jumps)) },
                phrases::in_unit(forecast.usable, &forecast.unit),
                forecast.run_out
            );
            let days = forecast.days_late().unwrap_or_default() as usize;
            // The buffer may still save it.
            let ends = match limit.lead.and_then(|lead| doomsday::before(forecast.run_out, lead)) {
                Some(day) if day < src.as_of => {
                    let lead = limit.lead.map(|lead| lead.to_string()).unwrap_or_default();
                    format!("{reaches}, before a fix that takes {lead} can be ready")
                }
                _ => format!("{reaches}; a start today still makes it, with less in reserve than planned"),
            };
            if days == 0 {
                format!("Today is the last day to start on {name}. {reaches}.")
            } else {
                let ago = count(days, "day", "days");
                format!(
                    "The fix for {name} is late: the last day to start was {ago} ago, on {}. {ends}.",
                    forecast.last_start
                )
            }
        }
        Err(Unforecast::AlreadyOver { today, hard, measured }) => format!(
            "{name} is over its limit already: {} on {measured}, against {}.",
            phrases::quantity(today),
            phrases::quantity(hard)
        ),
        _ => return,
    };
    let act = match (owner.is_empty(), fix.is_empty()) {
        (false, false) => format!(" {owner} answers for the fix: {fix}."),
        (false, true) => format!(" {owner} answers for it."),
        (true, false) => format!(" The fix: {fix}."),
        (true, true) => String::new(),
    };
    section.callout(CalloutKind::Caution, text + &act + &accepted(src, &limit.id));
}

/// Who lives with it, and until when.
fn accepted(src: &Sources, limit: &str) -> String {
    let about = |flag: &Flag| flag.rule == "M3" && flag.subject.as_deref() == Some(limit);
    let Some((_, acceptance)) = src.accepted.iter().find(|(flag, _)| about(flag)) else {
        return String::new();
    };
    let until = acceptance.until.map(|until| format!(" until {until}")).unwrap_or_default();
    format!(" {} has accepted the delay{until}.", src.session.person_name(&acceptance.by))
}

/// A team needs what the fix builds before the limit does.
fn sooner(src: &Sources, limit: &Row<Limit>, needed: &NeededSooner) -> String {
    let lead = limit.lead.map(|lead| lead.to_string()).unwrap_or_default();
    format!(
        "{} is needed before {} runs out: {} moves onto it on {}. With a lead time of {lead} that work starts \
         by {}{}.",
        src.title(&limit.component),
        phrases::inner(phrases::clause(&limit.name)),
        src.title(&needed.by.team),
        needed.on,
        needed.start,
        if needed.start < src.as_of { ", which is past" } else { "" }
    )
}

/// How the dates came about, as far as the reader needs it to redo them.
fn method(src: &Sources) -> String {
    let dated: Vec<(&Row<Limit>, &Forecast)> =
        src.forecasts.iter().filter_map(|(limit, outcome)| Some((*limit, outcome.as_ref().ok()?))).collect();
    if dated.is_empty() {
        return String::new();
    }
    let buffered = dated.iter().any(|(limit, _)| limit.buffer.is_some());
    let margin = dated.iter().any(|(limit, _)| limit.margin.is_some_and(|margin| margin > 0.0));
    let mut text = format!(
        "The last day to start is the day the {} limit is reached less the lead time{}. The alert \
          value is what the resource will hold on that day, rounded down.",
        if margin { "usable" } else { "hard" },
        if buffered { " and the buffer" } else { "" }
    );
    let bare: Vec<&str> = dated
        .iter()
        .filter(|(limit, _)| limit.margin.is_none() && limit.buffer.is_none())
        .map(|(limit, _)| phrases::clause(&limit.name))
        .collect();
    if !bare.is_empty() {
        text.push_str(&format!(
            " Nobody set a safety margin or a buffer for {}; {} counted without (default).",
            phrases::some(&bare, 4),
            by_number(bare.len(), "it is", "they are")
        ));
    }
    for (limit, forecast) in &dated {
        if let Some(fit) = &forecast.fitted {
            text.push_str(&format!(
                " The growth of {} is fitted to {} between {} and {} (R² {}){}.",
                phrases::clause(&limit.name),
                count(fit.n, "reading", "readings"),
                fit.from,
                fit.to,
                phrases::amount(fit.r2),
                match &forecast.range {
                    Some((slow, fast)) if *slow == fit.slowest && *fast == fit.fastest => format!(
                        "; in four of five such fits the true growth lies between {} and {}",
                        phrases::growth(slow),
                        phrases::growth(fast)
                    ),
                    _ => String::new(),
                }
            ));
        }
    }
    if dated.iter().any(|(_, forecast)| forecast.sure_start < forecast.last_start) {
        text.push_str(
            " To be sure, a fix starts a lead time at its worst, and the buffer, before the day on which the fastest \
             growth reaches the limit.",
        );
    }
    text
}

fn hundredfold(part: &mut Section, src: &Sources) {
    part.prose("ownership", &phrases::sentence(src.answer(&src.records.ownership.stress.0)));
    let told = src.records.limits.iter().filter(|limit| !src.answer(&limit.at_100x).is_empty());
    let told: Vec<&str> = told.map(|limit| limit.id.as_str()).collect();
    part.table(src.grid(Kind::Limit, told, &["name", "at_100x"]));
}
