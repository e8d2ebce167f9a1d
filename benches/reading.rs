//! How long it takes until there is something to look at: content, a session, a list of sessions.
#![expect(clippy::unwrap_used, reason = "a bench may fail")]

use divan::Bencher;
use tempfile::TempDir;
use underpin::catalogue;
use underpin::journal::{Example, Library, examples};

fn main() {
    divan::main();
}

/// The longest worked example.
fn longest() -> Example {
    examples().into_iter().max_by_key(|example| example.journal.len()).unwrap()
}

#[divan::bench]
fn content() -> catalogue::Catalogue {
    catalogue::embedded().unwrap()
}

#[divan::bench]
fn journal_of_a_long_session(bencher: Bencher<'_, '_>) {
    let example = longest();
    bencher.bench(|| example.reading());
}

#[divan::bench(args = [1, 20])]
fn list_of_long_sessions(bencher: Bencher<'_, '_>, count: usize) {
    let folder = TempDir::new().unwrap();
    let library = Library::at(folder.path());
    for _ in 0..count {
        library.copy_example(&longest().slug, "Ada Byron", "2026-11-22T10:00:00Z".parse().unwrap()).unwrap();
    }
    bencher.bench(|| library.list().unwrap());
}
