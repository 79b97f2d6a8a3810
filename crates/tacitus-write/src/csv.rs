//! A folder with a CSV file for every table.
//!
//! The files have a header and are divided by commas; lists are JSON. A cell that is empty stands for nothing, and one
//! that holds an empty string is `""`: the form in which databases write and read that difference, and for whose sake
//! cells are divided here and not by a library.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use arrow_array::RecordBatch;

use crate::Error;
use crate::fresh::Fresh;
use crate::tables::{Column, Records, Rows, Source, Table, loose};
use crate::writer::{Tabled, Tables, Writer};

/// A writer of records into a folder.
///
/// # Errors
/// Where the folder cannot be made, or is there and holds other files.
pub fn create(folder: &Path) -> Result<Box<dyn Writer>, Error> {
    let fresh = Fresh::folder(folder, is_member)?;
    let open = |table: Table| {
        let mut file = BufWriter::new(File::create_new(fresh.path().join(file_name(table)))?);
        let names: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
        writeln!(file, "{}", names.join(","))?;
        Ok(file)
    };
    let files = Table::ALL.into_iter().map(open).collect::<Result<_, Error>>()?;
    Ok(Box::new(Tabled::new(Folder { files, fresh })))
}

/// The records in a folder, in order.
///
/// # Errors
/// Where a file is missing or is not what was written.
pub fn read(folder: &Path) -> Result<Records<impl Source + use<>>, Error> {
    let open = |table| Sheet::open(folder, table);
    Ok(Records::new(Sheets(Table::ALL.into_iter().map(open).collect::<Result<_, Error>>()?)))
}

/// What a table's file is called.
pub fn file_name(table: Table) -> String {
    format!("{}.csv", table.name())
}

fn is_member(name: &OsStr) -> bool {
    Table::ALL.into_iter().any(|table| name == file_name(table).as_str())
}

struct Folder {
    files: Vec<BufWriter<File>>,
    fresh: Fresh,
}

impl Tables for Folder {
    fn write(&mut self, table: Table, rows: &RecordBatch) -> Result<(), Error> {
        let file = &mut self.files[table as usize];
        let mut line = String::new();
        for row in 0..rows.num_rows() {
            line.clear();
            for (array, column) in rows.columns().iter().zip(table.columns()) {
                if !line.is_empty() {
                    line.push(',');
                }
                put(&mut line, loose::text(array, column.kind, row).as_deref());
            }
            line.push('\n');
            file.write_all(line.as_bytes())?;
        }
        Ok(())
    }

    fn close(self) -> Result<(), Error> {
        for file in self.files {
            file.into_inner().map_err(|error| error.into_error())?.sync_all()?;
        }
        Ok(self.fresh.finish()?)
    }
}

/// Adds a cell, in quotation marks where it needs them.
fn put(line: &mut String, cell: Option<&str>) {
    let Some(cell) = cell else { return };
    if !cell.is_empty() && !cell.contains(['"', ',', '\n', '\r']) {
        return line.push_str(cell);
    }
    line.push('"');
    line.push_str(&cell.replace('"', "\"\""));
    line.push('"');
}

struct Sheets(Vec<Sheet>);

impl Source for Sheets {
    fn next(&mut self, table: Table) -> Result<Option<RecordBatch>, Error> {
        self.0[table as usize].batch()
    }
}

/// A file that is read some rows at a time.
struct Sheet {
    table: Table,
    file: BufReader<File>,
    /// Where each of the table's columns is; nowhere, where it is derived and need not be.
    places: Vec<Option<usize>>,
    /// The lines that were read.
    line: u64,
    row: String,
}

impl Sheet {
    fn open(folder: &Path, table: Table) -> Result<Self, Error> {
        let damaged = |reason: &str| Error::damaged(&file_name(table), reason);
        let file = File::open(folder.join(file_name(table))).map_err(|error| damaged(&error.to_string()))?;
        let mut sheet = Sheet { table, file: BufReader::new(file), places: Vec::new(), line: 0, row: String::new() };
        sheet.advance()?;
        let header = cells(sheet.row.strip_prefix('\u{feff}').unwrap_or(&sheet.row)).unwrap_or_default();
        let place = |column: &Column| {
            let place = header.iter().position(|cell| cell.as_deref() == Some(column.name));
            match place {
                None if !column.derived => Err(damaged(&format!("there is no column `{}`", column.name))),
                place => Ok(place.filter(|_| !column.derived)),
            }
        };
        sheet.places = table.columns().iter().map(place).collect::<Result<_, Error>>()?;
        Ok(sheet)
    }

    /// Some rows; `None` after the last.
    fn batch(&mut self) -> Result<Option<RecordBatch>, Error> {
        const ROWS: usize = 1024;
        const BYTES: usize = 4 << 20;
        let mut rows = Rows::new(self.table);
        let mut count = 0;
        while count < ROWS && rows.size < BYTES {
            let line = self.line + 1;
            if !self.advance()? {
                break;
            }
            if self.row.is_empty() {
                continue;
            }
            let whole = cells(&self.row).ok_or_else(|| "a quotation mark stands where none may".to_owned());
            let put = whole.and_then(|cells| self.put(&cells, &mut rows));
            put.map_err(|reason| Error::damaged(&file_name(self.table), &format!("line {line}: {reason}")))?;
            count += 1;
        }
        Ok((count > 0).then(|| rows.take()))
    }

    fn put(&self, cells: &[Option<String>], rows: &mut Rows) -> Result<(), String> {
        for (column, place) in self.table.columns().iter().zip(&self.places) {
            let cell = match place {
                Some(place) => {
                    let missing = || format!("{} columns, and `{}` is not among them", cells.len(), column.name);
                    cells.get(*place).ok_or_else(missing)?.as_deref()
                }
                None => None,
            };
            loose::put(rows, column, cell)?;
        }
        Ok(())
    }

    /// Reads the next row, which is several lines where a cell is; false after the last.
    fn advance(&mut self) -> Result<bool, Error> {
        // Longer than any article: a quotation mark that nothing closes makes the rest of the file one row.
        const LONGEST: usize = 256 << 20;
        self.row.clear();
        self.row.shrink_to(1 << 20);
        let mut open = false;
        loop {
            let before = self.row.len();
            let read = self.file.read_line(&mut self.row);
            let told = |reason: &str, line| Error::damaged(&file_name(self.table), &format!("line {line}: {reason}"));
            if read.map_err(|error| told(&error.to_string(), self.line + 1))? == 0 {
                return if open { Err(told("a quotation mark is not closed", self.line)) } else { Ok(before > 0) };
            }
            self.line += 1;
            open ^= self.row[before..].matches('"').count() % 2 == 1;
            if !open {
                let end = self.row.trim_end_matches('\n').len();
                self.row.truncate(end);
                if self.row.ends_with('\r') {
                    self.row.pop();
                }
                return Ok(true);
            }
            if self.row.len() > LONGEST {
                return Err(told("a quotation mark is not closed", self.line));
            }
        }
    }
}

/// The cells of a row, `None` for those with nothing in them. `None` for all where quotation marks stand wrongly.
fn cells(row: &str) -> Option<Vec<Option<String>>> {
    let mut cells = Vec::new();
    let mut rest = row;
    loop {
        let mut cell = None;
        if let Some(mut inside) = rest.strip_prefix('"') {
            let mut text = String::new();
            loop {
                let (part, behind) = inside.split_once('"')?;
                text.push_str(part);
                rest = behind;
                match behind.strip_prefix('"') {
                    Some(more) => {
                        text.push('"');
                        inside = more;
                    }
                    None => break,
                }
            }
            cell = Some(text);
        } else {
            let end = rest.find(',').unwrap_or(rest.len());
            if end > 0 {
                cell = Some(rest[..end].to_owned());
            }
            rest = &rest[end..];
        }
        cells.push(cell);
        match rest.strip_prefix(',') {
            Some(more) => rest = more,
            None if rest.is_empty() => return Some(cells),
            None => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(line: &str) -> Option<Vec<Option<String>>> {
        cells(line)
    }

    #[test]
    fn nothing_and_the_empty_string_are_two() {
        let mut line = String::new();
        for (number, cell) in [Some("a"), None, Some(""), Some("b, \"c\"\r\nd"), None].into_iter().enumerate() {
            if number > 0 {
                line.push(',');
            }
            put(&mut line, cell);
        }
        assert_eq!(line, "a,,\"\",\"b, \"\"c\"\"\r\nd\",");
        let cell = |text: &str| Some(text.to_owned());
        assert_eq!(back(&line).unwrap(), [cell("a"), None, cell(""), cell("b, \"c\"\r\nd"), None]);
    }

    #[test]
    fn quotation_marks_that_stand_wrongly_are_refused() {
        for bad in ["\"a", "\"a\"b", "a,\"b\"\"", "\"\"\""] {
            assert_eq!(back(bad), None, "{bad}");
        }
        assert_eq!(back("a\"b").unwrap(), [Some("a\"b".to_owned())]);
    }
}
