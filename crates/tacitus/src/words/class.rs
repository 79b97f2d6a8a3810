//! What kind of character a character is, as far as dividing words goes.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// The kinds of character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// White space: stands between words, belongs to none.
    Space,
    /// A letter, a combining mark or an invisible character: goes with the letters around it.
    Letter,
    /// A digit or another number sign.
    Digit,
    /// An invisible character (zero-width, direction mark, soft hyphen, control).
    Hidden,
    /// Everything else: punctuation, symbols, emoji.
    Sign,
}

/// The class of `c`. White space is what Unicode and Python's `\s` call so.
pub(super) fn class(c: char) -> Class {
    if c.is_ascii() {
        return ascii(c as u8);
    }
    if matches!(c, '\u{aa}' | '\u{ba}') {
        return Class::Sign;
    }
    if c.is_alphabetic() {
        return Class::Letter;
    }
    if c.is_whitespace() {
        return Class::Space;
    }
    if c.is_numeric() {
        return Class::Digit;
    }
    match c.general_category() {
        GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark | GeneralCategory::EnclosingMark => {
            Class::Letter
        }
        GeneralCategory::Format | GeneralCategory::Control => Class::Hidden,
        _ => Class::Sign,
    }
}

/// The class of an ASCII byte.
pub(super) fn ascii(b: u8) -> Class {
    match b {
        b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
        b'0'..=b'9' => Class::Digit,
        b'\t'..=b'\r' | 0x1c..=0x1f | b' ' => Class::Space,
        0..=0x1f | 0x7f => Class::Hidden,
        _ => Class::Sign,
    }
}

/// Whether `c` is an apostrophe, or a sign that is typed in its place.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{b4}')
}

/// Whether `c` joins to the emoji before it (skin tones).
pub(super) fn is_modifier(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether `c` is half of a flag.
pub(super) fn is_regional(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Whether `c` is a currency sign.
pub(super) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20c0}')
}
