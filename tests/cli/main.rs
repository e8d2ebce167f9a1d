//! The program as a shell sees it: what it prints, where, and how it ends.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod exporting;
mod trouble;

use assert_cmd::Command;
use jiff::Timestamp;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use underpin::journal::{JOURNAL_FILE, Library, open};
use underpin::workshop::decide::Command as Change;
use underpin::workshop::event::ActivityState;
use underpin::workshop::records::Kind;

/// A place with nothing of the user's in it.
struct Place {
    folder: TempDir,
}

struct Ended {
    code: i32,
    out: String,
    err: String,
}

impl Place {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn library(&self) -> Library {
        Library::at(self.path().join("sessions"))
    }

    fn run(&self, args: &[&str]) -> Ended {
        self.run_with(args, &[])
    }

    fn run_with(&self, args: &[&str], variables: &[(&str, &str)]) -> Ended {
        let mut command = Command::cargo_bin("underpin").unwrap();
        command
            .args(args)
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path())
            .env("XDG_STATE_HOME", self.path().join("state"))
            .env("XDG_DATA_HOME", self.path().join("data"))
            .env("XDG_CONFIG_HOME", self.path().join("config"))
            .env("TZ", "UTC")
            .env("UNDERPIN_SESSIONS", self.path().join("sessions"));
        for (name, value) in variables {
            command.env(name, value);
        }
        let output = command.output().unwrap();
        Ended {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// A session with a few answers, one promise and one activity done.
    fn session(&self, title: &str, day: &str) -> PathBuf {
        let at: Timestamp = format!("{day}T10:00:00Z").parse().unwrap();
        let mut opened = self.library().create(title, ("underpin", "1"), "Ada Byron", at).unwrap();
        let typed =
            |pairs: &[(&str, &str)]| pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        for change in [
            Change::Add { kind: Kind::Person, fields: typed(&[("name", "Ada Byron")]), at: None },
            Change::Add {
                kind: Kind::Action,
                fields: typed(&[("what", "Call the vendor"), ("owner", "Ada Byron"), ("due", "2026-12-01")]),
                at: None,
            },
            Change::Add { kind: Kind::TrackedEvent, fields: typed(&[("name", "checkout")]), at: None },
            Change::Activity { activity: "frame".to_owned(), state: ActivityState::Done },
            Change::Activity { activity: "users".to_owned(), state: ActivityState::Skipped },
        ] {
            let events = opened.session.decide(&change, "2026-11-22".parse().unwrap()).unwrap();
            let entries = opened.session.entries(events, "Ada Byron", at);
            opened.journal.as_mut().unwrap().append(&entries).unwrap();
            for entry in &entries {
                opened.session.apply(entry);
            }
        }
        opened.folder
    }
}

#[test]
fn help_shows_examples_and_exit_codes() {
    let place = Place::new();
    let help = place.run(&["--help"]);
    assert_eq!(help.code, 0);
    for wanted in
        ["underpin list", "Exit codes:", "4  somebody else has the session open", "--sessions <DIR>"]
    {
        assert!(help.out.contains(wanted), "{wanted}\n{}", help.out);
    }
    assert!(help.out.lines().all(|line| line.chars().count() <= 100), "{}", help.out);
    assert_eq!(place.run(&["frobnicate"]).code, 2);
    assert_eq!(place.run(&["show"]).code, 2);
    assert!(place.run(&["--version"]).out.starts_with("underpin 0."));
    assert!(!place.path().join("sessions").exists() && !place.path().join("state").exists());
}

#[test]
fn an_empty_library_says_so() {
    let place = Place::new();
    let listed = place.run(&["list"]);
    assert_eq!((listed.code, listed.err.as_str()), (0, ""));
    assert!(listed.out.starts_with("There is no session in ") && listed.out.ends_with("sessions yet.\n"));
    assert_eq!(place.run(&["list", "--json"]).out, "[]\n");
}

#[test]
fn sessions_are_listed_for_people_and_for_programs() {
    let place = Place::new();
    place.session("Billing platform", "2026-11-20");
    let data = place.session("Data 数据 platform", "2026-11-21");
    let listed = place.run(&["list"]);
    let lines: Vec<_> = listed.out.lines().collect();
    assert_eq!(
        lines,
        [
            "NAME                TITLE               ORGANISATION  CHANGED           ENTRIES",
            "data-数据-platform  Data 数据 platform                2026-11-21 10:00  7",
            "billing-platform    Billing platform                  2026-11-20 10:00  7",
        ]
    );
    let held = open(&data, "Grace Hopper", "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
    assert!(place.run(&["list"]).out.contains("open by Grace Hopper (process "));
    let rows: Value = serde_json::from_str(&place.run(&["list", "--json"]).out).unwrap();
    assert_eq!(rows[0]["open_by"]["who"], "Grace Hopper");
    assert_eq!(rows[0]["changed_at"], "2026-11-21T10:00:00Z");
    assert_eq!(rows[1]["slug"], "billing-platform");
    assert!(rows[1].get("open_by").is_none());
    // Being open elsewhere keeps nobody from reading.
    assert_eq!(place.run(&["show", "data"]).code, 0);
    drop(held);
    place.library().archive(&data, "Ada Byron", "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
    assert_eq!(place.run(&["list"]).out.lines().count(), 2);
    assert!(place.run(&["list", "--archived"]).out.contains("data-数据-platform"));
}

#[test]
fn the_sessions_folder_is_the_option_then_the_variable_then_the_configuration_then_the_system() {
    let place = Place::new();
    let root = |args: &[&str], variables: &[(&str, &str)]| {
        let text = place.run_with(args, variables).out;
        text.trim_start_matches("There is no session in ").trim_end_matches(" yet.\n").to_owned()
    };
    let config = place.path().join("config/underpin/config.toml");
    fs::create_dir_all(config.parent().unwrap()).unwrap();
    fs::write(&config, "sessions = \"configured\"\n").unwrap();
    assert_eq!(root(&["list", "--sessions", "/given"], &[]), "/given");
    assert!(root(&["list"], &[]).ends_with("/sessions"));
    let unset = [("UNDERPIN_SESSIONS", "")];
    assert!(root(&["list"], &unset).ends_with("config/underpin/configured"), "{}", root(&["list"], &unset));
    fs::remove_file(&config).unwrap();
    assert!(root(&["list"], &unset).ends_with("data/underpin/sessions"), "{}", root(&["list"], &unset));
}

#[test]
fn a_session_is_shown_on_one_page() {
    let place = Place::new();
    place.session("Billing platform", "2026-11-20");
    let shown = place.run(&["show", "billing", "--on", "2026-11-22"]);
    assert_eq!((shown.code, shown.err.as_str()), (0, ""));
    for wanted in [
        "Billing platform\n",
        "7 entries, the last by Ada Byron on 2026-11-20 10:00\n",
        "  Understand   1 of 10 activities done, 1 skipped\n",
        "  People 1 · Tracked events 1 · Actions 1\n",
        "  2026-12-01  Action: Call the vendor (due)\n",
        "\nOpen questions: ",
    ] {
        assert!(shown.out.contains(wanted), "{wanted}\n{}", shown.out);
    }
    let late = place.run(&["show", "billing", "--on", "2027-01-10"]);
    assert!(late.out.contains("2026-12-01  Action: Call the vendor (due) (overdue)\n"), "{}", late.out);
}

#[test]
fn a_session_is_shown_to_programs() {
    let place = Place::new();
    let folder = place.session("Billing platform", "2026-11-20");
    let path = folder.join(JOURNAL_FILE);
    let shown = place.run(&["show", path.to_str().unwrap(), "--json", "--on", "2026-11-22"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    let summary: Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(summary["title"], "Billing platform");
    assert_eq!(
        summary["stages"][0],
        serde_json::json!({"id": "understand", "title": "Understand", "done": 1, "skipped": 1, "of": 10})
    );
    assert_eq!(summary["answers"][1], serde_json::json!({"kind": "tracked-event", "rows": 1}));
    assert!(summary["flags"]["open"].is_array() && summary["open_questions"].as_u64().unwrap() > 0);
}

#[test]
fn the_keys_are_printed_for_people_and_for_the_documentation() {
    let place = Place::new();
    let plain = place.run(&["keys"]);
    let page = place.run(&["keys", "--markdown"]);
    assert_eq!((plain.code, page.code), (0, 0));
    assert!(page.out.starts_with("# Keys\n") && page.out.contains("| Key | Name | What it does |"));
    assert!(!plain.out.contains('|') || !plain.out.contains("---"), "{}", plain.out);
}

#[test]
fn completions_know_the_commands() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = place.run(&["completions", shell]);
        assert_eq!(script.code, 0);
        assert!(script.out.contains("completions") && script.out.contains("sessions"), "{shell}");
    }
}

#[test]
fn a_description_is_taken_into_a_session() {
    let place = Place::new();
    let folder = place.session("Billing platform", "2026-09-03");
    let before = fs::read_to_string(folder.join(JOURNAL_FILE)).unwrap().lines().count();
    let file = place.path().join("pier.yaml");
    let text = "openapi: 3.1.0\ninfo: {title: Pier, version: '1'}\npaths: {/berths: {get: {operationId: listBerths, responses: {}}}}";
    fs::write(&file, text).unwrap();
    let ended = place.run(&["import", "pier.yaml", "--into", "billing", "--as", "Bo Chen"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert!(ended.out.contains("Pier: 1 operation"), "{}", ended.out);
    assert!(ended.out.contains("/info/version: The version “1” is filled up"), "{}", ended.out);
    let journal = fs::read_to_string(folder.join(JOURNAL_FILE)).unwrap();
    assert_eq!(journal.lines().count(), before + 2);
    assert!(journal.lines().last().unwrap().contains("Bo Chen"));
    let json = place.run(&["import", "pier.yaml", "--into", "billing", "--json"]);
    let told: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((told["api"].as_str(), told["operations"].as_u64()), (Some("Pier (2)"), Some(1)));

    let missing = place.run(&["import", "nowhere.yaml", "--into", "billing"]);
    assert_eq!(missing.code, 1);
    assert!(missing.err.contains("cannot be read"), "{}", missing.err);
    fs::write(&file, "swagger: '2.0'").unwrap();
    let refused = place.run(&["import", "pier.yaml", "--into", "billing"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("Swagger 2.0"), "{}", refused.err);
    assert_eq!(place.run(&["import", "pier.yaml", "--into", "nothing"]).code, 3);
}

#[test]
fn two_sessions_and_two_days_are_compared() {
    let place = Place::new();
    let billing = place.session("Billing platform", "2026-11-20");
    place.session("Data platform", "2026-11-21");
    let mut opened = open(&billing, "Ada Byron", "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
    let change = Change::Set { id: "action-1".into(), field: "due".into(), text: "2026-12-08".into() };
    let events = opened.session.decide(&change, "2026-11-22".parse().unwrap()).unwrap();
    let entries = opened.session.entries(events, "Ada Byron", "2026-11-22T09:00:00Z".parse().unwrap());
    opened.journal.as_mut().unwrap().append(&entries).unwrap();
    drop(opened);
    let since = place.run(&["compare", "billing", "--since", "2026-11-20"]);
    let expected = "“Billing platform” since the evening of 2026-11-20\n\nActions\n  \
                    Call the vendor, Due: 2026-12-01 → 2026-12-08\n";
    assert_eq!((since.code, since.out.as_str(), since.err.as_str()), (0, expected, ""));
    let none = place.run(&["compare", "billing", "--since", "2026-11-22"]);
    assert!(none.out.contains("No answer is different."), "{}", none.out);
    let before = place.run(&["compare", "billing", "--since", "2026-11-01"]);
    assert!(before.out.contains("  new: Call the vendor"), "{}", before.out);
    // In two sessions records of the same name are the same.
    let two = place.run(&["compare", "data", "billing"]);
    assert!(two.out.starts_with("From “Data platform” to “Billing platform”"), "{}", two.out);
    assert!(two.out.contains("Due: 2026-12-01 → 2026-12-08") && !two.out.contains("new:"), "{}", two.out);
    let rows: Value =
        serde_json::from_str(&place.run(&["compare", "data", "billing", "--json"]).out).unwrap();
    let action = rows.as_array().unwrap().iter().find(|row| row["kind"] == "action").unwrap();
    assert_eq!((&action["how"], &action["fields"][0]["now"]), (&"changed".into(), &"2026-12-08".into()));
    assert_eq!(place.run(&["compare", "billing"]).code, 2);
    assert_eq!(place.run(&["compare", "billing", "data", "--since", "2026-11-20"]).code, 2);
    assert_eq!(place.run(&["compare", "billing", "nobody"]).code, 3);
}
