//! What stands above a story against itself: headline, deck and the titles for search and social media
//! are written at different times, and one is changed without the others.
//!
//! Two lines are compared only where they say the same in nearly the same words.

use std::collections::HashSet;

use super::likeness;
use super::line::{self, Line};
use crate::annotate::Annotated;
use crate::annotate::dates::{DateMention, Kind as DateKind};
use crate::annotate::figures::{Figure, Kind};
use crate::annotate::tokens::Kind as TokenKind;
use crate::article::Place;
use crate::check::Finding;

/// So many lines above a story are compared.
const MOST: usize = 8;
/// So many words two lines must have in common.
const WORDS: usize = 4;

/// The findings of all pairs of lines.
pub fn find(article: &Annotated<'_>) -> Option<Finding> {
    let regions = &article.article().regions;
    let above: Vec<u32> = (0..regions.len() as u32)
        .filter(|i| regions[*i as usize].role.is_display() && !article.figures().of(*i).is_empty())
        .take(MOST)
        .collect();
    let lines: Vec<Line<'_>> = above.iter().flat_map(|region| line::of_region(article, *region)).take(MOST).collect();
    lines.iter().enumerate().find_map(|(at, line)| lines.get(at + 1..)?.iter().find_map(|other| differ(line, other)))
}

/// The words of a line that carry its matter.
fn words(line: &Line<'_>) -> HashSet<u64> {
    let tokens = line.tokens.get(line.span()).unwrap_or_default();
    tokens.iter().filter(|t| t.kind == TokenKind::Word && t.end - t.start > 3).map(|t| t.key).collect()
}

fn differ(line: &Line<'_>, other: &Line<'_>) -> Option<Finding> {
    if line.region == other.region {
        return None;
    }
    let (a, b) = (words(line), words(other));
    let shared = a.intersection(&b).count();
    if shared < WORDS || shared * 10 < a.len().min(b.len()) * 8 || line.figures.len() != other.figures.len() {
        return None;
    }
    let pairs = || line.figures.iter().zip(other.figures);
    let alike = |(f, g): (&Figure, &Figure)| likeness::alike(f, g) && f.range == g.range;
    let apart: Vec<(&Figure, &Figure)> =
        pairs().filter(|(f, g)| !likeness::agree(f, g) && !likeness::is_cut(f, g) && !likeness::is_cut(g, f)).collect();
    // One number differs and the rest is the same.
    let [(f, g)] = *apart.as_slice() else { return None };
    if !pairs().all(alike) || matches!(f.kind, Kind::Ordinal) {
        return None;
    }
    Some(report(line::place(f), line::place(g), line, other))
}

fn report(place: Place, first: Place, line: &Line<'_>, other: &Line<'_>) -> Finding {
    let text = |l: &Line<'_>, p: Place| l.plain.get(p.start as usize..p.end as usize).unwrap_or_default().to_owned();
    Finding::at(first)
        .case("lines")
        .value("stated", text(other, first))
        .value("body", text(line, place))
        .related(place, "body")
}

/// The years that the story names.
fn years<'a>(article: &'a Annotated<'_>, display: bool) -> Vec<&'a DateMention> {
    let own = |d: &&DateMention| {
        article.region(d.region).role.is_display() == display && line::is_read(article.region(d.region).role)
    };
    article.dates().all().iter().filter(own).filter(|d| d.year.is_some() && d.until.is_none()).take(400).collect()
}

/// `1985 murder` over a story that tells of one in 1982: a year above the story that it does not have,
/// while it has one that is a slip away, and later ones.
pub fn year(article: &Annotated<'_>) -> Option<Finding> {
    let above = years(article, true);
    if above.is_empty() {
        return None;
    }
    let body = years(article, false);
    let latest = body.iter().filter_map(|d| d.year).max()?;
    let text = |p: Place| article.article().text(p).to_owned();
    let place = |d: &DateMention| Place::within(d.region, d.start..d.end);
    above.into_iter().filter(|d| d.kind == DateKind::Year).find_map(|head| {
        let year = head.year.filter(|year| *year + 1 < latest)?;
        // Any number of the body that is that year bears it out.
        let named = body.iter().any(|d| d.year == Some(year));
        let numbers = article.article().regions.iter().filter(|r| line::is_read(r.role) && !r.role.is_display());
        let written = year.to_string();
        if named || numbers.clone().any(|r| r.text.as_str().contains(&written)) {
            return None;
        }
        let digits = |a: i32, b: i32| {
            let (a, b) = (a.to_string(), b.to_string());
            a.len() == b.len() && a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).count() == 1
        };
        let mut near = body.iter().filter(|d| d.year.is_some_and(|y| digits(y, year) && y < latest));
        let rival = near.next()?;
        // Several years that are as near say nothing.
        if near.any(|d| d.year != rival.year) {
            return None;
        }
        let (stated, other) = (text(place(head)), text(place(rival)));
        let finding = Finding::at(place(head)).case("slip").value("stated", stated).value("body", other);
        Some(finding.related(place(rival), "body"))
    })
}
