//! Tables whose columns line up and fit the page.

use anstyle::Style;

use super::look::{FAINT, Look, shortened, width};

/// A table that is filled row by row.
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<(Style, String)>>,
}

/// A column's heading, and what may be taken from its width.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    name: &'static str,
    /// The least width to which it may be narrowed.
    least: usize,
}

/// A column that is never narrowed.
pub const fn fixed(name: &'static str) -> Column {
    Column { name, least: usize::MAX }
}

/// A column that may be narrowed to so many characters.
pub const fn flexible(name: &'static str, least: usize) -> Column {
    Column { name, least }
}

const GAP: usize = 2;

impl Table {
    /// An empty table.
    pub fn new(columns: &[Column]) -> Self {
        Table { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row with a cell for every column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = (Style, String)>) {
        self.rows.push(cells.into_iter().map(|(style, text)| (style, shortened(&text, 400))).collect());
    }

    /// The table's lines. A column with nothing in it is left out.
    pub fn lines(&self, look: Look) -> String {
        let shown: Vec<usize> =
            (0..self.columns.len()).filter(|&c| self.rows.iter().any(|row| !row[c].1.is_empty())).collect();
        let widths = self.widths(&shown, look.width);
        let mut out = String::new();
        let mut line = |cells: Vec<(Style, &str)>| {
            let mut pad = 0;
            for ((style, text), wide) in cells.into_iter().zip(&widths) {
                let text = shortened(text, *wide);
                if !text.is_empty() {
                    out.push_str(&" ".repeat(pad));
                    out.push_str(&look.paint(style, &text));
                    pad = 0;
                }
                pad += (wide + GAP).saturating_sub(width(&text));
            }
            out.push('\n');
        };
        line(shown.iter().map(|&c| (FAINT, self.columns[c].name)).collect());
        for row in &self.rows {
            line(shown.iter().map(|&c| (row[c].0, row[c].1.as_str())).collect());
        }
        out
    }

    /// Every shown column as wide as its widest cell; then the widest that may give way does, until all fit.
    fn widths(&self, shown: &[usize], page: usize) -> Vec<usize> {
        let natural = |&c: &usize| self.rows.iter().map(|row| width(&row[c].1)).max().unwrap_or(0);
        let mut widths: Vec<usize> = shown.iter().map(|c| natural(c).max(width(self.columns[*c].name))).collect();
        while widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1) > page {
            let narrowable = (0..shown.len()).filter(|&i| widths[i] > self.columns[shown[i]].least);
            match narrowable.max_by_key(|&i| widths[i]) {
                Some(widest) => widths[widest] -= 1,
                None => break,
            }
        }
        widths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_give_way() {
        let mut table = Table::new(&[fixed("id"), flexible("what", 6), fixed("empty"), fixed("n")]);
        for (id, what, n) in [("a1", "short", "1"), ("a2", "北京 and much more than fits", "22")] {
            table.row([id, what, "", n].map(|text| (Style::new(), text.to_owned())));
        }
        let expected = "\
id  what        n
a1  short       1
a2  北京 and…   22
";
        assert_eq!(table.lines(Look { color: false, width: 18 }), expected);
    }
}
