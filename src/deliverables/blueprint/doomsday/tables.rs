//! The tables of the doomsday clock: the dates, the watch, the fixes and the range.

use jiff::civil::Date;

use crate::deliverables::document::{Column, Table, Text};
use crate::deliverables::phrases;
use crate::deliverables::sources::Sources;
use crate::workshop::doomsday::{Forecast, Outlook, Unforecast};
use crate::workshop::measures::Growth;
use crate::workshop::records::{Limit, Row};

/// When each limit is reached, and the last day on which its fix can begin.
pub(super) fn dates(src: &Sources) -> Table {
    let any_buffer = src.records.limits.iter().any(|limit| limit.buffer.is_some());
    let mut heads = vec![
        Column::required("Resource"),
        Column::required("Today").right(),
        Column::required("Hard limit").right(),
        Column::required("Growth"),
        Column::required("Runs out"),
        Column::required("Lead time"),
    ];
    if any_buffer {
        heads.push(Column::required("Buffer"));
    }
    heads.extend([Column::required("Last day to start"), Column::required("Owner")]);
    let mut table = Table::new(heads);
    for (limit, outcome) in &src.forecasts {
        let forecast = outcome.as_ref().ok();
        let said = |field: &str| src.cell(&limit.id, field);
        let today = forecast.map(|forecast| phrases::in_unit(forecast.today, &forecast.unit));
        let mut cells = vec![
            said("name"),
            if limit.today.is_some() { said("today") } else { today.into() },
            said("hard"),
        ];
        let growth = forecast.map(|forecast| format!("{} (fitted)", phrases::growth(&forecast.growth)));
        let (runs_out, last) = match outcome {
            Ok(forecast) => (forecast.run_out.to_string(), last_day(forecast)),
            Err(Unforecast::AlreadyOver { .. }) => ("already over".into(), "past".into()),
            Err(Unforecast::NotGrowing { .. } | Unforecast::TooFar) => {
                ("not in sight".into(), "none needed".into())
            }
            Err(_) => (String::new(), String::new()),
        };
        let growth = if limit.growth.is_some() { said("growth") } else { growth.into() };
        let jumps = forecast.map(|forecast| jumps(src, limit, forecast)).unwrap_or_default();
        let growth = jumps.into_iter().fold(growth, |growth, jump| growth.then(format!(", {jump}")));
        let lead = match &limit.lead_high {
            Some(high) if limit.lead.is_some() => said("lead").then(format!(", at worst {high}")),
            _ => said("lead"),
        };
        cells.extend([growth, runs_out.into(), lead]);
        if any_buffer {
            cells.push(if limit.buffer.is_some() { said("buffer") } else { Text::from("none") });
        }
        cells.extend([last.into(), said("owner")]);
        table.row(Some(&limit.id), cells);
    }
    table
}

/// When it was read, how much of it may be used, and what raises the alarm.
pub(super) fn watched(src: &Sources) -> Table {
    let any_margin = src.records.limits.iter().any(|limit| limit.margin.is_some_and(|margin| margin > 0.0));
    let mut heads = vec![Column::required("Resource"), Column::required("Measured on")];
    if any_margin {
        heads.push(Column::required("Usable").right());
    }
    heads.extend([Column::required("Alert at").right(), Column::required("Watched by")]);
    let mut table = Table::new(heads);
    for (limit, outcome) in &src.forecasts {
        let forecast = outcome.as_ref().ok();
        let said = |field: &str| src.cell(&limit.id, field);
        let measured = forecast.map(|forecast| forecast.measured.to_string());
        let amount = |of: fn(&Forecast) -> f64| -> Text {
            forecast.map(|forecast| phrases::in_unit(of(forecast), &forecast.unit)).into()
        };
        let mut cells =
            vec![said("name"), if limit.measured.is_some() { said("measured") } else { measured.into() }];
        if any_margin {
            cells.push(amount(|forecast| forecast.usable));
        }
        cells.extend([amount(Forecast::alert), said("watch")]);
        if cells[1..].iter().any(|cell| !cell.is_blank()) {
            table.row(Some(&limit.id), cells);
        }
    }
    table
}

/// What the fix is, and whether it would stand a multiple of today's load.
pub(super) fn fixes(src: &Sources) -> Table {
    let mut table = Table::new([
        Column::required("Resource"),
        Column::required("The fix"),
        Column::optional("Where it sits"),
        Column::required("At 10 times today"),
        Column::required("At 100 times today"),
    ]);
    for (limit, outcome) in &src.forecasts {
        let forecast = outcome.as_ref().ok();
        let stress = |stress: crate::workshop::doomsday::Stress, unit: &str| {
            let needs = phrases::in_unit(stress.needs, unit);
            if stress.fits {
                format!("{needs}: fits")
            } else {
                let times = format!("{} times the limit", phrases::tenths(stress.times_limit));
                // Seven hundred per cent of a disk is no size that anybody could provide.
                if unit.trim() == "%" { times } else { format!("{needs}: {times}") }
            }
        };
        table.row(
            Some(&limit.id),
            [
                src.cell(&limit.id, "name"),
                src.cell(&limit.id, "mitigation"),
                src.cell(&limit.id, "component"),
                forecast.map(|f| stress(f.at_10x, &f.unit)).into(),
                forecast.map(|f| stress(f.at_100x, &f.unit)).into(),
            ],
        );
    }
    table
}

/// The early and the late end of the dates, for limits whose growth or fix is uncertain.
pub(super) fn range(src: &Sources) -> Table {
    let mut table = Table::new([
        Column::required("Resource"),
        Column::required("Growth between"),
        Column::required("Runs out between"),
        Column::required("Lead time, at worst"),
        Column::required("To be sure, start by"),
        Column::required("Owner"),
    ]);
    for (limit, outcome) in &src.forecasts {
        let Ok(forecast) = outcome else { continue };
        if forecast.range.is_none() && forecast.sure_start == forecast.last_start {
            continue;
        }
        let growth = |(slow, fast): &(Growth, Growth)| {
            format!("{} and {}", phrases::growth(slow), phrases::growth(fast))
        };
        let latest = forecast.latest.map_or_else(|| "never".to_owned(), |date| date.to_string());
        let dates = forecast.range.as_ref().map(|_| format!("{} and {latest}", forecast.earliest));
        let lead = if limit.lead_high.is_some() { "lead_high" } else { "lead" };
        table.row(
            Some(&limit.id),
            [
                src.cell(&limit.id, "name"),
                forecast.range.as_ref().map(growth).into(),
                dates.into(),
                src.cell(&limit.id, lead),
                past(forecast.sure_start, src.as_of).into(),
                src.cell(&limit.id, "owner"),
            ],
        );
    }
    table
}

/// What is known to come on top of the growth before the limit is reached: `plus 180 GB on 2027-02-01`.
pub(super) fn jumps(src: &Sources, limit: &Row<Limit>, forecast: &Forecast) -> Vec<String> {
    let steps = src.records.step_changes.iter().filter(|step| step.limit.id() == Some(&limit.id));
    let counted = |date: &Date| *date > forecast.measured && *date <= forecast.run_out;
    steps
        .filter_map(|step| Some((step.date.filter(counted)?, step.adds.as_ref()?)))
        .map(|(date, adds)| format!("plus {} on {date}", phrases::quantity(adds)))
        .collect()
}

/// Whether the last day to start is today itself.
fn since_today(forecast: &Forecast) -> bool {
    forecast.slack_days == 0
}

/// A day, with a word when it has passed.
fn past(day: Date, today: Date) -> String {
    if day < today { format!("{day} (past)") } else { day.to_string() }
}

fn last_day(forecast: &Forecast) -> String {
    let day = forecast.last_start;
    if forecast.outlook == Outlook::Late && !since_today(forecast) {
        format!("{day} (past)")
    } else {
        day.to_string()
    }
}
