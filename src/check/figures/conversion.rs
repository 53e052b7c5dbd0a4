//! One measure in two units that are not the same: `30 feet (48 km)`.

mod currency;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{self, Line};
use super::sum;
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Dimension, Figure, Hedge, Interval, Kind, Unit};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.conversion]`: a measure and the same in another unit behind it.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ConversionOptions {
    /// By how many percent the two may differ, beyond their rounding.
    pub tolerance: u32,
    /// The same where a word such as "about" stands before one of them.
    pub hedged_tolerance: u32,
}

impl Default for ConversionOptions {
    fn default() -> Self {
        ConversionOptions { tolerance: 3, hedged_tolerance: 10 }
    }
}

impl Options for ConversionOptions {
    const NAME: &'static str = "conversion";
    const VOCABULARY: Vocabulary = Vocabulary {
        values: &["sum", "stated", "right"],
        labels: &["converted", "other"],
        cases: &["temperature", "rate", "far"],
    };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(Conversion(self))))
    }
}

struct Conversion(ConversionOptions);

impl Check for Conversion {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        for line in line::sums(article) {
            for pair in line.figures.windows(2) {
                if is_conversion(&line, &pair[0], &pair[1])
                    && let Some(finding) = self.judge(&pair[0], &pair[1])
                {
                    found.push(finding);
                }
            }
            for three in line.figures.windows(3) {
                found.extend(self.ends(&line, three));
            }
        }
        found.extend(currency::find(article));
    }
}

/// `10 miles (16 km)`, `10 miles, or 16 km,`, `10-mile (16-km)`.
fn is_conversion(line: &Line<'_>, a: &Figure, b: &Figure) -> bool {
    let (Some(from), Some(to)) = (a.unit, b.unit) else { return false };
    let gap = line.gap(a, b);
    let (open, close) = (gap.end.saturating_sub(1), b.tokens.end as usize);
    let bracket = line.is_any(open, &["(", "["])
        && gap.len() <= 3
        && (close..close + 4).any(|at| line.is_any(at, &[")", "]", ";", ","]));
    // `90 metres long, or 295 feet`
    let size = ["long", "wide", "high", "tall", "deep", "away", "thick", "across"];
    let sized = gap.len() == 3 && line.is_any(gap.start, &size);
    let or = line.is_any(open, &["or"]) && (gap.len() <= 2 || sized);
    // `135 minutes, or two hours and 15 minutes`; `30 days or six months` is a choice.
    let ratio =
        a.stated.checked_mul(from.factor).zip(b.stated.checked_mul(to.factor)).and_then(|(a, b)| a.checked_div(b));
    let near = ratio.is_some_and(|r| r > Decimal::new(55, 2) && r < Decimal::new(185, 2));
    let comma = line.is_any(open, &["or"]) && gap.len() == 2 || line.is_any(open, &["(", "—", "–"]);
    let plain = |f: &Figure| f.hedge.is_none() && !f.range && f.per.is_none();
    let time = a.kind == Kind::Duration && near && comma && gap.len() <= 2 && plain(a) && plain(b);
    from.dimension == to.dimension
        && from.name != to.name
        && (bracket || or)
        && a.kind == b.kind
        && (matches!(a.kind, Kind::Measure | Kind::Temperature) || time)
        && a.range == b.range
        && !matches!(from.dimension, Dimension::Percent | Dimension::Points | Dimension::Data)
}

/// Units of one name and several sizes: a short, a long and a metric ton, a US and an imperial
/// gallon. The share by which the largest exceeds the smallest, in percent.
fn ambiguity(unit: Unit) -> i64 {
    match unit.name {
        "ton" => 13,
        "gallon" | "pint" | "quart" | "fluid-ounce" => 21,
        "ounce" => 10,
        _ => 0,
    }
}

impl Conversion {
    /// `between 4 and 7 feet (1.2 and 3 metres)`, `4 to 7 feet (1.2 to 3 metres)`: both ends of a range.
    fn ends(&self, line: &Line<'_>, figures: &[Figure]) -> Option<Finding> {
        let [range, low, high] = figures else { return None };
        let (a, b) = range.pair.filter(|_| range.range && range.kind == Kind::Measure)?;
        let open = line.follows(low.tokens.start as usize, &["("]);
        let joint = low.tokens.end as usize..high.tokens.start as usize;
        let joined = joint.len() == 1 && line.has(joint, &["and", "to", "-", "–"]);
        let (from, to) = (range.unit?, high.unit?);
        let bare = low.kind == Kind::Count && low.noun.is_none();
        let same = from.dimension == to.dimension && from.name != to.name && high.kind == Kind::Measure;
        if !open || !joined || !bare || !same || high.range || a >= b {
            return None;
        }
        let end = |stated: Decimal| Figure {
            stated,
            pair: None,
            range: false,
            value: Interval::point(stated),
            granularity: if stated.fract().is_zero() { Decimal::ONE } else { range.granularity },
            hedge: None,
            ..range.clone()
        };
        let first = Figure { unit: high.unit, kind: high.kind, hedge: None, ..low.clone() };
        self.judge(&end(a), &first).or_else(|| {
            // The place of the first number is the place of both.
            let last =
                Figure { granularity: high.granularity.min(low.granularity.max(Decimal::new(5, 1))), ..high.clone() };
            self.judge(&end(b), &last)
        })
    }

    fn judge(&self, a: &Figure, b: &Figure) -> Option<Finding> {
        if a.kind == Kind::Temperature {
            return temperature(a, b);
        }
        let (from, to) = (a.unit?, b.unit?);
        let hedged = [a, b].iter().any(|f| f.hedge.is_some_and(|h| h != Hedge::Exactly));
        let allowed = if hedged { self.0.hedged_tolerance } else { self.0.tolerance };
        let allowed = i64::from(allowed) + ambiguity(from) + ambiguity(to);
        let slack = |value: &Interval, base: Decimal| {
            Some(sum::widened(value, base.abs().checked_mul(sum::hundredths(allowed))?))
        };
        let given = Interval::rounded(a.stated, a.granularity)?.scaled(from.factor)?;
        // Round tens are rounded to tens: 37.3 miles are 40.
        let tens = b.stated.checked_rem(Decimal::TEN).is_some_and(|rest| rest.is_zero());
        let place = if tens { b.granularity.max(Decimal::TEN) } else { b.granularity };
        let worked = Interval::rounded(b.stated, place)?.scaled(to.factor)?;
        let base = b.stated.checked_mul(to.factor)?;
        if !given.disjoint(&slack(&worked, base)?) || b.range {
            return None;
        }
        let right = a.stated.checked_mul(from.factor)?.checked_div(to.factor)?;
        let digits = if right.abs() < Decimal::TEN { 2 } else { u32::from(right.abs() < Decimal::ONE_HUNDRED) };
        let right = sum::measure(right.round_dp(digits), to.name);
        let (ours, theirs) = (sum::measure(a.stated, from.name), sum::measure(b.stated, to.name));
        let sum = format!("{ours} = {right} ({allowed} % either way allowed), the text says {theirs}");
        Some(
            Finding::at(line::place(b))
                .value("sum", sum)
                .value("stated", theirs)
                .value("right", right)
                .related(line::place(a), "converted"),
        )
    }
}

/// Degrees Fahrenheit, out of degrees Celsius and back; a difference of degrees has no offset.
fn temperature(a: &Figure, b: &Figure) -> Option<Finding> {
    let (from, to) = (a.unit?, b.unit?);
    let (ratio, offset) = (Decimal::new(18, 1), Decimal::from(32));
    let (fahrenheit, exact) = match (from.name, to.name) {
        ("celsius", "fahrenheit") => (true, a.stated.checked_mul(ratio)?.checked_add(offset)?),
        ("fahrenheit", "celsius") => (false, a.stated.checked_sub(offset)?.checked_div(ratio)?),
        _ => return None,
    };
    let apart = if fahrenheit { a.stated.checked_mul(ratio)? } else { a.stated.checked_div(ratio)? };
    let slack = a.granularity.checked_add(b.granularity)?.checked_mul(ratio)?;
    let near = |value: Decimal| value.checked_sub(b.stated).is_some_and(|d| d.abs() <= slack);
    if near(exact) || near(apart) || near(-apart) {
        return None;
    }
    let right = format!("{}°", sum::rounded(exact, 1));
    let sum = format!("{}° = {right}, the text says {}°", sum::amount(a.stated), sum::amount(b.stated));
    let finding = Finding::at(line::place(b)).case("temperature").value("sum", sum).value("right", right);
    Some(finding.value("stated", format!("{}°", sum::amount(b.stated))).related(line::place(a), "converted"))
}
