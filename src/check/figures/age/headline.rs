//! An age above a story against the age in its opening: `Singer Ida Boe dies at 92` over `She was 93.`

use super::super::line;
use super::aged;
use crate::annotate::Annotated;
use crate::annotate::tokens::Token;
use crate::article::{Place, Role};
use crate::check::Finding;

/// So many body regions open a story.
const OPENING: usize = 3;

/// Words of death before an age in a headline.
const DEATH: [&str; 7] = ["dies", "died", "dead", "death", "passes", "away", "dying"];

/// Finds it.
pub fn find(article: &Annotated<'_>) -> Option<Finding> {
    let regions = &article.article().regions;
    let headline = regions.iter().position(|r| r.role == Role::Headline)? as u32;
    let (years, above) = stated(article, headline)?;
    let body =
        regions.iter().enumerate().filter(|(_, r)| r.role == Role::Paragraph).map(|(at, _)| at as u32).take(OPENING);
    let body: Vec<u32> = body.collect();
    // `She was 93.`
    let said = body.iter().find_map(|region| alone(article, *region));
    let (other, place) = said.or_else(|| {
        let subject = article.names().of(headline).iter().find(|n| n.kind == crate::annotate::names::Kind::Person)?;
        let same = |n: &super::Aged<'_>| n.name.entity == subject.entity && body.contains(&n.name.region);
        aged(article).into_iter().find(same).map(|n| (n.years, n.place))
    })?;
    if other == years {
        return None;
    }
    Some(
        Finding::at(place)
            .case("headline")
            .value("name", "the story’s subject")
            .value("stated", other.to_string())
            .value("first", years.to_string())
            .related(above, "first"),
    )
}

fn text<'a>(article: &Annotated<'a>, region: u32, token: &Token) -> &'a str {
    token.text(article.plain(region))
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|years| (1..=122).contains(years))
}

/// `dies at 92`, `dead at age 92`, `dies aged 92`.
fn stated(article: &Annotated<'_>, region: u32) -> Option<(u32, Place)> {
    let tokens = article.tokens().of(region);
    let is = |at: Option<usize>, words: &[&str]| {
        at.and_then(|at| tokens.get(at))
            .is_some_and(|t| words.iter().any(|w| text(article, region, t).eq_ignore_ascii_case(w)))
    };
    tokens.iter().enumerate().find_map(|(at, token)| {
        let years = number(text(article, region, token))?;
        let mut before = at.checked_sub(1);
        while is(before, &["at", "age", "aged", "of", "the"]) {
            before = before?.checked_sub(1);
        }
        let opened = before != at.checked_sub(1);
        (opened && is(before, &DEATH)).then(|| (years, Place::within(region, token.start..token.end)))
    })
}

/// `She was 93.`, `He was 93 years old.`: a sentence that says nothing else.
fn alone(article: &Annotated<'_>, region: u32) -> Option<(u32, Place)> {
    if !line::is_read(article.region(region).role) {
        return None;
    }
    let tokens = article.tokens().of(region);
    article.sentences().of(region).iter().find_map(|sentence| {
        let words = tokens.get(sentence.first as usize..sentence.last as usize)?;
        let is = |at: usize, all: &[&str]| {
            words.get(at).is_some_and(|t| all.iter().any(|w| text(article, region, t).eq_ignore_ascii_case(w)))
        };
        let age = words.get(2)?;
        let years = number(text(article, region, age))?;
        let ends = is(3, &["."]) || is(3, &["years"]) && is(4, &["old"]);
        let was = is(0, &["she", "he"]) && is(1, &["was"]) && ends && words.len() <= 6;
        was.then(|| (years, Place::within(region, age.start..age.end)))
    })
}
