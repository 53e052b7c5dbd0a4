//! The word lists of the date grammar.

use std::sync::LazyLock;

use crate::annotate::figures::lexicons::Table;

/// A value, and whether the word is an abbreviation that needs support.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Month, weekday or season, from 1.
    pub number: u8,
    /// Whether it needs a number beside it.
    pub short: bool,
}

fn named(value: &'static str) -> Option<Named> {
    let (number, short) = value.split_once(' ').map_or((value, false), |(n, _)| (n, true));
    Some(Named { number: number.parse().ok()?, short })
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $file:literal, $read:expr;)*) => {
        $($(#[$doc])* pub static $name: LazyLock<Table<$type>> = LazyLock::new(|| {
            Table::parse(include_str!(concat!("../../../rules/lexicons/", $file, ".txt")), $read)
        });)*
    };
}

lists! {
    /// `October`, `Oct`.
    MONTHS: Named = "months", named;
    /// `Tuesday`, `Tues`.
    WEEKDAYS: Named = "weekdays", named;
    /// `Black Friday`.
    WEEKDAY_NAMES: () = "weekday-names", |_| Some(());
    /// `yesterday`: days from the day of writing.
    RELATIVE_DAYS: i32 = "relative-days", |v| v.parse().ok();
    /// `summer`.
    SEASONS: Named = "seasons", named;
    /// `GMT`.
    TIME_ZONES: () = "time-zones", |_| Some(());
    /// `p.m.`, `noon`: hours.
    DAY_PARTS: u8 = "day-parts", |v| v.parse().ok();
    /// `in`, `since`: four digits behind it are a year.
    YEAR_BEFORE: () = "year-before", |_| Some(());
}
