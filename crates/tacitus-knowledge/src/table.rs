//! Reads one tab-separated table and points at the line where it is wrong.

use std::collections::HashMap;
use std::path::Path;

use crate::dates::PartialDate;
use crate::error::{Error, ErrorKind};

/// A table: its file name and its rows.
pub(crate) struct Table {
    name: &'static str,
    columns: &'static [&'static str],
    rows: Vec<(usize, Vec<String>)>,
}

impl Table {
    /// Reads `name` in `folder`; its header must be exactly `columns`.
    pub(crate) fn read(folder: &Path, name: &'static str, columns: &'static [&'static str]) -> Result<Table, Error> {
        let text = std::fs::read_to_string(folder.join(name))
            .map_err(|cause| Error::new(ErrorKind::Unreadable, name, 0, cause.to_string()))?;
        Table::parse(name, columns, &text)
    }

    /// Parses the text of a table. `#` lines on top are remarks.
    pub(crate) fn parse(name: &'static str, columns: &'static [&'static str], text: &str) -> Result<Table, Error> {
        let malformed = |line: usize, message: String| Error::new(ErrorKind::Malformed, name, line, message);
        let mut lines = text.lines().enumerate().map(|(i, l)| (i + 1, l)).skip_while(|(_, l)| l.starts_with('#'));
        let (at, header) = lines.next().ok_or_else(|| malformed(0, "no header row".to_owned()))?;
        if !header.split('\t').eq(columns.iter().copied()) {
            return Err(malformed(at, format!("the header must read: {}", columns.join(" "))));
        }
        let mut rows = Vec::new();
        for (at, line) in lines {
            let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
            if cells.len() != columns.len() {
                return Err(malformed(at, format!("{} cells where {} are due", cells.len(), columns.len())));
            }
            for (column, cell) in columns.iter().zip(&cells) {
                if cell.split('|').any(|part| part.trim() != part || part.contains("  ")) {
                    return Err(malformed(at, format!("stray space in {column}: {cell:?}")));
                }
                if cell.contains('|') && cell.split('|').any(str::is_empty) {
                    return Err(malformed(at, format!("empty value in the list {column}: {cell:?}")));
                }
            }
            rows.push((at, cells));
        }
        Ok(Table { name, columns, rows })
    }

    /// The rows, in the order of the file.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }

    /// Refuses a table in which two rows have the same key.
    pub(crate) fn unique_by(&self, key: impl Fn(&Row<'_>) -> String) -> Result<(), Error> {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for row in self.rows() {
            let key = key(&row);
            if let Some(first) = seen.insert(key.clone(), row.line) {
                return Err(row.error(ErrorKind::Duplicate, format!("{key:?} is already on line {first}")));
            }
        }
        Ok(())
    }
}

/// A row of a table, read by column name.
#[derive(Clone, Copy)]
pub(crate) struct Row<'t> {
    table: &'t Table,
    line: usize,
    cells: &'t [String],
}

impl<'t> Row<'t> {
    /// The cell of a column. A column that the table does not declare is a mistake in this crate.
    pub(crate) fn text(&self, column: &str) -> &'t str {
        let at = self.table.columns.iter().position(|c| *c == column);
        &self.cells[at.unwrap_or_else(|| panic!("{} has no column {column}", self.table.name))]
    }

    /// The cell of a column, which must not be empty.
    pub(crate) fn required(&self, column: &str) -> Result<&'t str, Error> {
        match self.text(column) {
            "" => Err(self.error(ErrorKind::Missing, format!("{column} is empty"))),
            text => Ok(text),
        }
    }

    /// The cell of a column, or nothing where it is empty.
    pub(crate) fn optional(&self, column: &str) -> Option<String> {
        Some(self.text(column)).filter(|t| !t.is_empty()).map(str::to_owned)
    }

    /// The values of a cell that `|` separates.
    pub(crate) fn list(&self, column: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        self.text(column).split('|').filter(|v| !v.is_empty())
    }

    /// The values of a cell, each of which must be one of `allowed`.
    pub(crate) fn codes(&self, column: &str, allowed: &[&str]) -> Result<Vec<String>, Error> {
        self.list(column)
            .map(|code| match allowed.contains(&code) {
                true => Ok(code.to_owned()),
                false => Err(self.error(ErrorKind::Invalid, format!("{column}: no code {code:?}"))),
            })
            .collect()
    }

    /// The number in a cell, or nothing where it is empty.
    pub(crate) fn number<N: std::str::FromStr>(&self, column: &str) -> Result<Option<N>, Error> {
        match self.text(column) {
            "" => Ok(None),
            text => match text.parse() {
                Ok(number) => Ok(Some(number)),
                Err(_) => Err(self.error(ErrorKind::Invalid, format!("{column}: no number {text:?}"))),
            },
        }
    }

    /// A coordinate: a number of degrees between `-limit` and `limit`.
    pub(crate) fn degrees(&self, column: &str, limit: f32) -> Result<Option<f32>, Error> {
        let degrees: Option<f32> = self.number(column)?;
        match degrees {
            Some(d) if !(-limit..=limit).contains(&d) => {
                Err(self.error(ErrorKind::Invalid, format!("{column}: {d} is off the globe")))
            }
            degrees => Ok(degrees),
        }
    }

    /// A Wikidata id: `Q` and digits.
    pub(crate) fn wikidata(&self) -> Result<Option<String>, Error> {
        let text = self.text("wikidata");
        match text.strip_prefix('Q') {
            None if text.is_empty() => Ok(None),
            Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
                Ok(Some(text.to_owned()))
            }
            _ => Err(self.error(ErrorKind::Invalid, format!("wikidata: no id {text:?}"))),
        }
    }

    /// The date in a cell, or nothing where it is empty.
    pub(crate) fn date(&self, column: &str) -> Result<Option<PartialDate>, Error> {
        match self.text(column) {
            "" => Ok(None),
            text => match PartialDate::parse(text) {
                Some(date) => Ok(Some(date)),
                None => Err(self.error(ErrorKind::Invalid, format!("{column}: no date {text:?}"))),
            },
        }
    }

    /// An error at this row.
    pub(crate) fn error(&self, kind: ErrorKind, message: impl Into<String>) -> Error {
        Error::new(kind, self.table.name, self.line, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Table, Error> {
        Table::parse("t.tsv", &["name", "n"], text)
    }

    #[test]
    fn remarks_header_rows() {
        let table = parse("# what it is\nname\tn\na|b\t1\nc\t\n").unwrap();
        let rows: Vec<Row<'_>> = table.rows().collect();
        assert_eq!(rows[0].list("name").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(rows[0].number::<u32>("n").unwrap(), Some(1));
        assert_eq!(rows[1].number::<u32>("n").unwrap(), None);
    }

    #[test]
    fn errors_name_the_line() {
        for (text, kind, line) in [
            ("name\n", ErrorKind::Malformed, 1),
            ("name\tn\na\n", ErrorKind::Malformed, 2),
            ("#\nname\tn\na \t1\n", ErrorKind::Malformed, 3),
            ("name\tn\na||b\t1\n", ErrorKind::Malformed, 2),
        ] {
            let error = parse(text).err().expect(text);
            assert_eq!((error.kind(), error.line()), (kind, line), "{text:?}");
        }
        let table = parse("name\tn\na\tx\na\t2\n").unwrap();
        assert_eq!(table.rows().next().unwrap().number::<u32>("n").unwrap_err().line(), 2);
        let error = table.unique_by(|row| row.text("name").to_owned()).unwrap_err();
        assert_eq!((error.kind(), error.line()), (ErrorKind::Duplicate, 3));
        assert_eq!(error.to_string(), "t.tsv:3: \"a\" is already on line 2");
    }
}
