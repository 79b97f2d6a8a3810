//! Linear layers over 8-bit integers.
//!
//! Weights are symmetric 8-bit integers with one scale an output column; activations are quantised row by row to
//! unsigned bytes with the constant zero point 128. A row's result therefore never depends on the rows beside it,
//! which keeps the record the same whatever is batched together.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix, QuantParams};
use rten_tensor::NdTensorView;

use super::kernels;

/// The zero point of quantised activations.
const ZERO: u8 = 128;

thread_local! {
    /// The fastest integer kernel that the processor has. Executors are not shared between threads.
    static INTEGERS: GemmExecutor<u8, i8, i32> = GemmExecutor::new();
}

/// `y = x W' + b` with `W` of shape outputs x inputs in 8-bit integers.
pub struct Linear {
    packed: PackedBMatrix<i8>,
    /// One scale an output.
    scale: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
}

/// Buffers that a linear layer needs and that calls can share.
#[derive(Default)]
pub struct Scratch {
    quantised: Vec<u8>,
    row_scale: Vec<f32>,
    sums: Vec<i32>,
    zeros: Vec<u8>,
}

impl Linear {
    /// A layer from `weight` (outputs x inputs, row-major), one `scale` and one `bias` an output.
    ///
    /// # Panics
    /// If the lengths do not agree.
    pub fn new(weight: &[i8], scale: Vec<f32>, bias: Vec<f32>) -> Self {
        let outputs = scale.len();
        assert_eq!(bias.len(), outputs, "one bias an output");
        assert_eq!(weight.len() % outputs.max(1), 0, "weights are outputs x inputs");
        let inputs = weight.len() / outputs.max(1);
        let mut scale = scale;
        // Some kernels add pairs of products in 16 bits: halving the weights keeps those sums exact.
        let packed = INTEGERS.with(|kernel| {
            if kernel.may_saturate() {
                let halved: Vec<i8> = weight.iter().map(|w| w / 2).collect();
                scale.iter_mut().for_each(|s| *s *= 2.0);
                kernel.prepack_b(NdTensorView::from_data([outputs, inputs], &halved[..]).transposed())
            } else {
                kernel.prepack_b(NdTensorView::from_data([outputs, inputs], weight).transposed())
            }
        });
        Linear { packed, scale, bias, inputs }
    }

    /// Number of outputs a row.
    pub fn outputs(&self) -> usize {
        self.scale.len()
    }

    /// The biases of a range of outputs.
    pub fn bias(&self, outputs: std::ops::Range<usize>) -> &[f32] {
        &self.bias[outputs]
    }

    /// Writes `x W' + b` for every row of `x` (rows x inputs) to `out` (rows x outputs).
    ///
    /// # Panics
    /// If `x` or `out` has not the layer's shape.
    pub fn apply(&self, x: &[f32], out: &mut Vec<f32>, scratch: &mut Scratch) {
        let rows = x.len() / self.inputs;
        let outputs = self.outputs();
        assert_eq!(x.len(), rows * self.inputs, "rows x inputs");
        scratch.quantised.resize(x.len(), 0);
        scratch.row_scale.resize(rows, 0.0);
        for ((row, quantised), scale) in
            x.chunks_exact(self.inputs).zip(scratch.quantised.chunks_exact_mut(self.inputs)).zip(&mut scratch.row_scale)
        {
            *scale = kernels::quantise(row, quantised);
        }
        scratch.sums.resize(rows * outputs, 0);
        scratch.zeros.resize(rows, ZERO);
        let a = NdTensorView::from_data([rows, self.inputs], &scratch.quantised[..]);
        let options =
            GemmOptions { a_quant: Some(QuantParams { zero_point: &scratch.zeros[..rows] }), ..Default::default() };
        INTEGERS
            .with(|kernel| {
                kernel.gemm(
                    &mut scratch.sums[..rows * outputs],
                    GemmInputA::Unpacked(a),
                    GemmInputB::Packed(&self.packed),
                    options,
                )
            })
            .expect("shapes agree");
        out.resize(rows * outputs, 0.0);
        for ((sums, y), &scale) in
            scratch.sums.chunks_exact(outputs).zip(out.chunks_exact_mut(outputs)).zip(&scratch.row_scale)
        {
            kernels::dequantise(sums, scale, &self.scale, &self.bias, y);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_floating_point() {
        let (inputs, outputs, rows) = (64, 40, 37);
        let weight: Vec<i8> =
            (0..outputs * inputs).map(|i| ((i * 37 + 11) % 255) as u8 as i8).map(|w| w.max(-127)).collect();
        let scale: Vec<f32> = (0..outputs).map(|i| 0.001 * (i + 1) as f32).collect();
        let bias: Vec<f32> = (0..outputs).map(|i| i as f32 - 20.0).collect();
        let x: Vec<f32> = (0..rows * inputs).map(|i| ((i * 7919) % 1000) as f32 / 500.0 - 1.0).collect();
        let layer = Linear::new(&weight, scale.clone(), bias.clone());
        let mut out = Vec::new();
        layer.apply(&x, &mut out, &mut Scratch::default());
        for r in 0..rows {
            for c in 0..outputs {
                let exact: f32 =
                    (0..inputs).map(|k| x[r * inputs + k] * weight[c * inputs + k] as f32 * scale[c]).sum::<f32>()
                        + bias[c];
                let error = (exact - out[r * outputs + c]).abs();
                assert!(error < 2.0 * scale[c] * 64.0, "row {r} column {c}: {exact} against {}", out[r * outputs + c]);
            }
        }
    }

    #[test]
    fn a_row_does_not_depend_on_its_batch() {
        let weight: Vec<i8> = (0..384 * 48).map(|i| ((i * 31) % 251) as u8 as i8).map(|w| w.max(-127)).collect();
        let layer = Linear::new(&weight, vec![0.01; 48], vec![0.5; 48]);
        let x: Vec<f32> = (0..384 * 30).map(|i| ((i * 104_729) % 2001) as f32 / 1000.0 - 1.0).collect();
        let (mut all, mut one) = (Vec::new(), Vec::new());
        layer.apply(&x, &mut all, &mut Scratch::default());
        for r in 0..30 {
            layer.apply(&x[r * 384..(r + 1) * 384], &mut one, &mut Scratch::default());
            assert_eq!(one, all[r * 48..(r + 1) * 48]);
        }
    }
}
