//! What has changed, asked of the git command: no library knows every repository as git does.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::files::{Target, Targets, shown};
use crate::changed::{Lines, parse_diff};
use crate::format;

/// What counts as changed.
#[derive(Clone, Debug)]
pub enum Since {
    /// The working tree against the point where it left this revision, untracked files included.
    Revision(String),
    /// What is staged for the next commit, as it is staged.
    Index,
}

/// The changed files below the given paths that can be read, with their changed lines.
pub fn changed(since: &Since, paths: &[PathBuf]) -> Result<Targets, String> {
    let here = std::env::current_dir().map_err(|error| error.to_string())?;
    let top = git(&here, &["rev-parse", "--show-toplevel"], &[])?;
    let top = PathBuf::from(String::from_utf8_lossy(&top).trim_end_matches(['\n', '\r']));
    let common = ["-c", "core.quotePath=true", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-prefix"];
    let diff = match since {
        Since::Index => git(&top, &[&common[..], &["--cached"]].concat(), &[])?,
        Since::Revision(revision) => {
            if revision.starts_with('-') {
                return Err(format!("`{revision}` is no revision"));
            }
            git(&top, &[&common[..], &["--merge-base", revision, "--"]].concat(), &[])
                .or_else(|_| git(&top, &[&common[..], &[revision, "--"]].concat(), &[]))?
        }
    };
    let mut changes = parse_diff(&diff);
    if let Since::Revision(_) = since {
        let untracked = git(&top, &["ls-files", "--others", "--exclude-standard", "-z"], &[])?;
        for name in untracked.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
            changes.insert(String::from_utf8_lossy(name).into_owned(), Lines::All);
        }
    }
    let real = |path: &Path| here.join(path).canonicalize().unwrap_or_else(|_| here.join(path));
    let wanted: Vec<PathBuf> = paths.iter().map(|path| real(path)).collect();
    let top = real(&top);
    let mut found: Vec<(String, PathBuf, Lines)> = changes
        .into_iter()
        .map(|(name, lines)| (top.join(&name), name, lines))
        .filter(|(path, ..)| format::is_recognised(path) && wanted.iter().any(|wanted| path.starts_with(wanted)))
        .map(|(path, name, lines)| (name, path, lines))
        .collect();
    let mut contents = match since {
        Since::Index => staged(&top, found.iter().map(|(name, ..)| name.as_str()))?,
        Since::Revision(_) => HashMap::new(),
    };
    let mut targets = Targets::default();
    for (name, path, lines) in found.drain(..) {
        let content = contents.remove(&name);
        let relative = path.strip_prefix(real(Path::new("."))).map(Path::to_owned).unwrap_or(path);
        let target = Target { path: Some(relative.clone()), named: false, content, lines: Some(lines) };
        targets.files.insert(shown(&relative), target);
    }
    Ok(targets)
}

/// The staged content of files, all in one run of git.
fn staged<'n>(top: &Path, names: impl Iterator<Item = &'n str>) -> Result<HashMap<String, Vec<u8>>, String> {
    // `cat-file` takes a name a line: a name with a line break in it is read from the disk.
    let names: Vec<&str> = names.filter(|name| !name.contains(['\n', '\r'])).collect();
    let input: String = names.iter().map(|name| format!(":{name}\n")).collect();
    let output = git(top, &["cat-file", "--batch"], input.as_bytes())?;
    let mut contents = HashMap::new();
    let mut rest = output.as_slice();
    for name in names {
        let Some(end) = rest.iter().position(|byte| *byte == b'\n') else { break };
        let header = String::from_utf8_lossy(&rest[..end]).into_owned();
        rest = &rest[end + 1..];
        // `<object> blob <bytes>`, or `<name> missing`.
        let size = header.rsplit(' ').next().and_then(|size| size.parse::<usize>().ok());
        let Some(size) = size.filter(|size| *size < rest.len()) else { continue };
        contents.insert(name.to_owned(), rest[..size].to_vec());
        rest = &rest[size + 1..];
    }
    Ok(contents)
}

/// Runs git in a folder and returns what it prints; its complaint as an error.
fn git(folder: &Path, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, String> {
    let mut child = Command::new("git")
        .current_dir(folder)
        .args(arguments)
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("git cannot be run: {error}"))?;
    let mut stdin = child.stdin.take();
    let input = input.to_vec();
    // Written beside the reading: a long list of names and a long answer would else wait for each other.
    let writer = std::thread::spawn(move || {
        if let Some(stdin) = &mut stdin {
            let _ = stdin.write_all(&input);
        }
    });
    let output = child.wait_with_output().map_err(|error| format!("git cannot be run: {error}"))?;
    let _ = writer.join();
    if output.status.success() {
        return Ok(output.stdout);
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(format!("git: {}", complaint.lines().next().unwrap_or("failed without a word").trim_start_matches("fatal: ")))
}
