//! The figure grammar against labelled sentences (`tests/language/figures.tsv`), and against
//! text that nobody wrote.
//!
//! A line of the data is a sentence with its figures in double square brackets, then one column
//! a figure: its kind, its value, and any `key=value` that the sentence settles. The value is a
//! number (what is stated, without a hedge), `a~b` (a pair or a range), or an interval as it is
//! displayed. `HEAD ` starts a headline. A figure where none is marked is a fault as well.

use std::fmt::Write as _;

use copydesk::annotate::Annotated;
use copydesk::annotate::figures::{Direction, Figure, Kind, Trend};
use copydesk::annotate::tokens::key;
use copydesk::article::{Article, Region, Role, Text};
use copydesk::source::FileId;
use proptest::prelude::*;

fn article(role: Role, text: &str) -> Article {
    let mut article = Article::new(FileId(0), "plain");
    article.regions.push(Region::new(role, Text::verbatim(text, 0)));
    article
}

/// The sentence without its brackets, and the byte ranges that they mark.
fn unmark(marked: &str) -> (String, Vec<(u32, u32)>) {
    let mut plain = String::new();
    let mut spans = Vec::new();
    let mut rest = marked;
    while let Some(open) = rest.find("[[") {
        plain.push_str(&rest[..open]);
        let close = rest.find("]]").expect("a closing bracket");
        let start = plain.len() as u32;
        plain.push_str(&rest[open + 2..close]);
        spans.push((start, plain.len() as u32));
        rest = &rest[close + 2..];
    }
    plain.push_str(rest);
    (plain, spans)
}

fn kind(kind: Kind) -> String {
    match kind {
        Kind::Money(code) => format!("money:{code}"),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn slot(figure: &Figure, plain: &str, name: &str) -> String {
    let text = |range: &std::ops::Range<u32>| plain[range.start as usize..range.end as usize].replace(' ', "_");
    match name {
        "noun" => figure.noun.as_ref().map_or(String::new(), |n| text(&n.head)),
        "role" => figure.role.unwrap_or("").to_owned(),
        "unit" => figure.unit.map_or("", |u| u.name).to_owned(),
        "group" => figure.group.unwrap_or("").to_owned(),
        "place" => figure.place.as_ref().map_or(String::new(), text),
        "per" => figure
            .per
            .map_or("", |k| ["year", "month", "hour", "day", "share"].into_iter().find(|w| key(w) == k).unwrap_or("?"))
            .to_owned(),
        "dir" => match figure.direction {
            Some(Direction::To) => "to",
            Some(Direction::From) => "from",
            Some(Direction::By) => "by",
            None => "",
        }
        .to_owned(),
        "trend" => match figure.trend {
            Some(Trend::Up) => "up",
            Some(Trend::Down) => "down",
            None => "",
        }
        .to_owned(),
        "is" => {
            let mut flags = Vec::new();
            if figure.additional {
                flags.push("additional");
            }
            if figure.subset {
                flags.push("subset");
            }
            if figure.margin {
                flags.push("margin");
            }
            if figure.speech {
                flags.push("speech");
            }
            flags.join("+")
        }
        other => panic!("no slot {other}"),
    }
}

fn value(figure: &Figure, wanted: &str) -> String {
    if wanted.contains('~') {
        return figure.pair.map_or("no pair".into(), |(a, b)| format!("{}~{}", a.normalize(), b.normalize()));
    }
    if wanted.starts_with(['[', '(']) {
        return figure.value.to_string().replace(' ', "");
    }
    match figure.hedge {
        None => figure.stated.normalize().to_string(),
        Some(hedge) => format!("{} {hedge:?}", figure.stated.normalize()),
    }
}

/// What is wrong with one expected figure; empty where nothing is.
fn faults(figure: &Figure, plain: &str, expected: &str) -> String {
    let mut words = expected.split_whitespace();
    let (wanted_kind, wanted) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let mut out = String::new();
    let mut compare = |name: &str, found: String, wanted: &str| {
        if found != wanted {
            write!(out, " {name} is `{found}`, not `{wanted}`;").unwrap();
        }
    };
    compare("kind", kind(figure.kind), wanted_kind);
    compare("value", value(figure, wanted), wanted);
    for extra in words {
        let (name, wanted) = extra.split_once('=').expect("key=value");
        compare(name, slot(figure, plain, name), wanted);
    }
    out
}

#[test]
fn labelled_figures_are_read_as_labelled() {
    let data = include_str!("language/figures.tsv");
    let (mut items, mut right, mut report) = (0, 0, String::new());
    for (index, line) in data.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let marked = columns.next().unwrap_or("");
        let (role, marked) = match marked.strip_prefix("HEAD ") {
            Some(head) => (Role::Headline, head),
            None => (Role::Paragraph, marked),
        };
        let (plain, spans) = unmark(marked);
        let expected: Vec<&str> = columns.collect();
        assert_eq!(spans.len(), expected.len(), "line {}: marks and columns differ", index + 1);
        let article = article(role, &plain);
        let annotated = Annotated::new(&article);
        let figures = annotated.figures().all();
        items += expected.len().max(1);
        let mut wrong = 0;
        for (span, expected) in spans.iter().zip(&expected) {
            let found = figures.iter().find(|f| (f.start, f.end) == *span);
            let fault = found.map_or(" not found;".to_owned(), |figure| faults(figure, &plain, expected));
            if !fault.is_empty() {
                wrong += 1;
                writeln!(report, "{}: `{}`:{fault}", index + 1, &plain[span.0 as usize..span.1 as usize]).unwrap();
            }
        }
        for figure in figures.iter().filter(|f| !spans.contains(&(f.start, f.end))) {
            wrong += 1;
            let text = &plain[figure.start as usize..figure.end as usize];
            writeln!(report, "{}: `{text}` read as {:?} {}", index + 1, figure.kind, figure.value).unwrap();
        }
        right += expected.len().max(1).saturating_sub(wrong);
    }
    let share = right as f64 / items as f64;
    println!("{right} of {items} right ({share:.4})\n{report}");
    assert!(items >= 400, "only {items} labelled expressions");
    assert!(share >= 0.98, "{right} of {items} right\n{report}");
}

/// Words and marks that the grammar turns on, to put together at random.
const PIECES: &[&str] = &[
    "one",
    "two",
    "twenty",
    "hundred",
    "million",
    "a",
    "half",
    "third",
    "quarter",
    "of",
    "in",
    "out",
    "to",
    "from",
    "by",
    "between",
    "and",
    "-",
    "–",
    ",",
    ".",
    "$",
    "£",
    "%",
    "12",
    "3.5",
    "1,200",
    "2016",
    "45",
    "007",
    "½",
    "/",
    ":",
    "(",
    ")",
    "about",
    "nearly",
    "more",
    "than",
    "no",
    "none",
    "dozen",
    "dozens",
    "several",
    "times",
    "doubled",
    "percent",
    "miles",
    "feet",
    "inches",
    "years",
    "old",
    "year",
    "people",
    "killed",
    "minus",
    "±",
    "plus",
    "or",
    "May",
    "March",
    "Tuesday",
    "a.m.",
    "ago",
    "later",
    "s",
    "'",
    "th",
    "79228162514264337593543950335",
    "0",
    "k",
    "m",
    "bn",
    "x",
    "é",
];

fn sound(text: &str) {
    let article = article(Role::Paragraph, text);
    let annotated = Annotated::new(&article);
    for figure in annotated.figures().all() {
        let place = figure.start as usize..figure.end as usize;
        assert!(text.get(place.clone()).is_some_and(|t| !t.is_empty()), "{place:?} in {text:?}");
        assert!(text.get(figure.number.start as usize..figure.number.end as usize).is_some());
        if let (Some(low), Some(high)) = (figure.value.low(), figure.value.high()) {
            assert!(low <= high, "{} in {text:?}", figure.value);
        }
        for range in figure.noun.iter().flat_map(|n| [&n.head, &n.modifiers]).chain(&figure.place) {
            assert!(text.get(range.start as usize..range.end as usize).is_some());
        }
        let _ = (figure.share(), figure.claim(), figure.in_base_unit());
    }
    let mut end = 0;
    for figure in annotated.figures().all() {
        assert!(figure.start >= end, "figures overlap in {text:?}");
        end = figure.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,80}") {
        sound(&text);
    }

    #[test]
    fn any_row_of_number_words_can_be_read(
        pieces in prop::collection::vec((0..PIECES.len(), prop::bool::weighted(0.7)), 0..30),
    ) {
        let mut text = String::new();
        for (piece, spaced) in pieces {
            text.push_str(PIECES[piece]);
            if spaced {
                text.push(' ');
            }
        }
        sound(&text);
    }
}

#[test]
fn one_piece_over_and_over_is_read_soundly() {
    for piece in [
        "1",
        ",",
        "one ",
        "1 ",
        "1,",
        "1-",
        "a million ",
        "Article 5, ",
        "between 1 and ",
        "two-",
        "in ",
        "'16 ",
        "1/2 ",
        "(",
    ] {
        sound(&piece.repeat(20_000 / piece.len()));
    }
}
