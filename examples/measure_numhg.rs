//! How often the number of a headline is found again in its story, over the NumHG data: headlines
//! whose number stands in the story as it is (Copy), with its zeros as a letter (Paraphrase) or
//! rounded (Round).
//!
//! `cargo run --release --example measure_numhg -- numhg.tsv [misses]`. The file is tab-separated:
//! half, needs_reasoning, derivation, number, headline, body. It is not part of the project;
//! without it there is nothing to measure. With `misses`, prints each headline that failed.

use copydesk::annotate::Annotated;
use copydesk::annotate::dates::DateMention;
use copydesk::annotate::figures::{Figure, Kind};
use copydesk::article::{Article, Region, Role, Text};
use copydesk::source::FileId;

/// What became of a headline's number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Read in the headline, and in the story with a value that agrees.
    Found,
    /// Read in the headline; nothing in the story agrees.
    Lost,
    /// No figure but part of a name that the story has too (`Flight 370`, `9/11`).
    Named,
    /// Left unread in the headline.
    Unread,
}

fn agree(a: &Figure, b: &Figure) -> bool {
    let counts = |k: Kind| matches!(k, Kind::Count | Kind::Measure | Kind::Duration | Kind::Age | Kind::Multiple);
    // Headlines leave units out: a bare number may be any quantity that is not of a kind of its own.
    let kinds = a.kind == b.kind || counts(a.kind) && counts(b.kind) || a.kind == Kind::Count || b.kind == Kind::Count;
    let parts = |a: &Figure, b: &Figure| {
        b.kind == Kind::OutOf && b.pair.is_some_and(|(part, whole)| a.value.contains(part) || a.value.contains(whole))
    };
    let ranks = |a: &Figure, b: &Figure| a.kind == Kind::Ordinal && matches!(b.kind, Kind::Age | Kind::Duration);
    if a.stated == b.stated && (kinds || ranks(a, b) || ranks(b, a)) || parts(a, b) {
        return true;
    }
    let shares = a.share().zip(b.share()).is_some_and(|(a, b)| !a.disjoint(&b));
    shares || kinds && !a.value.disjoint(&b.value) || a.pair.is_some() && a.pair == b.pair
}

fn same_time(a: &DateMention, b: &DateMention) -> bool {
    let years = |d: &DateMention| [d.year, d.until.and_then(|u| u.year)];
    let year = a.year.is_none_or(|y| years(b).contains(&Some(y)));
    let day = a.day.is_none_or(|_| a.day == b.day && a.month == b.month);
    let time = a.time.is_none_or(|_| a.time == b.time);
    let distance = a.distance.is_none_or(|d| b.distance.is_some_and(|e| d.amount.abs() == e.amount.abs()));
    year && day && time && distance
}

fn outcome(number: &str, headline: &str, body: &str) -> Outcome {
    let mut article = Article::new(FileId(0), "plain");
    article.regions.push(Region::new(Role::Headline, Text::verbatim(headline, 0)));
    article.regions.push(Region::new(Role::Paragraph, Text::verbatim(body, 0)));
    let annotated = Annotated::new(&article);
    let (figures, dates) = (annotated.figures(), annotated.dates());
    let covers = |start: u32, end: u32| headline[start as usize..end as usize].contains(number);
    let read = figures.of(0).iter().find(|f| covers(f.number.start, f.number.end));
    if let Some(figure) = read {
        // A headline may count what the story writes as a date or a distance: `5 Years Ago`.
        let amount = |d: &DateMention| {
            d.distance
                .is_some_and(|d| figure.value.contains(d.amount.abs().into()) && !matches!(figure.kind, Kind::Money(_)))
        };
        let found = figures.of(1).iter().any(|f| agree(figure, f)) || dates.of(1).iter().any(amount);
        return if found { Outcome::Found } else { Outcome::Lost };
    }
    if let Some(date) = dates.of(0).iter().find(|d| covers(d.start, d.end)) {
        let amount = |f: &Figure| date.distance.is_some_and(|d| f.stated == d.amount.abs().into());
        let found = dates.of(1).iter().any(|d| same_time(date, d)) || figures.of(1).iter().any(amount);
        return if found { Outcome::Found } else { Outcome::Lost };
    }
    // The word that the number is part of, or the number with the word before it.
    let mut words = headline.split(|c: char| c.is_whitespace() || ",:;'’‘\"()?!".contains(c)).filter(|w| !w.is_empty());
    let mut before = "";
    let named = words.any(|word| {
        let bare = word.trim_end_matches('.').trim_end_matches('s');
        let alone = bare == number;
        let name = if alone { format!("{before} {bare}") } else { bare.to_owned() };
        before = word;
        word.contains(number) && (body.contains(&name))
    });
    if named { Outcome::Named } else { Outcome::Unread }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(data) = arguments.next().and_then(|path| std::fs::read_to_string(path).ok()) else {
        println!("no file to measure: give the path of the tab-separated NumHG data");
        return;
    };
    let print = arguments.next().is_some();
    let mut totals = [[0u32; 4]; 3];
    for row in data.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let &[_, _, derivation, number, headline, body] = columns.as_slice() else { continue };
        let class = match derivation.split('(').next().map(str::trim) {
            Some("Copy") => 0,
            Some("Paraphrase") => 1,
            Some("Round") => 2,
            _ => continue,
        };
        let outcome = outcome(number, headline, body);
        totals[class][outcome as usize] += 1;
        if print && !matches!(outcome, Outcome::Found | Outcome::Named) {
            let word = if outcome == Outcome::Lost { "lost" } else { "unread" };
            println!("{word}\t{derivation}\t{headline}");
        }
    }
    let share = |counts: &[u32]| {
        let all: u32 = counts.iter().sum();
        let [found, lost, named, unread] = *counts else { return String::new() };
        let figures = all - named;
        let of = |n: u32| f64::from(found) / f64::from(n.max(1));
        format!(
            "{found} found of {all} ({:.4}), of {figures} figures ({:.4}); {lost} lost, {named} named, {unread} unread",
            of(all),
            of(figures)
        )
    };
    for (class, counts) in ["copy", "paraphrase", "round"].iter().zip(&totals) {
        println!("{class}: {}", share(counts));
    }
    let sums: Vec<u32> = (0..4).map(|i| totals.iter().map(|t| t[i]).sum()).collect();
    println!("all: {}", share(&sums));
}
