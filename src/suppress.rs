//! Letting things stand: stets in the copy, exceptions in the configuration, and what is wrong
//! with them. A suppression that suppresses nothing is reported, so that none outlives its cause.

use crate::article::{Article, Stet};
use crate::check::Compiled;
use crate::check::engine::StetFault;
use crate::config::{Active, Desk, Exception, Roster, RuleGlob};
use crate::diagnostic::Diagnostic;
use crate::fold::normalised;
use crate::lint::bare;
use crate::rule::Rule;
use crate::source::{SourceFile, Span};

/// Takes out what the article's stets cover, and adds what is wrong with them.
pub fn by_stets(article: &Article, desk: &Desk, roster: &Roster, diagnostics: &mut Vec<Diagnostic>) {
    if article.stets.is_empty() {
        return;
    }
    let stets: Vec<Covering> = article.stets.iter().map(|stet| Covering::new(article, stet)).collect();
    let mut used = vec![false; stets.len()];
    diagnostics.retain(|diagnostic| {
        let mut stands = false;
        for (stet, used) in stets.iter().zip(&mut used) {
            if stet.covers(diagnostic) {
                *used = true;
                stands = true;
            }
        }
        !stands
    });
    for (stet, used) in stets.iter().zip(used) {
        let span = Span::new(article.file, stet.stet.source.clone());
        diagnostics.extend(fault_of(stet, used, span, desk, roster));
    }
}

struct Covering<'a> {
    stet: &'a Stet,
    glob: Option<RuleGlob>,
    /// The bytes of the region it covers; `None` for the whole article.
    place: Option<Span>,
}

impl<'a> Covering<'a> {
    fn new(article: &'a Article, stet: &'a Stet) -> Self {
        // A comment with nothing below it covers nothing.
        let source = |region: u32| article.regions.get(region as usize).map_or(0..0, |r| r.source.clone());
        let place = stet.covers.map(|region| Span::new(article.file, source(region)));
        Covering { stet, glob: RuleGlob::parse(&stet.rule).ok(), place }
    }

    /// A stet lets every diagnostic stand that has a place in what it covers: of two figures
    /// that disagree, either paragraph may carry it.
    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        self.glob.as_ref().is_some_and(|glob| glob.covers(diagnostic.rule.as_str()))
            && self.place.is_none_or(|place| {
                place.overlaps(diagnostic.span) || diagnostic.labels.iter().any(|label| place.overlaps(label.span))
            })
    }
}

fn fault_of(stet: &Covering<'_>, used: bool, span: Span, desk: &Desk, roster: &Roster) -> Option<Diagnostic> {
    let written = stet.stet.rule.as_str();
    let values = |suggestion: &str| [("rule", written.to_owned()), ("suggestion", suggestion.to_owned())];
    let rules = desk.rulebook.rules();
    let known = stet.glob.as_ref().is_some_and(|glob| rules.iter().any(|rule| glob.covers(rule.id.as_str())));
    if !known {
        let suggestion = desk.rulebook.did_you_mean(written);
        let case = suggestion.map(|_| "suggested");
        return report(StetFault::UnknownRule, case, span, &values(suggestion.unwrap_or("")), desk, roster);
    }
    let ran = roster.active.iter().any(|active| {
        stet.glob.as_ref().is_some_and(|glob| glob.covers(rules[active.rule].id.as_str()))
            && matches!(active.check.as_ref(), Compiled::Article(_))
    });
    if !used && ran {
        return report(StetFault::Unused, None, span, &values(""), desk, roster);
    }
    if stet.stet.reason.is_none() {
        return report(StetFault::NoReason, None, span, &values(""), desk, roster);
    }
    None
}

fn report(
    fault: StetFault,
    case: Option<&'static str>,
    span: Span,
    values: &[(&str, String)],
    desk: &Desk,
    roster: &Roster,
) -> Option<Diagnostic> {
    let (rule, active) = worded_by(fault, desk, roster)?;
    Some(bare(rule, active, case, span, values))
}

fn worded_by<'d>(fault: StetFault, desk: &'d Desk, roster: &'d Roster) -> Option<(&'d Rule, &'d Active)> {
    let active = roster.active.iter().find(|a| matches!(a.check.as_ref(), Compiled::Stet(f) if *f == fault))?;
    Some((&desk.rulebook.rules()[active.rule], active))
}

/// Takes out what the configuration's exceptions cover; returns the indices of those that did.
pub fn by_exceptions(source: &SourceFile, path: &str, desk: &Desk, diagnostics: &mut Vec<Diagnostic>) -> Vec<usize> {
    let mut used = Vec::new();
    let here: Vec<(usize, &Exception)> = desk
        .exceptions
        .iter()
        .enumerate()
        .filter(|(_, e)| e.files.as_ref().is_none_or(|files| files.is_match(path)) && !is_expired(e, desk))
        .collect();
    if here.is_empty() || diagnostics.is_empty() {
        return used;
    }
    diagnostics.retain(|diagnostic| {
        let hit = here.iter().find(|(_, exception)| exception.covers(diagnostic, source));
        used.extend(hit.map(|(index, _)| *index));
        hit.is_none()
    });
    used.sort_unstable();
    used.dedup();
    used
}

fn is_expired(exception: &Exception, desk: &Desk) -> bool {
    matches!((exception.expires, desk.today), (Some(last), Some(today)) if today > last)
}

impl Exception {
    fn covers(&self, diagnostic: &Diagnostic, source: &SourceFile) -> bool {
        let has_words = |span: Span, words: &str| normalised(source.slice(span.range())).contains(words);
        self.rule.covers(diagnostic.rule.as_str())
            && self.matched.as_ref().is_none_or(|words| {
                has_words(diagnostic.span, words) || diagnostic.labels.iter().any(|label| has_words(label.span, words))
            })
    }
}

/// What is wrong with the exceptions themselves, after a run: those whose last day has passed,
/// and, where the run covered all files of the configuration, those that suppressed nothing.
pub fn exception_faults(desk: &Desk, used: &[usize], whole: bool) -> Vec<Diagnostic> {
    let roster = desk.roster("");
    let mut out = Vec::new();
    for (index, exception) in desk.exceptions.iter().enumerate() {
        let expires = exception.expires.map(|date| date.to_string()).unwrap_or_default();
        let values = [("rule", exception.rule.as_str().to_owned()), ("expires", expires)];
        let fault = if is_expired(exception, desk) {
            StetFault::Expired
        } else if whole && !used.contains(&index) {
            StetFault::Unused
        } else {
            continue;
        };
        out.extend(report(fault, Some("exception"), exception.span, &values, desk, &roster));
    }
    out
}
