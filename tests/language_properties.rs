//! What holds of sentences, quotations and attributions whatever the text: no panic, places on
//! character boundaries, sentences that part the tokens between them, quotations that nest, and
//! cost that grows with the length alone.

use copydesk::annotate::Annotated;
use copydesk::article::{Article, Place, Region, Role, Text};
use copydesk::source::FileId;
use proptest::prelude::*;

const PIECES: &[&str] = &[
    "\"",
    "“",
    "”",
    "'",
    "‘",
    "’",
    "``",
    "''",
    "`",
    "«",
    "»",
    " ",
    " ",
    " ",
    ". ",
    ", ",
    ": ",
    "? ",
    "... ",
    "—",
    "(",
    ")",
    "said",
    "Lind said",
    "he said",
    "Mara Lind",
    "the mayor",
    "who",
    "and",
    "both",
    "that",
    "according to",
    "asked not to be named",
    "because",
    "to discuss",
    "the workers'",
    "'90s",
    "6' 2\"",
    "U.S.",
    "Gov.",
    "St.",
    "Jan. 4",
    "reportedly",
    "was told",
    "saying",
    "adding",
    "5 p.m.",
    "plans",
    "on Tuesday",
    "é",
    "—",
    "\u{200b}",
    "😀",
    "1,200",
];

fn story(paragraphs: &[String]) -> Article {
    let mut article = Article::new(FileId(0), "plain");
    for (index, text) in paragraphs.iter().enumerate() {
        let role = Role::ALL[if index % 3 == 0 { index % Role::ALL.len() } else { 6 }];
        article.regions.push(Region::new(role, Text::verbatim(text, 0)));
    }
    article
}

fn holds(article: &Article) -> Result<(), TestCaseError> {
    let annotated = Annotated::new(article);
    let sound = |place: Place| -> bool {
        let plain = |region: u32| article.regions[region as usize].text.as_str();
        place.region <= place.last
            && (place.region != place.last || place.start <= place.end)
            && plain(place.region).is_char_boundary(place.start as usize)
            && plain(place.last).is_char_boundary(place.end as usize)
    };
    for region in 0..article.regions.len() as u32 {
        let tokens = annotated.tokens().of(region);
        let mut next = 0;
        for sentence in annotated.sentences().of(region) {
            prop_assert_eq!(sentence.first, next, "sentences follow each other");
            prop_assert!(sentence.last > sentence.first);
            prop_assert_eq!(sentence.start, tokens[sentence.first as usize].start);
            prop_assert_eq!(sentence.end, tokens[sentence.last as usize - 1].end);
            next = sentence.last;
        }
        prop_assert_eq!(next as usize, tokens.len(), "every token is in a sentence");
    }
    let quotations = annotated.quotations();
    for (index, q) in quotations.all().iter().enumerate() {
        prop_assert!(q.start <= q.inner_start && q.inner_start <= q.inner_end && q.inner_end <= q.end, "{:?}", q);
        prop_assert!(
            sound(Place::within(q.region, q.start..q.end))
                && sound(Place::within(q.region, q.inner_start..q.inner_end))
        );
        prop_assert!(q.first <= q.last && q.last as usize <= annotated.tokens().of(q.region).len());
        match q.parent.map(|parent| &quotations.all()[parent as usize]) {
            Some(parent) => prop_assert!(
                parent.region == q.region
                    && parent.start <= q.start
                    && q.end <= parent.end
                    && parent.depth + 1 == q.depth
            ),
            None => prop_assert_eq!(q.depth, 0),
        }
        if let Some(to) = q.continues_to {
            prop_assert_eq!(quotations.all()[to as usize].continues_from, Some(index as u32));
            prop_assert!(to as usize > index);
        }
        if let Some(from) = q.continues_from {
            prop_assert_eq!(quotations.all()[from as usize].continues_to, Some(index as u32));
        }
    }
    let attributions = annotated.attributions();
    for (index, a) in attributions.all().iter().enumerate() {
        prop_assert!(sound(a.cue));
        for source in a.source.iter().chain(&a.cited) {
            let places = [Some(source.place), Some(source.head), source.role, source.organisation, source.vantage];
            prop_assert!(places.into_iter().flatten().all(sound), "{:?}", source);
        }
        prop_assert!(attributions.content(a).iter().all(|place| sound(*place)));
        prop_assert!(a.antecedent.is_none_or(|at| (at as usize) < index));
    }
    for statement in attributions.anonymity() {
        prop_assert!(sound(statement.place) && statement.reason.is_none_or(sound));
        prop_assert!(statement.attribution.is_none_or(|at| (at as usize) < attributions.all().len()));
    }
    Ok(())
}

fn newslike() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    let gap = proptest::bool::weighted(0.6);
    proptest::collection::vec((piece, gap), 0..60).prop_map(|pieces| {
        pieces.iter().fold(String::new(), |text, (piece, gap)| text + piece + if *gap { " " } else { "" })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_soundly(paragraphs in proptest::collection::vec(any::<String>(), 0..5)) {
        holds(&story(&paragraphs))?;
    }

    #[test]
    fn anything_like_news_is_read_soundly(paragraphs in proptest::collection::vec(newslike(), 0..7)) {
        holds(&story(&paragraphs))?;
    }
}

/// What such text costs is for the benchmarks (`over_and_over`).
#[test]
fn one_piece_over_and_over_is_read_soundly() {
    let patterns = [
        "“‘",
        "\"'",
        "(",
        "()",
        ", said Lind",
        "said that ",
        "he said, ",
        "and saying ",
        "both ",
        "very ",
        "to say ",
        "\" ",
        "'",
        "“a ",
        "asked not to be named ",
        "because ",
        "the workers' ",
        "X: ",
        "a, ",
        "... ",
        "“a” ",
        "“a ‘b’ ‘c’ ",
        "according to ",
        "Lind and ",
        "in the ",
        "who said ",
        "on Tuesday ",
        "is ",
        "A. ",
    ];
    for pattern in patterns {
        for separator in [" ", "\n\n"] {
            let text = pattern.repeat(12_000 / pattern.len());
            let regions = if separator == " " { vec![text] } else { vec![pattern.repeat(3); 2_000] };
            holds(&story(&regions)).unwrap_or_else(|error| panic!("{pattern:?} {separator:?}: {error}"));
        }
    }
}
