//! Amounts that follow from others: the percentage that an amount and a level make, the loss or profit
//! that is left of two sums.

use super::super::line::{self, Line};
use super::super::{slip, sum};
use super::Move;
use super::across::{is_slip, judged, previous, trend_of};
use super::ends::{self, is_change, is_number, mark};
use super::judge;
use crate::annotate::figures::lexicons::Trend;
use crate::annotate::figures::{Decimal, Direction, Figure, Kind};
use crate::check::Finding;

/// `rose 26.3 percent, or $586 million, to $4.2 billion`: the percentage and the amount of one change
/// with one of its ends.
pub fn both(line: &Line<'_>, by: &Figure) -> Option<Finding> {
    if by.kind != Kind::Percent || by.range || by.margin {
        return None;
    }
    let at = line.figures.iter().position(|f| f.start == by.start)?;
    let (before, behind) = (at.checked_sub(1).and_then(|i| line.figures.get(i)), line.figures.get(at + 1));
    let or = |a: &Figure, b: &Figure| {
        let gap = line.gap(a, b);
        !gap.is_empty() && line.only(gap.clone(), &[",", "or", "("]) && line.has(gap, &["or", "("])
    };
    let money = |f: &&Figure| matches!(f.kind, Kind::Money(_) | Kind::Count) && is_number(f) || is_index(f);
    let amount = behind.filter(money).filter(|f| or(by, f)).or_else(|| before.filter(money).filter(|f| or(f, by)))?;
    // `fell 12p, or 3 percent, at 388p`: the verb stands before the first of the two.
    let trend = trend_of(line, by).or_else(|| trend_of(line, amount))?;
    let last = by.tokens.end.max(amount.tokens.end) as usize;
    let mut ends = line.figures.iter().filter(|f| {
        let near = f.tokens.start as usize >= last && f.tokens.start as usize <= last + 8;
        let alike =
            line::comparable(f, amount) || is_index(amount) && f.kind == Kind::Count && f.stated >= Decimal::from(100);
        f.start != amount.start && is_number(f) && alike && near
    });
    let (level, other) = (ends.next()?, ends.next());
    let first = level.tokens.start as usize;
    if other.is_some() && first > last + 2 {
        return None;
    }
    let beside = || match () {
        () if line.follows(first, &["to", "at"]) => Some(Direction::To),
        () if line.follows(first, &["from"]) => Some(Direction::From),
        () => None,
    };
    let direction = mark(line, level, amount).or_else(|| mark(line, level, by)).or_else(beside)?;
    let (end, change) = (line::close(level), line::close(amount));
    let start = match (direction, trend) {
        (Direction::From, _) => end,
        (Direction::To, Trend::Up) => end.sub(&change)?,
        (Direction::To, Trend::Down) => end.add(&change)?,
        (Direction::By, _) => return None,
    };
    let made = change.div(&start)?.scaled(Decimal::ONE_HUNDRED)?;
    // Who gives both has worked the one out of the other; an amount of a digit or two is rounded.
    let full = amount.value.div(&start)?.scaled(Decimal::ONE_HUNDRED)?;
    let sharp = by.hedge.is_none() && amount.hedge.is_none() && level.hedge.is_none();
    let sharp = sharp && full.disjoint(&sum::widened(&by.value, sum::hundredths(30)));
    let claimed = sum::widened(&by.value, judge::tolerance(by));
    if !made.disjoint(&claimed) && !sharp || amount.speech != by.speech || level.per != amount.per {
        return None;
    }
    let base = match (direction, trend) {
        (Direction::From, _) => level.stated,
        (_, Trend::Up) => level.stated.checked_sub(amount.stated)?,
        (_, Trend::Down) => level.stated.checked_add(amount.stated)?,
    };
    let share = amount.stated.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base)?;
    let sum = format!(
        "{} / {} = {} %, the text says {}{}",
        sum::amount(amount.stated),
        sum::amount(base),
        sum::rounded(share, 1),
        sum::stated(by),
        sum::give_or_take(judge::tolerance(by))
    );
    let finding = Finding::at(line::place(by)).value("stated", sum::stated(by)).value("sum", sum);
    Some(finding.related(line::place(amount), "from").related(line::place(level), "to"))
}

/// Points of an index, and no percentage points.
fn is_index(figure: &Figure) -> bool {
    let points = figure.kind == Kind::Points
        || figure.noun.as_ref().is_some_and(|n| n.key == crate::annotate::tokens::key("point"));
    points && !figure.range && !figure.margin && figure.hedge.is_none()
}

/// `a record 20,412 on Monday, gained another 118 points to close at 20,530`: where it was, how far it went
/// and where it ended.
pub fn level(line: &Line<'_>, by: &Figure) -> Option<Finding> {
    let at = line.figures.iter().position(|f| f.start == by.start)?;
    let trend = by.trend.filter(|_| by.direction == Some(Direction::By) || is_index(by))?;
    let counted = is_index(by) || matches!(by.kind, Kind::Money(_)) && is_number(by);
    let like = |f: &&Figure| {
        // `the average of 225 issues`
        let bare = f.kind == Kind::Count && f.noun.is_none() && !line.is_any(f.tokens.end as usize, &["-", "selected"]);
        let index = is_index(by) && (bare || is_index(f)) && f.stated >= Decimal::from(100);
        (index || line::comparable(f, by)) && f.hedge.is_none() && !f.range && f.stated > by.stated
    };
    let from = line.figures.get(..at)?.iter().rfind(like)?;
    let to = line.figures.get(at + 1..)?.iter().find(like)?;
    let first = to.tokens.start as usize;
    let closes = line.follows(first, &["at", "to"])
        && line.has(
            first.saturating_sub(5)..first,
            &["close", "closed", "closing", "finish", "finished", "end", "ended", "settle", "settled"],
        );
    let said = line.has(
        line.span().start..from.tokens.start as usize,
        &["high", "reached", "closed", "finished", "ended", "record"],
    );
    let alike = line.figures.iter().filter(|f| like(f) && f.start != by.start).count();
    let gap = line.gap(from, by);
    let clause = gap.len() <= 8 && !line.has(gap.clone(), &[";", "while", "after"]) && line.has(gap, &[","]);
    if !counted || !closes || !said || alike != 2 || !clause || from.granularity != to.granularity {
        return None;
    }
    let made = match trend {
        Trend::Up => from.stated.checked_add(by.stated)?,
        Trend::Down => from.stated.checked_sub(by.stated)?,
    };
    let room = from.granularity.checked_add(by.granularity)?;
    if made.checked_sub(to.stated)?.abs() <= room {
        return None;
    }
    let sign = if trend == Trend::Up { '+' } else { '-' };
    let sum = sum::of_two(from.stated, sign, by.stated, made, &sum::amount(to.stated));
    let finding = Finding::at(line::place(by)).case("difference").value("stated", sum::stated(by)).value("sum", sum);
    Some(finding.related(line::place(from), "from").related(line::place(to), "to"))
}

/// `Shares fell 7.6 percent. They lost $12.33 to close at $172.55.`: the amount and the level make
/// the percentage.
pub fn implied(lines: &[Line<'_>], at: usize, by: &Figure) -> Option<Finding> {
    let line = lines.get(at)?;
    let wide = lines.get(at.saturating_sub(5)..(at + 3).min(lines.len()))?;
    let passage: Vec<&Line<'_>> = wide.iter().filter(|l| l.region.abs_diff(line.region) <= 3).collect();
    let money = matches!(by.kind, Kind::Money(_) | Kind::Count);
    let trend = by.trend?;
    if !money || by.direction != Some(Direction::By) || line.figures.len() > 4 {
        return None;
    }
    let mut ends = line.figures.iter().filter(|f| f.start != by.start && is_number(f) && line::comparable(f, by));
    let (level, None) = (ends.next()?, ends.next()) else { return None };
    // `$172.55, up $3` or `up $3 to $172.55`: the level is where it leads to.
    let at =
        level.start > by.start && line.follows(level.tokens.start as usize, &["at"]) && line.gap(by, level).len() <= 2;
    let led = mark(line, level, by) == Some(Direction::To)
        || at
        || level.start < by.start && mark(line, level, by).is_none() && line.gap(level, by).len() <= 8;
    if !led || level.stated <= by.stated || level.per != by.per {
        return None;
    }
    let (to, change) = (line::close(level), line::close(by));
    let from = if trend == Trend::Up { to.sub(&change)? } else { to.add(&change)? };
    let made = change.div(&from)?.scaled(Decimal::ONE_HUNDRED)?;
    let claims = || {
        passage
            .iter()
            .flat_map(|l| l.figures.iter().map(move |f| (*l, f)))
            .filter(|(l, f)| f.kind == Kind::Percent && is_change(l, f) && ends::trend(l, f) == Some(trend))
    };
    let tolerance = |f: &Figure| sum::widened(&f.value, sum::hundredths(10));
    // `rose $3.10, or 1 percent, to $313.10`: the sentence has its own.
    let own = line
        .figures
        .iter()
        .any(|f| f.kind == Kind::Percent && !sum::widened(&f.value, sum::hundredths(50)).disjoint(&made));
    if own || claims().any(|(_, f)| !tolerance(f).disjoint(&made)) || !is_precise(by) {
        return None;
    }
    let own_ends = |l: &Line<'_>, f: &Figure| l.figures.iter().any(|o| is_number(o) && mark(l, o, f).is_some());
    let (_, claim) = claims().find(|(l, f)| {
        let alone = l.figures.first().map(|f| f.start) == line.figures.first().map(|f| f.start) || !own_ends(l, f);
        let room = f.granularity.checked_div(Decimal::TWO).unwrap_or_default();
        let scaled = f.value.scaled(Decimal::TEN).is_some_and(|v| !v.disjoint(&made));
        alone && f.hedge.is_none() && (scaled || slip::is_slip(f.stated, &sum::widened(&made, room)))
    })?;
    let start = match trend {
        Trend::Up => level.stated.checked_sub(by.stated)?,
        Trend::Down => level.stated.checked_add(by.stated)?,
    };
    let share = by.stated.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(start)?;
    let line = format!(
        "{} / {} = {} %, the text says {}{}",
        sum::amount(by.stated),
        sum::amount(start),
        sum::rounded(share, 1),
        sum::stated(claim),
        sum::give_or_take(sum::hundredths(10))
    );
    let finding = Finding::at(line::place(claim)).case("sentences").value("stated", sum::stated(claim));
    Some(finding.value("sum", line).related(line::place(by), "from").related(line::place(level), "to"))
}

/// Whether a figure has two digits or more that somebody wrote down.
fn is_precise(figure: &Figure) -> bool {
    figure.stated.normalize().mantissa().to_string().trim_end_matches('0').trim_start_matches('-').len() >= 2
}

/// Words that make an amount what is left of two others.
const BALANCE: [&str; 19] = [
    "lose",
    "loses",
    "losing",
    "lost",
    "loss",
    "losses",
    "profit",
    "profits",
    "gain",
    "gains",
    "surplus",
    "deficit",
    "shortfall",
    "gap",
    "difference",
    "margin",
    "savings",
    "saving",
    "net",
];

/// `The crop brings in $777 an acre. After costs of $858 an acre, they lose $91 an acre.`
pub fn balance(passage: &[&Line<'_>], line: &Line<'_>) -> Option<Finding> {
    let by = line.figures.last()?;
    if let Some(finding) = profit(line, by) {
        return Some(finding);
    }
    let (first, end) = (by.tokens.start as usize, by.tokens.end as usize);
    let says = (first.saturating_sub(3).max(line.span().start)..first).any(|at| line.is_any(at, &BALANCE))
        || line.is_any(end, &BALANCE);
    if !says || !matches!(by.kind, Kind::Money(_)) || !is_number(by) || mark(line, by, by).is_some() {
        return None;
    }
    let before = previous(passage, line).filter(|l| l.region == line.region);
    let others: Vec<&Figure> = before
        .into_iter()
        .chain([line])
        .flat_map(|l| l.figures)
        .filter(|f| f.start != by.start && matches!(f.kind, Kind::Money(_)) && is_number(f))
        .collect();
    let [from, to] = *others.as_slice() else { return None };
    let step = Move { from, to, by };
    let alike = line::comparable(from, by) && line::comparable(to, by) && from.per == to.per && from.per == by.per;
    let levels = [from, to].iter().all(|f| f.direction.is_none() && f.stated > by.stated);
    if !alike || !levels || by.per.is_none() && !is_sure(&step) || !is_slip(&step) {
        return None;
    }
    Some(judged(&step)?.case("sentences"))
}

/// `sold for $37.1 million, a $43.5 million profit`: nobody earns more by a sale than it brings.
fn profit(line: &Line<'_>, by: &Figure) -> Option<Finding> {
    let price = line.figures.iter().rfind(|f| f.start < by.start && line::comparable(f, by))?;
    let (start, end) = (price.tokens.start as usize, by.tokens.end as usize);
    let floor = start.saturating_sub(12).max(line.span().start);
    let sold = line.follows(start, &["for", "at"]) && line.has(floor..start, &["sold", "selling", "sell", "sells"]);
    let gain = line.is_any(end, &["profit", "gain"]) && line.follows(by.tokens.start as usize, &["a", "an"]);
    let beside = line.gap(price, by).len() <= 4;
    let over = line::close(by).low()? > line::close(price).high()?;
    if !sold || !gain || !beside || !over || !matches!(by.kind, Kind::Money(_)) {
        return None;
    }
    let sum = format!("{} is more than the {} of the sale", sum::stated(by), sum::stated(price));
    let finding = Finding::at(line::place(by)).case("sentences").value("stated", sum::stated(by)).value("sum", sum);
    Some(finding.related(line::place(price), "to"))
}

/// Whether the digits alone tie a claim to its ends: numbers of three digits or more do not come
/// that near each other by chance.
fn is_sure(step: &Move<'_>) -> bool {
    [step.from, step.to, step.by].iter().all(|f| f.stated.normalize().mantissa().unsigned_abs() >= 100)
}
