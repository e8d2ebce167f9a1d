#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;

use super::*;
use crate::workshop::decide::Command;
use crate::workshop::records::Kind;
use crate::workshop::testkit::{Room, TODAY};

fn good(line: &str) -> Sketch {
    let (sketch, trouble) = read(line);
    assert_eq!(trouble, None, "{line}");
    sketch
}

#[test]
fn lines_come_back_as_they_were_said() {
    for line in [
        "POST /users {email!: string, role: enum(admin,member)} -> 201 User",
        "rpc CreateUser(UserRequest) -> User",
        "rpc CreateUser(UserRequest{email!: email = ada@example.com}) -> UserReply{id!: uuid}",
        "publish user.created {user_id!: uuid, at!: date-time = 2026-03-01T09:00:00Z}",
        "subscribe user.erased UserErased",
        "query users(first: integer = 50, role: string) -> User[]",
        "mutation updateContact(ContactInput) -> Contact @ dashboard:write",
        "GET /users?page&role -> 200 User[]",
        "DELETE /users/{user_id} -> 204 as closeUser @ users:write, users:erase \"Closes an account\"",
        "Exports and files: PUT /files/{id} File{name: string = \"a, b\", tags: string[]} -> File",
        "POST /orders {lines!: {sku!: string, count: integer}[], buyer: Buyer{name!: string}}",
    ] {
        assert_eq!(good(line).to_string(), line);
        assert!(is_sketch(line), "{line}");
    }
}

#[test]
fn what_people_write_otherwise_is_understood() {
    let canonical = good("POST /users {email!: string, name: string} -> 201 User");
    for line in [
        "post /users { email! , name } → 201 User",
        "  POST /users {email: string!, name: string,}->201 User ",
    ] {
        assert_eq!(good(line), canonical, "{line}");
    }
    assert_eq!(good("POST /a {b: string \"x y\"}"), good("POST /a {b = x y}"));
    assert_eq!(good("POST /a {b: enum(x | y)}"), good("POST /a {b: enum(x,y)}"));
}

#[test]
fn rows_of_fields_are_no_sketches() {
    for line in [
        "createExport | Exports | POST | /exports | asks for a file",
        "getReport",
        "get | Exports | GET",
        "publish order | Events | PUBLISH | order.placed",
        "POST invoices",
        "Note: something else",
        "",
    ] {
        assert!(!is_sketch(line), "{line}");
    }
    assert!(is_sketch("POST /a {b: enum(x|y), c: string = \"x | y\"} -> A"));
}

#[test]
fn trouble_names_the_column() {
    for (line, column, part) in [
        ("FETCH /users", 1, "begins with GET"),
        ("GET users", 5, "a path is missing"),
        ("GET /users/{id", 12, "not closed"),
        ("POST /users {email!: }", 22, "a type is missing"),
        ("POST /users {email!: string", 28, "closing brace"),
        ("POST /users {email!: string name: string}", 29, "comma"),
        ("POST /users {a: string, a: string}", 25, "there twice"),
        ("POST /users {role: enum(a,b}", 28, "enum( is not closed"),
        ("POST /users {role: enum a}", 24, "parentheses"),
        ("POST /users {a: string = }", 26, "an example is missing"),
        ("POST /users {}", 13, "a body needs"),
        ("POST /users user", 13, "here follows a body"),
        ("POST /users -> 404 User", 16, "200 to 299"),
        ("POST /users ->", 15, "the answer is missing"),
        ("POST /users -> User users", 21, "here follows @"),
        ("POST /users -> User @", 22, "a scope is missing"),
        ("POST /users -> User \"open", 21, "no partner"),
        ("rpc (User)", 5, "a procedure is missing"),
        ("query users()", 13, "leave the parentheses out"),
    ] {
        let (_, trouble) = read(line);
        let trouble = trouble.unwrap_or_else(|| panic!("{line} was read"));
        assert_eq!(trouble.column, column, "{line}: {trouble}");
        assert!(trouble.text.contains(part), "{line}: {trouble}");
    }
}

#[test]
fn half_a_line_is_understood_as_far_as_it_goes() {
    let (sketch, trouble) = read("POST /users {email!: string, role: enum(adm");
    assert!(trouble.is_some());
    let plan = Plan::of(&sketch, Room::new().records(), None).unwrap();
    assert_eq!(plan.name, "createUser");
    let fields: Vec<_> = plan.payloads[0].fields.iter().map(|field| field.kind.as_str()).collect();
    assert_eq!(fields, ["string", "enum(adm)"]);
}

#[test]
fn one_line_makes_the_operation_its_payloads_and_their_fields() {
    let mut room = Room::new();
    room.add("api", &[("name", "Accounts"), ("style", "rest")]);
    let line = "POST /users {email!: email = ada@example.com, role: enum(admin,member), address: {city!: string}} \
                -> 201 User @ users:write \"Creates an account\"";
    room.add("operation", &[("name", line)]);
    let records = room.records();
    let operation = &records.operations[0];
    assert_eq!((operation.name.as_str(), operation.path.as_str()), ("createUser", "/users"));
    assert_eq!((operation.scope.as_str(), operation.success), ("users:write", Some(201.0)));
    assert_eq!(operation.summary, "Creates an account");
    assert_eq!(operation.method, Some(Method::Post));
    let names: Vec<_> = records.payloads.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Address", "UserRequest", "User"]);
    assert_eq!(records.title(operation.request.id().unwrap()), "UserRequest");
    assert_eq!(records.title(operation.response.id().unwrap()), "User");
    let fields: Vec<_> =
        records.payload_fields.iter().map(|row| (row.name.as_str(), row.kind.as_str())).collect();
    let wanted =
        [("city", "string"), ("email", "email"), ("role", "enum(admin, member)"), ("address", "Address")];
    assert_eq!(fields, wanted);
    assert_eq!(records.payload_fields[1].example, "ada@example.com");
    assert_eq!(records.payload_fields[1].required, Some(true));
    // One undo takes all of it back.
    room.run(&Command::Undo);
    assert_eq!(room.records().operations.len() + room.records().payloads.len(), 0);
    assert_eq!(room.records().payload_fields.len(), 0);
}

#[test]
fn what_is_there_is_used_and_only_grows() {
    let mut room = Room::new();
    room.add("api", &[("name", "Accounts"), ("style", "rest")]);
    room.add("operation", &[("name", "POST /users {email!: string} -> 201 User{id!: uuid}")]);
    room.add("operation", &[("name", "GET /users/{user_id} -> User{id: string, name: string}")]);
    room.add("operation", &[("name", "POST /users/{user_id}/keys {label: string} -> 201 Key")]);
    room.add("operation", &[("name", "POST /services/{id}/keys {label: string} -> 201 Key")]);
    let records = room.records();
    let operations: Vec<_> = records.operations.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(operations, ["createUser", "getUser", "createKey", "createServiceKey"]);
    let payloads: Vec<_> = records.payloads.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(payloads, ["UserRequest", "User", "KeyRequest", "Key", "CreateServiceKeyRequest"]);
    let of_user: Vec<_> =
        records.payload_fields.iter().filter(|row| row.payload.id() == Some("payload-2")).collect();
    assert_eq!(of_user.iter().map(|row| row.kind.as_str()).collect::<Vec<_>>(), ["uuid", "string"]);
}

#[test]
fn the_api_is_the_one_said_or_the_only_one_that_fits() {
    let mut room = Room::new();
    room.add("api", &[("name", "Accounts"), ("style", "rest")]);
    room.add("api", &[("name", "Account events"), ("style", "events")]);
    room.add("operation", &[("name", "publish user.created {user_id!: uuid}")]);
    room.add("operation", &[("name", "GET /users -> User[]")]);
    room.add("operation", &[("name", "Search: query users(role: string) -> User[]")]);
    let records = room.records();
    let apis: Vec<_> = records.operations.iter().map(|row| records.title(row.api.id().unwrap())).collect();
    assert_eq!(apis, ["Account events", "Accounts", "Search"]);
    let names: Vec<_> = records.operations.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["publishUserCreated", "listUsers", "users"]);
    assert_eq!(records.apis[2].style.map(crate::workshop::value::ChoiceSet::key), Some("graphql"));
}

#[test]
fn the_api_is_said_in_front_behind_or_by_the_row_at_hand() {
    let mut room = Room::new();
    room.add("api", &[("name", "Stock levels"), ("style", "rest")]);
    room.add("api", &[("name", "Tray tracking API"), ("style", "rest")]);
    let home = |room: &Room, line: &str, near: Option<&str>| {
        let plan = Plan::of(&good(line), room.records(), near).unwrap();
        plan.api.id().map(|id| room.records().title(id))
    };
    let tracking = Some("Tray tracking API".to_owned());
    for line in [
        "Tray tracking API: GET /trays/{id} -> 200 Tray {id!: uuid}",
        "Tray tracking API | GET /trays/{id} -> 200 Tray {id!: uuid}",
        "tray|GET /trays/{id} -> 200 Tray",
        "GET /trays/{id} -> 200 Tray {id!: uuid} | Tray tracking API",
        "GET /trays/{id}|Tray tracking API",
    ] {
        assert!(is_told_in(Kind::Payload, line), "{line}");
        assert_eq!(home(&room, line, Some("api-1")), tracking, "{line}");
    }
    // Two without an operation: nothing says which, but the row under the cursor does.
    assert_eq!(home(&room, "GET /trays", None), None);
    assert_eq!(home(&room, "GET /trays", Some("api-2")), tracking);
    room.add("operation", &[("name", "Stock levels: GET /items -> Item[]")]);
    assert_eq!(home(&room, "GET /trays", None), tracking);
    room.add("operation", &[("name", "GET /trays -> Tray[]")]);
    let line = "GET /scans -> Scan[]";
    let fields = vec![("name".to_owned(), line.to_owned())];
    let command = Command::Add { kind: Kind::PayloadField, fields, at: None };
    let refused = room.session().decide(&command, TODAY).unwrap_err().to_string();
    assert!(refused.contains("of which API, Stock levels or Tray tracking API?"), "{refused}");
    assert!(refused.contains("“Stock levels: GET /scans …”"), "{refused}");
    let next = elsewhere(line, room.records(), None).unwrap();
    assert_eq!(next, format!("Stock levels: {line}"));
    let next = elsewhere(&next, room.records(), None).unwrap();
    assert_eq!(next, format!("Tray tracking API: {line}"));
    // A status that is no success is an error, not an API.
    let (_, trouble) = read("GET /trays/{id} -> 200 Tray {id: uuid} | 404");
    assert!(trouble.unwrap().text.contains("API errors"));
    // What reads like a name is one.
    for line in ["Query results", "Publish date | Tray | date", "GET", "Get started: a guide"] {
        assert!(!is_told_in(Kind::Payload, line), "{line}");
    }
}

#[test]
fn lines_of_a_paste_see_those_before_them() {
    let session = Room::new();
    let rows =
        ["Accounts: POST /users {a: string} -> User", "GET /users/{id} -> User", "GET /users -> User[]"];
    let rows = rows.map(|line| vec![("name".to_owned(), line.to_owned())]).to_vec();
    let command = Command::AddMany { kind: Kind::Operation, rows };
    let mut room = session;
    room.run(&command);
    assert_eq!(room.records().apis.len(), 1);
    assert_eq!(room.records().payloads.len(), 2);
    assert!(room.records().operations.iter().all(|row| row.api.id() == Some("api-1")));
}

#[test]
fn a_line_that_cannot_be_read_changes_nothing() {
    let room = Room::new();
    let fields = vec![("name".to_owned(), "POST /users {email".to_owned())];
    let refused = room.session().decide(&Command::Add { kind: Kind::Operation, fields, at: None }, TODAY);
    assert_eq!(refused.unwrap_err().to_string(), "column 19: a closing brace is missing");
}

fn word() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_]{0,6}"
}

fn pascal() -> impl Strategy<Value = String> {
    "[A-Z][A-Za-z0-9]{0,6}"
}

fn example() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("[ -~é“→]{0,8}[!-~]")
}

fn field_of(holds: impl Strategy<Value = Holds>) -> impl Strategy<Value = Field> {
    (word(), any::<bool>(), holds, any::<bool>(), example())
        .prop_map(|(name, required, holds, list, example)| Field { name, required, holds, list, example })
}

fn fields_of(holds: impl Strategy<Value = Holds>, least: usize) -> impl Strategy<Value = Vec<Field>> {
    proptest::collection::vec(field_of(holds), least..4).prop_map(|mut fields| {
        let mut seen = std::collections::BTreeSet::new();
        fields.retain(|field| seen.insert(field.name.clone()));
        fields
    })
}

fn holds() -> impl Strategy<Value = Holds> {
    let leaf = prop_oneof![
        "(string|date-time|uuid|Money|User)".prop_map(Holds::Word),
        proptest::collection::vec("[a-z]{1,5}( [a-z]{1,3})?", 1..3).prop_map(Holds::Enum),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        (proptest::option::of(pascal()), fields_of(inner, 1))
            .prop_map(|(name, fields)| Holds::Body(Body { name, fields }))
    })
}

fn body() -> impl Strategy<Value = Body> {
    prop_oneof![
        (pascal(), fields_of(holds(), 0)).prop_map(|(name, fields)| Body { name: Some(name), fields }),
        fields_of(holds(), 1).prop_map(|fields| Body { name: None, fields }),
    ]
}

fn call() -> impl Strategy<Value = (Option<Method>, String)> {
    let http = prop_oneof![
        Just(Method::Get),
        Just(Method::Post),
        Just(Method::Put),
        Just(Method::Patch),
        Just(Method::Delete)
    ];
    let named = prop_oneof![Just(Method::Rpc), Just(Method::Query), Just(Method::Mutation)];
    let topics = prop_oneof![Just(Method::Publish), Just(Method::Subscribe)];
    prop_oneof![
        (http, "(/[a-z]{1,6}|/\\{[a-z_]{1,6}\\}){1,3}(\\?[a-z]{1,4})?").prop_map(|(m, path)| (Some(m), path)),
        (named, "[A-Za-z][A-Za-z0-9]{0,6}").prop_map(|(m, name)| (Some(m), name)),
        (topics, "[a-z]{1,5}(\\.[a-z-]{1,6}){0,2}").prop_map(|(m, topic)| (Some(m), topic)),
    ]
}

fn answer() -> impl Strategy<Value = Answer> {
    let body_or_not = (proptest::option::of(200_u16..300), proptest::option::of((body(), any::<bool>())));
    body_or_not.prop_filter_map("an answer has something", |(status, body)| {
        let (body, list) = body.map_or((None, false), |(body, list)| (Some(body), list));
        (status.is_some() || body.is_some()).then_some(Answer { status, body, list })
    })
}

proptest! {
    #[test]
    fn printing_and_reading_are_inverse(
        api in proptest::option::of("[A-Z][a-z]{1,6}( [a-z]{1,6})?"),
        (method, target) in call(),
        request in proptest::option::of(body()),
        answer in proptest::option::of(answer()),
        name in proptest::option::of(word()),
        scopes in proptest::collection::vec("[a-z]{1,5}:[a-z]{1,5}", 0..3),
        summary in proptest::option::of("[A-Z][ -~]{0,12}"),
    ) {
        let sketch = Sketch { api, method, target, request, answer, name, scopes, summary };
        let line = sketch.to_string();
        let (read, trouble) = super::read(&line);
        prop_assert_eq!(trouble, None, "{}", line);
        prop_assert_eq!(read, sketch, "{}", line);
    }

    #[test]
    fn no_line_is_too_odd_to_be_read(line in ".{0,60}") {
        let (sketch, _) = read(&line);
        let _ = (is_sketch(&line), Plan::of(&sketch, Room::new().records(), None));
    }

    #[test]
    fn no_beginning_of_a_line_is_too_odd(cut in 0_usize..120) {
        let line: String = "Files: POST /users/{id} {email!: string = \"a\\\"b\", of: A{b: enum(x,y)[]}} -> 201 {id: uuid}[] as x @ a:b \"Does\""
            .chars().take(cut).collect();
        let (sketch, _) = read(&line);
        let _ = Plan::of(&sketch, Room::new().records(), None).map(|plan| plan.lines());
    }
}
