//! Somebody of the headline whom the opening does not have, where it says the same of somebody else:
//! `Kerr rejoins Denby` over `Denby have signed Lind`, with Kerr further down.
//!
//! Names are told apart by the layer of names, which knows that `Kerr` above is the `Otto Kerr` of the
//! sixth paragraph. Only people stand for people, and bodies for bodies.

use super::body;
use super::runs::{self, Level, Run};
use super::story::Story;
use super::words;
use crate::annotate::Annotated;
use crate::annotate::names::{EntityId, Form, Kind, Name};
use crate::annotate::tokens::{Kind as TokenKind, Token};
use crate::article::{Place, Role};

/// At least so many of the headline's other words stand in the opening sentence, and such a share.
const LEAST: usize = 2;
const SHARE: f64 = 0.5;

/// Of headlines with so few other words, all must.
const FEW: usize = 2;

/// A paragraph of fewer words is a label and opens nothing.
const SHORT: usize = 8;

/// The name of the opening that stands for the one above the story.
pub fn other(article: &Annotated<'_>, story: &Story, region: u32, run: Run) -> Option<Place> {
    let above = article.tokens().of(region);
    let names = article.names();
    let mine = names.of(region).iter().find(|n| (n.first as usize) < run.last && run.first < n.last as usize)?;
    let kind = names.entity(mine.entity)?.kind;
    let place = kind == Kind::Place;
    let level = runs::level(above.get(run.first..run.last)?);
    let alike = matches!(level, Level::Country | Level::State | Level::Place);
    if article.region(region).role == Role::Deck || place && !(alike && is_within(above, article.plain(region), mine)) {
        return None;
    }
    // `Kerr's boat`, `Denby workers`: the name only tells whose.
    let text = article.plain(region);
    let behind = above.get(mine.last as usize);
    let tells = super::hooks::modifies(above, text, Run { first: mine.first as usize, last: mine.last as usize });
    // `Season recap, Kerr and more`: one of several things.
    let before = (mine.first as usize).checked_sub(1).and_then(|at| above.get(at));
    let listed = |t: &Token| t.is(',') || t.text(text).eq_ignore_ascii_case("and");
    if tells || before.is_some_and(listed) || behind.is_some_and(listed) {
        return None;
    }
    let mut paragraphs = story
        .body
        .iter()
        .copied()
        .filter(|r| article.region(*r).role == Role::Paragraph && article.tokens().of(*r).len() >= SHORT);
    let opening = paragraphs.next()?;
    let sentences = article.sentences().of(opening);
    let first = sentences.first()?.last as usize;
    let second = sentences.get(1).map_or(first, |s| s.last as usize);
    let all = article.tokens().of(opening);
    let tokens = all.get(..first)?;
    if is_here(article, mine, above, text, opening, 0..second) {
        return None;
    }
    let (all_words, shared) = shared(article, region, mine, tokens, article.plain(opening));
    if place && shared <= LEAST {
        return None;
    }
    if shared < LEAST || (shared as f64) < SHARE * all_words as f64 || all_words <= FEW && shared < all_words {
        return None;
    }
    let shown = |id: EntityId| {
        let display =
            |at: &u32| names.all().get(*at as usize).is_some_and(|n| article.region(n.region).role.is_display());
        names.mentions(id).iter().any(display)
    };
    let count = |id: EntityId| names.mentions(id).len();
    let mut candidates: Vec<&Name> = Vec::new();
    let start = super::lead::dateline(tokens);
    for name in names.of(opening).iter().filter(|n| start <= n.first as usize && (n.last as usize) <= first) {
        let other = names.entity(name.entity).map(|e| e.kind);
        let known = candidates.iter().any(|c| c.entity == name.entity);
        let akin = is_akin(article, above, text, name);
        let heads = if place {
            let other = runs::level(tokens.get(name.first as usize..name.last as usize).unwrap_or_default());
            other == level && is_within(tokens, article.plain(opening), name)
        } else {
            !is_tied(tokens, article.plain(opening), name)
        };
        // What nothing is known of may be a firm.
        let alike = other == Some(kind) && kind != Kind::Other
            || kind == Kind::Other && mine.form != Form::Demonym && other == Some(Kind::Organisation);
        if alike && name.entity != mine.entity && !known && !shown(name.entity) && !akin && heads {
            candidates.push(name);
        }
    }
    let [one] = candidates.as_slice() else { return None };
    // What the story is about is named in it more often; the headline itself is one mention.
    let (own, theirs) = (count(mine.entity).saturating_sub(1), count(one.entity));
    (theirs > own && !is_told_elsewhere(article, story, region, mine, shared)).then(|| one.place())
}

/// Whether the name, or anything that it may stand for, is among some tokens of the opening.
fn is_here(
    article: &Annotated<'_>,
    mine: &Name,
    above: &[Token],
    text: &str,
    opening: u32,
    range: std::ops::Range<usize>,
) -> bool {
    let named =
        super::hooks::Named { region: mine.region, run: Run { first: mine.first as usize, last: mine.last as usize } };
    let entity =
        article.names().of(opening).iter().any(|n| range.contains(&(n.first as usize)) && n.entity == mine.entity);
    // `DPR`, `J&J`
    let short = above.get(mine.first as usize..mine.last as usize).unwrap_or_default();
    let letters: String = short.iter().flat_map(|t| t.text(text).chars()).filter(|c| c.is_alphabetic()).collect();
    let upper = letters.chars().all(char::is_uppercase);
    entity
        || super::hooks::is_among(article, named, opening, range.clone())
        || upper && is_spelled_out(article.tokens().of(opening), article.plain(opening), range, &letters)
}

/// Whether something is said to be at a place: `in Denby`, `near Denby`.
fn is_within(tokens: &[Token], plain: &str, name: &Name) -> bool {
    let before = (name.first as usize).checked_sub(1).and_then(|at| tokens.get(at));
    before.is_some_and(|t| ["in", "near", "at"].iter().any(|w| w.eq_ignore_ascii_case(t.text(plain))))
}

/// Whether a preposition ties a name to another noun (`the death of Mayor Otto Kerr`, `critical of
/// Lind`): nobody does or suffers there what the sentence tells.
fn is_tied(tokens: &[Token], plain: &str, name: &Name) -> bool {
    let small = ["the", "a", "an", "its", "his", "her", "their", "former", "late"];
    let first = name.first as usize;
    // Whatever says who somebody is (`President`, `the mayor`) stands between.
    for at in (first.saturating_sub(5)..first).rev() {
        let Some(token) = tokens.get(at) else { return false };
        let text = token.text(plain);
        if token.kind == TokenKind::Mark && !token.is('.') && !token.is('-') || token.kind == TokenKind::Quote {
            return false;
        }
        if words::is_function(text) && !small.iter().any(|w| w.eq_ignore_ascii_case(text)) {
            return TIES.iter().any(|w| w.eq_ignore_ascii_case(text));
        }
    }
    false
}

/// Prepositions.
const TIES: [&str; 20] = [
    "of", "by", "to", "for", "with", "from", "in", "at", "on", "against", "about", "over", "after", "as", "than",
    "like", "under", "behind", "into", "before",
];

/// Whether some words in a row begin with these letters: `Data Protection Registry` for `DPR`.
pub fn is_spelled_out(tokens: &[Token], plain: &str, range: std::ops::Range<usize>, letters: &str) -> bool {
    let initials: String = range
        .filter_map(|at| tokens.get(at))
        .filter(|t| t.kind == TokenKind::Word && t.capital)
        .filter_map(|t| t.text(plain).chars().next())
        .flat_map(char::to_lowercase)
        .collect();
    letters.len() > 1 && initials.contains(&letters.to_lowercase())
}

/// Whether a name of the opening has a word of the headline, or stands for one.
fn is_akin(article: &Annotated<'_>, above: &[Token], text: &str, name: &Name) -> bool {
    let plain = article.plain(name.region);
    let tokens = article.tokens().of(name.region);
    let run = Run { first: name.first as usize, last: name.last as usize };
    let mine: Vec<u64> = (0..above.len())
        .filter(|at| above[*at].capital)
        .filter_map(|at| body::concepts(&above[at..]))
        .flat_map(|(c, _)| c.iter().copied())
        .collect();
    let letters: String = run.words(tokens).filter_map(|(_, t)| t.text(plain).chars().next()).collect();
    let short = |t: &Token| t.text(text).get(..2).is_some_and(|two| letters.len() > 1 && letters.starts_with(two));
    above.iter().filter(|t| t.upper && t.end - t.start > 1).any(short)
        || run.words(tokens).any(|(at, token)| {
            let word = token.text(plain);
            let same = |t: &&Token| {
                t.kind == TokenKind::Word
                    && (t.key == token.key || t.capital && super::near::is_related(word, t.text(text)))
            };
            above.iter().any(|t| same(&t))
                || body::concepts(&tokens[at..]).is_some_and(|(c, _)| c.iter().any(|c| mine.contains(c)))
        })
        || name.kind != Kind::Place && runs::place_at(&tokens[run.first..]) > 0
}

/// How many other words of weight the headline has, and how many of them some tokens have.
fn shared(article: &Annotated<'_>, region: u32, mine: &Name, tokens: &[Token], plain: &str) -> (usize, usize) {
    let (above, text) = (article.tokens().of(region), article.plain(region));
    let there: Vec<u64> = tokens.iter().filter(|t| t.is_word()).map(|t| words::lemma(t.text(plain))).collect();
    let own = mine.first as usize..mine.last as usize;
    let mut wanted: Vec<u64> = (above.iter().enumerate())
        .filter(|(at, t)| !own.contains(at) && words::is_content(t, text))
        .map(|(_, t)| words::lemma(t.text(text)))
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    (wanted.len(), wanted.iter().filter(|lemma| there.contains(lemma)).count())
}

/// Whether a sentence of the story that has the name has as much of the headline as the opening.
fn is_told_elsewhere(article: &Annotated<'_>, story: &Story, region: u32, mine: &Name, least: usize) -> bool {
    let names = article.names();
    story.body.iter().any(|there| {
        names.of(*there).iter().filter(|n| n.entity == mine.entity).any(|n| {
            let sentences = article.sentences().of(*there);
            let at = sentences.partition_point(|s| s.last <= n.first);
            let Some(sentence) = sentences.get(at) else { return false };
            let tokens = article.tokens().of(*there);
            let within = tokens.get(sentence.first as usize..sentence.last as usize).unwrap_or_default();
            let first = names.of(*there).iter().find(|n| n.first >= sentence.first);
            let leads = first.is_some_and(|first| first.entity == mine.entity);
            let here = shared(article, region, mine, within, article.plain(*there)).1;
            here > least || here == least && leads
        })
    })
}
