//! From a file to its diagnostics: read, annotate, run the checks, word what they found, take
//! out what is to stand. Pure: no file is touched and nothing is printed.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::annotate::Annotated;
use crate::article::{Article, Place, Role};
use crate::check::engine::ReaderProblem;
use crate::check::{Compiled, Finding, Remedy};
use crate::config::{Active, Desk, Roster};
use crate::diagnostic::{Diagnostic, Edit, Fix, Label, Severity};
use crate::fold::normalised;
use crate::format::{self, Problem, ProblemKind};
use crate::rule::Rule;
use crate::source::{FileId, SourceFile, Span};
use crate::suppress;

/// A file to lint.
pub struct Job<'j> {
    /// Its id among the sources.
    pub file: FileId,
    /// Its name and text.
    pub source: &'j SourceFile,
    /// Its path beside the configuration, with forward slashes, for globs.
    pub path: &'j str,
    /// What was wrong with its bytes.
    pub problems: Vec<Problem>,
    /// Whether to measure the time that each rule takes.
    pub timing: bool,
}

/// What linting a file gave.
#[derive(Debug, Default)]
pub struct Linted {
    /// What there is to say, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many stories the file holds.
    pub articles: usize,
    /// Which exceptions of the configuration suppressed something, by index.
    pub exceptions_used: Vec<usize>,
    /// How long each rule took, by its place in the rulebook, where that was asked for. A layer is
    /// charged to the first rule that looks at it.
    pub timings: Vec<(usize, Duration)>,
}

/// Lints one file.
pub fn lint(job: Job<'_>, desk: &Desk) -> Linted {
    let roster = desk.roster(job.path);
    let mut reading = format::read(job.file, Path::new(job.path), job.source.text(), &desk.read);
    if job.source.text().is_empty() && !job.problems.is_empty() {
        // What has no text because it could not be decoded is not called empty as well.
        reading.problems.clear();
    }
    let mut linted = Linted { articles: reading.articles.len(), ..Linted::default() };
    for problem in job.problems.iter().chain(&reading.problems) {
        linted.diagnostics.extend(reader_problem(problem, job.file, desk, &roster));
    }
    for article in &reading.articles {
        let timings = job.timing.then_some(&mut linted.timings);
        let mut diagnostics = lint_article(article, job.source, desk, &roster, timings);
        suppress::by_stets(article, desk, &roster, &mut diagnostics);
        linted.diagnostics.append(&mut diagnostics);
    }
    linted.exceptions_used = suppress::by_exceptions(job.source, job.path, desk, &mut linted.diagnostics);
    linted.diagnostics.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    linted
}

/// Runs the active rules over one article; nothing is suppressed yet.
pub fn lint_article(
    article: &Article,
    source: &SourceFile,
    desk: &Desk,
    roster: &Roster,
    mut timings: Option<&mut Vec<(usize, Duration)>>,
) -> Vec<Diagnostic> {
    let annotated = Annotated::new(article);
    let story = story_of(article);
    let mut diagnostics = Vec::new();
    let mut findings = Vec::new();
    for active in &roster.active {
        let Compiled::Article(check) = active.check.as_ref() else { continue };
        let started = timings.is_some().then(Instant::now);
        check.run(&annotated, &mut findings);
        if let (Some(timings), Some(started)) = (&mut timings, started) {
            timings.push((active.rule, started.elapsed()));
        }
        let rule = &desk.rulebook.rules()[active.rule];
        diagnostics.extend(findings.drain(..).map(|finding| {
            let mut diagnostic = word(finding, rule, active, article, source);
            diagnostic.story = story;
            diagnostic
        }));
    }
    diagnostics
}

/// What the story is known by when its file is renamed: its headline, or else its first region.
fn story_of(article: &Article) -> u64 {
    let headline = article.regions.iter().find(|region| region.role == Role::Headline);
    let text = headline.or(article.regions.first()).map_or("", |region| region.text.as_str());
    xxhash_rust::xxh3::xxh3_64(normalised(text).as_bytes())
}

/// The severity of a finding: the configuration's level, but a case that the rule file holds to
/// be weaker stays weaker, and what is unsure is a note.
fn severity(rule: &Rule, active: &Active, case: Option<&str>, unsure: bool) -> Severity {
    let own = rule.wording(case).severity;
    let severity = match active.level {
        Some(level) if own < rule.wording.severity => own.min(level),
        Some(level) => level,
        None => own,
    };
    if unsure { Severity::Note } else { severity }
}

/// Puts a finding into the words of its rule.
fn word(finding: Finding, rule: &Rule, active: &Active, article: &Article, source: &SourceFile) -> Diagnostic {
    let wording = rule.wording(finding.case);
    let values = &finding.values;
    let label = |name: &str| wording.labels.get(name).map(|message| message.fill(values)).unwrap_or_default();
    let mut evidence = normalised(evidence_of(article, finding.place));
    for related in &finding.related {
        evidence.push('\u{1f}');
        evidence.push_str(&normalised(evidence_of(article, related.place)));
    }
    let fix = finding.remedy.as_ref().map(|(remedy, safety)| Fix {
        title: wording.fix.as_ref().map(|fix| fix.fill(values)).unwrap_or_default(),
        edits: vec![edit(remedy, article, source)],
        safety: *safety,
    });
    Diagnostic {
        rule: rule.id.clone(),
        severity: severity(rule, active, finding.case, finding.unsure),
        message: wording.message.fill(values),
        span: article.span(finding.place),
        label: label("primary"),
        labels: finding
            .related
            .iter()
            .map(|related| Label { span: article.span(related.place), message: label(related.label) })
            .collect(),
        notes: finding.notes,
        help: wording.help.as_ref().map(|help| help.fill(values)),
        fix,
        evidence,
        story: 0,
    }
}

/// At most this many bytes of a place count as evidence: enough to tell findings apart.
const EVIDENCE: usize = 400;

fn evidence_of(article: &Article, place: Place) -> &str {
    let text = article.text(place);
    match text.char_indices().nth(EVIDENCE) {
        Some((at, _)) => &text[..at],
        None => text,
    }
}

fn edit(remedy: &Remedy, article: &Article, source: &SourceFile) -> Edit {
    let text = source.text();
    match remedy {
        Remedy::Replace(place, replacement) => Edit { span: article.span(*place), replacement: replacement.clone() },
        Remedy::DeleteText(place) => {
            let span = article.span(*place);
            let start = text.get(..span.start as usize).map_or(span.start, |before| before.trim_end().len() as u32);
            Edit { span: Span { start, ..span }, replacement: String::new() }
        }
        Remedy::DeleteRegions(place) => {
            let regions = &article.regions;
            let first = regions.get(place.region as usize).map_or(0, |r| r.source.start as usize);
            let last = regions.get(place.last as usize).map_or(first, |r| r.source.end as usize);
            let range = whole_lines(text, first..last);
            Edit { span: Span::new(article.file, range.start as u32..range.end as u32), replacement: String::new() }
        }
    }
}

/// The bytes of a block with the blank lines that would be left over if it went: those behind
/// it, or, at the end of the file, those before it.
fn whole_lines(text: &str, block: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let (Some(before), Some(behind)) = (text.get(..block.start), text.get(block.end..)) else { return block };
    let indented = before.trim_end_matches([' ', '\t']);
    let start = if indented.is_empty() || indented.ends_with(['\n', '\r']) { indented.len() } else { block.start };
    let blank = behind.len() - behind.trim_start().len();
    if blank < behind.len() {
        // Keep the indentation of what comes next.
        let gap = &behind[..blank];
        let lines = gap.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        return start..block.end + lines;
    }
    let kept = text[..start].trim_end().len();
    let newline = text[kept..start].find('\n').map_or(kept, |at| kept + at + 1);
    newline..text.len()
}

/// Words what a reader could not read.
fn reader_problem(problem: &Problem, file: FileId, desk: &Desk, roster: &Roster) -> Option<Diagnostic> {
    let kind = match problem.kind {
        ProblemKind::Encoding => ReaderProblem::Encoding,
        ProblemKind::Binary => ReaderProblem::Binary,
        ProblemKind::FrontMatter => ReaderProblem::FrontMatter,
        ProblemKind::Empty => ReaderProblem::Empty,
    };
    let active = roster
        .active
        .iter()
        .find(|active| matches!(active.check.as_ref(), Compiled::Reader(problem) if *problem == kind))?;
    let rule = &desk.rulebook.rules()[active.rule];
    let values = [("detail", problem.detail.clone())];
    Some(bare(rule, active, None, Span::new(file, problem.source.clone()), &values))
}

/// A diagnostic of a rule that has no article to look at.
pub(crate) fn bare(
    rule: &Rule,
    active: &Active,
    case: Option<&str>,
    span: Span,
    values: &[(&str, String)],
) -> Diagnostic {
    let wording = rule.wording(case);
    let mut diagnostic =
        Diagnostic::new(rule.id.as_str(), severity(rule, active, case, false), span, wording.message.fill(values));
    diagnostic.label = wording.labels.get("primary").map(|label| label.fill(values)).unwrap_or_default();
    diagnostic.help = wording.help.as_ref().map(|help| help.fill(values));
    diagnostic.evidence = diagnostic.message.clone();
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_goes_with_the_blank_lines_behind_it() {
        let text = "One.\n\nTwo.\n\nThree.\n";
        let left = |block: &str| {
            let at = text.find(block).unwrap();
            let range = whole_lines(text, at..at + block.len());
            format!("{}{}", &text[..range.start], &text[range.end..])
        };
        assert_eq!(left("Two."), "One.\n\nThree.\n");
        assert_eq!(left("Three."), "One.\n\nTwo.\n");
        assert_eq!(left("One."), "Two.\n\nThree.\n");
    }
}
