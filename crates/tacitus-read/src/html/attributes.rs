//! How many attributes the elements of a page have, told without reading it: that takes time with the square of them.

use crate::Kind;

/// More than any element has.
const MOST: usize = 10_000;

/// How often one part of a page may be looked at, where what seems to be an element lies in another.
const MOST_LOOKS: usize = 32;

/// Where in a tag one is.
#[derive(Clone, Copy)]
enum At {
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Value,
    Quoted(u8),
}

/// # Errors
/// If an element has too many attributes.
pub(super) fn check(html: &str) -> Result<(), Kind> {
    let bytes = html.as_bytes();
    let mut budget = bytes.len().saturating_mul(MOST_LOOKS);
    // What lies in scripts, comments and values is looked at as well: parsers disagree about where these end.
    for start in memchr::memchr_iter(b'<', bytes) {
        let tag = &bytes[start + 1..];
        if !tag.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (length, count) = attributes(tag);
        let left = budget.checked_sub(length);
        match left.filter(|_| count <= MOST) {
            Some(left) => budget = left,
            None => {
                let reason = format!("an element has more than {MOST} attributes");
                return Err(Kind::Malformed { format: "a web page", reason });
            }
        }
    }
    Ok(())
}

/// How long a tag is, and how many attributes it has; no more are counted than it takes.
fn attributes(tag: &[u8]) -> (usize, usize) {
    let name = tag.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
    let Some(name) = name else { return (tag.len(), 0) };
    let (mut at, mut count) = (At::BeforeName, 0);
    for (index, byte) in tag.iter().copied().enumerate().skip(name) {
        let blank = byte.is_ascii_whitespace();
        at = match at {
            At::Quoted(mark) if byte == mark => At::BeforeName,
            At::Quoted(_) => at,
            _ if byte == b'>' => return (index, count),
            At::BeforeValue if blank => at,
            At::BeforeValue if matches!(byte, b'"' | b'\'') => At::Quoted(byte),
            At::BeforeValue => At::Value,
            At::Value if !blank => at,
            At::Name | At::AfterName if byte == b'=' => At::BeforeValue,
            At::Name if blank => At::AfterName,
            At::AfterName if blank => at,
            At::Name if byte != b'/' => at,
            At::Value | At::BeforeName | At::Name | At::AfterName if blank || byte == b'/' => At::BeforeName,
            _ => {
                count += 1;
                if count > MOST {
                    return (index, count);
                }
                At::Name
            }
        };
    }
    (tag.len(), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted() {
        for (tag, count) in [
            ("a>", 0),
            ("a b c=d e = \"f g\" h='>'i/j>k l", 6),
            ("a b=c/d e", 2),
            ("a = b", 2),
            ("br/>", 0),
            ("a x=\"y z", 1),
            ("a", 0),
        ] {
            assert_eq!(attributes(tag.as_bytes()).1, count, "{tag}");
        }
    }

    #[test]
    fn elements_of_nothing_but_attributes_are_refused() {
        let many: String = (0..400_000).map(|n| format!(" a{n}")).collect();
        for page in [format!("<p{many}>"), format!("<p x=\">\"{many}"), format!("<!-- --!><svg><style><p{many}")] {
            assert!(check(&page).is_err());
        }
        assert!(check(&"<a b=".repeat(200_000)).is_err());
        assert!(check(&"<a b='".repeat(200_000)).is_err());
        assert!(check(&"<p class='a b' id=c>Talks, and more of them.</p>".repeat(50_000)).is_ok());
    }
}
