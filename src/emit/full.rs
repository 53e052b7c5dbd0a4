//! Findings drawn in the copy, by codespan-reporting. A news paragraph is one line of several
//! hundred characters: what is drawn is an excerpt around the marked words ([`excerpt`]), never the
//! whole line.

mod excerpt;
mod paint;

use std::io::{self, Write};

use codespan_reporting::diagnostic as codespan;
use codespan_reporting::term;

use super::safe::visible;
use super::{Emitter, Style, Summary};
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::source::Sources;
use excerpt::{Excerpt, Mark};
use paint::Paint;

/// A finding as text, with a blank line behind it.
pub fn draw(diagnostic: &Diagnostic, sources: &Sources, style: &Style) -> String {
    let mut marks = vec![Mark { span: diagnostic.span, message: visible(diagnostic.label.trim()), is_primary: true }];
    marks.extend(diagnostic.labels.iter().map(|label| Mark {
        span: label.span,
        message: visible(label.message.trim()),
        is_primary: false,
    }));
    let excerpt = Excerpt::new(&marks, sources, style.width);
    let severity = match diagnostic.severity {
        Severity::Error => codespan::Severity::Error,
        Severity::Warning => codespan::Severity::Warning,
        Severity::Note => codespan::Severity::Note,
    };
    let rule = visible(diagnostic.rule.as_str());
    let drawn = codespan::Diagnostic::new(severity)
        .with_code(&rule)
        .with_message(visible(&diagnostic.message))
        .with_labels(excerpt.labels())
        .with_notes(notes(diagnostic, style.width));
    let mut out = Vec::new();
    let mut paint = Paint::new(&mut out, style.colour);
    // Fails only where the excerpt is at odds with itself; the finding must be told all the same.
    if term::emit_to_write_style(&mut paint, &term::Config::default(), &excerpt, &drawn).is_err() {
        let name = visible(sources.name(diagnostic.span.file));
        let message = visible(&diagnostic.message);
        return format!("{}[{rule}]: {message}\n  {name}\n\n", diagnostic.severity);
    }
    let mut drawn = String::from_utf8_lossy(&out).into_owned();
    if let Some(link) = style.link {
        let url = link.replace("{id}", &rule);
        let linked = format!("[\u{1b}]8;;{url}\u{1b}\\{rule}\u{1b}]8;;\u{1b}\\]");
        drawn = drawn.replacen(&format!("[{rule}]"), &linked, 1);
    }
    if style.defuse { super::safe::defused(&drawn) } else { drawn }
}

/// What follows the excerpt: the sums, the advice, the fix.
fn notes(diagnostic: &Diagnostic, width: usize) -> Vec<String> {
    let mut notes: Vec<String> = diagnostic.notes.iter().map(|note| wrapped("", note, width)).collect();
    if let Some(help) = &diagnostic.help {
        notes.push(wrapped("help: ", help, width));
    }
    if let Some(fix) = &diagnostic.fix {
        let flags = match fix.safety {
            Safety::Safe => "--fix",
            Safety::Unsafe => "--fix --unsafe-fixes",
        };
        let title = if fix.title.is_empty() { "can be applied" } else { &fix.title };
        notes.push(wrapped("fix: ", &format!("{title} ({flags})"), width));
    }
    notes
}

/// Columns that codespan puts before a note.
const NOTE_INDENT: usize = 8;

/// A note broken between words, with its lines below each other behind the prefix.
fn wrapped(prefix: &str, text: &str, width: usize) -> String {
    let room = width.saturating_sub(NOTE_INDENT + prefix.len()).max(20);
    let mut lines = vec![String::new()];
    for word in text.split_whitespace().map(visible) {
        let last = lines.len() - 1;
        if !lines[last].is_empty() && excerpt::columns(&lines[last]) + 1 + excerpt::columns(&word) > room {
            lines.push(word);
        } else {
            if !lines[last].is_empty() {
                lines[last].push(' ');
            }
            lines[last].push_str(&word);
        }
    }
    let indent = format!("\n{}", " ".repeat(prefix.len()));
    format!("{prefix}{}", lines.join(&indent))
}

/// Draws findings one after another, and ends with the run in a line.
pub struct Full {
    out: Box<dyn Write>,
    style: Style,
}

impl Full {
    /// Draws to `out`.
    pub fn new(out: Box<dyn Write>, style: Style) -> Self {
        Full { out, style }
    }
}

impl Emitter for Full {
    fn emit(&mut self, diagnostic: &Diagnostic, sources: &Sources) -> io::Result<()> {
        self.out.write_all(draw(diagnostic, sources, &self.style).as_bytes())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        let line = summary.line();
        match self.style.colour {
            true => writeln!(self.out, "\x1b[1m{line}\x1b[0m")?,
            false => writeln!(self.out, "{line}")?,
        }
        self.out.flush()
    }
}
