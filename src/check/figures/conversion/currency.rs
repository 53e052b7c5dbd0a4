//! Sums of money with the same in another currency behind them, which make two rates of exchange in
//! one story: `86.7bn francs ($64.7bn) … 1bn francs ($861m)`.
//!
//! What the rate was on the day, this check does not know; that there was one, it does.

use std::collections::BTreeMap;

use super::super::line::{self, Line};
use super::super::sum;
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Interval, Kind};
use crate::check::Finding;

/// A conversion and the rate that it implies.
#[derive(Clone, Copy)]
struct Rate<'a> {
    from: &'a Figure,
    to: &'a Figure,
    value: Interval,
}

/// Rates of one story may be of several days, and are rounded: so many hundredths apart they are one.
const SLACK: i64 = 4;

/// Finds the first two rates of a pair of currencies that are apart.
pub fn find(article: &Annotated<'_>) -> Option<Finding> {
    let mut rates: BTreeMap<(&str, &str), Rate<'_>> = BTreeMap::new();
    for line in line::sums(article) {
        for at in 0..line.figures.len() {
            let Some(rate) = rate(&line, at) else { continue };
            let (Kind::Money(a), Kind::Money(b)) = (rate.from.kind, rate.to.kind) else { continue };
            if let Some(finding) = far_off(&rate) {
                return Some(finding);
            }
            let Some(first) = rates.get(&(a, b)).copied() else {
                rates.insert((a, b), rate);
                continue;
            };
            if first.value.disjoint(&rate.value) {
                return told(&first, &rate);
            }
        }
    }
    None
}

/// `86.7bn francs ($64.7bn; £33.9bn)`: the first sum, and the one at a figure behind it.
fn rate<'a>(line: &Line<'a>, at: usize) -> Option<Rate<'a>> {
    let to = line.figures.get(at)?;
    let open = to.tokens.start.checked_sub(1)? as usize;
    let from = line.figures.get(at.checked_sub(1)?)?;
    let bracket = line.is_any(open, &["("]) && line.gap(from, to).len() <= 2;
    let close = to.tokens.end as usize;
    let ends = line.is_any(close, &[")", ";", ",", "/"]);
    let plain = |f: &Figure| matches!(f.kind, Kind::Money(_)) && !f.range && f.stated > Decimal::ZERO;
    if !bracket || !ends || !plain(from) || !plain(to) || from.kind == to.kind || from.per != to.per {
        return None;
    }
    // A word such as "around" is of the sum, and what it stands for was converted as it stands.
    let value = literal(to)?.div(&literal(from)?)?;
    let room = value.high()?.checked_mul(sum::hundredths(SLACK))?;
    Some(Rate { from, to, value: sum::widened(&value, room) })
}

/// What a sum says, in its rounding.
fn literal(figure: &Figure) -> Option<Interval> {
    let twentieth = figure.stated.abs().checked_mul(sum::hundredths(5))?;
    Interval::rounded(figure.stated, figure.granularity.min(twentieth))
}

/// Currencies that have been worth between a third and three of each other for as long as there is
/// copy to lint.
const NEAR: [&str; 6] = ["USD", "EUR", "GBP", "CHF", "CAD", "AUD"];

/// `3.1 billion euros ($3.5 million)`: no rate of these currencies is that far from one.
fn far_off(rate: &Rate<'_>) -> Option<Finding> {
    let (Kind::Money(a), Kind::Money(b)) = (rate.from.kind, rate.to.kind) else { return None };
    let ratio = rate.to.stated.checked_div(rate.from.stated)?;
    let near = ratio > Decimal::new(25, 2) && ratio < Decimal::from(4);
    if near || !NEAR.contains(&a) || !NEAR.contains(&b) || rate.to.hedge.is_some() {
        return None;
    }
    let ratio = ratio.round_sf(2).unwrap_or(ratio).normalize();
    let line = format!("{} / {} = {ratio}", sum::stated(rate.to), sum::stated(rate.from));
    Some(
        Finding::at(line::place(rate.to))
            .case("far")
            .value("sum", line)
            .value("stated", sum::stated(rate.to))
            .value("right", "between 0.25 and 4")
            .related(line::place(rate.from), "converted"),
    )
}

fn told(first: &Rate<'_>, second: &Rate<'_>) -> Option<Finding> {
    let each = |rate: &Rate<'_>| rate.to.stated.checked_div(rate.from.stated).map(|r| sum::rounded(r, 3));
    let term =
        |rate: &Rate<'_>| Some(format!("{} / {} = {}", sum::stated(rate.to), sum::stated(rate.from), each(rate)?));
    let line = format!("{}, but {} ({SLACK} % either way allowed)", term(first)?, term(second)?);
    Some(
        Finding::at(line::place(second.to))
            .case("rate")
            .value("sum", line)
            .value("stated", sum::stated(second.to))
            .value("right", each(first)?)
            .related(line::place(second.from), "converted")
            .related(line::place(first.from), "other")
            .related(line::place(first.to), "other"),
    )
}
