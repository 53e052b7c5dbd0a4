//! Men and women, adults and children, who are not as many as the people that the story speaks of:
//! `Eleven people were arrested. … The 11 men and one woman arrested were charged.`

use super::super::line::{self, Line};
use super::super::sum;
use crate::annotate::figures::lexicons::GROUPS;
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::check::Finding;

/// So many sentences with figures back the same people may be counted.
const REACH: usize = 12;

/// So many sentences with figures either way are looked at for a count that bears the sum out.
const AROUND: usize = 60;

/// Words for people of every group.
const PEOPLE: [&str; 16] = [
    "people",
    "persons",
    "person",
    "suspects",
    "victims",
    "defendants",
    "passengers",
    "protesters",
    "demonstrators",
    "hostages",
    "jurors",
    "individuals",
    "residents",
    "fatalities",
    "deaths",
    "others",
];

fn is_exact(figure: &Figure) -> bool {
    figure.kind == Kind::Count
        && figure.hedge.is_none()
        && !figure.range
        && !figure.speech
        && figure.stated.is_integer()
}

/// The figure at `at` and the one behind it, against the people counted before.
pub fn find(lines: &[Line<'_>], index: usize, at: usize) -> Option<Finding> {
    let line = lines.get(index)?;
    let (first, second) = (line.figures.get(at)?, line.figures.get(at + 1)?);
    let class = |f: &Figure| f.group.and_then(|g| g.split_once('/'));
    let (one, other) = (class(first)?, class(second)?);
    let gap = line.gap(first, second);
    let joined = gap.len() == 1 && line.has(gap, &["and"]);
    // More groups before or behind make another sum.
    let more = line.figures.iter().filter(|f| f.group.is_some()).count() != 2;
    if one.0 != other.0 || one.1 == other.1 || !joined || more || !is_exact(first) || !is_exact(second) {
        return None;
    }
    let start = first.tokens.start as usize;
    let definite = line.follows(start, &["the"]);
    let are = start >= 2
        && line.is_any(start - 1, &["were", "are"])
        && line.has(line.span().start..start, &["victims", "dead", "suspects", "they"]);
    let role = first.role.or(second.role);
    if !(definite || are) || first.subset || first.additional || second.additional {
        return None;
    }
    let made = first.stated.checked_add(second.stated)?;
    let near = lines.get(index.saturating_sub(REACH)..index)?;
    let counts: Vec<&Figure> = near
        .iter()
        .flat_map(|l| l.figures.iter().filter(|f| is_people(l, f)))
        .filter(|f| is_exact(f) && !f.additional && !f.subset && f.role.is_some())
        .filter(|f| role.is_none() || f.role == role)
        .collect();
    // Any count of the story that is as many bears it out.
    let around = lines.get(index.saturating_sub(AROUND)..(index + AROUND).min(lines.len()))?;
    if around.iter().flat_map(|l| l.figures).any(|f| f.kind == Kind::Count && f.value.contains(made)) {
        return None;
    }
    let whole = counts
        .into_iter()
        .find(|f| f.stated.checked_sub(made).is_some_and(|d| d.abs() == Decimal::ONE) && f.stated > Decimal::TWO)?;
    let sum = sum::of_two(first.stated, '+', second.stated, made, &sum::amount(whole.stated));
    let finding = Finding::at(line::place(first)).case("groups").value("sum", sum).value("right", sum::amount(made));
    let finding = finding.value("stated", sum::amount(whole.stated));
    Some(finding.related(line::place(second), "part").related(line::place(whole), "total"))
}

/// Whether a figure counts people of every group.
fn is_people(line: &Line<'_>, figure: &Figure) -> bool {
    let Some(noun) = figure.noun.as_ref() else { return figure.role.is_some() };
    let head = (noun.tokens.end as usize).saturating_sub(1);
    line.is_any(head, &PEOPLE) && line.tokens.get(head).is_some_and(|t| GROUPS.get(t).is_none())
}
