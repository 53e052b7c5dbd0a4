//! How much two mentions of a number have in common, and so how probably they are of one thing.
//!
//! Every slot of a mention (noun, role, group, time, place, what surrounds it) adds to the score
//! where both have the same in it, and takes from it where they differ; an empty slot does
//! neither. How near the values are is a score of its own.

use super::around::{self, Near, each};
use super::line;
use super::mention::{Mention, Slip};
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Direction, Figure, Kind};

/// Whether two figures are of one kind and in one unit, so that either could stand for the other.
pub fn alike(a: &Figure, b: &Figure) -> bool {
    let dimension = |f: &Figure| f.unit.map(|u| u.dimension);
    match (a.kind, b.kind) {
        (Kind::Money(x), Kind::Money(y)) => x == y,
        (Kind::Score | Kind::Vote, Kind::Score | Kind::Vote) => true,
        (Kind::Age, Kind::Age) => dimension(a) == dimension(b),
        (x, y) => x == y && dimension(a) == dimension(b),
    }
}

/// Whether two figures can state one value: roundings, hedges, units and shares in other words
/// allowed for.
pub fn agree(a: &Figure, b: &Figure) -> bool {
    if let (Some((x, y)), Some((v, w))) = (a.pair, b.pair)
        && matches!((a.kind, b.kind), (Kind::Score | Kind::Vote, Kind::Score | Kind::Vote))
    {
        return (x, y) == (v, w) || (x, y) == (w, v);
    }
    if let (Some(x), Some(y)) = (a.share(), b.share()) {
        return !x.disjoint(&y);
    }
    if alike(a, b) {
        let base = || Some(a.in_base_unit()?.disjoint(&b.in_base_unit()?));
        let apart = match a.unit.map(|u| u.name) != b.unit.map(|u| u.name) {
            true => base().unwrap_or(true),
            false => a.claim().disjoint(&b.claim()) && !is_dozens(a, b) && !is_dozens(b, a),
        };
        return !apart;
    }
    false
}

/// `nearly two dozen` is a word for a number that nobody counted.
fn is_dozens(loose: &Figure, other: &Figure) -> bool {
    let dozen = Decimal::from(12);
    let whole = || loose.stated.checked_rem(dozen).is_some_and(|r| r.is_zero());
    let fifth = |n: i64| loose.stated.checked_mul(Decimal::new(n, 2));
    let within = || Some(other.stated >= fifth(75)? && other.stated <= fifth(125)?);
    loose.hedge.is_some() && !loose.digits && whole() && within().unwrap_or(false)
}

/// Whether one figure is the other without its last places: $16.6 billion is $16 billion to a
/// headline.
pub fn is_cut(short: &Figure, long: &Figure) -> bool {
    let cut = |place: Decimal| {
        let rest = long.stated.checked_rem(place)?;
        Some(!place.is_zero() && long.stated.checked_sub(rest)? == short.stated)
    };
    let round = matches!(short.kind, Kind::Money(_) | Kind::Count | Kind::Measure | Kind::Percent);
    round && alike(short, long) && cut(short.granularity).unwrap_or(false)
}

/// How much two mentions are of one thing by their words, whatever their values are.
///
/// The weights were fitted on published copy in which one of two equal numbers had been altered,
/// and then rounded; those of slots that are seldom filled (group, rate, subset) are desk
/// judgement. One point makes it about three times as probable.
pub fn kinship(article: &Annotated<'_>, a: &Mention<'_>, b: &Mention<'_>) -> f32 {
    let (x, y) = (a.figure, b.figure);
    let counts = matches!(x.kind, Kind::Count | Kind::Ordinal);
    let same = a.thing.is_some() && a.thing == b.thing;
    let mut score = 0.45 * around::shared(&a.near.words, &b.near.words).min(6) as f32;
    score += 0.45 * around::shared(&a.near.next, &b.near.next).min(3) as f32;
    score += match (a.thing, b.thing) {
        _ if same => 1.5,
        _ if is_one_fate(a, b) => 1.0,
        (Some(_), Some(_)) if a.people && b.people => -0.2,
        (Some(_), Some(_)) if counts && x.role.is_some() && x.role == y.role => -0.2,
        (Some(_), Some(_)) if counts => -1.2,
        // Two bare numbers have nothing in common but that.
        (None, None) if counts && (x.role.is_none() || y.role.is_none()) => -1.4,
        (None, None) if counts => -0.4,
        _ => 0.0,
    };
    score += match x.kind {
        Kind::Money(_) => 1.1,
        Kind::Measure => 0.6,
        Kind::Duration if unit(x) == unit(y) => -1.6,
        Kind::Duration => -2.2,
        Kind::Age => -1.3,
        // A survey is full of percentages of the same people.
        Kind::Percent => -2.0,
        Kind::Ordinal => -0.5,
        _ => 0.0,
    };
    // `a 5 percent tax`, `the tax is 6 percent`
    let heads = |m: &Mention<'_>, of: &Mention<'_>| m.near.heads.iter().any(|w| of.near.words.binary_search(w).is_ok());
    score += weight(!counts && (heads(a, b) || heads(b, a)), 0.75);
    score -= weight(each(&a.modifiers, &b.modifiers), 0.3);
    score += weight(!a.modifiers.is_empty() && a.modifiers == b.modifiers, 0.25);
    // Two sentences of one make with other names or times in them are two entries of a list.
    let made_alike = around::share(&a.near.words, &b.near.words) >= 0.5;
    // Names and times that only one of the two has are another case of the same thing.
    // Above the story capitals name nothing.
    let display = |f: &Figure| article.region(f.region).role.is_display();
    if !display(x) && !display(y) {
        let apart = each(&a.near.names, &b.near.names);
        score += named(&a.near, &b.near) - weight(apart && made_alike, 0.8);
    }
    score -= weight(each(&a.near.times, &b.near.times), if made_alike { 1.5 } else { 0.5 });
    score += weight(!a.near.times.is_empty() && a.near.times == b.near.times, 0.3);
    score += weight(neighbour(a).is_some_and(|w| neighbour(b) == Some(w)), 0.25);
    if let (Some(p), Some(q)) = (x.role, y.role) {
        score += if p == q { 0.2 } else { -1.0 };
    }
    score -= weight(matches!(x.group, Some(g) if y.group.is_some_and(|h| h != g)), 1.5);
    let place = |f: &Figure| {
        let place = f.place.clone()?;
        article.plain(f.region).get(place.start as usize..place.end as usize)
    };
    if let (Some(p), Some(q)) = (place(x), place(y)) {
        score += if p == q { 0.3 } else { -0.5 };
    }
    // Prices and rates differ from case to case.
    score -= weight(x.per.is_some() && x.per == y.per, 0.8);
    score -= weight(x.per != y.per, if x.per.is_some() && y.per.is_some() { 2.0 } else { 0.5 });
    // `three of the eight were arrested … the four arrested`
    score -= weight(x.subset != y.subset && !is_one_fate(a, b), 1.0);
    score -= weight(is_added(a) != is_added(b), 1.5);
    score -= weight(x.trend.is_some() && y.trend.is_some() && x.trend != y.trend, 1.0);
    let end = |f: &Figure, direction| f.direction == Some(direction);
    score -= weight(end(x, Direction::From) != end(y, Direction::From), 1.2);
    score - weight(end(x, Direction::By) != end(y, Direction::By) && !counts, 0.5)
}

/// Whether two mentions count people to whom the same happened: `killed 14 people`, `the 17
/// deaths`.
pub fn is_one_fate(a: &Mention<'_>, b: &Mention<'_>) -> bool {
    // `the 46 victims` are people, of whom a list need not say so.
    let people = |m: &Mention<'_>| m.people || m.thing.is_none() || m.figure.role.is_none();
    let fate = |m: &Mention<'_>| super::mention::fate(m.figure, m.thing);
    a.figure.kind == Kind::Count && people(a) && people(b) && fate(a).is_some() && fate(a) == fate(b)
}

/// Whether a number comes on top of others: `another 12`, `seven new cases`.
fn is_added(mention: &Mention<'_>) -> bool {
    let first = mention.figure.tokens.end as usize;
    mention.figure.additional || mention.line.is_any(first, &["new", "fresh", "extra"])
}

/// What the names around two mentions say.
fn named(a: &Near, b: &Near) -> f32 {
    let known = around::shared(&a.names, &b.names) > 0;
    let apart = each(&a.names, &b.names);
    let mut score = -weight(apart, if known { 0.6 } else { 1.2 });
    if let (Some(p), Some(q)) = (a.subject, b.subject) {
        let elsewhere = a.names.contains(&q) || b.names.contains(&p);
        score += match p == q {
            true => 0.3,
            false if elsewhere => -0.3,
            false => -1.0,
        };
    }
    score
}

/// How much one value looks like a slip of the finger for the other. Two long numbers that are
/// not one are two numbers; a factor of three is seldom a slip.
pub fn closeness(a: &Figure, b: &Figure) -> f32 {
    let digits = digits(a.stated).max(digits(b.stated));
    let slip = match super::mention::slip(a.stated, b.stated) {
        Some(Slip::Digit) if digits >= 3 => 3.5,
        // Of any two numbers of two digits every fifth pair shares one: weak evidence of a slip.
        Some(Slip::Digit) => 1.4,
        Some(Slip::Transposed) if digits >= 3 => 3.2,
        Some(Slip::Transposed) => 3.5,
        Some(Slip::Magnitude) if digits >= 2 => 3.0,
        Some(Slip::Magnitude) => 0.5,
        None => 0.0,
    };
    let ratio = a.stated.checked_div(b.stated).and_then(|r| r.to_string().parse::<f32>().ok()).unwrap_or(0.0);
    let off = if ratio > 0.0 { ratio.ln().abs().min(3.0) } else { 3.0 };
    let magnitude = matches!(super::mention::slip(a.stated, b.stated), Some(Slip::Magnitude));
    slip - 1.0 * digits.min(4) as f32 - if magnitude { 0.5 } else { 1.1 * off }
}

fn weight(filled: bool, weight: f32) -> f32 {
    if filled { weight } else { 0.0 }
}

fn unit(figure: &Figure) -> Option<&'static str> {
    figure.unit.map(|u| u.name)
}

/// The key of the word before a mention, within its sentence.
fn neighbour(mention: &Mention<'_>) -> Option<u64> {
    let at = (mention.figure.tokens.start as usize).checked_sub(1)?;
    let token = mention.line.tokens.get(at).filter(|t| t.is_word() && mention.line.span().contains(&at))?;
    Some(token.key)
}

/// How many digits a number has without the noughts at its end.
pub fn digits(value: Decimal) -> usize {
    value.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len()
}

/// Whether two figures stand in one sentence.
pub fn is_same_sentence(a: &Figure, b: &Figure) -> bool {
    (a.region, a.sentence) == (b.region, b.sentence)
}

/// Whether a figure can be off by so much and still be the same thing: nobody writes 400 for 3.
pub fn is_near(a: &Figure, b: &Figure) -> bool {
    let ratio = a.stated.checked_div(b.stated).unwrap_or_default().abs();
    ratio >= Decimal::new(2, 1) && ratio <= Decimal::from(5)
}

/// Whether one more stands beside a number: `a grandmother and four of her grandchildren`.
pub fn one_more(there: &Mention<'_>) -> bool {
    let (line, first) = (there.line, there.figure.tokens.start as usize);
    let span = line.span();
    let one = ["a", "an", "another", "one", "his", "her", "their"];
    let joined = |at: usize| line.is_any(at, &["and", "plus", "with"]);
    let before = (span.start..first).rev().take(4).any(joined)
        && line.has(span.start.max(first.saturating_sub(14))..first, &one);
    let end = line::phrase_end(there.figure);
    before || (end..span.end).take(10).any(|at| joined(at) && line.has(at..(at + 4).min(span.end), &one))
}
