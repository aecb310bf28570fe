//! A comparison as result tables, which every writer takes.

use rust_decimal::Decimal;

use super::{Comparison, Group, Move, Standing, State};
use crate::assessment::{StoredTable, Value};
use crate::decimal::Score;
use crate::labels::Language;

/// Both sides of a column stand next to one another; the sentence comes last.
pub(crate) const MOVE_COLUMNS: &[&str] = &[
    "customer_id",
    "name",
    "direction",
    "track_before",
    "track_after",
    "grade_before",
    "grade_after",
    "score_before",
    "score_after",
    "priority_rank_before",
    "priority_rank_after",
    "credit_grade_before",
    "credit_grade_after",
    "value_class_before",
    "value_class_after",
    "credit_score_before",
    "credit_score_after",
    "volume_score_before",
    "volume_score_after",
    "profit_score_before",
    "profit_score_after",
    "caps_before",
    "caps_after",
    "vetoes_before",
    "vetoes_after",
    "order_amount_before",
    "order_amount_after",
    "profit_before",
    "profit_after",
    "overdue_amount_before",
    "overdue_amount_after",
    "causes",
    "decisive",
    "move_reason",
];

pub(crate) const MATRIX_COLUMNS: &[&str] = &[
    "track_before",
    "grade_before",
    "track_after",
    "grade_after",
    "customers",
    "movers",
    "order_amount_before",
    "order_amount_after",
    "profit_before",
    "profit_after",
    "overdue_amount_before",
    "overdue_amount_after",
];

/// The first, which people read, is there in a language alone.
pub(crate) const POLICY_COLUMNS: &[&str] =
    &["item", "path", "setting_before", "setting_after", "clause_before", "clause_after", "affects"];

/// Where somebody stands who is not in the book.
const ABSENT: &str = "absent";

impl Comparison {
    /// Who moves: one row for each move. In a language the last column, `move_reason`, says in a
    /// sentence why. `causes` has the codes of all causes, `decisive` of those that are proved to be
    /// enough alone.
    #[must_use]
    pub fn moves_table(&self, language: Option<Language>) -> StoredTable {
        let (_, plain) = MOVE_COLUMNS.split_last().unwrap_or((&"", &[]));
        let mut table = StoredTable::new(if language.is_some() { MOVE_COLUMNS } else { plain });
        for one in &self.moves {
            let mut cells = of_move(one);
            cells.extend(language.map(|language| Value::from(one.reason(language))));
            table.push(cells);
        }
        table
    }

    /// How many customers stand where before and after, with their money: one row for each cell of the
    /// matrix that is not empty.
    #[must_use]
    pub fn matrix_table(&self) -> StoredTable {
        let mut table = StoredTable::new(MATRIX_COLUMNS);
        for cell in &self.matrix {
            let count = |count: u64| Value::Integer(i64::try_from(count).unwrap_or(i64::MAX));
            let mut cells = Vec::with_capacity(MATRIX_COLUMNS.len());
            cells.extend(of_state(&cell.from));
            cells.extend(of_state(&cell.to));
            cells.extend([count(cell.group.customers), count(cell.moved)]);
            cells.extend(of_group(&cell.group));
            table.push(cells);
        }
        table
    }

    /// What differs between the policies: one row for each value. In a language the first column says
    /// what the value is.
    #[must_use]
    pub fn policy_table(&self, language: Option<Language>) -> StoredTable {
        let (_, plain) = POLICY_COLUMNS.split_first().unwrap_or((&"", &[]));
        let mut table = StoredTable::new(if language.is_some() { POLICY_COLUMNS } else { plain });
        for change in &self.policy_changes {
            let text = |text: &Option<String>| text.clone().map_or(Value::Empty, Value::from);
            let code = |text: &Option<String>| text.clone().map_or(Value::Empty, Value::code);
            let mut cells = Vec::with_capacity(POLICY_COLUMNS.len());
            cells.extend(language.map(|language| Value::from(change.item(language))));
            cells.extend([
                Value::from(change.path.clone()),
                text(&change.before),
                text(&change.after),
                code(&change.clause_before),
                code(&change.clause_after),
                code(&change.affects),
            ]);
            table.push(cells);
        }
        table
    }
}

fn of_move(one: &Move) -> Vec<Value<'static>> {
    let mut cells = Vec::with_capacity(MOVE_COLUMNS.len());
    cells.push(Value::from(one.customer_id.clone()));
    cells.push(one.name.clone().map_or(Value::Empty, Value::from));
    cells.push(Value::code(one.direction.code()));
    let sides = [one.before.as_ref(), one.after.as_ref()];
    let mut both = |cell: &dyn Fn(&Standing) -> Value<'static>| {
        cells.extend(sides.map(|standing| standing.map_or(Value::Empty, cell)));
    };
    let text = |text: &Option<String>| text.clone().map_or(Value::Empty, Value::from);
    let score = |score: Option<Score>| Value::from(score);
    let money = |money: Option<Decimal>| Value::from(money);
    both(&|s| Value::code(s.track.code()));
    both(&|s| text(&s.grade));
    both(&|s| score(s.score));
    both(&|s| Value::from(s.priority_rank));
    both(&|s| text(&s.credit_grade));
    both(&|s| s.value_class.clone().map_or(Value::Empty, Value::code));
    both(&|s| score(s.credit_score));
    both(&|s| score(s.volume_score));
    both(&|s| score(s.profit_score));
    both(&|s| Value::code(s.caps.join(";")));
    both(&|s| Value::code(s.vetoes.join(";")));
    both(&|s| money(s.order_amount));
    both(&|s| money(s.profit));
    both(&|s| money(s.overdue_amount));
    cells.push(codes(one, |_| true));
    cells.push(codes(one, |alone| alone));
    cells
}

/// The codes of the causes that are asked for, each once.
fn codes(one: &Move, wanted: impl Fn(bool) -> bool) -> Value<'static> {
    let mut codes: Vec<&str> = Vec::new();
    for cause in one.causes.iter().filter(|cause| wanted(cause.alone)) {
        if !codes.contains(&cause.kind.code()) {
            codes.push(cause.kind.code());
        }
    }
    Value::code(codes.join(";"))
}

fn of_state(state: &State) -> [Value<'static>; 2] {
    let track = state.track.map_or(ABSENT, super::Track::code);
    [Value::code(track), state.grade.clone().map_or(Value::Empty, Value::from)]
}

fn of_group(group: &Group) -> [Value<'static>; 6] {
    let (before, after) = (&group.before, &group.after);
    [
        before.order_amount,
        after.order_amount,
        before.profit,
        after.profit,
        before.overdue_amount,
        after.overdue_amount,
    ]
    .map(Value::from)
}
