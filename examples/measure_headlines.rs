//! How well headlines are told from headlines of other stories, over pairs of the Fake News Challenge:
//! a headline, a body, and whether the two agree, disagree, discuss one thing or are unrelated.
//!
//! `cargo run --release --example measure_headlines -- pairs.tsv FOLDER`. The file is tab-separated:
//! split, stance, headline, body id; FOLDER has the bodies as `ID.txt`, the first line being a headline
//! that is left out. Neither is part of the project; without them there is nothing to measure. Prints
//! precision and recall of `headline/wrong-story` at several thresholds, then on how many pairs of each
//! stance every rule of headlines speaks as it is set.

use std::collections::BTreeMap;
use std::path::Path;

use copydesk::annotate::Annotated;
use copydesk::article::{Article, Region, Role, Text};
use copydesk::check::Compiled;
use copydesk::check::headline::overlap;
use copydesk::check::headline::story::Story;
use copydesk::check::headline::wrong_story::DisplayStoryOptions;
use copydesk::config::Desk;
use copydesk::rule;
use copydesk::source::{FileId, Sources};

const STANCES: [&str; 4] = ["agree", "disagree", "discuss", "unrelated"];

/// Pairs by stance.
type Counts = [u32; STANCES.len()];

fn article(headline: &str, body: &str) -> Article {
    let mut article = Article::new(FileId(0), "plain");
    article.regions.push(Region::new(Role::Headline, Text::verbatim(headline, 0)));
    for paragraph in body.lines().filter(|line| !line.trim().is_empty()) {
        article.regions.push(Region::new(Role::Paragraph, Text::verbatim(paragraph, 0)));
    }
    article
}

/// Precision and recall of saying "unrelated", with the share of related pairs that it is said of.
fn row(label: &str, said: &Counts, all: &Counts) {
    let [agree, disagree, discuss, unrelated] = *said;
    let wrong = agree + disagree + discuss;
    let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
    println!(
        "{label:>10}  precision {:.4}  recall {:.4}  related {:.4}",
        share(unrelated, unrelated + wrong),
        share(unrelated, all[3]),
        share(wrong, all[0] + all[1] + all[2])
    );
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(pairs), Some(folder)) = (arguments.first(), arguments.get(1)) else {
        println!("no pairs to measure: give the path of the pairs and of the folder with the bodies");
        return;
    };
    let Ok(pairs) = std::fs::read_to_string(pairs) else {
        println!("the pairs cannot be read");
        return;
    };
    let mut sources = Sources::default();
    let desk = Desk::defaults(std::sync::Arc::new(rule::Rulebook::built_in(&mut sources)));
    let rules = desk.rulebook.rules();
    let roster = desk.roster("pair.txt");
    let headline_rules: Vec<_> =
        roster.active.iter().filter(|a| rules[a.rule].id.as_str().starts_with("headline/")).collect();

    let mut bodies: BTreeMap<String, String> = BTreeMap::new();
    let mut all = Counts::default();
    let thresholds: Vec<f64> = (1..=8).map(|step| f64::from(step) * 0.05).collect();
    let mut below = vec![Counts::default(); thresholds.len()];
    let mut spoken: BTreeMap<&str, Counts> = BTreeMap::new();
    let least = DisplayStoryOptions::default().min_words;
    for row in pairs.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let &[_, stance, headline, id] = columns.as_slice() else { continue };
        let Some(stance) = STANCES.iter().position(|s| *s == stance) else { continue };
        let body = bodies.entry(id.to_owned()).or_insert_with(|| {
            let text = std::fs::read_to_string(Path::new(folder).join(format!("{id}.txt"))).unwrap_or_default();
            text.split_once('\n').map_or_else(String::new, |(_, body)| body.to_owned())
        });
        if body.trim().is_empty() {
            continue;
        }
        all[stance] += 1;
        let article = article(headline, body);
        let annotated = Annotated::new(&article);
        if let Some(story) = Story::of(&annotated)
            && let Some(headline) = story.above.first()
        {
            let overlap = overlap::measure(&annotated, &story, *headline);
            if overlap.words >= least {
                for (threshold, counts) in thresholds.iter().zip(&mut below) {
                    counts[stance] += u32::from(overlap.focus < *threshold);
                }
            }
        }
        for active in &headline_rules {
            let Compiled::Article(check) = active.check.as_ref() else { continue };
            let mut found = Vec::new();
            check.run(&annotated, &mut found);
            let counts = spoken.entry(rules[active.rule].id.as_str()).or_default();
            counts[stance] += u32::from(!found.is_empty());
        }
    }
    println!("pairs: {}", STANCES.iter().zip(&all).map(|(s, n)| format!("{s} {n}")).collect::<Vec<_>>().join(", "));
    println!("\nheadline/wrong-story, headlines of {least} words of weight or more:");
    for (threshold, counts) in thresholds.iter().zip(&below) {
        row(&format!("< {threshold:.2}"), counts, &all);
    }
    if let Some(counts) = spoken.get("headline/wrong-story") {
        row("as set", counts, &all);
    }
    println!("\non how many pairs each rule speaks, notes included:");
    for (rule, counts) in &spoken {
        let told: Vec<String> = STANCES.iter().zip(counts).map(|(s, n)| format!("{s} {n}")).collect();
        println!("{rule:<28} {}", told.join(", "));
    }
    if let Some([agree, disagree, ..]) = spoken.get("headline/contradiction") {
        let precision = f64::from(*disagree) / f64::from((agree + disagree).max(1));
        println!("\nheadline/contradiction on disagree against agree pairs: precision {precision:.4}");
    }
}
