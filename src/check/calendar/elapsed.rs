//! A length of time that the dates beside it do not make: `the fifth anniversary of the 1965 fire`
//! in 1972, `three and a half years, from February 2021 until July 2023`.

mod between;
mod days;
mod since;

use jiff::Unit as Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::place;
use crate::annotate::Annotated;
use crate::annotate::dates::{DateMention, Kind};
use crate::annotate::figures::{Decimal, Figure, Hedge, Interval, Kind as FigureKind};
use crate::check::figures::line::{self, Line};
use crate::check::figures::sum;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.elapsed]`: how long something lasted, or how long ago it was, against its dates.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ElapsedOptions {}

impl Options for ElapsedOptions {
    const NAME: &'static str = "elapsed";
    const VOCABULARY: Vocabulary = Vocabulary {
        values: &["stated", "sum"],
        labels: &["from", "to"],
        cases: &["anniversary", "age", "since", "days", "ahead"],
    };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(Elapsed)))
    }
}

struct Elapsed;

impl Check for Elapsed {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let written = super::story_year(article);
        since::beside_a_year(article, written, found);
        days::ahead(article, found);
        between::later(article, found);
        let lines: Vec<Line<'_>> = line::sums(article).collect();
        for (at, line) in lines.iter().enumerate() {
            for figure in line.figures {
                let finding = match figure.kind {
                    FigureKind::Ordinal => anniversary(article, line, figure, written)
                        .or_else(|| since::anniversary(article, line, figure, written))
                        .or_else(|| between::anniversary(article, line, figure)),
                    FigureKind::Duration => lasted(article, line, figure)
                        .or_else(|| since::last(article, &lines, at, figure, written))
                        .or_else(|| days::counted(article, line, figure)),
                    FigureKind::Age => old(article, line, figure, written),
                    _ => None,
                };
                if let Some(mut finding) = finding {
                    finding.unsure |= figure.speech;
                    found.push(finding);
                }
            }
            if let Some(mut finding) = between::find(article, line) {
                finding.unsure |= line.figures.iter().any(|f| f.speech);
                if found.iter().rev().take(line.figures.len()).all(|other| other.place != finding.place) {
                    found.push(finding);
                }
            }
        }
    }
}

/// The dates of the sentence of a figure.
fn beside<'a>(article: &'a Annotated<'_>, line: &Line<'_>) -> impl Iterator<Item = &'a DateMention> + use<'a> {
    let sentence = line.sentence;
    article.dates().of(line.region).iter().filter(move |d| d.start >= sentence.start && d.end <= sentence.end)
}

/// `to mark the fifth anniversary of the 1965 riots`.
fn anniversary(article: &Annotated<'_>, line: &Line<'_>, figure: &Figure, written: Option<i32>) -> Option<Finding> {
    let end = figure.tokens.end as usize;
    let behind = end..(end + 7).min(line.span().end);
    if !line.is_any(end, &["anniversary"]) || !line.is_any(end + 1, &["of"]) {
        return None;
    }
    let year = |d: &&DateMention| {
        matches!(d.kind, Kind::Year | Kind::Day | Kind::Month) && d.year.is_some() && d.until.is_none()
    };
    let of =
        beside(article, line).filter(year).find(|d| (behind.start..behind.end).contains(&(d.tokens.start as usize)))?;
    // Whose anniversary it is: the year that the sentence speaks of, else the story's.
    let mut others = beside(article, line).filter(year).filter(|d| d.start != of.start);
    let (event, place_of_event) = match (others.next(), others.next()) {
        (Some(other), None) => (other.year?, Some(place(other))),
        (None, _) => (written?, None),
        _ => return None,
    };
    let years = event - of.year?;
    let stated = figure.stated;
    // An anniversary ahead, or one kept over the turn of the year, is one off.
    let near = Decimal::from(years).checked_sub(stated)?.abs();
    if near <= Decimal::ONE || years < 0 {
        return None;
    }
    let text = article.article().text(place(of));
    let sum = format!("{event} - {} = {years}", of.year?);
    let mut finding = Finding::at(line::place(figure))
        .case("anniversary")
        .value("stated", article.article().text(line::place(figure)).to_owned())
        .value("sum", format!("{sum} (give or take 1), for {text}"))
        .related(place(of), "from");
    if let Some(to) = place_of_event {
        finding = finding.related(to, "to");
    }
    finding.unsure = place_of_event.is_none() && near <= Decimal::TWO;
    Some(finding)
}

/// Whole and half units that a length of time may be off where only months or years are given.
fn slack(from: &DateMention, to: &DateMention, span: Span) -> Decimal {
    let coarse = |kind| from.kind == kind || to.kind == kind;
    let days = if coarse(Kind::Year) {
        366
    } else if coarse(Kind::Month) {
        31
    } else {
        1
    };
    let unit = match span {
        Span::Year => 365,
        Span::Month => 30,
        Span::Week => 7,
        _ => 1,
    };
    Decimal::from(days).checked_div(Decimal::from(unit)).unwrap_or(Decimal::ONE)
}

/// `three years — from February 2021 until July 2023`.
fn lasted(article: &Annotated<'_>, line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let (span, days) = match figure.unit?.name {
        "year" => (Span::Year, 36525),
        "month" => (Span::Month, 3044),
        "week" => (Span::Week, 700),
        "day" => (Span::Day, 100),
        _ => return None,
    };
    let end = figure.tokens.end as usize;
    let from = beside(article, line).find(|d| d.start > figure.end)?;
    let to = beside(article, line).find(|d| d.start > from.start)?;
    let first = from.tokens.start as usize;
    let opens = line.follows(first, &["from", "between"])
        && first <= end + 3
        && line.only(end..first - 1, &[",", "—", "–", "-", "(", "lasting"]);
    let joins = from.tokens.end as usize..to.tokens.start as usize;
    let full = |d: &DateMention| {
        d.year.is_some() && matches!(d.kind, Kind::Day | Kind::Month | Kind::Year) && d.until.is_none()
    };
    if !opens
        || joins.len() > 2
        || !line.has(joins, &["to", "until", "through", "till", "and"])
        || !full(from)
        || !full(to)
    {
        return None;
    }
    let (start, stop) = (from.resolved?.0, to.resolved?.1);
    let apart = start.until((jiff::Unit::Day, stop)).ok()?.get_days();
    let units = Decimal::from(apart).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(days))?;
    let room =
        slack(from, to, span).checked_add(sum::hundredths(50))?.max(figure.stated.checked_mul(sum::hundredths(5))?);
    let real = Interval::between(units.checked_sub(room)?, units.checked_add(room)?);
    if !real.disjoint(&figure.value) {
        return None;
    }
    let name = figure.unit?.name;
    let sum = format!("{} {name}s lie between them{}", sum::rounded(units, 1), sum::give_or_take(room.round_dp(1)));
    Some(
        Finding::at(line::place(figure))
            .value("stated", article.article().text(line::place(figure)).to_owned())
            .value("sum", sum)
            .related(place(from), "from")
            .related(place(to), "to"),
    )
}

/// `The law passed in 2011; the 20-year-old law …`, in a story of 2024.
fn old(article: &Annotated<'_>, line: &Line<'_>, figure: &Figure, written: Option<i32>) -> Option<Finding> {
    let end = figure.tokens.end as usize;
    let noun = line.tokens.get(end).filter(|t| t.is_word() && !t.capital)?;
    let name = line.word(end).to_lowercase();
    let exact = figure.hedge.is_none() && !figure.range && figure.unit.is_none_or(|u| u.name == "year");
    let the = line.follows(figure.tokens.start as usize, &["the", "this", "that"]);
    if !exact
        || !the
        || !["law", "act", "statute", "ban", "treaty", "pact", "blockade", "program", "policy"].contains(&name.as_str())
    {
        return None;
    }
    let now = written?;
    // The year that the story gives for the same word: `the law passed in 2011`.
    let passed =
        article.dates().of(line.region).iter().filter(|d| d.kind == Kind::Year && d.end < figure.start).find(|d| {
            let first = d.tokens.start as usize;
            let tokens = article.tokens().of(line.region);
            let window = tokens.get(first.saturating_sub(5)..first).unwrap_or_default();
            let verb = window.iter().any(|t| {
                ["passed", "enacted", "adopted", "signed", "introduced"]
                    .iter()
                    .any(|v| t.key == crate::annotate::tokens::key(v))
            });
            verb && window.iter().any(|t| t.key == noun.key)
        })?;
    let years = now - passed.year?;
    if Decimal::from(years).checked_sub(figure.stated)?.abs() <= Decimal::ONE || figure.hedge == Some(Hedge::Vague) {
        return None;
    }
    let sum = format!("{now} - {} = {years} (give or take 1)", passed.year?);
    let stated = article.article().text(line::place(figure)).to_owned();
    Some(
        Finding::at(line::place(figure))
            .case("age")
            .value("stated", stated)
            .value("sum", sum)
            .related(place(passed), "from"),
    )
}
