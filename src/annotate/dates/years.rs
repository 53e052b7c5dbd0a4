//! Years, decades, centuries, seasons, quarters: four digits are a year more often than a count.

use super::grammar::year_behind;
use super::lexicons::{SEASONS, YEAR_BEFORE};
use super::{DateMention, Kind, Scan, Until};
use crate::annotate::figures::lexicons::{BEFORE_NUMBER, CURRENCY_SIGNS, CURRENCY_WORDS, ORDINALS, SCALES, UNITS};
use crate::annotate::figures::nouns::looks_plural;
use crate::annotate::tokens::Kind as TokenKind;

/// `2016`, `2015-16`, `the 1990s`, `'16`, `the 19th century`.
pub(super) fn digits(scan: Scan<'_>, floor: usize, at: usize) -> Option<DateMention> {
    let token = scan.tokens[at];
    let text = token.text(scan.plain);
    if let Some(mention) = decade(scan, at) {
        return Some(mention);
    }
    if scan.is_any(at + 1, &["st", "nd", "rd", "th"]) {
        return century(scan, at, at + 2, text.parse().ok()?);
    }
    let value = scan.digits(at, 4).filter(|_| text.len() == 4)?;
    if !year_like(scan, floor, at, value) {
        return None;
    }
    let mut mention = DateMention::of(Kind::Year, at..at + 1);
    mention.year = Some(value as i32);
    // `2019-2021`, `2015-16`, `2015/16`
    let slash = scan.tokens.get(at + 1).is_some_and(|t| !t.spaced && t.is('/'));
    if (scan.joins(at + 1) || slash)
        && let Some(end) = scan.digits(at + 2, 4)
    {
        let until = match scan.tokens[at + 2].range().len() {
            4 => Some(end),
            2 => Some(value / 100 * 100 + end),
            1 if value % 10 < end => Some(value / 10 * 10 + end),
            _ => None,
        };
        if let Some(until) = until {
            mention.until = Some(Until { year: Some(until as i32), ..Until::default() });
            mention.tokens.end += 2;
        }
    }
    Some(mention)
}

/// Whether four digits are a year here. Published copy writes counts above a thousand with a
/// comma, so bare digits between 1900 and 2040 are years unless something is counted right behind
/// them; older and later ones need a word before them.
fn year_like(scan: Scan<'_>, floor: usize, at: usize, value: u32) -> bool {
    let glued = |t: &crate::annotate::tokens::Token| !t.spaced;
    if let Some(next) = scan.tokens.get(at + 1).filter(|t| glued(t)) {
        let inner = scan.tokens.get(at + 2).is_some_and(glued);
        let joined =
            next.is_word() || (next.is(':') || next.is('@') || next.is('_')) && inner || next.is('%') || next.is('°');
        let counted = (next.is('-') || next.is('‑')) && scan.tokens.get(at + 2).is_some_and(|t| UNITS.get(t).is_some());
        if joined || counted {
            return false;
        }
    }
    if let Some(before) = at.checked_sub(1).map(|b| scan.tokens[b]).filter(|_| !scan.tokens[at].spaced) {
        let text = before.text(scan.plain);
        let opens = matches!(text, "(" | "-" | "–" | "‑" | "—" | "/" | "[" | "“" | "\"" | "'" | "‘" | "’");
        let number =
            at >= 2 && scan.tokens[at - 2].kind == TokenKind::Number && (text == "-" || text == "–" || text == "/");
        if !opens || number {
            return false;
        }
    }
    let named = BEFORE_NUMBER.ends(scan.tokens, floor, at).is_some_and(|(named, _)| !named.year && !named.capital);
    if named || CURRENCY_SIGNS.ends(scan.tokens, floor, at).is_some() {
        return false;
    }
    let behind = scan.tokens.get(at + 1..).unwrap_or(&[]);
    let measured = behind
        .first()
        .is_some_and(|t| t.spaced && (SCALES.has(t) || UNITS.get(t).is_some() && t.range().len() > 2 && !t.capital))
        || UNITS.starts(behind).is_some_and(|(_, len)| len > 1)
        || CURRENCY_WORDS.starts(behind).is_some_and(|(word, _)| !word.large && !word.glued);
    if measured {
        return false;
    }
    let counted =
        behind.first().is_some_and(|t| looks_plural(t, scan.plain) && t.spaced && (!t.capital || scan.titled));
    let said = at > floor && YEAR_BEFORE.has(&scan.tokens[at - 1]);
    let opened = at > 0 && scan.tokens[at - 1].is('(');
    if (1900..=2040).contains(&value) {
        return !counted || said || !value.is_multiple_of(100) && !hedged(scan, at);
    }
    if (1500..2100).contains(&value) {
        return !counted && !hedged(scan, at) && (said || opened || !scan.follows(at, &["to"]));
    }
    (1000..2200).contains(&value)
        && (said || opened)
        && !counted
        && !scan.follows(at, &["the", "his", "her", "its", "their", "to", "and", "of"])
}

/// `some 1950 houses`: a hedge counts.
fn hedged(scan: Scan<'_>, at: usize) -> bool {
    scan.follows(at, &["some", "about", "than", "nearly", "almost", "least", "another", "over"])
}

/// `1990s`, `'90s`, `the 90s`.
fn decade(scan: Scan<'_>, at: usize) -> Option<DateMention> {
    let glued = scan.tokens.get(at + 1).is_some_and(|t| !t.spaced) && scan.is_any(at + 1, &["s", "'s", "’s"]);
    let value = scan.digits(at, 4).filter(|v| v % 10 == 0 && glued)?;
    let quote = at > 0 && scan.tokens[at - 1].kind == TokenKind::Quote && !scan.tokens[at].spaced;
    let (year, first) = match scan.tokens[at].range().len() {
        4 if (1000..2200).contains(&value) => (value, at),
        2 if quote => (1900 + value, at - 1),
        2 if scan.follows(at, &["the"]) && value >= 20 => (1900 + value, at),
        _ => return None,
    };
    let mut mention = DateMention::of(Kind::Decade, first..at + 2);
    mention.year = Some(year as i32);
    Some(mention)
}

/// `19th century`, `the nineteenth century`.
fn century(scan: Scan<'_>, first: usize, next: usize, number: u32) -> Option<DateMention> {
    let next = next + usize::from(scan.joins(next));
    if !scan.is_any(next, &["century", "centuries"]) || !(1..=40).contains(&number) {
        return None;
    }
    let mut mention = DateMention::of(Kind::Century, first..next + 1);
    mention.year = Some((number as i32 - 1) * 100);
    Some(mention)
}

/// `last summer`, `spring 2016`, `the summer of 2016`.
pub(super) fn season(scan: Scan<'_>, floor: usize, at: usize) -> Option<DateMention> {
    let number = SEASONS.get(&scan.tokens[at])?.number;
    let mut mention = DateMention::of(Kind::Season, at..at + 1);
    mention.month = Some(number);
    let of = at + 1 + usize::from(scan.is(at + 1, "of"));
    if let Some((year, end)) = year_behind(scan, of).filter(|_| !scan.tokens.get(of).is_some_and(|t| t.is(','))) {
        mention.year = Some(year);
        mention.tokens.end = end as u32;
        return Some(mention);
    }
    if at > floor && scan.follows(at, &["last", "next", "this"]) {
        mention.tokens.start -= 1;
        return Some(mention);
    }
    None
}

/// `fiscal 2016`, `the third quarter of 2016`, `Q3`, `the first half of the year`, and centuries
/// in words.
pub(super) fn period(scan: Scan<'_>, floor: usize, at: usize) -> Option<DateMention> {
    if scan.is_any(at, &["century", "centuries"]) {
        let before = at.checked_sub(1)?;
        let before = if scan.joins(before) { before.checked_sub(1)? } else { before };
        let number = ORDINALS.get(scan.tokens.get(before)?)?;
        // `the twenty-first century`
        let tens = before >= floor + 2 && scan.joins(before - 1) && scan.is(before - 2, "twenty");
        let first = if tens { before - 2 } else { before };
        return century(scan, first, before + 1, u32::from(number) + if tens { 20 } else { 0 });
    }
    if scan.is_any(at, &["fiscal", "fy"]) {
        let next = at + 1 + usize::from(scan.is(at + 1, "year"));
        let (year, end) = year_behind(scan, next)?;
        let mut mention = DateMention::of(Kind::Fiscal, at..end);
        mention.year = Some(year);
        return Some(mention);
    }
    let token = scan.tokens[at];
    let text = token.text(scan.plain);
    let (number, first) = if text.len() == 2 {
        if !token.capital {
            return None;
        }
        (text.get(1..)?.parse().ok()?, at)
    } else {
        let before = at.checked_sub(1).filter(|b| *b >= floor)?;
        let before = if scan.joins(before) { before.checked_sub(1).filter(|b| *b >= floor)? } else { before };
        (ordinal(scan, before)?, if scan.is_any(before, &["st", "nd", "rd", "th"]) { before - 1 } else { before })
    };
    let half = scan.is(at, "half");
    if number > if half { 2 } else { 4 } {
        return None;
    }
    let mut mention = DateMention::of(Kind::Quarter, first..at + 1);
    mention.month = Some(number);
    let of = at + 1 + usize::from(scan.is(at + 1, "of"));
    if let Some((year, end)) = year_behind(scan, of).filter(|_| !scan.tokens.get(of).is_some_and(|t| t.is(','))) {
        mention.year = Some(year);
        mention.tokens.end = end as u32;
    } else if half
        && !(scan.is(of, "the") && scan.is(of + 1, "year")
            || scan.is_any(of, &["this", "last"]) && scan.is(of + 1, "year"))
    {
        // The second half of a game, of a book.
        return None;
    }
    Some(mention)
}

/// `third`, `3rd` at token `at` (its ending).
fn ordinal(scan: Scan<'_>, at: usize) -> Option<u8> {
    if scan.is_any(at, &["st", "nd", "rd", "th"]) {
        return scan.digits(at.checked_sub(1)?, 1).map(|d| d as u8);
    }
    ORDINALS.get(scan.tokens.get(at)?)
}
