//! The language of a document: the program reads English, and says so of what plainly is not.

use whatlang::{Lang, detect};

use crate::error::{Error, Kind};

/// Bytes that are looked at; more change nothing.
const LOOKED_AT: usize = 4000;
/// Letters under which a text is too short to tell: headlines are mostly names.
const TELLING: usize = 80;
/// The same for what is left of a text without its names.
const TELLING_WITHOUT_NAMES: usize = 40;
/// Small words that other languages lack.
const ENGLISH: [&str; 7] = ["the", "and", "said", "with", "from", "which", "after"];
/// Of so many words that are no names, one must be among them for a text to be English whatever its names are.
const ENGLISH_IN: usize = 5;
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
    let Some(lang) = foreign(text, TELLING, CERTAIN) else { return Ok(()) };
    // Names belong to the people and not to the text: a table of footballers of Turin is no Italian.
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    let (names, others): (Vec<&str>, Vec<&str>) = words.partition(|word| is_name(word));
    let mostly_names = names.len() > 2 * others.len();
    let english = others.iter().filter(|word| ENGLISH.contains(*word)).count();
    if english > 1 && english * ENGLISH_IN >= others.len() {
        return Ok(());
    }
    if mostly_names && foreign(&others.join(" "), TELLING_WITHOUT_NAMES, 0.0).is_none() {
        return Ok(());
    }
    Err(Error::new(Kind::Language, format!("it seems to be {}", lang.eng_name())))
}

/// The language that a text of so many letters is in, if that is another than English.
fn foreign(text: &str, telling: usize, certain: f64) -> Option<Lang> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    // A syllable of Chinese or Korean says as much as several letters.
    let dense = text.chars().filter(|c| matches!(*c as u32, 0x3040..=0x9FFF | 0xAC00..=0xD7AF)).count();
    if letters + 4 * dense < telling {
        return None;
    }
    let found = detect(text)?;
    (found.lang() != Lang::Eng && found.confidence() >= certain).then(|| found.lang())
}

/// Whether a word is written as names are, with one capital at the beginning.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(char::is_lowercase)
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
        for text in [
            "Soccer results: Ajax 2 Feyenoord 1; Roda JC 0 Utrecht 0; Twente 3 Sparta 1; Vitesse 1 PSV 4; Heerenveen 2 NEC 2",
            "Leading scorers after Sunday's matches:\n9 Marco Bellini (Torino)\n7 Gianluca Ferrante (Salernitana)\n\
             Alessandro Di Marzio (Cagliari)\nFabrizio Colonna (Bologna)\n5 Stefano Della Rocca (Empoli)\n\
             Giovanni Bertolucci (Livorno)\nDavide Montanari (Ascoli)\n4 Roberto Cassinelli (Sampdoria)",
            "Jean-Pierre Lefebvre, Marie-Claude Beaulieu, Philippe de la Tour, Geneviève Desrosiers, François Lemaître",
            "1. Javier Hernández (ESP) 2. José Luis Rodríguez (MEX) 3. Juan Carlos González (COL) 4. Íñigo Etxeberria",
            "Wolfgang Schönberger, Jürgen Grünwald, Hans-Jörg von der Heide, Friedrich Küppers, Günther Strößner",
        ] {
            assert!(check(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn other_languages_are_refused_however_many_names_they_hold() {
        for text in [
            "Le président Jean Martin a rencontré lundi à Paris le ministre Paul Durand et la ministre Anne Petit, a annoncé l'agence France Presse.",
            "El presidente Juan Pérez se reunió el lunes en Madrid con los ministros Luis García y Ana López, según informó la agencia EFE.",
            "Il presidente Mario Rossi ha incontrato lunedì a Roma il ministro Luca Bianchi e la ministra Anna Verdi, secondo quanto riferito dall'agenzia ANSA.",
            "De minister Jan de Vries heeft maandag in Den Haag gesproken met zijn collega Piet Bakker uit België, meldt het persbureau ANP.",
            "O presidente João Silva reuniu-se na segunda-feira em Lisboa com os ministros Pedro Costa e Maria Santos, informou a agência Lusa.",
            "Presiden Budi Santoso bertemu dengan Menteri Siti Rahayu di Jakarta pada hari Senin untuk membahas kerja sama perdagangan, kata kantor berita Antara.",
            "Bundeskanzler Hans Müller hat am Montag in Berlin mit der Ministerin Eva Schmidt über den Haushalt gesprochen, wie die Nachrichtenagentur dpa meldet.",
        ] {
            assert_eq!(check(text).err().map(|e| e.kind), Some(Kind::Language), "{text}");
        }
    }

    #[test]
    fn names_make_no_text_foreign() {
        let said = "UN Secretary-General Kofi Annan and Russia Foreign Minister Ivan Kos left India. US President Bush and U.S. Senator John Doe came.";
        assert!(check(said).is_ok());
    }
}
