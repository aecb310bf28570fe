//! In which units quantities are added.

use chrono::NaiveDate;

use crate::book::store::Status;
use crate::book::{Book, NONE};
use crate::calendar::{Day, Window};
use crate::facts::standing;
use crate::policy::{Policy, VolumeBasis};

/// What decides whether the quantity of a line is added.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineRules {
    pub(super) today: i32,
    volume: Window,
    adds_quantities: bool,
}

impl LineRules {
    pub(super) fn new(policy: &Policy, as_of: NaiveDate) -> Self {
        Self {
            today: Day::from(as_of).number(),
            volume: Window::ending(as_of, policy.volume().window_years.saturating_mul(12)),
            adds_quantities: policy.volume().basis == VolumeBasis::Quantity,
        }
    }
}

/// The unit of a line whose quantity is added, unless its product has a factor to a base unit.
pub(super) fn line_unit(book: &Book, rules: &LineRules, row: usize) -> Option<u32> {
    if !rules.adds_quantities {
        return None;
    }
    let l = &book.lines;
    let day = l.day.get(row);
    let product = l.product.get(row);
    if product == NONE || day > rules.today || !rules.volume.contains(Day::from_number(day)) {
        return None;
    }
    let (_, cancelled) = if l.status_from.get(row) > rules.today {
        (Status::Blank, false)
    } else {
        standing(l.status.get(row), l.cancelled_on.get(row), rules.today)
    };
    if cancelled {
        return None;
    }
    let _ = l.quantity.get(row)?;
    let first = book.versions(product).first().filter(|version| version.valid_from <= rules.today)?;
    (first.factor.is_none() && first.uom != NONE).then_some(first.uom)
}
