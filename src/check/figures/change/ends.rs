//! Where a change starts and where it ends, as one sentence says it: `from 80 to 104`, `104,
//! compared with 80`, `104, a quarter more than the 80 of last year`, `104 and 80, a difference of`.

use super::super::line::{self, Line};
use super::words::{BETWEEN, CHANGE_NOUNS, MORE, RESTS};
use super::{Move, judge};
use crate::annotate::figures::lexicons::{CHANGES, NOUN_STOPS, Trend};
use crate::annotate::figures::{Decimal, Direction, Figure, Hedge, Kind};
use crate::annotate::tokens::Kind as TokenKind;

/// Whether a token is a word that says a change.
pub fn is_change_word(line: &Line<'_>, at: usize) -> bool {
    line.is_any(at, &CHANGE_NOUNS)
}

/// The change at a figure and its ends, where the sentence has them all.
pub fn step<'a>(line: &Line<'a>, at: usize) -> Option<Move<'a>> {
    if line.figures.len() < 3 {
        return None;
    }
    let by = line.figures.get(at)?;
    if by.range || by.margin || by.hedge == Some(Hedge::Vague) {
        return None;
    }
    if let Some(found) = than(line, at).or_else(|| difference(line, at)).or_else(|| as_many(line, at)) {
        return Some(found);
    }
    if !is_change(line, by) {
        return None;
    }
    let (before, behind) = (line.figures.get(..at)?, line.figures.get(at + 1..)?);
    // Another change between would own the ends.
    let until = behind.iter().position(|f| is_change(line, f)).unwrap_or(behind.len());
    let since = before.iter().rposition(|f| is_change(line, f)).map_or(0, |i| i + 1);
    let (before, behind) = (before.get(since..)?, behind.get(..until)?);
    let end = |direction: Direction| {
        let is_end = |f: &&Figure| mark(line, f, by) == Some(direction) && is_number(f);
        behind.iter().find(is_end).or_else(|| before.iter().rev().find(is_end))
    };
    let (from, to) = match (end(Direction::From), end(Direction::To)) {
        (Some(from), Some(to)) => (from, to),
        // `18 percent, a drop of 35 percent from 53 percent`
        (Some(from), None) => (from, led_to(line, behind, from).or_else(|| level(line, before, from, by))?),
        // `claims of 2,000 a week cut by a third to 1,000`, `14, and expects to triple that to 30`
        (None, Some(to)) if by.direction == Some(Direction::By) || by.kind == Kind::Multiple => {
            let from = level(line, before, to, by)?;
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
        || from.per.is_none() && mark(line, from, by).is_some()
        || to.per.is_none() && (mark(line, to, by).is_some() || matches!(to.kind, Kind::Money(_)) && is_like(from, to));
    let fits = line::comparable(from, to) && per && line::same_noun(from, to) && from.speech == to.speech;
    let step = Move { from, to, by };
    (fits && is_one(line, &step)).then_some(step)
}

/// Whether two amounts are of one order: a price is told by the piece once, and then without.
fn is_like(a: &Figure, b: &Figure) -> bool {
    let ratio = a.stated.checked_div(b.stated).unwrap_or_default();
    ratio > Decimal::new(4, 1) && ratio < Decimal::new(25, 1)
}

/// `from a monthly average of 80 last year to 104`: the end behind the start and its time.
fn led_to<'a>(line: &Line<'_>, behind: &'a [Figure], from: &Figure) -> Option<&'a Figure> {
    let to = behind.iter().find(|f| f.start > from.start && is_number(f))?;
    let gap = line.gap(from, to);
    let joined = line.follows(to.tokens.start as usize, &["to"]);
    let clause = gap.len() <= 6 && !line.has(gap, &[",", ";", "and", "but", "as", "while", "with", "or"]);
    (joined && clause && line::comparable(from, to)).then_some(to)
}

/// The figure before a change that it has led to, or that it leads away from: the nearest one that
/// can be the other end of `other`.
fn level<'a>(line: &Line<'_>, before: &'a [Figure], other: &Figure, by: &Figure) -> Option<&'a Figure> {
    let most = if by.kind == Kind::Multiple { Decimal::ONE_HUNDRED } else { Decimal::TEN };
    let near = |f: &Figure| {
        let ratio = f.stated.checked_div(other.stated).unwrap_or_default().abs();
        let least = Decimal::ONE.checked_div(most).unwrap_or_default();
        ratio < most && ratio > least
    };
    before.iter().rev().find(|f| {
        mark(line, f, by) != Some(Direction::From)
            && f.start != other.start
            && near(f)
            && is_number(f)
            && line::comparable(f, other)
            && (f.per == other.per
                || other.per.is_none() && f.kind == Kind::Percent
                || f.per.is_none() && matches!(f.kind, Kind::Money(_)) && is_like(f, other))
            && !f.subset
            && !f.additional
    })
}

/// Which end of a change the words before a figure make it: `from 80`, `from last week's 80`,
/// `compared with the 80 of 1999`, `to a record 104`, `to close at 104`.
pub fn mark(line: &Line<'_>, figure: &Figure, by: &Figure) -> Option<Direction> {
    let first = figure.tokens.start as usize;
    // `compared to 80` leads from there.
    let compared = first >= 2 && line.is_any(first - 2, &["compared", "comparison", "compares", "opposed"]);
    if matches!(figure.direction, Some(Direction::From | Direction::To)) && !compared {
        return figure.direction;
    }
    if leads_from(line, figure, by) {
        return Some(Direction::From);
    }
    let floor = first.saturating_sub(6).max(line.span().start);
    for at in (floor..first).rev() {
        let word = |words: &[&str]| line.is_any(at, words);
        let shares = figure.kind == Kind::Percent && by.kind == Kind::Percent;
        if word(&["from"]) {
            return Some(Direction::From);
        }
        // Two growth rates are compared as readily as two levels.
        if word(&["against", "versus", "vs", "vs."])
            || word(&["with", "to"]) && line.follows(at, &["compared", "comparison", "compares", "opposed"])
        {
            return (!shares).then_some(Direction::From);
        }
        if word(&["over", "on"]) && at > 0 && is_change_word(line, at - 1) {
            return (!shares).then_some(Direction::From);
        }
        if word(&["to"]) {
            let other = ["according", "up", "due", "next", "close", "owing", "prior", "thanks", "back", "added"];
            // `by half to 12 from 20`
            let behind_change = at == by.tokens.end as usize || at == line::phrase_end(by) || line.follows(at, &[","]);
            return ((at + 1 < first || behind_change) && !line.follows(at, &other)).then_some(Direction::To);
        }
        let rests = word(&RESTS) && line.follows(at, &["to"]);
        // `from a monthly average of 80`: what kind of number it is.
        let kind = line.follows(first, &["of"])
            && line.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
            && !word(&["and", "but", "or", "with", "by", "while", "as", "than", "for", "in"]);
        if !kind && !word(&BETWEEN) && !rests && !is_period(line, at) {
            return None;
        }
    }
    None
}

/// `down 6 percent from their gifts of $70,712`, `up 4.5 percent from 1987, when 10.9 million were
/// sold`: the first number of what follows a change and "from".
fn leads_from(line: &Line<'_>, figure: &Figure, by: &Figure) -> bool {
    let (end, first) = (line::phrase_end(by), figure.tokens.start as usize);
    if first <= end || figure.start <= by.start || first > end + 14 {
        return false;
    }
    let open = (end..(end + 6).min(first)).find(|at| {
        let premium = line.is_any(*at, &["to", "over"]) && line.follows(*at, &["premium", "discount"]);
        line.is_any(*at, &["from"]) || line.is_any(*at, &["over"]) && *at <= end + 1 || premium
    });
    let Some(open) = open else { return false };
    let breaks = |range: std::ops::Range<usize>| {
        range.into_iter().any(|at| {
            let when = line.is_any(at, &[","]) && line.is_any(at + 1, &["when"]);
            line.is_any(at, &[",", ";", "—", "–", "(", "and", "but", "to", "while", "by", "with", "as"]) && !when
        })
    };
    let number = line.figures.iter().find(|f| {
        let kind = line::comparable(f, figure) || figure.kind == Kind::Count;
        f.tokens.start as usize > open && is_number(f) && f.per == figure.per && kind
    });
    let shares = figure.kind == Kind::Percent && by.kind == Kind::Percent;
    number.is_some_and(|f| f.start == figure.start) && !shares && !breaks(end..open) && !breaks(open + 1..first)
}

/// A month or a year before its number: `October's 221`, `from the 2014 total of 300`.
fn is_period(line: &Line<'_>, at: usize) -> bool {
    let word = line.word(at);
    let year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let months = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    year || line.is_any(at, &months)
}

/// Whether the three stand in one clause, with nothing between them that has a change of its own.
fn is_one(line: &Line<'_>, step: &Move<'_>) -> bool {
    let mut members = [step.from, step.to, step.by];
    members.sort_by_key(|f| f.start);
    let that = line.is_any(step.by.tokens.end as usize, &["that", "this", "it"]);
    members.windows(2).all(|pair| {
        let gap = line.gap(pair[0], pair[1]);
        // `and a threefold increase over` goes on with the same figure.
        let noun = gap.end.checked_sub(2).filter(|at| {
            pair[1].start == step.by.start && line.is_any(at + 1, &["a", "an"]) && line.is_any(*at, &["and"])
        });
        // `between 1990 and 2000`
        let years = |at: usize| at >= 2 && line.is_any(at - 2, &["between"]);
        let and = gap.clone().any(|at| line.is_any(at, &["and"]) && Some(at) != noun && !years(at));
        let between = |f: &&Figure| f.start > pair[0].start && f.start < pair[1].start && f.end > pair[0].end;
        let others = line.figures.iter().filter(between).filter(|f| is_number(f) && rivals(f, step.from)).count();
        // `compared with 80` goes on with the same.
        let with = gap.clone().any(|at| line.is_any(at, &["with"]) && !line.follows(at, &["compared", "comparison"]));
        gap.len() <= 14
            && others == 0
            && !with
            && !line.has(gap, &[";", "while", "but", "whereas", "though", "although", "led", "minus"])
            // `fell 3 percent and sales rose to 104`: another subject.
            && (!and || that)
    })
}

/// Whether other figures of the sentence make the change: `2.2 million, or 7,160 a day, up 8.8 percent
/// from 2.0 million, or 6,579 a day`.
pub fn is_borne_out(line: &Line<'_>, step: &Move<'_>) -> bool {
    if step.by.kind != Kind::Percent || line.figures.len() > 12 {
        return false;
    }
    let ends = [step.from.start, step.to.start, step.by.start];
    let others = || line.figures.iter().filter(|f| !ends.contains(&f.start) && f.kind != Kind::Percent && is_number(f));
    others().any(|from| {
        others().any(|to| {
            let pair = Move { from, to, by: step.by };
            from.start != to.start && line::comparable(from, to) && judge::judge(&pair).is_none()
        })
    })
}

/// Whether a figure could stand in the place of an end: one a day is no rival of one a year.
fn rivals(figure: &Figure, end: &Figure) -> bool {
    line::comparable(figure, end) && (figure.per == end.per || figure.kind == Kind::Percent)
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
    let share = matches!(figure.kind, Kind::Percent | Kind::Points | Kind::Fraction);
    figure.direction == Some(Direction::By) && figure.trend.is_some()
        || share && line.follows(first, &["by"]) && line.is_any(figure.tokens.end as usize, &["to", "from", ",", "."])
        || share && trend(line, figure).is_some()
        // `an increase of 35 percent`
        || first >= 2 && line.is_any(first - 1, &["of"]) && is_change_word(line, first - 2)
        || share && line.is_any(figure.tokens.end as usize, &["premium"])
        // `a $700 million increase`
        || (line.follows(first, &["a", "an", "the", "that"])
            && matches!(figure.kind, Kind::Money(_) | Kind::Count)
            && is_named(line, figure))
}

/// `a $700 million increase`, `the $700 million in cuts`: an amount that the word behind it calls a
/// change.
fn is_named(line: &Line<'_>, figure: &Figure) -> bool {
    let behind = figure.tokens.end as usize;
    let plural = ["cuts", "increases", "reductions", "gains", "losses", "rises", "declines", "hikes", "raises"];
    is_change_word(line, behind) || line.is_any(behind, &["in", "of"]) && line.is_any(behind + 1, &plural)
}

/// Which way a figure goes, where its verb stands a few words off: `up a modest 0.3 percent`,
/// `rose by a further 0.3 percent`.
pub fn trend(line: &Line<'_>, figure: &Figure) -> Option<Trend> {
    if figure.direction == Some(Direction::By) {
        return figure.trend;
    }
    let first = figure.tokens.start as usize;
    let floor = first.saturating_sub(4).max(line.span().start);
    for at in (floor..first).rev() {
        let token = line.tokens.get(at)?;
        if line.is_any(at, &["up"]) && line.follows(at, &["make", "makes", "made", "making"]) {
            return None;
        }
        if let Some(trend) = CHANGES.get(token) {
            return Some(trend);
        }
        let adjective = token.kind == TokenKind::Word && !NOUN_STOPS.has(token);
        if !adjective
            && !line.is_any(at, &["a", "an", "by", "another", "about", "just", "its", "their", "his", "her", "the"])
        {
            return None;
        }
    }
    None
}

/// `238 million, 22 million above the record of 226 million`, `132 boats, 15 percent more than the
/// 126 of last year`.
fn than<'a>(line: &Line<'a>, at: usize) -> Option<Move<'a>> {
    let by = line.figures.get(at)?;
    let (left, right) = (line.figures.get(at.checked_sub(1)?)?, line.figures.get(at + 1)?);
    let end = line::phrase_end(by);
    let gap = end..right.tokens.start as usize;
    if !line.is_any(end, &MORE) && !line.is_any(by.tokens.end as usize, &MORE) {
        return None;
    }
    let than = line.is_any(end, &["above", "below"]) || line.has(gap.clone(), &["than"]);
    let near = gap.len() <= 8 && !line.has(gap, &[",", ";", "and", "but", "while"]);
    let share = matches!(by.kind, Kind::Percent | Kind::Fraction);
    let between = line::phrase_end(left)..by.tokens.start as usize;
    let beside = match share {
        false => between.len() <= 2,
        true => {
            between.len() <= 8
                && line.follows(by.tokens.start as usize, &[",", "—", "–", "-", "(", "or", "is", "are", "was", "were"])
                && !line.has(between, &[";", "while", "but", "and", "than"])
        }
    };
    let plain = |f: &Figure| is_number(f) && !matches!(f.kind, Kind::Percent | Kind::Points);
    let alike = line::comparable(left, right) && (share || line::comparable(by, right));
    let same = line::same_noun(left, right) && left.per == right.per && left.speech == right.speech;
    let ends = plain(left) && plain(right) && left.direction != Some(Direction::From);
    let fits = than && near && beside && alike && same && ends && (share || plain(by));
    fits.then_some(Move { from: right, to: left, by })
}

/// `1,200 homes, twice as many as the 400 of 1990`.
fn as_many<'a>(line: &Line<'a>, at: usize) -> Option<Move<'a>> {
    let by = line.figures.get(at).filter(|f| f.kind == Kind::Multiple)?;
    let (left, right) = (line.figures.get(at.checked_sub(1)?)?, line.figures.get(at + 1)?);
    let first = right.tokens.start as usize;
    let gap = by.tokens.end as usize..first;
    // `$110 million, nearly double the $80 million estimate`
    let bare = gap.len() == 1 && matches!(right.kind, Kind::Money(_));
    let opens = line.follows(first, &["the"]) && first >= 2 && (bare || line.is_any(first - 2, &["as"]));
    let before = line::phrase_end(left)..by.tokens.start as usize;
    let beside = before.len() <= 3 && line.has(before.clone(), &[",", "—", "–"]) && !line.has(before, &["and", "but"]);
    let plain = |f: &Figure| is_number(f) && !f.subset && !matches!(f.kind, Kind::Percent | Kind::Points);
    let fits = opens && beside && gap.len() <= 5 && plain(left) && plain(right) && line::comparable(left, right);
    let alike = line::same_noun(left, right) && left.per == right.per && left.speech == right.speech;
    (fits && alike).then_some(Move { from: right, to: left, by })
}

/// `80 cents here and 95 there, a difference of 15 cents`.
fn difference<'a>(line: &Line<'a>, at: usize) -> Option<Move<'a>> {
    let by = line.figures.get(at)?;
    let first = by.tokens.start as usize;
    let says = first >= 2
        && line.is_any(first - 1, &["of"])
        && line.is_any(first - 2, &["difference", "gap", "spread", "disparity"]);
    if !says {
        return None;
    }
    let others: Vec<&Figure> =
        line.figures.iter().filter(|f| f.start != by.start && line::comparable(f, by) && is_number(f)).collect();
    let [from, to] = others.as_slice() else { return None };
    let before = to.start < by.start && line::phrase_end(to) + 12 >= first;
    let per = from.per == to.per && (by.per == to.per || by.per.is_none());
    let fits = before && per && line::comparable(from, to) && line::same_noun(from, to) && is_number(by);
    fits.then_some(Move { from, to, by })
}
