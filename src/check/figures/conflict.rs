//! One quantity with two values: `48 rape crisis centers … the 46 centers`.
//!
//! Two numbers of the same noun are nearly always two things. Every number is held against the
//! earlier ones of the same noun, role or kind, and reported where the copy itself says that it
//! speaks of one thing again ([`super::ties`]); of several earlier ones, that one is shown whose
//! sentence has most in common with it ([`super::likeness`]). A number that adds up from others, that
//! stands elsewhere too, or that is given in two currencies was not mistyped.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::around::Around;
use super::dated;
use super::events;
use super::likeness;
use super::line::{self, Line};
use super::mention::{self, Mention, Slip, Words};
use super::recount;
use super::speakers::Speakers;
use super::spoken;
use super::sum;
use super::ties::{self, Standing};
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Interval, Kind};
use crate::article::Role;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::lexicon::Lexicon;

/// `[check.conflict]`: two mentions of one thing with two numbers.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ConflictOptions {
    /// A file with words for the same thing: `fatalities = dead`.
    pub families: String,
    /// A file with words for people.
    pub people: String,
    /// A file with nouns of which a story counts many different lots, such as "people"; their
    /// numbers are compared only where a slip of the finger shows.
    pub common: String,
    /// A file with events and limits that are on one day only, such as "deadline".
    pub events: String,
    /// A file with words for what is measured in time, money or shares: `sentenced = prison`.
    pub terms: String,
}

impl Options for ConflictOptions {
    const NAME: &'static str = "conflict";
    const VOCABULARY: Vocabulary = Vocabulary {
        values: &["stated", "first", "thing"],
        labels: &["first"],
        cases: &["transposed", "magnitude", "digit", "day", "share"],
    };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let mut words = Words::read(files, &self.families, &self.people)?;
        let list = |option, name: &str| {
            if name.is_empty() { Ok(Lexicon::default()) } else { files.lexicon(option, name) }
        };
        let (common, events) = (list("common", &self.common)?, list("events", &self.events)?);
        words.terms = list("terms", &self.terms)?;
        Ok(Compiled::Article(Box::new(Conflict { words, common, events })))
    }
}

struct Conflict {
    words: Words,
    common: Lexicon,
    events: Lexicon,
}

/// So many mentions of one key are compared; a story that has more is a table.
const MOST: usize = 40;
/// A story in which so many pairs look alike tells of many like things.
const ALIKE: usize = 3;

/// What the numbers of a story are looked up by.
#[derive(PartialEq, Eq, Hash, Clone, Copy)]
enum Key {
    /// What is counted.
    Thing(u64),
    /// What happened to the people counted.
    Role(&'static str),
    /// The kind of quantity, with its currency.
    Kind(Kind),
    /// What people are called: `the 72 stranded sailors`, `72 stranded men and women`.
    Called(u64),
    /// What is measured: `the 12-year sentence`.
    Named(Kind, u64),
}

fn keys(words: &Words, line: &Line<'_>, figure: &Figure) -> [Option<Key>; 3] {
    match figure.kind {
        Kind::Count | Kind::Ordinal => {
            let thing = words.thing(line, figure);
            let people = thing.is_none() || words.is_people(line, figure);
            let dead = mention::fate(figure, thing).is_some() && figure.role.is_none();
            let role = mention::fate(figure, thing).filter(|_| people || dead).map(Key::Role);
            let own =
                figure.noun.as_ref().and_then(|n| line.tokens.get(n.tokens.start as usize..n.tokens.end as usize - 1));
            let called = own.filter(|_| people).and_then(<[_]>::last).map(|t| Key::Called(t.key));
            [thing.map(Key::Thing), role, called]
        }
        // Two people have two ages; see the check `age`.
        Kind::Score | Kind::Vote | Kind::Age => [None; 3],
        kind => {
            let named = words.named(line, figure);
            [Some(Key::Kind(kind)), named.map(|n| Key::Named(kind, n.key)), None]
        }
    }
}

/// A story's mentions, by what they are compared by.
struct Mentions<'a> {
    mentions: Vec<Mention<'a>>,
    by_key: HashMap<Key, Vec<usize>>,
    /// How often each value stands.
    values: HashMap<(Kind, Decimal), u32>,
}

impl<'a> Mentions<'a> {
    fn of(words: &Words, mentions: Vec<Mention<'a>>) -> Self {
        let mut story = Mentions { mentions, by_key: HashMap::new(), values: HashMap::new() };
        for (at, mention) in story.mentions.iter().enumerate() {
            *story.values.entry((mention.figure.kind, mention.figure.stated)).or_default() += 1;
            for key in keys(words, &mention.line, mention.figure).into_iter().flatten() {
                story.by_key.entry(key).or_default().push(at);
            }
        }
        story
    }

    fn times(&self, figure: &Figure) -> u32 {
        self.values.get(&(figure.kind, figure.stated)).copied().unwrap_or(1)
    }

    /// The mentions of a key, where they are no table.
    fn list(&self, key: Key) -> Vec<&Mention<'a>> {
        let list = self.by_key.get(&key).filter(|list| list.len() <= MOST);
        list.into_iter().flatten().filter_map(|at| self.mentions.get(*at)).collect()
    }
}

impl Check for Conflict {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let before = found.len();
        votes(article, found);
        found.extend(events::find(article, &self.events));
        found.extend(spoken::find(article, &self.words));
        found.extend(recount::find(article, &self.words));
        found.extend(dated::find(article));
        let mut often: HashMap<Key, usize> = HashMap::new();
        let plain = |f: &Figure| mention::is_plain(f) && f.stated > Decimal::ONE;
        let told = |line: &Line<'_>, f: &Figure| plain(f) && !article.region(line.region).role.is_display();
        for line in line::lines(article) {
            for figure in line.figures.iter().filter(|f| told(&line, f)) {
                for key in keys(&self.words, &line, figure).into_iter().flatten() {
                    *often.entry(key).or_default() += 1;
                }
            }
        }
        let wholes = mention::wholes(article);
        let mut next = wholes.iter().peekable();
        for line in line::lines(article).take_while(|_| !wholes.is_empty()) {
            let at = line.figures.first().map(|f| (f.region, f.sentence));
            while let Some(figure) = next.next_if(|f| Some((f.region, f.sentence)) == at) {
                for key in keys(&self.words, &line, figure).into_iter().flatten() {
                    *often.entry(key).or_default() += 1;
                }
            }
        }
        // What stands alone has no rival, and what stands in a table has too many.
        let few = |key: &Key| often.get(key).is_some_and(|often| (2..=MOST).contains(often));
        if !often.keys().any(few) {
            return;
        }
        let around = Around::new(article);
        let compared = |line: &Line<'_>, figure: &Figure| {
            told(line, figure) && keys(&self.words, line, figure).iter().flatten().any(few)
        };
        let mut mentions = mention::collect(article, &self.words, &around, compared);
        mentions.extend(mention::of_all(article, &self.words, &around, &wholes));
        mentions.sort_by_key(|m| (m.figure.region, m.figure.start));
        let story = Mentions::of(&self.words, mentions);
        let speakers = Speakers::new(article);
        let mut pairs: Vec<Pair<'_, '_>> = Vec::new();
        for here in &story.mentions {
            let best = keys(&self.words, &here.line, here.figure)
                .into_iter()
                .flatten()
                .filter_map(|key| self.best(article, &speakers, &story, key, here));
            pairs.extend(best.max_by(|a, b| a.score.total_cmp(&b.score)));
        }
        pairs.sort_by_key(|pair| (pair.stated.figure.region, pair.stated.figure.start));
        pairs.dedup_by_key(|pair| (pair.stated.figure.region, pair.stated.figure.start));
        if pairs.len() < ALIKE {
            for pair in pairs {
                let finding = finding(article, pair.known, pair.stated);
                if found[before..].iter().all(|other| other.place != finding.place) {
                    found.push(finding);
                }
            }
        }
    }
}

/// Two mentions of one thing: the one to doubt, the other, and how much they have in common.
struct Pair<'s, 'a> {
    score: f32,
    known: &'s Mention<'a>,
    stated: &'s Mention<'a>,
}

impl Conflict {
    /// The earlier mention that is of the same thing.
    fn best<'s, 'a>(
        &self,
        article: &Annotated<'_>,
        speakers: &Speakers<'_, '_>,
        story: &'s Mentions<'a>,
        key: Key,
        here: &'s Mention<'a>,
    ) -> Option<Pair<'s, 'a>> {
        let list = story.list(key);
        let mut distinct: Vec<Decimal> = list.iter().map(|m| m.figure.stated).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let head = here.figure.noun.as_ref().and_then(|n| here.line.tokens.get(n.tokens.end as usize - 1));
        // Of much-counted things only a number that is turned round stands out.
        let turned = head.is_some_and(|t| self.common.has(t)) && distinct.len() > 2;
        // What stands a second time was not mistyped, and what adds up was meant.
        let alone = |m: &Mention<'_>| story.times(m.figure) == 1 && !is_made(m, &list);
        let is_caption = |m: &Mention<'_>| article.region(m.figure.region).role == Role::Caption;
        let of = |value: &Figure| list.iter().filter(|m| m.figure.stated == value.stated).count();
        let standing = |known: &Mention<'_>, stated: &Mention<'_>| Standing {
            values: distinct.len(),
            times: of(known.figure),
            caption: is_caption(known) || is_caption(stated),
        };
        let earlier = list.iter().copied().take_while(|m| {
            m.figure.region < here.figure.region
                || m.figure.start < here.figure.start && m.figure.region == here.figure.region
        });
        let own = alone(here);
        let earlier = earlier.filter(|there| !turned || is_turned(here.figure, there.figure));
        let tied = earlier.filter(|there| is_rival(speakers, here, there)).filter_map(|there| {
            let (known, stated) = if own && ties::is_tied(there, here, standing(there, here)) {
                (there, here)
            } else if of(here.figure) > 1 && alone(there) && ties::is_tied(here, there, standing(here, there)) {
                // The odd one stands first, and points at what the rest of the story says.
                (here, there)
            } else {
                return None;
            };
            let close = likeness::closeness(there.figure, here.figure);
            Some(Pair { score: likeness::kinship(article, there, here) + close, known, stated })
        });
        tied.max_by(|a, b| a.score.total_cmp(&b.score))
    }
}

/// Whether two mentions state two values, and nothing says that they are of two things.
fn is_rival(speakers: &Speakers<'_, '_>, here: &Mention<'_>, there: &Mention<'_>) -> bool {
    let (a, b) = (here.figure, there.figure);
    let before = |m: &Mention<'_>| (m.figure.tokens.start as usize).checked_sub(1);
    let other = |m: &Mention<'_>| {
        m.line.follows(m.figure.tokens.start as usize, &["other", "remaining", "next", "last", "first"])
    };
    // `the remaining 20 followers`, `his remaining 12 followers`
    let rest = |m: &Mention<'_>| before(m).is_some_and(|at| m.line.is_any(at, &["remaining"]));
    let both = rest(here) && rest(there);
    let smaller = if a.stated < b.stated { here } else { there };
    let one_apart = || a.stated.checked_sub(b.stated).is_some_and(|d| d.abs() == Decimal::ONE);
    let apart = || speakers.of(a).zip(speakers.of(b)).is_some_and(|(one, other)| one != other);
    // `the 46 centers` points back, whoever says it.
    let whoever = here.definite || a.hedge.is_some() && a.hedge == b.hedge || is_scaled(a, b) || is_turned(a, b);
    !likeness::is_same_sentence(a, b)
        && likeness::alike(a, b)
        && !agrees(a, b)
        && (both || !other(here) && !other(there))
        && !(one_apart() && likeness::one_more(smaller))
        && !(is_converted(here) && is_converted(there))
        && (whoever || !apart())
}

/// Whether one long number is the other with two digits turned round.
fn is_turned(a: &Figure, b: &Figure) -> bool {
    likeness::digits(a.stated) >= 3 && mention::slip(a.stated, b.stated) == Some(Slip::Transposed)
}

/// Whether the digits are the same: the scale word alone is another.
fn is_scaled(a: &Figure, b: &Figure) -> bool {
    mention::slip(a.stated, b.stated) == Some(Slip::Magnitude)
}

/// Whether two figures state one value. Behind the same hedge two numbers are two.
fn agrees(a: &Figure, b: &Figure) -> bool {
    if a.hedge.is_some() && a.hedge == b.hedge && a.kind == b.kind && a.unit == b.unit {
        return !line::literal(a).disjoint(&line::literal(b));
    }
    if a.hedge.is_none() && b.hedge.is_none() && a.kind == b.kind && a.unit == b.unit {
        return !rounded(a).disjoint(&rounded(b));
    }
    likeness::agree(a, b)
}

/// What a number may have been rounded from. Nobody rounds 114 to 100 without a word for it.
fn rounded(figure: &Figure) -> Interval {
    let tenth = figure.stated.abs().checked_mul(Decimal::new(1, 1)).unwrap_or(figure.granularity);
    Interval::rounded(figure.stated, figure.granularity.min(tenth)).unwrap_or(figure.value)
}

/// Whether the number stands a second time beside it, in another currency or unit: who made a
/// slip in one would not have made it in both.
fn is_converted(mention: &Mention<'_>) -> bool {
    let (line, figure) = (mention.line, mention.figure);
    let (first, end) = (figure.tokens.start as usize, figure.tokens.end as usize);
    let beside = |at: usize| line.figures.iter().any(|f| f.tokens.contains(&(at as u32)));
    line.is_any(end, &["("]) && beside(end + 1) || line.follows(first, &["(", ";"]) && beside(first.saturating_sub(2))
}

/// Whether a number is the sum or the difference of two others near it.
fn is_made(here: &Mention<'_>, list: &[&Mention<'_>]) -> bool {
    let value = here.figure.stated;
    let near = |f: &&Figure| f.region.abs_diff(here.figure.region) <= 2 && f.stated != value;
    let near: Vec<&Figure> = list.iter().map(|m| m.figure).filter(near).take(8).collect();
    near.iter().enumerate().any(|(i, a)| {
        near[..i].iter().any(|b| {
            let apart = a.stated.checked_sub(b.stated).map(|d| d.abs());
            a.stated.checked_add(b.stated) == Some(value) || apart == Some(value)
        })
    })
}

fn finding(article: &Annotated<'_>, there: &Mention<'_>, here: &Mention<'_>) -> Finding {
    let (a, b) = (here.figure, there.figure);
    let named = here.named.as_ref().and_then(|n| n.word.clone());
    let noun = a.noun.as_ref().map(|n| n.head.clone()).or(named);
    let noun = noun.and_then(|n| here.line.plain.get(n.start as usize..n.end as usize));
    let mut finding = Finding::at(line::place(a))
        .value("stated", sum::stated(a))
        .value("first", sum::stated(b))
        .value("thing", noun.unwrap_or("quantity"))
        .related(line::place(b), "first");
    finding.case = mention::slip(a.stated, b.stated).filter(|_| a.stated >= Decimal::TEN).map(|slip| match slip {
        Slip::Digit => "digit",
        Slip::Transposed => "transposed",
        Slip::Magnitude => "magnitude",
    });
    finding.unsure = a.speech || b.speech || article.is_quoted(a.region, a.start);
    finding
}

/// `134-to-63 … the 137-63 vote`: one side is the same, the other a slip of the finger apart.
fn votes(article: &Annotated<'_>, found: &mut Vec<Finding>) {
    let mut seen: Vec<(&Figure, Decimal, Decimal)> = Vec::new();
    for line in line::lines(article) {
        // `a 102-101 majority` is no vote.
        let vote = |f: &&Figure| {
            f.kind == Kind::Vote && !line.is_any(f.tokens.end as usize, &["majority", "minority", "split"])
        };
        for figure in line.figures.iter().filter(vote) {
            let Some((a, b)) = figure.pair else { continue };
            let known = seen.iter().any(|(_, x, y)| (*x, *y) == (a, b));
            let slipped = |(_, x, y): &&(&Figure, Decimal, Decimal)| {
                let off = |v: Decimal, w: Decimal| {
                    v >= Decimal::TEN && matches!(mention::slip(v, w), Some(Slip::Digit | Slip::Transposed))
                };
                *x == a && off(b, *y) || *y == b && off(a, *x)
            };
            if let Some((first, x, y)) = seen.iter().find(slipped).filter(|_| !known) {
                let written = |a, b| format!("{}-{}", sum::amount(a), sum::amount(b));
                found.push(
                    Finding::at(line::place(figure))
                        .case("digit")
                        .value("stated", written(a, b))
                        .value("first", written(*x, *y))
                        .value("thing", "vote")
                        .related(line::place(first), "first"),
                );
            }
            if !known && seen.len() < 12 {
                seen.push((figure, a, b));
            }
        }
    }
}
