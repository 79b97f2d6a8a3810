//! Documents that repeat others: told apart while they are read, and coded once.

use std::iter;

use tacitus::record::Duplicate;
use tacitus::{Coder, Input};
use tacitus_read::{Documents, Duplicates, Found, Position};
use tacitus_write::jsonl;

use crate::delivery::Written;
use crate::plan::Plan;
use crate::stream::{self, Item, Task};

/// A document, and what is to be done with it.
#[derive(Clone)]
pub enum Piece {
    /// A new one.
    New(Input),
    /// One that repeats another.
    Repeat(Input, Duplicate),
    /// One that repeats another and is left out, with its words.
    Dropped(usize),
}

impl Task for Piece {
    fn words(&self) -> usize {
        match self {
            Piece::New(input) | Piece::Repeat(input, _) => input.words(),
            Piece::Dropped(words) => *words,
        }
    }

    fn id(&self) -> Option<&str> {
        match self {
            Piece::New(input) | Piece::Repeat(input, _) => input.id(),
            Piece::Dropped(_) => None,
        }
    }
}

/// The documents of a plan, those that repeat others told from the rest.
///
/// What an earlier run has done is read again: without it one does not know what is repeated.
///
/// # Errors
/// The inputs are not those of the earlier run.
pub fn sift(plan: &mut Plan, drop: bool) -> anyhow::Result<impl Iterator<Item = Item<Piece>> + Send + 'static> {
    let (names, options) = (std::mem::take(&mut plan.names), std::mem::take(&mut plan.options));
    let mut items = stream::items(Documents::new(names, options));
    let mut duplicates = Duplicates::default();
    let mut done = plan.delivery.is_complete() || plan.position == Position::default();
    while !done {
        let Some(item) = items.next() else { return Err(plan.changed()) };
        if let Ok(found) = &item.found {
            duplicates.see(&found.value);
        }
        done = !item.position.is_before(&plan.position);
        if done && !item.position.is_at(&plan.position) {
            return Err(plan.changed());
        }
    }
    Ok(iter::from_fn(move || {
        let Item { position, found } = items.next()?;
        let found = found.map(|Found { place, value }| {
            let value = match duplicates.see(&value) {
                None => Piece::New(value),
                Some(_) if drop => Piece::Dropped(value.words()),
                Some(original) => Piece::Repeat(value, original),
            };
            Found { place, value }
        });
        Some(Item { position, found })
    }))
}

/// What pieces give to the output, in their order.
pub fn code(coder: &Coder, pieces: Vec<Piece>) -> Vec<Result<Written, tacitus::Error>> {
    let mut new = Vec::new();
    let mut results: Vec<Option<Result<Written, tacitus::Error>>> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        results.push(match piece {
            Piece::New(input) => {
                new.push(input);
                None
            }
            Piece::Repeat(input, original) => {
                let record = coder.repeated(&input, original);
                Some(record.map(|record| Written { bytes: jsonl::record(&record), repeats: true }))
            }
            Piece::Dropped(_) => Some(Ok(Written { bytes: Vec::new(), repeats: true })),
        });
    }
    let mut coded = coder.code(new).into_iter().map(|record| record.map(|record| jsonl::record(&record).into()));
    results.into_iter().filter_map(|result| result.or_else(|| coded.next())).collect()
}
