//! `[approval.documents]`: every document that is required can be completed.

use crate::book::Code;
use crate::document::View;
use crate::error::{Problem, ProblemCode};
use crate::policy::check::names::{codes, some};
use crate::policy::check::whole;
use crate::policy::{DocumentKind, DocumentRule, DocumentTest, DocumentWhen};

pub(super) fn documents(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Vec<DocumentRule>> {
    let rules: Vec<_> = view.entries()?.iter().map(|(kind, view)| document(kind, view, problems)).collect();
    let mut rules = whole(rules)?;
    rules.sort_unstable_by_key(|rule| rule.document);
    Some(rules)
}

fn document(kind: &str, view: &View<'_>, problems: &mut Vec<Problem>) -> Option<DocumentRule> {
    let document = DocumentKind::from_code(kind)?;
    // A table that could not be read is no document without conditions.
    view.entries()?;
    let when = view.get("when").text().and_then(DocumentWhen::from_code);
    exists(document, when, &view.get("when"), problems);
    let (needs, warns, fields) = (view.get("needs"), view.get("warns"), view.get("fields"));
    some(&needs, "condition", "conditions", problems);
    for list in [&needs, &warns] {
        can_be_met(document, list, problems);
    }
    let (needs, warns) = (codes(&needs, problems), codes(&warns, problems));
    twice(needs.as_deref(), warns.as_deref(), &view.get("warns"), problems);
    let asked =
        |list: &Option<Vec<_>>| list.as_ref().is_some_and(|tests| tests.contains(&DocumentTest::Fields));
    fields_asked(asked(&needs) || asked(&warns), &fields, problems);
    Some(DocumentRule {
        document,
        clause: view.get("clause").string(),
        when: when?,
        needs: needs?,
        warns: warns?,
        fields: codes(&fields, problems)?,
    })
}

/// Whoever a document is asked of can have it: a statement of what is owed is agreed on business that was
/// done, and a person has neither business licence nor tax certificate.
fn exists(document: DocumentKind, when: Option<DocumentWhen>, view: &View<'_>, problems: &mut Vec<Problem>) {
    let Some(when) = when else { return };
    let (only, whom) = match document {
        DocumentKind::ReconciliationStatement => {
            (DocumentWhen::PriorBusiness, "of customers nothing was ever sold to")
        }
        DocumentKind::BusinessLicence | DocumentKind::TaxCertificate => {
            (DocumentWhen::NotIndividual, "of individuals, who have none")
        }
        _ => return,
    };
    if when != only {
        let found = format!("`{}`, also {whom}", when.code());
        let problem = Problem::new(ProblemCode::NeverComplete, found, format!("`{}`", only.code()));
        problems.push(view.place(problem));
    }
}

fn can_be_met(document: DocumentKind, list: &View<'_>, problems: &mut Vec<Problem>) {
    for at in list.items().unwrap_or_default() {
        let Some(test) = at.text().and_then(DocumentTest::from_code) else { continue };
        if document.can_meet(test) {
            continue;
        }
        let found = format!("`{}`, which no `{}` meets", test.code(), document.code());
        let meets = DocumentTest::ALL.iter().filter(|test| document.can_meet(**test));
        let meets: Vec<_> = meets.map(|test| format!("`{}`", test.code())).collect();
        let expected = format!("one of {}", meets.join(", "));
        problems.push(at.place(Problem::new(ProblemCode::NeverComplete, found, expected)));
    }
}

/// What is needed is not warned of besides.
fn twice(
    needs: Option<&[DocumentTest]>,
    warns: Option<&[DocumentTest]>,
    view: &View<'_>,
    problems: &mut Vec<Problem>,
) {
    let (Some(needs), Some(warns)) = (needs, warns) else { return };
    for test in warns.iter().filter(|test| needs.contains(test)) {
        let found = format!("`{}` under `needs` and again under `warns`", test.code());
        let problem = Problem::new(ProblemCode::Duplicate, found, "every condition once in a document");
        problems.push(view.place(problem.remedy("remove one of the two")));
    }
}

/// Fields are listed where they are asked for, and nowhere else.
fn fields_asked(asked: bool, fields: &View<'_>, problems: &mut Vec<Problem>) {
    let Some(listed) = fields.items() else { return };
    let problem = match (asked, listed.is_empty()) {
        (true, true) => {
            Problem::new(ProblemCode::Missing, "no field", "the fields that must be filled, at least one")
        }
        (false, false) => {
            let problem = Problem::new(
                ProblemCode::NeverActs,
                "fields that nothing asks for",
                "`fields` under `needs`",
            );
            problem.remedy("add `fields` to `needs`, or remove the list")
        }
        _ => return,
    };
    problems.push(fields.place(problem));
}
