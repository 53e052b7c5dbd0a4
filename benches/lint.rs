//! Reading, annotating and each group of rules, in bytes a second; and how cost grows with length.
//!
//! `cargo bench --bench lint`. With `COPYDESK_BENCH_CORPUS=FOLDER` the stories of a folder of text
//! files are used instead of invented ones.

use std::path::Path;
use std::sync::Arc;

use copydesk::annotate::Annotated;
use copydesk::article::Article;
use copydesk::config::{Choice, ConfigFile, ConfigText, Desk, RuleGlob};
use copydesk::diagnostic::{Diagnostic, Label, Severity};
use copydesk::emit::{Format, Style, emitter};
use copydesk::format;
use copydesk::lint::{Job, lint};
use copydesk::rule::Rulebook;
use copydesk::source::{FileId, SourceFile, Sources, Span};
use divan::Bencher;
use divan::counter::BytesCount;

mod copy;

fn main() {
    divan::main();
}

/// About a megabyte of stories.
fn stories() -> Vec<String> {
    if let Some(folder) = std::env::var_os("COPYDESK_BENCH_CORPUS") {
        let files = std::fs::read_dir(folder).expect("COPYDESK_BENCH_CORPUS is a folder");
        return files.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok()).collect();
    }
    vec![copy::story(5_000); 200]
}

fn read(text: &str) -> Article {
    let mut reading = format::read(FileId(0), Path::new("story.txt"), text, &Default::default());
    reading.articles.pop().expect("a story")
}

fn bytes(stories: &[String]) -> BytesCount {
    BytesCount::new(stories.iter().map(String::len).sum::<usize>())
}

#[divan::bench]
fn reading_plain_text(bencher: Bencher) {
    let stories = stories();
    bencher.counter(bytes(&stories)).bench(|| stories.iter().map(|s| read(s).regions.len()).sum::<usize>());
}

#[divan::bench]
fn reading_markdown(bencher: Bencher) {
    let stories: Vec<String> = stories().iter().map(|s| format!("---\ntitle: A story\n---\n\n{s}")).collect();
    let read = |text: &String| format::read(FileId(0), Path::new("story.md"), text, &Default::default()).articles.len();
    bencher.counter(bytes(&stories)).bench(|| stories.iter().map(read).sum::<usize>());
}

#[divan::bench(args = ["tokens", "sentences"])]
fn annotating(bencher: Bencher, layer: &str) {
    let stories = stories();
    let articles: Vec<Article> = stories.iter().map(|s| read(s)).collect();
    bencher.counter(bytes(&stories)).bench(|| {
        let annotate = |article: &Article| {
            let annotated = Annotated::new(article);
            match layer {
                "tokens" => annotated.tokens().all().len(),
                _ => annotated.sentences().all().len(),
            }
        };
        articles.iter().map(annotate).sum::<usize>()
    });
}

fn desk(group: &str) -> Desk {
    let rulebook = Arc::new(Rulebook::built_in(&mut Sources::default()));
    let select = vec![RuleGlob::parse(group).expect("a glob")];
    let choice = Choice { select, ..Choice::default() };
    Desk::new(rulebook, ConfigFile::default(), ConfigText::default(), choice).value
}

fn lint_one(text: &str, desk: &Desk) -> usize {
    let source = SourceFile::new("story.txt", text);
    lint(Job { file: FileId(0), source: &source, path: "story.txt", problems: Vec::new(), timing: false }, desk)
        .diagnostics
        .len()
}

#[divan::bench(args = ["*", "duplicates"])]
fn linting(bencher: Bencher, group: &str) {
    let stories = stories();
    let desk = desk(group);
    bencher.counter(bytes(&stories)).bench(|| stories.iter().map(|s| lint_one(s, &desk)).sum::<usize>());
}

/// Bytes a second must not fall as a story grows.
#[divan::bench(args = [10_000, 100_000, 1_000_000, 10_000_000], sample_count = 5)]
fn one_story_of_bytes(bencher: Bencher, length: usize) {
    let text = copy::story(length);
    let desk = desk("*");
    bencher.counter(BytesCount::new(text.len())).bench(|| lint_one(&text, &desk));
}

/// A thousand findings in one line: the line must not be counted anew for each.
#[divan::bench(args = [100_000, 1_000_000, 10_000_000], sample_count = 5)]
fn a_thousand_findings_in_one_line_of(bencher: Bencher, length: usize) {
    let text = copy::story(length).replace('\n', " ");
    let end = text.len() as u32;
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("a.txt", text));
    let findings: Vec<Diagnostic> = (0..1_000)
        .map(|index| {
            let start = end / 1_000 * index;
            let span = Span::new(file, start..start + 3);
            let mut diagnostic = Diagnostic::new("duplicates/word", Severity::Warning, span, "twice");
            diagnostic.labels.push(Label { span: Span::new(file, 0..3), message: "once".into() });
            diagnostic
        })
        .collect();
    bencher.counter(BytesCount::new(length)).bench(|| {
        for format in [Format::Full, Format::JsonLines, Format::Rdjsonl, Format::Github] {
            let mut emitter = emitter(format, Box::new(std::io::sink()), Style::default());
            for finding in &findings {
                emitter.emit(finding, &sources).expect("a sink takes everything");
            }
        }
    });
}

#[divan::bench]
fn loading_the_rulebook(bencher: Bencher) {
    bencher.bench(|| Rulebook::built_in(&mut Sources::default()).rules().len());
}
