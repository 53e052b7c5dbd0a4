//! One line a finding: `path:line:column: error[rule] message (also 3:14)`. Columns count
//! characters. Editors and problem matchers read it.

use std::io::{self, Write};

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
        let place = |span: Span| match sources.get(span.file).map(|file| file.location(span.start)) {
            Some(at) => format!("{}:{}", at.line, at.column),
            None => "1:1".to_owned(),
        };
        let name = visible(sources.name(diagnostic.span.file)).replace("::", ": :");
        let (severity, rule) = (diagnostic.severity, &diagnostic.rule);
        let shown = |text: &str| if self.defuse { defused(&visible(text)) } else { visible(text) };
        let message = shown(&diagnostic.message);
        write!(self.out, "{name}:{}: {severity}[{rule}] {message}", place(diagnostic.span))?;
        let mut others: Vec<String> = Vec::new();
        for label in &diagnostic.labels {
            let other = match label.span.file == diagnostic.span.file {
                true => place(label.span),
                false => format!("{}:{}", visible(sources.name(label.span.file)), place(label.span)),
            };
            if !others.contains(&other) {
                others.push(other);
            }
        }
        if !others.is_empty() {
            write!(self.out, " (also {})", others.join(", "))?;
        }
        writeln!(self.out)
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        writeln!(self.out, "{}", summary.line())?;
        self.out.flush()
    }
}
