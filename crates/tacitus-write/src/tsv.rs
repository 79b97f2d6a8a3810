//! Rows of tab-separated values without quotation marks, as the event data sets have them.

/// A row with its end. Tabs, line ends and other control characters within a value become spaces.
pub(crate) fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let clean = |cell: &str| cell.replace(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'), " ");
    let cells: Vec<String> = cells.into_iter().map(clean).collect();
    cells.join("\t") + "\n"
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_within_a_value_ends_it() {
        assert_eq!(super::row(["a\tb", "", "c\r\nd\u{85}\u{2028}"]), "a b\t\tc  d  \n");
    }
}
