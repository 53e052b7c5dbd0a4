//! How firmly a clause says what it says: as a fact, a possibility, a plan, an allegation, or not
//! at all.
//!
//! Cues are words of a list (`rules/lexicons/claim-cues.txt`); which word of the clause a cue
//! governs is read from what stands between the two. There is no parser: a cue that might
//! govern the word counts, so that nothing is called a fact that may be none.

use std::ops::Range;
use std::sync::LazyLock;

use super::families::Families;
use crate::annotate::lemmas::{self, Function};
use crate::annotate::tokens::{Kind, Token};
use crate::lexicon::Lexicon;

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let words = Families::new(&Lexicon::parse(include_str!("../../../rules/lexicons/claim-cues.txt")));
    Cues { classes: CLASSES.iter().filter_map(|(name, class)| Some((words.family(name)?, *class))).collect(), words }
});

struct Cues {
    words: Families,
    classes: Vec<(u16, Class)>,
}

/// What a cue does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Class {
    Modal,
    Due,
    Intend,
    Mull,
    Expect,
    Likely,
    Perhaps,
    Partly,
    If,
    Not,
    None,
    Deny,
    Allege,
    Alleged,
    Doubt,
    Proposed,
    Does,
}

const CLASSES: [(&str, Class); 17] = [
    ("mull", Class::Mull),
    ("due", Class::Due),
    ("modal", Class::Modal),
    ("intend", Class::Intend),
    ("expect", Class::Expect),
    ("likely", Class::Likely),
    ("perhaps", Class::Perhaps),
    ("partly", Class::Partly),
    ("if", Class::If),
    ("not", Class::Not),
    ("none", Class::None),
    ("deny", Class::Deny),
    ("allege", Class::Allege),
    ("alleged", Class::Alleged),
    ("doubt", Class::Doubt),
    ("proposed", Class::Proposed),
    ("does", Class::Does),
];

/// Why something is no plain fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// `could`, `potentially`
    Possible,
    /// `would`, `must`: announced, or a duty.
    Due,
    /// `is considering`, `close to`
    Considered,
    /// `plans to`, `threatens to`
    Intended,
    /// `is expected to`
    Expected,
    /// `if`, `whether`
    Conditional,
    /// `tentatively`
    Partial,
    /// An infinitive that nothing makes a fact: `left it to them to approve`.
    Open,
}

/// How firmly a word is said in its clause. Each place is that of the cue, in tokens.
#[derive(Clone, Debug, Default)]
pub struct Status {
    /// What denies it.
    pub negated: Option<Range<usize>>,
    /// Whether that is a plain `not`, and neither somebody's denial nor `no one`.
    pub plainly: bool,
    /// What makes it less than a fact.
    pub hedged: Option<(Range<usize>, Hedge)>,
    /// What makes it an allegation.
    pub alleged: Option<Range<usize>>,
}

impl Status {
    /// Whether the clause simply says so.
    pub fn is_plain(&self) -> bool {
        self.negated.is_none() && self.hedged.is_none() && self.alleged.is_none()
    }
}

/// A word or phrase in a sentence.
#[derive(Clone, Copy)]
pub struct Spot<'a> {
    /// The text of the region.
    pub plain: &'a str,
    /// The region's tokens.
    pub tokens: &'a [Token],
    /// The first token of the sentence.
    pub first: usize,
    /// The token behind the sentence.
    pub last: usize,
    /// The first token of the word.
    pub at: usize,
    /// The token behind the word.
    pub end: usize,
}

/// How far a cue reaches over a noun phrase, and how far an adverb reaches into its clause.
const NEAR: usize = 5;
const FAR: usize = 14;

impl Spot<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.text(self.plain))
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_any(self.plain, words))
    }

    /// Whether a clause cannot reach over the token.
    fn is_wall(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return true };
        match token.kind {
            Kind::Mark => [':', ';', '–', '—', '(', ')'].iter().any(|m| token.is(*m)) || token.is('-') && token.spaced,
            Kind::Quote => super::headline::is_quote(self.tokens, at),
            Kind::Word => self.is(at, &["but", "while", "although", "though", "because", "whereas"]),
            _ => false,
        }
    }

    /// Whether the token can only be a verb of the past: `requests led to scrutiny` requests none.
    fn is_past(&self, at: usize) -> bool {
        let text = self.text(at);
        lemmas::is_irregular(text) && !text.ends_with("ing") && lemmas::stem(text) != crate::annotate::tokens::key(text)
    }

    /// Whether a modal with a capital is a month or a name: `in May`, `on May 3`, `actor Will Kerr`. In
    /// `Ferries May Not Sail` every word has a capital.
    fn is_named(&self, at: usize) -> bool {
        let capital = |at: usize| self.tokens.get(at).is_some_and(|t| t.capital);
        let number = self.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Number || t.kind == Kind::Mark);
        let before = ["in", "on", "of", "by", "since", "until", "last", "next", "this", "early", "late", "from", "and"];
        let dated = number || self.is(at - 1, &before);
        match self.text(at) {
            "May" => dated || !capital(at - 1),
            "Will" => !capital(at - 1) || !capital(at + 1),
            _ => false,
        }
    }

    /// Whether the token may stand between a modal and its verb.
    fn links(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        token.kind == Kind::Quote
            || matches!(lemmas::function(token), Some(Function::Auxiliary | Function::Adverb | Function::Modal))
            || self.is(
                at,
                &["to", "be", "been", "being", "get", "gets", "got", "become", "well", "want", "wants", "wanted"],
            )
            || self.text(at).ends_with("ly")
            || is_not(self.text(at))
            || self.is(at + 1, &["to"]) && self.is_does(at) && !self.is_past(at) && !self.text(at).ends_with("ed")
    }

    /// Whether a verb leaves the one behind its `to` as firm as it is itself: `is set to vote to end it`.
    fn is_does(&self, at: usize) -> bool {
        let does = |family: &u16| CUES.classes.iter().any(|(own, class)| own == family && *class == Class::Does);
        CUES.words
            .at(self.tokens.get(at..self.last).unwrap_or_default())
            .is_some_and(|hit| hit.families.iter().any(does))
    }

    /// Whether one of some tokens is a modal of this verb.
    fn governs_any(&self, tokens: &Range<usize>) -> bool {
        let modal = |i: &usize| self.tokens.get(*i).and_then(lemmas::function) == Some(Function::Modal);
        tokens.clone().filter(modal).any(|i| self.governs(i + 1, false))
    }

    /// Whether it is said of what is to come: `will be banned`.
    fn is_promised(&self) -> bool {
        let will = (self.first..self.at).rev().find(|i| self.is(*i, &["will", "would", "shall"]));
        will.is_some_and(|i| (i + 1..self.at).all(|i| self.links(i)))
    }

    fn shared(&self) -> bool {
        let before = (self.first..self.at).rev().find(|i| !self.text(*i).ends_with("ly"));
        before.is_some_and(|i| self.is(i, &["and", "or"]))
    }

    /// Whether a cue that ends before the word governs it as a modal does.
    fn governs(&self, end: usize, noun: bool) -> bool {
        let between = end..self.at;
        // `“very close” to naming`: a mark of quotation is no wall to a cue that stands right before.
        let wall = |i: usize| self.is_wall(i) && self.tokens[i].kind != Kind::Quote;
        if between.len() > FAR || between.clone().any(wall) {
            return false;
        }
        let apart = |i: usize| self.tokens[i].is(',') || self.is(i, &["which", "who", "as"]);
        let near = between.len() <= NEAR && !between.clone().any(apart) && !between.clone().any(|i| self.is_past(i));
        between.clone().all(|i| self.links(i)) || near && (noun || self.shared())
    }
}

/// `doesn't`
fn is_not(text: &str) -> bool {
    text.len() > 3 && (text.ends_with("n't") || text.ends_with("n’t"))
}

/// Verbs of saying and meaning: denied, they deny what is said.
fn is_saying(text: &str) -> bool {
    const SAYING: [&str; 16] = [
        "say",
        "said",
        "saying",
        "claim",
        "claimed",
        "state",
        "stated",
        "suggest",
        "suggested",
        "mean",
        "meant",
        "imply",
        "promise",
        "promised",
        "think",
        "believe",
    ];
    SAYING.iter().any(|verb| verb.eq_ignore_ascii_case(text))
}

/// Reads how firmly the word is said. `noun` is true where the word is no verb in this place.
pub fn read(spot: &Spot<'_>, noun: bool) -> Status {
    let mut status = Status::default();
    let mut does = false;
    let mut at = spot.first;
    while at < spot.last {
        let Some(token) = spot.tokens.get(at) else { break };
        if at >= spot.at && at < spot.end {
            at = spot.end;
            continue;
        }
        // `never said she would sell`
        let not = is_not(token.text(spot.plain)) || spot.is(at, &["never", "not"]);
        if token.kind == Kind::Word && not && at < spot.at {
            let verb = (at + 1..(at + 4).min(spot.at)).find(|i| is_saying(spot.text(*i)));
            let clear = |from: usize| (from..spot.at).len() <= FAR && !(from..spot.at).any(|i| spot.is_wall(i));
            if verb.is_some_and(clear) {
                status.negated = Some(at..at + 1);
                status.plainly = false;
                at += 1;
                continue;
            }
        }
        if token.kind == Kind::Word && is_not(token.text(spot.plain)) && at < spot.at {
            if spot.governs(at + 1, noun) {
                status.negated = Some(at..at + 1);
                status.plainly = true;
            }
            at += 1;
            continue;
        }
        let tokens = spot.tokens.get(at..spot.last.min(spot.tokens.len())).unwrap_or_default();
        let Some(hit) = CUES.words.at(tokens) else {
            at += 1;
            continue;
        };
        let cue = at..at + hit.len;
        at = cue.end;
        if cue.end > spot.at && cue.start < spot.end {
            continue;
        }
        // `No. 3 Denby beat Corran`
        if spot.tokens.get(cue.end).is_some_and(|t| t.kind == Kind::Number || t.is('.')) && token.kind == Kind::Word {
            continue;
        }
        // `attempted murder` is a crime.
        if spot.is(cue.start, &["attempted"]) && !spot.is(cue.end, &["to"]) {
            continue;
        }
        if token.capital && cue.start > spot.first && spot.is_named(cue.start) {
            continue;
        }
        for (family, class) in &CUES.classes {
            if hit.families.contains(family) {
                apply(spot, noun, &cue, *class, &mut status, &mut does);
            }
        }
    }
    if status.hedged.is_none() && !does && !noun {
        let small = |i: &usize| spot.text(*i).ends_with("ly") || spot.is(*i, &["be", "have", "been"]);
        let to = (spot.first..spot.at).rev().find(|i| !small(i));
        let bare = |i: &usize| spot.is(*i, &["to"]);
        // `used to`, `had to`, `was to` and what has a list word before are read above.
        // `refuses to pardon`: denied, and left open no more.
        let denied = |i: usize| status.negated.as_ref().is_some_and(|cue| cue.contains(&i));
        if let Some(to) = to
            .filter(bare)
            .filter(|i| *i > spot.first && !denied(*i) && !spot.is(*i - 1, &["had", "has", "have", "used"]))
        {
            status.hedged = Some((to..to + 1, Hedge::Open));
        }
    }
    status
}

fn apply(spot: &Spot<'_>, noun: bool, cue: &Range<usize>, class: Class, status: &mut Status, does: &mut bool) {
    let before = cue.end <= spot.at;
    let between = if before { cue.end..spot.at } else { spot.end..cue.start };
    let clear = between.len() <= FAR && !between.clone().any(|i| spot.is_wall(i));
    let no_comma = || clear && !between.clone().any(|i| spot.tokens[i].is(','));
    let to = || between.clone().any(|i| spot.is(i, &["to"])) || spot.text(spot.at).ends_with("ing");
    // `whether it should rise has reached the court`: what follows the modal is the clause of `whether`.
    let finite = || {
        between.clone().any(|i| lemmas::function(&spot.tokens[i]) == Some(Function::Modal))
            && !spot.governs_any(&between)
    };
    let hedge = |hedge: Hedge| Some((cue.clone(), hedge));
    match class {
        Class::Modal if before && spot.governs(cue.end, noun) => status.hedged = hedge(Hedge::Possible),
        Class::Due if before && spot.governs(cue.end, noun) => status.hedged = hedge(Hedge::Due),
        // `a plan that cuts`: what follows is done by the plan.
        Class::Intend | Class::Mull if between.clone().any(|i| spot.is(i, &["that"])) => {}
        Class::Intend if before && spot.governs(cue.end, noun) && (noun || to()) => {
            status.hedged = hedge(Hedge::Intended);
        }
        Class::Mull if before && spot.governs(cue.end, noun) && (noun || to()) => {
            status.hedged = hedge(Hedge::Considered);
        }
        // `reported missing` is no expectation.
        Class::Expect if before && spot.governs(cue.end, noun) && between.clone().any(|i| spot.is(i, &["to"])) => {
            status.hedged = hedge(Hedge::Expected);
        }
        Class::Likely if before && spot.governs(cue.end, noun) => {
            let un = spot.text(cue.start).get(..2).is_some_and(|t| t.eq_ignore_ascii_case("un"));
            if un {
                status.negated = Some(cue.clone());
            }
            status.hedged = hedge(Hedge::Expected);
        }
        Class::Perhaps if before && no_comma() => status.hedged = status.hedged.take().or(hedge(Hedge::Possible)),
        Class::Partly if before && no_comma() && between.len() <= 2 => status.hedged = hedge(Hedge::Partial),
        Class::If if before && no_comma() && !finite() => status.hedged = hedge(Hedge::Conditional),
        Class::Not if before && spot.governs(cue.end, noun) => {
            status.negated = Some(cue.clone());
            status.plainly = true;
        }
        Class::None if before && no_comma() && between.len() <= NEAR => {
            status.negated = Some(cue.clone());
            status.plainly = false;
        }
        Class::Deny if before && no_comma() => {
            status.negated = Some(cue.clone());
            status.plainly = false;
        }
        Class::Allege if before && clear => status.alleged = Some(cue.clone()),
        Class::Alleged if !before && between.len() <= 1 && noun && clear => status.alleged = Some(cue.clone()),
        // `a ban on nets has been proposed`: the noun and what it is of, and no other verb.
        Class::Proposed if !before && noun && no_comma() && between.len() <= NEAR => {
            status.hedged = status.hedged.take().or(hedge(Hedge::Considered));
        }
        // `will be banned if they do not answer`
        Class::If if !before && no_comma() && spot.is(cue.start, &["if", "unless"]) && spot.is_promised() => {
            status.hedged = hedge(Hedge::Conditional);
        }
        Class::Doubt if !before && no_comma() => status.hedged = hedge(Hedge::Conditional),
        Class::Does if before && spot.governs(cue.end, noun) && !noun && to() => *does = true,
        _ => {}
    }
}
