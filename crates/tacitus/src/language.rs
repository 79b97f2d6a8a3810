//! The language of a document: the program reads English, and says so of what plainly is not.

use whatlang::{Lang, detect};

use crate::error::{Error, Kind};

/// Bytes that are looked at; more change nothing.
const LOOKED_AT: usize = 4000;
/// Letters under which a text is too short to tell: headlines are mostly names.
const TELLING: usize = 80;
/// How sure the detector must be to have a document refused.
const CERTAIN: f64 = 0.9;

/// Refuses a text that is plainly not in English. What is too short or too mixed to tell is let through.
///
/// ```
/// use tacitus::language::check;
///
/// assert!(check("Beirut blast kills 12").is_ok());
/// assert!(check("Президент заявил в понедельник, что переговоры отложены до конца этого месяца из-за болезни министра.").is_err());
/// ```
///
/// # Errors
/// [`Kind::Language`], naming the language that it seems to be in.
pub fn check(text: &str) -> Result<(), Error> {
    let text = &text[..text.floor_char_boundary(LOOKED_AT)];
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    // A syllable of Chinese or Korean says as much as several letters.
    let dense = text.chars().filter(|c| matches!(*c as u32, 0x3040..=0x9FFF | 0xAC00..=0xD7AF)).count();
    if letters + 4 * dense < TELLING {
        return Ok(());
    }
    match detect(text) {
        Some(found) if found.lang() != Lang::Eng && found.confidence() >= CERTAIN => {
            Err(Error::new(Kind::Language, format!("it seems to be {}", found.lang().eng_name())))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_refused() {
        assert!(
            check("The prime minister of Peru said on Monday that the talks with the rebels had been put off.").is_ok()
        );
        for text in [
            "Le premier ministre du Pérou a déclaré lundi que les négociations avec les rebelles étaient reportées à la fin du mois et qu'il le regrettait vivement.",
            "Der Ministerpräsident sagte am Montag, die Gespräche mit den Aufständischen seien bis zum Ende des Monats verschoben worden, was er sehr bedauere.",
            "首相は月曜日に会談を延期したと述べた。理由は明らかにされていない。",
        ] {
            assert_eq!(check(text).err().map(|e| e.kind), Some(Kind::Language), "{text}");
        }
    }

    #[test]
    fn tables_of_names_and_numbers_are_let_through() {
        assert!(check("Soccer results: Ajax 2 Feyenoord 1; Roda JC 0 Utrecht 0; Twente 3 Sparta 1; Vitesse 1 PSV 4; Heerenveen 2 NEC 2").is_ok());
    }
}
