//! A majority, or most of something, that is less than half of it: `A majority, 48 percent, said yes`, `A
//! majority of the 40 teachers, 19,`.

use super::super::line::{self, Line};
use super::super::sum;
use crate::annotate::figures::{Decimal, Figure, Hedge, Kind};
use crate::article::Place;
use crate::check::Finding;

/// `Most (41%) have none`, `Most of them, 41 percent, have none`.
pub fn most(line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let first = figure.tokens.start as usize;
    let open = first.checked_sub(1).filter(|at| line.is_any(*at, &["(", ",", "—", "–"]))?;
    let floor = open.saturating_sub(7).max(line.span().start);
    let head = (floor..open).rev().find(|at| line.is_any(*at, &["most"]))?;
    let between = head + 1..open;
    // `Most of the island’s teachers`, and not `most popular` or `the most`.
    let of = between.is_empty()
        || line.is_any(head + 1, &["of"]) && !line.has(between.clone(), &[",", "and", "in", "who", "which", "that"])
        || between.len() == 1 && line.word(head + 1).ends_with('s');
    let article = line.follows(head, &["the", "a", "his", "her", "its", "their", "at", "second", "third", "for"]);
    let close = line.is_any(figure.tokens.end as usize, &[",", ")", "—", "–", "."]);
    let few = figure.value.high()? < Decimal::from(48) && figure.direction.is_none() && figure.trend.is_none();
    if !of || article || !close || !few || figure.subset || figure.range {
        return None;
    }
    let place = line.tokens.get(head).map(|t| Place::within(line.region, t.start..t.end))?;
    let sum = format!("{} is not most", sum::stated(figure));
    Some(
        Finding::at(line::place(figure))
            .case("two-shares")
            .value("sum", sum)
            .value("stated", sum::stated(figure))
            .value("right", line.word(head))
            .related(place, "share"),
    )
}

/// `A majority, 48 percent, said yes`.
pub fn majority(line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let first = figure.tokens.start as usize;
    let at = first.checked_sub(2).filter(|_| line.follows(first, &[",", "(", "—", "–", "or"]))?;
    let at = if line.is_any(at, &[","]) { at.checked_sub(1)? } else { at };
    // `a majority of the islanders – 45 percent –`
    let floor = at.saturating_sub(5).max(line.span().start);
    let head = (floor..=at).rev().find(|i| line.is_any(*i, &["majority", "minority"])).unwrap_or(at);
    let of = head < at && line.is_any(head + 1, &["of"]) && !line.has(head..at, &[",", "and", "in"]);
    let at = if of { head } else { at };
    let majority = line.is_any(at, &["majority"]);
    if !majority && !line.is_any(at, &["minority"])
        || !line.follows(at, &["a", "the", "clear", "narrow", "slim", "small"])
    {
        return None;
    }
    let half = Decimal::from(50);
    let wrong = if majority { figure.value.high()? < half } else { figure.value.low()? > half };
    if !wrong || !line.is_any(figure.tokens.end as usize, &[",", ")", "—", "–", "."]) {
        return None;
    }
    let place = line.tokens.get(at).map(|t| Place::within(line.region, t.start..t.end))?;
    let sum = format!("{} is no {}", sum::stated(figure), line.word(at).to_lowercase());
    Some(
        Finding::at(line::place(figure))
            .case("two-shares")
            .value("sum", sum)
            .value("stated", sum::stated(figure))
            .value("right", line.word(at))
            .related(place, "share"),
    )
}

/// `A majority of the 40 teachers, 19, voted to strike.`
pub fn counted(line: &Line<'_>, at: usize) -> Option<Finding> {
    let part =
        line.figures.get(at).filter(|f| f.kind == Kind::Count && f.hedge.is_none() && f.noun.is_none() && !f.range)?;
    let whole =
        line.figures.get(at.checked_sub(1)?).filter(|f| f.kind == Kind::Count && f.noun.is_some() && !f.range)?;
    let word =
        line.figures.get(at.checked_sub(2)?).filter(|f| f.kind == Kind::Fraction && f.hedge == Some(Hedge::Vague))?;
    let (first, end) = (part.tokens.start as usize, part.tokens.end as usize);
    let enclosed = line.follows(first, &[",", "(", "—", "–"]) && line.is_any(end, &[",", ")", "—", "–"]);
    let gap = line::phrase_end(whole)..first;
    let of = line.gap(word, whole);
    let small = line.has(word.tokens.start as usize..word.tokens.end as usize, &["majority"]);
    if !enclosed
        || gap.len() > 2
        || of.len() > 4
        || !line.has(of, &["of"])
        || !small
        || part.stated.checked_add(part.stated)? > whole.stated
    {
        return None;
    }
    let sum = format!("{} of {} is no majority", sum::amount(part.stated), sum::amount(whole.stated));
    let finding =
        Finding::at(line::place(part)).case("two-shares").value("sum", sum).value("stated", sum::stated(part));
    Some(finding.value("right", "a majority").related(line::place(whole), "share"))
}
