//! A change and its ends in sentences that follow each other: `Profits fell 47 percent. The mill
//! earned $630 million, down from $1 billion.`
//!
//! The words tie less here than within a sentence, so more is asked: a word that points back, a
//! word that both sentences have, or a claim that is one key away from what the figures make
//! ([`super::super::slip`]). Whatever figures of the passage bear a claim out, it is left alone.

use std::ops::Range;

use super::super::line::{self, Line};
use super::super::{slip, sum};
use super::ends::{self, is_change, is_number, mark};
use super::{Fault, Move, amount, judge, points, then};
use crate::annotate::figures::lexicons::{CHANGES, CHANGES_NEUTRAL};
use crate::annotate::figures::{Decimal, Direction, Figure, Interval, Kind, Trend};
use crate::annotate::tokens::Token;
use crate::check::Finding;

/// So many sentences with figures back belong to one passage.
pub const REACH: usize = 2;

/// The faults that the change of the line `at` makes with its neighbours.
pub fn find(lines: &[Line<'_>], at: usize, adjusted: &dyn Fn() -> bool, fault: Fault) -> Option<Finding> {
    let line = lines.get(at)?;
    let passage = passage(lines, at, at.saturating_sub(REACH)..(at + 2).min(lines.len()));
    if fault == Fault::Change
        && let Some(mut finding) =
            line.figures.iter().find_map(|f| amount::both(line, f).or_else(|| amount::level(line, f)))
    {
        finding.unsure |= line.figures.iter().any(|f| f.speech);
        return Some(finding);
    }
    let asked = |f: &&Figure| fault == Fault::Change || f.kind == Kind::Percent;
    for by in line.figures.iter().filter(asked).filter(|f| is_change(line, f) && is_number_or_share(f)) {
        let found = match fault {
            Fault::Points => points::exact_points(&passage, line, by),
            // An amount and a level are of one series, adjusted or not.
            Fault::Change if adjusted() => amount::implied(lines, at, by),
            Fault::Change => back(&passage, line, by)
                .or_else(|| told(&passage, line, by))
                .or_else(|| apposed(&passage, line, by))
                .or_else(|| ahead(&passage, line, by))
                .or_else(|| then::find(&passage, line, by))
                .or_else(|| started(lines, at, &passage, by))
                .or_else(|| restated(&passage, line, by))
                .or_else(|| thousandfold(&passage, line, by))
                .or_else(|| amount::implied(lines, at, by)),
        };
        if let Some(mut finding) = found {
            finding.unsure |= by.speech;
            return Some(finding);
        }
    }
    if fault != Fault::Change {
        return None;
    }
    points::points_on(&passage, line).or_else(|| amount::balance(&passage, line)).filter(|_| !adjusted())
}

/// The lines around `at` that stand in its paragraph or at the edge of the next to it.
fn passage<'l, 'a>(lines: &'l [Line<'a>], at: usize, near: Range<usize>) -> Vec<&'l Line<'a>> {
    let Some(own) = lines.get(at) else { return Vec::new() };
    let close = |l: &&Line<'_>| l.region.abs_diff(own.region) <= 1;
    lines.get(near).unwrap_or_default().iter().filter(close).collect()
}

fn is_number_or_share(figure: &Figure) -> bool {
    !figure.range && !figure.margin && figure.hedge != Some(crate::annotate::figures::Hedge::Vague)
}

pub fn sentence(line: &Line<'_>) -> u32 {
    line.figures.first().map_or(0, |f| f.sentence)
}

/// Whether one sentence follows the other, in one paragraph or over the break between two.
fn follows(line: &Line<'_>, before: &Line<'_>) -> bool {
    line.region == before.region && sentence(line) == sentence(before) + 1
        || line.region == before.region + 1
            && sentence(line) == 0
            && before.plain.get(before.sentence.end as usize..).is_some_and(|rest| rest.trim().is_empty())
}

fn next<'l, 'a>(passage: &[&'l Line<'a>], line: &Line<'_>) -> Option<&'l Line<'a>> {
    passage.iter().find(|l| follows(l, line)).copied()
}

pub fn previous<'l, 'a>(passage: &[&'l Line<'a>], line: &Line<'_>) -> Option<&'l Line<'a>> {
    passage.iter().find(|l| follows(line, l)).copied()
}

/// The two levels of a sentence that says them without the change between: `17,460 this year,
/// compared with 2,425 ten years ago`.
fn levels<'a>(line: &Line<'a>, by: &Figure) -> Option<(&'a Figure, &'a Figure)> {
    let other = |f: &&Figure| f.start != by.start && is_change(line, f) && f.kind == by.kind;
    if line.figures.iter().any(|f| other(&f)) {
        return None;
    }
    let mut starts = line.figures.iter().filter(|f| is_number(f) && mark(line, f, by) == Some(Direction::From));
    let (from, None) = (starts.next()?, starts.next()) else { return None };
    let to = line.figures.iter().rfind(|f| {
        let same = f.per == from.per && line::comparable(f, from);
        f.start < from.start && is_number(f) && same && !is_change(line, f) && !f.subset
    })?;
    let gap = line.gap(to, from);
    let plain = from.per == to.per && line::same_noun(from, to) && from.speech == to.speech && from.stated != to.stated;
    let one = gap.len() <= 16 && !line.has(gap, &[";", "while", "but", "whereas"]);
    (plain && one && !matches!(from.kind, Kind::Percent | Kind::Points)).then_some((from, to))
}

/// Whether two sentences share a word that is no word of change and no name of a time.
fn share_a_word(a: &Line<'_>, b: &Line<'_>) -> bool {
    shared_words(a, b) > 0
}

/// How many words of the second sentence stand in the first, of those that tell what it is of.
fn shared_words(a: &Line<'_>, b: &Line<'_>) -> usize {
    let content = |line: &Line<'_>, t: &Token| {
        let word = t.text(line.plain);
        word.len() >= 5 && !CHANGES.has(t) && !CHANGES_NEUTRAL.has(t) && !PLAIN.contains(&word.to_lowercase().as_str())
    };
    let words = |line: &Line<'_>| line.tokens.get(line.span()).unwrap_or_default().to_vec();
    let own: Vec<u64> = words(a).iter().filter(|t| t.is_word() && content(a, t)).map(|t| t.key).collect();
    words(b).iter().filter(|t| own.contains(&t.key)).count()
}

/// Long words that say nothing about what a sentence is of.
const PLAIN: [&str; 30] = [
    "percent",
    "which",
    "there",
    "their",
    "about",
    "after",
    "before",
    "during",
    "other",
    "million",
    "billion",
    "quarter",
    "month",
    "months",
    "years",
    "since",
    "compared",
    "according",
    "would",
    "could",
    "still",
    "while",
    "where",
    "those",
    "these",
    "nearly",
    "almost",
    "number",
    "total",
    "average",
];

/// Whether the trend of a change agrees with its ends.
pub fn agrees(step: &Move<'_>) -> bool {
    match step.by.trend {
        Some(Trend::Up) => step.to.stated > step.from.stated,
        Some(Trend::Down) => step.to.stated < step.from.stated,
        None => step.by.kind != Kind::Percent,
    }
}

/// What the change would be, in the unit of the claim.
fn right(step: &Move<'_>) -> Option<Interval> {
    let (from, to) = (line::close(step.from), line::close(step.to));
    match step.by.kind {
        Kind::Percent => {
            let apart = step.to.stated.checked_sub(step.from.stated)?.abs();
            let change = apart.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(step.from.stated)?;
            Interval::rounded(change, step.by.granularity)
        }
        Kind::Multiple => to.div(&from),
        _ => {
            let apart = to.sub(&from)?;
            Some(if apart.low()? < Decimal::ZERO { apart.negated() } else { apart })
        }
    }
}

pub fn is_slip(step: &Move<'_>) -> bool {
    right(step).is_some_and(|right| slip::is_slip(step.by.stated, &right))
}

/// Whether some pair of the passage's figures makes the change after all.
fn is_borne_out(passage: &[&Line<'_>], by: &Figure) -> bool {
    let all: Vec<&Figure> =
        passage.iter().flat_map(|l| l.figures).filter(|f| f.start != by.start && is_number(f)).collect();
    // A passage is three sentences; a results page is left alone.
    if all.len() > 24 {
        return true;
    }
    all.iter().enumerate().any(|(i, a)| {
        all.iter().enumerate().any(|(j, b)| {
            let step = Move { from: a, to: b, by };
            i != j && line::comparable(a, b) && a.stated != b.stated && judge::judge(&step).is_none() && agrees(&step)
        })
    })
}

pub fn judged(step: &Move<'_>) -> Option<Finding> {
    let (fault, finding) = judge::judge(step)?;
    (fault == Fault::Change).then_some(finding)
}

/// `The mill made 500 bales. That is a fivefold increase over the 50 of last year.`
fn back(passage: &[&Line<'_>], line: &Line<'_>, by: &Figure) -> Option<Finding> {
    let start = line.span().start;
    if !line.is_any(start, &["that", "this", "it", "which"]) || !(1..3).any(|i| line.is_any(start + i, &LINKS)) {
        return None;
    }
    let before = previous(passage, line)?;
    let end = line::phrase_end(by);
    let mut behind = line.figures.iter().filter(|f| f.start > by.start && is_number(f));
    let (from, None) = (behind.next()?, behind.next()) else { return None };
    let over = (end..end + 3).any(|at| line.is_any(at, &["over", "from", "than", "on", "compared"]));
    let to = before.figures.iter().rfind(|f| is_number(f) && line::comparable(f, from))?;
    let step = Move { from, to, by };
    let one = before.figures.iter().filter(|f| is_number(f) && line::comparable(f, from)).count() == 1;
    let fits = over && one && line::same_noun(from, to) && from.per == to.per && agrees(&step) && !to.subset;
    if !fits || matches!(from.kind, Kind::Percent | Kind::Points) {
        return None;
    }
    judged(&step)
}

pub const LINKS: [&str; 14] = [
    "is",
    "was",
    "'s",
    "’s",
    "represents",
    "represented",
    "marks",
    "marked",
    "amounts",
    "means",
    "would",
    "compares",
    "translates",
    "equals",
];

/// The levels of the sentences before `line`, the last one last: numbers of one kind, of one thing
/// and of one order of magnitude.
fn before<'a>(passage: &[&Line<'a>], line: &Line<'_>, by: &Figure, last: Option<&'a Figure>) -> Vec<&'a Figure> {
    let place = last.map_or((by.region, by.start), |f| (f.region, f.start));
    let all: Vec<&Figure> = passage
        .iter()
        .flat_map(|l| l.figures.iter().filter(|f| !is_change(l, f)))
        .filter(|f| (f.region, f.start) < place && f.region + 1 >= line.region)
        .filter(|f| is_number(f) && !matches!(f.kind, Kind::Percent | Kind::Points) && !f.subset && !f.additional)
        .collect();
    let Some(end) = last.or(all.last().copied()) else { return Vec::new() };
    let near = |f: &Figure| {
        let ratio = f.stated.checked_div(end.stated).unwrap_or_default().abs();
        ratio < Decimal::TEN && ratio > sum::hundredths(10) && f.stated != end.stated
    };
    let mut levels: Vec<&Figure> = all
        .into_iter()
        .filter(|f| line::comparable(f, end) && f.per == end.per && line::same_noun(f, end) && near(f))
        .collect();
    levels.push(end);
    levels
}

/// The change between two levels in the order that the trend asks for.
fn ordered<'a>(a: &'a Figure, b: &'a Figure, by: &'a Figure, trend: Trend) -> Move<'a> {
    let rises = trend == Trend::Up;
    if (a.stated < b.stated) == rises { Move { from: a, to: b, by } } else { Move { from: b, to: a, by } }
}

pub fn trend_of(line: &Line<'_>, by: &Figure) -> Option<Trend> {
    let behind = by.tokens.end as usize;
    let word = (behind..behind + 2).find_map(|at| line.tokens.get(at).and_then(|t| CHANGES.get(t)));
    by.trend.or_else(|| ends::trend(line, by)).or(word)
}

/// `Places fell from 1,500 in 2020 to 1,291 in 2024. That’s a 13.93 percent decrease`.
fn told<'a>(passage: &[&Line<'a>], line: &Line<'a>, by: &'a Figure) -> Option<Finding> {
    let start = line.span().start;
    let links = ["is", "was", "'s", "’s", "represents", "represented", "marks", "amounts", "translates", "equals"];
    let opens = line.is_any(start, &["that", "this"]) && line.is_any(start + 1, &links);
    let first = line.figures.first().is_some_and(|f| f.start == by.start);
    let ended = line.figures.iter().any(|f| f.start != by.start && is_number(f) && mark(line, f, by).is_some());
    if !opens || !first || ended || by.kind != Kind::Percent {
        return None;
    }
    let trend = trend_of(line, by)?;
    let levels = before(passage, line, by, None);
    let [.., a, b] = *levels.as_slice() else { return None };
    let step = ordered(a, b, by, trend);
    let near = a.region + 1 >= by.region && a.speech == by.speech;
    if !near || is_borne_out(passage, by) {
        return None;
    }
    Some(judged(&step)?.case("sentences"))
}

/// `In 2018, 888 people died. In 2023 that number was 1,511, a 70 percent increase`.
fn apposed<'a>(passage: &[&Line<'a>], line: &Line<'a>, by: &'a Figure) -> Option<Finding> {
    let first = by.tokens.start as usize;
    let article = line.follows(first, &["a", "an"]) && first >= 2 && line.is_any(first - 2, &[",", "—", "–", "-"]);
    let to = line.figures.iter().rfind(|f| f.start < by.start)?;
    let beside = line.gap(to, by).len() <= 4 && is_number(to) && mark(line, to, by) != Some(Direction::From);
    // `a 20 percent increase from the last contest`: of a base that is not told.
    let end = by.tokens.end as usize;
    let based = (end..end + 3).any(|at| {
        let over = line.is_any(at, &["over"]) && line.is_any(at + 1, &["the", "last", "its", "previous", "what"]);
        line.is_any(at, &["from", "compared", "than"]) || over
    });
    if !article || based || !beside || by.kind != Kind::Percent || matches!(to.kind, Kind::Percent | Kind::Points) {
        return None;
    }
    let trend = trend_of(line, by)?;
    // Ends of its own are told by [`ends`].
    if line.figures.iter().any(|f| f.start > by.start && mark(line, f, by).is_some()) {
        return None;
    }
    let number = (line.span().start..first).any(|at| {
        line.is_any(at, &["number", "figure", "total", "count", "amount"]) && line.follows(at, &["that", "the", "this"])
    });
    let levels = before(passage, line, by, Some(to));
    let [.., from, _] = *levels.as_slice() else { return None };
    let step = ordered(from, to, by, trend);
    let tied = number || from.noun.is_some() && to.noun.is_some() || is_slip(&step);
    if !tied || step.to.start != to.start || is_borne_out(passage, by) {
        return None;
    }
    Some(judged(&step)?.case("sentences"))
}

/// `Profits fell 47 percent. The mill earned $630 million, down from $1 billion.`
fn ahead(passage: &[&Line<'_>], line: &Line<'_>, by: &Figure) -> Option<Finding> {
    if !matches!(by.kind, Kind::Percent | Kind::Multiple | Kind::Fraction) {
        return None;
    }
    // Only one change is told, without ends of its own.
    let own = line.figures.iter().filter(|f| is_change(line, f)).count();
    let ended = line.figures.iter().any(|f| is_number(f) && mark(line, f, by).is_some());
    let next = next(passage, line)?;
    let (from, to) = levels(next, by)?;
    let step = Move { from, to, by };
    if own != 1 || ended || !agrees(&step) || from.speech != by.speech {
        return None;
    }
    let bare = from.noun.is_none() && to.noun.is_none() && from.kind == Kind::Count;
    let opens = next.is_any(next.span().start, &["it", "there", "they", "that"]);
    let tied = is_slip(&step) || bare && opens && by.kind == Kind::Multiple || share_a_word(line, next) && opens;
    if !tied || is_borne_out(passage, by) {
        return None;
    }
    Some(judged(&step)?.case("sentences"))
}

/// `raises the estimate by 23 percent to 390,000. … His estimate was up from 300,000`: the end here, the
/// start in the next sentence.
fn started(lines: &[Line<'_>], at: usize, passage: &[&Line<'_>], by: &Figure) -> Option<Finding> {
    let line = lines.get(at)?;
    let own = line.figures.iter().filter(|f| is_change(line, f)).count();
    let mut ends = line.figures.iter().filter(|f| is_number(f) && mark(line, f, by) == Some(Direction::To));
    let (to, None) = (ends.next()?, ends.next()) else { return None };
    let begun = line.figures.iter().any(|f| is_number(f) && mark(line, f, by) == Some(Direction::From));
    // The next sentence, or one soon after it that says the same in more of its words.
    let behind = lines.get(at + 1..(at + 5).min(lines.len()))?;
    let start = |l: &Line<'_>| {
        let mut starts = l.figures.iter().filter(|f| {
            let per = f.per == to.per || f.per.is_none();
            is_number(f) && line::comparable(f, to) && l.follows(f.tokens.start as usize, &["from"]) && per
        });
        starts.next().map(|f| (f.start, starts.next().is_none()))
    };
    let soon =
        || behind.iter().find(|l| l.region <= line.region + 8 && shared_words(line, l) >= 3 && start(l).is_some());
    let next = next(passage, line).filter(|l| share_a_word(line, l) && start(l).is_some()).or_else(soon)?;
    let (from, true) = start(next)? else { return None };
    let from = next.figures.iter().find(|f| f.start == from)?;
    let led = next.figures.iter().any(|f| is_number(f) && line::comparable(f, to) && f.start != from.start);
    let step = Move { from, to, by };
    let shares = matches!(to.kind, Kind::Percent | Kind::Points);
    if by.kind != Kind::Percent
        || own != 1
        || begun
        || led
        || shares
        || by.trend.is_some() && !agrees(&step)
        || is_borne_out(passage, by)
    {
        return None;
    }
    line::same_noun(from, to).then(|| judged(&step))?.map(|f| f.case("sentences"))
}

/// `… $42.4 billion, down from $52.1 billion. Most of the $7.9 billion in cuts`.
fn restated(passage: &[&Line<'_>], line: &Line<'_>, by: &Figure) -> Option<Finding> {
    let first = by.tokens.start as usize;
    if !line.follows(first, &["the", "that", "this"]) || !matches!(by.kind, Kind::Money(_) | Kind::Count) {
        return None;
    }
    let before = previous(passage, line)?;
    let (from, to) = levels(before, by)?;
    let step = Move { from, to, by };
    if !line::comparable(from, by) || !agrees(&step) || is_borne_out(passage, by) {
        return None;
    }
    Some(judged(&step)?.case("sentences"))
}

/// `Outlays rise from $29.2 billion to $29.9 billion … a $700 billion increase`.
fn thousandfold(passage: &[&Line<'_>], line: &Line<'_>, by: &Figure) -> Option<Finding> {
    if !matches!(by.kind, Kind::Money(_)) || line.figures.iter().any(|f| mark(line, f, by).is_some()) {
        return None;
    }
    let all: Vec<&Figure> = passage
        .iter()
        .flat_map(|l| l.figures)
        .filter(|f| (f.region, f.start) < (by.region, by.start) && is_number(f) && line::comparable(f, by))
        .collect();
    let [from, to] = *all.get(all.len().checked_sub(2)?..)? else { return None };
    // The change is larger than either end: no such rise is told without a word.
    let larger = by.stated > from.stated && by.stated > to.stated;
    let apart = to.stated.checked_sub(from.stated)?.abs();
    if !larger || apart.checked_mul(Decimal::from(1000)) != Some(by.stated) {
        return None;
    }
    let finding = judge::judge(&Move { from, to, by })?.1;
    Some(finding.case("sentences"))
}
