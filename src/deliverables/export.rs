//! A set of documents as files: what is in them, and putting them on disk.
//!
//! [`files`] is pure. [`write_set`] writes each file beside its place and then moves it there, so that a
//! reader never sees half a file and a failure leaves the old one.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::adoption_guide::adoption_guide;
use super::api_specification::api_specification;
use super::blueprint::blueprint;
use super::contracts::contract;
use super::decision_records::decision_records;
use super::markdown;
use super::sources::Sources;
use crate::catalogue::Catalogue;
use crate::workshop::session::Session;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}", path.display())]
pub struct ExportError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system says.
    pub source: std::io::Error,
}

/// The day a session's documents speak of: that of its last change, so that the same session always gives
/// the same documents.
pub fn as_of(session: &Session) -> Date {
    session.changed_at.to_zoned(TimeZone::UTC).date()
}

/// Every file of the set: its path below the chosen folder, and its content.
pub fn files(session: &Session, catalogue: &Catalogue, as_of: Date) -> Vec<(String, String)> {
    let src = Sources::of(session, catalogue, as_of);
    let documents = [blueprint(&src), api_specification(&src), adoption_guide(&src)];
    let mut files: Vec<(String, String)> = documents
        .iter()
        .filter(|document| !document.blocks.is_empty())
        .map(|document| (format!("{}.md", document.slug), markdown::render(document)))
        .collect();
    let records = decision_records(&src).into_iter();
    files.extend(records.map(|(path, document)| (path, markdown::render_plain(&document))));
    files.extend(src.sheets.iter().filter_map(contract).map(|contract| (contract.path, contract.text)));
    files
}

/// Writes a set of files below a folder, which is made if need be; gives their paths.
pub fn write_set(folder: &Path, files: &[(String, String)]) -> Result<Vec<PathBuf>, ExportError> {
    files.iter().map(|(name, content)| write_file(&folder.join(name), content)).collect()
}

fn write_file(path: &Path, content: &str) -> Result<PathBuf, ExportError> {
    let failed = |source| ExportError { path: path.to_owned(), source };
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|source| ExportError { path: folder.to_owned(), source })?;
    let mut file =
        tempfile::Builder::new().prefix(".").suffix(".part").tempfile_in(folder).map_err(failed)?;
    file.write_all(content.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    // A temporary file is private; a document is as readable as its neighbours.
    share(file.as_file(), path).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(path.to_owned())
}

/// Gives the new file the permissions of the one it replaces, or those of an ordinary file.
#[cfg(unix)]
fn share(file: &fs::File, path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let permissions =
        fs::metadata(path).map_or_else(|_| fs::Permissions::from_mode(0o644), |known| known.permissions());
    file.set_permissions(permissions)
}

/// Elsewhere a new file already has the permissions of its folder.
#[cfg(not(unix))]
fn share(_: &fs::File, _: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
    use super::*;

    #[test]
    fn folders_are_made_and_old_files_replaced_whole() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("a/b");
        let set = |text: &str| vec![("contracts/x.yaml".to_owned(), text.to_owned())];
        write_set(&folder, &set("old")).unwrap();
        let paths = write_set(&folder, &set("new")).unwrap();
        assert_eq!(fs::read_to_string(&paths[0]).unwrap(), "new");
        let left: Vec<_> = fs::read_dir(folder.join("contracts")).unwrap().collect();
        assert_eq!(left.len(), 1, "no temporary file stays behind");
    }

    #[test]
    fn a_failure_names_the_path() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("taken"), "a file, not a folder").unwrap();
        let failure = write_set(&root.path().join("taken"), &[("x.md".to_owned(), String::new())]);
        let text = failure.unwrap_err().to_string();
        assert!(text.starts_with("cannot write") && text.contains("taken"), "{text}");
    }
}
