//! A document in the making, from named fields that come in any order.

use tacitus::Input;

use crate::day::day;
use crate::field::Field;
use crate::names::{Rank, Role};
use crate::published::{self, Hint};
use crate::rows::checked_text;
use crate::{Kind, Options};

/// The fields of a document that were met so far, the best name's for each role.
#[derive(Default)]
pub(crate) struct Draft<'a> {
    slots: [Option<(Rank, Field<'a>)>; Role::ALL.len()],
}

impl<'a> Draft<'a> {
    /// Puts a field in. False where one of the very same name and with a value is there already.
    pub fn put(&mut self, (role, rank): (Role, Rank), field: Field<'a>) -> bool {
        let slot = &mut self.slots[role as usize];
        match slot {
            Some((there, value)) if *there == rank => return *value == Field::Null,
            Some((there, _)) if *there < rank => return true,
            _ => {}
        }
        if fits(role, rank, &field) {
            *slot = Some((rank, field));
        }
        true
    }

    /// The document.
    ///
    /// # Errors
    /// Without text, and where a field that must be of a type is of another.
    pub fn finish(mut self, options: &Options) -> Result<Input, Kind> {
        let mut take = |role: Role| self.slots[role as usize].take().map_or(Field::Null, |(_, field)| field);
        let name = |role| options.names.name(role);
        let text = take(Role::Text).string(name(Role::Text))?;
        let text = text.ok_or_else(|| Kind::Missing { field: name(Role::Text).to_owned() })?;
        let published = take(Role::Published).string(name(Role::Published))?;
        let mut input =
            Input {
                id: take(Role::Id).id(name(Role::Id))?,
                source: take(Role::Source).string_or_nothing(),
                title: take(Role::Title).string(name(Role::Title))?,
                published: match published.as_deref() {
                    // A table has no null.
                    None | Some("") => None,
                    Some(value) => Some(day(value).ok_or_else(|| Kind::Date {
                        field: name(Role::Published).to_owned(),
                        value: value.to_owned(),
                    })?),
                },
                text: checked_text(text, options.max_document_bytes)?,
            };
        let hint = input.source.as_deref().and_then(Hint::of_url);
        published::settle(&mut input, hint, options);
        Ok(input)
    }
}

/// Whether a value may stand for a role. Where the name is ours the value is judged later, and may be an error.
fn fits(role: Role, rank: Rank, field: &Field) -> bool {
    match (role, field) {
        (_, Field::Null) => false,
        (Role::Source, field) => matches!(field, Field::Text(_)),
        _ if rank == 0 => true,
        (Role::Published, Field::Text(value)) => day(value).is_some(),
        (Role::Id, Field::Whole(_)) => true,
        (_, field) => matches!(field, Field::Text(_)),
    }
}
