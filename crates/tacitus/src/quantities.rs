//! Quantities: the amounts, sums of money, shares and measures that a text names.

pub(crate) mod lookup;
pub(crate) mod numbers;
