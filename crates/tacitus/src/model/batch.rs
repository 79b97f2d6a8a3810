//! A batch of windows as the encoder reads it: arrays of pieces, one window after the other.

use std::ops::Range;

use super::pieces::{Pieces, WordPieces};

/// Most pieces in one window, the two marks at its ends included.
pub const LONGEST: usize = 256;

/// What stands before a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Before {
    /// Nothing: it touches the word before.
    Nothing = 0,
    /// White space.
    Space = 1,
    /// A new paragraph, or the start of the text. (2, a line break, is decided before the network reads.)
    Paragraph = 3,
    /// The first part of its multiword token.
    Joined = 4,
    /// The first pieces of its word.
    Inside = 5,
}

/// The roles that words of a marked dyad have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Mark {
    /// In neither.
    #[default]
    None = 0,
    /// In the actor.
    Actor = 1,
    /// In the recipient.
    Recipient = 2,
}

/// Windows of words, read together.
#[derive(Debug, Default)]
pub struct Batch {
    /// WordPiece ids.
    pub ids: Vec<u16>,
    /// Word shapes, one a piece.
    pub shapes: Vec<u8>,
    /// What stands before each piece.
    pub gaps: Vec<u8>,
    /// [`Mark`] of each piece.
    pub roles: Vec<u8>,
    /// Where each window's pieces begin, and the end of the last.
    pub piece_starts: Vec<usize>,
    /// First and last piece of each word.
    pub word_pieces: Vec<(u32, u32)>,
    /// Where each window's words begin, and the end of the last.
    pub word_starts: Vec<usize>,
}

impl Batch {
    /// A batch without windows.
    pub fn new() -> Self {
        Batch { piece_starts: vec![0], word_starts: vec![0], ..Default::default() }
    }

    /// Adds a window: the words `range` of a document, each with what stands before it and a mark.
    ///
    /// # Panics
    /// If the window has more than [`LONGEST`] pieces with its two ends.
    pub fn push(
        &mut self,
        model: &Pieces,
        pieces: &WordPieces,
        range: Range<usize>,
        before: impl Fn(usize) -> Before,
        mark: impl Fn(usize) -> Mark,
    ) {
        self.boundary(model.id("[CLS]"));
        for i in range {
            let (first, of_word) = (self.ids.len(), pieces.of(i));
            self.ids.extend_from_slice(of_word);
            self.shapes.extend(std::iter::repeat_n(pieces.shapes[i], of_word.len()));
            self.gaps.push(before(i) as u8);
            self.gaps.extend(std::iter::repeat_n(Before::Inside as u8, of_word.len() - 1));
            self.roles.extend(std::iter::repeat_n(mark(i) as u8, of_word.len()));
            self.word_pieces.push((first as u32, (self.ids.len() - 1) as u32));
        }
        self.boundary(model.id("[SEP]"));
        let start = *self.piece_starts.last().expect("starts with 0");
        assert!(self.ids.len() - start <= LONGEST, "a window of {} pieces", self.ids.len() - start);
        self.piece_starts.push(self.ids.len());
        self.word_starts.push(self.word_pieces.len());
    }

    fn boundary(&mut self, id: u16) {
        self.ids.push(id);
        self.shapes.push(7);
        self.gaps.push(Before::Paragraph as u8);
        self.roles.push(Mark::None as u8);
    }

    /// The piece range of each window.
    pub fn piece_ranges(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.piece_starts.windows(2).map(|w| w[0]..w[1])
    }

    /// The word range of each window, within the batch.
    pub fn word_ranges(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.word_starts.windows(2).map(|w| w[0]..w[1])
    }
}
