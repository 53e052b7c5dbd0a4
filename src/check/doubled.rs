//! Finds words and short phrases that stand twice in a row: `in in the park`, `to the to the`.
//!
//! Grammar doubles words of itself (`had had`, `that that`), and so do names and sounds; the
//! lexicons of a rule say which. A word that only links others (an article, a preposition, a
//! conjunction) is a slip even in speech; of other words a speaker may repeat what he likes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scope::{self, RoleName};
use super::{Check, Compiled, Finding, OptionError, Options, Remedy, RuleFiles, Vocabulary};
use crate::annotate::Annotated;
use crate::annotate::tokens::{Kind, Token};
use crate::article::Place;
use crate::diagnostic::Safety;
use crate::lexicon::Lexicon;

/// So many words has a doubled phrase at most.
const PHRASE: usize = 4;
/// A question word so many words back may explain `what it is is`.
const REACH: usize = 8;

/// `[check.doubled]`: a word or phrase that stands twice in a row.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DoubledOptions {
    /// A file with words that only link others; doubled, they are a slip wherever they stand.
    pub links: String,
    /// A file with words that may stand twice: grammar, sounds, names that are written small.
    pub exceptions: String,
    /// A file with verbs that take the word behind them along (`moved in` in May):
    /// `moved = in out on`.
    pub phrasal: String,
    /// A file with words that open a clause which may end with `is`: `what it is is a port`.
    pub clauses: String,
    /// The roles of the text that is looked at.
    pub applies_to: Vec<RoleName>,
}

impl Default for DoubledOptions {
    fn default() -> Self {
        DoubledOptions {
            links: "links.txt".to_owned(),
            exceptions: "exceptions.txt".to_owned(),
            phrasal: "phrasal-verbs.txt".to_owned(),
            clauses: "clause-openers.txt".to_owned(),
            applies_to: scope::running_text(),
        }
    }
}

impl Options for DoubledOptions {
    const NAME: &'static str = "doubled";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["words"], labels: &["first"], cases: &["phrase"] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let lexicon = |option, name: &str| {
            if name.is_empty() { Ok(Lexicon::default()) } else { files.lexicon(option, name) }
        };
        Ok(Compiled::Article(Box::new(Doubled {
            links: lexicon("links", &self.links)?,
            exceptions: lexicon("exceptions", &self.exceptions)?,
            phrasal: lexicon("phrasal", &self.phrasal)?,
            clauses: lexicon("clauses", &self.clauses)?,
            applies_to: self.applies_to,
        })))
    }
}

struct Doubled {
    links: Lexicon,
    exceptions: Lexicon,
    phrasal: Lexicon,
    clauses: Lexicon,
    applies_to: Vec<RoleName>,
}

impl Check for Doubled {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        if article.article().language.as_deref().is_some_and(|language| !language.starts_with("en")) {
            return;
        }
        for region in scope::regions(article, &self.applies_to) {
            if article.is_copy(region) {
                continue;
            }
            let copy = Copy { article, region, plain: article.plain(region), tokens: article.tokens().of(region) };
            let mut at = 0;
            while at < copy.tokens.len() {
                match (1..=PHRASE).find(|len| copy.is_doubled(at, *len)) {
                    Some(len) => {
                        if self.is_slip(&copy, at, len) {
                            found.push(self.finding(&copy, at, len));
                        }
                        at += 2 * len;
                    }
                    None => at += 1,
                }
            }
        }
    }
}

/// A region's text and tokens.
struct Copy<'a> {
    article: &'a Annotated<'a>,
    region: u32,
    plain: &'a str,
    tokens: &'a [Token],
}

impl Copy<'_> {
    /// Whether the `len` words from `at` on stand twice, with nothing but space between them.
    fn is_doubled(&self, at: usize, len: usize) -> bool {
        let Some(both) = self.tokens.get(at..at + 2 * len) else { return false };
        let (first, second) = both.split_at(len);
        first[0].key == second[0].key
            && first.iter().zip(second).all(|(a, b)| a.key == b.key)
            && both.iter().all(|token| token.kind == Kind::Word)
            && both[1..].iter().all(|token| token.spaced)
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text(self.plain))
    }

    /// Whether a token is joined to its neighbour by a hyphen, slash or the like, as in
    /// `took part in in-person talks`.
    fn is_joined(&self, neighbour: Option<usize>, token: usize) -> bool {
        let (Some(before), Some(at)) = (neighbour.and_then(|at| self.tokens.get(at)), self.tokens.get(token)) else {
            return false;
        };
        before.kind == Kind::Mark
            && matches!(before.text(self.plain), "-" | "–" | "‑" | "/" | "." | "@" | "#" | "_")
            && (before.end == at.start || at.end == before.start)
    }

    fn is_speech(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| self.article.quotations().is_speech(self.region, token.start))
    }
}

impl Doubled {
    fn is_slip(&self, copy: &Copy<'_>, at: usize, len: usize) -> bool {
        let (second, behind) = (at + len, at + 2 * len);
        let words = &copy.tokens[at..second];
        if copy.is_joined(at.checked_sub(1), at) || copy.is_joined(Some(behind), behind - 1) {
            return false;
        }
        // `Will will`, `US us`: other words, or a name; only a sentence may open with the capital.
        let opens = at == 0 || !copy.tokens[at - 1].is_word();
        let same_case = (at..second).all(|a| copy.text(a) == copy.text(a + len));
        if !same_case && !(opens && !copy.tokens[second].capital) {
            return false;
        }
        let links = words.iter().all(|token| self.links.has(token));
        if !links && (words.iter().any(|token| token.capital) || copy.is_speech(at)) {
            return false;
        }
        // `over and over and over`: the phrase goes on where it began.
        let goes_on = len > 1 && copy.tokens.get(behind).is_some_and(|token| token.key == words[0].key);
        if goes_on || self.exceptions.starts(words).is_some_and(|(_, covers)| covers == len) {
            return false;
        }
        // `thousands and thousands` is one word, three times.
        let triple = copy.tokens.get(behind).is_some_and(|token| len == 1 && token.spaced && token.key == words[0].key);
        if triple && !links {
            return false;
        }
        len > 1 || !self.is_grammar(copy, at)
    }

    /// Whether the sentence needs both: `the hour they came in in 1979`, `what it is is a port`.
    fn is_grammar(&self, copy: &Copy<'_>, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| copy.tokens.get(before)) else { return false };
        let word = copy.text(at);
        if self
            .phrasal
            .get(before)
            .and_then(|entry| entry.value.as_deref())
            .is_some_and(|taken| taken.split_whitespace().any(|taken| taken == word))
        {
            return true;
        }
        let verb = matches!(word, "is" | "was" | "are" | "were");
        verb && copy.tokens[at.saturating_sub(REACH)..at].iter().any(|token| self.clauses.has(token))
    }

    fn finding(&self, copy: &Copy<'_>, at: usize, len: usize) -> Finding {
        let (second, behind) = (at + len, at + 2 * len);
        let place = |from: usize, to: usize| {
            let start = copy.tokens[from].start;
            Place::within(copy.region, start..copy.tokens[to - 1].end)
        };
        let again = place(second, behind);
        // Sure enough to go unseen where the words only link others.
        let links = copy.tokens[at..second].iter().all(|token| self.links.has(token));
        let safety = if links { Safety::Safe } else { Safety::Unsafe };
        let words = copy.article.article().text(again).split_whitespace().collect::<Vec<_>>().join(" ");
        let finding = Finding::at(place(at, behind)).value("words", words).remedy(Remedy::DeleteText(again), safety);
        if len > 1 { finding.case("phrase") } else { finding }
    }
}
