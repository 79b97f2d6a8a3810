//! The element-wise loops of the network, written so that the compiler vectorises them, and compiled for several
//! processors: the best is chosen when the program runs.

use multiversion::multiversion;

/// Lanes of partial results, so that a reduction vectorises and its order is the same on every processor.
const LANES: usize = 16;

/// Quantises a row to bytes with zero point 128 and returns the scale.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2+fma", "aarch64+neon"))]
pub fn quantise(row: &[f32], out: &mut [u8]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let (chunks, rest) = row.as_chunks::<LANES>();
    for chunk in chunks {
        for (most, x) in lanes.iter_mut().zip(chunk) {
            let x = x.abs();
            *most = if x > *most { x } else { *most };
        }
    }
    let most = lanes.iter().copied().chain(rest.iter().map(|x| x.abs())).fold(0.0f32, f32::max);
    if most == 0.0 || !most.is_finite() {
        out.fill(128);
        return 0.0;
    }
    let factor = 127.0 / most;
    for (q, x) in out.iter_mut().zip(row) {
        // Adding 128.5 and cutting rounds to nearest, since the sum is positive.
        // SAFETY: |x * factor| <= 127, so the value lies in 1.5..=255.5 and is neither NaN nor infinite.
        *q = unsafe { (x * factor + 128.5).to_int_unchecked::<i32>() } as u8;
    }
    most / 127.0
}

/// `y = sums * row_scale * scale + bias`.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2+fma", "aarch64+neon"))]
pub fn dequantise(sums: &[i32], row_scale: f32, scale: &[f32], bias: &[f32], out: &mut [f32]) {
    for (((y, &sum), &scale), &bias) in out.iter_mut().zip(sums).zip(scale).zip(bias) {
        *y = sum as f32 * (row_scale * scale) + bias;
    }
}

/// `x = (x + y)` normalised to mean 0 and variance 1, then scaled and shifted.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2+fma", "aarch64+neon"))]
pub fn add_and_normalise(x: &mut [f32], y: &[f32], scale: &[f32], shift: &[f32]) {
    let mut sum = [0.0f32; LANES];
    for (x, y) in x.as_chunks_mut::<LANES>().0.iter_mut().zip(y.as_chunks::<LANES>().0) {
        for ((x, y), s) in x.iter_mut().zip(y).zip(&mut sum) {
            *x += y;
            *s += *x;
        }
    }
    let mean = sum.iter().sum::<f32>() / x.len() as f32;
    let mut square = [0.0f32; LANES];
    for x in x.as_chunks::<LANES>().0 {
        for (x, s) in x.iter().zip(&mut square) {
            *s += (x - mean) * (x - mean);
        }
    }
    let deviation = 1.0 / (square.iter().sum::<f32>() / x.len() as f32 + 1e-12).sqrt();
    for ((x, scale), shift) in x.iter_mut().zip(scale).zip(shift) {
        *x = (*x - mean) * deviation * scale + shift;
    }
}

/// `sum += scale * bytes`, for a row of a quantised table.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2+fma", "aarch64+neon"))]
pub fn add_scaled(sum: &mut [f32], bytes: &[i8], scale: f32) {
    for (s, &b) in sum.iter_mut().zip(bytes) {
        *s += b as f32 * scale;
    }
}

/// The dot product of two rows.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2+fma", "aarch64+neon"))]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    for (a, b) in a.iter().zip(b) {
        for ((s, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *s += a * b;
        }
    }
    lanes.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantised_values_lie_within_half_a_step() {
        let row: Vec<f32> = (0..50).map(|i| (i as f32 * 0.37).sin() * 3.0).collect();
        let mut bytes = vec![0; 50];
        let scale = quantise(&row, &mut bytes);
        for (x, &q) in row.iter().zip(&bytes) {
            assert!((x - (q as f32 - 128.0) * scale).abs() <= scale * 0.5001);
        }
    }

    #[test]
    fn a_row_of_zeros_or_of_no_numbers_quantises_to_zero() {
        let mut bytes = [7u8; 3];
        assert_eq!(quantise(&[0.0; 3], &mut bytes), 0.0);
        assert_eq!(bytes, [128; 3]);
        assert_eq!(quantise(&[f32::INFINITY, 1.0, 0.0], &mut bytes), 0.0);
    }

    #[test]
    fn normalised_rows_have_mean_zero_and_variance_one() {
        let mut x: Vec<f32> = (0..32).map(|i| i as f32).collect();
        let y = vec![1.0; 32];
        add_and_normalise(&mut x, &y, &[1.0; 32], &[0.0; 32]);
        assert!(x.iter().sum::<f32>().abs() < 1e-4);
        assert!((x.iter().map(|x| x * x).sum::<f32>() / 32.0 - 1.0).abs() < 1e-4);
    }

    #[test]
    fn dot_counts_the_rest() {
        let a: Vec<f32> = (0..19).map(|i| i as f32).collect();
        assert_eq!(dot(&a, &[2.0; 19]), 342.0);
    }
}
