//! Which files to lint: arguments expanded, folders walked, the result sorted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::changed::Lines;
use crate::format;

/// A file to lint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Where it is; `None` for standard input.
    pub path: Option<PathBuf>,
    /// Whether it was named, and not found by walking a folder.
    pub named: bool,
    /// Its content, where it is not that of the file on disk (what is staged).
    pub content: Option<Vec<u8>>,
    /// The lines that findings must touch; `None`: all.
    pub lines: Option<Lines>,
}

impl Target {
    /// A file on disk, or standard input.
    pub fn new(path: Option<PathBuf>, named: bool) -> Self {
        Target { path, named, content: None, lines: None }
    }
}

/// What the arguments stand for.
#[derive(Debug, Default)]
pub struct Targets {
    /// The files by the name they are shown with, so in the order of the output.
    pub files: BTreeMap<String, Target>,
    /// Folders that were walked whole.
    pub folders: Vec<PathBuf>,
    /// What could not be found or read, in words.
    pub troubles: Vec<String>,
}

/// Expands arguments. A path that exists is taken as it is, even with glob characters in it.
pub fn collect(paths: &[PathBuf], stdin_name: Option<&Path>) -> Targets {
    let mut targets = Targets::default();
    for path in paths {
        if path.as_os_str() == "-" {
            let name = stdin_name.map_or_else(|| "<stdin>".to_owned(), shown);
            targets.files.insert(name, Target::new(None, true));
        } else if path.is_dir() {
            targets.walk(path);
        } else if path.symlink_metadata().is_ok() {
            targets.name(path.clone());
        } else {
            targets.expand(path);
        }
    }
    targets
}

/// A path as it is shown: with forward slashes, without a leading `./`.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text.into_owned() };
    let mut rest = text.as_str();
    while let Some(shorter) = rest.strip_prefix("./") {
        rest = shorter.trim_start_matches('/');
    }
    if rest.is_empty() { ".".to_owned() } else { rest.to_owned() }
}

impl Targets {
    fn name(&mut self, path: PathBuf) {
        self.files.insert(shown(&path), Target::new(Some(path), true));
    }

    /// Walks a folder as git would: what `.gitignore` names is passed over, and so are hidden
    /// files and links.
    fn walk(&mut self, folder: &Path) {
        self.folders.push(folder.to_owned());
        let walk = WalkBuilder::new(folder)
            .require_git(false)
            .add_custom_ignore_filename(".copydeskignore")
            .sort_by_file_name(std::cmp::Ord::cmp)
            .build();
        for entry in walk {
            match entry {
                Ok(entry) => {
                    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                    if is_file && format::is_recognised(entry.path()) {
                        let path = entry.into_path();
                        let target = Target::new(Some(path.clone()), false);
                        self.files.entry(shown(&path)).or_insert(target);
                    }
                }
                Err(error) => self.troubles.push(error.to_string()),
            }
        }
    }

    fn expand(&mut self, pattern: &Path) {
        let text = pattern.to_string_lossy();
        if !text.contains(['*', '?', '[', '{']) {
            self.troubles.push(format!("{text}: there is no such file or folder"));
            return;
        }
        let mut any = false;
        for pattern in braces(&text) {
            match glob::glob(&pattern) {
                Ok(paths) => {
                    for path in paths {
                        any = true;
                        match path {
                            Ok(path) if path.is_dir() => self.walk(&path),
                            Ok(path) => self.name(path),
                            Err(error) => self.troubles.push(error.to_string()),
                        }
                    }
                }
                Err(error) => {
                    self.troubles.push(format!("{text}: not a glob: {} at character {}", error.msg, error.pos + 1));
                    return;
                }
            }
        }
        if !any {
            self.troubles.push(format!("{text}: no file fits this glob"));
        }
    }
}

/// Expands `{a,b}` (not nested), which the `glob` crate does not know. At most 1,000 patterns.
fn braces(pattern: &str) -> Vec<String> {
    let mut done = Vec::new();
    let mut todo = vec![pattern.to_owned()];
    while let Some(pattern) = todo.pop() {
        let open = pattern.find('{');
        let close = open.and_then(|open| pattern[open..].find('}').map(|at| open + at));
        match (open, close) {
            (Some(open), Some(close)) if todo.len() + done.len() < 1000 => {
                for choice in pattern[open + 1..close].split(',').rev() {
                    todo.push(format!("{}{choice}{}", &pattern[..open], &pattern[close + 1..]));
                }
            }
            _ => done.push(pattern),
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_expanded_in_order() {
        assert_eq!(braces("a/*.{md,txt}"), ["a/*.md", "a/*.txt"]);
        assert_eq!(braces("{a,b}/{c,d}"), ["a/c", "a/d", "b/c", "b/d"]);
        assert_eq!(braces("{a"), ["{a"]);
    }

    #[test]
    fn shown_paths_have_no_leading_dot() {
        assert_eq!(shown(Path::new("./a/b.md")), "a/b.md");
        assert_eq!(shown(Path::new(".")), ".");
        assert_eq!(shown(Path::new("../a.md")), "../a.md");
    }
}
