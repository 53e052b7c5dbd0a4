//! A total and where its parts were: `killed 24 people: 16 in Denby, nine in Marlow and one in Corran`,
//! `450 boats in March and 300 boats in May, a total of 850 boats`.
//!
//! Parts that are told apart by one preposition share no member. Behind a colon, a dash or a bracket
//! they are all there is; behind a comma they may be some of it, so that only a sum that is too large,
//! or near, counts.

use super::super::line::{self, Line};
use super::{MOST, added_up, exact, is_part};
use crate::annotate::figures::{Decimal, Figure, Interval, Kind};
use crate::check::Finding;

/// What parts are told apart by.
const APART: [&str; 9] = ["in", "from", "at", "on", "for", "near", "outside", "by", "to"];

/// Words between a total and its list that make another clause.
const WALLS: [&str; 16] = [
    "and",
    "but",
    "or",
    "who",
    "which",
    "that",
    "including",
    "while",
    "after",
    "than",
    "as",
    "because",
    "when",
    "with",
    "of",
    "if",
];

/// So many tokens stand between a total and its list: `were killed in the blasts`.
const BETWEEN: usize = 8;

/// So many tokens a part has behind its preposition: `in the northern suburb of Denby`.
const PLACE: usize = 7;

/// One part of a list: a number and, where it is a figure, which.
struct Part<'a> {
    value: Decimal,
    interval: Interval,
    figure: Option<&'a Figure>,
}

/// The parts behind a total that do not make it.
pub fn find(line: &Line<'_>, at: usize) -> Option<Finding> {
    let total = line.figures.get(at)?;
    let counted = total.kind == Kind::Count && (total.noun.is_some() || total.role.is_some());
    let plain = counted && is_part(total) && !total.subset && !total.additional && total.hedge.is_none();
    if !plain || total.direction.is_some() || total.stated < Decimal::from(3) {
        return None;
    }
    let end = line::phrase_end(total);
    let until = (end + BETWEEN).min(line.span().end);
    let stop = (end..until).find(|at| line.is_any(*at, &[":", "—", "–", "(", ","]) || line.is_any(*at, &WALLS))?;
    let comma = line.is_any(stop, &[","]);
    let inner = line.figures.iter().any(|f| (end..stop).contains(&(f.tokens.start as usize)));
    if line.is_any(stop, &WALLS) || inner {
        return None;
    }
    let parts = parts(line, total, stop + 1)?;
    // `450 boats in March, 200 boats in April`, `900 settlers from here, 700 from there`: what stands first
    // is one of the list.
    let own = APART.iter().any(|word| line.is_any(end, &[word]));
    if comma && (own || parts.iter().any(|p| p.figure.is_some_and(|f| f.noun.is_some()))) {
        return None;
    }
    let made = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.value))?;
    let value = parts.iter().try_fold(Interval::point(Decimal::ZERO), |sum, p| sum.add(&p.interval))?;
    let whole = exact(total)?;
    let missing = total.stated.checked_sub(made)?;
    // Some of many are no account of them.
    let few = missing > Decimal::TWO.max(total.stated.checked_div(Decimal::TEN)?);
    let half = made.checked_add(made)? < total.stated;
    if !value.disjoint(&whole) || comma && few || half {
        return None;
    }
    finding(total, &parts, &value)
}

/// The items of a list, up to its end; nothing where one of them is none.
fn parts<'a>(line: &Line<'a>, total: &Figure, first: usize) -> Option<Vec<Part<'a>>> {
    let end = line.span().end;
    let mut parts: Vec<Part<'a>> = Vec::new();
    let mut preposition: Option<&str> = None;
    let mut at = first;
    let mut joined = false;
    loop {
        let figure = line.figures.iter().find(|f| f.tokens.start as usize == at);
        let (part, behind) = match figure {
            Some(f) => {
                let plain = is_part(f) && f.kind == Kind::Count && f.hedge.is_none() && f.direction.is_none();
                let same = f.noun.is_none() || line::same_noun(f, total);
                if !plain || !same || f.subset || f.additional || f.per.is_some() {
                    return None;
                }
                (Part { value: f.stated, interval: exact(f)?, figure: Some(f) }, line::phrase_end(f))
            }
            // `and one in Corran` counts like any other.
            None if line.is_any(at, &["one"]) => {
                (Part { value: Decimal::ONE, interval: Interval::point(Decimal::ONE), figure: None }, at + 1)
            }
            None => return None,
        };
        let word = APART.iter().find(|w| line.is_any(behind, &[w])).copied()?;
        if preposition.is_some_and(|p| p != word) {
            return None;
        }
        preposition = Some(word);
        parts.push(part);
        let close = (behind + 1..(behind + 1 + PLACE).min(end + 1))
            .find(|at| *at >= end || line.is_any(*at, &[",", "and", ";", ".", ")", "—", "–"]))?;
        let figures = line.figures.iter().any(|f| (behind..close).contains(&(f.tokens.start as usize)));
        if figures || parts.len() > MOST {
            return None;
        }
        if joined || close >= end || line.is_any(close, &[".", ")", "—", "–"]) {
            break;
        }
        at = close + 1;
        joined = line.is_any(close, &["and"]);
        if line.is_any(at, &["and"]) {
            at += 1;
            joined = true;
        }
    }
    (parts.len() >= 2 && joined).then_some(parts)
}

/// `…, a total of 850 boats`: the parts before a total that the sentence adds up itself.
pub fn totalled(line: &Line<'_>, at: usize) -> Option<Finding> {
    let total = line.figures.get(at)?;
    let first = total.tokens.start as usize;
    let says = first >= 2 && line.is_any(first - 1, &["of"]) && line.is_any(first - 2, &["total"])
        || line.follows(first, &["totaling", "totalling"]);
    if !says {
        return None;
    }
    let end = line::phrase_end(total);
    // `for a total of 40 since May`: with those of before.
    let running = line
        .has(line.span().start..first, &["brings", "bringing", "brought", "takes", "taking", "another", "more"])
        || line.has(
            end..(end + 6).min(line.span().end),
            &["since", "so", "far", "year", "now", "season", "career", "overall"],
        );
    if running || !is_part(total) || total.hedge.is_some() || total.direction.is_some() {
        return None;
    }
    let figures: Vec<&Figure> = line.figures[..at].iter().filter(|f| line::comparable(f, total)).collect();
    let alike = figures.windows(2).all(|pair| {
        let gap = line.gap(pair[0], pair[1]);
        gap.len() <= 8
            && line.has(gap.clone(), &[",", "and", "plus", "to"])
            && !line.has(gap, &["of", "than", "from", "to", ";"])
    });
    let plain = |f: &&Figure| {
        is_part(f)
            && f.hedge.is_none()
            && !f.subset
            && f.per == total.per
            && f.direction.is_none()
            && line::same_noun(f, total)
    };
    let beside = figures.last().is_some_and(|last| line.gap(last, total).len() <= 10);
    let named = figures.first().is_some_and(|f| f.noun.is_some() || f.kind != Kind::Count);
    if figures.len() < 2 || figures.len() > MOST || !alike || !figures.iter().all(plain) || !beside || !named {
        return None;
    }
    let parts: Vec<Part<'_>> = figures
        .iter()
        .map(|f| Some(Part { value: f.stated, interval: exact(f)?, figure: Some(*f) }))
        .collect::<Option<_>>()?;
    let value = parts.iter().try_fold(Interval::point(Decimal::ZERO), |sum, p| sum.add(&p.interval))?;
    if value.disjoint(&exact(total)?) { finding(total, &parts, &value) } else { None }
}

fn finding(total: &Figure, parts: &[Part<'_>], value: &Interval) -> Option<Finding> {
    let terms: Vec<_> = parts.iter().map(|p| p.value).collect();
    let finding = added_up(total, &terms, value, &exact(total)?)?;
    let places = parts.iter().filter_map(|p| p.figure);
    Some(places.fold(finding, |finding, part| finding.related(line::place(part), "part")))
}
