//! One line a finding: `path:line:column: error[rule] message (also 3:14)`. Columns count
//! characters. Editors and problem matchers read it.

use std::io::{self, Write};

use super::places;
use super::safe::{defused, visible};
use super::{Emitter, Summary};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

/// Writes the lines.
pub struct Concise {
    out: Box<dyn Write>,
    defuse: bool,
}

impl Concise {
    /// Writes to `out`.
    pub fn new(out: Box<dyn Write>, defuse: bool) -> Self {
        Concise { out, defuse }
    }
}

impl Emitter for Concise {
    fn emit(&mut self, diagnostic: &Diagnostic, sources: &Sources) -> io::Result<()> {
        let Concise { out, defuse } = self;
        let place = |span: Span| {
            let at = places::at(span.file, span.start, sources);
            format!("{}:{}", at.line, at.column)
        };
        let shown = |text: &str| if *defuse { defused(&visible(text)) } else { visible(text) };
        let name = shown(sources.name(diagnostic.span.file));
        let (severity, rule) = (diagnostic.severity, shown(diagnostic.rule.as_str()));
        let message = shown(&diagnostic.message);
        write!(out, "{name}:{}: {severity}[{rule}] {message}", place(diagnostic.span))?;
        let mut others: Vec<String> = Vec::new();
        for label in &diagnostic.labels {
            let other = match label.span.file == diagnostic.span.file {
                true => place(label.span),
                false => format!("{}:{}", shown(sources.name(label.span.file)), place(label.span)),
            };
            if !others.contains(&other) {
                others.push(other);
            }
        }
        if !others.is_empty() {
            write!(out, " (also {})", others.join(", "))?;
        }
        writeln!(out)
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        writeln!(self.out, "{}", summary.line())?;
        self.out.flush()
    }
}
