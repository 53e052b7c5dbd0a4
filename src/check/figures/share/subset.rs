//! A part that the words count as a part, and that is more than what it is a part of: `120 people,
//! including 130 passengers`, `2,000 residents, 2,400 of them pensioners`, `a class of 28 that includes 31
//! girls`.

use super::super::line::{self, Line};
use super::super::{items, sum};
use super::is_amount;
use crate::annotate::figures::{Figure, Hedge, Kind};
use crate::check::Finding;

/// The part at a figure.
pub fn find(line: &Line<'_>, at: usize) -> Option<Finding> {
    let part = line.figures.get(at).filter(|f| is_amount(f) && !f.range)?;
    let (first, end) = (part.tokens.start as usize, part.tokens.end as usize);
    let floor = line.span().start;
    let before = |words: &[&str]| {
        (first.saturating_sub(3).max(floor)..first).rev().find(|at| line.is_any(*at, words)).filter(|at| *at > floor)
    };
    // Where the words that make it a part begin.
    let of_them = line.is_any(end, &["of"]) && line.is_any(end + 1, &["them", "whom", "which", "those", "these", "it"]);
    let open = if of_them {
        first
    } else if let Some(at) = before(&["including"]) {
        at
    } else if let Some(at) = before(&["whom", "which", "them"]).filter(|at| line.follows(*at, &["of", "among"])) {
        at - 1
    } else {
        before(&["includes", "included", "include"]).filter(|at| at + 2 >= first)?
    };
    let of_them = of_them || line.is_any(open + 1, &["them", "whom", "which"]) && line.is_any(open, &["of", "among"]);
    let whole = line.figures.get(..at)?.last()?;
    let gap = line::phrase_end(whole)..open;
    let clause = gap.len() <= 10
        && !line.has(
            gap.clone(),
            &[";", "while", "but", "and", "or", "than", "including", "plus", "other", "—", "–", "compared"],
        );
    // `a fourth 80-point season, including 109 points`: seasons are counted.
    let compound = line.is_any(whole.tokens.end as usize, &["-", "‑"]);
    let plain = is_amount(whole)
        && !whole.subset
        && whole.per.is_none()
        && !matches!(whole.hedge, Some(Hedge::MoreThan | Hedge::AtLeast | Hedge::Vague))
        && (whole.noun.is_some() || matches!(whole.kind, Kind::Money(_) | Kind::Measure));
    let key = |f: &Figure| f.noun.as_ref().map(|n| n.key);
    // `12 teams including 200 players`: only people are parts of people, and things of their own kind.
    let members =
        of_them || key(part).is_some() && key(part) == key(whole) || is_people(line, part) && is_people(line, whole);
    let money = matches!(part.kind, Kind::Money(_)) && line::comparable(part, whole) && part.per.is_none();
    let length = matches!(part.kind, Kind::Measure) && line::comparable(part, whole) && of_them;
    let alike = money || length || part.kind == Kind::Count && whole.kind == Kind::Count && members;
    // A larger count before is what the part may be of.
    let larger = line.figures.get(..at)?.iter().any(|f| f.kind == part.kind && f.stated > part.stated);
    let over = items::tight(part).low()? > items::tight(whole).high()?;
    if !clause || compound || !plain || !alike || larger || !over || part.additional || part.direction.is_some() {
        return None;
    }
    let sum = format!("{} is more than {}", sum::stated(part), sum::stated(whole));
    let finding = Finding::at(line::place(part)).value("sum", sum).value("stated", sum::stated(part));
    Some(finding.value("right", sum::stated(whole)).related(line::place(whole), "whole"))
}

fn is_people(line: &Line<'_>, figure: &Figure) -> bool {
    let head = figure.noun.as_ref().map(|n| n.tokens.end as usize - 1);
    figure.group.is_some()
        || head.is_some_and(|at| line.tokens.get(at).is_some_and(|t| crate::annotate::figures::lexicons::PEOPLE.has(t)))
}
