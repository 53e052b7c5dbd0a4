//! The layers of language over an article, in bytes a second, each on top of those it needs; `all`
//! is everything that a rule may ask for.
//!
//! `cargo bench --bench annotate`. With `COPYDESK_BENCH_CORPUS=FOLDER` the stories of a folder of
//! text files are used instead of invented ones.

use copydesk::annotate::Annotated;
use copydesk::article::{Article, Region, Role, Text};
use copydesk::source::FileId;
use divan::Bencher;
use divan::counter::BytesCount;

mod copy;

fn main() {
    divan::main();
}

/// About a megabyte of stories.
fn stories() -> Vec<String> {
    if let Some(folder) = std::env::var_os("COPYDESK_BENCH_CORPUS") {
        let files = std::fs::read_dir(folder).expect("COPYDESK_BENCH_CORPUS is a folder");
        return files.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok()).collect();
    }
    vec![copy::story(5_000); 200]
}

/// A story with a region for each paragraph.
fn article(text: &str) -> Article {
    let mut article = Article::new(FileId(0), "plain");
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        article.regions.push(Region::new(Role::Paragraph, Text::verbatim(paragraph, at)));
        at += paragraph.len() as u32 + 2;
    }
    article
}

/// Asks for every layer; the sum keeps the compiler from leaving any out.
fn all(annotated: &Annotated<'_>) -> usize {
    annotated.attributions().all().len()
        + annotated.figures().all().len()
        + annotated.dates().all().len()
        + annotated.names().all().len()
        + usize::from(annotated.is_copy(0))
}

#[divan::bench(args = ["tokens", "sentences", "quotations", "attributions", "figures", "names", "all"])]
fn up_to(bencher: Bencher, layer: &str) {
    let stories = stories();
    let articles: Vec<Article> = stories.iter().map(|s| article(s)).collect();
    let annotate = |article: &Article| {
        let annotated = Annotated::new(article);
        match layer {
            "tokens" => annotated.tokens().all().len(),
            "sentences" => annotated.sentences().all().len(),
            "quotations" => annotated.quotations().all().len(),
            "attributions" => annotated.attributions().all().len(),
            "figures" => annotated.figures().all().len(),
            "names" => annotated.names().all().len(),
            _ => all(&annotated),
        }
    };
    bencher
        .counter(BytesCount::new(stories.iter().map(String::len).sum::<usize>()))
        .bench(|| articles.iter().map(annotate).sum::<usize>());
}

/// Ten times the copy in one region must cost ten times the time.
#[divan::bench(args = [100_000, 1_000_000, 10_000_000])]
fn one_region_of(bencher: Bencher, bytes: usize) {
    let mut article = Article::new(FileId(0), "plain");
    article.regions.push(Region::new(Role::Paragraph, Text::verbatim(&copy::story(bytes).replace('\n', " "), 0)));
    bencher.counter(BytesCount::new(bytes)).bench(|| all(&Annotated::new(&article)));
}

/// One piece over and over, all in one region: what a walk from each piece to the end would make slow.
const PIECES: &[&str] =
    &["“‘", "(", ", said Lind", "both ", "because ", "X: ", "1,", "a million ", "Article 5, ", "A. "];

#[divan::bench(args = [20_000, 200_000])]
fn over_and_over(bencher: Bencher, bytes: usize) {
    let articles: Vec<Article> = PIECES.iter().map(|piece| article(&piece.repeat(bytes / piece.len()))).collect();
    bencher
        .counter(BytesCount::new(bytes * PIECES.len()))
        .bench(|| articles.iter().map(|article| all(&Annotated::new(article))).sum::<usize>());
}
