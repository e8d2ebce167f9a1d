//! The program as a shell sees it: what it prints, where, and how it ends.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

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

/// All files below a folder with their content.
fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            found.extend(
                tree(&entry.path())
                    .into_iter()
                    .map(|(path, bytes)| (Path::new(&entry.file_name()).join(path), bytes)),
            );
        } else {
            found.push((PathBuf::from(entry.file_name()), fs::read(entry.path()).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn a_worked_example_is_exported_where_it_stands_and_always_the_same() {
    let place = Place::new();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/northlight");
    let example = example.to_str().unwrap();
    let first = place.run(&["export", example, "--to", "one"]);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    assert!(first.out.contains(" files in one ("), "{}", first.out);
    assert!(first.out.contains(" new)\n  adoption-guide.md\n"), "{}", first.out);
    let second = place.run(&["export", example, "--to", "two/deeper", "--json"]);
    let written: Value = serde_json::from_str(&second.out).unwrap();
    let files = written["files"].as_array().unwrap();
    let (one, two) = (tree(&place.path().join("one")), tree(&place.path().join("two/deeper")));
    assert_eq!(one, two);
    assert_eq!(files.len() + 1, one.len(), "the files, and what remembers them");
    for file in files {
        let found = one.iter().find(|(path, _)| path.to_str() == file["path"].as_str());
        assert_eq!(found.unwrap().1.len() as u64, file["bytes"].as_u64().unwrap());
    }
    assert!(!Path::new(example).join("lock").exists(), "reading leaves nothing behind");
}

#[test]
fn an_export_never_overwrites_what_somebody_wrote() {
    let place = Place::new();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/northlight");
    let export = |more: &[&str]| {
        let to = ["export", example.to_str().unwrap(), "--to", "docs", "--formats", "markdown,ownership"];
        place.run(&[&to[..], more].concat())
    };
    let docs = place.path().join("docs");
    fs::create_dir(&docs).unwrap();
    fs::write(docs.join("OWNERS.md"), "Ours.\n").unwrap();
    let planned = export(&["--dry-run", "--json"]);
    assert_eq!(planned.code, 0, "{}", planned.err);
    let told: Value = serde_json::from_str(&planned.out).unwrap();
    let state = |told: &Value, path: &str| {
        let files = told["files"].as_array().unwrap();
        let file = files.iter().find(|file| file["path"] == path).unwrap();
        file["state"].as_str().unwrap().to_owned()
    };
    assert_eq!((state(&told, "OWNERS.md"), state(&told, "blueprint.md")), ("foreign".into(), "new".into()));
    assert_eq!(fs::read_dir(&docs).unwrap().count(), 1, "a dry run writes nothing");

    let refused = export(&[]);
    assert_eq!((refused.code, refused.out.as_str()), (6, ""));
    assert!(refused.err.contains("  OWNERS.md  (not written by Underpin)\n"), "{}", refused.err);
    assert!(refused.err.contains("hint: look with --dry-run --diff; --force"), "{}", refused.err);
    assert_eq!(fs::read_dir(&docs).unwrap().count(), 1, "nothing was written");

    assert_eq!(export(&["--force"]).code, 0);
    assert_ne!(fs::read_to_string(docs.join("OWNERS.md")).unwrap(), "Ours.\n");
    let again = export(&[]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.out.contains(" unchanged)\n") && !again.out.contains(" new"), "{}", again.out);

    let guide = docs.join("adoption-guide.md");
    let text = fs::read_to_string(&guide).unwrap();
    fs::write(&guide, format!("{text}\nAda's own line.\n")).unwrap();
    let edited = export(&["--dry-run", "--diff"]);
    assert!(edited.out.contains("adoption-guide.md  (edited by hand)\n"), "{}", edited.out);
    assert!(edited.out.contains("--- a/adoption-guide.md\n+++ b/adoption-guide.md\n@@ "), "{}", edited.out);
    assert!(edited.out.contains("\n-Ada's own line.\n"), "{}", edited.out);
    assert_eq!(export(&[]).code, 6);
    assert!(fs::read_to_string(&guide).unwrap().ends_with("Ada's own line.\n"));
}

#[test]
fn templates_shape_the_export_and_their_mistakes_stop_it() {
    let place = Place::new();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/northlight");
    let begun = place.run(&["templates", "init", "ours"]);
    assert_eq!(begun.code, 0, "{}", begun.err);
    assert_eq!(place.run(&["templates", "check", "ours"]).out, "ours: in order\n");
    let blueprint = place.path().join("ours/blueprint.toml");
    fs::write(&blueprint, "omit = [\"glossary\", \"risks\"]\n").unwrap();
    let falls = "ours: in order\nblueprint: left out, so it falls: B12 Risks with owner and date\n";
    assert_eq!(place.run(&["templates", "check", "ours"]).out, falls);
    fs::write(&blueprint, "[headings]\ndoomsday = \"When we run out\"\n").unwrap();
    assert!(place.run(&["templates", "init", "ours"]).out.contains("blueprint.toml: there already"));
    let export = [
        "export",
        example.to_str().unwrap(),
        "--to",
        "docs",
        "--templates",
        "ours",
        "--formats",
        "markdown,html",
    ];
    let written = place.run(&export);
    assert_eq!(written.code, 0, "{}", written.err);
    let text = fs::read_to_string(place.path().join("docs/blueprint.md")).unwrap();
    assert!(text.contains("\n## When we run out\n") && !text.contains("\n## Doomsday clock\n"));
    let page = fs::read_to_string(place.path().join("docs/blueprint.html")).unwrap();
    assert!(page.contains("When we run out"));
    let guide = fs::read_to_string(place.path().join("docs/adoption-guide.md")).unwrap();
    assert!(guide.contains("blueprint.md#when-we-run-out"), "links follow the heading");
    fs::write(&blueprint, "\n[heading]\n").unwrap();
    let refused = place.run(&export);
    assert_eq!((refused.code, refused.out.as_str()), (5, ""));
    let told = "error: the templates have 1 problem\nours/blueprint.toml:2: there is no key “heading” (did you mean “headings”?)";
    assert!(refused.err.starts_with(told), "{}", refused.err);
    assert_eq!(place.run(&["templates", "check", "ours"]).code, 5);
}

#[test]
fn documents_go_where_the_configuration_says_or_are_told_they_have_no_place() {
    let place = Place::new();
    place.session("Billing platform", "2026-11-20");
    let lost = place.run(&["export", "billing"]);
    assert_eq!(lost.code, 2);
    assert!(lost.err.contains("say where with --to DIR"), "{}", lost.err);
    fs::write(place.path().join("mine.toml"), "documents = \"papers\"\n").unwrap();
    let written = place.run(&["export", "billing", "--config", "mine.toml"]);
    assert_eq!(written.code, 0, "{}", written.err);
    assert!(written.out.contains("papers/billing-platform"), "{}", written.out);
    assert!(place.path().join("papers/billing-platform").read_dir().unwrap().count() > 0);
    fs::write(place.path().join("taken"), "a file").unwrap();
    let refused = place.run(&["export", "billing", "--to", "taken"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("hint: give another folder with --to DIR"), "{}", refused.err);
}

#[test]
fn what_cannot_be_found_is_told_with_what_to_do() {
    let place = Place::new();
    place.session("Billing platform", "2026-11-20");
    place.session("Billing portal", "2026-11-20");
    let missing = place.run(&["show", "biling-portal"]);
    assert_eq!((missing.code, missing.out.as_str()), (3, ""));
    assert!(missing.err.starts_with("error: no session is called “biling-portal” in "), "{}", missing.err);
    assert!(missing.err.ends_with("\n  hint: did you mean billing-portal?\n"), "{}", missing.err);
    let both = place.run(&["show", "bill"]);
    assert_eq!(both.code, 3);
    assert!(both.err.contains("can mean 2 sessions: billing-platform, billing-portal"), "{}", both.err);
    let nowhere = place.run(&["show", "./nowhere"]);
    assert_eq!(nowhere.code, 3);
    assert!(nowhere.err.contains("error: there is no session at ./nowhere\n"), "{}", nowhere.err);
}

#[test]
fn a_damaged_session_is_shown_up_to_the_damage() {
    let place = Place::new();
    let folder = place.session("Billing platform", "2026-11-20");
    let path = folder.join(JOURNAL_FILE);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"seq\":6", "\"seq\":9")).unwrap();
    let shown = place.run(&["show", "billing"]);
    assert_eq!(shown.code, 5);
    assert!(shown.out.contains("5 entries, the last by Ada Byron"), "{}", shown.out);
    assert!(
        shown.err.contains("Line 6 of the journal cannot be trusted: entry 9 stands where entry 6 should"),
        "{}",
        shown.err
    );
    assert!(place.run(&["list"]).out.contains("damaged at line 6"));
    assert_eq!(place.run(&["list"]).code, 0);
    fs::write(&path, "nonsense\n").unwrap();
    let refused = place.run(&["show", "billing"]);
    assert_eq!((refused.code, refused.out.as_str()), (5, ""));
    assert!(refused.err.contains("journal.jsonl, line 1: it is not JSON"), "{}", refused.err);
}

#[test]
fn content_is_checked() {
    let place = Place::new();
    let whole = place.run(&["content", "check"]);
    assert_eq!(whole.code, 0, "{}", whole.err);
    assert!(whole.out.starts_with("underpin 1 (built in) is in order: 4 stages, "), "{}", whole.out);
    let ours = place.path().join("ours");
    fs::create_dir_all(ours.join("stages")).unwrap();
    fs::write(ours.join("pack.md"), "---\nid: ours\nversion: \"1\"\ntitel: Ours\n---\n").unwrap();
    let broken = place.run(&["content", "check", ours.to_str().unwrap()]);
    assert_eq!((broken.code, broken.out.as_str()), (5, ""));
    let place_of =
        format!("{}/pack.md:4: there is no field “titel” (did you mean “title”?)\n", ours.display());
    assert!(broken.err.contains(&place_of), "{}", broken.err);
    let by_option = place.run(&["--content", ours.to_str().unwrap(), "content", "check"]);
    assert_eq!(by_option.code, 5);
    let by_variable = place.run_with(&["content", "check"], &[("UNDERPIN_CONTENT", ours.to_str().unwrap())]);
    assert_eq!(by_variable.code, 5);
}

#[test]
fn a_broken_configuration_is_named_with_its_line() {
    let place = Place::new();
    let config = place.path().join("mine.toml");
    fs::write(&config, "name = \"Ada\"\nsesions = \"x\"\n").unwrap();
    let ended = place.run(&["content", "check", "--config", config.to_str().unwrap()]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("mine.toml:2: unknown field `sesions`"), "{}", ended.err);
    assert!(ended.err.contains("hint: mend that line"), "{}", ended.err);
    let ended = place.run(&["content", "check", "--config", "nowhere.toml"]);
    assert!(ended.err.contains("could not read the configuration nowhere.toml"), "{}", ended.err);
}

#[test]
fn the_log_goes_to_a_file_and_never_to_the_screen() {
    let place = Place::new();
    let ended = place.run(&["list", "--log", "debug"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert!(!ended.out.contains("asked for"));
    let logs: Vec<_> =
        fs::read_dir(place.path().join("state/underpin")).unwrap().map(|one| one.unwrap().path()).collect();
    let text = fs::read_to_string(&logs[0]).unwrap();
    assert!(text.contains("asked for") && !text.contains('\u{1b}'), "{text}");
    assert_eq!(place.run(&["list", "--log", "no=such=level"]).code, 2);
}

#[test]
fn what_opens_the_screen_says_first_what_is_in_the_way() {
    let place = Place::new();
    let nothing = place.run(&["resume"]);
    assert_eq!(nothing.code, 3);
    assert!(nothing.err.contains("error: there is no session yet"), "{}", nothing.err);
    let nothing = place.run(&["present"]);
    assert_eq!(nothing.code, 3);
    assert!(nothing.err.contains("error: there is no session to show yet"), "{}", nothing.err);
    assert!(
        nothing.err.contains("hint: start one with `underpin new` in another terminal"),
        "{}",
        nothing.err
    );
    let folder = place.session("Billing platform", "2026-11-20");
    for command in ["open", "present"] {
        assert_eq!(place.run(&[command, "invoices"]).code, 3);
    }
    let held = open(&folder, "Grace Hopper", "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
    for args in [&["open", "billing"][..], &["resume"]] {
        let locked = place.run(args);
        assert_eq!(locked.code, 4, "{}", locked.err);
        assert!(locked.err.contains("error: Grace Hopper (process "), "{}", locked.err);
        assert!(locked.err.contains("hint: read it with `underpin open --read-only`"), "{}", locked.err);
    }
    // An audience does not need the pen; without a terminal it has nothing to look at.
    for args in [&["present"][..], &["present", "billing"]] {
        assert!(place.run(args).err.contains("hint: Underpin needs a terminal"));
    }
    drop(held);
    assert_eq!(place.run(&["open", "billing", "--theme", "pink"]).code, 2);
    let unseen = place.run(&["open", "billing", "--read-only"]);
    assert_eq!(unseen.code, 1);
    assert!(unseen.err.contains("hint: Underpin needs a terminal"), "{}", unseen.err);
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
