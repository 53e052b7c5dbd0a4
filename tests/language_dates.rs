//! The date grammar against labelled sentences (`tests/language/dates.tsv`), and against text
//! that nobody wrote.
//!
//! A line of the data is a sentence with its mentions in double square brackets, then one column
//! a mention: its kind, and what the sentence settles: `y m d w` (year, month, day, weekday; an
//! empty value: not written), `t` (time), `until`, `dist` (amount:unit), `ok` (whether there is
//! such a date) and `res` (the day or the days it covers; empty: left open). Every sentence is
//! dated Wednesday, May 15, 2024. A mention where none is marked is a fault as well.

use std::fmt::Write as _;

use copydesk::annotate::Annotated;
use copydesk::annotate::dates::{self, DateMention, Kind};
use copydesk::article::{Article, Region, Role, Stated, Text};
use copydesk::source::FileId;
use proptest::prelude::*;

fn article(text: &str) -> Article {
    let mut article = Article::new(FileId(0), "plain");
    article.published = Some(Stated { value: "2024-05-15T09:30:00Z".into(), source: 0..0 });
    article.regions.push(Region::new(Role::Paragraph, Text::verbatim(text, 0)));
    article
}

fn slot(mention: &DateMention, name: &str) -> String {
    let number = |n: Option<i32>| n.map_or(String::new(), |n| n.to_string());
    let small = |n: Option<u8>| number(n.map(i32::from));
    match name {
        "y" => number(mention.year),
        "m" => small(mention.month),
        "d" => small(mention.day),
        "w" => small(mention.weekday),
        "t" => mention.time.map_or(String::new(), |t| format!("{:02}:{:02}", t.hour, t.minute)),
        "until" => mention.until.map_or(String::new(), |u| match (u.month, u.day) {
            (Some(month), Some(day)) => format!("{month}-{day}"),
            _ => number(u.year),
        }),
        "dist" => mention
            .distance
            .map_or(String::new(), |d| format!("{}:{}", d.amount, format!("{:?}", d.span).to_lowercase())),
        "ok" => if mention.possible { "yes" } else { "no" }.to_owned(),
        "res" => {
            mention.resolved.map_or(String::new(), |(a, b)| if a == b { a.to_string() } else { format!("{a}/{b}") })
        }
        other => panic!("no slot {other}"),
    }
}

#[test]
fn labelled_dates_are_read_as_labelled() {
    let data = include_str!("language/dates.tsv");
    let (mut items, mut right, mut report) = (0, 0, String::new());
    for (index, line) in data.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let mut marked = columns.next().unwrap_or("");
        let (mut plain, mut spans) = (String::new(), Vec::new());
        while let Some((before, rest)) = marked.split_once("[[") {
            let (inner, rest) = rest.split_once("]]").expect("a closing bracket");
            plain.push_str(before);
            spans.push((plain.len() as u32, (plain.len() + inner.len()) as u32));
            plain.push_str(inner);
            marked = rest;
        }
        plain.push_str(marked);
        let expected: Vec<&str> = columns.collect();
        assert_eq!(spans.len(), expected.len(), "line {}: marks and columns differ", index + 1);
        let article = article(&plain);
        let annotated = Annotated::new(&article);
        let found = annotated.dates().all();
        items += expected.len().max(1);
        let mut wrong = 0;
        for (span, expected) in spans.iter().zip(&expected) {
            let text = &plain[span.0 as usize..span.1 as usize];
            let Some(mention) = found.iter().find(|m| (m.start, m.end) == *span) else {
                wrong += 1;
                writeln!(report, "{}: `{text}` not found", index + 1).unwrap();
                continue;
            };
            let mut words = expected.split_whitespace();
            let kind = format!("{:?}", mention.kind).to_lowercase();
            let mut faults = String::new();
            let wanted_kind = words.next().unwrap_or("");
            if kind != wanted_kind {
                write!(faults, " kind is {kind}, not {wanted_kind};").unwrap();
            }
            for extra in words {
                let (name, wanted) = extra.split_once('=').expect("key=value");
                let value = slot(mention, name);
                if value != wanted {
                    write!(faults, " {name} is `{value}`, not `{wanted}`;").unwrap();
                }
            }
            if !faults.is_empty() {
                wrong += 1;
                writeln!(report, "{}: `{text}`:{faults}", index + 1).unwrap();
            }
        }
        for mention in found.iter().filter(|m| !spans.contains(&(m.start, m.end))) {
            wrong += 1;
            let text = &plain[mention.start as usize..mention.end as usize];
            writeln!(report, "{}: `{text}` read as {:?}", index + 1, mention.kind).unwrap();
        }
        right += expected.len().max(1).saturating_sub(wrong);
    }
    let share = f64::from(right as u32) / items as f64;
    println!("{right} of {items} right ({share:.4})\n{report}");
    assert!(share >= 0.98, "{right} of {items} right\n{report}");
}

#[test]
fn the_day_of_writing_is_read_in_every_usual_form() {
    let day = dates::civil(2026, 4, 8);
    assert!(day.is_some());
    for text in [
        "2026-04-08",
        "2026-04-08T10:30:00Z",
        "2026-04-08T10:30:00.000+02:00",
        "2026-04-08 10:30:00 -0500",
        "Wed, 08 Apr 2026 10:30:00 +0000",
        "Wed, 8 Apr 2026 10:30 GMT",
        "April 8, 2026",
        "Apr. 8, 2026 at 9:15 a.m.",
        "8 April 2026",
        "Wednesday 8 April 2026",
        "2026/04/08",
        "DENBY, April 8, 2026",
    ] {
        assert_eq!(dates::day_in(text), day, "{text}");
    }
    for text in ["", "soon", "4/8/2026", "April 8", "2026", "2026-02-30"] {
        assert_eq!(dates::day_in(text), None, "{text}");
    }
}

#[test]
fn without_a_day_of_writing_only_full_dates_are_worked_out() {
    let mut article = article("It opened on Oct. 7, closed on Oct. 9, 2023, and burned last week.");
    article.published = None;
    let annotated = Annotated::new(&article);
    let resolved: Vec<bool> = annotated.dates().all().iter().map(|m| m.resolved.is_some()).collect();
    assert_eq!(resolved, [false, true, false]);
    assert!(annotated.dates().all().iter().any(|m| m.kind == Kind::Relative));
}

const PIECES: &[&str] = &[
    "Oct",
    "October",
    "May",
    "Feb",
    "30",
    "31",
    "29",
    "7",
    "2023",
    "1900",
    "99",
    "10",
    "13",
    "-",
    "–",
    "/",
    ".",
    ",",
    ":",
    "th",
    "st",
    "of",
    "to",
    "in",
    "Tuesday",
    "Tue",
    "last",
    "next",
    "this",
    "week",
    "year",
    "ago",
    "later",
    "into",
    "a.m.",
    "pm",
    "GMT",
    "noon",
    "half",
    "past",
    "o'clock",
    "quarter",
    "first",
    "third",
    "century",
    "fiscal",
    "Q3",
    "'",
    "90",
    "s",
    "0",
    "0300",
    "five",
    "a",
    "few",
    "couple",
    "nearly",
    "99999999999999",
    "spring",
    "today",
    "(",
    "é",
];

fn sound(text: &str) {
    let article = article(text);
    let annotated = Annotated::new(&article);
    let mut end = 0;
    for mention in annotated.dates().all() {
        assert!(mention.start >= end && mention.end > mention.start, "mentions overlap in {text:?}");
        end = mention.end;
        assert!(text.get(mention.start as usize..mention.end as usize).is_some());
        if let Some((first, last)) = mention.resolved {
            assert!(first <= last && mention.possible, "{text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,80}") {
        sound(&text);
    }

    #[test]
    fn any_row_of_calendar_words_can_be_read(
        pieces in prop::collection::vec((0..PIECES.len(), prop::bool::weighted(0.6)), 0..24),
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
