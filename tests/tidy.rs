//! The borders between modules, as ARCHITECTURE.md draws them, and a few habits that a compiler
//! does not check.

use std::fs;
use std::path::{Path, PathBuf};

/// Which modules of the crate a module may name; the order is the reading order.
const MAY_USE: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("fold", &[]),
    ("diagnostic", &["source"]),
    ("fingerprint", &["diagnostic"]),
    ("changed", &["diagnostic", "source"]),
    ("baseline", &["diagnostic"]),
    ("fix", &["diagnostic"]),
    ("article", &["source"]),
    ("lexicon", &["annotate"]),
    ("format", &["article", "source", "lexicon", "annotate"]),
    ("annotate", &["article", "lexicon"]),
    ("show", &["article", "source", "annotate"]),
    ("check", &["annotate", "article", "lexicon", "diagnostic", "fold"]),
    ("rule", &["check", "diagnostic", "source"]),
    ("config", &["rule", "check", "diagnostic", "source", "format", "fold"]),
    ("lint", &["annotate", "article", "check", "config", "diagnostic", "fold", "format", "rule", "source", "suppress"]),
    ("suppress", &["article", "check", "config", "diagnostic", "fold", "lint", "rule", "source"]),
    ("examples", &["check", "config", "diagnostic", "format", "lint", "rule", "source"]),
    ("emit", &["diagnostic", "source", "fingerprint"]),
];

fn rust_files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    files.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// The code of a file without its comments and its unit tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or("");
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or(""));
    lines.collect::<Vec<_>>().join("\n")
}

fn module_of(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or(file)
}

#[test]
fn modules_use_only_what_the_architecture_lets_them() {
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let module = module_of(&file);
        if matches!(module, "main" | "lib" | "cli") {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            faults.push(format!("{file}: `{module}` is not in the table"));
            continue;
        };
        let code = code(&text);
        for (at, _) in code.match_indices("crate::") {
            let used = code[at + 7..].split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
            if !used.is_empty() && used != module && !allowed.contains(&used) {
                faults.push(format!("{file}: uses `crate::{used}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_the_command_line_touches_files_the_environment_and_the_terminal() {
    let banned = ["std::fs", "std::env", "println!", "eprintln!", "print!(", "std::process", "stdout()", "clap::"];
    let mut faults = Vec::new();
    for (file, text) in sources() {
        if matches!(module_of(&file), "main" | "cli") {
            continue;
        }
        let code = code(&text);
        faults.extend(banned.iter().filter(|name| code.contains(**name)).map(|name| format!("{file}: {name}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<_> = sources().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(f, _)| f).collect();
    assert!(silent.is_empty(), "no `//!` at the top: {silent:?}");
}

#[test]
fn files_stay_short_enough_to_read() {
    // Aim at 150 lines; a file that needs more than 600 is two files.
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(file, text)| (file, text.lines().count()))
        .filter(|(_, lines)| *lines > 600)
        .collect();
    assert!(long.is_empty(), "too long: {long:?}");
}
