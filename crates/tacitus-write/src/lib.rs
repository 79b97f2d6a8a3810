//! Writers: from what the library makes to what other programs read.
//!
//! Writing has two halves. An *encoder* turns one document's result into bytes and does nothing else, so it can run on
//! the thread that made the result: [`jsonl::record`], [`relate::relation`], [`conllu::document`], and for the formats
//! of others [`gdelt::events`], [`polecat::rows`], [`brat::annotation`] and [`html::page`]. A [`Sink`] puts such
//! bytes where they go, in order, each document's whole or not at all: when a disk fills up half-way through a record,
//! the half is taken back, and what is left is a file of complete records.
//!
//! A [`Writer`] takes records and makes a whole output of them, which has its name only when it is finished. Which one
//! is a matter of the [`Format`]: [`lines`] is one stream, [`pages`] a folder with files for every document, and
//! [`parquet`], [`csv`] and [`sqlite`] are the [`tables`] that data frames and databases take, which can be read back:
//! see [`Stored`]. [`convert`] carries records from one to the other.
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
pub mod brat;
mod cameo;
pub mod conllu;
mod convert;
pub mod csv;
mod error;
mod format;
mod fresh;
pub mod gdelt;
mod happened;
pub mod html;
pub mod jsonl;
pub mod lines;
pub mod marks;
pub mod pages;
mod paragraphs;
pub mod parquet;
pub mod polecat;
pub mod relate;
mod sink;
pub mod sqlite;
pub mod tables;
#[cfg(test)]
mod testing;
mod tsv;
pub mod wording;
mod writer;

pub use convert::{Outcome, convert};
pub use error::{Error, Kind};
pub use format::{Format, Stored};
pub use sink::{Output, Sink, Target};
pub use writer::Writer;
