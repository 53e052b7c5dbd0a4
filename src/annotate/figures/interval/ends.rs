//! Products and quotients of intervals, by way of their ends.

use std::cmp::Ordering;
use std::ops::Bound::{Excluded, Included, Unbounded};

use super::{Decimal, Interval};

/// One end of an interval, as products and quotients need it.
#[derive(Clone, Copy)]
pub struct End {
    /// `None`: infinite.
    pub value: Option<Decimal>,
    /// Which infinity: 1 or -1.
    pub sign: i8,
    /// Whether the end itself is left out.
    pub open: bool,
}

impl End {
    fn signum(self) -> i8 {
        match self.value {
            Some(value) if value.is_zero() => 0,
            Some(value) if value.is_sign_negative() => -1,
            Some(_) => 1,
            None => self.sign,
        }
    }

    pub fn infinite(sign: i8) -> End {
        End { value: None, sign, open: true }
    }

    fn zero(open: bool) -> End {
        End { value: Some(Decimal::ZERO), sign: 0, open }
    }

    pub fn times(self, other: End) -> Option<End> {
        match (self.value, other.value) {
            (Some(a), Some(b)) => {
                // A zero that belongs to one side makes zero whatever the other side is.
                let open = match (a.is_zero() && !self.open, b.is_zero() && !other.open) {
                    (false, false) => self.open || other.open,
                    _ => false,
                };
                Some(End { value: Some(a.checked_mul(b)?), sign: 0, open })
            }
            _ if self.signum() == 0 || other.signum() == 0 => Some(End::zero(false)),
            _ => Some(End::infinite(self.signum() * other.signum())),
        }
    }

    pub fn over(self, other: End) -> Option<End> {
        match (self.value, other.value) {
            (Some(a), Some(b)) => {
                let open = self.open || other.open && !a.is_zero();
                Some(End { value: Some(a.checked_div(b)?), sign: 0, open })
            }
            (_, None) => Some(End::zero(true)),
            (None, Some(_)) => Some(End::infinite(self.signum() * other.signum())),
        }
    }

    fn order(&self, other: &End) -> Ordering {
        match (self.value, other.value) {
            (Some(a), Some(b)) => a.cmp(&b),
            (None, None) => self.sign.cmp(&other.sign),
            (None, Some(_)) => self.sign.cmp(&0),
            (Some(_), None) => 0.cmp(&other.sign),
        }
    }
}

/// The interval of all combinations of two intervals under an operation that is monotonous in
/// each: its ends are among the combinations of theirs.
pub fn corners(a: [End; 2], b: [End; 2], with: impl Fn(End, End) -> Option<End>) -> Option<Interval> {
    let mut all = Vec::with_capacity(4);
    for x in a {
        for y in b {
            all.push(with(x, y)?);
        }
    }
    let mut low = *all.first()?;
    let mut high = low;
    for end in all {
        match end.order(&low) {
            Ordering::Less => low = end,
            Ordering::Equal => low.open &= end.open,
            Ordering::Greater => {}
        }
        match end.order(&high) {
            Ordering::Greater => high = end,
            Ordering::Equal => high.open &= end.open,
            Ordering::Less => {}
        }
    }
    let bound = |end: End| match (end.value, end.open) {
        (None, _) => Unbounded,
        (Some(value), true) => Excluded(value),
        (Some(value), false) => Included(value),
    };
    Interval::new(bound(low), bound(high))
}
