//! Wording with placeholders: ``"`{match}` carries no fact"``.

use std::fmt::Write as _;

/// A text with placeholders in braces; `{{` and `}}` stand for braces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Value(String),
}

impl Message {
    /// Cuts a text into its pieces. An unclosed brace is an error, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '{' | '}' if chars.peek() == Some(&c) => {
                    chars.next();
                    plain.push(c);
                }
                '{' => {
                    let mut name = String::new();
                    loop {
                        match chars.next() {
                            Some('}') => break,
                            Some(c) => name.push(c),
                            None => return Err("a placeholder is opened with `{` and not closed".into()),
                        }
                    }
                    if !plain.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut plain)));
                    }
                    pieces.push(Piece::Value(name.trim().to_owned()));
                }
                '}' => return Err("a `}` stands without its `{`; write `}}` for a brace".into()),
                c => plain.push(c),
            }
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Ok(Message { pieces })
    }

    /// The names of the placeholders.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Value(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// The text with the values put in. A placeholder without a value stays as it is written.
    pub fn fill(&self, values: &[(&str, String)]) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Value(name) => match values.iter().find(|(n, _)| n == name) {
                    Some((_, value)) => out.push_str(value),
                    None => {
                        let _ = write!(out, "{{{name}}}");
                    }
                },
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Message;

    #[test]
    fn placeholders_are_filled_and_doubled_braces_kept() {
        let message = Message::parse("`{match}` in {{x}}").unwrap();
        assert_eq!(message.fill(&[("match", "very".into())]), "`very` in {x}");
        assert_eq!(message.placeholders().collect::<Vec<_>>(), ["match"]);
    }

    #[test]
    fn an_unclosed_placeholder_is_an_error() {
        assert!(Message::parse("`{match` carries").is_err());
        assert!(Message::parse("match}").is_err());
    }
}
