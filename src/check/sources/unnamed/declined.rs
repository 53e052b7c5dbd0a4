//! Sources that the story gives away, or that speak where they are said to be silent.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::annotate::Annotated;
use crate::annotate::attributions::{Attribution, Manner, Source, SourceKind};
use crate::annotate::names::{EntityId, Kind as Named};
use crate::annotate::sentences::Sentence;
use crate::annotate::sourcing::{self, Determiner, Standing, Unnamed};
use crate::annotate::tokens::Token;
use crate::article::Place;
use crate::check::Finding;
use crate::check::sources::{about, is_story};

use super::attack::names_in;
use crate::lexicon::Lexicon;

/// Somebody declines to comment in a sentence.
struct Silence {
    place: Place,
    /// Who is named before that.
    names: Vec<EntityId>,
    /// `representatives for the companies`: which ones is not told here.
    general: bool,
}

/// How many paragraphs may stand between the silence and the words.
const REACH: u32 = 16;

/// Finds sources that speak for whoever declined to comment.
pub fn find(article: &Annotated<'_>, found: &mut Vec<Finding>) {
    let mut silences: Vec<Silence> = Vec::new();
    for region in article.unique_regions().filter(|r| is_story(article, *r)) {
        for sentence in article.sentences().of(region) {
            found.extend(paradox(article, region, sentence));
            silences.extend(silence(article, region, sentence));
        }
    }
    if silences.is_empty() {
        return;
    }
    let mut by_name: HashMap<u32, usize> = HashMap::new();
    for (index, silence) in silences.iter().enumerate() {
        for name in &silence.names {
            by_name.entry(name.0).or_insert(index);
        }
    }
    let general = silences.iter().position(|s| s.general);
    let mut told: Vec<Place> = Vec::new();
    for source in article.sourcing().sources() {
        let Some(mention) = source.first(article).filter(|_| speaks_for(article, source)) else { continue };
        let names = article.names().of(mention.place.region).iter();
        let own =
            names.filter(|n| mention.place.start <= n.start && n.end <= mention.place.end && n.kind != Named::Place);
        let index = own
            .clone()
            .find_map(|n| by_name.get(&n.entity.0).copied())
            .or_else(|| called_back(article, mention.place).find_map(|id| by_name.get(&id.0).copied()));
        // What kind of body a name is of is often not told; that it is a person's is.
        let body = own.clone().any(|n| n.kind != Named::Person);
        let Some(silence) = index.or(general.filter(|_| body)).and_then(|i| silences.get(i)) else { continue };
        let inside = silence.place.region == mention.place.region
            && silence.place.start <= mention.place.start
            && mention.place.end <= silence.place.end;
        // One report for a refusal, however many speak.
        if told.contains(&silence.place) {
            continue;
        }
        if !inside && silence.place.region.abs_diff(mention.place.region) <= REACH {
            told.push(silence.place);
            found.push(about(article, source, mention.place).related(silence.place, "declined"));
        }
    }
}

/// What a phrase calls back by the word that its name ends with: `an official of the association`
/// behind the Denby Harbour Association.
fn called_back<'a>(article: &'a Annotated<'_>, place: Place) -> impl Iterator<Item = EntityId> + 'a {
    let (plain, tokens) = (article.plain(place.region), article.tokens().of(place.region));
    let names = article.names();
    let last = move |id: EntityId| {
        let name = names.entity(id).and_then(|e| names.all().get(e.canonical as usize))?;
        let token = article.tokens().of(name.region).get(name.last.checked_sub(1)? as usize)?;
        (name.kind == Named::Organisation).then_some(token.key)
    };
    let called = move |at: &usize| tokens[at - 1].text(plain).eq_ignore_ascii_case("the") && !tokens[*at].capital;
    sourcing::tokens_of(article, place).skip(1).filter(called).flat_map(move |at| {
        let key = tokens[at].key;
        names.with_word(key).filter(move |id| last(*id) == Some(key))
    })
}

/// Whether a source is somebody of a body who speaks to the story: `a Norvik executive`.
fn speaks_for(article: &Annotated<'_>, source: &Unnamed) -> bool {
    const OTHERS: [&str; 8] =
        ["lawyer", "attorney", "recruiter", "candidate", "investor", "shareholder", "regulator", "consultant"];
    let Some(first) = source.first(article) else { return false };
    let phrase = &first.phrase;
    let head = article.article().text(phrase.head).to_ascii_lowercase();
    let text = article.article().text(first.place);
    source.standing() == Standing::Insider
        && !OTHERS.contains(&head.as_str())
        && !text.contains("former ")
        && phrase.count == Some(1)
        && phrase.determiner == Determiner::Indefinite
        && phrase.affiliated
        && !phrase.brief
        && source.named.is_none()
        && !source.is_relayed()
        && is_story(article, first.place.region)
        && first.attribution.is_some()
}

/// Words without which nobody declines to comment.
static SILENT: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::from_phrases([
        "declined",
        "declines",
        "refused",
        "respond",
        "reply",
        "return",
        "comment",
        "unavailable",
        "commenting",
    ])
});

/// `Norvik declined to comment`, `did not respond to requests for comment`
fn silence(article: &Annotated<'_>, region: u32, sentence: &Sentence) -> Option<Silence> {
    let (plain, tokens) = (article.plain(region), article.tokens().of(region));
    let range = sentence.first as usize..sentence.last as usize;
    let text = |i: usize| tokens.get(i).map_or_else(String::new, |t: &Token| t.text(plain).to_ascii_lowercase());
    let is = |i: usize, words: &[&str]| range.contains(&i) && words.contains(&text(i).as_str());
    let at = range.clone().find(|at| {
        let at = *at;
        if !SILENT.has(&tokens[at]) || article.is_quoted(region, tokens[at].start) {
            return false;
        }
        let comment = |from: usize, reach: usize| {
            (from..from + reach).any(|i| {
                is(
                    i,
                    &[
                        "comment",
                        "comments",
                        "interview",
                        "interviewed",
                        "request",
                        "requests",
                        "questions",
                        "inquiries",
                    ],
                )
            })
        };
        let negated =
            (at.saturating_sub(3)..at).any(|i| is(i, &["not", "didn't", "didn’t", "never", "wouldn't", "wouldn’t"]));
        is(at, &["declined", "refused", "declines"]) && comment(at + 1, 4)
            || negated && is(at, &["respond", "reply", "return"]) && comment(at + 1, 8)
            || negated && is(at, &["comment"])
            || is(at, &["unavailable"]) && comment(at + 1, 3)
    })?;
    let end = tokens.get(at)?.start;
    let names = names_in(article, region, sentence.start..end).iter();
    let names: Vec<EntityId> = names.filter(|n| n.kind != Named::Place).map(|n| n.entity).collect();
    let bodies = ["companies", "firms", "banks"];
    let general = (range.start..at)
        .any(|i| is(i, &bodies) && is(i.wrapping_sub(1), &["the", "both"]) && is(i.wrapping_sub(2), &["for", "of"]));
    (!names.is_empty() || general).then(|| Silence {
        place: Place::within(region, sentence.start..sentence.end),
        names,
        general,
    })
}

/// `while not officially commenting, the government indicated`
fn paradox(article: &Annotated<'_>, region: u32, sentence: &Sentence) -> Option<Finding> {
    let (plain, tokens) = (article.plain(region), article.tokens().of(region));
    let range = sentence.first as usize..sentence.last as usize;
    let is = |i: usize, words: &[&str]| range.contains(&i) && tokens.get(i).is_some_and(|t| t.is_any(plain, words));
    let at = range.clone().find(|i| SILENT.has(&tokens[*i]) && is(*i, &["commenting"]))?;
    let opened = (at.saturating_sub(3)..at).find(|i| is(*i, &["not", "without"]))?;
    if article.is_quoted(region, tokens[at].start) || is(at + 1, &["on", "about"]) {
        return None;
    }
    let said = |a: &&Attribution| a.cue.start > tokens[at].start && a.cue.start < sentence.end;
    let all = article.attributions().of(region);
    let behind = all.partition_point(|a| a.cue.start < tokens[at].start);
    let own = all[behind..].iter().take(4).find(said)?;
    let source = own.source.filter(|s| !matches!(s.kind, SourceKind::NamedPerson))?;
    let start = if is(opened.checked_sub(1)?, &["while", "although", "though"]) { opened - 1 } else { opened };
    let place = Place::within(region, tokens[start].start..tokens[at].end);
    // The words between commas behind the subject are the refusal, which the message has.
    let subject = article.article().text(source.place).split(',').next().unwrap_or("").trim_end();
    Some(Finding::at(place).case("paradox").value("source", subject).related(own.cue, "words"))
}

/// Finds sources that are promised anonymity and then told apart from everybody else.
pub fn unmasked(article: &Annotated<'_>, posts: &Lexicon, found: &mut Vec<Finding>) {
    let attributions = article.attributions();
    for (index, statement) in attributions.anonymity().iter().enumerate() {
        // Who keeps back the first name alone has given the other.
        let part = ["first name", "last name", "surname", "full name"];
        let text = article.article().text(statement.place);
        if part.iter().any(|p| text.contains(p)) {
            continue;
        }
        if statement.manner != Manner::Asked || !is_story(article, statement.place.region) {
            continue;
        }
        let region = statement.place.region;
        let tokens = article.tokens().of(region);
        // `Ida Kerr, who asked not to be named`
        let beside = |s: &Source| {
            let first = tokens.partition_point(|t| t.start < s.head.end);
            let last = tokens.partition_point(|t| t.start < statement.place.start);
            s.kind == SourceKind::NamedPerson
                && s.head.region == region
                && s.head.end <= statement.place.start
                && last <= first + 3
        };
        let own = attributions.of(region);
        let near = own.partition_point(|a| a.cue.start < statement.place.start);
        let around = own[near.saturating_sub(3)..(near + 3).min(own.len())].iter();
        if let Some(source) = around.filter_map(|a| a.source).find(beside) {
            let place = names_place(article, source.head);
            let finding = Finding::at(place).case("named").value("source", article.article().text(place));
            found.push(finding.related(statement.place, "statement"));
            continue;
        }
        let Some(unnamed) = article.sourcing().of_statement(index as u32) else { continue };
        let unique = unnamed.mentions.iter().find(|m| {
            let all = article.tokens().of(m.place.region);
            let own = sourcing::tokens_of(article, m.place);
            let post = own.clone().any(|at| all.get(at..own.end).is_some_and(|rest| posts.starts(rest).is_some()));
            post && matches!(m.phrase.determiner, Determiner::Definite | Determiner::Possessive)
                && m.phrase.affiliated
                && !m.phrase.plural
                && m.phrase.standing != Standing::Source
        });
        if let Some(mention) = unique {
            found.push(about(article, unnamed, mention.place).related(statement.place, "statement"));
        }
    }
}

/// The whole name that ends with a word.
fn names_place(article: &Annotated<'_>, word: Place) -> Place {
    article.names().at(word.region, word.start).map_or(word, |name| name.place())
}
