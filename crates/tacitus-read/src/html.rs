//! Web pages: the text of the article on the page, and what the page says of it.
//!
//! A library finds the article. What it leaves in of the page around it is taken off before (`furniture`); dates and
//! bylines are read with care (`metadata`); and a page that was made to take hours or fill the memory is refused while
//! its tree is built (`parse`). Nothing is fetched: what a page loads from elsewhere is not there.

mod attributes;
mod encoding;
mod furniture;
mod metadata;
mod parse;

use std::io::{BufRead, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};
use jiff::civil::Date;
use tacitus::Input;

use crate::published::{self, Hint};
use crate::rows::checked_text;
use crate::{Error, Found, Kind, Options, Place, format};

/// What a page holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// The article, paragraphs divided by empty lines.
    pub text: String,
    /// Its title, without the site's name.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The site's name.
    pub site: Option<String>,
    /// The page's own address as it gives it, else the one it was found at.
    pub url: Option<String>,
    /// The language that the page says it is in, `en-GB`.
    pub language: Option<String>,
    /// The day of publication that the page gives, checked against its URL.
    pub published: Option<Date>,
}

/// Reads a page. `path` is what errors name, and what the document's id and source are made from where the page does
/// not give its address; for standard input, `-`, it gets neither.
///
/// # Errors
/// What is wrong with it: unreadable, too long, nested too deep, or without text.
pub fn read(reader: impl BufRead, path: &Path, options: &Options) -> Result<Found<Input>, Error> {
    let place = Place::file(path);
    let input = || -> Result<Input, Kind> {
        let limit = options.max_record_bytes();
        let mut bytes = Vec::new();
        reader.take(limit as u64 + 1).read_to_end(&mut bytes)?;
        if bytes.len() > limit {
            return Err(Kind::TooLong { limit: options.max_document_bytes });
        }
        let mut input = document(&bytes, None, None, options)?;
        if !place.is_standard_input() {
            input.id = format::stem(&place.path);
            published::settle(&mut input, Hint::of_name(&place.path), options);
            input.source.get_or_insert_with(|| place.path.to_string_lossy().into_owned());
        }
        Ok(input)
    };
    match input() {
        Ok(value) => Ok(Found { place, value }),
        Err(kind) => Err(Error::new(place, kind)),
    }
}

/// The document of a page that was fetched from `url` with this `charset`, as far as these are known.
pub(crate) fn document(
    bytes: &[u8],
    url: Option<&str>,
    charset: Option<&str>,
    options: &Options,
) -> Result<Input, Kind> {
    let html = encoding::decode(bytes, charset);
    if is_binary(&html) {
        return Err(Kind::Malformed { format: "a web page", reason: "it is binary".to_owned() });
    }
    let article = article(&html, url)?;
    let mut input = Input {
        id: None,
        source: article.url,
        title: article.title,
        published: article.published,
        text: checked_text(article.text, options.max_document_bytes)?,
    };
    let hint = input.source.as_deref().and_then(Hint::of_url);
    published::settle(&mut input, hint, options);
    Ok(input)
}

/// Whether more than one character in a hundred is one that texts do not hold. A few stray ones are the parser's affair.
fn is_binary(html: &str) -> bool {
    const SHARE: usize = 100;
    let strange = |byte: &u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    html.bytes().filter(strange).count() * SHARE > html.len()
}

/// The article of a page that was found at `url`.
///
/// # Errors
/// If elements are nested too deep. A page without an article has what text there is.
///
/// ```
/// let page = "<html lang=en><head><title>Talks open</title><meta property=article:published_time content=2023-01-30>
///     </head><body><nav>Home</nav><article><p>Talks opened in Geneva.</p><p>They go on.</p></article></body></html>";
/// let article = tacitus_read::html::article(page, None).unwrap();
/// assert_eq!(article.text, "Talks opened in Geneva.\n\nThey go on.");
/// assert_eq!(article.published.unwrap().to_string(), "2023-01-30");
/// ```
pub fn article(html: &str, url: Option<&str>) -> Result<Article, Kind> {
    guarded(|| Ok(extract(parse::page(html)?, url)))
}

/// Other people's code on other people's pages: one that trips it costs itself.
fn guarded<T>(read: impl FnOnce() -> Result<T, Kind>) -> Result<T, Kind> {
    let attempt = catch_unwind(AssertUnwindSafe(read));
    attempt.unwrap_or_else(|_| Err(Kind::Unsupported { what: "this page".to_owned() }))
}

/// The text of a piece of a page that is all article, such as a feed's item.
pub(crate) fn fragment(html: &str) -> Result<String, Kind> {
    guarded(|| {
        let document = parse::fragment(html)?;
        furniture::remove_elements(&document);
        Ok(furniture::remove_lines(&document.formatted_text()))
    })
}

fn extract(document: Document, url: Option<&str>) -> Article {
    let mut article = metadata::read(&document, url);
    furniture::remove_elements(&document);
    let whole = document.body().map(|body| body.formatted_text().to_string()).unwrap_or_default();
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut text = String::new();
    if let Ok(mut page) = Readability::with_document(document, None, Some(config)) {
        let said = page.get_article_metadata(page.parse_json_ld());
        metadata::complete(&mut article, said);
        if let Ok(found) = page.parse() {
            metadata::complete_byline(&mut article, found.byline);
            text = furniture::remove_lines(&found.text_content);
        }
    }
    if text.trim().is_empty() {
        text = furniture::remove_lines(&whole);
    }
    article.text = text;
    article
}

#[cfg(test)]
mod tests;
