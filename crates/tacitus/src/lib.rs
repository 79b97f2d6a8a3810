//! tacitus

pub mod words;
