//! A weekday that does not fall on its date, and days that the calendar does not have.

use jiff::civil::{Date, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{mentions, place};
use crate::annotate::Annotated;
use crate::annotate::dates::{self, DateMention, Kind};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// Which fault a rule is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The weekday is another one.
    #[default]
    Weekday,
    /// There is no such day or time.
    Impossible,
}

/// `[check.calendar]`: a date against the calendar.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct CalendarOptions {
    /// Which fault is looked for: `weekday` or `impossible`.
    pub fault: Fault,
}

impl Options for CalendarOptions {
    const NAME: &'static str = "calendar";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["stated", "right", "year"], labels: &["other"], cases: &["no-year", "time", "pair"] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(Calendar(self.fault))))
    }
}

struct Calendar(Fault);

/// The first full year of the Gregorian calendar in Britain and its colonies; before it weekdays
/// depend on the country.
const GREGORIAN: i32 = 1753;

impl Check for Calendar {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let written = super::story_year(article);
        let before = found.len();
        let mut years: Option<Vec<i32>> = None;
        for date in mentions(article) {
            let finding = match self.0 {
                Fault::Impossible => impossible(article, date),
                Fault::Weekday if date.weekday.is_some() && date.day.is_some() => {
                    weekday(article, date, written, years.get_or_insert_with(|| years_of(article)))
                }
                Fault::Weekday => None,
            };
            if let Some(mut finding) = finding {
                finding.unsure |= article.is_quoted(date.region, date.start);
                found.push(finding);
            }
        }
        if self.0 == Fault::Weekday && found.len() == before {
            found.extend(pair(article));
        }
    }
}

/// The years of a whole cycle of the calendar in which a weekday falls on its date, as bits.
fn cycle(date: &DateMention) -> Option<u32> {
    let (weekday, month, day) = (date.weekday?, date.month?, date.day?);
    let fits =
        |year: i32| dates::civil(year, month, day).is_some_and(|d| d.weekday().to_monday_one_offset() == weekday as i8);
    Some((0..28).filter(|n| fits(2001 + n)).fold(0, |bits, n| bits | 1 << n))
}

/// `6 p.m. Tuesday, Jan. 9, and 6 p.m. Tuesday, Jan. 17`: whatever the year, no calendar has both.
fn pair(article: &Annotated<'_>) -> Option<Finding> {
    let dated = |d: &&DateMention| {
        let open = d.kind == Kind::Day && d.year.is_none() && d.until.is_none() && d.possible;
        open && d.weekday.is_some() && !article.is_quoted(d.region, d.start)
    };
    let mut last: Option<(&DateMention, u32)> = None;
    for date in mentions(article).filter(dated) {
        let Some(bits) = cycle(date) else { continue };
        let Some((before, other)) = last.replace((date, bits)) else { continue };
        // Two dates of one paragraph, within two months, are of one year.
        let months = i32::from(date.month?) - i32::from(before.month?);
        if before.region != date.region || months.abs() > 1 || bits & other != 0 || bits == 0 || other == 0 {
            continue;
        }
        let text = article.article().text(place(date)).trim_end_matches(',').to_owned();
        let right = weekday_beside(before, date)?;
        return Some(
            Finding::at(place(date))
                .case("pair")
                .value("stated", text)
                .value("right", name(right))
                .value("year", article.article().text(place(before)).trim_end_matches(',').to_owned())
                .related(place(before), "other"),
        );
    }
    None
}

/// The weekday of a date in the year of another one, by what that one says.
fn weekday_beside(known: &DateMention, date: &DateMention) -> Option<Weekday> {
    let bits = cycle(known)?;
    let year = (0..28).find(|n| bits >> n & 1 == 1).map(|n| 2001 + n)?;
    Some(dates::civil(year, date.month?, date.day?)?.weekday())
}

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// The years that the story names for days and months, in their order.
fn years_of(article: &Annotated<'_>) -> Vec<i32> {
    let mut years: Vec<i32> = article.dates().all().iter().filter_map(|d| d.year).collect();
    years.sort_unstable();
    years.dedup();
    years
}

fn weekday(article: &Annotated<'_>, date: &DateMention, written: Option<i32>, years: &[i32]) -> Option<Finding> {
    let (stated, month, day) = (date.weekday?, date.month?, date.day?);
    if date.kind != Kind::Day || date.until.is_some() || !date.possible {
        return None;
    }
    let fits =
        |year: i32| dates::civil(year, month, day).is_some_and(|d| d.weekday().to_monday_one_offset() == stated as i8);
    let finding = |right: Date| {
        Finding::at(place(date))
            .value("stated", article.article().text(place(date)).trim_end_matches(',').to_owned())
            .value("right", name(right.weekday()))
            .value("year", right.year().to_string())
    };
    if let Some(year) = date.year.or_else(|| almanac(article, date)) {
        let right = dates::civil(year, month, day)?;
        return ((GREGORIAN..10_000).contains(&year) && !fits(year)).then(|| finding(right));
    }
    // Without a year: the story's own, and the years on either side of it. A story without a date
    // may be of any year.
    let year = written?;
    let around = [year - 1, year, year + 1];
    let mut nearby = years.iter().filter(|y| (**y - year).abs() < 12);
    if around.iter().any(|y| fits(*y)) || nearby.any(|y| fits(*y)) {
        return None;
    }
    let right = dates::civil(year, month, day)?;
    Some(finding(right).case("no-year"))
}

/// `Today is Tuesday, Jan. 16, the 16th day of 1989.`
fn almanac(article: &Annotated<'_>, date: &DateMention) -> Option<i32> {
    let tokens = article.tokens().of(date.region);
    let plain = article.plain(date.region);
    let word = |at: usize| tokens.get(at).map_or("", |t| t.text(plain));
    let behind = date.tokens.end as usize;
    let of = (behind..behind + 7).find(|at| word(*at) == "day" && word(at + 1) == "of")?;
    let opens = word(behind) == "," && word(behind + 1) == "the";
    word(of + 2).parse().ok().filter(|year| opens && (1000..10_000).contains(year))
}

fn impossible(article: &Annotated<'_>, date: &DateMention) -> Option<Finding> {
    // In the old calendar every fourth year was a leap year.
    let old = date.year.is_some_and(|year| year < GREGORIAN && year % 4 == 0)
        && (date.month, date.day) == (Some(2), Some(29));
    if date.possible || old {
        return None;
    }
    let finding = Finding::at(place(date)).value("stated", article.article().text(place(date)).to_owned());
    Some(if date.kind == Kind::Clock { finding.case("time") } else { finding })
}
