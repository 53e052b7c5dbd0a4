//! Averages and rates that their figures do not make: `9-for-17 (.526)`, `$200 a month, or $2,800 a
//! year`. What there is for each of so many is worked out in `average`.

mod average;
mod each;

use std::sync::LazyLock;

use regex::Regex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{self, Line};
use super::sum;
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Interval, Kind};
use crate::annotate::tokens::key;
use crate::article::Place;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.rate]`: an average or a rate against what it is worked out from.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct RateOptions {}

impl Options for RateOptions {
    const NAME: &'static str = "rate";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["sum", "stated", "right"], labels: &["of"], cases: &["periods", "average"] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(Rate)))
    }
}

struct Rate;

impl Check for Rate {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let lines: Vec<Line<'_>> = line::sums(article).collect();
        for (at, line) in lines.iter().enumerate() {
            found.extend(batting(line));
            found.extend(average::find(&lines, at).or_else(|| each::find(line)));
            for pair in line.figures.windows(2) {
                found.extend(periods(line, &pair[0], &pair[1]));
            }
        }
    }
}

/// Hits of tries with the average in brackets, to three places.
static AVERAGE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?-u:\b)([0-9]{1,4})-(?:for|of)-([0-9]{1,4}) \((0?\.[0-9]{3})\)").ok());

/// The average in brackets behind the player's name: `Lind (.385) is 5-for-13`.
static AVERAGE_FIRST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\((0?\.[0-9]{3})\) (?:is|was|went|has gone) ([0-9]{1,4})-(?:for|of)-([0-9]{1,4})(?-u:\b)").ok()
});

fn batting(line: &Line<'_>) -> Option<Finding> {
    let text = line.text();
    // Nearly no sentence has one; the expression is made when one may.
    if !text.contains("(.") && !text.contains("(0.") {
        return None;
    }
    let behind = || Some((AVERAGE.as_ref()?.captures(text)?, [1, 2, 3]));
    let ahead = || Some((AVERAGE_FIRST.as_ref()?.captures(text)?, [2, 3, 1]));
    let (found, [hits, tries, average]) = behind().or_else(ahead)?;
    let (own, stated) = (found.get(hits)?, found.get(average)?);
    let number = |at: usize| found.get(at).and_then(|m| m.as_str().parse::<Decimal>().ok());
    let (hits, tries) = (number(hits)?, number(tries)?);
    let claimed = format!("0.{}", stated.as_str().split_once('.')?.1).parse::<Decimal>().ok()?;
    let real = hits.checked_div(tries)?;
    if real.checked_sub(claimed)?.abs() <= Decimal::new(1, 3) {
        return None;
    }
    let place = |m: regex::Match<'_>| {
        let start = line.sentence.start + m.start() as u32;
        Place::within(line.region, start..line.sentence.start + m.end() as u32)
    };
    let right = real.round_dp(3).to_string();
    let sum = format!("{} / {} = {right}, the text says {}", sum::amount(hits), sum::amount(tries), stated.as_str());
    let sum = sum + &sum::give_or_take(Decimal::new(1, 3));
    let finding = Finding::at(place(stated)).value("sum", sum).value("right", right).value("stated", stated.as_str());
    Some(finding.related(place(own), "of"))
}

/// How many of a period make a year.
fn a_year(per: u64) -> Option<i64> {
    [("month", 12), ("week", 52), ("day", 365), ("quarter", 4), ("year", 1)]
        .into_iter()
        .find_map(|(name, times)| (key(name) == per).then_some(times))
}

/// `$200 a month, or $2,400 a year`.
fn periods(line: &Line<'_>, a: &Figure, b: &Figure) -> Option<Finding> {
    let (short, long) = (a_year(a.per?)?, a_year(b.per?)?);
    let gap = line.gap(a, b);
    let first = b.tokens.start as usize;
    let or = line.follows(first, &["or", "("]) && gap.len() <= 6;
    if !or || short == long || !line::comparable(a, b) || a.range || b.range {
        return None;
    }
    let times = Decimal::from(short).checked_div(Decimal::from(long))?;
    let made = line::close(a).scaled(times)?;
    let slack = b.stated.abs().checked_mul(sum::hundredths(8))?;
    let claimed: Interval = sum::widened(&line::close(b), slack);
    // Who pays by the year pays less: only the other way round is a slip.
    if !made.disjoint(&claimed)
        || made.low() > claimed.high() && short > long
        || !matches!(a.kind, Kind::Money(_) | Kind::Count | Kind::Measure)
    {
        return None;
    }
    let right = a.stated.checked_mul(times)?;
    let (factor, sign) = if short > long { (times, "x") } else { (Decimal::ONE.checked_div(times)?, "/") };
    let sum = format!(
        "{} {sign} {} = {}{}, the text says {}",
        sum::amount(a.stated),
        sum::rounded(factor, 2),
        sum::rounded(right, 2),
        sum::give_or_take(slack),
        sum::amount(b.stated)
    );
    let finding = Finding::at(line::place(b)).case("periods").value("sum", sum).value("right", sum::rounded(right, 2));
    Some(finding.value("stated", sum::stated(b)).related(line::place(a), "of"))
}
