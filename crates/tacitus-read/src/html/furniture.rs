//! What stands on a page and is no part of the article: captions, related headlines, prompts to subscribe.

use std::sync::LazyLock;

use dom_query::Document;

/// Elements that hold no sentence of an article, wherever they stand.
const ELEMENTS: &str = "figcaption, aside, nav, form, button, dialog, noscript, iframe, \
    .wp-caption-text, .caption, .image-caption, .photo-caption, .newsletter-signup, .related-articles, \
    .related-stories, .read-more, .social-share, .share-buttons, .screen-reader-text, .visually-hidden, .sr-only";

/// Takes such elements off.
pub(super) fn remove_elements(document: &Document) {
    document.select(ELEMENTS).remove();
}

/// How a line of the table is recognised.
#[derive(Clone, Copy, PartialEq)]
enum How {
    /// The line is the phrase, but for signs around it.
    Whole,
    /// The line begins with the phrase.
    Start,
    /// The line is the phrase, and the headlines below it go as well.
    Heading,
}

/// The table, phrases in lower case.
static TABLE: LazyLock<Vec<(How, &'static str)>> = LazyLock::new(|| {
    let table = include_str!("../../../../knowledge/words/furniture.tsv");
    table.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
});

fn row(line: &'static str) -> Option<(How, &'static str)> {
    let (how, phrase) = line.split_once('\t')?;
    let how = match how {
        "whole" => How::Whole,
        "start" => How::Start,
        "heading" => How::Heading,
        _ => return None,
    };
    Some((how, phrase))
}

/// A text of paragraphs without the lines that are furniture.
pub(super) fn remove_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut below_heading = false;
    for paragraph in text.split("\n\n") {
        let mut kept = Vec::new();
        for line in paragraph.lines().map(str::trim).filter(|line| !line.is_empty()) {
            below_heading &= !is_sentence(line);
            match recognise(line) {
                Some(How::Heading) => below_heading = true,
                Some(_) => {}
                None if below_heading => {}
                None => kept.push(line),
            }
        }
        if !kept.is_empty() {
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            out.push_str(&kept.join("\n"));
        }
    }
    out
}

fn recognise(line: &str) -> Option<How> {
    const LONGEST: usize = 200;
    if line.len() > LONGEST {
        return None;
    }
    let lower = line.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    if is_image_count(bare) {
        return Some(How::Whole);
    }
    let fits = |(how, phrase): &&(How, &str)| match how {
        How::Whole | How::Heading => bare == *phrase,
        How::Start => lower.trim_start_matches(['(', '[', '*', '•', '–', '-', ' ']).starts_with(phrase),
    };
    TABLE.iter().find(fits).map(|(how, _)| *how)
}

/// "image 1 of 5".
fn is_image_count(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    matches!(words[..], ["image" | "photo" | "slide" | "picture", n, "of" | "/", m] if number(n) && number(m))
}

/// Whether a line is more than a headline: it ends as sentences do.
fn is_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '"', '”', '’', ':', ';', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_understood() {
        let table = include_str!("../../../../knowledge/words/furniture.tsv");
        assert_eq!(TABLE.len(), table.lines().filter(|line| !line.starts_with('#')).count());
        for (how, phrase) in TABLE.iter() {
            assert_eq!(*phrase, phrase.trim().to_lowercase());
            assert!(recognise(phrase).is_some_and(|found| found == *how || *how == How::Start), "{phrase}");
        }
    }

    #[test]
    fn furniture_goes_and_sentences_stay() {
        let text = "Talks opened on Monday.\n\nImage 1 of 5\n\nADVERTISEMENT\n\nRelated stories\n\nOther talks fail\n\n\
                    A third headline\n\n“We advertise nothing,” he said.\n\nRead more: Talks in Bern\n\nThey closed.";
        assert_eq!(remove_lines(text), "Talks opened on Monday.\n\n“We advertise nothing,” he said.\n\nThey closed.");
    }

    #[test]
    fn what_only_resembles_furniture_stays() {
        for line in [
            "Related stories were told in court on Monday.",
            "Share prices fell.",
            "Photographs show the image 1 of 5 victims.",
            "Read more books, the minister said.",
        ] {
            assert_eq!(remove_lines(line), line);
        }
    }
}
