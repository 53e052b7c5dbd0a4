//! What the layers find in an article, a line each: the answer to "why did it say that".

use std::fmt::Write as _;
use std::ops::Range;

use crate::annotate::Annotated;
use crate::annotate::attributions::{Attribution, Attributions};
use crate::annotate::figures::Figure;
use crate::annotate::names::Name;
use crate::article::{Article, Place};
use crate::source::SourceFile;

/// How many attributions before and behind a figure may have it in their content.
const NEIGHBOURS: usize = 8;

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
                    self.attribution(layer, attribution);
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
                annotated.figures().all().iter().for_each(|figure| self.figure(figure));
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
                annotated.names().all().iter().for_each(|name| self.name(name));
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

    fn attribution(&mut self, layer: &Attributions, attribution: &Attribution) {
        let mut what = format!("{:?}, {:?}, {:?}", attribution.kind, attribution.directness, attribution.tone);
        if attribution.nested {
            what.push_str(", nested");
        }
        self.line(attribution.cue, &what);
        for (name, source) in [("source", &attribution.source), ("cites", &attribution.cited)] {
            let Some(source) = source else { continue };
            let mut what = format!("{:?}", source.kind);
            for (is, word) in [(source.plural, "plural"), (source.definite, "definite"), (source.counted, "counted")] {
                if is {
                    let _ = write!(what, ", {word}");
                }
            }
            self.part(name, source.place, &what);
            let parts = [("role", source.role), ("organisation", source.organisation), ("vantage", source.vantage)];
            for (name, place) in parts {
                place.iter().for_each(|place| self.part(name, *place, ""));
            }
        }
        if let Some(source) = attribution.antecedent.and_then(|at| layer.all().get(at as usize)?.source) {
            self.part("who is", source.place, "");
        }
        for place in layer.content(attribution) {
            self.part("content", *place, "");
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let mut what = format!("{:?} {}", figure.kind, figure.value);
        let words = [
            figure.hedge.map(|hedge| format!("{hedge:?}")),
            figure.unit.map(|unit| format!("{:?}", unit.dimension)),
            figure.role.map(str::to_owned),
            figure.direction.map(|direction| format!("{direction:?}")),
            figure.trend.map(|trend| format!("{trend:?}")),
            figure.group.map(str::to_owned),
            figure.additional.then(|| "additional".to_owned()),
            figure.subset.then(|| "of others".to_owned()),
            figure.speech.then(|| "in speech".to_owned()),
        ];
        for word in words.into_iter().flatten() {
            let _ = write!(what, ", {word}");
        }
        let within = |bytes: &Range<u32>| Place::within(figure.region, bytes.clone());
        self.line(within(&(figure.start..figure.end)), &what);
        if let Some(noun) = &figure.noun {
            let from = if noun.modifiers.is_empty() { noun.head.start } else { noun.modifiers.start };
            self.part("noun", within(&(from..noun.head.end)), "");
        }
        if let Some(place) = &figure.place {
            self.part("place", within(place), "");
        }
        let dates = self.article.dates().of(figure.region);
        if let Some(date) = figure.when.and_then(|at| dates.get(at as usize)) {
            self.part("when", within(&(date.start..date.end)), "");
        }
        if figure.speech
            && let Some(speaker) = self.speaker(figure.region, figure.start)
        {
            self.part("speaker", speaker, "");
        }
    }

    /// Whose words a byte of a region stands in, by the layer of attributions.
    fn speaker(&self, region: u32, offset: u32) -> Option<Place> {
        let layer = self.article.attributions();
        let holds = |place: &Place| place.region == region && place.start <= offset && offset < place.end;
        let own = layer.of(region);
        let at = own.partition_point(|a| a.cue.start <= offset);
        let mut near = own.iter().skip(at.saturating_sub(NEIGHBOURS)).take(2 * NEIGHBOURS);
        near.find(|a| layer.content(a).iter().any(holds)).and_then(|a| a.source).map(|source| source.place)
    }

    fn name(&mut self, name: &Name) {
        let whole = self.article.names().canonical(self.article, name.entity);
        let unsure = if name.ambiguous { "?" } else { "" };
        self.line(name.place(), &format!("{:?}, {:?} #{}{unsure} {whole}", name.kind, name.form, name.entity.0 + 1));
        let age = name.age.map(|age| age.start..age.end);
        for (part, bytes) in [("title", &name.title), ("role", &name.role), ("age", &age)] {
            bytes.iter().for_each(|bytes| self.part(part, Place::within(name.region, bytes.clone()), ""));
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
