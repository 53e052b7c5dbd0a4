//! From tokens to figures: a number with its hedge, its currency or unit, and its partner.
//!
//! The scan goes once over the tokens and stops only at digits and at words that a figure can
//! turn on. Around such a token it reads as much as belongs together; what follows in the
//! sentence is left to [`super::context`].

use std::sync::LazyLock;

use super::draft::{Draft, Measure};
use super::interval::{Decimal, Hedge, Interval};
use super::lexicons::{
    AGE_WORDS, COUNTABLE, CURRENCY_SIGNS, FRACTIONS, HEDGES, HEDGES_AFTER, MULTIPLE_AFTER, MULTIPLES, NUMBER_WORDS,
    ORDINALS, SCALES, VAGUE,
};
use super::number::{self, Number};
use super::quantity::Quantity;
use super::{Kind, Scan, exempt, fractions, nouns, pairs};
use crate::annotate::tokens::{Kind as TokenKind, key};
use crate::lexicon::KeyMap;

/// What a token can be the start, or the turning point, of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trigger {
    Number,
    /// A scale without a number before it: `a dozen`, `half a million`.
    Scale,
    Vague,
    Fraction,
    Ordinal,
    Multiple,
    Zero,
}

static TRIGGERS: LazyLock<KeyMap<Trigger>> = LazyLock::new(|| {
    let mut map = KeyMap::default();
    let mut add = |words: &mut dyn Iterator<Item = &str>, trigger| {
        for phrase in words {
            let last = phrase.split_whitespace().rfind(|word| *word != "of").unwrap_or(phrase);
            map.entry(key(last)).or_insert(trigger);
        }
    };
    add(&mut NUMBER_WORDS.phrases(), Trigger::Number);
    add(&mut VAGUE.phrases().filter(|p| !SCALES.phrases().any(|s| p.ends_with(s))), Trigger::Vague);
    add(&mut SCALES.phrases().filter(|w| w.len() > 4), Trigger::Scale);
    add(&mut FRACTIONS.phrases(), Trigger::Fraction);
    add(&mut ORDINALS.phrases(), Trigger::Ordinal);
    add(&mut MULTIPLES.phrases(), Trigger::Multiple);
    add(&mut ["no", "none", "nobody"].into_iter(), Trigger::Zero);
    map
});

/// The figures of a region, in order and without overlaps.
pub(crate) fn read(scan: Scan<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let triggers = &*TRIGGERS;
    let mut dates = scan.dates.iter().peekable();
    let mut floor = 0;
    let mut at = 0;
    while let Some(token) = scan.tokens.get(at) {
        let trigger = match token.kind {
            TokenKind::Number => Some(Trigger::Number),
            TokenKind::Word => triggers.get(&token.key).copied(),
            _ => None,
        };
        let Some(trigger) = trigger else {
            at += 1;
            continue;
        };
        while dates.next_if(|d| d.tokens.end as usize <= at).is_some() {}
        if let Some(date) = dates.peek()
            && date.tokens.start as usize <= at
        {
            at = (date.tokens.end as usize).max(at + 1);
            floor = at;
            continue;
        }
        match figure_at(scan, trigger, floor, at) {
            Found::Figure(draft) => {
                at = draft.end.max(at + 1);
                floor = at;
                drafts.push(draft);
            }
            Found::Skip(end) => {
                at = end.max(at + 1);
                floor = at;
            }
            Found::Nothing => at += 1,
        }
    }
    drafts
}

/// What stands at a trigger.
#[expect(clippy::large_enum_variant, reason = "moved once, straight into the list of drafts")]
pub(crate) enum Found {
    Figure(Draft),
    /// Numbers that are no figure, up to a token.
    Skip(usize),
    Nothing,
}

impl From<Option<Draft>> for Found {
    fn from(draft: Option<Draft>) -> Self {
        draft.map_or(Found::Nothing, Found::Figure)
    }
}

fn figure_at(scan: Scan<'_>, trigger: Trigger, floor: usize, at: usize) -> Found {
    if let Some(end) = exempt::name_over(scan, at) {
        return Found::Skip(end);
    }
    match trigger {
        Trigger::Number => number_at(scan, floor, at),
        Trigger::Scale => fractions::bare_scale(scan, floor, at).into(),
        Trigger::Vague => fractions::vague(scan, floor, at).into(),
        Trigger::Fraction => match fractions::fraction(scan, floor, at) {
            Some(draft) => Found::Figure(draft),
            None => fractions::ordinal(scan, at).into(),
        },
        Trigger::Ordinal => fractions::ordinal(scan, at).into(),
        Trigger::Multiple => multiple(scan, floor, at).into(),
        Trigger::Zero => zero(scan, at).into(),
    }
}

fn number_at(scan: Scan<'_>, floor: usize, at: usize) -> Found {
    let tokens = scan.tokens;
    let digits = tokens[at].kind == TokenKind::Number;
    if digits && let Some(end) = exempt::number(scan, at) {
        return Found::Skip(end);
    }
    if let Some(draft) = fractions::fraction(scan, floor, at) {
        return Found::Figure(draft);
    }
    if let Some(found) = fractions::numbered_ordinal(scan, at) {
        return found;
    }
    let Some(mut number) = number::read(scan.plain, tokens, at) else {
        return if digits { Found::Skip(exempt::chunk_end(scan, at)) } else { Found::Nothing };
    };
    let point = digits && !tokens[at].spaced && at > floor && tokens[at - 1].is('.');
    if point {
        // `.5 percent`: what stands before the point is nothing.
        let Some(part) = decimals_only(scan, at, number) else { return Found::Skip(exempt::chunk_end(scan, at)) };
        number = part;
    }
    if !digits && exempt::named_word(scan, at) {
        return Found::Skip(number.end);
    }
    if !digits && exempt::spelled_year(scan, number.end) {
        return Found::Skip(number.end + 1);
    }
    let start = sign_before(scan, floor, at - usize::from(point));
    let quantity = Quantity::of_number(scan, start, number, at);
    if digits && quantity.measure == Measure::None && exempt::glued_behind(scan, number.end) {
        return Found::Skip(exempt::chunk_end(scan, at));
    }
    let mut draft = match pairs::pair(scan, floor, &quantity) {
        pairs::Pair::Draft(draft) => draft,
        pairs::Pair::Skip(end) => return Found::Skip(end),
        pairs::Pair::None => {
            let word = |text: &str| !digits && tokens[at].key == key(text) && quantity.number.end == at + 1;
            let counts = !word("one") || one_counts(scan, floor, &quantity);
            // `zero precedent` is a flourish; `zero cases` is counted.
            let plural = || tokens.get(at + 1).is_some_and(|t| nouns::looks_plural(t, scan.plain));
            if !counts || word("zero") && quantity.is_bare() && !plural() {
                return Found::Nothing;
            }
            quantity.draft()
        }
    };
    finish(scan, floor, &mut draft);
    Found::Figure(draft)
}

/// `.5`, `.02`: the digits behind a point that nothing stands before.
fn decimals_only(scan: Scan<'_>, at: usize, number: Number) -> Option<Number> {
    let len = u32::try_from(scan.tokens[at].range().len()).ok().filter(|len| *len < 10)?;
    let plain = scan.tokens[at].text(scan.plain).bytes().all(|b| b.is_ascii_digit());
    let part = Decimal::try_new(1, len).ok()?;
    let value = number.value.checked_mul(part)?;
    plain.then_some(Number { value, place: number.scale.checked_mul(part)?, ..number })
}

/// The currency sign before token `at`, or a sign of the number itself.
fn sign_before(scan: Scan<'_>, floor: usize, at: usize) -> (usize, Option<&'static str>) {
    let signs = CURRENCY_SIGNS.ends(scan.tokens, floor, at);
    // `a $5 toll` is no Australian money: a sign of several parts has no gaps.
    let whole = |first: usize| scan.tokens.get(first + 1..at).is_some_and(|rest| rest.iter().all(|t| !t.spaced));
    let signs = match signs {
        Some((_, first)) if !whole(first) => CURRENCY_SIGNS.ends(scan.tokens, first + 1, at),
        found => found,
    };
    let Some((code, first)) = signs else { return (at, None) };
    let sign = &scan.tokens[at - 1];
    let letters = sign.kind == TokenKind::Word;
    if letters && !sign.capital || !letters && scan.tokens[at].kind != TokenKind::Number {
        return (at, None);
    }
    (first, Some(code))
}

/// `one` is a figure beside a unit, a scale or a countable noun, and a pronoun elsewhere.
fn one_counts(scan: Scan<'_>, floor: usize, quantity: &Quantity) -> bool {
    if !quantity.is_bare() || quantity.number.scale != Decimal::ONE || quantity.number.value != Decimal::ONE {
        return true;
    }
    let behind = scan.tokens.get(quantity.end..).unwrap_or(&[]);
    if COUNTABLE.starts(behind).is_some() || scan.joins(quantity.end) {
        return true;
    }
    let hedged = HEDGES.ends(scan.tokens, floor, quantity.first).is_some();
    let other = behind.first().is_some_and(|t| !super::lexicons::NOUN_STOPS.has(t) && t.kind == TokenKind::Word);
    other && (hedged || COUNTABLE.starts(&behind[1..]).is_some())
}

/// Age, multiple, hedges and signs: what can stand around any quantity.
fn finish(scan: Scan<'_>, floor: usize, draft: &mut Draft) {
    age(scan, draft);
    decade_of_life(scan, floor, draft);
    times(scan, draft);
    negative(scan, floor, draft);
    hedges(scan, floor, draft);
}

/// `45-year-old`, `45 years old`, `aged 45`, `, 45,` behind a name.
fn age(scan: Scan<'_>, draft: &mut Draft) {
    let whole = draft.stated.is_integer();
    if let (Kind::Duration, Some(unit)) = (draft.kind, draft.unit) {
        let old = draft.end + usize::from(scan.joins(draft.end));
        if scan.is_any(old, &["old", "olds"]) || scan.is(old, "of") && scan.is(old + 1, "age") {
            draft.kind = Kind::Age;
            draft.end = old + if scan.is(old, "of") { 2 } else { 1 };
            if unit.name == "year" {
                draft.unit = None;
            }
            return;
        }
    }
    if draft.kind != Kind::Count || !whole {
        return;
    }
    let before = draft.first.checked_sub(1).and_then(|b| scan.tokens.get(b));
    let plausible = draft.stated >= Decimal::ONE && draft.stated <= Decimal::from(125);
    if before.is_some_and(|t| AGE_WORDS.has(t)) && plausible {
        let noun = scan.tokens.get(draft.end).is_some_and(|t| nouns::looks_plural(t, scan.plain));
        if !noun {
            draft.kind = Kind::Age;
        }
        return;
    }
    if said_of_name(scan, draft) {
        draft.kind = Kind::Age;
    }
    if !before.is_some_and(|t| t.is(',') && !t.spaced) {
        return;
    }
    let closes = match scan.tokens.get(draft.end) {
        None => true,
        Some(t) => t.is(',') || t.is('.') || t.is(';') || t.is(')') || scan.is(draft.end, "and"),
    };
    // `Hale, 34 and` needs the comma of a list to be told from `in Bantry, 12 and 14`.
    let name = draft.first >= 2 && {
        let token = &scan.tokens[draft.first - 2];
        token.capital && !token.upper || scan.is_any(draft.first - 2, &["jr.", "sr.", "jr", "sr", "iii"])
    };
    let adult = draft.stated < Decimal::from(116) && draft.stated > Decimal::from(2) && draft.digits && !draft.range;
    if name && closes && adult && draft.pair.is_none() {
        draft.kind = Kind::Age;
    }
}

/// `Mara Lund is 45.`, `who was 50 when`: an age only behind a full name or `who`, and only where
/// nothing follows that could be counted.
fn said_of_name(scan: Scan<'_>, draft: &Draft) -> bool {
    let Some(verb) = draft.first.checked_sub(1).filter(|v| *v >= 2) else { return false };
    let name = |at: usize| scan.tokens.get(at).is_some_and(|t| t.capital && t.kind == TokenKind::Word);
    let subject =
        scan.is(verb - 1, "who") || name(verb - 1) && (name(verb - 2) || scan.is_any(verb - 1, &["jr.", "sr."]));
    let ends =
        scan.tokens.get(draft.end).is_none_or(|t| t.is('.') || t.is(',') || t.is(';')) || scan.is(draft.end, "when");
    let adult = draft.stated >= Decimal::TEN && draft.stated < Decimal::from(116);
    scan.is_any(verb, &["is", "was"])
        && subject
        && ends
        && adult
        && draft.digits
        && draft.pair.is_none()
        && !scan.titled
}

/// `in her 30s`.
fn decade_of_life(scan: Scan<'_>, floor: usize, draft: &mut Draft) {
    let glued = scan.tokens.get(draft.end).is_some_and(|t| !t.spaced) && scan.is_any(draft.end, &["s", "'s", "’s"]);
    let own = draft.first > floor
        && (scan.follows(draft.first, &["his", "her", "their", "my", "your", "our"])
            || scan.follows(draft.first, &["early", "mid", "late", "-"]));
    if draft.kind == Kind::Count && glued && own && draft.stated < Decimal::ONE_HUNDRED {
        let high = draft.stated + Decimal::TEN;
        let bounds = (std::ops::Bound::Included(draft.stated), std::ops::Bound::Excluded(high));
        draft.kind = Kind::Age;
        draft.value = Interval::new(bounds.0, bounds.1);
        draft.end += 1;
    }
}

/// `three times as many`, `10-fold`, `3x`.
fn times(scan: Scan<'_>, draft: &mut Draft) {
    if draft.kind != Kind::Count || draft.range {
        return;
    }
    let next = draft.end + usize::from(scan.joins(draft.end));
    let Some(token) = scan.tokens.get(next) else { return };
    let fold = scan.is(next, "fold");
    let factor = scan.is(next, "x") && !token.spaced;
    let times = scan.is(next, "times") && scan.tokens.get(next + 1).is_some_and(|t| MULTIPLE_AFTER.has(t));
    if fold || factor || times {
        draft.kind = Kind::Multiple;
        draft.end = next + 1;
        draft.hyphen = false;
    }
}

/// `minus 5 degrees`, `-5%`, and `±3`.
fn negative(scan: Scan<'_>, floor: usize, draft: &mut Draft) {
    if draft.kind == Kind::Temperature && scan.is(draft.end, "below") && scan.is(draft.end + 1, "zero") {
        draft.rescale(Decimal::NEGATIVE_ONE);
        draft.place = draft.place.abs();
        draft.end += 2;
    }
    let Some(before) = draft.first.checked_sub(1).filter(|b| *b >= floor) else { return };
    let sign = &scan.tokens[before];
    let joined = scan.tokens.get(draft.first).is_some_and(|t| !t.spaced);
    if scan.is(before, "minus") && scan.follows(before, &["or"]) && before >= floor + 2 {
        draft.margin = true;
        draft.first = before - 2;
    } else if sign.is('±') || sign.is('-') && scan.follows(before, &["/"]) && before >= floor + 2 {
        draft.margin = true;
        draft.first = if sign.is('±') { before } else { before - 2 };
    } else if scan.is(before, "minus") || (sign.is('-') || sign.is('−')) && sign.spaced && joined {
        let measured = draft.kind != Kind::Count || sign.is('−');
        if measured && !draft.range {
            draft.rescale(Decimal::NEGATIVE_ONE);
            draft.place = draft.place.abs();
            draft.first = before;
        }
    } else if sign.is('+') && joined {
        draft.first = before;
    }
}

/// The words around it that widen it.
fn hedges(scan: Scan<'_>, floor: usize, draft: &mut Draft) {
    for _ in 0..2 {
        let Some((hedge, first)) = HEDGES.ends(scan.tokens, floor, draft.first) else { break };
        // `over three days`, `over four starts` are `during`.
        let few = draft.kind == Kind::Count && draft.stated <= Decimal::from(12);
        if (draft.kind == Kind::Duration || few) && scan.is(first, "over") && draft.first == first + 1 {
            break;
        }
        // `the tax would go up to 12 percent` ends there.
        let goes = ["go", "goes", "going", "gone", "went", "move", "moved", "moves", "jumped", "climbed", "shot"];
        if scan.is(first, "up") && scan.is(first + 1, "to") && scan.follows(first, &goes) {
            break;
        }
        // `stretches over more than 5 miles`: a second hedge that is a preposition is none.
        if draft.hedge.is_some() && scan.is_any(first, &["over", "under", "above", "below", "around"]) {
            break;
        }
        draft.first = first;
        draft.hedge = Some(draft.hedge.map_or(hedge, |inner| stronger(inner, hedge)));
    }
    if draft.hedge.is_none()
        && let Some((hedge, len)) = HEDGES_AFTER.starts(scan.tokens.get(draft.end..).unwrap_or(&[]))
    {
        let mark = scan.tokens[draft.end];
        if mark.kind != TokenKind::Mark || !mark.spaced {
            draft.hedge = Some(hedge);
            draft.end += len;
        }
    }
}

/// Of two hedges (`at least about 50`, `an estimated more than 50`) the one that leaves more open.
fn stronger(a: Hedge, b: Hedge) -> Hedge {
    let rank = |h: Hedge| match h {
        Hedge::MoreThan | Hedge::AtLeast | Hedge::AtMost | Hedge::LessThan => 2,
        Hedge::About | Hedge::Nearly | Hedge::Vague => 1,
        Hedge::Exactly => 0,
    };
    if rank(b) > rank(a) { b } else { a }
}

/// `doubled`, `tenfold`, `twice as many`.
fn multiple(scan: Scan<'_>, floor: usize, at: usize) -> Option<Draft> {
    let (factor, needs_as) = MULTIPLES.get(&scan.tokens[at])?;
    if needs_as && !scan.tokens.get(at + 1).is_some_and(|t| MULTIPLE_AFTER.has(t)) {
        return None;
    }
    // `The barn doubles as a school.`
    if !needs_as && scan.is(at + 1, "as") {
        return None;
    }
    let number = Number { value: factor, place: Decimal::ONE, scale: Decimal::ONE, end: at + 1, digits: false };
    let mut draft = Draft { kind: Kind::Multiple, ..Draft::of(&number, at) };
    hedges(scan, floor, &mut draft);
    Some(draft)
}

/// `no deaths`, `no one was hurt`, `none were injured`.
fn zero(scan: Scan<'_>, at: usize) -> Option<Draft> {
    let mut end = at + 1;
    let counted = if scan.is(at, "no") && scan.is(at + 1, "one") {
        end = at + 2;
        nouns::suffers(scan, end)
    } else if scan.is(at, "no") {
        let behind = scan.tokens.get(end..).unwrap_or(&[]);
        let plural =
            |from: usize| behind.get(from).is_some_and(|t| COUNTABLE.has(t) && nouns::looks_plural(t, scan.plain));
        plural(0) || behind.first().is_some_and(|t| !super::lexicons::NOUN_STOPS.has(t)) && plural(1)
    } else {
        nouns::suffers(scan, end)
    };
    if !counted {
        return None;
    }
    let point = Interval::point(Decimal::ZERO);
    Some(Draft::vague(at, end, Decimal::ZERO, point, Kind::Count))
}
