//! What goes along when an operation gets another API: the payloads that only it used.

use std::collections::BTreeSet;

use crate::workshop::records::{Operation, Payload, Records, Row};

/// The payloads of an operation that is given another API.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Along {
    /// Those that go with it, by id.
    pub moves: Vec<String>,
    /// Those that stay, by id, with the operation that uses them too.
    pub shared: Vec<(String, String)>,
    /// Those that stay because the other API has one of that name.
    pub doubles: Vec<String>,
}

impl Along {
    /// What goes and what stays when that operation is given that API. Nothing when it has it already, or gets none.
    pub fn of(records: &Records, operation: &str, to: Option<&str>) -> Self {
        let mut along = Self::default();
        let (Some(moved), Some(to)) = (records.operations.by_id(operation), to) else { return along };
        let from = moved.api.id();
        if from == Some(to) {
            return along;
        }
        let others = records.operations.iter().filter(|row| row.id != operation && row.api.id() == from);
        let others: Vec<_> = others.map(|row| (row, used(records, row))).collect();
        for id in used(records, moved) {
            let Some(payload) = records.payloads.by_id(id).filter(|payload| payload.api.id() == from) else {
                continue;
            };
            let mut there = records.payloads.iter().filter(|row| row.api.id() == Some(to));
            if let Some((other, _)) = others.iter().find(|(_, used)| used.contains(id)) {
                along.shared.push((id.to_owned(), other.id.clone()));
            } else if there.any(|row| row.name.eq_ignore_ascii_case(&payload.name)) {
                along.doubles.push(id.to_owned());
            } else {
                along.moves.push(id.to_owned());
            }
        }
        along
    }
}

/// The payloads an operation sends and returns, with all that their fields hold.
fn used<'a>(records: &'a Records, operation: &'a Row<Operation>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> =
        [operation.request.id(), operation.response.id()].into_iter().flatten().collect();
    while let Some(id) = open.pop() {
        let Some(payload) = records.payloads.by_id(id).filter(|_| found.insert(id)) else { continue };
        open.extend(held(records, payload));
    }
    found
}

/// The payloads of the same API that the types of a payload's fields name.
fn held<'a>(records: &'a Records, payload: &'a Row<Payload>) -> impl Iterator<Item = &'a str> {
    let fields = records.payload_fields.iter().filter(|row| row.payload.id() == Some(&payload.id));
    let words = fields.flat_map(|field| field.kind.split(|c: char| !c.is_alphanumeric() && c != '_'));
    words.filter_map(|word| {
        let mut siblings = records.payloads.iter().filter(|row| row.api.id() == payload.api.id());
        siblings.find(|row| row.name == word).map(|row| row.id.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workshop::decide::Command;
    use crate::workshop::testkit::Room;

    #[test]
    fn what_only_the_operation_used_goes_along_and_comes_back_with_one_undo() {
        let mut room = Room::new();
        room.add("api", &[("name", "Stock levels"), ("style", "rest")]);
        room.add("operation", &[("name", "GET /trays -> Tray{id!: uuid, place: Place{ward: string}}[]")]);
        room.add("operation", &[("name", "GET /trays/{id} -> Tray")]);
        room.add(
            "operation",
            &[("name", "POST /scans {tray!: uuid} -> 202 Scan{cost: Money{cents: integer}}")],
        );
        room.add("api", &[("name", "Tray tracking"), ("style", "rest")]);
        room.add("payload", &[("name", "scan"), ("api", "Tray tracking")]);
        let names = |room: &Room, api: &str| {
            let rows = room.records().payloads.iter().filter(|row| row.api.id() == Some(api));
            rows.map(|row| row.name.clone()).collect::<Vec<_>>()
        };
        let along = Along::of(room.records(), "operation-3", Some("api-2"));
        let title = |id: &String| room.records().title(id);
        assert_eq!(along.moves.iter().map(title).collect::<Vec<_>>(), ["ScanRequest", "Money"]);
        assert_eq!(along.doubles.iter().map(title).collect::<Vec<_>>(), ["Scan"]);
        room.set("operation-3", "api", "Tray tracking");
        assert_eq!(names(&room, "api-2"), ["ScanRequest", "Money", "scan"]);
        room.run(&Command::Undo);
        assert_eq!(names(&room, "api-2"), ["scan"]);
        // Two operations use the tray: it stays until the last of them goes.
        let along = Along::of(room.records(), "operation-1", Some("api-2"));
        assert_eq!(along.moves, [] as [&str; 0]);
        assert_eq!(along.shared.len(), 2, "{along:?}");
        assert_eq!(along.shared[0].1, "operation-2");
        room.set("operation-1", "api", "Tray tracking");
        room.set("operation-2", "api", "Tray tracking");
        assert_eq!(names(&room, "api-2"), ["Place", "Tray", "scan"]);
        // Taking the API away moves nothing.
        room.set("operation-2", "api", "");
        assert_eq!(names(&room, "api-2"), ["Place", "Tray", "scan"]);
    }
}
