//! A number of things against the list of them: `Four suspects were named: Ali, Brun and Cole.`
//!
//! Only lists that can be counted beyond doubt are: names, one between two commas, items that each
//! have something in brackets, and the items of a bulleted list; those that `marked` tells apart by
//! semicolons or a title.

mod marked;
mod plain;
mod proper;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{self, Line};
use super::sum;
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::annotate::names::{self, Name};
use crate::article::{Place, Role};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.list-count]`: how many are said to be listed against how many are.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ListCountOptions {
    /// Lists of fewer people than this are left alone: two names are often an example.
    pub min_names: usize,
}

impl Default for ListCountOptions {
    fn default() -> Self {
        ListCountOptions { min_names: 3 }
    }
}

impl Options for ListCountOptions {
    const NAME: &'static str = "list-count";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["stated", "listed"], labels: &["list"], cases: &["items"] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(ListCount(self))))
    }
}

struct ListCount(ListCountOptions);

/// No list of more is written out in a sentence.
const MOST: i64 = 20;

impl Check for ListCount {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        for line in line::sums(article) {
            for figure in line.figures {
                if marked::is_listed(figure)
                    && let Some(finding) = marked::semicolons(&line, figure)
                        .or_else(|| marked::titled(article, &line, figure))
                        .or_else(|| marked::with_clauses(article, &line, figure))
                {
                    found.push(finding);
                } else if is_counted(figure)
                    && let Some(finding) = self.names(article, &line, figure).or_else(|| bracketed(&line, figure))
                {
                    found.push(finding);
                } else if let Some(part) = part_of(figure)
                    && let Some(finding) = proper::find(&line, &part)
                {
                    found.push(finding);
                } else if is_few(figure)
                    && let Some(finding) = proper::find(&line, figure)
                        .or_else(|| proper::they(article, &line, figure))
                        .or_else(|| plain::things(&line, figure))
                        .or_else(|| plain::dates(article, &line, figure))
                        .or_else(|| plain::titles(&line, figure))
                        .or_else(|| self.aged(article, &line, figure))
                {
                    found.push(finding);
                }
            }
            if let Some(finding) = items(article, &line) {
                found.push(finding);
            }
        }
    }
}

fn is_counted(figure: &Figure) -> bool {
    figure.kind == Kind::Count
        && figure.noun.is_some()
        && figure.hedge.is_none()
        && !figure.range
        && !figure.speech
        && figure.stated.is_integer()
        && figure.stated >= Decimal::from(3)
        && figure.stated <= Decimal::from(MOST)
}

/// `Four of the nine councillors - Kerr, Lind and Dorrit -`: the first number as one of its own.
fn part_of(figure: &Figure) -> Option<Figure> {
    let (part, _) = figure.pair.filter(|_| figure.kind == Kind::OutOf && figure.hedge.is_none() && !figure.speech)?;
    let few = part.is_integer() && part >= Decimal::from(3) && part <= Decimal::from(MOST);
    few.then(|| Figure { kind: Kind::Count, stated: part, pair: None, ..figure.clone() })
}

/// Like [`is_counted`], of two things too.
fn is_few(figure: &Figure) -> bool {
    let two = figure.stated == Decimal::TWO && figure.kind == Kind::Count && figure.noun.is_some();
    let years = figure.kind == Kind::Duration && figure.unit.is_some_and(|u| matches!(u.name, "year" | "day"));
    let years = years && figure.stated.is_integer() && figure.stated <= Decimal::TEN && !figure.range;
    is_counted(figure)
        || years && figure.hedge.is_none() && !figure.speech
        || two && figure.hedge.is_none() && !figure.range && !figure.speech
}

/// What is said of a list that is not as long as its number.
fn report(line: &Line<'_>, figure: &Figure, listed: usize, tokens: std::ops::Range<usize>) -> Option<Finding> {
    let place = Place::within(
        line.region,
        line.tokens.get(tokens.start)?.start..line.tokens.get(tokens.end.checked_sub(1)?)?.end,
    );
    Some(
        Finding::at(line::place(figure))
            .value("stated", sum::amount(figure.stated))
            .value("listed", listed.to_string())
            .related(place, "list"),
    )
}

/// Words that make a list one of examples.
const EXAMPLES: [&str; 10] =
    ["including", "include", "includes", "like", "such", "among", "led", "notably", "especially", "with"];

impl ListCount {
    fn names(&self, article: &Annotated<'_>, line: &Line<'_>, figure: &Figure) -> Option<Finding> {
        let end = line::phrase_end(figure);
        let mark = opening(line, end)?;
        let closed = line.word(mark);
        let dash = matches!(closed, "—" | "–" | "-");
        let span = line.span();
        let until =
            if dash { (mark + 1..span.end).find(|at| is_dash(line, *at)).unwrap_or(span.end) } else { span.end };
        let own = article.names().of(line.region);
        let people: Vec<&Name> = own
            .iter()
            .filter(|n| n.first as usize > mark && (n.last as usize) <= until && n.kind == names::Kind::Person)
            .collect();
        let (first, last) = (*people.first()?, *people.last()?);
        if people.len() < self.0.min_names
            || first.first as usize > mark + 7
            || line.has(mark..first.first as usize, &[","])
        {
            return None;
        }
        // `six of the last seven coaches — …`: which of the two is listed?
        let before = figure.tokens.start as usize;
        let nested = line.has(before.saturating_sub(3).max(span.start)..before, &["of"]);
        let opens = mark + 1..first.first as usize;
        let with = line.is_any(mark, &["with"]);
        // Beside a side that was changed all are named; one short is a slip, more were left out.
        if with && figure.stated.checked_sub(Decimal::from(people.len())).is_none_or(|d| d.abs() != Decimal::ONE) {
            return None;
        }
        if nested || line.has(opens, &["that", "which", "with", "list", "begins", "beginning", "from", "by"]) {
            return None;
        }
        let list = first.first as usize..last.first as usize;
        if line.has(list.clone(), &["(", "who", "whose", "which", "or", ":", "D", "R", "includes", "including"])
            || !one_each(line, list, &people)
        {
            return None;
        }
        // Behind the last name: the end, a comma, a dash, or what they did.
        let tail = last.last as usize;
        if !dash && line.is_any(tail, &["(", "'s", "and"]) || Decimal::from(people.len()) == figure.stated {
            return None;
        }
        let place = Place::within(line.region, first.start..last.end);
        Some(
            Finding::at(line::place(figure))
                .value("stated", sum::amount(figure.stated))
                .value("listed", people.len().to_string())
                .related(place, "list"),
        )
    }
}

impl ListCount {
    /// `named the two suspects as Ida Kerr, 34, Otto Lind, 25, and Tom Dorrit, 30`: people who each have an
    /// age behind them, up to the end of the list.
    fn aged(&self, article: &Annotated<'_>, line: &Line<'_>, figure: &Figure) -> Option<Finding> {
        let end = line::phrase_end(figure);
        let span = line.span();
        let before = span.start..figure.tokens.start as usize;
        let named = ["named", "identified", "charged", "are", "were", "victims", "suspects", "dead"];
        let open = (end..(end + 8).min(span.end)).find(|at| {
            line.is_any(*at, &[":", "—", "–"])
                || line.is_any(*at, &["as"]) && (line.has(before.clone(), &named) || line.has(end..*at, &named))
                || *at == end && line.is_any(*at, &["are", "were"])
        })?;
        let people: Vec<&Name> = article
            .names()
            .of(line.region)
            .iter()
            .filter(|n| n.first as usize > open && (n.last as usize) <= span.end && n.kind == names::Kind::Person)
            .collect();
        let (first, last) = (*people.first()?, *people.last()?);
        let aged = people.iter().all(|n| n.age.is_some());
        let near = figure.stated.checked_sub(Decimal::from(people.len())).is_some_and(|d| d.abs() <= Decimal::TWO);
        // Nothing but commas, ages and where they are from stands between.
        let chain = people.windows(2).all(|pair| {
            let gap = pair[0].last as usize..pair[1].first as usize;
            gap.len() <= 12
                && line.has(gap.clone(), &[",", ";"])
                && !line.has(gap, &["who", "whose", "son", "daughter", "wife", "by"])
        });
        let last_gap = people.len().checked_sub(2).map(|at| people[at].last as usize..last.first as usize)?;
        let and = line.has(last_gap, &["and"]);
        let sub = figure.subset
            || line.has(
                figure.tokens.start.saturating_sub(3) as usize..figure.tokens.start as usize,
                &["of", "other", "among"],
            );
        if people.len() < self.0.min_names || !aged || !near || !chain || !and || sub || first.first as usize > open + 3
        {
            return None;
        }
        if Decimal::from(people.len()) == figure.stated
            || line.has(last.last as usize..span.end, &["others", "another", "including"])
        {
            return None;
        }
        report(line, figure, people.len(), first.first as usize..last.last as usize)
    }
}

fn is_dash(line: &Line<'_>, at: usize) -> bool {
    line.is_any(at, &["—", "–"]) || line.is_any(at, &["-", "―"]) && line.tokens.get(at).is_some_and(|t| t.spaced)
}

/// What a team makes when it names other people.
const SELECTIONS: [&str; 6] = ["changes", "switches", "signings", "additions", "newcomers", "debutants"];

/// The mark or word directly before a list behind a counted noun.
fn opening(line: &Line<'_>, end: usize) -> Option<usize> {
    let until = line.span().end.min(end + 12);
    for at in end..until {
        if line.is_any(at, &[":"]) || is_dash(line, at) && at <= end + 4 {
            return (!line.has(at + 1..at + 3, &EXAMPLES)).then_some(at);
        }
        // `The three winners are Ali, Brun and Cole.`
        let some = line.has(line.span().start..end, &["among", "some", "other", "include", "one"]);
        let are = at == end && !some && line.is_any(at, &["are", "were"]);
        if are && line.tokens.get(at + 1).is_some_and(|t| t.capital) {
            return Some(at);
        }
        // `were identified as`, `were named as`
        if line.is_any(at, &["as"]) && line.follows(at, &["identified", "named"]) {
            return Some(at);
        }
        // `has made five changes, with Ali, Brun, Cole and Dorn coming in`
        let changes = line.is_any(at, &[","]) && line.is_any(at + 1, &["with"]) && line.follows(at, &SELECTIONS);
        if changes {
            return Some(at + 1);
        }
        if line.is_any(at, &EXAMPLES) || line.is_any(at, &[",", ";", "—", "but", "who", "that", "of"]) {
            return None;
        }
    }
    None
}

/// Whether between two people there is a comma or an "and", one and not two, and an "and" before
/// the last.
fn one_each(line: &Line<'_>, list: std::ops::Range<usize>, people: &[&Name]) -> bool {
    let joints = |range: std::ops::Range<usize>| {
        let mut count = 0;
        for at in range {
            if line.is_any(at, &["and", "&"]) {
                count += usize::from(!line.follows(at, &[",", ";"]));
            } else if line.is_any(at, &[",", ";"]) {
                count += 1;
            }
        }
        count
    };
    let gaps = people.windows(2).map(|pair| pair[0].last as usize..pair[1].first as usize);
    let last = people[people.len() - 2].last as usize..list.end;
    gaps.clone().all(|gap| joints(gap) == 1) && line.has(last, &["and", "&"])
}

/// `He came five times, with Dawn (1994), Noon (1997), Dusk (1998) and Night (2003)`: items that each
/// have something in brackets.
fn bracketed(line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let end = line::phrase_end(figure);
    let span = line.span();
    let opens = |at: &usize| line.is_any(*at, &["("]) && line.is_any(at + 2, &[")"]);
    let brackets: Vec<usize> = (end..span.end.min(end + 150)).filter(opens).collect();
    let (first, last) = (*brackets.first()?, *brackets.last()?);
    // What opens the list: a colon, a dash, or "with".
    let opening = (end..first).find(|at| {
        line.is_any(*at, &[":"])
            || is_dash(line, *at)
            || line.is_any(*at, &["with", "in", "for"]) && line.follows(*at, &[","])
    })?;
    let examples = line.has(opening + 1..first, &[",", "and"])
        || line.has(end..first, &EXAMPLES[..EXAMPLES.len() - 1])
        || opening > end + 10
        || first > opening + 12;
    let joint = |pair: &[usize]| {
        let gap = pair[0] + 3..pair[1];
        gap.len() <= 12 && line.is_any(gap.start, &[",", "and", ";"])
    };
    let and = brackets.windows(2).next_back().is_some_and(|p| line.has(p[0] + 3..p[0] + 6, &["and"]));
    let tail = line.is_any(last + 3, &[".", ",", "—", "–"]) || last + 3 >= span.end;
    let listed = brackets.len();
    if listed < 3 || examples || !and || !tail || !brackets.windows(2).all(joint) {
        return None;
    }
    if Decimal::from(listed) == figure.stated || line.figures.iter().any(|f| f.start > figure.start && is_counted(f)) {
        return None;
    }
    let place = Place::within(line.region, line.tokens.get(opening + 1)?.start..line.tokens.get(last + 2)?.end);
    Some(
        Finding::at(line::place(figure))
            .value("stated", sum::amount(figure.stated))
            .value("listed", listed.to_string())
            .related(place, "list"),
    )
}

/// `Three things to know:` and a bulleted list of four.
fn items(article: &Annotated<'_>, line: &Line<'_>) -> Option<Finding> {
    let regions = &article.article().regions;
    let next = line.region as usize + 1;
    let first = regions.get(next).filter(|r| r.role == Role::ListItem)?;
    let ends = line.plain.trim_end().ends_with(':') && line.sentence.end as usize >= line.plain.trim_end().len();
    let mut counted = line.figures.iter().filter(|f| is_counted(f));
    let figure = counted.next().filter(|_| ends && counted.next().is_none())?;
    // `these three of the five reasons:` and `at 2 of 3 sites:` count something else.
    let behind = line::phrase_end(figure)..line.span().end;
    if line.has(behind.clone(), &EXAMPLES) || behind.len() > 10 || line.figures.len() > 1 {
        return None;
    }
    let own = regions[next..].iter().take_while(|r| r.role == Role::ListItem && r.group == first.group);
    let listed = own.clone().filter(|r| r.level == first.level).count();
    if own.count() < 2 || Decimal::from(listed) == figure.stated {
        return None;
    }
    let place = article.article().block(next as u32, (next + listed - 1) as u32);
    Some(
        Finding::at(line::place(figure))
            .case("items")
            .value("stated", sum::amount(figure.stated))
            .value("listed", listed.to_string())
            .related(place, "list"),
    )
}
