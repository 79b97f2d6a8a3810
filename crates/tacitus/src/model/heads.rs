//! The heads: light scorers over the words' vectors.
//!
//! Every first layer of every head is a slice of one wide projection, applied to a batch's words at once; what is
//! left is a few small products. Nothing here decides anything: decoding is the components' work.

use std::collections::HashMap;
use std::ops::Range;

use rten_simd::SimdUnaryOp;
use rten_tensor::NdTensorView;
use rten_vecmath::Gelu;

use super::coreference::{Coreference, MentionVectors};
use super::kernels::dot;
use super::linear::{Linear, Scratch};
use super::products::multiply;
use super::weights::Weights;
use crate::error::{Error, Kind};

/// A biaffine scorer (Dozat and Manning 2017): `score(i, j) = [d_i; 1] W h_j`.
struct Biaffine {
    /// Size x size.
    weight: Vec<f32>,
    /// The row of `W` that the constant 1 meets.
    bias: Vec<f32>,
    dependent: Range<usize>,
    head: Range<usize>,
}

/// A scorer of pairs from `[a; b; a * b]`.
struct Pairwise {
    weight: Vec<f32>,
    bias: Vec<f32>,
    first: Range<usize>,
    second: Range<usize>,
}

/// A scorer of what words are to an anchor word, from `GELU(anchor + word + distance)`.
struct Roles {
    anchor: Range<usize>,
    word: Range<usize>,
    /// A row for each bucket of signed distance.
    distance: Vec<f32>,
    out: Dense,
}

/// A small dense layer in floating point, outputs x inputs.
struct Dense {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

/// All heads.
pub struct Heads {
    projection: Linear,
    /// Columns of the projection that pass through GELU; they come first.
    activated: usize,
    columns: HashMap<String, Range<usize>>,
    arc: Biaffine,
    span: Biaffine,
    anchor: Biaffine,
    deprel: Pairwise,
    deprel_root: Vec<f32>,
    mention: Pairwise,
    /// The scorer of antecedents.
    pub coreference: Coreference,
    argument: Roles,
    quote: Roles,
    relation: Dense,
}

/// The projection of some words: words x columns.
#[derive(Default)]
pub struct Reading {
    values: Vec<f32>,
    width: usize,
}

impl Reading {
    fn row(&self, word: usize) -> &[f32] {
        &self.values[word * self.width..(word + 1) * self.width]
    }
}

/// Number of roles in an event that are scored: none, actor, recipient, object, beneficiary.
pub const ROLES: usize = 5;
/// Number of roles in an attribution that are scored: none, source, content.
pub const QUOTED: usize = 3;

impl Heads {
    /// Loads the heads.
    ///
    /// # Errors
    /// If a tensor or the layout is missing.
    pub fn load(weights: &Weights) -> Result<Self, Error> {
        let layout: Vec<(String, usize, usize)> = weights.json("layout")?;
        let columns: HashMap<_, _> = layout.into_iter().map(|(name, start, end)| (name, start..end)).collect();
        let at = |name: &str| {
            columns.get(name).cloned().ok_or_else(|| Error::new(Kind::Weights, format!("no column `{name}`")))
        };
        let biaffine = |name: &str| -> Result<Biaffine, Error> {
            let (dependent, head) = (at(&format!("{name}.dependent"))?, at(&format!("{name}.head"))?);
            let mut weight = weights.floats(&format!("{name}.weight"))?;
            let bias = weight.split_off(dependent.len() * head.len());
            Ok(Biaffine { weight, bias, dependent, head })
        };
        let dense = |name: &str| -> Result<Dense, Error> {
            Ok(Dense {
                weight: weights.floats(&format!("{name}.weight"))?,
                bias: weights.floats(&format!("{name}.bias"))?,
            })
        };
        let pairwise = |name: &str, first: &str, second: &str| -> Result<Pairwise, Error> {
            let Dense { weight, bias } = dense(name)?;
            Ok(Pairwise { weight, bias, first: at(first)?, second: at(second)? })
        };
        let roles = |name: &str, anchor: &str| -> Result<Roles, Error> {
            Ok(Roles {
                anchor: at(&format!("{name}_{anchor}"))?,
                word: at(&format!("{name}_word"))?,
                distance: weights.floats(&format!("{name}_distance.weight"))?,
                out: dense(name)?,
            })
        };
        Ok(Heads {
            projection: weights.linear("heads")?,
            activated: weights.json("activated")?,
            arc: biaffine("arc")?,
            span: biaffine("span")?,
            anchor: biaffine("anchor")?,
            deprel: pairwise("deprel", "deprel_dependent", "deprel_head")?,
            deprel_root: weights.floats("deprel_root")?,
            mention: pairwise("mention", "mention_first", "mention_last")?,
            coreference: Coreference::load(weights, at("coreference.first")?, at("coreference.head")?)?,
            argument: roles("argument", "trigger")?,
            quote: roles("quote", "cue")?,
            relation: dense("relation")?,
            columns,
        })
    }

    /// Projects word vectors (words x encoder width) into `reading`.
    pub fn read(&self, words: &[f32], scratch: &mut Scratch, reading: &mut Reading) {
        reading.width = self.projection.outputs();
        self.projection.apply(words, &mut reading.values, scratch);
        for row in reading.values.chunks_exact_mut(reading.width) {
            Gelu {}.map_mut(&mut row[..self.activated]);
        }
    }

    /// The scores of a word's labels in a layer that needs the word alone: `sentence`, `upos`, `feats`, `lemma`,
    /// `root`, `attribution`, `trigger`, `mode`, `modality`, `flags`, `contexts`.
    ///
    /// # Panics
    /// If there is no such layer.
    pub fn scores<'r>(&self, reading: &'r Reading, layer: &str, word: usize) -> &'r [f32] {
        &reading.row(word)[self.columns[layer].clone()]
    }

    fn biaffine(&self, head: &Biaffine, reading: &Reading, words: Range<usize>) -> Vec<f32> {
        let (n, size) = (words.len(), head.head.len());
        let mut out = vec![0.0; n * n];
        if n == 0 {
            return out;
        }
        let rows = NdTensorView::from_data(
            [n, reading.width],
            &reading.values[words.start * reading.width..words.end * reading.width],
        );
        let d = rows.slice((.., head.dependent.clone()));
        let h = rows.slice((.., head.head.clone()));
        let weight = NdTensorView::from_data([head.dependent.len(), size], &head.weight[..]);
        let mut left = vec![0.0; n * size];
        multiply(&mut left, d, weight, 1.0, Some(&head.bias));
        let left = NdTensorView::from_data([n, size], &left[..]);
        multiply(&mut out, left, h.transposed(), 1.0, None);
        out
    }

    /// Scores of word `j` as head of word `i`, both within `words`: n x n.
    pub fn arcs(&self, reading: &Reading, words: Range<usize>) -> Vec<f32> {
        self.biaffine(&self.arc, reading, words)
    }

    /// Scores of the span from word `i` to word `j` as a mention: n x n, above 0 is likelier than not.
    pub fn spans(&self, reading: &Reading, words: Range<usize>) -> Vec<f32> {
        self.biaffine(&self.span, reading, words)
    }

    /// Scores of word `j` as the first cue word of the attribution that word `i` is in: n x n.
    pub fn anchors(&self, reading: &Reading, words: Range<usize>) -> Vec<f32> {
        self.biaffine(&self.anchor, reading, words)
    }

    /// Scores of the relations between `word` and its head (`None`: the root).
    pub fn deprels(&self, reading: &Reading, word: usize, head: Option<usize>) -> Vec<f32> {
        let second = head.map_or(&self.deprel_root[..], |h| &reading.row(h)[self.deprel.second.clone()]);
        self.deprel.score(&reading.row(word)[self.deprel.first.clone()], second)
    }

    /// Scores of the entity types of the mention from word `first` to word `last`.
    pub fn mention_types(&self, reading: &Reading, first: usize, last: usize) -> Vec<f32> {
        self.mention
            .score(&reading.row(first)[self.mention.first.clone()], &reading.row(last)[self.mention.second.clone()])
    }

    /// What coreference needs of the mention with these words first and as its head.
    pub fn mention_vectors(&self, reading: &Reading, first: usize, head: usize) -> MentionVectors {
        let row = |word: usize, columns: &Range<usize>| &reading.row(word)[columns.clone()];
        self.coreference.vectors(row(first, &self.coreference.first), row(head, &self.coreference.head))
    }

    /// Scores of each word's role in the event of `trigger`: words x [`ROLES`].
    pub fn arguments(&self, reading: &Reading, trigger: usize, words: Range<usize>) -> Vec<[f32; ROLES]> {
        self.argument.scores(reading, trigger, words)
    }

    /// Scores of each word's role in the attribution whose cue begins with `cue`: words x [`QUOTED`].
    pub fn quoted(&self, reading: &Reading, cue: usize, words: Range<usize>) -> Vec<[f32; QUOTED]> {
        self.quote.scores(reading, cue, words)
    }

    /// Scores of the PLOVER types as what `actor` does to `recipient` in the words `inside`.
    pub fn relate(&self, reading: &Reading, actor: &[usize], recipient: &[usize], inside: Range<usize>) -> Vec<f32> {
        let mean = |words: &[usize], column: &str| -> Vec<f32> {
            let range = self.columns[column].clone();
            let mut sum = vec![0.0; range.len()];
            for &w in words {
                sum.iter_mut().zip(&reading.row(w)[range.clone()]).for_each(|(s, x)| *s += x);
            }
            sum.iter_mut().for_each(|s| *s /= words.len().max(1) as f32);
            sum
        };
        let mut query = mean(actor, "relation_query");
        query.iter_mut().zip(mean(recipient, "relation_query")).for_each(|(q, r)| *q += r);
        let factor = (query.len() as f32).sqrt().recip();
        let mut weights: Vec<f32> = inside
            .clone()
            .map(|w| dot(&query, &reading.row(w)[self.columns["relation_key"].clone()]) * factor)
            .collect();
        softmax(&mut weights);
        let mut hidden = mean(actor, "relation_actor");
        hidden.iter_mut().zip(mean(recipient, "relation_recipient")).for_each(|(h, r)| *h += r);
        for (w, weight) in inside.zip(weights) {
            hidden
                .iter_mut()
                .zip(&reading.row(w)[self.columns["relation_value"].clone()])
                .for_each(|(h, v)| *h += weight * v);
        }
        // A side that the text does not name has only its layer's bias, as in training.
        for (words, column) in [(actor, "relation_actor"), (recipient, "relation_recipient")] {
            if words.is_empty() {
                hidden.iter_mut().zip(self.projection.bias(self.columns[column].clone())).for_each(|(h, b)| *h += b);
            }
        }
        Gelu {}.map_mut(&mut hidden);
        self.relation.apply(&hidden)
    }
}

impl Pairwise {
    fn score(&self, a: &[f32], b: &[f32]) -> Vec<f32> {
        let product: Vec<f32> = a.iter().zip(b).map(|(a, b)| a * b).collect();
        let size = a.len();
        self.weight
            .chunks_exact(3 * size)
            .zip(&self.bias)
            .map(|(w, bias)| dot(a, &w[..size]) + dot(b, &w[size..2 * size]) + dot(&product, &w[2 * size..]) + bias)
            .collect()
    }
}

impl Roles {
    fn scores<const N: usize>(&self, reading: &Reading, anchor: usize, words: Range<usize>) -> Vec<[f32; N]> {
        let size = self.anchor.len();
        let a = &reading.row(anchor)[self.anchor.clone()];
        let mut hidden = vec![0.0; size];
        words
            .map(|word| {
                let w = &reading.row(word)[self.word.clone()];
                let bucket = distance_bucket(word as isize - anchor as isize);
                let d = &self.distance[bucket * size..(bucket + 1) * size];
                for (((h, a), w), d) in hidden.iter_mut().zip(a).zip(w).zip(d) {
                    *h = a + w + d;
                }
                Gelu {}.map_mut(&mut hidden);
                std::array::from_fn(|role| {
                    dot(&hidden, &self.out.weight[role * size..(role + 1) * size]) + self.out.bias[role]
                })
            })
            .collect()
    }
}

impl Dense {
    fn apply(&self, x: &[f32]) -> Vec<f32> {
        self.weight.chunks_exact(x.len()).zip(&self.bias).map(|(w, b)| dot(x, w) + b).collect()
    }
}

/// Scores to probabilities, in place.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for s in scores.iter_mut() {
        *s = (*s - most).exp();
        sum += *s;
    }
    scores.iter_mut().for_each(|s| *s /= sum);
}

/// A score to a probability.
pub fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// The index of the highest score, the first of equals.
pub fn best(scores: &[f32]) -> usize {
    scores
        .iter()
        .enumerate()
        .fold((0, f32::NEG_INFINITY), |(at, most), (i, &s)| if s > most { (i, s) } else { (at, most) })
        .0
}

/// Signed word distance in 32 buckets: exact to 8, then two an octave. The twin of `distance_bucket` in
/// `training/network.py`.
fn distance_bucket(offset: isize) -> usize {
    let magnitude = offset.unsigned_abs();
    let bucket = if magnitude < 8 { magnitude } else { 8 + ((magnitude as f32 / 8.0).log2() * 2.0) as usize }.min(15);
    if offset < 0 { bucket + 16 } else { bucket }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_fall_into_their_buckets() {
        let buckets: Vec<usize> = [0, 1, 7, 8, 11, 12, 16, 90, 1000, -1, -8, -500].map(distance_bucket).to_vec();
        assert_eq!(buckets, [0, 1, 7, 8, 8, 9, 10, 14, 15, 17, 24, 31]);
    }

    #[test]
    fn softmax_sums_to_one_whatever_the_size() {
        let mut scores = [1000.0, 999.0, -1000.0];
        softmax(&mut scores);
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert_eq!(best(&scores), 0);
    }

    #[test]
    fn a_pair_is_scored_from_both_and_their_product() {
        let pair = Pairwise { weight: vec![1.0, 10.0, 100.0], bias: vec![0.5], first: 0..1, second: 0..1 };
        assert_eq!(pair.score(&[2.0], &[3.0]), [2.0 + 30.0 + 600.0 + 0.5]);
    }
}
