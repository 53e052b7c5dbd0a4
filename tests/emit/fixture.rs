//! Invented copy and findings that are hard to show: long lines, places far apart, blocks, tabs,
//! CRLF, emoji, text that would move a cursor or turn the reading direction, several files.

use copydesk::diagnostic::{Diagnostic, Edit, Fix, Label, Safety, Severity};
use copydesk::source::{FileId, SourceFile, Sources, Span};

/// One line of 640 characters; the two figures stand 390 apart.
pub const FERRY: &str = "The harbour board of Marlow Quay counted 430 passengers on the evening \
ferry in March, according to a report that was read to the council on Tuesday by its clerk, Ida Brandt, who \
has kept the books of the crossing since the old pier burned down. The report says that most of them came \
from Little Sorrow and went home the same night, and that the boat was late on nine days, mostly for fog. \
Members asked why the café on board had been shut for half of the month, and heard that the cook was ill. \
Later in the same report the board puts the number at 498 passengers, without a word on why it changed; \
asked about it, Ms. Brandt said she would look into the matter.";

/// Six paragraphs, which [`everything`] pastes twice.
pub const BLOCK: [&str; 6] = [
    "The new berth lies a hundred yards north of the old one, where the water is deep at every tide.",
    "“We shall save nine minutes on every crossing,” said the harbour master, Piet Olden.",
    "The waiting hall looks out over the breakwater, where the board means to plant sea buckthorn.",
    "Not everybody is glad of it. Fishermen say that the piles stand where they used to turn.",
    "The council heard them twice in the spring, and moved the outermost pile by four yards.",
    "The work is to be done before the herring fair, when the town counts twice as many heads.",
];

pub struct Desk {
    pub sources: Sources,
    pub diagnostics: Vec<Diagnostic>,
}

impl Desk {
    pub fn file(&mut self, name: &str, text: impl Into<String>) -> FileId {
        self.sources.add(SourceFile::new(name, text))
    }

    /// The `nth` place of `words` in a file, from 0.
    pub fn find(&self, file: FileId, words: &str, nth: usize) -> Span {
        let text = self.sources.get(file).unwrap().text();
        let (start, _) = text.match_indices(words).nth(nth).unwrap_or_else(|| panic!("no {words:?}"));
        Span::new(file, start as u32..(start + words.len()) as u32)
    }

    pub fn report(&mut self, rule: &str, severity: Severity, span: Span, message: &str) -> &mut Diagnostic {
        let mut diagnostic = Diagnostic::new(rule, severity, span, message);
        diagnostic.evidence = self.sources.get(span.file).unwrap().slice(span.range()).to_lowercase();
        self.diagnostics.push(diagnostic);
        self.diagnostics.last_mut().unwrap()
    }
}

fn label(span: Span, message: &str) -> Label {
    Label { span, message: message.into() }
}

fn delete(title: &str, span: Span, safety: Safety) -> Option<Fix> {
    Some(Fix { title: title.into(), edits: vec![Edit { span, replacement: String::new() }], safety })
}

/// Every fixture, in the order in which a run would report.
pub fn everything() -> Desk {
    let mut desk = Desk { sources: Sources::default(), diagnostics: Vec::new() };
    far_apart(&mut desk);
    block(&mut desk);
    hard_characters(&mut desk);
    short_lines(&mut desk);
    nothing_to_point_at(&mut desk);
    two_files(&mut desk);
    desk
}

fn far_apart(desk: &mut Desk) {
    let file = desk.file("news/ferry.md", format!("Evening ferry finds its feet\n\n{FERRY}\n"));
    let span = desk.find(file, "498 passengers", 0);
    let first = desk.find(file, "430 passengers", 0);
    let found =
        desk.report("figures/disagree", Severity::Error, span, "430 and 498 passengers are given for one month");
    found.label = "but here 498".into();
    found.labels.push(label(first, "430 here"));
    found.notes.push("430 and 498 differ by 68, or 16 per cent; both are said of the evening ferry in March".into());
    found.help = Some(
        "ask the reporter which of the two is right; where both are, say what each of them counts, and over \
         which time"
            .into(),
    );
    let span = desk.find(file, "The report says", 0);
    let whole = Span::new(file, span.start..desk.find(file, "mostly for fog.", 0).end);
    desk.report("style/long-sentence", Severity::Note, whole, "this sentence has 34 words").label =
        "hard to read aloud in one breath".into();
}

fn block(desk: &mut Desk) {
    let once = BLOCK.join("\n\n");
    let text = format!("New berth\n\n{once}\n\nA reading from the log follows.\n\n{once}\n");
    let file = desk.file("news/berth.md", text);
    let (first, second) = (desk.find(file, &once, 0), desk.find(file, &once, 1));
    let found = desk.report("duplicates/paragraph", Severity::Error, second, "these 6 paragraphs stand twice");
    found.label = "the second copy".into();
    found.labels.push(label(first, "first stands here"));
    found.help = Some("delete one of the two blocks".into());
    found.fix = delete("delete the second block", second, Safety::Unsafe);
}

fn hard_characters(desk: &mut Desk) {
    let text = "Tide table\r\n\r\n\tHigh water 👩🏽‍🚀 at at 9:40, the “Børsen” clock said.\r\n\
        Esc \u{1b}[31mred\u{1b}[0m nul \0 bell \u{7} csi \u{9b}2J end.\r\n\
        Bidi \u{202e}desrever\u{202c} zero\u{200b}width soft\u{ad}hyphen bom\u{feff} tag\u{e0041}.\r\n\
        ::error file=x::gotcha and ##[error]gotcha\r\n\
        潮汐表 潮汐表 は毎日変わります。\r\n";
    let file = desk.file("news/a b & “tide”\u{1b}[2J.txt", text);
    let (one, two) = (desk.find(file, "at ", 1), desk.find(file, "at ", 0));
    assert!(two.start < one.start);
    let found = desk.report("duplicates/word", Severity::Warning, one, "`at` stands twice in a row");
    found.label = "again".into();
    found.labels.push(label(two, ""));
    found.fix = delete("delete the second `at`", one, Safety::Safe);
    let esc = desk.find(file, "red", 0);
    let found = desk.report("input/control-character", Severity::Warning, esc, "\u{1b}[31mred\u{202e} in the message");
    found.label = "a \u{9b}label".into();
    found.notes.push("a \u{200b}note\u{7}".into());
    let end = desk.find(file, "end.", 0);
    desk.report("input/control-character", Severity::Note, end, "after the control characters").label = "here".into();
    let tag = desk.find(file, "tag", 0);
    desk.report("input/hidden-character", Severity::Note, tag, "after hidden characters").label = "here".into();
    let command = desk.find(file, "gotcha", 0);
    desk.report("style/slang", Severity::Note, command, "::warning::`gotcha` [sic](http://x.example) {0} 100% | <b>");
    let wide = desk.find(file, "潮汐表", 1);
    desk.report("duplicates/word", Severity::Warning, wide, "`潮汐表` stands twice").label = "again".into();
}

fn short_lines(desk: &mut Desk) {
    let text = "Quay café shuts\n\nThe board of the ferry has shut the the café on board for good.\n\
        It was open for for nine years, and it was was loved.\n";
    let file = desk.file("news/café.txt", text);
    let (first, second) = (desk.find(file, "the ", 1), desk.find(file, "the ", 2));
    let found = desk.report("duplicates/word", Severity::Warning, second, "`the` stands twice in a row");
    found.labels.push(label(first, "here already"));
    found.label = "again".into();
    let (one, two) = (desk.find(file, "for ", 2), desk.find(file, "was ", 2));
    let found = desk.report("duplicates/word", Severity::Warning, one, "two words stand twice on this line");
    found.labels.push(label(two, "this one too"));
    found.label = "a word that stands twice".into();
}

fn nothing_to_point_at(desk: &mut Desk) {
    let empty = desk.file("news/empty.txt", "");
    let span = Span::new(empty, 0..0);
    desk.report("input/empty", Severity::Warning, span, "there is nothing in this file");
    let file = desk.file("news/headless.txt", "\n\nThe tide came in.\n");
    let span = Span::new(file, 0..0);
    desk.report("story/no-headline", Severity::Note, span, "this story has no headline");
}

fn two_files(desk: &mut Desk) {
    let rule = desk.file("copydesk.toml", "[rules]\n\"style/slang\" = \"error\"\n");
    let story = desk.file("news/zoo.txt", "Zoo\n\nThe keeper said it was a gotcha moment for the otter.\n");
    let word = desk.find(story, "gotcha", 0);
    let setting = desk.find(rule, "\"error\"", 0);
    let found = desk.report("style/slang", Severity::Error, word, "`gotcha` is slang");
    found.labels.push(label(setting, "made an error here"));
    found.fix = Some(Fix {
        title: String::new(),
        edits: vec![Edit { span: word, replacement: "telling".into() }],
        safety: Safety::Unsafe,
    });
}
