//! `copydesk test`: runs the examples of rules and draws what fails, in the rule file.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::TestArgs;
use super::output::{Terminal, stdout};
use super::setup::Setup;
use super::{Status, check};
use crate::config::{Choice, Desk, RuleGlob};
use crate::diagnostic::Diagnostic;
use crate::examples::try_examples;
use crate::rule::{Draft, Rulebook, built_in_drafts};

/// Runs the examples of the rules that the arguments name.
pub fn run(args: TestArgs, terminal: &Terminal) -> Result<Status, String> {
    let mut setup = Setup::new(&args.config, Choice::default())?;
    let place = setup.place_here()?;
    let mut folders = Vec::new();
    let mut globs = Vec::new();
    for target in &args.targets {
        let path = Path::new(target);
        if path.is_dir() {
            folders.extend(rule_folders(path)?);
        } else {
            let glob = RuleGlob::parse(target).map_err(|error| format!("{target}: {error}"))?;
            let desk = &setup.places()[place].desk;
            if !desk.rulebook.rules().iter().any(|rule| glob.covers(rule.id.as_str())) {
                return Err(match desk.rulebook.did_you_mean(target) {
                    Some(near) => format!("there is no rule or folder `{target}`; did you mean `{near}`?"),
                    None => format!("there is no rule or folder `{target}`; `copydesk rules` lists the rules"),
                });
            }
            globs.push(glob);
        }
    }
    let mut named = Vec::new();
    for folder in &folders {
        named.push(setup.read_rule(folder)?);
    }
    let mut total = Total::default();
    let mut problems = std::mem::take(&mut setup.problems);
    if folders.is_empty() || !globs.is_empty() {
        let place = &setup.places()[place];
        let wanted = |id: &str| globs.is_empty() || globs.iter().any(|glob| glob.covers(id));
        total.run(&place.desk, &place.drafts, wanted, &mut problems);
    }
    if !named.is_empty() {
        // A folder's rules are tried among the built-in ones, but may bear the id of one.
        let mut drafts = named.clone();
        let ids: Vec<String> = named.iter().map(|draft| draft.id.clone()).collect();
        let others = built_in_drafts(&mut setup.sources).into_iter();
        drafts.extend(others.filter(|draft| !ids.contains(&draft.id)));
        let rulebook = Rulebook::load(&drafts);
        problems.extend(rulebook.problems);
        let desk = Desk::defaults(Arc::new(rulebook.value));
        total.run(&desk, &named, |_| true, &mut problems);
    }
    check::draw(&problems, &setup.sources, terminal)?;
    let mut out = stdout();
    let tested = format!("{} of {}", counted(total.examples, "example"), counted(total.rules, "rule"));
    let line = match problems.len() {
        0 if total.rules == 0 => "no rule to test".to_owned(),
        0 => format!("{tested}: all as stated"),
        failed => format!("{tested}: {}", counted(failed, "problem")),
    };
    writeln!(out, "{}", terminal.bold(&line)).and_then(|()| out.flush()).map_err(|error| error.to_string())?;
    Ok(if problems.is_empty() { Status::Clean } else { Status::Findings })
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[derive(Default)]
struct Total {
    rules: usize,
    examples: usize,
}

impl Total {
    fn run(&mut self, desk: &Desk, drafts: &[Draft], wanted: impl Fn(&str) -> bool, problems: &mut Vec<Diagnostic>) {
        for draft in drafts {
            let Some(rule) = desk.rulebook.get(&draft.id).filter(|rule| rule.file == draft.file) else { continue };
            if !wanted(rule.id.as_str()) {
                continue;
            }
            self.rules += 1;
            match try_examples(rule, draft, desk) {
                Ok(tried) => {
                    self.examples += tried.len();
                    problems.extend(tried.into_iter().flat_map(|tried| tried.failures));
                }
                Err(problem) => problems.push(problem),
            }
        }
    }
}

/// The rule folders at or below a folder: itself, its rules, or its groups' rules.
fn rule_folders(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut level = vec![folder.canonicalize().map_err(|error| format!("{}: {error}", folder.display()))?];
    for _ in 0..3 {
        let mut below = Vec::new();
        for folder in level {
            if folder.join("rule.toml").is_file() {
                found.push(folder);
            } else if let Ok(entries) = std::fs::read_dir(&folder) {
                below.extend(entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()));
            }
        }
        level = below;
    }
    found.sort();
    if found.is_empty() {
        return Err(format!("{}: there is no rule.toml in it", folder.display()));
    }
    Ok(found)
}
