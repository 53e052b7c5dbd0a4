//! Proper names of whatever kind behind their number: `five counties — Brun, Cole, Dorn and Kerr —`, `The
//! five counties are Brun, Cole, Dorn and Kerr.`, `Three clubs, Brun Rowers, Cole Oars and Dorn, entered.`
//!
//! Each is told from the next by one comma or the one "and".

use super::super::line::{self, Line};
use super::{is_dash, opening, report};
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure};
use crate::annotate::tokens::Kind as TokenKind;
use crate::check::Finding;

/// Small words within a proper name: `the University of Denby`.
const WITHIN: [&str; 13] = ["of", "the", "de", "la", "van", "von", "du", "for", "del", "&", "/", ".", "at"];

/// What the names of a list are, where it ends, and whether the sentence goes on behind it.
struct Listed {
    names: usize,
    joined: usize,
    end: usize,
}

/// The names from token `from` up to `close`, or up to the first word in small letters behind the last.
fn names(line: &Line<'_>, from: usize, close: usize) -> Option<Listed> {
    let (mut listed, mut open, mut joined, mut end) = (0, false, None, from);
    for at in from..close {
        let token = line.tokens.get(at)?;
        let and = line.is_any(at, &["and"]);
        // `Ann Kerr (D)`
        let bracket = line.is_any(at, &["("]) && line.is_any(at + 2, &[")"]) || line.is_any(at, &[")"]);
        if open && (bracket || line.follows(at, &["("]) && line.is_any(at + 1, &[")"])) {
            continue;
        }
        // `Rep. Ann Kerr, R-Fla., and`: a party and a state are no name.
        if line.is_any(at, &["R", "D", "I"]) && line.is_any(at + 1, &["-"]) {
            return None;
        }
        if line.is_any(at, &[","]) || and {
            if joined.is_some() && open {
                // A second "and" may stand within a name; a comma behind the last one ends the list.
                return (!and).then_some(Listed { names: listed, joined: joined?, end });
            }
            if joined.is_some() || !open && !and {
                return None;
            }
            joined = and.then_some(at);
            open = false;
        } else if token.capital || line.is_any(at, &["-"]) && !token.spaced && open {
            listed += usize::from(!open);
            open = true;
            end = at + 1;
        } else if token.kind == TokenKind::Clitic {
            end = at + 1;
        } else if joined.is_some() && open && !line.is_any(at, &WITHIN) {
            // `Brun, Cole and Dorn elementary schools`, `Brun, Cole and Dorn entered`
            return Some(Listed { names: listed, joined: joined?, end });
        } else if !line.is_any(at, &WITHIN) {
            return None;
        }
    }
    (joined.is_some() && open).then_some(Listed { names: listed, joined: joined?, end })
}

/// How a list of names begins behind its number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// A colon, a dash or a bracket near it, or "are": the names are all there is.
    Marked,
    /// The same farther off: only a number that is one off is a slip.
    Far,
    /// A comma or "with": only a list that ends there counts.
    Apposed,
}

/// So many tokens from its number a list may begin.
const FAR: usize = 24;

/// The mark or word before the names.
fn opens(line: &Line<'_>, figure: &Figure) -> Option<(usize, Opening)> {
    let end = line::phrase_end(figure);
    let (start, span) = (figure.tokens.start as usize, line.span());
    if line.is_any(end, &["("]) && line.tokens.get(end + 1).is_some_and(|t| t.capital) {
        return Some((end, Opening::Marked));
    }
    if let Some(mark) = opening(line, end) {
        let marked = line.is_any(mark, &[":"]) || is_dash(line, mark);
        // `The five counties are Brun, Cole, Dorn and Kerr.`
        let are = line.is_any(mark, &["are", "were"]) && line.follows(start, &["the", "these", "other", "'s", "’s"]);
        return (marked || are).then_some((mark, Opening::Marked));
    }
    // `six young pilots on the roll with Brun, Cole, Dorn, Kerr and Lind.`
    let with = (end..end + 6).find(|at| line.is_any(*at, &["with", ",", "and", "of", "who", "that"]));
    let with = with.filter(|at| line.is_any(*at, &["with"]) && line.tokens.get(at + 1).is_some_and(|t| t.capital));
    if let Some(with) = with.filter(|_| line.has(span.start..start, &["has", "have", "are", "had", "were"])) {
        return Some((with, Opening::Apposed));
    }
    // `Three other clubs, Brun Rowers, Cole Oars and Dorn Crew, entered`
    if line.is_any(end, &[","]) && line.tokens.get(end + 1).is_some_and(|t| t.capital) {
        return Some((end, Opening::Apposed));
    }
    // `three contests that could decide it: Brun, Cole and Dorn.`: no other number stands between.
    let next = line.figures.iter().map(|f| f.tokens.start as usize).find(|at| *at >= end).unwrap_or(span.end);
    let until = span.end.min(end + FAR).min(next);
    let definite = line.follows(start, &["the"]) && start <= span.start + 1;
    // `The 10-page agreement was sent to the towns: …`
    let compound = line.is_any(figure.tokens.end as usize, &["-", "‑"]);
    let colon = (end..until).find(|at| line.is_any(*at, &[":"])).filter(|_| !compound);
    let dash = || {
        (end..until.min(end + 14))
            .find(|at| is_dash(line, *at))
            .filter(|_| line.follows(start, &["the", "other", "'s", "’s"]))
    };
    let are = || (end..until.min(end + 14)).find(|at| line.is_any(*at, &["are", "were"])).filter(|_| definite);
    let far = colon.or_else(dash).or_else(are)?;
    let examples = line.has(end..far + 2, &super::EXAMPLES[..9]) || line.has(end..far, &[";", "(", "\"", "“"]);
    (!examples && line.tokens.get(far + 1).is_some_and(|t| t.capital)).then_some((far, Opening::Far))
}

/// Whether the number is one of others, or only some of them: `six of the last seven`.
fn is_of(line: &Line<'_>, figure: &Figure) -> bool {
    let first = figure.tokens.start as usize;
    let floor = first.saturating_sub(3).max(line.span().start);
    let of = (floor..first).rev().find(|at| line.is_any(*at, &["of", "or", "than"]));
    of.is_some_and(|at| {
        let number = line.figures.iter().any(|f| f.tokens.end as usize == at);
        let some = ["one", "some", "most", "any", "each", "half", "many", "none", "all", "both", "two", "out"];
        number || line.is_any(at, &["or", "than"]) || line.follows(at, &some)
    })
}

/// Words of the next sentence that point back to all of them.
const THEY: [&str; 3] = ["they", "these", "those"];

/// `Eight people were honored, five of them posthumously. They were Brun, Cole and Dorn.`: the last number of
/// the sentence before is the one that is listed.
pub fn they(article: &Annotated<'_>, line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let last = line.figures.last().is_some_and(|f| f.start == figure.start);
    let next = article.sentences().of(line.region).iter().find(|s| s.start >= line.sentence.end)?;
    let (start, end) = (next.first as usize, next.last as usize);
    let opens = line.is_any(start, &THEY) && line.is_any(start + 1, &["are", "were"]);
    if !last || !opens || figure.range || figure.hedge.is_some() {
        return None;
    }
    let stop = (start + 2..end).rev().find(|at| line.is_any(*at, &["."])).unwrap_or(end);
    let (mut listed, mut joined, mut capital, mut from) = (0usize, false, false, start + 2);
    for at in start + 2..stop {
        let token = line.tokens.get(at)?;
        if line.is_any(at, &[",", "and"]) {
            // `Burns' wife and partner, Ann Boe`, `Boe, the singer,`
            if joined {
                return None;
            }
            if !(capital || line.is_any(at, &["and"]) && line.follows(at, &[","])) {
                return None;
            }
            joined |= line.is_any(at, &["and"]);
            capital = false;
        } else if line.is_any(at, &[";", ":", "(", "who", "which", "that", "with", "but", "—", "–"]) {
            return None;
        } else if token.capital {
            listed += usize::from(!capital);
            capital = true;
        } else if capital
            && !line.is_any(at, &WITHIN)
            && token.kind != TokenKind::Clitic
            && !line.is_any(at, &[".", "-"])
        {
            return None;
        }
        from = at + 1;
    }
    let miss = figure.stated.checked_sub(Decimal::from(listed))?.abs();
    if !joined || !capital || listed < 3 || miss != Decimal::ONE {
        return None;
    }
    report(line, figure, listed, start + 2..from)
}

/// The names that are not as many as their number.
pub fn find(line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let (mark, opening) = opens(line, figure)?;
    let apposed = opening == Opening::Apposed;
    let end = line::phrase_end(figure);
    let span = line.span();
    let marked = opening == Opening::Marked && !line.is_any(mark, &["are", "were"]);
    if is_of(line, figure) || figure.subset && !marked || apposed && line.has(end..mark, &["of"]) {
        return None;
    }
    let dash = is_dash(line, mark);
    let bracket = line.is_any(mark, &["("]);
    let partner = |at: &usize| if bracket { line.is_any(*at, &[")"]) } else { is_dash(line, *at) };
    let close = if dash || bracket { (mark + 1..span.end).find(partner) } else { None };
    if bracket && close.is_none() {
        return None;
    }
    let stop = || (mark + 1..span.end).rev().find(|at| line.is_any(*at, &["."]));
    let close = close.or_else(stop).unwrap_or(span.end);
    // `neighbouring Brun, Cole and Dorn`
    let lead = (mark + 1..mark + 3).take_while(|at| {
        let small = line.tokens.get(*at).is_some_and(|t| t.is_word() && !t.capital);
        small && !line.is_any(*at, &super::EXAMPLES) && !line.is_any(*at, &["the", "one", "first", "last", "both"])
    });
    let lead = if dash || line.is_any(mark, &[":"]) { lead.count() } else { 0 };
    let listed = names(line, mark + 1 + lead, close)?;
    let tail = listed.end..close;
    // Behind a colon or a dash the names are all there is; words of their kind may follow.
    let small = tail.len() <= if dash || line.is_any(mark, &[":"]) { 3 } else { usize::from(bracket) };
    let verb = apposed && (line.is_any(listed.end, &[","]) || tail.is_empty());
    let among = line.has(tail.clone(), &["among", "including", "others", "respectively"]);
    let ends = if apposed { verb } else { small || tail.is_empty() };
    let with = line.is_any(mark, &["with"])
        && (listed.names < 4
            || listed.names + 1 != usize::try_from(figure.stated.trunc().mantissa()).ok()?
            || !tail.is_empty());
    let few = with || listed.names < 3 || figure.stated == Decimal::TWO && listed.names != 3;
    let miss = figure.stated.checked_sub(Decimal::from(listed.names))?.abs();
    let most = if opening == Opening::Marked { Decimal::TWO } else { Decimal::ONE };
    if !ends || among || few || miss > most || miss.is_zero() || listed.joined <= mark || listed.end - listed.joined > 7
    {
        return None;
    }
    report(line, figure, listed.names, mark + 1..listed.end)
}
