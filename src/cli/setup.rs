//! Settings and rules from disk: finds the nearest `copydesk.toml`, reads rule folders, makes
//! the desk that each file is linted by.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::ConfigArgs;
use super::files::shown;
use crate::config::{Choice, ConfigFile, ConfigText, Desk, profile};
use crate::diagnostic::Diagnostic;
use crate::rule::locate::Part;
use crate::rule::{Draft, Folder, Rulebook, built_in_drafts, did_you_mean};
use crate::source::{FileId, SourceFile, Sources};

/// The name of the configuration file.
pub const CONFIG_NAME: &str = "copydesk.toml";

/// A desk with the folder that its globs are relative to.
pub struct Place {
    /// The settings and rules.
    pub desk: Desk,
    /// The folder of the configuration, absolute; `None` without one.
    pub root: Option<PathBuf>,
    /// The rule folders behind the rulebook.
    pub drafts: Vec<Draft>,
    /// The folders of own rules, as the configuration names them, resolved.
    pub rule_folders: Vec<PathBuf>,
    /// The baseline's name beside the configuration, where that gives one.
    pub baseline: Option<String>,
    /// The policy profile that it follows.
    pub profile: Option<String>,
    /// The configuration file.
    pub config: Option<PathBuf>,
}

/// Finds and keeps the desks of a run.
pub struct Setup<'s> {
    args: &'s ConfigArgs,
    choice: Choice,
    /// Files that diagnostics may point into.
    pub sources: Sources,
    /// What is wrong with configurations and rule files.
    pub problems: Vec<Diagnostic>,
    places: Vec<Place>,
    by_config: HashMap<Option<PathBuf>, usize>,
    by_folder: HashMap<PathBuf, Option<PathBuf>>,
    base: PathBuf,
}

impl<'s> Setup<'s> {
    /// Nothing looked for yet. An error where the current folder cannot be told, or
    /// the profile that was asked for is none.
    pub fn new(args: &'s ConfigArgs, choice: Choice) -> Result<Self, String> {
        if let Some(name) = args.profile.as_deref().filter(|name| !profile::is_file(name))
            && profile::built_in(name).is_none()
        {
            let known = profile::names().collect::<Vec<_>>().join(", ");
            return Err(format!("--profile: there is no profile `{name}`; there are {known}, or FILE.toml"));
        }
        let base = std::env::current_dir().map_err(|error| format!("the current folder cannot be read: {error}"))?;
        Ok(Setup {
            args,
            choice,
            sources: Sources::default(),
            problems: Vec::new(),
            places: Vec::new(),
            by_config: HashMap::new(),
            by_folder: HashMap::new(),
            base,
        })
    }

    /// The desks made so far.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The index of the desk for a file (or for standard input, by its name).
    pub fn place_for(&mut self, path: &Path) -> Result<usize, String> {
        let absolute = normal(&self.base.join(path));
        let folder = absolute.parent().unwrap_or(&absolute).to_owned();
        self.place_in(&folder)
    }

    /// The index of the desk for the current folder.
    pub fn place_here(&mut self) -> Result<usize, String> {
        let here = self.base.clone();
        self.place_in(&here)
    }

    fn place_in(&mut self, folder: &Path) -> Result<usize, String> {
        let config = match &self.args.config {
            Some(config) => Some(self.base.join(config)),
            None if self.args.isolated => None,
            None => self.nearest(folder),
        };
        self.place(config)
    }

    fn nearest(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let candidate = folder.join(CONFIG_NAME);
        let found = if candidate.is_file() {
            Some(candidate)
        } else {
            folder.parent().map(Path::to_owned).and_then(|parent| self.nearest(&parent))
        };
        self.by_folder.insert(folder.to_owned(), found.clone());
        found
    }

    fn place(&mut self, config: Option<PathBuf>) -> Result<usize, String> {
        if let Some(index) = self.by_config.get(&config) {
            return Ok(*index);
        }
        let place = self.make(config.as_deref())?;
        self.places.push(place);
        self.by_config.insert(config, self.places.len() - 1);
        Ok(self.places.len() - 1)
    }

    fn make(&mut self, config: Option<&Path>) -> Result<Place, String> {
        let Some(path) = config else { return Ok(self.desk(ConfigFile::default(), None, None)) };
        let name = self.name(path);
        let bytes = fs::read(path).map_err(|error| format!("{name}: {error}"))?;
        let text = String::from_utf8(bytes).map_err(|_| format!("{name}: the configuration is not UTF-8"))?;
        let id = self.sources.add(SourceFile::new(name, text));
        let source = self.sources.get(id).cloned().unwrap_or_else(|| Arc::new(SourceFile::new("", "")));
        let parsed = ConfigText { file: Some((id, &source)), profile: None }.parse();
        let root = path.parent().map(Path::to_owned);
        match parsed {
            Ok(config) => Ok(self.desk(config, root, Some((id, &source)))),
            Err(problem) => {
                self.problems.push(problem);
                Ok(self.desk(ConfigFile::default(), root, None))
            }
        }
    }

    fn desk(&mut self, mut config: ConfigFile, root: Option<PathBuf>, file: Option<(FileId, &SourceFile)>) -> Place {
        let profile = self.profile(&mut config, root.as_deref(), file);
        let mut drafts = if config.built_in_rules { built_in_drafts(&mut self.sources) } else { Vec::new() };
        let text = ConfigText { file, profile: profile.as_ref().map(|(id, source)| (*id, &**source)) };
        let mut rule_folders = Vec::new();
        for (index, folder) in config.rule_folders.iter().enumerate() {
            let path = root.as_deref().unwrap_or(Path::new(".")).join(folder);
            match self.read_rules(&path) {
                Ok(read) => drafts.extend(read),
                Err(error) => {
                    let steps = ["rule-folders".into(), index.into()];
                    self.problems.push(text.problem(&steps, Part::Value, error));
                }
            }
            rule_folders.push(path);
        }
        self.extend_lexicons(&mut drafts, &config, root.as_deref(), text);
        let (baseline, profile) = (config.baseline.clone(), config.profile.clone());
        let config_path = root.as_ref().zip(file).map(|(_, (_, source))| PathBuf::from(source.name()));
        let rulebook = Rulebook::load(&drafts);
        self.problems.extend(rulebook.problems);
        let desk = Desk::new(Arc::new(rulebook.value), config, text, self.choice.clone());
        self.problems.extend(desk.problems);
        let mut desk = desk.value;
        desk.today = Some(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date());
        Place { desk, root, drafts, rule_folders, baseline, profile, config: config_path }
    }

    /// The desk's own policy profile, where the command line or the configuration names a file.
    fn profile(
        &mut self,
        config: &mut ConfigFile,
        root: Option<&Path>,
        file: Option<(FileId, &SourceFile)>,
    ) -> Option<(FileId, Arc<SourceFile>)> {
        let here = self.base.clone();
        let beside = match &self.args.profile {
            Some(chosen) => {
                config.profile = Some(chosen.clone());
                &here
            }
            None => root.unwrap_or(&here),
        };
        let path = beside.join(config.profile.as_deref().filter(|value| profile::is_file(value))?);
        match self.text(&path) {
            Ok(text) => {
                let id = self.sources.add(SourceFile::new(self.name(&path), text));
                Some((id, self.sources.get(id).cloned()?))
            }
            Err(error) => {
                let text = ConfigText { file, profile: None };
                self.problems.push(text.problem(&["profile".into()], Part::Value, error));
                config.profile = None;
                None
            }
        }
    }

    /// Puts the desk's own entries before those of the rules' word lists: the first one counts.
    fn extend_lexicons(
        &mut self,
        drafts: &mut [Draft],
        config: &ConfigFile,
        root: Option<&Path>,
        text: ConfigText<'_>,
    ) {
        for (list, path) in &config.lexicons {
            let steps = ["lexicons".into(), list.as_str().into()];
            let (rule, name) = list.rsplit_once('/').unwrap_or((list, ""));
            let draft = drafts.iter_mut().find(|draft| draft.id == rule);
            let own = draft.and_then(|draft| draft.folder.files.get_mut(name));
            let Some(own) = own else {
                let known =
                    drafts.iter().flat_map(|d| d.folder.files.keys().map(move |file| format!("{}/{file}", d.id)));
                let known: Vec<String> = known.collect();
                let problem = text.problem(&steps, Part::Key, format!("no rule has a word list `{list}`"));
                self.problems.push(match did_you_mean(list, known.iter().map(String::as_str)) {
                    Some(near) => problem.with_help(format!("did you mean `{near}`?")),
                    None => problem.with_help("`copydesk explain RULE` names the word lists of a rule"),
                });
                continue;
            };
            match self.text(&root.unwrap_or(Path::new(".")).join(path)) {
                Ok(more) => *own = Arc::from(format!("{more}\n{own}")),
                Err(error) => self.problems.push(text.problem(&steps, Part::Value, error)),
            }
        }
    }

    /// The text of a file that the configuration names.
    fn text(&self, path: &Path) -> Result<String, String> {
        let bytes = fs::read(path).map_err(|error| format!("{}: {error}", self.name(path)))?;
        String::from_utf8(bytes).map_err(|_| format!("{}: not UTF-8", self.name(path)))
    }

    /// The rules in a folder: every `GROUP/NAME/rule.toml`.
    pub fn read_rules(&mut self, folder: &Path) -> Result<Vec<Draft>, String> {
        let list = |folder: &Path| -> Result<Vec<PathBuf>, String> {
            let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", shown(folder)))?;
            let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
            paths.sort();
            Ok(paths)
        };
        let mut drafts = Vec::new();
        for group in list(folder)?.into_iter().filter(|path| path.is_dir()) {
            for rule in list(&group)?.into_iter().filter(|path| path.join("rule.toml").is_file()) {
                drafts.push(self.read_rule(&rule)?);
            }
        }
        Ok(drafts)
    }

    /// One rule folder, `…/GROUP/NAME`.
    pub fn read_rule(&mut self, folder: &Path) -> Result<Draft, String> {
        let read = |path: &Path| {
            let bytes = fs::read(path).map_err(|error| format!("{}: {error}", shown(path)))?;
            String::from_utf8(bytes).map_err(|_| format!("{}: not UTF-8", shown(path)))
        };
        let path = folder.join("rule.toml");
        let text: Arc<str> = Arc::from(read(&path)?);
        let file = self.sources.add(SourceFile::new(self.name(&path), &*text));
        let part = |path: Option<&Path>| {
            path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
        };
        let id = format!("{}/{}", part(folder.parent()), part(Some(folder)));
        let mut files = BTreeMap::new();
        let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", shown(folder)))?;
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.extension().is_some_and(|extension| extension == "txt") {
                files.insert(part(Some(&path)), Arc::from(read(&path)?));
            }
        }
        Ok(Draft { file, text, id, folder: Folder { files } })
    }

    /// A path as messages name it: beside the current folder where it is below it.
    fn name(&self, path: &Path) -> String {
        shown(path.strip_prefix(&self.base).unwrap_or(path))
    }

    /// Whether a file stands somewhere below a folder.
    pub fn is_below(&self, file: &Path, folder: &Path) -> bool {
        normal(&self.base.join(file)).starts_with(normal(&self.base.join(folder)))
    }

    /// A file's path beside the configuration of its desk, for globs.
    pub fn beside(&self, place: usize, path: &Path) -> String {
        let absolute = self.base.join(path);
        let root = self.places.get(place).and_then(|place| place.root.as_deref()).unwrap_or(&self.base);
        let path = normal(&absolute);
        shown(path.strip_prefix(normal(root)).unwrap_or(&path))
    }
}

/// A path without `.` and `..`, worked out without touching the disk.
fn normal(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}
