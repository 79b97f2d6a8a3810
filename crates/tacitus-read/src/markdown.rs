//! Markdown: one document a file, without its marks.
//!
//! Paragraphs, headings and list items become paragraphs; the words of links stay, images go. Between two lines of
//! three dashes at the beginning, `title:`, `date:` and the other fields of [`jsonl`](crate::jsonl) are read.

use std::borrow::Cow;
use std::io::BufRead;
use std::path::Path;

use pulldown_cmark::{Event, MetadataBlockKind, Options as Extensions, Parser, Tag, TagEnd};
use tacitus::Input;

use crate::draft::Draft;
use crate::field::Field;
use crate::names::Role;
use crate::{Error, Found, Kind, Options, text};

/// Reads a document. `path` is what errors name, and what the document's id and source are made from where its front
/// matter gives none.
///
/// # Errors
/// As for [`text::read`], and for a `published` that is no day.
pub fn read(reader: impl BufRead, path: &Path, options: &Options) -> Result<Found<Input>, Error> {
    let found = text::read(reader, path, options)?;
    let Found { place, value: plain } = found;
    match document(&plain.text, options) {
        Ok(mut input) => {
            input.id = input.id.or(plain.id);
            input.source = input.source.or(plain.source);
            input.published = input.published.or(plain.published);
            Ok(Found { place, value: input })
        }
        Err(kind) => Err(Error::new(place, kind)),
    }
}

fn document(markdown: &str, options: &Options) -> Result<Input, Kind> {
    let (front, text) = strip(markdown);
    let mut draft = Draft::default();
    for line in front.lines() {
        if let Some((name, value)) = line.split_once(':')
            && let Some(role) = options.names.role(name.trim()).filter(|(role, _)| *role != Role::Text)
        {
            let value = value.trim().trim_matches(['"', '\'']);
            if !value.is_empty() {
                draft.put(role, Field::Text(Cow::Borrowed(value)));
            }
        }
    }
    draft.put((Role::Text, 0), Field::Text(Cow::Owned(text)));
    draft.finish(options)
}

/// The front matter, and the text without marks.
fn strip(markdown: &str) -> (String, String) {
    let extensions = Extensions::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Extensions::ENABLE_TABLES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_FOOTNOTES;
    let mut out = Text::default();
    for event in Parser::new_ext(markdown, extensions) {
        out.take(event);
    }
    (out.front, out.text)
}

#[derive(Default)]
struct Text {
    text: String,
    front: String,
    in_front: bool,
    /// How many images the parser is in.
    images: usize,
    /// What divides the next words from those before.
    gap: Gap,
}

#[derive(Default, Clone, Copy, PartialEq, PartialOrd)]
enum Gap {
    #[default]
    None,
    Line,
    Paragraph,
}

impl Text {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(Tag::MetadataBlock(MetadataBlockKind::YamlStyle)) => self.in_front = true,
            Event::End(TagEnd::MetadataBlock(_)) => self.in_front = false,
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::Start(Tag::Item) => self.widen(Gap::Line),
            Event::Start(tag) if is_block(&tag) => self.widen(Gap::Paragraph),
            Event::End(TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead) => self.widen(Gap::Line),
            Event::End(TagEnd::TableCell) => self.put(" "),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::List(_) | TagEnd::Table,
            ) => {
                self.widen(Gap::Paragraph);
            }
            Event::Text(words) if self.in_front => self.front.push_str(&words),
            Event::Text(words) | Event::Code(words) => self.put(&words),
            Event::SoftBreak | Event::HardBreak => self.put("\n"),
            Event::Rule => self.widen(Gap::Paragraph),
            _ => {}
        }
    }

    fn widen(&mut self, gap: Gap) {
        if gap > self.gap {
            self.gap = gap;
        }
    }

    fn put(&mut self, words: &str) {
        if self.images > 0 {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str(match self.gap {
                Gap::None => "",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.gap = Gap::None;
        self.text.push_str(words);
    }
}

fn is_block(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Paragraph | Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Table(_) | Tag::HtmlBlock
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(markdown: &str) -> Result<Input, String> {
        let found = read(markdown.as_bytes(), "news/a.md".as_ref(), &Options::default());
        found.map(|found| found.value).map_err(|error| error.to_string())
    }

    #[test]
    fn marks_are_taken_off() {
        let input =
            one("# Talks *open*\n\nThe **minister** [said](https://a.example) so,\nand `left`. ![A photo](a.png)\n\n\
                         > “We agree,”\n> he said.\n\n- One\n- Two\n\n<b>Bold</b> & new\n");
        assert_eq!(
            input.unwrap().text,
            "Talks open\n\nThe minister said so,\nand left. \n\n“We agree,”\nhe said.\n\nOne\nTwo\n\nBold & new"
        );
    }

    #[test]
    fn front_matter_is_read() {
        let input = one(
            "---\ntitle: \"Talks: a start\"\ndate: 2023-01-30 08:00\nurl: https://a.example/t\ntags: [a]\n---\n\nTalks.\n",
        );
        let input = input.unwrap();
        assert_eq!((input.text.as_str(), input.title.as_deref()), ("Talks.", Some("Talks: a start")));
        assert_eq!(input.published.unwrap().to_string(), "2023-01-30");
        assert_eq!((input.id.as_deref(), input.source.as_deref()), (Some("a"), Some("https://a.example/t")));
        assert_eq!(
            one("---\npublished: soon\n---\nTalks.").unwrap_err(),
            "news/a.md: `published` must be YYYY-MM-DD or an RFC 3339 stamp, and is \"soon\""
        );
        assert_eq!(one("---\ntitle: A\n---\n").unwrap_err(), "news/a.md: there is no text");
    }

    proptest! {
        #[test]
        fn plain_words_come_back_unchanged(words in "[A-Z][a-zé’ ,]{0,40}[a-z]\\.") {
            prop_assert_eq!(&one(&words).unwrap().text, &words);
        }

        #[test]
        fn arbitrary_text_never_panics(text in r"(---|\n|#|\*|\[|\]|\(|\)|!|`|>|-|\||[a-z]| |:){0,40}") {
            let _ = one(&text);
        }
    }
}
