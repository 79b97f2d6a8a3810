//! Seasons and weekends: "last summer", "spring 1998", "over the weekend".

use super::calendar::{Moment, monday};
use super::{Found, Reader, Symbol, Tense, TimeKind};

impl Reader<'_> {
    /// A weekend: the last (-1), this (0), the next (1), or the one that is meant.
    pub(super) fn weekend(&self, i: usize, by: Option<i64>) -> Option<Found> {
        let Some(published) = self.published() else {
            return Some(Found::value(i..i + 1, TimeKind::Date, "XXXX-WXX-WE"));
        };
        let shift = match by {
            Some(by) => by,
            None if super::calendar::weekday(published) > 5 => 0,
            None if self.direction(i) == Tense::Future => 0,
            None => -1,
        };
        Some(Found::moment(i..i + 1, Moment::Weekend(monday(published)).shift(shift)?))
    }

    /// "summer" with what stands about it: "in the summer", "spring 1998".
    pub(super) fn season(&self, i: usize) -> Option<Found> {
        let Symbol::Season(_, weak) = self.symbol(i) else {
            return None;
        };
        if self.year_after(i + 1).is_some() {
            return self.season_with(i, None);
        }
        let led = matches!(self.previous(i), Symbol::Preposition | Symbol::Deadline | Symbol::Since | Symbol::Edge(_));
        if !led || (weak && !self.is(i.wrapping_sub(1), "in")) {
            return None;
        }
        self.season_with(i, None)
    }

    /// The season at word `i` and the year that may follow; `by` says last, this or next.
    pub(super) fn season_with(&self, i: usize, by: Option<i64>) -> Option<Found> {
        let Symbol::Season(season, weak) = self.symbol(i) else {
            return None;
        };
        if let Some((year, end)) = self.year_after(i + 1) {
            return Some(Found::moment(i..end, Moment::Season(year, season)));
        }
        // The fall of a city is no season.
        if weak && by.is_none() && matches!(self.word(i + 1), "of" | "in" | "from") {
            return None;
        }
        Some(match self.season_of(i, season, by) {
            Some(moment) => Found::moment(i..i + 1, moment),
            None => Found::value(i..i + 1, TimeKind::Date, format!("XXXX-{season}")),
        })
    }
}
