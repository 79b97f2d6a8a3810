//! From any text to HTML that shows it.

/// A text as HTML shows it, within an element or an attribute. Control characters, which a page may not have, are
/// shown as replaced.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            '\n' | '\t' => out.push(c),
            '\r' => out.push(' '),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// An address of the web, escaped; nothing else is worth a link, and some things are dangerous ones.
pub(super) fn link(address: &str) -> Option<String> {
    let web = address.starts_with("https://") || address.starts_with("http://");
    (web && !address.contains(|c: char| c.is_whitespace() || c.is_control())).then(|| escape(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(
            escape("<a b=\"c\" d='e'>&\u{1b}\u{85}\r\n"),
            "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;\u{fffd}\u{fffd} \n"
        );
        assert_eq!(link("https://example.org/?a=1&b=\"").as_deref(), Some("https://example.org/?a=1&amp;b=&quot;"));
        assert_eq!(link("javascript:alert(1)"), None);
        assert_eq!(link("https://a b"), None);
    }
}
