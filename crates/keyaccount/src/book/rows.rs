//! Typed rows become cells of columns: one function for each table.

use super::builder::BookBuilder;
use super::cells::{Cells, Range, due_day, filled, is_bounded, negated};
use super::codes::Code;
use super::columns::NO_DAY;
use super::intern::NONE;
use super::store::{Agreed, Assessed, Fact, Override, ProductVersion, Rated, Reason, Status};
use super::tables::{
    Contract, CreditFact, Customer, DelayReason, ExcusedDays, GradeOverride, Invoice, Order, OrderLine,
    Product, ProspectAssessment, Rating, Settlement, Table,
};
use crate::calendar::Day;
use crate::decimal::Exact;
use crate::error::{Problem, ProblemCode, quote};

impl BookBuilder {
    pub(crate) fn add_customer(&mut self, row: Customer<'_>) {
        let at = self.next_row(Table::Customers);
        let mut cells = Cells { table: Table::Customers, row: at, problems: &mut self.problems, bad: false };
        cells.id("customer_id", &row.customer_id);
        let cost = cells.number("cost_to_serve", row.cost_to_serve, Range::NotNegative);
        let created = cells.day("created_on", row.created_on);
        let traded = cells.day("first_traded_on", row.first_traded_on);
        let since = cells.day("documents_since", row.documents_since);
        let fits = self.customers.cost_to_serve.push(cost);
        if !fits {
            cells.too_large("cost_to_serve");
        }
        let bad = cells.bad;
        if bad {
            self.refuse_key(Table::Customers, &row.customer_id);
        }
        let id = if bad { NONE } else { self.customer_ids.intern(&row.customer_id) };
        let texts = &mut self.texts;
        let c = &mut self.customers;
        c.customer.push(id);
        c.name.push(texts.intern_option(filled(row.name.as_ref())));
        let kind = row.kind.map(Code::code);
        let values = [
            kind,
            filled(row.region.as_ref()),
            filled(row.country.as_ref()),
            filled(row.industry.as_ref()),
            filled(row.size.as_ref()),
            filled(row.need_class.as_ref()),
            filled(row.lead_source.as_ref()),
            filled(row.uscc.as_ref()),
            filled(row.owner.as_ref()),
            filled(row.parent_id.as_ref()),
        ];
        for (column, value) in c.attributes.iter_mut().zip(values) {
            column.push(texts.intern_option(value));
        }
        c.created_on.push(created);
        c.first_traded_on.push(traded);
        c.documents_since.push(since);
        c.documents_complete.push(row.documents_complete);
        c.special_approval.push(row.special_approval);
    }

    pub(crate) fn add_product(&mut self, row: Product<'_>) {
        let at = self.next_row(Table::Products);
        let mut cells = Cells { table: Table::Products, row: at, problems: &mut self.problems, bad: false };
        cells.id("product_id", &row.product_id);
        let factor = cells.micros("base_uom_factor", row.base_uom_factor, Range::Positive);
        let unit_cost = cells.micros("unit_cost", row.unit_cost, Range::NotNegative);
        let margin_rate = cells.micros("margin_rate", row.margin_rate, Range::Margin);
        let valid_from = cells.day("valid_from", row.valid_from);
        if cells.bad {
            return;
        }
        let version = ProductVersion {
            product: self.product_ids.intern(&row.product_id),
            valid_from,
            name: self.texts.intern_option(filled(row.name.as_ref())),
            uom: self.texts.intern_option(filled(row.uom.as_ref())),
            category: self.texts.intern_option(filled(row.category.as_ref())),
            high_end: row.high_end,
            factor,
            unit_cost,
            margin_rate,
            row: at,
        };
        self.products.push((version, at));
    }

    pub(crate) fn add_order(&mut self, row: Order<'_>) {
        let at = self.next_row(Table::Orders);
        let mut cells = Cells { table: Table::Orders, row: at, problems: &mut self.problems, bad: false };
        cells.id("order_id", &row.order_id);
        cells.id("customer_id", &row.customer_id);
        let day = cells.day("ordered_on", Some(row.ordered_on));
        let cancelled = cells.day("cancelled_on", row.cancelled_on);
        let promised = cells.day("promised_on", row.promised_on);
        let bad = cells.bad;
        let order = if bad { NONE } else { self.order_ids.intern(&row.order_id) };
        self.headed.insert(order);
        let h = &mut self.headers;
        h.order_text.push(order);
        h.customer.push(if bad { NONE } else { self.customer_ids.intern(&row.customer_id) });
        h.day.push(day);
        h.status.push(Status::from(row.status));
        h.cancelled_on.push(cancelled);
        h.promised_on.push(promised);
    }

    pub(crate) fn add_order_line(&mut self, row: OrderLine<'_>) {
        let at = self.next_row(Table::OrderLines);
        let mut cells = Cells { table: Table::OrderLines, row: at, problems: &mut self.problems, bad: false };
        cells.id("order_id", &row.order_id);
        if let Some(id) = filled(row.customer_id.as_ref()) {
            cells.id("customer_id", id);
        }
        if let Some(id) = filled(row.product_id.as_ref()) {
            cells.id("product_id", id);
        }
        let day = cells.day("ordered_on", row.ordered_on);
        let quantity = cells.number("quantity", row.quantity, Range::Any);
        let given = cells.number("amount", row.amount, Range::Any);
        if given.is_some_and(|amount| !is_bounded(amount)) {
            cells.too_large("amount");
        }
        let unit_price = cells.number("unit_price", row.unit_price, Range::NotNegative);
        let discount = cells.number("discount", row.discount, Range::Rate);
        let profit = cells.number("profit", row.profit, Range::Any);
        let cost = cells.number("cost", row.cost, Range::Any);
        let unit_cost = cells.number("unit_cost", row.unit_cost, Range::NotNegative);
        let margin_rate = cells.number("margin_rate", row.margin_rate, Range::Margin);
        // One too large to be added is a problem already; in its column it would bound all others.
        let mut amount = given.filter(|amount| is_bounded(*amount));
        if amount.is_none() && !cells.bad {
            match (quantity, unit_price) {
                (Some(quantity), Some(price)) => {
                    let keep = Exact::new(1, 0).checked_add(negated(discount.unwrap_or_default()));
                    amount = keep
                        .and_then(|keep| quantity.checked_mul(price)?.checked_mul(keep))
                        .map(Exact::normalised)
                        .filter(|amount| is_bounded(*amount));
                    if amount.is_none() {
                        cells.too_large("unit_price");
                    }
                }
                (quantity, _) => {
                    let column =
                        if quantity.is_none() && unit_price.is_some() { "quantity" } else { "amount" };
                    let problem = Problem::new(
                        ProblemCode::Missing,
                        "a blank",
                        "`amount`, or `quantity` and `unit_price`",
                    );
                    cells.problem(column, problem);
                }
            }
        }
        let l = &mut self.lines;
        if !l.amount.push(amount) {
            cells.too_large("amount");
        }
        // These are checked inputs of six decimals, which always fit.
        let fits = [
            l.quantity.push(quantity),
            l.profit.push(profit),
            l.cost.push(cost),
            l.unit_cost.push(unit_cost),
            l.margin_rate.push(margin_rate),
        ];
        if fits.contains(&false) {
            cells.too_large("quantity");
        }
        let bad = cells.bad;
        l.order_text.push(if bad { NONE } else { self.order_ids.intern(&row.order_id) });
        let customer = filled(row.customer_id.as_ref()).filter(|_| !bad);
        l.customer.push(self.customer_ids.intern_option(customer));
        l.product.push(self.product_ids.intern_option(filled(row.product_id.as_ref()).filter(|_| !bad)));
        l.day.push(day);
        l.status.push(Status::from(row.status));
        l.promotional.push(row.promotional);
    }

    pub(crate) fn add_invoice(&mut self, row: Invoice<'_>) {
        let at = self.next_row(Table::Invoices);
        let mut cells = Cells { table: Table::Invoices, row: at, problems: &mut self.problems, bad: false };
        cells.id("invoice_id", &row.invoice_id);
        cells.id("customer_id", &row.customer_id);
        let issued = cells.day("issued_on", Some(row.issued_on));
        let amount = cells.number("amount", Some(row.amount), Range::Positive);
        let terms = cells.micros("terms_days", row.terms_days, Range::NotNegative);
        let stated = cells.day("due_on", row.due_on);
        let extended = cells.day("extended_due_on", row.extended_due_on);
        let approved = cells.day("extension_approved_on", row.extension_approved_on);
        let due = due_day(&mut cells, &row, issued, stated, terms);
        if extended != NO_DAY && due != NO_DAY && extended < due {
            let found = format!("`{}`, before the due date", Day::from_number(extended));
            let problem = Problem::new(ProblemCode::DatesOutOfOrder, found, "a date not before the due date");
            cells.problem("extended_due_on", problem);
        }
        if !self.invoices.amount.push(amount) {
            cells.too_large("amount");
        }
        let bad = cells.bad;
        if bad {
            self.refuse_key(Table::Invoices, &row.invoice_id);
        }
        let v = &mut self.invoices;
        v.id.push(if bad { NONE } else { self.invoice_ids.intern(&row.invoice_id) });
        v.customer.push(if bad { NONE } else { self.customer_ids.intern(&row.customer_id) });
        v.issued.push(issued);
        v.due.push(due);
        v.extended_due.push(extended);
        v.extension_approved.push(approved);
        v.contract.push(self.texts.intern_option(filled(row.contract_id.as_ref())));
    }

    pub(crate) fn add_settlement(&mut self, row: Settlement<'_>) {
        let at = self.next_row(Table::Settlements);
        let mut cells =
            Cells { table: Table::Settlements, row: at, problems: &mut self.problems, bad: false };
        let day = cells.day("settled_on", Some(row.settled_on));
        let amount = cells.number("amount", Some(row.amount), Range::Positive);
        let invoice = filled(row.invoice_id.as_ref());
        let customer = filled(row.customer_id.as_ref());
        if let Some(id) = invoice {
            cells.id("invoice_id", id);
        } else if let Some(id) = customer {
            cells.id("customer_id", id);
        } else {
            cells.problem(
                "invoice_id",
                Problem::new(ProblemCode::Missing, "a blank", "`invoice_id` or `customer_id`"),
            );
        }
        if !self.settlements.amount.push(amount) {
            cells.too_large("amount");
        }
        let bad = cells.bad;
        let s = &mut self.settlements;
        s.day.push(if bad { NO_DAY } else { day });
        s.invoice.push(self.invoice_ids.intern_option(invoice.filter(|_| !bad)));
        // Money that names its invoice belongs to that invoice's customer, whoever paid it.
        s.customer.push(self.customer_ids.intern_option(customer.filter(|_| !bad && invoice.is_none())));
        s.kind.push(row.kind.unwrap_or(super::codes::SettlementKind::Transfer));
    }

    pub(crate) fn add_delay_reason(&mut self, row: DelayReason<'_>) {
        let at = self.next_row(Table::DelayReasons);
        let mut cells =
            Cells { table: Table::DelayReasons, row: at, problems: &mut self.problems, bad: false };
        cells.id("invoice_id", &row.invoice_id);
        let approved_on = cells.day("approved_on", row.approved_on);
        if cells.bad {
            return;
        }
        self.reasons.push(Reason {
            invoice: self.invoice_ids.intern(&row.invoice_id),
            kind: row.kind,
            excused: row.days_excused.unwrap_or(ExcusedDays::Days(0)),
            documented: row.documented == Some(true),
            approved_by: self.texts.intern_option(filled(row.approved_by.as_ref())),
            approved_on,
            row: at,
        });
    }

    pub(crate) fn add_credit_fact(&mut self, row: CreditFact<'_>) {
        let at = self.next_row(Table::CreditFacts);
        let mut cells =
            Cells { table: Table::CreditFacts, row: at, problems: &mut self.problems, bad: false };
        cells.id("customer_id", &row.customer_id);
        let on = cells.day("on", Some(row.on));
        let resolved_on = cells.day("resolved_on", row.resolved_on);
        if resolved_on != NO_DAY && resolved_on < on {
            let found = format!("`{}`, before `on`", Day::from_number(resolved_on));
            cells.problem(
                "resolved_on",
                Problem::new(ProblemCode::DatesOutOfOrder, found, "a date not before `on`"),
            );
        }
        if cells.bad {
            return;
        }
        let customer = self.customer_ids.intern(&row.customer_id);
        self.facts.push(Fact { customer, kind: row.kind, on, resolved_on, row: at });
    }

    pub(crate) fn add_prospect_assessment(&mut self, row: ProspectAssessment<'_>) {
        let at = self.next_row(Table::ProspectAssessments);
        let mut cells =
            Cells { table: Table::ProspectAssessments, row: at, problems: &mut self.problems, bad: false };
        cells.id("customer_id", &row.customer_id);
        cells.id("assessor", &row.assessor);
        let on = cells.day("assessed_on", Some(row.assessed_on));
        let given = [
            ("scale", row.scale),
            ("financial_strength", row.financial_strength),
            ("industry_position", row.industry_position),
            ("growth_potential", row.growth_potential),
            ("need_fit", row.need_fit),
            ("competition_cost", row.competition_cost),
        ];
        let ratings = given.map(|(column, value)| {
            let value = value?;
            let whole = Exact::from(value)
                .at_scale(0)
                .and_then(|v| u8::try_from(v).ok())
                .filter(|v| (1..=5).contains(v));
            if whole.is_none() {
                let found = quote(&Exact::from(value).to_string());
                cells.problem(
                    column,
                    Problem::new(ProblemCode::OutOfRange, found, "a whole rating from 1 to 5"),
                );
            }
            whole
        });
        let override_score = cells.micros("override_score", row.override_score, Range::Points);
        if cells.bad {
            return;
        }
        self.assessed.push(Assessed {
            customer: self.customer_ids.intern(&row.customer_id),
            assessor: self.texts.intern(&row.assessor),
            on,
            ratings,
            evidence_kind: row.evidence_kind,
            evidence: self.texts.intern_option(filled(row.evidence.as_ref())),
            override_score,
            override_reason: self.texts.intern_option(filled(row.override_reason.as_ref())),
            override_approver: self.texts.intern_option(filled(row.override_approver.as_ref())),
            row: at,
        });
    }

    pub(crate) fn add_rating(&mut self, row: Rating<'_>) {
        let at = self.next_row(Table::Ratings);
        let mut cells = Cells { table: Table::Ratings, row: at, problems: &mut self.problems, bad: false };
        cells.id("customer_id", &row.customer_id);
        cells.id("dimension", &row.dimension);
        cells.id("assessor", &row.assessor);
        let on = cells.day("on", Some(row.on));
        let Some(score) = cells.micros("score", Some(row.score), Range::Points).filter(|_| !cells.bad) else {
            return;
        };
        self.rated.push(Rated {
            customer: self.customer_ids.intern(&row.customer_id),
            dimension: self.texts.intern(&row.dimension),
            assessor: self.texts.intern(&row.assessor),
            on,
            score,
            evidence: self.texts.intern_option(filled(row.evidence.as_ref())),
            row: at,
        });
    }

    pub(crate) fn add_grade_override(&mut self, row: GradeOverride<'_>) {
        let at = self.next_row(Table::GradeOverrides);
        let mut cells =
            Cells { table: Table::GradeOverrides, row: at, problems: &mut self.problems, bad: false };
        cells.id("customer_id", &row.customer_id);
        for (column, text) in
            [("grade", &row.grade), ("reason", &row.reason), ("approved_by", &row.approved_by)]
        {
            if text.trim().is_empty() {
                cells.problem(column, Problem::new(ProblemCode::Missing, "a blank", "a text"));
            }
        }
        let approved_on = cells.day("approved_on", Some(row.approved_on));
        let expires_on = cells.day("expires_on", row.expires_on);
        if cells.bad {
            return;
        }
        self.overrides.push(Override {
            customer: self.customer_ids.intern(&row.customer_id),
            grade: self.texts.intern(&row.grade),
            reason: self.texts.intern(&row.reason),
            approved_by: self.texts.intern(&row.approved_by),
            approved_on,
            expires_on,
            row: at,
        });
    }

    pub(crate) fn add_contract(&mut self, row: Contract<'_>) {
        let at = self.next_row(Table::Contracts);
        let mut cells = Cells { table: Table::Contracts, row: at, problems: &mut self.problems, bad: false };
        cells.id("contract_id", &row.contract_id);
        cells.id("customer_id", &row.customer_id);
        let submitted_on = cells.day("submitted_on", Some(row.submitted_on));
        let signed_on = cells.day("signed_on", row.signed_on);
        let ends_on = cells.day("ends_on", row.ends_on);
        let agreed_price = cells.micros("agreed_price", row.agreed_price, Range::NotNegative);
        let floor = ("settlement_floor_price", row.settlement_floor_price);
        let settlement_floor_price = cells.micros(floor.0, floor.1, Range::NotNegative);
        let Some(amount) =
            cells.micros("amount", Some(row.amount), Range::NotNegative).filter(|_| !cells.bad)
        else {
            return;
        };
        self.contracts.push(Agreed {
            contract: self.texts.intern(&row.contract_id),
            customer: self.customer_ids.intern(&row.customer_id),
            amount,
            submitted_on,
            signed_on,
            ends_on,
            agreed_price,
            settlement_floor_price,
            unit: self.texts.intern_option(filled(row.unit.as_ref())),
            status: row.status,
            text_digest: self.texts.intern_option(filled(row.text_digest.as_ref())),
            row: at,
        });
    }
}

impl From<Option<super::codes::OrderStatus>> for Status {
    fn from(status: Option<super::codes::OrderStatus>) -> Self {
        use super::codes::OrderStatus;
        match status {
            None => Self::Blank,
            Some(OrderStatus::Open) => Self::Open,
            Some(OrderStatus::Fulfilled) => Self::Fulfilled,
            Some(OrderStatus::Cancelled) => Self::Cancelled,
        }
    }
}
