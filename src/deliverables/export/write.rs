//! Putting a set on disk: each file is written beside its place and then moved there, so that a reader
//! never sees half a file and a failure leaves the old one.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::File;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}", path.display())]
pub struct ExportError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system says.
    pub source: std::io::Error,
}

/// Writes a set of files below a folder, which is made if need be; gives their paths.
pub fn write_set(folder: &Path, files: &[File]) -> Result<Vec<PathBuf>, ExportError> {
    files.iter().map(|file| write_file(&folder.join(&file.path), &file.content)).collect()
}

fn write_file(path: &Path, content: &[u8]) -> Result<PathBuf, ExportError> {
    let failed = |source| ExportError { path: path.to_owned(), source };
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|source| ExportError { path: folder.to_owned(), source })?;
    let mut file =
        tempfile::Builder::new().prefix(".").suffix(".part").tempfile_in(folder).map_err(failed)?;
    file.write_all(content).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
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
        let set = |text: &str| vec![File::text("contracts/x.yaml", text)];
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
        let failure = write_set(&root.path().join("taken"), &[File::text("x.md", "")]);
        let text = failure.unwrap_err().to_string();
        assert!(text.starts_with("cannot write") && text.contains("taken"), "{text}");
    }
}
