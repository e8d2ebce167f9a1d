//! How long people wait while they work on a long session: after an answer, for a frame, for the documents.
#![expect(clippy::unwrap_used, reason = "a bench may fail")]

use std::sync::Arc;

use crossterm::event::{Event, KeyCode, KeyEvent};
use divan::Bencher;
use jiff::Timestamp;
use jiff::civil::Date;
use ratatui::backend::{CrosstermBackend, TestBackend};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use tempfile::TempDir;
use underpin::app::desk::Side;
use underpin::app::effects::Outcome;
use underpin::app::{App, Settings};
use underpin::catalogue::{Catalogue, embedded, embedded_later};
use underpin::deliverables::adoption_guide::adoption_guide;
use underpin::deliverables::api_specification::api_specification;
use underpin::deliverables::blueprint::blueprint;
use underpin::deliverables::sources::Sources;
use underpin::deliverables::{export, markdown};
use underpin::journal::{Library, examples, open_read_only};
use underpin::views;
use underpin::workshop::decide::Command;
use underpin::workshop::event::Entry;
use underpin::workshop::records::{FieldSpec, Kind};
use underpin::workshop::session::Session;
use underpin::workshop::{flags, gaps};

fn main() {
    divan::main();
}

const EXAMPLES: [&str; 2] = ["northlight", "castellan-pay"];

fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

fn now() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn entries(example: &str) -> Vec<Entry> {
    examples().into_iter().find(|known| known.slug == example).unwrap().reading().entries
}

fn session(example: &str) -> (Session, Catalogue) {
    (Session::replay(&entries(example)), embedded().unwrap())
}

#[divan::bench(args = EXAMPLES)]
fn replay(bencher: Bencher<'_, '_>, example: &str) {
    let entries = entries(example);
    bencher.bench(|| Session::replay(&entries));
}

#[divan::bench(args = EXAMPLES)]
fn flags_and_questions(bencher: Bencher<'_, '_>, example: &str) {
    let (session, _) = session(example);
    bencher.bench(|| (flags::raise(&session, today()), gaps::questions(&session, today())));
}

#[divan::bench(args = EXAMPLES)]
fn one_document(bencher: Bencher<'_, '_>, example: &str) {
    let (session, catalogue) = session(example);
    bencher.bench(|| blueprint(&Sources::of(&session, &catalogue, today())));
}

#[divan::bench(args = EXAMPLES)]
fn all_documents_as_markdown(bencher: Bencher<'_, '_>, example: &str) {
    let (session, catalogue) = session(example);
    bencher.bench(|| {
        let sources = Sources::of(&session, &catalogue, today());
        [blueprint(&sources), api_specification(&sources), adoption_guide(&sources)]
            .map(|document| markdown::render(&document))
    });
}

/// Everything `underpin export` writes, short of the disk. The bar is 500 ms.
#[divan::bench(args = EXAMPLES)]
fn all_formats(bencher: Bencher<'_, '_>, example: &str) {
    let (session, catalogue) = session(example);
    bencher.bench(|| export::files(&session, &catalogue, export::as_of(&session), &export::Format::all()));
}

/// Two thousand records: an example with everything in its tables several times over.
fn crowded() -> (Session, Catalogue) {
    let (mut session, catalogue) = session(EXAMPLES[0]);
    let rows_of = |session: &Session, kind: Kind| {
        let fields = kind.spec().fields;
        let row = |id: &str| {
            let cell =
                |field: &FieldSpec| session.records.display(field, &session.records.value(id, field.key));
            fields.iter().map(|field| (field.key.to_owned(), cell(field))).collect::<Vec<_>>()
        };
        session.records.ids(kind).into_iter().map(row).collect::<Vec<_>>()
    };
    let tables: Vec<_> = Kind::ALL
        .iter()
        .filter(|kind| !kind.spec().form)
        .map(|kind| (*kind, rows_of(&session, *kind)))
        .collect();
    let count =
        |session: &Session| -> usize { tables.iter().map(|(kind, _)| session.records.count(*kind)).sum() };
    for copy in 2.. {
        if count(&session) >= 2000 {
            break;
        }
        for (kind, rows) in &tables {
            for row in rows {
                let mut row = row.clone();
                let named = kind.spec().title.first();
                if let Some((_, name)) = row.iter_mut().find(|(key, _)| Some(&key.as_str()) == named) {
                    *name = format!("{name} {copy}");
                }
                // What may exist only once stays alone.
                let Ok(events) = session.decide(&Command::AddMany { kind: *kind, rows: vec![row] }, today())
                else {
                    continue;
                };
                for entry in session.entries(events, "Ada Byron", now()) {
                    session.apply(&entry);
                }
            }
        }
    }
    (session, catalogue)
}

/// The bar is 200 ms.
#[divan::bench(sample_count = 20)]
fn markdown_and_contracts_of_two_thousand_records(bencher: Bencher<'_, '_>) {
    let (session, catalogue) = crowded();
    let wanted = [export::Format::Markdown, export::Format::Contracts];
    bencher.bench(|| export::files(&session, &catalogue, export::as_of(&session), &wanted));
}

/// The app with an example open, and a screen to draw on.
fn screen(example: &str, folder: &TempDir, size: (u16, u16)) -> (App, Terminal<TestBackend>) {
    let path = Library::at(folder.path()).copy_example(example, "Ada Byron", now()).unwrap().folder;
    let opened = Box::new(open_read_only(&path).unwrap());
    let mut app = App::new(Settings::default(), Arc::new(embedded_later()), now(), size);
    app.hear(Outcome::Opened { opened, fresh: false, writable: true, draft: None }, now());
    (app, Terminal::new(TestBackend::new(size.0, size.1)).unwrap())
}

#[divan::bench(args = EXAMPLES)]
fn frame_at_120x40(bencher: Bencher<'_, '_>, example: &str) {
    let folder = TempDir::new().unwrap();
    let (app, mut terminal) = screen(example, &folder, (120, 40));
    bencher.bench_local(|| {
        terminal.draw(|frame| _ = views::draw(&app, frame)).unwrap();
    });
}

/// From a key to the bytes that leave for the terminal: there and back between each activity and the one before.
#[divan::bench(args = 1..37)]
fn to_an_activity_and_back(bencher: Bencher<'_, '_>, activity: usize) {
    let folder = TempDir::new().unwrap();
    let (mut app, _) = screen(EXAMPLES[0], &folder, (120, 40));
    app.desk.as_mut().unwrap().go_to(activity);
    let viewport = Viewport::Fixed(Rect::new(0, 0, 120, 40));
    let backend = CrosstermBackend::new(std::io::sink());
    let mut terminal = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
    bencher.bench_local(|| {
        for key in ['p', 'n'] {
            app.handle(Event::Key(KeyEvent::from(KeyCode::Char(key))), now());
            terminal.draw(|frame| _ = views::draw(&app, frame)).unwrap();
        }
    });
}

#[divan::bench(args = [Side::Guide, Side::Flags, Side::Preview])]
fn frame_at_200x60(bencher: Bencher<'_, '_>, side: Side) {
    let folder = TempDir::new().unwrap();
    let (mut app, mut terminal) = screen(EXAMPLES[0], &folder, (200, 60));
    let desk = app.desk.as_mut().unwrap();
    desk.side = side;
    desk.keep_documents(None);
    bencher.bench_local(|| {
        terminal.draw(|frame| _ = views::draw(&app, frame)).unwrap();
    });
}
