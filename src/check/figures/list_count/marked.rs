//! Lists whose items are told apart by more than a comma: by semicolons behind a colon, or by a title
//! in the plural before the names (`three members, Reps. Boe of Denby and Cole of Marlow.`).

use super::super::line::{self, Line};
use super::super::sum;
use super::{EXAMPLES, is_counted};
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure};
use crate::annotate::names::{Kind, Name};
use crate::article::Place;
use crate::check::Finding;

/// `Four of the bills became law: the first; the second; and the third.`
pub fn semicolons(line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let end = line::phrase_end(figure);
    let span = line.span();
    let colon = (end..span.end.min(end + 12)).find(|at| line.is_any(*at, &[":"]))?;
    // Another number before the colon may be the one that is listed.
    let other = |f: &Figure| f.start > figure.start && (f.tokens.start as usize) < colon;
    if line.figures.iter().any(other) || line.has(end..colon, &EXAMPLES) || line.has(end..colon, &[",", ";", "—", "–"])
    {
        return None;
    }
    let marks: Vec<usize> = (colon + 1..span.end).filter(|at| line.is_any(*at, &[";"])).collect();
    let last = *marks.last()?;
    let closed = line.is_any(last + 1, &["and"]);
    // A clause of its own behind a semicolon is no item.
    let said = line.has(colon..span.end, &["said", "says", "etc", "others", ":"][..4]);
    let quoted = line.has(colon..span.end, &["\"", "“"]);
    let listed = marks.len() + 1;
    let near = figure.stated.checked_sub(Decimal::from(listed)).is_some_and(|d| d.abs() <= Decimal::TWO);
    if marks.len() < 2 || !closed || said || quoted || !near || Decimal::from(listed) == figure.stated {
        return None;
    }
    report(line, figure, listed, (colon + 1, span.end.checked_sub(1)?))
}

/// Titles before several names.
const TITLES: [&str; 18] = [
    "reps",
    "sens",
    "govs",
    "representatives",
    "senators",
    "governors",
    "delegates",
    "commissioners",
    "councilmen",
    "councilwomen",
    "councilmembers",
    "councillors",
    "supervisors",
    "justices",
    "judges",
    "mayors",
    "aldermen",
    "alds",
];

/// `three Democrats, Reps. Ann Boe of Denby and Tom Cole of Marlow.`
pub fn titled(article: &Annotated<'_>, line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let end = line::phrase_end(figure);
    let span = line.span();
    let open = (end..end + 2).find(|at| line.is_any(*at, &[",", ":", "—", "–"]))?;
    let title = open + 1;
    if !line.is_any(title, &TITLES) && !line.is_any(title, &["state", "u.s.", "us"]) || line.has(open..title, &EXAMPLES)
    {
        return None;
    }
    let title = (title..title + 2).find(|at| line.is_any(*at, &TITLES))?;
    let people: Vec<&Name> = article
        .names()
        .of(line.region)
        .iter()
        .filter(|n| n.first as usize > title && (n.last as usize) <= span.end && n.kind == Kind::Person)
        .collect();
    let (first, last) = (*people.first()?, *people.last()?);
    if people.len() < 2 || first.first as usize > title + 2 {
        return None;
    }
    // Between two names: a place, a party in brackets, a comma or the one "and".
    let joined = people.windows(2).enumerate().all(|(at, pair)| {
        let gap = pair[0].last as usize..pair[1].first as usize;
        let and = line.has(gap.clone(), &["and"]);
        let prose = gap.clone().any(|i| {
            let lower = line.tokens.get(i).is_some_and(|t| t.is_word() && !t.capital);
            lower && !line.is_any(i, &["and", "of", "the", "from", "in"])
        });
        gap.len() <= 14 && !prose && (at + 2 < people.len() || and) && line.has(gap, &["and", ",", ";"])
    });
    // The list ends the sentence, with the last one's place behind the name.
    let tail = last.last as usize..span.end;
    let ends = tail.len() <= 9
        && !tail.clone().any(|i| {
            let lower = line.tokens.get(i).is_some_and(|t| t.is_word() && !t.capital);
            lower && !line.is_any(i, &["of", "the", "from"])
        });
    let near = figure.stated.checked_sub(Decimal::from(people.len())).is_some_and(|d| d.abs() <= Decimal::TWO);
    if !joined || !ends || !near || Decimal::from(people.len()) == figure.stated {
        return None;
    }
    report(line, figure, people.len(), (title, (last.last as usize).checked_sub(1)?))
}

/// Whether a figure counts what may be listed; two are enough where the list is beyond doubt.
pub fn is_listed(figure: &Figure) -> bool {
    is_counted(figure)
        || figure.stated == Decimal::TWO && is_counted(&Figure { stated: Decimal::from(3), ..figure.clone() })
}

fn report(line: &Line<'_>, figure: &Figure, listed: usize, list: (usize, usize)) -> Option<Finding> {
    let place = Place::within(line.region, line.tokens.get(list.0)?.start..line.tokens.get(list.1)?.end);
    Some(
        Finding::at(line::place(figure))
            .value("stated", sum::amount(figure.stated))
            .value("listed", listed.to_string())
            .related(place, "list"),
    )
}
