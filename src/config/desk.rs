//! A rulebook as a newsroom runs it: levels, options, overrides and exceptions applied.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use globset::GlobSet;
use jiff::civil::Date;

use super::ConfigText;
use super::changes::{Change, Reader};
use super::file::{ConfigFile, FailOn, Level};
use super::glob::RuleGlob;
use crate::check::Compiled;
use crate::diagnostic::{Parsed, Severity};
use crate::format::{Fields, ReadOptions};
use crate::rule::{Rule, Rulebook};
use crate::source::Span;

/// What the command line chooses, over any configuration.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Only these rules run; empty: all that are on.
    pub select: Vec<RuleGlob>,
    /// These do not run.
    pub ignore: Vec<RuleGlob>,
    /// Instead of the configuration's `fail-on`.
    pub fail_on: Option<FailOn>,
}

/// A rule as it runs on some files.
#[derive(Clone)]
pub struct Active {
    /// Its place in the rulebook.
    pub rule: usize,
    /// The severity that the configuration sets; `None`: as the rule says.
    pub level: Option<Severity>,
    /// Its check, with the options of the configuration.
    pub check: Arc<Compiled>,
}

/// The rules that run on some files, in the order of their ids.
#[derive(Clone, Default)]
pub struct Roster {
    /// The rules that are on.
    pub active: Vec<Active>,
}

impl Roster {
    /// The active rule of a place in the rulebook.
    pub fn get(&self, rule: usize) -> Option<&Active> {
        self.active.binary_search_by_key(&rule, |active| active.rule).ok().map(|at| &self.active[at])
    }
}

/// A finding that may stand, from the configuration.
#[derive(Clone, Debug)]
pub struct Exception {
    /// The rules it holds for.
    pub rule: RuleGlob,
    /// The files it holds for; `None`: all.
    pub files: Option<GlobSet>,
    /// Words that a marked place must have, normalised.
    pub matched: Option<String>,
    /// The last day on which it holds.
    pub expires: Option<Date>,
    /// Where it stands in the configuration.
    pub span: Span,
}

/// What holds for a rule on a file, and which key of the configuration says so.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// Its severity; `None` where it is off.
    pub level: Option<Severity>,
    /// The key that set the level.
    pub level_from: Option<Span>,
    /// Its options, without the defaults of the check, with the key that set each.
    pub options: BTreeMap<String, (toml::Value, Option<Span>)>,
}

/// A newsroom's settings, ready to lint by.
pub struct Desk {
    /// The rules there are.
    pub rulebook: Arc<Rulebook>,
    /// How files are read.
    pub read: ReadOptions,
    /// When the run fails.
    pub fail_on: FailOn,
    /// Which files of a folder are linted; `None`: all that can be read.
    pub include: Option<GlobSet>,
    /// Which files and folders are passed over.
    pub exclude: GlobSet,
    /// What may stand.
    pub exceptions: Vec<Exception>,
    /// The day of the run, for expiry dates.
    pub today: Option<Date>,
    base: Vec<Change>,
    overrides: Vec<(GlobSet, Vec<Change>)>,
    choice: Choice,
    rosters: Mutex<HashMap<Vec<usize>, Arc<Roster>>>,
}

impl Desk {
    /// The defaults for a rulebook.
    pub fn defaults(rulebook: Arc<Rulebook>) -> Self {
        Self::new(rulebook, ConfigFile::default(), ConfigText::default(), Choice::default()).value
    }

    /// Applies a configuration to a rulebook. What cannot be applied is a diagnostic.
    pub fn new(rulebook: Arc<Rulebook>, config: ConfigFile, text: ConfigText<'_>, choice: Choice) -> Parsed<Desk> {
        let mut reader = Reader { rulebook: &rulebook, text, problems: Vec::new() };
        let include = (!config.include.is_empty()).then(|| reader.globs(&["include".into()], &config.include));
        let exclude = reader.globs(&["exclude".into()], &config.exclude);
        let mut base = reader.profile(config.profile.as_deref());
        base.extend(reader.changes(&["rules".into()], &config.rules, &[]));
        let mut overrides = Vec::new();
        for (index, over) in config.overrides.iter().enumerate() {
            let files = reader.globs(&["overrides".into(), index.into(), "files".into()], &over.files);
            let changes = reader.changes(
                &["overrides".into(), index.into(), "rules".into()],
                &over.rules,
                &config_options(&rulebook, &config),
            );
            overrides.push((files, changes));
        }
        let exceptions =
            config.exceptions.iter().enumerate().filter_map(|(index, e)| reader.exception(index, e)).collect();
        let problems = reader.problems;
        let fail_on = choice.fail_on.unwrap_or(config.fail_on);
        let read = ReadOptions { fields: config.fields.over(Fields::default()) };
        let rosters = Mutex::default();
        let desk = Desk {
            rulebook,
            read,
            fail_on,
            include,
            exclude,
            exceptions,
            today: None,
            base,
            overrides,
            choice,
            rosters,
        };
        Parsed { value: desk, problems }
    }

    /// The rules that run on a file, by its path beside the configuration, with forward slashes.
    pub fn roster(&self, path: &str) -> Arc<Roster> {
        let matching: Vec<usize> = self
            .overrides
            .iter()
            .enumerate()
            .filter(|(_, (files, _))| files.is_match(path))
            .map(|(index, _)| index)
            .collect();
        let mut rosters = self.rosters.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let made = rosters.entry(matching).or_insert_with_key(|matching| Arc::new(self.make(matching)));
        Arc::clone(made)
    }

    /// What holds for each rule on a file, in the order of the rulebook; the command line's choice
    /// is left out.
    pub fn settings(&self, path: &str) -> Vec<Setting> {
        let rules = self.rulebook.rules().iter();
        let mut settings: Vec<Setting> = rules
            .map(|rule| Setting {
                level: rule.enabled.then_some(rule.wording.severity),
                options: rule.options.iter().map(|(name, value)| (name.clone(), (value.clone(), None))).collect(),
                ..Setting::default()
            })
            .collect();
        let over = self.overrides.iter().filter(|(files, _)| files.is_match(path)).flat_map(|(_, changes)| changes);
        for change in self.base.iter().chain(over) {
            let setting = &mut settings[change.rule];
            if let Some(level) = change.level {
                (setting.level, setting.level_from) = (level.severity(), Some(change.span));
            }
            for (name, value) in &change.options {
                setting.options.insert(name.clone(), (value.clone(), Some(change.span)));
            }
        }
        settings
    }

    fn make(&self, matching: &[usize]) -> Roster {
        let rules = self.rulebook.rules();
        let default = |rule: &Rule| if rule.enabled { None } else { Some(Level::Off) };
        let mut levels: Vec<Option<Level>> = rules.iter().map(default).collect();
        let mut checks: Vec<Arc<Compiled>> = rules.iter().map(|rule| Arc::clone(&rule.check)).collect();
        let over = matching.iter().flat_map(|index| &self.overrides[*index].1);
        for change in self.base.iter().chain(over) {
            if change.level.is_some() {
                levels[change.rule] = change.level;
            }
            if let Some(check) = &change.check {
                checks[change.rule] = Arc::clone(check);
            }
        }
        let mut active = Vec::new();
        for (rule, check) in checks.into_iter().enumerate() {
            let id = rules[rule].id.as_str();
            let mut level = levels[rule];
            if !self.choice.select.is_empty() {
                let chosen = self.choice.select.iter().find(|glob| glob.covers(id));
                match chosen {
                    None => level = Some(Level::Off),
                    // Asking for a rule by name switches it on, whatever the settings say.
                    Some(glob) if level == Some(Level::Off) && !glob.is_glob() => level = None,
                    Some(_) => {}
                }
            }
            if self.choice.ignore.iter().any(|glob| glob.covers(id)) {
                level = Some(Level::Off);
            }
            if level != Some(Level::Off) {
                active.push(Active { rule, level: level.and_then(Level::severity), check });
            }
        }
        Roster { active }
    }
}

/// The options that `rules` sets, by rule, so that an override's options are laid over them.
fn config_options(rulebook: &Rulebook, config: &ConfigFile) -> Vec<(usize, toml::Table)> {
    let tables = config.rules.iter().filter_map(|(id, value)| Some((rulebook.index(id)?, value.as_table()?)));
    tables
        .map(|(rule, table)| {
            let options = table.iter().filter(|(key, _)| *key != "level").map(|(k, v)| (k.clone(), v.clone()));
            (rule, options.collect())
        })
        .collect()
}
