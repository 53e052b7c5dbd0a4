//! Two sides of one question, and two who share one vote: `58 percent approved and 45 percent disapproved`,
//! `won 54 percent of the vote to 49 percent for Kerr`.

use super::super::items::{self, Item};
use super::super::line::{self, Line};
use super::over as over_shares;
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::check::Finding;

/// Whole questions miss their hundred by a slip; shares of different wholes by any number.
const MOST: i64 = 125;

/// The two shares of a sentence that are more than the whole.
pub fn find(line: &Line<'_>) -> Option<Finding> {
    let shares: Vec<&Figure> = line.figures.iter().filter(|f| f.kind == Kind::Percent).collect();
    if !(2..=4).contains(&shares.len()) || shares.iter().any(|f| f.range || f.margin || f.subset) {
        return None;
    }
    let total = shares.iter().try_fold(Decimal::ZERO, |sum, f| sum.checked_add(f.stated))?;
    if total <= Decimal::ONE_HUNDRED || total > Decimal::from(MOST) {
        return None;
    }
    if is_question(line, &shares)
        || is_race(line, &shares)
        || is_parted(line, &shares)
        || is_made_of(line, &shares)
        || is_shared_out(line, &shares)
    {
        over_shares(&shares)
    } else {
        None
    }
}

/// `59.4 percent go by bus, 28.4 percent on foot, and 22.2 percent by car`: three shares or more with tenths,
/// in a list that ends with "and", that are off their hundred by ten or twenty to the digit.
///
/// Of unrelated shares with tenths one list in a hundred is a whole number of tens away.
pub fn to_the_digit(line: &Line<'_>) -> Option<Finding> {
    let shares: Vec<&Figure> = line.figures.iter().filter(|f| f.kind == Kind::Percent).collect();
    let plain =
        |f: &&Figure| !f.range && !f.margin && !f.subset && !f.additional && f.hedge.is_none() && f.direction.is_none();
    let tenths = |f: &&Figure| f.granularity == Decimal::new(1, 1);
    if !(3..=8).contains(&shares.len()) || !shares.iter().all(plain) || !shares.iter().any(tenths) {
        return None;
    }
    let joined = shares.windows(2).all(|pair| {
        let gap = pair[0].tokens.end as usize..pair[1].tokens.start as usize;
        line.has(gap.clone(), &[",", "and", ";"]) && !line.has(gap, &["from", "than", "up", "down"])
    });
    let last = shares.get(shares.len() - 2).map(|f| f.tokens.end as usize)?..shares.last()?.tokens.start as usize;
    let total = shares.iter().try_fold(Decimal::ZERO, |sum, f| sum.checked_add(f.stated))?;
    let over = total.checked_sub(Decimal::ONE_HUNDRED)?;
    let tens = over == Decimal::TEN || over == Decimal::from(20);
    (joined && line.has(last, &["and"]) && tens).then(|| over_shares(&shares)).flatten()
}

/// `Seventy percent of the land is forest, 25 percent is farmland and 15 percent is built up`: the same verb of
/// being behind each, and the whole behind the first.
fn is_parted(line: &Line<'_>, shares: &[&Figure]) -> bool {
    let is = ["is", "are", "was", "were"];
    let Some((first, others)) = shares.split_first() else { return false };
    let end = first.tokens.end as usize;
    let whole = line.is_any(end, &["of"]) && line.has(end..(end + 6).min(line.span().end), &is);
    let bare = others.iter().all(|f| line.is_any(f.tokens.end as usize, &is));
    let gaps = || shares.windows(2).map(|p| p[0].tokens.end as usize..p[1].tokens.start as usize);
    let joined = gaps().all(|gap| {
        gap.len() <= 10 && line.has(gap.clone(), &[",", "and"]) && !line.has(gap, &[";", "but", "while", "also"])
    });
    let and = gaps().next_back().is_some_and(|gap| line.has(gap, &["and"]));
    shares.len() >= 3 && whole && bare && joined && and && shares.iter().all(|f| f.hedge.is_none())
}

/// Groups that people of others belong to as well.
const ACROSS: [&str; 6] = ["hispanic", "hispanics", "latino", "latinos", "latina", "multiracial"];

/// `The soil is 40 percent sand, 45 percent clay and 25 percent silt`: what a thing is made of.
fn is_made_of(line: &Line<'_>, shares: &[&Figure]) -> bool {
    let Some((first, last)) = shares.first().zip(shares.last()) else { return false };
    let is = line.follows(first.tokens.start as usize, &["is", "are", "was", "were"]);
    let small =
        ["of", "to", "from", "more", "less", "higher", "lower", "sure", "likely", "complete", "a", "the", "in", "off"];
    let named = shares.iter().all(|f| {
        let end = f.tokens.end as usize;
        let word = line.tokens.get(end).is_some_and(|t| t.is_word()) && !line.is_any(end, &small);
        word && line.is_any(end + 1, &[",", "and", ".", ";"])
    });
    let joined = shares.windows(2).all(|p| {
        let gap = p[0].tokens.end as usize..p[1].tokens.start as usize;
        gap.len() <= 3 && line.has(gap, &[",", "and"])
    });
    let and = line.follows(last.tokens.start as usize, &["and"]);
    let across = line.has(line.span(), &ACROSS);
    shares.len() >= 3 && is && named && joined && and && !across && shares.iter().all(|f| f.hedge.is_none())
}

/// Verbs by which somebody gets a part of one whole.
const GETS: [&str; 24] = [
    "gets",
    "get",
    "got",
    "receives",
    "receive",
    "received",
    "keeps",
    "keep",
    "kept",
    "hold",
    "holds",
    "held",
    "own",
    "owns",
    "owned",
    "accounted",
    "accounts",
    "account",
    "pays",
    "pay",
    "paid",
    "attend",
    "used",
    "took",
];

/// `The state gets 65 percent, the county 22 percent and the town 18 percent`,
/// `Norvik would hold 55 percent and Halden 48 percent`: a verb of having a part, once or before each.
fn is_shared_out(line: &Line<'_>, shares: &[&Figure]) -> bool {
    let Some(first) = shares.first().map(|f| f.tokens.start as usize) else { return false };
    let verb = |range: std::ops::Range<usize>| range.into_iter().find(|at| line.is_any(*at, &GETS));
    let Some(own) = verb(first.saturating_sub(3).max(line.span().start)..first) else { return false };
    let gaps = || {
        shares.windows(2).map(|p| line::phrase_end(p[0]).min(p[1].tokens.start as usize)..p[1].tokens.start as usize)
    };
    let joined = gaps().all(|gap| {
        gap.len() <= 12
            && line.has(gap.clone(), &[",", "and"])
            && !line.has(gap, &[";", "while", "but", "from", "to", "than", "also", "of", "which", "whom", "who"])
    });
    let and = gaps().next_back().is_some_and(|gap| line.has(gap, &["and"]));
    // Without a verb of its own, or with the same one again.
    let same = gaps().all(|gap| {
        let again = gap.clone().any(|at| line.word(at).eq_ignore_ascii_case(line.word(own)));
        let short = gap.end.saturating_sub(gap.start) <= 8;
        again || short && verb(gap.clone()).is_none()
    });
    let bare = shares.iter().skip(1).all(|f| !line.is_any(f.tokens.end as usize, &["of"]));
    joined && and && same && bare && shares.iter().all(|f| f.hedge.is_none() && f.trend.is_none())
}

/// Whether the words give every share another answer to one question: yes and no, men and women.
fn is_question(line: &Line<'_>, shares: &[&Figure]) -> bool {
    // `58 percent of men approved and 45 percent of women disapproved`
    let of = |f: &&&Figure| line.is_any(f.tokens.end as usize, &["of"]);
    if shares.iter().skip(1).any(|f| of(&f))
        || line.has(line.span(), &["among", "compared", "versus", "respectively", "also", "both"])
    {
        return false;
    }
    let item =
        |f: &&Figure| Item { value: f.stated, figure: None, first: f.tokens.start as usize, end: line::phrase_end(f) };
    let row: Vec<Item<'_>> = shares.iter().map(item).collect();
    let near = row.windows(2).all(|p| {
        let gap = p[0].end.min(p[1].first)..p[1].first;
        gap.len() <= 12
            && line.has(gap.clone(), &["and", ",", "while", "to", "but", "against"])
            && !line.has(gap, &[";", "from"])
    });
    near && items::are_exclusive(line, &row, line.span().end)
}

/// `won 54 percent of the vote to 49 percent for Kerr`, `beat him 54 percent to 49 percent`.
fn is_race(line: &Line<'_>, shares: &[&Figure]) -> bool {
    let [a, b] = *shares else { return false };
    let gap = a.tokens.end as usize..b.tokens.start as usize;
    let to = line.follows(b.tokens.start as usize, &["to", "against", "versus"]) && gap.len() <= 6;
    let vote = line.only(
        gap,
        &["of", "the", "vote", "votes", "cast", "to", "against", "versus", "support", ",", "'s", "compared"],
    );
    let verbs = [
        "won",
        "win",
        "wins",
        "beat",
        "defeated",
        "led",
        "leads",
        "leading",
        "defeating",
        "beating",
        "winning",
        "took",
        "ahead",
        "got",
    ];
    let raced = line.has(line.span().start..a.tokens.start as usize, &verbs);
    let change = line.follows(a.tokens.start as usize, &["from", "by"]) || a.trend.is_some() || b.trend.is_some();
    // `56 percent of the vote to the baker's 44 percent`
    let owner = line.follows(b.tokens.start as usize, &["'s", "’s"]);
    let between = a.tokens.end as usize..b.tokens.start as usize;
    let theirs = owner
        && between.len() <= 12
        && line.has(between.clone(), &["to", "against"])
        && !line.has(between.clone(), &["and", ",", "(", "from"]);
    // `received 38 percent of the vote, with Lind getting 62 percent`
    let with = between.len() <= 10
        && line.has(between.clone(), &["with"])
        && line.follows(b.tokens.start as usize, &["getting", "receiving", "taking", "winning"])
        && line.has(between, &["vote", "votes"]);
    (to && vote && raced || theirs && raced || with) && !change
}
