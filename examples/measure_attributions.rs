//! Measures the attribution layer against annotated copy.
//!
//! `cargo run --release --example measure_attributions -- ATTRIBUTIONS.tsv [FOLDER] [--held-out]
//! [--misses N] [--false-hits N]
//! [--sources N] [--contents N]`. The table has a header line and the columns `file`, `half`,
//! `doc`, `para` (index of the paragraph, from 0, paragraphs being parted by blank lines),
//! `source`, `cue`, `content` (the words of each span; spans in pieces are joined by a space)
//! and `source_hint`. FOLDER holds the articles; it defaults to the table's folder with its
//! name up to the first point (`desk.attributions.tsv` -> `desk/`).
//!
//! How spans are matched. The table gives words, not offsets, so each span is found again: its
//! tokens are aligned run by run with those of the paragraph (content: of the six paragraphs
//! from there on), the longest run first; where source or cue stand more than once, the pair
//! closest together and to the content counts. Rows without a cue are left out.
//!
//! - cue: a row is found if some attribution's cue shares a token with its cue; an attribution
//!   is right if its cue shares a token with some row's cue.
//! - sentence: the same for "the sentence holds a cue".
//! - source: of all rows with a source, how many are found with a source that shares a token
//!   (overlap) or has the same words and numbers (exact); of all attributions with a source, how
//!   many are right. A pronoun counts as itself, and a source of the same words is the same: which
//!   of two `he` is meant the table does not say.
//! - content: words and numbers, summed over rows and attributions; those of rows that were not
//!   found count as missed, those of attributions without a row as wrong.
//!
//! The rows know beliefs, feelings and intentions as well as words; and about one real
//! attribution in twenty has no row, so true precision is higher than what is printed.
//! Every fourth file is held out: nothing was tuned on it. `--held-out` measures those alone.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::path::PathBuf;

use copydesk::annotate::Annotated;
use copydesk::annotate::attributions::{CueKind, Source};
use copydesk::annotate::tokens::{Token, key, tokenize};
use copydesk::annotate::verbs::lemma;
use copydesk::article::{Article, Place, Region, Role, Text};
use copydesk::source::FileId;

fn main() {
    let mut paths = Vec::new();
    let (mut held_out, mut misses, mut false_hits, mut sources, mut contents) = (false, 0, 0, 0, 0);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut count = || arguments.next().and_then(|n| n.parse().ok()).unwrap_or(50);
        match argument.as_str() {
            "--held-out" => held_out = true,
            "--misses" => misses = count(),
            "--false-hits" => false_hits = count(),
            "--sources" => sources = count(),
            "--contents" => contents = count(),
            _ => paths.push(PathBuf::from(argument)),
        }
    }
    let Some(Ok(table)) = paths.first().map(std::fs::read_to_string) else {
        println!("skipped: no table of attributions; see the head of examples/measure_attributions.rs");
        return;
    };
    let folder = paths.get(1).cloned().unwrap_or_else(|| {
        let name = paths[0].file_name().map_or(String::new(), |n| n.to_string_lossy().into_owned());
        paths[0].with_file_name(name.split('.').next().unwrap_or(""))
    });
    let mut rows: BTreeMap<&str, Vec<Vec<&str>>> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.len() >= 7 {
            rows.entry(columns[0]).or_default().push(columns);
        }
    }
    let mut score = Score::default();
    for (number, (file, rows)) in rows.iter().enumerate() {
        if (number % 4 == 3) != held_out {
            continue;
        }
        match std::fs::read_to_string(folder.join(file)) {
            Ok(text) => score.add(file, &text, rows),
            Err(error) => println!("{file}: {error}"),
        }
    }
    score.print(misses, false_hits, sources, contents);
}

fn article(text: &str) -> Article {
    let mut article = Article::new(FileId(0), "plain");
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        let role = if article.regions.is_empty() { Role::Headline } else { Role::Paragraph };
        article.regions.push(Region::new(role, Text::verbatim(paragraph, at)));
        at += paragraph.len() as u32 + 2;
    }
    article
}

/// A row, found again in the text; tokens count over the whole article.
struct Row {
    cue: Vec<usize>,
    source: Vec<usize>,
    content: Vec<usize>,
    shown: String,
}

/// The key of a token; of a pronoun with its auxiliary (`you're`), which the table cuts in two, that
/// of the pronoun.
fn uncontracted(plain: &str, token: &Token) -> u64 {
    let pronouns = ["i", "you", "he", "she", "it", "we", "they", "who", "that"];
    let text = token.text(plain).to_lowercase();
    match text.split_once(['\'', '’']) {
        Some((pronoun, _)) if pronouns.contains(&pronoun) => key(pronoun),
        _ => token.key,
    }
}

/// Where the tokens `wanted` stand in `window`.
fn align(keys: &[u64], window: Range<usize>, wanted: &[u64], near: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < wanted.len() {
        let mut best: Option<(usize, usize)> = None;
        for place in window.clone() {
            let run = keys[place..window.end].iter().zip(&wanted[at..]).take_while(|(a, b)| a == b).count();
            let better =
                best.is_none_or(|(length, b)| run > length || run == length && place.abs_diff(near) < b.abs_diff(near));
            if run > 0 && better {
                best = Some((run, place));
            }
        }
        match best {
            Some((run, place)) => {
                found.extend(place..place + run);
                at += run;
            }
            None => at += 1,
        }
    }
    found
}

/// Where a source and its cue stand: of all pairs the one closest together, then closest to the
/// content, with a cue that no row before has taken and that is no part of the content.
fn pair(
    keys: &[u64],
    window: Range<usize>,
    source: &[u64],
    cue: &[u64],
    near: usize,
    content: &HashSet<usize>,
    taken: &mut HashSet<usize>,
) -> (Vec<usize>, Vec<usize>) {
    let places = |wanted: &[u64]| -> Vec<usize> {
        let whole = |at: &usize| !wanted.is_empty() && keys[*at..window.end].starts_with(wanted);
        window.clone().filter(whole).collect()
    };
    let (sources, cues) = (places(source), places(cue));
    let best = cues
        .iter()
        .flat_map(|c| {
            let used = if taken.contains(c) || content.contains(c) { 10_000 } else { 0 };
            let alone = sources.is_empty().then_some((c.abs_diff(near) + used, None, *c));
            let both = sources.iter().map(move |s| (2 * s.abs_diff(*c) + c.abs_diff(near) + used, Some(*s), *c));
            both.chain(alone)
        })
        .min();
    let (source, cue) = match best {
        Some((_, Some(s), c)) => ((s..s + source.len()).collect(), (c..c + cue.len()).collect()),
        Some((_, None, c)) => (align(keys, window, source, c), (c..c + cue.len()).collect()),
        None => {
            let source = align(keys, window.clone(), source, near);
            let cue = align(keys, window, cue, source.last().copied().unwrap_or(near));
            (source, cue)
        }
    };
    taken.extend(cue.first());
    (source, cue)
}

#[derive(Default)]
struct Score {
    rows: usize,
    rows_found: usize,
    cues: usize,
    cues_right: usize,
    sentences: [usize; 3],
    rows_sourced: usize,
    sources: usize,
    source_overlap: usize,
    source_exact: usize,
    content_rows: usize,
    content_cues: usize,
    content_both: usize,
    content_found: [usize; 2],
    content_samples: Vec<String>,
    missed: Vec<String>,
    wrong: Vec<String>,
    other_source: Vec<String>,
    wrong_verbs: HashMap<String, [usize; 2]>,
}

impl Score {
    fn add(&mut self, file: &str, text: &str, table: &[Vec<&str>]) {
        let article = article(text);
        let annotated = Annotated::new(&article);
        let tokens = annotated.tokens();
        let mut keys: Vec<u64> = Vec::new();
        for region in 0..article.regions.len() as u32 {
            let plain = annotated.plain(region);
            keys.extend(tokens.of(region).iter().map(|t| uncontracted(plain, t)));
        }
        let word: Vec<bool> = tokens.all().iter().map(|t| t.is_word()).collect();
        let cut = |text: &str| -> Vec<u64> { tokenize(text).iter().map(|t| uncontracted(text, t)).collect() };
        let mut taken = HashSet::new();
        let rows: Vec<Row> = table
            .iter()
            .filter_map(|columns| {
                let paragraph: u32 = columns[3].parse().ok()?;
                let window = tokens.indices(paragraph);
                let last = tokens.indices((paragraph + 5).min(article.regions.len() as u32 - 1));
                let content = align(&keys, window.start..last.end.max(window.end), &cut(columns[6]), window.start);
                let near = content.first().copied().unwrap_or(window.start);
                let within = content.iter().copied().collect();
                let (source, cue) = pair(&keys, window, &cut(columns[4]), &cut(columns[5]), near, &within, &mut taken);
                let shown = format!("{file} {paragraph}: {} | {} | {:.300}", columns[4], columns[5], columns[6]);
                (!cue.is_empty()).then_some(Row { cue, source, content, shown })
            })
            .collect();
        let mut by_cue: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, row) in rows.iter().enumerate() {
            for token in &row.cue {
                by_cue.entry(*token).or_default().push(index);
            }
        }
        let tokens_of = |place: &Place| -> Range<usize> {
            let first = tokens.indices(place.region);
            let start = first.start + tokens.of(place.region).partition_point(|t| t.end <= place.start);
            let last = tokens.indices(place.last);
            let end = last.start + tokens.of(place.last).partition_point(|t| t.start < place.end);
            start..end
        };
        // The words of a source; `None` where it has none.
        let spelled = |source: &[usize]| -> Option<Vec<u64>> {
            let words: Vec<u64> = source.iter().filter(|t| word[**t]).map(|t| keys[*t]).collect();
            (!words.is_empty()).then_some(words)
        };
        let spelled_by = |source: &Option<Source>| -> Option<Vec<u64>> {
            spelled(&source.iter().flat_map(|s| tokens_of(&s.place)).collect::<Vec<usize>>())
                .or_else(|| Some(Vec::new()))
        };
        let mut found: HashSet<usize> = HashSet::new();
        let (mut overlap, mut exact) = (HashSet::new(), HashSet::new());
        let mut sentence_of = Vec::new();
        let mut count = 0;
        for region in 0..article.regions.len() as u32 {
            let base = tokens.indices(region).start;
            for sentence in annotated.sentences().of(region) {
                count += 1;
                sentence_of.resize(base + sentence.last as usize, count);
            }
        }
        let mut said = HashSet::new();
        for attribution in annotated.attributions().all() {
            if attribution.kind == CueKind::Carried {
                continue;
            }
            self.cues += 1;
            let cue = tokens_of(&attribution.cue);
            said.insert(sentence_of.get(cue.start).copied().unwrap_or(0));
            let mut matched: Vec<usize> = cue.clone().filter_map(|t| by_cue.get(&t)).flatten().copied().collect();
            matched.sort_unstable();
            matched.dedup();
            found.extend(&matched);
            self.cues_right += usize::from(!matched.is_empty());
            let content: HashSet<usize> = annotated
                .attributions()
                .content(attribution)
                .iter()
                .flat_map(&tokens_of)
                .filter(|t| word[*t])
                .collect();
            self.content_cues += content.len();
            let both = |row: &Row| row.content.iter().filter(|t| content.contains(t)).count();
            self.content_both += matched.iter().map(|row| both(&rows[*row])).max().unwrap_or(0);
            let found_source = attribution.source.map_or("", |s| article.text(s.place));
            for index in &matched {
                let row = &rows[*index];
                let ours: HashSet<usize> = attribution.source.iter().flat_map(|s| tokens_of(&s.place)).collect();
                let same = spelled(&row.source) == spelled_by(&attribution.source);
                if !row.source.is_empty() && !same && !row.source.iter().any(|t| ours.contains(t)) {
                    let plain = annotated.plain(attribution.cue.region);
                    let from =
                        plain[..attribution.cue.start as usize].char_indices().rev().nth(80).map_or(0, |(at, _)| at);
                    let to = (attribution.cue.end as usize..plain.len())
                        .find(|at| *at > attribution.cue.end as usize + 40 && plain.is_char_boundary(*at))
                        .unwrap_or(plain.len());
                    self.other_source.push(format!(
                        "[{found_source}] not {} …{}…",
                        row.shown.split(" | ").next().unwrap_or(""),
                        &plain[from..to]
                    ));
                }
            }
            let best = matched.iter().max_by_key(|row| both(&rows[**row]));
            if let Some(row) = best.map(|row| &rows[*row]) {
                let theirs = row.content.iter().filter(|t| word[**t]).count();
                self.content_found[0] += theirs;
                self.content_found[1] += content.len();
                if both(row) * 10 < theirs.max(content.len()) * 8 {
                    let ours: Vec<&str> =
                        annotated.attributions().content(attribution).iter().map(|p| article.text(*p)).collect();
                    self.content_samples.push(format!("{}\n      OURS {}", row.shown, ours.join(" ++ ")));
                }
            }
            if let Some(source) = &attribution.source {
                self.sources += 1;
                let source: HashSet<usize> = tokens_of(&source.place).collect();
                for index in &matched {
                    let row = &rows[*index];
                    let same = spelled(&row.source) == spelled_by(&attribution.source);
                    if same || row.source.iter().any(|t| source.contains(t)) {
                        overlap.insert(*index);
                        let theirs: HashSet<usize> = row.source.iter().copied().filter(|t| word[*t]).collect();
                        let ours: HashSet<usize> = source.iter().copied().filter(|t| word[*t]).collect();
                        if same || theirs == ours {
                            exact.insert(*index);
                        }
                    }
                }
            }
            let name = attribution.verb.map_or("-".to_owned(), |v| lemma(v).to_owned());
            let tally = self.wrong_verbs.entry(name.clone()).or_default();
            tally[usize::from(!matched.is_empty())] += 1;
            if matched.is_empty() {
                let source = attribution.source.map_or("", |s| article.text(s.place));
                let plain = annotated.plain(attribution.cue.region);
                let (mut from, mut to) =
                    ((attribution.cue.start as usize).saturating_sub(60), attribution.cue.end as usize + 60);
                while !plain.is_char_boundary(from) {
                    from -= 1;
                }
                to = to.min(plain.len());
                while !plain.is_char_boundary(to) {
                    to -= 1;
                }
                self.wrong.push(format!("{file} {name} [{source}] …{}…", &plain[from..to]));
            }
        }
        self.rows += rows.len();
        self.rows_found += found.len();
        self.rows_sourced += rows.iter().filter(|r| !r.source.is_empty()).count();
        self.source_overlap += overlap.len();
        self.source_exact += exact.len();
        self.content_rows += rows.iter().map(|r| r.content.iter().filter(|t| word[**t]).count()).sum::<usize>();
        let gold: HashSet<usize> = rows.iter().map(|r| sentence_of.get(r.cue[0]).copied().unwrap_or(0)).collect();
        self.sentences[0] += gold.len();
        self.sentences[1] += said.len();
        self.sentences[2] += gold.intersection(&said).count();
        let missed = rows.iter().enumerate().filter(|(index, _)| !found.contains(index));
        self.missed.extend(missed.map(|(_, row)| row.shown.clone()));
    }

    fn print(&self, misses: usize, false_hits: usize, sources: usize, contents: usize) {
        let line = |name: &str, all: usize, claimed: usize, found: usize, right: usize| {
            let recall = found as f64 / all.max(1) as f64;
            let precision = right as f64 / claimed.max(1) as f64;
            let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
            println!("{name:16} P {precision:.3}  R {recall:.3}  F1 {f1:.3}   ({all} rows, {claimed} found)");
        };
        line("cues", self.rows, self.cues, self.rows_found, self.cues_right);
        line("sentences", self.sentences[0], self.sentences[1], self.sentences[2], self.sentences[2]);
        line("sources overlap", self.rows_sourced, self.sources, self.source_overlap, self.source_overlap);
        line("sources exact", self.rows_sourced, self.sources, self.source_exact, self.source_exact);
        line("content words", self.content_rows, self.content_cues, self.content_both, self.content_both);
        println!(
            "of the rows found: source overlaps {:.3}, exact {:.3}",
            self.source_overlap as f64 / self.rows_found.max(1) as f64,
            self.source_exact as f64 / self.rows_found.max(1) as f64
        );
        println!(
            "of the rows found: content P {:.3}, R {:.3}",
            self.content_both as f64 / self.content_found[1].max(1) as f64,
            self.content_both as f64 / self.content_found[0].max(1) as f64
        );
        let spread = |list: &[String], count: usize| {
            let step = (list.len() / count.max(1)).max(1);
            list.iter().step_by(step).take(count).for_each(|entry| println!("  {entry}"));
        };
        if misses > 0 {
            println!("missed, {} in all:", self.missed.len());
            spread(&self.missed, misses);
        }
        if sources > 0 {
            println!("another source, {} in all:", self.other_source.len());
            spread(&self.other_source, sources);
        }
        if contents > 0 {
            println!("other content, {} in all:", self.content_samples.len());
            spread(&self.content_samples, contents);
        }
        if false_hits > 0 {
            println!("without a row, {} in all:", self.wrong.len());
            spread(&self.wrong, false_hits);
            let mut verbs: Vec<_> = self.wrong_verbs.iter().filter(|(_, [wrong, _])| *wrong > 3).collect();
            verbs.sort_by_key(|(_, [wrong, _])| std::cmp::Reverse(*wrong));
            for (verb, [wrong, right]) in verbs.iter().take(80) {
                print!("{verb} {wrong}/{right}  ");
            }
            println!();
        }
    }
}
