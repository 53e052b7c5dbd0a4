//! JSON for programs: one object, or one a line. `docs/json.md` describes it; `version` changes when
//! a program that reads it would have to.

use std::io::{self, Write};

use serde::Serialize;

use super::places;
use super::words::Words;
use super::{Emitter, Summary};
use crate::diagnostic::{Diagnostic, Safety};
use crate::fingerprint::Fingerprints;
use crate::source::{FileId, Location, Sources, Span};

/// The version of the format.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct WireSpan {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct WirePlace {
    line: u32,
    column: u32,
    utf16: u32,
    byte: u32,
}

#[derive(Serialize)]
struct WireLabel<'d> {
    path: &'d str,
    span: WireSpan,
    start: WirePlace,
    end: WirePlace,
    message: &'d str,
}

#[derive(Serialize)]
struct WireEdit<'d> {
    span: WireSpan,
    replacement: &'d str,
}

#[derive(Serialize)]
struct WireFix<'d> {
    title: &'d str,
    safety: &'static str,
    edits: Vec<WireEdit<'d>>,
}

#[derive(Serialize)]
struct WireDiagnostic<'d> {
    rule: &'d str,
    severity: &'static str,
    message: &'d str,
    path: &'d str,
    span: WireSpan,
    start: WirePlace,
    end: WirePlace,
    label: &'d str,
    labels: Vec<WireLabel<'d>>,
    notes: &'d [String],
    help: Option<&'d str>,
    fix: Option<WireFix<'d>>,
    fingerprint: String,
}

#[derive(Serialize)]
struct WireSummary {
    files: usize,
    articles: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    baselined: usize,
    fixed: usize,
    milliseconds: u128,
}

/// Makes wire diagnostics; keeps count of alike findings in a file.
#[derive(Default)]
struct Wire {
    words: Words,
    file: Option<FileId>,
    fingerprints: Fingerprints,
}

impl Wire {
    fn diagnostic<'d>(&'d mut self, diagnostic: &'d Diagnostic, sources: &'d Sources) -> WireDiagnostic<'d> {
        if self.file != Some(diagnostic.span.file) {
            self.file = Some(diagnostic.span.file);
            self.fingerprints = Fingerprints::default();
        }
        let fingerprint = self.fingerprints.next(diagnostic);
        let words = &self.words;
        let (start, end) = places::ends(diagnostic.span, sources);
        let labels = diagnostic.labels.iter().map(|label| {
            let (start, end) = places::ends(label.span, sources);
            let (start, end) = (start.into(), end.into());
            let path = sources.name(label.span.file);
            WireLabel { path, span: label.span.into(), start, end, message: words.other(&label.message) }
        });
        // An edit without its words would read as a deletion.
        let fix = diagnostic.fix.as_ref().filter(|_| !words.is_redacted()).map(|fix| WireFix {
            title: &fix.title,
            safety: match fix.safety {
                Safety::Safe => "safe",
                Safety::Unsafe => "unsafe",
            },
            edits: fix
                .edits
                .iter()
                .map(|edit| WireEdit { span: edit.span.into(), replacement: &edit.replacement })
                .collect(),
        });
        WireDiagnostic {
            rule: diagnostic.rule.as_str(),
            severity: diagnostic.severity.as_str(),
            message: words.message(diagnostic),
            path: sources.name(diagnostic.span.file),
            span: diagnostic.span.into(),
            start: start.into(),
            end: end.into(),
            label: words.other(&diagnostic.label),
            labels: labels.collect(),
            notes: words.notes(diagnostic),
            help: words.help(diagnostic),
            fix,
            fingerprint,
        }
    }
}

impl From<Span> for WireSpan {
    fn from(span: Span) -> Self {
        WireSpan { start: span.start, end: span.end }
    }
}

impl From<Location> for WirePlace {
    fn from(at: Location) -> Self {
        WirePlace { line: at.line, column: at.column, utf16: at.utf16, byte: at.byte }
    }
}

/// Writes one object, finding by finding: a long report is never held in memory.
pub struct Json {
    out: Box<dyn Write>,
    wire: Wire,
    started: bool,
}

impl Json {
    /// Writes to `out`.
    pub fn new(out: Box<dyn Write>, words: Words) -> Self {
        Json { out, wire: Wire { words, ..Wire::default() }, started: false }
    }

    fn start(&mut self) -> io::Result<()> {
        let separator = match self.started {
            true => ",\n".to_owned(),
            false => format!("{{\"version\": {VERSION}, \"diagnostics\": [\n"),
        };
        self.started = true;
        self.out.write_all(separator.as_bytes())
    }
}

impl Emitter for Json {
    fn emit(&mut self, diagnostic: &Diagnostic, sources: &Sources) -> io::Result<()> {
        self.start()?;
        serde_json::to_writer(&mut self.out, &self.wire.diagnostic(diagnostic, sources))?;
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        let summary = WireSummary {
            files: summary.files,
            articles: summary.articles,
            errors: summary.errors,
            warnings: summary.warnings,
            notes: summary.notes,
            baselined: summary.baselined,
            fixed: summary.fixed,
            milliseconds: summary.elapsed.as_millis(),
        };
        if !self.started {
            self.start()?;
        }
        write!(self.out, "\n], \"summary\": ")?;
        serde_json::to_writer(&mut self.out, &summary)?;
        writeln!(self.out, "}}")?;
        self.out.flush()
    }
}

/// Writes one object a finding, a line each.
pub struct JsonLines {
    out: Box<dyn Write>,
    wire: Wire,
}

impl JsonLines {
    /// Writes to `out`.
    pub fn new(out: Box<dyn Write>, words: Words) -> Self {
        JsonLines { out, wire: Wire { words, ..Wire::default() } }
    }
}

impl Emitter for JsonLines {
    fn emit(&mut self, diagnostic: &Diagnostic, sources: &Sources) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, &self.wire.diagnostic(diagnostic, sources))?;
        writeln!(self.out)
    }

    fn finish(&mut self, _: &Summary) -> io::Result<()> {
        self.out.flush()
    }
}
