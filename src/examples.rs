//! Runs the examples of a rule: each flagged one must be reported just where its carets say, no
//! accepted one at all. What goes wrong is drawn in the rule file, in these words: a report is
//! *missing*, *noisy* or *misplaced*.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::check::Compiled;
use crate::config::{Active, Desk, Roster};
use crate::diagnostic::{Diagnostic, Severity};
use crate::format;
use crate::rule::example::{self, Example, Mark};
use crate::rule::file::ExampleFormat;
use crate::rule::{Draft, Rule, compile};
use crate::source::{FileId, SourceFile, Span};

/// What the diagnostics about failing examples are filed under.
const FAILED: &str = "rule/example";

/// A headline for examples that give none: short and without a fact, so that it matters to no rule.
const HEADLINE: &str = "An example";

/// An example after its run.
pub struct Tried {
    /// The example.
    pub example: Example,
    /// What was linted: the headline, a blank line, the copy.
    pub source: SourceFile,
    /// What the rule said about it; spans are in `source`, under file id 0.
    pub diagnostics: Vec<Diagnostic>,
    /// What was not as it should be, drawn in the rule file.
    pub failures: Vec<Diagnostic>,
}

/// Runs every example of a rule. `desk` must hold the rule in its rulebook. Problems with the
/// examples as such come back as an error.
pub fn try_examples(rule: &Rule, draft: &Draft, desk: &Desk) -> Result<Vec<Tried>, Diagnostic> {
    let examples = example::read(draft)
        .map_err(|(place, message)| Diagnostic::new(FAILED, Severity::Error, Span::new(draft.file, place), message))?;
    Ok(examples.into_iter().map(|example| try_example(example, rule, desk)).collect())
}

fn try_example(example: Example, rule: &Rule, desk: &Desk) -> Tried {
    let (source, offset) = source_of(&example);
    let mut tried = Tried { source, diagnostics: Vec::new(), failures: Vec::new(), example };
    let check = if tried.example.options.is_empty() {
        Ok(Arc::clone(&rule.check))
    } else {
        compile(rule.kind, &rule.options, &tried.example.options, &rule.folder).map(Arc::new)
    };
    let check = match check {
        Ok(check) => check,
        Err(fault) => {
            tried.fail(rule, None, fault.message);
            return tried;
        }
    };
    tried.diagnostics = run(&tried, rule, check, desk);
    tried.judge(rule, offset);
    tried
}

/// The file that an example stands for, and where its copy starts in it.
fn source_of(example: &Example) -> (SourceFile, usize) {
    match example.format {
        ExampleFormat::Markdown => (SourceFile::new("example.md", example.text.as_str()), 0),
        ExampleFormat::Plain => {
            let headline = example.headline.as_deref().unwrap_or(HEADLINE);
            let text = format!("{headline}\n\n{}", example.text);
            (SourceFile::new("example.txt", text), headline.len() + 2)
        }
    }
}

fn run(tried: &Tried, rule: &Rule, check: Arc<Compiled>, desk: &Desk) -> Vec<Diagnostic> {
    let Some(index) = desk.rulebook.index(rule.id.as_str()) else { return Vec::new() };
    let article_rule = matches!(check.as_ref(), Compiled::Article(_));
    let only = Roster { active: vec![Active { rule: index, level: None, check }] };
    let source = &tried.source;
    // The rules of the groups `file` and `stet` speak of what the whole pipeline finds.
    if !article_rule {
        let job =
            crate::lint::Job { file: FileId(0), source, path: source.name(), problems: Vec::new(), timing: false };
        let mut found = crate::lint::lint(job, desk).diagnostics;
        found.retain(|diagnostic| diagnostic.rule == rule.id);
        return found;
    }
    let reading = format::read(FileId(0), Path::new(source.name()), source.text(), &desk.read);
    let lint = |article| crate::lint::lint_article(article, source, desk, &only, None);
    let mut found: Vec<Diagnostic> = reading.articles.iter().flat_map(lint).collect();
    found.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    found
}

impl Tried {
    fn fail(&mut self, rule: &Rule, place: Option<Range<u32>>, message: String) {
        let place = place.unwrap_or_else(|| self.example.place.clone());
        let span = Span::new(rule.file, place);
        self.failures.push(Diagnostic::new(FAILED, Severity::Error, span, message));
    }

    /// Compares what was reported with what the example says. `offset`: where its copy starts.
    fn judge(&mut self, rule: &Rule, offset: usize) {
        let mut found: Vec<(Range<usize>, String)> =
            self.diagnostics.iter().map(|d| (d.span.range(), d.message.clone())).collect();
        let marks = self.example.marks.clone();
        let mut missing = Vec::new();
        for mark in &marks {
            let offset = if mark.in_headline { 0 } else { offset };
            let place = mark.place.start + offset..mark.place.end + offset;
            match found.iter().position(|(span, _)| fits(span, &place, mark)) {
                Some(at) => {
                    found.remove(at);
                }
                None => missing.push(place),
            }
        }
        for place in missing {
            let near = found.iter().position(|(span, _)| span.start < place.end && place.start < span.end);
            let marked = self.source.slice(place.clone()).to_owned();
            let message = match near {
                Some(at) => {
                    let (span, _) = found.remove(at);
                    let reported = shortened(self.source.slice(span));
                    format!("misplaced: `{marked}` is marked, `{reported}` is reported")
                }
                None => format!("missing: nothing is reported at `{marked}`"),
            };
            self.fail(rule, None, message);
        }
        for (span, message) in found {
            let reported = shortened(self.source.slice(span));
            self.fail(rule, None, format!("noisy: `{reported}` is reported: {message}"));
        }
        if self.example.flagged && marks.is_empty() {
            self.fail(rule, None, "a flagged example marks the place with a line of carets".to_owned());
        }
        if let Some(fixed) = self.example.fixed.clone() {
            let text = self.fixed_text();
            if text[offset.min(text.len())..].trim() != fixed.trim() {
                self.fail(rule, None, format!("the fix gives `{}`", text[offset.min(text.len())..].trim()));
            }
        }
    }

    /// The source with every fix applied.
    fn fixed_text(&self) -> String {
        let mut edits: Vec<_> = self.diagnostics.iter().filter_map(|d| d.fix.as_ref()).flat_map(|f| &f.edits).collect();
        edits.sort_by_key(|edit| edit.span);
        let mut out = self.source.text().to_owned();
        for edit in edits.iter().rev() {
            out.replace_range(edit.span.range(), &edit.replacement);
        }
        out
    }
}

fn fits(span: &Range<usize>, place: &Range<usize>, mark: &Mark) -> bool {
    span.start == place.start && (span.end == place.end || (mark.to_line_end && span.end > place.end))
}

fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}
