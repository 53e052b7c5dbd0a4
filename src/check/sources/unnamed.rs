//! What a story says of a source that it does not name: who it is, how many, how it can know, and
//! what it is given room to say.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{about, is_story};
use crate::annotate::Annotated;
use crate::annotate::attributions::{Attribution, CueKind, Directness, Manner};
use crate::annotate::sourcing::{Determiner, Standing, Unnamed};
use crate::annotate::verbs::{self, Tone};
use crate::article::Place;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::lexicon::Lexicon;

mod attack;
mod declined;
mod drift;
mod single;

/// Which fault of an unnamed source a rule words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum UnnamedFault {
    /// Nothing at all is said of it.
    Bare,
    /// It is not said that, and why, it is not named.
    #[default]
    Unexplained,
    /// It is not said how it can know.
    NoVantage,
    /// It is more than one in one place and one in another.
    NumberDrift,
    /// The first paragraph rests on it alone.
    Single,
    /// It runs down somebody who is named.
    Attack,
    /// Its words are the first that the story quotes.
    FirstQuote,
    /// Whoever it speaks for has declined to comment.
    DeclinedYetQuoted,
    /// What is said of it gives it away.
    Unmasked,
}

/// `[check.unnamed-source]`: sources that the story does not name.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct UnnamedOptions {
    /// Which fault the rule words.
    pub fault: UnnamedFault,
    /// A file with words: for `attack` those that run somebody down, for `unmasked` the posts that
    /// only one person holds.
    pub lexicon: String,
}

impl Options for UnnamedOptions {
    const NAME: &'static str = "unnamed-source";
    const VOCABULARY: Vocabulary = Vocabulary {
        values: &["source", "again", "words"],
        labels: &["mention", "declined", "statement", "words"],
        cases: &["plural", "paradox", "to-plural", "named"],
    };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let words =
            if self.lexicon.is_empty() { Lexicon::default() } else { files.lexicon("lexicon", &self.lexicon)? };
        Ok(Compiled::Article(Box::new(Sources { fault: self.fault, words })))
    }
}

struct Sources {
    fault: UnnamedFault,
    words: Lexicon,
}

impl Check for Sources {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        match self.fault {
            UnnamedFault::Bare => each(article, found, is_bare),
            UnnamedFault::Unexplained => each(article, found, is_unexplained),
            UnnamedFault::NoVantage => each(article, found, has_no_vantage),
            UnnamedFault::NumberDrift => drift::find(article, found),
            UnnamedFault::Single => single::find(article, found),
            UnnamedFault::Attack => attack::find(article, &self.words, found),
            UnnamedFault::FirstQuote => found.extend(single::first_quote(article)),
            UnnamedFault::DeclinedYetQuoted => declined::find(article, found),
            UnnamedFault::Unmasked => declined::unmasked(article, &self.words, found),
        }
    }
}

/// One finding for each source that is at fault, at its first mention.
fn each(article: &Annotated<'_>, found: &mut Vec<Finding>, faulty: fn(&Annotated<'_>, &Unnamed) -> bool) {
    for source in article.sourcing().sources() {
        let Some(first) = source.first(article).filter(|_| faulty(article, source)) else { continue };
        let mut finding = about(article, source, first.place);
        if source.is_plural() {
            finding = finding.case("plural");
        }
        found.push(finding);
    }
}

/// `a source said`: neither here nor anywhere else a word on who that is.
fn is_bare(article: &Annotated<'_>, source: &Unnamed) -> bool {
    let Some(first) = source.first(article) else { return false };
    source.standing() == Standing::Source
        && source.specificity() == 0
        && first.phrase.introduces()
        && is_story(article, first.place.region)
        && source.statements.is_empty()
        && source.named.is_none()
        && !source.is_relayed()
        && first.phrase.determiner != Determiner::Possessive
        && !source.known
        && !gives_examples(article, first.place)
}

/// `multiple sources, including Ida Kerr`: some are named after all.
pub(super) fn gives_examples(article: &Annotated<'_>, place: Place) -> bool {
    let (plain, tokens) = (article.plain(place.region), article.tokens().of(place.region));
    let behind = tokens.partition_point(|t| t.start < place.end);
    let at = tokens.partition_point(|t| t.start < place.start);
    tokens
        .get(at..(behind + 4).min(tokens.len()))
        .unwrap_or(&[])
        .iter()
        .any(|t| ["including", "like", "such"].contains(&t.text(plain)))
}

/// A source with an office, or close to somebody who has one, of which the story does not say that
/// it asked not to be named.
fn is_unexplained(article: &Annotated<'_>, source: &Unnamed) -> bool {
    let statements = article.attributions().anonymity();
    let general = article.sourcing().general_statement(article, source);
    let explained = !source.statements.is_empty()
        || general.and_then(|g| statements.get(g as usize)).is_some_and(|s| s.manner != Manner::Private);
    !explained && is_insider(article, source) && !is_bare(article, source)
}

/// Whether the story introduces somebody whose name it could give, and whose word needs one.
fn is_insider(article: &Annotated<'_>, source: &Unnamed) -> bool {
    let Some(first) = source.first(article) else { return false };
    let phrase = &first.phrase;
    let told = match source.standing() {
        Standing::Source => true,
        Standing::Someone => phrase.vantage.is_some(),
        Standing::Insider => phrase.count.is_some() || phrase.vantage.is_some(),
        // A correspondent may be a reader who wrote in.
        Standing::Expert => {
            let writes = article.article().text(phrase.head).eq_ignore_ascii_case("correspondent");
            phrase.count == Some(1) && !writes
        }
        Standing::Partisan | Standing::Bystander => false,
    };
    // Who opposes a plan, or was told of it, is no source for anything.
    let all = article.attributions().all();
    let states = |a: &Attribution| {
        let done = a.verb.is_some_and(|v| verbs::lemma(v).split(' ').next().is_some_and(|first| DONE.contains(&first)));
        !done
            && (matches!(a.kind, CueKind::According | CueKind::Label)
                || a.directness != Directness::Indirect
                || matches!(a.tone, Tone::Neutral | Tone::Assert | Tone::Concede))
    };
    let mut cues = source.mentions.iter().filter_map(|m| m.attribution).chain(source.pronouns.iter().copied());
    if !cues.any(|index| all.get(index as usize).is_some_and(states)) {
        return false;
    }
    let introduced = !matches!(phrase.determiner, Determiner::Possessive | Determiner::Some) && phrase.introduces();
    told && introduced
        && !phrase.brief
        && !phrase.accused
        && (!phrase.office || phrase.vantage.is_some())
        && is_story(article, first.place.region)
        && source.named.is_none()
        && !source.is_relayed()
}

/// What is done in public, and by somebody who is known there.
const DONE: [&str; 14] = [
    "announce",
    "respond",
    "reply",
    "endorse",
    "testify",
    "rule",
    "propose",
    "order",
    "apologize",
    "apologise",
    "decline",
    "refuse",
    "pledge",
    "refer",
];

/// An unnamed source for what is not public, and nothing shows that it was in a position to know.
fn has_no_vantage(article: &Annotated<'_>, source: &Unnamed) -> bool {
    is_insider(article, source) && source.specificity() < 3
}
