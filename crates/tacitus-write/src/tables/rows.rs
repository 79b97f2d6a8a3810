//! What each table's row is made of, and what is made of it: cells in the order in which the columns are listed.

use serde::Serialize;
use serde::de::{DeserializeOwned, IntoDeserializer, value};
use tacitus::record::{
    Cue, Dispute, Duplicate, Entity, Event, Mention, Place, Quantity, Record, Source, Span, Statement, Time,
};

use super::build::Rows;
use super::cells::Cells;
use super::days;
use super::passage::Passage;

/// Something that is a row of a table.
pub(super) trait Row: Sized {
    /// Puts its cells in, behind those that every row has.
    fn put(&self, row: &mut Rows, passage: &Passage);

    /// Makes it of its cells.
    ///
    /// # Errors
    /// Names the column and says what is wrong with it.
    fn take(row: &mut Cells) -> Result<Self, String>;
}

/// A document without the rows that hang on it. Its id is the cell that every row has, and comes from there.
impl Row for Record {
    fn put(&self, row: &mut Rows, _: &Passage) {
        row.text(&self.schema);
        row.text(&self.model);
        row.text_or_null(self.source.as_deref());
        row.text_or_null(self.title.as_deref());
        row.day_or_null(self.published.as_deref().and_then(days::written));
        row.text(&self.language);
        let first = self.duplicate_of.as_ref();
        row.text_or_null(first.map(|first| first.id.as_str()));
        row.text_or_null(first.map(|first| word(&first.kind)).as_deref());
        row.number_or_null(first.map(|first| first.similarity));
        row.text(&self.text);
    }

    fn take(row: &mut Cells) -> Result<Self, String> {
        Ok(Record {
            schema: row.text()?,
            model: row.text()?,
            id: String::new(),
            source: row.text_or_null()?,
            title: row.text_or_null()?,
            published: row.day_or_null()?.map(|day| day.to_string()),
            language: row.text()?,
            duplicate_of: take_duplicate(row)?,
            text: row.text()?,
            sentences: Vec::new(),
            entities: Vec::new(),
            times: Vec::new(),
            places: Vec::new(),
            quantities: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
            disputes: Vec::new(),
        })
    }
}

impl Row for Span {
    fn put(&self, row: &mut Rows, passage: &Passage) {
        put_span(row, passage, self.start, self.end);
    }

    fn take(row: &mut Cells) -> Result<Self, String> {
        let (start, end) = take_span(row)?;
        Ok(Span { start, end })
    }
}

/// An entity without its mentions, which are a table of their own.
impl Row for Entity {
    fn put(&self, row: &mut Rows, _: &Passage) {
        row.text(&self.id);
        row.text(&self.name);
        row.text(&word(&self.kind));
        row.text_or_null(self.country.as_deref());
        row.texts(&self.sectors);
        row.text_or_null(self.code.as_deref());
        row.text_or_null(self.role.as_deref());
        row.text_or_null(self.wikidata.as_deref());
    }

    fn take(row: &mut Cells) -> Result<Self, String> {
        Ok(Entity {
            id: row.text()?,
            name: row.text()?,
            kind: meant(row)?,
            country: row.text_or_null()?,
            sectors: row.texts()?,
            code: row.text_or_null()?,
            role: row.text_or_null()?,
            wikidata: row.text_or_null()?,
            mentions: Vec::new(),
        })
    }
}

/// A mention with whose it is.
pub(super) struct Mentioned {
    pub entity: String,
    pub mention: Mention,
}

impl Row for Mentioned {
    fn put(&self, row: &mut Rows, passage: &Passage) {
        row.text(&self.entity);
        put_span(row, passage, self.mention.start, self.mention.end);
        row.text(&word(&self.mention.form));
    }

    fn take(row: &mut Cells) -> Result<Self, String> {
        let entity = row.text()?;
        let (start, end) = take_span(row)?;
        Ok(Mentioned { entity, mention: Mention { start, end, form: meant(row)? } })
    }
}

impl Row for Time {
    fn put(&self, row: &mut Rows, passage: &Passage) {
        row.text(&self.id);
        put_span(row, passage, self.start, self.end);
        row.text(&self.kind);
        row.text(&self.value);
    }

    fn take(row: &mut Cells) -> Result<Self, String> {
        let id = row.text()?;
        let (start, end) = take_span(row)?;
        Ok(Time { id, start, end, kind: row.text()?, value: row.text()? })
    }
}

impl Row for Place {
    fn put(&self, row: &mut Rows, passage: &Passage) {
        row.text(&self.id);
        row.text(&self.entity);
        put_span(row, passage, self.start, self.end);
        row.text(&self.name);
        row.text_or_null(self.country.as_deref());
        row.number_or_null(self.lat);
        row.number_or_null(self.lon);
        row.text_or_null(self.feature.as_deref());
        row.whole_or_null(self.geonames.map(i64::from));
    }

    fn take(row: &mut Cells) -> Result<Self, String> {
        let (id, entity) = (row.text()?, row.text()?);
        let (start, end) = take_span(row)?;
        Ok(Place {
            id,
            entity,
            start,
            end,
            name: row.text()?,
            country: row.text_or_null()?,
            lat: row.number_or_null()?,
            lon: row.number_or_null()?,
            feature: row.text_or_null()?,
            geonames: row.whole_or_null()?,
        })
    }
}

impl Row for Quantity {
    fn put(&self, row: &mut Rows, passage: &Passage) {
        row.text(&self.id);
        put_span(row, passage, self.start, self.end);
        row.number_or_null(self.amount);
        row.text_or_null(self.unit.as_deref());
        row.text_or_null(self.currency.as_deref());
        row.truth(self.approximate);
    }

    fn take(row: &mut Cells) -> Result<Self, String> {
        let id = row.text()?;
        let (start, end) = take_span(row)?;
        Ok(Quantity {
            id,
            start,
            end,
            amount: row.number_or_null()?,
            unit: row.text_or_null()?,
            currency: row.text_or_null()?,
            approximate: row.truth()?,
        })
    }
}

impl Row for Statement {
    fn put(&self, row: &mut Rows, passage: &Passage) {
        row.text(&self.id);
        put_maybe(row, passage, self.source.as_ref().map(|source| (source.start, source.end)));
        row.text_or_null(self.source.as_ref().and_then(|source| source.entity.as_deref()));
        put_maybe(row, passage, self.cue.as_ref().map(|cue| (cue.start, cue.end)));
        row.text_or_null(self.cue.as_ref().map(|cue| cue.lemma.as_str()));
        row.spans(&self.cue_parts);
        row.spans(&self.content);
        row.text(&passage.joined(&self.content));
        row.text(&word(&self.quotation));
        row.text(&self.act);
        row.truth(self.negated);
        row.text_or_null(self.time.as_deref());
        row.text_or_null(self.addressee.as_deref());
        row.number(self.confidence);
    }

    fn take(row: &mut Cells) -> Result<Self, String> {
        let id = row.text()?;
        let (source, entity) = (take_maybe(row)?, row.text_or_null()?);
        let (cue, lemma) = (take_maybe(row)?, row.text_or_null()?);
        let cue = match (cue, lemma) {
            (Some((start, end)), Some(lemma)) => Some(Cue { start, end, lemma }),
            (None, None) => None,
            _ => return Err("`cue_lemma` and `cue_start` must be empty together".to_owned()),
        };
        let (cue_parts, content) = (row.spans()?, row.spans()?);
        row.skip();
        Ok(Statement {
            id,
            source: source.map(|(start, end)| Source { start, end, entity }),
            cue,
            cue_parts,
            content,
            quotation: meant(row)?,
            act: row.text()?,
            negated: row.truth()?,
            time: row.text_or_null()?,
            addressee: row.text_or_null()?,
            confidence: row.number()?,
        })
    }
}

impl Row for Event {
    fn put(&self, row: &mut Rows, passage: &Passage) {
        row.text(&self.id);
        row.text(&self.kind);
        row.text_or_null(self.mode.as_deref());
        row.texts(&self.contexts);
        row.text(&self.quad);
        row.text_or_null(self.cameo.as_deref());
        row.number_or_null(self.goldstein);
        row.texts(&self.actor);
        row.texts(&self.recipient);
        row.truth(self.reciprocal);
        self.trigger.put(row, passage);
        row.whole(self.sentence);
        row.text_or_null(self.time.as_deref());
        row.text_or_null(self.date.as_deref());
        row.text_or_null(self.place.as_deref());
        row.text(&word(&self.polarity));
        row.text(&self.modality);
        row.text_or_null(self.attribution.as_deref());
        row.objects(self.objects.iter().map(|object| {
            let text = passage.at(object.start, object.end).unwrap_or_default();
            (object.start, object.end, text.into(), object.quantity.as_deref().map(Into::into))
        }));
        row.texts(&self.beneficiary);
        row.number(self.confidence);
    }

    fn take(row: &mut Cells) -> Result<Self, String> {
        Ok(Event {
            id: row.text()?,
            kind: row.text()?,
            mode: row.text_or_null()?,
            contexts: row.texts()?,
            quad: row.text()?,
            cameo: row.text_or_null()?,
            goldstein: row.number_or_null()?,
            actor: row.texts()?,
            recipient: row.texts()?,
            reciprocal: row.truth()?,
            trigger: Span::take(row)?,
            sentence: row.whole()?,
            time: row.text_or_null()?,
            date: row.text_or_null()?,
            place: row.text_or_null()?,
            polarity: meant(row)?,
            modality: row.text()?,
            attribution: row.text_or_null()?,
            objects: row.objects()?,
            beneficiary: row.texts()?,
            confidence: row.number()?,
        })
    }
}

impl Row for Dispute {
    fn put(&self, row: &mut Rows, _: &Passage) {
        row.text(&self.id);
        row.text(&self.about);
        row.text(&self.by);
        row.text(&self.statement);
        row.text(&word(&self.stance));
    }

    fn take(row: &mut Cells) -> Result<Self, String> {
        Ok(Dispute {
            id: row.text()?,
            about: row.text()?,
            by: row.text()?,
            statement: row.text()?,
            stance: meant(row)?,
        })
    }
}

/// Three cells: where a span begins, where it ends, and what stands there.
fn put_span(row: &mut Rows, passage: &Passage, start: usize, end: usize) {
    put_maybe(row, passage, Some((start, end)));
}

fn put_maybe(row: &mut Rows, passage: &Passage, span: Option<(usize, usize)>) {
    row.whole_or_null(span.map(|(start, _)| start as i64));
    row.whole_or_null(span.map(|(_, end)| end as i64));
    row.text_or_null(span.and_then(|(start, end)| passage.at(start, end)));
}

fn take_span(row: &mut Cells) -> Result<(usize, usize), String> {
    let span = (row.whole()?, row.whole()?);
    row.skip();
    Ok(span)
}

fn take_maybe(row: &mut Cells) -> Result<Option<(usize, usize)>, String> {
    let (start, end) = (row.whole_or_null()?, row.whole_or_null()?);
    row.skip();
    match (start, end) {
        (Some(start), Some(end)) => Ok(Some((start, end))),
        (None, None) => Ok(None),
        _ => Err("a span begins and does not end, or ends and does not begin".to_owned()),
    }
}

fn take_duplicate(row: &mut Cells) -> Result<Option<Duplicate>, String> {
    let Some(id) = row.text_or_null()? else {
        row.skip();
        row.skip();
        return Ok(None);
    };
    Ok(Some(Duplicate { id, kind: meant(row)?, similarity: row.number()? }))
}

/// How the record writes one of a few values.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("one of a few values is a word, and is {other:?}"),
    }
}

/// Which of a few values a cell has.
fn meant<T: DeserializeOwned>(row: &mut Cells) -> Result<T, String> {
    let word = row.text()?;
    T::deserialize(word.as_str().into_deserializer())
        .map_err(|error: value::Error| format!("`{}`: {error}", row.name_of_last()))
}
