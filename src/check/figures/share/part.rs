//! A part that is more than its whole: `31 of the 28 members`, `62 crashes, 76 of which`, `of the 12
//! who were asked, four of the 17 who answered`.

use super::super::line::{self, Line};
use super::super::sum;
use super::is_amount;
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::check::Finding;

/// A part that is more than its whole.
pub fn find(line: &Line<'_>, at: usize) -> Option<Finding> {
    if let Some(finding) = nested(line, at).or_else(|| all_but(line, at)) {
        return Some(finding);
    }
    let figure = line.figures.get(at)?;
    if figure.kind == Kind::OutOf {
        let (a, b) = figure.pair?;
        // `six in 10 of the three in 10 who …` and `10 of 7` odds have no noun of their own.
        let noun = figure.noun.as_ref()?;
        let nested = line.has(figure.tokens.start as usize..noun.tokens.end as usize, &["in"]);
        if a <= b || nested || b <= Decimal::ONE || line.follows(figure.tokens.start as usize, &["odds"]) {
            return None;
        }
        let sum = format!("{} is more than {}", sum::amount(a), sum::amount(b));
        let finding = Finding::at(line::place(figure)).value("sum", sum).value("stated", sum::amount(a));
        return Some(finding.value("right", sum::amount(b)));
    }
    // `62 crashes, 76 of which`
    let whole = at.checked_sub(1).and_then(|i| line.figures.get(i))?;
    let behind = figure.tokens.end as usize;
    // `22 athletes from 11 countries, 18 of whom`: the larger one is meant.
    let larger = |f: &&Figure| f.kind == Kind::Count && f.start < whole.start && f.value.high() > figure.value.low();
    if line.figures[..at].iter().any(|f| larger(&f)) {
        return None;
    }
    let of = line.is_any(behind, &["of"]) && line.is_any(behind + 1, &["which", "whom", "them"]);
    let gap = line.gap(whole, figure);
    let near = gap.len() <= 12 && line.follows(figure.tokens.start as usize, &[",", "and", "—", "–", "("]);
    let counts = figure.kind == Kind::Count && whole.kind == Kind::Count && !whole.subset && whole.noun.is_some();
    if !of
        || !near
        || !counts
        || !is_amount(figure)
        || !is_amount(whole)
        || whole.value.high()? >= figure.value.low()?
    {
        return None;
    }
    let sum = format!("{} is more than {}", sum::amount(figure.stated), sum::amount(whole.stated));
    Some(
        Finding::at(line::place(figure))
            .value("sum", sum)
            .value("stated", sum::amount(figure.stated))
            .value("right", sum::amount(whole.stated))
            .related(line::place(whole), "whole"),
    )
}

/// `Of the 12 people found guilty, four of the 17 whose papers were known`: the second whole is a
/// part of the first.
fn nested(line: &Line<'_>, at: usize) -> Option<Finding> {
    let inner = line.figures.get(at).filter(|f| f.kind == Kind::OutOf && f.noun.is_none())?;
    let (_, stated) = inner.pair?;
    let outer = line.figures.get(..at)?.iter().find(|f| {
        let first = f.tokens.start as usize;
        let of = line.follows(first, &["the"]) && first >= 2 && line.is_any(first - 2, &["of"]);
        f.kind == Kind::Count && f.noun.is_some() && of && !f.range
    })?;
    let end = inner.tokens.end as usize;
    let who = line.is_any(end, &["whose", "who", "that", "which", "with", "for"]);
    let between = line::phrase_end(outer)..inner.tokens.start as usize;
    let apart = line.has(between.clone(), &[";", "while", "but", "and"]) || between.len() > 24;
    if !who || apart || outer.value.high()? >= stated {
        return None;
    }
    let sum = format!("{} is more than {}", sum::amount(stated), sum::amount(outer.stated));
    let finding = Finding::at(line::place(inner)).value("sum", sum).value("stated", sum::amount(stated));
    Some(finding.value("right", sum::amount(outer.stated)).related(line::place(outer), "whole"))
}

/// `28 years in prison, with all but 35 of those years suspended`: no more can be taken off than there is.
fn all_but(line: &Line<'_>, at: usize) -> Option<Finding> {
    let rest = line.figures.get(at).filter(|f| f.hedge.is_none() && !f.range)?;
    let first = rest.tokens.start as usize;
    if first < 2 || !line.is_any(first - 1, &["but"]) || !line.is_any(first - 2, &["all"]) {
        return None;
    }
    let unit = |f: &Figure| match (f.kind, f.unit) {
        (Kind::Duration, Some(unit)) => Some(crate::annotate::tokens::key(unit.name)),
        _ => f.noun.as_ref().map(|n| n.key),
    };
    let whole = line.figures.get(..at)?.iter().rfind(|f| f.kind == rest.kind || unit(f).is_some())?;
    let between = line::phrase_end(whole)..first;
    // `35 of those years`: the noun of a bare number stands behind it.
    let same = match (unit(whole), unit(rest)) {
        (Some(a), Some(b)) => a == b,
        (Some(_), None) => true,
        _ => false,
    };
    // The "but" of "all but" stands at its end.
    let inner = between.start..between.end.saturating_sub(1);
    let clause = between.len() <= 16 && !line.has(inner, &[";", "while", "but", "others"]);
    let plain = whole.hedge.is_none() && !whole.range;
    if !same || !clause || !plain || rest.stated <= whole.stated {
        return None;
    }
    let sum = format!("{} is more than {}", sum::amount(rest.stated), sum::amount(whole.stated));
    let finding = Finding::at(line::place(rest)).value("sum", sum).value("stated", sum::amount(rest.stated));
    Some(finding.value("right", sum::amount(whole.stated)).related(line::place(whole), "whole"))
}
