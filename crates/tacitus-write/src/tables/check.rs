//! Whether a record can be put into tables and come back the same: whether it keeps the contract of its format.

use std::collections::HashSet;

use tacitus::record::{Record, Span};

use super::days;
use super::passage::Passage;

/// Refuses spans that are not in the text, days that are none, and entities that share an id.
///
/// # Errors
/// Says what is wrong, and in which row.
pub(super) fn check(record: &Record, passage: &Passage) -> Result<(), String> {
    if let Some(published) = &record.published
        && days::written(published).is_none()
    {
        return Err(format!("`published` must be YYYY-MM-DD, and is {published:?}"));
    }
    let mut ids = HashSet::new();
    if let Some(twin) = record.entities.iter().find(|entity| !ids.insert(entity.id.as_str())) {
        return Err(format!("there are two entities {:?}", twin.id));
    }
    let within = |row: &str, start: usize, end: usize| match passage.at(start, end) {
        Some(_) => Ok(()),
        None => Err(format!("{row}: the text has no characters {start} to {end}")),
    };
    for (number, span) in record.sentences.iter().enumerate() {
        within(&format!("sentence {number}"), span.start, span.end)?;
    }
    for entity in &record.entities {
        entity.mentions.iter().try_for_each(|mention| within(&entity.id, mention.start, mention.end))?;
    }
    record.times.iter().try_for_each(|row| within(&row.id, row.start, row.end))?;
    record.places.iter().try_for_each(|row| within(&row.id, row.start, row.end))?;
    record.quantities.iter().try_for_each(|row| within(&row.id, row.start, row.end))?;
    for row in &record.statements {
        let source = row.source.iter().map(|source| Span { start: source.start, end: source.end });
        let cue = row.cue.iter().map(|cue| Span { start: cue.start, end: cue.end });
        let parts = row.cue_parts.iter().chain(&row.content).copied();
        source.chain(cue).chain(parts).try_for_each(|span| within(&row.id, span.start, span.end))?;
    }
    for row in &record.events {
        within(&row.id, row.trigger.start, row.trigger.end)?;
        row.objects.iter().try_for_each(|object| within(&row.id, object.start, object.end))?;
    }
    Ok(())
}
