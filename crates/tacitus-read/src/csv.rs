//! Tables with a header, one document a row: CSV, and the same with tabs, semicolons or bars.
//!
//! Columns are found by name, as the fields of [`jsonl`](crate::jsonl) are. What divides them is told by the header.
//! An empty cell gives nothing. A row of another length than the header's is an error and the next row goes on.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};
use std::path::Path;

use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder};
use tacitus::Input;

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
    reader: Reader<Fence<io::Chain<io::Cursor<Vec<u8>>, R>>>,
    row: ByteRecord,
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
        let fence = Fence { reader: io::Cursor::new(header).chain(reader), left: options.max_record_bytes() };
        let mut reader = ReaderBuilder::new().delimiter(delimiter).buffer_capacity(64 * 1024).from_reader(fence);
        let header = reader.byte_headers().map_err(kind)?;
        let columns: Vec<_> = header.iter().map(|name| options.names.role(std::str::from_utf8(name).ok()?)).collect();
        if !columns.iter().flatten().any(|(role, _)| *role == Role::Text) {
            return Err(Kind::Missing { field: options.names.name(Role::Text).to_owned() });
        }
        Ok(Table { reader, row: ByteRecord::new(), columns })
    }

    /// The next row; false after the last.
    fn advance(&mut self, options: &Options) -> Result<bool, csv::Error> {
        self.reader.get_mut().left = options.max_record_bytes();
        self.reader.read_byte_record(&mut self.row)
    }

    fn document(&self, options: &Options) -> Result<Input, Kind> {
        let mut draft = Draft::default();
        for (number, (cell, role)) in self.row.iter().zip(&self.columns).enumerate() {
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
        let read = table.advance(&self.options);
        let line = match &read {
            Err(error) => {
                error.position().or(table.row.position()).map_or(table.reader.position().line(), |p| p.line())
            }
            Ok(_) => table.row.position().map_or(0, |position| position.line()),
        };
        let place = self.file.at(line);
        let value = match read {
            Ok(false) => return None,
            Ok(true) => table.document(&self.options),
            Err(error) => {
                let io = matches!(error.kind(), ErrorKind::Io(_));
                let kind = match kind(error) {
                    // The fence: a quotation mark that nothing closes makes the rest of the file one cell.
                    Kind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                        Kind::TooLong { limit: self.options.max_document_bytes }
                    }
                    kind => kind,
                };
                if io {
                    self.state = State::Over;
                }
                Err(kind)
            }
        };
        Some(match value {
            Ok(value) => Ok(Found { place, value }),
            Err(kind) => Err(Error::new(place, kind)),
        })
    }
}

/// The sign that stands most often in the header.
fn delimiter(header: &[u8]) -> u8 {
    let count = |sign| memchr::memchr_iter(sign, header).count();
    // The last of equals, which is the comma where there is one column.
    [b'|', b';', b'\t', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

fn kind(error: csv::Error) -> Kind {
    let reason = match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} columns where the header has {expected_len}")
        }
        _ => error.to_string(),
    };
    match error.into_kind() {
        ErrorKind::Io(error) => error.into(),
        _ => Kind::Malformed { format: "a row of this table", reason },
    }
}

/// Lets so many bytes through, for a row must not fill the memory.
struct Fence<R> {
    reader: R,
    left: usize,
}

impl<R: Read> Read for Fence<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.reader.read(buffer)?;
        self.left = self.left.saturating_sub(count);
        Ok(count)
    }
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
        assert!(rows[1].contains("longer than 100 bytes"), "{}", rows[1]);
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
