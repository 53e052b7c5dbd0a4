//! `copydesk new`: the skeleton of a rule, which passes its own examples as it stands.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::Status;
use super::args::NewArgs;
use super::files::shown;
use super::output::{Terminal, stdout};
use super::setup::Setup;
use crate::config::Choice;

const SKELETON: &str = include_str!("skeleton.toml");

/// Writes `FOLDER/GROUP/NAME/rule.toml`.
pub fn run(args: &NewArgs, _terminal: &Terminal) -> Result<Status, String> {
    let parts: Vec<&str> = args.id.split('/').collect();
    let is_name = |part: &&str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && part.starts_with(|c: char| c.is_ascii_lowercase())
    };
    if parts.len() != 2 || !parts.iter().all(is_name) {
        return Err(format!("`{}` is no rule id: it is GROUP/NAME in small letters, digits and hyphens", args.id));
    }
    let mut setup = Setup::new(&args.config, Choice::default())?;
    let place = setup.place_here()?;
    let place = &setup.places()[place];
    if place.desk.rulebook.get(&args.id).is_some() {
        return Err(format!("there already is a rule `{}`", args.id));
    }
    let (folder, listed) = match (&args.folder, place.rule_folders.first()) {
        (Some(folder), _) => (folder.clone(), place.rule_folders.iter().any(|f| same(f, folder))),
        (None, Some(folder)) => (folder.clone(), true),
        (None, None) => (place.root.clone().unwrap_or_default().join("desk-rules"), false),
    };
    let rule = folder.join(parts[0]).join(parts[1]);
    let path = rule.join("rule.toml");
    let write = || -> std::io::Result<()> {
        fs::create_dir_all(&rule)?;
        let text = SKELETON.replace("GROUP/NAME", &args.id);
        fs::OpenOptions::new().write(true).create_new(true).open(&path)?.write_all(text.as_bytes())
    };
    write().map_err(|error| format!("{}: {error}", shown(&path)))?;
    let mut out = stdout();
    let mut lines = vec![format!("wrote {}", shown(&path))];
    if !listed {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        lines.push(format!("name its folder in copydesk.toml: rule-folders = [\"{name}\"]"));
    }
    lines.push(format!("edit it, then run: copydesk test {}", if listed { args.id.clone() } else { shown(&rule) }));
    let written = lines.iter().try_for_each(|line| writeln!(out, "{line}")).and_then(|()| out.flush());
    written.map_err(|error| error.to_string())?;
    Ok(Status::Clean)
}

fn same(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| -> PathBuf { path.canonicalize().unwrap_or_else(|_| path.to_owned()) };
    real(a) == real(b)
}
