//! Words a second of the tokeniser, of the parser and of the whole coder, on one thread over the example report.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tacitus::{Coder, Input};

const REPORT: &str = include_str!("../../../examples/report.txt");
/// Reports to a batch, as many as the command line hands over at once.
const REPORTS: usize = 32;

fn inputs() -> Vec<Input> {
    vec![Input { text: REPORT.to_owned(), ..Default::default() }; REPORTS]
}

fn coding(c: &mut Criterion) {
    let coder = Coder::new().expect("the built-in model loads");
    let words = REPORT.split_whitespace().count() as u64;
    let mut group = c.benchmark_group("words");
    group.throughput(Throughput::Elements(words));
    group.bench_function("split", |b| b.iter(|| tacitus::words::split(REPORT)));
    group.throughput(Throughput::Elements(words * REPORTS as u64)).sample_size(10);
    group.bench_function("parse", |b| b.iter(|| coder.parse(inputs())));
    group.bench_function("code", |b| b.iter(|| coder.code(inputs())));
    group.finish();
    c.bench_function("load", |b| b.iter(|| Coder::new().expect("the built-in model loads")));
}

criterion_group!(benches, coding);
criterion_main!(benches);
