//! The network: one encoder, many heads. It predicts; components decode.

mod alone;
mod batch;
mod coreference;
mod encoder;
mod heads;
mod kernels;
mod linear;
mod pieces;
mod products;
mod weights;

pub use batch::{Batch, Before, LONGEST, Mark};
pub use coreference::{Coreference, MentionVectors};
pub use heads::{Heads, QUOTED, ROLES, Reading, best, sigmoid, softmax};
pub use pieces::{Pieces, WordPieces};
pub use weights::{Labels, Weights};

use encoder::{Buffers, Encoder, WIDTH};

use crate::error::Error;

/// Weights that the program carries.
static BUILTIN: &[u8] = include_bytes!("../../../models/tacitus.safetensors");
/// The vocabulary that belongs to them.
static VOCABULARY: &str = include_str!("../../../models/vocabulary.txt");

/// The network with its weights.
pub struct Model {
    encoder: Encoder,
    /// The scorers over words.
    pub heads: Heads,
    /// What the scores stand for.
    pub labels: Labels,
    /// Words to pieces.
    pub pieces: Pieces,
    name: String,
}

impl Model {
    /// The model that the program carries.
    ///
    /// # Errors
    /// If the weights do not fit this version of the program.
    pub fn builtin() -> Result<Self, Error> {
        Model::load(BUILTIN, VOCABULARY)
    }

    /// A model from a weights file and a vocabulary, one piece a line.
    ///
    /// # Errors
    /// If the weights are damaged or of another layout.
    pub fn load(weights: &[u8], vocabulary: &'static str) -> Result<Self, Error> {
        let weights = Weights::parse(weights)?;
        Ok(Model {
            encoder: Encoder::load(&weights)?,
            heads: Heads::load(&weights)?,
            labels: Labels::load(&weights)?,
            pieces: Pieces::new(vocabulary),
            name: format!("{}@{}", weights.entry("name")?, weights.entry("version")?),
        })
    }

    /// `name@version`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads a batch: one projection row for each of its words, in `desk.reading`.
    pub fn read(&self, batch: &Batch, desk: &mut Desk) {
        alone::make_alone();
        let Desk { buffers, words, reading } = desk;
        self.encoder.forward(batch, buffers);
        words.resize(batch.word_pieces.len() * WIDTH, 0.0);
        for (row, &(first, last)) in words.chunks_exact_mut(WIDTH).zip(&batch.word_pieces) {
            let (first, last) =
                (&buffers.x[first as usize * WIDTH..][..WIDTH], &buffers.x[last as usize * WIDTH..][..WIDTH]);
            for ((w, f), l) in row.iter_mut().zip(first).zip(last) {
                *w = (f + l) * 0.5;
            }
        }
        self.heads.read(words, &mut buffers.scratch, reading);
    }
}

/// What reading leaves on the desk: its result, and buffers that the next batch uses again.
#[derive(Default)]
pub struct Desk {
    buffers: Buffers,
    words: Vec<f32>,
    /// The last batch's projection.
    pub reading: Reading,
}
