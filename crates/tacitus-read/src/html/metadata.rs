//! What a page says of its article: title, author, site, address, language and day.

use dom_query::Document;
use dom_smoothie::Metadata;

use super::Article;
use crate::day::day_in_words;
use crate::published::{Hint, checked};

/// Where pages give their own address.
const ADDRESS: [(&str, &str); 2] = [("link[rel=canonical]", "href"), ("meta[property='og:url']", "content")];

/// Where pages give the day of publication, the surest first.
const DAY: [(&str, &str); 12] = [
    ("meta[property='article:published_time']", "content"),
    ("meta[itemprop=datePublished]", "content"),
    ("[itemprop=datePublished]", "datetime"),
    ("meta[name='parsely-pub-date']", "content"),
    ("meta[name='dc.date.issued']", "content"),
    ("meta[name='DC.date.issued']", "content"),
    ("meta[name=pubdate]", "content"),
    ("meta[name='publish-date']", "content"),
    ("meta[name=date]", "content"),
    ("meta[name='sailthru.date']", "content"),
    ("time[pubdate]", "datetime"),
    ("article time[datetime], main time[datetime]", "datetime"),
];

/// What is read here and not by the library: address and day.
pub(super) fn read(document: &Document, found_at: Option<&str>) -> Article {
    let attribute = |(selector, name): &(&str, &str)| filled(&document.select(selector).attr(name)?);
    let own = ADDRESS.iter().filter_map(attribute).find(|url| url.contains("://"));
    let mut said = DAY.iter().filter_map(attribute);
    Article {
        url: own.or_else(|| found_at.map(str::to_owned)),
        published: said.find_map(|value| day_in_words(&value)),
        ..Article::default()
    }
}

/// Adds what the library found in the page's head.
pub(super) fn complete(article: &mut Article, said: Metadata) {
    article.site = said.site_name.as_deref().and_then(filled);
    article.title = filled(without_site(&said.title, article.site.as_deref()));
    article.language = said.lang.as_deref().and_then(filled);
    complete_byline(article, said.byline);
    if article.url.is_none() {
        article.url = said.url.filter(|url| url.contains("://"));
    }
    let given = article.published.or_else(|| day_in_words(&said.published_time?));
    article.published = checked(given, article.url.as_deref().and_then(Hint::of_url));
}

/// A title without the site's name behind a sign, which the library leaves where little else is left.
fn without_site<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let bare = site.and_then(|site| title.trim_end().strip_suffix(site)).map(str::trim_end);
    bare.and_then(|bare| bare.strip_suffix(['|', '-', '–', '—', '·', '»', ':'])).unwrap_or(title)
}

/// A value that says something.
fn filled(value: &str) -> Option<String> {
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// Adds an author where there is none yet.
pub(super) fn complete_byline(article: &mut Article, said: Option<String>) {
    if article.byline.is_none() {
        article.byline = said.as_deref().and_then(byline);
    }
}

/// Names without "By", addresses and the agency after a bar; `None` where no name is left.
fn byline(said: &str) -> Option<String> {
    const LONGEST: usize = 150;
    let line = said.split(['\n', '|', '•', '·']).map(str::trim).find(|part| !part.is_empty())?;
    let mut names = line;
    for lead in ["by ", "written by ", "posted by ", "author: ", "from "] {
        if let Some(head) = names.get(..lead.len())
            && head.eq_ignore_ascii_case(lead)
        {
            names = names[lead.len()..].trim_start();
        }
    }
    let words: Vec<&str> = names.split_whitespace().filter(|word| !word.contains(['@', '/'])).collect();
    let names = words.join(" ");
    let names = names.trim_matches([',', ';', ' ', '-', '–', '—']);
    (names.chars().any(char::is_alphabetic) && names.len() <= LONGEST).then(|| names.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_not_its_sites() {
        assert_eq!(without_site("Talks | The Example", Some("The Example")).trim(), "Talks");
        assert_eq!(without_site("Talks of The Example", Some("The Example")), "Talks of The Example");
        assert_eq!(without_site("Talks", None), "Talks");
    }

    #[test]
    fn bylines_are_names() {
        for (said, clean) in [
            ("By Ada Lark and Ben Roe", Some("Ada Lark and Ben Roe")),
            ("BY ADA LARK | The Example", Some("ADA LARK")),
            ("\n Ada Lark, ada@a.example\nCorrespondent", Some("Ada Lark")),
            ("https://a.example/staff/ada", None),
            (" ", None),
            ("Byron Reed", Some("Byron Reed")),
        ] {
            assert_eq!(byline(said).as_deref(), clean, "{said}");
        }
    }
}
