//! Totals that stand apart from their parts: `Eleven people were held. … The 11 men and one woman
//! were charged`, and names that fill up a number: `Six of the eight judges chose Hale, with Ali,
//! Brun and Cole for Diaz`.
//!
//! Parts and total within one phrase are [`super::total`]'s.

use super::line::{self, Line};
use super::named;
use super::sum;
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::article::Place;
use crate::check::Finding;

/// Men and women, adults and children: two counts that make one of people.
struct Both<'a> {
    line: Line<'a>,
    first: &'a Figure,
    second: &'a Figure,
    sum: Decimal,
}

/// Looks at the whole story.
pub fn look(article: &Annotated<'_>, found: &mut Vec<Finding>) {
    let mut both = Vec::new();
    let mut people: Vec<&Figure> = Vec::new();
    for line in line::lines(article) {
        for at in 0..line.figures.len() {
            found.extend(filled(&line, at));
            if let Some(pair) = pair(&line, at) {
                both.push(pair);
            }
        }
        people.extend(line.figures.iter().filter(|f| is_total(f)));
    }
    for pair in both {
        found.extend(apart(&pair, &people));
    }
}

fn is_plain(figure: &Figure) -> bool {
    figure.kind == Kind::Count && figure.hedge.is_none() && !figure.range && !figure.speech && !figure.additional
}

fn is_total(figure: &Figure) -> bool {
    is_plain(figure) && figure.group.is_none() && figure.role.is_some() && !figure.subset
}

fn pair<'a>(line: &Line<'a>, at: usize) -> Option<Both<'a>> {
    let (first, second) = (line.figures.get(at)?, line.figures.get(at + 1)?);
    let class = |f: &Figure| f.group.and_then(|g| g.split_once('/'));
    let (a, b) = (class(first)?, class(second)?);
    let joined = line.only(line.gap(first, second), &["and"]) && !line.gap(first, second).is_empty();
    // `two men, a woman and a child` has a third part.
    let start = first.tokens.start as usize;
    let more = line.follows(start, &[",", "and"])
        || line.is_any(line::phrase_end(second), &[",", "and"])
            && line.figures.get(at + 2).is_some_and(|f| f.group.is_some());
    let plain = is_plain(first) && is_plain(second) && a.0 == b.0 && a.1 != b.1;
    let sum = first.stated.checked_add(second.stated)?;
    (plain && joined && !more && !second.subset && !first.subset).then_some(Both { line: *line, first, second, sum })
}

/// The pair against the story's number of people to whom the same happened.
fn apart(pair: &Both<'_>, people: &[&Figure]) -> Option<Finding> {
    let start = pair.first.tokens.start as usize;
    let definite = pair.line.follows(start, &["the", "those", "these"]);
    let role = pair.second.role.or(pair.first.role)?;
    let totals = || people.iter().filter(|f| f.role == Some(role));
    let first = totals().next()?;
    let one = totals().all(|f| f.stated == first.stated);
    let near = first.stated.checked_sub(pair.sum)?.abs() <= Decimal::TWO;
    let elsewhere = (first.region, first.sentence) != (pair.first.region, pair.first.sentence);
    if !definite || !one || !near || !elsewhere || first.stated == pair.sum || first.region > pair.first.region {
        return None;
    }
    let sum = format!(
        "{} + {} = {}, the text says {}",
        sum::amount(pair.first.stated),
        sum::amount(pair.second.stated),
        sum::amount(pair.sum),
        sum::stated(first)
    );
    Some(
        Finding::at(line::place(pair.first))
            .case("apart")
            .value("sum", sum)
            .value("stated", sum::stated(first))
            .value("right", sum::amount(pair.sum))
            .related(line::place(pair.second), "part")
            .related(line::place(first), "part"),
    )
}

/// `Six of the eight judges chose Hale, with Ali, Brun and Cole for Diaz`.
fn filled(line: &Line<'_>, at: usize) -> Option<Finding> {
    let figure = line.figures.get(at).filter(|f| f.kind == Kind::OutOf && !f.speech && f.hedge.is_none())?;
    let (part, whole) = figure.pair?;
    let end = line::phrase_end(figure);
    let with = (end..(end + 20).min(line.span().end))
        .find(|i| line.is_any(*i, &["with"]) && line.follows(*i, &[",", "—", "–"]))?;
    let list = named::list(line, with + 1)?;
    // The others do something of their own: `plumping for Brun`, `against`.
    let other = line.word(list.tokens.end);
    let named = Decimal::from(list.count);
    let total = part.checked_add(named)?;
    let apart = other.ends_with("ing") || ["for", "against", "opposed", "in"].contains(&other);
    if !apart || total == whole || part > whole || named == part {
        return None;
    }
    let sum = format!(
        "{} + {} = {}, the text says {}",
        sum::amount(part),
        list.count,
        sum::amount(total),
        sum::amount(whole)
    );
    let byte = |at: usize, end: bool| line.tokens.get(at).map_or(0, |t| if end { t.end } else { t.start });
    let place = Place::within(line.region, byte(list.tokens.start, false)..byte(list.tokens.end - 1, true));
    Some(
        Finding::at(line::place(figure))
            .case("apart")
            .value("sum", sum)
            .value("stated", sum::amount(whole))
            .value("right", sum::amount(total))
            .related(place, "part"),
    )
}
