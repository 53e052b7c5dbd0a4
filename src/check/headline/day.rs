//! A day, a month or a place above the story where the story has another one.
//!
//! Days are compared where the story speaks of the same: the sentence that has most of the headline's
//! words. A weekday that any date of the story falls on is borne out. Places are names, and compared
//! like names ([`super::name`]).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::locative;
use super::name::{self, Kinds};
use super::story::Story;
use super::words;
use crate::annotate::Annotated;
use crate::annotate::dates::{Anchor, DateMention, Kind, Span};
use crate::annotate::verbs;
use crate::article::{Place, Role};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.display-day-or-place]`: days, months and well-known places of headline and deck.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DisplayDayOrPlaceOptions {}

impl Options for DisplayDayOrPlaceOptions {
    const NAME: &'static str = "display-day-or-place";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["stated", "body"], labels: &["body"], cases: &["spelling", "instead"] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(DisplayDayOrPlace)))
    }
}

struct DisplayDayOrPlace;

impl Check for DisplayDayOrPlace {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let before = found.len();
        name::findings(article, Kinds::Places, found);
        if found.len() == before {
            found.extend(locative::find(article));
        }
        let regions = &article.article().regions;
        let above = (0u32..).zip(regions).filter(|(_, r)| r.role.is_display()).map(|(at, _)| at);
        let stated: Vec<&DateMention> =
            above.flat_map(|region| article.dates().of(region)).filter(|d| is_compared(d)).collect();
        if stated.is_empty() {
            return;
        }
        let Some(story) = Story::of(article) else { return };
        for mention in stated.into_iter().filter(|d| story.above.contains(&d.region)) {
            found.extend(judge(article, &story, mention));
        }
    }
}

/// Weekdays, months, and days of a month; no ranges.
fn is_compared(mention: &DateMention) -> bool {
    let kind = matches!(mention.kind, Kind::Weekday | Kind::Month | Kind::Day);
    kind && mention.until.is_none() && mention.possible && mention.distance.is_none_or(|d| d.amount == 0)
}

/// What a mention says of the calendar, in the terms that two mentions can be compared in.
fn weekday(mention: &DateMention) -> Option<u8> {
    let fallen = |date: Date| date.weekday().to_monday_one_offset() as u8;
    let single = mention.resolved.filter(|(first, last)| first == last).map(|(first, _)| fallen(first));
    mention.weekday.or(single)
}

/// Whether a mention of the story is the day or month that the headline has.
fn agrees(stated: &DateMention, there: &DateMention) -> bool {
    match (stated.month, stated.day) {
        (Some(month), Some(day)) => {
            let until = there.until.as_ref();
            let same = there.month == Some(month) && (there.day == Some(day) || there.day.is_none())
                || until.is_some_and(|u| u.day == Some(day) && u.month.or(there.month) == Some(month));
            let days =
                |d: &DateMention| d.resolved.filter(|(a, b)| a == b).map(|(a, _)| (a.month() as u8, a.day() as u8));
            same || days(there) == Some((month, day))
        }
        (Some(month), None) => {
            let covers = |(first, last): (Date, Date)| {
                (first.month() as u8..=last.month() as u8).contains(&month) && first.year() == last.year()
            };
            there.month == Some(month)
                || there.until.as_ref().is_some_and(|u| u.month == Some(month))
                || there.day.is_none() && there.month.is_none() && there.resolved.is_some_and(covers)
        }
        _ => stated.weekday.is_some() && weekday(there) == stated.weekday,
    }
}

/// Whether a mention of the story fills the same place with another day or month.
fn differs(stated: &DateMention, there: &DateMention) -> bool {
    if !is_compared(there) {
        return false;
    }
    match (stated.month, stated.day) {
        // One of the two is off; where both are, it is another date.
        (Some(month), Some(day)) => match (there.month, there.day) {
            (Some(m), Some(d)) => {
                (m == month) != (d == day)
                    || m == month && d == day && stated.weekday != there.weekday && both(stated, there)
            }
            _ => false,
        },
        (Some(month), None) => there.month.is_some_and(|m| m != month) && there.day.is_none(),
        _ => there.weekday.is_some_and(|w| Some(w) != stated.weekday),
    }
}

/// Whether it is the day on which somebody said something: `officials said Thursday`.
fn is_told(article: &Annotated<'_>, there: &DateMention) -> bool {
    let tokens = article.tokens().of(there.region);
    let first = there.tokens.start as usize;
    (first.saturating_sub(2)..first).any(|at| tokens.get(at).is_some_and(|t| verbs::only_speaks(t.key)))
}

fn both(a: &DateMention, b: &DateMention) -> bool {
    a.weekday.is_some() && b.weekday.is_some()
}

/// So much of the headline stands around another day before it is the same event.
const CLOSE: f64 = 0.34;

/// The same, where the headline's own day stands elsewhere in the story.
const CLOSER: f64 = 0.5;

/// So many regions open a story.
const OPENING: usize = 4;

fn judge(article: &Annotated<'_>, story: &Story, stated: &DateMention) -> Option<Finding> {
    let wanted = rest(article, stated);
    let mut elsewhere: Option<f64> = None;
    let mut named = false;
    let mut best: Option<(f64, usize, bool, &DateMention)> = None;
    let (mut others, mut opens) = (0, false);
    for (order, region) in story.body.iter().enumerate() {
        for there in article.dates().of(*region) {
            // `today` in a story without a date may be any day.
            let today =
                there.distance.is_some_and(|d| d.span == Span::Day && d.anchor == Anchor::Now && d.amount.abs() < 2);
            let open = there.resolved.is_none() && there.kind == Kind::Relative && stated.month.is_none() && today;
            if agrees(stated, there) && !(both(stated, there) && stated.weekday != there.weekday) {
                let around = around(article, &wanted, there).0;
                named = true;
                elsewhere = Some(elsewhere.unwrap_or(0.0).max(around));
                // The story opens with the headline's own day.
                opens |= order < 2;
            } else if differs(stated, there) && !is_told(article, there) {
                others += 1;
                let (share, count) = around(article, &wanted, there);
                if best.is_none_or(|(most, ..)| share > most + 1e-9) {
                    best = Some((share, count, order < OPENING, there));
                }
            } else if open && order < OPENING {
                elsewhere = elsewhere.or(Some(0.0));
            }
        }
    }
    let (share, count, early, there) = best?;
    // `spoke by phone on Tuesday and will meet on Thursday`: what stands right before the day.
    let own = before(article, stated);
    let tied = |d: &DateMention| before(article, d).iter().filter(|word| own.contains(word)).count();
    let agreed = story.body.iter().flat_map(|region| article.dates().of(*region)).filter(|d| agrees(stated, d));
    let most = agreed.map(tied).max().unwrap_or(0);
    let most = if tied(there) == own.len() { most.saturating_sub(1) } else { most };
    let right = early && tied(there) > most && 2 * tied(there) >= own.len() && most == 0 && count > 1;
    let sure = right
        || match elsewhere {
            None => {
                early && (share >= CLOSE && count > 1 || others == 1 && share > 0.2) || share >= CLOSER && count > 1
            }
            Some(own) if named => !opens && share >= CLOSER && count > 2 && own < share - 0.3,
            // `tonight` may be any day, but the opening says of the same which one it was.
            Some(_) => {
                story.body.first() == Some(&there.region) && share >= CLOSE && count > 1 || share >= CLOSER && count > 2
            }
        };
    let place = |d: &DateMention| Place::within(d.region, d.start..d.end);
    let text = |d: &DateMention| article.article().text(place(d)).trim_end_matches(',').to_owned();
    let mut finding = Finding::at(place(stated))
        .value("stated", text(stated))
        .value("body", text(there))
        .related(place(there), "body");
    finding.unsure = !sure || article.region(stated.region).role == Role::Deck && count < 3;
    (sure || elsewhere.is_none()).then_some(finding)
}

/// So many tokens before a date stand right before it.
const BEFORE: usize = 6;

/// The words of weight right before a date, up to the next comma or `and`.
fn before(article: &Annotated<'_>, date: &DateMention) -> Vec<u64> {
    let (tokens, plain) = (article.tokens().of(date.region), article.plain(date.region));
    let first = date.tokens.start as usize;
    let stop =
        |at: &usize| tokens[*at].kind == crate::annotate::tokens::Kind::Mark || tokens[*at].is_any(plain, &["and"]);
    let near = (first.saturating_sub(BEFORE)..first).rev().take_while(|at| !stop(at));
    near.filter(|at| words::is_content(&tokens[*at], plain)).map(|at| words::lemma(tokens[at].text(plain))).collect()
}

/// The other words of weight in the sentence that a date above the story stands in.
fn rest(article: &Annotated<'_>, stated: &DateMention) -> Vec<u64> {
    let (tokens, plain) = (article.tokens().of(stated.region), article.plain(stated.region));
    let own = stated.tokens.start as usize..stated.tokens.end as usize;
    let sentence = article
        .sentences()
        .of(stated.region)
        .iter()
        .find(|s| s.first <= stated.tokens.start && stated.tokens.start < s.last);
    let within = sentence.map_or(0..tokens.len(), |s| s.first as usize..s.last as usize);
    let mut all: Vec<u64> = (tokens.iter().enumerate())
        .filter(|(at, t)| within.contains(at) && !own.contains(at) && words::is_content(t, plain))
        .map(|(_, t)| words::lemma(t.text(plain)))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Which share of some words stands in the sentence of a date in the story, and how many they are.
fn around(article: &Annotated<'_>, wanted: &[u64], there: &DateMention) -> (f64, usize) {
    let (tokens, plain) = (article.tokens().of(there.region), article.plain(there.region));
    let sentences = article.sentences().of(there.region);
    let at = sentences.partition_point(|s| s.last <= there.tokens.start);
    let mut here: Vec<u64> = Vec::new();
    if let Some(sentence) = sentences.get(at) {
        let own = tokens.get(sentence.first as usize..sentence.last as usize).unwrap_or_default();
        here.extend(own.iter().filter(|t| t.is_word()).map(|t| words::lemma(t.text(plain))));
    }
    let found = wanted.iter().filter(|w| here.contains(w)).count();
    (found as f64 / wanted.len().max(1) as f64, found)
}
