//! Whether a number above the story and one in it are of one thing by the words alone.

use super::super::around;
use super::super::likeness;
use super::super::mention::Mention;
use super::super::ties;
use crate::annotate::figures::{Decimal, Figure, Interval, Kind};

/// Whether two figures can state one value. `more than 200` does not stand for `more than 100`.
pub fn agree(a: &Figure, b: &Figure) -> bool {
    let alike = a.hedge.is_some() && a.hedge == b.hedge && likeness::alike(a, b) && a.unit == b.unit;
    if alike && a.digits && b.digits && a.pair.is_none() {
        let twentieth = |f: &Figure| f.stated.abs().checked_mul(Decimal::new(5, 2)).unwrap_or(f.granularity);
        let value = |f: &Figure| Interval::rounded(f.stated, f.granularity.min(twentieth(f)));
        return value(a).zip(value(b)).is_none_or(|(x, y)| !x.disjoint(&y));
    }
    likeness::agree(a, b)
}

/// The whole that a number is of: `6 out of the past 10`, `five of the 12`.
fn whole_of(mention: &Mention<'_>) -> Option<Decimal> {
    let figure = mention.figure;
    if figure.kind == Kind::OutOf {
        return figure.pair.map(|(_, whole)| whole);
    }
    let end = figure.tokens.end as usize;
    let of = mention.line.is_any(end, &["of", "out"]);
    let next = mention.line.figures.iter().find(|f| f.start >= figure.end && f.tokens.start as usize <= end + 5)?;
    of.then_some(next.stated)
}

/// Whether the body tells near its top what the headline tells, by the words alone: nothing about the
/// two numbers says that one was mistyped for the other.
pub fn is_restated(above: &Mention<'_>, there: &Mention<'_>, depth: usize) -> bool {
    let (a, b) = (above.figure, there.figure);
    // `its five campuses` is said of all of them wherever it stands.
    let possessive =
        |m: &Mention<'_>| m.line.follows(m.figure.tokens.start as usize, &["its", "their", "his", "her", "our"]);
    let whole =
        possessive(above) && possessive(there) && above.thing == there.thing && above.modifiers == there.modifiers;
    // `just nine new cases` and `six new cases` are both of the new ones.
    let part = ties::is_part(above) != ties::is_part(there);
    if depth > 5 && !whole || part || a.subset || b.subset {
        return false;
    }
    let words = around::shared(&above.near.words, &there.near.words);
    let hedged = |f: &Figure| f.hedge.is_some();
    match a.kind {
        Kind::Score | Kind::Vote => true,
        _ if whole_of(above).is_some() || whole_of(there).is_some() => {
            whole_of(above) == whole_of(there) && words >= 1 && a.kind == b.kind
        }
        Kind::Count => {
            let same = above.thing.is_some() && above.thing == there.thing || likeness::is_one_fate(above, there);
            // `Four sought`: the headline leaves out who.
            let bare = above.thing.is_none() && there.people && depth <= 2 && words >= 1;
            let listed = above.line.follows(a.tokens.start as usize, &["with", "and", "&"]);
            (same || bare) && ties::is_near(a, b, 110) && !listed
        }
        // An estimate may be of the same sum; by a quarter it is not off.
        Kind::Money(_) | Kind::Measure => {
            words >= 1 && ties::is_near(a, b, 110) && (hedged(a) == hedged(b) || !ties::is_near(a, b, 25))
        }
        // `six years in prison` over `six months in prison`: the number is right, and the unit another.
        Kind::Duration if a.unit.map(|u| u.name) != b.unit.map(|u| u.name) => {
            words >= 1 && depth <= 1 && a.stated == b.stated && b.stated > Decimal::ONE
        }
        Kind::Duration | Kind::Age => {
            let head = neighbour_noun(above).is_some_and(|w| neighbour_noun(there) == Some(w));
            words >= 1 && head && a.unit == b.unit && ties::is_near(a, b, 110) && hedged(a) == hedged(b)
        }
        Kind::Percent => words >= 3 && depth <= 2 && ties::is_near(a, b, 110),
        Kind::Ordinal => words >= 3 && depth <= 1,
        _ => likeness::is_near(a, b),
    }
}

/// The key of the word behind a figure and its unit: `a four-season break`, `18 years`.
fn neighbour_noun(mention: &Mention<'_>) -> Option<u64> {
    let mut at = mention.figure.tokens.end as usize;
    if mention.line.is_any(at, &["-"]) {
        at += 1;
    }
    mention.line.tokens.get(at).filter(|t| t.is_word()).map(|t| t.key)
}

/// Words beside a score that is not the final one.
const ON_THE_WAY: [&str; 18] = [
    "level",
    "half-time",
    "halftime",
    "half",
    "lead",
    "led",
    "leading",
    "ahead",
    "trailed",
    "trailing",
    "tied",
    "behind",
    "penalties",
    "inning",
    "quarter",
    "period",
    "advantage",
    "deficit",
];

/// A score that has nothing in common with another is of another game or moment.
pub fn is_on_the_way(above: &Mention<'_>, there: &Mention<'_>) -> bool {
    let figure = above.figure;
    let (Some((a, b)), Some((x, y))) = (figure.pair, there.figure.pair) else { return false };
    if !matches!(figure.kind, Kind::Score | Kind::Vote) {
        return false;
    }
    let one = [x, y].iter().any(|v| *v == a || *v == b);
    let first = there.figure.tokens.start as usize;
    let near = first.saturating_sub(5)..first + 8;
    // One body votes: two votes of all its members are of the same question.
    let votes = figure.kind == Kind::Vote && there.figure.kind == Kind::Vote;
    let whole = |a: Decimal, b: Decimal| a.checked_add(b);
    let one = one || votes && whole(a, b) == whole(x, y);
    // `open 3-0 lead` is no final score either.
    let lead = |word: &&&str| above.line.has(above.line.span(), &[word]) && there.line.has(near.clone(), &[word]);
    let same = ON_THE_WAY.iter().any(|word| lead(&word));
    !one || there.figure.kind == Kind::Score && !same && there.line.has(near, &ON_THE_WAY)
}
