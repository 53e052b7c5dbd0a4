//! GitLab's Code Quality report: one JSON array. Findings with one fingerprint are shown once, so
//! each has its own.

use std::io::{self, Write};

use serde_json::json;
use xxhash_rust::xxh3::xxh3_64;

use super::places;
use super::words::Words;
use super::{Emitter, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::fingerprint::Fingerprints;
use crate::source::{FileId, Sources};

/// Writes the array, finding by finding.
pub struct Gitlab {
    out: Box<dyn Write>,
    words: Words,
    started: bool,
    file: Option<FileId>,
    fingerprints: Fingerprints,
}

impl Gitlab {
    /// Writes to `out`.
    pub fn new(out: Box<dyn Write>, words: Words) -> Self {
        Gitlab { out, words, started: false, file: None, fingerprints: Fingerprints::default() }
    }
}

impl Emitter for Gitlab {
    fn emit(&mut self, diagnostic: &Diagnostic, sources: &Sources) -> io::Result<()> {
        if self.file != Some(diagnostic.span.file) {
            self.file = Some(diagnostic.span.file);
            self.fingerprints = Fingerprints::default();
        }
        let path = sources.name(diagnostic.span.file);
        let own = format!("{path}\u{1f}{}", self.fingerprints.next(diagnostic));
        let (start, end) = places::ends(diagnostic.span, sources);
        let issue = json!({
            "description": self.words.message(diagnostic),
            "check_name": diagnostic.rule.as_str(),
            "fingerprint": format!("{:016x}", xxh3_64(own.as_bytes())),
            "severity": match diagnostic.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Note => "info",
            },
            "location": {
                "path": path,
                "lines": { "begin": start.line, "end": end.line },
            },
        });
        write!(self.out, "{}{issue}", if self.started { ",\n" } else { "[\n" })?;
        self.started = true;
        Ok(())
    }

    fn finish(&mut self, _: &Summary) -> io::Result<()> {
        writeln!(self.out, "{}", if self.started { "\n]" } else { "[]" })?;
        self.out.flush()
    }
}
