//! The name that the story has where a headline has another one.
//!
//! `Multiple Asda workers are infected` over `Several Tesco workers have tested positive`: the same
//! word stands behind both. Or both stand beside the same third name (`GM, Uber` and `GM and Lyft`),
//! or the headline leaves out the very name that the story opens with and keeps coming back to.

use super::body::{self, Body};
use super::near;
use super::runs::{self, Level, Run};
use super::story::{Case, Story};
use super::words;
use crate::annotate::Annotated;
use crate::annotate::tokens::{Kind, Token};
use crate::article::{Place, Role};

/// Another name in the place of one above the story.
#[derive(Clone, Copy, Debug)]
pub struct Rival {
    /// Where the story has it.
    pub place: Place,
    /// Whether it stands in the same place beyond doubt.
    pub sure: bool,
}

/// So many regions open a story.
const OPENING: usize = 6;

/// What stands around a name.
struct Around {
    /// The stem of the word right behind it, and whether it is the name's own: `Lind's house`.
    behind: Option<(u64, bool)>,
    /// The stem of the word of weight before it.
    before: Option<u64>,
    /// The names joined to it by `and` or a comma.
    partners: Vec<u64>,
}

/// The rival of a name above the story.
pub fn find(article: &Annotated<'_>, story: &Story, body: &Body, region: u32, run: Run) -> Option<Rival> {
    let above = article.tokens().of(region);
    let mine = around(above, article.plain(region), run);
    let level = |tokens: &[Token], run: Run| runs::level(tokens.get(run.first..run.last).unwrap_or_default());
    let mut best: Option<(u32, Place)> = None;
    let tell = |r: &&u32| article.article().regions.get(**r as usize).is_some_and(|r| r.role != Role::Subhead);
    for (order, there) in story.body.iter().filter(tell).take(OPENING).enumerate() {
        let tokens = article.tokens().of(*there);
        let plain = article.plain(*there);
        for other in runs::find(tokens, plain, Case::Sentence, Some(body)) {
            if !can_replace(above, article.plain(region), run, tokens, plain, other)
                || !level(above, run).matches(level(tokens, other))
                || is_above(article, region, tokens, plain, other)
            {
                continue;
            }
            let theirs = around(tokens, plain, other);
            let mut points = 0;
            if mine.behind.is_some() && mine.behind == theirs.behind {
                points += 3;
            }
            if mine.before.is_some() && mine.before == theirs.before {
                points += 2;
            }
            if mine.partners.iter().any(|p| theirs.partners.contains(p)) {
                points += 3;
            }
            let count = other.words(tokens).filter_map(|(_, t)| body.word(t.key)).map(|w| w.named).max().unwrap_or(0);
            points += u32::from(order == 0) + u32::from(count > 2);
            if points > 1 && best.is_none_or(|(most, _)| points > most) {
                best = Some((points, Place::within(*there, other.bytes(tokens))));
            }
        }
    }
    best.map(|(points, place)| Rival { place, sure: points >= 3 })
        .filter(|r| r.sure)
        .or_else(|| main(article, story, body, region, run, 0.4))
        .or_else(|| best.map(|(_, place)| Rival { place, sure: false }))
}

/// The name that the opening joins to a partner, where the headline joins another one that the story
/// hardly has: `GM, Uber expand` over `GM and the ride-hailing company Lyft`.
pub fn partner(article: &Annotated<'_>, story: &Story, body: &Body, region: u32, run: Run) -> Option<Place> {
    let (above, text) = (article.tokens().of(region), article.plain(region));
    let mine = around(above, text, run);
    if mine.partners.is_empty() {
        return None;
    }
    let uses = |tokens: &[Token], run: Run| -> u32 {
        run.words(tokens).filter_map(|(_, t)| body.word(t.key)).map(|w| w.count).max().unwrap_or(0)
    };
    let opening = story.body.iter().copied().find(|r| article.region(*r).role == Role::Paragraph)?;
    let (tokens, plain) = (article.tokens().of(opening), article.plain(opening));
    let level = |tokens: &[Token], run: Run| runs::level(tokens.get(run.first..run.last).unwrap_or_default());
    let keys: Vec<u64> = run.words(above).map(|(_, t)| t.key).collect();
    if tokens.iter().any(|t| keys.contains(&t.key)) {
        return None;
    }
    let other = runs::find(tokens, plain, Case::Sentence, Some(body)).into_iter().find(|other| {
        around(tokens, plain, *other).partners.iter().any(|p| mine.partners.contains(p))
            && can_replace(above, text, run, tokens, plain, *other)
            && level(above, run).matches(level(tokens, *other))
            && !is_above(article, region, tokens, plain, *other)
    })?;
    (2 * uses(above, run) <= uses(tokens, other)).then(|| Place::within(opening, other.bytes(tokens)))
}

/// The name that the story is about, where the headline has it not, and the opening has much of what
/// else the headline says.
pub fn main(article: &Annotated<'_>, story: &Story, body: &Body, region: u32, run: Run, least: f64) -> Option<Rival> {
    let (above, text) = (article.tokens().of(region), article.plain(region));
    let (first, alone) = (above.get(run.first)?, run.last - run.first == 1);
    let all_ordinary = run.words(above).all(|(_, t)| words::is_ordinary(t.text(text)));
    // `recap, Kerr votes` is about something else too.
    let later = above.get(..run.first).is_some_and(|before| before.iter().any(|t| t.is(',') || t.is(';')));
    // `Denby firm` says where the firm is: another town may stand there, and not the firm itself.
    let tells = super::hooks::modifies(above, text, run);
    if later || all_ordinary || alone && (first.upper || runs::is_given(first)) {
        return None;
    }
    let rest: Vec<u64> = (above.iter().enumerate())
        .filter(|(at, t)| !(run.first..run.last).contains(at) && words::is_content(t, text))
        .map(|(_, t)| words::lemma(t.text(text)))
        .collect();
    let opening = story.body.iter().copied().filter(|r| article.region(*r).role == Role::Paragraph).take(2);
    let level = |tokens: &[Token], run: Run| runs::level(tokens.get(run.first..run.last).unwrap_or_default());
    let mut there = Vec::new();
    let mut most: Option<(u32, Place)> = None;
    for (order, index) in opening.enumerate() {
        let (tokens, plain) = (article.tokens().of(index), article.plain(index));
        there.extend(tokens.iter().filter(|t| t.is_word()).map(|t| words::lemma(t.text(plain))));
        if order > 0 {
            break;
        }
        for other in runs::find(tokens, plain, Case::Sentence, Some(body)) {
            let named = other.words(tokens).filter_map(|(_, t)| body.word(t.key)).map(|w| w.count).max().unwrap_or(0);
            if most.is_some_and(|(count, _)| named <= count)
                || other.first < super::lead::dateline(tokens)
                || tells && other.words(tokens).count() > 1
                || !can_replace(above, text, run, tokens, plain, other)
                || is_above(article, region, tokens, plain, other)
            {
                continue;
            }
            if !level(above, run).matches(level(tokens, other)) {
                continue;
            }
            most = Some((named, Place::within(index, other.bytes(tokens))));
        }
    }
    let (count, place) = most?;
    let tokens = article.tokens().of(place.region);
    let first = tokens.partition_point(|t| t.start < place.start);
    let other = Run { first, last: tokens.partition_point(|t| t.start < place.end) };
    // Somebody does something; what only stands before a noun or at the end is a thing.
    let acts = above.get(run.last).is_some_and(|t| {
        let word = t.text(text);
        t.kind == Kind::Word && (word.ends_with('s') || word.ends_with("ed") || words::is_function(word))
    });
    let other = level(tokens, other);
    let fits = other != Level::Person || acts && run.first < 2;
    let found = rest.iter().filter(|w| there.contains(w)).count();
    (count > 2 && fits && found > 1 && found as f64 >= least * rest.len() as f64).then_some(Rival { place, sure: true })
}

/// Whether a run of capitals in the story can be a name in another's place: no ordinary word at the
/// start of a sentence, no given name alone, no short form of the other.
pub fn can_replace(above: &[Token], text: &str, mine: Run, tokens: &[Token], plain: &str, other: Run) -> bool {
    let words: Vec<&Token> = other.words(tokens).map(|(_, t)| t).collect();
    let known = |at: usize| runs::place_at(&tokens[at..]) > 0 || body::concepts(&tokens[at..]).is_some();
    let telling = words.len() > 1 || words.iter().any(|t| !words::is_ordinary(t.text(plain))) || known(other.first);
    let given = words.len() == 1 && words.iter().all(|t| runs::is_given(t));
    let acronym = |t: &Token| t.upper && t.end - t.start < 7;
    let initials = |all: &[&Token], plain: &str| -> String {
        all.iter().filter_map(|t| t.text(plain).chars().next()).flat_map(char::to_lowercase).collect()
    };
    let own: Vec<&Token> = mine.words(above).map(|(_, t)| t).collect();
    // `DPRX` and a Data Protection something: capitals are the letters of a name that is left unsaid.
    let spelled = |short: &[&Token], text: &str, long: &[&Token], plain: &str| {
        short.len() == 1 && short.iter().any(|t| acronym(t)) && {
            let letters = short.iter().map(|t| t.text(text).to_lowercase()).collect::<String>();
            let first = initials(long, plain);
            long.len() == 1 && !long.iter().any(|t| acronym(t))
                || letters.get(..2) == first.get(..2)
                || first.len() != letters.len() && !long.iter().any(|t| acronym(t))
        }
    };
    // `VP` is anybody; `UAW` is nobody.
    let short = own.len() == 1 && own.iter().any(|t| t.upper && t.end - t.start < 3);
    let somebody =
        own.iter().any(|t| acronym(t)) && words.len() > 1 && words.first().is_some_and(|t| runs::is_given(t));
    // `Denby schools` may well be those of an `Easton High School`.
    let noun = above.get(mine.last).filter(|t| t.kind == Kind::Word && !words::is_function(t.text(text)));
    let noun = noun.map(|t| words::stem(t.text(text)));
    let holds = words.iter().any(|t| Some(words::stem(t.text(plain))) == noun);
    telling
        && !holds
        && !short
        && !somebody
        && !given
        && !spelled(&own, text, &words, plain)
        && !spelled(&words, plain, &own, text)
}

/// Whether a name of the story, or what it may stand for, is in the headline `region` too.
pub fn is_above(article: &Annotated<'_>, region: u32, tokens: &[Token], plain: &str, run: Run) -> bool {
    let above = article.tokens().of(region);
    let text = article.plain(region);
    let concepts: Vec<u64> = (0..above.len())
        .filter(|at| above[*at].capital)
        .filter_map(|at| body::concepts(&above[at..]))
        .flat_map(|(c, _)| c.iter().copied())
        .collect();
    // `Corran Foods` and `Halden Foods` have in common what any firm may be called.
    let telling = |t: &Token, plain: &str| !words::is_ordinary(t.text(plain));
    let named = run.words(tokens).count() > 1 && run.words(tokens).any(|(_, t)| telling(t, plain));
    // Initials may well be those of the other one.
    let another = |at: usize| {
        let before = at.checked_sub(1).map(|at| &above[at]).filter(|t| t.capital && !t.upper && above[at].spaced);
        before.is_some_and(|t| telling(t, text))
    };
    let common = |at: usize| named && !telling(&above[at], text) && another(at);
    run.words(tokens).any(|(at, token)| {
        let word = token.text(plain);
        above
            .iter()
            .enumerate()
            .filter(|(at, t)| t.kind == Kind::Word && !common(*at))
            .any(|(_, t)| t.key == token.key || t.capital && near::is_related(word, t.text(text)))
            || body::concepts(&tokens[at..]).is_some_and(|(mine, _)| mine.iter().any(|c| concepts.contains(c)))
    })
}

fn around(tokens: &[Token], plain: &str, run: Run) -> Around {
    let weighty = |t: &Token| t.kind == Kind::Word && !words::is_function(t.text(plain));
    let behind = tokens
        .get(run.last..)
        .and_then(|rest| rest.iter().find(|t| t.kind != Kind::Clitic))
        .filter(|t| weighty(t))
        .map(|t| (words::stem(t.text(plain)), tokens.get(run.last).is_some_and(|t| t.kind == Kind::Clitic)));
    let before = tokens
        .get(..run.first)
        .and_then(|rest| rest.iter().rev().take(3).take_while(|t| t.kind == Kind::Word).find(|t| weighty(t)))
        .map(|t| words::stem(t.text(plain)));
    let mut partners = Vec::new();
    let joins = |t: &Token| t.is(',') || t.is('&') || t.text(plain).eq_ignore_ascii_case("and");
    if tokens.get(run.last).is_some_and(joins) {
        partners.extend(names(tokens, run.last + 1));
    }
    // `and the ride-hailing company Lyft`: what somebody is stands between.
    let described = |t: &Token| (t.kind == Kind::Word && !t.capital && !joins(t)) || t.is('-');
    // `and The Denby Times`
    let the = run.first.checked_sub(1).filter(|at| tokens[*at].text(plain).eq_ignore_ascii_case("the"));
    let run = Run { first: the.unwrap_or(run.first), ..run };
    let before_name = tokens.get(..run.first).unwrap_or_default();
    let passed = before_name.iter().rev().take(5).take_while(|t| described(t)).count();
    let joint = run.first.checked_sub(passed + 1).filter(|at| {
        let word = tokens[*at].text(plain);
        joins(&tokens[*at]) && (passed == 0 || word.eq_ignore_ascii_case("and"))
    });
    if let Some(at) = joint {
        // `General Motors (GM.N) and`: past the brackets.
        let at = match at.checked_sub(1).filter(|a| tokens[*a].is(')')) {
            Some(close) => tokens[..close].iter().rposition(|t| t.is('(')).unwrap_or(at),
            None => at,
        };
        let mut last = at.checked_sub(1).filter(|a| tokens[*a].is(',')).unwrap_or(at);
        // `Denby Motors Co. and`: the form of a firm is no part of what it is called.
        let form = |at: &usize| {
            tokens[*at].is('.') || FORMS.iter().any(|form| tokens[*at].text(plain).eq_ignore_ascii_case(form))
        };
        while let Some(before) = last.checked_sub(1).filter(form) {
            last = before;
        }
        partners.extend(last.checked_sub(1).into_iter().flat_map(|at| names(tokens, at)));
    }
    Around { behind, before, partners }
}

/// What firms are called by behind their names.
const FORMS: [&str; 8] = ["co", "inc", "corp", "ltd", "plc", "company", "corporation", "llc"];

/// The word of a name at a token, and everything that it may stand for.
fn names(tokens: &[Token], at: usize) -> Vec<u64> {
    let Some(token) = tokens.get(at).filter(|t| t.capital) else { return Vec::new() };
    let mut all = vec![token.key];
    // A name of two words may be met at its second one.
    for first in [Some(at), at.checked_sub(1)].into_iter().flatten() {
        if let Some((concepts, len)) = body::concepts(&tokens[first..])
            && first + len > at
        {
            all.extend(concepts);
        }
    }
    all
}
