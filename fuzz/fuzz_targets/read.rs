//! Any bytes are read without a panic, and every place comes out on character boundaries.
#![no_main]

use std::path::Path;

use copydesk::annotate::Annotated;
use copydesk::format;
use copydesk::source::FileId;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (text, _) = format::decode(bytes.to_vec());
    for name in ["story.md", "story.txt"] {
        for article in format::read(FileId(0), Path::new(name), &text, &Default::default()).articles {
            let annotated = Annotated::new(&article);
            let _ = (annotated.attributions(), annotated.figures(), annotated.dates(), annotated.repeats());
            for region in &article.regions {
                for (at, c) in region.text.as_str().char_indices() {
                    let span = region.text.source(at as u32..(at + c.len_utf8()) as u32);
                    assert!(text.get(span.start as usize..span.end as usize).is_some());
                }
            }
        }
    }
});
