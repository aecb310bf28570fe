//! The comparison the other way round, as it must come out of the assessments themselves.

use core::mem::swap;

use keyaccount::comparison::{
    Cause, CauseKind, Comparison, Direction, DirectionTotal, Group, MatrixCell, ScoreChange,
};

/// Before becomes after, what came goes, up becomes down, and what was enough alone is needed.
pub fn reversed(comparison: &Comparison) -> Comparison {
    let mut back = comparison.clone();
    swap(&mut back.before, &mut back.after);
    for change in &mut back.policy_changes {
        swap(&mut change.before, &mut change.after);
        swap(&mut change.clause_before, &mut change.clause_after);
    }
    for one in &mut back.moves {
        swap(&mut one.before, &mut one.after);
        one.direction = against(one.direction);
        one.causes.iter_mut().for_each(reverse);
    }
    for MatrixCell { from, to, group: money, .. } in &mut back.matrix {
        swap(from, to);
        group(money);
    }
    let totals = &mut back.totals;
    group(&mut totals.all);
    group(&mut totals.moved);
    for DirectionTotal { direction, group: money } in &mut totals.directions {
        *direction = against(*direction);
        group(money);
    }
    totals.directions.sort_by_key(|total| total.direction);
    swap(&mut totals.grades_before, &mut totals.grades_after);
    swap(&mut totals.currency_before, &mut totals.currency_after);
    // Rows and columns change places.
    let place = |state: &keyaccount::comparison::State, grades: &[String]| {
        let grade = state.grade.as_ref().and_then(|grade| grades.iter().position(|name| name == grade));
        (state.track.is_none(), state.track, grade)
    };
    let (before, after) = (totals.grades_before.clone(), totals.grades_after.clone());
    back.matrix.sort_by_key(|cell| (place(&cell.from, &before), place(&cell.to, &after)));
    in_any_order(back)
}

/// What came is told before what went, whichever way round.
pub fn in_any_order(mut comparison: Comparison) -> Comparison {
    for one in &mut comparison.moves {
        one.causes.sort_by_cached_key(|cause| format!("{cause:?}"));
    }
    comparison
}

fn group(group: &mut Group) {
    swap(&mut group.before, &mut group.after);
}

fn against(direction: Direction) -> Direction {
    match direction {
        Direction::Up => Direction::Down,
        Direction::Down => Direction::Up,
        Direction::Graded => Direction::Ungraded,
        Direction::Ungraded => Direction::Graded,
        Direction::In => Direction::Out,
        Direction::Out => Direction::In,
        Direction::Other => Direction::Other,
    }
}

fn reverse(cause: &mut Cause) {
    swap(&mut cause.alone, &mut cause.needed);
    cause.kind = match cause.kind.clone() {
        CauseKind::Came => CauseKind::Went,
        CauseKind::Went => CauseKind::Came,
        CauseKind::OverrideCame { grade, approved_by } => CauseKind::OverrideWent { grade, approved_by },
        CauseKind::OverrideWent { grade, approved_by } => CauseKind::OverrideCame { grade, approved_by },
        CauseKind::OverrideChanged { before, approved_by_before, after, approved_by_after } => {
            CauseKind::OverrideChanged {
                before: after,
                approved_by_before: approved_by_after,
                after: before,
                approved_by_after: approved_by_before,
            }
        }
        CauseKind::Track { before, after } => CauseKind::Track { before: after, after: before },
        CauseKind::VetoCame { veto, clause } => CauseKind::VetoWent { veto, clause },
        CauseKind::VetoWent { veto, clause } => CauseKind::VetoCame { veto, clause },
        CauseKind::CapCame { cap, clause } => CauseKind::CapWent { cap, clause },
        CauseKind::CapWent { cap, clause } => CauseKind::CapCame { cap, clause },
        CauseKind::CreditCapCame { cap, clause } => CauseKind::CreditCapWent { cap, clause },
        CauseKind::CreditCapWent { cap, clause } => CauseKind::CreditCapCame { cap, clause },
        CauseKind::ProspectScore(change) => CauseKind::ProspectScore(of_score(change)),
        CauseKind::CreditScore(change) => CauseKind::CreditScore(of_score(change)),
        CauseKind::VolumeScore(change) => CauseKind::VolumeScore(of_score(change)),
        CauseKind::ProfitScore(change) => CauseKind::ProfitScore(of_score(change)),
        CauseKind::Rating { dimension, before, after } => {
            CauseKind::Rating { dimension, before: after, after: before }
        }
        CauseKind::Profile { fact, before, after } => {
            CauseKind::Profile { fact, before: after, after: before }
        }
        written => written,
    };
}

fn of_score(mut change: ScoreChange) -> ScoreChange {
    swap(&mut change.before, &mut change.after);
    swap(&mut change.unrated_before, &mut change.unrated_after);
    for fact in &mut change.facts {
        swap(&mut fact.before, &mut fact.after);
    }
    change
}
