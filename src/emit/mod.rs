//! How diagnostics look: drawn for people, or written for machines. Nothing else in the program
//! knows; nothing here knows of articles, checks or rules.

mod concise;
mod full;
mod json;
mod safe;

use std::io::{self, Write};
use std::time::Duration;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

pub use full::draw;

/// A way to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Drawn in the copy, for people.
    Full,
    /// One line a finding, for people and editors.
    Concise,
    /// One JSON object; see `docs/json.md`.
    Json,
    /// One JSON object a finding, a line each.
    JsonLines,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 4] = [Format::Full, Format::Concise, Format::Json, Format::JsonLines];

    /// Its name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Full => "full",
            Format::Concise => "concise",
            Format::Json => "json",
            Format::JsonLines => "json-lines",
        }
    }
}

/// How a report is to look.
#[derive(Clone, Debug)]
pub struct Style {
    /// Whether it may have colour.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether the copy's words are kept out of machine formats.
    pub redact: bool,
}

impl Default for Style {
    fn default() -> Self {
        Style { colour: false, width: 80, redact: false }
    }
}

/// What a run comes to.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Files that were linted.
    pub files: usize,
    /// Stories in them.
    pub articles: usize,
    /// Findings of each severity.
    pub errors: usize,
    /// Findings of each severity.
    pub warnings: usize,
    /// Findings of each severity.
    pub notes: usize,
    /// Findings that the baseline lists, and that are not reported.
    pub baselined: usize,
    /// Fixes that were applied, or would be.
    pub fixed: usize,
    /// How long it took.
    pub elapsed: Duration,
}

impl Summary {
    /// Counts a finding.
    pub fn count(&mut self, diagnostic: &Diagnostic) {
        match diagnostic.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => self.notes += 1,
        }
    }

    /// The run in a line: `2 errors, 1 note in 10 files (12 ms)`.
    pub fn line(&self) -> String {
        let counted = |count: usize, noun: &str| match count {
            1 => format!("1 {noun}"),
            count => format!("{count} {noun}s"),
        };
        let found: Vec<String> = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| counted(count, noun))
            .collect();
        let found = if found.is_empty() { "nothing to report".to_owned() } else { found.join(", ") };
        let mut line = format!("{found} in {}", counted(self.files, "file"));
        if self.baselined > 0 {
            line.push_str(&format!(", {} more in the baseline", self.baselined));
        }
        if self.fixed > 0 {
            line.push_str(&format!(", {}", counted(self.fixed, "fix").replace("fixs", "fixes")));
        }
        let millis = self.elapsed.as_secs_f64() * 1000.0;
        match millis {
            m if m < 10.0 => line.push_str(&format!(" ({m:.1} ms)")),
            m if m < 1000.0 => line.push_str(&format!(" ({m:.0} ms)")),
            m => line.push_str(&format!(" ({:.1} s)", m / 1000.0)),
        }
        line
    }
}

/// Writes a report, finding by finding, in the order of files and places. A file's text may be
/// forgotten once its findings were emitted.
pub trait Emitter {
    /// Writes one finding.
    fn emit(&mut self, diagnostic: &Diagnostic, sources: &Sources) -> io::Result<()>;

    /// Writes what comes last, and flushes.
    fn finish(&mut self, summary: &Summary) -> io::Result<()>;
}

/// The emitter of a format.
pub fn emitter(format: Format, out: Box<dyn Write>, style: Style) -> Box<dyn Emitter> {
    match format {
        Format::Full => Box::new(full::Full::new(out, style)),
        Format::Concise => Box::new(concise::Concise::new(out)),
        Format::Json => Box::new(json::Json::new(out, style.redact)),
        Format::JsonLines => Box::new(json::JsonLines::new(out, style.redact)),
    }
}
