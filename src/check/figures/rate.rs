//! Averages and rates that their figures do not make: `9-for-17 (.526)`, `$200 a month, or $2,800 a
//! year`.

use std::sync::LazyLock;

use regex::Regex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{self, Line};
use super::sum;
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Hedge, Interval, Kind};
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
        Vocabulary { values: &["sum", "stated", "right"], labels: &["of"], cases: &["periods", "each"] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(Rate)))
    }
}

struct Rate;

impl Check for Rate {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let mut before: Option<Line<'_>> = None;
        for line in line::lines(article) {
            found.extend(average(&line));
            let near = before.filter(|l| l.region == line.region && l.sentence.last == line.sentence.first);
            for figure in line.figures {
                found.extend(each(near.as_ref(), &line, figure));
            }
            before = Some(line);
            for pair in line.figures.windows(2) {
                found.extend(periods(&line, &pair[0], &pair[1]));
            }
        }
    }
}

/// Hits of tries with the average in brackets, to three places.
static AVERAGE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b(\d{1,4})-(?:for|of)-(\d{1,4}) \((0?\.\d{3})\)").ok());

fn average(line: &Line<'_>) -> Option<Finding> {
    let text = line.text();
    // Nearly no sentence has one; the expression is made when one may.
    if !text.contains("(.") && !text.contains("(0.") {
        return None;
    }
    let found = AVERAGE.as_ref()?.captures(text)?;
    let number = |at: usize| found.get(at).and_then(|m| m.as_str().parse::<Decimal>().ok());
    let stated = found.get(3)?;
    let (hits, tries) = (number(1)?, number(2)?);
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
    let finding = Finding::at(place(stated)).value("sum", sum).value("right", right).value("stated", stated.as_str());
    Some(finding.related(place(found.get(1)?), "of"))
}

/// `$192.4 million for 4,209 vehicles. That is $45,711 per car`.
fn each(before: Option<&Line<'_>>, line: &Line<'_>, rate: &Figure) -> Option<Finding> {
    let per = rate.per.filter(|per| a_year(*per).is_none() && *per != key("hour") && *per != key("minute"))?;
    if rate.range || rate.hedge == Some(Hedge::Vague) || super::likeness::digits(rate.stated) < 2 {
        return None;
    }
    let all = || {
        before
            .into_iter()
            .flat_map(|l| l.figures)
            .chain(line.figures)
            .filter(|f| f.start != rate.start || f.region != rate.region)
    };
    let total = |f: &&Figure| line::comparable(f, rate) && f.per.is_none() && f.stated > rate.stated && !f.range;
    let count = |f: &&Figure| {
        f.kind == Kind::Count
            && f.noun.is_some()
            && f.stated > Decimal::ONE
            && !f.range
            && f.hedge != Some(Hedge::Vague)
    };
    let (total, count) = (only(all().filter(total))?, only(all().filter(count))?);
    let named = count.noun.as_ref().is_some_and(|n| n.key == per) || per == key("each");
    let right = total.stated.checked_div(count.stated)?;
    // The hedge of the total is that of the rate.
    let exact = line::literal(total).div(&line::literal(count))?;
    let slipped = super::mention::slips_from(rate.stated, &exact);
    let long = super::likeness::digits(rate.stated) >= 3;
    let off = right.checked_div(rate.stated)?;
    let near = off > Decimal::new(94, 2) && off < Decimal::new(106, 2);
    if near || !(slipped && (named || long)) {
        return None;
    }
    let sum = format!(
        "{} / {} = {}, the text says {}",
        sum::amount(total.stated),
        sum::amount(count.stated),
        sum::rounded(right, 2),
        sum::stated(rate)
    );
    let finding = Finding::at(line::place(rate)).case("each").value("sum", sum).value("right", sum::rounded(right, 2));
    let finding = finding.value("stated", sum::stated(rate)).related(line::place(total), "of");
    Some(finding.related(line::place(count), "of"))
}

/// The only item there is.
fn only<'a>(mut of: impl Iterator<Item = &'a Figure>) -> Option<&'a Figure> {
    let first = of.next()?;
    of.next().is_none().then_some(first)
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
        "{} {sign} {} = {}, the text says {}",
        sum::amount(a.stated),
        sum::rounded(factor, 2),
        sum::rounded(right, 2),
        sum::amount(b.stated)
    );
    let finding = Finding::at(line::place(b)).case("periods").value("sum", sum).value("right", sum::rounded(right, 2));
    Some(finding.value("stated", sum::stated(b)).related(line::place(a), "of"))
}
