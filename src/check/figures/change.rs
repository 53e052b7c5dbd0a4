//! A rise, a fall, a multiple or a difference that does not follow from its two ends:
//! `up 13 percent to 498 from 430`.
//!
//! The ends and the change are told by the words before them (`from`, `to`, `by`, `an increase
//! of`); where these do not tell, nothing is compared. Ends that are percentages themselves may
//! have been meant in points.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{self, Line};
use super::sum;
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Direction, Figure, Hedge, Interval, Kind, Trend};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::lexicon::Lexicon;

/// Which fault a rule is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The change is not what the ends make.
    #[default]
    Change,
    /// The change is right in percentage points and wrong in percent.
    Points,
}

/// `[check.change]`: a change against the two figures that it leads from and to.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ChangeOptions {
    /// Which fault is looked for: `change` (the sum is wrong) or `points` (percent stands where
    /// percentage points are meant).
    pub fault: Fault,
    /// A file with words that make a change something else than the difference of its ends, such
    /// as "inflation-adjusted".
    pub adjusted: String,
}

impl Options for ChangeOptions {
    const NAME: &'static str = "change";
    const VOCABULARY: Vocabulary = Vocabulary {
        values: &["sum", "stated", "right", "points"],
        labels: &["from", "to"],
        cases: &["wrong-base", "multiple", "difference", "across"],
    };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let adjusted = match self.adjusted.as_str() {
            "" => Lexicon::default(),
            name => files.lexicon("adjusted", name)?,
        };
        Ok(Compiled::Article(Box::new(Change { fault: self.fault, adjusted })))
    }
}

struct Change {
    fault: Fault,
    adjusted: Lexicon,
}

/// A change with its two ends.
pub struct Move<'a> {
    /// Where it starts.
    pub from: &'a Figure,
    /// Where it ends.
    pub to: &'a Figure,
    /// By how much, as the copy has it.
    pub by: &'a Figure,
}

impl Check for Change {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        for line in line::lines(article) {
            if line.figures.len() < 3 || self.is_adjusted(&line) {
                continue;
            }
            for at in 0..line.figures.len() {
                if let Some(step) = step(&line, at)
                    && let Some((fault, mut finding)) = judge(&step)
                    && fault == self.fault
                {
                    finding.unsure |= step.by.speech;
                    found.push(finding);
                }
            }
        }
        let mut across = Vec::new();
        super::across::look(article, |line| self.is_adjusted(line), &mut across);
        found.extend(across.into_iter().filter(|(fault, _)| *fault == self.fault).map(|(_, finding)| finding));
    }
}

impl Change {
    fn is_adjusted(&self, line: &Line<'_>) -> bool {
        let tokens = &line.tokens[line.span()];
        (0..tokens.len()).any(|at| self.adjusted.starts(&tokens[at..]).is_some())
    }
}

/// Words behind a difference that says how far one figure is from the other.
const APART: [&str; 6] = ["above", "below", "more", "fewer", "less", "higher"];

/// The change at a figure and its ends, where the sentence has them all.
pub fn step<'a>(line: &Line<'a>, at: usize) -> Option<Move<'a>> {
    let by = &line.figures[at];
    if by.range || by.margin || by.hedge == Some(Hedge::Vague) {
        return None;
    }
    if let Some(apart) = apart(line, at) {
        return Some(apart);
    }
    if !is_change(line, by) {
        return None;
    }
    let (before, behind) = (&line.figures[..at], &line.figures[at + 1..]);
    // Another change between would own the ends.
    let until = behind.iter().position(|f| is_change(line, f)).unwrap_or(behind.len());
    let since = before.iter().rposition(|f| is_change(line, f)).map_or(0, |i| i + 1);
    let (before, behind) = (&before[since..], &behind[..until]);
    let end = |direction: Direction| {
        let is_end = |f: &&Figure| {
            (f.direction == Some(direction) || direction == Direction::From && is_from_last(line, f)) && is_number(f)
        };
        behind.iter().find(is_end).or_else(|| before.iter().rev().find(is_end))
    };
    let level = |other: &Figure| {
        let near = |f: &Figure| {
            let ratio = f.stated.checked_div(other.stated).unwrap_or_default().abs();
            ratio < Decimal::TEN && ratio > Decimal::new(1, 1)
        };
        before.iter().rev().find(|f| {
            f.direction != Some(Direction::From)
                && f.start != other.start
                && near(f)
                && is_number(f)
                && line::comparable(f, other)
                && (f.per == other.per || other.per.is_none() && f.kind == Kind::Percent)
                && !f.subset
                && !f.additional
        })
    };
    let (from, to) = match (end(Direction::From), end(Direction::To)) {
        (Some(from), Some(to)) => (from, to),
        // `18 percent, a drop of 35 percent from 53 percent`
        (Some(from), None) => (from, level(from)?),
        // `claims of 2,000 a week cut by a third to 1,000`, `14, and expects to triple that to 30`
        (None, Some(to)) if by.direction == Some(Direction::By) || by.kind == Kind::Multiple => {
            let from = level(to)?;
            let gap = line::phrase_end(from)..by.tokens.start as usize;
            let that = line.is_any(by.tokens.end as usize, &["that", "this", "it"]);
            if !that && line.has(gap, &[",", "and", "or", "at", "from"]) {
                return None;
            }
            (from, to)
        }
        _ => return None,
    };
    let per = from.per == to.per
        || from.per.is_none() && from.direction.is_some()
        || to.per.is_none() && to.direction.is_some();
    let fits = line::comparable(from, to) && per && line::same_noun(from, to) && from.speech == to.speech;
    let step = Move { from, to, by };
    (fits && is_one(line, &step)).then_some(step)
}

/// `from last week's $3.11`
fn is_from_last(line: &Line<'_>, figure: &Figure) -> bool {
    let first = figure.tokens.start as usize;
    let from = (first.saturating_sub(5)..first).rev().find(|at| line.is_any(*at, &["from"]));
    let between = [
        "last", "previous", "the", "its", "a", "year", "month", "week", "quarter", "'s", "’s", "earlier", "of",
        "record", "high", "low",
    ];
    figure.direction.is_none() && from.is_some_and(|at| at + 1 < first && line.only(at + 1..first, &between))
}

/// Whether the three stand in one clause, with nothing between them that has a change of its own.
fn is_one(line: &Line<'_>, step: &Move<'_>) -> bool {
    let mut members = [step.from, step.to, step.by];
    members.sort_by_key(|f| f.start);
    members.windows(2).all(|pair| {
        let gap = line.gap(pair[0], pair[1]);
        let between = |f: &&Figure| f.start > pair[0].start && f.start < pair[1].start && f.end > pair[0].end;
        let others =
            line.figures.iter().filter(between).filter(|f| is_number(f) && line::comparable(f, step.from)).count();
        gap.len() <= 14
            && others == 0
            && !line.has(gap.clone(), &[";", "while", "but", "with", "whereas", "though", "although", "led", "minus"])
            // `fell 3 percent and sales rose to 104`: another subject.
            && (!line.has(gap, &["and"]) || line.is_any(step.by.tokens.end as usize, &["that", "this", "it"]))
    })
}

/// Whether a figure is one end of a change: something that can be subtracted.
pub fn is_number(figure: &Figure) -> bool {
    !figure.range && !figure.margin && figure.hedge != Some(Hedge::Vague) && line::comparable(figure, figure)
}

/// Whether a figure says by how much something changed.
pub fn is_change(line: &Line<'_>, figure: &Figure) -> bool {
    let first = figure.tokens.start as usize;
    match figure.kind {
        Kind::Multiple => return true,
        Kind::Percent | Kind::Points | Kind::Fraction => {}
        _ if line::comparable(figure, figure) => {}
        _ => return false,
    }
    if matches!(figure.direction, Some(Direction::From | Direction::To)) {
        return false;
    }
    figure.direction == Some(Direction::By) && figure.trend.is_some()
        // `an increase of 35 percent`
        || first >= 2
            && line.is_any(first - 1, &["of"])
            && line.is_any(first - 2, &["increase", "decrease", "rise", "drop", "fall", "jump", "decline", "gain", "loss",
                "reduction", "improvement", "growth", "cut", "surge", "slump", "plunge"])
}

/// `238 million, 22 million above the record of 226 million`.
fn apart<'a>(line: &Line<'a>, at: usize) -> Option<Move<'a>> {
    let by = &line.figures[at];
    let (left, right) = (line.figures.get(at.checked_sub(1)?)?, line.figures.get(at + 1)?);
    let end = line::phrase_end(by);
    let gap = end..right.tokens.start as usize;
    let word = line.is_any(end, &APART) || line.is_any(by.tokens.end as usize, &APART);
    let than = line.is_any(end, &["above", "below"]) || line.has(gap.clone(), &["than"]);
    let near = gap.len() <= 8 && !line.has(gap, &[",", ";", "and", "but", "while"]);
    let beside = line::phrase_end(left) + 2 >= by.tokens.start as usize;
    let plain = |f: &Figure| {
        is_number(f) && !matches!(f.kind, Kind::Percent | Kind::Points) && f.direction != Some(Direction::From)
    };
    let alike = line::comparable(left, by) && line::comparable(by, right);
    let same = line::same_noun(left, right) && left.per == right.per;
    (word && than && near && beside && alike && same && plain(left) && plain(by) && plain(right)).then_some(Move {
        from: right,
        to: left,
        by,
    })
}

/// A percentage that is a round number was probably rounded: 25 percent may be 23 or 27.
fn tolerance(by: &Figure) -> Decimal {
    let half = sum::hundredths(50);
    let round = |n: i64| by.stated.checked_rem(Decimal::from(n)).is_some_and(|r| r.is_zero());
    let rounded = by.granularity >= Decimal::ONE;
    if !rounded {
        by.granularity
    } else if round(10) {
        sum::hundredths(400)
    } else if round(5) {
        sum::hundredths(250)
    } else {
        half
    }
}

pub fn judge(step: &Move<'_>) -> Option<(Fault, Finding)> {
    let shares = matches!(step.from.kind, Kind::Percent | Kind::Points);
    match step.by.kind {
        Kind::Percent if shares => points(step),
        Kind::Points if shares => difference(step),
        Kind::Percent | Kind::Fraction => percent(step),
        Kind::Multiple => multiple(step),
        _ if line::comparable(step.by, step.from) && counts_alike(step) => difference(step),
        _ => None,
    }
}

/// Whether a difference counts what its ends count: `nine places to 15` does not.
fn counts_alike(step: &Move<'_>) -> bool {
    let noun = |f: &Figure| f.noun.as_ref().map(|n| n.key);
    let by = noun(step.by);
    by.is_none() || by == noun(step.from) || by == noun(step.to)
}

/// `wide`: whether the miss is too wide for any hedge to cover.
fn finding(step: &Move<'_>, sum: String, wide: bool) -> Finding {
    let unsure = [step.from, step.to].iter().any(|f| f.hedge.is_some_and(|h| h != Hedge::Exactly));
    let mut finding = Finding::at(line::place(step.by))
        .value("stated", sum::stated(step.by))
        .value("sum", sum.clone())
        .related(line::place(step.from), "from")
        .related(line::place(step.to), "to");
    finding.unsure = unsure && step.by.hedge.is_some() && !wide;
    finding
}

/// The change in percent between what the ends literally say.
pub fn literal(from: &Figure, to: &Figure, base: Decimal) -> Option<Decimal> {
    to.stated.checked_sub(from.stated)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base)
}

/// `498 - 430 = 68; 68 / 430 = 15.8 %`.
fn percent_sum(from: &Figure, to: &Figure) -> Option<String> {
    let (low, high) = (from.stated.min(to.stated), from.stated.max(to.stated));
    let apart = high.checked_sub(low)?;
    let change = literal(from, to, from.stated)?.abs();
    let (low, high) = (sum::amount(low), sum::amount(high));
    let base = sum::amount(from.stated);
    let apart = sum::amount(apart);
    Some(format!("{high} - {low} = {apart}; {apart} / {base} = {} %", sum::rounded(change, 1)))
}

fn percent(step: &Move<'_>) -> Option<(Fault, Finding)> {
    let change = line::close(step.from).percent_change(&line::close(step.to))?;
    let (claimed, slack) = match step.by.kind {
        Kind::Percent => (step.by.value, tolerance(step.by)),
        _ => (step.by.value.scaled(Decimal::ONE_HUNDRED)?, sum::hundredths(100)),
    };
    let claimed = sum::widened(&claimed, slack);
    let turned = change.negated();
    let right = match step.by.trend {
        Some(Trend::Up) => !change.disjoint(&claimed),
        Some(Trend::Down) => !turned.disjoint(&claimed),
        None => !change.disjoint(&claimed) || !turned.disjoint(&claimed),
    };
    let magnitude = [change, turned].iter().any(|c| !c.disjoint(&claimed));
    // Which way it goes is told by a verb that may belong to something else.
    if right || magnitude {
        return None;
    }
    let sum = percent_sum(step.from, step.to)?;
    let line = format!("{sum}, the text says {}", said(step.by));
    let literal_change = literal(step.from, step.to, step.from.stated)?.abs();
    let nearest = [claimed.low()?, claimed.high()?]
        .into_iter()
        .map(|c| c.checked_sub(literal_change).unwrap_or_default().abs())
        .min()?;
    let mut finding = finding(step, line, nearest > Decimal::from(8));
    let wrong_base = line::close(step.to).percent_change(&line::close(step.from)).is_some_and(|c| {
        let claimed = sum::widened(&step.by.value, sum::hundredths(50));
        step.by.kind == Kind::Percent && (!c.disjoint(&claimed) || !c.negated().disjoint(&claimed))
    });
    if wrong_base {
        let to = sum::amount(step.to.stated);
        let by = sum::percent(literal(step.from, step.to, step.to.stated)?.abs().checked_div(Decimal::ONE_HUNDRED)?);
        finding = finding.case("wrong-base").value("right", format!("{by} of {to}"));
    }
    Some((Fault::Change, finding))
}

fn said(by: &Figure) -> String {
    match by.kind {
        Kind::Fraction | Kind::Multiple => format!("{} times", sum::rounded(by.stated, 2)),
        _ => sum::stated(by),
    }
}

/// The ends are percentages: the change may be in percent or, wrongly named, in points.
fn points(step: &Move<'_>) -> Option<(Fault, Finding)> {
    let apart = line::close(step.to).sub(&line::close(step.from))?;
    let claimed = sum::widened(&step.by.value, sum::hundredths(10));
    let meets = |c: &Interval| !c.disjoint(&claimed) || !c.negated().disjoint(&claimed);
    if line::close(step.from)
        .percent_change(&line::close(step.to))
        .is_some_and(|c| meets(&sum::widened(&c, tolerance(step.by))))
    {
        return None;
    }
    let sum = percent_sum(step.from, step.to)?;
    let line = format!("{sum}, the text says {}", sum::stated(step.by));
    let points = step.to.stated.checked_sub(step.from.stated)?.abs();
    let finding = finding(step, line, false).value("points", sum::amount(points));
    Some((if meets(&apart) { Fault::Points } else { Fault::Change }, finding))
}

fn difference(step: &Move<'_>) -> Option<(Fault, Finding)> {
    // An estimate is a number like any other to who takes another from it.
    let end = |f: &Figure| {
        let plain = f.hedge == Some(Hedge::About) && step.by.hedge.is_none();
        if plain { Interval::rounded(f.stated, f.granularity) } else { Some(line::close(f)) }
    };
    let apart = end(step.to)?.sub(&end(step.from)?)?;
    let claimed = step.by.value;
    if !apart.disjoint(&claimed) || !apart.negated().disjoint(&claimed) {
        return None;
    }
    let (low, high) = (step.from.stated.min(step.to.stated), step.from.stated.max(step.to.stated));
    let difference = high.checked_sub(low)?;
    let sum = format!(
        "{} - {} = {}, the text says {}",
        sum::amount(high),
        sum::amount(low),
        sum::amount(difference),
        sum::amount(step.by.stated)
    );
    Some((Fault::Change, finding(step, sum, false).case("difference")))
}

fn multiple(step: &Move<'_>) -> Option<(Fault, Finding)> {
    let ratio = line::close(step.to).div(&line::close(step.from))?;
    let claimed = step.by.value;
    // `three times more` is four times as many to some.
    let more = claimed.add(&Interval::point(Decimal::ONE))?;
    let literal = step.to.stated.checked_div(step.from.stated)?;
    let slack = step.by.stated.checked_mul(sum::hundredths(10))?;
    let claimed = sum::widened(&claimed, slack);
    // Hedges cover a tenth or so, not a third.
    let wide = |stated: Decimal| {
        let part = literal.checked_div(stated).unwrap_or_default();
        part < Decimal::new(70, 2) || part > Decimal::new(143, 2)
    };
    let wide = wide(step.by.stated) && wide(step.by.stated.checked_add(Decimal::ONE)?);
    if !wide && (!ratio.disjoint(&claimed) || !ratio.disjoint(&more)) {
        return None;
    }
    let sum = format!(
        "{} / {} = {}, the text says {} times",
        sum::amount(step.to.stated),
        sum::amount(step.from.stated),
        sum::rounded(literal, 2),
        sum::rounded(step.by.stated, 2)
    );
    Some((Fault::Change, finding(step, sum, false).case("multiple")))
}
