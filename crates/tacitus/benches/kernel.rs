//! The peak of the 8-bit matrix product that the linear layers are made of: operations a second on one thread, in
//! shapes of the network. What the whole program does is held against it in `docs/performance.md`.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, QuantParams};
use rten_tensor::NdTensorView;

/// Pieces that are read together.
const ROWS: usize = 768;
/// Inputs and outputs of the layers of the encoder: attention's three projections, its output, and the two of the block.
const SHAPES: [(usize, usize); 4] = [(384, 1152), (384, 384), (384, 1536), (1536, 384)];

fn products(c: &mut Criterion) {
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().expect("a pool of one thread");
    let mut group = c.benchmark_group("8-bit products");
    for (inputs, outputs) in SHAPES {
        let kernel = GemmExecutor::<u8, i8, i32>::new();
        let weights: Vec<i8> = (0..inputs * outputs).map(|i| (i * 31 % 127) as i8).collect();
        let packed = kernel.prepack_b(NdTensorView::from_data([outputs, inputs], &weights[..]).transposed());
        let rows: Vec<u8> = (0..ROWS * inputs).map(|i| (i * 37 % 255) as u8).collect();
        let zeros = vec![128u8; ROWS];
        let mut sums = vec![0i32; ROWS * outputs];
        group.throughput(Throughput::Elements((2 * ROWS * inputs * outputs) as u64));
        group.bench_function(BenchmarkId::from_parameter(format!("{inputs}x{outputs}")), |b| {
            pool.install(|| {
                b.iter(|| {
                    let a = GemmInputA::Unpacked(NdTensorView::from_data([ROWS, inputs], &rows[..]));
                    let options =
                        GemmOptions { a_quant: Some(QuantParams { zero_point: &zeros }), ..Default::default() };
                    kernel.gemm(&mut sums, a, GemmInputB::Packed(&packed), options).expect("shapes agree");
                })
            })
        });
    }
    group.finish();
}

criterion_group!(benches, products);
criterion_main!(benches);
