//! The HTML that stands in Markdown: pieces of text, and the blocks they belong to. Tokenizing is
//! the library's; here is told which elements make blocks, and of which role.

use html5gum::emitters::default::{DefaultEmitter, Token};
use html5gum::{HtmlString, Tokenizer};

use crate::article::{Role, Text, Via};

/// A block of an HTML fragment.
#[derive(Debug)]
pub struct Block {
    /// Its role by its element; a paragraph where the element says nothing.
    pub role: Role,
    /// The level of a heading.
    pub level: u8,
    /// Its text, with offsets in the file.
    pub text: Text,
}

/// Reads a fragment that starts at `offset` in the file. Blank blocks are left out. `skip` says
/// which bytes of the file are no copy.
pub fn blocks(fragment: &str, offset: usize, skip: &[std::ops::Range<usize>]) -> Vec<Block> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut builder = Builder { open: Vec::new(), text: Text::default(), blocks: Vec::new() };
    for token in Tokenizer::new_with_emitter(fragment, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = name_of(&tag.name);
                if name == "br" {
                    let range = offset + tag.span.start..offset + tag.span.end;
                    builder.text.push_decoded(" ", range.start as u32..range.end as u32, Via::Break);
                } else if is_block(&name) {
                    builder.flush();
                    let class = tag.attributes.get(b"class".as_slice()).map(|class| name_of(&class.value));
                    builder.open.push((name, class.unwrap_or_default()));
                }
            }
            Token::EndTag(tag) => {
                let name = name_of(&tag.name);
                if is_block(&name) {
                    builder.flush();
                    if let Some(at) = builder.open.iter().rposition(|(open, _)| *open == name) {
                        builder.open.truncate(at);
                    }
                }
            }
            Token::String(text) => {
                let range = offset + text.span.start..offset + text.span.end;
                if let Some(raw) = fragment.get(text.span.start..text.span.end) {
                    push_kept(&mut builder.text, raw, range.start, skip);
                }
            }
            _ => {}
        }
    }
    builder.flush();
    builder.blocks
}

fn name_of(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).to_lowercase()
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "ul"
            | "ol"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "aside"
            | "section"
            | "article"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "header"
            | "footer"
            | "details"
            | "summary"
            | "dl"
            | "dt"
            | "dd"
            | "center"
            | "pre"
            | "nav"
            | "main"
    )
}

struct Builder {
    /// Open block elements with their classes.
    open: Vec<(String, String)>,
    text: Text,
    blocks: Vec<Block>,
}

impl Builder {
    fn flush(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        text.trim();
        if text.is_blank() {
            return;
        }
        let (role, level) = self.role();
        self.blocks.push(Block { role, level, text });
    }

    /// The innermost element that says something decides, but a class on any of them goes first.
    fn role(&self) -> (Role, u8) {
        if self.open.iter().any(|(_, class)| class.contains("pull") && class.contains("quote")) {
            return (Role::PullQuote, 0);
        }
        if self.open.iter().any(|(name, _)| name == "nav") {
            return (Role::Furniture, 0);
        }
        let said = self.open.iter().rev().find_map(|(name, _)| match name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some((Role::Subhead, name.as_bytes()[1] - b'0')),
            "li" | "dt" | "dd" => Some((Role::ListItem, 1)),
            "figcaption" | "caption" => Some((Role::Caption, 0)),
            "td" | "th" => Some((Role::TableCell, 0)),
            "blockquote" => Some((Role::BlockQuote, 0)),
            _ => None,
        });
        said.unwrap_or((Role::Paragraph, 0))
    }
}

/// Appends a piece of HTML text that stands in the file at `offset`: character references are read,
/// runs of white space with a line break are one space, and what `skip` covers is left out.
pub fn push_kept(out: &mut Text, raw: &str, offset: usize, skip: &[std::ops::Range<usize>]) {
    let mut at = 0;
    let first = skip.partition_point(|range| range.end <= offset);
    for range in &skip[first..] {
        if range.start >= offset + raw.len() {
            break;
        }
        let start = range.start.saturating_sub(offset).clamp(at, raw.len());
        push(out, &raw[at..start], offset + at);
        at = (range.end - offset).min(raw.len());
    }
    push(out, &raw[at..], offset + at);
}

/// The longest character reference is `&CounterClockwiseContourIntegral;`.
const LONGEST: usize = 40;

/// Appends HTML text with its character references read.
pub fn push(out: &mut Text, raw: &str, offset: usize) {
    let bytes = raw.as_bytes();
    let mut plain = 0;
    let mut at = 0;
    let source = |from: usize, to: usize| (offset + from) as u32..(offset + to) as u32;
    while at < bytes.len() {
        let (said, via, end) = match bytes[at] {
            b'&' => {
                let window = &raw[at..at + raw[at..].char_indices().nth(LONGEST).map_or(raw.len() - at, |(n, _)| n)];
                let Some(len) = window.find(';').map(|semicolon| semicolon + 1) else {
                    at += 1;
                    continue;
                };
                let reference = &raw[at..at + len];
                let said = htmlize::unescape(reference);
                if said == reference {
                    at += 1;
                    continue;
                }
                (said.into_owned(), Via::Entity, at + len)
            }
            b'\n' | b'\r' => {
                let start = raw[..at].trim_end().len().max(plain);
                let end = at + raw[at..].len() - raw[at..].trim_start().len();
                out.push_verbatim(&raw[plain..start], (offset + plain) as u32);
                plain = start;
                at = start;
                (" ".to_owned(), Via::Break, end)
            }
            _ => {
                at += 1;
                continue;
            }
        };
        out.push_verbatim(&raw[plain..at], (offset + plain) as u32);
        out.push_decoded(&said, source(at, end), via);
        at = end;
        plain = end;
    }
    out.push_verbatim(&raw[plain..], (offset + plain) as u32);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_have_the_roles_of_their_elements() {
        let found = blocks("<div><h2>Fish &amp; tide</h2>\n<p>One<br>two</p><li>x</li></div>", 10, &[]);
        let texts: Vec<_> = found.iter().map(|b| (b.role, b.text.as_str())).collect();
        assert_eq!(texts, [(Role::Subhead, "Fish & tide"), (Role::Paragraph, "One two"), (Role::ListItem, "x")]);
        assert_eq!(found[0].text.source(5..6), 24..29);
    }
}
