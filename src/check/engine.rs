//! Checks that have nothing to look for: they let rule files word and grade what the readers and
//! the suppressions find, so that `file/encoding` or `stet/unused` can be explained, configured
//! and tested like any other rule. The finding itself is left to [`crate::format`] and
//! [`crate::suppress`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Compiled, OptionError, Options, RuleFiles, Vocabulary};

/// Which trouble of a reader a rule words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReaderProblem {
    /// Bytes that are not UTF-8.
    #[default]
    Encoding,
    /// Not a text at all.
    Binary,
    /// Front matter that is not closed or does not parse.
    FrontMatter,
    /// Nothing to lint.
    Empty,
}

impl ReaderProblem {
    /// The name, as in [`crate::format::ProblemKind::as_str`].
    pub fn as_str(self) -> &'static str {
        match self {
            ReaderProblem::Encoding => "encoding",
            ReaderProblem::Binary => "binary",
            ReaderProblem::FrontMatter => "front-matter",
            ReaderProblem::Empty => "empty",
        }
    }
}

/// `[check.reader]`: trouble with reading a file.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ReaderOptions {
    /// Which trouble the rule words.
    pub problem: ReaderProblem,
}

impl Options for ReaderOptions {
    const NAME: &'static str = "reader";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["detail"], labels: &[], cases: &[] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Reader(self.problem))
    }
}

/// Which fault of a suppression a rule words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StetFault {
    /// It suppresses nothing.
    #[default]
    Unused,
    /// It gives no reason.
    NoReason,
    /// No rule goes by its name.
    UnknownRule,
    /// Its last day has passed.
    Expired,
}

/// `[check.stet]`: trouble with a suppression.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct StetOptions {
    /// Which fault the rule words.
    pub fault: StetFault,
}

impl Options for StetOptions {
    const NAME: &'static str = "stet";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["rule", "suggestion", "expires"], labels: &[], cases: &["exception", "suggested"] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Stet(self.fault))
    }
}
