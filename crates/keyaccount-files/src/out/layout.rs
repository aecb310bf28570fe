//! How the columns of a sheet are grouped: what they are about, and which are folded away.

/// What a column is about; columns of one family share the colour of their heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Who,
    Credit,
    Volume,
    Profit,
    Prospect,
    Result,
}

const CREDIT: &[&str] = &[
    "credit_score",
    "credit_grade",
    "credit_unrated",
    "weighted_days_late",
    "on_time_rate",
    "max_days_late",
    "overdue_amount",
    "vetoes",
    "credit_caps",
];
const VOLUME: &[&str] = &[
    "order_amount",
    "order_quantity",
    "order_count",
    "volume_rank",
    "volume_score",
    "volume_share",
    "volume_unrated",
];
const PROFIT: &[&str] = &["profit", "margin_percent", "profit_rank", "profit_score", "profit_unrated"];
const RESULT: &[&str] = &[
    "composite_score",
    "composite_unrated",
    "raw_grade",
    "caps",
    "computed_grade",
    "grade",
    "override_by",
    "value_class",
    "score_rank",
    "priority_rank",
    "main_reason",
    "next_step",
];

/// Columns of the score table that show how a figure came about. They are folded, so that the rest
/// fits on a page.
const FOLDED: &[&str] = &[
    "credit_unrated",
    "weighted_days_late",
    "on_time_rate",
    "max_days_late",
    "order_quantity",
    "order_count",
    "volume_rank",
    "volume_share",
    "volume_unrated",
    "profit_rank",
    "profit_unrated",
    "prospect_grade",
    "composite_unrated",
    "raw_grade",
    "computed_grade",
    "override_by",
    "score_rank",
];

/// The family of a column of the score table. What the policy adds stands with the prospect's.
pub(super) fn family(name: &str) -> Family {
    let families = [
        (&["customer_id", "name", "track"][..], Family::Who),
        (CREDIT, Family::Credit),
        (VOLUME, Family::Volume),
        (PROFIT, Family::Profit),
        (RESULT, Family::Result),
    ];
    families.iter().find(|(names, _)| names.contains(&name)).map_or(Family::Prospect, |(_, family)| *family)
}

/// The most digits a column is wide; longer texts take several lines.
pub(super) fn widest(name: &str) -> usize {
    if matches!(name, "main_reason" | "next_step" | "move_reason" | "decision_reason") { 54 } else { 28 }
}

/// The runs of columns to be folded, first and last of each.
pub(super) fn folds<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(u16, u16)> {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for (at, _) in (0..).zip(names).filter(|(_, name)| FOLDED.contains(name)) {
        match runs.last_mut() {
            Some((_, last)) if last.saturating_add(1) == at => *last = at,
            _ => runs.push((at, at)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_fold_together() {
        let names = ["customer_id", "credit_unrated", "on_time_rate", "vetoes", "raw_grade"];
        assert_eq!(folds(names.into_iter()), [(1, 2), (4, 4)]);
    }
}
