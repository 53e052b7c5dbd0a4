//! What a newsroom decides: which rules are on and how loud, for which files, with which options,
//! and what may stand. [`mod@file`] is the form of `copydesk.toml`, [`Desk`] what it means for a
//! rulebook. Finding the file on disk is left to the command line.

mod changes;
mod desk;
pub mod file;
mod glob;
pub mod profile;
mod schema;

pub use desk::{Active, Choice, Desk, Exception, Roster, Setting};
pub use file::{ConfigFile, FailOn, Level};
pub use glob::{RuleGlob, path_globs};
pub use schema::{config_schema, rule_schema};

use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::locate::{Part, Step, locate};
use crate::source::{FileId, SourceFile, Span};

/// What diagnostics about the configuration are filed under.
pub const BROKEN: &str = "config/broken";

/// The text of a `copydesk.toml`, with its place among the sources; or the defaults.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConfigText<'t> {
    /// The file; `None` where there is none, and the defaults hold.
    pub file: Option<(FileId, &'t SourceFile)>,
    /// The policy profile of the desk's own that it names.
    pub profile: Option<(FileId, &'t SourceFile)>,
}

impl ConfigText<'_> {
    /// Parses the file. Unknown keys and wrong types are diagnostics with their place.
    pub fn parse(&self) -> Result<ConfigFile, Diagnostic> {
        let Some((id, source)) = self.file else { return Ok(ConfigFile::default()) };
        toml::from_str(source.text()).map_err(|error| {
            let place = error.span().unwrap_or(0..0);
            let span = Span::new(id, place.start as u32..place.end as u32);
            let message = crate::rule::one_line(error.message());
            let mut diagnostic = Diagnostic::new(BROKEN, Severity::Error, span, message);
            diagnostic.help = crate::rule::unknown_field_help(error.message());
            diagnostic
        })
    }

    /// The place of a key or value in the file.
    pub fn span(&self, path: &[Step<'_>], part: Part) -> Span {
        match self.file {
            Some((id, source)) => Span::new(id, locate(source.text(), path, part)),
            None => Span::new(FileId(u32::MAX), 0..0),
        }
    }

    /// A diagnostic about a key or value in the file.
    pub fn problem(&self, path: &[Step<'_>], part: Part, message: impl Into<String>) -> Diagnostic {
        self.problem_at(self.span(path, part), message)
    }

    /// A diagnostic about a place in the file or in what it names.
    pub fn problem_at(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(BROKEN, Severity::Error, span, message)
    }
}
