//! What copydesk has to say: a diagnostic with its places, its sum and its remedy.
//!
//! This is the project's own type. [`crate::emit`] alone knows how it looks in a terminal or in
//! a machine format; [`crate::lint`] alone makes it out of what a check found and what a rule
//! file says.

use std::fmt;
use std::sync::Arc;

use crate::source::Span;

/// The stable id of a rule, `group/name`; configuration and suppressions name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub Arc<str>);

impl RuleId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the slash.
    pub fn group(&self) -> &str {
        self.0.split('/').next().unwrap_or("")
    }
}

impl From<&str> for RuleId {
    fn from(id: &str) -> Self {
        RuleId(Arc::from(id))
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How sure a diagnostic is, and what it asks for. Ordered from the weakest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; never stops a build by default.
    Note,
    /// Very probably a fault.
    Warning,
    /// As good as certain: it can be checked with pencil and paper.
    Error,
}

impl Severity {
    /// Every severity, weakest first.
    pub const ALL: [Severity; 3] = [Severity::Note, Severity::Warning, Severity::Error];

    /// The word that configuration, output and command line use.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Another place that has to do with the matter, and what it has to do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// One line, lower-case start, no final stop; may be empty.
    pub message: String,
}

/// One edit of a fix: the bytes of `span` become `replacement`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace; empty to insert.
    pub span: Span,
    /// What stands there afterwards; empty to delete.
    pub replacement: String,
}

/// Whether a fix may be applied without a person looking at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// Cannot change what the story says; `--fix` applies it.
    Safe,
    /// Takes copy away; only `--unsafe-fixes` applies it.
    Unsafe,
}

/// A change that would settle the matter. Figures and names never have one: facts are the
/// reporter's to settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative: "delete the second copy".
    pub title: String,
    /// The edits, in order of their spans, without overlaps.
    pub edits: Vec<Edit>,
    /// Whether it may be applied unseen.
    pub safety: Safety,
}

/// One report about one fault, with every place involved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that speaks.
    pub rule: RuleId,
    /// The severity, after configuration.
    pub severity: Severity,
    /// What is wrong, in one line: lower-case start, no final stop.
    pub message: String,
    /// The place that is at fault.
    pub span: Span,
    /// What the primary place is, shown beside it; may be empty.
    pub label: String,
    /// The other places.
    pub labels: Vec<Label>,
    /// The arithmetic, the differing words, the policy: one line each.
    pub notes: Vec<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// A change that would do it, where one can be offered.
    pub fix: Option<Fix>,
    /// The words that the report rests on, normalised (case, quotes, dashes, space), for
    /// fingerprints that outlive moved lines. Never shown.
    pub evidence: String,
    /// A hash of the story's folded headline, for fingerprints that outlive a renamed file; 0
    /// where there is no story. Never shown.
    pub story: u64,
}

impl Diagnostic {
    /// A bare diagnostic, for trouble with files and settings; rules go through
    /// [`crate::lint`].
    pub fn new(rule: &str, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            rule: rule.into(),
            severity,
            message: message.into(),
            span,
            label: String::new(),
            labels: Vec::new(),
            notes: Vec::new(),
            help: None,
            fix: None,
            evidence: String::new(),
            story: 0,
        }
    }

    /// The same with a text beside its place.
    pub fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same with advice.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with one more note.
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// The key that output is sorted by: place first, then rule.
    pub fn sort_key(&self) -> (Span, &RuleId, &str) {
        (self.span, &self.rule, &self.message)
    }
}

/// A value that reading gave, and what was wrong on the way. Reading never fails as a whole.
#[derive(Debug)]
pub struct Parsed<T> {
    /// What could be read.
    pub value: T,
    /// What could not.
    pub problems: Vec<Diagnostic>,
}
