//! Numbers in a row, as a sentence lists them: `26 men and 21 women`, `six in Denby, five in Marlow and
//! one in Corran`. What they are parts of is left to whoever asks.

use super::line::{self, Line};
use super::slip;
use crate::annotate::figures::lexicons::{GROUPS, OUTCOMES};
use crate::annotate::figures::{Decimal, Figure, Hedge, Interval, Kind};
use crate::check::Finding;

/// One number of a row.
#[derive(Clone, Copy)]
pub struct Item<'a> {
    /// How many.
    pub value: Decimal,
    /// The figure; none for a bare `one`.
    pub figure: Option<&'a Figure>,
    /// Its first token.
    pub first: usize,
    /// The token behind it and its noun.
    pub end: usize,
}

impl Item<'_> {
    /// What the number is called: the key of its noun.
    pub fn noun(&self) -> Option<u64> {
        self.figure?.noun.as_ref().map(|n| n.key)
    }
}

/// The most numbers of a row.
const MOST: usize = 8;
/// So many tokens stand between two numbers of a row.
const FAR: usize = 14;

/// Words that may stand between a comma and the number that goes on with the row.
const LEADS: [&str; 15] = [
    "the",
    "other",
    "others",
    "another",
    "remaining",
    "a",
    "rest",
    "further",
    "with",
    "then",
    "plus",
    "also",
    "followed",
    "by",
    "only",
];

/// What stands before the last number of a row.
const ENDS: [&str; 4] = ["and", ";", "&", "while"];

/// Words within a row that make it no row of parts.
const BREAKS: [&str; 10] =
    ["including", "than", "per", "whereas", "between", "until", "if", "unless", "compared", "instead"];

/// The numbers from token `from` up to `until`, where they are a row: each behind a comma or "and", the
/// last behind an "and". `subjects`: whose each is may stand before it (`the Reds five`).
pub fn row<'a>(line: &Line<'a>, from: usize, until: usize, subjects: bool) -> Option<Vec<Item<'a>>> {
    // Most sentences end here: no row goes on without one of these.
    if !(from..until).any(|at| line.is_any(at, &ENDS)) {
        return None;
    }
    let mut items: Vec<Item<'a>> = Vec::new();
    let mut next = line.figures.iter().filter(|f| f.tokens.start as usize >= from).peekable();
    let mut at = from;
    while at < until && items.len() <= MOST {
        if let Some(figure) = next.next_if(|f| f.tokens.start as usize <= at) {
            if (figure.tokens.start as usize) < at {
                continue;
            }
            if !is_plain(figure) {
                return None;
            }
            let end = line::phrase_end(figure).max(at + 1);
            items.push(Item { value: figure.stated, figure: Some(figure), first: at, end });
            at = end;
            continue;
        }
        let starts = items.is_empty() && at == from || line.follows(at, &[",", "and", "the", "other"]);
        if line.is_any(at, &["one"]) && starts && !line.is_any(at + 1, &["of", "another"]) {
            items.push(Item { value: Decimal::ONE, figure: None, first: at, end: at + 1 });
        }
        // `eight crabs, two seals and a gull`: one more of them.
        let article = line.is_any(at, &["a", "an"]) && line.follows(at, &["and"]) && at + 2 <= until;
        let named = items.last().is_some_and(|i| i.figure.is_some_and(|f| f.noun.is_some()));
        let grouped = items.len() == 1 && items[0].figure.is_some_and(|f| f.group.is_some());
        let ends = (at + 2..at + 4).any(|i| line.is_any(i, &[".", ",", ";", "—", "–"]) || i >= until);
        if article
            && named
            && (items.len() >= 2 || grouped)
            && ends
            && next.peek().is_none_or(|f| f.tokens.start as usize >= until)
        {
            items.push(Item { value: Decimal::ONE, figure: None, first: at, end: at + 1 });
        }
        at += 1;
    }
    let joined = |pair: &[Item<'_>]| {
        let gap = pair[0].end.min(pair[1].first)..pair[1].first;
        gap.len() <= FAR && joint(line, gap.clone(), subjects).is_some() && !line.has(gap, &BREAKS)
    };
    let last = items.len().checked_sub(2)?;
    let gap = items[last].end.min(items[last + 1].first)..items[last + 1].first;
    let ends = line.has(gap, &ENDS);
    (items.len() <= MOST && ends && items.windows(2).all(joined)).then_some(items)
}

/// Where within a gap the next number's own words begin: its comma or its "and".
fn joint(line: &Line<'_>, gap: std::ops::Range<usize>, subjects: bool) -> Option<usize> {
    let at = gap.clone().rev().find(|at| line.is_any(*at, &[",", "and", ";", "&", "while", "plus"]))?;
    let own = at + 1..gap.end;
    let lead = own.clone().all(|at| line.is_any(at, &LEADS));
    let subject = subjects
        && own.len() <= 5
        && own.clone().all(|at| {
            line.is_any(at, &["the", "other", "his", "her", "their", "its", "a", "of"])
                || line.tokens.get(at).is_some_and(|t| t.is_word())
        });
    (lead || subject).then_some(at)
}

fn is_plain(figure: &Figure) -> bool {
    let kind = matches!(figure.kind, Kind::Count | Kind::Money(_) | Kind::Measure | Kind::Duration);
    kind && !figure.range
        && matches!(figure.hedge, None | Some(Hedge::Exactly | Hedge::About))
        && figure.per.is_none()
        && !figure.margin
}

/// What a figure stands for where the next words add it up: nobody who counts one by one rounds 220 to
/// tens, or 1,230 to fifties.
pub fn tight(figure: &Figure) -> Interval {
    let counted = figure.kind == Kind::Count && figure.hedge.is_none() && !figure.range;
    let place = match figure.stated {
        value if value < Decimal::from(1000) => Decimal::ZERO,
        value if value < Decimal::from(100_000) => figure.granularity.min(Decimal::TEN),
        _ => figure.granularity,
    };
    match counted {
        true if place.is_zero() || !figure.digits => Interval::point(figure.stated),
        true => Interval::rounded(figure.stated, place).unwrap_or(figure.value),
        false => line::close(figure),
    }
}

/// What a row makes, literally and with its rounding.
pub fn sum(items: &[Item<'_>]) -> Option<(Decimal, Interval)> {
    let mut made = (Decimal::ZERO, Interval::point(Decimal::ZERO));
    for item in items {
        let value = item.figure.map_or(Interval::point(item.value), tight);
        made = (made.0.checked_add(item.value)?, made.1.add(&value)?);
    }
    Some(made)
}

/// Whether a sum is near a total that it misses: by a tenth, by one of a few, or by one key.
pub fn is_near(made: Decimal, total: Decimal) -> bool {
    let miss = made.checked_sub(total).unwrap_or_default().abs();
    let tenth = total.checked_mul(Decimal::new(12, 2)).unwrap_or_default();
    let near = miss <= tenth.max(if total >= Decimal::from(12) { Decimal::TWO } else { Decimal::ONE });
    near || total >= Decimal::TEN && slip::is_slip(total, &Interval::point(made))
}

/// Whether all numbers of a row count in the same kind and unit as the total; a bare number does.
pub fn are_alike(items: &[Item<'_>], total: &Figure) -> bool {
    items.iter().all(|item| {
        item.figure.is_none_or(|f| line::comparable(f, total) || f.kind == Kind::Count && f.noun.is_none())
            && (item.figure.is_some() || total.kind == Kind::Count)
    })
}

/// The class and the group that an item's words give it, up to the next item: `26 men`, `180 are men`, `19
/// survived`.
pub fn class(line: &Line<'_>, item: &Item<'_>, until: usize) -> Option<(&'static str, &'static str)> {
    let group = item.figure.and_then(|f| f.group);
    let behind = || {
        (item.end..until.min(item.end + 6)).find_map(|at| {
            let token = line.tokens.get(at).filter(|t| !t.capital)?;
            OUTCOMES.get(token).or_else(|| GROUPS.get(token))
        })
    };
    let before = || {
        let token = item.first.checked_sub(1).and_then(|at| line.tokens.get(at))?;
        OUTCOMES.get(token)
    };
    group.or_else(behind).or_else(before)?.split_once('/')
}

/// Whether the words give every number of a row another group of one class, so that nobody is counted
/// twice.
pub fn are_exclusive(line: &Line<'_>, items: &[Item<'_>], until: usize) -> bool {
    let ends = items.iter().skip(1).map(|i| i.first).chain([until]);
    let classes: Option<Vec<_>> = items.iter().zip(ends).map(|(item, until)| class(line, item, until)).collect();
    let Some(classes) = classes else { return false };
    let one = classes.iter().all(|c| c.0 == classes[0].0);
    one && classes.iter().enumerate().all(|(at, c)| classes[..at].iter().all(|other| other.1 != c.1))
}

/// The same finding with every number of a row as a part.
pub fn with_parts(finding: Finding, items: &[Item<'_>]) -> Finding {
    items.iter().filter_map(|i| i.figure).fold(finding, |finding, part| finding.related(line::place(part), "part"))
}
