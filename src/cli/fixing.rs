//! Applying fixes to files: round after round until nothing is left to apply, then written whole or
//! not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use crate::changed::{self, Lines};
use crate::fix;
use crate::lint::Linted;
use crate::source::SourceFile;

/// What is done about fixes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fixing {
    /// Nothing.
    #[default]
    Off,
    /// The safe ones are applied.
    Safe,
    /// All are applied.
    All,
    /// The safe ones are shown.
    ShowSafe,
    /// All are shown.
    ShowAll,
}

impl Fixing {
    /// Whether the fixes are shown and not applied.
    pub fn is_shown(self) -> bool {
        matches!(self, Fixing::ShowSafe | Fixing::ShowAll)
    }

    fn unsafe_too(self) -> bool {
        matches!(self, Fixing::All | Fixing::ShowAll)
    }
}

/// A file after its fixes.
pub struct Fixed {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its text.
    pub source: Arc<SourceFile>,
    /// What is left to say.
    pub linted: Linted,
    /// How many fixes were applied.
    pub count: usize,
}

/// A fix may uncover another; more rounds than this mean that two rules disagree.
const ROUNDS: usize = 10;

/// Applies fixes until none is left. Where only some lines may be touched, fixes elsewhere wait.
pub fn fix(
    bytes: &[u8],
    fixing: Fixing,
    lines: Option<&Lines>,
    lint: impl Fn(Vec<u8>) -> (Arc<SourceFile>, Linted),
) -> Fixed {
    let mut bytes = bytes.to_vec();
    let mut count = 0;
    for round in 0.. {
        let (source, linted) = lint(bytes.clone());
        let mut fixable = linted.diagnostics.clone();
        // Behind the first round the lines are no longer those of the change.
        if let Some(lines) = lines {
            if round > 0 {
                fixable.clear();
            } else {
                changed::keep_changed(&mut fixable, lines, &source);
            }
        }
        let edits = fix::edits(&fixable, fixing.unsafe_too());
        if edits.is_empty() || round == ROUNDS {
            return Fixed { bytes, source, linted, count };
        }
        count += edits.len();
        bytes = fix::apply(&bytes, &edits);
    }
    unreachable!("the rounds end above")
}

/// Replaces a file's content: written beside it, flushed to the disk, and put in its place in one
/// step, so that the file is always the old one or the new one. Permissions are kept, a link stays
/// a link. Refuses where the file is no longer what was read.
pub fn write(path: &Path, old: &[u8], new: &[u8]) -> io::Result<()> {
    let path = path.canonicalize()?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut temporary = tempfile::Builder::new().prefix(".copydesk-").suffix(".tmp").tempfile_in(folder)?;
    temporary.write_all(new)?;
    temporary.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
    temporary.as_file().sync_all()?;
    if fs::read(&path)? != old {
        return Err(io::Error::other("the file has changed since it was read"));
    }
    temporary.persist(&path).map_err(|error| error.error)?;
    // The new name must survive a power cut too; systems that cannot flush a folder say so.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_has_changed_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "new").unwrap();
        assert!(write(&path, b"old", b"fixed").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        write(&path, b"new", b"fixed").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"fixed");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.txt"), folder.path().join("link.txt"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        write(&link, b"old", b"fixed").unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read(&path).unwrap(), b"fixed");
    }
}
