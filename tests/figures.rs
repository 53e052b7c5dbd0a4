//! Figures and dates at the edge of what a number or a calendar can be, through the whole pipeline.
//!
//! A line of the data is what stands in the copy, and the rules of figures and dates that must speak
//! there, in the order of their places; none, and all of them must be silent. What matters in most
//! lines is that nothing panics and nothing is made up.

use std::sync::{Arc, LazyLock};

use copydesk::config::Desk;
use copydesk::lint::{Job, lint};
use copydesk::rule::Rulebook;
use copydesk::source::{FileId, SourceFile, Sources};

static DESK: LazyLock<Desk> = LazyLock::new(|| Desk::defaults(Arc::new(Rulebook::built_in(&mut Sources::default()))));

/// The rules of figures and dates that report something in a text.
fn reported(path: &str, text: &str) -> Vec<String> {
    let source = SourceFile::new(path, text);
    let job = Job { file: FileId(0), source: &source, path, problems: Vec::new(), timing: false };
    let found = lint(job, &DESK).diagnostics;
    for diagnostic in &found {
        let (start, end) = (diagnostic.span.start as usize, diagnostic.span.end as usize);
        assert!(text.get(start..end).is_some(), "{}: off a character in {text:?}", diagnostic.rule);
    }
    let own = |rule: &String| ["figures/", "dates/"].iter().any(|group| rule.starts_with(group));
    found.into_iter().map(|d| d.rule.to_string()).filter(own).collect()
}

const CASES: &[(&str, &[&str])] = &[
    // Figures over 2^64, and more digits than a decimal holds.
    ("Denby counted 18446744073709551617 grains of sand, up 5 percent from 18446744073709551616.", &[]),
    ("The number rose 3 percent from 340282366920938463463374607431768211456 to 7.", &[]),
    (
        "The debt grew from $99999999999999999999999999999999 trillion to $99999999999999999999999999999998 trillion.",
        &[],
    ),
    (
        "Pi is 3.141592653589793238462643383279502884197, up 2 percent from 3.141592653589793238462643383279502884198.",
        &[],
    ),
    ("The 0.0000000000000000000000000000000000000001 percent rise from 80 to 104 surprised Denby.", &[]),
    ("A 99999999999999999999-year-old man met a 340282366920938463463374607431768211456-foot (3-metre) wall.", &[]),
    // What looks like a number and is none.
    ("The meter said NaN, then inf, then -inf, up NaN percent from NaN to inf.", &[]),
    ("It read 1e309 and 0x1F, up 1e5 percent from 1e3 to 1e4.", &[]),
    ("Rates of ∞ percent, ½ percent and ٣ percent rose from ⅓ to ⅔.", &[]),
    ("1,,000 and 1.2.3 and ,5 and 5, and $ and % and $% and 12-.", &[]),
    // Percentages of nothing, and division by it.
    ("Sales rose 50 percent, from 0 to 12 boats.", &[]),
    ("Sales fell 100 percent, from 12 to 0 boats.", &[]),
    ("Zero of 0 boats (0 percent) sank, and 3 of 0 (50 percent) did not.", &[]),
    ("The council paid $0 for 0 berths. That is $0 per berth, or 0 for every 1,000 residents.", &[]),
    ("Nothing (0 km) is 0 miles (0 km), and 0°C (32°F) is cold.", &[]),
    ("He is 0-for-0 (.000), and she is 3-for-0 (.500).", &[]),
    // Below zero.
    ("The index moved between -12 and -8, and from -5 to -10, down 5.", &[]),
    ("It was between -8 and -12 degrees, and -40°C (-40°F) at night.", &[]),
    ("Profit rose 40 percent, from $-80 million to $-104 million.", &[]),
    // Money of two kinds, and measures of two.
    ("The price rose 25 percent, from $80 to £104.", &[]),
    ("The price rose 25 percent, from $80 to A$104 and from €80 to ¥104.", &[]),
    ("The wall grew 25 percent, from 80 feet to 104 kilograms.", &[]),
    ("The wall grew by 24 metres from 80 feet to 104 feet.", &[]),
    ("A 10-mile (16-litre) trail and a 5-gallon (19-metre) tank.", &[]),
    // Dates before the calendar and after it.
    ("The mill burned on Friday, March 16, 1702, and again on Monday, January 1, 1600.", &[]),
    ("On Monday, September 14, 1752, the calendar changed.", &[]),
    ("The lease ends on Tuesday, March 16, 10016, or in 99999, or on 31/12/99999.", &[]),
    ("The lease ends on Tuesday, March 16, 9999.", &["figures/implausible"]),
    ("In 2016 they found a coin of 44 BC, and one of the year 0, 12 years after the year -5.", &[]),
    // Leap days.
    ("The ferry sailed on February 29, 2024, and on Thursday, Feb. 29, 2024.", &[]),
    ("The ferry sailed on February 29, 2023.", &["dates/impossible"]),
    ("The ferry sailed on February 29, 1900, and February 29, 2000.", &["dates/impossible"]),
    ("The ferry sailed on Feb. 30, 2024, and on June 31.", &["dates/impossible", "dates/impossible"]),
    ("Born on Feb. 29, 2000, she died on Feb. 28, 2024, aged 23.", &[]),
    // Totals that would overflow.
    (
        "The 79228162514264337593543950335 ants, 79228162514264337593543950335 women and 79228162514264337593543950335 men, left.",
        &[],
    ),
    // And beside all of them, the plain case.
    ("Sales rose 25 percent, from 80 to 104 bales.", &["figures/change"]),
];

#[test]
fn edges_of_numbers_and_calendars() {
    let mut faults = String::new();
    for (text, rules) in CASES {
        for copy in
            [format!("A headline of words\n\n{text}\n"), format!("{text} {text}\n\n“{text}”\n"), (*text).to_owned()]
        {
            let found = reported("story.txt", &copy);
            let first = copy.starts_with("A headline");
            if first && found != **rules {
                faults.push_str(&format!("{text}\n    expected {rules:?}\n    found    {found:?}\n"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn figures_of_two_stories_in_one_file_are_not_compared() {
    let story = |id: &str, people: &str, age: &str| {
        format!(
            "<doc id=\"{id}\">\nFire in Denby\n\nTom Hale, {age}, was hurt. The fire killed {people} people in Denby on Monday.\n</doc>\n"
        )
    };
    let both = format!("{}{}", story("1", "14", "34"), story("2", "17", "43"));
    // One story that says both is at odds with itself; two stories are two fires.
    let front = |people: &str, age: &str| {
        format!(
            "---\ntitle: Fire in Denby\n---\n\nTom Hale, {age}, was hurt. The fire killed {people} people in Denby on Monday.\n"
        )
    };
    assert_eq!(reported("one.md", &front("14", "34")), Vec::<String>::new());
    assert_eq!(reported("two.md", &front("17", "43")), Vec::<String>::new());
    // However a file is read, nothing panics over the two together.
    reported("both.txt", &both);
    reported("both.md", &format!("{}{}", front("14", "34"), front("17", "43")));
}
