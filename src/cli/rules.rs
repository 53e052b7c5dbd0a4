//! `copydesk rules`: the rules there are, or a copy of them.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::args::RulesArgs;
use super::output::{Terminal, stdout};
use super::setup::Setup;
use super::{Status, check};
use crate::config::Choice;
use crate::rule::BUILT_IN;

/// Lists the rules of the configuration, or exports the built-in ones.
pub fn run(args: RulesArgs, terminal: &Terminal) -> Result<Status, String> {
    if let Some(folder) = &args.export {
        return export(folder);
    }
    let mut setup = Setup::new(&args.config, Choice::default())?;
    let place = setup.place_here()?;
    if check::report_problems(&setup, terminal)? {
        return Ok(Status::Trouble);
    }
    let desk = &setup.places()[place].desk;
    let roster = desk.roster("");
    let rows = desk.rulebook.rules().iter().enumerate().map(|(index, rule)| {
        let active = roster.get(index);
        let severity = active.and_then(|active| active.level).unwrap_or(rule.wording.severity);
        (rule, active.is_some(), severity)
    });
    let mut out = stdout();
    let written = if args.json {
        let rules: Vec<_> = rows
            .map(|(rule, on, severity)| {
                serde_json::json!({
                    "id": rule.id.as_str(), "group": rule.id.group(), "title": rule.title,
                    "severity": severity.as_str(), "on": on, "check": rule.kind.name, "why": rule.why,
                })
            })
            .collect();
        serde_json::to_writer_pretty(&mut out, &rules).map_err(Into::into).and_then(|()| writeln!(out))
    } else {
        let rows: Vec<_> = rows.collect();
        let width = rows.iter().map(|(rule, ..)| rule.id.as_str().len()).max().unwrap_or(0);
        let mut group = "";
        rows.iter().try_for_each(|(rule, on, severity)| {
            if rule.id.group() != group {
                let gap = if group.is_empty() { "" } else { "\n" };
                group = rule.id.group();
                writeln!(out, "{gap}{}", terminal.bold(group))?;
            }
            let state = if *on { severity.as_str() } else { "off" };
            let style = match state {
                "error" => "\x1b[31m",
                "warning" => "\x1b[33m",
                "note" => "\x1b[32m",
                _ => "\x1b[2m",
            };
            let state = terminal.painted(style, &format!("{state:<8}"));
            writeln!(out, "  {:<width$}  {state} {}", rule.id.as_str(), rule.title)
        })
    };
    written.and_then(|()| out.flush()).map_err(|error| error.to_string())?;
    Ok(Status::Clean)
}

fn export(folder: &Path) -> Result<Status, String> {
    for (path, text) in BUILT_IN.files() {
        // What is no rule folder (shared lexicons) ships with the program in any case.
        if path.matches('/').count() != 2 {
            continue;
        }
        let path = folder.join(path);
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::OpenOptions::new().write(true).create_new(true).open(&path)?.write_all(text.as_bytes())
        };
        write().map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(Status::Clean)
}
