//! Approval: which steps a contract takes, on which papers, who may take them, and a record of who did
//! (§5).
//!
//! A [`Case`] is a list of [`Event`]s, and where it stands is what they come to. It is opened with its
//! [`Terms`], submitted with its [`Papers`] under the [`Rules`] of a policy, and acted upon by the people of
//! an [`Organisation`]. Every question has a fast answer (`decide_…`) and a verdict (`explain_…`).

mod applying;
mod asking;
mod authority;
mod case;
pub(crate) mod checks;
mod circumstances;
mod documents;
mod event;
mod explain;
mod file;
mod history;
mod judge;
mod of_book;
mod organisation;
mod papers;
mod queries;
mod reasons;
mod remedies;
mod report;
mod report_text;
mod routing;
mod terms;
mod turns;
mod uscc;

pub use authority::Authority;
pub(crate) use authority::Need;
pub use case::{Case, Opened, Phase};
pub(crate) use checks::{Checks, is_day, is_id, is_text};
pub use circumstances::{Circumstances, ContractStatus, OtherContract};
pub use event::{
    Act, ActRequest, AmendRequest, Decision, Event, EventKind, Rules, Submission, SubmitRequest,
    WithdrawRequest,
};
pub(crate) use file::parse as parse_json;
pub use file::{CASE_SCHEMA, CaseFile};
pub(crate) use of_book::{attribute, is_listed};
pub use organisation::{Delegation, Organisation, Person, RoleHolder};
pub use papers::{
    ArrearsStatement, BasicCard, BranchEvaluation, Paper, Papers, PastBusiness, PrincipalContact,
};
pub use queries::{AwaitedAct, MayAct, WhoMayAct, my_acts};
pub use report::CaseReport;
pub use routing::Routed;
pub use terms::Terms;
pub use uscc::is_valid_uscc;
