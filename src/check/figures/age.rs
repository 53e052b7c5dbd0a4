//! One person with two ages: `Tom Hale, 34, … Hale, 43,`; what the years of a life make of an age is
//! left to [`crate::check::calendar::life`].

mod headline;
mod unnamed;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line;
use crate::annotate::Annotated;
use crate::annotate::figures::{Figure, Kind as FigureKind};
use crate::annotate::names::{Kind, Name};
use crate::annotate::tokens::Kind as TokenKind;
use crate::article::Place;
use crate::check::calendar::life;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.age]`: the ages that a story gives one person.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct AgeOptions {
    /// Nobody leaves a university at an age of fewer years than this.
    pub youngest_graduate: u32,
}

impl Default for AgeOptions {
    fn default() -> Self {
        AgeOptions { youngest_graduate: 14 }
    }
}

impl Options for AgeOptions {
    const NAME: &'static str = "age";
    const VOCABULARY: Vocabulary = Vocabulary {
        values: &["name", "stated", "first", "sum"],
        labels: &["first"],
        cases: &["degree", "death", "headline", "unnamed"],
    };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(Age(self))))
    }
}

struct Age(AgeOptions);

const AGE: FigureKind = FigureKind::Age;

/// Words that make an age one of another time.
const ONCE: [&str; 9] = ["then", "was", "when", "later", "former", "now", "turned", "years", "at"];

impl Check for Age {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        life::find(article, self.0.youngest_graduate, found);
        life::span(article, crate::check::calendar::story_year(article), found);
        found.extend(unnamed::apart(article));
        let names = article.names();
        let mut first: std::collections::HashMap<u32, Aged<'_>> = std::collections::HashMap::new();
        for person in aged(article) {
            let Some(earlier) = first.get(&person.name.entity.0).copied() else {
                first.insert(person.name.entity.0, person);
                continue;
            };
            if earlier.years == person.years || !is_same(article, earlier.name, person.name) {
                continue;
            }
            let mut finding = Finding::at(person.place)
                .value("name", names.canonical(article, person.name.entity))
                .value("stated", person.years.to_string())
                .value("first", earlier.years.to_string())
                .related(earlier.place, "first");
            // A birthday may have come between.
            finding.unsure = article.is_quoted(person.name.region, person.place.start);
            found.push(finding);
        }
        found.extend(headline::find(article));
        found.extend(unnamed::find(article));
    }
}

/// A person and the age that stands beside the name.
#[derive(Clone, Copy)]
struct Aged<'a> {
    name: &'a Name,
    years: u32,
    place: Place,
}

/// The people with their ages, in the order of the text.
fn aged<'a>(article: &'a Annotated<'_>) -> Vec<Aged<'a>> {
    let read = |n: &&Name| {
        n.kind == Kind::Person
            && (!n.ambiguous || n.form == crate::annotate::names::Form::Surname)
            && line::is_read(article.region(n.region).role)
            && !article.is_copy(n.region)
            && is_prose(article.plain(n.region))
    };
    let mut all = Vec::new();
    for name in article.names().all().iter().filter(read) {
        if let Some(age) = name.age {
            let place = Place::within(name.region, age.start..age.end);
            if !is_once(article, name, age.start, age.end) {
                all.push(Aged { name, years: u32::from(age.years), place });
            }
        } else if let Some(age) = compound(article, name)
            && let Some(years) = whole(age)
            && !is_told_back(article, age)
        {
            all.push(Aged { name, years, place: line::place(age) });
        }
    }
    all
}

/// Whether the sentence looks back: `then a 21-year-old student`, `in 1995`.
fn is_told_back(article: &Annotated<'_>, age: &Figure) -> bool {
    let Some(sentence) = article.sentences().of(age.region).get(age.sentence as usize) else { return true };
    let tokens = article.tokens().of(age.region);
    let plain = article.plain(age.region);
    let first = (age.tokens.start as usize).saturating_sub(6).max(sentence.first as usize);
    let (start, end) = (age.tokens.start as usize, age.tokens.end as usize);
    let last = (end + 12).min(sentence.last as usize);
    let has = |range: std::ops::Range<usize>, words: &[&str]| {
        let tokens = tokens.get(range).unwrap_or_default();
        tokens.iter().any(|t| t.is_any(plain, words))
    };
    let said = has(first..start, &["then", "when", "ago", "was", "were", "had", "former", "once", "later"])
        || has(end..last.max(end), &["time", "when", "then"]);
    let dated = article
        .dates()
        .of(age.region)
        .iter()
        .any(|d| d.year.is_some() && d.start >= sentence.start && d.end <= sentence.end);
    said || dated
}

fn whole(age: &Figure) -> Option<u32> {
    let years = age.unit.is_none_or(|u| u.name == "year") && age.hedge.is_none() && !age.range;
    age.stated.is_integer().then(|| age.stated.to_string().parse().ok()).flatten().filter(|_| years)
}

/// `13-year-old Ann Lee`, `Ann Lee, a 13-year-old player`: the age figure directly before a name, or
/// behind it.
fn compound<'a>(article: &'a Annotated<'_>, name: &Name) -> Option<&'a Figure> {
    let figures = article.figures().of(name.region);
    let tokens = article.tokens().of(name.region);
    let plain = article.plain(name.region);
    let is = |at: u32, words: &[&str]| tokens.get(at as usize).is_some_and(|t| t.is_any(plain, words));
    let next = figures.partition_point(|f| f.tokens.start < name.last);
    let before = next.checked_sub(1).and_then(|at| figures.get(at)).filter(|f| {
        f.kind == AGE
            && (f.tokens.end == name.first || f.tokens.end + 2 == name.first && is(name.first - 1, &["named"]))
    });
    before.or_else(|| {
        let age = figures.get(next).filter(|f| f.kind == AGE)?;
        let mut at = name.last;
        // `Jalen Chambers,” his 26-year-old cameraman`
        while is(at, &[",", "\"", "”", "’"]) {
            at += 1;
        }
        let article = is(at, &["a", "an", "the", "his", "her", "their", "its"]);
        let clause = at > name.last && article && at + 1 == age.tokens.start;
        // `Hale, the 13-year-old's father`
        let owner = tokens.get(age.tokens.end as usize).is_some_and(|t| t.kind == TokenKind::Clitic);
        (clause && !owner).then_some(age)
    })
}

/// Whether a text is a sentence: a line of results has no stop at its end.
fn is_prose(plain: &str) -> bool {
    plain.trim_end().ends_with(['.', '!', '?', '"', '”', '’', '\'', ')', ':'])
}

/// Whether the words around an age say that it was another time's.
fn is_once(article: &Annotated<'_>, name: &Name, start: u32, end: u32) -> bool {
    let plain = article.plain(name.region);
    let between = plain.get(name.end as usize..start as usize).unwrap_or_default();
    let tokens = article.tokens().of(name.region);
    let behind = tokens.partition_point(|t| t.start < end);
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|t| t.text(plain).eq_ignore_ascii_case(word));
    // `45, at the time`
    let then = (behind..behind + 2).any(|at| is(at, "at") && is(at + 1, "the"));
    let said = |text: &str| ONCE.iter().any(|word| word.eq_ignore_ascii_case(text));
    between.split_whitespace().any(|w| said(w.trim_matches(','))) || then
}

/// Whether two mentions are of one person beyond doubt: the same full name, or the surname alone
/// that nobody else has.
fn is_same(article: &Annotated<'_>, a: &Name, b: &Name) -> bool {
    let text = |n: &Name| article.article().text(n.place());
    let (one, other) = (text(a), text(b));
    if one == other && one.contains(' ') {
        // A father and a son of one name.
        return !text_between(article, a, b)
            .is_some_and(|t| t.contains("father") || t.contains(" son") || t.contains("Jr") || t.contains("Sr"));
    }
    let last = |t: &str| t.rsplit(' ').next().map(crate::annotate::tokens::key);
    let only = || last(one).is_some_and(|key| article.names().with_surname(key).count() == 1);
    // Both by the surname of somebody who is named in full elsewhere.
    if one == other && a.entity == b.entity && article.names().canonical(article, a.entity).contains(' ') {
        return !a.ambiguous && !b.ambiguous && only();
    }
    let longer = if one.len() < other.len() { other } else { one };
    let shorter = if one.len() < other.len() { one } else { other };
    longer.contains(' ')
        && !shorter.contains(' ')
        && last(one) == last(other)
        && (!a.ambiguous && !b.ambiguous && only() || is_alone_so_far(article, a, b))
}

/// Whether nobody else of that surname has been named by its second mention: a namesake further down
/// was not meant.
fn is_alone_so_far(article: &Annotated<'_>, a: &Name, b: &Name) -> bool {
    let text = |n: &Name| article.article().text(n.place());
    let second = if (a.region, a.start) < (b.region, b.start) { b } else { a };
    let surname = text(second).rsplit(' ').next().map(crate::annotate::tokens::key);
    let before = |n: &&Name| (n.region, n.start) < (second.region, second.start);
    let mut others = article.names().all().iter().take(2_000).take_while(before).filter(|n| n.kind == Kind::Person);
    a.entity == b.entity
        && !text(second).contains(' ')
        && others
            .all(|n| n.entity == a.entity || text(n).rsplit(' ').next().map(crate::annotate::tokens::key) != surname)
}

fn text_between<'a>(article: &Annotated<'a>, a: &Name, b: &Name) -> Option<&'a str> {
    if a.region != b.region {
        return None;
    }
    article.plain(a.region).get(a.end as usize..b.start as usize)
}
