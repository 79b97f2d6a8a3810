//! Batches of all tables in, records out: a document's rows are those with its `document_row`.

use std::collections::{HashMap, VecDeque};

use arrow_array::RecordBatch;
use tacitus::record::Record;

use super::Table;
use super::cells::Sheet;
use super::rows::{Mentioned, Row};
use crate::Error;

/// Where the batches of tables come from.
pub trait Source {
    /// The next rows of a table, in the order of `document_row` and `position`; `None` after the last.
    ///
    /// # Errors
    /// Whatever is wrong with the table. It is not asked for more.
    fn next(&mut self, table: Table) -> Result<Option<RecordBatch>, Error>;
}

/// Batches that are in memory, those of one table in order.
impl Source for Vec<(Table, RecordBatch)> {
    fn next(&mut self, table: Table) -> Result<Option<RecordBatch>, Error> {
        let place = self.iter().position(|(other, _)| *other == table);
        Ok(place.map(|place| self.remove(place).1))
    }
}

/// A document's number, and its record without rows or what is wrong with it.
type Numbered = (i64, Result<Record, Error>);

/// Puts records together from their tables, of which it holds a batch each.
///
/// A document that cannot be put together costs itself. After an error of a table as a whole there is no more.
pub struct Records<S> {
    source: S,
    cursors: [Cursor; 10],
    over: bool,
}

impl<S: Source> Records<S> {
    /// The records whose tables `source` has.
    pub fn new(source: S) -> Self {
        Records { source, cursors: Table::ALL.map(Cursor::new), over: false }
    }

    /// The next row of `documents`: its number and the record without its rows.
    fn document(&mut self) -> Result<Option<Numbered>, Error> {
        let cursor = &mut self.cursors[Table::Documents as usize];
        let Some(key) = cursor.key(&mut self.source)? else { return Ok(None) };
        let id = cursor.document()?;
        let record = cursor.read::<Record>().map(|record| Record { id, ..record });
        cursor.advance();
        Ok(Some((key.0, record)))
    }

    /// The rows of a table that belong to a document, or what is wrong with the first that cannot be read.
    fn rows<T: Row>(&mut self, table: Table, document: i64) -> Result<Result<Vec<T>, Error>, Error> {
        let cursor = &mut self.cursors[table as usize];
        let mut rows = Ok(Vec::new());
        while let Some((row, _)) = cursor.key(&mut self.source)? {
            if row > document {
                break;
            }
            if row < document {
                return Err(cursor.fault(&format!("`document_row` is {row}, and `documents` has no such row")));
            }
            match (cursor.read(), &mut rows) {
                (Ok(item), Ok(rows)) => rows.push(item),
                (Err(error), Ok(_)) => rows = Err(error),
                (_, Err(_)) => {}
            }
            cursor.advance();
        }
        Ok(rows)
    }

    /// The next record. The outer error is one of a table as a whole, the inner one of a document.
    fn record(&mut self) -> Result<Option<Result<Record, Error>>, Error> {
        let Some((number, document)) = self.document()? else {
            return self.nothing_left().map(|()| None);
        };
        // All tables go on to the next document, whatever is wrong with this one.
        let sentences = self.rows(Table::Sentences, number)?;
        let entities = self.rows(Table::Entities, number)?;
        let mentions = self.rows(Table::Mentions, number)?;
        let times = self.rows(Table::Times, number)?;
        let places = self.rows(Table::Places, number)?;
        let quantities = self.rows(Table::Quantities, number)?;
        let statements = self.rows(Table::Statements, number)?;
        let events = self.rows(Table::Events, number)?;
        let disputes = self.rows(Table::Disputes, number)?;
        let whole = || {
            let mut record = Record {
                sentences: sentences?,
                entities: entities?,
                times: times?,
                places: places?,
                quantities: quantities?,
                statements: statements?,
                events: events?,
                disputes: disputes?,
                ..document?
            };
            mention(&mut record, mentions?).map_err(|entity| {
                let reason = format!("document {:?}: mentions of {entity:?}, which is no entity", record.id);
                Error::damaged(Table::Mentions.name(), &reason)
            })?;
            Ok(record)
        };
        Ok(Some(whole()))
    }

    /// Whether every table has been read to its end.
    fn nothing_left(&mut self) -> Result<(), Error> {
        for cursor in &mut self.cursors {
            if let Some((row, _)) = cursor.key(&mut self.source)? {
                return Err(cursor.fault(&format!("`document_row` is {row}, and `documents` has no such row")));
            }
        }
        Ok(())
    }
}

impl<S: Source> Iterator for Records<S> {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        match self.record() {
            Ok(Some(record)) => Some(record),
            Ok(None) => {
                self.over = true;
                None
            }
            Err(error) => {
                self.over = true;
                Some(Err(error))
            }
        }
    }
}

/// Gives mentions to their entities; an entity that there is not is handed back.
fn mention(record: &mut Record, mentions: Vec<Mentioned>) -> Result<(), String> {
    let mut of: HashMap<String, VecDeque<_>> = HashMap::new();
    for Mentioned { entity, mention } in mentions {
        of.entry(entity).or_default().push_back(mention);
    }
    for entity in &mut record.entities {
        entity.mentions = of.remove(&entity.id).unwrap_or_default().into();
    }
    of.into_keys().min().map_or(Ok(()), Err)
}

/// How far a table has been read.
struct Cursor {
    table: Table,
    sheet: Option<Sheet>,
    row: usize,
    /// How many rows were read in batches before this one.
    before: usize,
    /// `document_row` and `position` of this row, once they were asked for, and of the row before.
    here: Option<(i64, i64)>,
    last: Option<(i64, i64)>,
    over: bool,
}

impl Cursor {
    fn new(table: Table) -> Self {
        Cursor { table, sheet: None, row: 0, before: 0, here: None, last: None, over: false }
    }

    fn fault(&self, reason: &str) -> Error {
        Error::damaged(self.table.name(), &format!("row {}: {reason}", self.before + self.row + 1))
    }

    /// `document_row` and `position` of the row that is next.
    fn key(&mut self, source: &mut impl Source) -> Result<Option<(i64, i64)>, Error> {
        while !self.over && self.sheet.as_ref().is_none_or(|sheet| self.row == sheet.rows) {
            self.before += self.sheet.take().map_or(0, |sheet| sheet.rows);
            self.row = 0;
            match source.next(self.table)? {
                Some(batch) => {
                    let sheet = Sheet::new(self.table, &batch);
                    self.sheet = Some(sheet.map_err(|reason| Error::damaged(self.table.name(), &reason))?);
                }
                None => self.over = true,
            }
        }
        let Some(sheet) = &self.sheet else { return Ok(None) };
        let mut cells = sheet.row(self.row);
        cells.skip();
        let read = cells
            .whole()
            .and_then(|document| Ok((document, if self.table == Table::Documents { 0 } else { cells.whole()? })));
        let key = read.map_err(|reason| self.fault(&reason))?;
        if self.last.is_some_and(|last| last >= key) {
            return Err(self.fault("rows are not in the order of `document_row` and `position`"));
        }
        self.here = Some(key);
        Ok(Some(key))
    }

    /// The id of the document that the row belongs to.
    fn document(&self) -> Result<String, Error> {
        let id = self.sheet.as_ref().map(|sheet| sheet.row(self.row).text());
        id.unwrap_or_else(|| Err("there is none".to_owned())).map_err(|reason| self.fault(&reason))
    }

    /// The row as what it stands for.
    fn read<T: Row>(&self) -> Result<T, Error> {
        let Some(sheet) = &self.sheet else { return Err(self.fault("there is none")) };
        let mut cells = sheet.row(self.row);
        let keys = if self.table == Table::Documents { 2 } else { 3 };
        (0..keys).for_each(|_| cells.skip());
        T::take(&mut cells).map_err(|reason| self.fault(&reason))
    }

    /// Goes on to the next row.
    fn advance(&mut self) {
        self.row += 1;
        self.last = self.here.take();
    }
}
