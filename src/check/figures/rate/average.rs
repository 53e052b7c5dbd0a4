//! So much for each: `$192.4 million for 4,209 cars. That is $45,711 a car`, `115 cases among 21,090
//! people, or 5.5 for every 1,000 residents`.
//!
//! The total and the number of the things stand before the average, in its sentence or in the two
//! before. Totals and numbers are many, so the average must be one key away from what two of them
//! make ([`super::super::slip`]), and none of the other pairs may make it.

use super::super::line::{self, Line};
use super::super::{slip, sum};
use crate::annotate::figures::nouns::singular_key;
use crate::annotate::figures::{Decimal, Figure, Hedge, Interval, Kind};
use crate::check::Finding;

/// So many sentences with figures back belong to one calculation.
pub const REACH: usize = 2;

/// What an average is per.
#[derive(Clone, Copy)]
enum Per {
    /// One thing of this name.
    One(u64),
    /// So many of them.
    Many(Decimal),
}

/// The averages of a line that the figures of the passage do not make.
pub fn find(lines: &[Line<'_>], at: usize) -> Option<Finding> {
    let line = lines.get(at)?;
    let passage = lines.get(at.saturating_sub(REACH)..=at)?;
    line.figures.iter().enumerate().find_map(|(index, figure)| {
        let plain = matches!(figure.kind, Kind::Money(_) | Kind::Count)
            && !figure.range
            && figure.hedge != Some(Hedge::Vague)
            && figure.direction.is_none();
        let per = per(line, index).filter(|_| plain)?;
        let mut finding = judge(passage, line, figure, per)?;
        finding.unsure |= figure.speech;
        Some(finding)
    })
}

/// What a figure is per: `$200 per car`, `6,404 people for each clinic`, `5 cases per 1,000 people`.
fn per(line: &Line<'_>, index: usize) -> Option<Per> {
    let figure = line.figures.get(index)?;
    let end = line::phrase_end(figure);
    let until = (end + 8).min(line.span().end);
    if let Some(next) = line.figures.get(index + 1) {
        let first = next.tokens.start as usize;
        let round = [1000, 10_000, 100_000, 1_000_000].into_iter().map(Decimal::from).any(|n| n == next.stated);
        let gap = end..first;
        let per = line.follows(first, &["per", "every", "each"])
            || line.follows(first, &["of"]) && line.has(gap.clone(), &["out"]);
        if round && per && gap.len() <= 7 && next.kind == Kind::Count && next.hedge.is_none() {
            return Some(Per::Many(next.stated));
        }
    }
    let one = |at: usize| {
        let noun = line.tokens.get(at).filter(|t| t.is_word() && !t.capital)?;
        Some(Per::One(singular_key(noun, line.plain)))
    };
    for at in end..until.min(end + 4) {
        if line.is_any(at, &["per", "every"]) && !line.is_any(at + 1, &["cent", "capita"]) {
            return one(at + 1).filter(|_| !is_time(line, at + 1));
        }
        if line.is_any(at, &["each"]) && line.follows(at, &["for", "to"]) {
            return one(at + 1);
        }
        if !line.is_any(at, &["for", "to"]) {
            break;
        }
    }
    None
}

/// A rate over time is no average over things.
fn is_time(line: &Line<'_>, at: usize) -> bool {
    line.is_any(
        at,
        &[
            "hour", "minute", "second", "day", "week", "month", "year", "quarter", "season", "night", "game", "gallon",
            "barrel", "litre", "liter", "ounce", "pound", "share", "annum",
        ],
    )
}

/// The 1,000 of `per 1,000 people` counts nothing.
fn is_base(line: &Line<'_>, figure: &Figure) -> bool {
    line.follows(figure.tokens.start as usize, &["per", "every", "each"])
}

/// A figure that may be the total or the number: counted exactly enough to divide.
fn is_term(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Money(_) | Kind::Count)
        && !figure.range
        && figure.hedge != Some(Hedge::Vague)
        && figure.stated > Decimal::ONE
        && figure.per.is_none()
}

fn judge(passage: &[Line<'_>], line: &Line<'_>, figure: &Figure, per: Per) -> Option<Finding> {
    let own = |f: &Figure| f.region == figure.region && f.start >= figure.start;
    let terms: Vec<&Figure> = passage
        .iter()
        .filter(|l| line.region.abs_diff(l.region) <= 1)
        .flat_map(|l| l.figures.iter().enumerate().map(move |(at, f)| (*l, at, f)))
        .filter(|(l, at, f)| is_term(f) && !own(f) && self::per(l, *at).is_none() && !is_base(l, f))
        .map(|(_, _, f)| f)
        .collect();
    if terms.len() > 10 {
        return None;
    }
    let unit = match per {
        Per::One(_) => Decimal::ONE,
        Per::Many(unit) => unit,
    };
    let noun = |f: &Figure| f.noun.as_ref().map(|n| n.key);
    let made = |total: &Figure, number: &Figure| -> Option<Interval> {
        let made = line::close(total).div(&line::close(number))?.scaled(unit)?;
        let room = made.high()?.abs().checked_mul(sum::hundredths(3))?;
        Some(sum::widened(&made, room))
    };
    let fits = |total: &Figure, number: &Figure| {
        let alike = match per {
            Per::One(key) => {
                line::comparable(total, figure)
                    && (figure.kind != Kind::Count || noun(total) == noun(figure) && noun(number) == Some(key))
            }
            Per::Many(_) => {
                total.kind == Kind::Count && total.stated < number.stated && number.stated >= Decimal::from(1000)
            }
        };
        alike && number.kind == Kind::Count && (number.noun.is_some() || matches!(per, Per::Many(_)))
    };
    let all = || terms.iter().flat_map(|a| terms.iter().map(move |b| (*a, *b))).filter(|(a, b)| a.start != b.start);
    let value = line::close(figure);
    if all().any(|(a, b)| made(a, b).is_some_and(|made| !made.disjoint(&value))) {
        return None;
    }
    // `an average of 4.2 berths per quay`
    let first = figure.tokens.start as usize;
    let said = line.has(
        first.saturating_sub(4).max(line.span().start)..first,
        &["average", "averaging", "averages", "averaged", "mean"],
    );
    let (total, number) = all().filter(|(a, b)| fits(a, b)).find(|(total, number)| {
        made(total, number).is_some_and(|made| match per {
            Per::One(_) => {
                // The slip may be in any of the three.
                let back = |f: &Figure, made: Option<Interval>| {
                    made.is_some_and(|m| slip::is_slip(f.stated, &m)) && digits(f) >= 2
                };
                slip::is_slip(figure.stated, &made) && digits(figure) >= 2
                    || said && back(total, value.mul(&line::close(number)))
                    || said && back(number, line::close(total).div(&value))
            }
            Per::Many(_) => slip::is_slip(figure.stated, &made) || is_tenfold(&value, &made),
        })
    })?;
    let right = total.stated.checked_div(number.stated)?.checked_mul(unit)?;
    let right = sum::rounded(right, if right < Decimal::ONE_HUNDRED { 1 } else { 0 });
    let times = if unit == Decimal::ONE { String::new() } else { format!(" x {}", sum::amount(unit)) };
    let line = format!(
        "{} / {}{times} = {right}{}, the text says {}",
        sum::amount(total.stated),
        sum::amount(number.stated),
        sum::give_or_take(made(total, number).map(|made| sum::room(&made)).unwrap_or_default().round_sf(2)?),
        sum::amount(figure.stated)
    );
    let finding = Finding::at(line::place(figure)).case("average").value("sum", line).value("right", right);
    let finding = finding.value("stated", sum::stated(figure));
    Some(finding.related(line::place(total), "of").related(line::place(number), "of"))
}

/// Whether a rate, with its hedge, is ten times what it should be, or a tenth.
fn is_tenfold(value: &Interval, made: &Interval) -> bool {
    [Decimal::TEN, sum::hundredths(10)].iter().any(|by| value.scaled(*by).is_some_and(|v| !v.disjoint(made)))
}

fn digits(figure: &Figure) -> usize {
    figure.stated.normalize().mantissa().to_string().trim_end_matches('0').len()
}
