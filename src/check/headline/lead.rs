//! The name that a story opens with where the headline opens with another one, and the opening says
//! all the rest of the headline: `Dallas dubbed worst import` over `Baywatch has been named the worst
//! import`.

use super::body::Body;
use super::rival;
use super::runs::{self, Run};
use super::story::{Case, Story};
use super::words;
use crate::annotate::Annotated;
use crate::annotate::lemmas;
use crate::annotate::tokens::{Kind, Token};
use crate::article::{Place, Role};

/// So much of the headline's other words must stand in the opening sentence.
const REST: f64 = 0.6;

/// At least so many.
const LEAST: usize = 3;

/// The share that is enough where the opening has the headline's verb, or one for the same.
const SAME_VERB: f64 = 0.4;

/// Verbs by which both sides do the same, or the second one does it: `Denby signs Kerr`, `Kerr signs for
/// Denby`.
const MUTUAL: [&str; 22] = [
    "meet", "face", "play", "marry", "join", "talk", "fight", "clash", "sign", "agree", "draw", "tie", "split", "date",
    "divorce", "rejoin", "leave", "replace", "succeed", "follow", "host", "get",
];

/// The subject of the opening sentence, where it is another name than the headline's subject `run`.
pub fn subject(article: &Annotated<'_>, story: &Story, body: &Body, region: u32, run: Run) -> Option<Place> {
    let above = article.tokens().of(region);
    let text = article.plain(region);
    if above.get(..run.first)?.iter().any(|t| t.kind == Kind::Word && !words::is_function(t.text(text))) {
        return None;
    }
    if super::hooks::modifies(above, text, run) {
        return None;
    }
    let opening = story.body.iter().copied().find(|r| article.region(*r).role == Role::Paragraph)?;
    let sentence = article.sentences().of(opening).first()?;
    let plain = article.plain(opening);
    let all = article.tokens().of(opening);
    let tokens = all.get(..sentence.last as usize)?;
    let (mut rest, mut found) = (0.0, 0.0);
    let mut count = 0;
    let there: Vec<u64> = tokens.iter().filter(|t| t.is_word()).map(|t| words::lemma(t.text(plain))).collect();
    for (at, token) in above.iter().enumerate() {
        if (run.first..run.last).contains(&at) || !words::is_content(token, text) {
            continue;
        }
        rest += 1.0;
        if there.contains(&words::lemma(token.text(text))) {
            found += 1.0;
            count += 1;
        }
    }
    let verb = same_verb(above, text, run, tokens, plain);
    let enough = if verb.is_some() { SAME_VERB } else { REST };
    if count < LEAST || found < enough * rest {
        return None;
    }
    let telling = |(_, t): &(usize, &Token)| !words::is_ordinary(t.text(text));
    let mine: Vec<u64> = run.words(above).filter(telling).map(|(_, t)| t.key).collect();
    // Behind the verb it may be of whom it is told, but not who does it: `Kerr names Holm` over `Lind, who
    // lost to Kerr, named Holm`.
    let named = tokens.iter().position(|t| mine.contains(&t.key));
    if named.is_some_and(|at| verb.is_none_or(|verb| at < verb)) {
        return None;
    }
    let level = |tokens: &[Token], run: Run| runs::level(tokens.get(run.first..run.last).unwrap_or_default());
    let own = level(above, run);
    let mut runs = runs::find(tokens, plain, Case::Sentence, Some(body)).into_iter();
    let other =
        runs.find(|r| r.first >= dateline(tokens) && rival::can_replace(above, text, run, tokens, plain, *r))?;
    // The name is the subject itself: a verb or a comma comes next, no noun that it only describes.
    // `Denby Motors Inc. is`: the stop is the firm's.
    let stop = tokens.get(other.last).is_some_and(|t| t.is('.'));
    let next = tokens.get(other.last + usize::from(stop))?;
    let word = next.text(plain);
    let told = word.ends_with("ed") || word.ends_with("ly") || lemmas::is_irregular(word);
    let verb = next.kind == Kind::Word && !next.capital && (words::is_function(word) || told);
    let heads = verb || next.is(',');
    (heads && own.matches(level(tokens, other)) && !rival::is_above(article, region, tokens, plain, other))
        .then(|| Place::within(opening, other.bytes(tokens)))
}

/// The first verb of the opening that is the headline's, or one for the same, in the active voice.
fn same_verb(above: &[Token], text: &str, run: Run, tokens: &[Token], plain: &str) -> Option<usize> {
    let verb = above.get(run.last).filter(|t| t.kind == Kind::Word)?.text(text);
    let mine = words::lemma(verb);
    if !verb.ends_with('s') || MUTUAL.iter().any(|word| words::lemma(word) == mine) {
        return None;
    }
    let same = |word: &str| {
        let theirs = words::lemma(word);
        theirs == mine || words::sense(theirs) == words::sense(mine)
    };
    let told = |word: &str| word.ends_with("ed") || lemmas::is_irregular(word);
    let at =
        tokens.iter().position(|t| t.kind == Kind::Word && !t.capital && told(t.text(plain)) && same(t.text(plain)))?;
    let passive = at
        .checked_sub(1)
        .is_some_and(|before| tokens[before].is_any(plain, &["was", "were", "is", "are", "been", "be", "being"]));
    (!passive).then_some(at)
}

/// The first token behind a dateline: `DENBY, Norland (AP) —`.
pub fn dateline(tokens: &[Token]) -> usize {
    let dash = |t: &Token| t.spaced && (t.is('—') || t.is('–') || t.is('-'));
    tokens.iter().take(16).position(dash).map_or(0, |at| at + 1)
}
