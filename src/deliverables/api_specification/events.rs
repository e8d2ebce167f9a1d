//! What is recorded, where, and under which identity. Events seen by a client alone stand out.

use crate::deliverables::document::{CalloutKind, Column, Section, Table, Target, Text};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::sources::Sources;
use crate::workshop::records::{Captured, Row, TrackedEvent};

/// The section.
pub fn events(section: &mut Section, src: &Sources) {
    let all = &src.records.tracked_events;
    if all.is_empty() {
        return;
    }
    let of = |captured| -> Vec<&Row<TrackedEvent>> {
        all.iter().filter(|event| event.captured == Some(captured)).collect()
    };
    let (server, client, both) = (of(Captured::Server), of(Captured::Client), of(Captured::Both));
    let mut told = format!("{} recorded", count(all.len(), "event is", "events are"));
    let mut places = Vec::new();
    for (events, words) in [
        (&server, "on the server"),
        (&both, "on the server with detail from the client"),
        (&client, "on the client only"),
    ] {
        if !events.is_empty() {
            places.push(format!("{} {words}", events.len()));
        }
    }
    told.push_str(&if places.is_empty() {
        ".".to_owned()
    } else {
        format!(": {}.", phrases::series(&places))
    });
    section.paragraph(told);
    if !client.is_empty() {
        let names: Vec<&str> = client.iter().map(|event| event.name.as_str()).collect();
        section.callout(
            CalloutKind::Warning,
            format!(
                "Only a client sees {}. Blockers and lost connections take {} away unnoticed: record on the \
                 server, with the user's id, and let clients add detail.",
                phrases::series(&names),
                by_number(names.len(), "such an event", "such events")
            ),
        );
    }
    let mut table = Table::new([
        Column::required("Event"),
        Column::required("Captured"),
        Column::required("Identity"),
        Column::required("Owner"),
        Column::required("Answers"),
        Column::optional("Travels on"),
    ]);
    for event in all {
        let id = event.id.as_str();
        let captured = match event.captured {
            Some(Captured::Client) => src.with_doubt(id, Some("captured"), Text::new().strong("Client only")),
            _ => src.cell(id, "captured"),
        };
        let api = event.api.id().and_then(|id| src.sheets.iter().find(|sheet| sheet.api.id == id));
        table.row(
            Some(id),
            [
                src.cell(id, "name"),
                captured,
                src.cell(id, "identity"),
                src.cell(id, "owner"),
                src.cell(id, "purpose"),
                api.map(super::link).into(),
            ],
        );
    }
    section.table(table);
    on_apis(section, src);
}

/// Which events travel on which API, where not all do.
fn on_apis(section: &mut Section, src: &Sources) {
    let all = &src.records.tracked_events;
    let travelling = all.iter().filter(|event| event.api.is_some()).count();
    if travelling == 0 || travelling * 4 >= all.len() * 3 {
        return;
    }
    for sheet in &src.sheets {
        let on = all.iter().filter(|event| event.api.id() == Some(&sheet.api.id));
        let names: Vec<&str> = on.map(|event| event.name.as_str()).collect();
        if !names.is_empty() {
            section.paragraph(
                Text::from(phrases::series(&names))
                    .then(by_number(names.len(), " travels on ", " travel on "))
                    .link(sheet.name.as_str(), Target::Heading(sheet.api.id.clone()))
                    .then("."),
            );
        }
    }
}
