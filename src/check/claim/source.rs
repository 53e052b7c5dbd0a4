//! A headline that gives what it says to somebody weightier than the story does: `Ferry board
//! says` over one unnamed official, `Study proves` over a study that suggests, `Experts` over one.

use std::ops::Range;

mod silent;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::families::Families;
use super::headline::{self, Claim};
use super::story::{Found, Story};
use crate::annotate::Annotated;
use crate::annotate::attributions::{Attribution, Source, SourceKind};
use crate::annotate::verbs::Tone;
use crate::article::Place;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.claim-source]`: who answers for the headline, and who in the body.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct SourceOptions {
    /// A file with nouns for what can prove something, and verbs for how far it does: `study =
    /// document`, `prove = strong`, `suggest = weak`.
    pub evidence: String,
}

impl Options for SourceOptions {
    const NAME: &'static str = "claim-source";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["stated", "body"], labels: &["body"], cases: &["evidence", "one"] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let evidence = Families::new(&files.lexicon("evidence", &self.evidence)?);
        Ok(Compiled::Article(Box::new(Upgraded { evidence })))
    }
}

struct Upgraded {
    evidence: Families,
}

impl Check for Upgraded {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let mut story = None;
        for claim in headline::claims(article).iter().filter(|claim| claim.words.len() > 2) {
            let evidence = self.claimed(claim);
            let said = source(article, claim);
            let head = claim.words.first().is_some_and(|word| claim.tokens[word.at].capital);
            if evidence.is_none() && said.is_none() && !head || claim.asks() {
                continue;
            }
            let story = story.get_or_insert_with(|| Story::read(article));
            let one = evidence.and_then(|tokens| self.evidence(story, claim, tokens));
            let one = one.or_else(|| said.and_then(|said| unnamed(story, claim, &said)));
            let one = one.or_else(|| said.and_then(|said| single(story, claim, &said)));
            let one = one.or_else(|| said.and_then(|said| silent::judge(&self.evidence, story, claim, &said)));
            found.extend(one);
        }
    }
}

impl Upgraded {
    fn is(&self, tokens: &[crate::annotate::tokens::Token], name: &str) -> Option<usize> {
        let hit = self.evidence.at(tokens)?;
        self.evidence.family(name).is_some_and(|family| hit.families.contains(&family)).then_some(hit.len)
    }

    /// `study proves` in a claim: from the noun to the verb.
    fn claimed(&self, claim: &Claim<'_>) -> Option<Range<usize>> {
        let rest = |at: usize| claim.tokens.get(at..claim.range.end).unwrap_or_default();
        let verb = claim.range.clone().find(|at| self.is(rest(*at), "strong").is_some())?;
        let end = verb + self.is(rest(verb), "strong")?;
        let from = verb.saturating_sub(CLOSE).max(claim.range.start);
        let noun = (from..verb).rev().find(|at| self.is(rest(*at), "document").is_some())?;
        Some(noun..end)
    }

    /// The body never says that anything is proven, only that it is suggested.
    fn evidence(&self, story: &Story<'_, '_>, claim: &Claim<'_>, tokens: Range<usize>) -> Option<Finding> {
        let strong = story.find(|rest, _, _| self.is(rest, "strong"));
        let proven = |found: &Found| {
            let line = &story.lines[found.line];
            let near = found.at.saturating_sub(FAR).max(line.range.start)..found.at;
            let by = near
                .into_iter()
                .any(|at| line.tokens.get(at..line.range.end).is_some_and(|rest| self.is(rest, "document").is_some()));
            let plain = story.status(found, false).is_plain() && !story.is_quoted(found);
            plain && by
        };
        if strong.iter().any(proven) {
            return None;
        }
        let weak = story.find(|rest, _, _| self.is(rest, "weak"));
        let fits = |found: &&Found| {
            let line = &story.lines[found.line];
            let words = line
                .range
                .clone()
                .any(|at| line.tokens.get(at..line.range.end).is_some_and(|rest| self.is(rest, "document").is_some()));
            words || story.fit(claim, &tokens, found).total >= 2
        };
        let found = weak.iter().find(fits)?;
        let place = story.place(found.line, found.at..found.end);
        Some(
            Finding::at(claim.place(tokens.clone()))
                .case("evidence")
                .value("stated", claim.text(tokens))
                .value("body", story.text(found.line, found.at..found.end))
                .related(place, "body"),
        )
    }
}

/// So many tokens may stand between a study and what it does, above the story and in it.
const CLOSE: usize = 3;
const FAR: usize = 12;

/// The source that a claim names.
fn source(article: &Annotated<'_>, claim: &Claim<'_>) -> Option<Source> {
    let place = claim.place(claim.range.clone());
    let own = |said: &&Attribution| (place.start..place.end).contains(&said.cue.start) && !said.nested;
    let said = article.attributions().of(claim.region).iter().find(own)?;
    // `Board criticized over fees` is no word of the board's.
    said.source.filter(|_| said.tone != Tone::Evaluate)
}

fn stems(article: &Annotated<'_>, place: Place) -> Vec<u64> {
    let tokens = article.tokens().of(place.region);
    let from = tokens.partition_point(|t| t.start < place.start);
    let to = tokens.partition_point(|t| t.start < place.end);
    headline::words(article.plain(place.region), tokens, from..to).iter().map(|word| word.stem).collect()
}

/// The attributions of the body that say what the claim leaves to its source, with how many of its
/// words each has.
fn aligned<'s>(story: &Story<'_, 's>, claim: &Claim<'_>, said: &Source) -> Vec<(&'s Attribution, usize)> {
    let article = story.article;
    let at = claim.tokens.partition_point(|t| t.start < said.place.end);
    // `Ferry Board says boats late as strike looms`: what it says, up to the next clause.
    let own = |word: &&headline::Word| claim.tokens[word.at].start >= said.place.end;
    let behind = claim.words.iter().find(own).map(|word| claim.clause(word.at.max(at + 1)));
    let span = behind.unwrap_or(claim.range.start..at);
    let verb = |text: &str| crate::annotate::verbs::is_speech(crate::annotate::tokens::key(text));
    let words = claim.within(span).filter(|word| {
        let start = claim.tokens[word.at].start;
        !(said.place.start..said.place.end).contains(&start) && !verb(claim.text(word.at..word.at + 1))
    });
    let words: Vec<u64> = words.map(|word| word.stem).collect();
    let first = story.lines.first().map_or(u32::MAX, |line| line.region);
    let attributions = article.attributions();
    let regions = &article.article().regions;
    let mut aligned = Vec::new();
    for attribution in attributions.all() {
        let body = regions.get(attribution.cue.region as usize).is_some_and(|r| r.role.is_body());
        if !body || attribution.source.is_none() {
            continue;
        }
        let content: Vec<u64> = story.content(attribution).iter().flat_map(|place| stems(article, *place)).collect();
        let shared = words.iter().filter(|stem| content.contains(stem)).count();
        let lead = attribution.cue.region == first && shared > 0;
        if lead || shared >= 2 && 3 * shared >= words.len() {
            aligned.push((attribution, shared));
        }
    }
    aligned
}

/// An institution speaks in the headline, and one without a name in the body.
fn unnamed(story: &Story<'_, '_>, claim: &Claim<'_>, said: &Source) -> Option<Finding> {
    let article = story.article.article();
    let text = |place: Place| article.text(place).to_ascii_lowercase();
    let police = ["source", "official", "sheriff", "report", "study", "author", "prosecutor"];
    let own = stems(story.article, said.place);
    if said.plural && !text(said.place).contains("police")
        || text(said.head).ends_with('s')
            && !article.text(said.head).chars().all(char::is_uppercase)
            && said.kind != SourceKind::Organisation
        || !matches!(said.kind, SourceKind::Organisation | SourceKind::Other | SourceKind::Collective)
        || police.iter().any(|word| text(said.place).contains(word))
        || own.is_empty()
    {
        return None;
    }
    let aligned = aligned(story, claim, said);
    let one = |source: &Source| source.kind == SourceKind::UnnamedIndividual && !source.plural;
    let all = aligned.iter().all(|(attribution, _)| attribution.source.is_some_and(|source| one(&source)));
    let (best, _) = aligned.iter().max_by_key(|(_, shared)| *shared)?;
    let source = best.source?;
    let vague = [
        "official",
        "source",
        "person",
        "aide",
        "insider",
        "employee",
        "executive",
        "diplomat",
        "staffer",
        "adviser",
        "advisor",
        "someone",
        "lawmaker",
        "minister",
        "officer",
        "commander",
    ];
    let head = text(source.head);
    // The institution speaks for itself somewhere, or somebody of its own does by name.
    let itself = story.article.attributions().all().iter().any(|attribution| {
        let body = story.article.region(attribution.cue.region).role.is_body();
        body && attribution.source.is_some_and(|source| {
            let past = ["former", "ex-", "retired"].iter().any(|word| text(source.place).contains(word));
            let content = story.article.attributions().content(attribution);
            let content: Vec<u64> = content.iter().flat_map(|place| stems(story.article, *place)).collect();
            let shared = claim.words.iter().filter(|word| content.contains(&word.stem)).count();
            let theirs = stems(story.article, source.place);
            let common = own.iter().filter(|stem| theirs.contains(stem)).count();
            !one(&source)
                && !past
                && shared > 1
                && 2 * common > own.len()
                && own.last().is_some_and(|head| theirs.contains(head))
        })
    });
    if !all || itself || source.definite || !vague.iter().any(|word| head.contains(word)) {
        return None;
    }
    // `police say` over `a police officer said`
    let apart = !(text(said.place).contains("police") && text(source.place).contains("police"));
    apart.then(|| finding(story, said, &source))
}

/// Many speak in the headline, and one in the body.
fn single(story: &Story<'_, '_>, claim: &Claim<'_>, said: &Source) -> Option<Finding> {
    let many = said.plural
        && story.article.region(said.place.region).role != crate::article::Role::Deck
        && matches!(said.kind, SourceKind::Collective | SourceKind::UnnamedIndividual)
        && !said.counted;
    if !many {
        return None;
    }
    let attributions = story.article.attributions();
    let mut speakers: Vec<(u32, Source)> = Vec::new();
    for (index, attribution) in attributions.all().iter().enumerate() {
        let body = story.article.region(attribution.cue.region).role.is_body();
        let Some(source) = attribution.source.filter(|_| body) else { continue };
        match source.kind {
            SourceKind::Pronoun => {}
            SourceKind::NamedPerson | SourceKind::UnnamedIndividual | SourceKind::Spokesperson if !source.plural => {
                let origin = attributions.origin(index as u32);
                if !speakers.iter().any(|(other, _)| *other == origin) {
                    speakers.push((origin, source));
                }
            }
            _ => return None,
        }
    }
    let [(_, speaker)] = speakers.as_slice() else { return None };
    aligned(story, claim, said).first()?;
    Some(finding(story, said, speaker).case("one"))
}

fn finding(story: &Story<'_, '_>, said: &Source, body: &Source) -> Finding {
    let article = story.article.article();
    Finding::at(said.place)
        .value("stated", article.text(said.place))
        .value("body", article.text(body.place))
        .related(body.place, "body")
}
