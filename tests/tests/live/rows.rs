//! Rows drawn at random from few keys, so that they meet, and a book of typed rows kept beside a live one.

use chrono::{Days, NaiveDate};
use keyaccount::book::{
    ArchiveRecord, Book, BookBuilder, BookSettings, Change, Code, ColumnKind, Contact, ContactEntry,
    Contract, ContractStatus, CreditFact, CreditFactKind, Customer, CustomerKind, DelayReason,
    DelayReasonKind, Delegation, Document, Evaluation, EvidenceKind, ExcusedDays, GradeOverride, Grant, Hold,
    Invoice, Nda, Order, OrderLine, OrderStatus, Person, Product, ProspectAssessment, Rating, Record,
    Reminder, RoleHolder, Run, Settlement, SettlementKind, Table, TableColumn,
};
use keyaccount::{Error, LiveBook, RowId};
use rust_decimal::Decimal;

pub fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()
}

/// Draws numbers from a seed.
#[derive(Clone, Debug)]
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }

    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    fn maybe<T>(&mut self, one_in: u64, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.one_in(one_in).then(|| make(self))
    }

    /// Mostly in the last two years, now and then still to come.
    fn day(&mut self) -> NaiveDate {
        if self.one_in(12) {
            return as_of().checked_add_days(Days::new(self.below(60) + 1)).unwrap();
        }
        let back = if self.one_in(2) { self.below(400) } else { self.below(12) * 61 };
        as_of().checked_sub_days(Days::new(back)).unwrap()
    }

    fn money(&mut self) -> Decimal {
        let cents = self.below(500_000);
        match self.below(30) {
            0 => Decimal::ZERO,
            1 => Decimal::from(10_u64.pow(17) + cents),
            2 => Decimal::new(i64::try_from(cents).unwrap(), 6),
            3 => Decimal::new(-1, 0),
            _ => Decimal::new(i64::try_from(cents).unwrap() + 1, 2),
        }
    }

    fn customer(&mut self) -> String {
        // Who is not written like the others is numbered in another way.
        match self.below(10) {
            0 => "Baltic Foods".to_owned(),
            1 => format!("K{}", 20 + self.below(3)),
            _ => format!("K{}", self.below(6)),
        }
    }

    fn order(&mut self) -> String {
        if self.one_in(8) { "an order".to_owned() } else { format!("O{:03}", self.below(12)) }
    }

    fn invoice(&mut self) -> String {
        if self.one_in(8) { "甲-1".to_owned() } else { format!("{}", 1000 + self.below(14)) }
    }

    /// A cell of a register, from few values, so that keys meet and dates are out of order now and then.
    fn cell(&mut self, column: &TableColumn) -> serde_json::Value {
        match column.kind {
            ColumnKind::Id if column.name == "customer_id" => self.customer().into(),
            ColumnKind::Id => format!("I{}", self.below(5)).into(),
            ColumnKind::Text | ColumnKind::ExcusedDays => self.pick(&["one", "two", " "]).into(),
            ColumnKind::Number => self.money().to_string().into(),
            ColumnKind::Date => self.day().to_string().into(),
            ColumnKind::Time | ColumnKind::Until => {
                format!("{}T0{}:30:00", self.day(), self.below(10)).into()
            }
            ColumnKind::YesNo => self.one_in(2).into(),
            ColumnKind::Code(codes) => self.pick(codes).into(),
        }
    }

    fn product(&mut self) -> String {
        format!("P{}", self.below(4))
    }
}

fn code<C: Code>(dice: &mut Dice) -> C {
    let codes = C::CODES;
    C::from_code(codes[usize::try_from(dice.below(codes.len() as u64)).unwrap()]).unwrap()
}

macro_rules! tables {
    ($($variant:ident $table:ident,)+) => {
        /// A row of any table.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum AnyRow { $($variant($variant<'static>),)+ }

        impl AnyRow {
            fn of_json(table: Table, row: serde_json::Value) -> Self {
                match table { $(Table::$table => Self::$variant(serde_json::from_value(row).unwrap()),)+ }
            }

            pub fn push(self, book: &mut BookBuilder) {
                match self { $(Self::$variant(row) => book.push(row),)+ }
            }

            pub fn add(self, live: &mut LiveBook) -> Result<RowId, Error> {
                match self { $(Self::$variant(row) => live.add(row),)+ }
            }

            pub fn correct(self, live: &mut LiveBook, id: RowId) -> Result<(), Error> {
                match self { $(Self::$variant(row) => live.correct(id, row),)+ }
            }
        }
    };
}

tables! {
    Customer Customers,
    Product Products,
    Order Orders,
    OrderLine OrderLines,
    Invoice Invoices,
    Settlement Settlements,
    DelayReason DelayReasons,
    CreditFact CreditFacts,
    ProspectAssessment ProspectAssessments,
    Rating Ratings,
    GradeOverride GradeOverrides,
    Contract Contracts,
    Contact Contacts,
    Evaluation Evaluations,
    Person People,
    RoleHolder RoleHolders,
    Delegation Delegations,
    Document Documents,
    Nda Ndas,
    Grant Grants,
    Hold Holds,
    ContactEntry ContactLog,
    Reminder Reminders,
    Run Runs,
    Change Changes,
    ArchiveRecord ArchiveRecords,
    Record Records,
}

impl AnyRow {
    /// Adds the row, or corrects the one with its key; `None` for tables without a key.
    pub fn upsert(self, live: &mut LiveBook) -> Option<Result<RowId, Error>> {
        match self {
            Self::Customer(row) => Some(live.upsert(row)),
            Self::Product(row) => Some(live.upsert(row)),
            Self::Order(row) => Some(live.upsert(row)),
            Self::Invoice(row) => Some(live.upsert(row)),
            Self::Contract(row) => Some(live.upsert(row)),
            Self::Contact(row) => Some(live.upsert(row)),
            Self::Person(row) => Some(live.upsert(row)),
            Self::Delegation(row) => Some(live.upsert(row)),
            Self::Grant(row) => Some(live.upsert(row)),
            Self::Change(row) => Some(live.upsert(row)),
            Self::ArchiveRecord(row) => Some(live.upsert(row)),
            Self::Record(row) => Some(live.upsert(row)),
            _ => None,
        }
    }

    /// A row of a table.
    pub fn draw(table: Table, dice: &mut Dice) -> Self {
        match table {
            Table::Customers => Self::Customer(Customer {
                name: dice.maybe(2, |d| format!("name {}", d.below(4)).into()),
                kind: dice.maybe(2, code::<CustomerKind>),
                region: dice.maybe(3, |d| d.pick(&["north", "south", " "]).into()),
                first_traded_on: dice.maybe(3, Dice::day),
                created_on: dice.maybe(4, Dice::day),
                documents_complete: dice.maybe(3, |d| d.one_in(2)),
                documents_since: dice.maybe(3, Dice::day),
                special_approval: dice.maybe(6, |d| d.one_in(2)),
                cost_to_serve: dice.maybe(5, Dice::money),
                ..Customer::new(dice.customer().into())
            }),
            Table::Products => Self::Product(Product {
                uom: dice.maybe(2, |d| d.pick(&["t", "t", "t", "kg"]).into()),
                base_uom_factor: dice.maybe(4, |d| Decimal::new(i64::try_from(d.below(2000)).unwrap(), 3)),
                valid_from: dice.maybe(2, Dice::day),
                unit_cost: dice.maybe(3, |d| Decimal::new(i64::try_from(d.below(5000)).unwrap(), 2)),
                margin_rate: dice.maybe(3, |d| Decimal::new(i64::try_from(d.below(110)).unwrap(), 2)),
                ..Product::new(dice.product().into())
            }),
            Table::Orders => Self::Order(Order {
                status: dice.maybe(2, code::<OrderStatus>),
                cancelled_on: dice.maybe(6, Dice::day),
                ..Order::new(dice.order().into(), dice.customer().into(), dice.day())
            }),
            Table::OrderLines => Self::OrderLine(OrderLine::draw(dice)),
            Table::Invoices => {
                let issued = dice.day();
                let later = |d: &mut Dice, days| issued.checked_add_days(Days::new(d.below(days))).unwrap();
                let due = dice.maybe(2, |d| later(d, 60));
                let terms = dice.maybe(2, |d| Decimal::from(d.below(90)));
                let extended = dice.maybe(6, |d| later(d, 200));
                let id = dice.invoice();
                Self::Invoice(Invoice {
                    due_on: due,
                    terms_days: terms,
                    extended_due_on: extended,
                    extension_approved_on: dice.maybe(3, |d| later(d, 90)),
                    contract_id: dice.maybe(5, |d| format!("C{}", d.below(3)).into()),
                    ..Invoice::new(id.into(), dice.customer().into(), issued, dice.money())
                })
            }
            Table::Settlements => {
                let invoice = if dice.one_in(4) { None } else { Some(dice.invoice().into()) };
                let customer =
                    if invoice.is_none() || dice.one_in(4) { Some(dice.customer().into()) } else { None };
                Self::Settlement(Settlement {
                    invoice_id: invoice,
                    customer_id: customer,
                    kind: dice.maybe(3, code::<SettlementKind>),
                    ..Settlement::new(dice.day(), dice.money())
                })
            }
            Table::DelayReasons => Self::DelayReason(DelayReason {
                days_excused: dice.maybe(2, |d| {
                    if d.one_in(4) {
                        ExcusedDays::All
                    } else {
                        ExcusedDays::Days(u32::try_from(d.below(30)).unwrap())
                    }
                }),
                documented: dice.maybe(2, |d| !d.one_in(4)),
                approved_by: dice.maybe(2, |_| "Mao".into()),
                approved_on: dice.maybe(2, Dice::day),
                ..DelayReason::new(dice.invoice().into(), code::<DelayReasonKind>(dice))
            }),
            Table::CreditFacts => {
                let on = dice.day();
                let resolved = dice.maybe(2, |d| on.checked_add_days(Days::new(d.below(90))).unwrap());
                let kind = code::<CreditFactKind>(dice);
                Self::CreditFact(CreditFact {
                    resolved_on: resolved,
                    ..CreditFact::new(dice.customer().into(), kind, on)
                })
            }
            Table::ProspectAssessments => {
                let mut mark = || dice.maybe(2, |d| Decimal::from(d.below(6)));
                let [scale, financial_strength, growth_potential, need_fit] =
                    [mark(), mark(), mark(), mark()];
                let assessor = dice.pick(&["Li", "Mao"]);
                Self::ProspectAssessment(ProspectAssessment {
                    scale,
                    financial_strength,
                    growth_potential,
                    need_fit,
                    evidence_kind: dice.maybe(2, code::<EvidenceKind>),
                    override_score: dice.maybe(5, |d| Decimal::from(d.below(110))),
                    override_reason: dice.maybe(2, |_| "seen".into()),
                    override_approver: dice.maybe(2, |_| "Mao".into()),
                    ..ProspectAssessment::new(dice.customer().into(), assessor.into(), dice.day())
                })
            }
            Table::Ratings => {
                let dimension = dice.pick(&["service", "service", "other"]);
                let assessor = dice.pick(&["Li", "Mao"]);
                let score = Decimal::from(dice.below(105));
                let customer = dice.customer();
                Self::Rating(Rating::new(
                    customer.into(),
                    dimension.into(),
                    score,
                    assessor.into(),
                    dice.day(),
                ))
            }
            Table::GradeOverrides => {
                let grade = dice.pick(&["A", "B", "C", "D", "E"]);
                Self::GradeOverride(GradeOverride {
                    expires_on: dice.maybe(2, Dice::day),
                    ..GradeOverride::new(
                        dice.customer().into(),
                        grade.into(),
                        "known for long".into(),
                        "Mao".into(),
                        dice.day(),
                    )
                })
            }
            Table::Contracts => Self::Contract(Contract {
                signed_on: dice.maybe(2, Dice::day),
                ends_on: dice.maybe(3, Dice::day),
                status: dice.maybe(3, code::<ContractStatus>),
                unit: dice.maybe(3, |d| d.pick(&["fuzhou", "xiamen"]).into()),
                agreed_price: dice.maybe(4, |d| Decimal::from(d.below(9))),
                ..Contract::new(
                    format!("C{}", dice.below(5)).into(),
                    dice.customer().into(),
                    dice.money(),
                    dice.day(),
                )
            }),
            _ => {
                let columns = table.columns().iter().filter(|column| column.required || dice.one_in(2));
                let columns: Vec<_> = columns.collect();
                let cells = columns.into_iter().map(|column| (column.name.to_owned(), dice.cell(column)));
                Self::of_json(table, serde_json::Value::Object(cells.collect()))
            }
        }
    }
}

/// A drawn order line.
trait Draw {
    fn draw(dice: &mut Dice) -> Self;
}

impl Draw for OrderLine<'static> {
    fn draw(dice: &mut Dice) -> Self {
        let priced = dice.one_in(3);
        // Long fractions of prices and discounts make amounts of many decimals.
        let long = dice.one_in(6);
        let fraction = |d: &mut Dice, n: u64| {
            let places = if long { 6 } else { 2 };
            Decimal::new(i64::try_from(d.below(n)).unwrap(), places)
        };
        let quantity =
            if priced { Some(fraction(dice, 90_000)) } else { dice.maybe(2, |d| fraction(d, 9_000)) };
        let sign = if dice.one_in(8) { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
        OrderLine {
            customer_id: if dice.one_in(5) { None } else { Some(dice.customer().into()) },
            ordered_on: if dice.one_in(5) { None } else { Some(dice.day()) },
            status: dice.maybe(3, code::<OrderStatus>),
            product_id: dice.maybe(2, |d| d.product().into()),
            quantity: quantity.map(|quantity| quantity * sign),
            amount: if priced { None } else { Some(dice.money() * sign) },
            unit_price: if priced { Some(fraction(dice, 90_000)) } else { None },
            discount: dice.maybe(4, |d| fraction(d, 100)),
            profit: dice.maybe(8, Dice::money),
            cost: dice.maybe(6, Dice::money),
            unit_cost: dice.maybe(10, |d| fraction(d, 5_000)),
            margin_rate: dice.maybe(10, |d| fraction(d, 90)),
            promotional: dice.maybe(5, |d| d.one_in(2)),
            ..OrderLine::new(dice.order().into())
        }
    }
}

/// The rows of a book by table and number; those that were removed leave their number free.
#[derive(Clone, Debug, Default)]
pub struct Rows(pub [Vec<Option<AnyRow>>; Table::ALL.len()]);

impl Rows {
    pub fn of(&self, table: Table) -> &Vec<Option<AnyRow>> {
        &self.0[table as usize]
    }

    pub fn of_mut(&mut self, table: Table) -> &mut Vec<Option<AnyRow>> {
        &mut self.0[table as usize]
    }

    pub fn set(&mut self, id: RowId, row: Option<AnyRow>) {
        let rows = self.of_mut(id.table);
        if id.row == rows.len() {
            rows.push(None);
        }
        rows[id.row] = row;
    }

    /// A book with these tables, whether they have rows or not.
    pub fn book(&self, settings: &BookSettings, tables: &[Table]) -> Result<Book, Error> {
        let mut book = BookBuilder::new(settings.clone());
        for table in tables {
            book.declare(*table);
        }
        for row in self.0.iter().flatten().flatten() {
            row.clone().push(&mut book);
        }
        book.finish()
    }
}
