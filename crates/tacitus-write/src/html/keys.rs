//! Names of rows within a page.
//!
//! A record's ids come from outside, and may be anything; what stands in the page's attributes and styles is made here,
//! of a letter and a number. In records of this program both are the same.

use std::collections::HashMap;

use tacitus::record::Record;

/// Ids, with the names that rows have in the page.
pub(super) struct Keys<'a>(HashMap<(char, &'a str), usize>);

/// `s3`: the name of the third statement.
pub(super) fn key(letter: char, index: usize) -> String {
    format!("{letter}{}", index + 1)
}

impl<'a> Keys<'a> {
    pub fn of(record: &'a Record) -> Self {
        let mut keys = HashMap::new();
        let mut add = |letter, index, id: &'a str| {
            keys.entry((letter, id)).or_insert(index);
        };
        record.entities.iter().enumerate().for_each(|(i, row)| add('e', i, &row.id));
        record.times.iter().enumerate().for_each(|(i, row)| add('t', i, &row.id));
        record.places.iter().enumerate().for_each(|(i, row)| add('p', i, &row.id));
        record.quantities.iter().enumerate().for_each(|(i, row)| add('q', i, &row.id));
        record.statements.iter().enumerate().for_each(|(i, row)| add('s', i, &row.id));
        record.events.iter().enumerate().for_each(|(i, row)| add('v', i, &row.id));
        Keys(keys)
    }

    /// The name of the row with an id, if there is one.
    pub fn find(&self, letter: char, id: &str) -> Option<String> {
        self.0.get(&(letter, id)).map(|index| key(letter, *index))
    }
}
