//! How diagnostics look: drawn for people, or written for machines. Nothing else in the program
//! knows; nothing here knows of articles, checks or rules.

mod concise;
mod full;
mod github;
mod gitlab;
mod json;
mod places;
mod rdjson;
mod safe;
mod sarif;
mod words;
mod xml;

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
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// GitHub's workflow commands.
    Github,
    /// GitLab's Code Quality report.
    Gitlab,
    /// A JUnit report.
    Junit,
    /// A Checkstyle report.
    Checkstyle,
    /// reviewdog's format.
    Rdjson,
    /// reviewdog's format, one object a line.
    Rdjsonl,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 11] = [
        Format::Full,
        Format::Concise,
        Format::Json,
        Format::JsonLines,
        Format::Sarif,
        Format::Github,
        Format::Gitlab,
        Format::Junit,
        Format::Checkstyle,
        Format::Rdjson,
        Format::Rdjsonl,
    ];

    /// Its name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Full => "full",
            Format::Concise => "concise",
            Format::Json => "json",
            Format::JsonLines => "json-lines",
            Format::Sarif => "sarif",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
            Format::Junit => "junit",
            Format::Checkstyle => "checkstyle",
            Format::Rdjson => "rdjson",
            Format::Rdjsonl => "rdjsonl",
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
    /// Whether copy that looks like a workflow command is broken up: a CI runner may read the output.
    pub defuse: bool,
    /// Where the page of a rule is, with `{id}` for its id; `None` for a terminal that shows no links.
    pub link: Option<&'static str>,
    /// What is known of the rules, for formats that describe them.
    pub rules: Vec<RuleInfo>,
}

/// What a report may say of a rule.
#[derive(Clone, Debug)]
pub struct RuleInfo {
    /// Its id.
    pub id: String,
    /// The fault in a few words.
    pub title: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Why it matters.
    pub why: String,
    /// Its own severity.
    pub severity: Severity,
}

impl Default for Style {
    fn default() -> Self {
        Style { colour: false, width: 80, redact: false, defuse: false, link: None, rules: Vec::new() }
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
    /// A file was linted; its findings follow, if it has any.
    fn file(&mut self, _name: &str) {}

    /// Writes one finding.
    fn emit(&mut self, diagnostic: &Diagnostic, sources: &Sources) -> io::Result<()>;

    /// Writes what comes last, and flushes.
    fn finish(&mut self, summary: &Summary) -> io::Result<()>;
}

/// The emitter of a format.
pub fn emitter(format: Format, out: Box<dyn Write>, style: Style) -> Box<dyn Emitter> {
    let words = words::Words::new(style.redact, &style.rules);
    match format {
        Format::Full => Box::new(full::Full::new(out, style)),
        Format::Concise => Box::new(concise::Concise::new(out, style.defuse)),
        Format::Json => Box::new(json::Json::new(out, words)),
        Format::JsonLines => Box::new(json::JsonLines::new(out, words)),
        Format::Sarif => Box::new(sarif::Sarif::new(out, words, style.rules)),
        Format::Github => Box::new(github::Github::new(out, words)),
        Format::Gitlab => Box::new(gitlab::Gitlab::new(out, words)),
        Format::Junit => Box::new(xml::Junit::new(out, words)),
        Format::Checkstyle => Box::new(xml::Checkstyle::new(out, words)),
        Format::Rdjson => Box::new(rdjson::Rdjson::object(out, words)),
        Format::Rdjsonl => Box::new(rdjson::Rdjson::lines(out, words)),
    }
}

/// A job summary in Markdown, for GitHub.
pub fn job_summary(out: Box<dyn Write>, style: &Style) -> Box<dyn Emitter> {
    Box::new(github::JobSummary::new(out, words::Words::new(style.redact, &style.rules)))
}
