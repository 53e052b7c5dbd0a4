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
/// So many findings back the same place may have been reported.
const NEAR: usize = 8;

/// Finds them. `youngest`: nobody leaves a university at an age of fewer years.
pub fn find(article: &Annotated<'_>, youngest: u32, found: &mut Vec<Finding>) {
    let mut born: Option<&DateMention> = None;
    let mut dead: Option<&DateMention> = None;
    for date in mentions(article) {
        if was_born(article, date) {
            let before = dead.filter(|death| death.region == date.region);
            found.extend(before.and_then(|death| self::death(article, date, death)));
            born = Some(date);
            continue;
        }
        let known = born.is_some_and(|birth| birth.region == date.region);
        if died(article, date) && !known {
            dead = Some(date);
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
    // Before the words are read: a story in one line has dates without end.
    if between.len() > REACH {
        return None;
    }
    let says = |words: &[&str]| between.clone().any(|at| words.iter().any(|w| is(tokens, at, w)));
    let school = says(&["university", "college"]) && says(&["graduated"]);
    let years = year - born;
    if says(&OTHERS[..10]) || !school || years >= youngest as i32 || years < 0 {
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

/// `Born in 1980, she died in 2010 aged 40`, and the other way round: `Boe, 89, died on March 25, 2016.
/// He was born on May 24, 1917`.
fn death(article: &Annotated<'_>, birth: &DateMention, date: &DateMention) -> Option<Finding> {
    let (birth, date) = if died(article, date) { (birth, date) } else { (date, birth) };
    if !died(article, date) || birth.start.abs_diff(date.start) > FAR || between(article, birth, date) {
        return None;
    }
    let years = lived(birth, date)?;
    let (first, last) = (date.tokens.start.saturating_sub(18), date.tokens.end + 6);
    let is_age = |f: &&Figure| {
        let plain = f.hedge.is_none() && !f.range && f.unit.is_none_or(|u| u.name == "year");
        plain && (f.kind == Kind::Age || f.kind == Kind::Count && is_told(article, f))
    };
    let own = article.figures().of(date.region);
    let near = &own[own.partition_point(|f| f.tokens.start < first)..];
    let mut ages = near.iter().take_while(|f| f.tokens.start <= last).filter(is_age);
    let (age, None) = (ages.next()?, ages.next()) else { return None };
    if years.clone().map(Decimal::from).any(|years| years == age.stated) || *years.end() < 0 {
        return None;
    }
    let (born, died) = (birth.year?, date.year?);
    Some(
        Finding::at(line::place(age))
            .case("death")
            .value("stated", sum::amount(age.stated))
            .value("sum", format!("{died} - {born} = {}", died - born))
            .related(place(birth), "first"),
    )
}

/// `He was 69.`, `died in 1989 at 80.`: a bare number that can only be an age.
fn is_told(article: &Annotated<'_>, figure: &Figure) -> bool {
    let tokens = article.tokens().of(figure.region);
    let plain = article.plain(figure.region);
    let at = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|t| t.is_any(plain, words));
    let (first, end) = (figure.tokens.start as usize, figure.tokens.end as usize);
    let closes = tokens.get(end).is_none() || at(end, &[".", ","]) || at(end, &["when", "years"]);
    let was = first >= 2 && at(first - 1, &["was", "aged"]) && at(first - 2, &["he", "she", "and", "who", ","]);
    let died = first >= 1 && at(first - 1, &["at", "aged"]) || was;
    let years = figure.stated >= Decimal::TEN && figure.stated < Decimal::from(125) && figure.stated.is_integer();
    closes && died && years && figure.noun.is_none()
}

/// `Kerr (1920-1990) was 80 when he died`, and `Otto Lind, 34, was born in 1971` of a story of 2016.
pub fn span(article: &Annotated<'_>, written: Option<i32>, found: &mut Vec<Finding>) {
    for date in mentions(article) {
        let finding =
            lived_to(article, date).or_else(|| aged(article, date, written)).or_else(|| turned(article, date));
        if let Some(mut finding) = finding {
            finding.unsure |= article.is_quoted(date.region, date.start);
            if found.iter().rev().take(NEAR).all(|other| other.place != finding.place) {
                found.push(finding);
            }
        }
    }
}

/// The figures of the sentence of a date.
fn figures_beside<'a>(article: &'a Annotated<'_>, date: &DateMention) -> impl Iterator<Item = &'a Figure> + use<'a> {
    let sentences = article.sentences().of(date.region);
    let next = sentences.partition_point(|s| s.start <= date.start);
    let span = next.checked_sub(1).and_then(|at| sentences.get(at)).map_or(0..0, |s| s.start..s.end);
    article.figures().of(date.region).iter().filter(move |f| f.start >= span.start && f.end <= span.end)
}

fn report(age: &Figure, date: &DateMention, sum: String) -> Finding {
    Finding::at(line::place(age))
        .case("death")
        .value("stated", sum::amount(age.stated))
        .value("sum", sum)
        .related(place(date), "first")
}

/// `Kerr (1920-1990) was 80 when he died`.
fn lived_to(article: &Annotated<'_>, date: &DateMention) -> Option<Finding> {
    let (born, died) = (date.year?, date.until?.year?);
    let tokens = article.tokens().of(date.region);
    let plain = article.plain(date.region);
    let at = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|t| t.is_any(plain, words));
    let (first, end) = (date.tokens.start as usize, date.tokens.end as usize);
    let named =
        first >= 2 && at(first - 1, &["("]) && at(end, &[")"]) && tokens.get(first - 2).is_some_and(|t| t.capital);
    let age = figures_beside(article, date).find(|f| {
        let first = f.tokens.start as usize;
        let beside = first == end + 2 && at(first - 1, &["was"]) || first == end + 3 && at(first - 2, &["died"]);
        beside && matches!(f.kind, Kind::Age | Kind::Count) && f.hedge.is_none() && !f.range
    })?;
    let death = (end..end + 10).any(|i| at(i, &["died", "death", "killed"]));
    let years = died - born;
    let fits = [years - 1, years].into_iter().any(|y| Decimal::from(y) == age.stated);
    if !named || !death || fits || !(15..=115).contains(&years) {
        return None;
    }
    Some(report(age, date, format!("{died} - {born} = {years}")))
}

/// `Otto Lind, 34, was born in 1971`, where the sentence or the story has one other year.
fn aged(article: &Annotated<'_>, date: &DateMention, written: Option<i32>) -> Option<Finding> {
    if !was_born(article, date) {
        return None;
    }
    let born = date.year?;
    let tokens = article.tokens().of(date.region);
    let sentences = article.sentences().of(date.region);
    let next = sentences.partition_point(|s| s.start <= date.start);
    let sentence = sentences.get(next.checked_sub(1)?)?;
    let mut others =
        article.dates().of(date.region).iter().filter(|d| {
            d.year.is_some() && d.start >= sentence.start && d.end <= sentence.end && d.start != date.start
        });
    let now = match (others.next(), others.next()) {
        (None, _) => written?,
        (Some(other), None) if other.kind == crate::annotate::dates::Kind::Day && other.start > date.end => {
            other.year?
        }
        _ => return None,
    };
    // `Otto Lind, 34, was born in 1971`: the age stands right before.
    let age = figures_beside(article, date).find(|f| {
        let gap = f.tokens.end as usize..date.tokens.start as usize;
        let plain =
            matches!(f.kind, Kind::Age) && f.hedge.is_none() && !f.range && f.unit.is_none_or(|u| u.name == "year");
        plain && f.end <= date.start && gap.len() <= 6 && gap.into_iter().any(|at| is(tokens, at, "born"))
    })?;
    let years = now - born;
    let fits = [years - 1, years].into_iter().any(|y| Decimal::from(y) == age.stated);
    if fits || !(1..=115).contains(&years) {
        return None;
    }
    Some(report(age, date, format!("{now} - {born} = {years}")))
}

/// `who turned 60 in May 2015, was born in 1945`.
fn turned(article: &Annotated<'_>, date: &DateMention) -> Option<Finding> {
    let tokens = article.tokens().of(date.region);
    let age = figures_beside(article, date).find(|f| {
        let (first, end) = (f.tokens.start as usize, f.tokens.end as usize);
        let in_ = end + 1 == date.tokens.start as usize && (is(tokens, end, "in") || is(tokens, end, "on"));
        first > 0 && (is(tokens, first - 1, "turned") || is(tokens, first - 1, "turns")) && in_
    })?;
    let sentences = article.sentences().of(date.region);
    let next = sentences.partition_point(|s| s.start <= date.start);
    let sentence = sentences.get(next.checked_sub(1)?)?;
    let birth = article.dates().of(date.region).iter().find(|d| {
        d.start >= sentence.start && d.end <= sentence.end && d.start != date.start && was_born(article, d)
    })?;
    let years = date.year? - birth.year?;
    if Decimal::from(years) == age.stated || age.hedge.is_some() || !(1..=115).contains(&years) {
        return None;
    }
    Some(report(age, birth, format!("{} - {} = {years}", date.year?, birth.year?)))
}

/// So many bytes apart a birth and a death can be told of one person.
const FAR: u32 = 400;

/// Whether words between the two speak of somebody else.
fn between(article: &Annotated<'_>, a: &DateMention, b: &DateMention) -> bool {
    let tokens = article.tokens().of(a.region);
    let range = a.tokens.end.min(b.tokens.end) as usize..a.tokens.start.max(b.tokens.start) as usize;
    range.into_iter().any(|at| OTHERS[..9].iter().any(|w| is(tokens, at, w)))
}

/// The ages that a birth and a death allow: one where both days are known, else two.
fn lived(birth: &DateMention, death: &DateMention) -> Option<std::ops::RangeInclusive<i32>> {
    let years = death.year? - birth.year?;
    let day = |d: &DateMention| Some((d.month?, d.day?));
    Some(match (day(birth), day(death)) {
        (Some(born), Some(died)) if died < born => years - 1..=years - 1,
        (Some(_), Some(_)) => years..=years,
        _ => years - 1..=years,
    })
}

/// `died in 2010`, `passed away Friday, March 25, 2016`.
fn died(article: &Annotated<'_>, date: &DateMention) -> bool {
    let tokens = article.tokens().of(date.region);
    let first = date.tokens.start as usize;
    let floor = first.saturating_sub(3);
    date.year.is_some()
        && (floor..first)
            .any(|at| is(tokens, at, "died") || is(tokens, at, "away") && at > 0 && is(tokens, at - 1, "passed"))
}

/// `born in 1980`, `Born May 24, 1917`.
fn was_born(article: &Annotated<'_>, date: &DateMention) -> bool {
    let tokens = article.tokens().of(date.region);
    let first = date.tokens.start as usize;
    date.year.is_some() && (year_of_event(article, date, &["born"]) || first > 0 && is(tokens, first - 1, "born"))
}
