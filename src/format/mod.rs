//! Readers: from the text of a file to articles.
//!
//! A reader finds the regions of a story, gives each its role, and maps its plain text back to
//! the bytes of the file. It never fails: what it cannot read is a [`Problem`], and the rest is
//! still linted. Readers know nothing of rules, and touch no file.

mod bytes;
mod front_matter;
mod furniture;
mod html;
mod markdown;
mod mask;
mod plain;
mod stet;

use std::ops::Range;
use std::path::Path;

pub use bytes::decode;

use crate::article::Article;
use crate::source::FileId;

/// What can be wrong with a file, before any rule has looked at it. The built-in rules of the
/// group `file` say it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Bytes that are not UTF-8.
    Encoding,
    /// Not a text at all.
    Binary,
    /// Front matter that is not closed or does not parse.
    FrontMatter,
    /// Nothing to lint: no bytes, or no copy.
    Empty,
}

impl ProblemKind {
    /// The name that rule files use.
    pub fn as_str(self) -> &'static str {
        match self {
            ProblemKind::Encoding => "encoding",
            ProblemKind::Binary => "binary",
            ProblemKind::FrontMatter => "front-matter",
            ProblemKind::Empty => "empty",
        }
    }
}

/// Something that a reader could not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of trouble.
    pub kind: ProblemKind,
    /// Where, in bytes of the file.
    pub source: Range<u32>,
    /// What exactly: one line, lower-case start, no final stop.
    pub detail: String,
}

/// Which front-matter keys hold what. Keys are compared without regard to case; a dot goes into
/// a nested table (`seo.title`). The first key present wins, except where a list is gathered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The headline.
    pub headline: Vec<String>,
    /// Further headlines; all that are present count.
    pub alt_headlines: Vec<String>,
    /// The decks; all that are present count, equal ones once.
    pub deck: Vec<String>,
    /// The word above the headline.
    pub kicker: Vec<String>,
    /// Who wrote it.
    pub byline: Vec<String>,
    /// Where it was written.
    pub dateline: Vec<String>,
    /// When it was published.
    pub date: Vec<String>,
    /// When it was last changed.
    pub updated: Vec<String>,
    /// Words under pictures; all that are present count.
    pub captions: Vec<String>,
    /// Corrections; all that are present count.
    pub correction: Vec<String>,
    /// The language.
    pub language: Vec<String>,
}

impl Default for Fields {
    fn default() -> Self {
        let list = |keys: &str| keys.split_whitespace().map(str::to_owned).collect();
        Fields {
            headline: list("title headline hed"),
            alt_headlines: list(
                "title-tag seo_title seotitle meta_title linktitle short_title og-title og_title twitter-title \
                 twitter_title social_title email_subject print_headline",
            ),
            deck: list(
                "dek deck standfirst subtitle subhed subheadline sub_title tagline description summary excerpt \
                 abstract blurb teaser",
            ),
            kicker: list("kicker eyebrow overline extended-kicker"),
            byline: list("byline author authors by writer"),
            dateline: list("dateline location"),
            date: list("date published publishdate pubdate published_at published_time"),
            updated: list("lastmod modified updated last_modified_at updateddate updated_at date_modified"),
            captions: list("image-caption caption image_caption hero_caption"),
            correction: list("correction corrections editors_note editors-note clarification update_note"),
            language: list("lang language language-code locale"),
        }
    }
}

/// What the configuration lets a desk say about its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Which front-matter keys hold what.
    pub fields: Fields,
}

/// What a reader made of a file.
#[derive(Debug, Default)]
pub struct Reading {
    /// The stories, in the order of the file.
    pub articles: Vec<Article>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// The endings of the files that are linted when a folder is given.
pub const EXTENSIONS: &[&str] = &["markdown", "md", "mdx", "text", "txt"];

/// Whether a file found in a folder is copy, by its ending.
pub fn is_recognised(path: &Path) -> bool {
    extension(path).is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

fn extension(path: &Path) -> Option<String> {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase())
}

/// Reads a file with the reader that fits its name; a name that says nothing is plain text.
pub fn read(file: FileId, path: &Path, text: &str, options: &ReadOptions) -> Reading {
    match extension(path).as_deref() {
        Some("md" | "markdown" | "mdx") => markdown::read(file, text, &options.fields),
        _ => plain::read(file, text, &options.fields),
    }
}

/// The offset of the first byte behind a byte order mark.
fn after_bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}
