//! One measure in two units that are not the same: `30 feet (48 km)`.

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
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["sum", "stated", "right"], labels: &["converted"], cases: &["temperature"] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(Conversion(self))))
    }
}

struct Conversion(ConversionOptions);

impl Check for Conversion {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        for line in line::lines(article) {
            for pair in line.figures.windows(2) {
                if is_conversion(&line, &pair[0], &pair[1])
                    && let Some(finding) = self.judge(&pair[0], &pair[1])
                {
                    found.push(finding);
                }
            }
        }
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
    let or = line.is_any(open, &["or"]) && gap.len() <= 2;
    from.dimension == to.dimension
        && from.name != to.name
        && (bracket || or)
        && a.kind == b.kind
        && matches!(a.kind, Kind::Measure | Kind::Temperature)
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
        let ours = Interval::rounded(a.stated, a.granularity)?.scaled(from.factor)?;
        // Round tens are rounded to tens: 37.3 miles are 40.
        let tens = b.stated.checked_rem(Decimal::TEN).is_some_and(|rest| rest.is_zero());
        let place = if tens { b.granularity.max(Decimal::TEN) } else { b.granularity };
        let theirs = Interval::rounded(b.stated, place)?.scaled(to.factor)?;
        let base = b.stated.checked_mul(to.factor)?;
        if !ours.disjoint(&slack(&theirs, base)?) || b.range {
            return None;
        }
        let right = a.stated.checked_mul(from.factor)?.checked_div(to.factor)?;
        let digits = if right.abs() < Decimal::TEN { 2 } else { u32::from(right.abs() < Decimal::ONE_HUNDRED) };
        let right = format!("{} {}", sum::rounded(right, digits), to.name);
        let sum = format!(
            "{} {} = {right}, the text says {} {}",
            sum::amount(a.stated),
            from.name,
            sum::amount(b.stated),
            to.name
        );
        Some(
            Finding::at(line::place(b))
                .value("sum", sum)
                .value("stated", format!("{} {}", sum::amount(b.stated), to.name))
                .value("right", right)
                .related(line::place(a), "converted"),
        )
    }
}

/// Makes one scale of another: the value, the factor and the offset.
type Convert = fn(Decimal, Decimal, Decimal) -> Option<Decimal>;

/// Degrees Fahrenheit, out of degrees Celsius and back; a difference of degrees has no offset.
fn temperature(a: &Figure, b: &Figure) -> Option<Finding> {
    let (from, to) = (a.unit?, b.unit?);
    let (ratio, offset) = (Decimal::new(18, 1), Decimal::from(32));
    let (fahrenheit, convert): (bool, Convert) = match (from.name, to.name) {
        ("celsius", "fahrenheit") => (true, |v, r, o| v.checked_mul(r)?.checked_add(o)),
        ("fahrenheit", "celsius") => (false, |v, r, o| v.checked_sub(o)?.checked_div(r)),
        _ => return None,
    };
    let exact = convert(a.stated, ratio, offset)?;
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
