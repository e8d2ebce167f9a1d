//! Where content comes from: the files built into the program, or a folder.

use include_dir::{Dir, include_dir};
use std::borrow::Cow;
use std::path::Path;

use super::problem::{Problem, Problems};

static CONTENT: Dir<'_> = include_dir!("$OUT_DIR/content");

/// Files by path relative to the content's folder, with forward slashes, in the order of their names.
pub(super) type Files = Vec<(String, Cow<'static, [u8]>)>;

/// The folders of the content, each with what its files describe.
pub(super) const FOLDERS: [&str; 5] = ["stages", "activities", "principles", "mistakes", "levels"];

pub(super) fn embedded() -> Files {
    fn gather(folder: &'static Dir<'static>, files: &mut Files) {
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            files.push((path, Cow::Borrowed(file.contents())));
        }
        for folder in folder.dirs() {
            gather(folder, files);
        }
    }
    let mut files = Vec::new();
    gather(&CONTENT, &mut files);
    in_order(files)
}

pub(super) fn folder(root: &Path) -> Result<Files, Problems> {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    let mut gather = |below: &str| {
        let folder = root.join(below);
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            // A team's own pack need not have principles or levels; what it must have is checked later.
            Err(error) if !below.is_empty() && error.kind() == std::io::ErrorKind::NotFound => return,
            Err(error) => return problems.push(unreadable(&folder, &error)),
        };
        for entry in entries.filter_map(Result::ok).filter(|entry| entry.path().is_file()) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if below.is_empty() { name } else { format!("{below}/{name}") };
            match std::fs::read(entry.path()) {
                Ok(bytes) => files.push((path, Cow::Owned(bytes))),
                Err(error) => problems.push(unreadable(&entry.path(), &error)),
            }
        }
    };
    gather("");
    for name in FOLDERS {
        gather(name);
    }
    if problems.is_empty() { Ok(in_order(files)) } else { Err(Problems::sorted(problems)) }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    Problem {
        file: path.display().to_string(),
        line: 1,
        text: format!("cannot be read: {error}"),
        hint: format!("content is a folder with pack.md and the folders {}", FOLDERS.join(", ")),
    }
}

/// Only pages count; a README explains the folder to its authors.
fn in_order(mut files: Files) -> Files {
    files.retain(|(path, _)| {
        let name = path.rsplit('/').next().unwrap_or(path);
        Path::new(name).extension().is_some_and(|end| end == "md")
            && name != "README.md"
            && !name.starts_with('.')
    });
    files.sort_by(|one, other| one.0.cmp(&other.0));
    files
}
