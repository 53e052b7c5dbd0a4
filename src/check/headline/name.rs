//! A name above the story that the story does not have: `Asda` over a body that says Tesco.
//!
//! Headlines shorten, translate and nickname: `Pats`, `the Fed`, `Peruvian`, `Downing Street`. A name
//! counts as borne out by any word of the story that it may stand for. What is left is reported where
//! the story has a name spelt nearly like it, or another name in its place; alone it is a doubt.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::body::{self, Body, Word};
use super::near;
use super::rival::{self, Rival};
use super::runs::{self, Run};
use super::story::{self, Case, Story};
use super::words;
use crate::annotate::Annotated;
use crate::annotate::tokens::{Kind, Token, tokenize};
use crate::article::{Place, Role};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.display-name]`: the names of headline and deck against those of the body.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DisplayNameOptions {}

impl Options for DisplayNameOptions {
    const NAME: &'static str = "display-name";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["stated", "body"], labels: &["body"], cases: &["spelling", "instead"] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(DisplayName)))
    }
}

struct DisplayName;

impl Check for DisplayName {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let Some(story) = Story::of(article) else { return };
        let mut absent = Absent::find(article, &story);
        if absent.is_empty() {
            return;
        }
        let body = Body::of(article);
        let order = body.in_order();
        absent.settle(article, &body);
        for (region, runs) in absent.0 {
            let above = article.tokens().of(region);
            for run in runs {
                if let Some(finding) = judge(article, &story, (&body, &order), region, above, run) {
                    found.push(finding);
                }
            }
        }
    }
}

/// The names above the story of which some word is not in it.
struct Absent(Vec<(u32, Vec<Run>)>);

impl Absent {
    /// By the words alone: cheap, since most headlines have all their names in the story.
    fn find(article: &Annotated<'_>, story: &Story) -> Self {
        let mut wanted: Vec<u64> = Vec::new();
        let mut all = Vec::new();
        for region in story.above.iter().copied() {
            let tokens = article.tokens().of(region);
            let plain = article.plain(region);
            let runs = runs::find(tokens, plain, story::case(tokens), None);
            wanted.extend(runs.iter().flat_map(|run| run.words(tokens)).map(|(_, t)| t.key));
            all.push((region, runs));
        }
        wanted.sort_unstable();
        wanted.dedup();
        let mut there = vec![false; wanted.len()];
        let mut missing = wanted.len();
        for (index, region) in (0u32..).zip(&article.article().regions) {
            if region.role.is_display() || missing == 0 {
                continue;
            }
            for token in article.tokens().of(index) {
                if let Ok(at) = wanted.binary_search(&token.key)
                    && let Some(seen) = there.get_mut(at)
                {
                    missing -= usize::from(!*seen);
                    *seen = true;
                }
            }
        }
        let has = |key: u64| wanted.binary_search(&key).is_ok_and(|at| there.get(at) == Some(&true));
        for (region, runs) in &mut all {
            let tokens = article.tokens().of(*region);
            runs.retain(|run| run.words(tokens).any(|(_, t)| !has(t.key)));
        }
        all.retain(|(_, runs)| !runs.is_empty());
        Absent(all)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Again, now that the story's own capitals can be asked which words are names.
    fn settle(&mut self, article: &Annotated<'_>, body: &Body) {
        for (region, runs) in &mut self.0 {
            let tokens = article.tokens().of(*region);
            let plain = article.plain(*region);
            let again = runs::find(tokens, plain, story::case(tokens), Some(body));
            *runs =
                again.into_iter().filter(|run| runs.iter().any(|r| r.first < run.last && run.first < r.last)).collect();
        }
    }
}

/// Whether the story has a word for what a word above it names.
fn is_borne_out(
    article: &Annotated<'_>,
    body: &Body,
    order: &[(u64, Word)],
    plain: &str,
    tokens: &[Token],
    at: usize,
) -> bool {
    let token = &tokens[at];
    if body.word(token.key).is_some() {
        return true;
    }
    // `White House`: the name may have begun before the word.
    let spans = |first: usize| {
        body::concepts(&tokens[first..]).is_some_and(|(concepts, len)| first + len > at && body.has_concept(concepts))
    };
    if (at.saturating_sub(3)..=at).any(spans) {
        return true;
    }
    let word = token.text(plain);
    // `Britains`: the singular of a plural, or an apostrophe lost.
    if let Some(single) = word.strip_suffix('s').filter(|w| w.len() > 2) {
        let single = tokenize(single);
        if body::concepts(&single).is_some_and(|(concepts, _)| body.has_concept(concepts)) {
            return true;
        }
    }
    let related = order.iter().any(|(_, there)| {
        let (region, at) = there.first;
        let text = article.tokens().of(region).get(at as usize).map_or("", |t| t.text(article.plain(region)));
        near::is_related(word, text)
    });
    related || token.upper && is_acronym(article, word)
}

/// Whether capitals are the first letters of a name of the story: `DPRX` and the Data Protection
/// Registry.
fn is_acronym(article: &Annotated<'_>, word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    if !(2..=8).contains(&letters.len()) {
        return false;
    }
    (0u32..).zip(&article.article().regions).filter(|(_, r)| !r.role.is_display()).any(|(region, _)| {
        let plain = article.plain(region);
        let tokens = article.tokens().of(region);
        let initial = |t: &Token| t.text(plain).chars().next().and_then(|c| c.to_lowercase().next());
        (0..tokens.len()).any(|first| {
            let mut wanted = letters.iter();
            let mut next = wanted.next();
            if !tokens[first].capital || initial(&tokens[first]) != next.copied() {
                return false;
            }
            for token in tokens[first..].iter().filter(|t| t.kind == Kind::Word).take(letters.len() + 3) {
                match next {
                    None => return true,
                    Some(letter) if initial(token) == Some(*letter) => next = wanted.next(),
                    Some(_) if words::is_function(token.text(plain)) => {}
                    Some(_) => return false,
                }
            }
            next.is_none()
        })
    })
}

fn judge(
    article: &Annotated<'_>,
    story: &Story,
    (body, order): (&Body, &[(u64, Word)]),
    region: u32,
    above: &[Token],
    run: Run,
) -> Option<Finding> {
    let plain = article.plain(region);
    let missing: Vec<usize> = run
        .words(above)
        .map(|(at, _)| at)
        .filter(|at| !is_borne_out(article, body, order, plain, above, *at))
        .collect();
    for at in &missing {
        let beside: Vec<u64> = [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .flatten()
            .filter(|i| run.first <= *i && *i < run.last)
            .filter_map(|i| above.get(i))
            .map(|t| t.key)
            .collect();
        let word = above[*at].text(plain);
        if let Some((there, token)) = near::nearest(article, order, word, &beside, above) {
            let named = article.tokens().of(there).get(token as usize)?;
            let place = Place::within(there, named.start..named.end);
            let stated = Place::within(region, above[*at].start..above[*at].end);
            return Some(finding(article, stated, place).case("spelling"));
        }
    }
    // `Villagers`: made from an ordinary word, and a capital that means nothing.
    let case = story::case(above);
    let is_doubtful =
        |at: usize| (case != Case::Sentence || story::opens(above, at)) && words::is_ordinary(above[at].text(plain));
    let whole = missing.len() == run.words(above).count();
    if missing.is_empty()
        || !whole
        || missing.iter().all(|at| is_doubtful(*at))
        || is_aside(article, region, above, run)
    {
        return None;
    }
    let bytes = run.bytes(above);
    let stated = Place::within(region, bytes);
    match rival::find(article, story, body, region, run) {
        Some(Rival { place, sure }) => {
            let mut finding = finding(article, stated, place).case("instead");
            finding.unsure = !sure;
            Some(finding)
        }
        None => {
            let mut finding = Finding::at(stated).value("stated", article.article().text(stated)).value("body", "");
            finding.unsure = true;
            Some(finding)
        }
    }
}

fn finding(article: &Annotated<'_>, stated: Place, there: Place) -> Finding {
    Finding::at(stated)
        .value("stated", article.article().text(stated))
        .value("body", article.article().text(there))
        .related(there, "body")
}

/// Whether a name only says where the headline comes from or what it is part of: before a colon or
/// a stroke at its start, behind a dash or a stroke at its end.
fn is_aside(article: &Annotated<'_>, region: u32, above: &[Token], run: Run) -> bool {
    if article.article().regions.get(region as usize).is_some_and(|r| r.role == Role::Deck) {
        return false;
    }
    let stroke = |t: &Token| t.is('|') || t.is('»') || t.is('/');
    let dash = |t: &Token| t.spaced && (t.is('-') || t.is('–') || t.is('—'));
    let ends = run.last + 3 >= above.len();
    let behind = run.first.checked_sub(1).and_then(|at| above.get(at)).is_some_and(|t| stroke(t) || dash(t) && ends);
    let before = run.first < 3 && above.get(run.last..).is_some_and(|rest| rest.iter().take(2).any(stroke));
    let all_capitals = story::case(above) == Case::Capitals;
    behind || before || all_capitals
}
