//! Slips of the finger: whether a number is one wrong key away from another.
//!
//! Where the words alone do not tie a claim to the figures that it follows from, the likeness of
//! the digits does: of two numbers that have nothing to do with each other, few differ by one
//! digit, by two digits that changed places, or by a power of ten.

use crate::annotate::figures::{Decimal, Interval};

/// Powers of ten that a lost or wrong scale word makes.
const SCALES: [i64; 3] = [10, 100, 1000];

/// Whether `stated` would lie in `right` if one digit were another one, were missing or doubled,
/// if two neighbouring digits changed places, or if the decimal point stood elsewhere.
pub fn is_slip(stated: Decimal, right: &Interval) -> bool {
    is_scaled(stated, right) || variants(stated.abs()).iter().any(|v| right.contains(*v))
}

/// Whether the two differ by a power of ten.
pub fn is_scaled(stated: Decimal, right: &Interval) -> bool {
    let meets = |value: Option<Decimal>| value.is_some_and(|v| right.contains(v));
    SCALES.into_iter().map(Decimal::from).any(|by| meets(stated.checked_mul(by)) || meets(stated.checked_div(by)))
}

/// The numbers that are one key away; none of numbers with a single digit, from which every other
/// digit is one key away.
fn variants(stated: Decimal) -> Vec<Decimal> {
    let stated = stated.normalize();
    let text = stated.mantissa().to_string();
    // Zeros at the end are a scale word to who types it.
    let significant = text.trim_end_matches('0');
    let digits = significant.as_bytes();
    if digits.len() < 2 || digits.len() > 9 {
        return Vec::new();
    }
    let mut all = Vec::new();
    let mut take = |digits: &[u8], zeros: usize| {
        let whole = digits.iter().fold(0i128, |sum, d| sum * 10 + i128::from(d - b'0'));
        let value = 10i128.checked_pow(zeros as u32).and_then(|ten| whole.checked_mul(ten));
        all.extend(value.and_then(|v| Decimal::try_from_i128_with_scale(v, stated.scale()).ok()));
    };
    let zeros = text.len() - digits.len();
    for at in 0..digits.len() {
        let mut other = digits.to_vec();
        for digit in b'0'..=b'9' {
            other[at] = digit;
            take(&other, zeros);
        }
        let mut fewer = digits.to_vec();
        fewer.remove(at);
        take(&fewer, zeros);
        if at > 0 {
            let mut turned = digits.to_vec();
            turned.swap(at - 1, at);
            take(&turned, zeros);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(stated: &str, right: &str) -> bool {
        is_slip(stated.parse().unwrap(), &Interval::point(right.parse().unwrap()))
    }

    #[test]
    fn one_key_makes_a_slip() {
        for (stated, right) in [
            ("47", "37"),
            ("7.6", "6.7"),
            ("54711", "45711"),
            ("18.6", "8.6"),
            ("6300000000", "630000000"),
            ("50", "5"),
        ] {
            assert!(near(stated, right), "{stated} {right}");
        }
        for (stated, right) in [("15", "47"), ("3", "7"), ("1237", "2383"), ("0", "12")] {
            assert!(!near(stated, right), "{stated} {right}");
        }
    }
}
