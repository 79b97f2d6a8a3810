//! Colours and widths.

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

/// How a page looks.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Colours, or brackets.
    pub color: bool,
    /// Columns to fill.
    pub width: usize,
}

impl Look {
    /// What suits standard output: colours on a terminal, unless NO_COLOR is set, and its width; else 100 columns.
    pub fn fit(to_terminal: bool) -> Look {
        let color = to_terminal && anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
        let width = match to_terminal {
            true => terminal_size::terminal_size().map_or(80, |(width, _)| width.0.clamp(40, 120).into()),
            false => 100,
        };
        Look { color, width }
    }

    /// Text in a style, where there is colour.
    pub fn paint(self, style: Style, text: &str) -> String {
        if self.color && style != Style::new() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// Headings.
pub const HEADING: Style = Style::new().bold();
/// What is there for orientation.
pub const FAINT: Style = Style::new().dimmed();
/// Who says something.
pub const SOURCE: Style = Style::new().bold().underline();
/// The words that say so.
pub const CUE: Style = color(AnsiColor::Yellow);
/// What is said.
pub const CONTENT: Style = color(AnsiColor::Cyan);
/// Who acts.
pub const ACTOR: Style = color(AnsiColor::Green);
/// Whom it is done to.
pub const RECIPIENT: Style = color(AnsiColor::Magenta);
/// The word that tells an event.
pub const TRIGGER: Style = color(AnsiColor::Red).bold();
/// Events and stances that are hostile.
pub const CONFLICT: Style = color(AnsiColor::Red);
/// Events that are friendly.
pub const COOPERATION: Style = color(AnsiColor::Green);

const fn color(color: AnsiColor) -> Style {
    Style::new().fg_color(Some(anstyle::Color::Ansi(color)))
}

/// Columns that a text takes on a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// A text on one line and in at most so many columns, with an ellipsis where it was longer.
pub fn shortened(text: &str, columns: usize) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        // What lies far beyond will be cut off in any case.
        if line.len() > 8 * columns + 64 {
            break;
        }
    }
    if width(&line) <= columns {
        return line;
    }
    while width(&line) + 1 > columns && line.pop().is_some() {}
    let end = line.trim_end_matches([' ', ',', ';', ':', '…']).len();
    line.truncate(end);
    line.push('…');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_at_columns() {
        assert_eq!(shortened("a  b\n c", 10), "a b c");
        assert_eq!(shortened("abcdef, ghi", 8), "abcdef…");
        assert_eq!(shortened("北京北京", 5), "北京…");
        assert_eq!(width("北京"), 4);
    }
}
