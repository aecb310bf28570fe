//! People, papers and contracts as a book has them (BOOK §1).

use chrono::NaiveDate;

use super::case::Case;
use super::circumstances::{ContractStatus, OtherContract};
use super::organisation::{Delegation, Organisation, Person, RoleHolder};
use super::papers::{
    ArrearsStatement, BasicCard, BranchEvaluation, Paper, Papers, PastBusiness, PrincipalContact,
};
use super::terms::Terms;
use crate::book::store::ATTRIBUTES;
use crate::book::{Book, Code, Contact, Contract, Document, NONE, Table};
use crate::decimal::Exact;
use crate::error::{Error, Problem, ProblemCode, nearest, quote};
use crate::policy::{DocumentKind, RequestKind};

impl Organisation {
    /// The people, role holders and delegations of a book that are visible on a day. Several kinds of request
    /// in one `scope` are parted by `;`.
    ///
    /// # Errors
    /// Everything [`new`](Self::new) refuses; a scope that is no kind of request, such as `key-account`.
    pub fn of_book(book: &Book, as_of: NaiveDate) -> Result<Self, Error> {
        let mut problems = Vec::new();
        let people = book.people(as_of).map(|row| Person {
            person_id: row.person_id.into(),
            name: row.name.map(|name| name.into_owned()),
        });
        let holders = book.role_holders(as_of).map(|row| RoleHolder {
            person_id: row.person_id.into(),
            role: row.role.into_owned(),
            unit: row.unit.map(|unit| unit.into_owned()),
            valid_from: row.valid_from,
            valid_to: row.valid_to,
        });
        let delegations = book.delegations(as_of).map(|row| Delegation {
            scope: row.scope.as_deref().map(|scope| kinds(&row.delegation_id, scope, &mut problems)),
            delegation_id: row.delegation_id.into(),
            principal: row.principal.into(),
            role: row.role.into_owned(),
            delegate: row.delegate.into(),
            written_ref: Some(row.written_ref.into_owned()),
            issued_on: row.issued_on,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            max_amount: row.max_amount.map(Exact::from),
            revoked_on: row.revoked_on,
        });
        let made = Self::new(people.collect(), holders.collect(), delegations.collect());
        match made {
            Ok(made) if problems.is_empty() => Ok(made),
            Ok(_) => Err(Error::new(problems)),
            Err(error) => Err(Error::new(problems.into_iter().chain(error.into_problems()).collect())),
        }
    }
}

impl Organisation {
    /// Those alone who hold one of these roles, or stand in for one: of a book, whose people do all kinds of
    /// work, the ones an approval is about.
    ///
    /// # Errors
    /// None of an organisation that is sound.
    pub fn concerning(&self, roles: &[String]) -> Result<Self, Error> {
        let acts = |role: &String| roles.contains(role);
        let holders: Vec<_> = self.role_holders().iter().filter(|one| acts(&one.role)).cloned().collect();
        let delegations: Vec<_> = self.delegations().iter().filter(|one| acts(&one.role)).cloned().collect();
        let named = |person: &&Person| {
            holders.iter().any(|holder| holder.person_id == person.person_id)
                || delegations.iter().any(|one| [&one.principal, &one.delegate].contains(&&person.person_id))
        };
        let people = self.people().iter().filter(named).cloned().collect();
        Self::new(people, holders, delegations)
    }
}

/// The kinds of request a delegation covers.
fn kinds(delegation: &str, scope: &str, problems: &mut Vec<Problem>) -> Vec<RequestKind> {
    let mut kinds = Vec::new();
    for code in scope.split(';').map(str::trim).filter(|code| !code.is_empty()) {
        if let Some(kind) = RequestKind::from_code(code) {
            kinds.push(kind);
            continue;
        }
        let found = format!("{} of delegation {}", quote(code), quote(delegation));
        let expected = format!("kinds of request parted by `;`: `{}`", RequestKind::CODES.join("`, `"));
        let remedy = nearest(code, RequestKind::CODES.iter().copied());
        let remedy = remedy.map_or_else(String::new, |near| format!("did you mean `{near}`?"));
        let problem = Problem::new(ProblemCode::UnknownCode, found, expected).remedy(remedy);
        problems.push(problem.path("scope").at("delegations", None, None));
    }
    kinds
}

impl Terms {
    /// The terms of a contract of a book.
    #[must_use]
    pub fn of_contract(contract: &Contract<'_>) -> Self {
        Self {
            customer: contract.customer_id.clone().into(),
            amount: Some(Exact::from(contract.amount)),
            framework_estimate: None,
            agreed_price: contract.agreed_price.map(Exact::from),
            settlement_floor_price: contract.settlement_floor_price.map(Exact::from),
            text_digest: contract.text_digest.as_ref().map(|digest| digest.clone().into_owned()),
        }
    }
}

impl Case {
    /// The draft of a contract of a book that was handed in by a day: by `applicant`, or else by the
    /// customer's account manager, or else by the branch.
    ///
    /// # Errors
    /// A contract the book does not have on the day, with the nearest id; one without `unit`; everything
    /// [`open`](Self::open) refuses.
    pub fn of_contract(
        book: &Book,
        contract_id: &str,
        on: NaiveDate,
        applicant: Option<&str>,
    ) -> Result<Self, Error> {
        let Some(contract) = book.contracts(on).find(|contract| contract.contract_id == contract_id) else {
            return Err(unknown_contract(book, contract_id, on).into());
        };
        let Some(unit) = contract.unit.as_deref() else {
            let found = "a contract without `unit`";
            let problem = Problem::new(ProblemCode::Missing, found, "the branch it belongs to");
            let problem = problem.at("contracts", None, None).path(contract_id);
            return Err(problem.remedy("fill the column `unit`, whose branch manager signs first").into());
        };
        let owner = attribute(book, &contract.customer_id, "owner");
        let by = applicant.or(owner).unwrap_or(unit);
        Self::open(contract_id, RequestKind::KeyAccount, by, unit, Terms::of_contract(&contract))
    }
}

fn unknown_contract(book: &Book, contract_id: &str, on: NaiveDate) -> Problem {
    let expected = format!("a contract of the book that was handed in by {on}");
    let problem = Problem::new(ProblemCode::UnknownCode, quote(contract_id), expected).path("contract_id");
    let ids: Vec<_> = book.contracts(on).map(|contract| contract.contract_id).collect();
    match nearest(contract_id, ids.iter().map(AsRef::as_ref)) {
        Some(near) => problem.remedy(format!("did you mean {}?", quote(near))),
        None => problem,
    }
}

impl Papers {
    /// What a book has of a customer's papers on a day: its documents, those of the contract before those of
    /// none, the basic card from its row and its principal contact, the branch's last evaluation.
    ///
    /// The principal contact is the one that says so, or the only one there is; the card was opened when the
    /// file was, or else when the customer's record was.
    #[must_use]
    pub fn of_book(book: &Book, customer_id: &str, contract_id: Option<&str>, on: NaiveDate) -> Self {
        let own: Vec<_> = book.documents(on).filter(|row| row.customer_id == customer_id).collect();
        let document = |kind| {
            let of_kind = || own.iter().filter(move |row| row.kind == kind);
            let of_contract =
                of_kind().rfind(|row| row.contract_id.is_some() && row.contract_id.as_deref() == contract_id);
            of_contract.or_else(|| of_kind().rfind(|row| row.contract_id.is_none()))
        };
        let paper = |kind| {
            document(kind).map(|row| Paper {
                signed_by_us: row.signed_by_us == Some(true),
                signed_by_customer: row.signed_by_customer == Some(true),
                customer_seal: row.customer_seal == Some(true),
                copy: row.copy == Some(true),
                valid_to: row.valid_to,
                uscc: (kind == DocumentKind::BusinessLicence)
                    .then(|| attribute(book, customer_id, "uscc").map(str::to_owned))
                    .flatten(),
            })
        };
        let contact = principal(book, customer_id, on);
        let evaluation =
            book.evaluations(on).filter(|row| row.customer_id == customer_id).max_by_key(|row| row.on);
        Self {
            application_form: paper(DocumentKind::ApplicationForm),
            draft_contract: paper(DocumentKind::DraftContract),
            reconciliation_statement: paper(DocumentKind::ReconciliationStatement),
            basic_situation: card(book, customer_id, contact.as_ref(), on),
            business_licence: paper(DocumentKind::BusinessLicence),
            tax_certificate: paper(DocumentKind::TaxCertificate),
            past_business: document(DocumentKind::PastBusiness).map(past_business),
            arrears_statement: document(DocumentKind::ArrearsStatement).map(arrears),
            branch_evaluation: evaluation.map(|row| BranchEvaluation {
                text: row.text.map(|text| text.into_owned()),
                level: Some(row.level),
            }),
            principal_contact: contact.map(|contact| PrincipalContact {
                name: Some(contact.name.into_owned()),
                phone: contact.phone.map(|phone| phone.into_owned()),
            }),
        }
    }
}

/// Business of amount 0 is none.
fn past_business(row: &Document<'_>) -> PastBusiness {
    let amount = row.amount.map(Exact::from);
    let none = amount == Some(Exact::ZERO);
    PastBusiness {
        none,
        amount: amount.filter(|_| !none),
        period: row.text.as_ref().map(|text| text.clone().into_owned()),
    }
}

/// Whoever owes 0 owes nothing; a blank is no answer.
fn arrears(row: &Document<'_>) -> ArrearsStatement {
    let amount = row.amount.map(Exact::from);
    let owes = amount.map(|amount| amount.is_positive());
    ArrearsStatement { owes, amount: amount.filter(|_| owes == Some(true)) }
}

fn principal<'b>(book: &'b Book, customer_id: &str, on: NaiveDate) -> Option<Contact<'b>> {
    let mut own: Vec<_> = book.contacts(on).filter(|row| row.customer_id == customer_id).collect();
    match own.iter().position(|row| row.is_primary == Some(true)) {
        Some(at) => Some(own.swap_remove(at)),
        None if own.len() == 1 => own.pop(),
        None => None,
    }
}

/// The basic information card; nothing of a customer that is not listed.
fn card(book: &Book, customer_id: &str, contact: Option<&Contact<'_>>, on: NaiveDate) -> Option<BasicCard> {
    let row = listed(book, customer_id)?;
    let text = |name| attribute(book, customer_id, name).map(str::to_owned);
    let name = book.customers.name.get(row);
    let opened = book.archive_records(on).find(|record| record.customer_id == customer_id);
    let created = || crate::calendar::Day::from_number(book.customers.created_on.get(row)).date();
    Some(BasicCard {
        legal_name: (name != NONE).then(|| book.texts.text(name).to_owned()),
        kind: text("kind"),
        identification: text("uscc"),
        address: contact.and_then(|contact| Some(contact.address.as_deref()?.to_owned())),
        contact_name: contact.map(|contact| contact.name.clone().into_owned()),
        phone: contact.and_then(|contact| Some(contact.phone.as_deref()?.to_owned())),
        industry: text("industry"),
        region: text("region"),
        owner: text("owner").map(Into::into),
        opened_on: opened.map(|record| record.opened_on).or_else(created),
    })
}

/// The row of a customer in `customers`.
fn listed(book: &Book, customer_id: &str) -> Option<usize> {
    let number = book.customer_ids.find(customer_id)?;
    let row = book.customer_rows.get(number as usize).filter(|row| **row != NONE)?;
    usize::try_from(*row).ok()
}

/// Whether a book lists a customer; any, where it has no list.
pub(crate) fn is_listed(book: &Book, customer_id: &str) -> bool {
    !book.has(Table::Customers) || listed(book, customer_id).is_some()
}

/// What `customers` says of a customer.
pub(crate) fn attribute<'b>(book: &'b Book, customer_id: &str, name: &str) -> Option<&'b str> {
    let at = ATTRIBUTES.iter().position(|attribute| *attribute == name)?;
    let text = book.customers.attributes.get(at)?.get(listed(book, customer_id)?);
    (text != NONE).then(|| book.texts.text(text))
}

/// The contracts of a book that may be linked to one of a customer: its own, and those of customers with the
/// same USCC or parent.
pub(super) fn contracts(book: &Book, customer_id: &str, on: NaiveDate) -> Vec<OtherContract> {
    let uscc = attribute(book, customer_id, "uscc");
    let parent = attribute(book, customer_id, "parent_id");
    let others = book.contracts(on).filter_map(|row| {
        let of = |name| attribute(book, &row.customer_id, name);
        let same = |of: Option<&str>, own: Option<&str>| of.is_some() && of == own;
        let is_linked =
            row.customer_id == customer_id || same(of("uscc"), uscc) || same(of("parent_id"), parent);
        is_linked.then(|| OtherContract {
            contract_id: row.contract_id.clone().into(),
            customer_id: row.customer_id.clone().into(),
            uscc: of("uscc").map(str::to_owned),
            parent_id: of("parent_id").map(Into::into),
            amount: Exact::from(row.amount),
            submitted_on: row.submitted_on,
            status: row.status.unwrap_or_else(|| {
                if row.signed_on.is_some() { ContractStatus::Signed } else { ContractStatus::Submitted }
            }),
        })
    });
    others.collect()
}
