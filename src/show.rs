//! The article model in words: what `copydesk show` prints and what the readers' tests compare.

mod layers;

use std::fmt::Write as _;

use crate::article::{Article, Via};
use crate::source::SourceFile;

pub use layers::{Layer, layers};

/// So many characters of a region are shown.
const SHOWN: usize = 72;

/// The regions of an article, one a line: role, place, and how the text begins. What the map has
/// beside plain runs is counted.
pub fn article(article: &Article, source: &SourceFile) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "article ({})", article.format);
    for (name, stated) in [("published", &article.published), ("updated", &article.updated)] {
        if let Some(stated) = stated {
            let _ =
                writeln!(out, "  {name} {} {}", place(source, stated.source.start, stated.source.end), stated.value);
        }
    }
    if let Some(language) = &article.language {
        let _ = writeln!(out, "  language {language}");
    }
    for region in &article.regions {
        let mut role = region.role.as_str().to_owned();
        if region.level > 0 {
            let _ = write!(role, " {}", region.level);
        }
        if region.group > 0 {
            let _ = write!(role, " #{}", region.group);
        }
        if let Some(key) = &region.key {
            let _ = write!(role, " [{key}]");
        }
        let decoded = region.text.segments().iter().filter(|segment| segment.via != Via::Verbatim).count();
        let decoded = if decoded > 0 { format!(" ({decoded} decoded)") } else { String::new() };
        let at = place(source, region.source.start, region.source.end);
        let _ = writeln!(out, "  {role:<14} {at:<12} {}{decoded}", shortened(region.text.as_str()));
    }
    for stet in &article.stets {
        let covers = stet.covers.map_or_else(|| "the whole file".to_owned(), |region| format!("region {}", region + 1));
        let reason = stet.reason.as_deref().unwrap_or("no reason");
        let _ = writeln!(out, "  stet {} covers {covers}: {reason}", stet.rule);
    }
    out
}

/// `3:1-4:20`, in lines and characters.
fn place(source: &SourceFile, start: u32, end: u32) -> String {
    let (start, end) = (source.location(start), source.location(end));
    format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column)
}

/// The beginning of a text with control characters made visible.
fn shortened(text: &str) -> String {
    let mut out: String = text.chars().take(SHOWN).map(|c| if c.is_control() { '·' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() {
        out.push('…');
    }
    out
}
