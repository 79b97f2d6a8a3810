use proptest::prelude::*;

use super::*;

fn all(bytes: &[u8]) -> Vec<String> {
    let options = Options { max_document_bytes: 100, ..Options::default() };
    let mut elements = Elements::new(bytes, &["item", "entry"], &options);
    let mut out = Vec::new();
    while let Some(element) = elements.next().unwrap() {
        out.push(match element.bytes {
            Ok(bytes) => format!("{} {}", element.line, String::from_utf8_lossy(&bytes)),
            Err(kind) => format!("{} {kind}", element.line),
        });
    }
    out
}

#[test]
fn elements_are_found() {
    let xml = b"<?xml version='1.0'?>\n<rss><!-- <item> --><item a='1'>A<![CDATA[</item>]]>\n</item><x:item/>\n\
                <items/><a:entry><b/></a:entry></rss>";
    assert_eq!(all(xml), ["2 <item a='1'>A<![CDATA[</item>]]>\n</item>", "4 <a:entry><b/></a:entry>"]);
}

#[test]
fn encodings_are_those_declared() {
    let latin = b"<?xml version='1.0' encoding=\"iso-8859-1\"?><item>Per\xFA</item>";
    assert_eq!(all(latin), ["1 <item>Perú</item>"]);
    assert_eq!(all("<?xml encoding='iso-8859-1'?><item>Perú</item>".as_bytes()), ["1 <item>Perú</item>"]);
    assert_eq!(all(b"<?xml encoding='shift_jis'?><item>\x81</item>"), ["1 not XML: the characters are not Shift_JIS"]);
}

#[test]
fn an_element_that_does_not_end_costs_itself() {
    let expected = ["1 not XML: <item> does not end", "2 <item>B</item>", "3 not XML: <item> does not end"];
    assert_eq!(all(b"<rss><item>A\n<item>B</item>\n<item>C"), expected);
}

#[test]
fn a_long_element_is_passed_over() {
    let all = all(format!("<item>{}</item><item>B</item>", "x".repeat(100_000)).as_bytes());
    assert!(all[0].starts_with("1 longer than 100 bytes"), "{}", all[0]);
    assert_eq!(all[1], "1 <item>B</item>");
}

#[test]
fn children_have_their_characters() {
    let children =
        read(b"<item A='1 &amp; 2'>x<x:Title>A &amp; B &#233; &nbsp;&who;</x:Title><b><![CDATA[<p>]]></b></item>");
    let children = children.unwrap();
    assert_eq!((children[0].name.as_str(), children[0].attribute("a")), ("item", Some("1 & 2")));
    assert_eq!((children[1].name.as_str(), children[1].text.as_str()), ("title", "A & B é \u{a0}&who;"));
    assert_eq!(children[2].text, "<p>");
    assert!(read(b"<item><b></item>").is_err());
    assert!(read(b"<item>\xFF</item>").is_err());
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        all(&bytes);
        let _ = read(&bytes);
        let _ = root(&bytes);
    }

    #[test]
    fn near_xml_never_panics(text in r#"(<|</|item|entry|>|/>|<!--|-->|<!\[CDATA\[|\]\]>|&|;|#x|amp| a="b"|\?|!){0,30}"#) {
        for element in all(text.as_bytes()) {
            let _ = read(element.as_bytes());
        }
        let _ = read(text.as_bytes());
        let _ = root(text.as_bytes());
    }
}
