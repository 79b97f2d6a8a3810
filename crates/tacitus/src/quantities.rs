//! Quantities: the amounts, sums of money, shares and measures that a text names.

pub(crate) mod lookup;
pub(crate) mod numbers;

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Quantity { pub start: usize, pub end: usize, pub amount: Option<f64>, pub unit: Option<String>, pub currency: Option<String>, pub approximate: bool }
/// Placeholder.
pub fn find(_: &str, _: &crate::words::Words, _: &[crate::times::TimeExpression], _: &[std::ops::Range<usize>]) -> Vec<Quantity> { Vec::new() }
