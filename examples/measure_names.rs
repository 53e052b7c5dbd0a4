//! Measures the layer of names against labelled copy.
//!
//! `cargo run --release --example measure_names -- tests/language/names.txt [--faults N]`. In the
//! labelled copy, stories are parted by `--`, headlines begin with
//! `# `, and every name is marked `[Mara Lind|P1]`: its kind (P a person, O a body, L a place, X
//! anything else, also the people of a place) and a number that is the same for all mentions of
//! the same one; `X:L1` is the people of the place L1. Titles, articles and a possessive `'s` are not part of a name.
//!
//! - span: a label is found if a mention has the same bytes; overlap counts any shared byte.
//! - kind: of the labels found, how many have the right kind.
//! - entity: of the labels found, how many are linked right: to the mention before of the same
//!   label, and to none of another.

use std::collections::HashMap;

use copydesk::annotate::Annotated;
use copydesk::annotate::names::Kind;
use copydesk::article::{Article, Region, Role, Text};
use copydesk::source::FileId;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(Ok(text)) = arguments.first().map(std::fs::read_to_string) else {
        println!("skipped: no labelled copy; see the head of examples/measure_names.rs");
        return;
    };
    let faults = arguments.iter().position(|a| a == "--faults").and_then(|at| arguments.get(at + 1)?.parse().ok());
    let mut score = Score::default();
    text.split("\n--\n").for_each(|story| score.add(story));
    score.print(faults.unwrap_or(0));
}

/// A label: region, bytes, kind, and what it names.
struct Label {
    region: u32,
    start: u32,
    end: u32,
    kind: Kind,
    entity: String,
}

fn read(story: &str) -> (Article, Vec<Label>) {
    let mut article = Article::new(FileId(0), "plain");
    let mut labels = Vec::new();
    for line in story.lines().filter(|l| !l.trim().is_empty() && !l.starts_with("//")) {
        let (role, line) = match line.strip_prefix("# ") {
            Some(line) => (Role::Headline, line),
            None => (Role::Paragraph, line),
        };
        let mut plain = String::new();
        let mut rest = line;
        while let Some((before, behind)) = rest.split_once('[') {
            let Some((label, after)) = behind.split_once(']') else { break };
            let Some((name, entity)) = label.split_once('|') else {
                plain.push_str(before);
                rest = behind;
                continue;
            };
            plain.push_str(before);
            let start = plain.len() as u32;
            plain.push_str(name);
            let kind = match entity.as_bytes().first() {
                Some(b'P') => Kind::Person,
                Some(b'O') => Kind::Organisation,
                Some(b'L') => Kind::Place,
                _ => Kind::Other,
            };
            let region = article.regions.len() as u32;
            labels.push(Label {
                region,
                start,
                end: plain.len() as u32,
                kind,
                entity: entity.strip_prefix("X:").unwrap_or(entity).to_owned(),
            });
            rest = after;
        }
        plain.push_str(rest);
        article.regions.push(Region::new(role, Text::verbatim(&plain, 0)));
    }
    (article, labels)
}

#[derive(Default)]
struct Score {
    labels: usize,
    mentions: usize,
    exact: usize,
    overlap: usize,
    kind: usize,
    linked: usize,
    /// The same for headlines alone.
    headlines: [usize; 4],
    faults: Vec<String>,
}

impl Score {
    fn add(&mut self, story: &str) {
        let (article, labels) = read(story);
        let annotated = Annotated::new(&article);
        let names = annotated.names();
        self.labels += labels.len();
        self.mentions += names.all().len();
        let mut of_label: HashMap<&str, u32> = HashMap::new();
        let mut of_entity: HashMap<u32, &str> = HashMap::new();
        let mut used = vec![false; names.all().len()];
        for label in &labels {
            let plain = annotated.plain(label.region);
            let text = plain.get(label.start as usize..label.end as usize).unwrap_or("");
            let shown = |what: &str| format!("{what}: [{text}|{}] in {plain:.160}", label.entity);
            let headline = article.regions[label.region as usize].role == Role::Headline;
            self.headlines[0] += usize::from(headline);
            let found = names.all().iter().enumerate().filter(|(_, n)| n.region == label.region);
            let near = found.filter(|(_, n)| n.start < label.end && label.start < n.end).collect::<Vec<_>>();
            for (index, _) in &near {
                used[*index] = true;
            }
            self.overlap += usize::from(!near.is_empty());
            let Some((_, name)) = near.iter().find(|(_, n)| n.start == label.start && n.end == label.end) else {
                let ours: Vec<&str> = near.iter().map(|(_, n)| article.text(n.place())).collect();
                self.faults.push(shown(&format!("span ({})", ours.join(" + "))));
                continue;
            };
            self.exact += 1;
            self.headlines[1] += usize::from(headline);
            if name.kind == label.kind {
                self.kind += 1;
                self.headlines[2] += usize::from(headline);
            } else {
                self.faults.push(shown(&format!("kind ({:?})", name.kind)));
            }
            let known = of_label.entry(&label.entity).or_insert(name.entity.0);
            let other = of_entity.entry(name.entity.0).or_insert(&label.entity);
            if *known == name.entity.0 && *other == label.entity {
                self.linked += 1;
                self.headlines[3] += usize::from(headline);
            } else {
                let canonical = names.canonical(&annotated, name.entity);
                self.faults.push(shown(&format!("entity ({canonical}, {other})")));
            }
        }
        for (name, _) in names.all().iter().zip(&used).filter(|(_, used)| !**used) {
            let plain = annotated.plain(name.region);
            self.faults.push(format!("no name: {} in {plain:.160}", article.text(name.place())));
        }
    }

    fn print(&self, faults: usize) {
        println!("{} labels, {} mentions", self.labels, self.mentions);
        let (p, r) = (share(self.exact, self.mentions), share(self.exact, self.labels));
        println!("span exact      P {p:.3}  R {r:.3}  F1 {:.3}", 2.0 * p * r / (p + r).max(1e-9));
        println!("span overlap    R {:.3}", share(self.overlap, self.labels));
        println!("kind            {:.3}", share(self.kind, self.exact));
        println!("entity          {:.3}", share(self.linked, self.exact));
        let [all, exact, kind, linked] = self.headlines;
        println!(
            "headlines       {all} labels, span R {:.3}, kind {:.3}, entity {:.3}",
            share(exact, all),
            share(kind, exact),
            share(linked, exact)
        );
        self.faults.iter().take(faults).for_each(|fault| println!("  {fault}"));
    }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Precision and recall of spans, and the shares of kinds and entities, of labelled copy.
pub fn measure(text: &str) -> [f64; 4] {
    let mut score = Score::default();
    text.split("\n--\n").for_each(|story| score.add(story));
    [
        share(score.exact, score.mentions),
        share(score.exact, score.labels),
        share(score.kind, score.exact),
        share(score.linked, score.exact),
    ]
}
