//! The word lists of the figure and date grammars, read once and with their values understood.
//!
//! The lists are files in `rules/lexicons`; what a value there may be is said in each file.

use std::sync::LazyLock;

use super::interval::{Decimal, Hedge};
use crate::annotate::tokens::Token;
use crate::lexicon::{Lexicon, lines};

/// A word list whose entries have values of one type.
pub struct Table<T> {
    lexicon: Lexicon,
    /// By line of the file, from 1.
    values: Vec<Option<T>>,
    /// The most tokens that an entry has.
    longest: usize,
}

impl<T: Copy> Table<T> {
    /// Reads a lexicon file; `read` understands what stands behind ` = ` (nothing: an empty text).
    pub fn parse(text: &'static str, read: impl Fn(&'static str) -> Option<T>) -> Self {
        let lexicon = Lexicon::parse(text);
        let values = std::iter::once(None).chain(lines(text).map(|(_, value)| read(value))).collect();
        let longest = lexicon.longest();
        Table { lexicon, values, longest }
    }

    /// The value of the longest entry that `tokens` start with, and how many tokens it takes.
    pub fn starts(&self, tokens: &[Token]) -> Option<(T, usize)> {
        let (entry, len) = self.lexicon.starts(tokens)?;
        Some(((*self.values.get(entry.line as usize)?)?, len))
    }

    /// The phrases, as the file has them.
    pub fn phrases(&self) -> impl Iterator<Item = &str> {
        self.lexicon.entries().iter().map(|e| &*e.phrase)
    }

    /// Whether a single token is an entry.
    pub fn has(&self, token: &Token) -> bool {
        self.lexicon.has(token)
    }

    /// The value of a single token.
    pub fn get(&self, token: &Token) -> Option<T> {
        *self.values.get(self.lexicon.get(token)?.line as usize)?
    }

    /// The value of the longest entry that ends just before token `end` and starts no earlier
    /// than token `floor`, and the token it starts at.
    pub fn ends(&self, tokens: &[Token], floor: usize, end: usize) -> Option<(T, usize)> {
        let earliest = end.saturating_sub(self.longest).max(floor);
        (earliest..end).find_map(|first| {
            let (value, len) = self.starts(tokens.get(first..end)?)?;
            (first + len == end).then_some((value, first))
        })
    }

    /// The value of an entry that covers token `at`, and the range of tokens it covers.
    pub fn covers(&self, tokens: &[Token], at: usize) -> Option<(T, std::ops::Range<usize>)> {
        let earliest = at.saturating_sub(self.longest - 1);
        (earliest..=at).find_map(|first| {
            let (value, len) = self.starts(&tokens[first..])?;
            (first + len > at).then_some((value, first..first + len))
        })
    }
}

fn decimal(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

/// A word that multiplies the number before it.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// By what.
    pub factor: Decimal,
    /// Whether it counts only without white space before it.
    pub glued: bool,
}

/// A currency word behind a number.
#[derive(Clone, Copy, Debug)]
pub struct CurrencyWord {
    /// Its ISO code.
    pub code: &'static str,
    /// What part of the main unit it is: a cent is 0.01.
    pub factor: Decimal,
    /// Whether it is money only behind `million` and the like.
    pub large: bool,
    /// Whether it counts only without white space before it.
    pub glued: bool,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Metres.
    Length,
    /// Square metres.
    Area,
    /// Kilograms.
    Mass,
    /// Litres.
    Volume,
    /// Kilometres an hour.
    Speed,
    /// Watts.
    Power,
    /// Kilowatt-hours.
    Energy,
    /// Bytes.
    Data,
    /// Seconds.
    Time,
    /// Degrees.
    Temperature,
    /// Parts of a hundred.
    Percent,
    /// Differences of percentages.
    Points,
}

/// A word that makes the number behind it a name.
#[derive(Clone, Copy, Debug)]
pub struct BeforeNumber {
    /// Whether the word must have a capital.
    pub capital: bool,
    /// Whether it is a part of a series (`game`, `round`), which is one in small letters too.
    pub phase: bool,
    /// Whether four digits behind it can still be a year (`Act 2006`, against `Route 1998`).
    pub year: bool,
}

/// A unit of measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What it measures.
    pub dimension: Dimension,
    /// Its name, singular.
    pub name: &'static str,
    /// How many of the dimension's base unit it is; of no use for temperatures and shares.
    pub factor: Decimal,
}

/// The percentage point, as `half a point` has it.
pub fn point() -> Unit {
    Unit { dimension: Dimension::Points, name: "percentage-point", factor: Decimal::ONE }
}

fn unit(value: &'static str) -> Option<Unit> {
    let mut parts = value.split(' ');
    let dimension = match parts.next()? {
        "length" => Dimension::Length,
        "area" => Dimension::Area,
        "mass" => Dimension::Mass,
        "volume" => Dimension::Volume,
        "speed" => Dimension::Speed,
        "power" => Dimension::Power,
        "energy" => Dimension::Energy,
        "data" => Dimension::Data,
        "time" => Dimension::Time,
        "temperature" => Dimension::Temperature,
        "percent" => Dimension::Percent,
        "points" => Dimension::Points,
        _ => return None,
    };
    Some(Unit { dimension, name: parts.next()?, factor: decimal(parts.next()?)? })
}

/// A quantity without a number.
#[derive(Clone, Copy, Debug)]
pub struct Vague {
    /// The lowest value.
    pub low: Decimal,
    /// The highest, if there is one.
    pub high: Option<Decimal>,
    /// Whether it is a share of a whole.
    pub share: bool,
}

fn vague(value: &'static str) -> Option<Vague> {
    let (share, value) = match value.strip_prefix("share ") {
        Some(rest) => (true, rest),
        None => (false, value),
    };
    let (low, high) = value.split_once(' ')?;
    let high = if high == "-" { None } else { Some(decimal(high)?) };
    Some(Vague { low: decimal(low)?, high, share })
}

/// Which way a figure goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trend {
    /// `rose`, `growth`, `up`.
    Up,
    /// `fell`, `cut`, `down`.
    Down,
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $file:literal, $read:expr;)*) => {
        $($(#[$doc])* pub static $name: LazyLock<Table<$type>> = LazyLock::new(|| {
            Table::parse(include_str!(concat!("../../../rules/lexicons/", $file, ".txt")), $read)
        });)*

        #[cfg(test)]
        mod tests {
            use super::*;

            #[test]
            fn every_value_of_every_list_is_understood() {
                $(
                    let table = &*$name;
                    let lost: Vec<_> = table.lexicon.entries().iter()
                        .filter(|e| table.values[e.line as usize].is_none()).map(|e| &e.phrase).collect();
                    assert!(lost.is_empty(), "{}: {lost:?}", $file);
                    assert!(!table.lexicon.is_empty(), "{}", $file);
                )*
            }
        }
    };
}

lists! {
    /// `one` to `ninety`.
    NUMBER_WORDS: u8 = "number-words", |v| v.parse().ok();
    /// `hundred`, `million`, `bn`.
    SCALES: Scale = "number-scales", |v| {
        let (factor, glued) = v.split_once(' ').map_or((v, false), |(f, _)| (f, true));
        Some(Scale { factor: decimal(factor)?, glued })
    };
    /// `about`, `more than`.
    HEDGES: Hedge = "hedges", Hedge::named;
    /// `or more`, `+`.
    HEDGES_AFTER: Hedge = "hedges-after", Hedge::named;
    /// `$`, `£`, `Rs`.
    CURRENCY_SIGNS: &'static str = "currency-signs", Some;
    /// `dollars`, `pence`.
    CURRENCY_WORDS: CurrencyWord = "currency-words", |v| {
        let mut parts = v.split(' ');
        let (code, factor, mark) = (parts.next()?, decimal(parts.next()?)?, parts.next());
        Some(CurrencyWord { code, factor, large: mark == Some("large"), glued: mark == Some("glued") })
    };
    /// `miles`, `%`, `degrees`.
    UNITS: Unit = "units", unit;
    /// `dozens`, `several`, `most of`.
    VAGUE: Vague = "vague-quantities", vague;
    /// `half`, `thirds`.
    FRACTIONS: u32 = "fraction-words", |v| v.parse().ok();
    /// `first`, `thirtieth`.
    ORDINALS: u8 = "ordinal-words", |v| v.parse().ok();
    /// `doubled`, `tenfold`; true where `as` or a noun must follow.
    MULTIPLES: (Decimal, bool) = "multiple-words", |v| {
        let (value, as_) = v.split_once(' ').map_or((v, false), |(f, _)| (f, true));
        Some((decimal(value)?, as_))
    };
    /// Plurals and their singulars.
    IRREGULAR: &'static str = "irregular-plurals", Some;
    /// `killed`, `deaths`, `cost`: what a figure counts, by family.
    ROLES: &'static str = "figure-roles", Some;
    /// `rose`, `cut`.
    CHANGES: Trend = "change-words", |v| match v {
        "up" => Some(Trend::Up),
        "down" => Some(Trend::Down),
        _ => None,
    };
    /// `changed`, `went`.
    CHANGES_NEUTRAL: () = "change-neutral", |_| Some(());
    /// `Highway`, `Section`.
    BEFORE_NUMBER: BeforeNumber = "before-number", |v| {
        let (kind, capital) = v.split_once(' ').map_or((v, false), |(kind, _)| (kind, true));
        Some(BeforeNumber { capital, phase: kind == "phase", year: !matches!(kind, "route" | "model" | "phone" | "id" | "page" | "address") })
    };
    /// `Formula One`, `nine-to-five`; true where a word must have a capital.
    NUMBER_NAMES: bool = "number-names", |v| Some(v == "name");
    /// `Street`, `Avenue`.
    STREETS: () = "streets", |_| Some(());
    /// `women`, `civilians`: class and group.
    GROUPS: &'static str = "groups", Some;
    /// `passed`, `survived`: of outcomes of one kind each has only one.
    OUTCOMES: &'static str = "outcomes", Some;
    /// `sailors`, `defendants`: words for people of whatever kind.
    PEOPLE: () = "people-words", |_| Some(());
    /// `person`, `deaths`.
    COUNTABLE: () = "countable-nouns", |_| Some(());
    /// `vote`, `ruling`.
    VOTE_WORDS: () = "vote-words", |_| Some(());
    /// `beat`, `half-time`.
    SCORE_WORDS: () = "score-words", |_| Some(());
    /// `as` behind `three times`.
    MULTIPLE_AFTER: () = "multiple-after", |_| Some(());
    /// `of` behind `a third`.
    FRACTION_AFTER: () = "fraction-after", |_| Some(());
    /// `by` before `a third`.
    FRACTION_BEFORE: () = "fraction-before", |_| Some(());
    /// `straight` behind `second`.
    ORDINAL_AFTER: () = "ordinal-after", |_| Some(());
    /// `tall` behind `100m`.
    METRE_WORDS: () = "metre-words", |_| Some(());
    /// `aged` before `45`.
    AGE_WORDS: () = "age-words", |_| Some(());
    /// `the`, `in`, `was`; true for those that are plurals behind a number (`lives`).
    NOUN_STOPS: bool = "noun-stops", |v| Some(v == "noun");
}
