use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use tacitus::record::{Mention, Source, Span};

use super::*;
use crate::testing::small;

/// The tags of a page, with their attributes: `(name, attributes, closing)`.
fn tags(page: &str) -> Vec<(String, HashMap<String, String>, bool)> {
    let body = page.split_once("</style>").unwrap().1;
    let mut tags = Vec::new();
    for part in body.split('<').skip(1) {
        let (tag, _) = part.split_once('>').expect("tags end");
        let (name, rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = HashMap::new();
        let mut rest = rest.trim();
        while !rest.is_empty() {
            let (key, value) = rest.split_once("=\"").unwrap_or_else(|| panic!("an attribute in {tag:?}"));
            let (value, after) = value.split_once('"').unwrap();
            assert!(attributes.insert(key.to_owned(), value.to_owned()).is_none(), "twice: {tag}");
            rest = after.trim();
        }
        tags.push((name.trim_start_matches('/').to_owned(), attributes, name.starts_with('/')));
    }
    tags
}

/// Elements that are closed in the order in which they were opened, ids that are given once, links that lead somewhere.
fn check(page: &str) {
    let mut open: Vec<String> = vec!["html".into()];
    let (mut ids, mut links) = (HashSet::new(), Vec::new());
    for (name, attributes, closing) in tags(page) {
        assert!(!matches!(name.as_str(), "script" | "img" | "iframe" | "object" | "link"), "{name}");
        assert!(
            !attributes.keys().any(|key| key.starts_with("on") || key == "src" || key == "style"),
            "{attributes:?}"
        );
        if closing {
            if name == "head" {
                continue;
            }
            assert_eq!(open.pop().as_ref(), Some(&name));
        } else {
            open.push(name);
        }
        if let Some(id) = attributes.get("id") {
            assert!(ids.insert(id.clone()), "{id} twice");
        }
        links.extend(attributes.get("href").cloned());
    }
    assert!(open.is_empty(), "{open:?}");
    for link in links {
        match link.strip_prefix('#') {
            Some(id) => assert!(ids.contains(id), "{link} leads nowhere"),
            None => assert!(link.starts_with("https://") || link.starts_with("http://"), "{link}"),
        }
    }
}

/// The words of the text on a page, without the numbers.
fn words(page: &str) -> Vec<String> {
    let article = page.split_once("</style>").unwrap().1;
    let article = article.split_once("<article").unwrap().1.split_once('>').unwrap().1;
    let article = article.split("</article>").next().unwrap();
    let (before, after) = article.split_once("<p class=\"legend\"").unwrap();
    let after = after.split_once("</p>").unwrap().1;
    let mut text = String::new();
    for part in (before.to_owned() + after).split("<sup").enumerate().map(|(i, part)| match i {
        0 => part.to_owned(),
        _ => part.split_once("</sup>").unwrap().1.to_owned(),
    }) {
        for piece in part.replace("</p>", " ").replace("</h1>", " ").split('<').enumerate() {
            text += match piece {
                (0, piece) => piece,
                (_, piece) => piece.split_once('>').unwrap().1,
            };
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&").split_whitespace().map(str::to_owned).collect()
}

#[test]
fn a_page_holds_together() {
    let page = page(&small());
    check(&page);
    for part in [
        "<html lang=\"en\">",
        "<article id=\"text\" lang=\"en\"",
        "<h1 dir=\"auto\">a</h1>",
        "<span class=\"src s1 e3\">Iraq’s minister</span>",
        "<span class=\"cue s1\">said</span><sup><a href=\"#s1\" aria-label=\"statement 1\">s1</a></sup>",
        "<span class=\"at at-v2\" id=\"at-v2\"></span><span class=\"say trg s1 v2\">strike</span><sup class=\"say\"><a href=\"#v2\"",
        "#text:has(.at-v2:target) .v2",
        "<li id=\"v2\" class=\"conflict unreal\"><a class=\"no\" href=\"#at-v2\"",
        "<span class=\"how\">possible</span>",
        "<dd><a href=\"#s1\">s1 Iraq’s minister</a></dd>",
        "<a href=\"#e1\">Iran</a> <em>denies</em>",
        "<a href=\"https://www.wikidata.org/wiki/Q794\" rel=\"noreferrer\">Q794</a>",
        "<td dir=\"auto\">30.50, 47.80</td>",
        "<p class=\"none\">none</p>",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
}

#[test]
fn text_is_never_markup() {
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\" onload='x' </style> &amp; \u{1b}[31m";
    let mut record = small();
    record.text = format!("{} {evil}", record.text);
    record.title = Some(evil.into());
    record.source = Some(format!("javascript:{evil}"));
    record.language = "en\" onclick=\"x".into();
    record.published = Some(evil.into());
    record.model = evil.into();
    for entity in &mut record.entities {
        (entity.name, entity.role) = (evil.into(), Some(evil.into()));
        (entity.code, entity.wikidata) = (Some(evil.into()), Some(evil.into()));
    }
    (record.statements[0].act, record.events[0].kind) = (evil.into(), evil.into());
    (record.events[0].mode, record.events[0].modality) = (Some(evil.into()), evil.into());
    (record.events[0].cameo, record.events[0].date) = (Some(evil.into()), Some(evil.into()));
    (record.events[0].contexts, record.events[0].quad) = (vec![evil.into()], evil.into());
    (record.times[0].value, record.times[0].kind) = (evil.into(), evil.into());
    (record.places[0].name, record.places[0].feature) = (evil.into(), Some(evil.into()));
    let page = page(&record);
    check(&page);
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains('\u{1b}'), "{page}");
    assert_eq!(page.matches("</style>").count(), 1);
    // The title, then the text.
    assert_eq!(words(&page).join(" "), format!("{evil} {}", record.text).replace('\u{1b}', "\u{fffd}"));
}

#[test]
fn ids_from_outside_stay_outside() {
    let evil = "s1\"></style><script>";
    let mut record = small();
    record.statements[0].id = evil.into();
    record.events[1].id = evil.into();
    record.events[1].attribution = Some("not there".into());
    record.disputes[0].statement = evil.into();
    record.disputes[0].about = "not there".into();
    record.disputes[0].by = "nobody".into();
    record.entities[0].id = evil.into();
    let page = page(&record);
    check(&page);
    assert!(!page.contains("<script"));
}

#[test]
fn titles_and_headlines() {
    let mut record = small();
    let long = record.text.clone();
    record.text = format!("Shots at Basra\n\n{long}");
    let heading = |record: &Record| {
        let page = page(record);
        assert_eq!(page.matches("<h1").count(), 1);
        check(&page);
        let heading = page.split_once("<h1 dir=\"auto\">").unwrap().1.split("</h1>").next().unwrap().to_owned();
        let pieces = heading.split("<sup").map(|part| part.rsplit("</sup>").next().unwrap());
        let words = pieces.collect::<String>();
        (words.split('<').map(|part| part.rsplit('>').next().unwrap()).collect::<String>(), page)
    };
    let plain = heading(&record).0;
    assert_eq!(plain, "Shots at Basra");
    record.title = Some("Shots  at Basra".into());
    assert_eq!(heading(&record).0, "Shots at Basra");
    record.title = Some("Another".into());
    let (title, page) = heading(&record);
    assert_eq!(title, "Another");
    assert!(page.contains("<p class=\"headline\""));
}

#[test]
fn nothing_in_nothing_out() {
    let mut record = small();
    record.text.clear();
    let page = page(&record);
    check(&page);
    assert!(!page.contains("href=\"#at-"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn marks_may_overlap_and_lose_no_character(
        text in "([a-c<&\"' “é\n]|\r\n|[a-z]{1,9} ){0,60}",
        spans in prop::collection::vec((0usize..80, 0usize..40), 12),
    ) {
        let mut record = small();
        record.text = text;
        let mut spans = spans.into_iter().map(|(start, length)| Span { start, end: start + length });
        let mut next = || spans.next().unwrap();
        let span = next();
        record.statements[0].source = Some(Source { start: span.start, end: span.end, entity: Some("e1".into()) });
        record.statements[0].content = vec![next(), next()];
        record.statements[0].cue_parts = vec![next()];
        record.events[0].trigger = next();
        record.events[1].trigger = next();
        record.sentences = vec![Span { start: 0, end: 200 }, Span { start: 0, end: 200 }];
        for entity in &mut record.entities {
            let span = next();
            entity.mentions = vec![Mention { start: span.start, end: span.end, form: tacitus::record::Form::Name }];
        }
        let page = page(&record);
        check(&page);
        let shown = words(&page);
        let expected: Vec<String> = record.text.split_whitespace().map(str::to_owned).collect();
        // The heading is the id where the text has no headline.
        let rest = if shown.len() > expected.len() { &shown[1..] } else { &shown[..] };
        prop_assert_eq!(rest, &expected[..]);
    }
}
