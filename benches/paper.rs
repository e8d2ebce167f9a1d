//! How long people wait for the documents on paper. With the feature `pdf` also for PDF.
#![expect(clippy::unwrap_used, reason = "a bench may fail")]

use divan::Bencher;
use underpin::deliverables::export::{self, File, Format};
use underpin::journal::examples;
use underpin::workshop::session::Session;

fn main() {
    divan::main();
}

const EXAMPLES: [&str; 2] = ["northlight", "castellan-pay"];

fn files(session: &Session, format: Format) -> Vec<File> {
    let catalogue = underpin::catalogue::embedded().unwrap();
    export::files(session, &catalogue, export::as_of(session), &[format])
}

fn session(example: &str) -> Session {
    let entries = examples().into_iter().find(|known| known.slug == example).unwrap().reading().entries;
    Session::replay(&entries)
}

/// Part of the bar for all formats but PDF, which is 500 ms.
#[divan::bench(args = EXAMPLES, sample_count = 10)]
fn docx(bencher: Bencher<'_, '_>, example: &str) {
    let session = session(example);
    bencher.bench(|| files(&session, Format::Docx));
}

#[divan::bench(args = EXAMPLES, sample_count = 10)]
fn sources_for_typst(bencher: Bencher<'_, '_>, example: &str) {
    let session = session(example);
    bencher.bench(|| files(&session, Format::Typst));
}

/// All three documents, with nothing kept from before. The bar is 3 s.
#[cfg(feature = "pdf")]
#[divan::bench(args = EXAMPLES, sample_count = 5)]
fn pdf(bencher: Bencher<'_, '_>, example: &str) {
    use underpin::typesetting::Typesetter;
    let sources = files(&session(example), Format::Typst);
    bencher.bench(|| Typesetter::default().pdfs(&sources, |_| {}).unwrap());
}

/// The same again, when nothing changed.
#[cfg(feature = "pdf")]
#[divan::bench(args = EXAMPLES)]
fn pdf_again(bencher: Bencher<'_, '_>, example: &str) {
    use underpin::typesetting::Typesetter;
    let sources = files(&session(example), Format::Typst);
    let mut typesetter = Typesetter::default();
    typesetter.pdfs(&sources, |_| {}).unwrap();
    bencher.bench_local(move || typesetter.pdfs(&sources, |_| {}).unwrap());
}
