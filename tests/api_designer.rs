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
