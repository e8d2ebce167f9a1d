use super::*;
use crate::workshop::testkit::Room;

/// A REST API that keeps every rule, with one operation, payload, field and error.
fn tidy() -> Room {
    let mut room = Room::new();
    room.add(
        "api",
        &[
            ("name", "Accounts"),
            ("style", "rest"),
            ("version", "1.2.0"),
            ("lifecycle", "stable"),
            ("idempotency", "Idempotency-Key, kept 24 h"),
        ],
    );
    room.add("payload", &[("name", "User"), ("api", "Accounts")]);
    room.add("payload-field", &[("name", "given_name"), ("payload", "User"), ("kind", "string")]);
    room.add(
        "operation",
        &[
            ("name", "createUser"),
            ("api", "Accounts"),
            ("method", "POST"),
            ("path", "/users"),
            ("scope", "users:write"),
            ("response", "User"),
            ("success", "201"),
        ],
    );
    room.add(
        "api-error",
        &[("title", "Taken"), ("api", "Accounts"), ("code", "409"), ("client_does", "stops")],
    );
    room
}

fn rules(room: &Room) -> Vec<&'static str> {
    findings(room.records()).into_iter().map(|finding| finding.rule).collect()
}

/// Fields set on the tidy API: what raises the rule, then what clears it again.
type Sets = &'static [(&'static str, &'static str, &'static str)];

const CASES: &[(&str, Sets, Sets)] = &[
    ("G1", &[("api-1", "version", "2.0")], &[("api-1", "version", "2.0.1")]),
    ("G2", &[("operation-1", "path", "/v2/users")], &[("operation-1", "path", "/v1/users")]),
    (
        "G2",
        &[("api-rules", "version_place", "header"), ("operation-1", "path", "/v1/users")],
        &[("operation-1", "path", "/users")],
    ),
    (
        "G3",
        &[("api-1", "lifecycle", "deprecated"), ("api-1", "deprecated_on", "2026-09-01")],
        &[("api-1", "sunset_on", "2027-09-01"), ("api-1", "successor", "Accounts 2")],
    ),
    (
        "G3",
        &[
            ("api-rules", "notice_months", "6"),
            ("api-1", "deprecated_on", "2026-09-01"),
            ("api-1", "sunset_on", "2026-12-01"),
            ("api-1", "successor", "Accounts 2"),
        ],
        &[("api-1", "sunset_on", "2027-03-01")],
    ),
    ("G4", &[("api-1", "idempotency", "")], &[("api-1", "idempotency", "same key, same answer for a day")]),
    ("G4", &[("api-1", "idempotency", "none")], &[("operation-1", "method", "PUT")]),
    ("G5", &[("operation-1", "scope", "tbd")], &[("operation-1", "scope", "none")]),
    (
        "G6",
        &[("operation-1", "method", "GET"), ("operation-1", "success", "200")],
        &[("operation-1", "list", "yes")],
    ),
    (
        "G6",
        &[("operation-1", "method", "GET"), ("operation-1", "success", "200")],
        &[("payload-field-1", "name", "next_page_token")],
    ),
    (
        "G6",
        &[("operation-1", "method", "GET"), ("operation-1", "success", "200")],
        &[("operation-1", "path", "/users/{user_id}")],
    ),
    ("G7", &[("operation-1", "path", "/getUsers")], &[("operation-1", "path", "/users")]),
    ("G7", &[("operation-1", "path", "/user_groups")], &[("operation-1", "path", "/user-groups")]),
    (
        "G7",
        &[
            ("api-rules", "naming", "Paths in snake_case, fields too"),
            ("operation-1", "path", "/user-groups"),
        ],
        &[("operation-1", "path", "/user_groups")],
    ),
    (
        "G7",
        &[("operation-1", "path", "/user/{user_id}/keys")],
        &[("operation-1", "path", "/users/{user_id}/keys")],
    ),
    (
        "G7",
        &[("operation-1", "path", "/user/{user_id}")],
        &[("api-rules", "naming", "Resources are singular nouns")],
    ),
    ("G9", &[("operation-1", "name", "create_user")], &[("operation-1", "name", "createUser")]),
    ("G10", &[("operation-1", "success", "404")], &[("operation-1", "success", "202")]),
    ("G10", &[("operation-1", "success", "204")], &[("operation-1", "response", "")]),
    ("G10", &[("operation-1", "method", "RPC")], &[("operation-1", "method", "POST")]),
    ("G11", &[("payload-1", "name", "user_profile")], &[("payload-1", "name", "UserProfile")]),
    ("G12", &[("payload-field-1", "name", "givenName")], &[("payload-field-1", "name", "given_name")]),
    (
        "G12",
        &[("payload-field-1", "name", "givenName")],
        &[("api-rules", "naming", "Kebab-case paths; field names in camelCase")],
    ),
    ("G13", &[("payload-1", "name", "ErrorResponse")], &[("payload-1", "name", "Rejection")]),
    ("G14", &[("api-error-1", "code", "E17")], &[("api-error-1", "code", "409 E17")]),
    (
        "G14",
        &[("api-error-1", "client_does", "")],
        &[("api-error-1", "client_does", "asks for another name")],
    ),
];

#[test]
fn every_rule_rises_and_clears() {
    for (rule, raise, clear) in CASES {
        let mut room = tidy();
        assert_eq!(rules(&room), Vec::<&str>::new());
        for (id, field, text) in *raise {
            room.set(id, field, text);
        }
        let risen = rules(&room);
        assert!(risen.contains(rule), "{rule} did not rise after {raise:?}: {risen:?}");
        for (id, field, text) in *clear {
            room.set(id, field, text);
        }
        let left = rules(&room);
        assert!(!left.contains(rule), "{rule} did not clear after {clear:?}");
    }
}

#[test]
fn each_format_has_its_own_names() {
    for (style, method, wrong, right) in [
        ("grpc", "RPC", "create_user", "CreateUser"),
        ("graphql", "QUERY", "Users(first: Int)", "users(first: Int)"),
        ("events", "PUBLISH", "Users.Created", "users.created"),
        ("events", "PUBLISH", "users.creation", "users.key-sent"),
    ] {
        let mut room = tidy();
        room.set("api-1", "style", style);
        room.set("operation-1", "method", method);
        room.set("operation-1", "path", wrong);
        assert!(rules(&room).contains(&"G8"), "{style} {wrong}");
        room.set("operation-1", "path", right);
        assert!(!rules(&room).contains(&"G8"), "{style} {right}");
    }
    let mut room = tidy();
    room.set("api-1", "style", "graphql");
    assert!(rules(&room).contains(&"G12"));
}

#[test]
fn every_rule_is_tried_and_tells_itself_apart() {
    let tried: Vec<_> = CASES.iter().map(|(rule, ..)| *rule).chain(["G8"]).collect();
    for (at, rule) in RULES.iter().enumerate() {
        assert!(tried.contains(&rule.id), "{} has no case", rule.id);
        assert!(RULES[..at].iter().all(|other| other.id != rule.id && other.title != rule.title));
        assert!(rule.why.ends_with('.') && !rule.title.ends_with('.'), "{}", rule.id);
    }
}

#[test]
fn findings_name_a_field_of_their_record_and_a_remedy() {
    for (_, raise, _) in CASES {
        let mut room = tidy();
        for (id, field, text) in *raise {
            room.set(id, field, text);
        }
        for finding in findings(room.records()) {
            let kind = Kind::of_id(&finding.subject);
            assert_eq!(kind, rule_of(finding.rule).map(|rule| rule.about), "{finding:?}");
            assert!(kind.is_some_and(|kind| kind.spec().field(finding.field).is_some()), "{finding:?}");
            assert!(finding.text.ends_with('.') && finding.remedy.ends_with('.'), "{finding:?}");
            assert_eq!(
                findings_of(room.records(), &finding.subject).iter().filter(|one| **one == finding).count(),
                1
            );
        }
    }
}

#[test]
fn an_empty_session_deviates_from_nothing() {
    assert_eq!(findings(Room::new().records()), []);
}

#[test]
fn the_rules_say_whether_somebody_decided_them() {
    let mut room = tidy();
    room.set("payload-field-1", "name", "givenName");
    assert!(findings(room.records())[0].text.contains("as is usual"));
    room.set(
        "api-rules",
        "naming",
        "Paths in kebab-case with plural nouns, fields in snake_case, topics as noun.past-tense",
    );
    assert!(findings(room.records())[0].text.contains("as the API rules say"));
    let profile = Profile::of(room.records());
    assert_eq!(profile.paths, (Case::Kebab, Decided::ByTheTeam));
    assert_eq!(profile.plural, (true, Decided::ByTheTeam));
    assert_eq!(profile.past_tense, (true, Decided::ByTheTeam));
    // Nobody said anything, but a standard does.
    let mut room = Room::new();
    room.add("standard", &[("concern", "api_style"), ("choice", "JSON with properties in camelCase")]);
    assert_eq!(Profile::of(room.records()).fields, (Case::Camel, Decided::ByTheTeam));
}

#[test]
fn what_is_typed_is_checked_before_it_is_kept() {
    let room = tidy();
    let records = room.records();
    let columns: Vec<_> = Kind::Operation.spec().fields.iter().collect();
    let typed = |line: &str| -> Vec<&str> {
        of_row(records, Kind::Operation, &columns, line, None).iter().map(|finding| finding.rule).collect()
    };
    assert_eq!(typed("POST /getUsers {givenName: string} -> 404"), ["G12", "G5", "G7"]);
    assert_eq!(typed("GET /users -> User"), ["G5", "G6"]);
    assert_eq!(typed("GET /users -> User[] @ users:read"), Vec::<&str>::new());
    assert_eq!(typed("list_users | Accounts | GET"), ["G9"]);
    let field = Kind::PayloadField.spec().field("name").copied();
    let field = field.as_ref().map(|field| of_field(records, "payload-field-1", field, "lastName"));
    assert_eq!(field.map(|found| found.len()), Some(1));
}

#[test]
fn cases_know_their_names() {
    for (case, good, bad) in [
        (Case::Snake, ["user_id", "id", "line_2"], ["userId", "user-id", "_id"]),
        (Case::Kebab, ["user-groups", "users", "v2"], ["userGroups", "user_groups", "Users"]),
        (Case::Camel, ["userId", "id", "createOAuthToken"], ["UserId", "user_id", "2fa"]),
        (Case::Pascal, ["User", "UserID", "User2"], ["user", "User_Id", "User id"]),
    ] {
        assert!(good.iter().all(|name| case.fits(name)), "{case:?}");
        assert!(!bad.iter().any(|name| case.fits(name)), "{case:?}");
        assert!(case.fits(&case.of("Some HTTP thing")), "{case:?}");
    }
}
