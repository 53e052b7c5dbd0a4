//! What a number counts: the noun phrase behind it, and the word that two phrases share.
//!
//! There is no tagger here. The phrase ends before the first word that cannot belong to it
//! (lexicon `noun-stops`), and its head is the first plural in it; where there is none, nothing
//! is claimed. The key of a noun is that of its singular, so that `deaths` and `one death` meet.

use std::ops::Range;

use super::lexicons::{COUNTABLE, IRREGULAR, NOUN_STOPS, ROLES};
use super::{Kind, Scan};
use crate::annotate::tokens::{Kind as TokenKind, Token, key};

/// A counted noun. Offsets are bytes of the region's plain text, half-open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    /// The key of its singular.
    pub key: u64,
    /// The head: the last word.
    pub head: Range<u32>,
    /// The words before the head that belong to it; empty where there are none.
    pub modifiers: Range<u32>,
    /// The phrase, in tokens.
    pub tokens: Range<u32>,
}

/// The longest noun phrase that is looked for, in tokens.
const LONGEST: usize = 7;

/// The noun phrase behind a figure whose expression ends before token `at`.
pub(crate) fn behind(scan: Scan<'_>, mut at: usize, hyphen: bool, kind: Kind, one: bool) -> Option<Noun> {
    if hyphen || scan.joins(at) {
        // `12-member`, `three-storey`
        let at = if scan.joins(at) { at + 1 } else { at };
        let token = scan.tokens.get(at).filter(|t| t.kind == TokenKind::Word && !t.spaced && !NOUN_STOPS.has(t))?;
        return Some(noun(scan, at..at + 1, token));
    }
    let share = matches!(kind, Kind::Percent | Kind::Fraction | Kind::OneIn | Kind::OutOf);
    let of = scan.is(at, "of");
    let half_the =
        kind == Kind::Fraction && scan.is_any(at, &["the", "its", "their", "his", "her", "those", "these", "our"]);
    if share && kind != Kind::OutOf && kind != Kind::OneIn && !of && !half_the {
        return None;
    }
    at += usize::from(of);
    let determiner = |at: usize| {
        scan.is_any(
            at,
            &["the", "its", "their", "his", "her", "all", "our", "those", "these", "a", "an", "other", "more"],
        ) || scan.is_any(at, &["additional", "further", "extra", "such"])
    };
    while determiner(at) {
        at += 1;
    }
    if kind == Kind::Ordinal {
        // `the third attack`: one thing, named by one word.
        let word = scan.tokens.get(at).filter(|t| t.kind == TokenKind::Word && t.spaced && !NOUN_STOPS.has(t))?;
        let alone = scan.tokens.get(at + 1).is_none_or(|t| t.kind != TokenKind::Word || NOUN_STOPS.has(t))
            && !scan.joins(at + 1);
        return alone.then(|| noun(scan, at..at + 1, word));
    }
    let mut plural = None;
    let mut last = None;
    let mut next = at;
    while next < at + LONGEST {
        let Some(token) = scan.tokens.get(next) else { break };
        let hyphen = scan.joins(next);
        if hyphen || token.kind == TokenKind::Clitic {
            next += 1;
            continue;
        }
        // Inside a compound (`mail-in ballots`) no word ends the phrase.
        let inner = next > at && scan.joins(next - 1);
        if token.kind != TokenKind::Word
            || next > at && !token.spaced && !inner
            || !inner && ends_phrase(scan, next, at, share)
        {
            break;
        }
        let compound = scan.joins(next + 1);
        last = Some(next);
        let possessive = scan.tokens.get(next + 1).is_some_and(|t| t.kind == TokenKind::Clitic);
        if looks_plural(token, scan.plain) && !compound && !possessive {
            plural = Some(next);
            // `staff members`, `police officers`: a word that is its own plural can go before another.
            let own = IRREGULAR.get(token).is_some_and(|singular| key(singular) == token.key);
            let more = scan.tokens.get(next + 1).is_some_and(|t| {
                t.kind == TokenKind::Word && t.spaced && looks_plural(t, scan.plain) && (own || COUNTABLE.has(t))
            });
            if !more {
                break;
            }
        }
        next += 1;
    }
    let head = match plural {
        Some(head) => head,
        None if one => last.filter(|l| *l <= at + 2)?,
        None if share => last?,
        None => return None,
    };
    Some(noun(scan, at..head + 1, scan.tokens.get(head)?))
}

/// Words that end a noun phrase; what happened to the people counted is not part of it either,
/// except as an adjective right behind the number (`14 wounded soldiers`).
fn ends_phrase(scan: Scan<'_>, at: usize, first: usize, share: bool) -> bool {
    let token = &scan.tokens[at];
    if let Some(noun) = NOUN_STOPS.get(token) {
        // `62 reported crashes`
        let adjective = at == first
            && token.text(scan.plain).ends_with("ed")
            && scan.tokens.get(at + 1).is_some_and(|t| t.spaced && looks_plural(t, scan.plain));
        return !adjective && !(noun && (at == first || !share));
    }
    let role = !share && ROLES.get(token).is_some() && !looks_plural(token, scan.plain);
    role && (at > first || scan.tokens.get(at + 1).is_none_or(|t| t.kind != TokenKind::Word || NOUN_STOPS.has(t)))
}

fn noun(scan: Scan<'_>, tokens: Range<usize>, head: &Token) -> Noun {
    let start = scan.tokens[tokens.start].start;
    Noun {
        key: singular_key(head, scan.plain),
        head: head.start..head.end,
        modifiers: start..head.start,
        tokens: tokens.start as u32..tokens.end as u32,
    }
}

/// Whether a word looks like a plural: `people`, `deaths`, but not `this` or `crisis`.
pub(crate) fn looks_plural(token: &Token, plain: &str) -> bool {
    if token.kind != TokenKind::Word {
        return false;
    }
    if IRREGULAR.get(token).is_some() {
        return true;
    }
    let text = token.text(plain).as_bytes();
    let [.., before, last] = text else { return false };
    last.eq_ignore_ascii_case(&b's')
        && text.len() > 3
        && !matches!(before.to_ascii_lowercase(), b's' | b'u' | b'i' | b'\'' | b'.')
        && NOUN_STOPS.get(token) != Some(false)
}

/// The key of a word's singular; of the word itself where it is none.
pub fn singular_key(token: &Token, plain: &str) -> u64 {
    if let Some(singular) = IRREGULAR.get(token) {
        return key(singular);
    }
    if !looks_plural(token, plain) {
        return token.key;
    }
    let text = token.text(plain);
    let lower = text.to_lowercase();
    let stem = |cut: usize| lower.get(..lower.len() - cut).unwrap_or(&lower);
    if lower.ends_with("ies") && lower.len() > 4 {
        return key(&format!("{}y", stem(3)));
    }
    if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|end| lower.ends_with(end)) {
        return key(stem(2));
    }
    key(stem(1))
}

/// Whether something happened to whoever the words before token `at` name: `was killed`, `have
/// been hurt`.
pub(crate) fn suffers(scan: Scan<'_>, at: usize) -> bool {
    let auxiliary = |i: usize| {
        scan.is_any(i, &["was", "were", "is", "are", "has", "have", "had", "been", "be", "got", "seriously", "badly"])
    };
    let mut next = at;
    while next < at + 4 && auxiliary(next) {
        next += 1;
    }
    scan.tokens.get(next..).and_then(|rest| ROLES.starts(rest)).is_some_and(|(role, _)| {
        matches!(
            role,
            "killed" | "injured" | "arrested" | "missing" | "charged" | "hospitalised" | "trapped" | "infected"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tokens::tokenize;

    #[test]
    fn plurals_meet_their_singulars() {
        for (plural, singular) in [
            ("deaths", "death"),
            ("people", "person"),
            ("women", "woman"),
            ("counties", "county"),
            ("churches", "church"),
            ("classes", "class"),
            ("houses", "house"),
            ("boxes", "box"),
            ("movies", "movie"),
            ("Aircraft", "aircraft"),
            ("crisis", "crisis"),
            ("bus", "bus"),
        ] {
            assert_eq!(singular_key(&tokenize(plural)[0], plural), key(singular), "{plural}");
        }
    }
}
