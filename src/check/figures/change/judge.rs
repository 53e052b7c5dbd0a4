//! What a change claims, held against its two ends.

use super::super::line;
use super::super::sum;
use super::{Fault, Move};
use crate::annotate::figures::{Decimal, Figure, Hedge, Interval, Kind, Trend};
use crate::check::Finding;

/// A percentage that is a round number was probably rounded: 25 percent may be 23 or 27.
pub fn tolerance(by: &Figure) -> Decimal {
    let half = sum::hundredths(50);
    let round = |n: i64| by.stated.checked_rem(Decimal::from(n)).is_some_and(|r| r.is_zero());
    let rounded = by.granularity >= Decimal::ONE;
    if !rounded {
        by.granularity
    } else if round(10) {
        sum::hundredths(250)
    } else if round(5) {
        sum::hundredths(150)
    } else {
        half
    }
}

/// Who gives a percentage to its tenths and hedges it all the same means the next tenth: `nearly 10.4
/// percent`.
fn precise(by: &Figure) -> Option<Interval> {
    let tenths = by.granularity < Decimal::ONE && matches!(by.hedge, Some(Hedge::Nearly | Hedge::About));
    if tenths { Interval::rounded(by.stated, by.granularity.checked_mul(Decimal::from(4))?) } else { None }
}

pub fn judge(step: &Move<'_>) -> Option<(Fault, Finding)> {
    let shares = matches!(step.from.kind, Kind::Percent | Kind::Points);
    match step.by.kind {
        Kind::Percent if shares => points(step),
        Kind::Points if shares => difference(step),
        // `rose five points, to 62 percent from 54 percent`
        Kind::Count if shares && is_points(step.by) => difference(step),
        Kind::Percent | Kind::Fraction => percent(step),
        Kind::Multiple => multiple(step),
        _ if line::comparable(step.by, step.from) && counts_alike(step) => difference(step),
        _ => None,
    }
}

fn is_points(figure: &Figure) -> bool {
    figure.noun.as_ref().is_some_and(|n| n.key == crate::annotate::tokens::key("point"))
}

/// Whether a difference counts what its ends count: `nine places to 15` does not.
fn counts_alike(step: &Move<'_>) -> bool {
    let noun = |f: &Figure| f.noun.as_ref().map(|n| n.key);
    let by = noun(step.by);
    // `cut to 480 from 620, a loss of 120 jobs`: only the change has a noun.
    let bare = noun(step.from).is_none() && noun(step.to).is_none() && step.by.direction.is_none();
    by.is_none() || by == noun(step.from) || by == noun(step.to) || bare
}

/// `wide`: whether the miss is too wide for any hedge to cover.
fn finding(step: &Move<'_>, sum: String, wide: bool) -> Finding {
    let unsure = [step.from, step.to].iter().any(|f| f.hedge.is_some_and(|h| h != Hedge::Exactly));
    let mut finding = Finding::at(line::place(step.by))
        .value("stated", sum::stated(step.by))
        .value("sum", sum.clone())
        .related(line::place(step.from), "from")
        .related(line::place(step.to), "to");
    finding.unsure = unsure && step.by.hedge.is_some() && !wide;
    finding
}

/// The change in percent between what the ends literally say.
fn literal(from: &Figure, to: &Figure, base: Decimal) -> Option<Decimal> {
    to.stated.checked_sub(from.stated)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base)
}

/// `498 - 430 = 68; 68 / 430 = 15.8 %`.
fn percent_sum(from: &Figure, to: &Figure) -> Option<String> {
    let (low, high) = (from.stated.min(to.stated), from.stated.max(to.stated));
    let apart = high.checked_sub(low)?;
    let change = literal(from, to, from.stated)?.abs();
    let (low, high) = (sum::amount(low), sum::amount(high));
    let base = sum::amount(from.stated);
    let apart = sum::amount(apart);
    Some(format!("{high} - {low} = {apart}; {apart} / {base} = {} %", sum::rounded(change, 1)))
}

fn percent(step: &Move<'_>) -> Option<(Fault, Finding)> {
    let change = line::close(step.from).percent_change(&line::close(step.to))?;
    let (claimed, slack) = match step.by.kind {
        Kind::Percent => (precise(step.by).unwrap_or(step.by.value), tolerance(step.by)),
        _ => (step.by.value.scaled(Decimal::ONE_HUNDRED)?, sum::hundredths(100)),
    };
    let claimed = sum::widened(&claimed, slack);
    let turned = change.negated();
    let right = match step.by.trend {
        Some(Trend::Up) => !change.disjoint(&claimed),
        Some(Trend::Down) => !turned.disjoint(&claimed),
        None => !change.disjoint(&claimed) || !turned.disjoint(&claimed),
    };
    let magnitude = [change, turned].iter().any(|c| !c.disjoint(&claimed));
    // Which way it goes is told by a verb that may belong to something else.
    if (right || magnitude) && !is_of_the_end(step) {
        return None;
    }
    let sum = percent_sum(step.from, step.to)?;
    let line = format!("{sum}, the text says {} (give or take {})", said(step.by), sum::amount(slack));
    let literal_change = literal(step.from, step.to, step.from.stated)?.abs();
    let nearest = [claimed.low()?, claimed.high()?]
        .into_iter()
        .map(|c| c.checked_sub(literal_change).unwrap_or_default().abs())
        .min()?;
    let mut finding = finding(step, line, nearest > Decimal::from(8));
    let wrong_base = line::close(step.to).percent_change(&line::close(step.from)).is_some_and(|c| {
        let claimed = sum::widened(&step.by.value, sum::hundredths(50));
        step.by.kind == Kind::Percent && (!c.disjoint(&claimed) || !c.negated().disjoint(&claimed))
    });
    if wrong_base {
        let to = sum::amount(step.to.stated);
        let by = sum::percent(literal(step.from, step.to, step.to.stated)?.abs().checked_div(Decimal::ONE_HUNDRED)?);
        finding = finding.case("wrong-base").value("right", format!("{by} of {to}"));
    }
    Some((Fault::Change, finding))
}

/// Whether a percentage is just what the ends make of the wrong one of them, and no rounding makes it right:
/// `a drop of 25 percent`, from 500 to 400.
fn is_of_the_end(step: &Move<'_>) -> bool {
    let (from, to, by) = (step.from, step.to, step.by);
    let exact = [from, to, by].iter().all(|f| f.hedge.is_none() && !f.range) && by.kind == Kind::Percent;
    let near = |base: &Figure, room: Decimal| {
        literal(from, to, base.stated).and_then(|c| c.abs().checked_sub(by.stated)).is_some_and(|d| d.abs() <= room)
    };
    let half = by.granularity.checked_div(Decimal::TWO).unwrap_or_default();
    // One digit is an estimate, except of things that are counted.
    let precise = [from, to].iter().all(|f| {
        let digits = f.stated.normalize().mantissa().to_string().trim_end_matches('0').len();
        digits >= 2 || f.stated < Decimal::from(1000)
    });
    exact && precise && near(to, half) && !near(from, sum::hundredths(250))
}

/// Both ends and the change as plain numbers, where all are written to their last digit.
fn plain(figure: &Figure) -> Option<Interval> {
    let written = figure.digits && figure.hedge.is_none() && !figure.range && figure.stated < Decimal::from(1000);
    let counted = matches!(figure.kind, Kind::Count | Kind::Money(_)) && figure.granularity <= Decimal::ONE;
    let round = figure.kind == Kind::Count && written;
    ((counted || round) && written).then(|| Interval::point(figure.stated))
}

fn said(by: &Figure) -> String {
    match by.kind {
        Kind::Fraction | Kind::Multiple => format!("{} times", sum::rounded(by.stated, 2)),
        _ => sum::stated(by),
    }
}

/// The ends are percentages: the change may be in percent or, wrongly named, in points.
fn points(step: &Move<'_>) -> Option<(Fault, Finding)> {
    let apart = line::close(step.to).sub(&line::close(step.from))?;
    let claimed = sum::widened(&step.by.value, sum::hundredths(10));
    let meets = |c: &Interval| !c.disjoint(&claimed) || !c.negated().disjoint(&claimed);
    // `rose 4 percent, from 64 percent to 68 percent`: what the ends leave over to the last digit is the
    // difference, even where their rounding would let it be the change.
    let exact = step.to.stated.checked_sub(step.from.stated)?.abs() == step.by.stated
        && literal(step.from, step.to, step.from.stated)?.abs().checked_sub(step.by.stated)? > step.by.granularity;
    let may_be = line::close(step.from)
        .percent_change(&line::close(step.to))
        .is_some_and(|c| meets(&sum::widened(&c, tolerance(step.by))));
    if may_be && !exact {
        return None;
    }
    let sum = percent_sum(step.from, step.to)?;
    let line =
        format!("{sum}, the text says {} (give or take {})", sum::stated(step.by), sum::amount(tolerance(step.by)));
    let points = step.to.stated.checked_sub(step.from.stated)?.abs();
    let finding = finding(step, line, false).value("points", sum::amount(points));
    Some((if meets(&apart) { Fault::Points } else { Fault::Change }, finding))
}

fn difference(step: &Move<'_>) -> Option<(Fault, Finding)> {
    // An estimate is a number like any other to who takes another from it.
    let end = |f: &Figure| {
        let plain = f.hedge == Some(Hedge::About) && step.by.hedge.is_none();
        if plain { Interval::rounded(f.stated, f.granularity) } else { Some(line::close(f)) }
    };
    let apart = end(step.to)?.sub(&end(step.from)?)?;
    let claimed = step.by.value;
    // A reader who has all three to the last digit takes one from the other.
    let one = step.to.granularity == step.from.granularity && step.by.granularity == step.from.granularity;
    let exact = || plain(step.to)?.sub(&plain(step.from)?).zip(plain(step.by)).filter(|_| one);
    let (apart, claimed) = exact().unwrap_or((apart, claimed));
    if !apart.disjoint(&claimed) || !apart.negated().disjoint(&claimed) {
        return None;
    }
    let (low, high) = (step.from.stated.min(step.to.stated), step.from.stated.max(step.to.stated));
    let difference = high.checked_sub(low)?;
    let sum = format!(
        "{} - {} = {}{}, the text says {}",
        sum::amount(high),
        sum::amount(low),
        sum::amount(difference),
        sum::give_or_take(sum::room(&apart).checked_add(sum::room(&claimed))?),
        sum::amount(step.by.stated)
    );
    Some((Fault::Change, finding(step, sum, false).case("difference")))
}

fn multiple(step: &Move<'_>) -> Option<(Fault, Finding)> {
    let ratio = line::close(step.to).div(&line::close(step.from))?;
    let claimed = step.by.value;
    // `three times more` is four times as many to some.
    let more = claimed.add(&Interval::point(Decimal::ONE))?;
    let literal = step.to.stated.checked_div(step.from.stated)?;
    // A word for a multiple has its room already.
    let exact = claimed.low() == claimed.high();
    let slack = if exact { step.by.stated.checked_mul(sum::hundredths(10))? } else { Decimal::ZERO };
    let claimed = sum::widened(&claimed, slack);
    // A verb is not: `doubled` is twice as many to all.
    let one_word = step.by.tokens.len() == 1;
    if !ratio.disjoint(&claimed) || !one_word && !ratio.disjoint(&more) {
        return None;
    }
    let sum = format!(
        "{} / {} = {}{}, the text says {} times",
        sum::amount(step.to.stated),
        sum::amount(step.from.stated),
        sum::rounded(literal, 2),
        sum::give_or_take(sum::room(&ratio).checked_add(sum::room(&claimed))?.round_dp(2)),
        sum::rounded(step.by.stated, 2)
    );
    Some((Fault::Change, finding(step, sum, false).case("multiple")))
}
