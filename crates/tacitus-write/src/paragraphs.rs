//! The paragraphs of a text, and its headline.

use std::ops::Range;

/// Lines longer than this are paragraphs: nobody wraps lines there.
const LONG: usize = 100;
/// A headline is no longer than this.
const HEADLINE: usize = 160;

/// A text's paragraphs, in code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraphs {
    /// In order, without the white space around them.
    pub all: Vec<Range<usize>>,
    /// Whether the first is a headline: short, without a full stop, and not alone.
    pub headline: bool,
}

impl Paragraphs {
    /// A line is a paragraph, unless the text has lines as a typewriter makes them: then empty lines part paragraphs.
    pub fn of(chars: &[char]) -> Paragraphs {
        let mut lines: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for end in (0..chars.len()).filter(|&i| chars[i] == '\n').chain([chars.len()]) {
            lines.push(trimmed(chars, start..end));
            start = end + 1;
        }
        let touching = lines.windows(2).any(|pair| !pair[0].is_empty() && !pair[1].is_empty());
        let wrapped = touching && lines.iter().all(|line| line.len() <= LONG);
        let mut all: Vec<Range<usize>> = Vec::new();
        let mut open = false;
        for line in lines {
            match all.last_mut() {
                Some(last) if wrapped && open && !line.is_empty() => last.end = line.end,
                _ if !line.is_empty() => all.push(line.clone()),
                _ => {}
            }
            open = !line.is_empty();
        }
        let stops = |c: char| matches!(c, '.' | '!' | '?' | '…' | '”' | '"' | '’' | ':' | ';');
        let headline = all.len() > 1 && all[0].len() <= HEADLINE && !stops(chars[all[0].end - 1]);
        Paragraphs { all, headline }
    }

    /// The first paragraph that is no headline.
    pub fn lead(&self) -> Option<&Range<usize>> {
        self.all.get(usize::from(self.headline))
    }
}

fn trimmed(chars: &[char], mut line: Range<usize>) -> Range<usize> {
    while !line.is_empty() && chars[line.start].is_whitespace() {
        line.start += 1;
    }
    while !line.is_empty() && chars[line.end - 1].is_whitespace() {
        line.end -= 1;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (Vec<String>, bool) {
        let chars: Vec<char> = text.chars().collect();
        let found = Paragraphs::of(&chars);
        (found.all.iter().map(|p| chars[p.clone()].iter().collect()).collect(), found.headline)
    }

    #[test]
    fn lines_and_blocks() {
        let long = "word ".repeat(30);
        assert_eq!(
            of(&format!("Head\n{long}\n{long}")),
            (vec!["Head".into(), long.trim().into(), long.trim().into()], true)
        );
        assert_eq!(
            of("One two\nthree.\n\n Four\nfive.\n"),
            (vec!["One two\nthree.".into(), "Four\nfive.".into()], false)
        );
        assert_eq!(of("Head\r\n\r\nBody."), (vec!["Head".into(), "Body.".into()], true));
        assert_eq!(of(" \n\n"), (vec![], false));
        assert_eq!(of("Alone"), (vec!["Alone".into()], false));
    }
}
