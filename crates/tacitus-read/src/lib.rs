//! Readers: from what a person has to the documents that the library takes.
//!
//! A reader is an iterator. It reads no further than it is asked to, holds one document at a time, and never stops at
//! a bad one: each item is a document with the place it came from, or an [`Error`] that names the place and the
//! reason, and the next item is the next document. So ten years of news go through in the memory of one article, and
//! one damaged line costs one document.
//!
//! There is one file a format ([`text`], [`markdown`], [`html`], [`jsonl`], [`json`], [`csv`], [`parquet`], [`feed`], [`warc`],
//! [`petrarch`], [`dyads`] for requests to re-code known pairs, and [`records`] for what was coded before), each of
//! which reads from anything that reads, but for Parquet, which wants a file.
//! [`Documents`] puts in front of them what a command line is given: files, folders, globs and standard input,
//! compressed or packed in archives, with the format told by the content, or where that leaves it open, by the name.
//! Nothing is ever fetched from a network. A reader tells its [`Position`], from which another one goes on, and
//! [`Duplicates`] tells which documents repeat one that came before.
//!
//! ```
//! use tacitus_read::{Options, jsonl};
//!
//! let lines = concat!(
//!     r#"{"id": "a", "text": "Talks began.", "published": "2023-01-30T08:00:00Z"}"#, "\n",
//!     r#"{"id": "b", "title": "No text here"}"#, "\n",
//!     r#"{"id": "c", "text": "Talks ended."}"#, "\n",
//! );
//! let documents: Vec<_> = jsonl::read(lines.as_bytes(), "news.jsonl".as_ref(), &Options::default()).collect();
//!
//! let first = documents[0].as_ref().unwrap();
//! assert_eq!(first.value.published.unwrap().to_string(), "2023-01-30");
//! assert_eq!(documents[1].as_ref().unwrap_err().to_string(), "news.jsonl:2: there is no `text`");
//! assert_eq!(documents[2].as_ref().unwrap().place.line, Some(3));
//! ```

mod again;
mod archive;
mod bytes;
mod compression;
mod content;
pub mod csv;
mod day;
mod draft;
mod duplicates;
pub mod dyads;
mod error;
mod expansion;
pub mod feed;
mod field;
pub mod fields;
mod files;
mod format;
pub mod html;
mod http;
pub mod json;
pub mod jsonl;
mod lines;
pub mod markdown;
mod names;
mod opening;
mod options;
pub mod parquet;
pub mod petrarch;
mod position;
mod published;
pub mod records;
mod rows;
mod sources;
pub mod text;
mod utf16;
pub mod warc;
mod xml;

pub use duplicates::{Duplicates, ROOM};
pub use error::{Error, Found, Kind, Place};
pub use format::Format;
pub use names::{Names, Role};
pub use options::{Avoid, Options};
pub use position::{Digest, Position};
pub use sources::{Changed, Documents, Dyads, Records, Source, total_bytes};
