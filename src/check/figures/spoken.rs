//! One share in words and in percent that are not the same: `10 percent of the film's profits … a fifth of
//! profits`.
//!
//! A survey gives many shares of the same people; only where the story has two for a noun, one of them in
//! words, are they of one thing.

use std::collections::HashMap;

use super::around::{self, Around};
use super::line::{self, Line};
use super::mention::Words;
use super::sum;
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Interval, Kind};
use crate::check::Finding;

/// No more shares of a story are looked at.
const MOST: usize = 60;

/// The first share that stands otherwise in words.
pub fn find(article: &Annotated<'_>, words: &Words) -> Option<Finding> {
    let mut by_noun: HashMap<u64, Vec<(Line<'_>, &Figure)>> = HashMap::new();
    let mut count = 0;
    for line in line::lines(article).filter(|l| !article.region(l.region).role.is_display()) {
        for figure in line.figures.iter().filter(|f| is_share(f)) {
            // Shares of people are answers to many questions.
            if let Some(noun) = &figure.noun
                && !words.is_people(&line, figure)
            {
                by_noun.entry(noun.key).or_default().push((line, figure));
                count += 1;
            }
        }
        if count > MOST {
            return None;
        }
    }
    let spoken = |list: &[(Line<'_>, &Figure)]| list.iter().any(|(_, f)| f.kind != Kind::Percent);
    by_noun.retain(|_, list| list.len() > 1 && spoken(list));
    if by_noun.is_empty() {
        return None;
    }
    let around = Around::new(article);
    let mut found: Vec<(&Figure, &Figure)> = by_noun.values().filter_map(|list| pair(article, &around, list)).collect();
    found.sort_by_key(|(_, stated)| (stated.region, stated.start));
    let (first, stated) = *found.first()?;
    let text = |f: &Figure| article.article().text(line::place(f)).to_owned();
    let finding = Finding::at(line::place(stated)).value("stated", text(stated)).value("first", text(first));
    let mut finding = finding.case("share").value("thing", "share").related(line::place(first), "first");
    finding.unsure = first.speech || stated.speech;
    Some(finding)
}

fn is_share(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Percent | Kind::Fraction | Kind::OneIn)
        && !figure.range
        && !figure.margin
        && figure.hedge.is_none()
        && !figure.stated.is_zero()
}

/// Two shares of one noun, one in words, that nothing tells apart.
fn pair<'a>(
    article: &Annotated<'_>,
    around: &Around,
    list: &[(Line<'a>, &'a Figure)],
) -> Option<(&'a Figure, &'a Figure)> {
    let (line, first) = list.first()?;
    let room = |f: &Figure| Some(sum::widened(&f.share()?, Decimal::new(25, 3)));
    let apart = |f: &Figure, g: &Figure| -> Option<bool> { Some(room(f)?.disjoint(&g.share()?)) };
    let mut others = list.iter().filter(|(_, f)| apart(first, f) == Some(true));
    let (other_line, other) = others.next()?;
    // A third share makes a survey of it.
    if others.any(|(_, f)| apart(other, f) == Some(true))
        || (first.kind == Kind::Percent) == (other.kind == Kind::Percent)
    {
        return None;
    }
    if (line.region, first.sentence) == (other_line.region, other.sentence) || first.trend != other.trend {
        return None;
    }
    let near = |a: &Interval, b: &Interval| Some(a.high()? <= b.high()?.checked_mul(Decimal::new(25, 1))?);
    let (x, y) = (first.share()?, other.share()?);
    let (a, b) = (around.of(article, line, first), around.of(article, other_line, other));
    let alike = near(&x, &y)? && near(&y, &x)? && !around::each(&a.times, &b.times);
    (alike && around::shared(&a.names, &b.names) > 0).then_some((*first, *other))
}
