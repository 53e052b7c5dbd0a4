//! A figure while it is read: what the expression itself says, before its sentence is looked at.

use std::ops::Range;

use super::fractions;
use super::interval::{Decimal, Hedge, Interval};
use super::lexicons::{Dimension, Unit};
use super::number::Number;
use super::{Figure, Kind, Scan};

/// What a number is a number of, as far as the expression itself says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    None,
    Money(&'static str),
    Unit(Unit),
}

/// A figure while it is read; all places are token indices.
#[derive(Clone, Debug)]
pub struct Draft {
    pub first: usize,
    pub end: usize,
    /// The numbers in it.
    pub numbers: Range<usize>,
    pub value: Option<Interval>,
    pub stated: Decimal,
    pub place: Decimal,
    pub hedge: Option<Hedge>,
    pub kind: Kind,
    pub unit: Option<Unit>,
    pub pair: Option<(Decimal, Decimal)>,
    pub range: bool,
    pub shared_scale: bool,
    pub digits: bool,
    pub margin: bool,
    /// Whether the noun hangs on a hyphen (`12-member`).
    pub hyphen: bool,
}

impl Draft {
    /// A draft of a plain number.
    pub fn of(number: &Number, first: usize) -> Draft {
        Draft {
            first,
            end: number.end,
            numbers: first..number.end,
            value: None,
            stated: number.value,
            place: number.place,
            hedge: None,
            kind: Kind::Count,
            unit: None,
            pair: None,
            range: false,
            shared_scale: false,
            digits: number.digits,
            margin: false,
            hyphen: false,
        }
    }

    /// A draft of a quantity that the words name without a number.
    pub fn vague(first: usize, end: usize, low: Decimal, value: Interval, kind: Kind) -> Draft {
        let number = Number { value: low, place: Decimal::ONE, scale: Decimal::ONE, end, digits: false };
        Draft { value: Some(value), kind, ..Draft::of(&number, first) }
    }

    /// Sets the kind that a measure makes.
    pub fn measured(&mut self, measure: Measure) {
        match measure {
            Measure::None => {}
            Measure::Money(code) => self.kind = Kind::Money(code),
            Measure::Unit(unit) => {
                self.kind = match unit.dimension {
                    Dimension::Percent => Kind::Percent,
                    Dimension::Points => Kind::Points,
                    Dimension::Time => Kind::Duration,
                    Dimension::Temperature => Kind::Temperature,
                    _ => Kind::Measure,
                };
                self.unit = (self.kind != Kind::Percent).then_some(unit);
                // `100 percent` is no rounding of 60.
                let share = matches!(self.kind, Kind::Percent | Kind::Points);
                if share && self.place > Decimal::ONE && self.stated < Decimal::ONE_THOUSAND {
                    self.place = Decimal::ONE;
                }
                if self.kind == Kind::Points && unit.factor != Decimal::ONE {
                    self.rescale(unit.factor);
                }
            }
        }
    }

    /// Multiplies all its numbers; leaves them where one would not fit.
    pub fn rescale(&mut self, factor: Decimal) {
        let value = match self.value {
            Some(value) => value.scaled(factor),
            None => None,
        };
        let pair = match self.pair {
            Some((a, b)) => a.checked_mul(factor).zip(b.checked_mul(factor)),
            None => None,
        };
        if let (Some(stated), Some(place)) = (self.stated.checked_mul(factor), self.place.checked_mul(factor)) {
            (self.stated, self.place, self.value, self.pair) = (stated, place, value, pair);
        }
    }

    /// The interval that it stands for.
    fn interval(&self) -> Interval {
        let band = |low: Decimal, high: Decimal| Some(Interval::between(low, high));
        let unhedged = match (self.value, self.pair) {
            (Some(value), _) => Some(value),
            (None, Some((low, high))) if self.range => band(low, high),
            (None, _) if self.kind == Kind::Fraction => fractions::band(self.stated),
            (None, _) if self.kind == Kind::Multiple => {
                let tenth = self.stated.abs().checked_mul(Decimal::new(1, 1));
                tenth.and_then(|t| band(self.stated.checked_sub(t)?, self.stated.checked_add(t)?))
            }
            _ => None,
        };
        let hedged = match (self.hedge, unhedged) {
            (None | Some(Hedge::Vague), Some(value)) => Some(value),
            (Some(hedge), Some(_)) if self.range => {
                // `about 10-12`, `up to 10-12`: the hedge belongs to both ends.
                let (low, high) = self.pair.unwrap_or((self.stated, self.stated));
                let low = Hedge::interval(Some(hedge), low, self.place);
                let high = Hedge::interval(Some(hedge), high, self.place);
                low.zip(high).map(|(low, high)| low.hull(&high))
            }
            (Some(Hedge::About), Some(band)) => {
                let about = Hedge::interval(self.hedge, self.stated, self.place);
                about.map(|about| about.hull(&band))
            }
            // Nothing rounds to no people at all.
            (None, None) if self.kind == Kind::Count && self.stated.is_zero() => Some(Interval::point(Decimal::ZERO)),
            _ => Hedge::interval(self.hedge, self.stated, self.place),
        };
        let value = hedged.unwrap_or_else(|| Interval::point(self.stated));
        if matches!(self.kind, Kind::Fraction | Kind::OneIn | Kind::OutOf) {
            return value.capped(Decimal::ONE);
        }
        value
    }

    /// The figure, without what its sentence says about it.
    pub(crate) fn figure(&self, scan: Scan<'_>, region: u32) -> Figure {
        let bytes = |tokens: &Range<usize>| {
            let start = scan.tokens.get(tokens.start).map_or(0, |t| t.start);
            let end = tokens.end.checked_sub(1).and_then(|last| scan.tokens.get(last)).map_or(start, |t| t.end);
            start..end.max(start)
        };
        let whole = bytes(&(self.first..self.end));
        Figure {
            region,
            sentence: 0,
            start: whole.start,
            end: whole.end,
            number: bytes(&self.numbers),
            tokens: self.first as u32..self.end as u32,
            value: self.interval(),
            stated: self.stated,
            granularity: self.place,
            hedge: self.hedge,
            kind: self.kind,
            unit: self.unit,
            pair: self.pair,
            range: self.range,
            shared_scale: self.shared_scale,
            digits: self.digits,
            margin: self.margin,
            noun: None,
            role: None,
            direction: None,
            trend: None,
            additional: false,
            subset: false,
            group: None,
            per: None,
            place: None,
            when: None,
            speech: false,
        }
    }
}
