//! `7 ways to save` above six numbered ways.
//!
//! Only lists that can be counted beyond doubt are: paragraphs or subheads numbered from one, and the
//! items of the only list in the story.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::annotate::tokens::Kind as TokenKind;
use crate::article::{Place, Role};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::lexicon::Lexicon;

/// `[check.display-list]`: the number of things that a headline promises against those listed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DisplayListOptions {
    /// A file with words for things that stories list: `ways`, `reasons`.
    pub nouns: String,
}

impl Options for DisplayListOptions {
    const NAME: &'static str = "display-list";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["stated", "listed"], labels: &["last"], cases: &[] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let nouns = match self.nouns.as_str() {
            "" => Lexicon::default(),
            name => files.lexicon("nouns", name)?,
        };
        Ok(Compiled::Article(Box::new(DisplayList { nouns })))
    }
}

struct DisplayList {
    nouns: Lexicon,
}

/// No headline promises fewer things of a list, or more that anybody counts.
const COUNTS: std::ops::RangeInclusive<i64> = 3..=60;

/// A list so much shorter or longer is of something else.
const OFF: usize = 3;

impl Check for DisplayList {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let regions = &article.article().regions;
        let above = (0u32..).zip(regions).filter(|(_, r)| matches!(r.role, Role::Headline | Role::AltHeadline));
        for (region, _) in above {
            for figure in article.figures().of(region).iter().filter(|f| self.is_promise(article, f)) {
                let Some(stated) = COUNTS.clone().find(|n| Decimal::from(*n) == figure.stated) else { continue };
                let Some((listed, last)) = listed(article) else { continue };
                let stated = stated as usize;
                // `4 things to know`, one under each subhead; the list stands under one of them.
                let subheads = regions.iter().filter(|r| r.role == Role::Subhead).count();
                if subheads == stated {
                    continue;
                }
                if stated != listed && stated.abs_diff(listed) <= OFF {
                    let place = Place::within(region, figure.start..figure.end);
                    found.push(
                        Finding::at(place)
                            .value("stated", article.article().text(place))
                            .value("listed", listed.to_string())
                            .related(last, "last"),
                    );
                }
            }
        }
    }
}

impl DisplayList {
    fn is_promise(&self, article: &Annotated<'_>, figure: &Figure) -> bool {
        let tokens = article.tokens().of(figure.region);
        let plain = figure.kind == Kind::Count && figure.hedge.is_none() && !figure.range && !figure.speech;
        // `7 ways`, `seven simple ways`
        let behind = tokens.get(figure.tokens.end as usize..).unwrap_or_default();
        plain && behind.iter().take(3).take_while(|t| t.kind == TokenKind::Word).any(|t| self.nouns.has(t))
    }
}

/// How many things the story lists, and the place of the last of them.
fn listed(article: &Annotated<'_>) -> Option<(usize, Place)> {
    let regions = &article.article().regions;
    let mut next = 1usize;
    let mut numbered: Option<Place> = None;
    let mut items: Vec<(u32, u32)> = Vec::new();
    for (index, region) in (0u32..).zip(regions) {
        if region.role == Role::ListItem {
            items.push((index, region.group));
        }
        if !matches!(region.role, Role::Paragraph | Role::Subhead | Role::ListItem) {
            continue;
        }
        if number(article, index) == Some(next) {
            let end = article.tokens().of(index).first().map_or(0, |t| t.end);
            numbered = Some(Place::within(index, 0..end));
            next += 1;
        }
    }
    if let Some(last) = numbered.filter(|_| next > 3) {
        return Some((next - 1, last));
    }
    // A list of links or of credits beside it, and none can be told to be the one.
    let group = items.first()?.1;
    let (last, _) = *items.last()?;
    let one = items.iter().all(|(_, g)| *g == group) && items.len() > 2;
    one.then(|| (items.len(), article.article().whole(last)))
}

/// The number that a region opens with: `3. Turn it off`, `No. 3`, `#3`.
fn number(article: &Annotated<'_>, region: u32) -> Option<usize> {
    let (tokens, plain) = (article.tokens().of(region), article.plain(region));
    let first = tokens.iter().position(|t| t.kind == TokenKind::Number)?;
    let before = tokens.get(..first)?;
    let label = before.iter().all(|t| t.is('#') || t.is('.') || t.text(plain).eq_ignore_ascii_case("no"));
    let mark = tokens.get(first + 1).is_some_and(|t| !t.spaced && (t.is('.') || t.is(')') || t.is(':')));
    let short = first < 3 && label && (mark || !before.is_empty());
    tokens.get(first).filter(|_| short)?.text(plain).parse().ok()
}
