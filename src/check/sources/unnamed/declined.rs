//! Sources that the story gives away, or that speak where they are said to be silent.

use crate::annotate::Annotated;
use crate::annotate::attributions::{Attribution, Manner, SourceKind};
use crate::annotate::sentences::Sentence;
use crate::annotate::sourcing::{self, Determiner, Standing, Unnamed};
use crate::annotate::tokens::{Kind, Token};
use crate::article::Place;
use crate::check::Finding;
use crate::check::sources::{about, is_story};
use crate::lexicon::{KeyMap, Lexicon};

/// Somebody declines to comment in a sentence.
struct Silence {
    place: Place,
    /// The words with a capital before it: whose silence it is.
    names: Vec<u64>,
    /// `the companies`, `their lawyers`: whose is not told here.
    general: bool,
}

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
    let mut by_name: KeyMap<usize> = KeyMap::default();
    for (index, silence) in silences.iter().enumerate() {
        for name in &silence.names {
            by_name.entry(*name).or_insert(index);
        }
    }
    let general = silences.iter().position(|s| s.general);
    for source in article.sourcing().sources() {
        let Some(mention) = source.first(article).filter(|_| speaks_for(article, source)) else { continue };
        let tokens = article.tokens().of(mention.place.region);
        let own = sourcing::tokens_of(article, mention.place).filter_map(|at| tokens.get(at));
        let mut named = own.filter(|t| t.capital && t.kind == Kind::Word).filter_map(|t| by_name.get(&t.key));
        let inside = |s: &Silence| {
            s.place.region == mention.place.region
                && s.place.start <= mention.place.start
                && mention.place.end <= s.place.end
        };
        let Some(index) = named.next().copied().or(general.filter(|_| mention.phrase.affiliated)) else { continue };
        let Some(silence) = silences.get(index).filter(|s| !inside(s)) else { continue };
        found.push(about(article, source, mention.place).related(silence.place, "declined"));
    }
}

/// Whether a source is somebody of a body, not asked in passing: `a Norvik executive`.
fn speaks_for(article: &Annotated<'_>, source: &Unnamed) -> bool {
    let Some(first) = source.first(article) else { return false };
    let phrase = &first.phrase;
    source.standing() == Standing::Insider
        && phrase.count == Some(1)
        && phrase.determiner == Determiner::Indefinite
        && phrase.affiliated
        && !phrase.brief
        && source.named.is_none()
        && !source.is_relayed()
        && is_story(article, first.place.region)
        && first.attribution.is_some()
}

/// `Norvik declined to comment`, `did not respond to requests for comment`
fn silence(article: &Annotated<'_>, region: u32, sentence: &Sentence) -> Option<Silence> {
    let (plain, tokens) = (article.plain(region), article.tokens().of(region));
    let range = sentence.first as usize..sentence.last as usize;
    let text = |i: usize| tokens.get(i).map_or_else(String::new, |t: &Token| t.text(plain).to_ascii_lowercase());
    let is = |i: usize, words: &[&str]| range.contains(&i) && words.contains(&text(i).as_str());
    let at = range.clone().find(|at| {
        let at = *at;
        if article.is_quoted(region, tokens[at].start) {
            return false;
        }
        let comment = |from: usize| {
            (from..from + 4).any(|i| is(i, &["comment", "comments", "speak", "discuss", "interview", "interviewed"]))
        };
        let negated =
            (at.saturating_sub(3)..at).any(|i| is(i, &["not", "didn't", "didn’t", "never", "wouldn't", "wouldn’t"]));
        is(at, &["declined", "refused", "declines"]) && comment(at + 1)
            || negated && is(at, &["respond", "reply", "return", "answer"])
            || negated && is(at, &["comment"])
            || is(at, &["unavailable"]) && comment(at + 1)
    })?;
    let subject = || (range.start..at).filter_map(|i| tokens.get(i));
    let names =
        subject().filter(|t| t.capital && t.kind == Kind::Word && t.start > sentence.start || t.upper).map(|t| t.key);
    let mut names: Vec<u64> = names.collect();
    // The first word has a capital anyway; it is a name where the story has it elsewhere.
    if let Some(first) = subject().next().filter(|t| article.names().at(region, t.start).is_some()) {
        names.push(first.key);
    }
    let bodies = ["companies", "firms", "parties", "sides", "banks", "agencies", "governments"];
    let general = (range.start..at).any(|i| is(i, &bodies));
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
    let is = |i: usize, words: &[&str]| {
        range.contains(&i) && tokens.get(i).is_some_and(|t| words.iter().any(|w| t.text(plain).eq_ignore_ascii_case(w)))
    };
    let at = range.clone().find(|i| is(*i, &["commenting"]))?;
    let opened = (at.saturating_sub(3)..at).find(|i| is(*i, &["not", "without"]))?;
    if article.is_quoted(region, tokens[at].start) {
        return None;
    }
    let said = |a: &&Attribution| a.cue.start > tokens[at].start && a.cue.start < sentence.end;
    let own = article.attributions().of(region).iter().find(said)?;
    let source = own.source.filter(|s| !matches!(s.kind, SourceKind::NamedPerson))?;
    let start = if is(opened.checked_sub(1)?, &["while", "although", "though"]) { opened - 1 } else { opened };
    let place = Place::within(region, tokens[start].start..tokens[at].end);
    Some(
        Finding::at(place)
            .case("paradox")
            .value("source", article.article().text(source.head))
            .related(own.cue, "words"),
    )
}

/// Finds sources that are promised anonymity and then told apart from everybody else.
pub fn unmasked(article: &Annotated<'_>, posts: &Lexicon, found: &mut Vec<Finding>) {
    let attributions = article.attributions();
    for (index, statement) in attributions.anonymity().iter().enumerate() {
        if statement.manner != Manner::Asked || !is_story(article, statement.place.region) {
            continue;
        }
        let source = statement.attribution.and_then(|a| attributions.all().get(a as usize)).and_then(|a| a.source);
        let region = statement.place.region;
        let tokens = article.tokens().of(region);
        // `Ida Kerr, who asked not to be named`
        if let Some(source) = source.filter(|s| s.kind == SourceKind::NamedPerson && s.place.region == region) {
            let between = tokens.iter().filter(|t| t.start >= source.head.end && t.end <= statement.place.start);
            if source.head.end <= statement.place.start && between.count() <= 3 {
                let finding =
                    Finding::at(source.place).case("named").value("source", article.article().text(source.head));
                found.push(finding.related(statement.place, "statement"));
                continue;
            }
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
