#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::workshop::decide::Command;
use crate::workshop::records::Records;
use crate::workshop::testkit::Room;

/// A description with one of everything.
const HARBOUR: &str = r##"
openapi: 3.0.3
info: { title: Harbour, version: v2.1, description: "Berths and ships.\n\nMore words.", contact: { email: ops@harbour.example } }
servers: [{ url: "https://{region}.harbour.example/api", variables: { region: { default: eu } } }, { url: "https://other.example" }]
tags: [{ name: Quays }, { name: Ships }]
security: [{ token: [berths:read] }]
paths:
  /berths:
    parameters: [{ $ref: "#/components/parameters/Trace" }]
    get:
      operationId: berths/list
      summary: Lists berths
      parameters:
        - { name: status, in: query, schema: { $ref: "#/components/schemas/Status" }, description: Which ones, example: free }
        - { name: tag, in: query, required: true, schema: { type: array, items: { type: string } } }
        - { name: Accept, in: header, schema: { type: string } }
      responses:
        "200":
          description: All of them
          content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Berth" } } } }
        "429": { description: Too fast. }
    post:
      operationId: createBerth
      security: [{ token: [berths:write, berths:read] }]
      parameters: [{ name: Idempotency-Key, in: header, schema: { type: string } }]
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: "#/components/schemas/NewBerth" } }
          application/xml: { schema: { type: object } }
      responses:
        "201": { description: Made, content: { application/json: { schema: { $ref: "#/components/schemas/Berth" } } } }
        "202": { description: Later }
        "409": { description: Taken, content: { application/json: { schema: { $ref: "#/components/schemas/Failure" } } } }
    head: { responses: { "200": { description: ok } } }
  /berths/{berth-id}:
    delete:
      parameters: [{ name: berth-id, in: path, required: true, schema: { type: string, format: uuid } }]
      responses: { "204": { description: Gone } }
components:
  parameters: { Trace: { name: X-Trace, in: header, schema: { type: string, maxLength: 40 } } }
  securitySchemes:
    token: { type: oauth2, flows: { clientCredentials: { tokenUrl: "https://id.harbour.example/oauth/token", scopes: {} } } }
  schemas:
    Status: { type: string, enum: [free, taken] }
    Named: { type: object, required: [name], properties: { name: { type: string, minLength: 1, example: Pier 1 } } }
    NewBerth:
      allOf:
        - { $ref: "#/components/schemas/Named" }
        - { type: object, properties: { status: { $ref: "#/components/schemas/Status" }, size: { type: object, properties: { length: { type: integer, format: int32 } } } } }
    Berth:
      allOf: [{ $ref: "#/components/schemas/NewBerth" }, { type: object, required: [id], properties: { id: { type: string, format: uuid, readOnly: true }, next: { $ref: "#/components/schemas/Berth" }, tags: { type: object, additionalProperties: { type: string } }, ship: { oneOf: [{ type: string }, { type: integer }] } } }]
    Failure: { type: object, properties: { code: { type: string } } }
    Idle: { type: object, properties: { a: { type: string } } }
"##;

fn taken_in(text: &str) -> (Room, Imported) {
    let imported = read(text, &[]).unwrap();
    let mut room = Room::new();
    room.run(&Command::Bring { records: imported.records.clone() });
    (room, imported)
}

/// Fields of a payload with their types; those that are always there with an exclamation mark.
fn fields(records: &Records, payload: &str) -> Vec<String> {
    let id = records.find(Kind::Payload, payload).unwrap_or_else(|| panic!("no payload {payload}"));
    let of = records.payload_fields.iter().filter(|row| row.payload.id() == Some(id));
    of.map(|row| format!("{}{} {}", row.name, if row.required == Some(true) { "!" } else { "" }, row.kind))
        .collect()
}

#[test]
fn the_api_itself_is_taken_in() {
    let (room, _) = taken_in(HARBOUR);
    let api = &room.records().apis[0];
    assert_eq!((api.name.as_str(), api.version.as_str()), ("Harbour", "v2.1"));
    assert_eq!(api.purpose.0, "Berths and ships.");
    assert_eq!(api.server, "https://eu.harbour.example/api");
    assert_eq!((api.category.as_str(), api.contact.as_str()), ("Quays", "ops@harbour.example"));
    assert_eq!(api.authentication, "OAuth 2.0 access token");
    assert_eq!(api.issuer, "https://id.harbour.example/oauth/token");
    assert!(api.idempotency.contains("Idempotency-Key"));
}

#[test]
fn operations_have_their_parameters_bodies_and_scopes() {
    let (room, _) = taken_in(HARBOUR);
    let records = room.records();
    let names: Vec<_> = records.operations.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["berthsList", "createBerth", "deleteBerth"]);
    let [list, create, delete] = &records.operations[..] else { panic!() };
    assert_eq!((list.list, list.bare, list.success), (Some(true), Some(true), Some(200.0)));
    assert_eq!((create.scope.as_str(), list.scope.as_str()), ("berths:write, berths:read", "berths:read"));
    assert_eq!(records.title(create.request.id().unwrap()), "NewBerth");
    assert_eq!(records.title(create.response.id().unwrap()), "Berth");
    assert!(delete.response.is_none());
    let parameters = records.parameters.iter();
    let told: Vec<_> = parameters
        .map(|row| {
            format!(
                "{} {} {} {:?}",
                records.title(row.operation.id().unwrap()),
                row.name,
                row.kind,
                row.required
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "berthsList status enum(free, taken) Some(false)",
            "berthsList tag string[] Some(true)",
            "berthsList X-Trace string Some(false)",
            "createBerth X-Trace string Some(false)",
            "deleteBerth berth-id uuid Some(true)",
        ]
    );
    let errors: Vec<_> =
        records.api_errors.iter().map(|row| (row.code.as_str(), row.title.as_str())).collect();
    assert_eq!(errors, [("429", "Too fast"), ("409", "Taken")]);
}

#[test]
fn schemas_become_payloads_with_all_their_fields() {
    let (room, _) = taken_in(HARBOUR);
    let records = room.records();
    assert_eq!(
        fields(records, "NewBerth"),
        ["name! string", "status enum(free, taken)", "size NewBerthSize"]
    );
    assert_eq!(fields(records, "NewBerthSize"), ["length integer"]);
    let berth = fields(records, "Berth");
    assert_eq!(berth[3..], ["id! uuid", "next Berth", "tags map<string>", "ship string"]);
    assert_eq!(records.payload_fields.iter().find(|row| row.name == "name").unwrap().example, "Pier 1");
    assert_eq!(records.find(Kind::Payload, "Failure"), None);
}

#[test]
fn what_has_no_place_is_told_with_where_it_stands() {
    let (_, imported) = taken_in(HARBOUR);
    for (pointer, part) in [
        ("/info/version", "filled up"),
        ("/servers/0/variables/region", "default"),
        ("/servers/1", "first address"),
        ("/tags", "one shelf"),
        ("/paths/~1berths/head", "HEAD"),
        ("/paths/~1berths/get/operationId", "camelCase"),
        ("/paths/~1berths/get/parameters/2", "Accept"),
        ("/paths/~1berths/post/requestBody/content/application~1xml", "application/xml"),
        ("/paths/~1berths/post/responses/202", "one answer of success"),
        ("/paths/~1berths~1{berth-id}/delete", "no operationId"),
        ("/components/parameters/Trace/schema/maxLength", "Limits"),
        ("/components/schemas/Berth/allOf/1/properties/ship/oneOf", "only the first"),
        ("/components/schemas/Berth/allOf/1/properties/id/readOnly", "only read"),
        ("/components/schemas", "written into those that are put together from them: Named."),
        ("/components/schemas", "No body that was taken in holds these schemas: Failure, Idle."),
        ("/paths", "problem details"),
    ] {
        let told = imported.left_out.iter().any(|left| left.pointer == pointer && left.text.contains(part));
        assert!(told, "{pointer}: {part} in {:#?}", imported.left_out);
    }
    // Every pointer leads somewhere, and the report says each sentence once.
    let document = parse(HARBOUR).unwrap();
    for left in &imported.left_out {
        assert!(document.pointer(&left.pointer).is_some() || left.pointer.ends_with("/schema"), "{left:?}");
    }
    let report = imported.report();
    assert!(report.len() < imported.left_out.len());
    assert!(report.iter().any(|line| line.contains("and 1 more: Limits")), "{report:#?}");
}

#[test]
fn one_undo_takes_all_of_it_back() {
    let (mut room, _) = taken_in(HARBOUR);
    room.run(&Command::Undo);
    let records = room.records();
    let left: usize =
        Kind::ALL.iter().filter(|kind| !kind.spec().form).map(|kind| records.count(*kind)).sum();
    assert_eq!(left, 0);
}

#[test]
fn a_second_import_stands_beside_the_first() {
    let (mut room, _) = taken_in(HARBOUR);
    let again = read(HARBOUR, &["harbour".into()]).unwrap();
    assert_eq!(again.title, "Harbour (2)");
    room.run(&Command::Bring { records: again.records });
    let records = room.records();
    assert_eq!(records.operations.len(), 6);
    assert!(records.operations[3..].iter().all(|row| row.api.id() == Some("api-2")));
    assert!(records.parameters[5..].iter().all(|row| {
        records
            .operations
            .get_ref(&row.operation)
            .is_some_and(|operation| operation.api.id() == Some("api-2"))
    }));
}

#[test]
fn security_is_told_in_words_that_the_export_reads() {
    for (scheme, words, issuer) in [
        ("{ type: http, scheme: basic }", "basic auth", ""),
        ("{ type: http, scheme: bearer, bearerFormat: JWT }", "JWT bearer token", ""),
        ("{ type: apiKey, in: query, name: key }", "API key in the query parameter `key`", ""),
        ("{ type: mutualTLS }", "mTLS", ""),
        (
            "{ type: openIdConnect, openIdConnectUrl: 'https://id.example' }",
            "OIDC access token",
            "https://id.example",
        ),
    ] {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{ title: T, version: 1.0.0 }}\npaths: {{ /a: {{ get: {{ responses: {{}} }} }} }}\n\
             components: {{ securitySchemes: {{ s: {scheme} }} }}\nsecurity: [{{ s: [] }}]\n"
        );
        let (room, _) = taken_in(&text);
        let api = &room.records().apis[0];
        assert_eq!((api.authentication.as_str(), api.issuer.as_str()), (words, issuer));
    }
}

#[test]
fn what_is_no_description_is_refused_in_plain_words() {
    for (text, part) in [
        ("", "neither YAML nor JSON"),
        ("{\"a\": ", "neither YAML nor JSON"),
        ("just words", "neither YAML nor JSON"),
        ("swagger: '2.0'\npaths: {}", "Swagger 2.0"),
        ("asyncapi: 3.0.0", "no OpenAPI 3.0 or 3.1"),
        ("openapi: 3.0.0\ninfo: {title: T}\npaths: {}", "no operation"),
        ("openapi: 3.0.0\npaths: {/a: {get: {$ref: 'a.yml'}}}", "bundle"),
    ] {
        let why = read(text, &[]).unwrap_err().to_string();
        assert!(why.contains(part), "{text}: {why}");
    }
}

#[test]
fn circles_end() {
    let text = r##"{"openapi": "3.1.0", "info": {"title": "T", "version": "1.0.0"}, "paths": {"/a": {"get": {"responses": {"200":
        {"description": "x", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}}}}},
        "components": {"schemas": {
            "A": {"type": ["object", "null"], "properties": {"b": {"$ref": "#/components/schemas/B"}, "l": {"$ref": "#/components/schemas/L"}}},
            "B": {"allOf": [{"$ref": "#/components/schemas/B"}]},
            "L": {"type": "array", "items": {"$ref": "#/components/schemas/L"}},
            "R": {"$ref": "#/components/schemas/R"}}}}"##;
    let (room, _) = taken_in(text);
    assert_eq!(fields(room.records(), "A").len(), 2);
}
