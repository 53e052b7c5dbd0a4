//! Where a story says that it does not name a source, and why it does not.

use std::sync::LazyLock;

use crate::annotate::Annotated;
use crate::annotate::sentences::Sentence;
use crate::annotate::tokens::Token;
use crate::article::Place;
use crate::lexicon::Lexicon;

static MARKERS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/anonymity-markers.txt")));
static REASONS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/anonymity-reasons.txt")));
static ROTE: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/rote-reasons.txt")));

/// How many sentences behind the statement may still give its reason; policies ask for it close
/// by, and one statement often covers several sources.
const REASON_REACH: usize = 2;

/// How many words a reason is looked for in, and may be long.
const REASON_WORDS: usize = 60;

/// One statement that a source is not named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anonymity {
    /// The words that say so.
    pub place: Place,
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
    let sentences = article.sentences().of(region);
    let mut behind = 0;
    for (number, sentence) in sentences.iter().enumerate() {
        for at in sentence.first as usize..sentence.last as usize {
            if at < behind || level.get(at) != Some(&0) {
                continue;
            }
            let Some((entry, length)) = MARKERS.starts(&tokens[at..sentence.last as usize]) else { continue };
            behind = at + length;
            let place = Place::within(region, tokens[at].start..tokens[behind - 1].end);
            let own = entry.value.is_some();
            let reason = if own {
                Some(Place::within(
                    region,
                    tokens[at].start..clause_end(article.plain(region), tokens, sentence, behind),
                ))
            } else {
                reason(article, region, &sentences[number..], at, behind)
            };
            let rote = own || reason.is_some_and(|reason| is_rote(tokens, reason));
            out.push(Anonymity { place, reason, rote, attribution: None });
        }
    }
}

/// The reason: behind the statement, before it in its sentence, or in the sentences that follow.
fn reason(article: &Annotated<'_>, region: u32, sentences: &[Sentence], at: usize, behind: usize) -> Option<Place> {
    let tokens = article.tokens().of(region);
    let plain = article.plain(region);
    let own = sentences.first()?;
    let (first, last) = (own.first as usize, own.last as usize);
    let following = sentences.get(1..).unwrap_or(&[]).iter().take(REASON_REACH);
    let ranges = [(behind..last, own), (first..at, own)]
        .into_iter()
        .chain(following.map(|s| (s.first as usize..s.last as usize, s)));
    for (range, sentence) in ranges {
        let nearby = std::ptr::eq(sentence, own);
        for index in range.clone().take(REASON_WORDS) {
            let Some((entry, length)) = REASONS.starts(&tokens[index..sentence.last as usize]) else { continue };
            // Further off, only a cause is a reason: "to speak" may be about anything.
            let infinitive = entry.phrase.starts_with("to ");
            if (nearby && range.start == behind) || !infinitive {
                let end = clause_end(plain, tokens, sentence, index + length);
                return Some(Place::within(region, tokens[index].start..end));
            }
        }
    }
    None
}

/// The end of the clause that goes on at a token: the next comma, semicolon or quotation mark,
/// or the end of the sentence.
fn clause_end(plain: &str, tokens: &[Token], sentence: &Sentence, from: usize) -> u32 {
    let last = (sentence.last as usize).min(from + REASON_WORDS);
    let rest = tokens.get(from..last).unwrap_or(&[]);
    let ends = |t: &&Token| matches!(t.text(plain), "," | ";" | "\"" | "“" | "." | "—");
    match rest.iter().find(ends) {
        Some(mark) => from.checked_sub(1).map_or(mark.start, |b| tokens[b].end.max(last_before(rest, mark.start))),
        None => rest.last().map_or(sentence.end, |t| t.end),
    }
}

fn last_before(tokens: &[Token], offset: u32) -> u32 {
    tokens.iter().take_while(|t| t.start < offset).last().map_or(0, |t| t.end)
}

fn is_rote(tokens: &[Token], reason: Place) -> bool {
    let first = tokens.partition_point(|t| t.start < reason.start);
    let last = tokens.partition_point(|t| t.end <= reason.end);
    (first..last).any(|at| ROTE.starts(&tokens[at..last]).is_some())
}
