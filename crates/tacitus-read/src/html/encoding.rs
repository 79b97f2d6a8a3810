//! Bytes of a page to text: by its mark, by what the server said, by what the page says, or as it looks.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The page's text. What its encoding does not know becomes U+FFFD.
pub(super) fn decode<'b>(bytes: &'b [u8], charset: Option<&str>) -> Cow<'b, str> {
    let said = || charset.and_then(|label| Encoding::for_label(label.as_bytes())).or_else(|| declared(bytes));
    let looks = || if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    // A mark at the beginning goes before all this, and is taken off.
    let encoding = match said() {
        // Pages are saved anew without their declaration being changed.
        Some(encoding) if encoding != UTF_8 && std::str::from_utf8(bytes).is_ok() => UTF_8,
        Some(encoding) => encoding,
        None => looks(),
    };
    encoding.decode(bytes).0
}

/// The encoding that the first kilobytes name: `<meta charset=...>` and its older forms.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const FAR_ENOUGH: usize = 4096;
    let head = bytes[..bytes.len().min(FAR_ENOUGH)].to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=").map(|at| at + b"charset=".len());
    let at = at.or_else(|| Some(memchr::memmem::find(&head, b"encoding=")? + b"encoding=".len()))?;
    let label = head[at..].strip_prefix(b"\"").or(head[at..].strip_prefix(b"'")).unwrap_or(&head[at..]);
    let end = label.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:.".contains(b)).unwrap_or(label.len());
    Encoding::for_label(&label[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told() {
        assert_eq!(decode("é".as_bytes(), None), "é");
        assert_eq!(decode(b"\xE9", None), "é");
        assert_eq!(decode(b"\xD4", Some("koi8-r")), "т");
        assert_eq!(decode(b"<meta charset='iso-8859-2'>\xB1", None), "<meta charset='iso-8859-2'>ą");
        assert_eq!(decode(b"\xFF\xFEa\0", None), "a");
        assert_eq!(decode("é".as_bytes(), Some("iso-8859-1")), "é");
        assert_eq!(decode(b"charset=", None), "charset=");
    }
}
