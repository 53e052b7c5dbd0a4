//! The figures of a story as mentions of things: what each counts, for whom it speaks, and what
//! sets it apart from others of the same thing.
//!
//! Comparing them is left to [`super::conflict`] and [`super::display`].

use std::collections::HashSet;
use std::sync::LazyLock;

use super::around::{Around, Near};
use super::line::{self, Line};
use super::measured::{self, Named};
use crate::annotate::Annotated;
use crate::annotate::figures::nouns::singular_key;
use crate::annotate::figures::{Decimal, Figure, Hedge, Interval, Kind};
use crate::annotate::tokens::{Kind as TokenKind, key, tokenize};
use crate::check::{OptionError, RuleFiles};
use crate::lexicon::{KeyMap, Lexicon, pairs};

/// A figure with what it is compared by.
pub struct Mention<'a> {
    /// The figure.
    pub figure: &'a Figure,
    /// The sentence it stands in.
    pub line: Line<'a>,
    /// What it counts: the family of the noun where it has one, else the noun; `None` without.
    pub thing: Option<u64>,
    /// Whether that is people.
    pub people: bool,
    /// What a measure is the measure of: `the 12-year sentence`.
    pub named: Option<Named>,
    /// The words before the noun that belong to it.
    pub modifiers: Vec<u64>,
    /// The words around it, as [`Around`] has them.
    pub near: Near,
    /// Whether it points back: `the 46 centers`, `all six charges`.
    pub definite: bool,
    /// Whether words behind the noun narrow it: `the 12 who were hurt`.
    pub narrowed: bool,
}

impl Mention<'_> {
    /// Whether a name before the noun stands in the sentence of the other mention too: `the 46 Harbour
    /// victims`, of people killed at Harbour.
    pub fn named_alike(&self, other: &Mention<'_>) -> bool {
        let Some(noun) = &self.figure.noun else { return false };
        let own = self.line.tokens.get(noun.tokens.start as usize..(noun.tokens.end as usize).saturating_sub(1));
        let told = other.line.tokens.get(other.line.span()).unwrap_or_default();
        own.unwrap_or_default().iter().any(|t| t.capital && told.iter().any(|o| o.capital && o.key == t.key))
    }
}

/// Words between "the" and a number that point to something new.
const OTHERS: [&str; 16] = [
    "other",
    "remaining",
    "first",
    "last",
    "next",
    "top",
    "past",
    "previous",
    "final",
    "nearest",
    "additional",
    "further",
    "only",
    "largest",
    "biggest",
    "new",
];

/// Words behind a noun that narrow it.
const NARROWING: [&str; 30] = [
    "who", "whom", "whose", "that", "which", "where", "in", "at", "from", "with", "of", "on", "for", "to", "by",
    "killed", "injured", "arrested", "listed", "named", "under", "over", "below", "above", "between", "since",
    "during", "per", "a", "still",
];

/// Word lists that tell what a number counts.
pub struct Words {
    /// Words for the same thing: `fatalities = dead`.
    pub families: Lexicon,
    /// Words for people: `four suspects` and `three men` may be the same.
    pub people: Lexicon,
    /// The families of single words by their singular: `the 204-home project` is of homes.
    singulars: KeyMap<u64>,
    /// Words for what is measured: `sentenced = prison`; none where measures are not named.
    pub terms: Lexicon,
}

impl Words {
    /// Reads the lists that the options name.
    pub fn read(files: &dyn RuleFiles, families: &str, people: &str) -> Result<Words, OptionError> {
        let lexicon = |option, name: &str| {
            if name.is_empty() { Ok(Lexicon::default()) } else { files.lexicon(option, name) }
        };
        let families = lexicon("families", families)?;
        let mut singulars = KeyMap::default();
        for entry in families.entries() {
            if let ([word], Some(family)) = (tokenize(&entry.phrase).as_slice(), &entry.value) {
                singulars.entry(singular_key(word, &entry.phrase)).or_insert_with(|| key(family));
            }
        }
        Ok(Words { families, people: lexicon("people", people)?, singulars, terms: Lexicon::default() })
    }

    /// What a figure counts: the family of the noun where it has one, else the noun.
    pub fn thing(&self, line: &Line<'_>, figure: &Figure) -> Option<u64> {
        let noun = figure.noun.as_ref()?;
        let head = line.tokens.get(noun.tokens.end.checked_sub(1)? as usize)?;
        // `police officers`: two words of one family.
        let before = line.tokens.get(noun.tokens.end.checked_sub(2)? as usize..).unwrap_or_default();
        let two = self.families.starts(before).filter(|(_, len)| *len == 2).map(|(entry, _)| entry);
        let family = two.or_else(|| self.families.get(head)).and_then(|entry| entry.value.as_deref());
        Some(family.map(key).or_else(|| self.singulars.get(&noun.key).copied()).unwrap_or(noun.key))
    }

    /// What a figure measures; `None` where measures are not named.
    pub fn named(&self, line: &Line<'_>, figure: &Figure) -> Option<Named> {
        if self.terms.is_empty() { None } else { measured::of(line, figure, &self.terms) }
    }

    /// Whether a figure counts people.
    pub fn is_people(&self, line: &Line<'_>, figure: &Figure) -> bool {
        let head = figure.noun.as_ref().and_then(|n| line.tokens.get(n.tokens.end.checked_sub(1)? as usize));
        head.is_some_and(|t| {
            self.people.has(t) || t.capital && figure.noun.as_ref().is_some_and(|n| DEMONYMS.contains(&n.key))
        }) || figure.group.is_some()
    }
}

/// The keys of the words for the people of a place.
static DEMONYMS: LazyLock<HashSet<u64>> = LazyLock::new(|| {
    let text = include_str!("../../../rules/lexicons/demonyms.txt");
    pairs(text).map(|(word, _)| key(word)).collect()
});

/// What a figure that is compared must be: a plain number of something.
pub fn is_compared(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Count | Kind::Money(_) | Kind::Measure)
        && is_plain(figure)
        && figure.stated > Decimal::ONE
}

/// Whether a figure states one number, be it an estimate.
pub fn is_plain(figure: &Figure) -> bool {
    !figure.range && !figure.margin && figure.hedge != Some(Hedge::Vague)
}

/// What happened to the people that a figure counts: by its verb, or by a noun such as "victims".
pub fn fate(figure: &Figure, thing: Option<u64>) -> Option<&'static str> {
    figure.role.or_else(|| (thing == Some(*DEAD)).then_some("killed"))
}

/// The family of words for the dead.
static DEAD: LazyLock<u64> = LazyLock::new(|| key("dead"));

/// The wholes of `14 of the 17 electors`, which count what they are wholes of.
pub fn wholes(article: &Annotated<'_>) -> Vec<Figure> {
    let mut out = Vec::new();
    for line in line::lines(article) {
        for figure in line.figures.iter().filter(|f| f.kind == Kind::OutOf && f.noun.is_some() && f.hedge.is_none()) {
            let Some((_, whole)) = figure.pair.filter(|(_, b)| *b >= Decimal::TEN && b.is_integer()) else { continue };
            let tokens = figure.tokens.start as usize..figure.tokens.end as usize;
            let Some(at) = tokens
                .clone()
                .rev()
                .find(|at| line.tokens.get(*at).is_some_and(|t| t.is_word() || t.kind == TokenKind::Number))
            else {
                continue;
            };
            let Some(token) =
                line.tokens.get(at).filter(|_| line.follows(at, &["the", "its", "their", "those", "'s", "’s"]))
            else {
                continue;
            };
            // The layer may have it as a figure of its own.
            if line.figures.iter().any(|f| f.kind == Kind::Count && f.tokens.start as usize == at) {
                continue;
            }
            out.push(Figure {
                kind: Kind::Count,
                stated: whole,
                value: Interval::point(whole),
                granularity: Decimal::ONE,
                start: token.start,
                end: token.end,
                number: token.start..token.end,
                tokens: at as u32..at as u32 + 1,
                pair: None,
                role: None,
                subset: false,
                ..figure.clone()
            });
        }
    }
    out
}

/// The figures of an article that can be compared, in order.
pub fn collect<'a>(
    article: &'a Annotated<'_>,
    words: &Words,
    around: &Around,
    is_compared: impl Fn(&Line<'_>, &Figure) -> bool,
) -> Vec<Mention<'a>> {
    let reader = Reader { article, words, around };
    let mut out = Vec::new();
    for line in line::lines(article) {
        out.extend(line.figures.iter().filter(|f| is_compared(&line, f)).map(|figure| reader.mention(line, figure)));
    }
    out
}

/// Figures that were made of others, as mentions.
pub fn of_all<'a>(
    article: &'a Annotated<'_>,
    words: &Words,
    around: &Around,
    figures: &'a [Figure],
) -> Vec<Mention<'a>> {
    let reader = Reader { article, words, around };
    let mut out = Vec::new();
    // The figures come in the order of the lines.
    let mut figures = figures.iter().peekable();
    for line in line::lines(article) {
        let at = line.figures.first().map(|f| (f.region, f.sentence));
        while let Some(figure) = figures.next_if(|f| Some((f.region, f.sentence)) == at) {
            out.push(reader.mention(line, figure));
        }
        if figures.peek().is_none() {
            break;
        }
    }
    out
}

/// What mentions are read with.
struct Reader<'r, 'a, 'b> {
    article: &'a Annotated<'b>,
    words: &'r Words,
    around: &'r Around,
}

impl<'a> Reader<'_, 'a, '_> {
    fn mention(&self, line: Line<'a>, figure: &'a Figure) -> Mention<'a> {
        let modifiers = figure.noun.as_ref().map_or_else(Vec::new, |n| {
            let own = n.tokens.start as usize..(n.tokens.end as usize).saturating_sub(1);
            own.filter_map(|at| line.tokens.get(at)).filter(|t| t.is_word()).map(|t| t.key).collect()
        });
        let article = self.article;
        let first = figure.tokens.start as usize;
        // `the 160-character message`: a name, not a number of characters.
        let compound = line.tokens.get(figure.tokens.end as usize).is_some_and(|t| t.is('-') && !t.spaced);
        let definite = !compound && line.follows(first, &["the", "those", "these", "all"]);
        let end = line::phrase_end(figure);
        let other = line.has(first..end, &OTHERS[..15]);
        // `the 12 films competing in it`
        let doing = line.tokens.get(end).is_some_and(|t| !t.capital) && line.word(end).ends_with("ing");
        Mention {
            figure,
            line,
            thing: self.words.thing(&line, figure),
            people: self.words.is_people(&line, figure),
            named: self.words.named(&line, figure),
            modifiers,
            near: self.around.of(article, &line, figure),
            definite: definite && !other,
            narrowed: doing || line.is_any(end, &NARROWING),
        }
    }
}

/// How one number can have been mistyped for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// One digit is another.
    Digit,
    /// Two digits have changed places.
    Transposed,
    /// Off by tens, hundreds, thousands or millions.
    Magnitude,
}

/// Whether two numbers are a slip of the finger apart.
pub fn slip(a: Decimal, b: Decimal) -> Option<Slip> {
    let digits = |value: Decimal| {
        let value = value.normalize();
        (value.mantissa().unsigned_abs().to_string(), value.scale())
    };
    let strip = |text: &str| text.trim_end_matches('0').to_owned();
    let ((x, x_scale), (y, y_scale)) = (digits(a), digits(b));
    let (short_x, short_y) = (strip(&x), strip(&y));
    if short_x == short_y && a != b {
        return Some(Slip::Magnitude);
    }
    // The same length before the point and behind it.
    let whole = |text: &str, scale: u32| text.len() as i64 - i64::from(scale);
    let length = short_x.len().max(short_y.len());
    if whole(&x, x_scale) != whole(&y, y_scale) || length < 2 {
        return None;
    }
    let pad = |text: String| format!("{text:0<length$}").into_bytes();
    let (x, y) = (pad(short_x), pad(short_y));
    let apart: Vec<usize> = (0..length).filter(|i| x[*i] != y[*i]).collect();
    match apart.as_slice() {
        [_] => Some(Slip::Digit),
        [i, j] if j - i == 1 && x[*i] == y[*j] && x[*j] == y[*i] => Some(Slip::Transposed),
        _ => None,
    }
}

/// Whether a slip of the finger in the stated number would have it come out of the interval: one
/// digit is another, or two have changed places.
pub fn slips_from(stated: Decimal, right: &Interval) -> bool {
    let number = stated.normalize();
    let (text, scale) = (number.mantissa().unsigned_abs().to_string().into_bytes(), number.scale());
    if text.len() > 18 {
        return false;
    }
    let fits = |digits: &[u8]| {
        let whole = std::str::from_utf8(digits).ok().and_then(|t| t.parse::<i64>().ok());
        whole.is_some_and(|whole| right.contains(Decimal::new(whole, scale)))
    };
    let changed = |at: usize| {
        (b'0'..=b'9').any(|digit| {
            let mut other = text.clone();
            other.get_mut(at).is_some_and(|place| std::mem::replace(place, digit) != digit) && fits(&other)
        })
    };
    let swapped = |at: usize| {
        let mut other = text.clone();
        at + 1 < other.len() && other.get(at) != other.get(at + 1) && {
            other.swap(at, at + 1);
            fits(&other)
        }
    };
    (0..text.len()).any(|at| changed(at) || swapped(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_told() {
        let of = |a: &str, b: &str| slip(a.parse().unwrap(), b.parse().unwrap());
        assert_eq!(of("53000000", "35000000"), Some(Slip::Transposed));
        assert_eq!(of("196000000", "186000000"), Some(Slip::Digit));
        assert_eq!(of("3100000000", "3100000"), Some(Slip::Magnitude));
        assert_eq!(of("12.4", "11.4"), Some(Slip::Digit));
        assert_eq!(of("46", "48"), Some(Slip::Digit));
        assert_eq!(of("46", "4800"), None);
        assert_eq!(of("5", "4"), None);
        assert_eq!(of("1237", "1273"), Some(Slip::Transposed));
        assert_eq!(of("1237", "1373"), None);
    }
}
