//! Which news outlets a story speaks of, and whose own it is.
//!
//! `An aide told the Herald` is the Herald's source where somebody else retells it, and the
//! story's own where the Herald tells it. The dateline, the byline and the credits say which.

use std::sync::LazyLock;

use crate::annotate::Annotated;
use crate::annotate::attributions::{Attribution, CueKind, SourceKind};
use crate::annotate::names::Kind as Named;
use crate::annotate::tokens::{Kind, Token};
use crate::annotate::verbs;
use crate::article::{Place, Role};
use crate::lexicon::{KeyMap, Lexicon};

static OUTLETS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/news-outlets.txt")));

/// Nouns that stand for an outlet without naming it.
const NOUNS: [&str; 14] = [
    "paper",
    "newspaper",
    "magazine",
    "tabloid",
    "website",
    "outlet",
    "outlets",
    "broadcaster",
    "publication",
    "network",
    "channel",
    "weekly",
    "daily",
    "site",
];

/// Whether a token names an outlet, alone or as the last word of its name; how long the name is.
fn names_outlet(plain: &str, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    token.capital && token.kind == Kind::Word && OUTLETS.starts(&tokens[at..]).is_some()
        || NOUNS.contains(&token.text(plain))
}

/// Whether the outlet at a token speaks of its own work: `the Herald's requests for comment`,
/// `documents reviewed by the Herald`.
fn is_host(plain: &str, tokens: &[Token], at: usize) -> bool {
    let is = |i: usize, words: &[&str]| tokens.get(i).is_some_and(|t| words.contains(&t.text(plain)));
    let work = ["request", "requests", "questions", "inquiries", "calls", "emails"];
    let asked = is(at + 1, &["'s", "’s"]) && (at + 2..at + 5).any(|i| is(i, &work));
    let by = (at.saturating_sub(4)..at).rev().find(|i| is(*i, &["by", "from"]));
    let handed = by.is_some_and(|by| {
        (by.saturating_sub(4)..by)
            .any(|i| is(i, &["obtained", "reviewed", "contacted", "seen", "request", "requests", "comment"]))
    });
    let learned = is(at + 1, &["has", "have", "had"]) && is(at + 2, &["learned", "learnt"]);
    asked || handed || learned
}

/// The outlets of a story.
#[derive(Debug, Default)]
pub struct Outlets {
    /// Words of names that the story reports from: `the Herald reported`, `according to the Herald`.
    cited: KeyMap<()>,
    /// Words of names in the dateline, the byline and the credits.
    own: KeyMap<()>,
}

impl Outlets {
    /// Finds them.
    pub fn find(article: &Annotated<'_>) -> Self {
        let mut outlets = Outlets::default();
        outlets.note_own(article);
        for attribution in article.attributions().all() {
            outlets.note_cited(article, attribution);
        }
        for region in 0..article.article().regions.len() as u32 {
            outlets.note_reports(article, region);
        }
        outlets
    }

    /// The credits: bylines, datelines, furniture, and what stands in brackets or before a dash at
    /// the head of the first paragraphs: `HALDEN (Reuters) -`.
    fn note_own(&mut self, article: &Annotated<'_>) {
        let regions = &article.article().regions;
        let mut bodies = 0;
        for (index, region) in regions.iter().enumerate() {
            let tokens = article.tokens().of(index as u32);
            let plain = region.text.as_str();
            let credit = matches!(region.role, Role::Byline | Role::Dateline | Role::Furniture | Role::Correction);
            let until = if credit {
                tokens.len()
            } else if region.role == Role::Paragraph && bodies < 3 {
                bodies += 1;
                let dash = |t: &Token| matches!(t.text(plain), "-" | "—" | "–" | "--") && t.spaced;
                tokens.iter().take(16).position(dash).unwrap_or(0)
            } else if plain.starts_with('(') {
                tokens.len()
            } else {
                0
            };
            for at in 0..tokens.len() {
                if names_outlet(plain, tokens, at) && (at < until || is_host(plain, tokens, at)) {
                    self.own.insert(tokens[at].key, ());
                }
            }
        }
    }

    /// `…, the Herald reported`, whatever else the sentence says.
    fn note_reports(&mut self, article: &Annotated<'_>, region: u32) {
        let plain = article.plain(region);
        let tokens = article.tokens().of(region);
        for (at, pair) in tokens.windows(2).enumerate() {
            let [name, verb] = pair else { continue };
            let reports = ["reported", "reports", "wrote", "revealed"].contains(&verb.text(plain));
            if reports && names_outlet(plain, tokens, at) && !self.own.contains_key(&name.key) {
                self.cited.insert(name.key, ());
            }
        }
    }

    fn note_cited(&mut self, article: &Annotated<'_>, attribution: &Attribution) {
        let Some(source) = attribution.source else { return };
        let reports = attribution.kind == CueKind::According
            || attribution
                .verb
                .is_some_and(|v| ["report", "say", "write", "claim", "reveal"].contains(&verbs::lemma(v)));
        if !reports || matches!(source.kind, SourceKind::Pronoun | SourceKind::Collective) {
            return;
        }
        let plain = article.plain(source.place.region);
        let tokens = article.tokens().of(source.place.region);
        for at in super::tokens_of(article, source.place) {
            if names_outlet(plain, tokens, at) && !self.own.contains_key(&tokens[at].key) {
                self.cited.insert(tokens[at].key, ());
            }
        }
    }

    /// Whether something was told to somebody else than a reporter: `told residents`, `told her`.
    /// `behind` is the offset behind the verb.
    pub fn told_others(article: &Annotated<'_>, region: u32, behind: u32) -> bool {
        const PRESS: [&str; 12] = [
            "reporters",
            "journalists",
            "correspondents",
            "us",
            "me",
            "media",
            "press",
            "news",
            "briefing",
            "agency",
            "interviewers",
            "interview",
        ];
        // What is said before a court or a house is said by somebody who is known there.
        const PUBLIC: [&str; 12] = [
            "court",
            "judge",
            "jury",
            "parliament",
            "lawmakers",
            "committee",
            "congress",
            "senate",
            "inquiry",
            "tribunal",
            "hearing",
            "panel",
        ];
        let plain = article.plain(region);
        let tokens = article.tokens().of(region);
        let first = tokens.partition_point(|t| t.start < behind);
        let Some(next) = tokens.get(first) else { return false };
        let text = next.text(plain).to_ascii_lowercase();
        if !next.is_word() || ["that", "how", "of", "about", "on", "in", "at"].contains(&text.as_str()) {
            return false;
        }
        let near = first..(first + 6).min(tokens.len());
        let press = |at: usize| tokens[at].is_any(plain, &PRESS);
        let known = near.clone().any(|at| press(at) || names_outlet(plain, tokens, at));
        let person = ["him", "her", "them", "his", "their", "my"].contains(&text.as_str());
        let noun = near.clone().take(3).any(|at| super::is_human(&tokens[at]));
        let name = article.names().at(region, next.start).is_some_and(|n| n.kind == Named::Person);
        let public = near.clone().take(3).any(|at| tokens[at].is_any(plain, &PUBLIC));
        !known && (person || noun || name || public)
    }

    /// Whether a token of a region names an outlet, the story's own or another.
    pub fn is_name(&self, article: &Annotated<'_>, region: u32, token: usize) -> bool {
        names_outlet(article.plain(region), article.tokens().of(region), token)
    }

    /// Whether a token of a region names an outlet that is not the story's own.
    pub fn is_foreign(&self, article: &Annotated<'_>, region: u32, token: usize) -> bool {
        let own = article.tokens().of(region).get(token).is_some_and(|t| self.own.contains_key(&t.key));
        !own && self.is_name(article, region, token)
    }

    /// Whether a place names an outlet that is not the story's own.
    pub fn foreign(&self, article: &Annotated<'_>, place: Place) -> bool {
        let plain = article.plain(place.region);
        let tokens = article.tokens().of(place.region);
        super::tokens_of(article, place)
            .any(|at| names_outlet(plain, tokens, at) && !self.own.contains_key(&tokens[at].key))
    }

    /// Whether what was said was said to another outlet: `told the Herald`, `told that paper`.
    /// `behind` is the offset behind the verb.
    pub fn told_elsewhere(&self, article: &Annotated<'_>, region: u32, behind: u32) -> bool {
        let plain = article.plain(region);
        let tokens = article.tokens().of(region);
        let first = tokens.partition_point(|t| t.start < behind);
        let mut at = first;
        while let Some(token) = tokens.get(at).filter(|_| at < first + 7) {
            let text = token.text(plain);
            if at > first
                && !(token.capital
                    || token.kind == Kind::Clitic
                    || ["that", "the", "to"].contains(&text)
                    || NOUNS.contains(&text))
            {
                break;
            }
            if names_outlet(plain, tokens, at) {
                // A story that cites nobody's reports speaks of its own paper.
                // Agencies sell their copy, so what they were told is mostly told by themselves.
                let agency = OUTLETS.get(token).is_some_and(|e| e.value.is_some());
                let others = !agency && (NOUNS.contains(&text) || !self.cited.is_empty());
                return !self.own.contains_key(&token.key) && (others || self.cited.contains_key(&token.key));
            }
            at += 1;
        }
        false
    }
}
