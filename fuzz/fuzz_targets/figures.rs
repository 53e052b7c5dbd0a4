//! Dates and figures of any text.
#![no_main]

mod common;

use copydesk::annotate::Annotated;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let article = common::article(bytes);
    let annotated = Annotated::new(&article);
    let tokens = annotated.tokens();
    for date in annotated.dates().all() {
        common::sound(&article, date.region, date.start, date.end);
        assert!(date.tokens.end as usize <= tokens.of(date.region).len());
    }
    let figures = annotated.figures().all();
    assert!(figures.len() <= tokens.all().len());
    for figure in figures {
        common::sound(&article, figure.region, figure.start, figure.end);
        common::sound(&article, figure.region, figure.number.start, figure.number.end);
        assert!(figure.tokens.end as usize <= tokens.of(figure.region).len());
        if let Some(noun) = &figure.noun {
            common::sound(&article, figure.region, noun.head.start, noun.head.end);
            common::sound(&article, figure.region, noun.modifiers.start, noun.modifiers.end);
        }
        figure.place.iter().for_each(|place| common::sound(&article, figure.region, place.start, place.end));
        assert!(figure.when.is_none_or(|at| (at as usize) < annotated.dates().of(figure.region).len()));
        let _ = (figure.share(), figure.claim(), figure.in_base_unit());
    }
});
