//! Names: which words of a mention are its name, and which names a phrase holds.

use std::ops::Range;

use tacitus_knowledge::{How, Kind, Knowledge};

use crate::document::{Document, MentionKind, Upos};

/// Adjectives that begin names of places; others, such as "Pakistani", say whose the place is.
const PARTS_OF_PLACES: [&str; 10] =
    ["North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "New"];

/// The words of a mention that are its proper name, without titles and descriptions: "Jens Stoltenberg" of "NATO
/// Secretary-General Jens Stoltenberg".
///
/// Of a person that is the head and what is flat after it; titles stand before it as compounds. Other names may have
/// parts before their head, and small words in them ("Ministry of Defence").
pub fn proper_name(document: &Document, m: usize) -> Range<usize> {
    let mention = &document.mentions[m];
    let syntax = &document.syntax;
    let (head, limit) = (mention.head, mention.span.end);
    let person = mention.kind == MentionKind::Person;
    let capital = |i: usize| document.word(i).starts_with(char::is_uppercase);
    // The parts of a place's name touch, whatever the tree makes of them: "South" and "Korea".
    let part_of_place = |i: usize| {
        mention.kind == MentionKind::Place
            && capital(i)
            && (syntax.upos[i] == Upos::Propn || PARTS_OF_PLACES.contains(&document.word(i)))
            && !matches!(syntax.relation(i), "appos" | "conj")
    };
    let body = mention.kind == MentionKind::Organization;
    // "Chambers" of "Federation of Peruvian Chambers".
    let named = |i: usize| syntax.upos[i] == Upos::Propn || body && syntax.upos[i] == Upos::Noun && capital(i);
    // "African" of "Community of West African States".
    let leads_on = |i: usize| {
        let name = |p: usize| p > i && p < limit && named(p) && syntax.is_below(p, head);
        capital(i) && syntax.relation(i) == "amod" && syntax.parent(i).is_some_and(name)
    };
    // "of" of "Federation of Peruvian Chambers", "Without" of "Reporters Without Borders".
    let links = |i: usize| {
        let small = is_small(document.word(i)) || body && capital(i) && syntax.upos[i] == Upos::Adp;
        small && (i + 1..limit.min(i + 3)).any(|j| named(j) && syntax.is_below(j, head))
    };
    // "Musab al-Zarqawi": the hyphen of a name.
    let hyphen = |i: usize| document.word(i) == "-" && i + 1 < limit && syntax.upos[i + 1] == Upos::Propn;
    let goes_on = |i: usize| {
        let own = named(i) && syntax.is_below(i, head) && !matches!(syntax.relation(i), "appos" | "conj");
        syntax.relation(i) == "flat"
            || own
            || part_of_place(i)
            || hyphen(i)
            || (person
                && syntax.upos[i] == Upos::Propn
                && capital(i)
                && !matches!(syntax.relation(i), "appos" | "conj"))
            || (!person && (leads_on(i) || links(i)))
    };
    let mut end = (head + 1..limit).find(|&i| !goes_on(i)).unwrap_or(limit);
    // A small word that links nothing any more: "and" of "Korea and Japan", which are two.
    while end > head + 1 && is_small(document.word(end - 1)) {
        end -= 1;
    }
    let own_before = |i: usize| {
        let before = matches!(syntax.relation(i), "compound" | "flat" | "amod" | "nmod");
        !person && before && syntax.upos[i] == Upos::Propn || part_of_place(i)
    };
    // "Tea and Coffee Board", "Sino-Kazakh Pipeline Co.": what leads to a body's head is one name.
    let part = |i: usize| syntax.upos[i] == Upos::Propn && capital(i) && syntax.relation(i) != "appos";
    let joins = |i: usize| match document.word(i) {
        "and" | "&" => i > mention.span.start && part(i - 1),
        "-" => i > mention.span.start && capital(i - 1),
        _ => false,
    };
    let joined = |i: usize| syntax.relation(i) == "conj" && part(i) || capital(i) && i + 1 < limit && joins(i + 1);
    let goes_before = |i: usize| own_before(i) || body && (joins(i) || joined(i));
    let start = (mention.span.start..head).rev().take_while(|&i| goes_before(i)).last().unwrap_or(head);
    start..end
}

/// The words of a mention's name with the adjectives that lead a body's: "Supreme Court", of which only "Court" is a proper
/// noun.
pub fn full_name(document: &Document, m: usize) -> Range<usize> {
    let name = proper_name(document, m);
    let mention = &document.mentions[m];
    let first = document.sentence_around(mention.head).start;
    let leads = |&i: &usize| {
        i > first
            && document.syntax.upos[i] == Upos::Adj
            && document.syntax.relation(i) == "amod"
            && document.word(i).starts_with(char::is_uppercase)
    };
    let body = mention.kind == MentionKind::Organization;
    let lead = (mention.span.start..name.start).rev().take_while(leads).filter(|_| body).last();
    lead.unwrap_or(name.start)..name.end
}

/// Whether a mention is of several who are joined: "Peru and Chile" is not Peru.
pub fn is_coordination(document: &Document, m: usize) -> bool {
    let (syntax, mention) = (&document.syntax, &document.mentions[m]);
    let joined = |c: usize| syntax.relation(c) == "conj" && mention.span.contains(&c);
    syntax.children(mention.head, document.sentence_around(mention.head)).any(joined)
}

/// Whether a word is one that stands between parts of a name.
fn is_small(word: &str) -> bool {
    matches!(word, "of" | "for" | "the" | "and" | "on" | "-" | "&" | "'s" | "’s")
}

/// Whether words name a country's capital, and mean it before all else.
pub fn is_capital(document: &Document, knowledge: &Knowledge, words: &Range<usize>) -> bool {
    let found = knowledge.lookup(document.slice(words), document.input.published);
    found.first().is_some_and(|best| best.entry.kind == Kind::Country && best.how == How::Capital)
}

/// Lower-case without the determiner, hyphens and possessive mark.
pub fn fold(name: &str) -> String {
    let lower = name.to_lowercase().replace('’', "'").replace('-', " ");
    lower.strip_prefix("the ").unwrap_or(&lower).trim_end_matches("'s").to_owned()
}

/// Tries runs of capitalised words of a phrase as names, longer before shorter, earlier before later.
pub fn best_name<T>(document: &Document, phrase: &Range<usize>, find: impl Fn(&str) -> Option<T>) -> Option<T> {
    let capital = |i: usize| document.word(i).starts_with(char::is_uppercase);
    for length in (1..=phrase.len().min(5)).rev() {
        for start in phrase.start..=phrase.end - length {
            let span = start..start + length;
            if !capital(start) || !capital(span.end - 1) {
                continue;
            }
            if let Some(found) = find(document.slice(&span)) {
                return Some(found);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::describe;
    use crate::testing::document;

    #[test]
    fn a_hyphen_may_stand_in_a_name() {
        let mut d = document("Ana/PROPN/4/nsubj al/PROPN/0/flat -/PUNCT/0/punct Ruiz/PROPN/0/flat left/VERB/4/root");
        let mention = describe(&d, 0..4, MentionKind::Person);
        d.mentions.push(mention);
        assert_eq!(d.slice(&proper_name(&d, 0)), "Ana al - Ruiz");
    }

    #[test]
    fn the_adjectives_that_lead_a_bodys_name_belong_to_it() {
        let name = |first: &str, kind: MentionKind| {
            let mut d = document(&format!("{first}/DET/2/det Supreme/ADJ/2/amod Court/PROPN/2/root"));
            let mention = describe(&d, 0..3, kind);
            d.mentions.push(mention);
            d.slice(&full_name(&d, 0)).to_owned()
        };
        assert_eq!(name("the", MentionKind::Organization), "Supreme Court");
        assert_eq!(name("the", MentionKind::Person), "Court");
    }

    #[test]
    fn the_parts_of_a_place_touch() {
        let mut d = document("visits/NOUN/0/root to/ADP/3/case South/ADJ/3/amod Korea/PROPN/0/nmod");
        let mention = describe(&d, 2..4, MentionKind::Place);
        d.mentions.push(mention);
        assert_eq!(d.slice(&proper_name(&d, 0)), "South Korea");
        d.mentions[0].kind = MentionKind::Organization;
        assert_eq!(d.slice(&proper_name(&d, 0)), "Korea");
    }

    #[test]
    fn a_bodys_name_is_whole() {
        let name = |said: &str| {
            let mut d = document(said);
            let mention = describe(&d, 0..d.words.len(), MentionKind::Organization);
            d.mentions.push(mention);
            d.slice(&proper_name(&d, 0)).to_owned()
        };
        for said in [
            "Tea/PROPN/3/compound and/CCONJ/2/cc Coffee/PROPN/0/conj Board/PROPN/3/root",
            "Sino/ADJ/2/amod -/PUNCT/2/punct Kazakh/PROPN/3/compound Pipeline/PROPN/3/root",
            "Federation/PROPN/0/root of/ADP/3/case Peruvian/ADJ/3/amod Chambers/NOUN/0/nmod",
            "Reporters/PROPN/0/root Without/ADP/2/case Borders/NOUN/0/nmod",
        ] {
            let whole: Vec<&str> = said.split(' ').map(|w| w.split('/').next().unwrap()).collect();
            assert_eq!(name(said), whole.join(" "));
        }
    }
}
