//! What the layers find in an article, a line each: the answer to "why did it say that".

use std::fmt::Write as _;

use crate::annotate::Annotated;
use crate::article::{Article, Place};
use crate::source::SourceFile;

/// A layer that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Sentences.
    Sentences,
    /// Quotations: what is speech.
    Quotations,
    /// Attributions: who is said to have said what.
    Attributions,
    /// Figures, with their values.
    Figures,
    /// Dates and times.
    Dates,
    /// Names, and which mentions are of the same.
    Names,
    /// Copies of earlier regions.
    Repeats,
    /// The sources that are not named, with their mentions.
    Sourcing,
}

impl Layer {
    /// Every layer.
    pub const ALL: [Layer; 8] = [
        Layer::Sentences,
        Layer::Quotations,
        Layer::Attributions,
        Layer::Figures,
        Layer::Dates,
        Layer::Names,
        Layer::Repeats,
        Layer::Sourcing,
    ];

    /// Its name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Layer::Sentences => "sentences",
            Layer::Quotations => "quotations",
            Layer::Attributions => "attributions",
            Layer::Figures => "figures",
            Layer::Dates => "dates",
            Layer::Names => "names",
            Layer::Repeats => "repeats",
            Layer::Sourcing => "sourcing",
        }
    }
}

/// What some layers find, layer by layer.
pub fn layers(article: &Article, source: &SourceFile, layers: &[Layer]) -> String {
    let annotated = Annotated::new(article);
    let mut shown = Shown { article: &annotated, source, out: String::new() };
    for layer in layers {
        let _ = writeln!(shown.out, "{}", layer.as_str());
        shown.layer(*layer);
    }
    shown.out
}

struct Shown<'s> {
    article: &'s Annotated<'s>,
    source: &'s SourceFile,
    out: String,
}

impl Shown<'_> {
    fn layer(&mut self, layer: Layer) {
        let annotated = self.article;
        let regions = 0..annotated.article().regions.len() as u32;
        match layer {
            Layer::Sentences => regions.for_each(|region| {
                for sentence in annotated.sentences().of(region) {
                    self.line(Place::within(region, sentence.start..sentence.end), "");
                }
            }),
            Layer::Quotations => {
                for quotation in annotated.quotations().all() {
                    let mut what = format!("{:?}", quotation.kind).to_lowercase();
                    if !quotation.closed {
                        what.push_str(", goes on");
                    }
                    self.line(Place::within(quotation.region, quotation.start..quotation.end), &what);
                }
            }
            Layer::Attributions => {
                let layer = annotated.attributions();
                for attribution in layer.all() {
                    self.line(attribution.cue, &format!("{:?}, {:?}", attribution.kind, attribution.directness));
                    if let Some(source) = &attribution.source {
                        self.part("source", source.place, &format!("{:?}", source.kind));
                    }
                    for place in layer.content(attribution) {
                        self.part("content", *place, "");
                    }
                }
                for anonymity in layer.anonymity() {
                    let what = if anonymity.rote { "anonymity, rote reason" } else { "anonymity" };
                    self.line(anonymity.place, what);
                    if let Some(reason) = anonymity.reason {
                        self.part("reason", reason, "");
                    }
                }
            }
            Layer::Figures => {
                for figure in annotated.figures().all() {
                    let role = figure.role.map(|role| format!(", {role}")).unwrap_or_default();
                    let end = figure.noun.as_ref().map_or(figure.end, |n| n.head.end.max(figure.end));
                    let what = format!("{:?} {}{role}", figure.kind, figure.value);
                    self.line(Place::within(figure.region, figure.start..end), &what);
                }
            }
            Layer::Dates => {
                for date in annotated.dates().all() {
                    let resolved = date.resolved.map(|(from, to)| match from == to {
                        true => format!(" {from}"),
                        false => format!(" {from} to {to}"),
                    });
                    let what = format!("{:?}{}", date.kind, resolved.unwrap_or_default());
                    self.line(Place::within(date.region, date.start..date.end), &what);
                }
            }
            Layer::Names => {
                for name in annotated.names().all() {
                    let whole = annotated.names().canonical(annotated, name.entity);
                    self.line(name.place(), &format!("{:?} #{} {whole}", name.kind, name.entity.0 + 1));
                }
            }
            Layer::Repeats => regions.filter(|region| annotated.is_copy(*region)).for_each(|region| {
                self.line(annotated.article().whole(region), "copy of an earlier region");
            }),
            Layer::Sourcing => {
                for source in annotated.sourcing().sources() {
                    let mut what = format!("{:?} {}", source.standing(), source.specificity());
                    for (holds, word) in [(source.is_relayed(), ", relayed"), (source.named.is_some(), ", named")] {
                        if holds {
                            what.push_str(word);
                        }
                    }
                    for (number, mention) in source.mentions.iter().enumerate() {
                        match number {
                            0 => self.line(mention.place, &what),
                            _ => self.part("again", mention.place, ""),
                        }
                    }
                    for statement in &source.statements {
                        if let Some(anonymity) = annotated.attributions().anonymity().get(*statement as usize) {
                            self.part("anonymity", anonymity.place, "");
                        }
                    }
                }
            }
        }
    }

    fn line(&mut self, place: Place, what: &str) {
        self.write("  ", place, what);
    }

    fn part(&mut self, name: &str, place: Place, what: &str) {
        let what = if what.is_empty() { name.to_owned() } else { format!("{name}: {what}") };
        self.write("      ", place, &what);
    }

    fn write(&mut self, indent: &str, place: Place, what: &str) {
        let article = self.article.article();
        let span = article.span(place);
        let at = super::place(self.source, span.start, span.end);
        let text = super::shortened(article.text(place));
        let _ = writeln!(self.out, "{indent}{at:<14} {what:<28} {text}");
    }
}
