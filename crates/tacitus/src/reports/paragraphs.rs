//! Quotations that run over paragraphs: one that is not closed at the end of its paragraph goes on in the next, which
//! opens it anew. One that is a paragraph of its own is of who spoke in the paragraph before, not of who speaks next.

use std::ops::Range;

use crate::document::{Attribution, Document};
use crate::quotations::{closes, opens};
use crate::words::Gap;

/// Words between the end of a content and that of its paragraph that are no part of the quotation: a full stop.
const SLACK: usize = 2;

/// Gives statements the rest of their quotations. Requires quotations and attributions.
pub fn join(document: &mut Document) {
    for start in 1..document.words.len() {
        if document.words.gap[start] < Gap::Line || !opens(document, start) {
            continue;
        }
        let unclosed = document.quoted[start - 1] && !closes(document, start - 1);
        if unclosed && let Some(run) = run(document, start) {
            go_on(document, run);
        }
    }
    for a in 0..document.attributions.len() {
        hand_back(document, a);
    }
}

/// Gives the quotations that are paragraphs of their own before another's words to who spoke before them.
fn hand_back(document: &mut Document, a: usize) {
    let begins = |i: usize| i == 0 || i >= document.words.len() || document.words.gap[i] >= Gap::Line;
    let Some(cue) = document.attributions[a].cue.first().cloned() else { return };
    let of_another = |content: &Range<usize>| {
        let paragraph = begins(content.start) && (content.end..=content.end + SLACK).any(begins);
        let told_anew = || (content.end..cue.start).any(|i| begins(i) && !opens(document, i));
        if !paragraph || !opens(document, content.start) || !told_anew() {
            return None;
        }
        let start = (0..content.start).rfind(|&i| begins(i))?;
        let speaks = |b: &Attribution| {
            let quoted = b.content.iter().any(|c| document.quoted[c.start]);
            quoted
                && !b.source.is_empty()
                && b.cue.first().is_some_and(|cue| start <= cue.start && cue.end <= content.start)
        };
        let others = document.attributions.iter().enumerate().filter(|(_, b)| speaks(b));
        others.max_by_key(|(_, b)| b.cue[0].start).map(|(b, _)| b)
    };
    let contents = &document.attributions[a].content;
    let found: Vec<Option<usize>> = contents.iter().map(of_another).collect();
    if found.iter().all(Option::is_some) {
        return;
    }
    let contents = std::mem::take(&mut document.attributions[a].content);
    for (content, before) in contents.into_iter().zip(found) {
        document.attributions[before.unwrap_or(a)].content.push(content);
    }
}

/// The quoted words from an opening mark to the one that closes it or to the paragraph's end.
fn run(document: &Document, start: usize) -> Option<Range<usize>> {
    let ends = |i: usize| document.words.gap[i] >= Gap::Line || !document.quoted[i];
    let end = (start + 1..document.words.len()).find(|&i| ends(i)).unwrap_or(document.words.len());
    (end - start > 1).then_some(start..end)
}

/// Adds a run of words to the statement whose content the paragraph before ends with, unless it has a cue of its own.
fn go_on(document: &mut Document, run: Range<usize>) {
    let attributions = &document.attributions;
    let before = attributions.iter().position(|a| {
        a.content.last().is_some_and(|c| c.end <= run.start && run.start - c.end <= SLACK && document.quoted[c.start])
    });
    let Some(before) = before else { return };
    let within = |c: &Range<usize>| c.start < run.end && run.start < c.end;
    let mut there = (0..attributions.len()).filter(|&a| attributions[a].content.iter().any(within));
    match there.next() {
        None => document.attributions[before].content.push(run),
        Some(alone) if attributions[alone].cue.is_empty() && there.next().is_none() => {
            document.attributions[before].content.push(run);
            document.attributions.remove(alone);
        }
        Some(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Input;
    use crate::testing::{one, told};

    #[test]
    fn an_open_quotation_goes_on_in_the_next_paragraph() {
        let text = "“We left, he said. “It was late.\n\n“We slept.” Then they talked.";
        let mut d = Document::new(Input { text: text.to_owned(), ..Default::default() });
        d.quoted = crate::quotations::quoted(&d);
        let at = |word: &str| (0..d.words.len()).find(|&i| d.word(i) == word).expect("it is in the text");
        let (it, late, slept) = (at("It") - 1, at("late"), at("slept"));
        d.attributions.push(Attribution { cue: one(5..6), content: one(it..late + 2), ..Default::default() });
        join(&mut d);
        let content = &d.attributions[0].content;
        assert_eq!((content.len(), d.slice(&content[1])), (2, "“We slept.”"));
        assert!(content[1].contains(&slept));
    }

    #[test]
    fn a_paragraph_of_quotation_is_of_who_spoke_before() {
        let text = "“We left,” he said.\n\n“It was late.”\n\nPeru waits.\n\n“We slept,” Ana says.";
        let mut d = Document::new(Input { text: text.to_owned(), ..Default::default() });
        d.quoted = crate::quotations::quoted(&d);
        let at = |word: &str| (0..d.words.len()).find(|&i| d.word(i) == word).expect("it is in the text");
        let (said, it, late, slept, ana) = (at("said"), at("It"), at("late"), at("slept"), at("Ana"));
        let late = it - 1..late + 3;
        d.attributions = vec![
            told(said - 1..said, said..said + 1, 0..5),
            Attribution {
                source: one(ana..ana + 1),
                cue: one(ana + 1..ana + 2),
                content: vec![late.clone(), slept - 2..slept + 3],
                ..Default::default()
            },
        ];
        join(&mut d);
        assert_eq!((&d.attributions[0].content[1], d.attributions[1].content.len()), (&late, 1));
    }
}
