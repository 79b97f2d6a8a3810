//! What the program knows of the world: who bears a name, who held an office
//! on a day, which sector a noun belongs to, what a code means.
//!
//! A text says "Seoul", "Mr. Stoltenberg" or "the defence minister". To code it
//! the program must know that Seoul may stand for the South Korean government,
//! that Jens Stoltenberg led NATO when the text was written, and that a defence
//! minister belongs to the government. These facts are in the tables of the
//! folder `knowledge/`, which people edit; the build checks them, packs them and
//! embeds them. [`Knowledge::builtin`] opens them in well under a millisecond:
//! aliases are searched in the packed form and entries unpacked when asked for.
//!
//! A file that an import made ([`Knowledge::with_file`]) adds to the tables: names and offices to entries that are in
//! both, new entries, and roles.
//!
//! A lookup returns *candidates*. Which of them a text means is for the caller
//! to decide, who has the context; the order is what holds without any.
//!
//! ```
//! use jiff::civil::date;
//! use tacitus_knowledge::{How, Kind, Knowledge};
//!
//! let knowledge = Knowledge::builtin();
//! let day = date(2023, 1, 30);
//!
//! let korean = &knowledge.lookup("South Korean", Some(day))[0];
//! assert_eq!(korean.entry.country.as_deref(), Some("KOR"));
//! assert_eq!(korean.how, How::Demonym);
//!
//! let chief = &knowledge.lookup("Stoltenberg", Some(day))[0];
//! assert!(chief.in_office && chief.entry.kind == Kind::Person);
//! let office = chief.entry.office_on(day).unwrap();
//! assert_eq!(office.role(), "Secretary General of NATO");
//! ```

mod codes;
mod combine;
mod compile;
mod dates;
mod entry;
mod error;
mod index;
mod knowledge;
mod layers;
mod lookup;
mod normalise;
mod plural;
mod surname;
mod table;
mod vocabulary;

pub use codes::{EVENT_TYPES, INTERNATIONAL, SECTORS};
pub use combine::combine;
pub use dates::PartialDate;
pub use entry::{Entry, Kind, Office};
pub use error::{Error, ErrorKind};
pub use index::{Packer, Posting};
pub use knowledge::Knowledge;
pub use lookup::{Candidate, How};
pub use normalise::normalise;
pub use plural::singular;
pub use surname::surnames;
pub use vocabulary::{Act, CodebookRow, Country, Currency, Modifier, Role, RoleKind, Unit};
