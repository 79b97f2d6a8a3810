//! The XML that PETRARCH reads, one document a `<Sentence>` or `<Story>`.
//!
//! `<Sentence date="20230130" id="AFP-7_1" source="AFP" sentence="True"><Text>...</Text><Parse>...</Parse></Sentence>`:
//! the text is that of all `<Text>` in it, or the element's own; what was parsed is passed over.

use std::io::BufRead;
use std::path::Path;

use tacitus::Input;

use crate::day::day;
use crate::rows::checked_text;
use crate::xml::{self, Elements};
use crate::{Error, Found, Kind, Options, Place};

/// Reads documents, one a sentence or story. `path` is what errors are to name.
///
/// # Errors
/// Each item is a document or what is wrong with its element. A file without one is the only item.
pub fn read<R: BufRead>(
    reader: R,
    path: &Path,
    options: &Options,
) -> impl Iterator<Item = Result<Found<Input>, Error>> + use<R> {
    xml::Documents::new(Elements::new(reader, &["sentence", "story"], options), Place::file(path), options, document)
}

fn document(bytes: &[u8], options: &Options) -> Result<Input, Kind> {
    let children = xml::read(bytes)?;
    let element = children.first().ok_or(Kind::Empty)?;
    let texts: Vec<&str> =
        children.iter().filter(|child| child.name == "text").map(|child| child.text.trim()).collect();
    let text = if texts.is_empty() { element.text.trim().to_owned() } else { texts.join("\n") };
    let attribute = |name| element.attribute(name).map(str::to_owned);
    let published = element
        .attribute("date")
        .map(|value| day(value).ok_or_else(|| Kind::Date { field: "date".to_owned(), value: value.to_owned() }));
    Ok(Input {
        id: attribute("id"),
        source: attribute("url").or_else(|| attribute("source")),
        title: attribute("headline"),
        published: published.transpose()?.or(options.published),
        text: checked_text(text, options.max_document_bytes)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(xml: &str) -> Vec<String> {
        read(xml.as_bytes(), "f".as_ref(), &Options::default())
            .map(|item| match item {
                Ok(found) => format!("{} {:?}", found.place, found.value),
                Err(error) => error.to_string(),
            })
            .collect()
    }

    #[test]
    fn sentences_are_read() {
        let xml = "<Sentences>\n<Sentence date=\"20230130\" id=\"AFP-7_1\" source=\"AFP\" sentence=\"True\">\n<Text>\n\
                   Talks began &amp; ended.\n</Text>\n<Parse>(ROOT (S))</Parse></Sentence>\n\
                   <Sentence date=\"2023013\"><Text>A</Text></Sentence>\n<Sentence><Text> </Text></Sentence>\n\
                   <Sentence><Text>A</Sentence>\n<Story>B.</Story></Sentences>";
        let all = all(xml);
        let expected = Input {
            id: Some("AFP-7_1".to_owned()),
            source: Some("AFP".to_owned()),
            title: None,
            published: Some(jiff::civil::date(2023, 1, 30)),
            text: "Talks began & ended.".to_owned(),
        };
        assert_eq!(all[0], format!("f:2 {expected:?}"));
        assert_eq!(all[1], "f:7: `date` must be YYYY-MM-DD or an RFC 3339 stamp, and is \"2023013\"");
        assert_eq!(all[2], "f:8: there is no text");
        assert!(all[3].starts_with("f:9: not XML: ill-formed"), "{}", all[3]);
        assert!(all[4].starts_with("f:10 ") && all[4].contains("\"B.\""), "{}", all[4]);
    }

    #[test]
    fn a_file_of_other_xml_says_so() {
        assert_eq!(all("<a><b/></a>"), ["f: not XML of a known kind: there is no <sentence> or <story>"]);
    }
}
