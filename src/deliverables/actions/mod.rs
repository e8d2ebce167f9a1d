//! What somebody has to do, as a checklist for people and as files that trackers take in.
//!
//! - `actions.md`: a checklist with owner and day, grouped by where the work comes from.
//! - `actions.csv` for Jira's CSV import: a heading row with `Summary`, no punctuation in headings, as many cells
//!   in each row as there are headings (Atlassian, “Importing data from CSV”). Assignees are mail addresses
//!   where known, by which Jira finds its users. Days are ISO 8601: enter `yyyy-MM-dd` where the importer asks for
//!   the date format. Priorities are those of Jira's default scheme. There is one label, without spaces.
//! - `actions-github.csv` for importers of GitHub issues: `title`, `body`, `labels` (separated by commas) and
//!   `assignee` (a login), as `github-csv-tools` reads them and `gh issue create` takes them. GitHub issues have no
//!   due date, so the day stands in the body.
//!
//! What is done is ticked in the checklist and left out of the imports.

mod tasks;

use super::contracts::sample::is_email;
use super::document::{Document, Item, ListKind, Text};
use super::rows;
use super::sources::Sources;
use super::{markdown, phrases};
use tasks::{Group, Task, tasks};

/// The three files: path and text. None when nobody has anything to do.
pub fn actions(src: &Sources) -> Vec<(&'static str, String)> {
    let tasks = tasks(src);
    if tasks.is_empty() {
        return Vec::new();
    }
    let open: Vec<&Task> = tasks.iter().filter(|task| !task.done).collect();
    let mut files = vec![("actions.md", markdown::render(&checklist(src, &tasks)))];
    if !open.is_empty() {
        files.push(("actions.csv", jira(src, &open)));
        files.push(("actions-github.csv", github(src, &open)));
    }
    files
}

fn checklist(src: &Sources, tasks: &[Task]) -> Document {
    let mut document = src.document("actions", "Actions");
    let open: Vec<&Task> = tasks.iter().filter(|task| !task.done).collect();
    document.section("summary", "Summary", |section| section.paragraph(summary(src, &open)));
    for group in Group::ALL {
        document.section(group.label(), group.heading(), |section| {
            let mut items = open.iter().filter(|task| task.group == group).peekable();
            if items.peek().is_some() {
                section.paragraph(group.told());
            }
            section.items(ListKind::Boxes, items.map(|task| item(src, task)));
        });
    }
    document.section("done", "Done", |section| {
        section.items(ListKind::Boxes, tasks.iter().filter(|task| task.done).map(|task| item(src, task)));
    });
    document
}

/// How much there is to do, how much of it is late, and the next day.
fn summary(src: &Sources, open: &[&Task]) -> String {
    if open.is_empty() {
        return "Everything is done.".to_owned();
    }
    let overdue = open.iter().filter(|task| task.is_overdue(src.as_of)).count();
    let ownerless = open.iter().filter(|task| task.owner.is_none()).count();
    let be = |number| phrases::by_number(number, "is", "are");
    let mut told = format!("{} {} open", phrases::opening(open.len(), "task", "tasks"), be(open.len()));
    for (number, what) in [(overdue, "overdue"), (ownerless, "without an owner")] {
        if number > 0 {
            told.push_str(&format!("; {} {} {what}", phrases::number(number), be(number)));
        }
    }
    let next = open.iter().filter_map(|task| task.due).filter(|due| *due >= src.as_of).min();
    next.map_or_else(|| format!("{told}."), |next| format!("{told}. The next day is {next}."))
}

/// `2026-11-16 Adaeze Okonkwo: hand over … (why; overdue)`.
fn item(src: &Sources, task: &Task) -> Item {
    let mut text = Text::new();
    if let Some(due) = task.due {
        text = text.strong(due.to_string()).then(" ");
    }
    if let Some(owner) = task.owner {
        text = text.then(format!("{}: ", owner.name.trim()));
    }
    text = text.then(task.what.as_str());
    let mut more = vec![phrases::clause(&task.why).to_owned()];
    if task.is_overdue(src.as_of) {
        more.push("overdue".to_owned());
    }
    more.retain(|part| !part.is_empty());
    if !more.is_empty() {
        text = text.then(format!(" ({})", more.join("; ")));
    }
    Item { text, done: task.done, record: Some(task.record.clone()) }
}

fn jira(src: &Sources, open: &[&Task]) -> String {
    let headings = ["Summary", "Description", "Assignee", "Due date", "Priority", "Labels", "Issue Type"];
    let rows = open.iter().map(|task| {
        let contact = task.owner.map(|owner| owner.contact.trim()).filter(|contact| is_email(contact));
        vec![
            task.what.clone(),
            description(src, task),
            contact.or(task.owner.map(|owner| owner.name.trim())).unwrap_or_default().to_owned(),
            phrases::date(task.due),
            task.priority(src.as_of).to_owned(),
            task.group.label().to_owned(),
            "Task".to_owned(),
        ]
    });
    rows::csv(&headings, rows)
}

fn github(src: &Sources, open: &[&Task]) -> String {
    let rows = open.iter().map(|task| {
        let login = task.owner.and_then(|owner| owner.contact.trim().strip_prefix('@'));
        let due = task.due.map(|due| format!("Due: {due}\n")).unwrap_or_default();
        let priority = task.priority(src.as_of).to_lowercase();
        vec![
            task.what.clone(),
            format!("{due}{}", description(src, task)),
            format!("{},priority: {priority}", task.group.label()),
            login.filter(|login| !login.contains(['/', '@', ' '])).unwrap_or_default().to_owned(),
        ]
    });
    rows::csv(&["title", "body", "labels", "assignee"], rows)
}

/// Why, who, and the way back to the answer.
fn description(src: &Sources, task: &Task) -> String {
    let why = phrases::sentence(phrases::clause(&task.why));
    let owner = task.owner.map(|owner| format!("Owner: {}", owner.name.trim()));
    let from = format!("From the planning session “{}”, {}.", src.platform(), task.record);
    let parts = [Some(why), owner, Some(from)].into_iter().flatten();
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}
