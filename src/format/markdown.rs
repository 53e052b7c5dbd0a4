//! Markdown with front matter: CommonMark with tables, as pulldown-cmark parses it, with exact
//! offsets. What is no copy has been blanked before ([`super::mask`]).

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::mask::{Masked, mask};
use super::stet::Stets;
use super::{Fields, Problem, ProblemKind, Reading, front_matter, furniture, html};
use crate::article::{Article, Region, Role, Text, Via};
use crate::source::FileId;

/// Reads a Markdown file.
pub fn read(file: FileId, text: &str, fields: &Fields) -> Reading {
    let mut article = Article::new(file, "markdown");
    let mut problems = Vec::new();
    let front = front_matter::split(text);
    if let Some(front) = &front {
        front_matter::read(front, text, fields, &mut article, &mut problems);
    }
    let start = front.as_ref().map_or_else(|| super::after_bom(text), |front| front.body);
    let masked = mask(text, start);
    let stated = article.regions.len();
    let has_headline = article.regions.iter().any(|region| region.role == Role::Headline);
    let mut reader = Reader::new(text, start, &masked, article, has_headline);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let body = masked.text.get(start..).unwrap_or("");
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        reader.event(event, range.start + start..range.end + start);
    }
    let (mut article, code) = reader.finish();
    let has_body = article.regions.len() > stated;
    settle_stets(&mut article, &masked, &code, stated);
    if !has_body {
        let (detail, end) = match &front {
            Some(front) => ("there is front matter and no story", front.opening.end),
            None => ("the file is empty: there is nothing to check", 0),
        };
        let source = 0..end as u32;
        problems.push(Problem { kind: ProblemKind::Empty, source, detail: detail.to_owned() });
    }
    Reading { articles: vec![article], problems }
}

/// Each stet comment covers the first region behind it; one in a piece of code is an example.
fn settle_stets(article: &mut Article, masked: &Masked, code: &[Range<usize>], stated: usize) {
    for pending in &masked.stets {
        let at = code.partition_point(|code| code.end < pending.end() as usize);
        if code.get(at).is_some_and(|code| code.start < pending.end() as usize) {
            continue;
        }
        let behind = article.regions[stated..].partition_point(|region| region.source.start < pending.end());
        let mut stets = Stets::default();
        stets.expect(pending.clone());
        stets.settle((stated + behind) as u32, &mut article.stets);
    }
}

/// A block that is being read.
struct Open {
    role: Role,
    level: u8,
    group: u32,
    text: Text,
    source: Range<usize>,
    /// Bytes of its text that are not in bold, and not in italics: none, and it is all so.
    not_bold: usize,
    not_italic: usize,
}

struct Reader<'t> {
    file: &'t str,
    masked: &'t Masked,
    article: Article,
    has_headline: bool,
    open: Option<Open>,
    /// Roles that enclosing containers give their paragraphs, with their groups.
    containers: Vec<(Role, u32)>,
    groups: u32,
    bold: u32,
    italic: u32,
    list_depth: u8,
    code: bool,
    /// Where pieces of code stand, in order.
    code_places: Vec<Range<usize>>,
    /// The text of a picture's description, while one is open.
    alt: Option<(Text, Range<usize>)>,
    captions: Vec<Region>,
    html: Option<Range<usize>>,
    /// Where the last event of this block ended: a shortcode's blanks do not count.
    start: usize,
}

impl<'t> Reader<'t> {
    fn new(file: &'t str, start: usize, masked: &'t Masked, article: Article, has_headline: bool) -> Self {
        Reader {
            file,
            masked,
            article,
            has_headline,
            open: None,
            containers: Vec::new(),
            groups: 0,
            bold: 0,
            italic: 0,
            list_depth: 0,
            code: false,
            code_places: Vec::new(),
            alt: None,
            captions: Vec::new(),
            html: None,
            start,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if !self.code => self.text(&text, range),
            Event::Code(text) => self.code_span(&text, range),
            Event::SoftBreak | Event::HardBreak => self.line_break(range),
            Event::InlineHtml(tag) if tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br")) => {
                self.push(" ", range, Via::Break);
            }
            Event::Html(_) => {
                self.html = Some(match self.html.take() {
                    Some(before) => before.start..range.end,
                    None => range,
                });
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                let (role, group) = self.containers.last().copied().unwrap_or((Role::Paragraph, 0));
                // The first paragraph of a list item goes on in its region.
                if self.open.as_ref().is_none_or(|open| open.role != Role::ListItem || !open.text.is_blank()) {
                    self.begin(role, 0, group, range);
                }
            }
            Tag::Heading { level, .. } => self.begin(Role::Subhead, level as u8, 0, range),
            Tag::BlockQuote(_) => {
                self.groups += 1;
                self.containers.push((Role::BlockQuote, self.groups));
            }
            Tag::List(_) => {
                self.flush();
                self.list_depth = self.list_depth.saturating_add(1);
                if self.list_depth == 1 {
                    self.groups += 1;
                }
                self.containers.push((Role::ListItem, self.groups));
            }
            Tag::Item => self.begin(Role::ListItem, self.list_depth, self.groups, range),
            Tag::Table(_) => self.groups += 1,
            Tag::TableCell => self.begin(Role::TableCell, 0, self.groups, range),
            Tag::FootnoteDefinition(_) => self.containers.push((Role::Furniture, 0)),
            Tag::CodeBlock(_) => {
                self.flush();
                self.code_places.push(range);
                self.code = true;
            }
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Image { title, .. } => {
                self.caption_of(&title, &range);
                self.alt = Some((Text::default(), range));
            }
            Tag::HtmlBlock => {
                self.flush();
                self.html = None;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item => self.flush(),
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.flush();
                self.containers.pop();
            }
            TagEnd::List(_) => {
                self.flush();
                self.list_depth = self.list_depth.saturating_sub(1);
                self.containers.pop();
            }
            TagEnd::CodeBlock => self.code = false,
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Image => {
                if let Some((text, range)) = self.alt.take() {
                    self.caption(text, range, "alt");
                }
            }
            TagEnd::HtmlBlock => self.html_block(),
            _ => {}
        }
    }

    fn begin(&mut self, role: Role, level: u8, group: u32, source: Range<usize>) {
        self.flush();
        let text = Text::default();
        self.open = Some(Open { role, level, group, text, source, not_bold: 0, not_italic: 0 });
    }

    /// Appends text that comes from `range`; what was blanked there is left out.
    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.file.get(range.clone()) == Some(text) {
            return self.verbatim(range);
        }
        let raw = self.file.get(range.clone()).unwrap_or("");
        if raw.len() == text.len() {
            // Some of it was blanked: what was not is the same in the file.
            return self.verbatim(range);
        }
        // White space that the parser dropped may belong to the event's range, and so may what was
        // blanked there: that is white space for the parser.
        let seen = self.masked.text.get(range.clone()).unwrap_or(raw);
        let end = range.start + seen.trim_end().len();
        let via = if raw.starts_with('&') { Via::Entity } else { Via::Escape };
        self.push(text, range.start..end.max(range.start), via);
    }

    fn verbatim(&mut self, range: Range<usize>) {
        let blanks = &self.masked.blanks;
        let first = blanks.partition_point(|blank| blank.end <= range.start);
        let mut at = range.start;
        for blank in &blanks[first..] {
            if blank.start >= range.end {
                break;
            }
            self.piece(at..blank.start.max(at));
            at = blank.end.min(range.end);
        }
        self.piece(at..range.end);
    }

    fn piece(&mut self, range: Range<usize>) {
        let Some(text) = self.file.get(range.clone()).filter(|text| !text.is_empty()) else { return };
        if let Some((alt, _)) = &mut self.alt {
            alt.push_verbatim(text, range.start as u32);
            return;
        }
        let Some(open) = &mut self.open else { return };
        // What stood between two words was blanked: one of the blanks around it is enough.
        let doubled = open.text.as_str().ends_with(' ') && text.starts_with(' ');
        let (text, start) = if doubled { (&text[1..], range.start + 1) } else { (text, range.start) };
        open.text.push_verbatim(text, start as u32);
        let words = text.trim().len();
        open.not_bold += if self.bold == 0 { words } else { 0 };
        open.not_italic += if self.italic == 0 { words } else { 0 };
    }

    fn push(&mut self, text: &str, range: Range<usize>, via: Via) {
        let source = range.start as u32..range.end as u32;
        if let Some((alt, _)) = &mut self.alt {
            alt.push_decoded(text, source, via);
        } else if let Some(open) = &mut self.open {
            open.text.push_decoded(text, source, via);
        }
    }

    /// A line break; blanked machinery before it does not belong to it.
    fn line_break(&mut self, range: Range<usize>) {
        let raw = self.file.get(range.clone()).unwrap_or("");
        let at = raw.find(['\n', '\r']).unwrap_or(0);
        let blank = raw[at..].len() - raw[at..].trim_start().len();
        self.push(" ", range.start + at..range.start + at + blank, Via::Break);
    }

    /// Words in backticks stand in the file within them, but for what was blanked.
    fn code_span(&mut self, text: &str, range: Range<usize>) {
        self.code_places.push(range.clone());
        let seen = self.masked.text.get(range.clone()).unwrap_or("");
        match seen.find(text) {
            Some(at) if !text.is_empty() => self.verbatim(range.start + at..range.start + at + text.len()),
            _ => self.push(text, range, Via::Escape),
        }
    }

    fn caption_of(&mut self, title: &str, range: &Range<usize>) {
        let raw = self.file.get(range.clone()).unwrap_or("");
        if let Some(at) = raw.rfind(title).filter(|_| !title.trim().is_empty()) {
            let text = Text::verbatim(title, (range.start + at) as u32);
            self.caption(text, range.start + at..range.start + at + title.len(), "title");
        }
    }

    fn caption(&mut self, mut text: Text, range: Range<usize>, key: &str) {
        text.trim();
        if text.is_blank() {
            return;
        }
        let mut region = Region::new(Role::Caption, text);
        region.source = range.start as u32..range.end as u32;
        region.key = Some(key.into());
        self.captions.push(region);
    }

    fn html_block(&mut self) {
        let Some(range) = self.html.take() else { return };
        let Some(fragment) = self.masked.text.get(range.clone()) else { return };
        for block in html::blocks(fragment, range.start, &self.masked.blanks) {
            let mut region = Region::new(block.role, block.text);
            region.level = block.level;
            if region.role == Role::Paragraph {
                region.role = furniture::role_of(region.text.as_str()).unwrap_or(Role::Paragraph);
            }
            self.add(region);
        }
    }

    fn flush(&mut self) {
        if let Some(mut open) = self.open.take() {
            open.text.trim();
            if !open.text.is_blank() {
                let role = self.role(&open);
                let mut region = Region::new(role, open.text);
                let end = self.file[..open.source.end].trim_end().len();
                region.source = open.source.start.max(self.start) as u32..end.max(open.source.start) as u32;
                region.level = open.level;
                region.group = open.group;
                self.add(region);
            }
        }
        self.article.regions.append(&mut self.captions);
    }

    fn add(&mut self, mut region: Region) {
        let start = region.text.source(0..0).start as usize;
        let quotes = &self.masked.pull_quotes;
        let at = quotes.partition_point(|quote| quote.end <= start);
        if quotes.get(at).is_some_and(|quote| quote.contains(&start)) {
            region.role = Role::PullQuote;
        }
        self.article.regions.push(region);
    }

    /// The role of a block, by its mark-up and, where that says nothing, by its words.
    fn role(&mut self, open: &Open) -> Role {
        let plain = open.text.as_str();
        match open.role {
            Role::Subhead if open.level == 1 && !self.has_headline => {
                self.has_headline = true;
                Role::Headline
            }
            Role::Paragraph => {
                let words = plain.split_whitespace().count();
                let by_words = furniture::role_of(plain);
                if by_words.is_some() {
                    return by_words.unwrap_or(Role::Paragraph);
                }
                // `**The vote**` on a line of its own is a subhead; a whole sentence is not.
                let is_short = words <= 12 && !plain.ends_with(['.', '!', ',', ';']);
                if open.not_bold == 0 && is_short { Role::Subhead } else { Role::Paragraph }
            }
            role => role,
        }
    }

    /// The article, and where pieces of code stand in it.
    fn finish(mut self) -> (Article, Vec<Range<usize>>) {
        self.flush();
        for caption in &self.masked.captions {
            let raw = self.file.get(caption.clone()).unwrap_or("");
            let mut text = Text::default();
            html::push(&mut text, raw, caption.start);
            self.caption(text, caption.clone(), "caption");
        }
        self.article.regions.append(&mut self.captions);
        self.article.regions.sort_by_key(|region| region.source.start);
        (self.article, self.code_places)
    }
}
