//! The readers: what they make of each fixture, and, for fixtures and generated files alike, that
//! every piece of plain text says what its bytes in the file say.
//!
//! `BLESS=1 cargo test --test formats` rewrites `tests/formats/*.tree`.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::article::{Article, Via};
use copydesk::format::{self, ReadOptions, Reading};
use copydesk::source::{FileId, SourceFile};
use proptest::prelude::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

fn fixtures() -> Vec<(PathBuf, String)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension != "tree"));
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), String::from_utf8(fs::read(path).unwrap()).unwrap())).collect()
}

fn read(name: &str, text: &str) -> Reading {
    format::read(FileId(0), Path::new(name), text, &ReadOptions::default())
}

#[test]
fn every_fixture_is_read_as_blessed() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut faults = Vec::new();
    let mut trees = Vec::new();
    for (path, text) in fixtures() {
        let reading = read(&path.to_string_lossy(), &text);
        let source = SourceFile::new("x", text.as_str());
        let mut dump = String::new();
        for problem in &reading.problems {
            let at = source.location(problem.source.start);
            dump.push_str(&format!("{} {}:{} {}\n", problem.kind.as_str(), at.line, at.column, problem.detail));
        }
        dump.extend(reading.articles.iter().map(|article| copydesk::show::article(article, &source)));
        let tree = path.with_extension(format!("{}.tree", path.extension().unwrap().to_string_lossy()));
        if bless {
            fs::write(&tree, &dump).unwrap();
        } else if fs::read_to_string(&tree).unwrap_or_default() != dump {
            faults.push(format!("{}:\n{dump}", path.display()));
        }
        trees.push(tree);
    }
    assert!(faults.is_empty(), "not as blessed:\n{}", faults.join("\n"));
    let all = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let orphans: Vec<_> = all.filter(|p| p.extension().is_some_and(|e| e == "tree") && !trees.contains(p)).collect();
    assert!(orphans.is_empty(), "no fixture for {orphans:?}");
}

/// What a character reference says, by a table of this test's own.
fn reference(raw: &str) -> Option<String> {
    let name = raw.strip_prefix('&')?.strip_suffix(';')?;
    let code = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        },
        None => {
            let named = [
                ("amp", '&'),
                ("lt", '<'),
                ("gt", '>'),
                ("quot", '"'),
                ("apos", '\''),
                ("nbsp", '\u{a0}'),
                ("ldquo", '“'),
                ("rdquo", '”'),
                ("lsquo", '‘'),
                ("rsquo", '’'),
                ("mdash", '—'),
                ("ndash", '–'),
                ("hellip", '…'),
                ("eacute", 'é'),
            ];
            named.iter().find(|(n, _)| *n == name)?.1 as u32
        }
    };
    char::from_u32(code).map(String::from)
}

/// What an escape says, by rules of this test's own.
fn escape(raw: &str) -> Option<String> {
    if raw == "''" {
        return Some("'".to_owned());
    }
    if let Some(inner) = raw.strip_prefix(['"', '\'']).and_then(|rest| rest.strip_suffix(['"', '\''])) {
        // A whole string that could not be mapped piece by piece: taken at its word.
        return Some(inner.to_owned());
    }
    let mut units = Vec::new();
    let mut rest = raw;
    while let Some(hex) = rest.strip_prefix("\\u").or(rest.strip_prefix("\\x")) {
        let digits = if rest.starts_with("\\u") { 4 } else { 2 };
        units.push(u16::from_str_radix(hex.get(..digits)?, 16).ok()?);
        rest = &hex[digits..];
    }
    if !units.is_empty() {
        return String::from_utf16(&units).ok();
    }
    let mut chars = raw.strip_prefix('\\')?.chars();
    Some(match chars.next()? {
        'n' | 't' | 'r' => " ".to_owned(),
        c => c.to_string(),
    })
}

/// Every segment stands for the bytes that it says, and the segments make up the text.
fn check_map(article: &Article, text: &str) {
    for region in &article.regions {
        let plain = region.text.as_str();
        let (start, end) = (region.source.start as usize, region.source.end as usize);
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end) && start <= end, "{region:?}");
        let mut at = 0;
        for segment in region.text.segments() {
            assert_eq!(segment.plain, at, "a gap in {plain:?}");
            at += segment.plain_len;
            let piece = &plain[segment.plain as usize..at as usize];
            let raw = text.get(segment.source as usize..(segment.source + segment.source_len) as usize);
            let raw = raw.unwrap_or_else(|| panic!("{segment:?} cuts a character of the file"));
            match segment.via {
                Via::Verbatim => assert_eq!(piece, raw),
                Via::Break => {
                    assert_eq!(piece, " ");
                    let tag = raw.trim_start().to_lowercase();
                    let is_break = raw.chars().all(|c| c.is_whitespace() || matches!(c, '>' | '\\' | '#'));
                    assert!(is_break || tag.starts_with("<br"), "{raw:?} is no break");
                }
                Via::Entity => {
                    if let Some(said) = reference(raw) {
                        assert_eq!(piece, said, "{raw}");
                    } else {
                        assert!(raw.starts_with('&') && raw.ends_with(';'), "{raw:?} is no reference");
                    }
                }
                Via::Escape => {
                    let said = escape(raw);
                    assert!(
                        said.as_deref() == Some(piece) || raw.contains(char::is_whitespace),
                        "{raw:?} is not {piece:?}"
                    );
                }
            }
        }
        assert_eq!(at as usize, plain.len());
        // Any place in the text comes out on character boundaries of the file, in order.
        let mut last = 0;
        for (offset, c) in plain.char_indices() {
            let span = region.text.source(offset as u32..(offset + c.len_utf8()) as u32);
            assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
            assert!(span.start <= span.end && span.start >= last, "{span:?} in {plain:?}");
            last = span.start;
        }
    }
}

fn check(name: &str, text: &str) {
    for article in &read(name, text).articles {
        check_map(article, text);
    }
}

#[test]
fn the_map_of_every_fixture_holds() {
    for (path, text) in fixtures() {
        let name = path.to_string_lossy();
        for variant in [text.clone(), text.replace('\n', "\r\n"), format!("\u{feff}{text}"), text.replace('\n', "\r")] {
            check(&name, &variant);
            check("x.txt", &variant);
            check("x.md", &variant);
        }
    }
}

#[test]
fn a_truncated_fixture_is_read_too() {
    for (path, text) in fixtures() {
        for end in (0..text.len()).step_by(7).filter(|end| text.is_char_boundary(*end)) {
            check(&path.to_string_lossy(), &text[..end]);
        }
    }
}

#[test]
fn deep_nesting_does_no_harm() {
    for text in
        ["> ".repeat(20_000), "[".repeat(50_000), "- ".repeat(5_000), "{{".repeat(50_000), "<!--".repeat(50_000)]
    {
        check("x.md", &format!("{text} end"));
        check("x.txt", &format!("{text} end"));
    }
    check("x.md", &format!("---\ntitle: {}\n---\n\nBody.\n", "[".repeat(5_000)));
    check("x.md", &format!("+++\ntitle = {}\n+++\n\nBody.\n", "[".repeat(500)));
}

/// Pieces that make a file hard to read, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "The harbour",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "“Né” ",
        "👩🏽‍🚀",
        "&amp;",
        "&#8217;",
        "&rsquo;",
        "&nope;",
        "\\*",
        "\\[",
        "**",
        "*",
        "_",
        "`x`",
        "# ",
        "## ",
        "> ",
        "- ",
        "1. ",
        "| a | b |\n|---|---|\n| c | d |\n",
        "<p>",
        "</p>",
        "<br>",
        "<b>",
        "</b>",
        "<!-- x -->",
        "<!-- stet a/b: c -->",
        "{{< picture caption=\"A &quot;b&quot;\" >}}",
        "{{",
        "}}",
        "{% x %}",
        "<script>",
        "</script>",
        "![alt](x.jpg \"title\")",
        "[link](x)",
        "---\n",
        "+++\n",
        "title: \"a \\u2019 b\"\n",
        "title = 'x'\n",
        "deck: >-\n  folded\n  text\n",
        "{\"title\": \"a \\ud83d\\ude00 \\\" b\"}\n",
        "'it''s'",
        "\t",
        "\u{feff}",
        "\u{0}",
        "CAIRO (AP) — ",
        "By Ines Dorrit\n",
        "<li>",
        "&lt;",
        "```\n",
        "~~~\n",
        "[^1]",
        "[^1]: note\n",
        "  \n",
        "\\\n",
        "<div class=\"pullquote\">",
        "</div>",
        "&",
        ";",
        "<",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Readers get many files, and as many more as `PROPTEST_CASES` asks for.
fn config() -> ProptestConfig {
    let asked = ProptestConfig::default();
    ProptestConfig { cases: asked.cases.max(2_000), ..asked }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_map_of_any_file_holds(text in pieces()) {
        check("x.md", &text);
        check("x.txt", &text);
    }

    #[test]
    fn any_front_matter_is_read(front in pieces(), body in pieces(), mark in prop::sample::select(vec!["---", "+++"])) {
        check("x.md", &format!("{mark}\n{front}\n{mark}\n{body}"));
    }

    #[test]
    fn any_bytes_become_text_of_the_same_length(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let length = bytes.len();
        let (text, problems) = format::decode(bytes);
        prop_assert!(text.len() == length || (text.is_empty() && !problems.is_empty()));
        check("x.md", &text);
        check("x.txt", &text);
    }
}
