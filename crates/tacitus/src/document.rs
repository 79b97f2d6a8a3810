//! A document and the layers that components add to it.
//!
//! Words are kept as arrays; every other layer refers to them by index. Spans are half-open ranges of word indices,
//! so a layer is a few bytes a row and nothing is copied out of the text before the record is written.

use std::ops::Range;

use jiff::civil::Date;

use crate::model::MentionVectors;
use crate::quantities::Quantity;
use crate::times::TimeExpression;
use crate::words::Words;

/// A document as it is handed in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input {
    /// The document's own id; without one it gets a hash of its text.
    pub id: Option<String>,
    /// Path or URL.
    pub source: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// The text, which every offset of the record counts in.
    pub text: String,
}

/// A document with the layers that have been added so far; one not added yet is empty.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What was handed in.
    pub input: Input,
    /// Its words.
    pub words: Words,
    /// Its sentences, as ranges of words.
    pub sentences: Vec<Range<usize>>,
    /// Part of speech, lemma and tree, one entry a word.
    pub syntax: Syntax,
    /// Mentions of people, organisations, places and things.
    pub mentions: Vec<Mention>,
    /// Entities, and which mentions are theirs.
    pub entities: Vec<Entity>,
    /// Per word: does it stand in quotation marks?
    pub quoted: Vec<bool>,
    /// Sources, cues and contents.
    pub attributions: Vec<Attribution>,
    /// Events.
    pub events: Vec<Event>,
    /// Disputes.
    pub disputes: Vec<Dispute>,
    /// Time expressions.
    pub times: Vec<TimeExpression>,
    /// Numbers with what they count.
    pub quantities: Vec<Quantity>,
}

impl Document {
    /// A document with its words and no other layer.
    pub fn new(input: Input) -> Self {
        let words = crate::words::split(&input.text);
        Document { input, words, ..Default::default() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.input.text
    }

    /// Word `i` as it stands in the text.
    pub fn word(&self, i: usize) -> &str {
        self.words.text(i, &self.input.text)
    }

    /// Whether a word is the mark of a possessor: "Peru['s] army", "the rebels['] army".
    pub fn is_possessive(&self, i: usize) -> bool {
        matches!(self.word(i), "'s" | "’s" | "'" | "’")
    }

    /// The expression of time that holds a span.
    pub fn time_around(&self, span: &Range<usize>) -> Option<&TimeExpression> {
        let at = self.times.partition_point(|t| t.end <= span.start);
        self.times.get(at).filter(|t| t.start <= span.start && span.end <= t.end)
    }

    /// Whether a noun has one of some prepositions: "to" of "to Peru".
    pub fn has_preposition(&self, noun: usize, prepositions: &[&str]) -> bool {
        let mut below = self.syntax.children(noun, self.sentence_around(noun));
        below.any(|c| self.syntax.relation(c) == "case" && prepositions.contains(&self.word(c)))
    }

    /// The text from the first to the last word of a range.
    pub fn slice(&self, span: &Range<usize>) -> &str {
        if span.is_empty() {
            return "";
        }
        &self.input.text[self.words.start[span.start] as usize..self.words.end[span.end - 1] as usize]
    }

    /// The sentence that word `i` is in.
    ///
    /// # Panics
    /// If the document has no sentences yet.
    pub fn sentence_around(&self, i: usize) -> &Range<usize> {
        &self.sentences[self.sentence_of(i)]
    }

    /// Per mention: is it an argument of an event, or the source of a statement?
    pub fn taking_part(&self) -> Vec<bool> {
        let mut out = vec![false; self.mentions.len()];
        let of_events = self.events.iter().flat_map(|event| &event.arguments).flat_map(|argument| &argument.mentions);
        let of_statements = self.attributions.iter().filter_map(|attribution| attribution.mention.as_ref());
        of_events.chain(of_statements).for_each(|&mention| out[mention] = true);
        out
    }

    /// The index of the sentence that word `i` is in.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= i).min(self.sentences.len().saturating_sub(1))
    }
}

/// Tags and tree, one entry a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Syntax {
    /// Universal part of speech.
    pub upos: Vec<Upos>,
    /// Morphological features, CoNLL-U style; `_` for none.
    pub feats: Vec<&'static str>,
    /// Lemma.
    pub lemma: Vec<String>,
    /// Index of the head word in the document; the root of a sentence has its own index.
    pub head: Vec<u32>,
    /// Universal dependency relation with subtype.
    pub deprel: Vec<&'static str>,
}

impl Syntax {
    /// The head of word `i`, or `None` for the root of a sentence.
    pub fn parent(&self, i: usize) -> Option<usize> {
        let head = self.head[i] as usize;
        (head != i).then_some(head)
    }

    /// The relation of word `i` to its head without its subtype.
    pub fn relation(&self, i: usize) -> &'static str {
        let full = self.deprel[i];
        full.split(':').next().unwrap_or(full)
    }

    /// Whether word `i` is `ancestor` or below it in the tree.
    pub fn is_below(&self, i: usize, ancestor: usize) -> bool {
        let mut at = i;
        loop {
            if at == ancestor {
                return true;
            }
            match self.parent(at) {
                Some(head) => at = head,
                None => return false,
            }
        }
    }

    /// The first and last word of what word `head` governs within `sentence`, itself included.
    pub fn subtree(&self, head: usize, sentence: &Range<usize>) -> Range<usize> {
        let mut out = head..head + 1;
        for i in sentence.clone().filter(|&i| self.is_below(i, head)) {
            out = out.start.min(i)..out.end.max(i + 1);
        }
        out
    }

    /// The children of word `head` within `sentence`.
    pub fn children<'a>(&'a self, head: usize, sentence: &Range<usize>) -> impl Iterator<Item = usize> + 'a {
        sentence.clone().filter(move |&i| i != head && self.head[i] as usize == head)
    }

    /// Whether word `i` has a feature such as `VerbForm=Inf`.
    pub fn has(&self, i: usize, feature: &str) -> bool {
        self.feats[i].split('|').any(|f| f == feature)
    }

    /// Whether word `i` is a present participle or a gerund of a clause: "adding", but not "according to".
    pub fn is_participle(&self, i: usize) -> bool {
        let present = || self.has(i, "VerbForm=Part") && self.has(i, "Tense=Pres");
        let verb = self.upos[i] == Upos::Verb && !matches!(self.relation(i), "case" | "mark");
        verb && (self.has(i, "VerbForm=Ger") || present())
    }

    /// A span from the first word that belongs to its head itself: without the prepositions, conjunctions and marks that
    /// lead to it.
    pub fn without_lead(&self, mut span: Range<usize>, head: usize) -> Range<usize> {
        while span.start < head && matches!(self.relation(span.start), "case" | "mark" | "cc" | "punct") {
            span.start += 1;
        }
        span
    }

    /// The word of a span whose head lies outside it: the first, unless that is a modifier and a later one hangs on the
    /// same word ("the NATO *chief*'s" of "the NATO chief's comments").
    pub fn head_of(&self, span: &Range<usize>) -> usize {
        let outside = |&i: &usize| self.parent(i).is_none_or(|h| !span.contains(&h));
        let Some(first) = span.clone().find(outside) else { return span.start };
        let modifies = matches!(self.deprel[first], "compound" | "amod" | "det" | "nummod" | "nmod:poss");
        let later = || (first + 1..span.end).rev().filter(outside).find(|&i| self.parent(i) == self.parent(first));
        if modifies { later().unwrap_or(first) } else { first }
    }
}

/// A universal part-of-speech tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs)]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    #[default]
    X,
}

impl Upos {
    /// Every tag with its name, in alphabetical order.
    pub const ALL: [(Upos, &'static str); 17] = [
        (Upos::Adj, "ADJ"),
        (Upos::Adp, "ADP"),
        (Upos::Adv, "ADV"),
        (Upos::Aux, "AUX"),
        (Upos::Cconj, "CCONJ"),
        (Upos::Det, "DET"),
        (Upos::Intj, "INTJ"),
        (Upos::Noun, "NOUN"),
        (Upos::Num, "NUM"),
        (Upos::Part, "PART"),
        (Upos::Pron, "PRON"),
        (Upos::Propn, "PROPN"),
        (Upos::Punct, "PUNCT"),
        (Upos::Sconj, "SCONJ"),
        (Upos::Sym, "SYM"),
        (Upos::Verb, "VERB"),
        (Upos::X, "X"),
    ];

    /// The tag of a name such as `NOUN`; `X` for any other.
    pub fn of(name: &str) -> Upos {
        Upos::ALL.iter().find(|(_, n)| *n == name).map_or(Upos::X, |(u, _)| *u)
    }

    /// The tag's name.
    pub fn name(self) -> &'static str {
        Upos::ALL.iter().find(|(u, _)| *u == self).map_or("X", |(_, n)| *n)
    }

    /// Whether its words join others and name nothing themselves: prepositions, auxiliaries, conjunctions, particles, marks.
    pub fn only_joins(self) -> bool {
        matches!(self, Upos::Adp | Upos::Aux | Upos::Cconj | Upos::Part | Upos::Punct | Upos::Sconj)
    }
}

/// A phrase that stands for somebody or something.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its words.
    pub span: Range<usize>,
    /// Its syntactic head.
    pub head: usize,
    /// What it stands for.
    pub kind: MentionKind,
    /// Name, nominal or pronoun.
    pub form: crate::record::Form,
    /// What the network makes of it for coreference; `None` for a mention that it did not find itself.
    pub vectors: Option<MentionVectors>,
    /// Index of its entity in [`Document::entities`], once that is known.
    pub entity: Option<usize>,
}

/// What a mention stands for: GUM's entity types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum MentionKind {
    Person,
    Organization,
    Place,
    Event,
    Object,
    Time,
    Abstract,
}

impl MentionKind {
    /// Whether it is of those who act or are acted upon: people, bodies, and places, which stand for their governments.
    pub fn is_actor(self) -> bool {
        matches!(self, MentionKind::Person | MentionKind::Organization | MentionKind::Place)
    }
}

/// An entity: whom or what a set of mentions stands for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entity {
    /// Indices into [`Document::mentions`], in text order.
    pub mentions: Vec<usize>,
    /// The best name.
    pub name: String,
    /// What kind of thing it is.
    pub kind: Option<crate::record::EntityType>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sectors.
    pub sectors: Vec<String>,
    /// Country or organisation code.
    pub code: Option<String>,
    /// Office or function.
    pub role: Option<String>,
    /// Wikidata item.
    pub wikidata: Option<String>,
    /// Latitude and longitude in degrees.
    pub coordinates: Option<(f64, f64)>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Kind of place.
    pub feature: Option<String>,
    /// The id of its entry in the knowledge base.
    pub entry: Option<String>,
}

/// Somebody's statement.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attribution {
    /// The source's words; several spans where it is divided.
    pub source: Vec<Range<usize>>,
    /// The cue's words.
    pub cue: Vec<Range<usize>>,
    /// The content's words.
    pub content: Vec<Range<usize>>,
    /// Index of the mention that the source is.
    pub mention: Option<usize>,
    /// Index of the source's entity.
    pub entity: Option<usize>,
    /// The cue's head word.
    pub cue_head: Option<usize>,
    /// Direct, indirect or mixed.
    pub quotation: Option<crate::record::Quotation>,
    /// The speech act.
    pub act: String,
    /// Whether it is said not to have been said.
    pub negated: bool,
    /// Index of its time.
    pub time: Option<usize>,
    /// Index of the entity that is told.
    pub addressee: Option<usize>,
    /// 0 to 1.
    pub confidence: f32,
}

impl Attribution {
    /// Whether a word stands in the content.
    pub fn tells(&self, word: usize) -> bool {
        self.content.iter().any(|c| c.contains(&word))
    }

    /// Whether a word stands in the cue.
    pub fn is_cued_by(&self, word: usize) -> bool {
        self.cue.iter().any(|c| c.contains(&word))
    }

    /// The number of the content's words.
    pub fn length(&self) -> usize {
        self.content.iter().map(|c| c.len()).sum()
    }
}

/// An event.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Event {
    /// The word that tells it.
    pub trigger: usize,
    /// PLOVER type.
    pub kind: &'static str,
    /// Of a commitment or a threat to do something, the type that doing it has.
    pub deed: Option<&'static str>,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// PLOVER contexts.
    pub contexts: Vec<&'static str>,
    /// Its participants and objects.
    pub arguments: Vec<Argument>,
    /// Whether both sides act on each other.
    pub reciprocal: bool,
    /// Whether it is said not to be so.
    pub negated: bool,
    /// How real it is.
    pub modality: &'static str,
    /// Index of the attribution that reports it.
    pub attribution: Option<usize>,
    /// Index of its time.
    pub time: Option<usize>,
    /// `YYYY[-MM[-DD]]`.
    pub date: Option<String>,
    /// Index of the mention that says where.
    pub place: Option<usize>,
    /// 0 to 1.
    pub confidence: f32,
}

/// A participant of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// What it is to the event.
    pub role: Role,
    /// Its words.
    pub span: Range<usize>,
    /// The mentions it consists of, as indices into [`Document::mentions`]: several where it is coordinated.
    pub mentions: Vec<usize>,
}

/// What a participant is to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Who does it.
    Actor,
    /// To whom it is done.
    Recipient,
    /// With what: given, bought, sent, banned.
    Object,
    /// For whom.
    Beneficiary,
}

/// A dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// What is disputed.
    pub about: Disputed,
    /// Index of the entity that disputes it.
    pub by: usize,
    /// Index of the attribution in which it does.
    pub attribution: usize,
    /// How.
    pub stance: crate::record::Stance,
}

/// What a dispute is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disputed {
    /// Index of an event.
    Event(usize),
    /// Index of an attribution.
    Attribution(usize),
}
