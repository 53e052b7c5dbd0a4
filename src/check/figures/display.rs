//! A number above the story that the story does not bear out: `$100 million lawsuit` over a body
//! that says $10 million.
//!
//! A headline counts what the body only lists, rounds, adds up and translates; a number that the
//! body merely does not have is left alone. It is reported where the body has another number for
//! the same thing and never this one.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{self, Line};
use super::mention::{self, Slip};
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Hedge, Kind, Noun, lexicons};
use crate::annotate::tokens::{Kind as TokenKind, key};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::lexicon::Lexicon;

/// `[check.display-figure]`: the figures of headline and deck against those of the body.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DisplayFigureOptions {
    /// A file with words for the same thing: `fatalities = dead`.
    pub families: String,
}

impl Options for DisplayFigureOptions {
    const NAME: &'static str = "display-figure";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["stated", "body", "thing"], labels: &["body"], cases: &["score", "age", "slip"] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let families = match self.families.as_str() {
            "" => Lexicon::default(),
            name => files.lexicon("families", name)?,
        };
        Ok(Compiled::Article(Box::new(DisplayFigure { families })))
    }
}

struct DisplayFigure {
    families: Lexicon,
}

/// The story's own figures, with what they are compared by.
struct Body<'a> {
    figures: Vec<(&'a Figure, Option<u64>)>,
    /// The numbers that stand anywhere in the body, as written in digits.
    numbers: std::collections::HashSet<Decimal>,
    by_thing: HashMap<u64, Vec<usize>>,
    /// The regions that open the story.
    lead: std::ops::Range<u32>,
}

/// So many paragraphs tell what the story is about.
const LEAD: usize = 5;

impl Check for DisplayFigure {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let regions = &article.article().regions;
        let display = |i: &u32| regions[*i as usize].role.is_display();
        let above: Vec<u32> = (0..regions.len() as u32).filter(display).collect();
        if above.iter().all(|region| article.figures().of(*region).is_empty()) {
            return;
        }
        let body = self.body(article);
        if body.figures.is_empty() {
            return;
        }
        for region in above {
            for line in line::of_region(article, region) {
                for figure in line.figures {
                    found.extend(self.judge(article, &line, figure, &body));
                }
            }
        }
    }
}

impl DisplayFigure {
    fn thing(&self, line: &Line<'_>, figure: &Figure) -> Option<u64> {
        let head = figure.noun.as_ref().and_then(|n| line.tokens.get(n.tokens.end.checked_sub(1)? as usize));
        let family = head.and_then(|t| self.families.get(t)).and_then(|e| e.value.as_deref()).map(key);
        let role = head.and_then(|t| lexicons::ROLES.get(t)).map(key);
        family.or(role).or(figure.noun.as_ref().map(|n| n.key))
    }

    fn body<'a>(&self, article: &'a Annotated<'_>) -> Body<'a> {
        let regions = &article.article().regions;
        let mut body = Body { figures: Vec::new(), numbers: Default::default(), by_thing: HashMap::new(), lead: 0..0 };
        let mut lead = Vec::new();
        for line in line::lines(article) {
            if regions[line.region as usize].role.is_display() {
                continue;
            }
            for figure in line.figures {
                let thing = self.thing(&line, figure);
                let at = body.figures.len();
                if let Some(thing) = thing {
                    body.by_thing.entry(thing).or_default().push(at);
                }
                body.figures.push((figure, thing));
                body.numbers.insert(figure.stated.normalize());
                if let Some((a, b)) = figure.pair {
                    body.numbers.extend([a.normalize(), b.normalize()]);
                }
            }
        }
        // Numbers that are no figures (ages in compounds, scores, parts of dates) bear it out too.
        for (index, region) in regions.iter().enumerate() {
            if !line::is_read(region.role) || region.role.is_display() {
                continue;
            }
            if region.role.is_body() && lead.len() < LEAD {
                lead.push(index as u32);
            }
            let plain = region.text.as_str();
            for token in article.tokens().of(index as u32).iter().filter(|t| t.kind == TokenKind::Number) {
                if let Ok(value) = token.text(plain).replace(',', "").parse::<Decimal>() {
                    body.numbers.insert(value.normalize());
                }
            }
        }
        if let (Some(first), Some(last)) = (lead.first(), lead.last()) {
            body.lead = *first..*last + 1;
        }
        body
    }

    fn judge(&self, article: &Annotated<'_>, line: &Line<'_>, figure: &Figure, body: &Body<'_>) -> Option<Finding> {
        let plain = figure.hedge != Some(Hedge::Vague) && !figure.range && !figure.margin && !figure.speech;
        if !plain {
            return None;
        }
        if is_borne_out(figure, body) {
            let there = self.otherwise(article, line, figure, body)?;
            return Some(self.finding(article, line, figure, there));
        }
        let there = match figure.kind {
            Kind::Score | Kind::Vote => pair(article, figure, body),
            Kind::Age => alone(figure, body),
            Kind::Count | Kind::Money(_) | Kind::Percent | Kind::Measure | Kind::OneIn | Kind::Fraction => {
                self.same(article, line, figure, body)
            }
            _ => None,
        }?;
        Some(self.finding(article, line, figure, there))
    }

    /// The number that the opening of the story has for the same thing, where the number above it
    /// stands farther down, for something else.
    fn otherwise<'a>(
        &self,
        article: &Annotated<'_>,
        line: &Line<'_>,
        figure: &Figure,
        body: &Body<'a>,
    ) -> Option<&'a Figure> {
        let money = matches!(figure.kind, Kind::Money(_));
        let thing = self.thing(line, figure).filter(|_| !money);
        let plain = (money || figure.kind == Kind::Count && thing.is_some())
            && figure.hedge.is_none()
            && !figure.subset
            && !figure.additional
            && figure.stated >= Decimal::TEN;
        let opening = body.lead.start..body.lead.start + 2;
        let agrees = |f: &Figure| !f.claim().disjoint(&figure.claim());
        let lead = || body.figures.iter().filter(|(f, _)| body.lead.contains(&f.region));
        if !plain || lead().any(|(f, _)| agrees(f)) {
            return None;
        }
        let mut same =
            lead().filter(|(f, t)| (money || *t == thing) && f.kind == figure.kind && opening.contains(&f.region));
        let (there, _) = same.next()?;
        let other = there.subset
            || there.additional
            || there.trend.is_some()
            || there.speech
            || there.hedge == Some(Hedge::Vague)
            || there.range;
        let words = |f: &Figure, tokens: &[crate::annotate::tokens::Token]| -> Vec<u64> {
            let noun =
                f.noun.as_ref().map_or(0..0, |n| n.tokens.start as usize..(n.tokens.end as usize).saturating_sub(1));
            tokens.get(noun).unwrap_or_default().iter().map(|t| t.key).collect()
        };
        let (mine, theirs) = (words(figure, line.tokens), words(there, article.tokens().of(there.region)));
        let ratio = figure.stated.checked_div(there.stated).unwrap_or_default();
        let near = ratio > Decimal::new(1, 1) && ratio < Decimal::TEN;
        (same.next().is_none() && !other && near && (money || mine == theirs)).then_some(there)
    }

    fn finding(&self, article: &Annotated<'_>, line: &Line<'_>, figure: &Figure, there: &Figure) -> Finding {
        let text = |f: &Figure| article.article().text(line::place(f)).to_owned();
        let thing = figure.noun.as_ref().and_then(|n| line.plain.get(n.head.start as usize..n.head.end as usize));
        let mut finding = Finding::at(line::place(figure))
            .value("stated", text(figure))
            .value("body", text(there))
            .value("thing", thing.unwrap_or("thing"))
            .related(line::place(there), "body");
        finding.case = match figure.kind {
            Kind::Score | Kind::Vote => Some("score"),
            Kind::Age => Some("age"),
            _ => mention::slip(figure.stated, there.stated).map(|_| "slip"),
        };
        // The deck is farther from the lead than the headline is: it tells of other things too.
        finding.unsure = there.speech;
        finding
    }

    /// The body's number for the same thing, where it is the only one.
    fn same<'a>(
        &self,
        article: &Annotated<'_>,
        line: &Line<'_>,
        figure: &Figure,
        body: &Body<'a>,
    ) -> Option<&'a Figure> {
        let thing = self.thing(line, figure);
        let other = |f: &&Figure| {
            alike(figure, f) && !f.subset && !f.additional && !f.range && f.hedge != Some(Hedge::Vague) && !f.margin
        };
        let lead = |f: &&Figure| body.lead.contains(&f.region);
        if is_sum(figure, body) {
            return None;
        }
        if let Kind::Money(_) = figure.kind {
            let money: Vec<&Figure> = body.figures.iter().map(|(f, _)| *f).filter(other).collect();
            // Off by a digit or a nought from a sum that opens the story, or the story's only sum.
            let slipped = money.iter().find(|f| lead(f) && slipped(figure, f));
            let mut distinct: Vec<Decimal> = money.iter().map(|f| f.stated).collect();
            distinct.sort_unstable();
            distinct.dedup();
            let near = |f: &&&Figure| {
                let ratio = figure.stated.checked_div(f.stated).unwrap_or_default();
                ratio > Decimal::new(1, 1) && ratio < Decimal::TEN
            };
            let only = || money.first().filter(|_| distinct.len() == 1).filter(near);
            // The opening paragraph's only sum, of about the same size.
            let first = || {
                let opening = |f: &&&Figure| f.region == body.lead.start;
                let mut own = money.iter().filter(opening);
                own.next().filter(|_| own.next().is_none()).filter(near)
            };
            return slipped.or_else(only).or_else(first).copied();
        }
        let of_thing: Vec<&Figure> = match thing {
            Some(thing) => {
                body.by_thing.get(&thing).into_iter().flatten().map(|i| body.figures[*i].0).filter(other).collect()
            }
            None => match figure.role {
                Some(role) => {
                    body.figures.iter().map(|(f, _)| *f).filter(other).filter(|f| f.role == Some(role)).collect()
                }
                None if figure.kind != Kind::Count => body.figures.iter().map(|(f, _)| *f).filter(other).collect(),
                None => Vec::new(),
            },
        };
        let mut distinct: Vec<Decimal> = of_thing.iter().map(|f| f.stated).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let narrower = |f: &&&Figure| {
            let words = |region: u32, noun: &Noun| {
                let own = noun.tokens.start as usize..(noun.tokens.end as usize).saturating_sub(1);
                article.tokens().of(region).get(own).unwrap_or_default().iter().map(|t| t.key).collect::<Vec<_>>()
            };
            let mine = figure.noun.as_ref().map_or_else(Vec::new, |n| words(figure.region, n));
            let theirs = f.noun.as_ref().map_or_else(Vec::new, |n| words(f.region, n));
            mine.iter().any(|word| !theirs.contains(word))
        };
        let of_thing: Vec<&Figure> = of_thing.into_iter().filter(|f| !narrower(&f)).collect();
        let agreeing_role = |f: &&&Figure| figure.role.is_none() || f.role.is_none() || figure.role == f.role;
        let slip = of_thing.iter().find(|f| lead(f) && slipped(figure, f) && agreeing_role(f));
        slip.or_else(|| of_thing.iter().find(|f| lead(f) && distinct.len() == 1 && agreeing_role(f))).copied()
    }
}

/// Whether two figures are of one kind.
fn alike(a: &Figure, b: &Figure) -> bool {
    let share = |f: &Figure| matches!(f.kind, Kind::OneIn | Kind::Fraction | Kind::OutOf);
    a.kind == b.kind && a.unit.map(|u| u.dimension) == b.unit.map(|u| u.dimension)
        || share(a) && share(b) && a.kind == b.kind
}

fn slipped(a: &Figure, b: &Figure) -> bool {
    match mention::slip(a.stated, b.stated) {
        Some(Slip::Magnitude | Slip::Transposed) => true,
        Some(Slip::Digit) => b.stated.normalize().mantissa().unsigned_abs() >= 100,
        None => false,
    }
}

/// Whether the body has the number, as a figure of any kind or in digits.
fn is_borne_out(figure: &Figure, body: &Body<'_>) -> bool {
    let has = |value: Decimal| body.numbers.contains(&value.normalize());
    if let Some((a, b)) = figure.pair.filter(|_| matches!(figure.kind, Kind::Score | Kind::Vote)) {
        return body.figures.iter().any(|(f, _)| f.pair.is_some_and(|(x, y)| (x, y) == (a, b) || (x, y) == (b, a)))
            || has(a) && has(b);
    }
    if has(figure.stated) && !matches!(figure.kind, Kind::Fraction | Kind::OneIn) {
        return true;
    }
    let share = figure.share();
    // Headlines cut off what does not fit: $16.6 billion is $16 billion.
    let cut = |f: &Figure| {
        if !matches!(f.kind, Kind::Money(_) | Kind::Count | Kind::Measure) {
            return false;
        }
        let place = figure.granularity;
        let rest = f.stated.checked_rem(place).unwrap_or_default();
        !place.is_zero() && alike(f, figure) && f.stated.checked_sub(rest) == Some(figure.stated)
    };
    if body.figures.iter().any(|(f, _)| cut(f)) {
        return true;
    }
    body.figures.iter().any(|(f, _)| {
        let value = !f.claim().disjoint(&figure.claim()) && alike(f, figure);
        let part = match (&share, f.share()) {
            (Some(a), Some(b)) => !a.disjoint(&b),
            _ => false,
        };
        value || part
    })
}

/// Whether the number is made by two of the body's: `6 dead` and `3 dead` are nine.
fn is_sum(figure: &Figure, body: &Body<'_>) -> bool {
    let value = line::close(figure);
    let alike: Vec<&Figure> = body.figures.iter().map(|(f, _)| *f).filter(|f| alike(figure, f)).take(40).collect();
    alike.iter().enumerate().any(|(i, amount)| {
        let a = amount.stated;
        // `two grants of $500,000`
        let product = body.figures.iter().take(200).any(|(f, _)| {
            let beside = (f.region, f.sentence) == (amount.region, amount.sentence);
            beside
                && f.kind == Kind::Count
                && f.stated > Decimal::ONE
                && a.checked_mul(f.stated).is_some_and(|p| value.contains(p))
        });
        product && matches!(figure.kind, Kind::Money(_))
            || alike[..i].iter().any(|b| {
                let makes = |made: Option<Decimal>| made.is_some_and(|m| value.contains(m.abs()));
                makes(a.checked_add(b.stated)) || makes(a.checked_sub(b.stated))
            })
    })
}

/// Words beside a score that is not the final one.
const ON_THE_WAY: [&str; 10] =
    ["level", "half-time", "halftime", "lead", "led", "ahead", "trailed", "trailing", "tied", "behind"];

/// The score or vote of the lead, where the headline has one that the body has nowhere.
fn pair<'a>(article: &Annotated<'_>, figure: &Figure, body: &Body<'a>) -> Option<&'a Figure> {
    let (a, b) = figure.pair?;
    let other = |f: &&Figure| f.kind == figure.kind && body.lead.contains(&f.region) && f.pair.is_some();
    // A score on the way: `level at 31-31`.
    let between = |f: &Figure| {
        let tokens = article.tokens().of(f.region);
        let around = (f.tokens.start as usize).saturating_sub(4)..(f.tokens.end as usize + 4).min(tokens.len());
        tokens[around]
            .iter()
            .any(|t| ON_THE_WAY.contains(&t.text(article.plain(f.region)).to_ascii_lowercase().as_str()))
    };
    let near = |f: &&Figure| !between(f) && f.pair.is_some_and(|(x, y)| [x, y].iter().any(|v| *v == a || *v == b));
    let all = || body.figures.iter().map(|(f, _)| *f).filter(other);
    // A score changes all through a game; small ones meet by chance.
    let high = figure.kind == Kind::Vote || a >= Decimal::TEN && b >= Decimal::TEN;
    if high { all().find(near) } else { None }
}

/// The only age of the body.
fn alone<'a>(figure: &Figure, body: &Body<'a>) -> Option<&'a Figure> {
    let ages =
        || body.figures.iter().map(|(f, _)| *f).filter(|f| f.kind == Kind::Age && !f.range && f.unit == figure.unit);
    let first = ages().next()?;
    (ages().all(|f| f.stated == first.stated) && body.lead.contains(&first.region)).then_some(first)
}
