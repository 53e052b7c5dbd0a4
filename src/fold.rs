//! Text folded for comparison: what differs only in case, quotation marks, dashes or white space
//! is the same. Comparing tokens is left to their keys ([`crate::annotate::tokens`]).

/// Text in lower case, with straight quotes, plain hyphens and single spaces.
pub fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(' ');
        }
        match c {
            '‘' | '’' | '‛' | '`' => out.push('\''),
            '“' | '”' | '„' | '‟' => out.push('"'),
            '‐'..='―' | '−' => out.push('-'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn normalising_folds_case_quotes_dashes_and_space() {
        assert_eq!(normalised("  “We’ll — GO”\n now "), "\"we'll - go\" now");
    }
}
