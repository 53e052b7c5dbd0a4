//! Exact intervals: what a figure in the copy can stand for, and arithmetic that keeps its
//! rounding.
//!
//! Bounds are decimals, never binary fractions, so that `0.1 + 0.2` is 0.3 and a headline's 2.3
//! million is not one person off. Every operation is checked: what overflows 28 digits, or would
//! divide by an interval that holds zero, gives `None`. Which interval a hedged or rounded figure
//! means is said here too ([`Hedge`]); how it is read out of the copy is left to
//! `expression`.

mod ends;

use std::fmt;
use std::ops::Bound::{self, Excluded, Included, Unbounded};

use ends::{End, corners};

pub use rust_decimal::Decimal;

/// A range of values; a bound that is missing is infinite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    low: Bound<Decimal>,
    high: Bound<Decimal>,
}

/// A word beside a number that widens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// `about`, `some`, `or so`.
    About,
    /// `nearly`, `just under`.
    Nearly,
    /// `more than`, `over`.
    MoreThan,
    /// `at least`, `or more`, `+`.
    AtLeast,
    /// `up to`, `as many as`.
    AtMost,
    /// `fewer than`, `under`.
    LessThan,
    /// `exactly`: no rounding at all.
    Exactly,
    /// `dozens`, `several`, `most`: no number stands there.
    Vague,
}

impl Hedge {
    /// The hedge that lexicons call `name`.
    pub fn named(name: &str) -> Option<Hedge> {
        Some(match name {
            "approx" => Hedge::About,
            "nearly" => Hedge::Nearly,
            "more-than" => Hedge::MoreThan,
            "at-least" => Hedge::AtLeast,
            "at-most" => Hedge::AtMost,
            "less-than" => Hedge::LessThan,
            "exactly" => Hedge::Exactly,
            _ => return None,
        })
    }

    /// What `value`, rounded to `place`, means behind this hedge. The bands (10 % either side of
    /// an estimate, 10 % below a "nearly") are desk judgement: wide enough that two honest
    /// roundings of one figure always meet.
    pub fn interval(hedge: Option<Hedge>, value: Decimal, place: Decimal) -> Option<Interval> {
        let tenth = value.abs().checked_mul(Decimal::new(1, 1))?;
        let (below, above) = match hedge {
            None | Some(Hedge::Vague) => return Interval::rounded(value, place),
            Some(Hedge::Exactly) => (Included(value), Included(value)),
            Some(Hedge::About) => {
                let half = place.checked_mul(Decimal::new(5, 1))?.max(tenth);
                (Included(value.checked_sub(half)?), Included(value.checked_add(half)?))
            }
            Some(Hedge::Nearly) => (Included(value.checked_sub(tenth)?), Excluded(value)),
            Some(Hedge::MoreThan) => (Excluded(value), Unbounded),
            Some(Hedge::AtLeast) => (Included(value), Unbounded),
            Some(Hedge::AtMost) => (floor_of(value), Included(value)),
            Some(Hedge::LessThan) => (floor_of(value), Excluded(value)),
        };
        Interval::new(below, above)
    }
}

/// A quantity of things is not below nothing; only a figure that is negative itself can be.
fn floor_of(value: Decimal) -> Bound<Decimal> {
    if value > Decimal::ZERO { Included(Decimal::ZERO) } else { Unbounded }
}

impl Interval {
    /// The interval between two bounds; `None` where the low one lies above the high one, or
    /// where nothing lies between them.
    pub fn new(low: Bound<Decimal>, high: Bound<Decimal>) -> Option<Interval> {
        let interval = Interval { low, high };
        let sound = match (low, high) {
            (Unbounded, _) | (_, Unbounded) => true,
            (Included(l), Included(h)) => l <= h,
            (Included(l) | Excluded(l), Included(h) | Excluded(h)) => l < h,
        };
        sound.then_some(interval)
    }

    /// Just this value.
    pub fn point(value: Decimal) -> Interval {
        Interval { low: Included(value), high: Included(value) }
    }

    /// From `low` to `high`, both included, in whichever order they come.
    pub fn between(low: Decimal, high: Decimal) -> Interval {
        Interval { low: Included(low.min(high)), high: Included(low.max(high)) }
    }

    /// `low` and everything above it.
    pub fn from(low: Decimal) -> Interval {
        Interval { low: Included(low), high: Unbounded }
    }

    /// Every value that rounds to `value` at `place`: half a place either side, the upper end
    /// excluded, so that 14 and 15 are apart.
    pub fn rounded(value: Decimal, place: Decimal) -> Option<Interval> {
        let half = place.checked_mul(Decimal::new(5, 1))?;
        if half.is_zero() {
            return Some(Interval::point(value));
        }
        Interval::new(Included(value.checked_sub(half)?), Excluded(value.checked_add(half)?))
    }

    /// What an estimate of `value` may stand for: a tenth either side.
    pub fn hedged(value: Decimal) -> Option<Interval> {
        let tenth = value.abs().checked_mul(Decimal::new(1, 1))?;
        Some(Interval::between(value.checked_sub(tenth)?, value.checked_add(tenth)?))
    }

    /// The lowest value, whether it belongs to the interval or not; `None`: no bound.
    pub fn low(&self) -> Option<Decimal> {
        number(self.low)
    }

    /// The highest value, whether it belongs to the interval or not; `None`: no bound.
    pub fn high(&self) -> Option<Decimal> {
        number(self.high)
    }

    /// Whether the low bound is left out (or there is none).
    pub fn low_open(&self) -> bool {
        !matches!(self.low, Included(_))
    }

    /// Whether the high bound is left out (or there is none).
    pub fn high_open(&self) -> bool {
        !matches!(self.high, Included(_))
    }

    /// Whether the two have no value in common.
    pub fn disjoint(&self, other: &Interval) -> bool {
        ends_before(self.high, other.low) || ends_before(other.high, self.low)
    }

    /// Whether a value lies in it.
    pub fn contains(&self, value: Decimal) -> bool {
        !self.disjoint(&Interval::point(value))
    }

    /// Whether every value of `other` lies in it.
    pub fn holds(&self, other: &Interval) -> bool {
        let low = match (self.low, other.low) {
            (Unbounded, _) => true,
            (_, Unbounded) => false,
            (Excluded(a), Included(b)) => a < b,
            (Included(a) | Excluded(a), Included(b) | Excluded(b)) => a <= b,
        };
        let high = match (self.high, other.high) {
            (Unbounded, _) => true,
            (_, Unbounded) => false,
            (Excluded(a), Included(b)) => a > b,
            (Included(a) | Excluded(a), Included(b) | Excluded(b)) => a >= b,
        };
        low && high
    }

    /// The smallest interval that holds both.
    pub fn hull(&self, other: &Interval) -> Interval {
        let low = if self.holds_low(other) { self.low } else { other.low };
        let high = if self.holds_high(other) { self.high } else { other.high };
        Interval { low, high }
    }

    fn holds_low(&self, other: &Interval) -> bool {
        Interval { low: self.low, high: Unbounded }.holds(&Interval { low: other.low, high: Unbounded })
    }

    fn holds_high(&self, other: &Interval) -> bool {
        Interval { low: Unbounded, high: self.high }.holds(&Interval { low: Unbounded, high: other.high })
    }

    /// Every sum of a value of each.
    pub fn add(&self, other: &Interval) -> Option<Interval> {
        Interval::new(
            join(self.low, other.low, Decimal::checked_add)?,
            join(self.high, other.high, Decimal::checked_add)?,
        )
    }

    /// Every difference of a value of each.
    pub fn sub(&self, other: &Interval) -> Option<Interval> {
        self.add(&other.negated())
    }

    /// The same with the sign turned.
    pub fn negated(&self) -> Interval {
        let turn = |bound: Bound<Decimal>| match bound {
            Included(value) => Included(-value),
            Excluded(value) => Excluded(-value),
            Unbounded => Unbounded,
        };
        Interval { low: turn(self.high), high: turn(self.low) }
    }

    /// Every product of a value of each.
    pub fn mul(&self, other: &Interval) -> Option<Interval> {
        corners(self.ends(), other.ends(), End::times)
    }

    /// Every quotient of a value of each; `None` where `other` holds or touches zero.
    pub fn div(&self, other: &Interval) -> Option<Interval> {
        let positive = matches!(other.low, Included(v) | Excluded(v) if v > Decimal::ZERO);
        let negative = matches!(other.high, Included(v) | Excluded(v) if v < Decimal::ZERO);
        if !positive && !negative {
            return None;
        }
        corners(self.ends(), other.ends(), End::over)
    }

    /// The change from `self` to `to`, in percent of `self`; `None` where `self` may be zero.
    pub fn percent_change(&self, to: &Interval) -> Option<Interval> {
        let ratio = to.div(self)?;
        ratio.sub(&Interval::point(Decimal::ONE))?.mul(&Interval::point(Decimal::ONE_HUNDRED))
    }

    /// Its values, each multiplied by `factor`.
    pub fn scaled(&self, factor: Decimal) -> Option<Interval> {
        self.mul(&Interval::point(factor))
    }

    /// The part of it that is at most `most`; itself where nothing would be left.
    pub fn capped(&self, most: Decimal) -> Interval {
        let lower = Interval { low: Unbounded, high: Included(most) };
        if lower.holds_high(self) { *self } else { Interval::new(self.low, Included(most)).unwrap_or(*self) }
    }

    fn ends(&self) -> [End; 2] {
        let end = |bound, infinite| match bound {
            Included(value) => End { value: Some(value), sign: 0, open: false },
            Excluded(value) => End { value: Some(value), sign: 0, open: true },
            Unbounded => End { value: None, sign: infinite, open: true },
        };
        [end(self.low, -1), end(self.high, 1)]
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.low {
            Included(value) => write!(f, "[{}", value.normalize())?,
            Excluded(value) => write!(f, "({}", value.normalize())?,
            Unbounded => f.write_str("(-inf")?,
        }
        match self.high {
            Included(value) => write!(f, ", {}]", value.normalize()),
            Excluded(value) => write!(f, ", {})", value.normalize()),
            Unbounded => f.write_str(", inf)"),
        }
    }
}

fn number(bound: Bound<Decimal>) -> Option<Decimal> {
    match bound {
        Included(value) | Excluded(value) => Some(value),
        Unbounded => None,
    }
}

/// Whether an interval that ends at `high` ends before one that starts at `low`.
fn ends_before(high: Bound<Decimal>, low: Bound<Decimal>) -> bool {
    match (high, low) {
        (Unbounded, _) | (_, Unbounded) => false,
        (Included(h), Included(l)) => h < l,
        (Included(h) | Excluded(h), Included(l) | Excluded(l)) => h <= l,
    }
}

fn join(
    a: Bound<Decimal>,
    b: Bound<Decimal>,
    with: impl Fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<Bound<Decimal>> {
    Some(match (a, b) {
        (Unbounded, _) | (_, Unbounded) => Unbounded,
        (Included(a), Included(b)) => Included(with(a, b)?),
        (Included(a) | Excluded(a), Included(b) | Excluded(b)) => Excluded(with(a, b)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn unhedged(value: &str, place: &str) -> Interval {
        Interval::rounded(dec(value), dec(place)).unwrap()
    }

    #[test]
    fn neighbours_are_apart_and_roundings_meet() {
        assert!(unhedged("14", "1").disjoint(&unhedged("15", "1")));
        assert!(!unhedged("33127", "1").disjoint(&unhedged("33000", "1000")));
        assert!(unhedged("33127", "1").disjoint(&unhedged("35000", "1000")));
        assert!(unhedged("33000", "1000").holds(&unhedged("33127", "1")));
    }

    #[test]
    fn hedges_widen_to_their_side() {
        let hedged = |hedge| Hedge::interval(Some(hedge), dec("200"), dec("100")).unwrap().to_string();
        assert_eq!(hedged(Hedge::About), "[150, 250]");
        assert_eq!(hedged(Hedge::Nearly), "[180, 200)");
        assert_eq!(hedged(Hedge::MoreThan), "(200, inf)");
        assert_eq!(hedged(Hedge::AtLeast), "[200, inf)");
        assert_eq!(hedged(Hedge::AtMost), "[0, 200]");
        assert_eq!(hedged(Hedge::LessThan), "[0, 200)");
        assert_eq!(hedged(Hedge::Exactly), "[200, 200]");
    }

    #[test]
    fn a_change_keeps_the_rounding_of_both_ends() {
        let change = Interval::point(dec("80")).percent_change(&Interval::point(dec("104"))).unwrap();
        assert_eq!(change.to_string(), "[30, 30]");
        let rounded = unhedged("5", "1").percent_change(&unhedged("7", "1")).unwrap();
        assert!(rounded.contains(dec("40")) && !rounded.contains(dec("2")));
        assert_eq!(unhedged("0", "1").percent_change(&unhedged("7", "1")), None);
    }

    #[test]
    fn products_with_open_ends_stay_open() {
        let many = Interval::from(dec("24"));
        assert_eq!(many.mul(&Interval::point(dec("2"))).unwrap().to_string(), "[48, inf)");
        assert_eq!(many.mul(&Interval::point(dec("-2"))).unwrap().to_string(), "(-inf, -48]");
        assert_eq!(many.mul(&Interval::point(dec("0"))).unwrap().to_string(), "[0, 0]");
        assert_eq!(Interval::point(dec("12")).div(&many).unwrap().to_string(), "(0, 0.5]");
        assert_eq!(Interval::point(dec("12")).div(&Interval::point(Decimal::ZERO)), None);
    }

    fn bound() -> impl Strategy<Value = (i64, bool)> {
        (-40i64..40, prop::bool::ANY)
    }

    fn interval(a: (i64, bool), b: (i64, bool)) -> Option<Interval> {
        let (low, high) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        let end = |(value, open): (i64, bool)| {
            let value = Decimal::new(value * 25, 2);
            if open { Excluded(value) } else { Included(value) }
        };
        Interval::new(end(low), end(high))
    }

    proptest! {
        #[test]
        fn results_hold_every_result_of_single_values(
            a in (bound(), bound()), b in (bound(), bound()), x in 0i64..=4, y in 0i64..=4,
        ) {
            let (Some(a), Some(b)) = (interval(a.0, a.1), interval(b.0, b.1)) else { return Ok(()) };
            // A quarter, half, ... of the way through each interval.
            let at = |i: &Interval, part: i64| {
                let (low, high) = (i.low().unwrap(), i.high().unwrap());
                low + (high - low) * Decimal::new(part * 25, 2)
            };
            let (x, y) = (at(&a, x), at(&b, y));
            if !a.contains(x) || !b.contains(y) {
                return Ok(());
            }
            prop_assert!(!a.disjoint(&Interval::point(x)) && a.hull(&b).holds(&a) && a.hull(&b).holds(&b));
            prop_assert!(a.add(&b).unwrap().contains(x + y));
            prop_assert!(a.sub(&b).unwrap().contains(x - y));
            prop_assert!(a.mul(&b).unwrap().contains(x * y));
            if let Some(quotient) = a.div(&b) {
                // Quotients are rounded at the 28th digit.
                let hair = Decimal::new(1, 20);
                let near = Interval::between(x / y - hair, x / y + hair);
                prop_assert!(!quotient.disjoint(&near));
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_no_interval() {
        let huge = Interval::point(Decimal::MAX);
        assert_eq!(huge.add(&huge), None);
        assert_eq!(huge.mul(&huge), None);
        assert_eq!(Interval::new(Included(dec("2")), Excluded(dec("2"))), None);
    }
}
