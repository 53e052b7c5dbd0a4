//! Speakers of whom only the trade is told: `experts say`, `critics fear`, `officials said`.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_story;
use super::unnamed::gives_examples;
use crate::annotate::Annotated;
use crate::annotate::attributions::{Attribution, Source, SourceKind};
use crate::annotate::sourcing::{self, Determiner, Outlets, Phrase, Standing};
use crate::annotate::verbs;
use crate::article::Place;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::lexicon::Lexicon;

/// `[check.vague-source]`: crowds that are said to say something, and nobody of them is named.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct VagueOptions {
    /// A file with the verbs by which a crowd claims something.
    pub claims: String,
    /// A file with nouns for people with an office or a job whose plural tells nobody apart.
    pub insiders: String,
    /// Within so many sentences, before or behind, one of the crowd may be named.
    pub reach: usize,
    /// So many places of one story are shown; it is reported once.
    pub shown: usize,
}

impl Default for VagueOptions {
    fn default() -> Self {
        VagueOptions { claims: String::new(), insiders: String::new(), reach: 3, shown: 6 }
    }
}

impl Options for VagueOptions {
    const NAME: &'static str = "vague-source";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["source"], labels: &["again"], cases: &["officials"] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let insiders =
            if self.insiders.is_empty() { Lexicon::default() } else { files.lexicon("insiders", &self.insiders)? };
        let claims = if self.claims.is_empty() { Lexicon::default() } else { files.lexicon("claims", &self.claims)? };
        Ok(Compiled::Article(Box::new(Vague { options: self, insiders, claims })))
    }
}

struct Vague {
    options: VagueOptions,
    insiders: Lexicon,
    claims: Lexicon,
}

impl Check for Vague {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let all = article.attributions().all();
        let named = speakers(article, all);
        let mut places: Vec<(Place, bool)> = Vec::new();
        for (index, attribution) in all.iter().enumerate() {
            let Some((place, phrase)) = self.crowd(article, index, attribution) else { continue };
            if places.last().is_some_and(|(last, _)| last.region == place.region && last.end >= place.start) {
                continue;
            }
            let near = |p: &Place| sourcing::sentences_between(article, place, *p) <= self.options.reach;
            let at = named.partition_point(|(p, _)| (p.region, p.start) < (place.region, place.start));
            let around = named[at.saturating_sub(4)..(at + 4).min(named.len())].iter();
            let mut around = around.filter(|(p, _)| near(p));
            let wide = is_wide(article, &phrase);
            // Whoever has a post speaks for a crowd that has just been named, not before it.
            let follows = |p: &Place| {
                (p.region, p.start) > (place.region, place.start)
                    && sourcing::sentences_between(article, place, *p) <= EXAMPLE_REACH
            };
            if !around.any(|(p, who)| who.is_one_of(&phrase, wide && follows(p)))
                && !self.is_told_apart(article, place, &phrase)
            {
                places.push((place, phrase.standing == Standing::Insider));
            }
        }
        let Some((first, insider)) = places.first().copied() else { return };
        let mut finding = Finding::at(first).value("source", article.article().text(first));
        if insider {
            finding = finding.case("officials");
        }
        for (place, _) in places.iter().skip(1).take(self.options.shown) {
            finding = finding.related(*place, "again");
        }
        found.push(finding);
    }
}

impl Vague {
    /// Whether the same noun stands near with the words that tell it apart: `Harbour officials`.
    fn is_told_apart(&self, article: &Annotated<'_>, place: Place, phrase: &Phrase) -> bool {
        phrase.standing == Standing::Insider
            && article.sourcing().around(phrase.noun, place).any(|mention| {
                mention.phrase.affiliated
                    && sourcing::sentences_between(article, place, mention.place) <= self.options.reach
            })
    }

    /// The crowd that an attribution names, and what the story says of it.
    fn crowd(&self, article: &Annotated<'_>, index: usize, attribution: &Attribution) -> Option<(Place, Phrase)> {
        let source = attribution.source.as_ref()?;
        let region = attribution.cue.region;
        // `liberals who decried it`: a crowd that did something, and no source for it.
        let relative = ["who", "that"].iter().any(|w| article.article().text(source.place).eq_ignore_ascii_case(w));
        let says = |v: u16| {
            ["say", "argue", "contend", "believe", "warn", "claim", "complain", "fear"].contains(&verbs::lemma(v))
        };
        if relative && !attribution.verb.is_some_and(says) {
            return None;
        }
        let tells = attribution.verb.is_some_and(|v| verbs::lemma(v) == "tell");
        let claims = attribution.verb.is_none_or(|v| self.claims.is_empty() || self.is_claim(verbs::lemma(v)));
        let asks = !claims || tells && Outlets::told_others(article, region, attribution.cue.end);
        if asks
            || !is_story(article, region)
            || attribution.nested && !opens_clause(article, source)
            || is_reported(article, source)
            || article.is_quoted(region, attribution.cue.start)
        {
            return None;
        }
        if !matches!(
            source.kind,
            SourceKind::Collective | SourceKind::Other | SourceKind::UnnamedIndividual | SourceKind::Organisation
        ) {
            return None;
        }
        let phrase = sourcing::read(article, source)?;
        if !phrase.plural || phrase.count.is_some() || phrase.brief && phrase.standing == Standing::Insider {
            return None;
        }
        let unnamed = article.sourcing().of_attribution(index as u32);
        let known = unnamed.is_some_and(|s| s.is_relayed() || s.named.is_some() || !s.statements.is_empty());
        let fresh = matches!(phrase.determiner, Determiner::Bare | Determiner::Some | Determiner::Another);
        let vague = match phrase.standing {
            Standing::Expert | Standing::Partisan => fresh && !phrase.employed,
            Standing::Insider => fresh && phrase.vantage.is_none() && self.is_loose(article, &phrase),
            Standing::Source | Standing::Someone => false,
            Standing::Bystander => {
                phrase.determiner == Determiner::Some && phrase.modifiers.is_empty() && is_human(article, source)
            }
        };
        let place = shown(article, source, &phrase)?;
        (vague && !known && !gives_examples(article, place)).then_some((place, phrase))
    }

    fn is_claim(&self, lemma: &str) -> bool {
        self.claims.entries().iter().any(|e| e.phrase.as_ref() == lemma)
    }

    /// Whether a body stands in the sentences before, so that its officials are meant.
    fn has_body(&self, article: &Annotated<'_>, place: Place) -> bool {
        let tokens = article.tokens().of(place.region);
        let at = tokens.partition_point(|t| t.start < place.start);
        let own = tokens.get(at.saturating_sub(BODY_REACH)..at).unwrap_or(&[]);
        let before = place.region.checked_sub(1).map_or(&[][..], |r| article.tokens().of(r));
        let rest = BODY_REACH.saturating_sub(at).min(before.len());
        let before = &before[before.len() - rest..];
        let there = tokens
            .iter()
            .skip(at + 1)
            .take(1)
            .any(|t| ["there", "here", "in", "at", "from", "with"].contains(&t.text(article.plain(place.region))));
        there || own.iter().chain(before).any(|t| t.capital && BODIES.has(t))
    }

    /// Whether its noun and the words before tell nobody apart. Whose officials they are, a
    /// country, a body or a place says.
    fn is_loose(&self, article: &Annotated<'_>, phrase: &Phrase) -> bool {
        let tokens = article.tokens().of(phrase.head.region);
        let head = tokens.partition_point(|t| t.start < phrase.head.start);
        let listed = tokens.get(head).is_some_and(|t| self.insiders.has(t));
        let officials = article.article().text(phrase.head).eq_ignore_ascii_case("officials");
        listed
            && (!officials || phrase.modifiers.is_empty() && !phrase.affiliated && !self.has_body(article, phrase.head))
    }
}

/// Whether a crowd's noun says no trade: `experts`, `advocates`, not `analysts`.
fn is_wide(article: &Annotated<'_>, phrase: &Phrase) -> bool {
    const NOUNS: [&str; 5] = ["experts", "specialists", "advocates", "activists", "campaigners"];
    NOUNS.iter().any(|noun| article.article().text(phrase.head).eq_ignore_ascii_case(noun))
}

/// Whether a source opens a clause of its own: `…, though officials say`.
fn opens_clause(article: &Annotated<'_>, source: &Source) -> bool {
    follows(article, source, &["though", "although", "while", "but", "and", "as"])
}

/// Whether a crowd's words are part of what another source says: `Kerr said that critics fear`; not
/// in `a tower that critics say will fall`.
fn is_reported(article: &Annotated<'_>, source: &Source) -> bool {
    let tokens = article.tokens().of(source.place.region);
    let at = tokens.partition_point(|t| t.start < source.place.start);
    let verb = at.checked_sub(2).and_then(|i| tokens.get(i));
    let reports = verb.is_some_and(|t| verbs::only_speaks(t.key) || verbs::is_speech(t.key));
    // `reported in a meeting last August that some fear`
    let own = article.attributions().of(source.place.region);
    let last = own.partition_point(|a| a.cue.start < source.place.start);
    let behind = own[last.saturating_sub(4)..last].iter().any(|a| {
        a.cue.end <= source.place.start
            && article
                .attributions()
                .content(a)
                .iter()
                .any(|c| c.start < source.place.start && source.place.end <= c.end)
            && tokens.get(tokens.partition_point(|t| t.start < a.cue.end)..at).is_some_and(|between| between.len() < 14)
    });
    follows(article, source, &["that"]) && (reports || behind)
}

/// Whether one of these words stands before a source.
fn follows(article: &Annotated<'_>, source: &Source, words: &[&str]) -> bool {
    let (plain, tokens) = (article.plain(source.place.region), article.tokens().of(source.place.region));
    let at = tokens.partition_point(|t| t.start < source.place.start);
    at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| words.contains(&t.text(plain)))
}

/// So many words before bare `officials` a body may stand whose they are.
const BODY_REACH: usize = 40;

static BODIES: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::from_phrases([
        "Department",
        "Ministry",
        "Agency",
        "Commission",
        "Authority",
        "Bureau",
        "Police",
        "Sheriff",
        "Hospital",
        "District",
        "Service",
        "Administration",
    ])
});

/// Within so many sentences behind a crowd an example of it follows.
const EXAMPLE_REACH: usize = 2;

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

/// Somebody who is named, or a paper that is.
struct Speaker {
    nouns: Vec<u64>,
    standings: Vec<Standing>,
    document: bool,
    learned: bool,
    posted: bool,
    office: bool,
}

impl Speaker {
    /// Whether it can be one of the crowd, or what the crowd wrote. `wide`: the crowd's noun says no
    /// trade, so that anybody with a post that is no office of state can be of it.
    fn is_one_of(&self, crowd: &Phrase, wide: bool) -> bool {
        let same = self.nouns.contains(&crowd.noun) || self.standings.contains(&crowd.standing);
        let thinks = matches!(crowd.standing, Standing::Expert);
        same || thinks && (self.document || self.learned) || wide && self.posted && !self.office
    }
}

/// The named speakers of a story, in order.
fn speakers(article: &Annotated<'_>, all: &[Attribution]) -> Vec<(Place, Speaker)> {
    let mut named = Vec::new();
    for attribution in all {
        let Some(source) = attribution.source else { continue };
        let head = article.article().text(source.head).to_ascii_lowercase();
        let document = source.kind == SourceKind::Document && STUDIES.contains(&head.as_str());
        if source.kind != SourceKind::NamedPerson && !document {
            continue;
        }
        let tokens = article.tokens().of(source.place.region);
        let plain = article.plain(source.place.region);
        let mut speaker = Speaker {
            nouns: Vec::new(),
            standings: Vec::new(),
            document,
            learned: false,
            posted: false,
            office: false,
        };
        for token in sourcing::tokens_of(article, source.place).filter_map(|at| tokens.get(at)) {
            if let Some((standing, noun)) = sourcing::role(token) {
                speaker.nouns.push(noun);
                speaker.standings.push(standing);
            }
            let word = token.text(plain).to_ascii_lowercase();
            speaker.learned |= LEARNED.contains(&word.as_str());
            speaker.posted |= POSTS.contains(&word.as_str());
            speaker.office |= OFFICES.contains(&word.as_str());
        }
        named.push((source.place, speaker));
    }
    named
}

/// Papers that say what experts or voters think.
const STUDIES: [&str; 16] = [
    "study", "studies", "report", "survey", "surveys", "poll", "polls", "research", "paper", "analysis", "data",
    "review", "findings", "census", "index", "estimate",
];

/// Posts outside the state.
const POSTS: [&str; 16] = [
    "director",
    "president",
    "founder",
    "chair",
    "head",
    "leader",
    "attorney",
    "lawyer",
    "counsel",
    "organizer",
    "organiser",
    "coordinator",
    "vice",
    "member",
    "manager",
    "executive",
];

/// Offices of state, and those who speak for them.
const OFFICES: [&str; 22] = [
    "sen",
    "senator",
    "rep",
    "representative",
    "gov",
    "governor",
    "mayor",
    "minister",
    "secretary",
    "attorney-general",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "police",
    "sheriff",
    "judge",
    "commissioner",
    "council",
    "councilman",
    "house",
    "senate",
    "county",
];

/// Words that make a named speaker an expert.
const LEARNED: [&str; 10] =
    ["dr", "prof", "professor", "university", "institute", "college", "fellow", "lecturer", "author", "studies"];
