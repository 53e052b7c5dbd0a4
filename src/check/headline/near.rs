//! Names of the story that are spelt nearly like one above it.

use super::body::Word;
use super::words;
use crate::annotate::Annotated;
use crate::annotate::tokens::Token;

/// How far apart two words are spelt: letters put in, left out, changed or swapped with their
/// neighbour, counted up to 2; `None` beyond.
pub fn distance(a: &str, b: &str) -> Option<usize> {
    let fold = |text: &str| -> Vec<char> { text.chars().flat_map(char::to_lowercase).map(words::plain).collect() };
    let (a, b) = (fold(a), fold(b));
    if a.len().abs_diff(b.len()) > 2 || a.len() > 40 {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|d| *d <= 2)
}

/// What a word becomes when it names the people, the tongue or the several of something.
const ENDINGS: [&str; 26] = [
    "s", "es", "n", "an", "ian", "ean", "i", "ese", "ish", "ic", "ite", "ites", "er", "ers", "ism", "ist", "ists", "y",
    "ie", "o", "ans", "ians", "ns", "is", "esque", "gate",
];

/// Whether one word is made from the other: a plural, a people, a short form, a part of it.
pub fn is_related(a: &str, b: &str) -> bool {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let fold = |text: &str| -> String {
        text.chars().flat_map(char::to_lowercase).map(words::plain).filter(|c| *c != '.').collect()
    };
    let (mut short, long) = (fold(short), fold(long));
    if short == long {
        return true;
    }
    // `balls` is no short form of `Balleros`, as `Lib` is of `Liberal`; `changes` is in `Changelog`.
    let plural = short.len() > 3 && short.ends_with('s') && !long.starts_with(&short);
    if plural {
        short.pop();
    }
    if let Some(rest) = long.strip_prefix(short.as_str()) {
        return short.len() >= 3
            && (ENDINGS.contains(&rest) || rest.len() > 2 && (!plural || rest.len() < short.len()));
    }
    // `Peru` and `Peruvian`, `Turkey` and `Turkish`: another ending on the same beginning.
    let shared = short.bytes().zip(long.bytes()).take_while(|(a, b)| a == b).count();
    let ending = |word: &str| {
        word.get(shared..)
            .is_some_and(|rest| ENDINGS.contains(&rest) || rest == "vian" || rest == "ey" || rest == "e" || rest == "a")
    };
    shared >= 4 && ending(&short) && ending(&long) || short.len() >= 4 && long.contains(short.as_str())
}

/// The name of the story that is spelt nearly like a word above it, with its first use. `beside` is
/// the key of the word before or behind it in the same name, which makes short words comparable.
pub fn nearest(
    article: &Annotated<'_>,
    body: &[(u64, Word)],
    word: &str,
    beside: &[u64],
    above: &[Token],
) -> Option<(u32, u32)> {
    let letters = word.chars().count();
    if letters < 4 {
        return None;
    }
    let first = word.chars().next().map(|c| c.to_lowercase().next());
    let mut best: Option<(usize, (u32, u32))> = None;
    for (key, there) in body {
        if there.named == 0 || there.small && there.named < 3 {
            continue;
        }
        let (region, at) = there.first;
        let tokens = article.tokens().of(region);
        let Some(token) = tokens.get(at as usize) else { continue };
        let text = token.text(article.plain(region));
        if text.len().abs_diff(word.len()) > 4 || above.iter().any(|t| t.key == *key) || is_related(word, text) {
            continue;
        }
        let Some(steps) = distance(word, text) else { continue };
        let near = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|t| beside.contains(&t.key));
        let supported = near((at as usize).checked_sub(1)) || near(Some(at as usize + 1));
        let same_start = text.chars().next().map(|c| c.to_lowercase().next()) == first;
        let allowed = match letters.min(text.chars().count()) {
            0..=3 => 0,
            4 => usize::from(supported),
            5..=7 => {
                if same_start || supported {
                    1
                } else {
                    0
                }
            }
            _ => {
                if same_start || supported {
                    2
                } else {
                    1
                }
            }
        };
        // A common word with a capital is no misspelling of a name.
        let common = words::is_ordinary(text) && !supported;
        if steps <= allowed && !common && best.is_none_or(|(least, _)| steps < least) {
            best = Some((steps, there.first));
        }
    }
    best.map(|(_, place)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_near() {
        assert_eq!(distance("Lindqvist", "Lindquist"), Some(1));
        assert_eq!(distance("Brien", "Brine"), Some(1));
        assert_eq!(distance("Müller", "Muller"), Some(0));
        assert_eq!(distance("Okafor", "Lind"), None);
    }

    #[test]
    fn peoples_plurals_and_short_forms_are_related() {
        for (a, b) in
            [("Peruvian", "Peru"), ("Iraqis", "Iraq"), ("Turkish", "Turkey"), ("Hawks", "Seahawks"), ("Lib", "Liberal")]
        {
            assert!(is_related(a, b), "{a} {b}");
        }
        assert!(!is_related("Lind", "Lund"));
        assert!(!is_related("Smit", "Smith"));
    }
}
