//! What each format makes of findings that are hard to show, at the level of the library; what the
//! command line writes is held in `outputs.rs`.
//!
//! `BLESS=1 cargo test --test emit` rewrites `tests/emit/*.expected`.

#[path = "emit/fixture.rs"]
mod fixture;

use std::cell::RefCell;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use copydesk::diagnostic::{Diagnostic, Severity};
use copydesk::emit::{Format, RuleInfo, Style, Summary, draw, emitter, job_summary};
use copydesk::source::{SourceFile, Sources, Span};
use fixture::Desk;
use proptest::prelude::*;
use unicode_width::UnicodeWidthChar;

/// A writer whose bytes can be looked at afterwards.
#[derive(Clone, Default)]
struct Page(Rc<RefCell<Vec<u8>>>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn written(desk: &mut Desk, make: impl FnOnce(Box<dyn Write>) -> Box<dyn copydesk::emit::Emitter>) -> String {
    let page = Page::default();
    let mut emitter = make(Box::new(page.clone()));
    let mut summary = Summary { files: 7, articles: 6, elapsed: Duration::from_millis(12), ..Summary::default() };
    for diagnostic in &desk.diagnostics {
        summary.count(diagnostic);
        emitter.emit(diagnostic, &desk.sources).unwrap();
        // A file may be forgotten once its last finding was emitted.
        let later = desk.diagnostics.iter().skip_while(|other| *other != diagnostic).skip(1);
        if !later.clone().any(|other| other.span.file == diagnostic.span.file) {
            desk.sources.remove(diagnostic.span.file);
        }
    }
    emitter.finish(&summary).unwrap();
    String::from_utf8(page.0.take()).unwrap()
}

/// What is known of some of the rules; the others come from elsewhere.
fn rules() -> Vec<RuleInfo> {
    let rule = |id: &str, title: &str, why: &str, help: Option<&str>, severity| RuleInfo {
        id: id.into(),
        title: title.into(),
        help: help.map(Into::into),
        why: why.into(),
        severity,
    };
    vec![
        rule("duplicates/paragraph", "Paragraph stands twice", "Readers notice.", None, Severity::Error),
        rule("duplicates/word", "Word stands twice", "", Some("Delete one."), Severity::Warning),
    ]
}

fn style() -> Style {
    Style { width: 80, rules: rules(), ..Style::default() }
}

#[test]
fn every_format_writes_what_is_blessed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emit");
    let mut pages: Vec<(String, String)> = Vec::new();
    let mut page = |name: String, style: Style, format| {
        pages.push((name, written(&mut fixture::everything(), |out| emitter(format, out, style))));
    };
    for format in Format::ALL {
        page(format.as_str().to_owned(), style(), format);
    }
    page("full-colour".into(), Style { colour: true, link: Some("https://x.example/{id}"), ..style() }, Format::Full);
    page("full-narrow".into(), Style { width: 50, ..style() }, Format::Full);
    page("full-defused".into(), Style { defuse: true, ..style() }, Format::Full);
    page("concise-defused".into(), Style { defuse: true, ..style() }, Format::Concise);
    page("json-redacted".into(), Style { redact: true, ..style() }, Format::Json);
    pages.push(("job-summary".into(), written(&mut fixture::everything(), |out| job_summary(out, &style()))));

    let mut faults = Vec::new();
    for (name, page) in &pages {
        // Raw, they would work on the terminal of whoever reads a difference.
        let page = page.replace(env!("CARGO_PKG_VERSION"), "VERSION");
        let spelt = |c: char| if is_unfit(c) { c.escape_unicode().to_string() } else { c.to_string() };
        let page: String = page.chars().map(spelt).collect();
        let path = folder.join(format!("{name}.expected"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &page).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n") != page {
            faults.push(format!("{name}:\n{page}"));
        }
    }
    assert!(faults.is_empty(), "not as blessed:\n{}", faults.join("\n"));
    let known = |name: &str| name == "fixture.rs" || pages.iter().any(|(page, _)| name == format!("{page}.expected"));
    let names = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let orphans: Vec<String> = names.filter(|name| !known(name)).collect();
    assert!(orphans.is_empty(), "no test writes {orphans:?}");
}

/// What moves a cursor, turns the reading direction, or does not show.
fn is_unfit(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200c}' | '\u{200e}'..='\u{200f}' | '\u{feff}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e0fff}')
}

#[test]
fn nothing_unfit_reaches_a_terminal_or_a_log() {
    for format in [Format::Full, Format::Concise, Format::Github] {
        let page = written(&mut fixture::everything(), |out| emitter(format, out, style()));
        // The path of a workflow command must name the file as it is.
        let page: String = page.lines().map(|line| line.rsplit_once("::").map_or(line, |(_, text)| text)).collect();
        let unfit: Vec<char> = page.chars().filter(|c| is_unfit(*c)).collect();
        assert!(unfit.is_empty(), "{}: {unfit:?}", format.as_str());
    }
}

#[test]
fn defused_output_holds_no_workflow_command() {
    for format in [Format::Full, Format::Concise] {
        let page = written(&mut fixture::everything(), |out| emitter(format, out, Style { defuse: true, ..style() }));
        assert!(page.contains("gotcha") && !page.contains("::") && !page.contains("##["), "{page}");
    }
}

#[test]
fn redacted_output_holds_no_words_of_the_copy() {
    let redacted = Style { redact: true, ..style() };
    for format in Format::ALL.into_iter().filter(|format| !matches!(format, Format::Full | Format::Concise)) {
        let page = written(&mut fixture::everything(), |out| emitter(format, out, redacted.clone()));
        for word in ["passengers", "gotcha", "潮汐表", "telling", "otter", "but here"] {
            assert!(!page.contains(word), "{}: `{word}` in {page}", format.as_str());
        }
        assert!(page.contains("style/slang") && page.contains("Paragraph stands twice"), "{page}");
    }
}

#[test]
fn every_xml_report_reads_back() {
    for format in [Format::Junit, Format::Checkstyle] {
        let page = written(&mut fixture::everything(), |out| emitter(format, out, style()));
        let mut reader = quick_xml::Reader::from_str(&page);
        reader.config_mut().check_end_names = true;
        let mut attributes = 0;
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(start) | quick_xml::events::Event::Empty(start) => {
                    attributes += start.attributes().map(Result::unwrap).count();
                }
                _ => {}
            }
        }
        assert!(attributes > 40, "{page}");
    }
}

#[test]
fn sarif_of_hard_findings_is_valid() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/schemas/sarif-schema-2.1.0.json");
    let Ok(schema) = fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let log = written(&mut fixture::everything(), |out| emitter(Format::Sarif, out, style()));
    let log = serde_json::from_str(&log).unwrap();
    let errors: Vec<_> = validator.iter_errors(&log).map(|e| format!("{}: {e}", e.instance_path)).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn a_notice_about_what_is_left_out_is_one_of_the_ten() {
    let mut desk = Desk { sources: Sources::default(), diagnostics: Vec::new() };
    let file = desk.file("a.txt", "so so so so\n");
    for _ in 0..12 {
        let span = desk.find(file, "so", 1);
        desk.report("style/so", Severity::Note, span, "so");
    }
    let page = written(&mut desk, |out| emitter(Format::Github, out, style()));
    assert_eq!(page.lines().filter(|line| line.starts_with("::notice")).count(), 10, "{page}");
    assert!(page.contains("3 more findings"), "{page}");
}

#[test]
fn columns_of_a_long_line_are_those_that_one_counts() {
    let text = format!("Café\n{}\r\n{}", "aé— 👩🏽‍🚀 ".repeat(900), "“x” ".repeat(2_000));
    let mut desk = Desk { sources: Sources::default(), diagnostics: Vec::new() };
    let file = desk.file("a.txt", text.as_str());
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(17).collect();
    for at in &offsets {
        desk.report("style/x", Severity::Note, Span::new(file, *at as u32..*at as u32), "x");
    }
    let page = written(&mut desk, |out| emitter(Format::JsonLines, out, style()));
    assert_eq!(page.lines().count(), offsets.len());
    for (line, at) in page.lines().zip(offsets) {
        let found: serde_json::Value = serde_json::from_str(line).unwrap();
        let before = text[..at].rsplit('\n').next().unwrap();
        let (chars, units) = (before.chars().count() + 1, before.encode_utf16().count() + 1);
        let place = serde_json::json!({ "line": text[..at].matches('\n').count() + 1, "column": chars, "utf16": units, "byte": before.len() + 1 });
        assert_eq!(found["start"], place);
    }
}

fn copy() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[a-z]{1,9}",
        1 => Just("“né”".to_owned()),
        1 => Just("👩🏽‍🚀".to_owned()),
        1 => Just("潮汐表".to_owned()),
        1 => "[\\x00-\\x1f\u{80}-\u{9f}\u{ad}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{e0041}]{1,3}",
        1 => Just("e\u{301}\u{301}\u{301}".to_owned()),
        1 => "[a-z]{60,200}",
    ];
    let between = prop_oneof![12 => Just(" "), 1 => Just("\n\n"), 1 => Just("\r\n"), 1 => Just("\r"), 1 => Just("\t")];
    proptest::collection::vec((word, between), 0..80)
        .prop_map(|words| words.into_iter().map(|(word, between)| word + between).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is marked in whatever copy: the drawing fits the terminal, holds nothing unfit, and
    /// names the place; offsets may lie anywhere, even inside a character or behind the end.
    #[test]
    fn a_drawing_fits_the_terminal_and_is_fit_for_it(
        text in copy(),
        marks in proptest::collection::vec((0u32..3_000, 0u32..400, "[a-z ]{0,16}"), 1..5),
        width in 50usize..140,
    ) {
        let mut sources = Sources::default();
        let len = text.len() as u32 + 3;
        let file = sources.add(SourceFile::new("a.txt", text));
        let spans: Vec<Span> = marks.iter().map(|(at, long, _)| Span::new(file, at % len..at % len + long)).collect();
        let mut diagnostic = Diagnostic::new("a/b", Severity::Error, spans[0], "message").with_label(marks[0].2.as_str());
        for (span, (_, _, message)) in spans.iter().zip(&marks).skip(1) {
            diagnostic.labels.push(copydesk::diagnostic::Label { span: *span, message: message.clone() });
        }
        let drawn = draw(&diagnostic, &sources, &Style { width, ..Style::default() });
        let at = sources.get(file).unwrap().location(spans[0].start);
        prop_assert!(drawn.contains(&format!("a.txt:{}:", at.line)), "{drawn}");
        prop_assert!(!drawn.chars().any(is_unfit), "{drawn:?}");
        for line in drawn.lines() {
            let wide: usize = line.chars().map(|c| c.width().unwrap_or(0)).sum();
            prop_assert!(wide <= width, "{wide} > {width}:\n{drawn}");
        }
    }

    /// The carets of a short place stand beneath its own words, at the column that is told.
    #[test]
    fn carets_stand_under_the_marked_words(text in copy(), pick in 0usize..1_000, width in 50usize..140) {
        let words: Vec<_> = regex::Regex::new("[a-z]{1,9}").unwrap().find_iter(&text).map(|m| m.range()).collect();
        prop_assume!(!words.is_empty());
        let word = words[pick % words.len()].clone();
        let mut sources = Sources::default();
        let file = sources.add(SourceFile::new("a.txt", text.as_str()));
        let span = Span::new(file, word.start as u32..word.end as u32);
        let drawn = draw(&Diagnostic::new("a/b", Severity::Error, span, "m"), &sources, &Style { width, ..Style::default() });
        let at = sources.get(file).unwrap().location(span.start);
        let place = format!("a.txt:{}:{}\n", at.line, at.column);
        prop_assert!(drawn.contains(&place), "{drawn}");
        let lines: Vec<&str> = drawn.lines().collect();
        let carets = lines.iter().position(|line| line.trim_end().ends_with('^')).unwrap();
        let from = lines[carets].chars().take_while(|c| *c != '^').count();
        let mut column = 0;
        let mut under = String::new();
        for c in lines[carets - 1].chars() {
            if column >= from && under.len() < word.len() {
                under.push(c);
            }
            column += c.width().unwrap_or(0);
        }
        prop_assert_eq!(under.as_str(), &text[word], "{}", drawn);
    }
}
