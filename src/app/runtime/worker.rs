//! The one thread that touches the disk: ordered, off the draw path, and heard when it is done.

use jiff::Timestamp;
use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use tokio::sync::mpsc::UnboundedSender;

use super::super::Settings;
use super::super::effects::{Effect, Outcome};
use super::super::home::{self, ExampleCard};
use super::exporting;
use super::following::Following;
use crate::catalogue::Questions;
use crate::deliverables::export::Change;
use crate::journal::{
    self, Draft, Journal, JournalError, Library, Opened, clear_draft, load_draft, open, open_read_only,
    save_draft,
};
use crate::typesetting::Typesetter;
use crate::workshop::event::Entry;

/// An effect to carry out, with when and for whom.
#[derive(Debug)]
pub struct Job {
    /// What to do.
    pub effect: Effect,
    /// When it was asked.
    pub at: Timestamp,
    /// Who asked.
    pub who: String,
}

/// The handle to the worker thread.
#[derive(Debug)]
pub struct Worker {
    /// `None` only while it is dropped.
    jobs: Option<Sender<Job>>,
    thread: Option<std::thread::JoinHandle<()>>,
    pending: usize,
}

/// How many jobs are waiting or under way, for [`wait`].
static UNDONE: AtomicUsize = AtomicUsize::new(0);

/// What the thread is called.
const DISK: &str = "disk";

/// Waits until the disk has done what was asked, but no longer than that; not at all on the disk's own thread.
pub(super) fn wait(patience: Duration) {
    let end = Instant::now() + patience;
    let own = std::thread::current().name() == Some(DISK);
    while !own && UNDONE.load(Ordering::SeqCst) > 0 && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// However the program ends, what was asked for is carried out first.
impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Worker {
    /// Starts the thread.
    pub fn start(
        library: Library,
        catalogue: Arc<Questions>,
        settings: Settings,
        outcomes: UnboundedSender<Outcome>,
    ) -> io::Result<Self> {
        let (jobs, queue) = channel();
        let (unread, listed) = (VecDeque::new(), Timestamp::UNIX_EPOCH);
        let typesetter = Typesetter::with(&settings.typst);
        let state = State {
            library,
            catalogue,
            settings,
            outcomes,
            open: None,
            following: None,
            unread,
            listed,
            typesetter,
        };
        let thread = std::thread::Builder::new().name(DISK.into()).spawn(move || state.work(&queue))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread), pending: 0 })
    }

    /// Queues a job.
    pub fn send(&mut self, job: Job) {
        UNDONE.fetch_add(1, Ordering::SeqCst);
        if self.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok()) {
            self.pending += 1;
        } else {
            UNDONE.fetch_sub(1, Ordering::SeqCst);
        }
    }

    /// Counts an outcome against the jobs.
    pub fn heard(&mut self, outcome: &Outcome) {
        // Summaries and news come on their own; every other outcome answers one job.
        if !matches!(outcome, Outcome::Summarised(..) | Outcome::Followed(_) | Outcome::Progress(_)) {
            self.pending = self.pending.saturating_sub(1);
        }
    }

    /// How many jobs have not been answered.
    pub fn pending(&self) -> usize {
        self.pending
    }
}

/// The open session, as the disk sees it.
struct OpenSession {
    folder: PathBuf,
    journal: Journal,
    /// Entries that could not be written yet.
    waiting: Vec<Entry>,
}

struct State {
    library: Library,
    catalogue: Arc<Questions>,
    settings: Settings,
    outcomes: UnboundedSender<Outcome>,
    open: Option<OpenSession>,
    /// The session that is open for reading while somebody else may write it.
    following: Option<Following>,
    /// Sessions whose summary Home still waits for.
    unread: VecDeque<PathBuf>,
    /// When the library was last read.
    listed: Timestamp,
    typesetter: Typesetter,
}

impl State {
    fn work(mut self, queue: &Receiver<Job>) {
        loop {
            let job = match self.next(queue) {
                Ok(job) => job,
                Err(RecvTimeoutError::Timeout) if !self.unread.is_empty() => {
                    self.summarise();
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.look();
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let outcome = self.carry_out(job);
            UNDONE.fetch_sub(1, Ordering::SeqCst);
            if self.outcomes.send(outcome).is_err() {
                return;
            }
        }
    }

    /// The next job. Times out when nothing is asked and there is something to do that nobody waits for: a
    /// summary to make, or a session to follow.
    fn next(&self, queue: &Receiver<Job>) -> Result<Job, RecvTimeoutError> {
        if !self.unread.is_empty() {
            queue.recv_timeout(Duration::ZERO)
        } else if let Some(following) = &self.following {
            queue.recv_timeout(following.patience())
        } else {
            queue.recv().map_err(|_| RecvTimeoutError::Disconnected)
        }
    }

    fn carry_out(&mut self, Job { effect, at, who }: Job) -> Outcome {
        match effect {
            Effect::Append(entries) => self.append(entries),
            Effect::Draft(draft) => {
                self.keep_draft(draft.as_deref());
                Outcome::Closed
            }
            Effect::List => {
                self.listed = at;
                self.list()
            }
            Effect::Open { path, read_only } => {
                self.open = None;
                let opened = if read_only { open_read_only(&path) } else { open(&path, &who, at) };
                // Somebody else's lock is no reason not to look.
                let opened = match opened {
                    Err(JournalError::Locked { .. }) => open_read_only(&path),
                    other => other,
                };
                self.opened(opened, false)
            }
            Effect::Create { title } => {
                let content = (self.catalogue.id.as_str(), self.catalogue.version.as_str());
                let opened = self.library.create(&title, content, &who, at);
                if opened.is_ok() {
                    self.library.keep_author(&who);
                }
                self.opened(opened, true)
            }
            Effect::Explore { slug } => {
                let opened = self.library.copy_example(&slug, &who, at);
                self.opened(opened, false)
            }
            Effect::Close => {
                self.open = None;
                self.following = None;
                self.typesetter.forget();
                Outcome::Closed
            }
            Effect::Rename { path, title, by } => {
                let done = self.library.rename(&path, &title, &by, at);
                Self::told(done, format!("Renamed to “{title}”"))
            }
            Effect::Duplicate(path) => {
                let done = self.library.duplicate(&path, &who, at).map(|_| ());
                Self::told(done, "Copied".into())
            }
            Effect::Archive(path) => {
                let done = self.library.archive(&path, &who, at).map(|_| ());
                Self::told(done, "Put away; A shows archived sessions".into())
            }
            Effect::Restore(path) => {
                let done = self.library.restore(&path, &who, at).map(|_| ());
                Self::told(done, "Brought back".into())
            }
            Effect::Delete(path) => {
                let done = self.library.delete(&path, &who, at);
                Self::told(done, "Deleted".into())
            }
            Effect::Plan(asked) => {
                let templates = &self.settings.templates;
                let tell = |text| progress(&self.outcomes, text);
                exporting::plan(*asked, &self.catalogue, templates, &mut self.typesetter, tell)
            }
            Effect::Export { asked, yes } => {
                let ours = self.open.as_ref().is_some_and(|open| open.folder == asked.home);
                let from = (&**self.catalogue, &*self.settings.templates);
                let tell = |text| progress(&self.outcomes, text);
                exporting::write(&asked, &yes, from, ours, &mut self.typesetter, tell)
            }
            Effect::Compare { plan, at } => {
                let lines = plan.changes.get(at).and_then(Change::difference);
                Outcome::Compared { plan, at, lines }
            }
            Effect::Show(path) => match exporting::show(&self.settings.opener, &path) {
                Ok(()) => Outcome::Closed,
                Err(why) => Outcome::Failed(why),
            },
            Effect::Import(path) => match std::fs::read_to_string(&path) {
                Ok(text) => Outcome::Imported { path, text },
                Err(error) => Outcome::Failed(format!("{} cannot be read: {error}", path.display())),
            },
            Effect::SaveElsewhere { folder, entries } => self.save_elsewhere(folder, &entries, &who, at),
            Effect::Quit | Effect::Suspend | Effect::External(_) => Outcome::Closed,
        }
    }

    fn told(done: Result<(), JournalError>, text: String) -> Outcome {
        match done {
            Ok(()) => Outcome::Done(text),
            Err(error) => Outcome::Failed(with_hint(&error)),
        }
    }

    fn opened(&mut self, opened: Result<Opened, JournalError>, fresh: bool) -> Outcome {
        let mut opened = match opened {
            Ok(opened) => opened,
            Err(error) => return Outcome::Failed(with_hint(&error)),
        };
        let writable = opened.journal.is_some();
        self.following = Following::of(&opened);
        self.open = opened.journal.take().map(|journal| OpenSession {
            folder: opened.folder.clone(),
            journal,
            waiting: Vec::new(),
        });
        let draft = if writable { load_draft(&opened.folder).ok().flatten() } else { None };
        self.unread.clear();
        Outcome::Opened { opened: Box::new(opened), fresh, writable, draft }
    }

    fn look(&mut self) {
        let news = self.following.as_mut().and_then(Following::look);
        if news.as_ref().is_some_and(|news| news.over) {
            self.following = None;
        }
        if let Some(news) = news {
            let _ = self.outcomes.send(Outcome::Followed(news));
        }
    }

    fn append(&mut self, entries: Vec<Entry>) -> Outcome {
        let Some(open) = &mut self.open else {
            return Outcome::NotSaved("no journal is open".into());
        };
        open.waiting.extend(entries);
        match open.journal.append(&open.waiting) {
            Ok(()) => {
                let last = open.waiting.last().map_or(0, |entry| entry.seq);
                open.waiting.clear();
                Outcome::Saved(last)
            }
            Err(error) => {
                tracing::error!("append: {error}");
                Outcome::NotSaved(format!("{error}; {}", error.hint()))
            }
        }
    }

    fn keep_draft(&self, draft: Option<&Draft>) {
        let Some(open) = &self.open else { return };
        let kept = match draft {
            Some(draft) => save_draft(&open.folder, draft),
            None => clear_draft(&open.folder),
        };
        if let Err(error) = kept {
            tracing::warn!("draft: {error}");
        }
    }

    fn save_elsewhere(&mut self, folder: PathBuf, entries: &[Entry], who: &str, at: Timestamp) -> Outcome {
        match Journal::create(&folder, entries, who, at) {
            Ok(journal) => {
                self.following = None;
                self.open = Some(OpenSession { folder: folder.clone(), journal, waiting: Vec::new() });
                Outcome::Moved { folder, last: entries.last().map_or(0, |entry| entry.seq) }
            }
            Err(error) => Outcome::Failed(with_hint(&error)),
        }
    }

    fn list(&mut self) -> Outcome {
        let sessions = match self.library.list() {
            Ok(sessions) => sessions,
            Err(error) => return Outcome::Failed(with_hint(&error)),
        };
        let archived = self.library.archived().unwrap_or_default();
        self.unread = sessions.iter().map(|listed| listed.path.clone()).collect();
        let examples = journal::examples().into_iter().map(|example| {
            let (title, organisation) = example.names();
            ExampleCard { title, organisation, entries: example.entries(), slug: example.slug }
        });
        Outcome::Listed { sessions, archived, examples: examples.collect() }
    }

    fn summarise(&mut self) {
        let Some(path) = self.unread.pop_front() else { return };
        if let Ok(opened) = open_read_only(&path) {
            let today = self.listed.to_zoned(self.settings.zone.clone()).date();
            let summary = home::summarise(&opened.session, &opened.entries, &self.catalogue, today);
            let _ = self.outcomes.send(Outcome::Summarised(path, summary));
        }
    }
}

/// How far something long has come.
fn progress(outcomes: &UnboundedSender<Outcome>, text: String) {
    let _ = outcomes.send(Outcome::Progress(text));
}

fn with_hint(error: &JournalError) -> String {
    let hint = error.hint();
    if hint.is_empty() { error.to_string() } else { format!("{error}: {hint}") }
}
