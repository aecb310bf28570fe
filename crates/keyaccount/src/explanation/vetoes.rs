//! The vetoes that hold, with what each rests on (§4.2.10).

use super::slices::Gathered;
use super::{Context, date};
use crate::book::{CreditFactKind, NO_DAY};
use crate::calendar::Day;
use crate::facts::{SliceKind, Veto};
use crate::measure::{Bound, Measure};
use crate::reason::Reason;

/// Every veto that holds, in the fixed order. What a veto rests on is the latest of several things.
pub(super) fn veto_reasons(context: &Context<'_>, gathered: &Gathered<'_>) -> Vec<Reason> {
    let holding = context.row.customer.credit.vetoes;
    let vetoes = Veto::ALL.into_iter().filter(|veto| holding.contains(*veto));
    vetoes.map(|veto| veto_reason(context, gathered, veto)).collect()
}

fn veto_reason(context: &Context<'_>, gathered: &Gathered<'_>, veto: Veto) -> Reason {
    let credit = context.row.assessment.policy.credit();
    let reason = Reason::new(veto, credit.vetoes.clause(veto).or(credit.clause.as_deref()));
    let window = gathered.window;
    let in_window = |day: i32| window.contains(Day::from_number(day));
    let since = || date(window.first.number()).map(|first| Bound::Before(Measure::Date(first)));
    let of_facts = |kinds: &[CreditFactKind], counts: &dyn Fn(i32) -> bool| {
        let facts = context.book.facts.iter().filter(|fact| fact.customer == context.number);
        let facts = facts.filter(|fact| kinds.contains(&fact.kind) && fact.on <= context.today);
        facts.filter(|fact| counts(fact.on)).map(|fact| fact.on).max()
    };
    match veto {
        Veto::WriteOff => {
            let written_off = gathered.iter().filter(|(slice, _)| slice.kind == SliceKind::WrittenOff);
            let slice = written_off.map(|(slice, _)| slice).max_by_key(|slice| slice.day);
            let fact = of_facts(&[CreditFactKind::BadDebt], &in_window);
            let reason = reason.required(since());
            match slice.filter(|slice| fact.is_none_or(|fact| slice.day >= fact)) {
                Some(slice) => {
                    reason.about(gathered.invoice_id(slice)).actual(date(slice.day).map(Measure::Date))
                }
                None => reason.actual(fact.and_then(date).map(Measure::Date)),
            }
        }
        Veto::WilfulDefault => match of_facts(&[CreditFactKind::WilfulDefault], &in_window) {
            Some(fact) => reason.actual(date(fact).map(Measure::Date)).required(since()),
            None => {
                let slice = gathered.iter().map(|(slice, _)| slice).filter(|s| gathered.is_wilful(*s)).last();
                slice.map_or(reason.clone(), |slice| reason.about(gathered.invoice_id(slice)))
            }
        },
        Veto::Overdue => {
            let open = gathered.iter().filter(|(slice, _)| slice.kind == SliceKind::Open);
            let worst = open.max_by_key(|(_, judged)| judged.effective);
            let bound = i64::from(credit.vetoes.overdue_days_above.unwrap_or_default());
            let days = context.row.customer.credit.worst_open;
            let reason = worst.map_or(reason.clone(), |(slice, _)| reason.about(gathered.invoice_id(slice)));
            reason
                .actual(Measure::days(days))
                .required(Bound::AtMost(Measure::days(bound)))
                .shortfall(Measure::days(i64::from(days).saturating_sub(bound)))
        }
        Veto::LegalTrouble => {
            let facts = context.book.facts.iter().filter(|fact| fact.customer == context.number);
            let trouble = facts.filter(|fact| {
                let is_trouble = matches!(
                    fact.kind,
                    CreditFactKind::Litigation
                        | CreditFactKind::Insolvency
                        | CreditFactKind::SuspendedBusiness
                );
                let unresolved = fact.resolved_on == NO_DAY || fact.resolved_on > context.today;
                is_trouble && unresolved && fact.on <= context.today
            });
            reason.actual(trouble.map(|fact| fact.on).max().and_then(date).map(Measure::Date))
        }
        Veto::BouncedBill => {
            let bounced = of_facts(&[CreditFactKind::BouncedBill], &in_window);
            reason.actual(bounced.and_then(date).map(Measure::Date)).required(since())
        }
    }
}
