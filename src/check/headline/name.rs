//! A name above the story that the story does not have: `Asda` over a body that says Tesco.
//!
//! Headlines shorten, translate and nickname: `Pats`, `the Fed`, `Peruvian`, `Downing Street`. A name
//! counts as borne out by any word of the story that it may stand for. What is left is reported where
//! the story has a name spelt nearly like it, or another name in its place; alone it is a doubt.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::body::{self, Body, Word};
use super::hooks::{self, Named, Swap};
use super::kinds::{is_break, is_doubtful, is_known_alone, is_other_kind, is_spelled_out};
use super::lead;
use super::near;
use super::opening;
use super::rival::{self, Rival};
use super::runs::{self, Level, Run};
use super::story::{self, Case, Story};
use super::variant;
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
        findings(article, Kinds::Others, found);
    }
}

/// Which names are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinds {
    /// Places that readers know, where the story has another such place.
    Places,
    /// All others.
    Others,
}

/// Whether a region has a name that the story has not, and that is not only misspelt.
pub fn has_absent(article: &Annotated<'_>, region: u32) -> bool {
    let mut found = Vec::new();
    findings(article, Kinds::Places, &mut found);
    findings(article, Kinds::Others, &mut found);
    // Where every word has a capital, one alone may be no name; capitals are the letters of many things.
    let title = story::case(article.tokens().of(region)) == Case::Title;
    let weighs = |place: Place| {
        let text = article.article().text(place);
        (!title || text.contains(' ')) && !text.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
    };
    found.iter().any(|f| f.place.region == region && f.case != Some("spelling") && weighs(f.place))
}

/// What is wrong with the names above the story.
pub fn findings(article: &Annotated<'_>, kinds: Kinds, found: &mut Vec<Finding>) {
    let Some(story) = Story::of(article) else { return };
    let mut names = Vec::new();
    for region in story.above.iter().copied() {
        let tokens = article.tokens().of(region);
        let runs = runs::find(tokens, article.plain(region), story::case(tokens), None);
        names.extend(runs.into_iter().map(|run| Named { region, run }));
    }
    let is_place = |name: &Named| {
        let tokens = article.tokens().of(name.region);
        runs::level(tokens.get(name.run.first..name.run.last).unwrap_or_default()).is_place()
    };
    names.retain(|name| kinds == Kinds::Others || is_place(name));
    if names.is_empty() {
        return;
    }
    let missing = missing(article, &names);
    let swaps = hooks::swaps(article, &story, &names);
    let mut names: Vec<(Named, bool, Option<Swap>)> = (names.into_iter().zip(missing).enumerate())
        .map(|(at, (name, missing))| (name, missing, swaps.iter().find(|s| s.name == at).copied()))
        .collect();
    // A story that opens with the whole name, and has it where the headline has it, is done with.
    let opening = story.body.iter().copied().find(|r| article.region(*r).role == Role::Paragraph);
    names.retain(|(name, missing, swap)| {
        *missing || swap.is_some() || !opening.is_some_and(|o| has_whole(article, *name, o))
    });
    if names.is_empty() {
        return;
    }
    let mut body: Option<(Body, Vec<(u64, Word)>)> = None;
    for (name, missing, swap) in names {
        let (body, order) = body.get_or_insert_with(|| {
            let body = Body::of(article);
            let order = body.in_order();
            (body, order)
        });
        let above = article.tokens().of(name.region);
        let mut finding = None;
        let mut name = name;
        if missing {
            // Again, now that the story's own capitals can be asked which words are names.
            let runs = runs::find(above, article.plain(name.region), story::case(above), Some(body));
            let run = runs.into_iter().find(|r| r.first < name.run.last && name.run.first < r.last);
            finding = run.and_then(|run| judge(article, &story, (body, order), name.region, above, run));
            name.run = run.unwrap_or(name.run);
        }
        if finding.as_ref().is_none_or(|f: &Finding| f.unsure) {
            let other = present(article, &story, body, name, missing, swap);
            finding = other.or(finding);
        }
        if let Some(finding) = &mut finding
            && finding.case != Some("spelling")
            && finding.related.first().is_some_and(|r| {
                is_other_kind(article, name.region, name.run, r.place)
                    || is_known_alone(article, name.region, name.run, r.place)
            })
        {
            finding.unsure = true;
        }
        // Two places that readers know: where it happened, not who it was.
        let places =
            finding.as_ref().is_some_and(|f| is_place(&name) && f.related.iter().all(|r| is_known(article, r.place)));
        found.extend(finding.filter(|_| places == (kinds == Kinds::Places)));
    }
}

/// Whether a region has all the words of a name in a row.
fn has_whole(article: &Annotated<'_>, name: Named, region: u32) -> bool {
    let above = article.tokens().of(name.region);
    let Some(run) = above.get(name.run.first..name.run.last) else { return false };
    let Some(first) = run.first() else { return false };
    let tokens = article.tokens().of(region);
    let here =
        |at: usize| tokens.get(at..at + run.len()).is_some_and(|t| t.iter().zip(run).all(|(a, b)| a.key == b.key));
    (0..tokens.len()).any(|at| tokens[at].key == first.key && here(at))
}

/// Whether a name of the story is a place that readers know.
fn is_known(article: &Annotated<'_>, place: Place) -> bool {
    let tokens = article.tokens().of(place.region);
    let first = tokens.partition_point(|t| t.start < place.start);
    let last = tokens.partition_point(|t| t.start < place.end);
    runs::level(tokens.get(first..last).unwrap_or_default()).is_place()
}

/// So many regions open a story.
const OPENING: usize = 6;

/// Another name in the place of one that the story may well have elsewhere.
fn present(
    article: &Annotated<'_>,
    story: &Story,
    body: &Body,
    name: Named,
    missing: bool,
    swap: Option<Swap>,
) -> Option<Finding> {
    let above = article.tokens().of(name.region);
    if is_doubtful(article, name.region, name.run) || is_aside(article, name.region, above, name.run) {
        return None;
    }
    // `Wall Street`: the name began before its capitals told.
    let began = name.run.first.checked_sub(1).and_then(|at| body::concepts(&above[at..]));
    if began.is_some_and(|(_, len)| len > 1) {
        return None;
    }
    let stated = Place::within(name.region, name.run.bytes(above));
    let instead = |place: Place| finding(article, stated, place).case("instead");
    // Capitals that the opening spells out are borne out by it.
    if name.run.words(above).all(|(_, t)| t.upper) && is_spelled_out(article, story, name.region, name.run) {
        return None;
    }
    if let Some(place) = variant::find(article, body, name.region, name.run) {
        return Some(instead(place));
    }
    if let Some(place) = lead::subject(article, story, body, name.region, name.run) {
        return Some(instead(place));
    }
    if let Some(place) = opening::other(article, story, name.region, name.run) {
        return Some(instead(place));
    }
    if !missing && let Some(place) = opens_with_another(article, story, body, name) {
        return Some(instead(place));
    }
    if !missing && let Some(place) = rival::partner(article, story, body, name.region, name.run) {
        return Some(instead(place));
    }
    let swap = swap?;
    let there = article.tokens().of(swap.place.region);
    let first = there.partition_point(|t| t.start < swap.place.start);
    let last = there.partition_point(|t| t.start < swap.place.end);
    let other = Run { first, last };
    // `Denby County` and `Corran County` are told apart by one word.
    let uses = |tokens: &[Token], run: Run, beside: &[u64]| -> u32 {
        let telling = run.words(tokens).filter(|(_, t)| !beside.contains(&t.key));
        telling.filter_map(|(_, t)| body.word(t.key)).map(|w| w.named).max().unwrap_or(0)
    };
    let keys = |tokens: &[Token], run: Run| -> Vec<u64> { run.words(tokens).map(|(_, t)| t.key).collect() };
    let (mine, theirs) = (uses(above, name.run, &keys(there, other)), uses(there, other, &keys(above, name.run)));
    let opening = story.body.iter().copied().find(|r| article.region(*r).role == Role::Paragraph);
    let sure = match missing {
        true => {
            let early = story.body.iter().take(OPENING).any(|r| *r == swap.place.region);
            early && (swap.around >= 0.3 || swap.shared > 1 || swap.heavy && swap.times > 1)
                || swap.shared > 1 && swap.around >= 0.5
        }
        false => {
            // What the story is about is named in it more often than what it is not about.
            // Somebody does what only another one does in the story.
            let acts = swap.acts && swap.heavy && swap.shared > 1 && swap.around >= 0.5;
            let close = swap.shared > 1 && swap.around >= 0.4 || swap.heavy && swap.shared > 0 && swap.around >= 0.3;
            // The opening says the very same of another.
            let same = swap.shared > 2 && swap.around >= 0.75 && opening == Some(swap.place.region);
            same || (acts || close && theirs > mine) && story.body.iter().take(OPENING).any(|r| *r == swap.place.region)
        }
    };
    if !missing && !sure {
        return None;
    }
    let mut finding = instead(swap.place);
    finding.unsure = !sure;
    Some(finding)
}

/// The name that the story opens with and is about, where the headline has one that comes late and
/// seldom in it, and the opening says most of what the headline says.
fn opens_with_another(article: &Annotated<'_>, story: &Story, body: &Body, name: Named) -> Option<Place> {
    let opening = story.body.iter().copied().find(|r| article.region(*r).role == Role::Paragraph)?;
    let end = article.tokens().of(opening).len();
    let (above, text) = (article.tokens().of(name.region), article.plain(name.region));
    // `Denby schools` are somewhere; `Denby beats Marlow` is who did it.
    let modifies = hooks::modifies(above, text, name.run);
    // Behind the first clause the headline tells of something that the opening need not begin with.
    let later = above.get(..name.run.first).is_some_and(|before| before.iter().any(|t| is_break(t, text)));
    let deck = article.region(name.region).role == Role::Deck;
    let acronym = name.run.words(above).any(|(_, t)| t.upper);
    let country = matches!(
        runs::level(above.get(name.run.first..name.run.last).unwrap_or_default()),
        Level::Country | Level::State
    );
    if deck || later || modifies && !country || acronym || hooks::is_among(article, name, opening, 0..end) {
        return None;
    }
    let place =
        rival::main(article, story, body, name.region, name.run, if country { MUCH - 0.1 } else { MUCH })?.place;
    let tokens = article.tokens().of(place.region);
    let first = tokens.partition_point(|t| t.start < place.start);
    let last = tokens.partition_point(|t| t.start < place.end);
    let count = |tokens: &[Token], run: Run| -> u32 {
        run.words(tokens).filter_map(|(_, t)| body.word(t.key)).map(|w| w.count).max().unwrap_or(0)
    };
    let other = Run { first, last };
    let level = |tokens: &[Token], run: Run| runs::level(tokens.get(run.first..run.last).unwrap_or_default());
    let alike = level(above, name.run).is_place() == level(tokens, other).is_place();
    let (mine, theirs) = (count(above, name.run), count(tokens, other));
    (alike && mine < 3 && 2 * mine <= theirs && theirs > 3).then_some(place)
}

/// So much of the headline's other words must stand in the opening of a story that has the name too.
const MUCH: f64 = 0.7;

/// Which names have a word that the story does not have. By the words alone: cheap, since most
/// headlines have all their names in the story.
fn missing(article: &Annotated<'_>, names: &[Named]) -> Vec<bool> {
    let mut wanted: Vec<u64> =
        names.iter().flat_map(|n| n.run.words(article.tokens().of(n.region))).map(|(_, t)| t.key).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut there = vec![false; wanted.len()];
    let mut left = wanted.len();
    for (index, region) in (0u32..).zip(&article.article().regions) {
        if region.role.is_display() || left == 0 {
            continue;
        }
        for token in article.tokens().of(index) {
            if let Ok(at) = wanted.binary_search(&token.key)
                && let Some(seen) = there.get_mut(at)
            {
                left -= usize::from(!*seen);
                *seen = true;
            }
        }
    }
    let has = |key: u64| wanted.binary_search(&key).is_ok_and(|at| there.get(at) == Some(&true));
    names.iter().map(|n| n.run.words(article.tokens().of(n.region)).any(|(_, t)| !has(t.key))).collect()
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
    // `Denby Town Hall`: the word that tells which one is what counts.
    let telling: Vec<usize> =
        run.words(above).filter(|(_, t)| !words::is_ordinary(t.text(plain))).map(|(at, _)| at).collect();
    let whole = missing.len() == run.words(above).count()
        || !telling.is_empty() && telling.iter().all(|at| missing.contains(at));
    if missing.is_empty() || !whole || is_doubtful(article, region, run) || is_aside(article, region, above, run) {
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
        // A place may hold the one that the story names, and everybody knows what an acronym is.
        None if run.words(above).all(|(_, t)| t.upper) || runs::level(above.get(run.first..run.last)?).is_place() => {
            None
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
