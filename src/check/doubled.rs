//! Finds words and short phrases that stand twice in a row: `in in the park`, `to the to the`.
//!
//! Grammar doubles words of itself (`had had`, `that that`), and so do names and sounds; the
//! lexicons of a rule say which. A word that only links others (an article, a preposition, a
//! conjunction) is a slip even in speech; other words, in speech, make a note.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scope::{self, RoleName};
use super::{Check, Compiled, Finding, OptionError, Options, Remedy, RuleFiles, Vocabulary};
use crate::annotate::Annotated;
use crate::annotate::tokens::{Kind, Token};
use crate::article::{Place, Role};
use crate::diagnostic::Safety;
use crate::lexicon::Lexicon;

/// A question word so many words back may explain `what it is is`.
const REACH: usize = 8;

/// `[check.doubled]`: a word or phrase that stands twice in a row.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DoubledOptions {
    /// A file with words that only link others, such as articles and prepositions; doubled, they
    /// are a slip wherever they stand, in speech too.
    pub links: String,
    /// A file with words that may double. An entry of one word stands for that word twice
    /// (`that`), one of several for just these words in a row (`walla walla`).
    pub may_double: String,
    /// A file with verbs and the words that belong to them: behind such a verb the word may
    /// stand twice, as in "they came in in 1979" (`came = in on`).
    pub phrasal_verbs: String,
    /// A file with words that open a clause which can end with the verb that follows it, as in
    /// "what it is is a port".
    pub clauses: String,
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
            links: String::new(),
            may_double: String::new(),
            phrasal_verbs: String::new(),
            clauses: String::new(),
            max_words: 4,
            applies_to,
        }
    }
}

impl Options for DoubledOptions {
    const NAME: &'static str = "doubled";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["match"], labels: &["first"], cases: &["phrase"] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let lexicon = |option, name: &str| {
            if name.is_empty() { Ok(Lexicon::default()) } else { files.lexicon(option, name) }
        };
        Ok(Compiled::Article(Box::new(Doubled {
            links: lexicon("links", &self.links)?,
            may_double: lexicon("may-double", &self.may_double)?,
            phrasal_verbs: lexicon("phrasal-verbs", &self.phrasal_verbs)?,
            clauses: lexicon("clauses", &self.clauses)?,
            max_words: self.max_words.clamp(1, 8),
            applies_to: self.applies_to,
        })))
    }
}

struct Doubled {
    links: Lexicon,
    may_double: Lexicon,
    phrasal_verbs: Lexicon,
    clauses: Lexicon,
    max_words: usize,
    applies_to: Vec<RoleName>,
}

impl Check for Doubled {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        // The lists are of English words.
        let language = article.article().language.as_deref().unwrap_or("").trim();
        if !language.is_empty() && !language.to_ascii_lowercase().starts_with("en") {
            return;
        }
        for region in scope::regions(article, &self.applies_to) {
            if article.is_copy(region) {
                continue;
            }
            let copy = Copy { article, region, plain: article.plain(region), tokens: article.tokens().of(region) };
            let mut at = 0;
            while at < copy.tokens.len() {
                match (1..=self.max_words).find(|len| copy.is_doubled(at, *len)) {
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
    fn is_hyphenated(&self, neighbour: Option<usize>, token: usize) -> bool {
        let (Some(before), Some(at)) = (neighbour.and_then(|at| self.tokens.get(at)), self.tokens.get(token)) else {
            return false;
        };
        before.kind == Kind::Mark
            && matches!(before.text(self.plain), "-" | "–" | "‑" | "/" | "@" | "#" | "_")
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
        if copy.is_hyphenated(at.checked_sub(1), at) || copy.is_hyphenated(Some(behind), behind - 1) {
            return false;
        }
        let links = words.iter().all(|token| self.links.has(token));
        if !self.is_one_word(copy, at, len, links) {
            return false;
        }
        // A phrase that a speaker says again he may mean to, except where it breaks off.
        if len > 1 && !links && copy.is_speech(at) && !self.dangles(words) {
            return false;
        }
        let pair = &copy.tokens[at..behind];
        if self.may_double.starts(pair).is_some_and(|(_, covers)| covers >= len) || self.is_joined(words) {
            return false;
        }
        // `over and over and over`: the phrase goes on where it began.
        if len > 1 && copy.tokens.get(behind).is_some_and(|token| token.key == words[0].key) {
            return false;
        }
        // `thousands and thousands` is one word, three times.
        let triple = copy.tokens.get(behind).is_some_and(|token| len == 1 && token.spaced && token.key == words[0].key);
        if triple && !links {
            return false;
        }
        match len {
            1 => !self.is_grammar(copy, at),
            // `whatever he does he does`: a clause, and its sentence.
            _ => !at.checked_sub(1).is_some_and(|before| self.clauses.has(&copy.tokens[before])),
        }
    }

    /// Whether capitals let both copies be the same words, and no names: `Will will` and
    /// `Duran Duran` are none, `The the` at the start of a sentence and `THE THE` are.
    fn is_one_word(&self, copy: &Copy<'_>, at: usize, len: usize, links: bool) -> bool {
        let second = &copy.tokens[at + len..at + 2 * len];
        if second.iter().any(|token| token.capital && !(token.upper && links)) {
            return false;
        }
        let same_case = (at..at + len).all(|word| copy.text(word) == copy.text(word + len));
        let opens = at == 0 || !copy.tokens[at - 1].is_word();
        // `IS is`: a name in capitals.
        same_case || links && opens && !copy.tokens[at].upper
    }

    fn link_kind(&self, word: &Token) -> Option<&str> {
        self.links.get(word).map(|entry| entry.value.as_deref().unwrap_or(""))
    }

    /// Whether a phrase breaks off: a speaker who repeats himself ends with a word that says
    /// something.
    fn dangles(&self, words: &[Token]) -> bool {
        words.len() > 1 && words.last().is_some_and(|last| self.link_kind(last).is_some_and(|kind| kind != "verb"))
    }

    /// `louder and louder and`, `year after year after`, `and the next day and the next day`: two of
    /// a kind with a word between them.
    fn is_joined(&self, words: &[Token]) -> bool {
        let adds = |word: &Token| self.link_kind(word) == Some("adds");
        let joins = |word: &Token| adds(word) || self.link_kind(word) == Some("joins");
        match words {
            [] | [_] => false,
            [one, other] => joins(other) && !self.links.has(one) || joins(one) && !self.links.has(other),
            [first, ..] => adds(first),
        }
    }

    /// Whether the sentence needs both: `the hour they came in in 1979`, `what it is is a port`.
    fn is_grammar(&self, copy: &Copy<'_>, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| copy.tokens.get(before)) else { return false };
        let word = copy.text(at);
        if self
            .phrasal_verbs
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
        let place =
            |from: usize, to: usize| Place::within(copy.region, copy.tokens[from].start..copy.tokens[to - 1].end);
        let again = place(second, behind);
        // A word that only links others goes unseen; of others one may stand for another word.
        let links = copy.tokens[at..second].iter().all(|token| self.links.has(token));
        let words = copy.article.article().text(again).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut finding = Finding::at(again)
            .value("match", words)
            .related(place(at, second), "first")
            .remedy(Remedy::DeleteText(again), if links { Safety::Safe } else { Safety::Unsafe });
        // A speaker may have stumbled.
        finding.unsure = !links && len == 1 && copy.is_speech(at);
        if len > 1 { finding.case("phrase") } else { finding }
    }
}
