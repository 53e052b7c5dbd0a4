//! The lines above a story, read as claims.
//!
//! Headlinese is its own language: `Council backs bridge, scraps ferry`, `Flood risk rising –
//! minister`, `LIVE: …`. A claim is one sentence of a headline or deck without its kicker, cut
//! into clauses where commas, dashes and small words part them. What it says is left to the
//! checks; here stand the words that others may compare, and who answers for them.

use std::ops::Range;
use std::sync::LazyLock;

use super::status::{self, Spot, Status};
use crate::annotate::Annotated;
use crate::annotate::lemmas;
use crate::annotate::tokens::{Kind, Token, key};
use crate::annotate::verbs::Tone;
use crate::article::{Place, Role};
use crate::lexicon::{KeyMap, Lexicon};

/// A word of weight.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Its token.
    pub at: usize,
    /// What it is compared by.
    pub stem: u64,
    /// Whether it is written in digits or as a numeral.
    pub number: bool,
}

/// A sentence above the story.
#[derive(Clone, Debug)]
pub struct Claim<'a> {
    /// Its region.
    pub region: u32,
    /// What its region is.
    pub role: Role,
    /// The region's text.
    pub plain: &'a str,
    /// The region's tokens.
    pub tokens: &'a [Token],
    /// The tokens of the claim.
    pub range: Range<usize>,
    /// Its words of weight, in order.
    pub words: Vec<Word>,
}

/// Words that are compared by another: `British` by `Britain`, `cops` by `police`.
static LIKE: LazyLock<KeyMap<u64>> = LazyLock::new(|| {
    let lists =
        [include_str!("../../../rules/lexicons/demonyms.txt"), include_str!("../../../rules/lexicons/like-words.txt")];
    let mut like = KeyMap::default();
    for entry in lists.iter().flat_map(|list| Lexicon::parse(list).entries().to_vec()) {
        let last = entry.value.as_deref().and_then(|value| value.split(' ').next_back());
        if let Some(last) = last.filter(|_| !entry.phrase.contains([' ', '-'])) {
            like.insert(lemmas::stem(&entry.phrase), lemmas::stem(last));
        }
    }
    like
});

/// Marks that part a kicker from its headline.
const BARS: [char; 3] = ['|', '•', '»'];

/// Words before a colon that label a headline and say nothing.
const LABELS: [&str; 16] = [
    "live",
    "watch",
    "video",
    "photos",
    "exclusive",
    "breaking",
    "update",
    "updated",
    "opinion",
    "analysis",
    "editorial",
    "column",
    "latest",
    "report",
    "explainer",
    "listen",
];

/// The claims above the story: of headlines, further headlines and decks.
pub fn claims<'a>(article: &'a Annotated<'_>) -> Vec<Claim<'a>> {
    let mut claims = Vec::new();
    for (region, it) in article.article().regions.iter().enumerate() {
        if !it.role.is_display() {
            continue;
        }
        let region = region as u32;
        let tokens = article.tokens().of(region);
        for sentence in article.sentences().of(region) {
            claims.push(claim(article, region, tokens, sentence.first as usize..sentence.last as usize));
        }
    }
    claims
}

fn claim<'a>(article: &'a Annotated<'_>, region: u32, tokens: &'a [Token], whole: Range<usize>) -> Claim<'a> {
    let plain = article.plain(region);
    let mut claim =
        Claim { region, role: article.region(region).role, plain, tokens, range: whole.clone(), words: Vec::new() };
    let bar = whole.clone().find(|at| BARS.iter().any(|bar| tokens[*at].is(*bar)));
    if let Some(bar) = bar.filter(|bar| *bar < whole.start + 6 && bar + 3 < whole.end) {
        claim.range.start = bar + 1;
    } else if let Some(bar) = bar {
        claim.range.end = bar;
    }
    let colon = claim.range.clone().take(4).find(|at| tokens[*at].is(':'));
    // `Herald report: …` names who reports it.
    let named = |colon: usize| claim.is(colon.saturating_sub(1), "report") && colon > claim.range.start + 1;
    if let Some(colon) =
        colon.filter(|colon| !named(*colon) && LABELS.iter().any(|l| claim.is(colon.saturating_sub(1), l)))
    {
        claim.range.start = colon + 1;
    }
    claim.words = words(plain, tokens, claim.range.clone());
    claim
}

/// The numerals that headlines write in digits; `one` is mostly a pronoun.
const NUMERALS: [&str; 11] =
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The words of weight among some tokens.
pub fn words(plain: &str, tokens: &[Token], range: Range<usize>) -> Vec<Word> {
    let weighty = |at: &usize| is_weighty(&tokens[*at]);
    range.filter(weighty).map(|at| word(plain, tokens, at)).collect()
}

/// Whether a token can tell one story from another.
pub fn is_weighty(token: &Token) -> bool {
    match token.kind {
        Kind::Number => true,
        Kind::Word => {
            let small = lemmas::function(token).is_some() && !NUMERALS.iter().any(|n| token.key == key(n));
            !small && token.end - token.start > 1
        }
        _ => false,
    }
}

/// Whether a token is a mark of quotation, and no apostrophe: `analysts' estimates`.
pub fn is_quote(tokens: &[Token], at: usize) -> bool {
    let tight = |at: usize| tokens.get(at).is_some_and(|t| !t.spaced);
    let Some(token) = tokens.get(at).filter(|t| t.kind == Kind::Quote) else { return false };
    let apostrophe = !token.is('"') && !token.is('“') && !token.is('”');
    !(apostrophe && tight(at) && !tight(at + 1))
}

/// One token, as it is compared. Numerals are compared as digits.
pub fn word(plain: &str, tokens: &[Token], at: usize) -> Word {
    let token = &tokens[at];
    let text = token.text(plain);
    if token.kind == Kind::Number {
        return Word { at, stem: number_key(text), number: true };
    }
    match NUMERALS.iter().position(|n| n.eq_ignore_ascii_case(text)) {
        Some(value) => Word { at, stem: number_key(&(value + 2).to_string()), number: true },
        None => {
            let stem = lemmas::stem(text);
            Word { at, stem: LIKE.get(&stem).copied().unwrap_or(stem), number: false }
        }
    }
}

fn number_key(text: &str) -> u64 {
    key(text.trim_end_matches(".0"))
}

impl Claim<'_> {
    /// Whether a token is this word, whatever its case.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_any(self.plain, &[word]))
    }

    /// Whether the first of some tokens is a form of a word of the claim. Stems alone take a few words for
    /// others; those begin otherwise.
    pub fn meets(&self, word: &Word, tokens: &[Token], plain: &str) -> bool {
        let mine = self.text(word.at..word.at + 1);
        tokens.first().filter(|t| t.kind == Kind::Word).is_some_and(|token| {
            let text = token.text(plain);
            let same =
                |len: usize| text.get(..len).zip(mine.get(..len)).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b));
            // `sell` and `sold` have but one letter in common.
            let irregular = || lemmas::is_irregular(text) || lemmas::is_irregular(mine);
            same(1) && (same(2) || irregular()) && self::word(plain, tokens, 0).stem == word.stem
        })
    }

    /// The words of weight within some tokens.
    pub fn within(&self, tokens: Range<usize>) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(move |word| tokens.contains(&word.at))
    }

    /// Whether it asks instead of saying, or only announces (`How …`, `What to know about …`).
    pub fn asks(&self) -> bool {
        let opens = [
            "how", "what", "who", "where", "when", "is", "are", "can", "could", "should", "will", "does", "do", "did",
            "would", "why", "which",
        ];
        self.tokens.get(self.range.clone()).unwrap_or_default().iter().any(|t| t.is('?'))
            || opens.iter().any(|w| self.is(self.range.start, w)) && !self.is_acronym(self.range.start)
    }

    /// Whether a token is a name in capitals among words that have none: `WHO warns`.
    fn is_acronym(&self, at: usize) -> bool {
        let upper = |at: usize| self.tokens.get(at).is_some_and(|t| t.upper);
        upper(at) && self.range.clone().any(|at| self.tokens[at].kind == Kind::Word && !upper(at))
    }

    /// How firmly it says its own words.
    pub fn status(&self, tokens: &Range<usize>) -> Status {
        let (first, last) = (self.range.start, self.range.end);
        let spot = Spot { plain: self.plain, tokens: self.tokens, first, last, at: tokens.start, end: tokens.end };
        status::read(&spot, false)
    }

    /// Whether it leaves what a token says to somebody: `Police: …`, `… – minister`, `…, study finds`.
    /// In `Man who stole van says` the theft is nobody's word.
    pub fn is_attributed(&self, article: &Annotated<'_>, at: usize) -> bool {
        let place = self.place(self.range.clone());
        let start = self.tokens.get(at).map_or(0, |t| t.start);
        let attributions = article.attributions();
        let said = attributions.of(self.region).iter().any(|said| {
            // `Court rejects thief's plea` says nothing of the thief; `Kerr wants to leave` is nobody's word.
            let stance = matches!(said.tone, Tone::Evaluate | Tone::Direct | Tone::Mind);
            let own = (place.start..place.end).contains(&said.cue.start) && !stance;
            let modifies = said.source.is_some_and(|s| (s.place.start..s.place.end).contains(&start));
            let content = attributions.content(said);
            own && !modifies
                && (content.is_empty()
                    || content.iter().any(|p| (p.start..p.end).contains(&start))
                    || start > said.cue.start)
        });
        if said {
            return true;
        }
        let marks = self.range.clone().filter(|at| {
            self.tokens[*at].is(':')
                || ['-', '–', '—'].iter().any(|m| self.tokens[*at].is(*m) && self.tokens[*at].spaced)
        });
        let few = |tokens: Range<usize>| self.within(tokens.clone()).count() <= 3 && tokens.len() <= 6;
        marks.clone().any(|at| few(at + 1..self.range.end))
            || marks.clone().any(|at| self.tokens[at].is(':') && few(self.range.start..at))
    }

    /// Whether quotation marks stand around a word.
    pub fn is_quoted(&self, tokens: &Range<usize>) -> bool {
        let quote = |at: usize| self.tokens.get(at).is_some_and(|t| t.kind == Kind::Quote);
        tokens.start > 0 && quote(tokens.start - 1) || quote(tokens.end)
    }

    /// A place of this claim.
    pub fn place(&self, tokens: Range<usize>) -> Place {
        let start = self.tokens.get(tokens.start).map_or(0, |t| t.start);
        let end = tokens.end.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(start, |t| t.end);
        Place::within(self.region, start..end.max(start))
    }

    /// The words of a place of this claim.
    pub fn text(&self, tokens: Range<usize>) -> &str {
        let place = self.place(tokens);
        self.plain.get(place.start as usize..place.end as usize).unwrap_or("")
    }
}
