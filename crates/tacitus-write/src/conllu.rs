//! Parses as CoNLL-U, the format of Universal Dependencies v2.
//!
//! A document begins with `# newdoc id`, a sentence with `# sent_id` (the document's id and the sentence's number) and
//! `# text`. A written token of several words (`don't`: `do` and `n't`) has a line of its own before its words'.
//! `MISC` has `SpaceAfter=No` where the next token follows at once, and `start_char` and `end_char`: code points into
//! the document, so that a word can be found again whatever its sentence's `# text` made of line breaks.

use std::fmt::Write;
use std::ops::Range;

use tacitus::Document;
use tacitus::words::Gap;

/// A document's lines. One without an id begins with a bare `# newdoc`, and its sentences are known by number.
pub fn document(document: &Document) -> String {
    let id = document.input.id.as_deref().map(one_line);
    let points = Points::of(document);
    let mut out = String::with_capacity(64 * document.words.len());
    let (mut first, prefix) = match id {
        Some(id) => (format!("# newdoc id = {id}\n"), format!("{id}-")),
        None => ("# newdoc\n".to_owned(), String::new()),
    };
    for (number, sentence) in document.sentences.iter().enumerate() {
        out.push_str(&std::mem::take(&mut first));
        put(&mut out, format_args!("# sent_id = {prefix}{}\n# text = {}\n", number + 1, written(document, sentence)));
        for token in tokens(document, sentence) {
            if token.len() > 1 {
                let form = one_line(document.slice(&token));
                let (a, b) = (token.start - sentence.start + 1, token.end - sentence.start);
                let misc = misc(document, &token, &points, true);
                put(&mut out, format_args!("{a}-{b}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}\n"));
            }
            for word in token.clone() {
                let misc = misc(document, &(word..word + 1), &points, token.len() == 1);
                put_word(&mut out, document, sentence, word, &misc);
            }
        }
        out.push('\n');
    }
    out
}

fn put_word(out: &mut String, document: &Document, sentence: &Range<usize>, word: usize, misc: &str) {
    let syntax = &document.syntax;
    let form = one_line(document.word(word));
    let number = word - sentence.start + 1;
    if word >= syntax.head.len() {
        put(out, format_args!("{number}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}\n"));
        return;
    }
    let lemma = match syntax.lemma[word].as_str() {
        "" => "_".to_owned(),
        lemma => one_line(lemma),
    };
    let feats = match syntax.feats[word] {
        "" => "_",
        feats => feats,
    };
    // A sentence's root is its own head.
    let head = syntax.parent(word).filter(|head| sentence.contains(head)).map_or(0, |head| head - sentence.start + 1);
    let (upos, deprel) = (syntax.upos[word].name(), syntax.deprel[word]);
    put(out, format_args!("{number}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t{misc}\n"));
}

/// The tokens of a sentence as they are written: ranges of one word or more.
fn tokens(document: &Document, sentence: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = sentence.end;
    let mut start = sentence.start;
    std::iter::from_fn(move || {
        let first = start;
        if first == end {
            return None;
        }
        start += 1;
        while start < end && document.words.joined[start] {
            start += 1;
        }
        Some(first..start)
    })
}

fn misc(document: &Document, span: &Range<usize>, points: &Points, ends_token: bool) -> String {
    let (start, end) = (points.start[span.start], points.end[span.end - 1]);
    let touches = document.words.gap.get(span.end) == Some(&Gap::None);
    let space = if ends_token && touches { "SpaceAfter=No|" } else { "" };
    format!("{space}start_char={start}|end_char={end}")
}

/// A sentence with one space wherever the text has white space between two words.
fn written(document: &Document, sentence: &Range<usize>) -> String {
    let mut out = String::new();
    for word in sentence.clone() {
        if word > sentence.start && document.words.gap[word] != Gap::None {
            out.push(' ');
        }
        out.push_str(&one_line(document.word(word)));
    }
    out
}

/// Where words begin and end in code points.
struct Points {
    start: Vec<usize>,
    end: Vec<usize>,
}

impl Points {
    fn of(document: &Document) -> Points {
        let (mut start, mut end) = (Vec::new(), Vec::new());
        let (mut byte, mut point) = (0, 0);
        let mut to = |target: usize| {
            point += document.text()[byte..target].chars().count();
            byte = target;
            point
        };
        for word in 0..document.words.len() {
            let span = document.words.span(word);
            start.push(to(span.start));
            end.push(to(span.end));
        }
        Points { start, end }
    }
}

/// A value without the characters that would end its line or column.
fn one_line(value: &str) -> String {
    value.replace(['\n', '\r', '\t', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], " ")
}

/// Writing to a string does not fail.
fn put(out: &mut String, line: std::fmt::Arguments<'_>) {
    out.write_fmt(line).expect("strings take what they are given");
}

#[cfg(test)]
mod tests {
    use tacitus::Input;
    use tacitus::document::Upos;

    use super::*;

    fn parsed(text: &str, sentences: &[Range<usize>]) -> Document {
        let mut document = Document::new(Input { id: Some("a\nb".into()), text: text.into(), ..Input::default() });
        document.sentences = sentences.to_vec();
        for sentence in sentences {
            for word in sentence.clone() {
                document.syntax.upos.push(Upos::Verb);
                document.syntax.feats.push(if word == 0 { "Number=Sing" } else { "_" });
                document.syntax.lemma.push(document.input.text[document.words.span(word)].to_lowercase());
                document.syntax.head.push(sentence.start as u32);
                document.syntax.deprel.push(if word == sentence.start { "root" } else { "dep" });
            }
        }
        document
    }

    #[test]
    fn tokens_words_and_offsets() {
        let document = parsed("“É don’t\n  go.” Ok", &[0..7, 7..8]);
        let expected = "\
# newdoc id = a b
# sent_id = a b-1
# text = “É don’t go.”
1\t“\t“\tVERB\t_\tNumber=Sing\t0\troot\t_\tSpaceAfter=No|start_char=0|end_char=1
2\tÉ\té\tVERB\t_\t_\t1\tdep\t_\tstart_char=1|end_char=2
3-4\tdon’t\t_\t_\t_\t_\t_\t_\t_\tstart_char=3|end_char=8
3\tdo\tdo\tVERB\t_\t_\t1\tdep\t_\tstart_char=3|end_char=5
4\tn’t\tn’t\tVERB\t_\t_\t1\tdep\t_\tstart_char=5|end_char=8
5\tgo\tgo\tVERB\t_\t_\t1\tdep\t_\tSpaceAfter=No|start_char=11|end_char=13
6\t.\t.\tVERB\t_\t_\t1\tdep\t_\tSpaceAfter=No|start_char=13|end_char=14
7\t”\t”\tVERB\t_\t_\t1\tdep\t_\tstart_char=14|end_char=15

# sent_id = a b-2
# text = Ok
1\tOk\tok\tVERB\t_\t_\t0\troot\t_\tstart_char=16|end_char=18

";
        assert_eq!(super::document(&document), expected);
    }

    #[test]
    fn words_without_a_tree_have_empty_columns() {
        let mut document = Document::new(Input { text: "Go".into(), ..Input::default() });
        document.sentences.push(0..1);
        let out = super::document(&document);
        assert!(out.starts_with("# newdoc\n# sent_id = 1\n"));
        assert!(out.contains("1\tGo\t_\t_\t_\t_\t_\t_\t_\tstart_char=0|end_char=2\n"));
    }
}
