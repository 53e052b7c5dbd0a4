//! Figures and dates at the edges of what can be computed: nothing panics, nothing is made up, and
//! what can be checked still is. One line of the table is one story.

mod common;

use common::Scratch;

/// A story, and the rules of figures and dates that speak on it.
const STORIES: &[(&str, &[&str])] = &[
    // Over 2^64, and what a decimal of 96 bits can hold.
    ("The sky has 18,446,744,073,709,551,617 stars, up from 18,446,744,073,709,551,616 last year.", &[]),
    ("The sum fell 10 percent, from 99999999999999999999999999999999999999999 to 5 crowns.", &[]),
    ("They counted 79228162514264337593543950336 grains and 79228162514264337593543950335 more.", &[]),
    // Forty digits behind the point.
    ("Growth was 3.1415926535897932384626433832795028841971 percent, up from 3 percent.", &[]),
    ("He paid $0.0000000000000000000000000000000000000001 for 1.0000000000000000000000000000000000000001 shares.", &[]),
    // Text that looks like no number.
    ("The index was NaN, then inf, then -inf, then 1e309 and 1e-309, the bank said.", &[]),
    ("Prices rose NaN percent, from infinity to 1.2.3.4 crowns and 1,2,3,4 tins.", &[]),
    ("Some 4,2000 tins were sold.", &["figures/malformed"]),
    // Percentages of nothing, and divisions by it.
    ("Sales rose 25 percent, from 0 to 104 bales.", &[]),
    ("Sales doubled from 0 to 0 bales, and zero of 0 (0 percent) were lost.", &[]),
    ("A 0 percent fee on the $0 sale, about $2 billion, was paid by 0 of 0 owners.", &[]),
    ("The yard set aside $192 million for 0 engines. That is $54,711 per engine.", &[]),
    ("The average was 0-for-0 (.526) this spring.", &[]),
    // Ranges below nothing.
    ("It was between -12 and -8 degrees, then between -8 and -12 degrees on the quay.", &[]),
    ("The fund lost between -5 and -3 percent.", &[]),
    ("The yard builds between 12 and 8 ships a year.", &["figures/range"]),
    // Currencies and units that differ are never compared.
    ("The port has set aside £412 million for the quay — $327 million last year, and €40 million this year.", &[]),
    ("The fare went up 20 cents to 115 yen from 90 pence.", &[]),
    ("The pier grew 20 feet to 115 metres from 90 yards, and the cap weighs 2 pounds in 3 hours.", &[]),
    ("The quay is 200 feet (61 litres) long.", &[]),
    ("The statue is 30 feet (48 km) tall.", &["figures/conversion"]),
    // Before the calendar was reformed, and behind the year 9999.
    ("On Monday, March 15, 1650, the harbour froze, and on Tuesday, February 29, 1700, it thawed.", &[]),
    ("The lease ends on Friday, January 1, 12024, or in the year 99999999999.", &[]),
    ("On Tuesday, March 16, 2016, the ferry sank.", &["dates/weekday"]),
    // Leap days.
    ("The pier burned on Feb. 29, 2023.", &["dates/impossible"]),
    ("The pier burned on Feb. 29, 2024, and on Feb. 29, 2000.", &[]),
    ("The pier burned on Feb. 29, 1900.", &["dates/impossible"]),
    ("The pier burned on June 31.", &["dates/impossible"]),
];

fn rules(found: &[serde_json::Value]) -> Vec<String> {
    let own = |rule: &&str| rule.starts_with("figures/") || rule.starts_with("dates/") || *rule == "headline/figure";
    let mut rules: Vec<String> =
        found.iter().filter_map(|d| d["rule"].as_str()).filter(own).map(str::to_owned).collect();
    rules.sort();
    rules.dedup();
    rules
}

#[test]
fn what_cannot_be_computed_is_left_alone() {
    let scratch = Scratch::new();
    for (text, expected) in STORIES {
        scratch.file("story.txt", format!("The harbour\n\n{text}\n"));
        let (_, found) = scratch.json(&["--isolated", "story.txt"]);
        assert_eq!(rules(&found), *expected, "{text}\n{found:#?}");
    }
}

#[test]
fn two_articles_of_one_file_are_never_compared() {
    let scratch = Scratch::new();
    let lead = "There are 48 shelters in the valley, all of them full.";
    let back = "In July the 46 shelters missed two payments.";
    scratch.file("one.md", format!("# A harbour\n\n{lead}\n\n{back}\n"));
    let (_, found) = scratch.json(&["--isolated", "one.md"]);
    assert_eq!(rules(&found), ["figures/conflict"]);
    scratch.file("a.md", format!("# A harbour\n\n{lead}\n"));
    scratch.file("b.md", format!("# A mill\n\n{back}\n"));
    let (_, found) = scratch.json(&["--isolated", "a.md", "b.md"]);
    assert_eq!(rules(&found), [""; 0]);
}

#[test]
fn a_page_of_results_is_read_in_a_straight_line() {
    let row = |at: usize| {
        format!("Denby {} Marlow {}, {} people, ${}.50, {} percent.\n\n", at % 7, at % 5, at * 13 % 9000, at, at % 100)
    };
    let page = |rows: usize| -> String { (0..rows).map(row).collect() };
    let scratch = Scratch::new();
    scratch.file("page.txt", format!("The results\n\n{}", page(2000)));
    // That it ends at all is the test; `cargo bench --bench figures` has the time.
    let (status, _) = scratch.json(&["--isolated", "page.txt"]);
    assert!(status < 2);
}
