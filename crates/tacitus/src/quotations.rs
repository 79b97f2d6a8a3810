//! Quotations: which words stand in quotation marks.

use crate::document::Document;
use crate::words::Gap;

/// Per word: does it stand in quotation marks?
pub fn quoted(document: &Document) -> Vec<bool> {
    let mut open = false;
    let quoted = |i: usize| {
        if document.words.gap[i] == Gap::Paragraph {
            // A quotation that runs over paragraphs is opened anew in each.
            open = false;
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
