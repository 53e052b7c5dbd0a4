//! A list of names that can be counted by its commas: `Curry, Abbott and Davis`.
//!
//! Whether the names are of people, towns or ships does not matter; that each is nothing but a
//! name does. A list with a description in it is no list here.

use std::ops::Range;

use super::line::Line;
use crate::annotate::tokens::Kind;

/// A list of names.
pub struct NameList {
    /// How many names.
    pub count: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// No name has more words.
const LONGEST: usize = 5;
/// Words within names.
const INNER: [&str; 12] = ["de", "del", "der", "van", "von", "al", "bin", "la", "le", "da", "di", "of"];

/// The list that starts with token `at`: names, commas, and an "and" before the last.
pub fn list(line: &Line<'_>, at: usize) -> Option<NameList> {
    let end = line.span().end;
    let mut count = 0;
    let mut next = at;
    loop {
        let name = name(line, next, end)?;
        count += 1;
        next = name;
        if line.is_any(next, &["and", "&"]) || line.is_any(next, &[","]) && line.is_any(next + 1, &["and", "&"]) {
            let last = next + if line.is_any(next, &[","]) { 2 } else { 1 };
            let behind = self::name(line, last, end)?;
            // `Curry and Abbott, and Davis`: which "and" ends it?
            if line.is_any(behind, &["and", "&"]) || line.is_any(behind, &[","]) && is_name(line, behind + 1) {
                return None;
            }
            return Some(NameList { count: count + 1, tokens: at..behind });
        }
        if !line.is_any(next, &[","]) || count > 25 {
            return None;
        }
        next += 1;
    }
}

/// The token behind the name that starts at `at`.
pub fn name(line: &Line<'_>, at: usize, end: usize) -> Option<usize> {
    let at = at + usize::from(line.is_any(at, &["the"]));
    if !is_name(line, at) {
        return None;
    }
    let mut next = at + 1;
    while next < end && next < at + 2 * LONGEST {
        let token = line.tokens.get(next)?;
        let joint = token.kind == Kind::Mark && !token.spaced && (token.is('-') || token.is('.'));
        let clitic = token.kind == Kind::Clitic || token.kind == Kind::Quote && !token.spaced;
        if is_name(line, next) || joint || clitic || line.is_any(next, &INNER) && is_name(line, next + 1) {
            next += 1;
        } else {
            break;
        }
    }
    Some(next)
}

fn is_name(line: &Line<'_>, at: usize) -> bool {
    line.tokens.get(at).is_some_and(|t| t.kind == Kind::Word && t.capital) && line.span().contains(&at)
}
