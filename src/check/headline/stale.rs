//! A number above the story that the story itself says has moved on: `6 dead in ferry crash` over
//! `the toll rose to nine on Friday`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::story::{self, Story};
use crate::annotate::Annotated;
use crate::annotate::figures::{Direction, Figure, Kind};
use crate::annotate::tokens::{Token, key};
use crate::article::{Place, Role};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::lexicon::Lexicon;

/// `[check.display-stale]`: counts of headline and deck against later ones of the body.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DisplayStaleOptions {
    /// A file with words that say that a number has changed: `rose`, `climbed`.
    pub moves: String,
    /// A file with words for what is counted, and what they are counted with: `toll = dead`.
    pub counted: String,
}

impl Options for DisplayStaleOptions {
    const NAME: &'static str = "display-stale";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["stated", "now"], labels: &["now"], cases: &[] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let read = |option, name: &str| match name {
            "" => Ok(Lexicon::default()),
            name => files.lexicon(option, name),
        };
        let (moves, counted) = (read("moves", &self.moves)?, read("counted", &self.counted)?);
        Ok(Compiled::Article(Box::new(DisplayStale { moves, counted })))
    }
}

struct DisplayStale {
    moves: Lexicon,
    counted: Lexicon,
}

impl Check for DisplayStale {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let regions = &article.article().regions;
        let above = (0u32..).zip(regions).filter(|(_, r)| r.role.is_display());
        let stated: Vec<(&Figure, u64)> = above
            .flat_map(|(region, _)| article.figures().of(region))
            .filter(|f| {
                f.kind == Kind::Count && f.hedge.is_none() && !f.range && !f.speech && !f.additional && !f.subset
            })
            .filter_map(|f| Some((f, self.thing(article, f, f.region)?)))
            .collect();
        if stated.is_empty() {
            return;
        }
        let Some(story) = Story::of(article) else { return };
        let told = (0u32..).zip(regions).filter(|(_, r)| story::is_told(r.role) || r.role == Role::Correction);
        let later: Vec<(&Figure, u64)> = told
            .flat_map(|(region, _)| article.figures().of(region))
            .filter(|f| f.kind == Kind::Count && !f.additional && !f.subset && !f.speech && self.has_moved(article, f))
            .filter_map(|f| Some((f, self.thing(article, f, f.region)?)))
            .collect();
        for (figure, thing) in stated.into_iter().filter(|(f, _)| story.above.contains(&f.region)) {
            let newest = later.iter().filter(|(_, t)| *t == thing).map(|(f, _)| *f).max_by_key(|f| f.stated);
            let Some(now) = newest.filter(|now| now.stated > figure.stated) else { continue };
            let place = |f: &Figure| Place::within(f.region, f.start..f.end);
            found.push(
                Finding::at(place(figure))
                    .value("stated", article.article().text(place(figure)))
                    .value("now", article.article().text(place(now)))
                    .related(place(now), "now"),
            );
        }
    }
}

/// So many words around a number say what it counts.
const REACH: usize = 8;

impl DisplayStale {
    /// What a number counts, by the nearest word for it in its sentence.
    fn thing(&self, article: &Annotated<'_>, figure: &Figure, region: u32) -> Option<u64> {
        let tokens = article.tokens().of(region);
        let (start, end) = (figure.tokens.start as usize, figure.tokens.end as usize);
        let sentence = article.sentences().of(region).get(figure.sentence as usize)?;
        let (first, last) = (sentence.first as usize, (sentence.last as usize).min(tokens.len()));
        let thing = |t: &Token| self.counted.get(t).and_then(|e| e.value.as_deref()).map(key);
        let behind = (end..last.min(end + REACH)).find_map(|at| Some((at - end, thing(tokens.get(at)?)?)));
        let before = (start.saturating_sub(REACH).max(first)..start)
            .rev()
            .find_map(|at| Some((start - at, thing(tokens.get(at)?)?)));
        match (before, behind) {
            (Some((near, thing)), Some((far, _))) if near <= far => Some(thing),
            (_, Some((_, thing))) | (Some((_, thing)), None) => Some(thing),
            (None, None) => None,
        }
    }

    /// `rose to nine`, `has climbed to at least nine`.
    fn has_moved(&self, article: &Annotated<'_>, figure: &Figure) -> bool {
        let tokens = article.tokens().of(figure.region);
        let start = figure.tokens.start as usize;
        let to = figure.direction == Some(Direction::To);
        let before = tokens.get(start.saturating_sub(5)..start).unwrap_or_default();
        to && before.iter().any(|t| self.moves.has(t))
    }
}
