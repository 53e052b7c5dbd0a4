//! What is left of a total: `The goal is $1.5 million. They have $450,000 and look for the remaining
//! $1.05 million.`, `Six of the eight critics chose her, with Boe, Cole and Dorn choosing him`.

use super::super::line::{self, Line};
use super::super::{items, slip, sum};
use super::is_part;
use super::opposed::follows;
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::article::Place;
use crate::check::Finding;

/// So many sentences with figures back belong to one account.
const REACH: usize = 2;

/// A remainder that is one key away from what the figures before it leave.
pub fn find(lines: &[Line<'_>], index: usize, at: usize) -> Option<Finding> {
    if let Some(finding) = of_those(lines, index, at) {
        return Some(finding);
    }
    let line = lines.get(index)?;
    let rest = line.figures.get(at).filter(|f| is_part(f))?;
    let first = rest.tokens.start as usize;
    let remaining = line.follows(first, &["remaining", "outstanding"])
        && first >= 2
        && line.is_any(first - 2, &["the", "its", "their"]);
    let balance =
        line.follows(first, &[",", "of"]) && first >= 2 && line.is_any(first - 2, &["balance", "remainder", "rest"]);
    // `raised $2.5 million of the $4 million goal and need another $1.5 million`
    let needed = line.follows(first, &["another"])
        && line.has(first.saturating_sub(4)..first, &["need", "needs", "needed", "raise", "lacks", "lack"])
        && lines.get(index.saturating_sub(1)..=index)?.iter().any(|l| l.has(l.span(), &["goal", "target", "needed"]));
    if !remaining && !balance && !needed {
        return None;
    }
    let same = |f: &Figure| rest.kind != Kind::Count || f.noun.is_some() && line::same_noun(f, rest);
    let before: Vec<&Figure> = lines
        .get(index.saturating_sub(REACH)..=index)?
        .iter()
        .filter(|l| line.region.abs_diff(l.region) <= 1)
        .flat_map(|l| l.figures)
        .filter(|f| {
            (f.region, f.start) < (rest.region, rest.start) && is_part(f) && line::comparable(f, rest) && same(f)
        })
        .collect();
    if before.len() > 8 {
        return None;
    }
    let left = |whole: &Figure, part: &Figure| line::close(whole).sub(&line::close(part));
    let pairs =
        || before.iter().flat_map(|a| before.iter().map(move |b| (*a, *b))).filter(|(a, b)| a.stated > b.stated);
    let value = line::close(rest);
    // One part of the whole, or two of them.
    let borne_out = pairs().any(|(whole, part)| {
        left(whole, part).is_some_and(|left| {
            let place = |f: &Figure| (f.region, f.start);
            let two = |other: &&&Figure| {
                let third = place(other) != place(part) && place(other) != place(whole);
                third && left.sub(&line::close(other)).is_some_and(|l| !l.disjoint(&value))
            };
            !left.disjoint(&value) || before.iter().any(|other| two(&other))
        })
    });
    if borne_out {
        return None;
    }
    let (whole, part) =
        pairs().find(|(whole, part)| left(whole, part).is_some_and(|left| slip::is_slip(rest.stated, &left)))?;
    let right = whole.stated.checked_sub(part.stated)?;
    let room = sum::room(&left(whole, part)?).checked_add(sum::room(&value))?;
    let line = format!(
        "{} - {} = {}{}, the text says {}",
        sum::amount(whole.stated),
        sum::amount(part.stated),
        sum::amount(right),
        sum::give_or_take(room),
        sum::stated(rest)
    );
    let finding = Finding::at(line::place(rest)).case("rest").value("sum", line).value("right", sum::amount(right));
    let finding = finding.value("stated", sum::stated(rest));
    Some(finding.related(line::place(whole), "total").related(line::place(part), "part"))
}

/// `Of those 30, only 11 were sold. The remaining 17 are in use.`
fn of_those(lines: &[Line<'_>], index: usize, at: usize) -> Option<Finding> {
    let line = lines.get(index)?;
    let exact = |f: &&Figure| f.kind == Kind::Count && f.hedge.is_none() && !f.range && !f.speech;
    let rest = line.figures.get(at).filter(|_| at == 0).filter(exact)?;
    let start = line.span().start;
    let opens = line.is_any(start, &["the"])
        && line.is_any(start + 1, &["remaining", "other"])
        && rest.tokens.start as usize == start + 2;
    let before = lines.get(index.checked_sub(1)?).filter(|l| follows(line, l))?;
    let [whole, part] = before.figures else { return None };
    let (first, head) = (whole.tokens.start as usize, before.span().start);
    let of = before.is_any(head, &["of"]) && before.is_any(head + 1, &["the", "those", "these"]) && first <= head + 3;
    let comma = before.has(line::phrase_end(whole)..part.tokens.start as usize, &[","]);
    let plain = exact(&whole) && exact(&part) && (part.noun.is_none() || line::same_noun(part, whole));
    let right = whole.stated.checked_sub(part.stated)?;
    let near = items::is_near(part.stated.checked_add(rest.stated)?, whole.stated);
    if !opens
        || !of
        || !comma
        || !plain
        || right == rest.stated
        || !near
        || rest.noun.is_some() && !line::same_noun(rest, whole)
    {
        return None;
    }
    let sum = format!(
        "{} - {} = {}, the text says {}",
        sum::amount(whole.stated),
        sum::amount(part.stated),
        sum::amount(right),
        sum::stated(rest)
    );
    let finding = Finding::at(line::place(rest)).case("rest").value("sum", sum).value("right", sum::amount(right));
    let finding = finding.value("stated", sum::stated(rest));
    Some(finding.related(line::place(whole), "total").related(line::place(part), "part"))
}

/// More people are named beside a part than the whole has besides it.
pub fn named(line: &Line<'_>, at: usize) -> Option<Finding> {
    let of = line.figures.get(at).filter(|f| f.kind == Kind::OutOf && f.hedge.is_none())?;
    let (part, whole) = of.pair.filter(|(a, b)| a < b)?;
    let end = line::phrase_end(of);
    let with =
        (end..(end + 12).min(line.span().end)).find(|i| line.is_any(*i, &["with"]) && line.follows(*i, &[","]))?;
    let (names, behind) = line::named_list(line, with + 1).filter(|(names, _)| *names > 1)?;
    // `with Boe and Cole choosing him`: what these did, the others did not.
    let doing = line.word(behind).ends_with("ing") && !line.is_any(behind, &["including", "joining", "leading"]);
    let total = part.checked_add(Decimal::from(names))?;
    if !doing || total <= whole || line.has(end..with, &["and", "but", ";"]) {
        return None;
    }
    let first = line.tokens.get(with + 1)?.start;
    let place = Place::within(line.region, first..line.tokens.get(behind.checked_sub(1)?)?.end);
    let sum = format!("{} + {names} named = {}, of {}", sum::amount(part), sum::amount(total), sum::amount(whole));
    let finding = Finding::at(line::place(of)).case("named").value("sum", sum).value("right", sum::amount(total));
    Some(finding.value("stated", sum::amount(whole)).related(place, "part"))
}

/// Small numbers of a list whose items have no noun of their own.
const NUMBERS: [(&str, i64); 7] =
    [("one", 1), ("another", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6)];

/// `three prizes, one for its reports and one for its photographs`.
pub fn ones(line: &Line<'_>, at: usize) -> Option<Finding> {
    let total = line.figures.get(at).filter(|f| f.kind == Kind::Count && f.hedge.is_none() && !f.range && !f.subset)?;
    total.noun.as_ref()?;
    let end = line::phrase_end(total);
    let opens = line.is_any(end, &[",", ":", "—", "–"]) || line.is_any(end, &["-"]) && line.tokens.get(end)?.spaced;
    let until =
        (end..line.span().end).find(|i| line.is_any(*i, &[";", ".", "but", "while"])).unwrap_or(line.span().end);
    let number = |i: usize| NUMBERS.iter().find(|(word, _)| line.is_any(i, &[word])).map(|(_, n)| *n);
    let preposition =
        |i: usize| ["for", "from", "in", "on", "against", "at", "to", "by"].into_iter().find(|w| line.is_any(i, &[w]));
    let first = preposition(end + 2)?;
    let items: Vec<usize> = (end + 1..until)
        .filter(|i| {
            number(*i).is_some() && line.is_any(i + 1, &[first]) && line.follows(*i, &[",", ":", "—", "–", "-", "and"])
        })
        .collect();
    let (head, last) = (*items.first()?, *items.last()?);
    let apart = items.windows(2).all(|pair| pair[1] - pair[0] <= 16);
    let and = items.len() >= 2 && line.follows(last, &["and"]);
    let stray = line.figures.iter().any(|f| {
        let first = f.tokens.start as usize;
        f.kind == Kind::Count && first > end && first < last && !items.contains(&first)
    });
    let made: i64 = items.iter().filter_map(|i| number(*i)).sum();
    if !opens
        || head != end + 1
        || !and
        || !apart
        || stray
        || Decimal::from(made) == total.stated
        || total.stated > Decimal::from(12)
    {
        return None;
    }
    let terms: Vec<String> = items.iter().filter_map(|i| number(*i)).map(|n| n.to_string()).collect();
    let place = Place::within(line.region, line.tokens.get(head)?.start..line.tokens.get(last + 1)?.end);
    let sum = format!("{} = {made}, the text says {}", terms.join(" + "), sum::stated(total));
    let finding = Finding::at(line::place(total)).value("sum", sum).value("right", made.to_string());
    Some(finding.value("stated", sum::stated(total)).related(place, "part"))
}
