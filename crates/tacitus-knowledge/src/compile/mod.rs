//! From the tables to entries, aliases and vocabulary, checking every cell on the way.

mod countries;
mod leaders;
mod organisations;
mod places;
mod words;

use std::path::Path;

use crate::entry::Entry;
use crate::error::{Error, ErrorKind};
use crate::lookup::How;
use crate::normalise::normalise;
use crate::table::Row;
use crate::vocabulary::Vocabulary;

/// All that the tables say, not yet packed.
#[derive(Default)]
pub(crate) struct Compiled {
    pub(crate) entries: Vec<Entry>,
    pub(crate) aliases: Vec<Alias>,
    pub(crate) vocabulary: Vocabulary,
}

/// A spelling of an entry's name.
pub(crate) struct Alias {
    pub(crate) text: String,
    pub(crate) entry: usize,
    pub(crate) how: How,
}

/// Reads and checks all tables in a folder.
pub(crate) fn compile(folder: &Path) -> Result<Compiled, Error> {
    let mut all = Compiled::default();
    countries::read(folder, &mut all)?;
    organisations::read_organisations(folder, &mut all)?;
    leaders::read(folder, &mut all)?;
    organisations::read_groups(folder, &mut all)?;
    places::read(folder, &mut all)?;
    words::read_roles(folder, &mut all)?;
    words::read_modifiers(folder, &mut all)?;
    words::read_acts(folder, &mut all)?;
    words::read_codebook(folder, &mut all)?;
    words::read_units(folder, &mut all)?;
    Ok(all)
}

impl Compiled {
    /// Adds an entry and returns its number.
    fn add(&mut self, entry: Entry) -> usize {
        self.entries.push(entry);
        self.entries.len() - 1
    }

    /// Files an entry under a spelling.
    fn alias(&mut self, row: &Row<'_>, text: &str, entry: usize, how: How) -> Result<(), Error> {
        if normalise(text).is_empty() {
            return Err(row.error(ErrorKind::Invalid, format!("the alias {text:?} has no letter")));
        }
        self.aliases.push(Alias { text: text.to_owned(), entry, how });
        Ok(())
    }

    /// The alpha-3 code in a column, which the countries table must have.
    fn country(&self, row: &Row<'_>, column: &str) -> Result<Option<String>, Error> {
        let Some(code) = row.optional(column) else {
            return Ok(None);
        };
        match self.vocabulary.countries.binary_search_by(|c| c.alpha3.as_str().cmp(&code)) {
            Ok(_) => Ok(Some(code)),
            Err(_) => Err(row.error(ErrorKind::Unresolved, format!("{column}: no country {code:?}"))),
        }
    }
}

/// Country or international code followed by sectors; nothing where both lack.
fn actor_code(head: Option<&str>, sectors: &[String]) -> Option<String> {
    let mut code = head.unwrap_or_default().to_owned();
    code.extend(sectors.iter().filter(|s| Some(s.as_str()) != head).map(String::as_str));
    Some(code).filter(|c| !c.is_empty())
}
