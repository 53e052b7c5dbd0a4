//! Instructions in the copy to let something stand: `<!-- stet RULE, RULE: reason -->` before a
//! paragraph, `stet` in the front matter for the whole file. What they do is left to
//! [`crate::suppress`].

use std::ops::Range;

use crate::article::Stet;

/// A comment that has been read and waits for the paragraph it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    rules: Vec<String>,
    reason: Option<String>,
    source: Range<u32>,
}

impl Pending {
    /// The offset behind the comment.
    pub fn end(&self) -> u32 {
        self.source.end
    }

    /// Reads a comment, with its marks; `offset` is where it starts in the file. `None` where it is
    /// no stet.
    pub fn parse(comment: &str, offset: usize) -> Option<Self> {
        let trimmed = comment.trim();
        let start = offset + comment.len() - comment.trim_start().len();
        let inner = trimmed.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
        let rest = inner.strip_prefix("stet")?;
        if !rest.starts_with(char::is_whitespace) {
            return None;
        }
        let (rules, reason) = split(rest);
        (!rules.is_empty()).then_some(Pending { rules, reason, source: start as u32..(start + trimmed.len()) as u32 })
    }
}

/// `RULE, RULE: reason`, in parts.
fn split(text: &str) -> (Vec<String>, Option<String>) {
    let (rules, reason) = match text.split_once(':') {
        Some((rules, reason)) => (rules, Some(reason.trim()).filter(|reason| !reason.is_empty())),
        None => (text, None),
    };
    let rules = rules.split([',', ' ', '\t']).map(str::trim).filter(|rule| !rule.is_empty()).map(str::to_owned);
    (rules.collect(), reason.map(str::to_owned))
}

/// The stets of a `stet` value in the front matter: they cover the whole article.
pub fn of_file(value: &str, source: Range<u32>, out: &mut Vec<Stet>) {
    let (rules, reason) = split(value);
    for rule in rules {
        out.push(Stet { rule, reason: reason.clone(), source: source.clone(), covers: None });
    }
}

/// Comments on their way to the paragraph below them.
#[derive(Debug, Default)]
pub struct Stets {
    pending: Vec<Pending>,
}

impl Stets {
    /// A comment was met.
    pub fn expect(&mut self, pending: Pending) {
        self.pending.push(pending);
    }

    /// A region was met (or the end of the file, for the index behind the last one), which the
    /// comments before it cover.
    pub fn settle(&mut self, region: u32, out: &mut Vec<Stet>) {
        for pending in self.pending.drain(..) {
            for rule in pending.rules {
                let (reason, source) = (pending.reason.clone(), pending.source.clone());
                out.push(Stet { rule, reason, source, covers: Some(region) });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read_with_rules_and_reason() {
        let stet = Pending::parse("  <!-- stet a/b, c/d: it is so: really -->\n", 10).unwrap();
        assert_eq!(stet.rules, ["a/b", "c/d"]);
        assert_eq!(stet.reason.as_deref(), Some("it is so: really"));
        assert_eq!(stet.source, 12..52);
        assert_eq!(Pending::parse("<!-- stet a/b -->", 0).unwrap().reason, None);
        assert_eq!(Pending::parse("<!-- stetson hats -->", 0), None);
        assert_eq!(Pending::parse("<!-- stet -->", 0), None);
    }
}
