//! The tables of a book, each declared once: its columns, their kinds, which are required, and the
//! typed row a program hands in (BOOK §1).

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::builder::BookBuilder;
use super::codes::{
    ArchiveStatus, Code, Confidentiality, ContactKind, ContractStatus, CreditFactKind, CustomerKind,
    DelayReasonKind, EvaluationLevel, EvidenceKind, GrantForm, OfficialRank, OrderStatus, ReminderKind,
    RunKind, SettlementKind,
};
use super::moment::Moment;
use super::registers::{Cell, Registered, Rules, code_at};
use crate::policy::DocumentKind;

/// How many days of delay a reason excuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExcusedDays {
    /// Every day; written `all`.
    All,
    /// So many days.
    Days(u32),
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// An identifier: text of 1–64 characters.
    Id,
    /// Any text.
    Text,
    /// A decimal with at most six fractional digits.
    Number,
    /// A date.
    Date,
    /// An instant: a date with a time, or a date, which is its first second.
    Time,
    /// An instant up to which something holds: a date with a time, or a date, which is its last second.
    Until,
    /// Yes or no.
    YesNo,
    /// Whole days, or `all`.
    ExcusedDays,
    /// One of these codes.
    Code(&'static [&'static str]),
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableColumn {
    /// Its name.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Whether every row must fill it.
    pub required: bool,
}

/// Hands out the cells of one row, column by column, whatever the source: a CSV record, a row of
/// frames, a list of values.
///
/// A method returns `None` for a blank cell and for one it had to refuse; in the latter case the
/// reader remembers the problem itself.
pub trait CellReader<'a> {
    /// The text of a cell.
    fn text(&mut self, column: usize) -> Option<Cow<'a, str>>;
    /// The number of a cell.
    fn number(&mut self, column: usize) -> Option<Decimal>;
    /// The date of a cell.
    fn date(&mut self, column: usize) -> Option<NaiveDate>;
    /// The date of a cell, with its time if it says one.
    fn moment(&mut self, column: usize) -> Option<Moment>;
    /// The yes or no of a cell.
    fn yes_no(&mut self, column: usize) -> Option<bool>;
    /// The excused days of a cell.
    fn excused_days(&mut self, column: usize) -> Option<ExcusedDays>;
    /// The code of a cell.
    fn code<C: Code>(&mut self, column: usize) -> Option<C>;
    /// A required cell gave nothing: a problem, unless the reader refused the cell already.
    fn missing(&mut self, column: usize);
    /// Whether the row that was just read is to be left out whole, for a problem in any of its cells.
    fn withholds(&self) -> bool {
        false
    }
}

/// A typed row of one table.
pub trait Row<'a>: Sized {
    /// The table it belongs to.
    const TABLE: Table;

    /// Reads a row cell by cell; `None` if a required cell is missing or was refused. Every cell is
    /// judged, so that one reading finds every problem of the row.
    fn read(reader: &mut impl CellReader<'a>) -> Option<Self>;

    /// Adds the row to the book under construction.
    fn add_to(self, book: &mut BookBuilder);
}

macro_rules! cell_type {
    (Id) => { Cow<'a, str> };
    (Text) => { Cow<'a, str> };
    (Number) => { Decimal };
    (Date) => { NaiveDate };
    (Time) => { NaiveDateTime };
    (Until) => { NaiveDateTime };
    (YesNo) => { bool };
    (ExcusedDays) => { ExcusedDays };
    ($code:ident) => { $code };
}

macro_rules! column_kind {
    (Id) => {
        ColumnKind::Id
    };
    (Text) => {
        ColumnKind::Text
    };
    (Number) => {
        ColumnKind::Number
    };
    (Date) => {
        ColumnKind::Date
    };
    (Time) => {
        ColumnKind::Time
    };
    (Until) => {
        ColumnKind::Until
    };
    (YesNo) => {
        ColumnKind::YesNo
    };
    (ExcusedDays) => {
        ColumnKind::ExcusedDays
    };
    ($code:ident) => {
        ColumnKind::Code(<$code as Code>::CODES)
    };
}

macro_rules! read_cell {
    ($reader:ident, $at:ident, Id) => {
        $reader.text($at)
    };
    ($reader:ident, $at:ident, Text) => {
        $reader.text($at)
    };
    ($reader:ident, $at:ident, Number) => {
        $reader.number($at)
    };
    ($reader:ident, $at:ident, Date) => {
        $reader.date($at)
    };
    ($reader:ident, $at:ident, Time) => {
        $reader.moment($at).map(Moment::begins)
    };
    ($reader:ident, $at:ident, Until) => {
        $reader.moment($at).map(Moment::ends)
    };
    ($reader:ident, $at:ident, YesNo) => {
        $reader.yes_no($at)
    };
    ($reader:ident, $at:ident, ExcusedDays) => {
        $reader.excused_days($at)
    };
    ($reader:ident, $at:ident, $code:ident) => {
        $reader.code::<$code>($at)
    };
}

/// A cell of a row, whatever its column.
macro_rules! to_cell {
    ($value:expr, Id) => {
        Cell::Text($value)
    };
    ($value:expr, Text) => {
        Cell::Text($value)
    };
    ($value:expr, Number) => {
        Cell::Number($value)
    };
    ($value:expr, Date) => {
        Cell::Day($value)
    };
    ($value:expr, Time) => {
        Cell::Time($value)
    };
    ($value:expr, Until) => {
        Cell::Time($value)
    };
    ($value:expr, YesNo) => {
        Cell::YesNo($value)
    };
    ($value:expr, $code:ident) => {
        Cell::Code(code_at(<$code>::ALL, $value))
    };
}

/// What a cell of a column of this kind holds.
macro_rules! of_cell {
    ($cell:expr, Id) => {
        of_cell!($cell, Text)
    };
    ($cell:expr, Text) => {
        match $cell {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    };
    ($cell:expr, Number) => {
        match $cell {
            Cell::Number(number) => Some(number),
            _ => None,
        }
    };
    ($cell:expr, Date) => {
        match $cell {
            Cell::Day(date) => Some(date),
            _ => None,
        }
    };
    ($cell:expr, Until) => {
        of_cell!($cell, Time)
    };
    ($cell:expr, Time) => {
        match $cell {
            Cell::Time(time) => Some(time),
            _ => None,
        }
    };
    ($cell:expr, YesNo) => {
        match $cell {
            Cell::YesNo(yes) => Some(yes),
            _ => None,
        }
    };
    ($cell:expr, $code:ident) => {
        match $cell {
            Cell::Code(at) => <$code>::ALL.get(usize::from(at)).copied(),
            _ => None,
        }
    };
}

/// The typed row of a table.
macro_rules! row {
    (
        $(#[$doc:meta])*
        $row:ident $table:ident $add:ident {
            required { $($(#[$required_doc:meta])* $required:ident: $required_kind:ident,)+ }
            optional { $($(#[$optional_doc:meta])* $optional:ident: $optional_kind:ident,)* }
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $row<'a> {
            $($(#[$required_doc])* pub $required: cell_type!($required_kind),)+
            $($(#[$optional_doc])* #[serde(default, skip_serializing_if = "Option::is_none")] pub $optional: Option<cell_type!($optional_kind)>,)*
        }

        impl<'a> $row<'a> {
            /// A row with its required cells filled and all others blank.
            #[must_use]
            pub const fn new($($required: cell_type!($required_kind),)+) -> Self {
                Self { $($required,)+ $($optional: None,)* }
            }
        }

        impl<'a> Row<'a> for $row<'a> {
            const TABLE: Table = Table::$table;

            #[allow(unused_assignments, reason = "the last increment of the generated counter")]
            fn read(reader: &mut impl CellReader<'a>) -> Option<Self> {
                let mut at = 0_usize;
                $(
                    let $required = read_cell!(reader, at, $required_kind);
                    if $required.is_none() { reader.missing(at); }
                    at = at.wrapping_add(1);
                )+
                $(
                    let $optional = read_cell!(reader, at, $optional_kind);
                    at = at.wrapping_add(1);
                )*
                Some(Self {
                    $($required: $required?,)+
                    $($optional,)*
                })
            }

            fn add_to(self, book: &mut BookBuilder) {
                book.$add(self);
            }
        }
    };
}

macro_rules! tables {
    (
        scored { $(
            $(#[$doc:meta])*
            $row:ident $table:ident $name:literal $add:ident {
                required { $($(#[$required_doc:meta])* $required:ident: $required_kind:ident,)+ }
                optional { $($(#[$optional_doc:meta])* $optional:ident: $optional_kind:ident,)* }
            }
        )+ }
        registers { $(
            $(#[$register_doc:meta])*
            $entry:ident $register:ident $called:ident
                $(key [$($key:ident)+])?
                $(seen $seen:ident)?
                $(later [$($later:ident)+])?
                $(order [$($before:ident $after:ident,)+])?
                $(ties [$($tie:ident)+])?
            {
                required { $($(#[$filled_doc:meta])* $filled:ident: $filled_kind:ident,)+ }
                optional { $($(#[$free_doc:meta])* $free:ident: $free_kind:ident,)* }
            }
        )+ }
    ) => {
        /// A table of a book.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Table { $($(#[$doc])* $table,)+ $($(#[$register_doc])* $register,)+ }

        impl Table {
            /// Every table there is, in the order they are read.
            pub const ALL: &'static [Self] = &[$(Self::$table,)+ $(Self::$register,)+];

            /// The table's name, also that of its file.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$table => $name,)+ $(Self::$register => stringify!($called),)+ }
            }

            /// The columns, required ones first.
            #[must_use]
            pub const fn columns(self) -> &'static [TableColumn] {
                match self {
                    $(Self::$table => &[
                        $(TableColumn { name: stringify!($required), kind: column_kind!($required_kind), required: true },)+
                        $(TableColumn { name: stringify!($optional), kind: column_kind!($optional_kind), required: false },)*
                    ],)+
                    $(Self::$register => &[
                        $(TableColumn { name: stringify!($filled), kind: column_kind!($filled_kind), required: true },)+
                        $(TableColumn { name: stringify!($free), kind: column_kind!($free_kind), required: false },)*
                    ],)+
                }
            }

            /// The rules of a register: a table that only decisions read, kept as it came.
            pub(crate) const fn rules(self) -> Option<&'static Rules> {
                match self {
                    $(Self::$register => Some(&Rules {
                        key: &[$($(stringify!($key),)+)?],
                        seen: &[$(stringify!($seen))?],
                        later: &[$($(stringify!($later),)+)?],
                        order: &[$($((stringify!($before), stringify!($after)),)+)?],
                        ties: &[$($(stringify!($tie),)+)?],
                    }),)+
                    _ => None,
                }
            }

            /// Reads one row of this table and adds it to `book`. Returns whether the row was added.
            pub fn read_row<'a>(self, reader: &mut impl CellReader<'a>, book: &mut BookBuilder) -> bool {
                match self {
                    $(Self::$table => match $row::read(reader) {
                        Some(row) if !reader.withholds() => { row.add_to(book); true }
                        _ => false,
                    },)+
                    $(Self::$register => match $entry::read(reader) {
                        Some(row) if !reader.withholds() => { row.add_to(book); true }
                        _ => false,
                    },)+
                }
            }
        }

        $(row! {
            $(#[$doc])*
            $row $table $add {
                required { $($(#[$required_doc])* $required: $required_kind,)+ }
                optional { $($(#[$optional_doc])* $optional: $optional_kind,)* }
            }
        })+

        $(row! {
            $(#[$register_doc])*
            $entry $register add_registered {
                required { $($(#[$filled_doc])* $filled: $filled_kind,)+ }
                optional { $($(#[$free_doc])* $free: $free_kind,)* }
            }
        }

        impl<'a> Registered<'a> for $entry<'a> {
            fn into_cells(self, cells: &mut Vec<Cell<'a>>) {
                $(cells.push(to_cell!(self.$filled, $filled_kind));)+
                $(cells.push(self.$free.map_or(Cell::Blank, |value| to_cell!(value, $free_kind)));)*
            }

            fn of_cells(mut cell: impl FnMut() -> Cell<'a>) -> Option<Self> {
                $(let $filled = of_cell!(cell(), $filled_kind);)+
                $(let $free = of_cell!(cell(), $free_kind);)*
                Some(Self { $($filled: $filled?,)+ $($free,)* })
            }
        }

        $(impl<'a> crate::live::Keyed<'a> for $entry<'a> {
            fn find_in(&self, book: &crate::live::LiveBook) -> Option<crate::live::RowId> {
                book.find_registered(Table::$register, &[$(&self.$key,)+])
            }
        })?

        impl super::Book {
            #[doc = concat!("The rows of `", stringify!($called), "` that are visible on a day, in file order, \
                without what their cells say of later days (BOOK §2.1).")]
            pub fn $called(&self, as_of: NaiveDate) -> impl Iterator<Item = $entry<'_>> {
                self.registered(as_of)
            }
        })+
    };
}

tables! {
    scored {
        /// `customers`: who is in the book.
        Customer Customers "customers" add_customer {
            required {
                /// Unique.
                customer_id: Id,
            }
            optional {
                /// Name as printed.
                name: Text,
                /// Kind of customer.
                kind: CustomerKind,
                /// Unified social credit code.
                uscc: Text,
                /// Region.
                region: Text,
                /// Country.
                country: Text,
                /// Industry.
                industry: Text,
                /// Size.
                size: Text,
                /// Class of need.
                need_class: Text,
                /// Where the lead came from.
                lead_source: Text,
                /// When the record was opened; hides nobody.
                created_on: Date,
                /// The account manager.
                owner: Id,
                /// The parent company.
                parent_id: Id,
                /// First trade known from elsewhere.
                first_traded_on: Date,
                /// Only an explicit no counts as missing.
                documents_complete: YesNo,
                /// Since when `documents_complete` holds.
                documents_since: Date,
                /// Lifts the credit caps.
                special_approval: YesNo,
                /// Cost of serving the customer in twelve months.
                cost_to_serve: Number,
            }
        }

        /// `products`: what is sold and what it costs; several rows of one product are versions.
        Product Products "products" add_product {
            required {
                /// The product.
                product_id: Id,
            }
            optional {
                /// Name as printed.
                name: Text,
                /// Unit of measure.
                uom: Text,
                /// How many base units one unit is; above 0.
                base_uom_factor: Number,
                /// Category.
                category: Text,
                /// Whether it is a high-end product.
                high_end: YesNo,
                /// First day this version is in force; always, if blank.
                valid_from: Date,
                /// Cost of one unit.
                unit_cost: Number,
                /// (price − cost) ÷ price, below 1.
                margin_rate: Number,
            }
        }

        /// `orders`: order headers, from which lines take what they leave blank.
        Order Orders "orders" add_order {
            required {
                /// Unique within its customer.
                order_id: Id,
                /// Who ordered.
                customer_id: Id,
                /// When.
                ordered_on: Date,
            }
            optional {
                /// Where the order stands.
                status: OrderStatus,
                /// When it was cancelled.
                cancelled_on: Date,
                /// When delivery was promised.
                promised_on: Date,
            }
        }

        /// `order_lines`: what was ordered; returns are negative.
        OrderLine OrderLines "order_lines" add_order_line {
            required {
                /// The order it belongs to.
                order_id: Id,
            }
            optional {
                /// From the header if blank.
                customer_id: Id,
                /// From the header if blank.
                ordered_on: Date,
                /// From the header if blank.
                status: OrderStatus,
                /// What was ordered.
                product_id: Id,
                /// How much.
                quantity: Number,
                /// After discount; or else `unit_price`.
                amount: Number,
                /// Price of one unit before discount.
                unit_price: Number,
                /// A rate, 0–1.
                discount: Number,
                /// Profit of the line.
                profit: Number,
                /// Cost of the line, of the amount's sign.
                cost: Number,
                /// Cost of one unit.
                unit_cost: Number,
                /// (price − cost) ÷ price, below 1.
                margin_rate: Number,
                /// Whether the line was part of a promotion.
                promotional: YesNo,
            }
        }

        /// `invoices`: what is owed and when it falls due.
        Invoice Invoices "invoices" add_invoice {
            required {
                /// Unique.
                invoice_id: Id,
                /// Who owes.
                customer_id: Id,
                /// When it was issued.
                issued_on: Date,
                /// Above 0.
                amount: Number,
            }
            optional {
                /// When it falls due; wins over `terms_days`.
                due_on: Date,
                /// Due = issued + this.
                terms_days: Number,
                /// A later due date.
                extended_due_on: Date,
                /// Counts only up to `due_on`.
                extension_approved_on: Date,
                /// The contract it belongs to.
                contract_id: Id,
            }
        }

        /// `settlements`: what was paid, credited or written off.
        Settlement Settlements "settlements" add_settlement {
            required {
                /// When.
                settled_on: Date,
                /// Above 0.
                amount: Number,
            }
            optional {
                /// The invoice it settles; or else `customer_id` alone.
                invoice_id: Id,
                /// Whose unapplied money it is.
                customer_id: Id,
                /// How; `transfer` if blank.
                kind: SettlementKind,
            }
        }

        /// `delay_reasons`: why invoices were paid late.
        DelayReason DelayReasons "delay_reasons" add_delay_reason {
            required {
                /// The invoice.
                invoice_id: Id,
                /// Why.
                kind: DelayReasonKind,
            }
            optional {
                /// Days, or `all`; 0 if blank.
                days_excused: ExcusedDays,
                /// Counts only if yes.
                documented: YesNo,
                /// Counts only if filled.
                approved_by: Text,
                /// When it was approved.
                approved_on: Date,
            }
        }

        /// `credit_facts`: what is known about a customer's credit.
        CreditFact CreditFacts "credit_facts" add_credit_fact {
            required {
                /// The customer.
                customer_id: Id,
                /// What happened.
                kind: CreditFactKind,
                /// When.
                on: Date,
            }
            optional {
                /// When it was settled; lifts `legal_trouble` only.
                resolved_on: Date,
            }
        }

        /// `prospect_assessments`: how promising new customers look to whom.
        ProspectAssessment ProspectAssessments "prospect_assessments" add_prospect_assessment {
            required {
                /// The customer.
                customer_id: Id,
                /// Who judged.
                assessor: Id,
                /// When.
                assessed_on: Date,
            }
            optional {
                /// 1–5.
                scale: Number,
                /// 1–5.
                financial_strength: Number,
                /// 1–5.
                industry_position: Number,
                /// 1–5.
                growth_potential: Number,
                /// 1–5.
                need_fit: Number,
                /// 1–5.
                competition_cost: Number,
                /// How it was looked into.
                evidence_kind: EvidenceKind,
                /// What was seen.
                evidence: Text,
                /// 0–100; replaces the computed score if reason and approver are filled.
                override_score: Number,
                /// Why.
                override_reason: Text,
                /// Who approved it.
                override_approver: Text,
            }
        }

        /// `ratings`: scores of the user's own dimensions.
        Rating Ratings "ratings" add_rating {
            required {
                /// The customer.
                customer_id: Id,
                /// The dimension's name.
                dimension: Text,
                /// 0–100.
                score: Number,
                /// Who judged.
                assessor: Id,
                /// When.
                on: Date,
            }
            optional {
                /// What it rests on.
                evidence: Text,
            }
        }

        /// `grade_overrides`: approved grades that replace computed ones.
        GradeOverride GradeOverrides "grade_overrides" add_grade_override {
            required {
                /// The customer.
                customer_id: Id,
                /// A grade of the policy.
                grade: Text,
                /// Why.
                reason: Text,
                /// Who approved it.
                approved_by: Text,
                /// When.
                approved_on: Date,
            }
            optional {
                /// The last day it holds; open if blank.
                expires_on: Date,
            }
        }

        /// `contracts`: what was agreed; scoring reads it for the deal stage only.
        Contract Contracts "contracts" add_contract {
            required {
                /// Unique.
                contract_id: Id,
                /// The customer.
                customer_id: Id,
                /// Tax-inclusive total.
                amount: Number,
                /// When it was handed in.
                submitted_on: Date,
            }
            optional {
                /// When it was signed.
                signed_on: Date,
                /// The last day it runs.
                ends_on: Date,
                /// The price agreed for a unit.
                agreed_price: Number,
                /// The settlement floor price of the same unit.
                settlement_floor_price: Number,
                /// The branch it belongs to.
                unit: Text,
                /// Where it stands.
                status: ContractStatus,
                /// A digest of its text.
                text_digest: Text,
            }
        }
    }
    registers {
        /// `contacts`: people at the customers.
        Contact Contacts contacts key [contact_id] {
            required {
                /// Unique.
                contact_id: Id,
                /// The customer.
                customer_id: Id,
                /// Name as printed.
                name: Text,
            }
            optional {
                /// Telephone number.
                phone: Text,
                /// Mail address.
                email: Text,
                /// Postal address.
                address: Text,
                /// Birthday.
                birthday: Date,
                /// Whether it is the principal contact.
                is_primary: YesNo,
                /// A civil servant's rank.
                official_rank: OfficialRank,
                /// What the person agreed to.
                consent: Text,
            }
        }

        /// `evaluations`: what branches think of their customers; the later row of a day counts.
        Evaluation Evaluations evaluations seen on ties [customer_id on] {
            required {
                /// The customer.
                customer_id: Id,
                /// How good.
                level: EvaluationLevel,
                /// When.
                on: Date,
            }
            optional {
                /// In words.
                text: Text,
            }
        }

        /// `people`: who may act.
        Person People people key [person_id] {
            required {
                /// Unique.
                person_id: Id,
            }
            optional {
                /// Name as printed.
                name: Text,
            }
        }

        /// `role_holders`: who holds which role, since when and where.
        RoleHolder RoleHolders role_holders seen valid_from order [valid_from valid_to,] {
            required {
                /// Who.
                person_id: Id,
                /// Which role, as the policy names it.
                role: Text,
                /// The first day.
                valid_from: Date,
            }
            optional {
                /// The last day; no end if blank.
                valid_to: Date,
                /// The unit it is held in.
                unit: Text,
            }
        }

        /// `delegations`: written authorities to act in another's place (§5.4).
        Delegation Delegations delegations
            key [delegation_id] seen issued_on later [revoked_on] order [valid_from valid_to,]
        {
            required {
                /// Unique.
                delegation_id: Id,
                /// Who grants it.
                principal: Id,
                /// The principal's role it is about.
                role: Text,
                /// Who stands in.
                delegate: Id,
                /// The paper that grants it.
                written_ref: Text,
                /// The day of the paper.
                issued_on: Date,
                /// The first day it holds.
                valid_from: Date,
                /// The last day it holds.
                valid_to: Date,
            }
            optional {
                /// The largest amount it covers; any if blank.
                max_amount: Number,
                /// The kinds of request it covers, parted by `;`; every kind if blank.
                scope: Text,
                /// The last day it holds after all.
                revoked_on: Date,
            }
        }

        /// `documents`: papers handed in for a customer; the later row of a kind counts.
        Document Documents documents ties [customer_id contract_id kind] {
            required {
                /// The customer.
                customer_id: Id,
                /// What it is.
                kind: DocumentKind,
            }
            optional {
                /// The contract it goes with; any of the customer's if blank.
                contract_id: Id,
                /// Whether we signed it.
                signed_by_us: YesNo,
                /// Whether the customer signed it.
                signed_by_customer: YesNo,
                /// Whether it bears the customer's official seal.
                customer_seal: YesNo,
                /// Whether it is a copy.
                copy: YesNo,
                /// The last day it holds; no end if blank.
                valid_to: Date,
                /// The amount it states: what is owed, how much business was done; 0 for none.
                amount: Number,
                /// What else it states, in words, such as the period of that business.
                text: Text,
            }
        }

        /// `ndas`: who promised to keep files to himself (保密协议, R167).
        Nda Ndas ndas seen signed_on order [signed_on valid_to,] {
            required {
                /// Who.
                person_id: Id,
                /// When it was signed, which is the first day it holds.
                signed_on: Date,
            }
            optional {
                /// The last day it holds; no end if blank.
                valid_to: Date,
            }
        }

        /// `grants`: access to files that was asked for and granted (§6.3); a row for each customer.
        Grant Grants grants
            key [grant_id customer_id] seen decided_at later [revoked_at second_at]
            order [decided_at expires_at, decided_at second_at,]
        {
            required {
                /// Unique with the customer.
                grant_id: Id,
                /// Who asked.
                requester: Id,
                /// Whose file.
                customer_id: Id,
                /// The fields, parted by `;`.
                fields: Text,
                /// In which form.
                form: GrantForm,
                /// Who granted it.
                decided_by: Id,
                /// When.
                decided_at: Time,
                /// The last instant it holds.
                expires_at: Until,
            }
            optional {
                /// When it was taken back.
                revoked_at: Time,
                /// Who approved it too, where two approvals are needed.
                second_by: Id,
                /// When.
                second_at: Time,
            }
        }

        /// `holds`: records that must stay, whatever their retention says.
        Hold Holds holds seen from order [from to,] {
            required {
                /// The class of records.
                record_class: Text,
                /// Whose records.
                customer_id: Id,
                /// The first day.
                from: Date,
            }
            optional {
                /// The last day; no end if blank.
                to: Date,
                /// Why.
                reason: Text,
            }
        }

        /// `contact_log`: when customers were in touch with us.
        ContactEntry ContactLog contact_log seen at later [recorded_at] order [at recorded_at,] {
            required {
                /// The customer.
                customer_id: Id,
                /// When.
                at: Time,
                /// How.
                kind: ContactKind,
            }
            optional {
                /// Who of us.
                by: Id,
                /// Whether it was a close contact; as the policy says of its kind if blank.
                close: YesNo,
                /// When it was written down; a date is its last second.
                recorded_at: Until,
            }
        }

        /// `reminders`: what is to be remembered of a customer. They are plans, so those of later days are
        /// visible.
        Reminder Reminders reminders later [done_at] {
            required {
                /// The customer.
                customer_id: Id,
                /// What kind of thing.
                kind: ReminderKind,
                /// When it is to happen, or was reached.
                on: Time,
            }
            optional {
                /// In words.
                note: Text,
                /// Whose it is; the customer's account manager's if blank.
                owner: Id,
                /// When it was done.
                done_at: Time,
            }
        }

        /// `runs`: what was done for the archive as a whole, time and again (§6.4).
        Run Runs runs seen on {
            required {
                /// What.
                kind: RunKind,
                /// When.
                on: Date,
            }
            optional {
                /// Who did it; whose report it is.
                by: Id,
                /// Whether it went well; only a yes counts as done.
                ok: YesNo,
                /// The customer, where only one file was looked through.
                customer_id: Id,
                /// In words.
                note: Text,
            }
        }

        /// `changes`: what was learned of customers, and when it got into their files (§6.4).
        Change Changes changes
            key [change_id] seen learned_on later [submitted_on updated_on]
            order [learned_on submitted_on, submitted_on updated_on,]
        {
            required {
                /// Unique.
                change_id: Id,
                /// The customer.
                customer_id: Id,
                /// When it was learned.
                learned_on: Date,
            }
            optional {
                /// When it was handed to the supervisor.
                submitted_on: Date,
                /// When the file was brought up to date.
                updated_on: Date,
                /// Who learned it.
                by: Id,
            }
        }

        /// `archive_records`: the customers' files (§3.3).
        ArchiveRecord ArchiveRecords archive_records
            key [archive_no] seen opened_on
            later [card_on assessment_on contract_on sales_report_on network_on last_updated_on]
        {
            required {
                /// Unique.
                archive_no: Id,
                /// Whose file.
                customer_id: Id,
                /// When it was opened.
                opened_on: Date,
            }
            optional {
                /// Where it stands.
                status: ArchiveStatus,
                /// How confidential it is, if that is set by hand.
                confidentiality: Confidentiality,
                /// The department that owns it.
                department: Text,
                /// Day of the basic information card.
                card_on: Date,
                /// Day of the consumption assessment report.
                assessment_on: Date,
                /// Day of the supply contract.
                contract_on: Date,
                /// Day of the sales statistics report.
                sales_report_on: Date,
                /// Day of the relationship network block.
                network_on: Date,
                /// When anything of it was last changed.
                last_updated_on: Date,
            }
        }

        /// `records`: what is kept, by class, and since when its retention runs (§6.5). A record of several
        /// classes has a row for each.
        Record Records records key [record_id record_class] later [trigger_on disposed_on consent_withdrawn_on] {
            required {
                /// Unique with the class.
                record_id: Id,
                /// A class of the policy.
                record_class: Text,
            }
            optional {
                /// The day its retention runs from; it does not run yet if blank.
                trigger_on: Date,
                /// Whose record.
                customer_id: Id,
                /// Whether it holds personal data.
                personal: YesNo,
                /// When it was deleted or made anonymous.
                disposed_on: Date,
                /// When the person withdrew the consent to it.
                consent_withdrawn_on: Date,
                /// Whether something beside consent justifies keeping it in this class.
                other_basis: YesNo,
                /// The fields this class needs, separated by `;`; all of them if blank.
                fields: Text,
            }
        }
    }
}

/// A number of rows for each table.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RowCounts([usize; Table::ALL.len()]);

impl RowCounts {
    /// Opens a further row and returns its position.
    pub(crate) fn open(&mut self, table: Table) -> usize {
        self.0.get_mut(table as usize).map_or(0, |rows| {
            let row = *rows;
            *rows = rows.saturating_add(1);
            row
        })
    }

    /// Opens so many further rows.
    pub(crate) fn open_many(&mut self, table: Table, count: usize) {
        if let Some(rows) = self.0.get_mut(table as usize) {
            *rows = rows.saturating_add(count);
        }
    }

    /// Counts the rows of other tables too.
    pub(crate) fn add(&mut self, other: Self) {
        for (rows, more) in self.0.iter_mut().zip(other.0) {
            *rows = rows.saturating_add(more);
        }
    }

    pub(crate) fn of(&self, table: Table) -> usize {
        self.0.get(table as usize).copied().unwrap_or(0)
    }
}

/// By its name.
impl Serialize for Table {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Table {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<str>::deserialize(deserializer)?;
        Self::named(&name)
            .ok_or_else(|| serde::de::Error::custom(format!("`{name}` is not a table of a book")))
    }
}

impl Table {
    /// The table with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|table| table.name() == name)
    }

    /// Whether it is a register: a table that only decisions read, kept as it came.
    #[must_use]
    pub const fn is_register(self) -> bool {
        self.rules().is_some()
    }

    /// The columns no two rows of a register have in common; none for other tables and for registers
    /// whose rows have no key.
    #[must_use]
    pub const fn register_key(self) -> &'static [&'static str] {
        match self.rules() {
            Some(rules) => rules.key,
            None => &[],
        }
    }

    /// Whether a row of it belongs to a customer, be it that another row says to whom.
    #[must_use]
    pub fn needs_customer(self) -> bool {
        let required = || self.columns().iter().any(|column| column.required && column.name == "customer_id");
        matches!(self, Self::OrderLines | Self::Settlements) || required()
    }

    /// Whether no row of it can name a customer, as with products: a book cut into partitions by customer
    /// has the whole table in each ([`Partition`](crate::Partition)).
    #[must_use]
    pub fn is_shared(self) -> bool {
        !self.needs_customer() && self != Self::DelayReasons && self.column("customer_id").is_none()
    }

    /// The position of a column.
    #[must_use]
    pub fn column(self, name: &str) -> Option<usize> {
        self.columns().iter().position(|column| column.name == name)
    }
}

impl TableColumn {
    /// Whether its numbers are amounts of money, which have the decimals of the currency. Quantities,
    /// rates, ratings and prices of one unit are none.
    #[must_use]
    pub fn is_amount(&self) -> bool {
        self.kind == ColumnKind::Number && matches!(self.name, "amount" | "profit" | "cost" | "cost_to_serve")
    }
}
