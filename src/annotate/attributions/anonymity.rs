//! Where a story says that it does not name a source, and why it does not.

use std::sync::LazyLock;

use crate::annotate::Annotated;
use crate::annotate::sentences::Sentence;
use crate::annotate::tokens::Token;
use crate::annotate::verbs;
use crate::article::Place;
use crate::lexicon::Lexicon;

mod markers;

static REASONS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/anonymity-reasons.txt")));
static ROTE: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/rote-reasons.txt")));

/// How many sentences around the statement may still give its reason; policies ask for it close
/// by.
const REASON_REACH: usize = 2;

/// How many words a reason is looked for in, and may be long.
const REASON_WORDS: usize = 60;

/// How many words may stand between the statement and an infinitive that gives its reason:
/// `on condition of anonymity late Tuesday to discuss the offer`.
const PURPOSE_REACH: usize = 4;

/// Whose fear it is, in a sentence that follows.
const PEOPLE: [&str; 9] = ["he", "she", "they", "his", "her", "their", "i", "my", "we"];

/// How a source is left without its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Manner {
    /// It asked for that, or was granted it.
    Asked,
    /// It may not speak: a reason, and a rote one.
    Barred,
    /// A rule that the talk was under is named: a reason too.
    Rule,
    /// It spoke out of the public's hearing: `officials say privately`.
    Private,
    /// Another name is used.
    Altered,
    /// Only a part of the name is given.
    Partial,
    /// The story keeps the name back.
    Withheld,
    /// The name must not or cannot be given.
    Law,
}

/// One statement that a source is not named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anonymity {
    /// The words that say so.
    pub place: Place,
    /// How.
    pub manner: Manner,
    /// The reason that is given, from the word that opens it to the end of its clause.
    pub reason: Option<Place>,
    /// Whether the reason says nothing about the case: `not authorized to speak`.
    pub rote: bool,
    /// The attribution whose source it belongs to: the nearest one in its sentence, or else in
    /// the sentence before; by index in [`super::Attributions::all`].
    pub attribution: Option<u32>,
}

/// Finds the statements of a region; quoted words are not the writer's.
pub fn find(article: &Annotated<'_>, region: u32, level: &[u16], out: &mut Vec<Anonymity>) {
    let tokens = article.tokens().of(region);
    let plain = article.plain(region);
    let sentences = article.sentences().of(region);
    for (number, sentence) in sentences.iter().enumerate() {
        let from = out.len();
        let mut behind = sentence.first as usize;
        for at in sentence.first as usize..sentence.last as usize {
            if at < behind || level.get(at) != Some(&0) {
                continue;
            }
            let range = behind..sentence.last as usize;
            let Some((marker, manner)) = markers::read(plain, tokens, range, at) else { continue };
            behind = marker.end;
            let (Some(first), Some(last)) = (tokens.get(marker.start), tokens.get(marker.end - 1)) else { continue };
            let place = Place::within(region, first.start..last.end);
            // The reason of the statement before: `anonymity because he was not authorized to speak`.
            if out[from..].iter().any(|s| s.reason.is_some_and(|r| r.start <= place.start && place.end <= r.end)) {
                continue;
            }
            let own = matches!(manner, Manner::Barred | Manner::Rule);
            let around = Around { article, region, sentences, number, level, tokens };
            let reason = if own {
                Some(Place::within(region, first.start..clause_end(plain, tokens, sentence, marker.end)))
            } else {
                around.reason(marker.start, marker.end)
            };
            let rote = own || reason.is_some_and(|reason| is_rote(article, reason));
            out.push(Anonymity { place, manner, reason, rote, attribution: None });
        }
        // `who was not authorized to speak and asked not to be named`
        let own = out[from..].iter().find(|s| s.manner == Manner::Barred).and_then(|s| s.reason);
        for statement in out[from..].iter_mut().filter(|s| s.reason.is_none()) {
            statement.reason = own;
            statement.rote = own.is_some();
        }
    }
}

/// A sentence with a statement, and those around it.
struct Around<'s, 'a> {
    article: &'s Annotated<'a>,
    region: u32,
    sentences: &'s [Sentence],
    number: usize,
    level: &'s [u16],
    tokens: &'s [Token],
}

impl Around<'_, '_> {
    /// The reason of the statement in the tokens `at..behind`.
    fn reason(&self, at: usize, behind: usize) -> Option<Place> {
        let sentence = self.sentences.get(self.number)?;
        let (first, last) = (sentence.first as usize, sentence.last as usize);
        let narrated = |i: &usize| self.level.get(*i) == Some(&0);
        let says = |i: usize| verbs::only_speaks(self.tokens[i].key);
        let mut spoken = false;
        for index in (behind..last).take(REASON_WORDS) {
            let hit = REASONS.starts(&self.tokens[index..last]).filter(|_| narrated(&index));
            if let Some((entry, length)) = hit {
                let counts = match entry.value.as_deref() {
                    Some("purpose") => index <= behind + PURPOSE_REACH && !spoken,
                    Some("fear" | "stake") => true,
                    _ => !spoken,
                };
                if counts {
                    return Some(self.place(self.region, sentence, index, index + length));
                }
            }
            // What the source then says has reasons of its own.
            spoken |= narrated(&index) && says(index);
        }
        // `Citing company policy, the aide asked not to be named.`
        for index in (first..at).rev().take(REASON_WORDS) {
            if narrated(&index)
                && let Some((entry, length)) = REASONS.starts(&self.tokens[index..at])
                && entry.value.as_deref() != Some("purpose")
                && (index == first || matches!(entry.value.as_deref(), Some("fear" | "stake")))
            {
                return Some(self.place(self.region, sentence, index, index + length));
            }
        }
        self.fear()
    }

    /// What the source has to lose, in the sentences around: `She said she feared for her job.`
    fn fear(&self) -> Option<Place> {
        let here = self.sentences.get(self.number + 1..).unwrap_or(&[]).iter().map(|s| (self.region, s));
        let next = self.region + 1;
        let body = self.article.article().regions.get(next as usize).is_some_and(|r| r.role.is_body());
        let behind = if body { self.article.sentences().of(next) } else { &[] };
        let following = here.chain(behind.iter().map(|s| (next, s))).take(REASON_REACH);
        for (region, sentence) in following {
            let tokens = self.article.tokens().of(region);
            let range = sentence.first as usize..sentence.last as usize;
            let plain = self.article.plain(region);
            let person = |t: &Token| PEOPLE.iter().any(|p| t.text(plain).eq_ignore_ascii_case(p));
            if !tokens.get(range.clone()).unwrap_or(&[]).iter().any(person) {
                continue;
            }
            for index in range.clone().take(REASON_WORDS) {
                let rest = tokens.get(index..range.end).unwrap_or(&[]);
                if let Some((entry, length)) = REASONS.starts(rest)
                    && entry.value.as_deref() == Some("fear")
                {
                    return Some(self.place(region, sentence, index, index + length));
                }
            }
        }
        None
    }

    /// From the word that opens a reason to the end of its clause.
    fn place(&self, region: u32, sentence: &Sentence, first: usize, behind: usize) -> Place {
        let tokens = self.article.tokens().of(region);
        let end = clause_end(self.article.plain(region), tokens, sentence, behind);
        Place::within(region, tokens.get(first).map_or(end, |t| t.start)..end)
    }
}

/// The end of the clause that goes on at a token: the next comma, semicolon or quotation mark,
/// or the end of the sentence.
fn clause_end(plain: &str, tokens: &[Token], sentence: &Sentence, from: usize) -> u32 {
    let last = (sentence.last as usize).min(from + REASON_WORDS);
    let rest = tokens.get(from..last).unwrap_or(&[]);
    let ends = |t: &&Token| matches!(t.text(plain), "," | ";" | "\"" | "“" | "." | "—");
    match rest.iter().find(ends) {
        Some(mark) => from
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .map_or(mark.start, |t| t.end.max(last_before(rest, mark.start))),
        None => rest.last().map_or(sentence.end, |t| t.end),
    }
}

fn last_before(tokens: &[Token], offset: u32) -> u32 {
    tokens.iter().take_while(|t| t.start < offset).last().map_or(0, |t| t.end)
}

fn is_rote(article: &Annotated<'_>, reason: Place) -> bool {
    let tokens = article.tokens().of(reason.region);
    let first = tokens.partition_point(|t| t.start < reason.start);
    let last = tokens.partition_point(|t| t.end <= reason.end);
    (first..last).any(|at| ROTE.starts(&tokens[at..last]).is_some())
}
