//! One person who is not named and has two ages: `a 7-year-old called for help … the 9-year-old was
//! unhurt`.
//!
//! "The 9-year-old" points back; where nobody in the story is nine and one alone is nearly that, the
//! same person is meant.

use super::super::line;
use super::super::mention;
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::article::Place;
use crate::check::Finding;

/// So many ages are told of the people of one story; more are a roster.
const MOST: usize = 12;
/// So many of them may differ, of children and of adults.
const VALUES: usize = 3;
/// So many regions lie between two mentions.
const REACH: u32 = 10;

/// An age in years that is written before its noun.
struct Told<'a> {
    figure: &'a Figure,
    /// `the 9-year-old`: who that is has been said.
    points_back: bool,
    /// What it is called: `a 27-year-old Denby woman`.
    called: Option<&'static str>,
}

/// What people are called behind their age.
const CALLED: [&str; 10] =
    ["man", "woman", "boy", "girl", "driver", "passenger", "officer", "teacher", "student", "player"];

/// Finds it.
pub fn find(article: &Annotated<'_>) -> Option<Finding> {
    let mut told: Vec<Told<'_>> = Vec::new();
    let mut all: Vec<Decimal> =
        article.names().all().iter().filter_map(|n| n.age.as_ref()).map(|a| a.years.into()).collect();
    for line in line::lines(article) {
        for figure in line.figures.iter().filter(|f| f.kind == Kind::Age) {
            let years = figure.unit.is_none_or(|u| u.name == "year");
            if !years || figure.hedge.is_some() || figure.range || figure.speech {
                continue;
            }
            all.push(figure.stated);
            let end = figure.tokens.end as usize;
            let compound = figure.tokens.len() >= 3 || line.is_any(end, &["-"]);
            let title = article.region(line.region).role.is_display();
            // `the 9-year-old Volvo`, `the 9-year-old program`
            let next = line.tokens.get(end).filter(|_| end < line.span().end);
            let person = next.is_none_or(|t| !t.is_word() || is_person(&line, end));
            if compound && !title {
                let the = line.follows(figure.tokens.start as usize, &["the"]);
                let points_back = the && person && !next.is_some_and(|t| t.capital);
                let called = CALLED.into_iter().find(|word| line.has(end..(end + 4).min(line.span().end), &[word]));
                told.push(Told { figure, points_back, called });
            }
        }
    }
    let mut values = all.clone();
    values.sort_unstable();
    values.dedup();
    if told.len() > MOST {
        return None;
    }
    let is_child = |years: Decimal| years < Decimal::from(18);
    let times = |years: Decimal| all.iter().filter(|v| **v == years).count();
    told.iter().filter(|t| t.points_back && times(t.figure.stated) == 1).find_map(|back| {
        let class = |years: &Decimal| is_child(*years) == is_child(back.figure.stated);
        let near = |years: Decimal| {
            let apart = years.checked_sub(back.figure.stated).map(|d| d.abs());
            let close = apart.is_some_and(|d| d > Decimal::ZERO && d <= Decimal::TWO);
            (close || mention::slip(years, back.figure.stated).is_some()) && class(&years)
        };
        if values.iter().filter(|v| class(v)).count() > VALUES {
            return None;
        }
        let mut others = values.iter().filter(|v| **v != back.figure.stated && near(**v));
        let (other, None) = (others.next()?, others.next()) else { return None };
        let before = |f: &Figure| (f.region, f.start) < (back.figure.region, back.figure.start);
        if let Some(finding) = by_name(article, back, *other) {
            return Some(finding);
        }
        let first = told.iter().find(|t| t.figure.stated == *other && !t.points_back && before(t.figure))?;
        if back.called.is_some() && back.called != first.called {
            return None;
        }
        let first = first.figure;
        if first.region.abs_diff(back.figure.region) > REACH
            || first.region == back.figure.region && first.sentence == back.figure.sentence
        {
            return None;
        }
        Some(two_ages(back, *other, line::place(first)))
    })
}

/// `Ida Kerr, 45, was hit by a bus. … The 54-year-old woman died`: the earlier one has a name.
fn by_name(article: &Annotated<'_>, back: &Told<'_>, other: Decimal) -> Option<Finding> {
    // Two ages of grown-ups that are near each other are two people, but for a slip of the finger.
    let adult = other >= Decimal::from(18);
    let turned = mention::slip(other, back.figure.stated) == Some(mention::Slip::Transposed);
    if adult && !turned {
        return None;
    }
    let mut named = article.names().all().iter().filter(|n| n.age.is_some());
    let (name, None) = (named.next()?, named.next()) else { return None };
    let age = name.age.as_ref().filter(|age| Decimal::from(u32::from(age.years)) == other)?;
    let near = name.region <= back.figure.region && back.figure.region - name.region <= 3;
    if !near || (name.region, name.start) >= (back.figure.region, back.figure.start) {
        return None;
    }
    let place = Place::within(name.region, age.start..age.end);
    Some(two_ages(back, other, place))
}

fn two_ages(back: &Told<'_>, other: Decimal, there: Place) -> Finding {
    Finding::at(line::place(back.figure))
        .case("unnamed")
        .value("name", "the same person")
        .value("stated", back.figure.stated.to_string())
        .value("first", other.to_string())
        .related(there, "first")
}

/// `Mara Lind, 32, is 12 years younger than her husband, Otto Lind, 48`.
pub fn apart(article: &Annotated<'_>) -> Option<Finding> {
    line::lines(article).find_map(|line| {
        let by = line.figures.iter().find(|f| {
            if f.kind != Kind::Duration || f.unit.is_none_or(|u| u.name != "year") {
                return false;
            }
            let end = f.tokens.end as usize;
            let than = line.is_any(end + 1, &["than"]) || line.is_any(end, &["his", "her"]);
            f.hedge.is_none() && !f.range && line.is_any(end, &["younger", "older"]) && than
        })?;
        let ages: Vec<&Figure> = line.figures.iter().filter(|f| f.kind == Kind::Age && f.hedge.is_none()).collect();
        let [a, b] = *ages.as_slice() else { return None };
        let apart = a.stated.checked_sub(b.stated)?.abs();
        let enclosed = a.start < by.start && by.start < b.start;
        if apart.checked_sub(by.stated)?.abs() <= Decimal::ONE || !enclosed {
            return None;
        }
        Some(
            Finding::at(line::place(by))
                .case("unnamed")
                .value("name", "one of them")
                .value("stated", by.stated.to_string())
                .value("first", apart.to_string())
                .related(line::place(a), "first"),
        )
    })
}

/// Words for people behind an age, and the verbs that follow a person.
fn is_person(line: &line::Line<'_>, at: usize) -> bool {
    let verb =
        ["was", "is", "had", "has", "said", "told", "who", "were", "will", "would", "and", "in", "from", "at", "to"];
    let people = [
        "boy", "girl", "man", "woman", "child", "son", "daughter", "teen", "teenager", "student", "victim", "suspect",
        "driver", "baby", "toddler", "singer", "star", "player",
    ];
    line.is_any(at, &verb) || line.is_any(at, &people) || line.word(at).ends_with("ed")
}
