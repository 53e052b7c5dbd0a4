//! Text from the copy, made fit for a terminal: what could move the cursor, turn the reading
//! direction or hide itself is made visible.

/// The character that is shown for one of the copy: itself, or a visible stand-in.
pub fn shown(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{7f}' => '\u{2421}',
        c if (c as u32) < 0x20 => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        // Soft hyphens, joiners and fillers that take no room, or take it without showing.
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' => {
            '\u{fffd}'
        }
        // Bidirectional marks, zero-width characters, invisible operators, byte order mark.
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => '\u{fffd}',
        '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' => '\u{fffd}',
        // Line and paragraph separators.
        '\u{2028}' | '\u{2029}' => ' ',
        // Controls of music and shorthand, tags, selectors of variants.
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => '\u{fffd}',
        c => c,
    }
}

/// Whether a zero-width joiner behind this character makes one picture of two, and hides nothing.
fn joins(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// The text as it may be shown, character for character.
pub fn visible(text: &str) -> String {
    let mut before = ' ';
    let mut one = |c: char| {
        let pictured = c == '\u{200d}' && joins(before);
        before = c;
        if pictured { c } else { shown(c) }
    };
    text.chars().map(&mut one).collect()
}

/// The text with workflow commands broken up: `::error::…` at the start of a line and the older
/// `##[…]` anywhere in it, which a CI runner that reads the output would obey. Character for
/// character, so that carets stay where they are.
pub fn defused(text: &str) -> String {
    text.replace("::", ":·").replace("##[", "#·[")
}

#[cfg(test)]
mod tests {
    use super::{defused, visible};

    #[test]
    fn workflow_commands_are_broken_up() {
        assert_eq!(defused("::error::x ##[group]"), ":·error:·x #·[group]");
    }

    #[test]
    fn escapes_and_direction_marks_are_made_visible() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b\tc\n"), "a␛[31m\u{fffd}b c␊");
        assert_eq!(visible("“né” 👩🏽‍🚀 — ok"), "“né” 👩🏽‍🚀 — ok");
        assert_eq!(visible("co\u{ad}op a\u{200d}b \u{e0041}"), "co\u{fffd}op a\u{fffd}b \u{fffd}");
    }
}
