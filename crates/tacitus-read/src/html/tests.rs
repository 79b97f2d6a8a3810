use proptest::prelude::*;

use super::*;

const PAGE: &str = r#"<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Talks open in Geneva | The Example</title>
<meta property="og:site_name" content="The Example">
<meta property="og:title" content="Talks open in Geneva">
<meta name="author" content="By Ada Lark">
<meta property="article:published_time" content="2023-01-30T08:00:00+01:00">
<link rel="canonical" href="https://news.example/2023/01/30/talks-open">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "</script>
</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Talks open in Geneva</h1>
<figure><img src="a.jpg"><figcaption>The hall on Monday. Photo: A. Reed</figcaption></figure>
<p>GENEVA — The two governments opened talks on Monday, officials on both sides said, after a year without contact.</p>
<p>“We expect nothing quick,” the foreign minister said, “but we are here, and we shall stay for as long as it takes.”</p>
<blockquote><p>“We came to listen,” her counterpart wrote in a statement that was handed to reporters at the door.</p></blockquote>
<p>Image 1 of 5</p>
<aside><h2>Related stories</h2><ul><li><a href="/x">Other talks fail</a></li></ul></aside>
<p>The talks, which are to last for a week, are about grain, gas and the return of prisoners, a diplomat said.</p>
<p>Sign up for our newsletter to get the news every morning.</p>
</article>
<footer>© The Example</footer></body></html>"#;

#[test]
fn the_article_is_found() {
    let article = article(PAGE, None).unwrap();
    assert_eq!(article.title.as_deref(), Some("Talks open in Geneva"));
    assert_eq!(article.byline.as_deref(), Some("Ada Lark"));
    assert_eq!(article.site.as_deref(), Some("The Example"));
    assert_eq!(article.url.as_deref(), Some("https://news.example/2023/01/30/talks-open"));
    assert_eq!(article.language.as_deref(), Some("en-GB"));
    assert_eq!(article.published.unwrap().to_string(), "2023-01-30");
    let paragraphs: Vec<&str> = article.text.split("\n\n").collect();
    let starts: Vec<&str> = paragraphs.iter().map(|p| p.split(' ').next().unwrap()).collect();
    assert_eq!(starts, ["GENEVA", "“We", "“We", "The"], "{}", article.text);
}

fn dated(head: &str, url: Option<&str>) -> Option<String> {
    let page = format!("<html><head>{head}</head><body><p>Talks opened in Geneva.</p></body></html>");
    document(page.as_bytes(), url, None, &Options::default()).unwrap().published.map(|date| date.to_string())
}

#[test]
fn days_are_taken_where_they_are() {
    let meta = |content: &str| format!("<meta property='article:published_time' content='{content}'>");
    let url = Some("https://news.example/2023/01/30/talks");
    for (head, url, day) in [
        (meta("2023-01-30"), None, Some("2023-01-30")),
        (meta("0001-01-01T00:00:00"), None, None),
        (meta("January 30, 2023 at 10:15 a.m."), None, Some("2023-01-30")),
        (meta("soon") + "<meta name=date content=2023-01-29>", None, Some("2023-01-29")),
        (meta("2023-01-31T01:00:00Z"), url, Some("2023-01-31")),
        (meta("2024-05-05"), url, Some("2023-01-30")),
        (String::new(), url, Some("2023-01-30")),
        (String::new(), Some("https://news.example/talks"), None),
        (String::new(), None, None),
    ] {
        assert_eq!(dated(&head, url).as_deref(), day, "{head}");
    }
}

#[test]
fn a_dateline_gets_its_year_from_the_address() {
    let page = "<html><body><p>KABUL, March 3 (AFP) - The talks ended on Thursday, an official said.</p></body></html>";
    let input = document(page.as_bytes(), Some("https://a.example/2011/03/x"), None, &Options::default()).unwrap();
    assert_eq!(input.published.unwrap().to_string(), "2011-03-03");
}

#[test]
fn a_page_without_an_article_has_its_text() {
    assert_eq!(
        article("<p>Talks <b>began</b>.</p><div>They ended.</div>", None).unwrap().text,
        "Talks began.\n\nThey ended."
    );
    assert_eq!(article("", None).unwrap().text, "");
    assert_eq!(fragment("Talks &amp; <i>more</i>").unwrap(), "Talks & more");
}

#[test]
fn a_tower_of_elements_is_refused() {
    let message = article(&"<div>".repeat(20_000), None).unwrap_err().to_string();
    assert_eq!(message, "elements are nested more than 1000 deep");
}

#[test]
fn each_fault_is_named() {
    let options = Options { max_document_bytes: 20, ..Options::default() };
    let one = |bytes: &[u8]| read(bytes, "news/a.html".as_ref(), &options).map(|f| f.value).map_err(|e| e.to_string());
    assert_eq!(one(b"<html><p> </p></html>").unwrap_err(), "news/a.html: there is no text");
    assert!(one(b"<p>Talks opened in Geneva today.</p>").unwrap_err().starts_with("news/a.html: longer than 20 bytes"));
    assert_eq!(one(b"<html>\x7FELF\0\x01\x02").unwrap_err(), "news/a.html: not a web page: it is binary");
    assert!(one(&[b' '; 100_000]).unwrap_err().starts_with("news/a.html: longer than 20 bytes"));
    let input = one(b"<p>Talks</p>").unwrap();
    assert_eq!((input.id.as_deref(), input.source.as_deref()), (Some("a"), Some("news/a.html")));
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = document(&bytes, None, None, &Options::default());
    }

    #[test]
    fn near_html_never_panics(page in r#"(<(p|div|a|table|td|script|meta|title|article|time|!--)( class="caption"| content="2023-0"|)>|</(p|div|a|table|article)>|\{"@type":|[a-z ]{1,5}|<|&|\n){0,40}"#) {
        let _ = document(page.as_bytes(), Some("https://a.example/2023/x"), None, &Options::default());
        let _ = fragment(&page);
    }

    #[test]
    fn paragraphs_keep_their_characters(words in "[A-Z][a-zé’“”—, ]{20,80}[a-z]\\.") {
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let page = format!("<html><body><article><p>{line}</p><p>{line}</p></article></body></html>");
        prop_assert_eq!(article(&page, None).unwrap().text, format!("{line}\n\n{line}"));
    }
}
