//! A share of a whole that is named here and counted in an earlier sentence: `The mill was sold for
//! $86.6 million. … They keep $56.2 million, or 65 percent of the price.`
//!
//! Which figure of the passage is the whole, the words do not say; the share must be one key away
//! from what one of them makes ([`super::super::slip`]), and none may make it.

use super::super::line::{self, Line};
use super::super::{slip, sum};
use super::{is_amount, is_beside, is_share};
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::check::Finding;

/// So many sentences with figures back may give the whole.
const REACH: usize = 2;

/// The share at a figure, against the wholes of the passage.
pub fn find(lines: &[Line<'_>], index: usize, at: usize) -> Option<Finding> {
    let line = lines.get(index)?;
    let share = line.figures.get(at).filter(|f| is_share(f) && f.kind == Kind::Percent)?;
    let end = share.tokens.end as usize;
    let part = line.figures.get(at.checked_sub(1)?)?;
    let of = line.is_any(end, &["of"]) && line.is_any(end + 1, &["the", "its", "their", "that", "all", "total", "his", "her"]);
    let next = line.figures.get(at + 1).is_some_and(|f| f.tokens.start as usize <= end + 6);
    let beside = is_beside(line, part, share) && line.has(line.gap(part, share), &["or", "(", "about", "just", "—", "–"]);
    if !of || next || !is_amount(part) || !beside || part.subset {
        return None;
    }
    let from = index.saturating_sub(REACH);
    let wholes: Vec<&Figure> = lines
        .get(from..=index)?
        .iter()
        .filter(|l| line.region.abs_diff(l.region) <= 1)
        .flat_map(|l| l.figures)
        .filter(|f| (f.region, f.start) < (part.region, part.start) && is_amount(f) && line::comparable(f, part))
        .filter(|f| f.stated > part.stated && (part.kind != Kind::Count || line::same_noun(f, part)))
        .collect();
    let makes = |whole: &Figure| {
        let made = line::close(part).div(&line::close(whole))?.scaled(Decimal::ONE_HUNDRED)?;
        Some(sum::widened(&made, sum::hundredths(50)))
    };
    let slack = sum::widened(&share.value, sum::hundredths(100));
    if wholes.iter().any(|w| makes(w).is_some_and(|made| !made.disjoint(&slack))) {
        return None;
    }
    let whole = wholes.into_iter().find(|w| makes(w).is_some_and(|made| slip::is_slip(share.stated, &made)))?;
    let right = sum::percent(part.stated.checked_div(whole.stated)?);
    let line = format!(
        "{} / {} = {right}, the text says {}",
        sum::amount(part.stated),
        sum::amount(whole.stated),
        sum::stated(share)
    );
    let finding = Finding::at(line::place(share)).case("passage").value("sum", line).value("right", right);
    let finding = finding.value("stated", sum::stated(share));
    Some(finding.related(line::place(part), "part").related(line::place(whole), "whole"))
}
