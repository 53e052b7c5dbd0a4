//! A quotation that nobody speaks: a paragraph of somebody's words between two of the story's own.

use std::cell::LazyCell;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_story;
use crate::annotate::Annotated;
use crate::annotate::attributions::{Attribution, CueKind, SourceKind};
use crate::annotate::names::Kind;
use crate::annotate::quotations::{Kind as Speech, Quotation};
use crate::annotate::sourcing;
use crate::annotate::tokens::{Kind as TokenKind, Token};
use crate::article::{Place, Role};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::lexicon::{KeyMap, Lexicon};

/// `[check.orphan-quote]`: quotations without a speaker.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct OrphanOptions {
    /// Shorter quotations are titles, chants and signs.
    pub min_words: usize,
}

impl Default for OrphanOptions {
    fn default() -> Self {
        OrphanOptions { min_words: 5 }
    }
}

impl Options for OrphanOptions {
    const NAME: &'static str = "orphan-quote";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["source"], labels: &["before"], cases: &["country"] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(Orphans(self))))
    }
}

struct Orphans(OrphanOptions);

impl Check for Orphans {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        found.extend(faceless(article));
        // Only a story with such a paragraph has its words looked through.
        let starts = LazyCell::new(|| openings(article));
        for region in 0..article.article().regions.len() as u32 {
            if let Some(finding) = self.orphan(article, region, &starts) {
                found.push(finding);
            }
        }
    }
}

/// Words in quotation marks that a country is said to have spoken, in a story in which no human
/// being is quoted: `Norvik accused Halden of “wholly absurd” claims`. A country may stand for its
/// spokesman where the story quotes him.
fn faceless(article: &Annotated<'_>) -> Option<Finding> {
    let quotations = article.quotations();
    let first = quotations.all().iter().find(|q| q.depth == 0 && q.is_speech())?;
    let only_fragments = quotations.all().iter().all(|q| q.kind != Speech::Speech || q.depth > 0);
    if !only_fragments || !is_story(article, first.region) {
        return None;
    }
    let attributions = article.attributions();
    let mut of_country = None;
    for attribution in attributions.all() {
        let content = attributions.content(attribution);
        let quoted = content.iter().find_map(|c| {
            let own = quotations.of(c.region);
            let at = own.partition_point(|q| q.end <= c.start);
            own.get(at).filter(|q| q.is_speech() && q.start < c.end)
        });
        let (Some(quotation), Some(source)) = (quoted, attribution.source) else { continue };
        let country = source.kind == SourceKind::Organisation && is_country(article, source.place);
        // Anybody else who is quoted may be whose words the others are, too.
        if !country {
            return None;
        }
        let words = quotation.tokens(article.tokens().of(quotation.region)).iter().filter(|t| t.is_word()).count();
        if words >= 2 && is_story(article, quotation.region) {
            of_country = of_country.or(Some((quotation, source)));
        }
    }
    let (quotation, source) = of_country?;
    let place = Place::within(quotation.region, quotation.start..quotation.end);
    Some(
        Finding::at(place)
            .case("country")
            .value("source", article.article().text(source.place))
            .related(source.place, "before"),
    )
}

static COUNTRIES: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/countries.txt")));

/// Whether a source is a country and nothing else: `the United States`, not `a United States agency`.
fn is_country(article: &Annotated<'_>, place: Place) -> bool {
    let tokens = article.tokens().of(place.region);
    let plain = article.plain(place.region);
    let own = sourcing::tokens_of(article, place).skip_while(|at| tokens[*at].text(plain).eq_ignore_ascii_case("the"));
    let words: Vec<Token> = own.filter_map(|at| tokens.get(at).copied()).collect();
    COUNTRIES.starts(&words).is_some_and(|(_, len)| len == words.len())
}

impl Orphans {
    fn orphan<F>(&self, article: &Annotated<'_>, region: u32, starts: &LazyCell<KeyMap<u32>, F>) -> Option<Finding>
    where
        F: FnOnce() -> KeyMap<u32>,
    {
        let quotation = whole(article, region)?;
        let words = quotation.tokens(article.tokens().of(region)).iter().filter(|t| t.is_word()).count();
        if words < self.0.min_words || quotation.continues_from.is_some() || quotation.continues_to.is_some() {
            return None;
        }
        // A pull quote that a scraper has made a paragraph stands in the story once more.
        let again = opening(quotation.tokens(article.tokens().of(region)));
        if again.and_then(|key| starts.get(&key)).is_some_and(|count| *count > 1) {
            return None;
        }
        let before = neighbour(article, region, false)?;
        let behind = neighbour(article, region, true)?;
        // A run of quotations is a dialogue, or a list of voices.
        let run = whole(article, behind).is_some()
            && neighbour(article, behind, true).is_some_and(|r| whole(article, r).is_some());
        if run || whole(article, before).is_some() || [before, region, behind].iter().any(|r| is_labelled(article, *r))
        {
            return None;
        }
        if has_speaker(article, before) || is_prompt(article, before) || opens_with_speaker(article, behind) {
            return None;
        }
        Some(Finding::at(article.article().whole(region)).related(article.article().whole(before), "before"))
    }
}

/// The quotation that a paragraph of the story consists of.
fn whole<'a>(article: &'a Annotated<'_>, region: u32) -> Option<&'a Quotation> {
    if !is_story(article, region) || article.region(region).role != Role::Paragraph {
        return None;
    }
    let plain = article.plain(region);
    let outer: Vec<&Quotation> = article.quotations().of(region).iter().filter(|q| q.depth == 0).collect();
    let [quotation] = outer[..] else { return None };
    let whole = quotation.start == 0
        && plain.get(quotation.end as usize..).is_some_and(|rest| rest.trim_matches(['.', ',', ' ']).is_empty());
    let inner = plain.get(quotation.inner_start as usize..quotation.inner_end as usize).unwrap_or("");
    let sentence = inner.trim_end().ends_with(['.', '!', '?', '…']) && inner.starts_with(|c: char| c.is_uppercase());
    (whole && sentence && quotation.closed).then_some(quotation)
}

/// The paragraph before or behind: captions, subheads and lines that are no sentences are passed over.
fn neighbour(article: &Annotated<'_>, region: u32, forward: bool) -> Option<u32> {
    let regions = &article.article().regions;
    let mut at = region;
    for _ in 0..6 {
        at = if forward { at + 1 } else { at.checked_sub(1)? };
        let next = regions.get(at as usize)?;
        let text = next.text.as_str().trim_end();
        let sentence = text.ends_with(['.', '!', '?', '"', '”', ':', ',', '…', '’', '\'']) && text.len() > 8;
        match next.role {
            Role::Paragraph if sentence => return Some(at),
            Role::Paragraph | Role::Caption | Role::Subhead | Role::PullQuote | Role::Furniture => {}
            Role::ListItem | Role::BlockQuote => return None,
            _ if forward => return None,
            _ => {}
        }
    }
    None
}

/// Whether somebody speaks in a paragraph who may go on speaking, or is so much in it that the
/// reader knows whose words follow.
fn has_speaker(article: &Annotated<'_>, region: u32) -> bool {
    // Some words in quotation marks that a crowd uses may be a law's; a paper may be quoted at length.
    let of_crowd = |start: u32| {
        let all = article.attributions();
        all.of(region).iter().any(|a| {
            a.source.is_some_and(|s| s.kind == SourceKind::Collective)
                && all.content(a).iter().any(|c| c.region == region && c.start <= start && start < c.end)
        })
    };
    let quoted = article
        .quotations()
        .of(region)
        .iter()
        .any(|q| q.depth == 0 && (q.kind == Speech::Speech || q.kind == Speech::Fragment && !of_crowd(q.start)));
    let (plain, tokens) = (article.plain(region), article.tokens().of(region));
    let last = article.sentences().of(region).last().map_or(0, |s| s.start);
    let speaks = |a: &Attribution| {
        let Some(source) = a.source else { return false };
        match source.kind {
            SourceKind::NamedPerson => true,
            SourceKind::Pronoun | SourceKind::Spokesperson | SourceKind::UnnamedIndividual => {
                let which = article.article().text(source.head).eq_ignore_ascii_case("which");
                a.kind != CueKind::According && !which
            }
            SourceKind::Organisation => a.cue.start >= last && a.kind != CueKind::According,
            SourceKind::Document | SourceKind::Collective | SourceKind::Other => false,
        }
    };
    let person = |t: &Token| {
        ["he", "she", "his", "her", "i", "we", "him"].contains(&t.text(plain).to_ascii_lowercase().as_str())
    };
    // `But McCarran would not leave.`: the reader knows whose words follow.
    let subject = article.sentences().of(region).last().is_some_and(|s| {
        let first = tokens.get(s.first as usize..(s.first as usize + 2).min(s.last as usize)).unwrap_or(&[]);
        first.iter().any(|t| article.names().at(region, t.start).is_some_and(|n| n.kind == Kind::Person))
    });
    quoted || subject || article.attributions().of(region).iter().any(speaks) || tokens.iter().any(person)
}

/// Whether a paragraph leads to what somebody says: `Kerr's answer:`, `Why are you running?`,
/// `Testify.`, `…, per the Herald.`
fn is_prompt(article: &Annotated<'_>, region: u32) -> bool {
    let plain = article.plain(region).trim_end();
    let words = plain.split_whitespace().count();
    let per = plain.rfind(", per ").is_some_and(|at| plain[at + 6..].starts_with(|c: char| c.is_uppercase()));
    words < 5 || per || plain.ends_with([':', ',', '?'])
}

/// `Translation: he means it.`, a post with its address: the words of a page, not of a story.
fn is_labelled(article: &Annotated<'_>, region: u32) -> bool {
    let plain = article.plain(region).trim_start_matches(['"', '“', '\'', '‘']);
    let first = plain.split_whitespace().next().unwrap_or("");
    first.ends_with(':') || plain.contains("pic.twitter.com") || plain.contains("(@")
}

/// Whether the first sentence of a paragraph says who spoke: `Kerr said so on Monday.`
fn opens_with_speaker(article: &Annotated<'_>, region: u32) -> bool {
    let Some(first) = article.sentences().of(region).first() else { return false };
    let quoted = article.quotations().of(region).first().is_some_and(|q| q.start == 0);
    let tokens = article.tokens().of(region);
    let opens = tokens.first().is_some_and(|t| {
        let name = article.names().at(region, t.start).is_some_and(|n| n.kind == Kind::Person);
        let possessive = name && tokens.iter().take(4).any(|t| t.kind == TokenKind::Clitic);
        name && !possessive
            || ["he", "she", "they", "his", "her"]
                .contains(&t.text(article.plain(region)).to_ascii_lowercase().as_str())
    });
    // `After his remarks, Kerr said she was taken aback.`
    let his = tokens.iter().take(4).any(|t| {
        ["his", "her", "their", "he", "she"].iter().any(|w| t.text(article.plain(region)).eq_ignore_ascii_case(w))
    });
    if opens || his {
        return true;
    }
    let own = article.attributions().of(region).iter().filter(|a| a.cue.start < first.end);
    let mut personal = own.filter(|a| {
        a.kind != CueKind::Carried
            && a.source.is_some_and(|s| {
                matches!(
                    s.kind,
                    SourceKind::NamedPerson
                        | SourceKind::Pronoun
                        | SourceKind::UnnamedIndividual
                        | SourceKind::Spokesperson
                )
            })
    });
    personal.next().is_some_and(|a| quoted || a.source.is_some_and(|s| s.kind == SourceKind::Pronoun))
}

/// The first words of a text, as one key.
fn opening(tokens: &[Token]) -> Option<u64> {
    let mut words = tokens.iter().filter(|t| t.is_word()).map(|t| t.key);
    let first = words.next()?;
    Some(words.take(3).fold(first, |key, word| key.rotate_left(17) ^ word))
}

/// How often each four words stand at the head of a sentence or a quotation.
fn openings(article: &Annotated<'_>) -> KeyMap<u32> {
    let mut starts = KeyMap::default();
    for region in 0..article.article().regions.len() as u32 {
        let tokens = article.tokens().of(region);
        for at in 0..tokens.len() {
            let rest = tokens.get(at..(at + 8).min(tokens.len())).unwrap_or(&[]);
            if let Some(key) = opening(rest).filter(|_| tokens[at].is_word()) {
                *starts.entry(key).or_insert(0) += 1;
            }
        }
    }
    starts
}
