//! What each gets, and averages, where the sentence has the total and the number and nothing else: `12 buses
//! for $600,000, or $60,000 apiece`, `walked 300 miles in 20 days, averaging 12 miles a day`.

use super::super::line::{self, Line};
use super::super::sum;
use crate::annotate::figures::{Decimal, Figure, Hedge, Kind};
use crate::annotate::tokens::key;
use crate::check::Finding;

fn is_amount(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Money(_) | Kind::Count | Kind::Measure)
        && !figure.range
        && matches!(figure.hedge, None | Some(Hedge::Exactly | Hedge::About))
}

fn is_number(figure: &Figure) -> bool {
    let counted = figure.kind == Kind::Count && figure.noun.is_some();
    let time = figure.kind == Kind::Duration
        && figure.unit.is_some_and(|u| matches!(u.name, "day" | "year" | "week" | "month"));
    (counted || time)
        && figure.hedge.is_none()
        && !figure.range
        && figure.stated.is_integer()
        && figure.stated > Decimal::ONE
}

/// The average of a sentence.
pub fn find(line: &Line<'_>) -> Option<Finding> {
    let [a, b, average] = line.figures else { return None };
    let first = average.tokens.start as usize;
    let end = line::phrase_end(average);
    let word = line.word(first);
    let says = ["average", "averaging", "mean"];
    // The hedge of a figure begins with its "an average of".
    let averaged = line.has(first.saturating_sub(3)..average.tokens.end as usize, &says);
    let each = average.per == Some(key("each"))
        || line.is_any(end, &["each", "apiece"])
        || line.is_any(average.tokens.end as usize, &["each", "apiece"]);
    // `90 bikes in six days, or 20 a day`
    let unit = b.unit.filter(|_| b.kind == Kind::Duration).map_or("", |u| u.name);
    let behind = average.tokens.end as usize;
    let daily = line.is_any(behind, &["a", "per", "each"]) && line.is_any(behind + 1, &[unit]);
    let each = each || daily;
    let gap = line::phrase_end(b)..first;
    let comma = gap.clone().rev().find(|at| line.is_any(*at, &[",", "—", "–", "(", "-"]));
    let apposed = comma.is_some_and(|at| {
        line.only(
            at + 1..first,
            &[
                "or",
                "an",
                "a",
                "average",
                "averaging",
                "of",
                "for",
                "about",
                "roughly",
                "just",
                "with",
                "mean",
                "each",
                "at",
            ],
        )
    });
    let or = line.follows(first, &["or", "about", "roughly"]) || line.is_any(first, &["about", "roughly"]);
    if !(averaged || each && or) || !apposed || gap.len() > 12 || !is_amount(average) || word.is_empty() {
        return None;
    }
    let fits = |total: &Figure, number: &Figure| {
        let alike = line::comparable(total, average) || average.kind == Kind::Count && average.noun.is_none();
        let counts = total.kind != Kind::Count || total.stated > number.stated;
        is_amount(total)
            && is_number(number)
            && alike
            && counts
            && total.per.is_none()
            && !total.subset
            && !number.subset
    };
    let (total, number) = if fits(a, b) {
        (a, b)
    } else if fits(b, a) {
        (b, a)
    } else {
        return None;
    };
    // Two counts: the one that is averaged is what was made, scored or found.
    if total.kind == Kind::Count && number.kind == Kind::Count && a.start != total.start {
        return None;
    }
    let clause = line.gap(a, b);
    if line.has(clause.clone(), &[";", "while", "but", "than", "or"]) || clause.len() > 12 {
        return None;
    }
    let made = line::close(total).div(&line::close(number))?;
    let room = made.high()?.abs().checked_mul(sum::hundredths(3))?;
    let value = match average.hedge {
        Some(Hedge::About) if averaged => line::close(&Figure { hedge: None, ..average.clone() }),
        _ => line::close(average),
    };
    let twentieth = average.stated.checked_mul(sum::hundredths(5))?;
    let half = average.granularity.checked_div(Decimal::TWO)?.min(twentieth);
    let ratio = average.stated.checked_div(total.stated.checked_div(number.stated)?)?;
    // What is off by more is an average of something else.
    let near = ratio > Decimal::new(4, 1) && ratio < Decimal::new(25, 1);
    if !sum::widened(&made, room.max(half)).disjoint(&value) || !near {
        return None;
    }
    let right = total.stated.checked_div(number.stated)?;
    let right = sum::rounded(right, if right < Decimal::ONE_HUNDRED { 1 } else { 0 });
    let sum = format!(
        "{} / {} = {right}{}, the text says {}",
        sum::amount(total.stated),
        sum::amount(number.stated),
        sum::give_or_take(room.round_sf(2)?),
        sum::amount(average.stated)
    );
    let finding = Finding::at(line::place(average)).case("average").value("sum", sum).value("right", right);
    let finding = finding.value("stated", sum::stated(average));
    let mut finding = finding.related(line::place(total), "of").related(line::place(number), "of");
    finding.unsure = average.speech;
    Some(finding)
}
