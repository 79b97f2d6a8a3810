//! What the grammar says of who is who: titles before names, relative pronouns, objects of one's own verb, "I".

use super::groups::Groups;
use crate::document::{Attribution, Document, MentionKind, Upos};
use crate::pairs::{REACH, first_person};
use crate::record::Form;
use crate::roles::doers::doer_of;
use crate::words::Gap;

/// The group of the person whose name stands behind a title that was read as a mention too: "the army spokesman" of "the
/// army spokesman Juan Gomez".
pub fn named_behind(document: &Document, m: usize, groups: &Groups) -> Option<usize> {
    let (title, syntax) = (&document.mentions[m], &document.syntax);
    let (relation, above) = (syntax.deprel[title.head], syntax.parent(title.head)?);
    let before =
        matches!(syntax.relation(title.head), "compound" | "flat" | "nmod" | "appos") && relation != "nmod:poss";
    if title.kind != MentionKind::Person || !before {
        return None;
    }
    let mut beginning = (0..m).rev().take_while(|&k| document.mentions[k].span.start == title.span.start);
    groups.of[beginning.find(|&k| {
        let person = &document.mentions[k];
        person.kind == MentionKind::Person
            && person.form == Form::Name
            && title.span.end < person.span.end
            && person.head == above
    })?]
}

/// The group of whom the clause of a relative pronoun is about: "the envoy, who left".
pub fn of_relative(document: &Document, m: usize, groups: &Groups) -> Option<usize> {
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    let relative = matches!(syntax.lemma[mention.head].as_str(), "who" | "whom" | "which" | "that");
    if mention.form != Form::Pronoun || !relative {
        return None;
    }
    let mut clause = syntax.parent(mention.head)?;
    while syntax.deprel[clause] != "acl:relcl" {
        clause =
            syntax.parent(clause).filter(|_| matches!(syntax.relation(clause), "xcomp" | "ccomp" | "obj" | "conj"))?;
    }
    groups.of[headed_before(document, m, syntax.parent(clause)?)?]
}

/// The group of somebody beside whom a mention stands as an apposition: "an envoy, Ana Ruiz".
pub fn of_apposition(document: &Document, m: usize, groups: &Groups) -> Option<usize> {
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    let told = match mention.kind {
        MentionKind::Person => true,
        MentionKind::Organization => mention.form != Form::Pronoun,
        _ => false,
    };
    if syntax.relation(mention.head) != "appos" || !told {
        return None;
    }
    let first = headed_before(document, m, syntax.parent(mention.head)?)?;
    let (kind, nominal) = (document.mentions[first].kind, document.mentions[first].form == Form::Nominal);
    // "The consumer agency, Rospotrebnadzor", "Rospotrebnadzor, the consumer agency"; not the next of a list.
    let beside = document.mentions[first].span.end + 1 == mention.span.start;
    let described = || mention.form == Form::Nominal && beside && !syntax.has(mention.head, "Number=Plur");
    // One word may have been read as a person's name: "the agency, Interpol".
    let same = match (mention.kind, kind) {
        (MentionKind::Person, MentionKind::Person) => true,
        (MentionKind::Person, MentionKind::Organization) => nominal && mention.span.len() == 1,
        (own, other) => own == other && (nominal || described()),
    };
    groups.of[first].filter(|_| same)
}

/// The group of the body or state that is the subject of the clause above "it", where "it" is the subject of what that one
/// says, or of a second predicate: "the agency said [it] had paid", "Peru paid, and later [it] left". What the clause above
/// is about stays what is spoken of (Grosz, Joshi and Weinstein 1995).
pub fn of_subject_above(document: &Document, m: usize, groups: &Groups) -> Option<usize> {
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    let it = document.word(mention.head).eq_ignore_ascii_case("it") && syntax.deprel[mention.head] == "nsubj";
    let verb = syntax.parent(mention.head).filter(|_| it)?;
    let told = |above: &usize| match syntax.relation(verb) {
        "conj" => true,
        "ccomp" => document.attributions.iter().any(|a| a.is_cued_by(*above) && a.tells(verb)),
        _ => false,
    };
    let above = syntax.parent(verb).filter(told)?;
    let sentence = document.sentence_around(verb);
    let subject = syntax.children(above, sentence).find(|&c| c < mention.head && syntax.deprel[c] == "nsubj")?;
    let whom = headed_before(document, m, subject)?;
    let body = matches!(document.mentions[whom].kind, MentionKind::Organization | MentionKind::Place);
    let one = !syntax.has(subject, "Number=Plur") && document.mentions[whom].form != Form::Pronoun;
    groups.of[whom].filter(|_| body && one)
}

/// Whether a mention is several of a kind without a word that points back: "rebels", not "the rebels" or "their rebels".
pub fn is_bare(document: &Document, m: usize) -> bool {
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    let mut below = syntax.children(mention.head, document.sentence_around(mention.head));
    let points = |c: usize| matches!(syntax.deprel[c], "det" | "nmod:poss" | "cop" | "det:predet");
    mention.form == Form::Nominal
        && syntax.upos[mention.head] == Upos::Noun
        && syntax.has(mention.head, "Number=Plur")
        && !below.any(points)
        && syntax.relation(mention.head) != "appos"
}

/// Whether a mention has its noun in common with one of a group.
pub fn tells_alike(document: &Document, m: usize, group: &[usize]) -> bool {
    let noun = |k: usize| &document.syntax.lemma[document.mentions[k].head];
    group.iter().any(|&k| noun(k) == noun(m))
}

/// The mention that `m` cannot mean: who does it of a verb whose object it is or, as a pronoun, whose oblique ("his wife begged
/// her" is about two women; Chomsky 1981, principle B), or the noun of a clause of which it, a pronoun, is the subject ("the
/// men they held").
pub fn another_beside(document: &Document, m: usize) -> Option<usize> {
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    if mention.form == Form::Pronoun && syntax.relation(mention.head) == "nsubj" {
        let verb = syntax.parent(mention.head).filter(|&v| syntax.deprel[v] == "acl:relcl")?;
        let relative = matches!(syntax.lemma[mention.head].as_str(), "who" | "which" | "that" | "what");
        return headed_before(document, m, syntax.parent(verb).filter(|_| !relative)?);
    }
    let reflexive = || {
        let word = document.word(mention.head).to_lowercase();
        word.ends_with("self") || word.ends_with("selves")
    };
    let acted_upon = match syntax.relation(mention.head) {
        "obj" | "iobj" => true,
        "obl" => mention.form == Form::Pronoun,
        _ => false,
    };
    if !acted_upon || reflexive() {
        return None;
    }
    let verb = syntax.parent(mention.head)?;
    let own = syntax.children(verb, document.sentence_around(verb)).find(|&c| syntax.relation(c) == "nsubj");
    let doer = || doer_of(document, verb, 0).filter(|_| mention.form != Form::Pronoun);
    headed_before(document, m, own.or_else(doer)?)
}

/// The mention not far before `m` that has this head.
fn headed_before(document: &Document, m: usize, head: usize) -> Option<usize> {
    (m.saturating_sub(REACH)..m).rev().find(|&k| document.mentions[k].head == head)
}

/// The earlier mentions of whose phrase `m` is a part that is of another kind, or a person of whom another is told: "the
/// Party" in "members of the Party", "Ana Ruiz" in "the son of Ana Ruiz". No phrase means what a part of it means, unless
/// as an apposition (Chomsky 1981, i-within-i); a pronoun in its clause may, and a town be meant with its name.
pub fn around(document: &Document, m: usize) -> impl Iterator<Item = usize> {
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    let start = document.sentence_around(mention.head).start;
    let before = (0..m).rev().take_while(move |&k| document.mentions[k].span.start >= start);
    before.filter(move |&k| {
        let whole = &document.mentions[k];
        let led = |&c: &usize| syntax.relation(c) == "case" && c < mention.head;
        let told_of = || {
            mention.kind == MentionKind::Person
                && syntax.parent(mention.head) == Some(whole.head)
                && syntax.children(mention.head, document.sentence_around(mention.head)).any(|c| led(&c))
        };
        (whole.kind != mention.kind || told_of())
            && mention.form != Form::Pronoun
            && whole.span.start <= mention.span.start
            && mention.span.end <= whole.span.end
            && !matches!(syntax.relation(mention.head), "appos" | "flat")
    })
}

/// Of each word, whether it is the cue of a quotation.
pub fn quoting(document: &Document) -> Vec<bool> {
    let mut out = vec![false; document.words.len()];
    let quoted = |w: usize| document.quoted.get(w) == Some(&true);
    let quotes = |a: &&Attribution| a.content.iter().any(|c| c.clone().any(quoted));
    for cue in document.attributions.iter().filter(quotes).flat_map(|a| &a.cue) {
        out[cue.clone()].fill(true);
    }
    out
}

/// The group of the person whom the sentence before is about, for who speaks a quotation behind it: "An officer disagreed.
/// 'They paid,' [he] said."
/// `quoting` says of each word whether it is the cue of a quotation.
pub fn speaks_on(document: &Document, m: usize, groups: &Groups, quoting: &[bool]) -> Option<usize> {
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    let verb = syntax.parent(mention.head).filter(|_| syntax.relation(mention.head) == "nsubj")?;
    let one = matches!(document.word(mention.head).to_lowercase().as_str(), "he" | "she");
    let quoted = |w: usize| document.quoted.get(w) == Some(&true);
    if !one || quoted(verb) || !quoting[verb] {
        return None;
    }
    let here = document.sentence_of(mention.head);
    let before = document.sentences.get(here.checked_sub(1)?)?;
    if document.words.gap[document.sentences[here].start] >= Gap::Paragraph {
        return None;
    }
    let root = before.clone().find(|&i| syntax.relation(i) == "root" && !quoted(i))?;
    let subject = syntax.children(root, before).find(|&c| syntax.deprel[c] == "nsubj")?;
    let whom = headed_before(document, m, subject).filter(|&k| {
        let person = &document.mentions[k];
        person.kind == MentionKind::Person && !syntax.has(subject, "Number=Plur") && syntax.upos[subject] != Upos::Pron
    })?;
    groups.of[whom]
}

/// The group of who says what an "I" stands in, where no quotation marks show it.
pub fn speaker(document: &Document, m: usize, groups: &Groups) -> Option<usize> {
    let head = document.mentions[m].head;
    if first_person(document.word(head)) != Some(false) {
        return None;
    }
    let said = document.attributions.iter().find(|a| a.tells(head))?;
    groups.of[said.mention?]
}
