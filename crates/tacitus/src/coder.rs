//! The coder: documents in, records out. It batches windows across documents, reads them, and runs the pipeline.

use std::ops::Range;

use tacitus_knowledge::Knowledge;

use crate::assemble::{assemble, without_rows};
use crate::document::{Document, Input};
use crate::error::{Error, Kind};
use crate::model::{Batch, Before, Desk, Mark, Model, Pieces, WordPieces, softmax};
use crate::offsets::Offsets;
use crate::pipeline::Pipeline;
use crate::record::{Duplicate, Record, Span};
use crate::scores::Scores;
use crate::{language, sentences, windows};

/// Pieces that are read together: enough to keep the kernels busy, few enough to stay in the caches.
const BATCH: usize = 768;

/// A dyad whose relation is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dyad {
    /// The request's id.
    pub id: String,
    /// The text, a sentence as a rule.
    pub text: String,
    /// Where the actors stand, in code points.
    pub actor: Vec<Span>,
    /// Where the recipients stand, in code points.
    pub recipient: Vec<Span>,
}

/// What a text reports between the two sides of a dyad.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// The request's id.
    pub id: String,
    /// The likeliest PLOVER type.
    pub kind: &'static str,
    /// Every type with its probability; they sum to 1.
    pub scores: Vec<(&'static str, f32)>,
}

/// Model, knowledge and pipelines. Immutable: threads may share one.
pub struct Coder {
    model: Model,
    knowledge: Knowledge,
    code: Pipeline,
    parse: Pipeline,
}

impl Coder {
    /// A coder with the model and knowledge that the program carries.
    ///
    /// # Errors
    /// If the weights do not fit this version of the program.
    pub fn new() -> Result<Self, Error> {
        Coder::with_knowledge(Knowledge::builtin())
    }

    /// A coder with the model that the program carries and knowledge of your own.
    ///
    /// # Errors
    /// If the weights do not fit this version of the program.
    pub fn with_knowledge(knowledge: Knowledge) -> Result<Self, Error> {
        Ok(Coder { model: Model::builtin()?, knowledge, code: Pipeline::code()?, parse: Pipeline::parse()? })
    }

    /// The model's `name@version`.
    pub fn model(&self) -> &str {
        self.model.name()
    }

    /// The records of documents, in their order. One that cannot be read gives its error and costs the others nothing.
    ///
    /// ```
    /// use tacitus::{Coder, Input};
    ///
    /// let coder = Coder::new()?;
    /// let text = "Peru's foreign minister accused Chile of spying on Monday.".to_owned();
    /// let record = coder.code(vec![Input { text, ..Default::default() }]).remove(0)?;
    /// assert!(record.events.iter().any(|e| e.kind == "ACCUSE"));
    /// # Ok::<(), tacitus::Error>(())
    /// ```
    pub fn code(&self, inputs: Vec<Input>) -> Vec<Result<Record, Error>> {
        let finish = |mut document: Document| {
            self.code.document(&mut document, &self.knowledge, &self.model.heads.coreference);
            assemble(&document, self.model(), &self.knowledge)
        };
        self.read(inputs, &self.code).into_iter().map(|d| d.map(finish)).collect()
    }

    /// The record of a document that repeats another one: with its text and without rows, for it was coded there.
    ///
    /// # Errors
    /// If the text is plainly not in English.
    pub fn repeated(&self, input: &Input, original: Duplicate) -> Result<Record, Error> {
        language::check(&input.text)?;
        Ok(Record { duplicate_of: Some(original), ..without_rows(input, self.model()) })
    }

    /// Documents with their words, sentences and syntax, in their order.
    pub fn parse(&self, inputs: Vec<Input>) -> Vec<Result<Document, Error>> {
        self.read(inputs, &self.parse)
    }

    /// Reads documents window by window with one pipeline.
    fn read(&self, inputs: Vec<Input>, pipeline: &Pipeline) -> Vec<Result<Document, Error>> {
        let mut prepared: Vec<Result<Prepared, Error>> =
            inputs.into_iter().map(|input| Prepared::new(input, &self.model.pieces)).collect();
        let (mut batch, mut desk) = (Batch::new(), Desk::default());
        let mut waiting: Vec<(usize, Range<usize>)> = Vec::new();
        for d in 0..prepared.len() {
            let count = prepared[d].as_ref().map_or(0, |p| p.windows.len());
            for w in 0..count {
                let Ok(p) = &prepared[d] else { continue };
                let window = p.windows[w].clone();
                batch.push(&self.model.pieces, &p.pieces, window.clone(), |i| p.gaps[i], |_| Mark::None);
                waiting.push((d, window));
                if batch.ids.len() >= BATCH {
                    self.flush(&mut batch, &mut desk, &mut waiting, &mut prepared, pipeline);
                }
            }
        }
        self.flush(&mut batch, &mut desk, &mut waiting, &mut prepared, pipeline);
        prepared.into_iter().map(|p| p.map(|p| p.document)).collect()
    }

    fn flush(
        &self,
        batch: &mut Batch,
        desk: &mut Desk,
        waiting: &mut Vec<(usize, Range<usize>)>,
        prepared: &mut [Result<Prepared, Error>],
        pipeline: &Pipeline,
    ) {
        if waiting.is_empty() {
            return;
        }
        self.model.read(batch, desk);
        for ((d, window), rows) in waiting.drain(..).zip(batch.word_ranges()) {
            let Ok(p) = &mut prepared[d] else { continue };
            // The words before are done: where the last window was torn, this one holds some of them again.
            let done = p.document.sentences.last().map_or(window.start, |s| s.end);
            let scores = Scores::new(&self.model, &desk.reading, done..window.end, rows.start + done - window.start);
            let again = p.windows.iter().find(|next| window.contains(&next.start) && next.start > window.start);
            let scores = match again {
                Some(next) => scores.until(sentences::last_start(&scores, &p.gaps, next.start..window.end)),
                None => scores,
            };
            pipeline.window(&mut p.document, &scores, &p.gaps);
        }
        *batch = Batch::new();
    }

    /// The relations that texts report between given actors and recipients, in the order asked.
    pub fn relate(&self, dyads: Vec<Dyad>) -> Vec<Result<Relation, Error>> {
        let mut out: Vec<Result<Relation, Error>> = Vec::with_capacity(dyads.len());
        let (mut batch, mut desk) = (Batch::new(), Desk::default());
        let mut waiting: Vec<(usize, Marked)> = Vec::new();
        for dyad in dyads {
            match Marked::new(&dyad, &self.model.pieces) {
                Err(error) => out.push(Err(error)),
                Ok(marked) => {
                    batch.push(
                        &self.model.pieces,
                        &marked.pieces,
                        marked.window.clone(),
                        |i| marked.gaps[i],
                        |i| marked.marks[i],
                    );
                    waiting.push((out.len(), marked));
                    out.push(Ok(Relation { id: dyad.id, kind: "", scores: Vec::new() }));
                }
            }
            if batch.ids.len() >= BATCH {
                self.relate_batch(&mut batch, &mut desk, &mut waiting, &mut out);
            }
        }
        self.relate_batch(&mut batch, &mut desk, &mut waiting, &mut out);
        out
    }

    fn relate_batch(
        &self,
        batch: &mut Batch,
        desk: &mut Desk,
        waiting: &mut Vec<(usize, Marked)>,
        out: &mut [Result<Relation, Error>],
    ) {
        if waiting.is_empty() {
            return;
        }
        self.model.read(batch, desk);
        for ((at, marked), rows) in waiting.drain(..).zip(batch.word_ranges()) {
            let with = |mark: Mark| -> Vec<usize> {
                marked
                    .window
                    .clone()
                    .zip(rows.clone())
                    .filter(|(i, _)| marked.marks[*i] == mark)
                    .map(|(_, row)| row)
                    .collect()
            };
            let mut scores =
                self.model.heads.relate(&desk.reading, &with(Mark::Actor), &with(Mark::Recipient), rows.clone());
            softmax(&mut scores);
            let Ok(relation) = &mut out[at] else { continue };
            relation.kind = self.model.labels.event[crate::events::likeliest(&self.model.labels.event, &scores)];
            relation.scores = self.model.labels.event.iter().copied().zip(scores).collect();
        }
        *batch = Batch::new();
    }
}

/// A document that is ready to be read.
struct Prepared {
    document: Document,
    pieces: WordPieces,
    gaps: Vec<Before>,
    windows: Vec<Range<usize>>,
}

impl Prepared {
    fn new(input: Input, pieces: &Pieces) -> Result<Self, Error> {
        if input.text.contains('\0') {
            return Err(Error::new(Kind::Binary, "it holds a NUL character"));
        }
        let document = Document::new(input);
        if document.words.is_empty() {
            return Err(Error::new(Kind::Empty, ""));
        }
        language::check(document.text())?;
        let pieces = pieces.words(document.text(), &document.words);
        let gaps = windows::gaps(document.text(), &document.words);
        let windows = windows::divide(document.text(), &document.words, &pieces, &gaps);
        Ok(Prepared { document, pieces, gaps, windows })
    }
}

/// A dyad's text with its words marked.
struct Marked {
    pieces: WordPieces,
    gaps: Vec<Before>,
    marks: Vec<Mark>,
    /// The words that are read: all, or those around the dyad where the text is long.
    window: Range<usize>,
}

impl Marked {
    fn new(dyad: &Dyad, pieces: &Pieces) -> Result<Self, Error> {
        let words = crate::words::split(&dyad.text);
        if words.is_empty() {
            return Err(Error::new(Kind::Empty, ""));
        }
        let offsets = Offsets::new(&dyad.text);
        let mut marks = vec![Mark::None; words.len()];
        for (spans, mark) in [(&dyad.recipient, Mark::Recipient), (&dyad.actor, Mark::Actor)] {
            for span in spans {
                let bytes = offsets
                    .bytes(span)
                    .ok_or_else(|| Error::new(Kind::Span, format!("{}..{}", span.start, span.end)))?;
                (0..words.len())
                    .filter(|&i| words.span(i).start < bytes.end && bytes.start < words.span(i).end)
                    .for_each(|i| marks[i] = mark);
            }
        }
        let pieces = pieces.words(&dyad.text, &words);
        let gaps = windows::gaps(&dyad.text, &words);
        let marked = |m: &Mark| *m != Mark::None;
        let (first, last) =
            (marks.iter().position(marked).unwrap_or(0), marks.iter().rposition(marked).unwrap_or(words.len() - 1));
        let window = windows::around(first..last + 1, &pieces);
        Ok(Marked { pieces, gaps, marks, window })
    }
}
