//! What stands above a story against itself: headline, deck and the titles for search and social media
//! are written at different times, and one is changed without the others.
//!
//! Two lines are compared only where they say the same in nearly the same words.

use std::collections::HashSet;

use super::likeness;
use super::line;
use crate::annotate::Annotated;
use crate::annotate::dates::{DateMention, Kind as DateKind, Span};
use crate::annotate::figures::{Figure, Hedge, Kind};
use crate::annotate::tokens::{Kind as TokenKind, Token};
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
    let lines: Vec<Above<'_>> = above.iter().map(|region| Above::of(article, *region)).collect();
    lines.iter().enumerate().find_map(|(at, line)| lines.get(at + 1..)?.iter().find_map(|other| differ(line, other)))
}

/// A line above the story with its figures.
struct Above<'a> {
    plain: &'a str,
    figures: &'a [Figure],
    words: HashSet<u64>,
}

impl<'a> Above<'a> {
    fn of(article: &'a Annotated<'_>, region: u32) -> Self {
        let words = words(article.tokens().of(region));
        Above { plain: article.plain(region), figures: article.figures().of(region), words }
    }

    fn text(&self, place: Place) -> String {
        self.plain.get(place.start as usize..place.end as usize).unwrap_or_default().to_owned()
    }
}

/// The words that carry the matter of a text.
fn words(tokens: &[Token]) -> HashSet<u64> {
    tokens.iter().filter(|t| t.kind == TokenKind::Word && t.end - t.start > 3).map(|t| t.key).collect()
}

/// Whether two texts say the same in nearly the same words.
fn is_retold(a: &HashSet<u64>, b: &HashSet<u64>, tenths: usize) -> bool {
    let shared = a.intersection(b).count();
    shared >= WORDS && shared * 10 >= a.len().min(b.len()) * tenths
}

fn differ(line: &Above<'_>, other: &Above<'_>) -> Option<Finding> {
    if !is_retold(&line.words, &other.words, 8) || line.figures.len() != other.figures.len() {
        return None;
    }
    let pairs = || line.figures.iter().zip(other.figures);
    let plain = |f: &Figure| f.hedge != Some(Hedge::Vague);
    let alike = |(f, g): (&Figure, &Figure)| likeness::alike(f, g) && f.range == g.range && plain(f) && plain(g);
    let apart: Vec<(&Figure, &Figure)> =
        pairs().filter(|(f, g)| !likeness::agree(f, g) && !likeness::is_cut(f, g) && !likeness::is_cut(g, f)).collect();
    // One number differs and the rest is the same.
    let [(f, g)] = *apart.as_slice() else { return None };
    if !pairs().all(alike) || matches!(f.kind, Kind::Ordinal) {
        return None;
    }
    let (first, second) = (line::place(f), line::place(g));
    let finding = Finding::at(second).case("lines").value("stated", other.text(second)).value("body", line.text(first));
    Some(finding.related(first, "body"))
}

/// So many paragraphs open a story.
const OPENING: usize = 3;

/// `On 6 November, thousands of …` over `on 4 November, thousands of …`: one day of a month for another
/// in what is otherwise the same.
pub fn day(article: &Annotated<'_>) -> Option<Finding> {
    let regions = &article.article().regions;
    let days = |region: u32| {
        let mut all = article.dates().of(region).iter().filter(|d| d.kind == DateKind::Day && d.until.is_none());
        all.next().filter(|_| all.next().is_none())
    };
    let all = || (0..regions.len() as u32).filter(|i| !article.is_copy(*i));
    let display: Vec<u32> = all().filter(|i| regions[*i as usize].role.is_display()).take(MOST).collect();
    let body = all().filter(|i| regions[*i as usize].role.is_body()).take(OPENING);
    let others: Vec<u32> = display.iter().copied().chain(body).collect();
    display.iter().find_map(|above| {
        let head = days(*above)?;
        let own = words(article.tokens().of(*above));
        others.iter().find_map(|other| {
            let there = days(*other).filter(|d| other != above && d.month == head.month && d.day != head.day)?;
            let years = head.year.is_none() || there.year.is_none() || head.year == there.year;
            if !years || !is_retold(&own, &words(article.tokens().of(*other)), 6) {
                return None;
            }
            let place = |d: &DateMention| Place::within(d.region, d.start..d.end);
            let text = |d: &DateMention| article.article().text(place(d)).to_owned();
            let finding = Finding::at(place(head)).case("lines").value("stated", text(head)).value("body", text(there));
            Some(finding.related(place(there), "body"))
        })
    })
}

/// `until Oct. 15` over a story that has Oct. 5 again and again, and no other day of that month.
pub fn only_day(article: &Annotated<'_>) -> Option<Finding> {
    let regions = &article.article().regions;
    let days = |display: bool| {
        let own = move |i: &u32| {
            let role = regions[*i as usize].role;
            line::is_read(role) && role.is_display() == display && !article.is_copy(*i)
        };
        let all = (0..regions.len() as u32).filter(own).flat_map(|region| article.dates().of(region));
        all.filter(|d| d.kind == DateKind::Day && d.until.is_none()).take(200)
    };
    let body: Vec<&DateMention> = days(false).collect();
    days(true).find_map(|head| {
        let month = || body.iter().filter(|d| d.month == head.month && d.month.is_some());
        let there = month().next()?;
        let (Some(x), Some(y)) = (head.day, there.day) else { return None };
        let years = head.year.is_none() || there.year.is_none() || head.year == there.year;
        let slip = x / 10 == y / 10 || x % 10 == y % 10;
        if !years || !slip || x == y || month().count() < 2 || month().any(|d| d.day != there.day) {
            return None;
        }
        let place = |d: &DateMention| Place::within(d.region, d.start..d.end);
        let text = |d: &DateMention| article.article().text(place(d)).to_owned();
        let finding = Finding::at(place(head)).case("lines").value("stated", text(head)).value("body", text(there));
        Some(finding.related(place(there), "body"))
    })
}

/// `a better system in 2001` beside `a better system in 2011`: two lines above the story that differ in
/// a year only.
pub fn years_above(article: &Annotated<'_>) -> Option<Finding> {
    let regions = &article.article().regions;
    let one = |region: u32| {
        let mut all = article.dates().of(region).iter().filter(|d| d.year.is_some());
        all.next().filter(|d| d.until.is_none() && all.next().is_none()).map(|d| (region, d))
    };
    let above = (0..regions.len() as u32).filter(|i| regions[*i as usize].role.is_display() && !article.is_copy(*i));
    let lines: Vec<(u32, &DateMention)> = above.filter_map(one).take(MOST).collect();
    let times = |date: &DateMention| article.dates().all().iter().filter(|d| d.year == date.year).count();
    lines.iter().enumerate().find_map(|(at, (region, date))| {
        let own = words(article.tokens().of(*region));
        lines.get(at + 1..)?.iter().find_map(|(other, there)| {
            let apart = date.year != there.year && (date.month, date.day) == (there.month, there.day);
            if !apart || !is_retold(&own, &words(article.tokens().of(*other)), 8) {
                return None;
            }
            // The one that the story says less often is the one to doubt.
            let (doubted, known) = if times(date) < times(there) { (date, there) } else { (there, date) };
            let place = |d: &DateMention| Place::within(d.region, d.start..d.end);
            let text = |d: &DateMention| article.article().text(place(d)).to_owned();
            let finding = Finding::at(place(doubted)).case("lines").value("stated", text(doubted));
            Some(finding.value("body", text(known)).related(place(known), "body"))
        })
    })
}

/// The whole years of `40 years later`, `50 years ago`, `the 50th anniversary`.
fn elapsed(article: &Annotated<'_>, region: u32) -> Vec<(i64, Place)> {
    let tokens = article.tokens().of(region);
    let plain = article.plain(region);
    let is = |at: u32, words: &[&str]| tokens.get(at as usize).is_some_and(|t| t.is_any(plain, words));
    let dated = article.dates().of(region).iter().filter_map(|d| {
        let by = d.distance.filter(|by| by.span == Span::Year && !by.hedged)?;
        Some((i64::from(by.amount.abs()), Place::within(region, d.start..d.end)))
    });
    let told = article.figures().of(region).iter().filter_map(|f| {
        let anniversary = f.kind == Kind::Ordinal && is(f.tokens.end, &["anniversary"]);
        let years = f.kind == Kind::Duration
            && f.unit.is_some_and(|u| u.name == "year")
            && f.hedge.is_none()
            && is(f.tokens.end, &["later", "ago", "on", "after"]);
        let value = f.stated.trunc().mantissa().checked_div(10i128.checked_pow(f.stated.trunc().scale())?)?;
        (anniversary || years).then_some((i64::try_from(value).ok()?, line::place(f)))
    });
    dated.chain(told).collect()
}

/// `40 years later` over a story of what was 50 years ago: the distance above the story that it gives
/// twice or more, each time as another one.
pub fn distance(article: &Annotated<'_>) -> Option<Finding> {
    let regions = &article.article().regions;
    let all = || (0..regions.len() as u32).filter(|i| !article.is_copy(*i));
    let above = all().filter(|i| regions[*i as usize].role.is_display()).take(MOST);
    let mut above = above.flat_map(|region| elapsed(article, region)).filter(|(years, _)| *years >= 10);
    let (years, place) = above.next()?;
    let body: Vec<(i64, Place)> = all()
        .filter(|i| regions[*i as usize].role.is_body())
        .flat_map(|region| elapsed(article, region))
        .take(40)
        .collect();
    let long = || body.iter().filter(|(years, _)| *years >= 10);
    let (other, there) = *long().next()?;
    let one = long().count() >= 2 && long().all(|(years, _)| *years == other);
    let written = years.to_string();
    let has = |text: &str| text.split(|c: char| !c.is_ascii_digit()).any(|number| number == written);
    let borne =
        body.iter().any(|(n, _)| *n == years) || regions.iter().any(|r| r.role.is_body() && has(r.text.as_str()));
    if !one || borne || other == years || (other - years).abs() > 30 {
        return None;
    }
    let text = |p: Place| article.article().text(p).to_owned();
    let finding = Finding::at(place).value("stated", text(place)).value("body", text(there));
    Some(finding.related(there, "body"))
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
    // What lies ahead of the story is no year that it was written in.
    let told = body.iter().filter_map(|d| d.year).max()?;
    let latest = crate::check::calendar::story_year(article).map_or(told, |year| year.min(told));
    let text = |p: Place| article.article().text(p).to_owned();
    let place = |d: &DateMention| Place::within(d.region, d.start..d.end);
    above.into_iter().filter(|d| d.kind == DateKind::Year).find_map(|head| {
        // The years on either side of the story's own are no slips.
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
