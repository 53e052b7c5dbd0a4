//! A number of things against the list of them: `Four suspects were named: Ali, Brun and Cole.`
//!
//! Only lists that can be counted beyond doubt are: names of people, one between two commas, and
//! the items of a bulleted list.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{self, Line};
use super::named::{self, NameList};
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
        for line in line::lines(article) {
            for figure in line.figures {
                if !is_counted(figure) {
                    continue;
                }
                let finding = self.names(article, &line, figure).or_else(|| self.plain(&line, figure));
                found.extend(finding.or_else(|| changes(&line, figure)));
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
        let nested = line.has(before.saturating_sub(3).max(line.span().start)..before, &["of"]);
        let opens = mark..first.first as usize;
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
    /// A list of nothing but names behind a colon or between dashes.
    fn plain(&self, line: &Line<'_>, figure: &Figure) -> Option<Finding> {
        let mark = opening(line, line::phrase_end(figure))?;
        let list = named::list(line, mark + 1)?;
        let dash = is_dash(line, mark);
        let ended = match dash {
            true => is_dash(line, list.tokens.end) || list.tokens.end + 1 >= line.span().end,
            false => line.word(mark) == ":" && list.tokens.end + 1 >= line.span().end,
        };
        let before = figure.tokens.start as usize;
        let nested = line.has(before.saturating_sub(3).max(line.span().start)..before, &["of"]) || figure.subset;
        if !ended || nested || list.count < self.0.min_names || Decimal::from(list.count) == figure.stated {
            return None;
        }
        Some(counted(line, figure, &list))
    }
}

fn counted(line: &Line<'_>, figure: &Figure, list: &NameList) -> Finding {
    let byte = |at: usize, end: bool| line.tokens.get(at).map_or(0, |t| if end { t.end } else { t.start });
    let place = Place::within(line.region, byte(list.tokens.start, false)..byte(list.tokens.end - 1, true));
    Finding::at(line::place(figure))
        .value("stated", sum::amount(figure.stated))
        .value("listed", list.count.to_string())
        .related(place, "list")
}

/// Words for what happens once to each of those who are named.
const CHANGES: [&str; 6] = ["changes", "additions", "substitutions", "switches", "newcomers", "alterations"];

/// `has made four changes, with Ali, Brun, Cole and Diaz coming in`.
fn changes(line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let end = line::phrase_end(figure);
    let noun = end.checked_sub(1)?;
    let with = end + usize::from(line.is_any(end, &[","]));
    if !line.is_any(noun, &CHANGES) || !line.is_any(with, &["with", "as"]) {
        return None;
    }
    let start = with + 1;
    // `with Ali, the debutant Brun and Cole`: what stands before a name belongs to it.
    let list = described(line, start)?;
    let verb = line.word(list.tokens.end);
    let coming = verb.ends_with("ing") || ["come", "came", "return", "returned", "replace", "replaced"].contains(&verb);
    (coming && Decimal::from(list.count) != figure.stated).then(|| counted(line, figure, &list))
}

/// A list of names with a word or two before some of them.
fn described(line: &Line<'_>, at: usize) -> Option<NameList> {
    let mut count = 0;
    let mut next = at;
    let end = line.span().end;
    loop {
        let skip = (next..(next + 4).min(end)).find(|i| line.tokens.get(*i).is_some_and(|t| t.capital))?;
        next = named::name(line, skip, end)?;
        count += 1;
        if line.is_any(next, &["and"]) {
            let skip = (next + 1..(next + 5).min(end)).find(|i| line.tokens.get(*i).is_some_and(|t| t.capital))?;
            let last = named::name(line, skip, end)?;
            return Some(NameList { count: count + 1, tokens: at..last });
        }
        if !line.is_any(next, &[","]) || count > 15 {
            return None;
        }
        next += 1;
    }
}

fn is_dash(line: &Line<'_>, at: usize) -> bool {
    line.is_any(at, &["—", "–"]) || line.is_any(at, &["-", "―"]) && line.tokens.get(at).is_some_and(|t| t.spaced)
}

/// The mark or word directly before a list behind a counted noun.
fn opening(line: &Line<'_>, end: usize) -> Option<usize> {
    let until = line.span().end.min(end + 12);
    for at in end..until {
        if line.is_any(at, &[":"]) || is_dash(line, at) && at <= end + 4 {
            return (!line.has(at + 1..at + 3, &EXAMPLES)).then_some(at);
        }
        // `were identified as`, `were named as`
        if line.is_any(at, &["as"]) && line.follows(at, &["identified", "named"]) {
            return Some(at);
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
