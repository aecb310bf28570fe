//! What a line leaves blank is taken from its header, cell by cell (BOOK §2.4).

use crate::book::store::{Lines, Status};
use crate::book::{Book, FilledLine, NO_DAY, NONE};

/// What a line says itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own {
    /// [`NONE`] if it leaves that to its header.
    pub(super) customer: u32,
    pub(super) day: i32,
    pub(super) status: Status,
}

/// What a header says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(super) customer: u32,
    pub(super) day: i32,
    pub(super) status: Status,
    pub(super) cancelled_on: i32,
}

impl Own {
    /// What the line in a row says without its header.
    pub(super) fn of_row(book: &Book, row: usize) -> Self {
        let l = &book.lines;
        let taken = l.taken.get(row);
        let says = |cell: u8| taken & cell == 0;
        Self {
            customer: if says(Lines::TAKEN_CUSTOMER) { l.customer.get(row) } else { NONE },
            day: if says(Lines::TAKEN_DAY) { l.day.get(row) } else { NO_DAY },
            status: if says(Lines::TAKEN_STATUS) { l.status.get(row) } else { Status::Blank },
        }
    }

    /// The line as its header completes it; else the column that stays blank.
    pub(super) fn filled(self, head: Option<Head>) -> Result<FilledLine, &'static str> {
        let mut line = FilledLine {
            customer: self.customer,
            day: self.day,
            status: self.status,
            cancelled_on: NO_DAY,
            status_from: NO_DAY,
            taken: 0,
        };
        if let Some(head) = head {
            let mut from = NO_DAY;
            if line.customer == NONE {
                line.customer = head.customer;
                line.taken |= Lines::TAKEN_CUSTOMER;
            }
            if line.day == NO_DAY {
                line.day = head.day;
                line.taken |= Lines::TAKEN_DAY;
            }
            if line.status == Status::Blank && head.status != Status::Blank {
                line.status = head.status;
                line.taken |= Lines::TAKEN_STATUS;
                from = head.day;
            }
            if head.cancelled_on != NO_DAY {
                line.cancelled_on = head.cancelled_on;
                from = head.day;
            }
            line.status_from = if from > line.day { from } else { NO_DAY };
        }
        match line {
            _ if line.customer == NONE => Err("customer_id"),
            _ if line.day == NO_DAY => Err("ordered_on"),
            _ => Ok(line),
        }
    }
}

impl Head {
    /// The header in a row.
    pub(super) fn of_row(book: &Book, row: u32) -> Self {
        let (h, row) = (&book.headers, row as usize);
        Self {
            customer: h.customer.get(row),
            day: h.day.get(row),
            status: h.status.get(row),
            cancelled_on: h.cancelled_on.get(row),
        }
    }
}
