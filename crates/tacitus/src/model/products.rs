//! Matrix products in floating point.

use rten_gemm::{BiasVector, GemmExecutor, GemmInputA, GemmInputB, GemmOptions};
use rten_tensor::Matrix;

thread_local! {
    /// The fastest floating-point kernel that the processor has. Executors are not shared between threads.
    static FLOATS: GemmExecutor<f32, f32, f32> = GemmExecutor::new();
}

/// `out = alpha * a b + bias`, the bias one number a column.
///
/// # Panics
/// If the shapes do not agree.
pub fn multiply(out: &mut [f32], a: Matrix<f32>, b: Matrix<f32>, alpha: f32, bias: Option<&[f32]>) {
    let options = GemmOptions { alpha, bias: bias.map(BiasVector::Row), ..Default::default() };
    FLOATS
        .with(|kernel| kernel.gemm(out, GemmInputA::Unpacked(a), GemmInputB::Unpacked(b), options))
        .expect("shapes agree");
}
