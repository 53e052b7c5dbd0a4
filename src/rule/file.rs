//! The form of a `rule.toml`: what may stand in it, as serde reads it. What it means, and whether
//! it makes sense, is left to [`super::load`].

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Severity;

/// A severity by its name in rule files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SeverityName {
    /// Worth a look.
    Note,
    /// Very probably a fault.
    Warning,
    /// As good as certain.
    Error,
}

impl From<SeverityName> for Severity {
    fn from(name: SeverityName) -> Self {
        match name {
            SeverityName::Note => Severity::Note,
            SeverityName::Warning => Severity::Warning,
            SeverityName::Error => Severity::Error,
        }
    }
}

/// A whole `rule.toml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RuleFile {
    /// `group/name`, equal to the folder's path; stable, because configuration and suppressions
    /// name it.
    pub id: String,
    /// The fault, in a few words, for lists.
    pub title: String,
    /// How sure the rule is.
    pub severity: SeverityName,
    /// `false` for a rule that a desk must switch on.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// What is wrong, in one line with placeholders: lower-case start, no final stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Why it matters, for `copydesk explain`.
    pub why: String,
    /// Where the requirement, threshold or list comes from: policies, studies, measurements.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Words for the places of a finding: `primary`, and the names that the check declares.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// Wording and severity of the check's special cases.
    #[serde(default)]
    pub cases: BTreeMap<String, CaseFile>,
    /// What the fix does, in the imperative, for checks that offer one.
    pub fix: Option<String>,
    /// Exactly one check, with its options.
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub check: BTreeMap<String, toml::Table>,
    /// Examples that the rule must report.
    #[serde(default)]
    pub flagged: Vec<FlaggedFile>,
    /// Examples on which it must stay silent.
    #[serde(default)]
    pub accepted: Vec<AcceptedFile>,
}

fn yes() -> bool {
    true
}

/// What a case words otherwise than the rule.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CaseFile {
    /// Instead of the rule's message.
    pub message: Option<String>,
    /// Instead of the rule's help.
    pub help: Option<String>,
    /// Instead of the rule's severity.
    pub severity: Option<SeverityName>,
    /// Instead of the rule's labels, one by one.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// Instead of the rule's fix title.
    pub fix: Option<String>,
}

/// How an example's text is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ExampleFormat {
    /// Body paragraphs, with blank lines between them.
    #[default]
    Plain,
    /// A whole Markdown file.
    Markdown,
}

/// An example that the rule must report. A line of carets under a line marks the primary place.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FlaggedFile {
    /// The copy, with caret lines.
    pub text: String,
    /// The headline above it; a line of carets under it marks what must be reported there.
    pub headline: Option<String>,
    /// How the text is read.
    #[serde(default)]
    pub format: ExampleFormat,
    /// Options of the check that are set otherwise for this example.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub options: toml::Table,
    /// The copy after the fix was applied.
    pub fixed: Option<String>,
}

/// An example on which the rule must stay silent.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AcceptedFile {
    /// The copy.
    pub text: String,
    /// Why it is fine.
    pub because: String,
    /// The headline above it.
    pub headline: Option<String>,
    /// How the text is read.
    #[serde(default)]
    pub format: ExampleFormat,
    /// Options of the check that are set otherwise for this example.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub options: toml::Table,
}

/// The part of a rule file before its first example. Examples come last by convention, and
/// linting needs none of them: leaving them unread keeps start-up short. Where an example stands
/// earlier, the whole file is read.
pub fn head(text: &str) -> &str {
    let mut at = 0;
    let mut in_examples = None;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_end();
        if trimmed == "[[flagged]]" || trimmed == "[[accepted]]" {
            in_examples.get_or_insert(at);
        } else if in_examples.is_some() && trimmed.starts_with('[') && trimmed.ends_with(']') {
            return text;
        }
        at += line.len();
    }
    &text[..in_examples.unwrap_or(text.len())]
}
