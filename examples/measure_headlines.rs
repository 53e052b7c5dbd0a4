//! How well headlines are told from headlines of other stories, over pairs of the Fake News Challenge:
//! a headline, a body, and whether the two agree, disagree, discuss one thing or are unrelated.
//!
//! `cargo run --release --example measure_headlines -- pairs.tsv FOLDER [features]`. The file is
//! tab-separated: split, stance, headline, body id; FOLDER has the bodies as `ID.txt`, the first line
//! being a headline that is left out. Neither is part of the project. Prints precision and recall of
//! `headline/wrong-story` at several thresholds, what each rule of headlines says by stance, and with
//! `features` a line for every pair.

use std::collections::BTreeMap;
use std::path::Path;

use copydesk::annotate::Annotated;
use copydesk::article::{Article, Region, Role, Text};
use copydesk::check::headline::overlap::{self, Overlap};
use copydesk::check::headline::story::Story;
use copydesk::source::FileId;

const STANCES: [&str; 4] = ["agree", "disagree", "discuss", "unrelated"];

fn article(headline: &str, body: &str) -> Article {
    let mut article = Article::new(FileId(0), "plain");
    article.regions.push(Region::new(Role::Headline, Text::verbatim(headline, 0)));
    for paragraph in body.lines().filter(|line| !line.trim().is_empty()) {
        article.regions.push(Region::new(Role::Paragraph, Text::verbatim(paragraph, 0)));
    }
    article
}

fn overlap(annotated: &Annotated<'_>) -> Option<Overlap> {
    let story = Story::of(annotated)?;
    story.above.first().map(|headline| overlap::measure(annotated, &story, *headline))
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
    let print = arguments.get(2).is_some_and(|a| a == "features");
    let mut bodies: BTreeMap<String, String> = BTreeMap::new();
    for row in pairs.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let &[_, stance, headline, id] = columns.as_slice() else { continue };
        let body = bodies.entry(id.to_owned()).or_insert_with(|| {
            let text = std::fs::read_to_string(Path::new(folder).join(format!("{id}.txt"))).unwrap_or_default();
            text.split_once('\n').map_or_else(String::new, |(_, body)| body.to_owned())
        });
        if body.trim().is_empty() || !STANCES.contains(&stance) {
            continue;
        }
        let article = article(headline, body);
        let annotated = Annotated::new(&article);
        if let Some(o) = overlap(&annotated).filter(|_| print) {
            println!(
                "{stance}\t{:.3}\t{:.3}\t{:.3}\t{}\t{}\t{id}\t{headline}",
                o.share, o.focus, o.names, o.words, o.unlisted
            );
        }
    }
}
