//! Quotations of any text.
#![no_main]

mod common;

use copydesk::annotate::Annotated;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let article = common::article(bytes);
    let annotated = Annotated::new(&article);
    let all = annotated.quotations().all();
    assert!(all.len() <= annotated.tokens().all().len() + article.regions.len());
    for quotation in all {
        common::sound(&article, quotation.region, quotation.start, quotation.end);
        common::sound(&article, quotation.region, quotation.inner_start, quotation.inner_end);
        assert!(quotation.first <= quotation.last);
        assert!(quotation.last as usize <= annotated.tokens().of(quotation.region).len());
    }
});
