//! The rows of a table that the program carries.

use std::path::Path;

use crate::error::{Error, Kind, Place};

/// The rows of a table after its remarks and its header, which must be `columns`; each with its line.
pub(crate) fn rows<'t, const N: usize>(
    name: &str,
    text: &'t str,
    columns: [&str; N],
) -> Result<Vec<(usize, [&'t str; N])>, Error> {
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line)).skip_while(|(_, l)| l.starts_with('#'));
    let cells = |line: &'t str| -> Option<[&'t str; N]> { line.split('\t').collect::<Vec<_>>().try_into().ok() };
    match lines.next() {
        Some((_, header)) if cells(header) == Some(columns) => {}
        header => return Err(wrong(name, header.map_or(0, |(at, _)| at))),
    }
    lines.map(|(at, line)| cells(line).map(|cells| (at, cells)).ok_or_else(|| wrong(name, at))).collect()
}

/// The error of a line.
pub(crate) fn wrong(name: &str, line: usize) -> Error {
    Error::new(Place::file(Path::new(name)), Kind::Table(line))
}

/// The values of a cell.
pub(crate) fn list(cell: &str) -> Vec<String> {
    cell.split('|').filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_table_is_named_with_its_line() {
        assert_eq!(rows("t", "# x\na\tb\n1\t2\n", ["a", "b"]).unwrap(), [(3, ["1", "2"])]);
        assert_eq!(rows("t", "a\n", ["a", "b"]).unwrap_err().to_string(), "t: line 1 of the table is wrong");
        assert_eq!(rows("t", "a\tb\n1\n", ["a", "b"]).unwrap_err().to_string(), "t: line 2 of the table is wrong");
    }
}
