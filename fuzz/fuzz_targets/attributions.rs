//! Attributions and statements of anonymity of any text.
#![no_main]

mod common;

use copydesk::annotate::Annotated;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let article = common::article(bytes);
    let annotated = Annotated::new(&article);
    let layer = annotated.attributions();
    assert!(layer.all().len() <= annotated.tokens().all().len() + article.regions.len());
    let mut pieces = 0;
    for (index, attribution) in layer.all().iter().enumerate() {
        common::sound_place(&article, attribution.cue);
        for source in attribution.source.iter().chain(&attribution.cited) {
            common::sound_place(&article, source.place);
            common::sound_place(&article, source.head);
            [source.role, source.organisation, source.vantage]
                .into_iter()
                .flatten()
                .for_each(|p| common::sound_place(&article, p));
        }
        for place in layer.content(attribution) {
            pieces += 1;
            common::sound_place(&article, *place);
        }
        assert!(attribution.antecedent.is_none_or(|before| (before as usize) < index));
    }
    assert!(pieces <= 4 * annotated.tokens().all().len() + 4);
    for anonymity in layer.anonymity() {
        common::sound_place(&article, anonymity.place);
        anonymity.reason.iter().for_each(|reason| common::sound_place(&article, *reason));
    }
});
