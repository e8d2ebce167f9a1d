//! The export place, played through the real loop: what it says, what it writes, and what it never touches.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use std::fs;
use std::path::PathBuf;

use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use support::Stage;
use underpin::app::boxes::{ExportPlace, Overlay};
use underpin::deliverables::export::{Fate, Format};

const EXAMPLE: &str = "northlight";

fn stage(width: u16, height: u16) -> Stage {
    Stage::example(EXAMPLE, width, height)
}

fn place(stage: &Stage) -> &ExportPlace {
    match &stage.runner.app.overlay {
        Some(Overlay::Export(place)) => place,
        other => panic!("the export place is not open but {other:?}"),
    }
}

/// Where the documents go unless somewhere else is named.
fn folder(stage: &Stage) -> PathBuf {
    stage.root.parent().unwrap().join(format!("{EXAMPLE}-documents"))
}

#[test]
fn a_dry_run_tells_what_would_be_written_and_writes_nothing() {
    let mut stage = stage(120, 40);
    stage.press("e").sees("Platform Architecture Blueprint").sees(" of ");
    let plan = place(&stage).plan.clone().unwrap();
    assert_eq!(plan.count(Fate::New), plan.changes.len());
    assert!(plan.changes.iter().any(|change| change.path == "blueprint.md"));
    stage.press("<tab>").sees("[x] markdown").sees("northlight-documents");
    stage.press("<tab>").sees("+ blueprint.md").sees(" new");
    assert!(!folder(&stage).exists(), "looking writes nothing");
    stage.press("<esc>");
    assert!(stage.runner.app.overlay.is_none());
    assert!(!folder(&stage).exists());
}

#[test]
fn what_is_written_is_told_and_the_second_time_there_is_nothing_to_write() {
    let mut stage = stage(120, 40);
    stage.press("ew").sees("Wrote ");
    let folder = folder(&stage);
    assert!(
        fs::read_to_string(folder.join("blueprint.md")).unwrap().contains("Platform Architecture Blueprint")
    );
    let plan = place(&stage).plan.clone().unwrap();
    assert_eq!(plan.count(Fate::Unchanged), plan.changes.len());
    let written = fs::metadata(folder.join("blueprint.md")).unwrap().modified().unwrap();
    stage.press("w").sees("Nothing to write");
    assert_eq!(fs::metadata(folder.join("blueprint.md")).unwrap().modified().unwrap(), written);
}

#[test]
fn a_change_is_shown_line_by_line_and_written() {
    let mut stage = stage(120, 40);
    stage.press("ew<esc>");
    stage.press(
        "RThe vendor stops the service | risk | low | high | Keep an export ready | Priya Nair | next friday",
    );
    stage.press("<enter><esc>e<tab><tab><home>");
    assert_eq!(place(&stage).change().unwrap().fate, Fate::Changed);
    let plan = place(&stage).plan.clone().unwrap();
    let at = plan.changes.iter().position(|change| change.path == "blueprint.md").unwrap();
    for _ in 0..at {
        stage.press("<down>");
    }
    stage.press("<enter>").sees("@@ ").sees("blueprint.md  changed");
    let lines = place(&stage).compared().unwrap().lines.clone().unwrap();
    assert!(lines.iter().any(|line| line.printed().starts_with('+') && line.text.contains("vendor stops")));
    stage.press("<esc>").sees("~ blueprint.md");
    stage.press("w").sees("Wrote ");
    let text = fs::read_to_string(folder(&stage).join("blueprint.md")).unwrap();
    assert!(text.contains("The vendor stops the service"));
}

#[test]
fn an_edited_file_is_kept_until_somebody_says_yes_to_it() {
    let mut stage = stage(120, 40);
    stage.press("ew");
    let owners = folder(&stage).join("OWNERS.md");
    fs::write(&owners, "Ada's own words\n").unwrap();
    stage.press("r<tab><tab><home>").sees("! OWNERS.md").sees("edited by hand: keep");
    stage.press("w").sees("left one file as a person has them");
    assert_eq!(fs::read_to_string(&owners).unwrap(), "Ada's own words\n");
    stage.press("<home><enter>").sees("-Ada's own words").press("<esc>");
    stage.press("<space>").sees("edited by hand: overwrite");
    // Edited once more after the yes: it was not said to this.
    fs::write(&owners, "Second thoughts\n").unwrap();
    stage.press("w").sees("left one file");
    assert_eq!(fs::read_to_string(&owners).unwrap(), "Second thoughts\n");
    stage.press("<home>").sees("edited by hand: keep").press("<space>w").sees("Wrote one file");
    assert_ne!(fs::read_to_string(&owners).unwrap(), "Second thoughts\n");
}

#[test]
fn what_a_document_lacks_is_one_key_away() {
    let mut stage = Stage::home(120, 40);
    stage.press("nRails<ctrl-s>e");
    stage.sees("C1 A named owner, a status and a date").sees("B9 Doomsday clock");
    let rows = place(&stage).document_rows();
    assert!(rows.len() > 20, "a new session lacks nearly everything");
    let at = rows.len() - 1;
    stage.press("<end>");
    let miss = place(&stage).miss().unwrap().clone();
    assert_eq!(place(&stage).cursor(), at);
    stage.press("<enter>");
    assert!(stage.runner.app.overlay.is_none());
    let activity = stage.desk().current_activity();
    let asks = activity.captures.iter().any(|capture| {
        use underpin::catalogue::Capture;
        let (Capture::Form { kind, .. } | Capture::Table { kind, .. }) = capture;
        kind.spec().key == miss.about
    });
    assert!(asks, "{} does not ask for {}", activity.id, miss.about);
}

#[test]
fn formats_and_folder_are_remembered_for_the_session() {
    let mut stage = stage(120, 40);
    stage.press("e<tab><down>");
    for spec in underpin::deliverables::export::FORMATS {
        if spec.format != Format::Tables {
            stage.press("<space>");
        }
        stage.press("<down>");
    }
    let elsewhere = stage.root.parent().unwrap().join("elsewhere");
    stage.press("f<ctrl-u>").press(elsewhere.to_str().unwrap()).press("<enter>").sees("elsewhere");
    stage.press("w").sees("Wrote ");
    assert!(elsewhere.join("tables").is_dir() && !elsewhere.join("blueprint.md").exists());
    stage.press("<esc>e<tab>").sees("[x] tables").sees("[ ] markdown").sees("elsewhere");
    assert_eq!(place(&stage).formats, Some(vec![Format::Tables]));
}

#[test]
fn what_cannot_be_written_or_opened_is_told_in_the_place() {
    let mut stage =
        Stage::example_with(EXAMPLE, 120, 40, |settings| settings.opener = "/nowhere/opener".into());
    stage.press("eo").sees("nothing is written there yet");
    fs::write(folder(&stage), "a file").unwrap();
    stage.press("rw").sees("cannot write");
    fs::remove_file(folder(&stage)).unwrap();
    stage.press("w").sees("Wrote ").press("o").sees("/nowhere/opener cannot be started here");
    stage.press("f<ctrl-u><enter>").sees("name a folder").press("<esc><esc>");
    assert!(stage.runner.app.overlay.is_none());
}

#[test]
fn help_lies_over_the_place_and_leaves_it_as_it_was() {
    let mut stage = stage(120, 40);
    stage.press("e<tab><down><down>?").sees("In the export place").press("<esc>");
    assert_eq!(place(&stage).cursor(), 2);
    stage.sees("[x] contracts");
}

#[test]
fn the_mouse_turns_pages_selects_and_opens() {
    let mut stage = stage(120, 40);
    stage.press("e");
    let click = |stage: &mut Stage, text: &str| {
        let screen = stage.screen();
        let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
        let column = line[..line.find(text).unwrap()].chars().count();
        stage.event(Event::Mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: u16::try_from(column).unwrap(),
            row: u16::try_from(row).unwrap(),
            modifiers: KeyModifiers::NONE,
        }));
    };
    click(&mut stage, "Formats and folder");
    stage.sees("[x] tables");
    click(&mut stage, "[x] tables");
    click(&mut stage, "[x] tables");
    stage.sees("[ ] tables");
    click(&mut stage, "What would change");
    stage.sees("+ blueprint.md").misses("tables/");
}

#[test]
#[cfg(not(feature = "pdf"))]
fn without_a_typesetter_the_place_says_so_and_leaves_what_was_set_before() {
    let mut stage = stage(200, 60);
    stage.press("e<tab>").sees("PDF needs the program “typst”, which is not here");
    stage.press("w").sees("Wrote ");
    assert!(folder(&stage).join("typst/blueprint.typ").exists());
    assert!(!folder(&stage).join("blueprint.pdf").exists());
}

/// A typesetter that only writes down what it was asked.
#[cfg(all(unix, not(feature = "pdf")))]
fn typesetter(folder: &std::path::Path) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let program = folder.join("typst");
    let script = "#!/bin/sh\n[ \"$1\" = --version ] && exit\necho \"$3\" >> \"$(dirname \"$0\")/asked\"\n\
                  test -f typst/underpin.typ && echo '%PDF-1.7' > \"$4\"\n";
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    program
}

#[test]
#[cfg(all(unix, not(feature = "pdf")))]
fn looking_again_sets_nothing_anew() {
    let home = tempfile::tempdir().unwrap();
    let program = typesetter(home.path());
    let asked = || fs::read_to_string(home.path().join("asked")).unwrap_or_default();
    let all = "typst/blueprint.typ\ntypst/api-specification.typ\ntypst/adoption-guide.typ\n";
    let mut stage =
        Stage::example_with(EXAMPLE, 120, 40, |settings| settings.typst = program.display().to_string());
    stage.press("e<tab>").sees("typst, unless it was built in               3 files");
    assert_eq!(asked(), all);
    stage.press("r").sees("3 files").press("w").sees("Wrote ");
    assert_eq!(asked(), all, "nothing changed");
    assert!(fs::read(folder(&stage).join("adoption-guide.pdf")).unwrap().starts_with(b"%PDF-"));
}
