//! The words by which a story says that it does not name a source.
//!
//! ```text
//! asked not to be named · on condition that his name not be used · declined to give her last name
//! granted anonymity · wished to remain anonymous · was not authorized to speak publicly
//! ```
//!
//! Set phrases are looked up; the rest is put together so freely that it is read: from the word
//! that decides (`anonymity`, `named`, `name`, `authorized`) back to the one that asks or declines.

use std::ops::Range;
use std::sync::LazyLock;

use super::Manner;
use crate::annotate::tokens::{Token, key};
use crate::annotate::verbs;
use crate::lexicon::{KeyMap, Lexicon};

static PHRASES: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../../rules/lexicons/anonymity-markers.txt")));

static WORDS: LazyLock<KeyMap<Word>> = LazyLock::new(|| {
    let lexicon = Lexicon::parse(include_str!("../../../../rules/lexicons/anonymity-words.txt"));
    let word = |value: &str| match value {
        "ask" => Word::Ask,
        "decline" => Word::Decline,
        "want" => Word::Want,
        "grant" => Word::Grant,
        "cover" => Word::Cover,
        "keep" => Word::Keep,
        "nameless" => Word::Nameless,
        "named" => Word::Named,
        "name" => Word::Name,
        "kind" => Word::Kind,
        "give" => Word::Give,
        "use" => Word::Use,
        "allowed" => Word::Allowed,
        "strict" => Word::Strict,
        "speak" => Word::Speak,
        _ => Word::Tell,
    };
    let entries = lexicon.entries().iter();
    entries.map(|entry| (key(&entry.phrase), word(entry.value.as_deref().unwrap_or("")))).collect()
});

/// What a word does in a statement; see the lexicon.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Ask,
    Decline,
    Want,
    Grant,
    Cover,
    Keep,
    Nameless,
    Named,
    Name,
    Kind,
    Give,
    Use,
    Allowed,
    Strict,
    Speak,
    Tell,
}

/// How far back a statement's first word may stand.
const REACH: usize = 7;

/// The tokens of a sentence, read backwards from where one stands.
struct Reader<'t> {
    plain: &'t str,
    tokens: &'t [Token],
    range: Range<usize>,
}

/// The statement that ends with the token `at`, or starts there with a set phrase.
pub fn read(plain: &str, tokens: &[Token], range: Range<usize>, at: usize) -> Option<(Range<usize>, Manner)> {
    if let Some((entry, length)) = PHRASES.starts(tokens.get(at..range.end)?) {
        let manner = match entry.value.as_deref().unwrap_or("") {
            "rule" => Manner::Rule,
            "private" => Manner::Private,
            "altered" => Manner::Altered,
            "partial" => Manner::Partial,
            "withheld" => Manner::Withheld,
            "law" => Manner::Law,
            _ => Manner::Asked,
        };
        return Some((at..at + length, manner));
    }
    let reader = Reader { plain, tokens, range };
    if reader.is(at, "anonymity") {
        return Some((reader.anonymity(at)?..at + 1, Manner::Asked));
    }
    if reader.is(at, "anonymously") {
        return Some((reader.anonymously(at)?..at + 1, Manner::Asked));
    }
    match reader.word(at)? {
        Word::Nameless => Some((reader.nameless(at)?..at + 1, Manner::Asked)),
        Word::Named => reader.named(at).map(|(start, manner)| (start..at + 1, manner)),
        Word::Name => reader.name(at).map(|range| (range, Manner::Asked)),
        Word::Allowed | Word::Strict => reader.allowed(at).map(|range| (range, Manner::Barred)),
        _ => reader.forbidden(at).map(|range| (range, Manner::Barred)),
    }
}

impl Reader<'_> {
    fn text(&self, at: usize) -> &str {
        if self.range.contains(&at) { self.tokens[at].text(self.plain) } else { "" }
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
    }

    fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    fn word(&self, at: usize) -> Option<Word> {
        if self.range.contains(&at) { WORDS.get(&self.tokens[at].key).copied() } else { None }
    }

    fn has(&self, at: usize, words: &[Word]) -> bool {
        self.word(at).is_some_and(|word| words.contains(&word))
    }

    /// The token before `at` that is no adverb.
    fn before(&self, at: usize) -> Option<usize> {
        let adverb = |i: &usize| {
            let text = self.text(*i);
            text.ends_with("ly")
                || ["further", "otherwise", "even", "yet", "also", "strict", "complete", "total"].contains(&text)
        };
        (self.range.start..at).rev().take(3).find(|i| !adverb(i))
    }

    /// Whether a token denies: `not`, `never`, `didn't`.
    fn denies(&self, at: usize) -> bool {
        self.is_any(at, &["not", "never"]) || self.text(at).ends_with("n't") || self.text(at).ends_with("n’t")
    }

    /// The last token of these kinds among the few before `at`.
    fn back(&self, at: usize, words: &[Word]) -> Option<usize> {
        (self.range.start..at).rev().take(REACH).find(|i| self.has(*i, words))
    }

    /// `condition of anonymity`, `requested anonymity`, `asked for complete anonymity`
    fn anonymity(&self, at: usize) -> Option<usize> {
        let before = self.before(at)?;
        if self.is(before, "of") {
            let head = self.before(before)?;
            return self.has(head, &[Word::Cover]).then_some(head);
        }
        let verb = if self.is_any(before, &["for", "on", "to", "their", "his", "her"]) {
            self.before(before)?
        } else {
            before
        };
        self.has(verb, &[Word::Ask, Word::Grant, Word::Want]).then_some(verb)
    }

    /// `spoke to reporters anonymously`
    fn anonymously(&self, at: usize) -> Option<usize> {
        let speaks = |i: &usize| {
            let text = self.text(*i).to_ascii_lowercase();
            verbs::is_speech(self.tokens[*i].key)
                || ["speak", "speaking", "talking", "interviewed", "quoted", "say"].contains(&text.as_str())
        };
        (self.range.start..at).rev().take(4).find(speaks)
    }

    /// `wished to remain anonymous`
    fn nameless(&self, at: usize) -> Option<usize> {
        let keep = self.before(at).filter(|i| self.has(*i, &[Word::Keep]))?;
        // `if they want to remain anonymous`
        let open =
            |i: usize| (self.range.start..i).rev().take(3).any(|b| self.is_any(b, &["if", "whether", "can", "may"]));
        let unasked = |i: usize| i.checked_sub(1).is_some_and(|before| self.denies(before)) || open(i);
        self.back(keep, &[Word::Ask, Word::Want]).filter(|i| !unasked(*i))
    }

    /// `not to be named`, `declined to be identified`, `would not be quoted`
    fn named(&self, at: usize) -> Option<(usize, Manner)> {
        let be = self.before(at).filter(|i| self.is_any(*i, &["be", "being"]))?;
        let before = self.before(be)?;
        if self.is(be, "being") {
            let asks = self.back(before, &[Word::Cover, Word::Ask]);
            return self.denies(before).then(|| (asks.unwrap_or(before), Manner::Asked));
        }
        if self.is_any(before, &["to", "not"]) {
            // `not to be named`, `to not be named`
            let other = self.before(before)?;
            let denied = self.is(before, "to") && self.denies(other) || self.is(before, "not") && self.is(other, "to");
            if denied {
                return Some((self.back(other, &[Word::Ask, Word::Want]).unwrap_or(other), Manner::Asked));
            }
            if self.is(before, "to") {
                let declines = self.has(other, &[Word::Decline]);
                let wants = self.has(other, &[Word::Want]) && self.before(other).is_some_and(|i| self.denies(i));
                return (declines || wants).then_some((other, Manner::Asked));
            }
            return match self.text(other).to_ascii_lowercase().as_str() {
                "would" if self.names_somebody(other) => Some((other, Manner::Asked)),
                "would" | "will" => None,
                "could" | "can" | "may" => Some((other, Manner::Law)),
                // `on condition they not be identified`
                _ => self.back(before, &[Word::Cover, Word::Ask]).map(|i| (i, Manner::Asked)),
            };
        }
        match self.text(before).to_ascii_lowercase().replace('’', "'").as_str() {
            "wouldn't" if self.names_somebody(before) => Some((before, Manner::Asked)),
            "cannot" | "can't" | "couldn't" => Some((before, Manner::Law)),
            _ => None,
        }
    }

    /// Whether somebody would not be named, and not some post would not be filled: `who would`.
    fn names_somebody(&self, at: usize) -> bool {
        self.before(at).is_some_and(|i| self.is_any(i, &["who", "he", "she", "they", "and", "but"]))
    }

    /// `declined to give her last name`, `asked that his name not be used`
    fn name(&self, at: usize) -> Option<Range<usize>> {
        let mut first = at;
        while first > self.range.start && self.has(first - 1, &[Word::Kind]) {
            first -= 1;
        }
        let owner = first.checked_sub(1).filter(|i| self.is_any(*i, &["his", "her", "their", "a"]))?;
        let verb = self.before(owner)?;
        if self.has(verb, &[Word::Give]) {
            let before = self.before(verb)?;
            let to = self.is(before, "to");
            let other = if to { self.before(before)? } else { before };
            let negated =
                self.denies(other) || self.is(other, "to") && self.before(other).is_some_and(|i| self.denies(i));
            let wants = self.has(other, &[Word::Want]) && self.before(other).is_some_and(|i| self.denies(i));
            if to && self.has(other, &[Word::Decline]) || wants {
                return Some(other..at + 1);
            }
            // `asked the station not to use his name`, `would not give his name`
            let asks = self.back(other, &[Word::Ask, Word::Want]);
            let would =
                self.before(other).is_some_and(|i| self.is_any(i, &["would", "will"])) || self.is(other, "wouldn't");
            let first = if would && !self.is(other, "wouldn't") { self.before(other).unwrap_or(other) } else { other };
            return (negated && (asks.is_some() || would)).then(|| asks.unwrap_or(first)..at + 1);
        }
        let mut end = at + 1;
        while self.is_any(end, &["not", "to", "be", "being", "made", "in"]) {
            end += 1;
        }
        let withheld = self.has(end, &[Word::Use]) || self.is(end, "print");
        if !withheld || self.has(end, &[Word::Use]) && self.is(end, "known") && end == at + 1 {
            return None;
        }
        let asks = self.back(owner, &[Word::Ask, Word::Cover, Word::Want])?;
        let denied = (asks..end).any(|i| self.denies(i))
            || self.is(end, "withheld")
            || asks.checked_sub(1).is_some_and(|i| self.denies(i));
        denied.then_some(asks..end + 1)
    }

    /// `not authorized to speak publicly`
    fn allowed(&self, at: usize) -> Option<Range<usize>> {
        let mut not = self.before(at)?;
        if self.is_any(not, &["been", "being", "be"]) {
            not = self.before(not)?;
        }
        (self.denies(not) && self.may_not(at + 1, self.has(at, &[Word::Strict]))).then_some(not..at + 3)
    }

    /// `unauthorized to speak`, `without permission to comment`, `not at liberty to discuss`
    fn forbidden(&self, at: usize) -> Option<Range<usize>> {
        // Only the speaking words come here; the ban stands before their `to`.
        if !self.has(at, &[Word::Speak, Word::Tell, Word::Give]) || !at.checked_sub(1).is_some_and(|i| self.is(i, "to"))
        {
            return None;
        }
        let ban = at.checked_sub(2).filter(|i| self.range.contains(i))?;
        if self.is_any(ban, &["unauthorized", "unauthorised", "forbidden"]) {
            return Some(ban..at + 1);
        }
        let office =
            self.is_any(ban, &["authorization", "authorisation", "permission", "authority", "clearance", "liberty"]);
        let denied = (self.range.start..ban)
            .rev()
            .take(4)
            .find(|i| self.denies(*i) || self.is_any(*i, &["without", "lacked", "lacking", "lack", "lacks", "no"]));
        denied.filter(|_| office && !self.has(at, &[Word::Give])).map(|start| start..at + 1)
    }

    /// `to speak`, `to publicly discuss`, behind the word that allows it. Who may not go somewhere
    /// is no source; `allowed` says that of many things, `authorized` mostly of talk.
    fn may_not(&self, to: usize, strict: bool) -> bool {
        if !self.is(to, "to") {
            return false;
        }
        let verb = if self.text(to + 1).ends_with("ly") { to + 2 } else { to + 1 };
        let quoted = self.is(verb, "be") && self.has(verb + 1, &[Word::Named]);
        let gives =
            self.has(verb, &[Word::Tell]) || self.is_any(verb, &["disclose", "reveal", "provide", "share", "give"]);
        self.has(verb, &[Word::Speak]) || quoted || !strict && gives
    }
}
