//! A change that goes the other way than its words say, and one whose ends are a thousandfold apart:
//! `fell from £118m to £138m`, `$4.5 billion, up from $4.9 billion`, `$384.7 million, up from $356.1
//! billion`; and a figure said to fall short of one that it exceeds.
//!
//! No amount of the change is needed: the ends and one word are enough.

use super::super::line::{self, Line};
use super::super::sum;
use super::ends::{is_number, mark};
use crate::annotate::figures::lexicons::CHANGES;
use crate::annotate::figures::{Decimal, Direction, Figure, Hedge, Kind, Trend};
use crate::check::Finding;
use crate::lexicon::Lexicon;

/// Words whose numbers may fall while what they tell of rises: ranks, odds, rates of exchange.
const TURNED: [&str; 12] = [
    "yen", "rank", "ranked", "ranking", "rankings", "seed", "odds", "handicap", "exchange", "par", "improved",
    "narrowed",
];

/// The faults of a sentence.
pub fn find(line: &Line<'_>, compared: &Lexicon) -> Option<Finding> {
    if line.figures.len() < 2 || line.has(line.span(), &TURNED) {
        return None;
    }
    (0..line.figures.len()).find_map(|at| {
        from_to(line, at)
            .or_else(|| level(line, at))
            .or_else(|| held_against(line, at, compared))
            .or_else(|| equal(line, at))
    })
}

/// Whether a figure can be an end here: small bare numbers may be ranks or scores.
fn is_end(figure: &Figure) -> bool {
    let plain = is_number(figure) && figure.stated > Decimal::ZERO && !figure.additional && !figure.subset;
    match figure.kind {
        Kind::Money(_) | Kind::Percent | Kind::Measure => plain,
        Kind::Count => plain && (figure.noun.is_some() || figure.stated > Decimal::from(20)),
        _ => false,
    }
}

fn are_ends(from: &Figure, to: &Figure) -> bool {
    is_end(from)
        && is_end(to)
        && line::comparable(from, to)
        && line::same_noun(from, to)
        && (from.per == to.per || from.per.is_none() || to.per.is_none())
        && from.speech == to.speech
}

/// The trend that a word says, where it is a verb or noun of change.
fn trend_at(line: &Line<'_>, at: usize) -> Option<Trend> {
    let token = line.tokens.get(at).filter(|_| line.span().contains(&at))?;
    CHANGES.get(token)
}

/// The trend of the verb directly before token `at`, with an adverb between.
fn verb_before(line: &Line<'_>, at: usize) -> Option<Trend> {
    let one = at.checked_sub(1)?;
    let adverb = line.word(one).ends_with("ly") || line.is_any(one, &["back", "only", "again", "further", "even"]);
    trend_at(line, one).or_else(|| trend_at(line, at.checked_sub(2).filter(|_| adverb)?))
}

/// `fell from £118m to £138m`, `rose to 1.2 million from 1.4 million`.
fn from_to(line: &Line<'_>, at: usize) -> Option<Finding> {
    let (first, second) = (line.figures.get(at)?, line.figures.get(at + 1)?);
    // Nearly every pair ends here.
    let opens = (first.tokens.start as usize).checked_sub(1).filter(|at| line.is_any(*at, &["from", "to"]))?;
    let (from, to) = match (mark(line, first, first)?, mark(line, second, second)?) {
        (Direction::From, Direction::To) => (first, second),
        (Direction::To, Direction::From) => (second, first),
        _ => return None,
    };
    let gap = line.gap(first, second);
    let near = gap.len() <= 6 && !line.has(gap, &[";", "and", "but", "while", "with", "(", "or", "as"]);
    let trend = verb_before(line, opens)?;
    if !near || !are_ends(from, to) {
        return None;
    }
    told(line, from, to, trend)
}

/// `37 ships, up from 40`, `$384.7 million, or $3.21 a share, from $356.1 billion`.
fn level(line: &Line<'_>, at: usize) -> Option<Finding> {
    let from = line.figures.get(at)?;
    let first = from.tokens.start as usize;
    let opens = first.checked_sub(1).filter(|at| line.is_any(*at, &["from"]))?;
    let mut before = opens.checked_sub(1)?;
    let trend = trend_at(line, before);
    // `37 ships, a rise from 40`
    if trend.is_some() && line.follows(before, &["a", "an"]) {
        before -= 1;
    }
    let comma = line.is_any(before, &[","]);
    let alike: Vec<&Figure> =
        line.figures.get(..at)?.iter().filter(|f| are_ends(from, f) && f.per == from.per).collect();
    let to = *alike.last()?;
    let end = line::phrase_end(to);
    if is_thousandfold(from, to) && (comma || trend.is_some()) && alike.len() == 1 {
        return thousandfold(line, from, to);
    }
    let trend = trend?;
    let gap = end.min(before)..before;
    let mark_before = line.follows(before, &[",", "—", "–", "(", "-"]);
    let clause = !line.has(gap.clone(), &[";", "and", "but", "while", "with", "than", "as", "or"]);
    let alone = alike.len() == 1 || to.noun.is_some() && from.noun.is_some();
    let level = mark(line, to, to) != Some(Direction::From) && to.direction != Some(Direction::By);
    // `grew 2 percent, up from 3 percent`: how fast, and not how much.
    let rate =
        to.kind == Kind::Percent && (verb_before(line, to.tokens.start as usize).is_some() || to.trend.is_some());
    if gap.len() > 9 || !mark_before || !clause || !alone || !level || rate {
        return None;
    }
    told(line, from, to, trend)
}

fn told(line: &Line<'_>, from: &Figure, to: &Figure, trend: Trend) -> Option<Finding> {
    if is_thousandfold(from, to) {
        return thousandfold(line, from, to);
    }
    let (a, b) = (line::close(from), line::close(to));
    let (low, high) = if from.stated < to.stated { (from, to) } else { (to, from) };
    let wrong = a.disjoint(&b) && (to.stated > from.stated) == (trend == Trend::Down);
    if !wrong || from.stated == to.stated {
        return None;
    }
    let way = if trend == Trend::Down { "a fall" } else { "a rise" };
    let sum = format!(
        "{} is less than {}, the text says {way} from {} to {}",
        sum::stated(low),
        sum::stated(high),
        sum::stated(from),
        sum::stated(to)
    );
    Some(report(from, to, sum, "direction"))
}

/// `90 minutes, compared with the average of an hour and a half`: what is set against each other is the
/// same, in another unit.
fn equal(line: &Line<'_>, at: usize) -> Option<Finding> {
    let against = line.figures.get(at)?;
    let own = line.figures.get(at.checked_sub(1)?)?;
    let gap = line.gap(own, against);
    let compared = gap.clone().any(|at| {
        line.is_any(at, &["compared", "versus", "against"])
            || line.is_any(at, &["opposed"]) && line.follows(at, &["as"])
    });
    let clause = gap.len() <= 10 && !line.has(gap, &[";", "and", "but", "while", "(", "or"]);
    let units = own.unit.zip(against.unit).is_some_and(|(a, b)| a.dimension == b.dimension && a.name != b.name);
    let exact =
        |f: &Figure| f.hedge.is_none() && !f.range && !f.speech && matches!(f.kind, Kind::Duration | Kind::Measure);
    let base = |f: &Figure| f.stated.checked_mul(f.unit?.factor);
    let same = base(own).zip(base(against)).is_some_and(|(a, b)| a == b);
    if !compared || !clause || !units || !same || !exact(own) || !exact(against) || own.per != against.per {
        return None;
    }
    let sum = format!("{} = {}", sum::stated(own), sum::stated(against));
    Some(report(against, own, sum, "equal"))
}

fn report(from: &Figure, to: &Figure, sum: String, case: &'static str) -> Finding {
    let hedged = |f: &Figure| f.hedge.is_some_and(|h| h != Hedge::Exactly);
    let mut finding = Finding::at(line::place(to)).case(case).value("stated", sum::stated(to)).value("sum", sum);
    finding = finding.related(line::place(from), "from");
    finding.unsure = from.speech || hedged(from) && hedged(to);
    finding
}

/// Whether one end would be near the other if its scale word were another one.
fn is_thousandfold(from: &Figure, to: &Figure) -> bool {
    if !matches!(from.kind, Kind::Money(_)) || !line::comparable(from, to) || from.hedge == Some(Hedge::Vague) {
        return false;
    }
    let digits = |f: &Figure| super::super::likeness::digits(f.stated) >= 2;
    let (low, high) = (from.stated.min(to.stated), from.stated.max(to.stated));
    let ratio = high.checked_div(low).unwrap_or_default();
    let near = |scale: i64| ratio > Decimal::from(scale / 2) && ratio < Decimal::from(scale * 2);
    low >= Decimal::from(1000) && digits(from) && digits(to) && (near(1000) || near(1_000_000))
}

fn thousandfold(line: &Line<'_>, from: &Figure, to: &Figure) -> Option<Finding> {
    let between = from.end.min(to.end)..from.start.max(to.start);
    if line.plain.get(between.start as usize..between.end as usize)?.contains(';') {
        return None;
    }
    let (low, high) = if from.stated < to.stated { (from, to) } else { (to, from) };
    let ratio = high.stated.checked_div(low.stated)?;
    let sum = format!("{} is {} times {}", sum::stated(high), sum::rounded(ratio, 0), sum::stated(low));
    Some(report(from, to, sum, "thousandfold"))
}

/// `revenue of 4.73 billion, shy of the average forecast of 4.63 billion`.
fn held_against(line: &Line<'_>, at: usize, compared: &Lexicon) -> Option<Finding> {
    let against = line.figures.get(at)?;
    let own = line.figures.get(at.checked_sub(1)?)?;
    let end = line::phrase_end(own);
    let first = against.tokens.start as usize;
    let open = (end..(end + 4).min(first)).find(|i| line.is_any(*i, &[",", "—", "–"]))? + 1;
    let tokens = line.tokens.get(open..first)?;
    let (entry, length) = compared.starts(tokens)?;
    let below = entry.value.as_deref() == Some("below");
    let gap = open + length..first;
    let forecast = line.has(
        gap.clone(),
        &[
            "forecast",
            "forecasts",
            "estimate",
            "estimates",
            "expectation",
            "expectations",
            "target",
            "goal",
            "consensus",
            "record",
            "average",
            "projection",
            "projections",
            "budgeted",
        ],
    );
    let clause = !line.has(gap.clone(), &[";", "but", "while", "which", "who", ","]);
    // `37 ships, more than the 40 of last year`
    let bare = gap.is_empty() && line.follows(first, &["the"]);
    let ends = line.follows(first, &["of", "for", "at", "the"]) || gap.len() <= 2;
    if gap.len() > 10 || !forecast && !bare || !clause || !ends || !are_ends(own, against) || own.per != against.per {
        return None;
    }
    let (a, b) = (line::close(own), line::close(against));
    let wrong = a.disjoint(&b) && (own.stated > against.stated) == below;
    if !wrong || is_thousandfold(own, against) {
        return None;
    }
    let (low, high) = if own.stated < against.stated { (own, against) } else { (against, own) };
    let words = line.plain.get(tokens.first()?.start as usize..tokens.get(length - 1)?.end as usize)?;
    let sum = format!(
        "{} is less than {}, the text has {} {} {}",
        sum::stated(low),
        sum::stated(high),
        sum::stated(own),
        words.to_lowercase(),
        sum::stated(against)
    );
    Some(report(against, own, sum, "direction"))
}
