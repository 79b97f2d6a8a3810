//! tacitus reads news reports and makes the record: who said what, who did what to whom, when, where, and who
//! disputes it, every row pointing at the characters it came from.

pub mod actors;
pub mod acts;
mod assemble;
pub mod attribution;
mod both;
pub mod circumstances;
pub mod clauses;
pub mod coder;
pub mod coreference;
mod datelines;
pub mod disputes;
pub mod document;
pub mod error;
pub mod events;
pub mod governor;
pub mod language;
pub mod lending;
pub mod mentions;
pub mod model;
pub mod names;
mod naming;
pub mod negation;
pub mod offsets;
pub mod pairs;
pub mod participants;
pub mod peoples;
mod pipeline;
pub mod places;
pub mod quantities;
pub mod quotations;
pub mod record;
pub mod reports;
pub mod roles;
pub mod scores;
pub mod sentences;
pub mod setting;
pub mod statements;
pub mod stems;
pub mod syntax;
pub mod tense;
#[cfg(test)]
mod testing;
pub mod times;
pub mod tree;
pub mod windows;
pub mod words;

pub use assemble::id_of;
pub use coder::{Coder, Dyad, Relation};
pub use document::{Document, Input};
pub use error::Error;
