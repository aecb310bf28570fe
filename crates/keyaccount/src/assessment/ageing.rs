//! How much money came how late: the slices of a book by days after the due day (§4.2).

use serde::{Deserialize, Serialize};

use super::slices::SliceTable;
use crate::book::micros;
use crate::decimal::Exact;
use crate::error::{Error, Problem, ProblemCode};
use crate::facts::SliceKind;

/// The last day of each band but the last, in days after the due day.
const ENDS: [u32; 5] = [0, 30, 60, 90, 180];

/// The money of a band of days after the due day, before any day is excused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeBand {
    /// The first day; empty of what was on time, which may be early.
    pub from_day: Option<u32>,
    /// The last day; empty of the last band.
    pub to_day: Option<u32>,
    /// What was paid so late.
    pub paid: Exact,
    /// What is open and past due since.
    pub open: Exact,
    /// What was written off so late.
    pub written_off: Exact,
}

impl SliceTable<'_> {
    /// All money of the slices by days late: on time, 1–30, 31–60, 61–90, 91–180 days, later.
    ///
    /// # Errors
    /// Sums that need more than 38 digits.
    pub fn ageing(&self) -> Result<Vec<AgeBand>, Error> {
        let starts = core::iter::once(None).chain(ENDS.iter().map(|end| end.checked_add(1)));
        let ends = ENDS.iter().copied().map(Some).chain([None]);
        let empty = |(from_day, to_day)| AgeBand {
            from_day,
            to_day,
            paid: Exact::ZERO,
            open: Exact::ZERO,
            written_off: Exact::ZERO,
        };
        let mut bands: Vec<_> = starts.zip(ends).map(empty).collect();
        for (slice, judged) in self.judged() {
            let days = u32::try_from(judged.late).unwrap_or(0);
            let Some(band) = bands.get_mut(ENDS.partition_point(|end| *end < days)) else { continue };
            let sum = match slice.kind {
                SliceKind::Paid => &mut band.paid,
                SliceKind::Open => &mut band.open,
                SliceKind::WrittenOff => &mut band.written_off,
            };
            *sum = sum.checked_add(micros(slice.amount)).ok_or_else(too_large)?;
        }
        Ok(bands)
    }
}

fn too_large() -> Error {
    let found = "amounts that together need more than 38 digits";
    Problem::new(ProblemCode::OutOfRange, found, "totals that can be held exactly").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{BookBuilder, BookSettings, Invoice, Settlement};
    use crate::policy::Policy;
    use chrono::{Days, NaiveDate};

    #[test]
    fn money_stands_in_the_band_of_its_days() {
        let due = NaiveDate::from_ymd_opt(2026, 1, 10).unwrap();
        let as_of = NaiveDate::from_ymd_opt(2026, 8, 1).unwrap();
        let mut book = BookBuilder::new(BookSettings::default());
        // Paid early, on the day, and on the first and last days of bands; one is never paid.
        let paid: [(u64, i64); 6] = [(0, 1), (1, 2), (30, 4), (31, 8), (180, 16), (181, 32)];
        let mut add = |id: String, amount: i64| {
            book.push(Invoice {
                due_on: Some(due),
                ..Invoice::new(id.into(), "A".into(), due - Days::new(9), amount.into())
            });
        };
        for (days, amount) in paid {
            add(days.to_string(), amount);
        }
        add("early".to_owned(), 64);
        add("open".to_owned(), 128);
        for (days, amount) in paid {
            book.push(Settlement {
                invoice_id: Some(days.to_string().into()),
                ..Settlement::new(due + Days::new(days), amount.into())
            });
        }
        book.push(Settlement {
            invoice_id: Some("early".into()),
            ..Settlement::new(due - Days::new(3), 64.into())
        });
        let book = book.finish().unwrap();
        let result = crate::assess(&book, &Policy::shipped("standard").unwrap(), as_of).unwrap();
        let bands = result.slices(&book).unwrap().ageing().unwrap();
        let days: Vec<_> = bands.iter().map(|band| (band.from_day, band.to_day)).collect();
        let days_of = |from, to| (Some(from), Some(to));
        assert_eq!(
            days,
            [
                (None, Some(0)),
                days_of(1, 30),
                days_of(31, 60),
                days_of(61, 90),
                days_of(91, 180),
                (Some(181), None)
            ]
        );
        let of = |sum: fn(&AgeBand) -> Exact| bands.iter().map(|b| sum(b).to_string()).collect::<Vec<_>>();
        assert_eq!(of(|band| band.paid), ["65", "6", "8", "0", "16", "32"]);
        // 203 days from 10 January to 1 August.
        assert_eq!(of(|band| band.open), ["0", "0", "0", "0", "0", "128"]);
        assert_eq!(of(|band| band.written_off), ["0"; 6]);
    }
}
