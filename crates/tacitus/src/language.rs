//! The language of a document: the program reads English, and says so of what is not.

use std::sync::LazyLock;

use crate::document::Document;
use crate::error::{Error, Kind};

/// Words that are looked at; more change nothing.
const LOOKED_AT: usize = 400;
/// Fewer words than this are too few to tell.
const TELLING: usize = 20;

/// The commonest small words of English, and of languages in the same script that lack most of them.
static SMALL: LazyLock<std::collections::HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../../knowledge/words/english.tsv").lines().filter(|l| !l.starts_with('#') && *l != "word").collect());

/// Refuses a document that is plainly not in English.
///
/// # Errors
/// [`Kind::Language`].
pub fn check(document: &Document) -> Result<(), Error> {
    let mut letters = 0usize;
    let mut latin = 0usize;
    let (mut words, mut small) = (0usize, 0usize);
    for i in 0..document.words.len().min(LOOKED_AT) {
        let word = document.word(i);
        letters += word.chars().filter(|c| c.is_alphabetic()).count();
        latin += word.chars().filter(|c| c.is_alphabetic() && (*c as u32) < 0x250).count();
        if word.chars().all(char::is_alphabetic) {
            words += 1;
            small += usize::from(SMALL.contains(word.to_lowercase().as_str()));
        }
    }
    if letters > 10 && latin * 2 < letters {
        return Err(Error::new(Kind::Language, "it is in another script"));
    }
    if words >= TELLING && small * 12 < words {
        return Err(Error::new(Kind::Language, "hardly any English word is in it"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Input;

    fn is_english(text: &str) -> bool {
        check(&Document::new(Input { text: text.to_owned(), ..Default::default() })).is_ok()
    }

    #[test]
    fn other_languages_are_refused() {
        assert!(is_english("The prime minister of Peru said on Monday that the talks with the rebels had been put off until the end of the month, and that he was sorry."));
        assert!(is_english("Beirut blast kills 12"), "too short to tell");
        assert!(!is_english("Le premier ministre du Pérou a déclaré lundi que les négociations avec les rebelles étaient reportées à la fin du mois et qu'il le regrettait vivement."));
        assert!(!is_english("Der Ministerpräsident sagte am Montag, die Gespräche mit den Aufständischen seien bis zum Ende des Monats verschoben worden, was er sehr bedauere."));
        assert!(!is_english("Президент заявил в понедельник, что переговоры отложены."));
        assert!(!is_english("首相は月曜日に会談を延期したと述べた。"));
    }
}
