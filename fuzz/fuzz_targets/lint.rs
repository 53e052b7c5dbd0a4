//! Any text is linted with every rule without a panic, and fixes apply to it.
#![no_main]

use std::sync::{Arc, LazyLock};

use copydesk::config::Desk;
use copydesk::lint::{Job, lint};
use copydesk::rule::Rulebook;
use copydesk::source::{FileId, SourceFile, Sources};
use libfuzzer_sys::fuzz_target;

static DESK: LazyLock<Desk> =
    LazyLock::new(|| Desk::defaults(Arc::new(Rulebook::built_in(&mut Sources::default()))));

fuzz_target!(|text: &str| {
    for path in ["story.md", "story.txt"] {
        let source = SourceFile::new(path, text);
        let job = Job { file: FileId(0), source: &source, path, problems: Vec::new(), timing: false };
        let found = lint(job, &DESK).diagnostics;
        let edits = copydesk::fix::edits(&found, true);
        copydesk::fix::apply(text.as_bytes(), &edits);
    }
});
