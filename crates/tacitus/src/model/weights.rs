//! The weights file: a `safetensors` container whose metadata carries the labels and the layout of the heads.

use std::collections::HashMap;

use half::f16;
use safetensors::{Dtype, SafeTensors};

use super::linear::Linear;
use crate::error::{Error, Kind};

/// A parsed weights file.
pub struct Weights<'a> {
    tensors: SafeTensors<'a>,
    metadata: HashMap<String, String>,
}

/// The names that the scores of each layer stand for, in the order of the scores. They live as long as the program:
/// documents refer to them.
#[derive(Debug, Clone)]
pub struct Labels {
    /// Universal part-of-speech tags.
    pub upos: Vec<&'static str>,
    /// Morphological features, as CoNLL-U writes them.
    pub feats: Vec<&'static str>,
    /// Lemma scripts, see `training/corpora.py`.
    pub lemma: Vec<&'static str>,
    /// Universal dependency relations with subtypes.
    pub deprel: Vec<&'static str>,
    /// Entity types of mentions.
    pub mention: Vec<&'static str>,
    /// PLOVER event types.
    pub event: Vec<&'static str>,
    /// `TYPE/mode`, or `-`.
    pub mode: Vec<&'static str>,
    /// How real an event is.
    pub modality: Vec<&'static str>,
    /// PLOVER contexts.
    pub context: Vec<&'static str>,
}

impl Labels {
    /// Reads the labels from a weights file's metadata.
    ///
    /// # Errors
    /// If a layer's labels are missing.
    pub fn load(weights: &Weights) -> Result<Self, Error> {
        let mut all: HashMap<String, Vec<String>> = weights.json("labels")?;
        let mut take = |layer: &str| -> Result<Vec<&'static str>, Error> {
            let names =
                all.remove(layer).ok_or_else(|| Error::new(Kind::Weights, format!("no labels for `{layer}`")))?;
            Ok(names.into_iter().map(|n| &*n.leak()).collect())
        };
        Ok(Labels {
            upos: take("upos")?,
            feats: take("feats")?,
            lemma: take("lemma")?,
            deprel: take("deprel")?,
            mention: take("mention")?,
            event: take("type")?,
            mode: take("mode")?,
            modality: take("modality")?,
            context: take("context")?,
        })
    }
}

impl<'a> Weights<'a> {
    /// Parses a weights file.
    ///
    /// # Errors
    /// [`Kind::Weights`] if the container or its metadata is not what it should be.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Error> {
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(|e| Error::new(Kind::Weights, e.to_string()))?;
        let metadata = header.metadata().clone().unwrap_or_default();
        let tensors = SafeTensors::deserialize(bytes).map_err(|e| Error::new(Kind::Weights, e.to_string()))?;
        Ok(Weights { tensors, metadata })
    }

    /// A metadata entry.
    pub fn entry(&self, name: &str) -> Result<&str, Error> {
        self.metadata
            .get(name)
            .map(String::as_str)
            .ok_or_else(|| Error::new(Kind::Weights, format!("no metadata `{name}`")))
    }

    /// A metadata entry that holds JSON.
    pub fn json<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T, Error> {
        serde_json::from_str(self.entry(name)?)
            .map_err(|e| Error::new(Kind::Weights, format!("metadata `{name}`: {e}")))
    }

    fn tensor(&self, name: &str) -> Result<safetensors::tensor::TensorView<'_>, Error> {
        self.tensors.tensor(name).map_err(|e| Error::new(Kind::Weights, format!("tensor `{name}`: {e}")))
    }

    /// A tensor of 16- or 32-bit floating-point numbers, as 32-bit ones.
    pub fn floats(&self, name: &str) -> Result<Vec<f32>, Error> {
        let t = self.tensor(name)?;
        match t.dtype() {
            Dtype::F32 => Ok(t.data().as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect()),
            Dtype::F16 => Ok(t.data().as_chunks::<2>().0.iter().map(|b| f16::from_le_bytes(*b).to_f32()).collect()),
            other => Err(Error::new(Kind::Weights, format!("tensor `{name}` is {other:?}, not floating point"))),
        }
    }

    /// A tensor of floating-point numbers that must have `length` of them.
    pub fn table(&self, name: &str, length: usize) -> Result<Vec<f32>, Error> {
        let values = self.floats(name)?;
        if values.len() != length {
            let what = format!("tensor `{name}` has {} values, not {length}", values.len());
            return Err(Error::new(Kind::Weights, what));
        }
        Ok(values)
    }

    /// A tensor of 8-bit integers.
    pub fn integers(&self, name: &str) -> Result<Vec<i8>, Error> {
        let t = self.tensor(name)?;
        if t.dtype() != Dtype::I8 {
            return Err(Error::new(Kind::Weights, format!("tensor `{name}` is {:?}, not 8-bit integers", t.dtype())));
        }
        Ok(t.data().iter().map(|&b| b as i8).collect())
    }

    /// A quantised linear layer: `name.weight`, `name.scale` and `name.bias`.
    pub fn linear(&self, name: &str) -> Result<Linear, Error> {
        let weight = self.integers(&format!("{name}.weight"))?;
        let (scale, bias) = (self.floats(&format!("{name}.scale"))?, self.floats(&format!("{name}.bias"))?);
        if scale.len() != bias.len() || scale.is_empty() || weight.len() % scale.len() != 0 {
            return Err(Error::new(Kind::Weights, format!("layer `{name}` has parts of different sizes")));
        }
        Ok(Linear::new(&weight, scale, bias))
    }
}
