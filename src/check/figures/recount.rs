//! A group that is counted again without its noun: `Four members were convicted … The five were also
//! fined`.
//!
//! "The five" points back at people whom the story has counted or named before. Where it has counted one
//! group of people shortly before, with another number, and nobody of the story makes five, one of the two
//! numbers is wrong.

use std::collections::HashSet;

use super::line::{self, Line};
use super::mention::{self, Words};
use super::sum;
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Hedge, Kind, Noun};
use crate::annotate::names;
use crate::check::Finding;

/// So many regions back a group is still the one that is spoken of.
const REACH: u32 = 3;
/// The largest group that is called by its number alone.
const LARGEST: i64 = 20;
/// No more figures of a story are looked at.
const MOST: usize = 400;

/// Words behind a group that is called by its number alone.
const VERBS: [&str; 18] = [
    "were", "are", "have", "had", "also", "will", "would", "face", "faced", "said", "pleaded", "died", "all", "then",
    "could", "may", "live", "lived",
];

/// A group of people that was counted.
struct Group<'a> {
    figure: &'a Figure,
    /// How many it has: one more than the figure says in `two men and a woman`.
    size: Decimal,
    /// Whether others are counted beside it in its sentence, so that it is not the whole.
    mixed: bool,
}

/// The first group that has grown or shrunk.
pub fn find(article: &Annotated<'_>, words: &Words) -> Option<Finding> {
    let mut told: HashSet<Decimal> = HashSet::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut seen = 0;
    for line in line::lines(article).filter(|l| !article.region(l.region).role.is_display()) {
        for figure in line.figures.iter().filter(|f| is_counted(f)) {
            seen += 1;
            if seen > MOST {
                return None;
            }
            let points = is_bare(&line, figure) || is_called(&line, figure, words);
            if let Some(back) = points.then(|| rival(article, &groups, &told, figure)).flatten() {
                return Some(finding(article, back, figure));
            }
        }
        let people: Vec<&Figure> =
            line.figures.iter().filter(|f| is_counted(f) && (words.is_people(&line, f) || f.noun.is_none())).collect();
        let mut total = Decimal::ZERO;
        for figure in &people {
            total = total.checked_add(figure.stated)?;
            told.insert(figure.stated);
            told.insert(total);
            if one_more(&line, figure) {
                told.insert(total.checked_add(Decimal::ONE)?);
            }
        }
        let counted = people.iter().filter(|f| f.noun.is_some() && figure_is_group(f));
        groups.extend(counted.filter_map(|figure| {
            let more = if one_more(&line, figure) { Decimal::ONE } else { Decimal::ZERO };
            Some(Group { figure, size: figure.stated.checked_add(more)?, mixed: people.len() > 1 })
        }));
    }
    None
}

fn is_counted(figure: &Figure) -> bool {
    figure.kind == Kind::Count && mention::is_plain(figure) && figure.stated > Decimal::ONE
}

fn figure_is_group(figure: &Figure) -> bool {
    !figure.additional && !figure.subset && matches!(figure.hedge, None | Some(Hedge::Exactly))
}

/// `The five were`, `All four said`.
fn is_bare(line: &Line<'_>, figure: &Figure) -> bool {
    let (first, end) = (figure.tokens.start as usize, figure.tokens.end as usize);
    figure.noun.is_none()
        && figure.hedge.is_none()
        && !figure.speech
        && figure.stated > Decimal::TWO
        && figure.stated <= Decimal::from(LARGEST)
        && line.follows(first, &["the", "all"])
        && first == line.span().start + 1
        && line.is_any(end, &VERBS)
}

/// `in favor of the five plaintiffs`: people who were called something else when they were counted.
fn is_called(line: &Line<'_>, figure: &Figure, words: &Words) -> bool {
    let end = line::phrase_end(figure);
    let head = |n: &Noun| line.tokens.get(n.tokens.end as usize - 1).is_some_and(|t| !t.capital);
    let bare = figure.noun.as_ref().is_some_and(|n| n.modifiers.is_empty() && head(n));
    bare && words.is_people(line, figure)
        && figure.hedge.is_none()
        && !figure.speech
        && figure.stated > Decimal::TWO
        && figure.stated <= Decimal::from(LARGEST)
        && line.follows(figure.tokens.start as usize, &["the", "all"])
        && !line.is_any(
            end,
            &[
                "who", "whom", "whose", "of", "in", "at", "from", "on", "with", "to", "for", "that", "killed",
                "injured", "arrested",
            ],
        )
}

/// The one group that was counted shortly before, where its number is another.
fn rival<'a>(
    article: &Annotated<'_>,
    groups: &[Group<'a>],
    told: &HashSet<Decimal>,
    figure: &Figure,
) -> Option<&'a Figure> {
    if told.contains(&figure.stated) || named(article, figure).any(|n| Decimal::from(n) == figure.stated) {
        return None;
    }
    let mut near = groups.iter().rev().take_while(|g| figure.region - g.figure.region <= REACH);
    let last = near.next().filter(|g| !g.mixed)?;
    let same = near.all(|g| g.size == last.size);
    // Who miscounts a group of people is off by one or two.
    let apart = last.size.checked_sub(figure.stated)?.abs();
    let most = if last.size > Decimal::TWO { Decimal::TWO } else { Decimal::ONE };
    (same && apart <= most).then_some(last.figure)
}

/// How many people the story has named up to the figure: in its paragraph and the one before, and so on.
fn named<'a>(article: &'a Annotated<'_>, figure: &'a Figure) -> impl Iterator<Item = usize> + 'a {
    (0..=REACH + 3).map(move |back| {
        let from = figure.region.saturating_sub(back);
        let people: HashSet<_> = (from..=figure.region)
            .flat_map(|region| article.names().of(region))
            .filter(|n| n.kind == names::Kind::Person && (n.region, n.start) < (figure.region, figure.start))
            .map(|n| n.entity)
            .collect();
        people.len()
    })
}

/// `three men and a woman`, `Ida Kerr and three others`
fn one_more(line: &Line<'_>, figure: &Figure) -> bool {
    let first = figure.tokens.start as usize;
    let named = first.checked_sub(2).and_then(|at| line.tokens.get(at)).is_some_and(|t| t.capital);
    if named && line.follows(first, &["and", "with"]) {
        return true;
    }
    let end = line::phrase_end(figure);
    let rest = end..line.span().end.min(end + 6);
    line.has(rest.clone(), &["and", "with"]) && line.has(rest, &["a", "an", "another", "one", "his", "her", "their"])
}

fn finding(article: &Annotated<'_>, there: &Figure, here: &Figure) -> Finding {
    let noun =
        there.noun.as_ref().and_then(|n| article.plain(there.region).get(n.head.start as usize..n.head.end as usize));
    Finding::at(line::place(here))
        .value("stated", sum::stated(here))
        .value("first", sum::stated(there))
        .value("thing", noun.unwrap_or("people"))
        .related(line::place(there), "first")
}
