//! A share beside the part and the whole that make it, in words that point to both: `900 of its 6,000
//! employees, about 10 percent of its work force`, `Of 240 patients, 60 recovered, a rate of 35 percent`.

use super::super::line::{self, Line};
use super::{Parts, against, is_amount, is_share, pair};
use crate::annotate::figures::lexicons::GROUPS;
use crate::annotate::figures::{Decimal, Figure, Hedge, Kind};
use crate::check::Finding;

/// What a share of everything is a share of: whatever the whole was called before.
const WHOLES: [&str; 34] = [
    "total",
    "staff",
    "workforce",
    "work",
    "force",
    "membership",
    "electorate",
    "population",
    "enrollment",
    "enrolment",
    "budget",
    "vote",
    "votes",
    "electors",
    "workers",
    "employees",
    "payroll",
    "seats",
    "company",
    "shares",
    "stock",
    "debt",
    "cost",
    "price",
    "members",
    "pupils",
    "students",
    "residents",
    "voters",
    "ballots",
    "cases",
    "whole",
    "house",
    "chamber",
];

/// Nouns for a share that somebody has: `a 55 percent stake`.
const STAKES: [&str; 9] =
    ["stake", "share", "interest", "holding", "majority", "rate", "success", "response", "turnout"];

/// The share at a figure.
pub fn find(lines: &[Line<'_>], index: usize, at: usize) -> Option<Finding> {
    let line = lines.get(index)?;
    let share = line.figures.get(at).filter(|f| is_plain(f))?;
    behind(line, at, share)
        .or_else(|| of_all(line, at, share))
        .or_else(|| that_is(lines, index, at, share))
        .or_else(|| votes(line, at, share))
        .or_else(|| price(line, at, share))
        .or_else(|| tries(line, at, share))
        .or_else(|| of_more(line, at, share))
        .or_else(|| amounting(line, at, share))
        .or_else(|| far_off(line, at, share))
}

fn parts<'a>(part: &'a Figure, whole: &'a Figure) -> Parts<'a> {
    Parts { part: (part.stated, line::close(part), part), whole: (whole.stated, line::close(whole), whole) }
}

fn is_count(figure: &Figure) -> bool {
    figure.kind == Kind::Count && is_amount(figure) && figure.hedge.is_none() && figure.noun.is_some()
}

/// `won 31 times in 150 tries, or 20.7 percent`, `74 percent, 63 strikes in 85 pitches`.
fn tries(line: &Line<'_>, at: usize, share: &Figure) -> Option<Finding> {
    if share.kind != Kind::Percent {
        return None;
    }
    let made = |a: usize| -> Option<(&Figure, &Figure)> {
        let (part, whole) = (line.figures.get(a)?, line.figures.get(a + 1)?);
        let gap = line.gap(part, whole);
        let joined = line.only(gap.clone(), &["in", "on", "out", "of", "the", "a"]) && !gap.is_empty();
        (joined && is_count(part) && is_count(whole) && part.stated < whole.stated).then_some((part, whole))
    };
    // Things that succeed and all that were tried, and not `13 points in 12 minutes`.
    const TRIED: [&str; 18] = [
        "tries",
        "attempts",
        "shots",
        "pitches",
        "games",
        "cases",
        "trials",
        "tests",
        "matches",
        "chances",
        "starts",
        "races",
        "elections",
        "throws",
        "times",
        "occasions",
        "seat",
        "member",
    ];
    let tried = |f: &Figure| line.has(f.tokens.end as usize..line::phrase_end(f), &TRIED);
    let (part, whole) = match at.checked_sub(2).and_then(made) {
        Some((part, whole)) if tried(whole) => {
            let gap = line.gap(whole, share);
            let or = gap.len() <= 3 && line.has(gap, &["or", "("]);
            or.then_some((part, whole))?
        }
        _ => {
            let (part, whole) = made(at + 1).filter(|(_, whole)| tried(whole))?;
            let gap = line.gap(share, part);
            (gap.len() == 1 && line.has(gap, &[",", "(", "—", "–"])).then_some((part, whole))?
        }
    };
    against(share, &parts(part, whole))
}

/// `spent $180 million, just $7.1 million, or about 4 percent, on roads`: the whole stands before the part.
fn of_more(line: &Line<'_>, at: usize, share: &Figure) -> Option<Finding> {
    let (whole, part) = (line.figures.get(at.checked_sub(2)?)?, line.figures.get(at - 1)?);
    let or = line.gap(part, share);
    let gap = line.gap(whole, part);
    let only = gap.len() <= 3 && line.has(gap.clone(), &[","]) && line.has(gap, &["just", "only"]);
    let joined = or.len() <= 3 && line.has(or, &["or", "("]);
    let alike = is_amount(part) && is_amount(whole) && line::comparable(part, whole) && line::same_noun(part, whole);
    let plain = part.direction.is_none() && whole.direction.is_none() && part.stated < whole.stated;
    (only && joined && alike && plain && is_of_all(line, share)).then(|| against(share, &parts(part, whole)))?
}

/// `400 people had boats, amounting to only 8 percent of the 5,000 who needed them`.
fn amounting(line: &Line<'_>, at: usize, share: &Figure) -> Option<Finding> {
    let whole = line.figures.get(at + 1)?;
    let end = share.tokens.end as usize;
    let of = end..whole.tokens.start as usize;
    let joined = line.is_any(end, &["of"])
        && of.len() <= 4
        && line.only(of, &["of", "the", "all", "some", "about", "its", "their"]);
    let first = share.tokens.start as usize;
    let verbs = [
        "amounting",
        "representing",
        "accounting",
        "equal",
        "equivalent",
        "amounts",
        "represents",
        "accounts",
        "comprising",
    ];
    let verb = line.has(first.saturating_sub(3).max(line.span().start)..first, &verbs);
    let before = line.figures.get(..at)?;
    let like = |f: &&Figure| is_amount(f) && line::comparable(f, whole) && f.stated < whole.stated;
    let fits = |f: &&Figure| against(share, &parts(f, whole)).is_none();
    // `400 jobs, 5 percent of its 4,000-strong staff`
    let next = whole.tokens.end as usize;
    let strong = line.is_any(next, &["-"]) && line.is_any(next + 1, &["strong", "member", "person"]);
    let beside = strong && line.follows(first, &[",", "about", "—", "–"]) && before_is_one(line, at);
    if !joined || !verb && !beside || !is_amount(whole) || before.iter().filter(like).any(|f| fits(&f)) {
        return None;
    }
    let part = before.iter().find(like)?;
    against(share, &parts(part, whole))
}

/// Whether the figure before one stands right before its comma.
fn before_is_one(line: &Line<'_>, at: usize) -> bool {
    let Some((part, share)) = at.checked_sub(1).and_then(|i| line.figures.get(i)).zip(line.figures.get(at)) else {
        return false;
    };
    at == 1 && line.gap(part, share).len() <= 2
}

/// `75 percent of those who were asked came again — or 90 of the 120`.
fn far_off(line: &Line<'_>, at: usize, share: &Figure) -> Option<Finding> {
    let out_of = line.figures.get(at + 1).filter(|f| f.kind == Kind::OutOf && f.hedge.is_none())?;
    let first = out_of.tokens.start as usize;
    let or = line.follows(first, &["or"]) && first >= 2 && line.is_any(first - 2, &["—", "–", ",", "-"]);
    let gap = line.gap(share, out_of);
    let alone = line.figures.iter().filter(|f| f.kind == Kind::Percent).count() == 1;
    if !or || !alone || gap.len() > 30 || line.has(gap, &[";", "while", "but"]) {
        return None;
    }
    against(share, &pair(line, out_of)?)
}

/// Whether a figure is a share that nothing changes: `a third of the staff`, whatever verb led to it.
fn is_plain(figure: &Figure) -> bool {
    is_share(figure)
        || matches!(figure.kind, Kind::Percent | Kind::Fraction | Kind::OneIn)
            && figure.trend.is_none()
            && !figure.range
            && !figure.margin
}

/// Whether the words behind a share say what everything is that it is a share of, or nothing more.
fn is_of_all(line: &Line<'_>, share: &Figure) -> bool {
    let end = share.tokens.end as usize;
    let closes = |at: usize| line.is_any(at, &[",", ".", ")", ";", "—", "–", "-"]) || at >= line.span().end;
    if line.is_any(end, &["of"]) {
        let words = end + 1..(end + 6).min(line.span().end);
        let noun = words.clone().find(|at| {
            !line.is_any(*at, &["the", "its", "their", "his", "her", "all", "total", "entire", "of", "'s", "’s"])
        });
        let Some(noun) = noun else { return false };
        let last = (noun..noun + 3).take_while(|at| line.tokens.get(*at).is_some_and(|t| t.is_word())).last();
        let group = line.tokens.get(noun).is_some_and(|t| GROUPS.has(t));
        return !group
            && line.is_any(noun, &WHOLES)
            && last.is_some_and(|at| closes(at + 1) || line.is_any(at, &WHOLES));
    }
    if line.is_any(end, &STAKES) {
        return true;
    }
    closes(end)
}

/// `900 of its 6,000 employees, about 10 percent of its work force`.
fn behind(line: &Line<'_>, at: usize, share: &Figure) -> Option<Finding> {
    let first = share.tokens.start as usize;
    // The pair is one figure, or two with "of" between.
    let out_of = line.figures.get(..at)?.iter().rfind(|f| f.kind == Kind::OutOf)?;
    let end = line::phrase_end(out_of);
    // `of the 12,000 votes cast, 70 percent`
    let cast = line.is_any(end, &["cast", "counted", "surveyed", "asked", "polled", "questioned", "tested", "total"]);
    // `$450 of his $1,500 pay, or a quarter`: a noun of one word.
    let word = out_of.noun.is_none()
        && line.is_any(end + 1, &[","])
        && line.tokens.get(end).is_some_and(|t| t.is_word() && !t.capital);
    let gap = (end + usize::from(cast || word)).min(first)..first;
    let comma = line.is_any(gap.start, &[",", "—", "–", "("]) || line.is_any(gap.start, &["-"]);
    let words = gap.start + 1..gap.end;
    let joint = words.len() <= 3
        && line.only(
            words,
            &["or", "a", "an", "about", "nearly", "just", "only", "some", "roughly", "a", "rate", "of", "representing"],
        );
    let between = line.figures.iter().any(|f| f.start > out_of.end && f.start < share.start && f.end > out_of.end);
    // `900 of 6,000 workers, 40 percent of them women`: of the part.
    if !comma || !joint || between || out_of.hedge == Some(Hedge::Vague) || !is_of_all(line, share) {
        return None;
    }
    against(share, &pair(line, out_of)?)
}

/// The part and the whole of `Of 240 patients, 60 recovered`.
fn of_parts<'a>(line: &Line<'a>) -> Option<(&'a Figure, &'a Figure, usize)> {
    let start = line.span().start;
    let at = line.figures.iter().position(|f| f.tokens.start as usize >= start)?;
    let whole = line.figures.get(at).filter(|f| is_amount(f) && f.kind == Kind::Count)?;
    let of = line.is_any(start, &["of"]) && whole.tokens.start as usize <= start + 4;
    let part = line.figures.get(at + 1).filter(|f| is_amount(f) && f.kind == Kind::Count)?;
    let gap = line.gap(whole, part);
    let comma = line.follows(part.tokens.start as usize, &[",", "only", "just", "about", "some", "another"])
        && line.has(gap.clone(), &[","]);
    let same = part.noun.is_none() || line::same_noun(part, whole);
    (of && comma && gap.len() <= 12 && same && part.stated < whole.stated).then_some((part, whole, at + 1))
}

/// `Of 240 patients, 60 recovered, a rate of 35 percent`.
fn of_all(line: &Line<'_>, at: usize, share: &Figure) -> Option<Finding> {
    let (part, whole, last) = of_parts(line)?;
    if at != last + 1 {
        return None;
    }
    let first = share.tokens.start as usize;
    let gap = line::phrase_end(part)..first;
    let comma = gap.clone().rev().find(|i| line.is_any(*i, &[",", "—", "–", "("]))?;
    let joint = line.only(
        comma + 1..first,
        &["or", "a", "an", "rate", "of", "about", "nearly", "just", "only", "roughly", "some", "success"],
    );
    if !joint
        || gap.len() > 12
        || !is_of_all(line, share)
        || line.has(gap, &["of", "and", "but", "them"]) && !line.follows(first, &["of", "or"])
    {
        return None;
    }
    against(
        share,
        &Parts { part: (part.stated, line::close(part), part), whole: (whole.stated, line::close(whole), whole) },
    )
}

/// `Of 45 cases tried, 15 ended in acquittal. That is one in five.`
fn that_is(lines: &[Line<'_>], index: usize, at: usize, share: &Figure) -> Option<Finding> {
    let line = lines.get(index)?;
    let before = lines.get(index.checked_sub(1)?).filter(|l| l.region == line.region)?;
    let start = line.span().start;
    let sentence = |l: &Line<'_>| l.figures.first().map_or(0, |f| f.sentence);
    let opens = line.is_any(start, &["that", "this"])
        && line.is_any(start + 1, &["is", "was", "'s", "’s", "means", "represents"]);
    if at != 0
        || !opens
        || sentence(before) + 1 != sentence(line)
        || share.tokens.start as usize > start + 5
        || !is_of_all(line, share)
    {
        return None;
    }
    let (part, whole, _) = of_parts(before)?;
    let finding = against(
        share,
        &Parts { part: (part.stated, line::close(part), part), whole: (whole.stated, line::close(whole), whole) },
    )?;
    Some(finding.case("passage"))
}

/// `Kerr won 12,000 votes and Lind 8,000, giving Kerr 65 percent of the vote`: with others the share would be
/// less still.
fn votes(line: &Line<'_>, at: usize, share: &Figure) -> Option<Finding> {
    if share.kind != Kind::Percent || share.hedge.is_some() {
        return None;
    }
    let of_vote =
        line.has(share.tokens.end as usize..(share.tokens.end as usize + 4).min(line.span().end), &["vote", "votes"]);
    let counts: Vec<&Figure> =
        line.figures.iter().filter(|f| f.kind == Kind::Count && is_amount(f) && f.hedge.is_none()).collect();
    let [a, b] = *counts.as_slice() else { return None };
    let votes = line.has(a.tokens.end as usize..a.tokens.end as usize + 2, &["vote", "votes"]);
    let gap = line.gap(a, b);
    let joined = line.has(gap.clone(), &["to", "and"]) && gap.len() <= 10 && !line.has(gap, &["of", "by", ";"]);
    let giving = line.has(line::phrase_end(b)..share.tokens.start as usize, &["giving", "gave", "or", "for"]);
    if line.figures.len() != 3 || at != 2 || !votes || !joined || !of_vote || !giving {
        return None;
    }
    let all = a.stated.checked_add(b.stated)?;
    let most = a.stated.max(b.stated).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(all)?;
    if share.stated.checked_sub(most)? < Decimal::new(15, 1) {
        return None;
    }
    let value = line::close(a).add(&line::close(b))?;
    let part = if a.stated > b.stated { a } else { b };
    against(share, &Parts { part: (part.stated, line::close(part), part), whole: (all, value, b) })
}

/// `gets 20 percent, or $30, of the $200 price`.
fn price(line: &Line<'_>, at: usize, share: &Figure) -> Option<Finding> {
    let (part, whole) = (line.figures.get(at + 1)?, line.figures.get(at + 2)?);
    let or = line.gap(share, part);
    let of = line::phrase_end(part)..whole.tokens.start as usize;
    let joined = or.len() <= 2
        && line.has(or, &["or", "("])
        && of.len() <= 4
        && line.only(of.clone(), &[",", ")", "of", "the", "a", "its", "their"])
        && line.has(of, &["of"]);
    if !joined || !is_amount(part) || !is_amount(whole) || !line::comparable(part, whole) {
        return None;
    }
    against(
        share,
        &Parts { part: (part.stated, line::close(part), part), whole: (whole.stated, line::close(whole), whole) },
    )
}
