//! The words that a name above the story hangs on, and the names that hang on them in the story.
//!
//! `committed to Denby` over a story in which she committed to Marlow: Denby may well be mentioned
//! elsewhere, but never with `committed`, and Marlow is. A hook is the word of weight right before or
//! right behind a name, helping verbs and prepositions passed over. Where the name and the hook meet
//! anywhere in the story, however loosely, the headline is borne out.

use std::ops::Range;

use super::body::{self, Body};
use super::near;
use super::rival;
use super::runs::{self, Run};
use super::story::{Case, Story};
use super::words;
use crate::annotate::Annotated;
use crate::annotate::tokens::{Kind, Token, key};
use crate::annotate::verbs;
use crate::article::{Place, Role};
use crate::lexicon::KeyMap;

/// On which side of the name the hook stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// `left Denby`
    Before,
    /// `Denby workers`
    Behind,
}

/// A word that a name hangs on.
#[derive(Clone, Copy, Debug)]
struct Hook {
    name: usize,
    side: Side,
    /// The preposition between them, if there is one.
    link: Option<u64>,
    lemma: u64,
    grade: Option<u8>,
    /// Whether the preposition leads from one thing to another: where something is, it may be in a
    /// town and in its country at once; nobody moves to both.
    directed: bool,
}

/// A name above the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The region above the story.
    pub region: u32,
    /// The name, among the region's tokens.
    pub run: Run,
}

/// Another name that hangs on a name's hook.
#[derive(Clone, Copy, Debug)]
pub struct Swap {
    /// The index of the name among those that were asked for.
    pub name: usize,
    /// The other one, in the story.
    pub place: Place,
    /// How much else of the headline stands around it: a share of its weight.
    pub around: f64,
    /// How many words of weight that is.
    pub shared: usize,
    /// Whether the hook is a word of some weight itself.
    pub heavy: bool,
    /// Whether the name stands before the hook, as who does it, or the story opens with the other one.
    pub acts: bool,
    /// How often it hangs there.
    pub times: usize,
}

/// Whether a name only tells which one the noun behind it is (`Denby schools`), or whose (`Lind's boat`).
pub fn modifies(above: &[Token], plain: &str, run: Run) -> bool {
    above.get(run.last).is_some_and(|t| {
        let word = t.text(plain);
        let verb = words::is_function(word) || word.ends_with('s') || word.ends_with("ed");
        t.kind == Kind::Clitic || !t.spaced && (t.kind != Kind::Mark || t.is('-')) || t.kind == Kind::Word && !verb
    })
}

/// So many tokens around a hook belong to it.
const REACH: usize = 9;

/// So many tokens from a hook something hangs on it.
const BESIDE: usize = 5;

/// So many tokens around a hook are held against the rest of the headline.
const SENTENCE: usize = 28;

/// The names above the story that hang on a word on which only another name hangs in the story.
pub fn swaps(article: &Annotated<'_>, story: &Story, names: &[Named]) -> Vec<Swap> {
    let mut hooks: KeyMap<Vec<Hook>> = KeyMap::default();
    let mut initials = 0u32;
    for (index, name) in names.iter().enumerate() {
        let (tokens, plain) = (article.tokens().of(name.region), article.plain(name.region));
        for hook in hooks_of(tokens, plain, index, name.run) {
            hooks.entry(hook.0.lemma).or_default().push(hook.0);
            initials |= initial(hook.1);
        }
    }
    if hooks.is_empty() {
        return Vec::new();
    }
    let opening = story.body.iter().copied().find(|r| article.region(*r).role == Role::Paragraph).unwrap_or(u32::MAX);
    let mut search = Search {
        opening,
        article,
        names,
        body: None,
        met: vec![false; names.len()],
        near: vec![false; names.len()],
        found: Vec::new(),
    };
    for region in &story.body {
        let (tokens, plain) = (article.tokens().of(*region), article.plain(*region));
        let mut there: Option<Vec<Run>> = None;
        for (at, token) in tokens.iter().enumerate() {
            let word = token.text(plain);
            if token.kind != Kind::Word || initials & initial(word) == 0 {
                continue;
            }
            for hook in hooks.get(&words::lemma(word)).into_iter().flatten() {
                if !search.met.get(hook.name).copied().unwrap_or(true) {
                    search.visit(*region, at, *hook, &mut there);
                }
            }
        }
    }
    search.swaps()
}

/// The first letter of a word as a bit, and of the verbs that change theirs: `go` and `went`.
fn initial(word: &str) -> u32 {
    match word.bytes().next().map(|b| b.to_ascii_lowercase()) {
        Some(b @ b'a'..=b'z') => 1 << (b - b'a'),
        _ => 1 << 26,
    }
}

/// Helping verbs and the like, passed over between a name and its hook.
const HELPING: [&str; 22] = [
    "will", "to", "has", "have", "had", "is", "are", "was", "were", "be", "been", "would", "may", "could", "can",
    "the", "a", "an", "its", "his", "her", "their",
];

/// Prepositions that tell one relation from another.
const LINKS: [&str; 14] =
    ["to", "from", "in", "at", "by", "with", "for", "of", "over", "on", "against", "into", "near", "under"];

/// Those of them that lead from one thing to another.
const DIRECTED: [&str; 7] = ["to", "from", "by", "with", "over", "against", "into"];

fn hooks_of<'t>(tokens: &'t [Token], plain: &'t str, name: usize, run: Run) -> Vec<(Hook, &'t str)> {
    let mut all = Vec::new();
    let mut push = |at: usize, side: Side, link: Option<u64>| {
        let Some(token) = tokens.get(at).filter(|t| t.kind == Kind::Word) else { return };
        let text = token.text(plain);
        if words::is_function(text) || verbs::is_speech(token.key) || text.len() < 3 {
            return;
        }
        let lemma = words::lemma(text);
        let grade = words::grade(lemma);
        if grade.is_some_and(|g| g > 0) {
            let directed = link.is_some_and(|link| DIRECTED.iter().any(|d| key(d) == link));
            all.push((Hook { name, side, link, lemma, grade, directed }, text));
        }
    };
    let mut at = run.last;
    if tokens.get(at).is_some_and(|t| t.kind == Kind::Clitic) {
        at += 1;
    }
    let helped = (at..at + 3).find(|i| !tokens.get(*i).is_some_and(|t| t.is_any(plain, &HELPING))).unwrap_or(at);
    push(helped, Side::Behind, None);
    let mut link = None;
    let mut before = run.first;
    for _ in 0..3 {
        let Some(token) = before.checked_sub(1).and_then(|at| tokens.get(at)) else { break };
        before -= 1;
        if token.is_any(plain, &LINKS) {
            link = link.or(Some(token.key));
        } else if !token.is_any(plain, &HELPING) {
            push(before, Side::Before, link);
            break;
        }
    }
    all
}

struct Search<'s, 'a> {
    article: &'s Annotated<'a>,
    names: &'s [Named],
    body: Option<Body>,
    /// Names that hang on their hook in the story too.
    met: Vec<bool>,
    /// Names that stand not far from their hook somewhere.
    near: Vec<bool>,
    found: Vec<(Hook, Swap)>,
    /// The region that the story opens with.
    opening: u32,
}

impl Search<'_, '_> {
    /// Looks at one place of the story where a hook stands.
    fn visit(&mut self, region: u32, at: usize, hook: Hook, runs: &mut Option<Vec<Run>>) {
        let Some(name) = self.names.get(hook.name).copied() else { return };
        let (tokens, plain) = (self.article.tokens().of(region), self.article.plain(region));
        let around = at.saturating_sub(REACH)..(at + REACH + 1).min(tokens.len());
        if self.is_near(name, region, around) {
            // Right beside it, or only in the same breath: `the troops must leave before Denby votes`.
            let beside = match hook.side {
                Side::Before => at + 1..(at + BESIDE).min(tokens.len()),
                Side::Behind => (at + 1).saturating_sub(BESIDE)..at,
            };
            let met = if self.is_near(name, region, beside) { &mut self.met } else { &mut self.near };
            if let Some(met) = met.get_mut(hook.name) {
                *met = true;
            }
            return;
        }
        let body = self.body.get_or_insert_with(|| Body::of(self.article));
        let runs = runs.get_or_insert_with(|| runs::find(tokens, plain, Case::Sentence, Some(body)));
        let Some(other) = slot(tokens, plain, at, hook, runs) else { return };
        // `a game at Denby high school` over `a game at Corran Academy`: the school may be Denby's.
        let noun = |tokens: &[Token], plain: &str, run: Run| {
            let next = tokens.get(run.last).filter(|t| t.kind == Kind::Word && !t.capital)?;
            let word = next.text(plain);
            let verb = words::is_function(word) || word.ends_with('s') || word.ends_with("ed");
            (!verb).then(|| words::stem(word))
        };
        let above = self.article.tokens().of(name.region);
        let held = noun(above, self.article.plain(name.region), name.run);
        let holds = hook.side == Side::Before && held.is_some() && held != noun(tokens, plain, other);
        if holds || !self.fits(name, hook, region, other) {
            return;
        }
        let (share, shared) = self.rest(name, hook, region, at);
        self.found.push((
            hook,
            Swap {
                name: hook.name,
                place: Place::within(region, other.bytes(tokens)),
                around: share,
                shared,
                heavy: hook.grade.is_none_or(|g| g > 1),
                acts: hook.side == Side::Behind || region == self.opening,
                times: 1,
            },
        ));
    }

    fn is_near(&self, name: Named, region: u32, range: Range<usize>) -> bool {
        is_among(self.article, name, region, range)
    }

    /// Whether a name of the story can be meant where the headline has another one.
    fn fits(&self, name: Named, hook: Hook, region: u32, other: Run) -> bool {
        let above = self.article.tokens().of(name.region);
        let (tokens, plain) = (self.article.tokens().of(region), self.article.plain(region));
        let level = |tokens: &[Token], run: Run| runs::level(tokens.get(run.first..run.last).unwrap_or_default());
        let (mine, theirs) = (level(above, name.run), level(tokens, other));
        let text = self.article.plain(name.region);
        rival::can_replace(above, text, name.run, tokens, plain, other)
            && (mine.matches(theirs) || hook.directed && mine.is_place() && theirs.is_place())
            && !rival::is_above(self.article, name.region, tokens, plain, other)
    }

    /// How much of the rest of the headline stands around a place of the story.
    fn rest(&self, name: Named, hook: Hook, region: u32, at: usize) -> (f64, usize) {
        let (above, text) = (self.article.tokens().of(name.region), self.article.plain(name.region));
        let (tokens, plain) = (self.article.tokens().of(region), self.article.plain(region));
        let near = tokens.get(at.saturating_sub(SENTENCE)..(at + SENTENCE).min(tokens.len())).unwrap_or_default();
        let there: Vec<u64> = near.iter().filter(|t| t.is_word()).map(|t| words::lemma(t.text(plain))).collect();
        let (mut all, mut found, mut count) = (0usize, 0usize, 0usize);
        for (index, token) in above.iter().enumerate().filter(|(_, t)| words::is_content(t, text)) {
            let lemma = words::lemma(token.text(text));
            if (name.run.first..name.run.last).contains(&index) || lemma == hook.lemma {
                continue;
            }
            all += 1;
            if there.contains(&lemma) {
                found += 1;
                count += 1;
            }
        }
        (found as f64 / all.max(1) as f64, count)
    }

    fn swaps(self) -> Vec<Swap> {
        let mut out: Vec<Swap> = Vec::new();
        for name in 0..self.names.len() {
            if self.met.get(name).copied().unwrap_or(true) {
                continue;
            }
            let mut own: Vec<Swap> = self.found.iter().filter(|(h, _)| h.name == name).map(|(_, s)| *s).collect();
            // A name that stands near its hook elsewhere is only doubted for what the story opens with.
            if self.near.get(name).copied().unwrap_or(true) {
                own.retain(|s| s.place.region == self.opening && s.around >= 0.5 && s.shared > 1);
            }
            let text = |s: &Swap| self.article.article().text(s.place).to_lowercase();
            let tail = |s: &Swap| text(s).rsplit(' ').next().unwrap_or_default().to_owned();
            let first = own.first().map(tail);
            // Several names on one hook are several things; none of them is the one.
            if own.iter().any(|s| Some(tail(s)) != first) {
                continue;
            }
            let times = own.len();
            own.sort_by(|a, b| b.around.total_cmp(&a.around));
            out.extend(own.first().map(|best| Swap { times, ..*best }));
        }
        out
    }
}

/// Whether the name, or what it may stand for, is among some tokens of the story.
pub fn is_among(article: &Annotated<'_>, name: Named, region: u32, range: Range<usize>) -> bool {
    let (above, text) = (article.tokens().of(name.region), article.plain(name.region));
    let (tokens, plain) = (article.tokens().of(region), article.plain(region));
    let mine: Vec<u64> = name
        .run
        .words(above)
        .filter_map(|(at, _)| body::concepts(&above[at..]))
        .flat_map(|(c, _)| c.iter().copied())
        .collect();
    range.filter_map(|at| tokens.get(at).map(|t| (at, t))).any(|(at, token)| {
        if token.kind != Kind::Word {
            return false;
        }
        let word = token.text(plain);
        let same = name
            .run
            .words(above)
            .any(|(_, t)| t.key == token.key || token.capital && near::is_related(t.text(text), word));
        let means = || body::concepts(&tokens[at..]).is_some_and(|(c, _)| c.iter().any(|c| mine.contains(c)));
        same || token.capital && !mine.is_empty() && means()
    })
}

/// The name that hangs on a hook of the story, on the hook's side.
fn slot(tokens: &[Token], plain: &str, at: usize, hook: Hook, runs: &[Run]) -> Option<Run> {
    let mut adverb = 1;
    let mut linked = hook.link.is_none();
    match hook.side {
        Side::Before => {
            for next in at + 1..at + 5 {
                if let Some(run) = runs.iter().find(|r| r.first == next) {
                    return linked.then_some(*run);
                }
                let token = tokens.get(next).filter(|t| t.kind == Kind::Word)?;
                linked |= hook.link == Some(token.key);
                let link = token.is_any(plain, &LINKS);
                if link && hook.link != Some(token.key) || token.capital {
                    return None;
                }
                if !link && !token.is_any(plain, &HELPING) {
                    adverb = i32::checked_sub(adverb, 1).filter(|a| *a >= 0)?;
                }
            }
            None
        }
        Side::Behind => {
            let mut before = at;
            for _ in 0..4 {
                if let Some(run) = runs.iter().find(|r| r.last == before) {
                    return Some(*run);
                }
                before = before.checked_sub(1)?;
                let token = tokens.get(before)?;
                let passed = token.kind == Kind::Clitic || token.is('.') || token.is_any(plain, &HELPING);
                if !passed {
                    if token.kind != Kind::Word || token.capital || token.is_any(plain, &LINKS) {
                        return None;
                    }
                    if !token.text(plain).ends_with("ly") {
                        return None;
                    }
                    adverb = i32::checked_sub(adverb, 1).filter(|a| *a >= 0)?;
                }
            }
            None
        }
    }
}
