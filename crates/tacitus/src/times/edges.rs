//! A part of a stretch of the calendar: "early 1998", "the end of the year", "later that day".

use super::calendar::Unit;
use super::{Found, Reader, Symbol, TimeKind};

impl Reader<'_> {
    /// "early 1998", "late Tuesday", "the end of the year", "later this month".
    pub(super) fn edge(&self, i: usize) -> Option<Found> {
        let mut at = i + 1 + self.hyphen(i + 1);
        let joined = matches!(self.word(at), "in" | "of" | "on");
        at += usize::from(joined);
        if self.symbol(i) == Symbol::EdgeOf && !joined {
            return None;
        }
        if joined
            && self.symbol(at) == Symbol::The
            && let Symbol::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century), false) =
                self.symbol(at + 1)
            && !self.is(at + 2, "of")
            && self.four_figures(at + 2).is_none()
        {
            return self.by_publication(i..at + 2, unit, 0);
        }
        let calendar = matches!(
            self.symbol(at),
            Symbol::Month(..) | Symbol::Weekday(_) | Symbol::Decade(..) | Symbol::Digits(_, 4)
        );
        if joined && self.symbol(i) != Symbol::EdgeOf && !(calendar && self.symbol(i) == Symbol::Edge(0)) {
            return None;
        }
        let found = match self.symbol(at) {
            Symbol::Edge(_) | Symbol::EdgeOf | Symbol::A => return None,
            // Rules may call each other, but not without end.
            Symbol::The
                if match self.symbol(at + 1) {
                    Symbol::EdgeOf => true,
                    Symbol::Edge(_) => self.symbol(i) != Symbol::EdgeOf,
                    _ => false,
                } =>
            {
                return None;
            }
            _ => self.at(at)?,
        };
        (found.kind == TimeKind::Date || found.kind == TimeKind::Time).then(|| found.from(i))
    }
}
