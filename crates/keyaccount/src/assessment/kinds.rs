//! What the cells of each column of the result tables hold, whatever the data: the schema of typed
//! outputs.

use crate::decimal::{POINTS_SCALE, PUBLISHED_SCALE};

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultKind {
    /// A text of which every row may have its own: an identifier, a name, a sentence.
    Text,
    /// One of few texts, or several joined by `;`: codes, grades, classes.
    Code,
    /// A decimal.
    Number {
        /// The most decimals it has.
        scale: u8,
    },
    /// A quantity of at most [`QUANTITY_SCALE`](ResultKind::QUANTITY_SCALE) decimals.
    Quantity,
    /// A count, rank or number of days.
    Integer,
    /// A day.
    Date,
}

impl ResultKind {
    /// The decimals of a quantity: six of the line's times six of the factor to base units.
    pub const QUANTITY_SCALE: u8 = 12;
}

const PUBLISHED: ResultKind = ResultKind::Number { scale: PUBLISHED_SCALE };

/// What a column of this name holds; columns of one name mean the same in every table. Scores of the
/// user's own dimensions have names of their own.
pub(super) fn declared(name: &str) -> Option<ResultKind> {
    use ResultKind::{Code, Date, Integer, Number, Quantity, Text};
    Some(match crate::labels::codes::of_either_side(name) {
        // Back-test
        "measure" | "grouped_by" | "group" | "inversion" => Code,
        "score_from" | "score_to" | "bad_rate" => PUBLISHED,
        "mean_outcome" => Number { scale: POINTS_SCALE },
        "bad_outcomes" => Integer,
        "customer_id" | "name" | "override_by" | "main_reason" | "next_step" | "invoice_id" => Text,
        "track" | "credit_unrated" | "vetoes" | "credit_caps" | "volume_unrated" | "profit_unrated"
        | "composite_unrated" | "caps" | "value_class" | "hold" | "hold_reasons" | "rfm" | "deal_stage"
        | "state" | "excused_by" | "clause" | "metric" => Code,
        "credit_grade" | "prospect_grade" | "raw_grade" | "computed_grade" | "grade" => Code,
        "credit_score" | "volume_score" | "profit_score" | "prospect_score" | "composite_score" => PUBLISHED,
        "weighted_days_late" | "on_time_rate" | "volume_share" | "margin_percent" | "growth_percent" => {
            PUBLISHED
        }
        "overdue_amount" | "order_amount" | "profit" | "average_monthly_sales" | "limit" | "exposure" => {
            PUBLISHED
        }
        // Counts among them.
        "value" => PUBLISHED,
        // As the invoice has it.
        "amount" => Number { scale: crate::decimal::INPUT_SCALE },
        "points" => Number { scale: POINTS_SCALE },
        "order_quantity" => Quantity,
        "max_days_late" | "order_count" | "volume_rank" | "profit_rank" | "score_rank" | "priority_rank"
        | "term_days" | "days_since_order" | "days_late" | "excused_days" | "effective_days" => Integer,
        "reassessment_due" | "due_on" | "settled_on" => Date,
        // Comparisons, whose other columns end in `_before` and `_after`.
        "direction" | "causes" | "decisive" | "affects" => Code,
        "score" => PUBLISHED,
        "customers" | "movers" => Integer,
        "move_reason" | "item" | "path" | "setting" => Text,
        // Steps of an explanation; a cap adds less than nothing.
        "step" => Code,
        "adds" | "reaches" => PUBLISHED,
        "weight" => Number { scale: crate::decimal::INPUT_SCALE },
        // Decisions.
        "decision" | "conditions" | "automated" => Code,
        "listed_on" | "listed_until" => Date,
        "days_left" => Integer,
        "shortfalls" | "decision_reason" => Text,
        // What is due; times are written where the hour matters.
        "due_kind" | "due" | "due_state" | "overdue_unit" | "role" => Code,
        "contact_id" | "archive_no" | "record_id" | "incident_id" | "topic" | "due_since" | "due_until"
        | "person" | "basis" | "due_reason" => Text,
        "overdue" | "weeks" | "weeks_contacted" => Integer,
        "visits_logged_same_day" | "visits_logged_later" | "visits_log_not_known" => Integer,
        "from_day" | "to_day" | "contacted_percent" => Text,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    #[test]
    fn every_column_has_a_declared_kind() {
        let scores = super::super::score_table::columns(&Policy::shipped("standard").unwrap());
        let tables = [
            scores.as_slice(),
            super::super::explain::COLUMNS,
            super::super::credit_table::COLUMNS,
            super::super::behaviour_table::COLUMNS,
            super::super::slices::COLUMNS,
            super::super::portfolio_table::COLUMNS,
        ];
        for column in tables.into_iter().flatten() {
            assert!(declared(column.name()).is_some(), "{}", column.name());
        }
        let of_comparisons = [
            crate::comparison::MOVE_COLUMNS,
            crate::comparison::MATRIX_COLUMNS,
            crate::comparison::POLICY_COLUMNS,
            crate::admission::ADMISSION_COLUMNS,
            crate::admission::REGISTER_COLUMNS,
            crate::due::DUE_COLUMNS,
            crate::explanation::STEP_COLUMNS,
            crate::due::REGULARITY_COLUMNS,
        ];
        for name in of_comparisons.into_iter().flatten() {
            assert!(declared(name).is_some(), "{name}");
        }
    }
}
