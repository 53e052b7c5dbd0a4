//! Draws what a layer found at random, to be read by hand.
//!
//! `cargo run --release --example measure_by_hand -- LAYER N SEED FOLDER...`, where LAYER is `names`,
//! `headlines` (names of a headline that the body has nothing of), `quotations`, `figures` or `sentences`. Every file of the folders is as likely as another, and so
//! is every mention, paragraph with marks, figure or boundary in it. The same seed draws the same.
//! Quotations are shown with `«S`, `«F` or `«N` (speech, fragment, name) before them and `»` behind.

use std::path::PathBuf;

use copydesk::annotate::Annotated;
use copydesk::annotate::quotations::Kind;
use copydesk::format;
use copydesk::source::FileId;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|n| n.parse::<usize>().ok());
    let (Some(layer), Some(count), Some(seed)) = (arguments.first(), number(1), number(2)) else {
        println!("skipped: no layer, number, seed and folders; see the head of examples/measure_by_hand.rs");
        return;
    };
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in &arguments[3..] {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        files.extend(entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "txt" || e == "md")));
    }
    files.sort();
    let mut state = (seed as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    let mut shown = 0;
    for _ in 0..20 * count {
        let Some(path) = files.get(random(files.len())) else { return };
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        let read = format::read(FileId(0), path, &text, &Default::default());
        let Some(article) = read.articles.first() else { continue };
        let annotated = Annotated::new(article);
        let line = match layer.as_str() {
            "names" => name(&annotated, &mut random),
            "headlines" => headline(&annotated, &mut random),
            "quotations" => quotations(&annotated, &mut random),
            "figures" => figure(&annotated, &mut random),
            _ => boundary(&annotated, &mut random),
        };
        if let Some(line) = line {
            shown += 1;
            println!("{shown}. {line}");
        }
        if shown == count {
            return;
        }
    }
}

/// What stands before and behind a place, marked.
fn around(plain: &str, start: usize, end: usize, reach: usize) -> String {
    let before: String = plain[..start].chars().rev().take(reach).collect();
    let before: String = before.chars().rev().collect();
    let behind: String = plain[end..].chars().take(reach).collect();
    format!("…{before}⟦{}⟧{behind}…", &plain[start..end])
}

fn name(annotated: &Annotated<'_>, random: &mut impl FnMut(usize) -> usize) -> Option<String> {
    let names = annotated.names();
    let name = names.all().get(random(names.all().len()))?;
    let shown = around(annotated.plain(name.region), name.start as usize, name.end as usize, 60);
    Some(format!("{:?}/{:?} ({}) {shown}", name.kind, name.form, names.canonical(annotated, name.entity)))
}

/// A name of the headline whose entity is not mentioned below it.
fn headline(annotated: &Annotated<'_>, random: &mut impl FnMut(usize) -> usize) -> Option<String> {
    let names = annotated.names();
    let own = names.of(0);
    let name = own.get(random(own.len()))?;
    let below = names.mentions(name.entity).iter().any(|at| names.all()[*at as usize].region > 0);
    let shown = around(annotated.plain(0), name.start as usize, name.end as usize, 100);
    (!below).then(|| format!("{:?}/{:?} {shown}", name.kind, name.form))
}

fn quotations(annotated: &Annotated<'_>, random: &mut impl FnMut(usize) -> usize) -> Option<String> {
    let count = annotated.article().regions.len() as u32;
    let with: Vec<u32> = (0..count).filter(|r| annotated.plain(*r).contains(['"', '“', '”', '‘', '«', '`'])).collect();
    let region = *with.get(random(with.len()))?;
    let plain = annotated.plain(region);
    let mut marks: Vec<(u32, &str)> = Vec::new();
    for quotation in annotated.quotations().of(region) {
        let kind = match quotation.kind {
            Kind::Speech => "«S ",
            Kind::Fragment => "«F ",
            Kind::Name => "«N ",
        };
        marks.push((quotation.start, kind));
        marks.push((quotation.end, "»"));
    }
    marks.sort_by_key(|(at, _)| *at);
    let mut shown = String::new();
    let mut from = 0;
    for (at, mark) in marks {
        shown.push_str(&plain[from..at as usize]);
        shown.push_str(mark);
        from = at as usize;
    }
    shown.push_str(&plain[from..]);
    Some(shown)
}

fn figure(annotated: &Annotated<'_>, random: &mut impl FnMut(usize) -> usize) -> Option<String> {
    let figures = annotated.figures().all();
    let figure = figures.get(random(figures.len()))?;
    let plain = annotated.plain(figure.region);
    let text = |range: &Option<std::ops::Range<u32>>| {
        range.clone().and_then(|r| plain.get(r.start as usize..r.end as usize)).unwrap_or("-").to_owned()
    };
    let from =
        |n: &copydesk::annotate::figures::Noun| if n.modifiers.is_empty() { n.head.start } else { n.modifiers.start };
    let noun = figure.noun.as_ref().map(|n| text(&Some(from(n)..n.head.end)));
    let shown = around(plain, figure.start as usize, figure.end as usize, 80);
    Some(format!(
        "{:?} {} noun [{}] unit {:?} role {:?} {shown}",
        figure.kind,
        figure.value,
        noun.unwrap_or_default(),
        figure.unit,
        figure.role,
    ))
}

fn boundary(annotated: &Annotated<'_>, random: &mut impl FnMut(usize) -> usize) -> Option<String> {
    let count = annotated.article().regions.len() as u32;
    let inner: Vec<(u32, u32)> =
        (0..count).flat_map(|r| annotated.sentences().of(r).iter().skip(1).map(move |s| (r, s.start))).collect();
    let (region, at) = *inner.get(random(inner.len()))?;
    Some(around(annotated.plain(region), at as usize, at as usize, 60).replace("⟦⟧", "⟦|⟧"))
}
