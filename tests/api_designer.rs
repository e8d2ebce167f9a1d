//! Designing an API at the keyboard: whole operations in one line, what is wrong with them, and contracts that
//! exist already.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::Stage;
use underpin::workshop::records::Kind;

/// A session with one REST API, standing in the table of operations.
fn at_operations(width: u16, height: u16) -> Stage {
    let mut stage = Stage::home(width, height);
    stage
        .press("nRails<enter>Acme Freight<enter>Ada Byron<enter><enter><enter>")
        .sees("What are we planning");
    stage.press("/The internal APIs<enter>aAccounts | rest<enter><esc>");
    let desk = stage.runner.app.desk.as_mut().unwrap();
    let contracts = desk.catalogue.activities.iter().position(|activity| activity.id == "contracts");
    desk.go_to(contracts.unwrap());
    let items = desk.items();
    let add = items.iter().position(|item| {
        matches!(item, underpin::app::items::Item::Add { capture } if desk.current_activity().captures[*capture].kind() == Kind::Operation)
    });
    desk.set_cursor(underpin::app::desk::Cursor { item: add.unwrap(), column: 0 });
    stage
}

#[test]
fn a_whole_operation_is_typed_foreseen_kept_and_taken_back() {
    let mut stage = at_operations(120, 40);
    stage.press("aPOST /users {email!: email = ada@example.com, role: enum(admin,member");
    stage
        .sees("createUser")
        .sees("of Accounts")
        .sees("new payload UserRequest: email! email")
        .sees("is not closed");
    stage.press(")} -> 201 User[] @ users:write").sees("returns many User").misses("is not closed");
    stage.press("<enter>").sees("1 added").sees("new payloads: UserRequest and User").press("<esc>");
    stage.sees("createUser");
    let records = &stage.desk().session.records;
    assert_eq!(records.payload_fields.len(), 2);
    assert_eq!(records.operations[0].list, Some(true));
    stage.press("u");
    let records = &stage.desk().session.records;
    assert_eq!(records.operations.len() + records.payloads.len() + records.payload_fields.len(), 0);
    stage.press("<ctrl-r>").sees("createUser");
}

#[test]
fn a_line_with_a_mistake_stays_with_its_column() {
    let mut stage = at_operations(120, 40);
    stage.press("aPOST /users {email! string}<enter>").sees("column 21").sees("POST /users {email! string}");
    assert_eq!(stage.desk().session.records.operations.len(), 0);
    stage.press("<esc>").misses("column 21");
}

#[test]
fn pasted_lines_are_operations_and_the_bad_one_comes_back() {
    let mut stage = at_operations(120, 40);
    stage.press("a").paste(
        "- POST /users {email!: string, name: string} -> 201 User\n- GET /users -> 404 User\n- GET /users/{id} -> User\n",
    );
    stage.sees("2 rows added").sees("200 to 299").sees("GET /users -> 404 User").press("<ctrl-c>");
    let names: Vec<_> = stage.desk().session.records.operations.iter().map(|row| row.name.clone()).collect();
    assert_eq!(names, ["createUser", "getUser"]);
}

#[test]
fn what_deviates_is_told_while_typing_and_under_the_row() {
    let mut stage = at_operations(120, 40);
    stage.press("aGET /getUsers -> 200 User[]").sees("G7: The path /getUsers says what is done").sees("G5");
    stage.press(" @ users:read").misses("G5").press("<enter><esc>");
    let id = stage.desk().session.records.operations[0].id.clone();
    stage.runner.app.desk.as_mut().unwrap().jump(&id, Some("path"));
    stage.press("<right><left>").sees("G7: The path /getUsers says what is done").sees("can guess the next");
    // The finding goes as soon as the text is mended, before it is kept.
    stage
        .press("<enter>")
        .press("<backspace>")
        .sees("G7")
        .press("<ctrl-a>/users")
        .misses("G7:")
        .press("<enter>");
    stage.misses("G7:");
}

const PIER: &str = "openapi: 3.0.3\ninfo: {title: Pier, version: 1.0.0}\nservers: [{url: 'https://pier.example'}]\n\
    paths:\n  /berths:\n    get:\n      operationId: listBerths\n      parameters:\n        \
    - {name: status, in: query, schema: {type: string, maxLength: 9}}\n      responses:\n        '200': \
    {description: x, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Berth'}}}}}\n\
    components: {schemas: {Berth: {type: object, properties: {name: {type: string}}}}}\n";

#[test]
fn a_description_is_taken_in_from_the_screen_and_taken_back() {
    let mut stage = at_operations(120, 40);
    let file = stage.root.parent().unwrap().join("pier.yaml");
    std::fs::write(&file, PIER).unwrap();
    stage.press("I").sees("Take in an API").paste(file.to_str().unwrap()).press("<enter>");
    stage
        .sees("Pier: 1 operation, 1 parameter, 1 payload with 1 field")
        .sees("Limits on values")
        .press("<enter>");
    let records = &stage.desk().session.records;
    assert_eq!((records.apis.len(), records.operations[0].bare), (2, Some(true)));
    assert_eq!(stage.journal().lines().count() as u64, stage.desk().session.seq);
    stage.press("u");
    assert_eq!(stage.desk().session.records.apis.len(), 1);
    assert_eq!(stage.desk().session.records.parameters.len(), 0);
    // What is no description is refused, and nothing changes.
    std::fs::write(&file, "swagger: '2.0'").unwrap();
    stage.press("I").paste(file.to_str().unwrap()).press("<enter>").sees("Swagger 2.0");
    stage.press("I").press("/no/such/file<enter>").sees("cannot be read");
    assert_eq!(stage.desk().session.records.apis.len(), 1);
}

/// Puts the cursor on the line where a row of that kind is added, or on its row of that number.
fn stand(stage: &mut Stage, kind: Kind, row: Option<usize>) {
    use underpin::app::items::Item;
    let desk = stage.runner.app.desk.as_mut().unwrap();
    let activity = desk.current_activity();
    let capture = activity.captures.iter().position(|capture| capture.kind() == kind).unwrap();
    let wanted = row.map(|row| desk.session.records.ids(kind)[row].to_owned());
    let at = desk.items().iter().position(|item| match (&wanted, item) {
        (Some(wanted), Item::Row { id, .. }) => id == wanted,
        (None, Item::Add { capture: here }) => *here == capture,
        _ => false,
    });
    desk.set_cursor(underpin::app::desk::Cursor { item: at.unwrap(), column: 0 });
}

#[test]
fn an_operation_is_understood_in_every_table_of_a_contract_and_goes_to_the_right_api() {
    let mut stage = at_operations(120, 40);
    stage.press(":The internal APIs<enter>aTray tracking API | rest<enter><esc>:One contract<enter>");
    stand(&mut stage, Kind::Payload, None);
    // The hint shows the form; with two APIs and no word of which, it asks.
    stage.press("a").sees("Or a whole operation: Accounts: GET");
    stage
        .press("GET /trays/{id} -> 200 Tray {id!: uuid}")
        .sees("of which API, Accounts or Tray tracking API?");
    stage.press("<enter>").sees("of which API").sees("GET /trays/{id} -> 200 Tray {id!: uuid}");
    stage.press("<tab>").sees("Accounts: GET").press("<tab>").sees("Tray tracking API: GET");
    stage.press("<enter>").sees("getTray in Tray tracking API, new payload: Tray with 1 field");
    // What follows goes to the same API; one named with a bar to that.
    stage.press("POST /scans {tray!: uuid} -> 202 Scan<enter>").sees("createScan in Tray tracking API");
    stage.press("Accounts | GET /users -> 200 User[]<enter>").sees("listUsers in Accounts").press("<esc>");
    let records = &stage.desk().session.records;
    let homes: Vec<_> = records.operations.iter().map(|row| row.api.id().unwrap()).collect();
    assert_eq!(homes, ["api-2", "api-2", "api-1"]);
    assert!(records.payloads.iter().all(|row| !row.name.contains('/')));
    // On a row, its API is meant.
    stand(&mut stage, Kind::PayloadField, Some(0));
    stage.press("aGET /places -> 200 Place[]<enter>").sees("listPlaces in Tray tracking API").press("<esc>");
    // A status that is no success is said to have its own table.
    stand(&mut stage, Kind::Payload, None);
    stage
        .press("aTray: GET /x -> 200 Tray {id: uuid} | 404<enter>")
        .sees("table of API errors")
        .press("<ctrl-c>");
    assert_eq!(stage.desk().session.records.operations.len(), 4);
    // A paste stays with the API its first line names.
    stage.press("a").paste("Accounts: GET /roles -> 200 Role[]\nGET /teams -> 200 Team[]\n");
    stage.sees("2 rows added: listRoles and listTeams in Accounts").press("<esc>");
}

#[test]
fn an_operation_that_moves_takes_its_own_payloads_along() {
    let mut stage = at_operations(120, 40);
    stage.press("aGET /trays/{id} -> 200 Tray {id!: uuid}<enter>");
    stage.press("POST /scans ScanRequest{tray!: uuid} -> 202 Tray<enter><esc>");
    stage.press(":The internal APIs<enter>aTray tracking API | rest<enter><esc>:One contract<enter>");
    stage.runner.app.desk.as_mut().unwrap().jump("operation-2", Some("api"));
    stage.press("<enter>Tray<enter>");
    stage.sees("ScanRequest goes along to Tray tracking API").sees("Tray stays: getTray uses it too");
    let api =
        |stage: &Stage, at: usize| stage.desk().session.records.payloads[at].api.id().map(str::to_owned);
    let names: Vec<_> = stage.desk().session.records.payloads.iter().map(|row| row.name.clone()).collect();
    assert_eq!(names, ["Tray", "ScanRequest"]);
    assert_eq!((api(&stage, 0).as_deref(), api(&stage, 1).as_deref()), (Some("api-1"), Some("api-2")));
    stage.press("u");
    assert_eq!(api(&stage, 1).as_deref(), Some("api-1"));
    assert_eq!(stage.desk().session.records.operations[1].api.id(), Some("api-1"));
}
