//! `underpin templates`: an organisation's own shape for the documents, to begin with and checked.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Answer;
use super::failure::Failure;
use underpin::deliverables::export::ExportError;
use underpin::deliverables::template::{STARTING_SET, Templates};

/// Reads a folder of templates.
pub(super) fn read(folder: &Path) -> Result<Templates, Failure> {
    Templates::read(folder).map_err(|problems| Failure::Templates { folder: folder.to_owned(), problems })
}

/// Writes a set to begin with; what is there stays as it is.
pub(super) fn init(folder: &Path) -> Result<Answer, Failure> {
    let failed = |path: &Path, source| ExportError::Write { path: path.to_owned(), source };
    fs::create_dir_all(folder).map_err(|source| failed(folder, source))?;
    let mut lines = Vec::new();
    for (name, content) in STARTING_SET {
        let path = folder.join(name);
        let told = match fs::File::create_new(&path) {
            Ok(mut file) => {
                std::io::Write::write_all(&mut file, content.as_bytes())
                    .map_err(|source| failed(&path, source))?;
                "written"
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => "there already, left as it is",
            Err(source) => return Err(failed(&path, source).into()),
        };
        lines.push(format!("{}: {told}\n", path.display()));
    }
    Ok(Answer::ok(lines.concat()))
}

/// Says whether a folder of templates is in order, and which demands on a published document it drops.
pub(super) fn check(folder: Option<PathBuf>) -> Result<Answer, Failure> {
    let Some(folder) = folder else {
        return Ok(Answer::ok(
            "No templates are used: name a folder, or set “templates” in the configuration\n".into(),
        ));
    };
    let templates = read(&folder)?;
    let mut told = vec![format!("{}: in order\n", folder.display())];
    told.extend(templates.shortcomings().iter().map(|line| format!("{line}\n")));
    Ok(Answer::ok(told.concat()))
}
