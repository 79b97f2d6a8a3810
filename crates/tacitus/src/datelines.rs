//! Datelines: where agencies say from where and when they report, "LIMA, March 3 (Reuters) -". The report's first
//! sentence begins behind it.

use crate::document::Document;
use crate::words::Gap;

/// Most words of a dateline, its dash included.
const LONGEST: usize = 18;
/// Fewest letters of its first word, a place in capitals.
const SHORTEST: usize = 3;

/// The word behind the dateline with which a paragraph begins at `start`: it ends with a dash, and all its words but those
/// in brackets are in capitals, begin with one, or are figures.
pub fn behind(document: &Document, start: usize) -> Option<usize> {
    let words = &document.words;
    let first = document.word(start);
    let place = first.chars().count() >= SHORTEST && first.chars().all(char::is_uppercase);
    if !place {
        return None;
    }
    let mut bracket = false;
    for i in start + 1..words.len().min(start + LONGEST) {
        if words.gap[i] >= Gap::Line {
            return None;
        }
        match document.word(i) {
            "(" => bracket = true,
            ")" => bracket = false,
            "-" | "--" | "–" | "—" | "―" | "_" if words.gap[i] == Gap::Space => {
                let next = i + 1;
                return (next < words.len() && words.gap[next] < Gap::Line).then_some(next);
            }
            word if !bracket && word.starts_with(char::is_lowercase) => return None,
            _ => (),
        }
    }
    None
}

/// Whether a sentence is a dateline.
pub fn is_one(document: &Document, sentence: usize) -> bool {
    let words = &document.sentences[sentence];
    behind(document, words.start) == Some(words.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Input;

    #[test]
    fn a_report_begins_behind_its_dateline() {
        let lead = |text: &str| {
            let document = Document::new(Input { text: text.to_owned(), ..Default::default() });
            behind(&document, 0).map(|i| document.word(i).to_owned())
        };
        let some = |word: &str| Some(word.to_owned());
        assert_eq!(lead("LIMA, March 3 (Reuters) - Miners went on strike."), some("Miners"));
        assert_eq!(lead("UNITED NATIONS — The council met."), some("The"));
        assert_eq!(lead("TOKYO, Japan (by our reporter) -- She left."), some("She"));
        assert_eq!(lead("NATO said it had left - at last."), None);
        assert_eq!(lead("A well-known town - Lima - is large."), None);
        assert_eq!(lead("USA-led troops left."), None);
    }
}
