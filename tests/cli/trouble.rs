//! What is said when something is wrong, where, and with which exit code.

use super::*;

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
