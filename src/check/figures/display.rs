//! A number above the story that the story does not bear out: `$100 million lawsuit` over a body
//! that says $10 million.
//!
//! A headline counts what the body only lists, rounds, adds up and translates; a number that the
//! body merely does not have is left alone. It is reported where the body has another number for
//! what is by its words the same thing, and this one nowhere, or only for something else.

mod label;
mod restated;
mod slot;

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::around::Around;
use super::likeness;
use super::line::{self, Line};
use super::lines_above;
use super::mention::{self, Mention, Words};
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::annotate::tokens::Kind as TokenKind;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use restated::{agree, is_on_the_way, is_restated};

/// `[check.display-figure]`: the figures of headline and deck against those of the body.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DisplayFigureOptions {
    /// A file with words for the same thing: `fatalities = dead`.
    pub families: String,
    /// A file with words for people.
    pub people: String,
}

impl Options for DisplayFigureOptions {
    const NAME: &'static str = "display-figure";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["stated", "body"], labels: &["body"], cases: &["score", "age", "slip", "lines"] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(DisplayFigure(Words::read(files, &self.families, &self.people)?))))
    }
}

struct DisplayFigure(Words);

/// So many figures of the body are looked at: what a headline says stands near the top.
const MOST: usize = 60;

/// So many figures of the body are read with the words around them, and so many to see whether
/// they bear the headline out.
const NEAR: usize = 200;
const FAR: usize = 2_000;

/// By how much a rival must be more alike than any number that bears the headline out.
const MARGIN: f32 = 0.5;
/// How well a number is borne out that the body has nowhere.
const NOWHERE: f32 = -1.0;
/// A headline's number is made by hand; how near it is to the right one says less than in a body.
const CLOSENESS: f32 = 0.3;

/// The story's own figures.
struct Body<'a> {
    mentions: Vec<Mention<'a>>,
    /// How many paragraphs stand before each, by mention.
    depth: Vec<usize>,
    /// Which of the numbers above stand anywhere in the body, as written in digits.
    numbers: HashSet<Decimal>,
    /// Which of them stand there with the word that they have before them above, which may make a
    /// name of the two: `Harbour Lights 2`, `the Frozen Four`.
    pairs: HashSet<(u64, u64)>,
}

impl Check for DisplayFigure {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let dated = lines_above::year(article).or_else(|| lines_above::day(article));
        let dated = dated.or_else(|| lines_above::only_day(article)).or_else(|| lines_above::years_above(article));
        found.extend(dated);
        found.extend(lines_above::distance(article));
        found.extend(label::find(article));
        let regions = &article.article().regions;
        let display = |i: &u32| regions[*i as usize].role.is_display();
        let mut above = (0..regions.len() as u32).filter(display);
        if above.all(|region| article.figures().of(region).is_empty()) {
            return;
        }
        let around = Around::new(article);
        let own: Vec<&Figure> =
            (0..regions.len() as u32).filter(display).flat_map(|r| article.figures().of(r)).collect();
        let seen = std::cell::Cell::new(0);
        let told = |line: &Line<'_>, figure: &Figure| {
            if display(&line.region) {
                return mention::is_plain(figure);
            }
            seen.set(seen.get() + 1);
            // Farther down only what bears the headline out is of use.
            let bears = || own.iter().any(|f| likeness::agree(f, figure) || likeness::is_cut(f, figure));
            mention::is_plain(figure) && (seen.get() <= NEAR || seen.get() <= FAR && bears())
        };
        let all = mention::collect(article, &self.0, &around, told);
        let (above, mentions): (Vec<_>, Vec<_>) = all.into_iter().partition(|m| display(&m.figure.region));
        let body = Body::of(article, mentions, &above);
        for mention in above.iter().filter(|m| !m.figure.speech) {
            let there = rival(article, mention, mention.line.figures, &body).or_else(|| slot::rival(mention, &body));
            if let Some(there) = there {
                found.push(finding(article, mention.figure, there));
            }
        }
        found.extend(ranges(article, &own));
        let lines = lines_above::find(article);
        found.extend(lines.filter(|lines| found.iter().all(|f| f.place != lines.place)));
    }
}

impl<'a> Body<'a> {
    fn of(article: &Annotated<'_>, mentions: Vec<Mention<'a>>, above: &[Mention<'_>]) -> Self {
        // A page of results has thousands of numbers, and few are any of those above.
        let names: Vec<(u64, u64)> = above.iter().filter_map(neighbours).collect();
        let wanted: Vec<Option<u8>> = above.iter().map(|m| leading(&m.figure.stated.to_string())).collect();
        let mut body = Body { depth: Vec::new(), mentions, numbers: HashSet::new(), pairs: HashSet::new() };
        let mut seen = 0;
        let mut next = 0;
        // Numbers that are no figures (ages in compounds, parts of dates) bear a headline out too.
        for (index, region) in article.article().regions.iter().enumerate() {
            if !line::is_read(region.role) || region.role.is_display() {
                continue;
            }
            while body.mentions.get(next).is_some_and(|m| m.figure.region as usize == index) {
                body.depth.push(seen);
                next += 1;
            }
            seen += usize::from(region.role.is_body());
            let plain = region.text.as_str();
            let tokens = article.tokens().of(index as u32);
            let named = tokens
                .windows(2)
                .filter(|pair| pair[0].capital && (pair[1].capital || pair[1].kind == TokenKind::Number))
                .map(|pair| (pair[0].key, pair[1].key));
            body.pairs.extend(named.filter(|pair| names.contains(pair)));
            for (at, token) in tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Number) {
                if !wanted.contains(&leading(token.text(plain))) {
                    continue;
                }
                // `Area 4` counts nothing.
                if at > 1 && tokens.get(at - 1).is_some_and(|t| t.capital && t.kind == TokenKind::Word) {
                    continue;
                }
                if let Ok(value) = token.text(plain).replace(',', "").parse::<Decimal>() {
                    body.numbers.insert(value.normalize());
                }
            }
        }
        body
    }
}

/// The first digit of a number that is not a nought: the same for all ways to write it.
fn leading(number: &str) -> Option<u8> {
    number.bytes().find(|byte| matches!(byte, b'1'..=b'9'))
}

/// The body's number for the same thing, where the one above the story is not borne out.
///
/// `beside`: the figures of the same line, which have numbers of their own in the body.
fn rival<'a>(article: &Annotated<'_>, above: &Mention<'_>, beside: &[Figure], body: &Body<'a>) -> Option<&'a Figure> {
    let figure = above.figure;
    let fits = matches!(
        figure.kind,
        Kind::Count
            | Kind::Money(_)
            | Kind::Percent
            | Kind::Points
            | Kind::Fraction
            | Kind::OneIn
            | Kind::Multiple
            | Kind::Ordinal
            | Kind::Age
            | Kind::Score
            | Kind::Vote
            | Kind::Measure
            | Kind::Temperature
            | Kind::Duration
    );
    let after = figure.tokens.end as usize;
    // `a six-figure salary`, `'26 debuts`
    let said = above.line.is_any(after, &["and", "or"]) && above.line.has(after..after + 5, &["figure", "figures"])
        || above.line.is_any(after, &["-", "figure", "figures", "digit"])
            && above.line.is_any(after + 1, &["figure", "figures", "digit", "fold"])
        || above.line.follows(figure.tokens.start as usize, &["'", "’", "‘"]) && figure.stated < Decimal::ONE_HUNDRED;
    if !fits || said || figure.kind == Kind::Count && figure.stated <= Decimal::ONE {
        return None;
    }
    let mut borne = NOWHERE;
    if body.numbers.contains(&figure.stated.normalize()) && figure.pair.is_none() {
        borne = 0.8;
    }
    if neighbours(above).is_some_and(|pair| body.pairs.contains(&pair)) {
        borne = 4.0;
    }
    borne = borne.max(made(above, body));
    let mut best: Option<(f32, &Figure)> = None;
    for (at, there) in body.mentions.iter().enumerate() {
        let agrees = agree(figure, there.figure) || likeness::is_cut(figure, there.figure);
        let depth = body.depth.get(at).copied().unwrap_or(usize::MAX);
        let mut score = likeness::kinship(article, above, there) + opening(depth);
        if slot::is_next(above, there) {
            return None;
        }
        if agrees {
            // What stands in the opening is what the headline was written from.
            let same = above.thing.is_some() && above.thing == there.thing && figure.stated != there.figure.stated;
            borne = borne.max(score.max(0.0) + if depth <= 1 || same { 1.5 } else { 0.5 });
            continue;
        }
        // `three sites, two of them here`: the other number beside it is the one above.
        let paired = |f: &Figure| f.start != there.figure.start && likeness::alike(figure, f) && agree(figure, f);
        let told = there.line.figures.iter().any(paired)
            || article
                .figures()
                .of(there.figure.region)
                .iter()
                .take(MOST)
                .any(|f| likeness::alike(figure, f) && f.stated == figure.stated && figure.stated > Decimal::TEN);
        if told {
            continue;
        }
        let others = || beside.iter().any(|f| likeness::agree(f, there.figure) && !likeness::agree(f, figure));
        // `until two in the morning`: a bare number is of nothing that could be compared.
        let bare = |f: &Figure| f.kind == Kind::Count && f.noun.is_none() && f.role.is_none();
        let end = there.figure.tokens.end as usize;
        let clock = there.line.is_any(end, &["in"]) && there.line.is_any(end + 2, &["morning", "afternoon", "evening"]);
        let one = clock
            || figure.kind == Kind::Count && there.figure.stated <= Decimal::ONE
            || bare(figure) && bare(there.figure);
        if at >= MOST || one || !likeness::alike(figure, there.figure) || is_rest(figure, there.figure) || others() {
            continue;
        }
        let slip = mention::slip(figure.stated, there.figure.stated);
        score += CLOSENESS * likeness::closeness(figure, there.figure);
        if slip.is_none() && !is_restated(above, there, depth) || is_on_the_way(above, there) {
            continue;
        }
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, there.figure));
        }
    }
    let (score, there) = best?;
    (score >= borne + MARGIN).then_some(there)
}

/// So many figures of the opening are looked at for a range.
const OPENING: usize = 12;

/// `$55 to $60 million` over `$45 million to $50 million`: a range above the story that the opening
/// gives with other ends.
fn ranges(article: &Annotated<'_>, above: &[&Figure]) -> Option<Finding> {
    let body = || {
        let regions = article.article().regions.iter().enumerate();
        regions.filter(|(_, r)| r.role.is_body()).flat_map(|(at, _)| article.figures().of(at as u32)).take(NEAR)
    };
    above.iter().filter(|f| f.range && !f.speech && matches!(f.kind, Kind::Money(_) | Kind::Percent)).find_map(|f| {
        let pair = f.pair?;
        let has = |g: &Figure| {
            g.stated == pair.0 || g.stated == pair.1 || g.pair.is_some_and(|p| p.0 == pair.0 || p.1 == pair.1)
        };
        if body().any(has) {
            return None;
        }
        let rival = body().take(OPENING).find(|g| g.range && likeness::alike(f, g) && likeness::is_near(f, g))?;
        Some(finding(article, f, rival))
    })
}

/// What a place near the top adds: the opening tells what the headline tells.
fn opening(depth: usize) -> f32 {
    match depth {
        0 => 1.5,
        1 => 1.0,
        2..=4 => 0.5,
        5..=9 => -0.2,
        _ => -0.5,
    }
}

fn finding(article: &Annotated<'_>, figure: &Figure, there: &Figure) -> Finding {
    let text = |f: &Figure| article.article().text(line::place(f)).to_owned();
    let mut finding = Finding::at(line::place(figure))
        .value("stated", text(figure))
        .value("body", text(there))
        .related(line::place(there), "body");
    finding.case = match figure.kind {
        Kind::Score | Kind::Vote => Some("score"),
        Kind::Age => Some("age"),
        _ => mention::slip(figure.stated, there.stated).map(|_| "slip"),
    };
    finding.unsure = there.speech;
    finding
}

/// `less than a third` is what is left by a `two-thirds drop`.
fn is_rest(a: &Figure, b: &Figure) -> bool {
    let whole = || a.share()?.add(&b.share()?);
    whole().is_some_and(|w| w.contains(Decimal::ONE))
}

/// The word before a number above the story, and the number.
fn neighbours(above: &Mention<'_>) -> Option<(u64, u64)> {
    let tokens = above.line.tokens;
    let first = above.figure.tokens.start as usize;
    let before = tokens.get(first.checked_sub(1)?).filter(|t| t.kind == TokenKind::Word)?;
    Some((before.key, tokens.get(first)?.key))
}

/// How well the number is borne out by others that make it: `6 dead` and `3 dead` are nine, two
/// grants of $500,000 are a million, `a father and four sons` are five.
fn made(above: &Mention<'_>, body: &Body<'_>) -> f32 {
    let figure = above.figure;
    let value = line::close(figure);
    let money = matches!(figure.kind, Kind::Money(_));
    let counts = figure.kind == Kind::Count;
    let alike: Vec<&Mention<'_>> =
        body.mentions.iter().filter(|m| likeness::alike(figure, m.figure)).take(MOST).collect();
    let mut borne = NOWHERE;
    for (i, there) in alike.iter().enumerate() {
        let amount = there.figure;
        let a = amount.stated;
        let product = || {
            let beside = |f: &&Mention<'_>| likeness::is_same_sentence(f.figure, amount);
            let makes = |f: &Figure| a.checked_mul(f.stated).is_some_and(|p| value.contains(p));
            let count = |f: &Figure| f.kind == Kind::Count && f.stated > Decimal::ONE;
            body.mentions.iter().take(200).filter(beside).any(|m| count(m.figure) && makes(m.figure))
        };
        // A rate is no sum of what it brings: `$3 billion a year` over `$1 billion a year for three years`.
        let rate = figure.per.is_some() && figure.per == amount.per;
        if money && !rate && product() {
            borne = 4.0;
        }
        let same = above.thing.is_some() && there.thing == above.thing;
        if counts && a.checked_add(Decimal::ONE) == Some(figure.stated) && likeness::one_more(there) {
            // `Father, four sons missing` has the one beside the four already.
            let beside = above.line.follows(figure.tokens.start as usize, &[",", "and", "&"]);
            borne = borne.max(if same || beside { 1.5 } else { 5.0 });
        }
        for other in &alike[i.saturating_sub(4)..i] {
            // `a $300m revision`: what lies between the old and the new amount.
            let apart = a.checked_sub(other.figure.stated).map(|d| d.abs());
            if money && apart.is_some_and(|d| value.contains(d)) && amount.region == other.figure.region {
                borne = borne.max(4.0);
            }
            let together = likeness::is_same_sentence(amount, other.figure);
            let near = amount.region - other.figure.region <= 1;
            let class = there.thing == other.thing || there.people && other.people;
            if (together || near && class) && a.checked_add(other.figure.stated).is_some_and(|m| value.contains(m)) {
                borne = borne.max(if same {
                    2.0
                } else if together {
                    6.0
                } else {
                    3.0
                });
            }
        }
    }
    // `killed his wife and four others`: five, with her.
    if counts && figure.additional {
        let more = |m: &&&Mention<'_>| m.figure.stated > figure.stated && !m.figure.additional;
        if alike.iter().any(|m| more(&m)) {
            borne = borne.max(3.0);
        }
    }
    borne
}
