//! The encoder: a 6-layer BERT (MiniLM-L6) that reads each window of words once.
//!
//! A batch's pieces lie one after the other in one matrix for every linear layer; only attention goes window by
//! window. There is no padding and no mask.

use rten_simd::SimdUnaryOp;
use rten_tensor::NdTensorView;
use rten_vecmath::{Gelu, Softmax};

use super::batch::Batch;
use super::kernels;
use super::linear::{Linear, Scratch};
use super::products::multiply;
use super::weights::Weights;
use crate::error::Error;

/// Width of a piece's vector.
pub const WIDTH: usize = 384;
const LAYERS: usize = 6;
const HEADS: usize = 12;
const HEAD_WIDTH: usize = WIDTH / HEADS;

/// Scale and shift of a layer normalisation.
struct Norm {
    scale: Vec<f32>,
    shift: Vec<f32>,
}

impl Norm {
    fn load(weights: &Weights, name: &str) -> Result<Self, Error> {
        Ok(Norm { scale: weights.floats(&format!("{name}.weight"))?, shift: weights.floats(&format!("{name}.bias"))? })
    }
}

struct Layer {
    qkv: Linear,
    out: Linear,
    norm1: Norm,
    up: Linear,
    down: Linear,
    norm2: Norm,
}

/// Buffers that reading needs and that batches can share.
#[derive(Default)]
pub struct Buffers {
    /// The vectors of a batch's pieces after [`Encoder::forward`].
    pub x: Vec<f32>,
    qkv: Vec<f32>,
    attended: Vec<f32>,
    projected: Vec<f32>,
    inner: Vec<f32>,
    attention: Attention,
    /// What linear layers need.
    pub scratch: Scratch,
}

/// The encoder's weights.
pub struct Encoder {
    word: Vec<i8>,
    word_scale: Vec<f32>,
    position: Vec<f32>,
    shape: Vec<f32>,
    gap: Vec<f32>,
    role: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

impl Encoder {
    /// Loads the encoder.
    ///
    /// # Errors
    /// If a tensor is missing or has another type.
    pub fn load(weights: &Weights) -> Result<Self, Error> {
        let layers = (0..LAYERS)
            .map(|i| {
                let p = format!("encoder.layers.{i}");
                Ok(Layer {
                    qkv: weights.linear(&format!("{p}.qkv"))?,
                    out: weights.linear(&format!("{p}.out"))?,
                    norm1: Norm::load(weights, &format!("{p}.norm1"))?,
                    up: weights.linear(&format!("{p}.up"))?,
                    down: weights.linear(&format!("{p}.down"))?,
                    norm2: Norm::load(weights, &format!("{p}.norm2"))?,
                })
            })
            .collect::<Result<_, Error>>()?;
        Ok(Encoder {
            word: weights.integers("encoder.word.weight")?,
            word_scale: weights.floats("encoder.word.scale")?,
            position: weights.floats("encoder.position.weight")?,
            shape: weights.floats("encoder.shape.weight")?,
            gap: weights.floats("encoder.gap.weight")?,
            role: weights.floats("encoder.role.weight")?,
            norm: Norm::load(weights, "encoder.norm")?,
            layers,
        })
    }

    /// Computes the vectors of a batch's pieces, pieces x [`WIDTH`], in `buffers.x`.
    pub fn forward(&self, batch: &Batch, buffers: &mut Buffers) {
        self.embed(batch, &mut buffers.x);
        let Buffers { x, qkv, attended, projected, inner, attention, scratch } = buffers;
        attended.resize(x.len(), 0.0);
        for layer in &self.layers {
            layer.qkv.apply(x, qkv, scratch);
            for window in batch.piece_ranges() {
                attention.run(
                    &qkv[window.start * 3 * WIDTH..window.end * 3 * WIDTH],
                    &mut attended[window.start * WIDTH..window.end * WIDTH],
                );
            }
            layer.out.apply(attended, projected, scratch);
            normalise_rows(x, projected, &layer.norm1);
            layer.up.apply(x, inner, scratch);
            Gelu {}.map_mut(inner);
            layer.down.apply(inner, projected, scratch);
            normalise_rows(x, projected, &layer.norm2);
        }
    }

    fn embed(&self, batch: &Batch, x: &mut Vec<f32>) {
        x.clear();
        x.resize(batch.ids.len() * WIDTH, 0.0);
        let none = vec![0.0; WIDTH];
        for window in batch.piece_ranges() {
            for (position, i) in window.enumerate() {
                let row = &mut x[i * WIDTH..(i + 1) * WIDTH];
                let id = batch.ids[i] as usize;
                kernels::add_scaled(row, &self.word[id * WIDTH..(id + 1) * WIDTH], self.word_scale[id]);
                for (table, index) in [
                    (&self.position, position),
                    (&self.shape, batch.shapes[i] as usize),
                    (&self.gap, batch.gaps[i] as usize),
                    (&self.role, batch.roles[i] as usize),
                ] {
                    row.iter_mut().zip(&table[index * WIDTH..(index + 1) * WIDTH]).for_each(|(x, t)| *x += t);
                }
                kernels::add_and_normalise(row, &none, &self.norm.scale, &self.norm.shift);
            }
        }
    }
}

fn normalise_rows(x: &mut [f32], y: &[f32], norm: &Norm) {
    for (x, y) in x.chunks_exact_mut(WIDTH).zip(y.chunks_exact(WIDTH)) {
        kernels::add_and_normalise(x, y, &norm.scale, &norm.shift);
    }
}

/// Buffers of attention.
#[derive(Default)]
struct Attention {
    scores: Vec<f32>,
    mixed: Vec<f32>,
}

impl Attention {
    /// Attention within one window: `qkv` is pieces x 3 x heads x head width, `out` pieces x width.
    fn run(&mut self, qkv: &[f32], out: &mut [f32]) {
        let n = out.len() / WIDTH;
        self.scores.resize(n * n, 0.0);
        self.mixed.resize(n * HEAD_WIDTH, 0.0);
        let view = NdTensorView::from_data([n, 3 * WIDTH], qkv);
        let factor = (HEAD_WIDTH as f32).sqrt().recip();
        for head in 0..HEADS {
            let part = |which: usize| {
                let at = which * WIDTH + head * HEAD_WIDTH;
                view.slice((.., at..at + HEAD_WIDTH))
            };
            let (q, k, v) = (part(0), part(1), part(2));
            multiply(&mut self.scores, q, k.transposed(), factor, None);
            for row in self.scores.chunks_exact_mut(n) {
                rten_simd::SimdOp::dispatch(Softmax::new_mut(row));
            }
            let scores = NdTensorView::from_data([n, n], &self.scores[..]);
            multiply(&mut self.mixed, scores, v, 1.0, None);
            for (row, mixed) in out.chunks_exact_mut(WIDTH).zip(self.mixed.chunks_exact(HEAD_WIDTH)) {
                row[head * HEAD_WIDTH..(head + 1) * HEAD_WIDTH].copy_from_slice(mixed);
            }
        }
    }
}
