//! How deep a page's elements are nested, told without building its tree: that takes time with the square of it.

use crate::Kind;

/// Deeper than any page that people made; browsers stop at half of it.
const DEEPEST: usize = 1000;

/// Elements that never hold others, or whose end tags people leave out.
const NOT_COUNTED: [&str; 32] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "html", "head", "body", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot",
    "colgroup", "rt", "rp",
];

/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// # Errors
/// If the page is nested too deep.
pub(super) fn check(html: &str) -> Result<(), Kind> {
    let bytes = html.as_bytes();
    let (mut depth, mut at) = (0usize, 0usize);
    while let Some(offset) = memchr::memchr(b'<', &bytes[at..]) {
        at += offset + 1;
        let rest = &html[at..];
        if rest.starts_with("!--") {
            at += rest.find("-->").unwrap_or(rest.len());
            continue;
        }
        let closing = rest.starts_with('/');
        let name = name(&rest[usize::from(closing)..]);
        if name.is_empty() {
            continue;
        }
        let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        match (is(&NOT_COUNTED), closing) {
            (true, _) => {}
            (false, true) => depth = depth.saturating_sub(1),
            (false, false) => depth += 1,
        }
        if depth > DEEPEST {
            return Err(Kind::Nested { limit: DEEPEST });
        }
        if !closing && is(&RAW) {
            at += end_of_raw(rest, name);
        }
    }
    Ok(())
}

fn name(tag: &str) -> &str {
    let end = tag.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(tag.len());
    if tag.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) { &tag[..end] } else { "" }
}

/// Where the end tag of an element begins.
fn end_of_raw(rest: &str, name: &str) -> usize {
    let bytes = rest.as_bytes();
    let closes = |at: &usize| {
        bytes[*at + 1..].first() == Some(&b'/')
            && bytes.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
    };
    memchr::memchr_iter(b'<', bytes).find(closes).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towers_are_refused() {
        assert!(check(&"<div>".repeat(DEEPEST)).is_ok());
        assert!(check(&"<div>".repeat(DEEPEST + 1)).is_err());
        assert!(check(&"<span></span>".repeat(20_000)).is_ok());
    }

    #[test]
    fn what_is_left_open_as_people_do_is_no_tower() {
        for page in ["<p>A ", "<li><img src=a>", "<br>", "<!-- <div> -->", "<script>a <b</script>", "a < b, "] {
            assert!(check(&page.repeat(5000)).is_ok(), "{page}");
        }
        assert!(check("<script>").is_ok() && check("<!--").is_ok() && check("<").is_ok());
    }
}
