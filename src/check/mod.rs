//! Where something is wrong, and with which values.
//!
//! A [`Check`] looks at one annotated article and returns [`Finding`]s: places and values, no
//! words. A rule file chooses a check from [`CHECKS`], sets its [`Options`] and says how its
//! findings are worded ([`crate::rule`]). Checks know nothing of rules, severities or output.

pub mod calendar;
pub mod claim;
pub mod doubled;
pub mod engine;
pub mod figures;
pub mod headline;
pub mod pattern;
pub mod phrase;
mod registry;
pub mod repeated;
pub mod scope;
pub mod sources;

pub use registry::{CHECKS, CheckKind, CompileError, Compiled, OptionDoc, OptionError, Options, RuleFiles};

use crate::annotate::Annotated;
use crate::article::Place;
use crate::diagnostic::Safety;

/// One look at an article. Implementations are compiled once from a rule's options and shared
/// by all threads.
pub trait Check: Send + Sync {
    /// Appends what is wrong with the article. Must be linear in the length of the article.
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>);
}

/// What a check may hand to the rule file that words its findings: compared at load time with
/// the placeholders, labels and cases that the rule file uses, so that a misspelt one is an
/// error there and not a blank at run time.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary {
    /// Placeholders of messages, labels, notes and help.
    pub values: &'static [&'static str],
    /// Names of related places.
    pub labels: &'static [&'static str],
    /// Cases that may have a wording or severity of their own; the plain case is not named.
    pub cases: &'static [&'static str],
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// Which of the check's label names it goes by; the rule file has the words.
    pub label: &'static str,
}

/// A change that a check can offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Delete whole regions, with the blank lines that become superfluous.
    DeleteRegions(Place),
    /// Delete the text of a place and the white space before it.
    DeleteText(Place),
    /// Put other words in a place.
    Replace(Place, String),
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The place that is at fault.
    pub place: Place,
    /// Which of the check's cases it is; `None` is the plain one.
    pub case: Option<&'static str>,
    /// Values for the placeholders.
    pub values: Vec<(&'static str, String)>,
    /// The other places.
    pub related: Vec<Related>,
    /// Lines to show as they are: the arithmetic, the differing words.
    pub notes: Vec<String>,
    /// A change that would settle it.
    pub remedy: Option<(Remedy, Safety)>,
    /// Whether something (a hedge, a quotation, a second date) makes it less than certain: the
    /// diagnostic is a note then, whatever the rule's severity.
    pub unsure: bool,
}

impl Finding {
    /// A finding at a place, without anything else.
    pub fn at(place: Place) -> Self {
        Finding {
            place,
            case: None,
            values: Vec::new(),
            related: Vec::new(),
            notes: Vec::new(),
            remedy: None,
            unsure: false,
        }
    }

    /// The same as one of the check's cases.
    pub fn case(mut self, case: &'static str) -> Self {
        self.case = Some(case);
        self
    }

    /// The same with a value for a placeholder.
    pub fn value(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// The same with another place.
    pub fn related(mut self, place: Place, label: &'static str) -> Self {
        self.related.push(Related { place, label });
        self
    }

    /// The same with a line to show.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// The same with a change that would settle it.
    pub fn remedy(mut self, remedy: Remedy, safety: Safety) -> Self {
        self.remedy = Some((remedy, safety));
        self
    }
}
