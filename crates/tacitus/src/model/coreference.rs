//! The head that scores earlier mentions as antecedents of a mention (mention ranking, Lee et al. 2017): a bilinear form
//! over the two mentions' vectors, and tables over what a reader sees at once. The twin of `Coreference` in
//! `training/network.py`.

use std::ops::Range;

use rten_simd::SimdUnaryOp;
use rten_vecmath::Gelu;

use super::kernels::dot;
use super::weights::Weights;
use crate::error::Error;
use crate::pairs::{CLASSES, FORMS, MATCHES, NEAR, Pair, SENTENCES};

/// What the head makes of a mention alone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MentionVectors {
    /// As an antecedent.
    own: Vec<f32>,
    /// As one that looks for an antecedent.
    seeking: Vec<f32>,
    /// Score of being new, the class's share aside.
    new: f32,
}

/// The head's weights behind the words' projection.
pub struct Coreference {
    /// Size x size, the antecedent's side first.
    weight: Vec<f32>,
    bias: Vec<f32>,
    new: Vec<f32>,
    new_bias: f32,
    new_class: Vec<f32>,
    classes: Vec<f32>,
    near: Vec<f32>,
    sentences: Vec<f32>,
    matches: Vec<f32>,
    /// Columns of the projection for a mention's first word and its head.
    pub(super) first: Range<usize>,
    pub(super) head: Range<usize>,
}

impl Coreference {
    /// Loads the head.
    ///
    /// # Errors
    /// If a tensor is missing or of another size.
    pub fn load(weights: &Weights, first: Range<usize>, head: Range<usize>) -> Result<Self, Error> {
        let size = first.len();
        let table = |name: &str, length: usize| weights.table(&format!("coreference.{name}"), length);
        let mut forward = table("weight", (size + 1) * size)?;
        let bias = forward.split_off(size * size);
        let weight = (0..size * size).map(|at| forward[at % size * size + at / size]).collect();
        Ok(Coreference {
            weight,
            bias,
            new: table("new.weight", size)?,
            new_bias: table("new.bias", 1)?[0],
            new_class: table("new_class", CLASSES)?,
            classes: table("classes", CLASSES * CLASSES)?,
            near: table("near", FORMS * NEAR)?,
            sentences: table("sentences", FORMS * SENTENCES)?,
            matches: table("matches", FORMS * FORMS * MATCHES)?,
            first,
            head,
        })
    }

    /// A head that links the given pairs of classes, the later mention's first, and looks at nothing else.
    #[cfg(test)]
    pub fn of_classes(linked: &[(usize, usize)]) -> Self {
        let mut classes = vec![0.0; CLASSES * CLASSES];
        linked.iter().for_each(|(later, earlier)| classes[later * CLASSES + earlier] = 1.0);
        Coreference {
            weight: Vec::new(),
            bias: Vec::new(),
            new: Vec::new(),
            new_bias: 0.0,
            new_class: vec![0.0; CLASSES],
            classes,
            near: vec![0.0; FORMS * NEAR],
            sentences: vec![0.0; FORMS * SENTENCES],
            matches: vec![0.0; FORMS * FORMS * MATCHES],
            first: 0..0,
            head: 0..0,
        }
    }

    /// A mention's vectors from the projections of its first word and its head.
    pub(super) fn vectors(&self, first: &[f32], head: &[f32]) -> MentionVectors {
        let mut own: Vec<f32> = first.iter().zip(head).map(|(f, h)| f + h).collect();
        Gelu {}.map_mut(&mut own);
        let factor = (own.len() as f32).sqrt().recip();
        let columns = self.weight.chunks_exact(own.len());
        let seeking = columns.zip(&self.bias).map(|(w, b)| (dot(&own, w) + b) * factor).collect();
        let new = dot(&own, &self.new) + self.new_bias;
        MentionVectors { own, seeking, new }
    }

    /// Score of a mention of a class as the first of its entity.
    pub fn is_new(&self, mention: &MentionVectors, class: usize) -> f32 {
        mention.new + self.new_class[class]
    }

    /// Score of an earlier mention as the antecedent of a later one.
    pub fn link(&self, later: &MentionVectors, earlier: &MentionVectors, pair: &Pair) -> f32 {
        dot(&later.seeking, &earlier.own)
            + self.classes[pair.classes.0 * CLASSES + pair.classes.1]
            + self.near[pair.forms.0 * NEAR + pair.near]
            + self.sentences[pair.forms.0 * SENTENCES + pair.sentences]
            + self.matches[(pair.forms.0 * FORMS + pair.forms.1) * MATCHES + pair.matches]
    }
}
