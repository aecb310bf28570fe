//! The small tables, whose rows are kept one by one, and the rows that were set aside.

use super::super::Book;
use super::super::codes::Code;
use super::super::columns::NO_DAY;
use super::super::intern::NONE;
use super::super::tables::{ExcusedDays, Table};
use super::encoding::Encode;
use super::places::{Places, spread};
use super::sum::{Sum, sum_rows};

impl Book {
    /// Rows that were set aside by name, since the notes count them.
    /// Rows set aside because they name a customer or an invoice the book does not have.
    pub(super) fn sum_strays(&self, today: i32) -> Sum {
        sum_rows("", self.strays.len(), |at, row| {
            let Some(stray) = self.strays.get(at).filter(|s| s.day == NO_DAY || s.day <= today) else {
                return false;
            };
            row.begin_of(stray.table.name());
            row.text(stray.column);
            row.text(&stray.id);
            row.day(stray.day);
            row.number(Some(stray.money));
            true
        })
    }

    pub(super) fn sum_products(&self, today: i32) -> Sum {
        sum_rows(Table::Products.name(), self.products.len(), |at, row| {
            let Some(version) = self.products.get(at).filter(|v| !hidden(v.valid_from, today)) else {
                return false;
            };
            row.id(&self.product_ids, version.product);
            row.day(version.valid_from);
            for cell in [version.name, version.uom, version.category] {
                row.id_option(&self.texts, cell);
            }
            row.yes_no(version.high_end);
            for cell in [version.factor, version.unit_cost, version.margin_rate] {
                row.micros(cell);
            }
            true
        })
    }

    pub(super) fn sum_headers(&self, today: i32) -> Sum {
        let h = &self.headers;
        sum_rows(Table::Orders.name(), h.order_text.len(), |at, row| {
            let (order, day) = (h.order_text.get(at), h.day.get(at));
            if order == NONE || day > today {
                return false;
            }
            row.id(&self.order_ids, order);
            row.id(&self.customer_ids, h.customer.get(at));
            row.day(day);
            row.cancellation(h.status.get(at), h.cancelled_on.get(at), today);
            row.day(h.promised_on.get(at));
            true
        })
    }

    pub(super) fn sum_reasons(&self, today: i32) -> Sum {
        sum_rows(Table::DelayReasons.name(), self.reasons.len(), |at, row| {
            let Some(reason) = self.reasons.get(at).filter(|r| !hidden(r.approved_on, today)) else {
                return false;
            };
            row.id(&self.invoice_ids, self.invoices.id.get(reason.invoice as usize));
            row.text(reason.kind.code());
            match reason.excused {
                ExcusedDays::All => row.text("all"),
                ExcusedDays::Days(days) => row.count(u64::from(days)),
            }
            row.yes_no(Some(reason.documented));
            row.id_option(&self.texts, reason.approved_by);
            row.day(reason.approved_on);
            true
        })
    }

    pub(super) fn sum_facts(&self, today: i32) -> Sum {
        sum_rows(Table::CreditFacts.name(), self.facts.len(), |at, row| {
            let Some(fact) = self.facts.get(at).filter(|f| !hidden(f.on, today)) else { return false };
            row.id(&self.customer_ids, fact.customer);
            row.text(fact.kind.code());
            row.day(fact.on);
            row.day(if hidden(fact.resolved_on, today) { NO_DAY } else { fact.resolved_on });
            true
        })
    }

    pub(super) fn sum_contracts(&self, today: i32) -> Sum {
        sum_rows(Table::Contracts.name(), self.contracts.len(), |at, row| {
            let Some(contract) = self.contracts.get(at).filter(|c| !hidden(c.submitted_on, today)) else {
                return false;
            };
            row.id_option(&self.texts, contract.contract);
            row.id(&self.customer_ids, contract.customer);
            row.micros(Some(contract.amount));
            row.day(contract.submitted_on);
            row.day(if hidden(contract.signed_on, today) { NO_DAY } else { contract.signed_on });
            // Contracts that say no more keep the digest they always had.
            if contract.ends_on != NO_DAY {
                row.text("ends_on");
                row.day(contract.ends_on);
            }
            let prices = [
                ("agreed_price", contract.agreed_price),
                ("settlement_floor_price", contract.settlement_floor_price),
            ];
            for (column, price) in prices.into_iter().filter(|(_, price)| price.is_some()) {
                row.text(column);
                row.micros(price);
            }
            if let Some(status) = contract.status {
                row.text("status");
                row.text(status.code());
            }
            for (column, cell) in [("unit", contract.unit), ("text_digest", contract.text_digest)] {
                if cell != NONE {
                    row.text(column);
                    row.id(&self.texts, cell);
                }
            }
            true
        })
    }

    pub(super) fn sum_assessments(&self, today: i32) -> Sum {
        let key = |at: usize| self.assessed.get(at).map(|a| (a.customer, a.assessor, a.on));
        let places = Places::of(self.assessed.len(), key, |(customer, assessor, on)| {
            spread(&[*customer, *assessor, on.cast_unsigned()])
        });
        sum_rows(Table::ProspectAssessments.name(), self.assessed.len(), |at, row| {
            let Some(a) = self.assessed.get(at).filter(|a| a.on <= today) else { return false };
            row.id(&self.customer_ids, a.customer);
            row.id(&self.texts, a.assessor);
            row.day(a.on);
            for rating in a.ratings {
                row.micros(rating.map(|rating| i128::from(rating).wrapping_mul(1_000_000)));
            }
            row.text_option(a.evidence_kind.map(Code::code));
            row.micros(a.override_score);
            for cell in [a.evidence, a.override_reason, a.override_approver] {
                row.id_option(&self.texts, cell);
            }
            row.count(places.of_row(at));
            true
        })
    }

    pub(super) fn sum_ratings(&self, today: i32) -> Sum {
        let key = |at: usize| self.rated.get(at).map(|r| (r.customer, r.dimension, r.assessor, r.on));
        let places = Places::of(self.rated.len(), key, |(customer, dimension, assessor, on)| {
            spread(&[*customer, *dimension, *assessor, on.cast_unsigned()])
        });
        sum_rows(Table::Ratings.name(), self.rated.len(), |at, row| {
            let Some(r) = self.rated.get(at).filter(|r| r.on <= today) else { return false };
            row.id(&self.customer_ids, r.customer);
            for cell in [r.dimension, r.assessor, r.evidence] {
                row.id_option(&self.texts, cell);
            }
            row.day(r.on);
            row.micros(Some(r.score));
            row.count(places.of_row(at));
            true
        })
    }

    pub(super) fn sum_overrides(&self, today: i32) -> Sum {
        let key = |at: usize| self.overrides.get(at).map(|o| (o.customer, o.approved_on));
        let places = Places::of(self.overrides.len(), key, |(customer, approved_on)| {
            spread(&[*customer, approved_on.cast_unsigned()])
        });
        sum_rows(Table::GradeOverrides.name(), self.overrides.len(), |at, row| {
            let Some(o) = self.overrides.get(at).filter(|o| o.approved_on <= today) else { return false };
            row.id(&self.customer_ids, o.customer);
            for cell in [o.grade, o.reason, o.approved_by] {
                row.id(&self.texts, cell);
            }
            row.day(o.approved_on);
            row.day(o.expires_on);
            row.count(places.of_row(at));
            true
        })
    }
}

/// Whether a row of this day is not known yet.
const fn hidden(day: i32, today: i32) -> bool {
    day != NO_DAY && day > today
}
