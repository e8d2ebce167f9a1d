//! The executive summary: how many APIs for whom, what was decided about them, and what comes next.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::deliverables::blueprint::largest_risk;
use crate::deliverables::contracts::sheet::Sheet;
use crate::deliverables::document::{Section, Target, Text};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::questions::{self, Which};
use crate::deliverables::sources::Sources;
use crate::workshop::canvas::Canvas;
use crate::workshop::doomsday::needed_sooner;
use crate::workshop::flags::Flag;
use crate::workshop::records::{ApiLifecycle, ApiStyle, Decision, Kind, Limit, Row, VersionPlace};
use crate::workshop::value::ChoiceSet;
use crate::workshop::words::in_text;

/// The section.
pub fn summary(section: &mut Section, src: &Sources) {
    section.paragraph(shape(src));
    section.paragraph(most_called(src));
    section.paragraph(promise(src));
    section.paragraph(decided(src));
    // Risks and dates that follow are those of APIs, and say nothing while there is none.
    if !src.sheets.is_empty() {
        section.paragraph(danger(src));
        section.paragraph(forced(src));
    }
    if !section.is_empty() {
        let open = questions::open(src, Which::Apis).len();
        if open > 0 {
            let are = by_number(open, "is", "are");
            let open = phrases::opening(open, "question", "questions");
            let text = Text::from(format!("{open} about APIs {are} still open and "))
                .link("listed at the end", Target::Heading("questions".into()));
            section.paragraph(text.then(", with the person who answers."));
        }
    }
}

fn shape(src: &Sources) -> String {
    let apis = src.sheets.len();
    if apis == 0 {
        return String::new();
    }
    let shelves: BTreeSet<&str> = src.sheets.iter().map(Sheet::category).collect();
    let styles: Vec<String> = ApiStyle::ALL
        .iter()
        .filter_map(|style| {
            let number = src.sheets.iter().filter(|sheet| sheet.style() == Some(*style)).count();
            let label = if *style == ApiStyle::Events { "of events" } else { style.label() };
            (number > 0).then(|| format!("{number} {label}"))
        })
        .collect();
    let of = |lifecycle| src.sheets.iter().filter(|sheet| sheet.api.lifecycle == Some(lifecycle)).count();
    let lives: Vec<String> = ApiLifecycle::ALL
        .iter()
        .filter(|lifecycle| of(**lifecycle) > 0)
        .map(|lifecycle| format!("{} {}", of(*lifecycle), in_text(lifecycle.label())))
        .collect();
    let operations: usize = src.sheets.iter().map(|sheet| sheet.calls.len()).sum();
    let teams: BTreeSet<&str> =
        src.sheets.iter().flat_map(Sheet::consumers).map(|team| team.id.as_str()).collect();
    let organisation = src.answer(&src.records.charter.organisation);
    let subject = if organisation.is_empty() { "The platform" } else { organisation };
    let mut text = format!(
        "{subject} has {} in {}",
        count(apis, "internal API", "internal APIs"),
        count(shelves.len(), "category", "categories")
    );
    let only =
        ApiStyle::ALL.iter().find(|style| src.sheets.iter().all(|sheet| sheet.style() == Some(**style)));
    text.push_str(&match only {
        _ if styles.is_empty() => ".".to_owned(),
        Some(ApiStyle::Events) if apis > 1 => ", all of events.".to_owned(),
        Some(style) if apis > 1 => format!(", all {}.", style.label()),
        _ => format!(": {}.", phrases::series(&styles)),
    });
    let called = src.sheets.iter().filter(|sheet| !sheet.consumers().is_empty()).count();
    if operations > 0 && called > 0 {
        let whom = if called == apis {
            format!("; each has consumers, {} in all.", count(teams.len(), "team", "teams"))
        } else {
            format!(
                "; {called} of them {} consumers, {} in all.",
                by_number(called, "has", "have"),
                count(teams.len(), "team", "teams")
            )
        };
        text.push_str(&format!(
            " Together they offer {}{whom}",
            count(operations, "operation", "operations")
        ));
    }
    if lives.len() > 1 {
        text.push_str(&format!(" By lifecycle: {}.", phrases::series(&lives)));
    }
    text
}

fn most_called(src: &Sources) -> Text {
    let most = src.sheets.iter().rev().max_by_key(|sheet| sheet.consumers().len());
    let Some(most) = most.filter(|sheet| sheet.consumers().len() > 1 && src.sheets.len() > 1) else {
        return Text::new();
    };
    let callers = most.consumers().len();
    let tied: Vec<&Sheet> = src.sheets.iter().filter(|sheet| sheet.consumers().len() == callers).collect();
    if tied.len() > 1 {
        // When most APIs have as many callers as any, none stands out.
        if tied.len() > 3 || tied.len() * 2 > src.sheets.len() {
            return Text::new();
        }
        let mut text = Text::new();
        let last = tied.len() - 1;
        for (at, sheet) in tied.into_iter().enumerate() {
            let joined = if at == 0 {
                ""
            } else if at == last {
                " and "
            } else {
                ", "
            };
            text = text.then(joined).then(super::link(sheet));
        }
        return text.then(format!(" have the most consumers, {} each.", count(callers, "team", "teams")));
    }
    super::link(most).then(format!(" has the most consumers: {}.", count(callers, "team", "teams")))
}

/// What a caller of any API can rely on.
fn promise(src: &Sources) -> String {
    let rules = &src.records.api_rules;
    let place = rules.version_place.map(|place| match place {
        VersionPlace::Path => "The major version stands in the path",
        VersionPlace::MediaType => "The major version stands in the media type",
        VersionPlace::Header => "The major version stands in a request header",
    });
    let notice = rules.notice_months.map(|months| count(months as usize, "month", "months"));
    match (place, notice) {
        (Some(place), Some(notice)) => {
            format!("{place}, and a version that is deprecated keeps answering for at least {notice}.")
        }
        (Some(place), None) => format!("{place}."),
        (None, Some(notice)) => {
            format!("A version that is deprecated keeps answering for at least {notice}.")
        }
        (None, None) => String::new(),
    }
}

/// The decisions that shape APIs: those that speak of APIs and their versions or of where events are recorded
/// first, then those that name an API or what serves it.
fn decided(src: &Sources) -> Text {
    let mut served: Vec<String> = src.sheets.iter().map(|sheet| sheet.name.to_lowercase()).collect();
    served.extend(src.sheets.iter().filter_map(Sheet::component).map(|part| part.name.to_lowercase()));
    served.retain(|name| !name.trim().is_empty());
    let words = ["api", "apis", "deprecate", "version", "versions", "grpc", "graphql"];
    let weight = |decision: &Row<Decision>| {
        let title = format!("{} {}", decision.title, decision.chosen).to_lowercase();
        let has =
            |wanted: &[&str]| title.split(|c: char| !c.is_alphanumeric()).any(|word| wanted.contains(&word));
        let spoken = has(&words) || (has(&["event", "events"]) && has(&["server", "client"]));
        let named = served.iter().any(|name| title.contains(name.as_str()));
        u8::from(spoken) * 2 + u8::from(named)
    };
    let mut chosen: Vec<&Row<Decision>> = src
        .records
        .decisions
        .iter()
        .filter(|decision| !src.answer(&decision.title).is_empty() && weight(decision) > 0)
        .collect();
    chosen.sort_by_key(|decision| std::cmp::Reverse(weight(decision)));
    chosen.truncate(4);
    if chosen.is_empty() {
        return Text::new();
    }
    let lead = by_number(chosen.len(), "The decision that shapes them: ", "The decisions that shape them: ");
    let titles = chosen.iter().map(|decision| {
        let title = phrases::clause(&decision.title);
        Text::new().link(title, Target::Document { slug: "blueprint", heading: title.to_owned() })
    });
    Text::from(lead).then(Text::join(titles, "; ")).then(".")
}

/// Open warnings about what this document holds.
fn warnings<'s>(src: &'s Sources) -> Vec<&'s Flag> {
    let about = |flag: &&Flag| {
        flag.subject.as_deref().and_then(Kind::of_id).is_some_and(|kind| Which::Apis.holds(kind))
    };
    src.open.iter().filter(about).collect()
}

fn danger(src: &Sources) -> String {
    let mut text = String::new();
    if let Some((name, owner)) = largest_risk(src) {
        text = format!("The largest risk to those who call them is “{name}”");
        text.push_str(&if owner.is_empty() { ".".to_owned() } else { format!(", in the hands of {owner}.") });
    }
    let open = warnings(src);
    if let Some(first) = open.first() {
        let lead = match open.len() {
            1 => "One warning about APIs stands open".to_owned(),
            many => format!("{many} warnings about APIs stand open, first among them this"),
        };
        let end = first.text.find(". ").map_or(first.text.len(), |at| at + 1);
        text.push_str(&format!(" {lead}: {}", &first.text[..end]));
    }
    text.trim_start().to_owned()
}

/// The APIs that stop with what a limit sits on: served by it, or unable to go on without it.
fn stand_on<'s, 'a>(src: &'s Sources<'a>, canvas: &Canvas, limit: &Limit) -> Vec<&'s Sheet<'a>> {
    let Some(component) = limit.component.id() else { return Vec::new() };
    let (waiting, _) = canvas.waiting_for(component);
    let stops = |id: &str| id == component || waiting.contains(&id);
    src.sheets.iter().filter(|sheet| sheet.api.component.id().is_some_and(stops)).collect()
}

/// The names of APIs in a sentence, each a link.
fn series(sheets: &[&Sheet]) -> Text {
    let mut text = Text::new();
    for (at, sheet) in sheets.iter().enumerate() {
        text = match (at, sheets.len()) {
            (0, _) => text,
            (at, all) if at + 1 == all => text.then(" and "),
            _ => text.then(", "),
        };
        text = text.then(super::link(sheet));
    }
    text
}

/// The next date that forces somebody to act: an API that stops, or a resource behind one that runs out. What
/// is past already comes first.
fn forced(src: &Sources) -> Text {
    let mut dates: Vec<(Date, Text)> = Vec::new();
    let mut past = Text::new();
    let canvas = Canvas::of(src.records);
    for sheet in &src.sheets {
        if let Some(day) = sheet.sunset().filter(|day| *day >= src.as_of) {
            let callers: Vec<&str> = sheet.consumers().iter().map(|team| team.name.as_str()).collect();
            let next = sheet.successor().map(|next| format!(" to {}", next.name)).unwrap_or_default();
            let text =
                Text::from(format!("For those who call an API the next date that forces action is {day}: "))
                    .then(super::link(sheet))
                    .then(" stops answering")
                    .then(if callers.is_empty() {
                        ".".to_owned()
                    } else {
                        format!(", and {} must have moved{next}.", phrases::series(&callers))
                    });
            dates.push((day, text));
        }
    }
    for (limit, outcome) in &src.forecasts {
        let Ok(forecast) = outcome else { continue };
        let sheets = stand_on(src, &canvas, limit);
        if sheets.is_empty() {
            continue;
        }
        let stand = by_number(sheets.len(), "stands", "stand");
        let start = needed_sooner(src.records, limit, forecast).map_or(forecast.last_start, |by| by.start);
        if start < src.as_of {
            let text = format!(
                "The last day to start on {} has passed ({start}); ",
                phrases::inner(phrases::clause(&limit.name)),
            );
            past = past.then(text).then(series(&sheets)).then(format!(" {stand} on it. "));
        } else {
            let text = Text::from(format!(
                "For APIs the next date that forces action is {start}, the last day to start on {}, which ",
                phrases::clause(&limit.name)
            ));
            dates.push((start, text.then(series(&sheets)).then(format!(" {stand} on."))));
        }
    }
    if dates.is_empty() && past.is_blank() {
        let first = questions::open(src, Which::Apis).into_iter().find(|question| question.due >= src.as_of);
        return first.map_or_else(Text::new, |question| {
            format!(
                "For APIs the next date that forces action is {}, when {} owes an answer.",
                question.due, question.who
            )
            .into()
        });
    }
    let next = dates.into_iter().min_by_key(|(day, _)| *day);
    past.then(next.map_or_else(Text::new, |(_, text)| text))
}
