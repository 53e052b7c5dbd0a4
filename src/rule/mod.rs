//! Rules: data that choose a check, set its options, word its findings and prove it by examples.
//!
//! A rule is a folder with a `rule.toml` and its lexicons; a newsroom's own rules have exactly
//! the form of the built-in ones and go through the same loader. [`Rule`] is what a rule file
//! means, [`Rulebook`] the rules of a run. Reading folders from disk is left to the command line,
//! running the examples to [`crate::examples`].

pub mod example;
pub mod file;
mod load;
pub mod locate;
pub mod message;
mod rulebook;

pub use load::{Draft, Folder, OptionFault, compile, load, one_line, unknown_field_help};
pub use rulebook::{BUILT_IN, Builtin, Rulebook, built_in_drafts};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::{CheckKind, Compiled};
use crate::diagnostic::{RuleId, Severity};
use crate::source::FileId;
use message::Message;

/// How a finding is worded; the rule's own wording, or that of one of its cases.
#[derive(Clone, Debug)]
pub struct Wording {
    /// What is wrong.
    pub message: Message,
    /// What to do about it.
    pub help: Option<Message>,
    /// How sure it is.
    pub severity: Severity,
    /// What the fix does.
    pub fix: Option<Message>,
    /// Words for the places, by the check's names for them; `primary` for the primary one.
    pub labels: BTreeMap<String, Message>,
}

/// A rule as it was loaded: its check compiled, its wording parsed.
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// The fault in a few words.
    pub title: String,
    /// Whether it is on unless the configuration says otherwise.
    pub enabled: bool,
    /// The wording of a plain finding; its severity is the rule's.
    pub wording: Wording,
    /// The wording of the check's cases, by name.
    pub cases: BTreeMap<String, Wording>,
    /// Why it matters.
    pub why: String,
    /// Where its requirement or threshold comes from.
    pub sources: Vec<String>,
    /// The check it chose.
    pub kind: &'static CheckKind,
    /// Its options as written, without the defaults.
    pub options: toml::Table,
    /// The check, ready to run.
    pub check: Arc<Compiled>,
    /// The rule file, among the sources of the run.
    pub file: FileId,
    /// The files of its folder.
    pub folder: Arc<load::Folder>,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rule").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Rule {
    /// The wording of a case; the rule's own where the case has none.
    pub fn wording(&self, case: Option<&str>) -> &Wording {
        case.and_then(|case| self.cases.get(case)).unwrap_or(&self.wording)
    }
}

/// The name among `names` that was probably meant by `typed`, if one is near enough.
pub fn did_you_mean<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let typed = typed.to_lowercase();
    let short = |id: &str| id.rsplit('/').next().unwrap_or(id).to_owned();
    names
        .into_iter()
        .map(|name| {
            // `paragraph` for `duplicates/paragraph` is a likely slip too.
            let whole = strsim::damerau_levenshtein(&typed, name);
            let part = strsim::damerau_levenshtein(&short(&typed), &short(name)) + usize::from(name.contains('/'));
            (whole.min(part), name)
        })
        .filter(|(distance, name)| *distance <= 1 + name.len().min(typed.len()) / 4)
        .min()
        .map(|(_, name)| name)
}
