//! reviewdog's formats, `rdjson` and `rdjsonl`. Columns count bytes.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::places::Places;
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
    places: Places,
}

const HEAD: &str = "{\"source\": {\"name\": \"copydesk\"}, \"diagnostics\": [\n";

impl Rdjson {
    /// One object.
    pub fn object(out: Box<dyn Write>, words: Words) -> Self {
        Rdjson { out, words, lines: false, started: false, places: Places::default() }
    }

    /// One object a line.
    pub fn lines(out: Box<dyn Write>, words: Words) -> Self {
        Rdjson { out, words, lines: true, started: false, places: Places::default() }
    }
}

fn range(span: Span, places: &mut Places, sources: &Sources) -> Value {
    let (start, end) = places.ends(span, sources);
    json!({ "start": { "line": start.line, "column": start.byte }, "end": { "line": end.line, "column": end.byte } })
}

fn location(span: Span, places: &mut Places, sources: &Sources) -> Value {
    json!({ "path": sources.name(span.file), "range": range(span, places, sources) })
}

impl Emitter for Rdjson {
    fn emit(&mut self, diagnostic: &Diagnostic, sources: &Sources) -> io::Result<()> {
        let Rdjson { words, places, .. } = self;
        let mut value = json!({
            "message": words.message(diagnostic),
            "location": location(diagnostic.span, places, sources),
            "severity": match diagnostic.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Note => "INFO",
            },
            "source": { "name": "copydesk" },
            "code": { "value": diagnostic.rule.as_str() },
        });
        if !diagnostic.labels.is_empty() {
            let related = diagnostic.labels.iter().map(
                |label| json!({ "message": words.label(label), "location": location(label.span, places, sources) }),
            );
            value["related_locations"] = related.collect();
        }
        if let Some(fix) = diagnostic.fix.as_ref().filter(|_| !words.is_redacted()) {
            let edits = fix.edits.iter();
            value["suggestions"] = edits
                .map(|edit| json!({ "range": range(edit.span, places, sources), "text": edit.replacement }))
                .collect();
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
