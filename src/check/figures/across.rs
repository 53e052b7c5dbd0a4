//! A change in one sentence, its ends in the sentences beside it: `Profits fell 47 percent. The
//! firm earned $630 million, down from $1 billion.`
//!
//! What belongs together is less sure than within one sentence. So the sentences must share words
//! or a role, the ends must be marked as ends, and the stated number must be a slip of the finger,
//! a wrong base or a wrong unit away from the right one. The arithmetic is that of
//! [`super::change`].

use super::around::{self, Around};
use super::change::{self, Fault, Move};
use super::line::{self, Line};
use super::mention::{self, Slip};
use super::sum;
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Direction, Figure, Kind, Trend};
use crate::check::Finding;

/// How many sentences with figures before and behind the change are looked at.
const BEFORE: usize = 2;
const BEHIND: usize = 2;
/// The most levels that are subtracted from each other.
const MOST: usize = 6;

/// Words before a difference, or behind it.
const DIFFERENCE: [&str; 22] = [
    "lose",
    "lost",
    "loses",
    "losing",
    "save",
    "saved",
    "saves",
    "saving",
    "gain",
    "gained",
    "gains",
    "increase",
    "decrease",
    "drop",
    "rise",
    "jump",
    "decline",
    "reduction",
    "deficit",
    "shortfall",
    "gap",
    "difference",
];

/// Words behind an earlier level.
const EARLIER: [&str; 8] = ["earlier", "before", "ago", "last", "previous", "previously", "prior", "year-earlier"];

/// Looks at every change whose ends are not in its own sentence.
pub fn look(article: &Annotated<'_>, skipped: impl Fn(&Line<'_>) -> bool, out: &mut Vec<(Fault, Finding)>) {
    let lines: Vec<Line<'_>> = line::lines(article).collect();
    let changes = |line: &Line<'_>| line.figures.iter().any(|f| change::is_change(line, f) || is_difference(line, f));
    if !lines.iter().any(changes) {
        return;
    }
    let around = Around::new(article);
    for at in 0..lines.len() {
        let Some(own) = lines.get(at) else { break };
        if skipped(own) {
            continue;
        }
        let window = window(&lines, at);
        for (index, by) in own.figures.iter().enumerate() {
            let plain = !by.range && !by.margin && !by.speech;
            if !plain || change::step(own, index).is_some() {
                continue;
            }
            let mut found = None;
            if change::is_change(own, by)
                && matches!(by.kind, Kind::Percent | Kind::Points | Kind::Fraction | Kind::Multiple)
            {
                found = ends(&around, own, by, &window)
                    .or_else(|| of_difference(own, by, &window))
                    .or_else(|| points(own, by, &window));
            } else if is_difference(own, by) {
                found = levels(&around, own, by, &window);
            }
            if let Some((fault, mut finding)) = found.or_else(|| fold(own, by, &window)) {
                if fault == Fault::Change && finding.case.is_none() {
                    finding.case = Some("across");
                }
                out.push((fault, finding));
            }
        }
    }
}

/// The sentences around one, nearest last read: those of its paragraph and of the next ones.
fn window<'a>(lines: &[Line<'a>], at: usize) -> Vec<Line<'a>> {
    let near = |a: &Line<'_>, b: &Line<'_>| b.region.abs_diff(a.region) <= 1;
    let own = &lines[at];
    let before = lines[at.saturating_sub(BEFORE)..at].iter().filter(|l| near(l, own));
    let behind = lines[at + 1..].iter().take(BEHIND).filter(|l| near(own, l));
    before.chain(behind).copied().collect()
}

fn is_difference(line: &Line<'_>, figure: &Figure) -> bool {
    if !matches!(figure.kind, Kind::Money(_) | Kind::Count | Kind::Measure) || figure.range {
        return false;
    }
    if matches!(figure.direction, Some(Direction::From | Direction::To)) {
        return false;
    }
    let (first, end) = (figure.tokens.start as usize, line::phrase_end(figure));
    let of = line.follows(first, &["of"]) && first >= 2 && line.is_any(first - 2, &DIFFERENCE);
    change::is_change(line, figure) || of || line.follows(first, &DIFFERENCE) || line.is_any(end, &DIFFERENCE)
}

fn is_level(line: &Line<'_>, figure: &Figure, by: &Figure) -> bool {
    change::is_number(figure)
        && line::comparable(figure, by)
        && figure.start != by.start
        && figure.direction != Some(Direction::By)
        && !is_difference(line, figure)
        && !figure.subset
        && !figure.additional
        && !figure.speech
        && figure.per == by.per
}

/// Whether two sentences tell of one thing: words in common, or what happens.
fn is_told(around: &Around, a: &Line<'_>, b: &Line<'_>, by: &Figure, least: usize) -> bool {
    let role = || by.role.is_some() && b.figures.iter().any(|f| f.role == by.role);
    around::shared(&around.sentence(a), &around.sentence(b)) >= least || role()
}

/// Whether one sentence stands right before another in its paragraph.
fn next_to(own: &Line<'_>, line: &Line<'_>) -> bool {
    line.region == own.region && line.sentence.last == own.sentence.first
}

/// `rose 5.5 percent, with 30.3 percent … In 2011, 24.8 percent`: the points between two shares,
/// to the decimal.
fn points(own: &Line<'_>, by: &Figure, window: &[Line<'_>]) -> Option<(Fault, Finding)> {
    if by.kind != Kind::Percent || by.granularity >= Decimal::ONE || !change::is_change(own, by) {
        return None;
    }
    let share =
        |f: &&Figure| f.kind == Kind::Percent && f.start != by.start && f.direction != Some(Direction::By) && !f.range;
    let behind = window.iter().filter(|l| (l.region, l.sentence.start) > (own.region, own.sentence.start)).take(1);
    let shares: Vec<&Figure> =
        own.figures.iter().chain(behind.flat_map(|l| l.figures.iter())).filter(share).take(4).collect();
    if shares.len() != 2 {
        return None;
    }
    let (a, b) = (shares[0], shares[1]);
    if a.noun.is_none() && b.noun.is_none() {
        return None;
    }
    let apart = a.stated.checked_sub(b.stated)?.abs();
    if apart != by.stated || a.granularity >= Decimal::ONE || b.granularity >= Decimal::ONE {
        return None;
    }
    let (from, to) = if (a.stated < b.stated) == (by.trend == Some(Trend::Up)) { (a, b) } else { (b, a) };
    change::judge(&Move { from, to, by }).filter(|(fault, _)| *fault == Fault::Points)
}

/// Whether a number is a slip of the finger away from what it should be.
fn is_slip(stated: Decimal, right: Decimal, place: Decimal) -> bool {
    let rounded = if place.is_zero() { right } else { round_to(right, place) };
    if stated == rounded {
        return false;
    }
    match mention::slip(stated, rounded) {
        Some(Slip::Magnitude) => {
            stated.checked_div(rounded).is_some_and(|r| r >= Decimal::from(900) || r <= Decimal::new(2, 3))
        }
        Some(_) => true,
        None => false,
    }
}

fn round_to(value: Decimal, place: Decimal) -> Decimal {
    let steps = value.checked_div(place).map(|s| s.round());
    steps.and_then(|s| s.checked_mul(place)).unwrap_or(value)
}

/// `down from $1 billion`, `compared with 52 a year earlier`: the level that a sentence compares
/// with, and the one before it.
fn pair<'a>(line: &Line<'a>, by: &Figure) -> Option<(&'a Figure, &'a Figure)> {
    let fits = |f: &Figure| {
        change::is_number(f)
            && !f.speech
            && f.start != by.start
            && !f.additional
            && !f.subset
            && !change::is_change(line, f)
    };
    let is_from = |f: &Figure| {
        let (first, end) = (f.tokens.start as usize, line::phrase_end(f));
        let with = line.follows(first, &["from", "with", "to", "against"]);
        let compared = line.has(first.saturating_sub(3)..first, &["compared", "against", "versus"]);
        f.direction == Some(Direction::From) || with && compared || line.has(end..end + 4, &EARLIER)
    };
    let mut all = (1..line.figures.len()).filter_map(|at| {
        let from = line.figures.get(at).filter(|f| fits(f) && is_from(f))?;
        let level = |f: &&Figure| fits(f) && !is_from(f) && line::comparable(f, from) && f.per == from.per;
        let to = line.figures[..at].iter().rev().find(level)?;
        let ratio = to.stated.checked_div(from.stated)?;
        let shifted = ratio > Decimal::from(20) || ratio < Decimal::new(5, 2);
        let turned = !shifted
            && match by.trend {
                Some(Trend::Up) => to.stated < from.stated,
                Some(Trend::Down) => to.stated > from.stated,
                None => false,
            };
        (!turned && line::same_noun(from, to)).then_some((from, to))
    });
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// A percentage or multiple against the ends in another sentence.
fn ends(around: &Around, own: &Line<'_>, by: &Figure, window: &[Line<'_>]) -> Option<(Fault, Finding)> {
    let changes = own.figures.iter().filter(|f| change::is_change(own, f)).count();
    if changes != 1 {
        return None;
    }
    window.iter().find_map(|line| {
        let (from, to) = pair(line, by)?;
        let own_change = line.figures.iter().any(|f| f.kind == by.kind && change::is_change(line, f));
        if own_change || !is_told(around, own, line, by, 1) {
            return None;
        }
        let step = Move { from, to, by };
        let (fault, finding) = change::judge(&step)?;
        let right = match by.kind {
            Kind::Multiple => to.stated.checked_div(from.stated)?,
            _ => change::literal(from, to, from.stated)?.abs(),
        };
        let ends = |direction| [from, to].iter().any(|f| f.direction == Some(direction));
        let known = fault == Fault::Points || finding.case == Some("wrong-base");
        let sure = match by.kind {
            // Shares that are compared may be those of two groups.
            Kind::Percent if from.kind == Kind::Percent => fault == Fault::Points && ends(Direction::From),
            Kind::Percent => known || is_slip(by.stated, right, by.granularity),
            _ => by.trend.is_some() && ends(Direction::From) && is_told(around, own, line, by, 2),
        };
        sure.then_some((fault, finding))
    })
}

/// `fell 7.6 percent … fell $12.33 to close at $172.55`: the change in percent and in money.
fn of_difference(own: &Line<'_>, by: &Figure, window: &[Line<'_>]) -> Option<(Fault, Finding)> {
    if by.kind != Kind::Percent {
        return None;
    }
    let lines = std::iter::once(own).chain(window.iter());
    lines.into_iter().find_map(|line| {
        let mut moves = line.figures.windows(2).filter_map(|pair| {
            let [a, b] = pair else { return None };
            let fits = |apart: &Figure, level: &Figure| {
                is_difference(line, apart)
                    && apart.trend.is_some()
                    && apart.trend == by.trend
                    && line::comparable(apart, level)
                    && apart.per == level.per
                    && apart.stated < level.stated
            };
            let gap = line.gap(a, b);
            // `fell $12 on Tuesday to close at $172`, `$227 billion in May, up $6 billion`
            if fits(a, b) && gap.len() <= 8 && line.follows(b.tokens.start as usize, &["to", "at"]) {
                return Some((a, b));
            }
            let up = line.follows(b.tokens.start as usize, &["up", "down"]);
            (fits(b, a) && gap.len() <= 8 && up).then_some((b, a))
        });
        let (apart, level) = moves.next()?;
        if moves.next().is_some() || by.additional {
            return None;
        }
        let base = match by.trend? {
            Trend::Up => level.stated.checked_sub(apart.stated)?,
            Trend::Down => level.stated.checked_add(apart.stated)?,
        };
        let right = apart.stated.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base)?;
        let off = right.checked_sub(by.stated)?.abs();
        let tens = [10, 100, 1000].map(Decimal::from);
        let shifted =
            |by: &Figure| tens.iter().any(|ten| right.checked_div(*ten).is_some_and(|r| by.value.contains(r)));
        let slipped = is_slip(by.stated, right, by.granularity) || shifted(by);
        if off <= by.granularity.max(Decimal::new(5, 2)) || !slipped {
            return None;
        }
        let sum = format!(
            "{} / {} = {} %, the text says {}",
            sum::amount(apart.stated),
            sum::amount(base),
            sum::rounded(right, 1),
            sum::stated(by)
        );
        let finding = Finding::at(line::place(by))
            .value("stated", sum::stated(by))
            .value("sum", sum)
            .related(line::place(apart), "from")
            .related(line::place(level), "to");
        Some((Fault::Change, finding))
    })
}

/// A difference against the levels around it: no two of them make it, and two nearly do.
fn levels(around: &Around, own: &Line<'_>, by: &Figure, window: &[Line<'_>]) -> Option<(Fault, Finding)> {
    let before = window.iter().filter(|l| (l.region, l.sentence.start) < (own.region, own.sentence.start));
    let told = before.filter(|line| next_to(own, line) || is_told(around, own, line, by, 1));
    let mut all: Vec<&Figure> = own.figures.iter().filter(|f| is_level(own, f, by)).collect();
    for line in told {
        all.extend(line.figures.iter().filter(|f| is_level(line, f, by)));
    }
    if all.len() < 2 || all.len() > MOST || by.stated.is_zero() {
        return None;
    }
    let mut near = None;
    for (i, a) in all.iter().enumerate() {
        for b in &all[..i] {
            let apart = line::close(a).sub(&line::close(b))?;
            let stated = line::close(by);
            if !apart.disjoint(&stated)
                || !apart.negated().disjoint(&stated)
                || a.stated == by.stated
                || b.stated == by.stated
            {
                return None;
            }
            let sum = a.stated.checked_add(b.stated)?;
            if line::close(by).contains(sum) {
                return None;
            }
            let literal = a.stated.checked_sub(b.stated)?.abs();
            let large = a.stated.min(b.stated) > literal;
            let digits = |f: &Figure| super::likeness::digits(f.stated);
            let exact = digits(a) >= 2 && digits(b) >= 2;
            if large && exact && is_slip(by.stated, literal, by.granularity) {
                near = Some((*a, *b, literal));
            }
        }
    }
    let (a, b, literal) = near?;
    let (low, high) = if a.stated < b.stated { (a, b) } else { (b, a) };
    let sum = format!(
        "{} - {} = {}, the text says {}",
        sum::amount(high.stated),
        sum::amount(low.stated),
        sum::amount(literal),
        sum::amount(by.stated)
    );
    let finding = Finding::at(line::place(by))
        .value("stated", sum::stated(by))
        .value("sum", sum)
        .related(line::place(low), "from")
        .related(line::place(high), "to");
    Some((Fault::Change, finding))
}

/// `collected 14,000 pounds. This is a six-fold increase over other years, when 3,500 came in.`
fn fold(own: &Line<'_>, by: &Figure, window: &[Line<'_>]) -> Option<(Fault, Finding)> {
    if by.kind != Kind::Multiple {
        return None;
    }
    let ends = |line: &Line<'_>| -> Vec<usize> {
        (0..line.figures.len())
            .filter(|at| {
                line.figures
                    .get(*at)
                    .is_some_and(|f| f.start != by.start && change::is_number(f) && f.kind != Kind::Percent)
            })
            .collect()
    };
    let behind: Vec<usize> = ends(own).into_iter().filter(|at| own.figures[*at].start > by.start).collect();
    let from = own.figures.get(*behind.first()?).filter(|_| behind.len() == 1)?;
    let gap = by.tokens.end as usize..from.tokens.start as usize;
    if !own.has(gap, &["over", "than", "compared", "against", "previous"]) {
        return None;
    }
    let line = window.iter().rev().find(|l| (l.region, l.sentence.start) < (own.region, own.sentence.start))?;
    let all = ends(line);
    let to = line.figures.get(*all.first()?).filter(|_| all.len() == 1)?;
    let same = line::comparable(from, to) && line::same_noun(from, to);
    if !same {
        return None;
    }
    change::judge(&Move { from, to, by })
}
