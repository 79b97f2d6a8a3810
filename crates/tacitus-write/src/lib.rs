//! Writers: from what the library makes to what other programs read.
//!
//! Writing has two halves. An *encoder* turns one document's result into bytes and does nothing else, so it can run on
//! the thread that made the result: [`jsonl::record`], [`relate::relation`], [`conllu::document`]. A [`Sink`] puts such
//! bytes where they go, in order, each document's whole or not at all: when a disk fills up half-way through a record,
//! the half is taken back, and what is left is a file of complete records.
//!
//! [`tables`] has records as rows of typed tables, and makes records of such tables again.
//!
//! ```
//! use tacitus_write::{Sink, relate};
//!
//! let relation = tacitus::Relation { id: "7".into(), kind: "ACCUSE", scores: vec![("ACCUSE", 0.75), ("REJECT", 0.25)] };
//! let mut sink = Sink::new(Vec::new());
//! sink.put(&relate::relation(&relation)).unwrap();
//! assert_eq!(
//!     String::from_utf8(sink.into_inner()).unwrap(),
//!     "{\"id\":\"7\",\"type\":\"ACCUSE\",\"scores\":{\"ACCUSE\":0.75,\"REJECT\":0.25}}\n"
//! );
//! ```

#[cfg(test)]
mod arbitrary;
pub mod conllu;
mod error;
pub mod jsonl;
pub mod relate;
mod sink;
pub mod tables;

pub use error::{Error, Kind};
pub use sink::{Output, Sink, Target};
