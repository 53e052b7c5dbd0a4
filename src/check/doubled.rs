//! Finds a word or a short phrase that stands twice in a row: `in the the park`.
//!
//! Only what follows directly counts: a comma, a quotation mark or the end of a sentence between
//! the two makes it something else. What may double for a good reason is data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scope::{self, RoleName};
use super::{Check, Compiled, Finding, OptionError, Options, Remedy, RuleFiles, Vocabulary};
use crate::annotate::Annotated;
use crate::annotate::tokens::{Kind, Token, key};
use crate::article::{Place, Role};
use crate::diagnostic::Safety;
use crate::lexicon::Lexicon;

/// `[check.doubled]`: a word or phrase twice in a row.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DoubledOptions {
    /// A file with the words that may never double: articles, prepositions, pronouns. Doubled,
    /// they are reported wherever they stand.
    pub function_words: String,
    /// A file with words and phrases that may double. An entry of one word stands for that word
    /// twice (`that`), one of several for just these words in a row (`walla walla`).
    pub may_double: String,
    /// A file with verbs that take a particle: behind one of them a particle may double before a
    /// figure or a name ("came in in 1979").
    pub particle_verbs: String,
    /// Phrases of up to this many words are looked for.
    pub max_words: usize,
    /// The roles of the text that is looked at.
    pub applies_to: Vec<RoleName>,
}

impl Default for DoubledOptions {
    fn default() -> Self {
        let mut applies_to = scope::running_text();
        applies_to.push(RoleName(Role::BlockQuote));
        DoubledOptions {
            function_words: String::new(),
            may_double: String::new(),
            particle_verbs: String::new(),
            max_words: 4,
            applies_to,
        }
    }
}

impl Options for DoubledOptions {
    const NAME: &'static str = "doubled";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["match"], labels: &["first"], cases: &["phrase"] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let lexicon = |option, name: &str| match name {
            "" => Ok(Lexicon::default()),
            name => files.lexicon(option, name),
        };
        Ok(Compiled::Article(Box::new(Doubled {
            function_words: lexicon("function-words", &self.function_words)?,
            may_double: lexicon("may-double", &self.may_double)?,
            particle_verbs: lexicon("particle-verbs", &self.particle_verbs)?,
            max_words: self.max_words.clamp(1, 8),
            applies_to: self.applies_to,
        })))
    }
}

struct Doubled {
    function_words: Lexicon,
    may_double: Lexicon,
    particle_verbs: Lexicon,
    max_words: usize,
    applies_to: Vec<RoleName>,
}

impl Check for Doubled {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        for region in scope::regions(article, &self.applies_to) {
            let tokens = article.tokens().of(region);
            let mut at = 1;
            while at < tokens.len() {
                let Some(words) = self.repeat(tokens, at) else {
                    at += 1;
                    continue;
                };
                let (first, second) = (&tokens[at - words..at], &tokens[at..at + words]);
                let place = |run: &[Token]| Place::within(region, run[0].start..run[run.len() - 1].end);
                let text = article.article().text(place(second));
                let mut finding = Finding::at(place(second))
                    .value("match", text)
                    .related(place(first), "first")
                    .remedy(Remedy::DeleteText(place(second)), Safety::Safe);
                if words > 1 {
                    finding = finding.case("phrase");
                }
                found.push(finding);
                at += words;
            }
        }
    }
}

impl Doubled {
    /// How many words before `at` stand again from `at` on, if that is a fault: the shortest run.
    fn repeat(&self, tokens: &[Token], at: usize) -> Option<usize> {
        (1..=self.max_words.min(at).min(tokens.len() - at)).find(|words| {
            let (first, second) = (&tokens[at - words..at], &tokens[at..at + words]);
            first.iter().zip(second).all(|(a, b)| a.key == b.key)
                && second.iter().all(|token| token.kind == Kind::Word && token.spaced)
                && first.iter().all(|token| token.kind == Kind::Word)
                && self.is_fault(tokens, at, *words)
        })
    }

    fn is_fault(&self, tokens: &[Token], at: usize, words: usize) -> bool {
        let (first, second) = (&tokens[at - words..at], &tokens[at..at + words]);
        // Three in a row are meant.
        let again = tokens[at + words..].first().is_some_and(|next| next.key == second[0].key && next.spaced);
        let before = at.checked_sub(words + 1).is_some_and(|before| tokens[before].key == second[words - 1].key);
        if (again || before) && words == 1 && !self.function_words.has(&second[0]) {
            return false;
        }
        let pair = &tokens[at - words..at + words];
        if self.may_double.starts(pair).is_some_and(|(_, len)| len >= words) {
            return false;
        }
        if words == 1 && (self.is_particle(tokens, at) || is_cleft(tokens, at)) {
            return false;
        }
        // `year after year after year`, `side by side by`: the middle word holds it together.
        if words == 2 && self.is_reduplication(&second[0], &second[1]) {
            return false;
        }
        let is_function = second.iter().any(|token| self.function_words.has(token));
        if words > 1 {
            // A phrase without a function word is a name, a chant or a score; one of capitals is
            // a title; `toys for Toys for Tots` is a phrase and a name.
            let is_title = second.iter().all(|token| token.capital || self.function_words.has(token))
                && second.iter().any(|token| token.capital);
            // `and drive it and drive it`: said for emphasis.
            let is_emphasis = words > 2 && second[0].key == key("and");
            return is_function && !is_title && !is_emphasis && (first[0].capital || !second[0].capital);
        }
        let (a, b) = (&first[0], &second[0]);
        match (a.capital, b.capital) {
            _ if a.end - a.start < 2 && !is_function => false,
            // `Paul Paul`, `Duran Duran`: names.
            (true, true) => is_function && !a.upper,
            // `may May`, `trump Trump`: a verb and a name.
            (false, true) => false,
            // `Will will`, `Mark mark`; `The the` is a fault.
            (true, false) => is_function && !NAME_AND_VERB.iter().any(|name| a.key == key(name)),
            (false, false) => true,
        }
    }

    /// `years and years and years`, `over and over and`: the one word joins, the other is joined.
    fn is_reduplication(&self, one: &Token, other: &Token) -> bool {
        let is = |token: &Token, words: &[&str]| words.iter().any(|word| token.key == key(word));
        let joined = |token: &Token| !self.function_words.has(token) || is(token, PARTICLES);
        (is(one, REDUPLICATING) && joined(other)) || (is(other, REDUPLICATING) && joined(one))
    }

    /// `came in in 1979`, `went on on Monday`; and `engaged in in-depth talks`.
    fn is_particle(&self, tokens: &[Token], at: usize) -> bool {
        let verb = at.checked_sub(2).and_then(|verb| tokens.get(verb));
        let is_compound = tokens.get(at + 1).is_some_and(|next| !next.spaced && next.is('-'));
        is_compound
            || (verb.is_some_and(|verb| self.particle_verbs.has(verb)) && tokens[at].end - tokens[at].start <= 3)
    }
}

/// Words that join two of a kind: `more and more`, `year after year`.
const REDUPLICATING: &[&str] = &["after", "and", "by", "upon"];

/// Particles that are done over and over, on and on.
const PARTICLES: &[&str] = &["down", "in", "off", "on", "out", "over", "through", "up"];

/// Given names that are verbs too.
const NAME_AND_VERB: &[&str] = &["may", "will"];

/// `what it is is a dock`, `who they are are islanders`: the verb of a clause before the verb of the
/// sentence. The clause opens not far before.
fn is_cleft(tokens: &[Token], at: usize) -> bool {
    let is = |token: &Token, words: &[&str]| words.iter().any(|word| token.key == key(word));
    is(&tokens[at], &["is", "was", "are", "does", "do"])
        && tokens[at.saturating_sub(10)..at - 1].iter().any(|token| {
            is(
                token,
                &["what", "where", "who", "how", "all", "thing", "problem", "that", "whatever", "like", "way", "as"],
            )
        })
}
