//! How much two mentions of a number have in common, and so how probably they are of one thing.
//!
//! Every slot of a mention (noun, role, group, time, place, speaker, what surrounds it) adds to
//! the score where both have the same in it, and takes from it where they differ; an empty slot
//! does neither. The weights are desk judgement, set by altering numbers of published copy and
//! looking which alterations were found.

use super::around::Around;
use super::mention::Mention;
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

/// How alike two mentions are; `None` where they are of two things for certain.
pub fn score(article: &Annotated<'_>, around: &Around, a: &Mention<'_>, b: &Mention<'_>) -> Option<f32> {
    let (x, y) = (a.figure, b.figure);
    let mut score = around.shared(&a.around, &b.around).min(4.0);
    score += noun(a, b)?;
    let tell = |same: bool, more: f32, less: f32| if same { more } else { -less };
    if let (Some(p), Some(q)) = (x.role, y.role) {
        score += tell(p == q, 1.0, 1.5);
    }
    if let (Some(p), Some(q)) = (x.group, y.group) {
        score += tell(p == q, 0.3, 2.0);
    }
    let day = |f: &Figure| article.dates().of(f.region).get(f.when? as usize)?.resolved;
    if let (Some(p), Some(q)) = (day(x), day(y)) {
        score += tell(p.0 <= q.1 && q.0 <= p.1, 0.5, 1.5);
    }
    let place = |f: &Figure| {
        let place = f.place.clone()?;
        article.plain(f.region).get(place.start as usize..place.end as usize)
    };
    if let (Some(p), Some(q)) = (place(x), place(y)) {
        score += tell(p == q, 0.5, 1.0);
    }
    if x.per != y.per {
        score -= if x.per.is_some() && y.per.is_some() { 2.0 } else { 1.0 };
    }
    if x.subset != y.subset {
        score -= 1.5;
    }
    if x.additional != y.additional {
        score -= 2.0;
    }
    if x.kind == Kind::Ordinal {
        score -= 0.6;
    }
    if x.kind == Kind::Duration {
        score -= if x.unit.map(|u| u.name) == y.unit.map(|u| u.name) { 0.2 } else { 1.2 };
    }
    if x.trend.is_some() && y.trend.is_some() && x.trend != y.trend {
        score -= 1.5;
    }
    if (x.direction == Some(Direction::From)) != (y.direction == Some(Direction::From)) {
        score -= 2.0;
    }
    if (x.direction == Some(Direction::By)) != (y.direction == Some(Direction::By)) && x.kind != Kind::Count {
        score -= 0.7;
    }
    Some(score)
}

/// What the nouns say.
fn noun(a: &Mention<'_>, b: &Mention<'_>) -> Option<f32> {
    let counts = matches!(a.figure.kind, Kind::Count | Kind::Ordinal);
    match (a.thing, b.thing) {
        (Some(p), Some(q)) if p == q => Some(1.5),
        (Some(_), Some(_)) if a.people && b.people => Some(0.3),
        (Some(_), Some(_)) if counts => {
            // `12 in custody`, `the toll of 12`: what happened to them names them too.
            let role = a.figure.role.is_some() && a.figure.role == b.figure.role;
            if role { Some(-0.2) } else { Some(-1.5) }
        }
        (Some(_), Some(_)) => Some(-0.5),
        (None, None) if counts => Some(-0.3),
        _ => Some(0.0),
    }
}

/// The place of a figure's number among its sentence's words, for checks that order them.
pub fn is_same_sentence(a: &Figure, b: &Figure) -> bool {
    (a.region, a.sentence) == (b.region, b.sentence)
}

/// Whether a figure can be off by so much and still be the same thing: nobody writes 400 for 3.
pub fn is_near(a: &Figure, b: &Figure) -> bool {
    let ratio = a.stated.checked_div(b.stated).unwrap_or_default().abs();
    ratio >= Decimal::new(2, 1) && ratio <= Decimal::from(5)
}

