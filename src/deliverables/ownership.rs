//! Who answers for what: `OWNERS.md` for people, and a `CODEOWNERS` file for each repository.
//!
//! A `CODEOWNERS` file belongs into the root, `docs/`, or `.github/` (GitHub) or `.gitlab/` (GitLab) of the
//! repository after which its folder is named here. A line is a pattern and its owners, and the last line that
//! fits a file counts (GitHub, “About code owners”; GitLab, “Code Owners”), so the whole repository comes before
//! its folders. An owner is the team's handle on the code host; where none is known, the login or mail address
//! of the accountable person and of the backup.

use std::collections::{BTreeMap, BTreeSet};

use super::contracts::sample::is_email;
use super::document::{Column, Table, Text};
use super::repository::Repository;
use super::sources::Sources;
use super::{markdown, phrases};
use crate::workshop::records::{Component, Kind, Person, Row};
use crate::workshop::value::Ref;

/// The table, and the files of the repositories: path and text.
pub fn ownership(src: &Sources) -> Vec<(String, String)> {
    let mut files = Vec::new();
    if !src.records.components.is_empty() {
        files.push(("OWNERS.md".to_owned(), owners(src)));
    }
    let mut repositories: BTreeMap<String, Vec<Owned>> = BTreeMap::new();
    for component in &src.records.components {
        let Some(repository) = Repository::read(&component.repository) else { continue };
        if repository.takes_code_owners() {
            let owners = code_owners(src, component);
            let owned = Owned { folder: repository.folder, owners, component };
            repositories.entry(repository.project).or_default().push(owned);
        }
    }
    for (project, mut owned) in repositories {
        owned.sort_by(|a, b| a.folder.cmp(&b.folder));
        files.push((format!("codeowners/{project}/CODEOWNERS"), codeowners(src, &project, &owned)));
    }
    files
}

/// What is owned in a repository.
struct Owned<'a> {
    folder: String,
    owners: Vec<String>,
    component: &'a Row<Component>,
}

fn owners(src: &Sources) -> String {
    let mut document = src.document("owners", "Owners");
    document.section("components", "Components", |section| {
        section
            .paragraph("One team owns each component, one person answers for it, and another one steps in.");
        let mut table = Table::new([
            Column::required("Component"),
            Column::required("Team"),
            Column::required("Accountable"),
            Column::required("Backup"),
            Column::required("Channel"),
            Column::optional("Repository"),
        ]);
        for component in &src.records.components {
            let team = src.records.teams.get_ref(&component.owner);
            let channel = team.map(|team| src.answer(&team.channel)).unwrap_or_default();
            let cells = [
                Text::from(phrases::clause(&component.name)),
                src.title(&component.owner).into(),
                src.person(&component.accountable).into(),
                src.person(&component.backup).into(),
                channel.into(),
                src.answer(&component.repository).into(),
            ];
            table.row(Some(&component.id), cells);
        }
        section.table(table);
    });
    document.section("apis", "APIs", |section| {
        section.table(src.grid_of(Kind::Api, &["name", "owner", "component", "contact"]));
    });
    document.section("teams", "Teams", |section| {
        section.table(src.grid_of(Kind::Team, &["name", "lead", "channel", "hours", "handle"]));
    });
    markdown::render(&document)
}

/// Whom the code host asks for a review.
fn code_owners(src: &Sources, component: &Component) -> Vec<String> {
    let team = src.records.teams.get_ref(&component.owner).map(|team| team.handle.trim());
    if let Some(handle) = team.filter(|handle| is_handle(handle)) {
        return vec![handle.to_owned()];
    }
    let reach = |person: &Ref<Person>| {
        let contact = src.records.people.get_ref(person)?.contact.trim();
        (is_handle(contact) || is_email(contact)).then(|| contact.to_owned())
    };
    let people = [&component.accountable, &component.backup];
    people.into_iter().filter_map(reach).collect()
}

/// `@login` or `@organisation/team`.
fn is_handle(text: &str) -> bool {
    let good = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let Some(name) = text.strip_prefix('@') else { return false };
    match name.split_once('/') {
        Some((organisation, team)) => good(organisation) && good(team),
        None => good(name),
    }
}

fn codeowners(src: &Sources, project: &str, owned: &[Owned]) -> String {
    let mut text = format!("# Code owners of {project}, as of {}: {}\n", src.as_of, src.platform());
    for shared in owned.chunk_by(|one, next| one.folder == next.folder) {
        let mut owners: Vec<&str> = Vec::new();
        text.push('\n');
        for Owned { owners: own, component, .. } in shared {
            let team = src.title(&component.owner);
            let by = if team.is_empty() { String::new() } else { format!(", owned by {team}") };
            text.push_str(&format!("# {}{by}\n", phrases::clause(&component.name)));
            owners.extend(own.iter().map(String::as_str));
        }
        let mut seen = BTreeSet::new();
        owners.retain(|owner| seen.insert(*owner));
        let folder = shared.first().map(|owned| owned.folder.as_str()).unwrap_or_default();
        let pattern = if folder.is_empty() { "*".to_owned() } else { format!("/{folder}/") };
        // A pattern without owners would take away those of a line above.
        text.push_str(&if owners.is_empty() {
            format!("# {pattern} has no owner that the code host could ask\n")
        } else {
            format!("{pattern} {}\n", owners.join(" "))
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_have_the_form_of_the_code_host() {
        for good in ["@mlind", "@northlight/platform", "@a-b/c_d"] {
            assert!(is_handle(good), "{good}");
        }
        for bad in ["", "@", "mlind", "#team-platform", "@a/", "@a/b/c", "@a b"] {
            assert!(!is_handle(bad), "{bad}");
        }
    }
}
