//! SARIF 2.1.0, as GitHub code scanning reads it. Columns count UTF-16 units, as its viewers do; byte
//! offsets stand beside them. The copy itself is never quoted as a snippet.

mod line_hash;

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::places;
use super::words::Words;
use super::{Emitter, RuleInfo, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::fingerprint::Fingerprints;
use crate::source::{FileId, Sources, Span};

/// GitHub shows so many results of a run; more are cut here, the least grave ones, and it is said.
const RESULTS: usize = 5_000;

/// Collects the results, and writes them at the end, the gravest first where some must go.
pub struct Sarif {
    out: Box<dyn Write>,
    words: Words,
    rules: Vec<RuleInfo>,
    /// Results by severity: errors, warnings, notes; at most [`RESULTS`] each.
    results: [Vec<Value>; 3],
    seen: usize,
    file: Option<FileId>,
    hashes: Vec<String>,
    fingerprints: Fingerprints,
}

impl Sarif {
    /// Writes to `out`.
    pub fn new(out: Box<dyn Write>, words: Words, rules: Vec<RuleInfo>) -> Self {
        Sarif {
            out,
            words,
            rules,
            results: Default::default(),
            seen: 0,
            file: None,
            hashes: Vec::new(),
            fingerprints: Fingerprints::default(),
        }
    }
}

fn level(severity: Severity) -> &'static str {
    severity.as_str()
}

/// Plain text of a message. Braces would mark placeholders; brackets are let be, a backslash would
/// be shown, unless they would make a link of the copy.
fn text(plain: &str) -> String {
    let plain = plain.replace('{', "{{").replace('}', "}}");
    if plain.contains("](") { link_text(&plain) } else { plain }
}

/// The words of a link, whose braces were doubled before.
fn link_text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A link in a message to the related place `id`.
fn link(words: &str, id: usize) -> String {
    format!("[{}]({id})", link_text(&words.replace('{', "{{").replace('}', "}}")))
}

/// A path as a URI reference: forward slashes, everything unusual percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn region(span: Span, sources: &Sources) -> Value {
    let (start, end) = places::ends(span, sources);
    json!({
        "startLine": start.line, "startColumn": start.utf16, "endLine": end.line, "endColumn": end.utf16,
        "byteOffset": span.start, "byteLength": span.end - span.start,
    })
}

fn location(span: Span, sources: &Sources) -> Value {
    json!({
        "artifactLocation": { "uri": uri(sources.name(span.file)), "uriBaseId": "%SRCROOT%" },
        "region": region(span, sources),
    })
}

impl Sarif {
    fn result(&mut self, diagnostic: &Diagnostic, sources: &Sources) -> Value {
        let span = diagnostic.span;
        if self.file != Some(span.file) {
            self.file = Some(span.file);
            self.fingerprints = Fingerprints::default();
            self.hashes = sources.get(span.file).map(|file| line_hash::line_hashes(file.text())).unwrap_or_default();
        }
        let mut message = text(self.words.message(diagnostic));
        let mut related = Vec::new();
        for (index, label) in diagnostic.labels.iter().enumerate() {
            let id = index + 1;
            let words = self.words.label(label);
            message.push_str(if index == 0 { ": " } else { ", " });
            message.push_str(&link(words, id));
            related.push(json!({
                "id": id,
                "physicalLocation": location(label.span, sources),
                "message": { "text": text(words) },
            }));
        }
        for line in self.words.notes(diagnostic).iter().map(String::as_str).chain(self.words.help(diagnostic)) {
            message.push('\n');
            message.push_str(&text(line));
        }
        let mut prints = Map::new();
        let line = sources.get(span.file).map_or(0, |file| file.line_index(span.start));
        if let Some(hash) = self.hashes.get(line) {
            prints.insert("primaryLocationLineHash".to_owned(), json!(hash));
        }
        prints.insert("copydesk/v1".to_owned(), json!(self.fingerprints.next(diagnostic)));
        let mut result = json!({
            "ruleId": diagnostic.rule.as_str(),
            "level": level(diagnostic.severity),
            "message": { "text": message },
            "locations": [{ "physicalLocation": location(span, sources) }],
            "partialFingerprints": prints,
        });
        if let Some(index) = self.rules.iter().position(|rule| rule.id == diagnostic.rule.as_str()) {
            result["ruleIndex"] = json!(index);
        }
        if !related.is_empty() {
            result["relatedLocations"] = related.into();
        }
        if let Some(fix) = diagnostic.fix.as_ref().filter(|_| !self.words.is_redacted()) {
            let replacements: Vec<Value> = fix
                .edits
                .iter()
                .map(|edit| {
                    let deleted = region(edit.span, sources);
                    json!({ "deletedRegion": deleted, "insertedContent": { "text": edit.replacement } })
                })
                .collect();
            result["fixes"] = json!([{
                "description": { "text": text(if fix.title.is_empty() { "apply" } else { &fix.title }) },
                "artifactChanges": [{
                    "artifactLocation": { "uri": uri(sources.name(span.file)), "uriBaseId": "%SRCROOT%" },
                    "replacements": replacements,
                }],
            }]);
        }
        result
    }
}

fn rule(rule: &RuleInfo) -> Value {
    let name: String = rule.id.split(['/', '-']).map(capitalised).collect();
    let cut = |plain: &str| plain.chars().take(1000).collect::<String>();
    let help = rule.help.as_deref().filter(|help| !help.is_empty()).unwrap_or(&rule.title);
    // GitHub refuses a rule with an empty description.
    let why = if rule.why.is_empty() { &rule.title } else { &rule.why };
    json!({
        "id": rule.id,
        "name": name,
        "shortDescription": { "text": cut(&rule.title) },
        "fullDescription": { "text": cut(why) },
        "help": { "text": help, "markdown": format!("{help}\n\n{why}") },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "tags": [rule.id.split('/').next().unwrap_or("")],
            "precision": match rule.severity {
                Severity::Error => "very-high",
                Severity::Warning => "high",
                Severity::Note => "medium",
            },
            "problem.severity": match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "recommendation",
            },
        },
    })
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

impl Emitter for Sarif {
    fn emit(&mut self, diagnostic: &Diagnostic, sources: &Sources) -> io::Result<()> {
        self.seen += 1;
        let index = match diagnostic.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Note => 2,
        };
        if self.results[index].len() < RESULTS {
            let result = self.result(diagnostic, sources);
            self.results[index].push(result);
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary) -> io::Result<()> {
        let mut results: Vec<Value> = self.results.iter_mut().flat_map(std::mem::take).collect();
        results.truncate(RESULTS);
        let mut invocation = json!({ "executionSuccessful": true });
        if results.len() < self.seen {
            let cut = self.seen - results.len();
            let message = format!("{cut} findings are left out: code scanning shows {RESULTS} of a run");
            invocation["toolExecutionNotifications"] = json!([{ "level": "note", "message": { "text": message } }]);
        }
        let rules: Vec<Value> = self.rules.iter().map(rule).collect();
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "copydesk",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "rules": rules,
                } },
                "automationDetails": { "id": "copydesk/" },
                "columnKind": "utf16CodeUnits",
                "invocations": [invocation],
                "results": results,
            }],
        });
        serde_json::to_writer_pretty(&mut self.out, &log)?;
        writeln!(self.out)?;
        self.out.flush()
    }
}
