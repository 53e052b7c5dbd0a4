//! What the noun phrase of an unnamed source says of it.
//!
//! ```text
//! two former Harbour Board officials with knowledge of the talks
//! ```
//!
//! The determiner says whether the story introduces it or speaks of it as known, the words before
//! the noun and behind it say whose it is and how it can know.

mod nouns;

use std::ops::Range;

use crate::annotate::Annotated;
use crate::annotate::attributions::Source;
use crate::annotate::tokens::{Kind, Token, key};
use crate::annotate::verbs;
use crate::article::Place;
use nouns::{BODIES, OFFICES, VANTAGE};
pub use nouns::{is_human, role};

/// What kind of source a noun makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// `source`, `insider`: the noun says nothing.
    Source,
    /// `person`, `people`, `someone`.
    Someone,
    /// Somebody with an office or a job: `official`, `aide`, `executive`.
    Insider,
    /// Somebody who speaks by profession of what others do.
    Expert,
    /// Somebody who takes a side.
    Partisan,
    /// Anybody else: a neighbour, a voter.
    Bystander,
}

/// How a phrase begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Determiner {
    /// `a`, `one`, `two`, `several`: it is introduced.
    Indefinite,
    /// `another`, `a second`, `other`: somebody else than before.
    Another,
    /// `the`, `both`, `these`: it is known.
    Definite,
    /// `one of the`, `two of the`: some of those that are known.
    Partitive,
    /// `some`, `many`, `most`.
    Some,
    /// `his`, `Kerr's`.
    Possessive,
    /// Nothing.
    Bare,
}

/// What a noun phrase says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// How it begins.
    pub determiner: Determiner,
    /// How many, where it says so; 0 for `several`.
    pub count: Option<u16>,
    /// Whether it is more than one.
    pub plural: bool,
    /// What kind of source its noun makes it.
    pub standing: Standing,
    /// The noun, the same for singular and plural.
    pub noun: u64,
    /// Where the noun stands.
    pub head: Place,
    /// The words between determiner and noun that say something: `Harbour`, `Board`.
    pub modifiers: Vec<u64>,
    /// Whether an institution or somebody's name says whose it is.
    pub affiliated: bool,
    /// Whether the story says for whom it works: `analysts at Halden Bank`.
    pub employed: bool,
    /// What shows that it can know.
    pub vantage: Option<Place>,
    /// Whether it belongs to a body that briefs the press by trade: police, a hospital.
    pub brief: bool,
    /// Whether the story says that it does not name it: `an unnamed official`.
    pub unnamed: bool,
    /// Whether its post is held in public: `a senator`.
    pub office: bool,
    /// Whether the story is about what became of it: `an official accused of theft`.
    pub accused: bool,
}

impl Phrase {
    /// How much it says; see [`super::Unnamed::specificity`].
    pub fn specificity(&self) -> u8 {
        let nothing = matches!(self.standing, Standing::Source | Standing::Someone);
        match (nothing, self.affiliated, self.modifiers.is_empty()) {
            _ if self.vantage.is_some() => 3,
            (false, true, _) => 2,
            (true, false, true) => 0,
            _ => 1,
        }
    }

    /// Whether it introduces a source of its own.
    pub fn introduces(&self) -> bool {
        !matches!(self.determiner, Determiner::Definite | Determiner::Partitive)
    }
}

/// How far before the noun the phrase can begin.
const REACH: usize = 9;

/// How many words behind the noun still belong to it.
const BEHIND: usize = 30;

/// Reads the phrase of a source.
pub fn read(article: &Annotated<'_>, source: &Source) -> Option<Phrase> {
    let tokens = article.tokens().of(source.head.region);
    let head = tokens.partition_point(|t| t.start < source.head.start);
    let first = tokens.partition_point(|t| t.start < source.place.start);
    let last = tokens.partition_point(|t| t.end <= source.place.end);
    // `objections from critics who say`: the nearest noun speaks.
    let relative =
        ["who", "that"].contains(&tokens.get(first).map_or("", |t| t.text(article.plain(source.head.region))));
    let crowd =
        |t: &Token| role(t).is_some_and(|(standing, _)| matches!(standing, Standing::Expert | Standing::Partisan));
    let noun = first.checked_sub(1).filter(|b| relative && *b != head && tokens.get(*b).is_some_and(crowd));
    if let Some(noun) = noun {
        return at_head(article, source.head.region, noun, None, noun + 1);
    }
    // `an aide, who asked not to be named, said`: the source is `who`, its noun stands before.
    let from = if first > head { None } else { Some(first) };
    at_head(article, source.head.region, head, from, until(article, source, head, last))
}

/// Where the phrase of a source ends: with what was read of it, and behind a verb or `according
/// to` with what follows up to the comma (`said an aide close to the mayor`).
pub fn until(article: &Annotated<'_>, source: &Source, head: usize, last: usize) -> usize {
    let (plain, tokens) = (article.plain(source.head.region), article.tokens().of(source.head.region));
    let inside = |at: usize| {
        tokens.get(at).is_some_and(|t| {
            t.kind == Kind::Word && (TIES.contains(&t.text(plain)) || VANTAGE.starts(&tokens[at..]).is_some())
        })
    };
    let finite = |at: usize| tokens.get(at).is_some_and(|t| !t.capital && verbs::is_speech(t.key));
    let mut end = last.max(head + 1);
    if inside(end) || end == head + 1 && inside(head + 1) {
        while end < head + BEHIND && tokens.get(end).is_some_and(|t| t.kind != Kind::Mark && t.kind != Kind::Quote) {
            if finite(end) {
                return last.max(head + 1);
            }
            end += 1;
        }
    }
    end
}

/// Words that tie more to a noun phrase.
const TIES: [&str; 9] = ["at", "close", "familiar", "for", "from", "in", "of", "to", "with"];

/// Reads the phrase whose noun is the token `head`; `until` is where it ends, at the latest.
pub fn at_head(article: &Annotated<'_>, region: u32, head: usize, from: Option<usize>, until: usize) -> Option<Phrase> {
    let (plain, tokens) = (article.plain(region), article.tokens().of(region));
    let noun = tokens.get(head)?;
    // `a 12-employee firm`: the noun is a part of an adjective.
    let glued = !noun.spaced && head.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| t.is('-'));
    if glued && tokens.get(head + 1).is_some_and(|t| t.kind == Kind::Word && t.spaced) {
        return None;
    }
    let bare = noun.text(plain).strip_suffix('s').map_or(noun.key, key);
    // `a former Republican presidential candidate`: the word is an adjective.
    let party = ["republican", "democrat", "conservative", "liberal", "moderate"]
        .contains(&noun.text(plain).to_ascii_lowercase().as_str());
    if party && (head + 1..head + 3).any(|at| tokens.get(at).is_some_and(|t| !t.capital && is_human(t))) {
        return None;
    }
    let (standing, stem) = role(noun).unwrap_or((Standing::Bystander, bare));
    let text = |at: usize| tokens.get(at).map_or("", |t| t.text(plain));
    let lower = |at: usize| text(at).to_ascii_lowercase();
    let sentences = article.sentences().of(region);
    let sentence = sentences.get(sentences.partition_point(|s| s.last as usize <= head))?;
    let floor = (sentence.first as usize).max(head.saturating_sub(REACH));
    let first = from.unwrap_or_else(|| start(plain, tokens, floor, head)).max(floor);
    let plural = noun.key != key("someone") && noun.key != key("somebody") && is_plural(plain, noun, stem);
    let mut determiner = Determiner::Bare;
    let mut count = None;
    let mut modifiers = Vec::new();
    let mut affiliated = false;
    let mut unnamed = false;
    for (at, token) in tokens.iter().enumerate().take(head).skip(first) {
        let word = lower(at);
        match word.as_str() {
            "the" | "these" | "those" | "this" | "that" | "both" | "its" if determiner == Determiner::Bare => {
                determiner = Determiner::Definite;
            }
            "the" | "these" | "those" | "his" | "her" | "their"
                if matches!(determiner, Determiner::Indefinite | Determiner::Some)
                    && lower(at.saturating_sub(1)) == "of" =>
            {
                determiner = Determiner::Partitive;
            }
            "a" | "an" if determiner == Determiner::Bare => (determiner, count) = (Determiner::Indefinite, Some(1)),
            "another" => (determiner, count) = (Determiner::Another, Some(1)),
            "other" | "second" | "third"
                if determiner != Determiner::Definite && determiner != Determiner::Partitive =>
            {
                determiner = Determiner::Another;
            }
            "some" | "many" | "most" | "few" | "certain" | "various" if determiner == Determiner::Bare => {
                determiner = Determiner::Some;
            }
            "his" | "her" | "their" | "my" | "our" | "whose" if determiner == Determiner::Bare => {
                determiner = Determiner::Possessive
            }
            "several" | "multiple" | "numerous" | "dozens" | "couple" => {
                count = Some(0);
                if determiner == Determiner::Bare {
                    determiner = Determiner::Indefinite;
                }
            }
            "unnamed" | "unidentified" | "anonymous" | "undisclosed" => unnamed = true,
            "of" | "-" | "," | "who" | "and" | "or" => {}
            _ => {
                if let Some(number) = number(&word, token) {
                    count = Some(number);
                    if determiner == Determiner::Bare {
                        determiner = Determiner::Indefinite;
                    }
                } else if token.kind == Kind::Clitic {
                    determiner = Determiner::Possessive;
                    affiliated = true;
                } else if token.kind == Kind::Word && !EMPTY.contains(&word.as_str()) {
                    modifiers.push(token.key);
                    affiliated |= token.capital && at > sentence.first as usize;
                }
            }
        }
    }
    // `an assertion officials deny`: the determiner belongs to another noun.
    let group = (first..head).any(|at| lower(at) == "of");
    if plural && count == Some(1) && !group && determiner == Determiner::Indefinite {
        let one = lower(first);
        if one == "a" || one == "an" {
            (determiner, count) = (Determiner::Bare, None);
            modifiers.clear();
        }
    }
    // `One of the officials`, `all three men`
    if count.is_some() && determiner == Determiner::Bare {
        determiner = Determiner::Indefinite;
    }
    let until = until.min(head + BEHIND).min(sentence.last as usize);
    let end = behind(plain, tokens, head, until);
    let vantage = (head + 1..until).find_map(|at| {
        let (_, length) = VANTAGE.starts(&tokens[at..until])?;
        Some(Place::within(region, tokens[at].start..tokens[at + length - 1].end))
    });
    // `an adviser to the mayor`, `a lawyer for Norvik`
    let tied = (head + 1..end)
        .any(|at| ["of", "at", "for", "with", "from", "to", "in", "on"].contains(&lower(at).as_str()) && at < head + 3);
    let employed = ["at", "with", "from", "for"].contains(&lower(head + 1).as_str())
        && (head + 2..head + 5).any(|at| tokens.get(at).is_some_and(|t| t.capital));
    let known = vantage.map_or(end, |v| tokens.partition_point(|t| t.start < v.start)).min(end);
    let bodies = (first..known).any(|at| at != head && BODIES.starts(&tokens[at..known]).is_some());
    Some(Phrase {
        determiner,
        count,
        plural,
        standing,
        noun: stem,
        head: Place::within(region, noun.start..noun.end),
        modifiers,
        affiliated: affiliated || tied,
        employed,
        vantage,
        brief: bodies,
        unnamed,
        office: OFFICES.contains_key(&stem),
        accused: (head + 1..head + 3).any(|at| ACCUSED.contains(&lower(at).as_str())),
    })
}

/// Words before a noun that say nothing of the source.
const EMPTY: [&str; 16] = [
    "senior",
    "top",
    "former",
    "longtime",
    "high-level",
    "high",
    "ranking",
    "level",
    "veteran",
    "well",
    "placed",
    "key",
    "current",
    "leading",
    "reliable",
    "informed",
];

/// What was done to somebody whom the story is about.
const ACCUSED: [&str; 12] = [
    "accused",
    "charged",
    "convicted",
    "arrested",
    "indicted",
    "suspended",
    "fired",
    "killed",
    "wounded",
    "injured",
    "jailed",
    "sentenced",
];

/// Walks back from the noun to where its phrase begins.
fn start(plain: &str, tokens: &[Token], floor: usize, head: usize) -> usize {
    let mut at = head;
    while at > floor {
        let token = &tokens[at - 1];
        let word = token.text(plain).to_ascii_lowercase();
        let opens =
            ["a", "an", "the", "one", "another", "some", "several", "both", "these", "those", "his", "her", "their"];
        if opens.contains(&word.as_str()) || number(&word, token).is_some() {
            // `the three sources`, `one of the aides`
            let before = |i: usize, words: &[&str]| i > floor && tokens[i - 1].is_any(plain, words);
            let mut first = at - 1;
            if before(first, &["the", "these", "those", "his", "her", "their", "all"]) {
                first -= 1;
            }
            if before(first, &["of"]) && first >= floor + 2 {
                first -= 2;
            }
            return first;
        }
        if token.kind == Kind::Mark && word != "-"
            || token.kind == Kind::Quote
            || ["said", "says", "told", "by", "to", "from"].contains(&word.as_str())
        {
            return at;
        }
        at -= 1;
    }
    at
}

/// Words that no noun phrase of a source goes on with.
const STOPS: [&str; 12] =
    ["who", "speaking", "that", "is", "are", "was", "were", "has", "have", "had", "spoke", "speaks"];

/// Where the phrase ends that goes on behind the noun: at a comma, or where it says who asked for
/// what.
fn behind(plain: &str, tokens: &[Token], head: usize, until: usize) -> usize {
    let ends = |at: &usize| {
        let token = &tokens[*at];
        token.kind == Kind::Quote
            || matches!(token.text(plain), "," | ";" | ":" | "—" | "–" | "(" | ")")
            || token.kind == Kind::Word
                && (token.is_any(plain, &STOPS) || !token.capital && verbs::is_speech(token.key))
    };
    (head + 1..until).find(ends).unwrap_or(until.max(head + 1)).min(tokens.len())
}

/// The tokens that a mention is shown by: from its first word to the end of its phrase.
pub fn shown(article: &Annotated<'_>, phrase: &Phrase, from: Option<usize>, until: usize) -> Range<usize> {
    let region = phrase.head.region;
    let (plain, tokens) = (article.plain(region), article.tokens().of(region));
    let head = tokens.partition_point(|t| t.start < phrase.head.start);
    let sentences = article.sentences().of(region);
    let sentence = sentences.get(sentences.partition_point(|s| s.last as usize <= head));
    let (first, last) = sentence.map_or((0, tokens.len()), |s| (s.first as usize, s.last as usize));
    let floor = first.max(head.saturating_sub(REACH));
    let start = from.unwrap_or_else(|| start(plain, tokens, floor, head)).max(floor).min(head);
    start..behind(plain, tokens, head, until.min(head + BEHIND).min(last))
}

fn is_plural(plain: &str, noun: &Token, stem: u64) -> bool {
    let text = noun.text(plain).to_ascii_lowercase();
    let man = text.ends_with("men") && !text.ends_with("man");
    (text.ends_with('s') && noun.key != stem) || text == "people" || text == "folks" || man
}

/// A small number in words or digits.
fn number(word: &str, token: &Token) -> Option<u16> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if token.kind == Kind::Number {
        return word.parse().ok();
    }
    let place = WORDS.iter().position(|w| *w == word)?;
    u16::try_from(place + 1).ok()
}
