//! What ends before it starts: `from 2021 to 2019`, `born in 1990, she died in 1980`.

mod outside;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{mentions, place};
use crate::annotate::Annotated;
use crate::annotate::dates::{DateMention, Kind};
use crate::annotate::tokens::{Token, key};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.date-order]`: two dates whose order the words say.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DateOrderOptions {}

impl Options for DateOrderOptions {
    const NAME: &'static str = "date-order";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["stated", "first", "sum"], labels: &["first"], cases: &["life", "range", "outside"] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(DateOrder)))
    }
}

struct DateOrder;

impl Check for DateOrder {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        outside::find(article, found);
        let mut last: Option<&DateMention> = None;
        let mut born: Option<&DateMention> = None;
        for date in mentions(article) {
            let near =
                |other: &&DateMention| other.region == date.region && !article.is_quoted(date.region, date.start);
            if let Some(finding) = last.filter(near).and_then(|from| backwards(article, from, date)) {
                found.push(finding);
            }
            found.extend(range(article, date));
            if year_of_event(article, date, &["born"]) {
                born = Some(date);
            } else if let Some(birth) = born.filter(near) {
                found.extend(life(article, birth, date));
            }
            last = Some(date);
        }
    }
}

fn tokens<'a>(article: &'a Annotated<'_>, date: &DateMention) -> &'a [Token] {
    article.tokens().of(date.region)
}

pub(crate) fn is(tokens: &[Token], at: usize, word: &str) -> bool {
    tokens.get(at).is_some_and(|t| t.is_word() && t.key == key(word))
}

/// `born in 1931`, `born on May 4, 1931,`.
pub(crate) fn year_of_event(article: &Annotated<'_>, date: &DateMention, verbs: &[&str]) -> bool {
    let tokens = tokens(article, date);
    let first = date.tokens.start as usize;
    let verb = first.checked_sub(2).filter(|_| is(tokens, first - 1, "in") || is(tokens, first - 1, "on"));
    date.year.is_some() && verb.is_some_and(|at| verbs.iter().any(|verb| is(tokens, at, verb)))
}

/// `from March 2021 to May 2019`, `between 2012 and 2008`.
fn backwards(article: &Annotated<'_>, from: &DateMention, to: &DateMention) -> Option<Finding> {
    let tokens = tokens(article, to);
    let (first, end) = (from.tokens.start as usize, from.tokens.end as usize);
    let joint = end + 1 == to.tokens.start as usize;
    let opens = |word: &str| first > 0 && is(tokens, first - 1, word);
    let words = opens("from") && (is(tokens, end, "to") || is(tokens, end, "until") || is(tokens, end, "through"))
        || opens("between") && is(tokens, end, "and");
    let kinds = [Kind::Day, Kind::Month, Kind::Year];
    if !joint
        || !words
        || !kinds.contains(&from.kind)
        || !kinds.contains(&to.kind)
        || from.year.is_none()
        || to.year.is_none()
    {
        return None;
    }
    let (start, stop) = (from.resolved?, to.resolved?);
    // `prices from 2021 to 2019`: a look back is said with "down" or "back".
    let back = ["back", "down", "fell", "compared", "drop", "dropped"];
    let before = first.saturating_sub(8)..first;
    if start.0 <= stop.1 || before.into_iter().any(|at| back.iter().any(|w| is(tokens, at, w))) {
        return None;
    }
    Some(told(article, to, from).value("sum", "the end lies before the start"))
}

fn told(article: &Annotated<'_>, at: &DateMention, first: &DateMention) -> Finding {
    let text = |date: &DateMention| article.article().text(place(date)).to_owned();
    Finding::at(place(at)).value("stated", text(at)).value("first", text(first)).related(place(first), "first")
}

/// `from June 20 to June 12`: nobody means the June of the next year.
fn within_a_month(article: &Annotated<'_>, date: &DateMention) -> Option<Finding> {
    let until = date.until.as_ref()?;
    let (first, last) = (date.day?, until.day?);
    let one = date.month.is_some() && until.month.is_none_or(|month| Some(month) == date.month);
    let opens = (date.tokens.start as usize).checked_sub(1).is_some_and(|at| is(tokens(article, date), at, "from"));
    if date.kind != Kind::Day || !one || !opens || last >= first || until.year.is_some_and(|y| Some(y) != date.year) {
        return None;
    }
    let text = article.article().text(place(date)).to_owned();
    let sum = format!("the {last} of a month is before the {first}");
    Some(Finding::at(place(date)).case("range").value("stated", text).value("sum", sum))
}

/// `2021-2019`.
fn range(article: &Annotated<'_>, date: &DateMention) -> Option<Finding> {
    if let Some(finding) = within_a_month(article, date) {
        return Some(finding);
    }
    let (from, to) = (date.year?, date.until?.year?);
    if date.kind != Kind::Year || to >= from || from >= 10_000 {
        return None;
    }
    let text = article.article().text(place(date)).to_owned();
    // `1999-00` is a season, and `2017/09` a folder of a website.
    let full = |year: &str| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let both = text.split_once(['-', '–']).is_some_and(|(a, b)| full(a.trim()) && full(b.trim()));
    if !both {
        return None;
    }
    Some(Finding::at(place(date)).case("range").value("stated", text).value("sum", format!("{to} is before {from}")))
}

/// `born in 1990, she died in 1980`.
fn life(article: &Annotated<'_>, birth: &DateMention, date: &DateMention) -> Option<Finding> {
    let (born, year) = (birth.year?, date.year?);
    let between = birth.tokens.end as usize..date.tokens.start as usize;
    if between.len() > 30 || !year_of_event(article, date, &["died"]) || year >= born {
        return None;
    }
    Some(told(article, date, birth).case("life").value("sum", format!("{year} is before {born}")))
}
