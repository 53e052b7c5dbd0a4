//! A total with its account in the same sentence, before it or behind: `A total of 48 athletes will
//! travel, 26 men and 21 women`, `120 beds in the old wing and 90 in the new one, 220 in all`.

use super::super::items::{self, Item};
use super::super::line::{self, Line};
use super::{added_up, is_part};
use crate::annotate::figures::{Decimal, Direction, Figure, Hedge, Kind};
use crate::check::Finding;

/// Words between a total and the mark before its parts that begin something else.
const WALLS: [&str; 16] = [
    "and",
    "but",
    "or",
    "which",
    "including",
    "while",
    "after",
    "than",
    "as",
    "because",
    "when",
    "if",
    "since",
    "include",
    "includes",
    "included",
];

/// Words by which a total is made up of its parts.
const MADE: [&str; 9] =
    ["up", "consists", "consisted", "consisting", "composed", "comprising", "comprised", "comprises", "comprise"];

/// So many tokens stand between a total and its account.
const BETWEEN: usize = 14;
/// So many where a colon opens it.
const FAR: usize = 32;

/// The account behind a total.
pub fn behind(line: &Line<'_>, at: usize) -> Option<Finding> {
    let total = line.figures.get(at)?;
    // `has won 14 — nine for …`: a bare number with its mark right behind it.
    let marked = is_dash(line, total.tokens.end as usize) || line.is_any(total.tokens.end as usize, &[":", "—", "–"]);
    let named = total.noun.is_some() || total.role.is_some() || is_band(line, total);
    let counted = total.kind == Kind::Count && (named || marked);
    let plain = is_part(total) && (counted || total.kind != Kind::Count) && !total.additional && !total.subset;
    let hedged = match total.hedge {
        None | Some(Hedge::Exactly) => false,
        Some(Hedge::About) => total.kind == Kind::Count,
        Some(_) => true,
    };
    if !plain || hedged || total.direction.is_some_and(|d| d != Direction::To) || total.per.is_some() {
        return None;
    }
    let (end, span) = (line::phrase_end(total), line.span());
    // A colon may stand farther off than a comma.
    let until = (end + FAR).min(span.end);
    let opens =
        |at: &usize| line.is_any(*at, &[":", "—", "–", "(", ",", ";"]) || is_dash(line, *at) || is_made(line, *at);
    let stop = (end..until).find(|at| opens(at) || line.is_any(*at, &WALLS))?;
    // `into two accounts or funds: $250 million for …`
    let joined = line.is_any(stop, &["or", "and"]);
    let colon =
        || (stop..until).find(|at| line.is_any(*at, &[":"])).filter(|at| !line.has(stop..*at, &[",", ";", "—", "–"]));
    let stop = if joined { colon()? } else { stop };
    if !opens(&stop) {
        return None;
    }
    let far = stop >= end + BETWEEN && !line.is_any(stop, &[":"]);
    let inner = far
        || line.figures.iter().any(|f| (end..stop).contains(&(f.tokens.start as usize)) && line::comparable(f, total));
    let mut from = stop + 1;
    while line.is_any(from, &["the", "of", "with", "some", ",", "both"]) && from < stop + 4
        || line.is_any(from, &MADE) && from < stop + 3
    {
        from += 1;
    }
    let close = close(line, stop);
    let starts = line.figures.iter().any(|f| f.tokens.start as usize == from) || line.is_any(from, &["one"]);
    if inner || !starts {
        return None;
    }
    let row = items::row(line, from, close, false)?;
    let soft = line.is_any(stop, &[",", ";"]);
    if !items::are_alike(&row, total) || !is_account(line, total, &row, (end, stop), soft) {
        return None;
    }
    // What follows the row may go on with it.
    let tail = row.last()?.end..close;
    if tail.len() > 12 || line.has(tail, &["others", "rest", "remaining", "remainder", "more", "plus", "as"]) {
        return None;
    }
    report(line, total, &row)
}

/// `a family of five`: the word before the number is what is counted.
fn is_band(line: &Line<'_>, total: &Figure) -> bool {
    let first = total.tokens.start as usize;
    line.follows(first, &["of"])
        && first >= 2
        && line.is_any(
            first - 2,
            &[
                "family", "group", "party", "crew", "team", "band", "panel", "jury", "quartet", "class", "squad",
                "cast", "choir",
            ],
        )
}

fn is_dash(line: &Line<'_>, at: usize) -> bool {
    line.is_any(at, &["-"]) && line.tokens.get(at).is_some_and(|t| t.spaced)
}

fn is_made(line: &Line<'_>, at: usize) -> bool {
    line.is_any(at, &["of"]) && line.follows(at, &MADE)
        || line.is_any(at, &["comprising", "comprises", "comprised"]) && !line.is_any(at + 1, &["of"])
}

/// Where the account ends: at the partner of its mark, else at the end of the sentence.
fn close(line: &Line<'_>, mark: usize) -> usize {
    let end = line.span().end;
    let partner: &[&str] = match line.word(mark) {
        "(" => &[")"],
        "—" | "–" => &["—", "–"],
        _ if is_dash(line, mark) => &["-"],
        _ => &[";"],
    };
    (mark + 1..end).find(|at| line.is_any(*at, partner)).unwrap_or(end)
}

/// Whether a row is all of a total, each number telling another part of it.
fn is_account(line: &Line<'_>, total: &Figure, row: &[Item<'_>], between: (usize, usize), soft: bool) -> bool {
    let close = line.span().end;
    if items::are_exclusive(line, row, close) {
        // `the 263 Democrats, three Republicans and one independent`: one more of the same kind.
        let class = |g: &'static str| g.split_once('/').map(|g| g.0);
        let own = total.group.and_then(class);
        return own.is_none() || row.iter().all(|i| i.figure.and_then(|f| f.group).and_then(class) != own);
    }
    let key = total.noun.as_ref().map(|n| n.key);
    let named = row.iter().filter(|i| i.noun().is_some()).count();
    let apart = ["in", "from", "at", "on", "for", "by", "with", "to", "near", "outside", "against", "under"];
    // `11 of them in Denby and nine in Marlow`
    let them = |at: usize| line.is_any(at, &["of"]) && line.is_any(at + 1, &["them", "those", "whom", "these"]);
    let word = |i: &Item<'_>| {
        let at = if them(i.end) { i.end + 2 } else { i.end };
        apart.into_iter().find(|w| line.is_any(at, &[w]))
    };
    let first = row.first().and_then(word);
    let each = first.is_some() && row.iter().all(|i| word(i).is_some());
    let same = each && row.iter().all(|i| word(i) == first);
    // `900 settlers from here, 700 from there`: what stands first is one of the row.
    let own = (between.0..between.1).any(|at| first.is_some_and(|w| line.is_any(at, &[w])));
    // `made up of`, `comprising`: everything is told.
    if row.first().is_some_and(|i| is_made(line, i.first.saturating_sub(1)) || is_made(line, i.first.saturating_sub(2)))
    {
        return true;
    }
    // `$5,000 due at once and the other $5,000 later`
    let other = row
        .last()
        .is_some_and(|i| line.follows(i.first, &["other", "remaining"]) && line.has(i.first - 2..i.first, &["the"]));
    if other
        && row.len() == 2
        && total.noun.as_ref().map(|n| n.key) == row[0].noun().or(total.noun.as_ref().map(|n| n.key))
    {
        return true;
    }
    if total.kind != Kind::Count {
        return !soft && (each || row.iter().all(|i| line.follows(i.first, &["a", "an"])));
    }
    // `30 seats are up, with 18 held by one party and 12 held by the other`
    let held = row.iter().all(|i| {
        (i.end..i.end + 3)
            .any(|at| line.word(at).ends_with("ed") || line.is_any(at, &["held", "by", "from", "won", "led"]))
    });
    if soft && line.is_any(between.1 + 1, &["with"]) && named == 0 {
        return held;
    }
    if named == 0 {
        // The subject of the sentence: `Ten players were sent home, four with injuries and five for …`
        let subject = total.tokens.start as usize <= line.span().start + 1;
        return same && !own || !soft || each && subject && !own;
    }
    // Behind a colon or a dash: kinds of what is counted, each with a name of its own.
    let other = row.iter().all(|i| i.noun().is_none_or(|n| Some(n) != key));
    let names: Vec<_> = row.iter().filter_map(Item::noun).collect();
    let distinct = names.iter().enumerate().all(|(at, n)| !names[..at].contains(n));
    let dash = is_dash(line, between.1) || line.is_any(between.1, &["—", "–", ":"]);
    !soft && named == row.len() && distinct && (other || dash) && (key.is_some() || is_band(line, total))
}

fn report(line: &Line<'_>, total: &Figure, row: &[Item<'_>]) -> Option<Finding> {
    let (made, value) = items::sum(row)?;
    let whole = items::tight(total);
    let near = items::is_near(made, total.stated);
    if !value.disjoint(&whole) || !near || total.stated < Decimal::from(3) {
        return None;
    }
    // Another count of the sentence may be the one that is told.
    if line.figures.iter().any(|f| f.start != total.start && whole_of(f) == Some(made)) {
        return None;
    }
    let terms: Vec<_> = row.iter().map(|i| i.value).collect();
    Some(items::with_parts(added_up(total, &terms, &value, &whole)?, row))
}

fn whole_of(figure: &Figure) -> Option<Decimal> {
    match figure.kind {
        Kind::OutOf => figure.pair.map(|p| p.1),
        _ => Some(figure.stated),
    }
}

/// Whether the words call a figure the sum of what stands before it.
fn is_sum(line: &Line<'_>, total: &Figure) -> bool {
    let (first, number, end) = (total.tokens.start as usize, total.tokens.end as usize, line::phrase_end(total));
    let span = line.span();
    let of = line.follows(first, &["of"]) && first >= 3;
    let named = of && line.is_any(first - 2, &["total", "sum", "record", "tally", "haul"]);
    let sales = of && line.is_any(first - 3, &["total", "combined", "overall"]);
    let verb = line.follows(first, &["totaling", "totalling", "total", "combined", "altogether", "making"]);
    let in_all = |at: usize| {
        line.is_any(at, &["in"]) && line.is_any(at + 1, &["all", "total"])
            || line.is_any(at, &["altogether", "total", "combined", "overall"])
    };
    // `a two-day trip of 570 miles`
    let trip = of
        && matches!(total.kind, Kind::Measure | Kind::Duration)
        && (first.saturating_sub(6).max(span.start)..first - 1)
            .any(|at| line.is_any(at, &["a", "an"]) && line.follows(at, &[",", "—", "–", "-"]));
    // `together the 800 workers`
    let together = line.has(first.saturating_sub(3).max(span.start)..first, &["together"]);
    named || sales || verb || together || trip || in_all(end) || in_all(number)
}

/// Words that let a total count what was before too.
const RUNNING: [&str; 18] = [
    "brings",
    "bringing",
    "brought",
    "takes",
    "taking",
    "another",
    "more",
    "so",
    "far",
    "since",
    "career",
    "season",
    "now",
    "overall",
    "already",
    "record-breaking",
    "raising",
    "lifetime",
];

fn is_end(figure: &Figure) -> bool {
    matches!(figure.direction, Some(Direction::From | Direction::To))
}

/// The total behind its account.
pub fn before(line: &Line<'_>, at: usize) -> Option<Finding> {
    let total = line.figures.get(at)?;
    let kind = is_part(total) || matches!(total.kind, Kind::Measure | Kind::Duration) && !total.range;
    if at < 2 || !kind || !is_sum(line, total) || matches!(total.hedge, Some(h) if h != Hedge::Exactly) {
        return None;
    }
    let span = line.span();
    let end = line::phrase_end(total);
    let tail = end..(end + 5).min(span.end);
    if line.has(span.start..total.tokens.start as usize, &RUNNING[..9]) || line.has(tail, &RUNNING[7..]) {
        return None;
    }
    let first = line.figures.first()?.tokens.start as usize;
    let start = total.tokens.start as usize;
    // Behind the last comma stands what the total is called: `, a two-day trip of 570 miles`.
    let comma = (first..start).rev().find(|i| line.is_any(*i, &[",", "—", "–", "("]) || is_dash(line, *i));
    let own = |i: usize| {
        line.figures.iter().any(|f| (i..start).contains(&(f.tokens.start as usize)) && line::comparable(f, total))
    };
    let until = comma.filter(|i| !own(*i)).unwrap_or(start);
    let row = items::row(line, first, until, true)
        .or_else(|| items::row(line, line.figures.get(1)?.tokens.start as usize, until, true))?;
    let gap = row.last()?.end..total.tokens.start as usize;
    let key = total.noun.as_ref().map(|n| n.key);
    let first_unit = row.first()?.figure.is_some_and(|f| line::comparable(f, total));
    let nouns: Vec<_> = row.iter().filter_map(Item::noun).collect();
    // The same things in several places, or several kinds of one thing.
    let same = nouns.windows(2).all(|n| n[0] == n[1]);
    let named = key.is_none() || nouns.iter().all(|n| Some(*n) == key) || !same || nouns.is_empty();
    let plain = row.iter().all(|i| {
        i.figure.is_none_or(|f| {
            let included = line.follows(f.tokens.start as usize, &["included", "includes", "include"]);
            (!f.subset || included) && !f.additional && !is_end(f)
        })
    });
    if gap.len() > 14 || !named || !plain || !first_unit || !items::are_alike(&row, total) {
        return None;
    }
    let (made, value) = items::sum(&row)?;
    let whole = items::tight(total);
    let ratio = made.checked_div(total.stated)?;
    let near = ratio > Decimal::new(7, 1) && ratio < Decimal::new(14, 1);
    if !value.disjoint(&whole) || !near {
        return None;
    }
    let terms: Vec<_> = row.iter().map(|i| i.value).collect();
    Some(items::with_parts(added_up(total, &terms, &value, &whole)?, &row))
}
