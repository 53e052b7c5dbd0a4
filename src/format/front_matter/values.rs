//! The values of front matter with their keys and places, whatever notation they are written in.

use std::ops::Range;

use granit_parser::{Event, Parser};
use jsonc_parser::ast;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Notation;

/// A scalar of the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Its key in lower case, with dots between the tables it is in; items of a list share it.
    pub key: String,
    /// What it says.
    pub text: String,
    /// Its bytes in the file, quotation marks included.
    pub source: Range<usize>,
    /// Whether it is a string, and not a number or a date.
    pub is_text: bool,
    /// How it is written.
    pub notation: Notation,
}

/// More nested than this is no front matter of a story.
const DEPTH: usize = 32;

/// The values in `range` of the text; or the place of the first fault, and what is wrong.
pub fn parse(notation: Notation, text: &str, range: Range<usize>) -> Result<Vec<Value>, (Range<usize>, String)> {
    let inner = &text[range.clone()];
    let shift = |place: Range<usize>| {
        let clip = |at: usize| (range.start + at).min(range.end);
        let (start, mut end) = (clip(place.start), clip(place.end));
        if end <= start {
            end = (start + 1).min(range.end.max(start));
        }
        whole_characters(text, start..end)
    };
    let mut values = match notation {
        Notation::Toml => toml(inner).map_err(|(place, message)| (shift(place), message))?,
        Notation::Json => json(inner).map_err(|(place, message)| (shift(place), message))?,
        Notation::Yaml => yaml(inner).map_err(|(place, message)| (shift(place), message))?,
    };
    for value in &mut values {
        value.source = value.source.start + range.start..value.source.end + range.start;
    }
    Ok(values)
}

fn whole_characters(text: &str, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start.min(text.len()), range.end.min(text.len()));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// The values of a key, as the configuration names it: `title`, `seo.title`; a table `params`
/// around it does not matter (Hugo).
pub fn of<'v>(values: &'v [Value], key: &str) -> Vec<&'v Value> {
    let key = key.to_lowercase();
    let fits = |value: &&Value| value.key == key || value.key.strip_prefix("params.") == Some(key.as_str());
    values.iter().filter(fits).collect()
}

fn joined(prefix: &str, key: &str) -> String {
    let key = key.to_lowercase();
    if prefix.is_empty() { key } else { format!("{prefix}.{key}") }
}

fn toml(inner: &str) -> Result<Vec<Value>, (Range<usize>, String)> {
    let table = DeTable::parse(inner)
        .map_err(|error| (error.span().unwrap_or(0..0), error.message().lines().collect::<Vec<_>>().join(", ")))?;
    let mut values = Vec::new();
    toml_table(table.get_ref(), "", 0, &mut values);
    Ok(values)
}

fn toml_table(table: &DeTable<'_>, prefix: &str, depth: usize, values: &mut Vec<Value>) {
    for (key, value) in table {
        toml_value(value, &joined(prefix, key.get_ref()), depth, values);
    }
}

fn toml_value(value: &Spanned<DeValue<'_>>, key: &str, depth: usize, values: &mut Vec<Value>) {
    let mut push = |text: String, is_text| {
        values.push(Value { key: key.to_owned(), text, source: value.span(), is_text, notation: Notation::Toml });
    };
    match value.get_ref() {
        DeValue::String(text) => push(text.to_string(), true),
        DeValue::Datetime(date) => push(date.to_string(), false),
        DeValue::Integer(number) => push(number.to_string(), false),
        DeValue::Float(number) => push(number.to_string(), false),
        DeValue::Boolean(truth) => push(truth.to_string(), false),
        DeValue::Array(items) if depth < DEPTH => {
            items.iter().for_each(|item| toml_value(item, key, depth + 1, values));
        }
        DeValue::Table(table) if depth < DEPTH => toml_table(table, key, depth + 1, values),
        DeValue::Array(_) | DeValue::Table(_) => {}
    }
}

fn json(inner: &str) -> Result<Vec<Value>, (Range<usize>, String)> {
    let parsed = jsonc_parser::parse_to_ast(inner, &Default::default(), &Default::default()).map_err(|error| {
        let range = error.range();
        (range.start..range.end, error.kind().to_string())
    })?;
    let mut values = Vec::new();
    if let Some(value) = &parsed.value {
        json_value(value, "", 0, &mut values);
    }
    Ok(values)
}

fn json_value(value: &ast::Value<'_>, key: &str, depth: usize, values: &mut Vec<Value>) {
    let mut push = |text: String, range: jsonc_parser::common::Range, is_text| {
        let source = range.start..range.end;
        values.push(Value { key: key.to_owned(), text, source, is_text, notation: Notation::Json });
    };
    match value {
        ast::Value::StringLit(text) => push(text.value.to_string(), text.range, true),
        ast::Value::NumberLit(number) => push(number.value.to_string(), number.range, false),
        ast::Value::BooleanLit(truth) => push(truth.value.to_string(), truth.range, false),
        ast::Value::Object(object) if depth < DEPTH => {
            for property in &object.properties {
                json_value(&property.value, &joined(key, property.name.as_str()), depth + 1, values);
            }
        }
        ast::Value::Array(array) if depth < DEPTH => {
            array.elements.iter().for_each(|element| json_value(element, key, depth + 1, values));
        }
        _ => {}
    }
}

/// Where the YAML reader is: in a mapping that waits for a key or a value, or in a list.
struct Frame {
    prefix: String,
    is_list: bool,
    key: Option<String>,
}

fn yaml(inner: &str) -> Result<Vec<Value>, (Range<usize>, String)> {
    let mut values = Vec::new();
    let mut frames: Vec<Frame> = Vec::new();
    for event in Parser::new_from_str(inner) {
        let (event, span) = event.map_err(|error| {
            let at = error.marker().byte_offset().unwrap_or(0);
            (at..at + 1, error.info().lines().collect::<Vec<_>>().join(", "))
        })?;
        // A value under a key ends that key's turn; a scalar where a key is due is the key.
        let taken = |frames: &mut Vec<Frame>| match frames.last_mut() {
            Some(frame) if frame.is_list => frame.prefix.clone(),
            Some(frame) => frame.key.take().map_or_else(|| frame.prefix.clone(), |key| joined(&frame.prefix, &key)),
            None => String::new(),
        };
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if frames.len() > DEPTH {
                    let at = span.byte_range().unwrap_or(0..0);
                    return Err((at, "it is nested too deep".to_owned()));
                }
                let prefix = taken(&mut frames);
                frames.push(Frame { prefix, is_list: matches!(event, Event::SequenceStart(..)), key: None });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                frames.pop();
            }
            Event::Scalar(text, style, ..) => {
                let is_key = frames.last().is_some_and(|frame| !frame.is_list && frame.key.is_none());
                if is_key {
                    if let Some(frame) = frames.last_mut() {
                        frame.key = Some(text.into_owned());
                    }
                    continue;
                }
                let key = taken(&mut frames);
                let source = span.byte_range().unwrap_or(0..0);
                let is_plain = style == granit_parser::ScalarStyle::Plain;
                let is_text = !is_plain || is_words(&text);
                values.push(Value { key, text: text.into_owned(), source, is_text, notation: Notation::Yaml });
            }
            Event::Alias(..) => {
                taken(&mut frames);
            }
            _ => {}
        }
    }
    Ok(values)
}

/// Whether a bare YAML scalar is text and not a number, a date, a truth value or nothing.
fn is_words(text: &str) -> bool {
    !matches!(text, "" | "~" | "null" | "true" | "false" | "yes" | "no") && text.chars().any(char::is_alphabetic)
}
