//! A share of a whole that is named here and counted in an earlier sentence: `The mill was sold for
//! $86.6 million. … They keep $56.2 million, or 65 percent of the price.`
//!
//! Which figure of the passage is the whole, the words do not say; the share must be one key away
//! from what one of them makes ([`super::super::slip`]), and none may make it.

use super::super::line::{self, Line};
use super::super::{slip, sum};
use super::{is_amount, is_beside};
use crate::annotate::figures::{Decimal, Direction, Figure, Interval, Kind};
use crate::check::Finding;

/// So many sentences with figures back may give the whole.
const REACH: usize = 2;

/// Where the whole of a share is told.
enum Whole<'a> {
    /// `Of the 272,600 recruits, …`: in this sentence, by this figure.
    Told(&'a Figure),
    /// `Of those, …`: in the sentence before.
    Before,
    /// `65 percent of the price`: somewhere in the passage.
    Named,
}

/// The share at a figure, against the wholes of the passage.
pub fn find(lines: &[Line<'_>], index: usize, at: usize) -> Option<Finding> {
    let line = lines.get(index)?;
    let share = line.figures.get(at).filter(|f| f.kind == Kind::Percent && is_plain(f))?;
    if let Some(finding) = that(lines, index, share) {
        return Some(finding);
    }
    let part = line.figures.get(at.checked_sub(1)?)?;
    let beside =
        is_beside(line, part, share) && line.has(line.gap(part, share), &["or", "(", "about", "just", "—", "–"]);
    // `it grew by 33,000, or 1.5 percent`: of what it was.
    let change = part.direction.is_some() || part.trend.is_some();
    if !is_amount(part) || part.stated.is_zero() || !beside || change {
        return None;
    }
    let kind = whole(line, share, part)?;
    let wholes = wholes(lines, index, part, &kind);
    let slack = sum::widened(&share.value, sum::hundredths(100));
    let fits = |w: &&&Figure| makes(part, w).is_some_and(|made| !made.disjoint(&slack));
    if wholes.iter().any(|w| fits(&w)) {
        return None;
    }
    let near = |w: &&Figure| makes(part, w).is_some_and(|made| slip::is_slip(share.stated, &made));
    let told = matches!(kind, Whole::Told(_)) || matches!(kind, Whole::Before) && wholes.len() == 1;
    let whole = if told { wholes.first().copied()? } else { wholes.into_iter().find(near)? };
    let case = if matches!(kind, Whole::Told(_)) { None } else { Some("passage") };
    report(share, part, whole, case)
}

fn is_plain(figure: &Figure) -> bool {
    figure.direction.is_none() && !figure.range && !figure.margin && !figure.additional
}

/// The share that a part is of a whole, in percent.
fn makes(part: &Figure, whole: &Figure) -> Option<Interval> {
    let made = line::close(part).div(&line::close(whole))?.scaled(Decimal::ONE_HUNDRED)?;
    Some(sum::widened(&made, sum::hundredths(50)))
}

fn whole<'a>(line: &Line<'a>, share: &Figure, part: &Figure) -> Option<Whole<'a>> {
    let start = line.span().start;
    let end = share.tokens.end as usize;
    if line.is_any(start, &["of"]) {
        if line.is_any(start + 1, &["those", "these", "them", "that", "which", "whom"]) {
            return Some(Whole::Before);
        }
        let first = line.figures.first().filter(|f| f.start < part.start)?;
        let opens = (first.tokens.start as usize) <= start + 4 && line.has(line.gap(first, part), &[","]);
        let alike = is_amount(first) && line::comparable(first, part);
        return (opens && alike && first.stated > part.stated).then_some(Whole::Told(first));
    }
    let of = line.is_any(end, &["of"])
        && line.is_any(end + 1, &["the", "its", "their", "that", "all", "total", "his", "her", "those", "these"]);
    let next = line.figures.iter().any(|f| f.start > share.start && f.tokens.start as usize <= end + 6);
    (!next && (of && !part.subset || line.is_any(end, &[",", ")", "."]))).then_some(Whole::Named)
}

fn wholes<'a>(lines: &[Line<'a>], index: usize, part: &Figure, kind: &Whole<'a>) -> Vec<&'a Figure> {
    let Some(line) = lines.get(index) else { return Vec::new() };
    let (from, until) = match kind {
        Whole::Told(figure) => return vec![*figure],
        Whole::Before => (index.saturating_sub(1), index),
        Whole::Named => (index.saturating_sub(REACH), index + 1),
    };
    let fits = |f: &&Figure| {
        let before = (f.region, f.start) < (part.region, part.start);
        let named = matches!(kind, Whole::Before) || part.kind != Kind::Count || line::same_noun(f, part);
        before
            && f.direction != Some(Direction::By)
            && is_amount(f)
            && line::comparable(f, part)
            && f.stated > part.stated
            && named
    };
    let near = lines.get(from..until).unwrap_or_default();
    near.iter().filter(|l| line.region.abs_diff(l.region) <= 1).flat_map(|l| l.figures).filter(fits).collect()
}

/// `… 639,337 people, including 39,685 immigrants. That’s just over 6 percent.`
fn that(lines: &[Line<'_>], index: usize, share: &Figure) -> Option<Finding> {
    let line = lines.get(index)?;
    let start = line.span().start;
    let be = ["is", "was", "'s", "’s", "represents", "equals"];
    let opens = line.is_any(start, &["that", "this"]) && line.is_any(start + 1, &be) && line.figures.len() == 1;
    let ends = line.is_any(share.tokens.end as usize, &[".", ",", "of"]);
    let near = share.tokens.start as usize <= start + 5;
    let next = |l: &Line<'_>| {
        l.region == line.region
            || l.region + 1 == line.region
                && line.sentence.first == 0
                && l.plain.get(l.sentence.end as usize..).is_some_and(|rest| rest.trim().is_empty())
    };
    let before = lines.get(index.checked_sub(1)?).filter(|l| next(l) && opens && ends && near)?;
    // `Exactly 100 of the 601 bridges are in poor repair. That’s 26.6 percent.`
    let mut pairs = before.figures.iter().filter(|f| f.kind == Kind::OutOf);
    if let (Some(of), None) = (pairs.next(), pairs.next()) {
        return out_of(share, of);
    }
    let amounts: Vec<&Figure> = before.figures.iter().filter(|f| is_amount(f)).collect();
    let [a, b] = *amounts.as_slice() else { return None };
    let (part, whole) = if a.stated < b.stated { (a, b) } else { (b, a) };
    if !line::comparable(part, whole) || part.stated == whole.stated {
        return None;
    }
    let made = makes(part, whole)?;
    let slack = sum::widened(&share.value, sum::hundredths(100));
    // One is said to be a part of the other, or the digits say so.
    let gap = before.gap(a, b);
    let said = before.has(gap.clone(), &["including"]) || gap.len() <= 5 && before.has(gap, &["of"]);
    (made.disjoint(&slack) && (said || slip::is_slip(share.stated, &made)))
        .then(|| report(share, part, whole, Some("passage")))?
}

fn out_of(share: &Figure, of: &Figure) -> Option<Finding> {
    let (part, whole) = of.pair.filter(|(_, b)| !b.is_zero())?;
    let made = part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let slack = sum::widened(&share.value, sum::hundredths(if share.granularity < Decimal::ONE { 20 } else { 100 }));
    if slack.contains(made) || of.hedge.is_some_and(|h| h != crate::annotate::figures::Hedge::Exactly) {
        return None;
    }
    let right = sum::percent(part.checked_div(whole)?);
    let line =
        format!("{} / {} = {right}, the text says {}", sum::amount(part), sum::amount(whole), sum::stated(share));
    let finding = Finding::at(line::place(share)).case("passage").value("sum", line).value("right", right);
    Some(finding.value("stated", sum::stated(share)).related(line::place(of), "part"))
}

fn report(share: &Figure, part: &Figure, whole: &Figure, case: Option<&'static str>) -> Option<Finding> {
    let right = sum::percent(part.stated.checked_div(whole.stated)?);
    let line = format!(
        "{} / {} = {right}, the text says {} (give or take 1.5)",
        sum::amount(part.stated),
        sum::amount(whole.stated),
        sum::stated(share)
    );
    let mut finding = Finding::at(line::place(share)).value("sum", line).value("right", right);
    finding.case = case;
    let finding = finding.value("stated", sum::stated(share));
    Some(finding.related(line::place(part), "part").related(line::place(whole), "whole"))
}
