//! Rows that are read cell by cell, in the order in which the table's columns are listed.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use jiff::civil::Date;
use tacitus::record::{Object, Span};

use super::{Table, days};

/// A batch whose columns are those of a table, whatever it was read from.
pub(super) struct Sheet {
    table: Table,
    /// As the table lists them; a derived one may be missing.
    columns: Vec<Option<ArrayRef>>,
    pub rows: usize,
}

impl Sheet {
    /// Finds the columns by their names. Others are passed over.
    ///
    /// # Errors
    /// Names a column that is missing or of another type.
    pub fn new(table: Table, batch: &RecordBatch) -> Result<Self, String> {
        let mut columns = Vec::new();
        for column in table.columns() {
            let array = batch.column_by_name(column.name);
            match array {
                None if column.derived => {}
                None => return Err(format!("there is no column `{}`", column.name)),
                Some(array) if !array.data_type().equals_datatype(&column.kind.data_type()) => {
                    let (wanted, found) = (column.kind.data_type(), array.data_type());
                    return Err(format!("column `{}` must be {wanted}, and is {found}", column.name));
                }
                Some(_) => {}
            }
            columns.push(array.filter(|_| !column.derived).cloned());
        }
        Ok(Sheet { table, columns, rows: batch.num_rows() })
    }

    /// A row of it.
    pub fn row(&self, row: usize) -> Cells<'_> {
        Cells { sheet: self, row, next: 0 }
    }
}

/// A row, read from left to right.
pub(super) struct Cells<'a> {
    sheet: &'a Sheet,
    row: usize,
    next: usize,
}

impl<'a> Cells<'a> {
    /// Passes over a cell.
    pub fn skip(&mut self) {
        self.next += 1;
    }

    /// The name of the column that was read last.
    pub fn name_of_last(&self) -> &'static str {
        self.sheet.table.columns()[self.next - 1].name
    }

    /// The next column, where its cell of this row is not empty.
    fn filled(&mut self) -> Option<&'a ArrayRef> {
        self.next += 1;
        let column = self.sheet.columns[self.next - 1].as_ref()?;
        column.is_valid(self.row).then_some(column)
    }

    fn needed<T>(&self, cell: Option<T>) -> Result<T, String> {
        cell.ok_or_else(|| format!("`{}` is empty", self.name_of_last()))
    }

    pub fn text(&mut self) -> Result<String, String> {
        let cell = self.text_or_null()?;
        self.needed(cell)
    }

    pub fn text_or_null(&mut self) -> Result<Option<String>, String> {
        Ok(self.filled().map(|column| column.as_string::<i32>().value(self.row).to_owned()))
    }

    pub fn whole<T: TryFrom<i64>>(&mut self) -> Result<T, String> {
        let cell = self.whole_or_null()?;
        self.needed(cell)
    }

    pub fn whole_or_null<T: TryFrom<i64>>(&mut self) -> Result<Option<T>, String> {
        let Some(column) = self.filled() else { return Ok(None) };
        let value = column.as_primitive::<Int64Type>().value(self.row);
        self.fitting(value).map(Some)
    }

    fn fitting<T: TryFrom<i64>>(&self, value: i64) -> Result<T, String> {
        value.try_into().map_err(|_| format!("`{}` cannot be {value}", self.name_of_last()))
    }

    pub fn number(&mut self) -> Result<f64, String> {
        let cell = self.number_or_null()?;
        self.needed(cell)
    }

    pub fn number_or_null(&mut self) -> Result<Option<f64>, String> {
        Ok(self.filled().map(|column| column.as_primitive::<Float64Type>().value(self.row)))
    }

    pub fn truth(&mut self) -> Result<bool, String> {
        let cell = self.filled().map(|column| column.as_boolean().value(self.row));
        self.needed(cell)
    }

    pub fn day_or_null(&mut self) -> Result<Option<Date>, String> {
        let Some(column) = self.filled() else { return Ok(None) };
        let days = column.as_primitive::<Date32Type>().value(self.row);
        days::numbered(days).map(Some).ok_or_else(|| format!("`{}` is no day", self.name_of_last()))
    }

    pub fn texts(&mut self) -> Result<Vec<String>, String> {
        let list = self.list()?;
        let texts = list.as_string::<i32>();
        (0..texts.len()).map(|n| self.needed(texts.is_valid(n).then(|| texts.value(n).to_owned()))).collect()
    }

    pub fn spans(&mut self) -> Result<Vec<Span>, String> {
        let list = self.list()?;
        self.bounds(&list)
    }

    pub fn objects(&mut self) -> Result<Vec<Object>, String> {
        let list = self.list()?;
        let spans = self.bounds(&list)?;
        let quantity = list.as_struct().column(3).as_string::<i32>();
        let object = |(n, span): (usize, Span)| Object {
            start: span.start,
            end: span.end,
            quantity: quantity.is_valid(n).then(|| quantity.value(n).to_owned()),
        };
        Ok(spans.into_iter().enumerate().map(object).collect())
    }

    fn list(&mut self) -> Result<ArrayRef, String> {
        let cell = self.filled().map(|column| column.as_list::<i32>().value(self.row));
        self.needed(cell)
    }

    fn bounds(&self, list: &ArrayRef) -> Result<Vec<Span>, String> {
        let list = list.as_struct();
        let (start, end) = (list.column(0).as_primitive::<Int64Type>(), list.column(1).as_primitive::<Int64Type>());
        let point = |values: &arrow_array::Int64Array, n: usize| {
            self.needed(values.is_valid(n).then(|| values.value(n))).and_then(|value| self.fitting(value))
        };
        (0..list.len()).map(|n| Ok(Span { start: point(start, n)?, end: point(end, n)? })).collect()
    }
}
