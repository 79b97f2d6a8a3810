//! Sums of money: signs, codes and names of currencies beside a number.

use super::Reader;
use super::vocabulary::{self, Currency};

impl Reader<'_> {
    /// A sign or code of currency at word `i`, before a number: where the number begins.
    pub(super) fn currency_before(&self, i: usize) -> Option<(usize, &'static str)> {
        let touches = |k: usize| k < self.limit && self.words.start[k] == self.words.end[k - 1];
        let word = self.word(i);
        // "HK$" is one word, or two that touch.
        if let Some(whose) = word.strip_suffix('$').filter(|whose| !whose.is_empty()) {
            let code = match vocabulary::currency(whose) {
                Some(Currency::BeforeDollarSign(code)) => code,
                _ => return None,
            };
            return Some((i + 1, code));
        }
        match vocabulary::currency(word)? {
            Currency::Sign(code) => Some((i + 1, code)),
            Currency::BeforeDollarSign(code)
                if self.word(i + 1) == "$" && touches(i + 1) && word.starts_with(char::is_uppercase) =>
            {
                Some((i + 2, code))
            }
            Currency::Code(code) if word.starts_with(char::is_uppercase) => Some((i + 1, code)),
            _ => None,
        }
    }

    /// The name of a currency at word `i`, after a number: "euros", "of U.S. dollars".
    pub(super) fn currency_after(&self, i: usize) -> Option<(usize, &'static str)> {
        let at = i + usize::from(self.is(i, "of") || self.word(i) == "-");
        match vocabulary::currency(self.word(at)) {
            Some(Currency::Name(code)) => Some((at + 1, code)),
            Some(Currency::Sign(code)) if at == i => Some((at + 1, code)),
            Some(Currency::Code(code)) if self.word(at).starts_with(char::is_uppercase) => Some((at + 1, code)),
            // "US dollars", "Hong Kong dollars", "Egyptian pounds"
            _ => (at..at + 2)
                .find_map(|k| {
                    let name = self.word(k + 1).to_ascii_lowercase();
                    match vocabulary::currency(self.word(k))? {
                        Currency::Of(base, code) => {
                            name.strip_prefix(base).is_some_and(|s| s.len() < 3).then_some((k + 2, code))
                        }
                        Currency::BeforeDollarSign(code) => name.starts_with("dollar").then_some((k + 2, code)),
                        _ => None,
                    }
                })
                .or_else(|| self.adjective_and_currency(at)),
        }
    }

    /// "Indonesian rupiah": a currency of one country, whoever's it is said to be.
    pub(super) fn adjective_and_currency(&self, i: usize) -> Option<(usize, &'static str)> {
        let name = self.word(i + 1);
        match vocabulary::currency(name)? {
            Currency::Name(code)
                if self.word(i).starts_with(char::is_uppercase)
                    && name.starts_with(char::is_lowercase)
                    && !vocabulary::is_shared(name) =>
            {
                Some((i + 2, code))
            }
            _ => None,
        }
    }
}
