//! Speech, a fragment of it, or a title: what stands between the marks, and beside them.

use std::sync::LazyLock;

use super::{Kind, Quotation};
use crate::annotate::sentences::Sentence;
use crate::annotate::tokens::{self, Token};
use crate::annotate::{Annotated, PerRegion, lemmas, verbs};
use crate::lexicon::Lexicon;

static NAMING: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/naming-words.txt")));

/// Words that people use of themselves and of each other, and a narrator does not.
static PERSONAL: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/personal-words.txt")));

/// Words that a title leaves in lower case.
static SMALL: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/title-small-words.txt")));

/// Given names: a nickname stands behind one.
static GIVEN: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/given-names.txt")));

/// More words than a title or a scare quote has; our own measurement on published copy.
const SHORT: usize = 4;

/// How many tokens of a headline tell how it is set; no real one has more.
const HEADLINE: usize = 64;

/// More words than a term in lower case has that nothing announces.
const TERM: usize = 3;

/// Sets the kind of every quotation.
pub fn tell(article: &Annotated<'_>, items: &mut PerRegion<Quotation>) {
    let mut cue = Cue::default();
    for index in 0..items.items.len() {
        let quotation = items.items[index];
        let region = quotation.region;
        let look = Look {
            plain: article.plain(region),
            tokens: article.tokens().of(region),
            sentences: article.sentences().of(region),
            quotation: &quotation,
        };
        let continued = quotation.continues_from.or(quotation.continues_to).is_some();
        let display = article.region(region).role.is_display();
        let kind = if continued {
            Kind::Speech
        } else {
            look.kind(display, |sentence| cue.reported(article, region, sentence))
        };
        let before = index.checked_sub(1).map(|i| items.items[i]).filter(|q| q.region == region);
        items.items[index].kind = before.and_then(|before| look.goes_on(&before, kind)).unwrap_or(kind);
    }
}

/// Remembers whether the sentence last asked for reports somebody's words, so that a sentence
/// full of quotations is read once.
#[derive(Default)]
struct Cue {
    last: Option<(u32, u32, bool)>,
}

impl Cue {
    fn reported(&mut self, article: &Annotated<'_>, region: u32, sentence: &Sentence) -> bool {
        if let Some((r, first, answer)) = self.last
            && (r, first) == (region, sentence.first)
        {
            return answer;
        }
        let tokens = article.tokens().of(region);
        let range = sentence.first as usize..(sentence.last as usize).min(tokens.len());
        let answer = tokens.get(range).is_some_and(|tokens| {
            (0..tokens.len()).any(|at| {
                // `he did add that`
                let helped = || at > 0 && lemmas::function(&tokens[at - 1]) == Some(lemmas::Function::Auxiliary);
                verbs::starts(&tokens[at..])
                    .next()
                    .is_some_and(|form| form.need != verbs::Need::Feeling && (!form.shape.is_base_only() || helped()))
                    || tokens[at].key == *ACCORDING
            })
        });
        self.last = Some((region, sentence.first, answer));
        answer
    }
}

static ACCORDING: LazyLock<u64> = LazyLock::new(|| tokens::key("according"));

struct Look<'l> {
    plain: &'l str,
    tokens: &'l [Token],
    sentences: &'l [Sentence],
    quotation: &'l Quotation,
}

impl Look<'_> {
    fn kind(&self, display: bool, mut reported: impl FnMut(&Sentence) -> bool) -> Kind {
        let inner = self.quotation.tokens(self.tokens);
        let words = inner.iter().filter(|t| t.is_word()).count();
        let Some(first) = inner.first() else { return Kind::Name };
        let opening = self.opening();
        let fresh = opening != Opening::Within;
        let capital = first.capital || !first.is_word();
        let stop = inner.last().map_or(' ', |t| t.text(self.plain).chars().next().unwrap_or(' '));
        let ended = matches!(stop, '.' | '?' | '!' | '…' | '—' | '–' | '-');
        let attributed = self.attributed_behind();
        if words > SHORT && self.holds_sentence_end() {
            return Kind::Speech;
        }
        let titled = words > 0 && self.is_title(inner);
        let named = self.named(titled);
        // `His book, "The Tides," told of it`: what is announced as a title says nothing itself.
        if fresh && capital && attributed && !(named && titled && words > 1 && opening == Opening::Comma) {
            return Kind::Speech;
        }
        if named && (titled || words <= SHORT) {
            return Kind::Name;
        }
        if fresh
            && capital
            && !titled
            && (ended || stop == ',' || !self.quotation.closed)
            && (words > SHORT || opening != Opening::Comma || ended)
        {
            return Kind::Speech;
        }
        if fresh && (words > SHORT && !titled || opening == Opening::Said) {
            return Kind::Speech;
        }
        let plain = !titled && words > 1;
        if fresh && capital && (self.is_whole_sentence() && (plain || ended) || self.stands_before_colon() && plain) {
            return Kind::Speech;
        }
        if titled && (words > 1 || !fresh) && (!display || self.is_nickname() || self.is_set_low()) {
            return Kind::Name;
        }
        if !display && self.is_attribute() {
            return Kind::Name;
        }
        // `tried to "push him off"`: a verb with what belongs to it is no term.
        let verbal = words > 1
            && self.before().is_some_and(|(_, t)| {
                t.key == *TO
                    || lemmas::function(t)
                        .is_some_and(|f| matches!(f, lemmas::Function::Modal | lemmas::Function::Pronoun))
            });
        if display || verbal || words > TERM || inner.iter().any(|t| PERSONAL.has(t)) {
            return Kind::Fragment;
        }
        let behind = self.sentences.partition_point(|s| s.end <= self.quotation.start);
        match self.sentences.get(behind) {
            Some(sentence) if reported(sentence) => Kind::Fragment,
            _ => Kind::Name,
        }
    }

    /// What a short quotation is that stands in a row with another: `the words "ferry" and "boat"`,
    /// `"Fast." "Loud." "On Time."`
    fn goes_on(&self, before: &Quotation, kind: Kind) -> Option<Kind> {
        let between = self.plain.get(before.end as usize..self.quotation.start as usize)?.trim();
        let words = |q: &Quotation| q.tokens(self.tokens).iter().filter(|t| t.is_word()).count();
        if words(self.quotation) > SHORT {
            return None;
        }
        match (before.kind, kind) {
            (Kind::Speech, Kind::Name) if between.is_empty() => Some(Kind::Speech),
            // `shouted, "Leave the boats," and "Run,"`
            (Kind::Speech, Kind::Name) if between == "and" => Some(Kind::Speech),
            (Kind::Name, Kind::Fragment) if words(before) <= SHORT && matches!(between, "," | "and" | "or") => {
                Some(Kind::Name)
            }
            _ => None,
        }
    }

    fn before(&self) -> Option<(usize, &Token)> {
        let behind = self.tokens.partition_point(|t| t.end <= self.quotation.start);
        let index = behind.checked_sub(1)?;
        Some((index, &self.tokens[index]))
    }

    fn opening(&self) -> Opening {
        let Some((index, before)) = self.before() else { return Opening::Sentence };
        match before.text(self.plain) {
            "," => {
                let said = index > 0 && verbs::is_speech(self.tokens[index - 1].key);
                if said { Opening::Said } else { Opening::Comma }
            }
            ":" => Opening::Said,
            "." | "?" | "!" | "…" | "—" | "–" | "-" | "(" | "\"" | "”" | "'" | "’" | "•" | "*" => {
                Opening::Sentence
            }
            _ if self.sentences.binary_search_by_key(&self.quotation.start, |s| s.start).is_ok() => Opening::Sentence,
            _ if verbs::is_speech(before.key)
                && self.quotation.tokens(self.tokens).first().is_some_and(|t| t.capital) =>
            {
                Opening::Said
            }
            _ => Opening::Within,
        }
    }

    /// `..." said Mara Lind`, `..." she added`: a reporting verb close behind the closing mark.
    fn attributed_behind(&self) -> bool {
        let from = self.tokens.partition_point(|t| t.start < self.quotation.end);
        for (count, token) in self.tokens[from..].iter().take(9).enumerate() {
            if verbs::is_speech(token.key) {
                return true;
            }
            let stop =
                matches!(self.plain.as_bytes().get(token.start as usize), Some(b'.' | b'?' | b'!' | b';' | b':'));
            if stop && count > 0 && !self.tokens[from + count - 1].capital {
                return false;
            }
        }
        false
    }

    /// A full stop inside, with another sentence behind it in the same marks.
    fn holds_sentence_end(&self) -> bool {
        let behind = self.sentences.partition_point(|s| s.end <= self.quotation.inner_start);
        self.sentences.get(behind).is_some_and(|s| s.last + 2 < self.quotation.last)
    }

    /// A word before the mark that announces a title or a name.
    fn named(&self, titled: bool) -> bool {
        let Some((mut index, mut before)) = self.before() else { return false };
        // `known as the "Long Night."`, but not `called her the "heart and soul" of it`
        let alone = self.tokens.get(self.quotation.last as usize + 1).is_none_or(|t| !t.is_word())
            || self.quotation.tokens(self.tokens).last().is_some_and(|t| t.is(',') || t.is('.'));
        if index > 0 && alone && lemmas::function(before) == Some(lemmas::Function::Determiner) {
            index -= 1;
            before = &self.tokens[index];
        }
        let comma = before.text(self.plain) == ",";
        let word = if comma { index.checked_sub(1).map(|i| &self.tokens[i]) } else { Some(before) };
        // `known as`, `referred to as`, `such terms as`
        let back = |by: usize| index.checked_sub(by).map_or("", |i| self.tokens[i].text(self.plain));
        let called = before.key == *AS
            && (back(1) == "known" || back(1) == "to" && back(2) == "referred" || matches!(back(1), "terms" | "words"));
        // `in what she called "plain theft"`: her words, not a name.
        let judged = back(2) == "what" && !titled;
        // `the guild, or "the brotherhood,"`
        let or = before.text(self.plain) == "or" && matches!(back(1), "," | "(");
        // `id="4711"`: left over from a page.
        let value = before.text(self.plain) == "=";
        word.is_some_and(|w| NAMING.has(w)) && !judged || called || or || value
    }

    /// Nothing but a mark stands in its sentence beside it.
    fn is_whole_sentence(&self) -> bool {
        let behind = self.sentences.partition_point(|s| s.end <= self.quotation.start);
        self.sentences
            .get(behind)
            .is_some_and(|s| s.first + 1 >= self.quotation.first && s.last <= self.quotation.last + 2)
    }

    /// `a "buy-one-get-one" sale`: words joined by hyphens, before a noun.
    fn is_attribute(&self) -> bool {
        let inner =
            self.plain.get(self.quotation.inner_start as usize..self.quotation.inner_end as usize).unwrap_or("");
        let behind = self.plain.get(self.quotation.end as usize..).unwrap_or("").trim_start_matches(' ');
        inner.matches('-').count() > 1
            && !inner.contains(char::is_whitespace)
            && behind.starts_with(|c: char| c.is_lowercase())
    }

    /// `"No more boats": Lind closes the harbour`
    fn stands_before_colon(&self) -> bool {
        self.tokens.get(self.quotation.last as usize + 1).is_some_and(|t| t.is(':'))
    }

    /// `Mara "Skip" Lind`
    fn is_nickname(&self) -> bool {
        let behind = self.tokens.get(self.quotation.last as usize + 1);
        self.before().is_some_and(|(_, t)| t.capital && GIVEN.has(t)) && behind.is_some_and(|t| t.capital)
    }

    /// A headline that leaves words of weight in lower case, so that capitals tell a title; and the
    /// quotation is not what somebody is said to say.
    fn is_set_low(&self) -> bool {
        let weight = |t: &&Token| t.is_word() && t.end - t.start > 3 && !self.quotation.contains(t.start);
        let low = self
            .tokens
            .iter()
            .take(HEADLINE)
            .filter(weight)
            .filter(|t| !t.capital && !t.text(self.plain).starts_with(|c: char| c.is_ascii_digit()));
        low.count() > 1 && matches!(self.opening(), Opening::Sentence | Opening::Within)
    }

    /// Every word of weight has a capital (but for an article that opens it), and there are no more
    /// of them than a title has.
    fn is_title(&self, inner: &[Token]) -> bool {
        let mut capitals = 0;
        for token in inner.iter().filter(|t| t.is_word()) {
            let text = token.text(self.plain);
            if token.capital || text.starts_with(|c: char| c.is_ascii_digit()) {
                capitals += 1;
            } else if capitals == 0 && token.start != self.quotation.inner_start || !SMALL.has(token) {
                return false;
            }
        }
        capitals > 0 && capitals <= 10
    }
}

static TO: LazyLock<u64> = LazyLock::new(|| tokens::key("to"));

static AS: LazyLock<u64> = LazyLock::new(|| tokens::key("as"));

#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// Opens a sentence.
    Sentence,
    /// Behind a reporting verb or a colon.
    Said,
    /// Behind a comma.
    Comma,
    /// In the run of a sentence.
    Within,
}
