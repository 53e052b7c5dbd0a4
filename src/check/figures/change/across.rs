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
use super::{Fault, Move, judge};
use crate::annotate::figures::lexicons::{CHANGES, CHANGES_NEUTRAL};
use crate::annotate::figures::{Decimal, Direction, Figure, Interval, Kind, Trend};
use crate::annotate::tokens::Token;
use crate::check::Finding;

/// So many sentences with figures back belong to one passage.
pub const REACH: usize = 2;

/// The faults that the change of the line `at` makes with its neighbours.
pub fn find(lines: &[Line<'_>], at: usize, adjusted: bool, fault: Fault) -> Option<Finding> {
    let line = lines.get(at)?;
    let passage = passage(lines, at, at.saturating_sub(REACH)..(at + 2).min(lines.len()));
    for by in line.figures.iter().filter(|f| is_change(line, f) && is_number_or_share(f)) {
        let found = match fault {
            Fault::Points => exact_points(&passage, line, by),
            // An amount and a level are of one series, adjusted or not.
            Fault::Change if adjusted => implied(lines, at, by),
            Fault::Change => back(&passage, line, by)
                .or_else(|| both(line, by))
                .or_else(|| told(&passage, line, by))
                .or_else(|| apposed(&passage, line, by))
                .or_else(|| ahead(&passage, line, by))
                .or_else(|| restated(&passage, line, by))
                .or_else(|| thousandfold(&passage, line, by))
                .or_else(|| implied(lines, at, by)),
        };
        if let Some(mut finding) = found {
            finding.unsure |= by.speech;
            return Some(finding);
        }
    }
    if fault == Fault::Change && !adjusted { balance(&passage, line) } else { None }
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

fn sentence(line: &Line<'_>) -> u32 {
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

fn previous<'l, 'a>(passage: &[&'l Line<'a>], line: &Line<'_>) -> Option<&'l Line<'a>> {
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
        f.start < from.start && is_number(f) && line::comparable(f, from) && !is_change(line, f) && !f.subset
    })?;
    let gap = line.gap(to, from);
    let plain = from.per == to.per && line::same_noun(from, to) && from.speech == to.speech && from.stated != to.stated;
    let one = gap.len() <= 16 && !line.has(gap, &[";", "while", "but", "whereas"]);
    (plain && one && !matches!(from.kind, Kind::Percent | Kind::Points)).then_some((from, to))
}

/// Whether two sentences share a word that is no word of change and no name of a time.
fn share_a_word(a: &Line<'_>, b: &Line<'_>) -> bool {
    let content = |line: &Line<'_>, t: &Token| {
        let word = t.text(line.plain);
        word.len() >= 5 && !CHANGES.has(t) && !CHANGES_NEUTRAL.has(t) && !PLAIN.contains(&word.to_lowercase().as_str())
    };
    let words = |line: &Line<'_>| line.tokens.get(line.span()).unwrap_or_default().to_vec();
    let own: Vec<u64> = words(a).iter().filter(|t| t.is_word() && content(a, t)).map(|t| t.key).collect();
    words(b).iter().any(|t| own.contains(&t.key))
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
fn agrees(step: &Move<'_>) -> bool {
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

fn is_slip(step: &Move<'_>) -> bool {
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

fn judged(step: &Move<'_>) -> Option<Finding> {
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

const LINKS: [&str; 14] = [
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

fn trend_of(line: &Line<'_>, by: &Figure) -> Option<Trend> {
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

/// `rose 26.3 percent, or $586 million, to $4.2 billion`: the percentage and the amount of one change
/// with one of its ends.
fn both(line: &Line<'_>, by: &Figure) -> Option<Finding> {
    let trend = trend_of(line, by)?;
    if by.kind != Kind::Percent {
        return None;
    }
    let at = line.figures.iter().position(|f| f.start == by.start)?;
    let (before, behind) = (at.checked_sub(1).and_then(|i| line.figures.get(i)), line.figures.get(at + 1));
    let or = |a: &Figure, b: &Figure| {
        let gap = line.gap(a, b);
        !gap.is_empty() && line.only(gap.clone(), &[",", "or", "("]) && line.has(gap, &["or", "("])
    };
    let money = |f: &&Figure| matches!(f.kind, Kind::Money(_) | Kind::Count) && is_number(f);
    let amount = behind.filter(money).filter(|f| or(by, f)).or_else(|| before.filter(money).filter(|f| or(f, by)))?;
    let last = by.tokens.end.max(amount.tokens.end) as usize;
    let mut ends = line.figures.iter().filter(|f| {
        let near = f.tokens.start as usize >= last && f.tokens.start as usize <= last + 8;
        f.start != amount.start && is_number(f) && line::comparable(f, amount) && near
    });
    let (level, None) = (ends.next()?, ends.next()) else { return None };
    let first = level.tokens.start as usize;
    let beside = || match () {
        () if line.follows(first, &["to"]) => Some(Direction::To),
        () if line.follows(first, &["from"]) => Some(Direction::From),
        () => None,
    };
    let direction = mark(line, level, amount).or_else(|| mark(line, level, by)).or_else(beside)?;
    let (end, change) = (line::close(level), line::close(amount));
    let start = match (direction, trend) {
        (Direction::From, _) => end,
        (Direction::To, Trend::Up) => end.sub(&change)?,
        (Direction::To, Trend::Down) => end.add(&change)?,
        (Direction::By, _) => return None,
    };
    let made = change.div(&start)?.scaled(Decimal::ONE_HUNDRED)?;
    let claimed = sum::widened(&by.value, judge::tolerance(by));
    if !made.disjoint(&claimed) || amount.speech != by.speech || level.per != amount.per {
        return None;
    }
    let base = match (direction, trend) {
        (Direction::From, _) => level.stated,
        (_, Trend::Up) => level.stated.checked_sub(amount.stated)?,
        (_, Trend::Down) => level.stated.checked_add(amount.stated)?,
    };
    let share = amount.stated.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base)?;
    let sum = format!(
        "{} / {} = {} %, the text says {}",
        sum::amount(amount.stated),
        sum::amount(base),
        sum::rounded(share, 1),
        sum::stated(by)
    );
    let finding = Finding::at(line::place(by)).value("stated", sum::stated(by)).value("sum", sum);
    Some(finding.related(line::place(amount), "from").related(line::place(level), "to"))
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

/// `Shares fell 7.6 percent. They lost $12.33 to close at $172.55.`: the amount and the level make
/// the percentage.
fn implied(lines: &[Line<'_>], at: usize, by: &Figure) -> Option<Finding> {
    let line = lines.get(at)?;
    let wide = lines.get(at.saturating_sub(5)..(at + 3).min(lines.len()))?;
    let passage: Vec<&Line<'_>> = wide.iter().filter(|l| l.region.abs_diff(line.region) <= 3).collect();
    let money = matches!(by.kind, Kind::Money(_) | Kind::Count);
    let trend = by.trend?;
    if !money || by.direction != Some(Direction::By) || line.figures.len() > 4 {
        return None;
    }
    let mut ends = line.figures.iter().filter(|f| f.start != by.start && is_number(f) && line::comparable(f, by));
    let (level, None) = (ends.next()?, ends.next()) else { return None };
    // `$172.55, up $3` or `up $3 to $172.55`: the level is where it leads to.
    let led = mark(line, level, by) == Some(Direction::To)
        || level.start < by.start && mark(line, level, by).is_none() && line.gap(level, by).len() <= 8;
    if !led || level.stated <= by.stated || level.per != by.per {
        return None;
    }
    let (to, change) = (line::close(level), line::close(by));
    let from = if trend == Trend::Up { to.sub(&change)? } else { to.add(&change)? };
    let made = change.div(&from)?.scaled(Decimal::ONE_HUNDRED)?;
    let claims = || {
        passage
            .iter()
            .flat_map(|l| l.figures.iter().map(move |f| (*l, f)))
            .filter(|(l, f)| f.kind == Kind::Percent && is_change(l, f) && ends::trend(l, f) == Some(trend))
    };
    let tolerance = |f: &Figure| sum::widened(&f.value, sum::hundredths(10));
    if claims().any(|(_, f)| !tolerance(f).disjoint(&made)) || !is_precise(by) {
        return None;
    }
    let own_ends = |l: &Line<'_>, f: &Figure| l.figures.iter().any(|o| is_number(o) && mark(l, o, f).is_some());
    let (_, claim) = claims().find(|(l, f)| {
        let alone = l.figures.first().map(|f| f.start) == line.figures.first().map(|f| f.start) || !own_ends(l, f);
        let room = f.granularity.checked_div(Decimal::TWO).unwrap_or_default();
        let scaled = f.value.scaled(Decimal::TEN).is_some_and(|v| !v.disjoint(&made));
        alone && f.hedge.is_none() && (scaled || slip::is_slip(f.stated, &sum::widened(&made, room)))
    })?;
    let start = match trend {
        Trend::Up => level.stated.checked_sub(by.stated)?,
        Trend::Down => level.stated.checked_add(by.stated)?,
    };
    let share = by.stated.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(start)?;
    let line = format!(
        "{} / {} = {} %, the text says {}",
        sum::amount(by.stated),
        sum::amount(start),
        sum::rounded(share, 1),
        sum::stated(claim)
    );
    let finding = Finding::at(line::place(claim)).case("sentences").value("stated", sum::stated(claim));
    Some(finding.value("sum", line).related(line::place(by), "from").related(line::place(level), "to"))
}

/// Words that make an amount what is left of two others.
const BALANCE: [&str; 19] = [
    "lose",
    "loses",
    "losing",
    "lost",
    "loss",
    "losses",
    "profit",
    "profits",
    "gain",
    "gains",
    "surplus",
    "deficit",
    "shortfall",
    "gap",
    "difference",
    "margin",
    "savings",
    "saving",
    "net",
];

/// `The crop brings in $777 an acre. After costs of $858 an acre, they lose $91 an acre.`
fn balance(passage: &[&Line<'_>], line: &Line<'_>) -> Option<Finding> {
    let by = line.figures.last()?;
    if let Some(finding) = profit(line, by) {
        return Some(finding);
    }
    let (first, end) = (by.tokens.start as usize, by.tokens.end as usize);
    let says = (first.saturating_sub(3).max(line.span().start)..first).any(|at| line.is_any(at, &BALANCE))
        || line.is_any(end, &BALANCE);
    if !says || !matches!(by.kind, Kind::Money(_)) || !is_number(by) || mark(line, by, by).is_some() {
        return None;
    }
    let before = previous(passage, line).filter(|l| l.region == line.region);
    let others: Vec<&Figure> = before
        .into_iter()
        .chain([line])
        .flat_map(|l| l.figures)
        .filter(|f| f.start != by.start && matches!(f.kind, Kind::Money(_)) && is_number(f))
        .collect();
    let [from, to] = *others.as_slice() else { return None };
    let step = Move { from, to, by };
    let alike = line::comparable(from, by) && line::comparable(to, by) && from.per == to.per && from.per == by.per;
    let levels = [from, to].iter().all(|f| f.direction.is_none() && f.stated > by.stated);
    if !alike || !levels || by.per.is_none() && !is_sure(&step) || !is_slip(&step) {
        return None;
    }
    Some(judged(&step)?.case("sentences"))
}

/// `sold for $37.1 million, a $43.5 million profit`: nobody earns more by a sale than it brings.
fn profit(line: &Line<'_>, by: &Figure) -> Option<Finding> {
    let price = line.figures.iter().rfind(|f| f.start < by.start && line::comparable(f, by))?;
    let (start, end) = (price.tokens.start as usize, by.tokens.end as usize);
    let floor = start.saturating_sub(12).max(line.span().start);
    let sold = line.follows(start, &["for", "at"]) && line.has(floor..start, &["sold", "selling", "sell", "sells"]);
    let gain = line.is_any(end, &["profit", "gain"]) && line.follows(by.tokens.start as usize, &["a", "an"]);
    let beside = line.gap(price, by).len() <= 4;
    let over = line::close(by).low()? > line::close(price).high()?;
    if !sold || !gain || !beside || !over || !matches!(by.kind, Kind::Money(_)) {
        return None;
    }
    let sum = format!("{} is more than the {} of the sale", sum::stated(by), sum::stated(price));
    let finding = Finding::at(line::place(by)).case("sentences").value("stated", sum::stated(by)).value("sum", sum);
    Some(finding.related(line::place(price), "to"))
}

/// Whether the digits alone tie a claim to its ends: numbers of three digits or more do not come
/// that near each other by chance.
fn is_sure(step: &Move<'_>) -> bool {
    [step.from, step.to, step.by].iter().all(|f| f.stated.normalize().mantissa().unsigned_abs() >= 100)
}

/// Whether a figure has two digits or more that somebody wrote down.
fn is_precise(figure: &Figure) -> bool {
    figure.stated.normalize().mantissa().to_string().trim_end_matches('0').trim_start_matches('-').len() >= 2
}

/// `rose 5.5 percent, with 30.3 percent … In 1987, 24.8 percent`: to the last decimal, the
/// difference of two percentages and not their change.
fn exact_points(passage: &[&Line<'_>], line: &Line<'_>, by: &Figure) -> Option<Finding> {
    let tenths = by.granularity < Decimal::ONE;
    if by.kind != Kind::Percent || !tenths || by.direction != Some(Direction::By) {
        return None;
    }
    let near = |l: &&&Line<'_>| l.region == line.region && sentence(l).abs_diff(sentence(line)) <= 1;
    let rates = passage
        .iter()
        .filter(near)
        .any(|l| l.figures.iter().any(|f| f.kind == Kind::Percent && f.start != by.start && is_change(l, f)));
    let shares: Vec<&Figure> = passage
        .iter()
        .filter(near)
        .flat_map(|l| l.figures.iter().filter(|f| f.kind == Kind::Percent && f.start != by.start && !is_change(l, f)))
        .filter(|f| is_number(f))
        .collect();
    if shares.len() > 6 {
        return None;
    }
    let steps = || {
        shares.iter().flat_map(|a| shares.iter().map(move |b| (*a, *b))).filter_map(|(from, to)| {
            let step = Move { from, to, by };
            (from.start != to.start && agrees(&step)).then_some(step)
        })
    };
    let exact = |s: &Move<'_>| {
        s.to.stated.checked_sub(s.from.stated).map(|d| d.abs()) == Some(by.stated) && s.to.speech == by.speech
    };
    let found = steps().find(exact)?;
    let (fault, finding) = judge::judge(&found)?;
    // Among growth rates, the words must name the ends.
    let named = passage
        .iter()
        .any(|l| l.figures.iter().any(|f| f.start == found.from.start && f.direction == Some(Direction::From)));
    (fault == Fault::Points && (named || !rates)).then_some(finding)
}
