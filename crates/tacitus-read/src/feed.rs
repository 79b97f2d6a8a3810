//! Feeds in RSS and Atom, one document an item.
//!
//! The text is the item's fullest: its content, else its description or summary. What feeds write of marks in them is
//! taken off. Nothing is fetched: a feed of headlines has headlines.

use std::io::BufRead;
use std::path::Path;

use tacitus::Input;

use crate::day::day;
use crate::published::{self, Hint};
use crate::rows::checked_text;
use crate::xml::{self, Child, Elements};
use crate::{Error, Found, Kind, Options, Place, html};

/// Reads documents, one an item. `path` is what errors are to name.
///
/// # Errors
/// Each item is a document or what is wrong with its element. A file without one is the only item.
pub fn read<R: BufRead>(
    reader: R,
    path: &Path,
    options: &Options,
) -> impl Iterator<Item = Result<Found<Input>, Error>> + use<R> {
    xml::Documents::new(Elements::new(reader, &["item", "entry"], options), Place::file(path), options, document)
}

/// Where the text is, the fullest first. RSS names its content `content:encoded`.
const TEXTS: [&str; 4] = ["encoded", "content", "description", "summary"];
const DAYS: [&str; 5] = ["pubdate", "published", "date", "issued", "updated"];

fn document(bytes: &[u8], options: &Options) -> Result<Input, Kind> {
    let children = xml::read(bytes)?;
    // A copy of the feed's own head says nothing of the item, and media have titles and descriptions too.
    let end = children.iter().position(|child| child.name == "source" && child.text.trim().is_empty());
    let fields = &children[..end.unwrap_or(children.len())];
    let filled = |name: &str| fields.iter().find(|child| child.name == name && !child.text.trim().is_empty());
    let line = |name| Some(filled(name)?.text.split_whitespace().collect::<Vec<_>>().join(" "));
    let text = match TEXTS.iter().find_map(|name| filled(name)) {
        Some(child) => text(child)?,
        None => elements(fields, bytes)?,
    };
    let mut input = Input {
        id: line("guid").or_else(|| line("id")),
        source: link(fields),
        title: line("title").map(|title| html::fragment(&title)).transpose()?,
        published: DAYS.iter().find_map(|name| day(&filled(name)?.text)),
        text: checked_text(text, options.max_document_bytes)?,
    };
    let hint = input.source.as_deref().and_then(Hint::of_url);
    published::settle(&mut input, hint, options);
    Ok(input)
}

fn text(child: &Child) -> Result<String, Kind> {
    let plain = child.attribute("type") == Some("text") || !child.text.contains(['<', '&']);
    if plain { Ok(child.text.trim().to_owned()) } else { html::fragment(&child.text) }
}

/// Atom may hold its content's marks as elements.
fn elements(fields: &[Child], bytes: &[u8]) -> Result<String, Kind> {
    let content = fields.iter().find(|child| child.name == "content" && child.attribute("type") == Some("xhtml"));
    let inner = content.and_then(|child| std::str::from_utf8(bytes.get(child.inner.clone())?).ok());
    html::fragment(inner.ok_or_else(|| Kind::Missing { field: "content".to_owned() })?)
}

/// The item's page: RSS writes it in the element, Atom in an attribute, and has links to other things.
fn link(fields: &[Child]) -> Option<String> {
    let links = || fields.iter().filter(|child| child.name == "link");
    let written = links().map(|link| link.text.trim()).find(|text| !text.is_empty());
    let page = |link: &&Child| link.attribute("rel").is_none_or(|rel| rel == "alternate");
    written.or_else(|| links().find(page)?.attribute("href")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(xml: &str) -> Vec<Result<Input, String>> {
        let items = read(xml.as_bytes(), "f".as_ref(), &Options::default());
        items.map(|item| item.map(|found| found.value).map_err(|error| error.to_string())).collect()
    }

    #[test]
    fn rss_is_read() {
        let all = all("<rss version='2.0' xmlns:content='c'><channel><title>The Example</title>
            <item><title>Talks &amp;amp; more</title><link>https://a.example/2023/01/30/t</link><guid>7</guid>
            <pubDate>Mon, 30 Jan 2023 08:00:00 GMT</pubDate><description>Short.</description>
            <content:encoded><![CDATA[<p>Talks <b>began</b>.</p><p>They&rsquo;ll end.</p>]]></content:encoded></item>
            <item><title>B</title><description>Talks &lt;i&gt;failed&lt;/i&gt;.</description></item>
            <item><title>C</title></item></channel></rss>");
        let first = all[0].as_ref().unwrap();
        assert_eq!(first.text, "Talks began.\n\nThey’ll end.");
        assert_eq!((first.id.as_deref(), first.title.as_deref()), (Some("7"), Some("Talks & more")));
        assert_eq!(first.source.as_deref(), Some("https://a.example/2023/01/30/t"));
        assert_eq!(first.published.unwrap().to_string(), "2023-01-30");
        assert_eq!(all[1].as_ref().unwrap().text, "Talks failed.");
        assert_eq!(all[2].as_ref().unwrap_err(), "f:6: there is no `content`");
    }

    #[test]
    fn atom_is_read() {
        let all = all("<feed xmlns='http://www.w3.org/2005/Atom'><title>The Example</title><entry><title>Talks</title>
            <link rel='self' href='x'/><link rel='alternate' href='https://a.example/t'/><id>urn:7</id>
            <updated>2023-02-01T00:00:00Z</updated><published>2023-01-30T00:00:00Z</published>
            <content type='html'>&lt;p&gt;Talks began.&lt;/p&gt;</content><source><title>Other</title></source></entry></feed>");
        let entry = all[0].as_ref().unwrap();
        assert_eq!((entry.text.as_str(), entry.title.as_deref()), ("Talks began.", Some("Talks")));
        assert_eq!((entry.id.as_deref(), entry.source.as_deref()), (Some("urn:7"), Some("https://a.example/t")));
        assert_eq!(entry.published.unwrap().to_string(), "2023-01-30");
    }

    #[test]
    fn content_may_be_elements() {
        let all = all(
            "<feed><entry><content type='xhtml'><div><p>Talks <b>began</b> now.</p></div></content></entry></feed>",
        );
        assert_eq!(all[0].as_ref().unwrap().text, "Talks began now.");
    }

    #[test]
    fn a_damaged_item_costs_itself() {
        let all = all("<rss><item><description>A</item><item><description>B</description></item>");
        assert!(all[0].as_ref().unwrap_err().starts_with("f:1: not XML: ill-formed"));
        assert_eq!(all[1].as_ref().unwrap().text, "B");
    }
}
