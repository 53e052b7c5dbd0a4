//! From the tables of a configuration to changes of rules, with a diagnostic for whatever cannot
//! be applied. Which changes hold for a file is left to [`super::desk`].

use std::collections::BTreeMap;
use std::sync::Arc;

use globset::GlobSet;
use jiff::civil::Date;

use super::ConfigText;
use super::desk::Exception;
use super::file::{ExceptionFile, Level};
use super::glob::{RuleGlob, path_globs};
use super::profile::{self, Profile};
use crate::check::Compiled;
use crate::diagnostic::Diagnostic;
use crate::rule::locate::{Part, Step, locate};
use crate::rule::{Rulebook, compile, did_you_mean};
use crate::source::Span;

/// What may be changed about one rule, by a profile, `rules` or an override.
#[derive(Clone)]
pub struct Change {
    /// The place of the rule in the rulebook.
    pub rule: usize,
    /// The level, where it is changed.
    pub level: Option<Level>,
    /// The options that are changed.
    pub options: toml::Table,
    /// The check with the changed options.
    pub check: Option<Arc<Compiled>>,
    /// The key that makes the change.
    pub span: Span,
}

/// Reads the tables of one configuration.
pub struct Reader<'r> {
    /// The rules there are.
    pub rulebook: &'r Rulebook,
    /// The file, for places.
    pub text: ConfigText<'r>,
    /// What cannot be applied.
    pub problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// The globs of a list in the configuration.
    pub fn globs(&mut self, path: &[Step<'_>], patterns: &[String]) -> GlobSet {
        path_globs(patterns).unwrap_or_else(|(index, message)| {
            let mut path = path.to_vec();
            path.push(index.into());
            self.problems.push(self.text.problem(&path, Part::Value, message));
            GlobSet::empty()
        })
    }

    /// The changes that a `rules` table makes: shorter globs first, so that longer ones win.
    pub fn changes(
        &mut self,
        path: &[Step<'_>],
        rules: &BTreeMap<String, toml::Value>,
        base: &[(usize, toml::Table)],
    ) -> Vec<Change> {
        let mut ordered: Vec<_> = rules.iter().collect();
        ordered.sort_by_key(|(id, _)| (self.rulebook.index(id).is_some(), id.len()));
        let mut changes = Vec::new();
        for (id, value) in ordered {
            let mut path = path.to_vec();
            path.push(id.as_str().into());
            let Some(covered) = self.covered(&path, id) else { continue };
            let (level, options) = match value {
                toml::Value::String(level) => (self.level(&path, level), None),
                toml::Value::Table(table) => {
                    let level = match table.get("level") {
                        None => None,
                        Some(toml::Value::String(level)) => {
                            let path = [&path[..], &["level".into()]].concat();
                            self.level(&path, level)
                        }
                        Some(_) => {
                            let path = [&path[..], &["level".into()]].concat();
                            self.level(&path, "")
                        }
                    };
                    let mut options = table.clone();
                    options.remove("level");
                    (level, (!options.is_empty()).then_some(options))
                }
                _ => (self.level(&path, ""), None),
            };
            for rule in covered {
                let check = options.as_ref().and_then(|options| self.check(&path, rule, options, base));
                let options = options.clone().unwrap_or_default();
                let span = self.text.span(&path, Part::Key);
                changes.push(Change { rule, level, options, check, span });
            }
        }
        changes
    }

    /// The changes that the policy profile makes: what it asks for, at its level; the rest of its
    /// groups is off.
    pub fn profile(&mut self, value: Option<&str>) -> Vec<Change> {
        let Some(name) = value else { return Vec::new() };
        let path = [Step::Key("profile")];
        let span = self.text.span(&path, Part::Value);
        let profile = match self.text.profile {
            Some((file, source)) => Profile::parse(source.text()).map_err(|error| {
                let place = error.span().unwrap_or(0..0);
                let place = Span::new(file, place.start as u32..place.end as u32);
                self.text.problem_at(place, crate::rule::one_line(error.message()))
            }),
            None => profile::built_in(name).ok_or_else(|| {
                let problem = self.text.problem(&path, Part::Value, format!("there is no profile `{name}`"));
                match did_you_mean(name, profile::names()) {
                    Some(near) => problem.with_help(format!("did you mean `{near}`?")),
                    None => problem.with_help(format!(
                        "the profiles are {}; a file of your own ends in `.toml`",
                        profile::names().collect::<Vec<_>>().join(", ")
                    )),
                }
            }),
        };
        let profile = match profile {
            Ok(profile) => profile,
            Err(problem) => {
                self.problems.push(problem);
                return Vec::new();
            }
        };
        let change = |rule, level| Change { rule, level: Some(level), options: toml::Table::new(), check: None, span };
        let mut changes = Vec::new();
        for (at, rule) in self.rulebook.rules().iter().enumerate() {
            if profile.groups.iter().any(|group| group == rule.id.group())
                && !profile.rules.contains_key(rule.id.as_str())
            {
                changes.push(change(at, Level::Off));
            }
        }
        for (id, requirement) in &profile.rules {
            match self.rulebook.index(id) {
                Some(at) => changes.push(change(at, requirement.level)),
                // A built-in profile names built-in rules, which a desk may have left out.
                None => {
                    let Some((file, source)) = self.text.profile else { continue };
                    let steps = ["rules".into(), id.as_str().into()];
                    let place = Span::new(file, locate(source.text(), &steps, Part::Key));
                    self.problems.push(self.text.problem_at(place, format!("there is no rule `{id}`")));
                }
            }
        }
        changes
    }

    fn covered(&mut self, path: &[Step<'_>], id: &str) -> Option<Vec<usize>> {
        let glob = match RuleGlob::parse(id) {
            Ok(glob) => glob,
            Err(error) => {
                self.problems.push(self.text.problem(path, Part::Key, format!("`{id}` is not a glob: {error}")));
                return None;
            }
        };
        let rules = self.rulebook.rules();
        let covered: Vec<usize> = (0..rules.len()).filter(|at| glob.covers(rules[*at].id.as_str())).collect();
        if covered.is_empty() {
            let problem = self.text.problem(path, Part::Key, format!("there is no rule `{id}`"));
            self.problems.push(match self.rulebook.did_you_mean(id) {
                Some(near) => problem.with_help(format!("did you mean `{near}`?")),
                None => problem.with_help("`copydesk rules` lists the rules"),
            });
            return None;
        }
        Some(covered)
    }

    fn level(&mut self, path: &[Step<'_>], name: &str) -> Option<Level> {
        let level = Level::parse(name);
        if level.is_none() {
            let message = "a level is one of off, note, warning, error";
            let problem = self.text.problem(path, Part::Value, message);
            self.problems.push(match did_you_mean(name, Level::NAMES) {
                Some(near) => problem.with_help(format!("did you mean `{near}`?")),
                None => problem,
            });
        }
        level
    }

    fn check(
        &mut self,
        path: &[Step<'_>],
        rule: usize,
        options: &toml::Table,
        base: &[(usize, toml::Table)],
    ) -> Option<Arc<Compiled>> {
        let rule_index = rule;
        let rule = &self.rulebook.rules()[rule];
        let mut below = rule.options.clone();
        for (_, options) in base.iter().filter(|(index, _)| *index == rule_index) {
            below.extend(options.clone());
        }
        match compile(rule.kind, &below, options, &rule.folder) {
            Ok(check) => Some(Arc::new(check)),
            Err(fault) => {
                let mut path = path.to_vec();
                path.extend(fault.option.as_deref().map(Step::Key));
                let part = if fault.unknown { Part::Key } else { Part::Value };
                let mut problem = self.text.problem(&path, part, fault.message);
                problem.help = fault.help;
                self.problems.push(problem);
                None
            }
        }
    }

    /// A finding that may stand.
    pub fn exception(&mut self, index: usize, exception: &ExceptionFile) -> Option<Exception> {
        let at = |key: &'static str| [Step::Key("exceptions"), index.into(), key.into()];
        self.covered(&at("rule"), &exception.rule)?;
        let rule = RuleGlob::parse(&exception.rule).ok()?;
        let files = (!exception.files.is_empty()).then(|| self.globs(&at("files"), &exception.files));
        if exception.reason.trim().is_empty() {
            self.problems.push(self.text.problem(&at("reason"), Part::Value, "an exception needs a reason"));
        }
        let expires = match &exception.expires {
            None => None,
            Some(value) => {
                let written = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let date = written.parse::<Date>();
                if date.is_err() {
                    let message = "`expires` is a date, YYYY-MM-DD";
                    self.problems.push(self.text.problem(&at("expires"), Part::Value, message));
                }
                date.ok()
            }
        };
        let matched = exception.matched.as_deref().map(crate::fold::normalised);
        Some(Exception { rule, files, matched, expires, span: self.text.span(&at("rule"), Part::Value) })
    }
}
