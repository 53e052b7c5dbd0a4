//! The lines above a story, read as claims.
//!
//! Headlinese is its own language: `Council backs bridge, scraps ferry`, `Flood risk rising –
//! minister`, `LIVE: …`. A claim is one sentence of a headline or deck without its kicker, cut
//! into clauses where commas, dashes and small words part them. What it says is left to the
//! checks; here stand the words that others may compare, and who answers for them.

use std::ops::Range;
use std::sync::LazyLock;

use super::families::Families;
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

static CARRIERS: LazyLock<Carriers> = LazyLock::new(|| Carriers {
    forms: Families::new(&Lexicon::parse(include_str!("../../../rules/lexicons/carrier-verbs.txt"))),
});

struct Carriers {
    forms: Families,
}

/// Whether the first of some tokens is a verb that leaves it to the noun behind it to say what is done
/// (`voices support`, `wins approval`).
fn is_carrier(tokens: &[Token]) -> bool {
    carries(tokens, "carrier")
}

/// Whether it is such a verb by which the one before it does so: `gave her approval`, and not `won`.
pub fn is_giver(tokens: &[Token]) -> bool {
    carries(tokens, "giver")
}

fn carries(tokens: &[Token], family: &str) -> bool {
    let family = CARRIERS.forms.family(family);
    let hit = CARRIERS.forms.at(tokens.get(..1).unwrap_or_default());
    hit.is_some_and(|hit| !hit.form.is_base() && family.is_some_and(|family| hit.families.contains(&family)))
}

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

/// Words that go with a verb and look like one.
const PARTICLES: [&str; 12] =
    ["back", "up", "down", "out", "off", "over", "on", "in", "away", "round", "around", "together"];

/// Words that open a clause of its own in a headline.
const JOINTS: [&str; 23] = [
    "after",
    "as",
    "while",
    "when",
    "but",
    "amid",
    "despite",
    "over",
    "who",
    "that",
    "which",
    "before",
    "because",
    "although",
    "though",
    "if",
    "unless",
    "until",
    "following",
    "since",
    "where",
    "whether",
    "why",
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
        let opens = self.text(word.at..word.at + 1).get(..2);
        tokens.first().filter(|t| t.kind == Kind::Word).is_some_and(|token| {
            let text = token.text(plain);
            // `sell` and `sold` have but one letter in common.
            let irregular = lemmas::is_irregular(text) || lemmas::is_irregular(self.text(word.at..word.at + 1));
            let len = if irregular { 1 } else { 2 };
            let same = text.get(..len).zip(opens.and_then(|opens| opens.get(..len)));
            let same = same.is_some_and(|(a, b)| a.eq_ignore_ascii_case(b));
            same && self::word(plain, tokens, 0).stem == word.stem
        })
    }

    /// Whether a token parts clauses.
    pub fn parts(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return true };
        let dash = token.is('-') && token.spaced;
        let number = |at: usize| self.tokens.get(at).is_some_and(|t| t.kind == Kind::Number);
        // `Mara Lind, 43, quits` stays one clause.
        let aside = token.is(',') && at > 0 && (number(at - 1) || number(at + 1));
        dash || [':', ';', '–', '—', '(', ')'].iter().any(|m| token.is(*m))
            || token.is(',') && !aside
            || JOINTS.iter().any(|j| self.is(at, j))
    }

    /// The clause that a token stands in. A comma stands for `and` where no verb is before it: `Lind,
    /// others hurt in crash`.
    pub fn clause(&self, at: usize) -> Range<usize> {
        let parts = |i: usize| self.parts(i) && !(self.tokens[i].is(',') && self.lists(i, at));
        let start = (self.range.start..at).rev().find(|i| parts(*i)).map_or(self.range.start, |i| i + 1);
        let end = (at + 1..self.range.end).find(|i| self.parts(*i)).unwrap_or(self.range.end);
        // `Man who stole van`: who it is stands before.
        // `Lind announces talks but opposes vote`: so it does behind `but`.
        let relative =
            start > self.range.start && ["who", "that", "which", "but"].iter().any(|w| self.is(start - 1, w));
        if relative && start == at {
            let before = (self.range.start..start - 1).rev().find(|i| parts(*i)).map_or(self.range.start, |i| i + 1);
            return before..end;
        }
        start..end
    }

    /// The word that the subject of a verb ends in. Verbs that only carry a noun (`voices support`)
    /// are passed over.
    pub fn head(&self, verb: usize) -> Option<u64> {
        let clause = self.clause(verb);
        let mut words: Vec<&Word> = self.within(clause.start..verb).filter(|word| !word.number).collect();
        while let Some(last) = words.pop() {
            let token = self.tokens.get(last.at)?;
            let carries = is_carrier(self.tokens.get(last.at..)?);
            let adverb = token.text(self.plain).ends_with("ly");
            // `Governor refuses to pardon`: the verb before `to` is nobody.
            let refuses =
                ["refuses", "refuse", "refused", "declines", "decline", "declined", "fails", "fail", "failed"];
            let chained = self.is(last.at + 1, "to") && refuses.iter().any(|word| self.is(last.at, word));
            // `Head of the agency quits`: what a preposition ties on is no head.
            let tied = (clause.start..last.at)
                .rev()
                .take(2)
                .find(|at| ["of", "for", "in", "from", "at", "on", "with", "by"].iter().any(|w| self.is(*at, w)));
            if let Some(tied) = tied {
                words.retain(|word| word.at < tied);
                if words.is_empty() {
                    return Some(last.stem);
                }
                continue;
            }
            if !(carries || adverb || chained) || words.is_empty() {
                return Some(last.stem);
            }
        }
        None
    }

    /// Whether what stands before a comma is the first of a list that goes on up to a verb.
    fn lists(&self, comma: usize, verb: usize) -> bool {
        let start = (self.range.start..comma).rev().find(|i| self.parts(*i)).map_or(self.range.start, |i| i + 1);
        let verbal = |word: &Word| {
            let text = self.text(word.at..word.at + 1);
            text.ends_with('s') || text.ends_with("ed") || lemmas::is_irregular(text)
        };
        start < comma
            && !self.within(start..comma).any(verbal)
            && self.within(comma..verb).filter(|word| word.at < verb).count() <= 2
    }

    /// Who does what it says: what stands before its first verb, or behind `by` in the passive; all of
    /// it where no verb tells.
    pub fn agent(&self) -> Range<usize> {
        let sure = |word: &&Word| {
            // `Storm victims to sue`, `Board plans draw anger`: what a verb follows is a noun.
            let next = self.words.iter().find(|next| next.at == word.at + 1);
            let past = |next: &Word| {
                let text = self.text(next.at..next.at + 1);
                (text.ends_with("ed") || lemmas::is_irregular_past(key(text))) && self.is_verb(next)
            };
            let helped = ["to", "will", "may", "can", "could", "not", "are", "were"];
            self.is_verb(word) && !helped.iter().any(|w| self.is(word.at + 1, w)) && !next.is_some_and(past)
        };
        let Some(verb) = self.words.iter().find(sure) else { return self.range.clone() };
        let clause = self.clause(verb.at);
        let by = (verb.at + 1..clause.end).find(|at| self.is(*at, "by"));
        match by.filter(|by| self.within(verb.at + 1..*by).next().is_none()) {
            Some(by) => by + 1..clause.end,
            None => clause.start..verb.at,
        }
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

    /// Whether a word of the claim can be its verb: somebody stands before it, and it looks like one.
    pub fn is_verb(&self, word: &Word) -> bool {
        let clause = self.clause(word.at);
        let Some(before) = self.within(clause.start..word.at).last() else { return false };
        let text = self.text(word.at..word.at + 1);
        let behind = word.at > clause.start && ["to", "not", "will", "never"].iter().any(|w| self.is(word.at - 1, w));
        let third = text.ends_with('s') && !text.ends_with("ss");
        let past = text.ends_with("ed") || lemmas::is_irregular(text);
        let nominal =
            ["a", "an", "the", "of", "for", "in", "on", "with", "by", "his", "her", "its", "their", "from", "at"];
        let noun = word.at > clause.start && nominal.iter().any(|w| self.is(word.at - 1, w));
        // `urge court to reject cuts`, `grief over city cuts`: no verb where one has been, or behind a
        // preposition and a noun.
        let firm = past || behind;
        let near = clause.start.max(word.at.saturating_sub(2))..word.at;
        let tied = near.into_iter().any(|at| nominal.iter().any(|w| self.is(at, w)));
        let infinitive = (clause.start..word.at).any(|at| self.is(at, "to"));
        if !firm && (tied || infinitive) || PARTICLES.iter().any(|p| self.is(word.at, p)) {
            return false;
        }
        // `wants payment systems`: what ends in `s` there is a verb.
        let carrier = CARRIERS.forms.at(self.tokens.get(before.at..before.at + 1).unwrap_or_default());
        let plural = self.is_plural(before.at) && carrier.is_none();
        !noun && (behind || third || past || plural)
    }

    /// Whether a noun may be a plural, which takes a verb without an ending: `Police arrest two`.
    pub fn is_plural(&self, at: usize) -> bool {
        const PLURALS: [&str; 6] = ["police", "people", "men", "women", "children", "clergy"];
        self.text(at..at + 1).ends_with('s') || PLURALS.iter().any(|word| self.is(at, word))
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
