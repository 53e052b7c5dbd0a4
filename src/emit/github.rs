//! Annotations on a pull request: GitHub's workflow commands, and the Markdown of a job summary.
//!
//! GitHub shows ten annotations of each level a step; what goes beyond is counted in a last one.

use std::io::{self, Write};

use super::places;
use super::safe::visible;
use super::words::Words;
use super::{Emitter, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// GitHub's limit, for each level and step.
const SHOWN: usize = 10;

/// Writes workflow commands, errors first.
pub struct Github {
    out: Box<dyn Write>,
    words: Words,
    /// Commands by level: errors, warnings, notices.
    commands: [Vec<String>; 3],
    left_out: usize,
}

impl Github {
    /// Writes to `out`.
    pub fn new(out: Box<dyn Write>, words: Words) -> Self {
        Github { out, words, commands: Default::default(), left_out: 0 }
    }
}

fn level(severity: Severity) -> (usize, &'static str) {
    match severity {
        Severity::Error => (0, "error"),
        Severity::Warning => (1, "warning"),
        Severity::Note => (2, "notice"),
    }
}

/// A text as a workflow command carries it; the log shows it again.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

impl Emitter for Github {
    fn emit(&mut self, diagnostic: &Diagnostic, sources: &Sources) -> io::Result<()> {
        let (index, name) = level(diagnostic.severity);
        if self.commands[index].len() == SHOWN {
            self.left_out += 1;
            return Ok(());
        }
        let (start, end) = places::ends(diagnostic.span, sources);
        let path = property(sources.name(diagnostic.span.file));
        let mut command = format!("::{name} file={path},line={},endLine={}", start.line, end.line);
        // Columns mean something on one line only.
        if start.line == end.line {
            command.push_str(&format!(",col={},endColumn={}", start.column, end.column));
        }
        let mut message = visible(self.words.message(diagnostic));
        for label in &diagnostic.labels {
            let at = places::at(label.span.file, label.span.start, sources);
            let file = match label.span.file == diagnostic.span.file {
                true => String::new(),
                false => format!("{}, ", visible(sources.name(label.span.file))),
            };
            message.push_str(&format!("\n{file}line {}: {}", at.line, visible(self.words.label(label))));
        }
        for note in self.words.notes(diagnostic).iter().map(String::as_str).chain(self.words.help(diagnostic)) {
            message.push_str(&format!("\n{}", visible(note)));
        }
        command.push_str(&format!(",title={}::{}", property(diagnostic.rule.as_str()), escaped(&message)));
        self.commands[index].push(command);
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        // What is left out is told by a notice, which must be one of the ten itself.
        if self.left_out > 0 && self.commands[2].len() == SHOWN {
            self.commands[2].pop();
            self.left_out += 1;
        }
        for command in self.commands.iter().flatten() {
            writeln!(self.out, "{command}")?;
        }
        if self.left_out > 0 {
            writeln!(self.out, "::notice title=copydesk::{} more findings are not shown here", self.left_out)?;
        }
        // The summary is no command, whatever it says.
        writeln!(self.out, "copydesk: {}", summary.line())?;
        self.out.flush()
    }
}

/// GitHub takes a mebibyte for a step's summary, and refuses more.
const SUMMARY_BYTES: usize = 900_000;

/// Writes a job summary: a table in Markdown.
pub struct JobSummary {
    out: Box<dyn Write>,
    words: Words,
    written: usize,
    left_out: usize,
}

impl JobSummary {
    /// Writes to `out`.
    pub fn new(out: Box<dyn Write>, words: Words) -> Self {
        JobSummary { out, words, written: 0, left_out: 0 }
    }
}

/// Text in a cell of a Markdown table.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '|' | '`' | '*' | '_' | '[' | ']' | '#' | '\\' | '~' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}

impl Emitter for JobSummary {
    fn emit(&mut self, diagnostic: &Diagnostic, sources: &Sources) -> io::Result<()> {
        let start = places::at(diagnostic.span.file, diagnostic.span.start, sources);
        let mut row = String::new();
        if self.written == 0 {
            row.push_str("| place | | rule | finding |\n|---|---|---|---|\n");
        }
        let place = cell(&format!("{}:{}", sources.name(diagnostic.span.file), start.line));
        let message = cell(self.words.message(diagnostic));
        row.push_str(&format!(
            "| {place} | {} | {} | {message} |\n",
            diagnostic.severity,
            cell(diagnostic.rule.as_str())
        ));
        if self.written + row.len() > SUMMARY_BYTES {
            self.left_out += 1;
            return Ok(());
        }
        self.written += row.len();
        self.out.write_all(row.as_bytes())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        if self.left_out > 0 {
            writeln!(self.out, "\n{} more findings are not shown here.", self.left_out)?;
        }
        writeln!(self.out, "\n**copydesk**: {}", cell(&summary.line()))?;
        self.out.flush()
    }
}
