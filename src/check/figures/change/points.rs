//! Percentage points over two sentences: a rise in points from one percentage to another, and percent where
//! points are meant, to the last decimal.

use super::super::line::{self, Line};
use super::super::sum;
use super::across::{LINKS, agrees, previous, sentence};
use super::ends::{is_change, is_number};
use super::{Fault, Move, judge};
use crate::annotate::figures::{Decimal, Direction, Figure, Kind};
use crate::check::Finding;

/// `… 64 percent of Boe. That’s a 10-point rise from December, when 44 percent liked her`: the points
/// lie between the last percentage of the one sentence and the only one of the next.
pub fn points_on(passage: &[&Line<'_>], line: &Line<'_>) -> Option<Finding> {
    let start = line.span().start;
    let opens = line.is_any(start, &["that", "this"]) && (1..3).any(|i| line.is_any(start + i, &LINKS));
    let point = |f: &&Figure| {
        let end = f.tokens.end as usize;
        let hyphen = f.kind == Kind::Count && line.is_any(end, &["-"]) && line.is_any(end + 1, &["point"]);
        f.kind == Kind::Points || hyphen
    };
    let by = line.figures.iter().find(point).filter(|_| opens)?;
    let mut shares = line.figures.iter().filter(|f| f.kind == Kind::Percent && is_number(f));
    let (from, None) = (shares.next()?, shares.next()) else { return None };
    let end = by.tokens.end as usize;
    let from_then = (end..from.tokens.start as usize).any(|at| line.is_any(at, &["from", "over", "than"]));
    let to = previous(passage, line)?.figures.iter().rfind(|f| f.kind == Kind::Percent && is_number(f))?;
    let apart = to.stated.checked_sub(from.stated)?.abs();
    let room = from.granularity.checked_add(to.granularity)?.checked_div(Decimal::TWO)?;
    let off = apart.checked_sub(by.stated)?.abs() > room;
    if !from_then || from.start < by.start || from.speech != to.speech || !off {
        return None;
    }
    let (low, high) = (from.stated.min(to.stated), from.stated.max(to.stated));
    let sum = format!(
        "{} - {} = {} (give or take {}), the text says {}",
        sum::amount(high),
        sum::amount(low),
        sum::amount(apart),
        sum::amount(room),
        sum::amount(by.stated)
    );
    let finding = Finding::at(line::place(by)).case("sentences").value("stated", sum::stated(by)).value("sum", sum);
    let mut finding = finding.related(line::place(from), "from").related(line::place(to), "to");
    finding.unsure = by.speech;
    Some(finding)
}

/// `rose 5.5 percent, with 30.3 percent … In 1987, 24.8 percent`: to the last decimal, the
/// difference of two percentages and not their change.
pub fn exact_points(passage: &[&Line<'_>], line: &Line<'_>, by: &Figure) -> Option<Finding> {
    let tenths = by.granularity < Decimal::ONE;
    if by.kind != Kind::Percent || !tenths || by.direction != Some(Direction::By) {
        return None;
    }
    let near = |l: &&&Line<'_>| l.region == line.region && sentence(l).abs_diff(sentence(line)) <= 1;
    let rates = passage
        .iter()
        .filter(near)
        .any(|l| l.figures.iter().any(|f| f.kind == Kind::Percent && f.start != by.start && is_change(l, f)));
    let shares: Vec<&Figure> = passage
        .iter()
        .filter(near)
        .flat_map(|l| l.figures.iter().filter(|f| f.kind == Kind::Percent && f.start != by.start && !is_change(l, f)))
        .filter(|f| is_number(f))
        .collect();
    if shares.len() > 6 {
        return None;
    }
    let steps = || {
        shares.iter().flat_map(|a| shares.iter().map(move |b| (*a, *b))).filter_map(|(from, to)| {
            let step = Move { from, to, by };
            (from.start != to.start && agrees(&step)).then_some(step)
        })
    };
    let exact = |s: &Move<'_>| {
        s.to.stated.checked_sub(s.from.stated).map(|d| d.abs()) == Some(by.stated) && s.to.speech == by.speech
    };
    let found = steps().find(exact)?;
    let (fault, finding) = judge::judge(&found)?;
    // Among growth rates, the words must name the ends.
    let named = passage
        .iter()
        .any(|l| l.figures.iter().any(|f| f.start == found.from.start && f.direction == Some(Direction::From)));
    (fault == Fault::Points && (named || !rates)).then_some(finding)
}
