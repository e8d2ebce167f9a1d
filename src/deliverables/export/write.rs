//! Putting a set on disk, all of it or nothing: every file is first written beside its place, then all are
//! moved there. When one cannot be moved, those before it are put back as they were.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::File;

/// Why a set could not be compared or written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Something there cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file or folder cannot be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

/// One file to put in place or take away.
#[derive(Debug)]
pub(super) struct Step {
    /// Where.
    pub(super) path: PathBuf,
    /// What is there, to be put back should a later step fail.
    pub(super) before: Option<Vec<u8>>,
    /// What should be there.
    pub(super) after: Option<Vec<u8>>,
}

/// Writes a set of files below a folder, which is made if need be, whatever stands there; gives their paths.
pub fn write_set(folder: &Path, files: &[File]) -> Result<Vec<PathBuf>, ExportError> {
    let steps = files.iter().map(|file| {
        let path = folder.join(&file.path);
        Step { before: fs::read(&path).ok(), after: Some(file.content.clone()), path }
    });
    carry_out(folder, steps.collect())?;
    Ok(files.iter().map(|file| folder.join(&file.path)).collect())
}

/// Takes all steps, or none.
pub(super) fn carry_out(root: &Path, steps: Vec<Step>) -> Result<(), ExportError> {
    let mut staged = Vec::with_capacity(steps.len());
    for step in steps {
        let part = step.after.as_deref().map(|content| beside(&step.path, content)).transpose()?;
        staged.push((part, step));
    }
    let mut done: Vec<Step> = Vec::with_capacity(staged.len());
    for (part, step) in staged {
        let moved = match part {
            Some(part) => part.persist(&step.path).map(drop).map_err(|error| error.error),
            None => fs::remove_file(&step.path),
        };
        if let Err(source) = moved {
            let path = step.path;
            for step in done.iter().rev() {
                undo(step);
            }
            return Err(ExportError::Write { path, source });
        }
        done.push(step);
    }
    for step in done.iter().filter(|step| step.after.is_none()) {
        // A folder of ours that is empty now goes too; one that is not, stays.
        let folders = step.path.ancestors().skip(1).take_while(|folder| *folder != root);
        folders.take_while(|folder| fs::remove_dir(folder).is_ok()).for_each(drop);
    }
    Ok(())
}

/// Puts a file back as it was. There is nobody left to tell when that fails too: the failure that made it
/// necessary is told, and names the disk.
fn undo(step: &Step) {
    match &step.before {
        Some(content) => {
            if let Ok(part) = beside(&step.path, content) {
                let _ = part.persist(&step.path);
            }
        }
        None => drop(fs::remove_file(&step.path)),
    }
}

/// A file with that content beside its place.
fn beside(path: &Path, content: &[u8]) -> Result<NamedTempFile, ExportError> {
    let failed = |source| ExportError::Write { path: path.to_owned(), source };
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|source| ExportError::Write { path: folder.to_owned(), source })?;
    let mut file =
        tempfile::Builder::new().prefix(".").suffix(".part").tempfile_in(folder).map_err(failed)?;
    file.write_all(content).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    // A temporary file is private; a document is as readable as its neighbours.
    share(file.as_file(), path).map_err(failed)?;
    Ok(file)
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

    #[test]
    fn what_was_moved_before_a_failure_is_put_back() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("a.md"), "old").unwrap();
        // A folder stands where the last file goes: it can be written beside, but not moved there.
        fs::create_dir_all(root.path().join("c.md/full")).unwrap();
        let set = ["a.md", "b.md", "c.md"].map(|path| File::text(path, "new"));
        let failure = write_set(root.path(), &set).unwrap_err().to_string();
        assert!(failure.contains("c.md"), "{failure}");
        assert_eq!(fs::read_to_string(root.path().join("a.md")).unwrap(), "old");
        let mut left: Vec<_> =
            fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["a.md", "c.md"], "nothing of the new set is left");
    }
}
