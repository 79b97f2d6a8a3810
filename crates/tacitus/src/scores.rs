//! What the network says of one window, in the document's own word numbers.

use std::ops::Range;

use crate::document::Document;
use crate::model::{Labels, MentionVectors, Model, QUOTED, ROLES, Reading};

/// The scores of one window.
#[derive(Clone)]
pub struct Scores<'a> {
    model: &'a Model,
    reading: &'a Reading,
    /// The words of the document that the window holds.
    pub words: Range<usize>,
    /// The row of the reading that the first word has.
    row: usize,
}

impl<'a> Scores<'a> {
    /// The scores of the document's `words`, whose first has row `row` in `reading`.
    pub fn new(model: &'a Model, reading: &'a Reading, words: Range<usize>, row: usize) -> Self {
        Scores { model, reading, words, row }
    }

    /// The same scores for the words before `end` alone.
    pub fn until(&self, end: usize) -> Self {
        Scores { words: self.words.start..end, ..self.clone() }
    }

    /// The sentences of the window.
    pub fn sentences<'d>(&self, document: &'d Document) -> &'d [Range<usize>] {
        let before = |word: usize| document.sentences.partition_point(|s| s.start < word);
        &document.sentences[before(self.words.start)..before(self.words.end)]
    }

    /// What the scores stand for.
    pub fn labels(&self) -> &'a Labels {
        &self.model.labels
    }

    /// Whether the model's vocabulary has a word whole.
    pub fn is_word(&self, word: &str) -> bool {
        self.model.pieces.is_word(word)
    }

    fn at(&self, word: usize) -> usize {
        debug_assert!(self.words.contains(&word), "word {word} is not in window {:?}", self.words);
        word - self.words.start + self.row
    }

    fn range(&self, words: &Range<usize>) -> Range<usize> {
        let start = self.at(words.start);
        start..start + words.len()
    }

    /// Scores of a layer's labels for one word, see [`crate::model::Heads::scores`].
    pub fn of(&self, layer: &str, word: usize) -> &'a [f32] {
        self.model.heads.scores(self.reading, layer, self.at(word))
    }

    /// Head scores within a sentence, n x n: row the dependent, column the head.
    pub fn arcs(&self, sentence: &Range<usize>) -> Vec<f32> {
        self.model.heads.arcs(self.reading, self.range(sentence))
    }

    /// Mention scores within a sentence, n x n: row the first word, column the last.
    pub fn spans(&self, sentence: &Range<usize>) -> Vec<f32> {
        self.model.heads.spans(self.reading, self.range(sentence))
    }

    /// Cue scores within the window, n x n: row the word, column the first word of its attribution's cue.
    pub fn anchors(&self) -> Vec<f32> {
        self.model.heads.anchors(self.reading, self.range(&self.words))
    }

    /// Scores of the relation of a word to its head.
    pub fn deprels(&self, word: usize, head: Option<usize>) -> Vec<f32> {
        self.model.heads.deprels(self.reading, self.at(word), head.map(|h| self.at(h)))
    }

    /// Scores of a mention's entity type.
    pub fn mention_types(&self, span: &Range<usize>) -> Vec<f32> {
        self.model.heads.mention_types(self.reading, self.at(span.start), self.at(span.end - 1))
    }

    /// What coreference needs of a mention, by its first word and its head.
    pub fn mention_vectors(&self, first: usize, head: usize) -> MentionVectors {
        self.model.heads.mention_vectors(self.reading, self.at(first), self.at(head))
    }

    /// Scores of the roles of a sentence's words in the event of `trigger`.
    pub fn arguments(&self, trigger: usize, sentence: &Range<usize>) -> Vec<[f32; ROLES]> {
        self.model.heads.arguments(self.reading, self.at(trigger), self.range(sentence))
    }

    /// Scores of the roles of the window's words in the attribution whose cue begins with `cue`.
    pub fn quoted(&self, cue: usize) -> Vec<[f32; QUOTED]> {
        self.model.heads.quoted(self.reading, self.at(cue), self.range(&self.words))
    }

    /// Scores of the PLOVER types between two sets of words of a sentence.
    pub fn relate(&self, actor: &[usize], recipient: &[usize], sentence: &Range<usize>) -> Vec<f32> {
        let rows = |words: &[usize]| words.iter().map(|&w| self.at(w)).collect::<Vec<_>>();
        self.model.heads.relate(self.reading, &rows(actor), &rows(recipient), self.range(sentence))
    }
}
