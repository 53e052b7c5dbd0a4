//! Embeds the folder `rules/` into the program: a sorted table of (path, text). A new rule is a
//! new folder there, and nothing else. The long list of English words becomes a table that is
//! looked up as it is, so that a run on one short file does not begin with reading it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

// The table's keys are made by what looks them up.
#[allow(dead_code)]
#[path = "src/annotate/keys.rs"]
mod keys;

/// How common each stem is, by its key: 0 for function words, then by the list that has it first.
fn grades(lists: &Path) -> io::Result<BTreeMap<u64, u8>> {
    let mut grades = BTreeMap::new();
    for line in fs::read_to_string(lists.join("closed-class.txt"))?.lines() {
        let entry = line.split(" #").next().unwrap_or("").trim();
        let (word, value) = entry.split_once(" = ").unwrap_or((entry, ""));
        if !word.is_empty() && !word.starts_with('#') && value != "time" {
            grades.entry(keys::stem(word)).or_insert(0);
        }
    }
    for grade in 1..=4u8 {
        let list = fs::read_to_string(lists.join(format!("english-{grade}.txt")))?;
        for word in list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            grades.entry(keys::stem(word)).or_insert(grade);
        }
    }
    Ok(grades)
}

/// Where the stems with each beginning of twelve bits begin, then the stems, then their grades.
fn table(grades: &BTreeMap<u64, u8>) -> Vec<u8> {
    const BUCKETS: u64 = 1 << 12;
    let stems: Vec<u64> = grades.keys().copied().collect();
    let mut table = Vec::new();
    for bucket in 0..=BUCKETS {
        let first = stems.partition_point(|stem| stem >> 52 < bucket) as u32;
        table.extend(first.to_le_bytes());
    }
    table.extend(stems.iter().flat_map(|stem| stem.to_le_bytes()));
    table.extend(grades.values());
    table
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "toml" || e == "txt") {
            files.push(path);
        }
    }
    Ok(())
}

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/annotate/keys.rs");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let mut files = Vec::new();
    collect(&root.join("rules"), &mut files)?;
    files.sort();
    let mut table = String::from("&[\n");
    for file in &files {
        let name = file.strip_prefix(root.join("rules")).map_err(io::Error::other)?;
        let name = name.to_string_lossy().replace('\\', "/");
        // The folder is filled in when the crate is compiled: a checkout that has moved, or another
        // one with the same target folder, still finds its own files.
        let place = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), {:?})", format!("/rules/{name}"));
        table.push_str(&format!("    ({name:?}, include_str!({place})),\n"));
    }
    table.push_str("]\n");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("grades.bin"), self::table(&grades(&root.join("rules/lexicons"))?))?;
    fs::write(out.join("rules.rs"), table)
}
