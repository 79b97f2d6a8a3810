//! Tables with a header, one document a row: CSV, and the same with tabs, semicolons or bars.
//!
//! Columns are found by name, as the fields of [`jsonl`](crate::jsonl) are. What divides them is told by the header.
//! An empty cell gives nothing. A row is found by its end and read by itself, so one that is damaged costs itself: a
//! row of another length than the header's, and one with a quotation mark that nothing closes, behind whose first line
//! the reader goes on.

mod rows;

use std::borrow::Cow;
use std::io::{BufRead, Read};
use std::path::Path;

use csv::{ByteRecord, ReaderBuilder};
use tacitus::Input;

use self::rows::{Fault, RawRows};
use crate::again::Again;
use crate::draft::Draft;
use crate::field::Field;
use crate::names::{Rank, Role};
use crate::rows::{BOM, is_utf16};
use crate::{Error, Found, Kind, Options, Place};

/// Reads documents, one a row. `path` is what errors are to name.
///
/// # Errors
/// Each item is a document or what is wrong with its row. A header without a column of text is the only item.
pub fn read<R: BufRead>(
    reader: R,
    path: &Path,
    options: &Options,
) -> impl Iterator<Item = Result<Found<Input>, Error>> + use<R> {
    Rows { state: State::New(reader), file: Place::file(path), options: options.clone() }
}

struct Rows<R> {
    state: State<R>,
    file: Place,
    options: Options,
}

enum State<R> {
    New(R),
    Open(Box<Table<R>>),
    Over,
}

struct Table<R> {
    rows: RawRows<R>,
    delimiter: u8,
    /// What each column is.
    columns: Vec<Option<(Role, Rank)>>,
}

impl<R: BufRead> Table<R> {
    fn open(mut reader: R, options: &Options) -> Result<Self, Kind> {
        // The header alone says what divides columns, and a file without line ends is no table.
        const LONGEST_HEADER: u64 = 64 * 1024;
        let mut header = Vec::new();
        reader.by_ref().take(LONGEST_HEADER).read_until(b'\n', &mut header)?;
        if is_utf16(&header) {
            return Err(Kind::Utf16);
        }
        if header.starts_with(BOM) {
            header.drain(..BOM.len());
        }
        let delimiter = delimiter(&header);
        let mut again = Again::new(reader);
        again.give_back(&header);
        let mut table =
            Table { rows: RawRows::new(again, delimiter, options.max_record_bytes()), delimiter, columns: Vec::new() };
        let role = |name| options.names.role(std::str::from_utf8(name).ok()?);
        if let Some(row) = table.rows.next()? {
            row.fault.map_or(Ok(()), |fault| Err(kind(fault, options)))?;
            table.columns = table.cells()?.iter().map(role).collect();
        }
        if !table.columns.iter().flatten().any(|(role, _)| *role == Role::Text) {
            return Err(Kind::Missing { field: options.names.name(Role::Text).to_owned() });
        }
        Ok(table)
    }

    /// The cells of the row that was found last.
    fn cells(&self) -> Result<ByteRecord, Kind> {
        let mut builder = ReaderBuilder::new();
        builder.delimiter(self.delimiter).has_headers(false).buffer_capacity(self.rows.bytes().len().max(1));
        let mut cells = ByteRecord::new();
        let read = builder.from_reader(self.rows.bytes()).read_byte_record(&mut cells);
        read.map_err(|error| malformed(error.to_string()))?;
        Ok(cells)
    }

    fn document(&self, options: &Options) -> Result<Input, Kind> {
        let cells = self.cells()?;
        if cells.len() != self.columns.len() {
            let (here, header) = (cells.len(), self.columns.len());
            return Err(malformed(format!("{here} columns where the header has {header}")));
        }
        let mut draft = Draft::default();
        for (number, (cell, role)) in cells.iter().zip(&self.columns).enumerate() {
            let (Some(role), false) = (role, cell.is_empty()) else { continue };
            let text = std::str::from_utf8(cell)
                .map_err(|_| Kind::Malformed { format: "UTF-8", reason: format!("column {}", number + 1) })?;
            draft.put(*role, Field::Text(Cow::Borrowed(text)));
        }
        draft.finish(options)
    }
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = Result<Found<Input>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let State::New(_) = self.state {
            let State::New(reader) = std::mem::replace(&mut self.state, State::Over) else { return None };
            match Table::open(reader, &self.options) {
                Ok(table) => self.state = State::Open(Box::new(table)),
                Err(kind) => return Some(Err(Error::new(self.file.clone(), kind))),
            }
        }
        let State::Open(table) = &mut self.state else { return None };
        let row = match table.rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => return None,
            Err(error) => {
                let place = self.file.at(table.rows.line());
                self.state = State::Over;
                return Some(Err(Error::new(place, error.into())));
            }
        };
        let place = self.file.at(row.line);
        let value = match row.fault {
            None => table.document(&self.options),
            Some(fault) => Err(kind(fault, &self.options)),
        };
        Some(match value {
            Ok(value) => Ok(Found { place, value }),
            Err(kind) => Err(Error::new(place, kind)),
        })
    }
}

fn kind(fault: Fault, options: &Options) -> Kind {
    match fault {
        Fault::TooLong => Kind::TooLong { limit: options.max_document_bytes },
        Fault::Unclosed => malformed("a quotation mark is not closed".to_owned()),
        Fault::NotDoubled => malformed("a quotation mark within a cell is not doubled".to_owned()),
    }
}

fn malformed(reason: String) -> Kind {
    Kind::Malformed { format: "a row of this table", reason }
}

/// The sign that stands most often in the header.
fn delimiter(header: &[u8]) -> u8 {
    let count = |sign| memchr::memchr_iter(sign, header).count();
    // The last of equals, which is the comma where there is one column.
    [b'|', b';', b'\t', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(bytes: &[u8]) -> Vec<String> {
        let options = Options { max_document_bytes: 100, ..Options::default() };
        read(bytes, "f".as_ref(), &options)
            .map(|item| match item {
                Ok(Found { place, value }) => {
                    format!("{place} {:?} {:?} {:?}", value.id.unwrap_or_default(), value.text, value.published)
                }
                Err(error) => error.to_string(),
            })
            .collect()
    }

    #[test]
    fn columns_are_found_by_name() {
        let rows = all(b"\xEF\xBB\xBFid,date,Body\n7,2023-01-30,\"One,\n\"\"two\"\".\"\n8,,Three\r\n");
        assert_eq!(rows, ["f:2 \"7\" \"One,\\n\\\"two\\\".\" Some(2023-01-30)", "f:4 \"8\" \"Three\" None"]);
        assert_eq!(all(b"text\tid\nTalks, long\t9\n"), ["f:2 \"9\" \"Talks, long\" None"]);
        assert_eq!(all(b"text;id\nTalks, long;9\n"), ["f:2 \"9\" \"Talks, long\" None"]);
        assert_eq!(all(b"text\nTalks\n"), ["f:2 \"\" \"Talks\" None"]);
    }

    #[test]
    fn each_fault_costs_a_row() {
        let rows = all(b"id,text,published\n1,a,2023-01-30\n2,b\n3,,\n4,\xFF,\n5,c,soon\n6,d,2023-01-31\n");
        assert_eq!(
            rows,
            [
                "f:2 \"1\" \"a\" Some(2023-01-30)",
                "f:3: not a row of this table: 2 columns where the header has 3",
                "f:4: there is no `text`",
                "f:5: not UTF-8: column 2",
                "f:6: `published` must be YYYY-MM-DD or an RFC 3339 stamp, and is \"soon\"",
                "f:7 \"6\" \"d\" Some(2023-01-31)",
            ]
        );
    }

    #[test]
    fn a_quotation_that_never_ends_does_not_fill_the_memory() {
        let mut table = b"text\na\n\"".to_vec();
        table.resize(500_000, b'x');
        let rows = all(&table);
        assert_eq!(rows.len(), 2, "{rows:?}");
        assert_eq!(rows[1], "f:3: not a row of this table: a quotation mark is not closed");
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_costs_its_row() {
        let unclosed = "f:2: not a row of this table: a quotation mark is not closed";
        let rows = all(b"id,text\n1,\"a\n2,b\n3,c\n");
        assert_eq!(rows, [unclosed, "f:3 \"2\" \"b\" None", "f:4 \"3\" \"c\" None"]);
        // The next cell in quotation marks ends the open one, and its words stand behind the end.
        let not_doubled = "f:2: not a row of this table: a quotation mark within a cell is not doubled";
        let rows = all(b"id,text\n1,\"a\n2,\"b, b\"\n3,c\n");
        assert_eq!(rows, [not_doubled, "f:3 \"2\" \"b, b\" None", "f:4 \"3\" \"c\" None"]);
        let rows = all(b"id,text\n1,\"a \"b\" c\"\n3,c\n");
        assert_eq!(rows, [not_doubled, "f:3 \"3\" \"c\" None"]);
    }

    #[test]
    fn a_row_that_is_too_long_costs_itself() {
        let long = format!("id,text\n1,\"{}\n\"\n2,b\n", "x\n".repeat(200_000));
        let rows = all(long.as_bytes());
        assert!(rows[0].starts_with("f:2: longer than 100 bytes"), "{}", rows[0]);
        assert_eq!(rows[1..], ["f:200004 \"2\" \"b\" None"]);
    }

    #[test]
    fn quotation_marks_left_open_again_and_again_take_no_time() {
        let table = format!("text,a\n{}", "a\",\"b\n".repeat(300_000));
        assert!(!all(table.as_bytes()).is_empty());
    }

    #[test]
    fn a_table_without_text_says_so() {
        assert_eq!(all(b"id,title\n1,a\n"), ["f: there is no `text`"]);
        assert_eq!(all(b""), ["f: there is no `text`"]);
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = all(&bytes);
            let _ = all(&[b"text,id\n", &bytes[..]].concat());
        }

        #[test]
        fn texts_come_back_unchanged(texts in proptest::collection::vec("\\PC{1,30}[a-z]", 1..5)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["id", "text"]).unwrap();
            for text in &texts {
                writer.write_record(["1", text]).unwrap();
            }
            let table = writer.into_inner().unwrap();
            let back = read(&table[..], "f".as_ref(), &Options::default());
            let back: Vec<String> = back.map(|found| found.unwrap().value.text).collect();
            prop_assert_eq!(back, texts);
        }
    }
}
