//! The XML reports: Checkstyle and JUnit.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::places;
use super::words::Words;
use super::{Emitter, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// Text without the characters that XML 1.0 has no way to write.
fn legal(text: &str) -> String {
    text.chars()
        .filter(|c| matches!(c, '\t' | '\n' | '\r') || (*c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}')))
        .collect()
}

fn element<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, legal(value).as_str()));
    }
    start
}

type Out = Writer<Box<dyn Write>>;

fn declared(out: Box<dyn Write>) -> Out {
    Writer::new_with_indent(out, b' ', 2)
}

/// Writes a Checkstyle report, file by file.
pub struct Checkstyle {
    out: Out,
    words: Words,
    started: bool,
    file: Option<String>,
}

impl Checkstyle {
    /// Writes to `out`.
    pub fn new(out: Box<dyn Write>, words: Words) -> Self {
        Checkstyle { out: declared(out), words, started: false, file: None }
    }

    fn start(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.started, true) {
            self.out.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
            self.out.write_event(Event::Start(element("checkstyle", &[("version", "4.3")])))?;
        }
        Ok(())
    }

    fn close_file(&mut self) -> io::Result<()> {
        if self.file.take().is_some() {
            self.out.write_event(Event::End(BytesEnd::new("file")))?;
        }
        Ok(())
    }
}

impl Emitter for Checkstyle {
    fn emit(&mut self, diagnostic: &Diagnostic, sources: &Sources) -> io::Result<()> {
        self.start()?;
        let name = sources.name(diagnostic.span.file);
        if self.file.as_deref() != Some(name) {
            self.close_file()?;
            self.out.write_event(Event::Start(element("file", &[("name", name)])))?;
            self.file = Some(name.to_owned());
        }
        let at = places::at(diagnostic.span.file, diagnostic.span.start, sources);
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "info",
        };
        let attributes = [
            ("line", at.line.to_string()),
            ("column", at.column.to_string()),
            ("severity", severity.to_owned()),
            ("message", self.words.message(diagnostic).to_owned()),
            ("source", format!("copydesk.{}", diagnostic.rule)),
        ];
        let attributes: Vec<(&str, &str)> = attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.out.write_event(Event::Empty(element("error", &attributes)))
    }

    fn finish(&mut self, _: &Summary) -> io::Result<()> {
        self.start()?;
        self.close_file()?;
        self.out.write_event(Event::End(BytesEnd::new("checkstyle")))?;
        self.out.get_mut().write_all(b"\n")?;
        self.out.get_mut().flush()
    }
}

/// A path without its file's ending.
fn stem(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') && !stem.is_empty() && !stem.ends_with('/') => stem,
        _ => path,
    }
}

/// A file with what failed in it.
struct Suite {
    name: String,
    failures: Vec<Failure>,
}

struct Failure {
    rule: String,
    line: String,
    severity: &'static str,
    message: String,
    text: String,
}

/// Writes a JUnit report: a suite a file, a failed case a finding; a clean file is a case that passed.
pub struct Junit {
    out: Out,
    words: Words,
    suites: Vec<Suite>,
}

impl Junit {
    /// Writes to `out`.
    pub fn new(out: Box<dyn Write>, words: Words) -> Self {
        Junit { out: declared(out), words, suites: Vec::new() }
    }

    fn suite(&mut self, name: &str) -> &mut Suite {
        if self.suites.last().is_none_or(|suite| suite.name != name) {
            self.suites.push(Suite { name: name.to_owned(), failures: Vec::new() });
        }
        let last = self.suites.len() - 1;
        &mut self.suites[last]
    }
}

impl Emitter for Junit {
    fn file(&mut self, name: &str) {
        self.suite(name);
    }

    fn emit(&mut self, diagnostic: &Diagnostic, sources: &Sources) -> io::Result<()> {
        let at = places::at(diagnostic.span.file, diagnostic.span.start, sources);
        let message = self.words.message(diagnostic).to_owned();
        let text = format!("line {}, column {}, {}: {message}", at.line, at.column, diagnostic.rule);
        let failure = Failure {
            rule: diagnostic.rule.to_string(),
            line: at.line.to_string(),
            severity: diagnostic.severity.as_str(),
            message,
            text,
        };
        self.suite(sources.name(diagnostic.span.file)).failures.push(failure);
        Ok(())
    }

    fn finish(&mut self, _: &Summary) -> io::Result<()> {
        let tests = |suite: &Suite| suite.failures.len().max(1);
        let all = self.suites.iter().map(tests).sum::<usize>().to_string();
        let failed = self.suites.iter().map(|suite| suite.failures.len()).sum::<usize>().to_string();
        let out = &mut self.out;
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let counts = [("name", "copydesk"), ("tests", all.as_str()), ("failures", failed.as_str()), ("errors", "0")];
        out.write_event(Event::Start(element("testsuites", &counts)))?;
        for suite in &self.suites {
            let (all, failed) = (tests(suite).to_string(), suite.failures.len().to_string());
            let attributes = [("name", suite.name.as_str()), ("tests", &all), ("failures", &failed), ("errors", "0")];
            out.write_event(Event::Start(element("testsuite", &attributes)))?;
            let class = stem(&suite.name);
            if suite.failures.is_empty() {
                let attributes = [("name", "copydesk"), ("classname", class), ("file", suite.name.as_str())];
                out.write_event(Event::Empty(element("testcase", &attributes)))?;
            }
            for failure in &suite.failures {
                let file = suite.name.as_str();
                let case =
                    [("name", failure.rule.as_str()), ("classname", class), ("file", file), ("line", &failure.line)];
                out.write_event(Event::Start(element("testcase", &case)))?;
                let attributes = [("type", failure.severity), ("message", &failure.message)];
                out.write_event(Event::Start(element("failure", &attributes)))?;
                out.write_event(Event::Text(BytesText::new(&legal(&failure.text))))?;
                out.write_event(Event::End(BytesEnd::new("failure")))?;
                out.write_event(Event::End(BytesEnd::new("testcase")))?;
            }
            out.write_event(Event::End(BytesEnd::new("testsuite")))?;
        }
        out.write_event(Event::End(BytesEnd::new("testsuites")))?;
        out.get_mut().write_all(b"\n")?;
        out.get_mut().flush()
    }
}
