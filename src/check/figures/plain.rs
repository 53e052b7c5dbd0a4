//! Figures that cannot be, whatever stands beside them: a range that runs backwards, a fall of
//! more than everything, an age of 240, a quarter of the year 2105.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{self, Line};
use super::sum;
use crate::annotate::Annotated;
use crate::annotate::dates::{self, Kind as DateKind};
use crate::annotate::figures::{Decimal, Dimension, Direction, Figure, Kind, Trend};
use crate::article::Place;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// Which fault a rule is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// A value that nothing has.
    #[default]
    Value,
    /// A range whose first number is the larger one.
    Range,
}

/// `[check.plausible]`: figures that cannot be.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct PlausibleOptions {
    /// Which fault is looked for: `value` or `range`.
    pub fault: Fault,
    /// Nobody is older than this many years.
    pub oldest: u32,
    /// Dates more than this many years ahead are slips of the finger.
    pub years_ahead: i32,
}

impl Default for PlausibleOptions {
    fn default() -> Self {
        PlausibleOptions { fault: Fault::Value, oldest: 122, years_ahead: 50 }
    }
}

impl Options for PlausibleOptions {
    const NAME: &'static str = "plausible";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["stated", "sum"], labels: &[], cases: &["age", "cold", "year", "scale"] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(Plausible(self))))
    }
}

struct Plausible(PlausibleOptions);

impl Check for Plausible {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        for line in line::sums(article) {
            for figure in line.figures {
                let finding = match self.0.fault {
                    Fault::Range => range(&line, figure),
                    Fault::Value => {
                        value(&line, figure).or_else(|| scale(&line, figure)).or_else(|| between(&line, figure))
                    }
                };
                if let Some(mut finding) = finding {
                    finding.unsure |= figure.speech;
                    found.push(finding);
                }
            }
        }
        if self.0.fault == Fault::Value {
            self.years(article, found);
            self.ages(article, found);
        }
    }
}

impl Plausible {
    /// A person older than anyone has been.
    fn ages(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        for name in article.names().all() {
            let Some(age) = name.age.filter(|age| u32::from(age.years) > self.0.oldest) else { continue };
            if line::is_read(article.region(name.region).role) && !article.is_copy(name.region) {
                let place = Place::within(name.region, age.start..age.end);
                let sum = format!("nobody is {} years old", age.years);
                found.push(Finding::at(place).case("age").value("sum", sum).value("stated", age.years.to_string()));
            }
        }
    }

    /// A day, month or quarter of a year that is far ahead of every other year in the story.
    fn years(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let all = article.dates().all();
        let years = || all.iter().filter_map(|d| d.year);
        let written = dates::written(article.article()).map(|d| i32::from(d.year()));
        let Some(now) = written.or_else(|| years().filter(|y| *y < 2100).max()).or(Some(2050)) else { return };
        for date in all {
            let exact = matches!(date.kind, DateKind::Day | DateKind::Month | DateKind::Quarter);
            let ahead = date.year.is_some_and(|year| year > now.saturating_add(self.0.years_ahead) && year < 10_000);
            if !exact || !ahead || !line::is_read(article.region(date.region).role) || article.is_copy(date.region) {
                continue;
            }
            let place = Place::within(date.region, date.start..date.end);
            let stated = article.article().text(place).to_owned();
            found.push(
                Finding::at(place)
                    .case("year")
                    .value("sum", format!("{} lies far ahead", date.year.unwrap_or_default()))
                    .value("stated", stated),
            );
        }
    }
}

/// `bids of $26 and $31 million`: the first may be dollars or millions of them.
fn scale(line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let joined = |at: usize| line.is_any(at, &["and", "or", "to"]);
    let next = line.figures.iter().find(|f| f.start > figure.start)?;
    let end = figure.tokens.end as usize;
    let one = joined(end) && end + 1 == next.tokens.start as usize;
    let money = matches!(figure.kind, Kind::Money(_)) && line::comparable(figure, next) && figure.digits;
    let bare = figure.stated < Decimal::from(1000) && next.stated >= Decimal::from(1_000_000);
    if !one || !money || !bare || figure.range || next.range || figure.speech {
        return None;
    }
    let sum = format!("{} or {}", sum::stated(figure), sum::unit(figure, figure.stated.checked_mul(scale_of(next)?)?));
    Some(Finding::at(line::place(figure)).case("scale").value("sum", sum).value("stated", sum::stated(figure)))
}

/// `between $26 and $31 million`: read as millions, and so it was meant, but each sign promises an amount.
fn between(line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let (low, high) = figure.pair.filter(|_| figure.range && matches!(figure.kind, Kind::Money(_)))?;
    let text = line.plain.get(figure.start as usize..figure.end as usize)?;
    let signs = text.chars().filter(|c| ['$', '£', '€', '¥'].contains(c)).count();
    let words = ["thousand", "million", "billion", "trillion"];
    let scales = words.iter().map(|word| text.matches(word).count()).sum::<usize>();
    let first = text.split(" and ").next()?.trim_start_matches("between ");
    if !text.starts_with("between ") || signs != 2 || scales != 1 || figure.speech || high < Decimal::from(1000) {
        return None;
    }
    let sum = format!("{first} or {}", sum::unit(figure, low));
    Some(Finding::at(line::place(figure)).case("scale").value("sum", sum).value("stated", first))
}

/// The scale word of an amount, as a number.
fn scale_of(figure: &Figure) -> Option<Decimal> {
    [1_000_000_000_000i64, 1_000_000_000, 1_000_000]
        .into_iter()
        .map(Decimal::from)
        .find(|scale| figure.stated >= *scale)
}

/// A fall of more than everything, a cold below absolute zero.
fn value(line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let at = || Finding::at(line::place(figure)).value("stated", sum::stated(figure));
    let celsius = figure.unit.is_some_and(|u| u.dimension == Dimension::Temperature && u.name == "celsius");
    match figure.kind {
        Kind::Percent
            if figure.trend == Some(Trend::Down)
                && figure.direction == Some(Direction::By)
                && !line.follows(figure.tokens.start as usize, &["of"])
                && figure.value.low()? > Decimal::ONE_HUNDRED =>
        {
            Some(at().value("sum", format!("{} of it is more than all of it", sum::stated(figure))))
        }
        Kind::Temperature if celsius && figure.value.high()? < Decimal::new(-27315, 2) => {
            Some(at().case("cold").value("sum", "absolute zero is -273.15°"))
        }
        _ => None,
    }
}

/// `between 12 and 8 ships`.
fn range(line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let (a, b) = figure.pair.filter(|_| figure.range)?;
    let first = figure.tokens.start as usize;
    let between = line.is_any(first, &["between"]) || line.follows(first, &["between"]);
    let countable =
        matches!(figure.kind, Kind::Count | Kind::Money(_) | Kind::Measure | Kind::Percent | Kind::Duration);
    if !countable
        || figure.trend.is_some()
        || figure.direction.is_some()
        || a <= b
        || a < Decimal::ZERO
        || b < Decimal::ZERO
    {
        return None;
    }
    // Without "between" it may be a score, a step down or a number with a dash in it.
    if !between {
        return None;
    }
    let sum = format!("{} is more than {}", sum::amount(a), sum::amount(b));
    Some(Finding::at(line::place(figure)).value("sum", sum).value("stated", sum::amount(a)))
}
