//! Lists of plain things, of years and days, and of titles in quotation marks, behind their number: `three
//! charges: fraud, theft, arson and bribery`, `won it four times, in 1988, 1994 and 2003`, `four novels,
//! "The Quay," "Low Water" and "The Lamp"`.

use super::super::line::{self, Line};
use super::{EXAMPLES, report};
use crate::annotate::Annotated;
use crate::annotate::dates::Kind as DateKind;
use crate::annotate::figures::{Decimal, Figure};
use crate::annotate::tokens::Kind as TokenKind;
use crate::check::Finding;

/// A thing of a list has at most so many words.
const WORDS: usize = 4;

fn miss(figure: &Figure, listed: usize) -> Option<Decimal> {
    Some(figure.stated.checked_sub(Decimal::from(listed))?.abs())
}

/// `The report gives four reasons: cost, time and safety.`
pub fn things(line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let end = line::phrase_end(figure);
    let span = line.span();
    let colon = (end..end + 3).find(|at| line.is_any(*at, &[":"]))?;
    if colon > end && !line.is_any(end, &["ahead", "here", "left", "today", "alone", "only"]) {
        return None;
    }
    let last = (colon + 1..span.end).rev().find(|at| line.is_any(*at, &["."])).unwrap_or(span.end);
    let (mut listed, mut words, mut joined) = (0usize, 0usize, false);
    for at in colon + 1..last {
        let token = line.tokens.get(at)?;
        if line.is_any(at, &[",", "and"]) {
            // `time, and safety`
            if words == 0 && !(line.is_any(at, &["and"]) && line.follows(at, &[","])) || joined {
                return None;
            }
            joined |= line.is_any(at, &["and"]);
            words = 0;
        } else if token.kind == TokenKind::Word && !line.is_any(at, &EXAMPLES) && !line.is_any(at, &STOPS) {
            listed += usize::from(words == 0);
            words += 1;
            if words > WORDS {
                return None;
            }
        } else if token.kind != TokenKind::Clitic && !line.is_any(at, &["-"]) {
            return None;
        }
    }
    let of = line.has(figure.tokens.start.saturating_sub(2) as usize..figure.tokens.start as usize, &["of", "or"]);
    let one = miss(figure, listed).is_some_and(|d| d == Decimal::ONE);
    if !joined || words == 0 || listed < 3 || !one || of {
        return None;
    }
    report(line, figure, listed, colon + 1..last)
}

/// Words that no plain thing has: with one of them the item is a clause, or holds another list.
const STOPS: [&str; 40] = [
    "who", "which", "that", "what", "how", "why", "where", "when", "whether", "if", "is", "are", "was", "were", "has",
    "have", "had", "will", "would", "could", "can", "should", "must", "do", "does", "did", "be", "been", "or", "both",
    "either", "also", "then", "but", "with", "from", "between", "not", "to", "one",
];

/// `won the race four times, in 1988, 1994 and 2003`, `on three days, Monday, Tuesday, Thursday and Friday`.
pub fn dates(article: &Annotated<'_>, line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let end = line::phrase_end(figure);
    let mark = (end..end + 1).find(|at| line.is_any(*at, &[",", ":", "—", "–", "("]))?;
    let mut at = mark + 1;
    while line.is_any(at, &["in", "on", "the"]) && at < mark + 3 {
        at += 1;
    }
    let first = at;
    let dates = article.dates().of(line.region);
    let mut kind = None;
    let (mut listed, mut joined) = (0usize, false);
    loop {
        let date = dates.iter().find(|d| d.tokens.start as usize == at && d.until.is_none())?;
        if !matches!(date.kind, DateKind::Year | DateKind::Weekday) || kind.is_some_and(|k| k != date.kind) {
            return None;
        }
        kind = Some(date.kind);
        listed += 1;
        at = date.tokens.end as usize;
        if joined {
            break;
        }
        while line.is_any(at, &[",", "and"]) {
            joined |= line.is_any(at, &["and"]);
            at += 1;
        }
        // `and again in 2003`
        while joined && line.is_any(at, &["again", "in", "most", "recently"]) {
            at += 1;
        }
    }
    let closes = line.is_any(at, &[".", ",", ";", ")", "—", "–"]) || at >= line.span().end;
    let one = miss(figure, listed).is_some_and(|d| d > Decimal::ZERO && d <= Decimal::TWO);
    let twice = line.has(first..(at + 4).min(line.span().end), &["twice", "times", "including", "among"]);
    if listed < 3 || !one || !closes || twice || figure.subset {
        return None;
    }
    report(line, figure, listed, first..at)
}

/// `He wrote four novels, "The Quay," "Low Water" and "The Lamp."`
pub fn titles(line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let end = line::phrase_end(figure);
    let mark = (end..end + 1).find(|at| line.is_any(*at, &[",", ":", "—", "–"]))?;
    let quote = |at: usize| {
        line.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Quote || line.is_any(at, &["\"", "“", "”"]))
    };
    let (mut listed, mut inside, mut joined, mut at) = (0usize, false, false, mark + 1);
    while at < line.span().end {
        if quote(at) {
            inside = !inside;
            listed += usize::from(inside);
            if !inside && joined {
                at += 1;
                break;
            }
        } else if !inside {
            if line.is_any(at, &["and"]) {
                joined = true;
            } else if !line.is_any(at, &[","]) {
                return None;
            }
        }
        at += 1;
    }
    let one = miss(figure, listed).is_some_and(|d| d > Decimal::ZERO && d <= Decimal::TWO);
    let of = line.has(figure.tokens.start.saturating_sub(2) as usize..figure.tokens.start as usize, &["of", "other"]);
    let closes = at >= line.span().end || line.is_any(at, &[".", ";"]);
    if listed < 3 || !joined || inside || !one || !closes || of || figure.subset {
        return None;
    }
    report(line, figure, listed, mark + 1..at)
}
