//! Tokens and sentences of any text.
#![no_main]

mod common;

use copydesk::annotate::Annotated;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let article = common::article(bytes);
    let annotated = Annotated::new(&article);
    let tokens = annotated.tokens();
    for region in 0..article.regions.len() as u32 {
        let own = tokens.of(region);
        let mut before = 0;
        for token in own {
            common::sound(&article, region, token.start, token.end);
            assert!(token.start >= before && token.start < token.end);
            before = token.end;
        }
        let sentences = annotated.sentences().of(region);
        assert!(sentences.len() <= own.len() + 1);
        let mut before = 0;
        for sentence in sentences {
            common::sound(&article, region, sentence.start, sentence.end);
            assert!(sentence.start >= before && sentence.last as usize <= own.len());
            before = sentence.end;
        }
    }
});
