//! Where it happened, said of two places: `Ministers meet in Halden` over an opening in which they meet
//! in Corran.
//!
//! Other than in [`super::name`], the headline's place may well stand in the story, as long as nothing
//! happens there: as somebody's home, as one of two sides. Only places of one level are compared, for
//! a town and its country are both right.

use super::body::Body;
use super::hooks::{self, Named};
use super::lead;
use super::rival;
use super::runs::{self, Run};
use super::story::{self, Case, Story};
use super::words;
use crate::annotate::Annotated;
use crate::annotate::tokens::Token;
use crate::article::{Place, Role};
use crate::check::Finding;

/// Words before the place where something happens.
const WHERE: [&str; 6] = ["in", "at", "near", "outside", "off", "across"];

/// So many of the headline's other words stand in the opening sentence, and such a share.
const LEAST: usize = 3;
const SHARE: f64 = 0.6;

/// What is wrong with where the headline has it.
pub fn find(article: &Annotated<'_>) -> Option<Finding> {
    let story = Story::of(article)?;
    let opening = story.body.iter().copied().find(|r| article.region(*r).role == Role::Paragraph)?;
    if let Some(finding) = denied(article, &story, opening) {
        return Some(finding);
    }
    let mut body = None;
    story.above.iter().copied().filter(|r| article.region(*r).role == Role::Headline).find_map(|region| {
        let tokens = article.tokens().of(region);
        let plain = article.plain(region);
        let runs = runs::find(tokens, plain, story::case(tokens), None);
        runs.into_iter().filter(|run| is_where(tokens, plain, run.first)).find_map(|run| {
            let body = body.get_or_insert_with(|| Body::of(article));
            other(article, &story, body, Named { region, run }, opening)
        })
    })
}

/// The place that the opening has where the headline has another one.
fn other(article: &Annotated<'_>, story: &Story, body: &Body, name: Named, opening: u32) -> Option<Finding> {
    let (above, text) = (article.tokens().of(name.region), article.plain(name.region));
    let level = |tokens: &[Token], run: Run| runs::level(tokens.get(run.first..run.last).unwrap_or_default());
    let mine = level(above, name.run);
    if !mine.is_place() {
        return None;
    }
    let (tokens, plain) = (article.tokens().of(opening), article.plain(opening));
    let end = article.sentences().of(opening).first()?.last as usize;
    let start = lead::dateline(tokens);
    if hooks::is_among(article, name, opening, 0..start)
        || (start..end).any(|at| is_where(tokens, plain, at) && hooks::is_among(article, name, opening, at..at + 1))
        || !says_the_same(above, text, name.run, tokens.get(start..end)?, plain)
    {
        return None;
    }
    let mut there = runs::find(tokens, plain, Case::Sentence, Some(body)).into_iter().filter(|run| {
        start <= run.first
            && run.last <= end
            && is_where(tokens, plain, run.first)
            && level(tokens, *run) == mine
            && !rival::is_above(article, name.region, tokens, plain, *run)
    });
    let (Some(one), None) = (there.next(), there.next()) else { return None };
    // Nothing of what the headline tells happens in its place anywhere in the story; what happened there
    // another time is something else.
    let elsewhere = story.body.iter().copied().any(|region| {
        let (all, plain) = (article.tokens().of(region), article.plain(region));
        article.sentences().of(region).iter().any(|sentence| {
            let here = sentence.first as usize..sentence.last as usize;
            let within = |at: usize| is_where(all, plain, at) && hooks::is_among(article, name, region, at..at + 1);
            let dated = || article.dates().of(region).iter().any(|date| here.contains(&(date.tokens.start as usize)));
            let told = || all.get(here.clone()).is_some_and(|t| shared(above, text, name.run, t, plain).1 > 1);
            here.clone().any(within) && (told() || !dated())
        })
    });
    if elsewhere {
        return None;
    }
    let (stated, there) =
        (Place::within(name.region, name.run.bytes(above)), Place::within(opening, one.bytes(tokens)));
    let text = |place: Place| article.article().text(place);
    let finding = Finding::at(stated).case("instead").value("stated", text(stated)).value("body", text(there));
    Some(finding.related(there, "body"))
}

/// A name of the headline that the opening sentence rules out: `in Corran and not Denby`.
fn denied(article: &Annotated<'_>, story: &Story, opening: u32) -> Option<Finding> {
    let (tokens, plain) = (article.tokens().of(opening), article.plain(opening));
    let end = article.sentences().of(opening).first()?.last as usize;
    let not = (1..end).find(|at| rules_out(tokens, plain, *at))?;
    story.above.iter().copied().filter(|r| article.region(*r).role == Role::Headline).find_map(|region| {
        let (above, text) = (article.tokens().of(region), article.plain(region));
        // A headline that sets two against each other names both.
        let both = ["not", "over", "instead", "rather", "snubs", "without", "no"];
        if above.iter().any(|t| t.is_any(text, &both)) {
            return None;
        }
        let runs = runs::find(above, text, story::case(above), None);
        runs.into_iter().find_map(|run| {
            let name = Named { region, run };
            let here = |at: usize| hooks::is_among(article, name, opening, at..at + 1);
            let small = |at: &usize| tokens[*at].is_any(plain, &["in", "to", "at", "for", "the", "with", "by", "on"]);
            let at = (not + 1..end).find(|at| !small(at)).filter(|at| here(*at))?;
            // `Kerr liked twice as well as Lind`: the headline has both.
            let rival = not.saturating_sub(8)..not;
            let mut others =
                above.iter().enumerate().filter(|(at, t)| t.capital && !(run.first..run.last).contains(at));
            let both = others.any(|(_, t)| rival.clone().any(|at| tokens[at].capital && tokens[at].key == t.key));
            let before = (0..not).any(here);
            let again = (at + 1..end).any(|at| here(at) && !tokens[at - 1].capital);
            if both || before || again {
                return None;
            }
            let there = Place::within(opening, tokens[not].start..tokens[at].end);
            let stated = Place::within(region, run.bytes(above));
            let text = |place: Place| article.article().text(place);
            let finding = Finding::at(stated).case("instead").value("stated", text(stated)).value("body", text(there));
            Some(finding.related(there, "body"))
        })
    })
}

/// Whether what stands behind a token is set aside for what stands before it: `and not`, `rather than`,
/// `instead of`.
fn rules_out(tokens: &[Token], plain: &str, at: usize) -> bool {
    let behind = |words: &[&str]| tokens[at - 1].is_any(plain, words);
    let is = |word: &str| tokens[at].is_any(plain, &[word]);
    is("not") && (behind(&["and", "but"]) || tokens[at - 1].is(','))
        || is("than") && behind(&["rather"])
        || is("of") && behind(&["instead"])
}

/// Whether a token stands behind a word of place, an article passed over.
fn is_where(tokens: &[Token], plain: &str, at: usize) -> bool {
    let is =
        |at: Option<usize>, words: &[&str]| at.and_then(|at| tokens.get(at)).is_some_and(|t| t.is_any(plain, words));
    let before = at.checked_sub(1);
    is(before, &WHERE) || is(before, &["the"]) && is(at.checked_sub(2), &WHERE)
}

/// Whether some tokens of the opening have most of what the headline says beside its place.
fn says_the_same(above: &[Token], text: &str, run: Run, tokens: &[Token], plain: &str) -> bool {
    let (wanted, shared) = shared(above, text, run, tokens, plain);
    (shared >= LEAST || shared == wanted && shared > 1) && shared as f64 >= SHARE * wanted as f64
}

/// How many words of weight the headline has beside its place, and how many of them some tokens have.
fn shared(above: &[Token], text: &str, run: Run, tokens: &[Token], plain: &str) -> (usize, usize) {
    let there: Vec<u64> = tokens.iter().filter(|t| t.is_word()).map(|t| words::lemma(t.text(plain))).collect();
    let mut wanted: Vec<u64> = (above.iter().enumerate())
        .filter(|(at, t)| !(run.first..run.last).contains(at) && words::is_content(t, text))
        .map(|(_, t)| words::lemma(t.text(text)))
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    // `kills nine` and `nine died`
    let senses: Vec<u64> = there.iter().map(|lemma| words::sense(*lemma)).collect();
    let has = |lemma: &&u64| there.contains(lemma) || senses.contains(&words::sense(**lemma));
    (wanted.len(), wanted.iter().filter(has).count())
}
