//! Web addresses, mail addresses and file names: one word each.

use super::scan::Scanner;

impl Scanner<'_> {
    /// Where the web address, mail address or file name at `at` ends.
    pub(super) fn address(&mut self, at: usize, end: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        if !bytes[at].is_ascii_alphanumeric() {
            return None;
        }
        let text = self.text;
        let stop = text[at..end]
            .find(['<', '>', '"', '(', ')', '[', ']', '{', '}', '|', '“', '”', '…'])
            .map_or(end, |offset| at + offset);
        self.searched = stop.max(at + 1);
        let body = text[at..stop].trim_end_matches(['.', ',', ':', ';', '!', '?', '\'', '’', '-']);
        let body = body.strip_suffix("'s").or_else(|| body.strip_suffix("’s")).unwrap_or(body);
        let found = is_address(body) || self.is_dotted_name(body);
        found.then_some(at + body.len())
    }

    /// Whether `body` is a bare domain (reuters.com) or a file name (minutes.doc).
    pub(super) fn is_dotted_name(&self, body: &str) -> bool {
        let host = body.split('/').next().unwrap_or(body);
        let labels = host.split('.').filter(|label| label.len() > 1);
        let plain = host.bytes().all(|b| b.is_ascii_lowercase() || b == b'.');
        if plain && !host.contains("..") && labels.count() > 2 {
            return true;
        }
        host.rsplit_once('.').is_some_and(|(name, last)| {
            self.tables.is_web(last)
                && name.chars().all(|c| c.is_alphanumeric() || "-_.#".contains(c))
                && !name.ends_with('.')
        })
    }
}

/// Whether `body` is a web or mail address.
fn is_address(body: &str) -> bool {
    if let Some(at) = body.find("://") {
        return at < 12 && body[..at].bytes().all(|b| b.is_ascii_alphanumeric());
    }
    if body.len() > 4 && body.is_char_boundary(4) && body[..4].eq_ignore_ascii_case("www.") {
        return true;
    }
    if body.starts_with("doi:10.") {
        return true;
    }
    if let Some((name, host)) = body.split_once('@') {
        let named = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-+%:".contains(&b));
        let host = host.starts_with(|c: char| c.is_ascii_alphanumeric())
            && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
        return named && host && !name.is_empty();
    }
    false
}
