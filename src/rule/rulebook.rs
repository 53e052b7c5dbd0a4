//! The rules of a run, and those that ship with the program.

use std::sync::Arc;

use super::load::{Draft, Folder, load};
use super::{Rule, did_you_mean};
use crate::diagnostic::{Diagnostic, Parsed, Severity};
use crate::source::{SourceFile, Sources, Span};

/// The files under `rules/`, as they were when the program was built.
pub struct Builtin {
    files: &'static [(&'static str, &'static str)],
}

/// What ships with the program.
pub const BUILT_IN: Builtin = Builtin { files: include!(concat!(env!("OUT_DIR"), "/rules.rs")) };

impl Builtin {
    /// Every file: its path below `rules/` with forward slashes, and its text.
    pub fn files(&self) -> &'static [(&'static str, &'static str)] {
        self.files
    }

    /// A lexicon that layers and rules share, by its file name.
    pub fn lexicon(&self, name: &str) -> Option<&'static str> {
        self.files.iter().find(|(path, _)| path.strip_prefix("lexicons/") == Some(name)).map(|(_, text)| *text)
    }
}

/// The built-in rule folders, put among the sources.
pub fn built_in_drafts(sources: &mut Sources) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (path, text) in BUILT_IN.files {
        let Some(id) = path.strip_suffix("/rule.toml") else { continue };
        let file = sources.add(SourceFile::new(format!("<built-in>/{path}"), *text));
        drafts.push(Draft { file, text: Arc::from(*text), id: id.to_owned(), folder: folder_of(id) });
    }
    drafts
}

fn folder_of(id: &str) -> Folder {
    let beside = |path: &'static str| path.strip_prefix(id)?.strip_prefix('/').filter(|name| *name != "rule.toml");
    let files = BUILT_IN.files.iter().filter_map(|(path, text)| Some((beside(path)?.to_owned(), Arc::from(*text))));
    Folder { files: files.collect() }
}

/// The rules of a run, sorted by id.
#[derive(Debug, Default)]
pub struct Rulebook {
    rules: Vec<Rule>,
}

impl Rulebook {
    /// Loads rule folders. A broken one fails alone, with its own diagnostics; of two with one
    /// id the first stands.
    pub fn load(drafts: &[Draft]) -> Parsed<Rulebook> {
        let mut problems = Vec::new();
        let mut rules: Vec<Rule> = Vec::with_capacity(drafts.len());
        for draft in drafts {
            match load(draft) {
                Ok(rule) => rules.push(rule),
                Err(found) => problems.extend(found),
            }
        }
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        rules.dedup_by(|later, first| {
            if later.id != first.id {
                return false;
            }
            let span = Span::new(later.file, 0..0);
            let message = format!("there already is a rule `{}`", later.id);
            let help = "give it another id, or load your rules with `built-in-rules = false`";
            problems.push(Diagnostic::new("rule/broken", Severity::Error, span, message).with_help(help));
            true
        });
        Parsed { value: Rulebook { rules }, problems }
    }

    /// The built-in rules alone. They are tested to be whole, so problems there are none.
    pub fn built_in(sources: &mut Sources) -> Rulebook {
        Self::load(&built_in_drafts(sources)).value
    }

    /// Every rule, in the order of the ids.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The place of a rule among [`Self::rules`].
    pub fn index(&self, id: &str) -> Option<usize> {
        self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok()
    }

    /// The rule of an id.
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.index(id).map(|at| &self.rules[at])
    }

    /// The id that was probably meant.
    pub fn did_you_mean(&self, typed: &str) -> Option<&str> {
        did_you_mean(typed, self.rules.iter().map(|rule| rule.id.as_str()))
    }
}
