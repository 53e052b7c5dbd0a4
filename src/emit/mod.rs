//! stub
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;
use std::io;
use std::time::Duration;
#[derive(Clone, Debug, Default)]
pub struct Style {
    pub colour: bool,
    pub width: usize,
    pub redact: bool,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Full,
    Json,
}
impl Format {
    pub const ALL: [Format; 2] = [Format::Full, Format::Json];
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Full => "full",
            Format::Json => "json",
        }
    }
}
#[derive(Default)]
pub struct Summary {
    pub files: usize,
    pub articles: usize,
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    pub elapsed: Duration,
}
impl Summary {
    pub fn count(&mut self, d: &Diagnostic) {
        match d.severity {
            Severity::Note => self.notes += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Error => self.errors += 1,
        }
    }
}
pub trait Emitter {
    fn emit(&mut self, d: &Diagnostic, s: &Sources) -> io::Result<()>;
    fn finish(&mut self, s: &Summary) -> io::Result<()>;
}
struct J(Box<dyn io::Write>, Vec<serde_json::Value>);
impl Emitter for J {
    fn emit(&mut self, d: &Diagnostic, s: &Sources) -> io::Result<()> {
        let l: Vec<_> = d.labels.iter().map(|l| serde_json::json!({"path": s.name(l.span.file), "span": {"start": l.span.start, "end": l.span.end}, "message": l.message})).collect();
        self.1.push(serde_json::json!({"rule": d.rule.as_str(), "severity": d.severity.as_str(), "message": d.message, "path": s.name(d.span.file), "span": {"start": d.span.start, "end": d.span.end}, "labels": l, "notes": d.notes}));
        Ok(())
    }
    fn finish(&mut self, _: &Summary) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, &serde_json::json!({"version": 1, "diagnostics": self.1}))?;
        self.0.flush()
    }
}
struct E(Box<dyn io::Write>);
impl Emitter for E {
    fn emit(&mut self, d: &Diagnostic, s: &Sources) -> io::Result<()> {
        self.0.write_all(draw(d, s, &Style::default()).as_bytes())
    }
    fn finish(&mut self, _: &Summary) -> io::Result<()> {
        self.0.flush()
    }
}
pub fn emitter(f: Format, out: Box<dyn io::Write>, _: Style) -> Box<dyn Emitter> {
    if _f_json(&f) {
        return Box::new(J(out, Vec::new()));
    }
    Box::new(E(out))
}
pub fn draw(d: &Diagnostic, s: &Sources, _: &Style) -> String {
    let l = s.get(d.span.file).map(|f| f.location(d.span.start));
    format!("{}:{:?} {}[{}] {}\n", s.name(d.span.file), l.map(|l| (l.line, l.column)), d.severity, d.rule, d.message)
}

fn _f_json(f: &Format) -> bool {
    *f == Format::Json
}
