//! Quotations: which words stand in quotation marks, double or, as British papers have them, single.

use crate::document::Document;
use crate::words::Gap;

/// Most words between single marks.
const LONGEST: usize = 400;

/// Per word: does it stand in quotation marks?
pub fn quoted(document: &Document) -> Vec<bool> {
    let mut open = false;
    // Where a quotation in single marks ends.
    let mut single = 0;
    let quoted = |i: usize| {
        if document.words.gap[i] == Gap::Paragraph {
            // A quotation that runs over paragraphs is opened anew in each.
            open = false;
        }
        if !open && i >= single {
            single = end_of_single(document, i).unwrap_or(single);
        }
        if i < single {
            return true;
        }
        let (opens, closes) = match document.word(i) {
            "“" | "``" | "«" | "„" => (true, false),
            "”" | "''" | "»" => (false, true),
            "\"" => (!open, open),
            _ => (false, false),
        };
        let inside = open || opens;
        open = inside && !closes;
        inside
    };
    (0..document.words.len()).map(quoted).collect()
}

/// The word behind the quotation in single marks that begins at a word, within its paragraph. An apostrophe closes none that
/// a mark behind a comma or a full stop closes: "‘They hurt the miners’ union,’ he said".
fn end_of_single(document: &Document, start: usize) -> Option<usize> {
    let words = &document.words;
    let opens = |i: usize| {
        let apart = i == 0 || words.gap[i] != Gap::None || matches!(document.word(i - 1), "(" | "[" | "—" | "–");
        opens_within(document, i) && apart && !words.joined[i] && words.gap.get(i + 1) == Some(&Gap::None)
    };
    if !opens(start) {
        return None;
    }
    let (mut within, mut doubtful) = (0usize, None);
    for i in start + 1..words.len().min(start + LONGEST) {
        if words.gap[i] >= Gap::Line {
            break;
        }
        if opens(i) {
            within += 1;
        } else if matches!(document.word(i), "’" | "'")
            && words.gap[i] == Gap::None
            && !words.joined[i]
            && i > start + 1
        {
            if within > 0 {
                within -= 1;
                continue;
            }
            let before = document.word(i - 1);
            if before.ends_with(|c: char| c.is_ascii_punctuation() || c == '…') || !before.ends_with('s') {
                return Some(i + 1);
            }
            doubtful = doubtful.or(Some(i + 1));
        }
    }
    doubtful
}

/// Whether a word is a mark that closes a quotation, or may be one.
pub fn closes(document: &Document, word: usize) -> bool {
    matches!(document.word(word), "”" | "''" | "»" | "\"")
}

/// Whether a word is a mark that opens a quotation, or may be one.
pub fn opens(document: &Document, word: usize) -> bool {
    matches!(document.word(word), "“" | "``" | "«" | "„" | "\"")
}

/// Whether a word is a mark of a quotation.
pub fn is_mark(document: &Document, word: usize) -> bool {
    opens(document, word) || closes(document, word)
}

/// Whether a word is a mark that opens a quotation within a quotation, or may be one.
pub fn opens_within(document: &Document, word: usize) -> bool {
    matches!(document.word(word), "‘" | "'" | "`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Input;

    #[test]
    fn single_marks_quote_and_apostrophes_do_not() {
        let inside = |text: &str| {
            let document = Document::new(Input { text: text.to_owned(), ..Default::default() });
            let marked = quoted(&document);
            let words = (0..document.words.len()).filter(|&i| marked[i]).map(|i| document.word(i));
            words.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(inside("‘They hurt the miners’ union,’ he said."), "‘ They hurt the miners ’ union , ’");
        assert_eq!(inside("'A lie,' she told the miners' union."), "' A lie , '");
        assert_eq!(inside("It calls them ‘rebels’ and ‘thugs’."), "‘ rebels ’ ‘ thugs ’");
        assert_eq!(inside("‘He called it ‘war’ twice,’ they said."), "‘ He called it ‘ war ’ twice , ’");
        assert_eq!(inside("The miners’ union left the nurses’ union."), "");
        assert_eq!(inside("“He called it ‘war’,” they said."), "“ He called it ‘ war ’ , ”");
    }
}
