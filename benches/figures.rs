//! How fast dates and figures are read, on generated copy; with `COPYDESK_BENCH_CORPUS` set to a folder
//! of text files, on those as well. Tokens, sentences and quotations are counted apart, since
//! figures only look at what they leave.
//!
//! `cargo bench --bench figures`

use copydesk::annotate::Annotated;
use copydesk::article::{Article, Region, Role, Text};
use copydesk::check::Compiled;
use copydesk::rule::Rulebook;
use copydesk::source::{FileId, Sources};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

const SENTENCES: &[&str] = &[
    "The river rose again overnight, and the council asked people in the lower town to leave their houses.",
    "Lund, 45, a joiner from Marlow, said he had never seen the harbour so quiet in all his years there.",
    "At least 14 people were killed and 31 injured when the ferry ran aground near Denby on Tuesday.",
    "Sales rose 12 percent to $4.2 million from $3.75 million a year earlier, the cooperative said.",
    "\"We did what anybody would have done,\" she said, and went back to sorting the nets on the quay.",
    "The committee voted 7-2 on March 3 to close the pool, which opened in 1964 and draws few visitors.",
    "Nobody could say when the bridge would open, or whether the school bus would go round by the mill.",
    "About two-thirds of the members had already signed the letter by the time the meeting began at 7 p.m.",
    "The new hall, a long low building of brick and glass, stands where the old market used to be held.",
    "He thanked the crews, the volunteers and the bakers who had kept everybody fed through the night.",
];

fn generated() -> Vec<Article> {
    let mut articles = Vec::new();
    for first in 0..400 {
        let mut article = Article::new(FileId(0), "plain");
        for paragraph in 0..20 {
            let text: Vec<&str> =
                (0..3).map(|i| SENTENCES[(first * 7 + paragraph * 3 + i * i) % SENTENCES.len()]).collect();
            article.regions.push(Region::new(Role::Paragraph, Text::verbatim(&text.join(" "), 0)));
        }
        articles.push(article);
    }
    articles
}

fn copy() -> Vec<Article> {
    let Some(folder) = std::env::var_os("COPYDESK_BENCH_CORPUS") else { return generated() };
    let mut articles = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        let mut article = Article::new(FileId(0), "plain");
        for line in text.lines().filter(|l| !l.trim().is_empty()) {
            article.regions.push(Region::new(Role::Paragraph, Text::verbatim(line, 0)));
        }
        articles.push(article);
    }
    articles
}

fn size(articles: &[Article]) -> BytesCount {
    BytesCount::new(articles.iter().flat_map(|a| &a.regions).map(|r| r.text.as_str().len()).sum::<usize>())
}

fn layer(bencher: Bencher<'_, '_>, before: impl Fn(&Annotated<'_>), read: impl Fn(&Annotated<'_>) -> usize + Sync) {
    let articles = copy();
    bencher
        .counter(size(&articles))
        .with_inputs(|| {
            let annotated: Vec<Annotated<'_>> = articles.iter().map(Annotated::new).collect();
            annotated.iter().for_each(&before);
            annotated
        })
        .bench_local_values(|annotated| annotated.iter().map(&read).sum::<usize>());
}

fn ground(annotated: &Annotated<'_>) {
    annotated.tokens();
    annotated.sentences();
    annotated.quotations();
}

#[divan::bench]
fn tokens_sentences_quotations(bencher: Bencher<'_, '_>) {
    layer(
        bencher,
        |_| (),
        |annotated| {
            ground(annotated);
            0
        },
    );
}

#[divan::bench]
fn dates(bencher: Bencher<'_, '_>) {
    layer(bencher, ground, |annotated| annotated.dates().all().len());
}

#[divan::bench]
fn dates_and_figures(bencher: Bencher<'_, '_>) {
    layer(bencher, ground, |annotated| annotated.figures().all().len());
}

/// A page of results: so many lines, each with five figures.
fn results(lines: usize) -> Vec<Article> {
    let mut article = Article::new(FileId(0), "plain");
    article.regions.push(Region::new(Role::Headline, Text::verbatim("The 46 games of the league", 0)));
    for at in 0..lines {
        let (home, away) = (at % 7, (at * 3) % 5);
        let line = format!(
            "Denby {home}, Marlow {away}; {} people saw it for ${}.50, {} percent of the seats taken.",
            1000 + at * 13 % 9000,
            5 + at % 90,
            at % 100
        );
        article.regions.push(Region::new(Role::Paragraph, Text::verbatim(&line, 0)));
    }
    vec![article]
}

/// All rules of figures and dates on a page with up to 20,000 figures: twice the figures take twice
/// the time.
#[divan::bench(args = [500, 1000, 2000, 4000])]
fn results_page(bencher: Bencher<'_, '_>, lines: usize) {
    let articles = results(lines);
    let rulebook = Rulebook::built_in(&mut Sources::default());
    let own = |id: &str| id.starts_with("figures/") || id.starts_with("dates/") || id == "headline/figure";
    let rules: Vec<_> = rulebook.rules().iter().filter(|rule| own(&rule.id.to_string())).collect();
    bencher.counter(size(&articles)).bench_local(|| {
        let annotated: Vec<Annotated<'_>> = articles.iter().map(Annotated::new).collect();
        let mut found = Vec::new();
        for article in &annotated {
            for rule in &rules {
                if let Compiled::Article(check) = rule.check.as_ref() {
                    check.run(article, &mut found);
                }
            }
        }
        found.len()
    });
}
