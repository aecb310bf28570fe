//! What happened: the tables of a customer book, stored as columns.

mod builder;
mod codes;
mod settings;
mod tables;

pub use builder::BookBuilder;
pub use codes::{
    Code, CreditFactKind, CustomerKind, DelayReasonKind, EvidenceKind, OrderStatus, SettlementKind,
};
pub use settings::{
    BadRows, BookSettings, MissingCustomer, UnappliedCredit, UnknownCustomers, UnknownInvoices,
};
pub use tables::{
    CellReader, ColumnKind, Contract, CreditFact, Customer, DelayReason, ExcusedDays, GradeOverride, Invoice,
    Order, OrderLine, Product, ProspectAssessment, Rating, Row, Settlement, Table, TableColumn,
};
