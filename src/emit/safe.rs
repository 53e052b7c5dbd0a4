//! Text from the copy, made fit for a terminal: what could move the cursor, turn the reading
//! direction or hide itself is made visible.

/// What is shown instead of a character; `None` where it may stand.
fn instead(c: char) -> Option<char> {
    match c {
        '\t' => Some(' '),
        '\u{7f}' => Some('\u{2421}'),
        c if (c as u32) < 0x20 => char::from_u32(0x2400 + c as u32),
        '\u{80}'..='\u{9f}' => Some('\u{fffd}'),
        // Bidirectional marks, zero-width characters, invisible operators, byte order mark.
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' => {
            Some('\u{fffd}')
        }
        // Line and paragraph separators.
        '\u{2028}' | '\u{2029}' => Some(' '),
        // Tags, which no terminal shows.
        '\u{e0000}'..='\u{e007f}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// The text with every such character replaced, one for one.
pub fn visible(text: &str) -> String {
    let mut before = ' ';
    text.chars()
        .map(|c| {
            // Between pictographs a zero-width joiner makes one picture of two, and hides nothing.
            let joins = c == '\u{200d}' && before >= '\u{2190}';
            before = c;
            if joins { c } else { instead(c).unwrap_or(c) }
        })
        .collect()
}

/// The text with workflow commands broken up: `::error::…` at the start of a line and the older
/// `##[…]` anywhere in it, which a CI runner that reads the output would obey.
pub fn defused(text: &str) -> String {
    text.replace("::", ": :").replace("##[", "# #[")
}

#[cfg(test)]
mod tests {
    use super::{defused, visible};

    #[test]
    fn workflow_commands_are_broken_up() {
        assert_eq!(defused("::error::x ##[group]"), ": :error: :x # #[group]");
    }

    #[test]
    fn escapes_and_direction_marks_are_made_visible() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b\tc\n"), "a␛[31m\u{fffd}b c␊");
        assert_eq!(visible("“né” 👩🏽‍🚀 — ok"), "“né” 👩🏽‍🚀 — ok");
    }
}
