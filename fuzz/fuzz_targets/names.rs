//! Names and what they name of any text.
#![no_main]

mod common;

use copydesk::annotate::Annotated;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let article = common::article(bytes);
    let annotated = Annotated::new(&article);
    let names = annotated.names();
    assert!(names.all().len() <= annotated.tokens().all().len());
    for name in names.all() {
        common::sound(&article, name.region, name.start, name.end);
        for part in name.title.iter().chain(&name.role) {
            common::sound(&article, name.region, part.start, part.end);
        }
        for parts in name.parts.iter() {
            for part in [&parts.given, &parts.middle, &parts.surname, &parts.suffix] {
                common::sound(&article, name.region, part.start, part.end);
            }
        }
        name.age.iter().for_each(|age| common::sound(&article, name.region, age.start, age.end));
        assert!(names.entity(name.entity).is_some());
        assert!(!names.canonical(&annotated, name.entity).is_empty());
    }
    let mentions: usize = (0..names.entities().len() as u32)
        .map(|id| names.mentions(copydesk::annotate::names::EntityId(id)).len())
        .sum();
    assert_eq!(mentions, names.all().len());
});
