//! A rise, a fall, a multiple or a difference that does not follow from its two ends:
//! `up 13 percent to 498 from 430`.
//!
//! That a change goes the other way than its words say is found in `direction`.
//!
//! Which figures are the ends of a change is told by the words before them and between them: in
//! one sentence by `ends`, in two that follow each other by `across`, with the amounts of `amount`.
//! Where these do not tell,
//! nothing is compared. What is wrong with a change is worked out in `judge`. Ends that are
//! percentages themselves may have been meant in points.

mod across;
mod amount;
mod direction;
mod ends;
mod judge;
mod points;
mod then;
mod words;

use std::cell::OnceCell;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{self, Line};
use crate::annotate::Annotated;
use crate::annotate::figures::{Figure, Kind};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::lexicon::Lexicon;

/// Which fault a rule is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The change is not what the ends make.
    #[default]
    Change,
    /// The change is right in percentage points and wrong in percent.
    Points,
}

/// `[check.change]`: a change against the two figures that it leads from and to.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ChangeOptions {
    /// Which fault is looked for: `change` (the sum is wrong) or `points` (percent stands where
    /// percentage points are meant).
    pub fault: Fault,
    /// A file with words that make a change something else than the difference of its ends, such
    /// as "inflation-adjusted".
    pub adjusted: String,
    /// A file with words that hold a figure against another: `shy of = below`.
    pub compared: String,
}

impl Options for ChangeOptions {
    const NAME: &'static str = "change";
    const VOCABULARY: Vocabulary = Vocabulary {
        values: &["sum", "stated", "right", "points"],
        labels: &["from", "to"],
        cases: &["wrong-base", "multiple", "difference", "sentences", "direction", "thousandfold", "equal"],
    };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let adjusted = match self.adjusted.as_str() {
            "" => Lexicon::default(),
            name => files.lexicon("adjusted", name)?,
        };
        let compared = match self.compared.as_str() {
            "" => Lexicon::default(),
            name => files.lexicon("compared", name)?,
        };
        Ok(Compiled::Article(Box::new(Change { fault: self.fault, adjusted, compared })))
    }
}

struct Change {
    fault: Fault,
    adjusted: Lexicon,
    compared: Lexicon,
}

/// A change with its two ends.
pub(super) struct Move<'a> {
    from: &'a Figure,
    to: &'a Figure,
    by: &'a Figure,
}

impl Check for Change {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let lines: Vec<Line<'_>> = line::sums(article).collect();
        // Few sentences have a change at all.
        let adjusted: Vec<OnceCell<bool>> = lines.iter().map(|_| OnceCell::new()).collect();
        let is_adjusted = |at: usize| *adjusted[at].get_or_init(|| self.is_adjusted(&lines[at]));
        for (at, line) in lines.iter().enumerate() {
            let before = found.len();
            // Points are meant only where the change and both its ends are percentages.
            let shares = || line.figures.iter().filter(|f| f.kind == Kind::Percent).count();
            let steps = if self.fault == Fault::Change || shares() > 2 { line.figures.len() } else { 0 };
            for figure in 0..steps {
                if let Some(step) = ends::step(line, figure)
                    && !is_adjusted(at)
                    && !ends::is_borne_out(line, &step)
                    && let Some((fault, mut finding)) = judge::judge(&step)
                    && fault == self.fault
                {
                    finding.unsure |= step.by.speech;
                    found.push(finding);
                }
            }
            if found.len() == before && self.fault == Fault::Change {
                found.extend(direction::find(line, &self.compared));
            }
            let near = at.saturating_sub(across::REACH)..(at + 2).min(lines.len());
            if found.len() == before {
                let adjusted = || near.clone().any(is_adjusted);
                found.extend(across::find(&lines, at, &adjusted, self.fault));
            }
        }
    }
}

impl Change {
    fn is_adjusted(&self, line: &Line<'_>) -> bool {
        let tokens = line.tokens.get(line.span()).unwrap_or_default();
        (0..tokens.len()).any(|at| self.adjusted.starts(&tokens[at..]).is_some())
    }
}
