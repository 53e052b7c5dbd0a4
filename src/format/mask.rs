//! Takes what is no copy out of a Markdown file without moving a byte: shortcodes, template tags,
//! comments, scripts and embeds become blanks of the same length before the Markdown is parsed.
//!
//! ```text
//! {{< picture src="quay.jpg" caption="The quay at dawn" >}}
//! ```
//!
//! Captions in their attributes and the text of pull quotes are handed on.

use std::ops::Range;

use super::stet::Pending;

/// A file with its machinery blanked out.
#[derive(Debug)]
pub struct Masked {
    /// The text, as long as the file.
    pub text: String,
    /// What was blanked, in order, without overlaps.
    pub blanks: Vec<Range<usize>>,
    /// Captions: the bytes between the quotation marks of an attribute.
    pub captions: Vec<Range<usize>>,
    /// The text between the tags of pull quotes.
    pub pull_quotes: Vec<Range<usize>>,
    /// Instructions to let something stand.
    pub stets: Vec<Pending>,
}

/// The things that are blanked, by how they open and close.
struct Fence {
    open: &'static str,
    close: &'static str,
}

const FENCES: &[Fence] = &[
    Fence { open: "<!--", close: "-->" },
    Fence { open: "{{<", close: ">}}" },
    Fence { open: "{{%", close: "%}}" },
    Fence { open: "{{", close: "}}" },
    Fence { open: "{%", close: "%}" },
    Fence { open: "{#", close: "#}" },
    Fence { open: "{/*", close: "*/}" },
    Fence { open: "{:", close: "}" },
];

/// Elements whose content is no copy.
const DROPPED: &[&str] = &["script", "style", "iframe", "svg", "noscript", "template", "form"];

/// Names of shortcodes that show a picture.
const PICTURES: &[&str] = &["picture", "figure", "image", "img", "photo", "include"];

/// Blanks the machinery in `text` from the byte `start` on.
pub fn mask(text: &str, start: usize) -> Masked {
    let mut masker = Masker {
        text,
        masked: Masked {
            text: String::new(),
            blanks: Vec::new(),
            captions: Vec::new(),
            pull_quotes: Vec::new(),
            stets: Vec::new(),
        },
        open_quote: None,
        given_up: [false; FENCES.len()],
        given_up_elements: [false; DROPPED.len()],
    };
    masker.walk(start);
    masker.finish()
}

struct Masker<'t> {
    text: &'t str,
    masked: Masked,
    /// Where the text of an open pull quote starts.
    open_quote: Option<usize>,
    /// Fences whose closing mark comes no more: looking for it again would cost the file's length
    /// each time.
    given_up: [bool; FENCES.len()],
    given_up_elements: [bool; DROPPED.len()],
}

impl Masker<'_> {
    fn walk(&mut self, start: usize) {
        let bytes = self.text.as_bytes();
        let mut at = start;
        while at < bytes.len() {
            let end = match bytes[at] {
                b'{' => self.fence(at),
                b'<' => self.fence(at).or_else(|| self.element(at)),
                _ => None,
            };
            match end {
                Some(end) => {
                    self.masked.blanks.push(at..end);
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    fn fence(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[at..];
        let (index, fence) = FENCES.iter().enumerate().find(|(_, fence)| rest.starts_with(fence.open.as_bytes()))?;
        if self.given_up[index] {
            return None;
        }
        let inner = at + fence.open.len();
        let Some(len) = self.text[inner..].find(fence.close) else {
            self.given_up[index] = true;
            return None;
        };
        let end = inner + len + fence.close.len();
        let content = inner..inner + len;
        match fence.open {
            "<!--" => self.masked.stets.extend(Pending::parse(&self.text[at..end], at)),
            "{:" => {
                if self.text[content].contains("pull") {
                    // kramdown marks the block above: its text is told by where it ends.
                    let above = self.text[..at].trim_end().len();
                    let block = self.text[..above].rfind("\n\n").map_or(0, |gap| gap + 2);
                    self.masked.pull_quotes.push(block..above);
                }
            }
            "{#" | "{/*" => {}
            _ => self.tag(content, at, end),
        }
        Some(end)
    }

    /// A shortcode or template tag: `name a="b"`, `/name`, `endname`, `% pullquote "cite" %`.
    fn tag(&mut self, content: Range<usize>, at: usize, end: usize) {
        let inner = &self.text[content.clone()];
        let trimmed = inner.trim().trim_matches('-').trim();
        if trimmed.starts_with("/*") {
            return;
        }
        let closes = trimmed.starts_with('/') || trimmed.starts_with("end");
        let name = trimmed.trim_start_matches('/').split_whitespace().next().unwrap_or("").to_lowercase();
        if name.contains("pullquote") || name.contains("pull-quote") || name.contains("pull_quote") {
            if closes {
                let open = self.open_quote.take();
                self.masked.pull_quotes.extend(open.map(|open| open..at));
            } else if !trimmed.ends_with('/') {
                self.open_quote = Some(end);
            }
            return;
        }
        let last = name.rsplit('/').next().unwrap_or("");
        let is_picture = PICTURES.iter().any(|picture| last.starts_with(picture));
        if is_picture && !closes {
            self.masked
                .captions
                .extend(attribute(inner, "caption").map(|r| content.start + r.start..content.start + r.end));
        }
    }

    /// An element without copy, with all that is in it.
    fn element(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at + 1..];
        let (index, name) = DROPPED.iter().enumerate().find(|(_, name)| {
            rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && rest[name.len()..].starts_with([' ', '>', '\n', '\t', '/'])
        })?;
        if self.given_up_elements[index] {
            return None;
        }
        let close = find_close(&self.text[at..], name);
        if close.is_none() {
            self.given_up_elements[index] = true;
        }
        close.map(|len| at + len)
    }

    fn finish(mut self) -> Masked {
        self.masked.pull_quotes.sort_by_key(|quote| quote.start);
        let mut bytes = self.text.as_bytes().to_vec();
        for blank in &self.masked.blanks {
            let inner = &self.text[blank.clone()];
            // Line breaks stay where the thing stood on lines of its own, so that what is above
            // and below it does not run together.
            let before = self.text[..blank.start].ends_with('\n') || blank.start == 0;
            let keep = before && inner.contains('\n');
            for byte in &mut bytes[blank.clone()] {
                if !(keep && *byte == b'\n') {
                    *byte = b' ';
                }
            }
        }
        self.masked.text = String::from_utf8(bytes).unwrap_or_default();
        self.masked
    }
}

/// The bytes up to and with `</name>`, however it is capitalised.
fn find_close(text: &str, name: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let open = at + text[at..].find("</")?;
        let rest = &text[open + 2..];
        if rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            return Some(open + 2 + rest.find('>')? + 1);
        }
        at = open + 2;
    }
}

/// The bytes between the quotation marks of an attribute: `caption="…"`, `caption = '…'`, `` `…` ``.
fn attribute(tag: &str, name: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(found) = tag[from..].find(name) {
        let start = from + found;
        from = start + name.len();
        let stands_alone = tag[..start].ends_with(|c: char| c.is_whitespace()) || start == 0;
        let rest = tag[from..].trim_start();
        let Some(value) = rest.strip_prefix('=').filter(|_| stands_alone).map(str::trim_start) else { continue };
        let Some(mark) = value.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) else { continue };
        let open = tag.len() - value.len() + 1;
        let mut escaped = false;
        for (at, c) in tag[open..].char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' if mark != '`' => escaped = true,
                c if c == mark => return Some(open..open + at),
                _ => {}
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machinery_becomes_blanks_and_captions_are_handed_on() {
        let text =
            "One {{< picture src=\"a.jpg\"\n  caption=\"The &quot;quay&quot;\" >}} two <!-- note --> three {{ open";
        let masked = mask(text, 0);
        assert_eq!(masked.text.len(), text.len());
        assert_eq!(masked.text.split_whitespace().collect::<Vec<_>>(), ["One", "two", "three", "{{", "open"]);
        assert_eq!(&text[masked.captions[0].clone()], "The &quot;quay&quot;");
    }

    #[test]
    fn pull_quotes_keep_their_text() {
        let text =
            "{{< featured/pullquote cite=\"A\" >}}\nWe go.\n{{< /featured/pullquote >}}\n<SCRIPT>x</p></Script> z";
        let masked = mask(text, 0);
        assert_eq!(text[masked.pull_quotes[0].clone()].trim(), "We go.");
        assert_eq!(masked.text.split_whitespace().collect::<Vec<_>>(), ["We", "go.", "z"]);
    }
}
