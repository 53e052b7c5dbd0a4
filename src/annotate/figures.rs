//! Figures: what the numbers of a story say, and of what.
//!
//! A figure is an expression that states a quantity: its value as an exact interval (so that
//! rounding and hedges are part of it), its kind and unit, and what the sentence says about it:
//! the noun that is counted, what happened to it, where, when. What merely looks like a number
//! (a road, a law, a year, a telephone number, a name) is no figure, and what cannot be read
//! with certainty is left out: a figure that is missed costs less than one that is made up.
//! Dates are read first and keep their numbers ([`super::dates`]). Whether two figures
//! contradict each other is left to the checks.
//!
//! The reading order of the parts: `interval`, `number`, `quantity`, `expression` with `pairs`,
//! `fractions` and `exempt`, then `nouns` and `context`.

use std::ops::Range;

mod context;
mod draft;
mod exempt;
mod expression;
mod fractions;
pub mod interval;
pub mod lexicons;
pub mod nouns;
pub mod number;
mod pairs;
mod quantity;

use super::dates::DateMention;
use super::tokens::{Kind as TokenKind, Token};
use super::{Annotated, PerRegion};
use crate::article::Role;
pub use interval::{Decimal, Hedge, Interval};
pub use lexicons::{Dimension, Trend, Unit};
pub use nouns::Noun;

/// What kind of quantity a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A number of things, or a bare number.
    Count,
    /// Money; the currency by its ISO code. Cents and pence are parts of the main unit.
    Money(&'static str),
    /// Hundredths of a whole: 60 for `60 per cent`.
    Percent,
    /// Percentage points; basis points are hundredths of one.
    Points,
    /// A part of a whole in words, or a majority: 0.75 for `three-quarters`.
    Fraction,
    /// `one in five`: the value is the share.
    OneIn,
    /// `nine of 12`: the value is the share.
    OutOf,
    /// `7 to 1`: the value is the quotient.
    Ratio,
    /// `three times as many`, `doubled`: the factor.
    Multiple,
    /// `third`, `20th`.
    Ordinal,
    /// An age in years, or in the unit that [`Figure::unit`] gives.
    Age,
    /// The score of a game, or a record: the value is the first number.
    Score,
    /// The result of a vote: the value is the first number.
    Vote,
    /// A measure of anything but time and temperature.
    Measure,
    /// A temperature, or an angle.
    Temperature,
    /// A length of time.
    Duration,
}

/// At which end of a change a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// `to 104`: where it ends.
    To,
    /// `from 80`: where it starts.
    From,
    /// `by 24`, `rose 25 percent`: the change itself.
    By,
}

/// A figure. Offsets are bytes of the region's plain text, half-open; tokens are indices among
/// the region's tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Index of the region.
    pub region: u32,
    /// Index of the sentence, among the region's sentences.
    pub sentence: u32,
    /// Offset of the whole expression, with hedge, currency and unit.
    pub start: u32,
    /// Offset behind the whole expression.
    pub end: u32,
    /// The number alone (from the first to the last of a range), in bytes.
    pub number: Range<u32>,
    /// The whole expression, in tokens.
    pub tokens: Range<u32>,
    /// What it can stand for.
    pub value: Interval,
    /// What it says, taken literally; the low end of a range.
    pub stated: Decimal,
    /// The place of the last significant digit.
    pub granularity: Decimal,
    /// The word that widens it, if there is one.
    pub hedge: Option<Hedge>,
    /// What kind of quantity it is.
    pub kind: Kind,
    /// The unit of measure of a [`Kind::Measure`], [`Kind::Temperature`], [`Kind::Duration`],
    /// [`Kind::Points`] or of an age that is not in years.
    pub unit: Option<Unit>,
    /// The two numbers of a range, score, vote, ratio, `one in five` or `nine of 12`, as written
    /// (with the scale that they share). The second of `nine of the 12 jurors` is a count of its own:
    /// of [`Figure::noun`], as the first is.
    pub pair: Option<(Decimal, Decimal)>,
    /// Whether it is a range from the first of the pair to the second.
    pub range: bool,
    /// Whether a scale word or sign at the end of a range was read as belonging to its first
    /// number too (`$26 and $31 million`).
    pub shared_scale: bool,
    /// Whether it is written in digits.
    pub digits: bool,
    /// `plus or minus 3`: a margin of error.
    pub margin: bool,
    /// What is counted, or what it is a share of.
    pub noun: Option<Noun>,
    /// The family of what happened to it ("killed", "cost"); see the lexicon `figure-roles`.
    pub role: Option<&'static str>,
    /// Which end of a change it is.
    pub direction: Option<Direction>,
    /// Which way the change goes that it belongs to.
    pub trend: Option<Trend>,
    /// `another 12`, `12 more`: on top of others.
    pub additional: bool,
    /// `including 12`, `12 of them`: part of others.
    pub subset: bool,
    /// The group of people it counts, as class/group ("sex/female"); see the lexicon `groups`.
    pub group: Option<&'static str>,
    /// What it is per (`an hour`, `per person`), as the key of the singular word.
    pub per: Option<u64>,
    /// The name of a place beside it, in bytes.
    pub place: Option<Range<u32>>,
    /// The date mention that it belongs to, by index among the region's date mentions.
    pub when: Option<u32>,
    /// Whether it is in somebody's words, not the writer's.
    pub speech: bool,
}

/// The figures of one sentence. Nearly every check goes over the sentences, and figures are large: who
/// looks for their ends has read them all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Index of the region.
    pub region: u32,
    /// Index of the sentence, among the region's sentences.
    pub sentence: u32,
    /// Its figures, by index among all of the article.
    pub figures: Range<u32>,
}

/// The runs of an article's figures, in order.
pub(super) fn runs(figures: &PerRegion<Figure>) -> Vec<Run> {
    let mut end = 0;
    let same = |a: &Figure, b: &Figure| (a.region, a.sentence) == (b.region, b.sentence);
    let run = |run: &[Figure]| {
        let start = end;
        end += run.len() as u32;
        let first = run.first()?;
        Some(Run { region: first.region, sentence: first.sentence, figures: start..end })
    };
    figures.all().chunk_by(same).filter_map(run).collect()
}

impl Figure {
    /// The share of a whole, from 0 to 1, that it states: out of a percentage, a fraction, `one
    /// in five` or `nine of 12`.
    pub fn share(&self) -> Option<Interval> {
        match self.kind {
            Kind::Percent => self.value.scaled(Decimal::new(1, 2)),
            Kind::Fraction | Kind::OneIn | Kind::OutOf => Some(self.value),
            _ => None,
        }
    }

    /// What it claims when it is held against another figure: `more than 200` does not stand for
    /// every number above, but for one that nobody would round otherwise.
    pub fn claim(&self) -> Interval {
        let capped = || {
            let places = self.granularity.checked_mul(Decimal::TWO)?;
            let above = places.max(self.stated.abs().checked_mul(Decimal::new(15, 2))?);
            let high = std::ops::Bound::Included(self.stated.checked_add(above)?);
            let low = if self.value.low_open() {
                std::ops::Bound::Excluded(self.stated)
            } else {
                std::ops::Bound::Included(self.stated)
            };
            Interval::new(low, high)
        };
        match self.hedge {
            Some(Hedge::MoreThan | Hedge::AtLeast) => capped().unwrap_or(self.value),
            _ => self.value,
        }
    }

    /// Its value in the base unit of its dimension (metres, kilograms, seconds), for
    /// conversions; `None` without a unit, and for temperatures and percentage points.
    pub fn in_base_unit(&self) -> Option<Interval> {
        let unit = self.unit.filter(|u| !matches!(u.dimension, Dimension::Temperature | Dimension::Points))?;
        self.value.scaled(unit.factor)
    }
}

/// One region while its figures are read.
#[derive(Clone, Copy)]
pub(crate) struct Scan<'a> {
    pub plain: &'a str,
    pub tokens: &'a [Token],
    pub dates: &'a [DateMention],
    /// Whether capitals say nothing here: a headline.
    pub titled: bool,
}

impl Scan<'_> {
    /// Whether a token is this word, whatever its case.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.is_any(at, &[word])
    }

    /// Whether a token is one of these words, whatever its case.
    #[inline]
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_any(self.plain, words))
    }

    /// Whether the token before `at` is one of these words.
    pub fn follows(&self, at: usize, words: &[&str]) -> bool {
        at > 0 && self.is_any(at - 1, words)
    }

    /// Whether a token is a hyphen or dash that joins its neighbours without white space.
    pub fn joins(&self, at: usize) -> bool {
        let dash = |t: &Token| !t.spaced && (t.is('-') || t.is('–') || t.is('‑'));
        self.tokens.get(at).is_some_and(dash) && self.tokens.get(at + 1).is_some_and(|t| !t.spaced)
    }

    /// Whether a token is a capitalised word where capitals mean something.
    pub fn is_name(&self, at: usize) -> bool {
        !self.titled && self.tokens.get(at).is_some_and(|t| t.capital)
    }

    /// The date mention that covers a token, by index.
    pub fn date_at(&self, at: usize) -> Option<usize> {
        let index = self.dates.partition_point(|d| d.tokens.end as usize <= at);
        (self.dates.get(index)?.tokens.start as usize <= at).then_some(index)
    }
}

/// Whether capitals say nothing in a region: a headline, or a text in capitals throughout.
pub(crate) fn titled(role: Role, tokens: &[Token]) -> bool {
    let mut words = tokens.iter().filter(|t| t.kind == TokenKind::Word && t.end - t.start > 1).take(12).peekable();
    matches!(role, Role::Headline | Role::AltHeadline | Role::Kicker | Role::Subhead)
        || words.peek().is_some() && words.all(|t| t.upper)
}

/// The figures of an article.
pub fn find(article: &Annotated<'_>) -> PerRegion<Figure> {
    let quotations = article.quotations();
    PerRegion::collect(article.article(), |index, region, out| {
        let tokens = article.tokens().of(index);
        let scan = Scan {
            plain: region.text.as_str(),
            tokens,
            dates: article.dates().of(index),
            titled: titled(region.role, tokens),
        };
        let drafts = expression::read(scan);
        let sentences = article.sentences().of(index);
        let base = article.tokens().indices(index).start;
        let mut sentence = 0;
        let before = out.len();
        for draft in &drafts {
            while sentences.get(sentence).is_some_and(|s| s.last as usize <= draft.first) {
                sentence += 1;
            }
            let mut figure = draft.figure(scan, index);
            figure.sentence = sentence.min(sentences.len().saturating_sub(1)) as u32;
            figure.speech = quotations.is_speech_token(base + draft.first);
            out.push(figure);
        }
        context::fill(scan, sentences, &drafts, &mut out[before..]);
    })
}
