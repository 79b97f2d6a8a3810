//! The shapes of time that figures take: a year, a decade, a clock, a date.

use super::Symbol;
use jiff::civil::Date;

/// The symbol of a word of figures.
pub(super) fn figures(word: &str) -> Symbol {
    let bytes = word.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == bytes.len() && digits <= 8 {
        return word.parse().map_or(Symbol::Other, |value| Symbol::Digits(value, digits as u8));
    }
    let rest = &word[digits..];
    if digits == 0 || digits > 4 {
        return short_decade(word).unwrap_or(Symbol::Other);
    }
    let value: i16 = word[..digits].parse().unwrap_or(0);
    match rest {
        "s" | "'s" | "’s" if digits == 4 => {
            if value % 100 == 0 && value < 2000 {
                Symbol::Decade(value / 100, true)
            } else if value % 10 == 0 {
                Symbol::Decade(value / 10, false)
            } else {
                Symbol::Other
            }
        }
        "st" | "nd" | "rd" | "th" if digits <= 2 => Symbol::Ordinal(value),
        _ => clock(value, digits, rest).or_else(|| date(word)).unwrap_or(Symbol::Other),
    }
}

/// "'90s".
fn short_decade(word: &str) -> Option<Symbol> {
    let rest = word.strip_prefix(['\'', '’'])?.strip_suffix('s')?;
    let value: i16 = rest.parse().ok()?;
    (rest.len() == 2 && value % 10 == 0).then_some(Symbol::Decade(190 + value / 10, false))
}

/// The minutes of a clock after `hour`.
fn clock(hour: i16, digits: usize, rest: &str) -> Option<Symbol> {
    let minutes = rest.strip_prefix([':', '.'])?;
    let minutes = minutes.get(..2).filter(|m| {
        m.bytes().all(|b| b.is_ascii_digit())
            && (minutes.len() == 2 || (minutes.len() == 5 && minutes[2..].starts_with(':')))
    })?;
    let minute: i8 = minutes.parse().ok()?;
    (digits <= 2 && hour <= 24 && minute < 60).then_some(Symbol::Clock(hour as i8, minute))
}

/// "1998-08-07", and "8/7/1998" in the American order.
fn date(word: &str) -> Option<Symbol> {
    let separator = if word.contains('/') { '/' } else { '-' };
    let mut parts = word.split(separator).map(str::parse::<i16>);
    let (a, b, c) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, month, day) = if a > 999 {
        (a, b, c)
    } else {
        let year = match c {
            0..50 => c + 2000,
            50..100 => c + 1900,
            _ => c,
        };
        if a > 12 { (year, b, a) } else { (year, a, b) }
    };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().map(Symbol::Date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_take_many_shapes() {
        assert_eq!(figures("1998"), Symbol::Digits(1998, 4));
        assert_eq!(figures("1990s"), Symbol::Decade(199, false));
        assert_eq!(figures("1800s"), Symbol::Decade(18, true));
        assert_eq!(figures("'90s"), Symbol::Decade(199, false));
        assert_eq!(figures("19th"), Symbol::Ordinal(19));
        assert_eq!(figures("10:35"), Symbol::Clock(10, 35));
        let day = jiff::civil::date(1998, 8, 7);
        assert_eq!(figures("1998-08-07"), Symbol::Date(day));
        assert_eq!(figures("8/7/98"), Symbol::Date(day));
        for nothing in ["1,700", "10:75", "1998-13-07", "99999999999", "3.5", "é", "1/2"] {
            assert_eq!(figures(nothing), Symbol::Other, "{nothing}");
        }
    }
}
