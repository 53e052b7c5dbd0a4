//! Somebody's words with nobody's name: `reportedly`, `it is understood`, `published reports said`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_story;
use crate::annotate::Annotated;
use crate::annotate::attributions::{Attribution, CueKind, SourceKind};
use crate::annotate::sentences::Sentence;
use crate::annotate::verbs;
use crate::article::Place;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::lexicon::Lexicon;

/// `[check.hearsay]`: claims that nobody is named for.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct HearsayOptions {
    /// A file with phrases that hide a source, beside `reportedly` and passives (`is said to`):
    /// `reports suggest`, `it is understood`. A value `= weak` makes them a note.
    pub lexicon: String,
    /// Verbs whose passive is a note: what is `believed to be` is often the writer's own view.
    pub weak: Vec<String>,
}

impl Options for HearsayOptions {
    const NAME: &'static str = "hearsay";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["words"], labels: &[], cases: &["learned"] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let phrases = if self.lexicon.is_empty() { Lexicon::default() } else { files.lexicon("lexicon", &self.lexicon)? };
        Ok(Compiled::Article(Box::new(Hearsay { phrases, weak: self.weak })))
    }
}

struct Hearsay {
    phrases: Lexicon,
    weak: Vec<String>,
}

impl Check for Hearsay {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        for region in article.unique_regions().filter(|r| is_story(article, *r)) {
            let sentences = article.sentences().of(region);
            for number in 0..sentences.len() {
                self.sentence(article, region, number, found);
            }
        }
    }
}

impl Hearsay {
    fn sentence(&self, article: &Annotated<'_>, region: u32, number: usize, found: &mut Vec<Finding>) {
        let sentences = article.sentences().of(region);
        let Some(sentence) = sentences.get(number) else { return };
        let attributions = article.attributions().of(region);
        let own = within(attributions, sentence);
        let hidden = own.iter().filter(|a| a.kind == CueKind::Hearsay && !article.is_quoted(region, a.cue.start));
        let mut places: Vec<(Place, bool)> = Vec::new();
        for cue in hidden {
            let verb = cue.verb.map_or("", verbs::lemma);
            if verb == "allege" {
                continue;
            }
            places.push((cue.cue, self.weak.iter().any(|w| w == verb)));
        }
        let tokens = article.tokens().of(region);
        let mut at = sentence.first as usize;
        while at < sentence.last as usize {
            let Some((entry, length)) = self.phrases.starts(&tokens[at..sentence.last as usize]) else {
                at += 1;
                continue;
            };
            let place = Place::within(region, tokens[at].start..tokens[at + length - 1].end);
            if !article.is_quoted(region, place.start) {
                places.push((place, entry.value.as_deref() == Some("weak")));
            }
            at += length;
        }
        places.sort();
        let Some((place, weak)) = places.first().copied() else { return };
        if own.iter().any(|a| is_named(a) && a.cue != place) || self.stands_beside(article, region, number) {
            return;
        }
        let mut finding = Finding::at(place).value("words", article.article().text(place));
        finding.unsure = weak;
        found.push(finding);
    }

    /// Whether the sentence before or behind says whose report it is.
    fn stands_beside(&self, article: &Annotated<'_>, region: u32, number: usize) -> bool {
        let sentences = article.sentences().of(region);
        let attributions = article.attributions().of(region);
        let near = [number.checked_sub(1), Some(number + 1)].into_iter().flatten();
        near.filter_map(|n| sentences.get(n)).any(|sentence| {
            within(attributions, sentence).iter().any(|a| {
                a.source.is_some_and(|s| matches!(s.kind, SourceKind::Document | SourceKind::Organisation))
            })
        })
    }
}

/// The attributions whose cue stands in a sentence.
fn within<'a>(attributions: &'a [Attribution], sentence: &Sentence) -> &'a [Attribution] {
    let first = attributions.partition_point(|a| a.cue.start < sentence.start);
    let last = attributions.partition_point(|a| a.cue.start < sentence.end);
    attributions.get(first..last).unwrap_or(&[])
}

/// Whether an attribution says whose words they are.
fn is_named(attribution: &Attribution) -> bool {
    attribution.kind != CueKind::Hearsay && attribution.source.is_some()
}
