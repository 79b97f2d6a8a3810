//! Other people's knowledge in the form of ours: Wikidata dumps, GeoNames tables, PETRARCH dictionaries.
//!
//! The tables of `knowledge/` know what news names most. Who codes the news of one country, of another century or of
//! a thousand towns brings more, in the form in which it is published. An [`Import`] reads any number of such sources
//! and writes one knowledge file, which `tacitus_knowledge::Knowledge::with_file` adds to the built-in tables.
//!
//! Each source is a file of this crate that turns a line into an addition: an entry with its names. `identity` says
//! which entry that is: a built-in one with the same Wikidata id, ISO code or GeoNames id, or the same name and
//! country, or a new one. Additions go through a sort on disk (`sort`), so that those of one entry meet, and from there
//! into the file (`write`): memory does not grow with a dump. What is kept of a dump, and what a foreign code means,
//! is in tables of `knowledge/`.
//!
//! A line that is wrong is passed over and told to whoever watches ([`Watch`]); a file that cannot be read ends the
//! import, and the file that was there before stays as it is.
//!
//! ```
//! use tacitus_import::{Import, Options};
//! use tacitus_knowledge::Knowledge;
//!
//! let folder = tempfile::tempdir()?;
//! let (dictionary, out) = (folder.path().join("actors.txt"), folder.path().join("mine.tacitus"));
//! std::fs::write(&dictionary, "TIDE_GUARD_\n+GUARD_OF_THE_TIDES\n\t[PERGOVMIL]\n")?;
//!
//! let mut import = Import::new(&out, Options::default())?;
//! import.actors(&dictionary, &mut Vec::new())?;
//! assert_eq!(import.finish()?.entries, 1);
//!
//! let knowledge = Knowledge::builtin().with_file(&out)?;
//! let found = knowledge.lookup("the Guard of the Tides", None);
//! assert_eq!(found[0].code(None).as_deref(), Some("PERGOVMIL"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod addition;
mod cameo;
mod error;
mod geonames;
mod identity;
mod import;
mod input;
mod petrarch;
mod sort;
mod tables;
mod watch;
mod wikidata;
mod write;

pub use error::{Error, Fault, Kind, Place};
pub use import::{Import, Options, Summary};
pub use watch::{Progress, Watch};
pub use wikidata::{Class, ClassKind};
