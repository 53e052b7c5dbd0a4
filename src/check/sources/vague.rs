//! Speakers of whom only the trade is told: `experts say`, `critics fear`, `officials said`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_story;
use crate::annotate::Annotated;
use crate::annotate::attributions::{Attribution, CueKind, Source, SourceKind};
use crate::annotate::sourcing::{self, Determiner, Phrase, Standing};
use crate::annotate::verbs::{self, Tone};
use crate::article::Place;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.vague-source]`: crowds that are said to say something, and nobody of them is named.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct VagueOptions {
    /// Within so many sentences, before or behind, one of the crowd may be named.
    pub reach: usize,
    /// So many places of one story are shown; it is reported once.
    pub shown: usize,
}

impl Default for VagueOptions {
    fn default() -> Self {
        VagueOptions { reach: 3, shown: 6 }
    }
}

impl Options for VagueOptions {
    const NAME: &'static str = "vague-source";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["source"], labels: &["again"], cases: &["officials"] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(Vague(self))))
    }
}

struct Vague(VagueOptions);

impl Check for Vague {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let all = article.attributions().all();
        let named = speakers(article, all);
        let mut places: Vec<(Place, bool)> = Vec::new();
        for (index, attribution) in all.iter().enumerate() {
            let Some((place, phrase)) = crowd(article, index, attribution) else { continue };
            if places.last().is_some_and(|(last, _)| last.region == place.region && last.end >= place.start) {
                continue;
            }
            let near = |p: &Place| sourcing::sentences_between(article, place, *p) <= self.0.reach;
            let at = named.partition_point(|(p, _)| (p.region, p.start) < (place.region, place.start));
            let around = named[at.saturating_sub(4)..(at + 4).min(named.len())].iter();
            let mut around = around.filter(|(p, _)| near(p));
            if !around.any(|(_, who)| who.is_one_of(&phrase)) {
                places.push((place, phrase.standing == Standing::Insider));
            }
        }
        let Some((first, insider)) = places.first().copied() else { return };
        let mut finding = Finding::at(first).value("source", article.article().text(first));
        if insider {
            finding = finding.case("officials");
        }
        for (place, _) in places.iter().skip(1).take(self.0.shown) {
            finding = finding.related(*place, "again");
        }
        found.push(finding);
    }
}

/// The crowd that an attribution names, and what the story says of it.
fn crowd(article: &Annotated<'_>, index: usize, attribution: &Attribution) -> Option<(Place, Phrase)> {
    let source = attribution.source.as_ref()?;
    let region = attribution.cue.region;
    let asks = matches!(attribution.tone, Tone::Direct) || attribution.verb.is_some_and(|v| SILENT.contains(&verbs::lemma(v)));
    if asks || !is_story(article, region) || attribution.nested || article.is_quoted(region, attribution.cue.start) {
        return None;
    }
    if !matches!(source.kind, SourceKind::Collective | SourceKind::Other | SourceKind::UnnamedIndividual | SourceKind::Organisation) {
        return None;
    }
    let phrase = sourcing::read(article, source)?;
    if !phrase.plural || phrase.count.is_some() || phrase.brief {
        return None;
    }
    let unnamed = article.sourcing().of_attribution(index as u32);
    let known = unnamed.is_some_and(|s| s.is_relayed() || s.named.is_some() || !s.statements.is_empty());
    let fresh = matches!(phrase.determiner, Determiner::Bare | Determiner::Some | Determiner::Another);
    let vague = match phrase.standing {
        Standing::Expert | Standing::Partisan => fresh || phrase.determiner == Determiner::Possessive,
        Standing::Insider => fresh && phrase.vantage.is_none() && is_loose(article, &phrase),
        Standing::Source | Standing::Someone => false,
        Standing::Bystander => phrase.determiner == Determiner::Some && phrase.modifiers.is_empty() && is_human(article, source),
    };
    let place = shown(article, source, &phrase)?;
    (vague && !known && !gives_examples(article, place)).then_some((place, phrase))
}

/// Verbs with which nothing is claimed.
const SILENT: [&str; 6] = ["decline", "refuse", "hope", "ask", "offer", "volunteer"];

/// Whether it is not told whose officials these are: a country, a body or a place would.
fn is_loose(article: &Annotated<'_>, phrase: &Phrase) -> bool {
    let official = ["officials", "authorities", "officers"]
        .iter()
        .any(|word| article.article().text(phrase.head).eq_ignore_ascii_case(word));
    if official { phrase.modifiers.is_empty() && !phrase.affiliated } else { !phrase.affiliated || phrase.modifiers.is_empty() }
}

fn is_human(article: &Annotated<'_>, source: &Source) -> bool {
    let tokens = article.tokens().of(source.head.region);
    let at = tokens.partition_point(|t| t.start < source.head.start);
    tokens.get(at).is_some_and(sourcing::is_human)
}

/// The words of the crowd, up to the comma.
fn shown(article: &Annotated<'_>, source: &Source, phrase: &Phrase) -> Option<Place> {
    let text = article.article().text(source.place);
    let end = text.find([',', '—', '(']).map_or(source.place.end, |at| source.place.start + at as u32);
    let place = if source.place.start <= phrase.head.start {
        Place::within(source.place.region, source.place.start..end.max(phrase.head.end))
    } else {
        phrase.head
    };
    (place.end > place.start).then_some(place)
}

/// `analysts such as`, `critics, including`: some are named after all.
fn gives_examples(article: &Annotated<'_>, place: Place) -> bool {
    let (plain, tokens) = (article.plain(place.region), article.tokens().of(place.region));
    let at = tokens.partition_point(|t| t.start < place.start);
    let behind = tokens.partition_point(|t| t.start < place.end);
    (at..behind + 4).filter_map(|i| tokens.get(i)).any(|t| ["including", "like", "such"].contains(&t.text(plain)))
}

/// Somebody who is named, or a paper that is.
struct Speaker {
    nouns: Vec<u64>,
    standings: Vec<Standing>,
    document: bool,
    learned: bool,
}

impl Speaker {
    /// Whether it can be one of the crowd, or what the crowd wrote.
    fn is_one_of(&self, crowd: &Phrase) -> bool {
        let same = self.nouns.contains(&crowd.noun) || self.standings.contains(&crowd.standing);
        let thinks = matches!(crowd.standing, Standing::Expert);
        same || thinks && (self.document || self.learned)
    }
}

/// The named speakers of a story, in order.
fn speakers(article: &Annotated<'_>, all: &[Attribution]) -> Vec<(Place, Speaker)> {
    let mut named = Vec::new();
    for attribution in all {
        let Some(source) = attribution.source else { continue };
        let document = source.kind == SourceKind::Document && attribution.kind != CueKind::Hearsay;
        if source.kind != SourceKind::NamedPerson && !document {
            continue;
        }
        let tokens = article.tokens().of(source.place.region);
        let plain = article.plain(source.place.region);
        let mut speaker = Speaker { nouns: Vec::new(), standings: Vec::new(), document, learned: false };
        for token in sourcing::tokens_of(article, source.place).filter_map(|at| tokens.get(at)) {
            if let Some((standing, noun)) = sourcing::role(token) {
                speaker.nouns.push(noun);
                speaker.standings.push(standing);
            }
            let word = token.text(plain).to_ascii_lowercase();
            speaker.learned |= LEARNED.contains(&word.as_str());
        }
        named.push((source.place, speaker));
    }
    named
}

/// Words that make a named speaker an expert.
const LEARNED: [&str; 18] = [
    "dr", "prof", "professor", "university", "institute", "college", "school", "center", "centre", "fellow", "lecturer",
    "author", "director", "research", "chief", "studies", "foundation", "association",
];
