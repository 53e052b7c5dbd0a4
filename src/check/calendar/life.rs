//! Years of a life that do not go together: a degree at ten, an age that the birth and the death do
//! not make.

use super::order::{is, year_of_event};
use super::{mentions, place};
use crate::annotate::Annotated;
use crate::annotate::dates::DateMention;
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::check::Finding;
use crate::check::figures::{line, sum};

/// Words behind a birth that speak of somebody else.
const OTHERS: [&str; 12] = [
    "father", "mother", "brother", "sister", "wife", "husband", "parents", "son", "daughter", "founded", "his", "named",
];

/// So many tokens behind a birth the sentences still speak of whom it was.
const REACH: usize = 40;

/// Finds them. `youngest`: nobody leaves a university at an age of fewer years.
pub fn find(article: &Annotated<'_>, youngest: u32, found: &mut Vec<Finding>) {
    let mut born: Option<&DateMention> = None;
    for date in mentions(article) {
        if year_of_event(article, date, &["born"]) {
            born = Some(date);
            continue;
        }
        let Some(birth) = born.filter(|birth| birth.region == date.region) else { continue };
        let finding = degree(article, birth, date, youngest).or_else(|| death(article, birth, date));
        found.extend(finding);
    }
}

/// `born in 1931. He graduated from the university in 1941`.
fn degree(article: &Annotated<'_>, birth: &DateMention, date: &DateMention, youngest: u32) -> Option<Finding> {
    let (born, year) = (birth.year?, date.year?);
    let tokens = article.tokens().of(date.region);
    let between = birth.tokens.end as usize..date.tokens.start as usize;
    let says = |words: &[&str]| between.clone().any(|at| words.iter().any(|w| is(tokens, at, w)));
    let school = says(&["university", "college"]) && says(&["graduated"]);
    let years = year - born;
    if between.len() > REACH || says(&OTHERS[..10]) || !school || years >= youngest as i32 || years < 0 {
        return None;
    }
    let text = |date: &DateMention| article.article().text(place(date)).to_owned();
    Some(
        Finding::at(place(birth))
            .case("degree")
            .value("stated", text(birth))
            .value("sum", format!("{year} - {born} = {years}"))
            .related(place(date), "first"),
    )
}

/// `Born in 1980, she died in 2010 aged 40`.
fn death(article: &Annotated<'_>, birth: &DateMention, date: &DateMention) -> Option<Finding> {
    let (born, died) = (birth.year?, date.year?);
    if !year_of_event(article, date, &["died"]) || date.tokens.start - birth.tokens.end > REACH as u32 {
        return None;
    }
    let near = |f: &&Figure| {
        let behind = f.start >= date.end && f.tokens.start <= date.tokens.end + 6;
        f.kind == Kind::Age && behind && f.hedge.is_none() && !f.range && f.unit.is_none_or(|u| u.name == "year")
    };
    let age = article.figures().of(date.region).iter().find(near)?;
    let years = Decimal::from(died - born);
    if years == age.stated || years.checked_sub(Decimal::ONE) == Some(age.stated) || died < born {
        return None;
    }
    Some(
        Finding::at(line::place(age))
            .case("death")
            .value("stated", sum::amount(age.stated))
            .value("sum", format!("{died} - {born} = {}", sum::amount(years)))
            .related(place(birth), "first"),
    )
}
