//! The shapes of written numbers: which hyphens and slashes stand inside one.

/// The most groups of digits that a telephone number or a date has.
const GROUPS: usize = 5;
/// The most digits in one group.
const DIGITS: usize = 5;

/// Where the telephone number, date or fraction that begins at the start of `bytes` ends: groups
/// of digits with `-`, `/` or `.` between them. None where the groups have another shape, and so
/// are a range (3-4), a score or separate numbers.
pub(super) fn shape(bytes: &[u8]) -> Option<usize> {
    let mut lengths = [0usize; GROUPS];
    let mut groups = 0;
    let mut signs = [0u8; GROUPS];
    let mut at = 0;
    loop {
        let digits = bytes[at..].iter().take(DIGITS + 1).take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 || digits > DIGITS || groups == GROUPS {
            return None;
        }
        lengths[groups] = digits;
        at += digits;
        groups += 1;
        match bytes.get(at) {
            Some(&sign @ (b'-' | b'/' | b'.'))
                if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) && groups < GROUPS =>
            {
                signs[groups - 1] = sign;
                at += 1;
            }
            Some(b) if b.is_ascii_alphanumeric() => return None,
            _ => break,
        }
    }
    let hyphens = signs[..groups - 1].iter().all(|&sign| sign == b'-');
    let slashes = signs[..groups - 1].iter().all(|&sign| sign == b'/');
    let known = match lengths[..groups] {
        [3, 3, 4] | [1, 3, 3, 4] => true,
        [3, 4] => hyphens && !bytes[..at].ends_with(b"00"),
        [5, 4] | [1, 4] => hyphens && !bytes[..at].ends_with(b"00"),
        [1 | 2, 1 | 2, 2 | 4] => hyphens || slashes,
        [4, 1 | 2, 1 | 2] => hyphens || slashes,
        [1 | 2, 1 | 2] => slashes,
        _ => false,
    };
    known.then_some(at)
}
