//! `copydesk init`: a commented `copydesk.toml`, made from what the repository looks like.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::Status;
use super::args::InitArgs;
use super::files::shown;
use super::output::{Terminal, stdout};
use super::setup::CONFIG_NAME;

/// A site generator, as far as its folders tell.
struct Site {
    name: &'static str,
    /// Files or folders of which one gives it away.
    signs: &'static [&'static str],
    /// Where it keeps stories, in the order of likelihood.
    content: &'static [&'static str],
    /// What it makes or keeps beside them.
    exclude: &'static [&'static str],
}

const SITES: &[Site] = &[
    Site {
        name: "Hugo",
        signs: &["hugo.toml", "hugo.yaml", "hugo.json", "config/_default", "archetypes"],
        content: &["content"],
        exclude: &["public", "resources", "themes", "**/_index.md"],
    },
    Site {
        name: "Jekyll",
        signs: &["_config.yml", "_posts"],
        content: &["_posts", "_drafts"],
        exclude: &["_site", "vendor"],
    },
    Site {
        name: "Eleventy",
        signs: &[".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"],
        content: &["src/posts", "src/content", "posts", "content", "src"],
        exclude: &["_site", "node_modules"],
    },
    Site {
        name: "Astro",
        signs: &["astro.config.mjs", "astro.config.ts", "astro.config.js"],
        content: &["src/content"],
        exclude: &["dist", "node_modules"],
    },
];

const PLAIN: Site =
    Site { name: "", signs: &[], content: &["content", "articles", "stories", "posts", "wire"], exclude: &[] };

/// Writes the configuration, unless there is one.
pub fn run(args: &InitArgs, terminal: &Terminal) -> Result<Status, String> {
    let path = args.folder.join(CONFIG_NAME);
    let has = |name: &&'static str| args.folder.join(name).exists();
    let site = SITES.iter().find(|site| site.signs.iter().any(has)).unwrap_or(&PLAIN);
    let content: Vec<&str> = site.content.iter().copied().filter(has).collect();
    let text = text(site, &content);
    let write = || fs::OpenOptions::new().write(true).create_new(true).open(&path)?.write_all(text.as_bytes());
    write().map_err(|error| format!("{}: {error}", shown(&path)))?;
    let looks = if site.name.is_empty() { String::new() } else { format!(" for a {} site", site.name) };
    let mut lines = vec![format!("wrote {}{looks}", shown(&path))];
    lines.push("next: copydesk check".to_owned());
    if is_archive(&args.folder, &content) {
        lines.push("for an archive: copydesk baseline write sets aside what it finds today".to_owned());
    }
    let mut out = stdout();
    let _ = terminal;
    let written = lines.iter().try_for_each(|line| writeln!(out, "{line}")).and_then(|()| out.flush());
    written.map_err(|error| error.to_string())?;
    Ok(Status::Clean)
}

fn text(site: &Site, content: &[&str]) -> String {
    let quoted = |names: &[String]| names.iter().map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(", ");
    let include: Vec<String> = content.iter().map(|folder| format!("{folder}/**")).collect();
    let exclude: Vec<String> = site.exclude.iter().map(|&name| name.to_owned()).collect();
    let mut out = String::from("# What copydesk checks in this repository, and how loud it is.\n");
    out.push_str("# `copydesk rules` lists the rules, `copydesk explain RULE` teaches one.\n\n");
    match include.is_empty() {
        true => out.push_str("# include = [\"content/**\"]      # default: every story below this file\n"),
        false => out.push_str(&format!("include = [{}]\n", quoted(&include))),
    }
    match exclude.is_empty() {
        true => out.push_str("# exclude = [\"drafts\"]\n"),
        false => out.push_str(&format!("exclude = [{}]\n", quoted(&exclude))),
    }
    out.push_str(REST);
    out
}

const REST: &str = r#"fail-on = "error"                 # note | warning | error | never: what stops a build
# profile = "ap"                  # whose policy on sources: ap, reuters, nyt, bbc, guardian, npr, or FILE.toml
# rule-folders = ["desk-rules"]   # rules of your own: copydesk new house/my-rule

[rules]                           # off | note | warning | error, by id, group or glob
# "duplicates/quote" = "off"
# "duplicates/paragraph" = { level = "error", min-words = 15 }

# [[overrides]]                   # other settings for some files; later ones win
# name  = "columns"
# files = ["content/opinion/**"]
# rules = { "duplicates/sentence" = "note" }

# [[exceptions]]                  # what may stand, and why
# rule   = "duplicates/sentence"
# files  = ["content/2026/refrain.md"]
# match  = "and still the tide"
# reason = "the refrain of the piece"

# [lexicons]                      # words of your own for the lists of rules
# "figures/conflict/families.txt" = "desk-words/families.txt"

# [fields]                        # where your front matter uses other names
# headline = ["title"]
# deck     = ["description"]
"#;

/// Whether there are enough stories for a baseline to be worth it.
fn is_archive(folder: &Path, content: &[&str]) -> bool {
    let count = |folder: &Path| ignore::WalkBuilder::new(folder).build().take(200).count();
    content.iter().map(|name| count(&folder.join(name))).sum::<usize>() >= 200
}
