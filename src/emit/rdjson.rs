//! reviewdog's formats, `rdjson` and `rdjsonl`. Columns count bytes.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::places;
use super::words::Words;
use super::{Emitter, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// Writes one object (`rdjson`), or one a line (`rdjsonl`).
pub struct Rdjson {
    out: Box<dyn Write>,
    words: Words,
    lines: bool,
    started: bool,
}

const HEAD: &str = "{\"source\": {\"name\": \"copydesk\"}, \"diagnostics\": [\n";

impl Rdjson {
    /// One object.
    pub fn object(out: Box<dyn Write>, words: Words) -> Self {
        Rdjson { out, words, lines: false, started: false }
    }

    /// One object a line.
    pub fn lines(out: Box<dyn Write>, words: Words) -> Self {
        Rdjson { out, words, lines: true, started: false }
    }
}

fn range(span: Span, sources: &Sources) -> Value {
    let (start, end) = places::ends(span, sources);
    json!({ "start": { "line": start.line, "column": start.byte }, "end": { "line": end.line, "column": end.byte } })
}

fn location(span: Span, sources: &Sources) -> Value {
    json!({ "path": sources.name(span.file), "range": range(span, sources) })
}

impl Emitter for Rdjson {
    fn emit(&mut self, diagnostic: &Diagnostic, sources: &Sources) -> io::Result<()> {
        let words = &self.words;
        let mut value = json!({
            "message": words.message(diagnostic),
            "location": location(diagnostic.span, sources),
            "severity": match diagnostic.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Note => "INFO",
            },
            "source": { "name": "copydesk" },
            "code": { "value": diagnostic.rule.as_str() },
        });
        if !diagnostic.labels.is_empty() {
            let related = diagnostic
                .labels
                .iter()
                .map(|label| json!({ "message": words.label(label), "location": location(label.span, sources) }));
            value["related_locations"] = related.collect();
        }
        if let Some(fix) = diagnostic.fix.as_ref().filter(|_| !words.is_redacted()) {
            let edits = fix.edits.iter();
            value["suggestions"] =
                edits.map(|edit| json!({ "range": range(edit.span, sources), "text": edit.replacement })).collect();
        }
        let separator = match (self.lines, self.started) {
            (true, _) => "",
            (false, true) => ",\n",
            (false, false) => HEAD,
        };
        self.started = true;
        write!(self.out, "{separator}{value}{}", if self.lines { "\n" } else { "" })
    }

    fn finish(&mut self, _: &Summary) -> io::Result<()> {
        if !self.lines {
            writeln!(self.out, "{}\n]}}", if self.started { "" } else { HEAD.trim_end() })?;
        }
        self.out.flush()
    }
}
