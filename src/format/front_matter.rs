//! Front matter: YAML between `---`, TOML between `+++`, JSON in braces. Parsed by libraries; here
//! the values become regions, each mapped to its bytes in the file.

mod decode;
mod values;

use std::ops::Range;

use super::{Fields, Problem, ProblemKind, stet};
use crate::article::{Article, Region, Role, Stated, Text};
pub use values::Value;

/// How front matter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Between lines of `---`.
    Yaml,
    /// Between lines of `+++`.
    Toml,
    /// An object at the very beginning.
    Json,
}

/// Where front matter stands in a file. All ranges are bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Front {
    /// How it is written.
    pub notation: Notation,
    /// The first line.
    pub opening: Range<usize>,
    /// What is between the marks (JSON: the object with its braces).
    pub inner: Range<usize>,
    /// Where the story starts.
    pub body: usize,
    /// Whether the closing mark was found.
    pub closed: bool,
}

/// Finds the front matter of a file, if it starts with some.
pub fn split(text: &str) -> Option<Front> {
    let start = super::after_bom(text);
    let rest = &text[start..];
    let first = rest.lines().next()?;
    let opening = start..start + first.len();
    let notation = match first.trim_end() {
        "---" | "---yaml" => Notation::Yaml,
        "+++" | "---toml" => Notation::Toml,
        "---json" => Notation::Json,
        line if line.starts_with('{') && !line.starts_with("{{") && !line.starts_with("{%") => {
            return json(text, start, opening);
        }
        _ => return None,
    };
    let closing = if first.starts_with("+++") { "+++" } else { "---" };
    let inner_start = start + line_len(rest);
    let mut at = inner_start;
    for line in text.get(inner_start..)?.split_inclusive('\n') {
        let trimmed = line.trim_end();
        if trimmed == closing || (notation == Notation::Yaml && trimmed == "...") {
            return Some(Front { notation, opening, inner: inner_start..at, body: at + line.len(), closed: true });
        }
        at += line.len();
    }
    // `---` alone may be a thematic break: only lines like `key: value` below it say otherwise.
    let below = text[inner_start..].lines().find(|line| !line.trim().is_empty())?;
    let is_key = below.split_once([':', '=']).is_some_and(|(key, _)| {
        !key.is_empty() && key.trim().chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    });
    // The block ends, as far as one can tell, at the first line that is no setting.
    let is_setting = |line: &str| {
        line.starts_with([' ', '\t', '-', '#'])
            || line.split_once([':', '=']).is_some_and(|(key, _)| !key.contains(' '))
    };
    let mut body = inner_start;
    for line in text[inner_start..].split_inclusive('\n') {
        if line.trim().is_empty() || !is_setting(line) {
            break;
        }
        body += line.len();
    }
    is_key.then_some(Front { notation, opening, inner: inner_start..body, body, closed: false })
}

fn line_len(text: &str) -> usize {
    text.split_inclusive('\n').next().map_or(0, str::len)
}

/// An object at the start of the file: it ends where its braces balance.
fn json(text: &str, start: usize, opening: Range<usize>) -> Option<Front> {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    let inner = start..at + 1;
                    let body = at + 1 + line_len(&text[at + 1..]);
                    return Some(Front { notation: Notation::Json, opening, inner, body, closed: true });
                }
            }
            _ => {}
        }
    }
    // Unbalanced: front matter only where a quoted key follows the brace.
    let is_object = text[start + 1..].trim_start().starts_with('"');
    let body = text[start..].find("\n\n").map_or(text.len(), |at| start + at + 1);
    is_object.then_some(Front { notation: Notation::Json, opening, inner: start..body, body, closed: false })
}

/// Puts the fields of the front matter into the article.
pub fn read(front: &Front, text: &str, fields: &Fields, article: &mut Article, problems: &mut Vec<Problem>) {
    let mut problem = |source: Range<usize>, detail: String| {
        let source = source.start as u32..source.end as u32;
        problems.push(Problem { kind: ProblemKind::FrontMatter, source, detail });
    };
    if !front.closed {
        problem(front.opening.clone(), "the front matter is not closed".to_owned());
    }
    let values = match values::parse(front.notation, text, front.inner.clone()) {
        Ok(values) => values,
        Err((place, message)) => {
            if front.closed {
                problem(place, format!("the front matter does not parse: {message}"));
            }
            return;
        }
    };
    // `subtitle = ""` is no deck: the next key may have one.
    let said = |value: &&Value| !value.is_text || !value.text.trim().is_empty();
    let find = |keys: &[String]| {
        let present = |key: &String| Some(values::of(&values, key)).filter(|list| list.iter().any(&said));
        keys.iter().find_map(present)
    };
    let mut regions = Vec::new();
    let mut add = |role: Role, value: &Value| {
        if let Some(region) = region(role, value, text) {
            regions.push(region);
        }
    };
    let mut one = |role: Role, keys: &[String]| {
        find(keys).into_iter().flatten().for_each(|value| add(role, value));
    };
    one(Role::Kicker, &fields.kicker);
    one(Role::Headline, &fields.headline);
    one(Role::Byline, &fields.byline);
    one(Role::Dateline, &fields.dateline);
    // A deck for the page, one for search engines and one for the newsletter are all shown to readers.
    let mut decks: Vec<&str> = Vec::new();
    for value in fields.deck.iter().flat_map(|key| values::of(&values, key)) {
        if !decks.contains(&value.text.trim()) {
            decks.push(value.text.trim());
            add(Role::Deck, value);
        }
    }
    for (role, keys) in [
        (Role::AltHeadline, &fields.alt_headlines),
        (Role::Caption, &fields.captions),
        (Role::Correction, &fields.correction),
    ] {
        for value in keys.iter().flat_map(|key| values::of(&values, key)) {
            add(role, value);
        }
    }
    regions.sort_by_key(|region| region.source.start);
    regions.dedup_by_key(|region| region.source.start);
    article.regions.extend(regions);
    let stated = |value: &Value| Stated {
        value: value.text.clone(),
        source: value.source.start as u32..value.source.end as u32,
    };
    article.published = find(&fields.date).and_then(|found| found.first().map(|value| stated(value)));
    article.updated = find(&fields.updated).and_then(|found| found.first().map(|value| stated(value)));
    article.language = find(&fields.language).and_then(|found| found.first().map(|value| value.text.clone()));
    for value in values::of(&values, "stet") {
        stet::of_file(&value.text, value.source.start as u32..value.source.end as u32, &mut article.stets);
    }
}

fn region(role: Role, value: &Value, text: &str) -> Option<Region> {
    if !value.is_text {
        return None;
    }
    let mut decoded: Text = decode::map(value, text);
    decoded.trim();
    if decoded.is_blank() {
        return None;
    }
    let mut region = Region::new(role, decoded);
    region.source = value.source.start as u32..value.source.end as u32;
    region.key = Some(value.key.as_str().into());
    Some(region)
}
