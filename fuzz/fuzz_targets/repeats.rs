//! Copies of any text.
#![no_main]

mod common;

use copydesk::annotate::Annotated;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let article = common::article(bytes);
    let annotated = Annotated::new(&article);
    let _ = annotated.repeats();
    for region in 0..article.regions.len() as u32 {
        let _ = annotated.is_copy(region);
    }
});
