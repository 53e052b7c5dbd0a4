//! Arithmetic as a copy editor writes it down: `498 - 430 = 68`.

use std::fmt::Write as _;

use crate::annotate::figures::{Decimal, Figure, Interval, Kind};

/// A number with commas between thousands and no more decimals than it needs; round millions in
/// words.
pub fn amount(value: Decimal) -> String {
    let value = value.normalize();
    for (scale, word) in [(1_000_000_000_000i64, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million")] {
        if value.abs() < Decimal::from(scale) {
            continue;
        }
        if let Some(short) = value.checked_div(Decimal::from(scale)).map(|v| v.normalize())
            && short.scale() <= 3
        {
            return format!("{} {word}", grouped(short));
        }
    }
    grouped(value)
}

/// A number rounded to so many decimals.
pub fn rounded(value: Decimal, decimals: u32) -> String {
    amount(value.round_dp(decimals))
}

fn grouped(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::with_capacity(text.len() + whole.len() / 3 + 1);
    if value.is_sign_negative() && !value.is_zero() {
        out.push('-');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        let _ = write!(out, ".{decimals}");
    }
    out
}

/// What a figure states, with its currency or per cent sign.
pub fn stated(figure: &Figure) -> String {
    unit(figure, figure.stated)
}

/// Another number in the unit of a figure.
pub fn unit(figure: &Figure, value: Decimal) -> String {
    // `two years and eight months` are 2.67 years to arithmetic.
    let number = if figure.kind == Kind::Duration { rounded(value, 2) } else { amount(value) };
    match figure.kind {
        Kind::Money(code) => match code {
            "USD" => format!("${number}"),
            "GBP" => format!("£{number}"),
            "EUR" => format!("€{number}"),
            _ => format!("{number} {code}"),
        },
        Kind::Percent => format!("{number} %"),
        Kind::Points => format!("{number} points"),
        Kind::Measure | Kind::Temperature | Kind::Duration => {
            figure.unit.map_or(number, |u| measure(value.round_dp(6), u.name))
        }
        _ => number,
    }
}

/// A number with its unit as copy has it: `7.92 metres`, `26 feet`, `1 mile`.
pub fn measure(value: Decimal, unit: &str) -> String {
    let plural = |word: &str| match word {
        "foot" => "feet".to_owned(),
        "inch" => "inches".to_owned(),
        "century" => "centuries".to_owned(),
        "celsius" | "fahrenheit" | "horsepower" | "stone" | "percent" => word.to_owned(),
        _ => format!("{word}s"),
    };
    let one = value.normalize() == Decimal::ONE;
    // `mile-per-hour`: the first word is the one that is counted.
    let words = match unit.split_once("-per-") {
        Some((head, rest)) if one => format!("{head} per {rest}"),
        Some((head, rest)) => format!("{} per {rest}", plural(head)),
        None if one => unit.replace('-', " "),
        None => match unit.rsplit_once('-') {
            Some((front, head)) => format!("{} {}", front.replace('-', " "), plural(head)),
            None => plural(unit),
        },
    };
    format!("{} {words}", amount(value))
}

/// A share from 0 to 1 as a percentage with one decimal.
pub fn percent(share: Decimal) -> String {
    let hundredfold = share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(share);
    format!("{} %", rounded(hundredfold, 1))
}

/// `498 - 430 = 68, the text says 66`: two numbers, what they make, and what stands there.
pub fn of_two(a: Decimal, sign: char, b: Decimal, made: Decimal, stated: &str) -> String {
    format!("{} {sign} {} = {}, the text says {stated}", amount(a), amount(b), amount(made))
}

/// ` (give or take 0.5)`: the room that was allowed; nothing where there was none.
pub fn give_or_take(room: Decimal) -> String {
    if room.is_zero() { String::new() } else { format!(" (give or take {})", rounded(room, 3)) }
}

/// How far an interval reaches from its middle; nothing for one that is open to one side.
pub fn room(value: &Interval) -> Decimal {
    let width = value.low().zip(value.high()).and_then(|(low, high)| high.checked_sub(low));
    width.and_then(|width| width.checked_div(Decimal::TWO)).unwrap_or_default()
}

/// An interval that reaches `by` farther on both sides.
pub fn widened(value: &Interval, by: Decimal) -> Interval {
    value.add(&Interval::between(-by, by)).unwrap_or(*value)
}

/// Hundredths, for thresholds that are written as constants.
pub fn hundredths(value: i64) -> Decimal {
    Decimal::new(value, 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_copy_has_them() {
        for (value, text) in [
            ("498", "498"),
            ("1237", "1,237"),
            ("29200000000", "29.2 billion"),
            ("1237000", "1.237 million"),
            ("1237412", "1,237,412"),
            ("-0.50", "-0.5"),
            ("0", "0"),
        ] {
            assert_eq!(amount(value.parse().unwrap()), text);
        }
    }

    #[test]
    fn room_is_printed_where_there_was_some() {
        let half: Decimal = "0.50".parse().unwrap();
        assert_eq!(give_or_take(half), " (give or take 0.5)");
        assert_eq!(give_or_take(Decimal::ZERO), "");
        let band = Interval::between(Decimal::from(8), Decimal::from(11));
        assert_eq!(room(&band), "1.5".parse().unwrap());
        assert_eq!(room(&Interval::point(Decimal::TEN)), Decimal::ZERO);
    }

    #[test]
    fn units_are_words() {
        for (value, unit, text) in [
            ("26", "foot", "26 feet"),
            ("7.92", "metre", "7.92 metres"),
            ("1", "mile", "1 mile"),
            ("3", "square-mile", "3 square miles"),
            ("60", "kilometre-per-hour", "60 kilometres per hour"),
            ("2", "kilowatt-hour", "2 kilowatt hours"),
        ] {
            assert_eq!(measure(value.parse().unwrap(), unit), text);
        }
    }
}
