//! From the text of a `rule.toml` to a rule, or to diagnostics that point into it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::file::{CaseFile, RuleFile, head};
use super::locate::{Part, Step, locate};
use super::message::Message;
use super::{Rule, Wording, did_you_mean};
use crate::check::{CheckKind, CompileError, RuleFiles, Vocabulary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, Span};

/// A rule folder as it was found, not yet read.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The rule file, among the sources of the run.
    pub file: FileId,
    /// The text of `rule.toml`.
    pub text: Arc<str>,
    /// The id that the folder's path stands for: its last two parts.
    pub id: String,
    /// The other files of the folder.
    pub folder: Folder,
}

/// The files of a rule's folder, by name, and the lexicons that ship with the program.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Files beside `rule.toml`.
    pub files: BTreeMap<String, Arc<str>>,
}

impl RuleFiles for Folder {
    fn text(&self, name: &str) -> Option<&str> {
        match name.strip_prefix("shared/") {
            Some(shared) => super::BUILT_IN.lexicon(shared),
            None => self.files.get(name).map(AsRef::as_ref),
        }
    }

    fn names(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }
}

/// What the diagnostics about rule files are filed under.
const BROKEN: &str = "rule/broken";

struct Loader<'d> {
    draft: &'d Draft,
    problems: Vec<Diagnostic>,
}

/// Reads a rule. The examples are left unread; [`super::example::read`] reads them.
pub fn load(draft: &Draft) -> Result<Rule, Vec<Diagnostic>> {
    let mut loader = Loader { draft, problems: Vec::new() };
    let rule = loader.load();
    match rule {
        Some(rule) if loader.problems.is_empty() => Ok(rule),
        _ => Err(loader.problems),
    }
}

impl Loader<'_> {
    fn problem(&mut self, place: std::ops::Range<u32>, message: String, help: Option<String>) {
        let span = Span::new(self.draft.file, place);
        let mut diagnostic = Diagnostic::new(BROKEN, Severity::Error, span, message);
        diagnostic.help = help;
        self.problems.push(diagnostic);
    }

    fn at(&mut self, path: &[Step<'_>], part: Part, message: String, help: Option<String>) {
        let place = locate(&self.draft.text, path, part);
        self.problem(place, message, help);
    }

    fn load(&mut self) -> Option<Rule> {
        let text = self.draft.text.clone();
        let file: RuleFile = match toml::from_str(head(&text)).or_else(|_| toml::from_str(&text)) {
            Ok(file) => file,
            Err(error) => {
                let place = error.span().unwrap_or(0..0);
                let help = unknown_field_help(error.message());
                self.problem(place.start as u32..place.end as u32, one_line(error.message()), help);
                return None;
            }
        };
        if file.id != self.draft.id {
            let help = format!("the folder says `{}`; rename the one or the other", self.draft.id);
            self.at(&["id".into()], Part::Value, format!("the id is not the folder's: `{}`", file.id), Some(help));
        }
        let (kind, options, check) = self.check(&file)?;
        let vocabulary = kind.vocabulary;
        let wording = Wording {
            message: self.message(&["message".into()], &file.message, vocabulary),
            help: file.help.as_deref().map(|help| self.message(&["help".into()], help, vocabulary)),
            severity: file.severity.into(),
            fix: file.fix.as_deref().map(|fix| self.message(&["fix".into()], fix, vocabulary)),
            labels: self.labels(&["labels".into()], &file.labels, vocabulary, BTreeMap::new()),
        };
        self.voice(&["message".into()], &file.message);
        let cases = self.cases(&file.cases, vocabulary, &wording);
        Some(Rule {
            id: file.id.as_str().into(),
            title: file.title,
            enabled: file.enabled,
            wording,
            cases,
            why: file.why.trim().to_owned(),
            sources: file.sources,
            kind,
            options,
            check: Arc::new(check),
            file: self.draft.file,
            folder: Arc::new(self.draft.folder.clone()),
        })
    }

    fn check(&mut self, file: &RuleFile) -> Option<(&'static CheckKind, toml::Table, crate::check::Compiled)> {
        let mut tables = file.check.iter();
        let Some((name, options)) = tables.next() else {
            let help = format!("the checks are {}", CheckKind::names().collect::<Vec<_>>().join(", "));
            self.at(&["check".into()], Part::Key, "a rule chooses one check: `[check.NAME]`".into(), Some(help));
            return None;
        };
        if let Some((second, _)) = tables.next() {
            let message = format!("a rule has exactly one check, and `{name}` is already chosen");
            self.at(&["check".into(), second.as_str().into()], Part::Key, message, None);
            return None;
        }
        let path = ["check".into(), name.as_str().into()];
        let Some(kind) = CheckKind::find(name) else {
            let help = match did_you_mean(name, CheckKind::names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the checks are {}", CheckKind::names().collect::<Vec<_>>().join(", ")),
            };
            self.at(&path, Part::Key, format!("there is no check `{name}`"), Some(help));
            return None;
        };
        match compile(kind, &toml::Table::new(), options, &self.draft.folder) {
            Ok(check) => Some((kind, options.clone(), check)),
            Err(fault) => {
                let part = if fault.unknown { Part::Key } else { Part::Value };
                let mut path = path.to_vec();
                path.extend(fault.option.as_deref().map(Step::Key));
                self.at(&path, part, fault.message, fault.help);
                None
            }
        }
    }

    fn message(&mut self, path: &[Step<'_>], text: &str, vocabulary: Vocabulary) -> Message {
        let message = match Message::parse(text) {
            Ok(message) => message,
            Err(error) => {
                self.at(path, Part::Value, error, None);
                return Message::default();
            }
        };
        for name in message.placeholders() {
            if !vocabulary.values.contains(&name) {
                let help = match did_you_mean(name, vocabulary.values.iter().copied()) {
                    Some(near) => format!("did you mean `{{{near}}}`?"),
                    None => format!("the check gives {}", listed(vocabulary.values)),
                };
                self.at(path, Part::Value, format!("the check gives no value `{name}`"), Some(help));
            }
        }
        message
    }

    /// Messages start in lower case and have no final stop, so that all rules sound alike.
    fn voice(&mut self, path: &[Step<'_>], text: &str) {
        let mut letters = text.chars();
        let first = letters.next();
        let shout = first.is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
        if shout || text.ends_with('.') || text.contains('\n') || text.trim().is_empty() {
            let message = "a message is one line, starts in lower case and has no final stop".to_owned();
            self.at(path, Part::Value, message, None);
        }
    }

    fn labels(
        &mut self,
        path: &[Step<'_>],
        labels: &BTreeMap<String, String>,
        vocabulary: Vocabulary,
        mut out: BTreeMap<String, Message>,
    ) -> BTreeMap<String, Message> {
        for (name, text) in labels {
            let mut path = path.to_vec();
            path.push(name.as_str().into());
            if name != "primary" && !vocabulary.labels.contains(&name.as_str()) {
                let known = ["primary"].into_iter().chain(vocabulary.labels.iter().copied());
                let help = match did_you_mean(name, known.clone()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the check labels {}", listed(&known.collect::<Vec<_>>())),
                };
                self.at(&path, Part::Key, format!("the check has no label `{name}`"), Some(help));
            }
            let message = self.message(&path, text, vocabulary);
            out.insert(name.clone(), message);
        }
        out
    }

    fn cases(
        &mut self,
        cases: &BTreeMap<String, CaseFile>,
        vocabulary: Vocabulary,
        plain: &Wording,
    ) -> BTreeMap<String, Wording> {
        let mut out = BTreeMap::new();
        for (name, case) in cases {
            let step = |key: &'static str| [Step::Key("cases"), name.as_str().into(), key.into()];
            if !vocabulary.cases.contains(&name.as_str()) {
                let help = match did_you_mean(name, vocabulary.cases.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the check has {}", listed(vocabulary.cases)),
                };
                let path = ["cases".into(), name.as_str().into()];
                self.at(&path, Part::Key, format!("the check has no case `{name}`"), Some(help));
            }
            if let Some(message) = &case.message {
                self.voice(&step("message"), message);
            }
            let mut or = |key: &'static str, text: &Option<String>, plain: Option<&Message>| match text {
                Some(text) => Some(self.message(&step(key), text, vocabulary)),
                None => plain.cloned(),
            };
            let message = or("message", &case.message, Some(&plain.message)).unwrap_or_default();
            let help = or("help", &case.help, plain.help.as_ref());
            let fix = or("fix", &case.fix, plain.fix.as_ref());
            let labels = self.labels(&step("labels"), &case.labels, vocabulary, plain.labels.clone());
            let severity = case.severity.map_or(plain.severity, Into::into);
            out.insert(name.clone(), Wording { message, help, severity, fix, labels });
        }
        out
    }
}

/// Why options could not be compiled, and which option is at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionFault {
    /// The option; `None` where the whole table is at fault.
    pub option: Option<String>,
    /// Whether there is no such option.
    pub unknown: bool,
    /// One line.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// Makes a check from a rule's options with others laid over them. A fault is looked for first
/// in the latter, one by one.
pub fn compile(
    kind: &'static CheckKind,
    base: &toml::Table,
    over: &toml::Table,
    files: &Folder,
) -> Result<crate::check::Compiled, OptionFault> {
    let mut options = base.clone();
    options.extend(over.iter().map(|(key, value)| (key.clone(), value.clone())));
    kind.compile(options, files).map_err(|error| match error {
        CompileError::Value(error) => {
            OptionFault { option: Some(error.option.to_owned()), unknown: false, message: error.message, help: None }
        }
        CompileError::Type(whole) => {
            let known: Vec<String> = kind.options().into_iter().map(|option| option.name).collect();
            for (name, value) in over {
                if !known.contains(name) {
                    let help = match did_you_mean(name, known.iter().map(String::as_str)) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None if known.is_empty() => "the check has no options".to_owned(),
                        None => format!("its options are {}", known.join(", ")),
                    };
                    let message = format!("the check `{}` has no option `{name}`", kind.name);
                    return OptionFault { option: Some(name.clone()), unknown: true, message, help: Some(help) };
                }
                let alone: toml::Table = [(name.clone(), value.clone())].into_iter().collect();
                if let Err(CompileError::Type(message)) = kind.compile(alone, files) {
                    return OptionFault {
                        option: Some(name.clone()),
                        unknown: false,
                        message: one_line(&message),
                        help: None,
                    };
                }
            }
            OptionFault { option: None, unknown: false, message: one_line(&whole), help: None }
        }
    })
}

/// A parser's message without its line breaks.
pub fn one_line(message: &str) -> String {
    message.lines().map(str::trim).collect::<Vec<_>>().join(", ")
}

/// "did you mean" for serde's message about an unknown field, which lists the known ones.
pub fn unknown_field_help(message: &str) -> Option<String> {
    let rest = message.strip_prefix("unknown field `").or_else(|| message.strip_prefix("unknown variant `"))?;
    let (typed, rest) = rest.split_once('`')?;
    let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    did_you_mean(typed, known).map(|near| format!("did you mean `{near}`?"))
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
