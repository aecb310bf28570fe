//! A comparison for reading: the headline, what differs, the matrix, the causes counted, and the
//! largest movers, each with its causes in one line.

use std::collections::BTreeMap;
use std::io::{self, Write};

use comfy_table::{Cell, CellAlignment};
use keyaccount::Language;
use keyaccount::comparison::{CauseKind, Comparison, Move, Standing, State, Track};
use keyaccount_files::display_width;

use crate::runs::changed;
use crate::table::{TableView, harmless, plain};

/// How many movers are named.
const NAMED: usize = 20;

/// How many values of the policies are shown.
const VALUES: usize = 30;

/// The narrowest a line is cut to.
const NARROWEST: usize = 60;

pub(crate) fn write(
    comparison: &Comparison,
    settings: &[(String, String)],
    language: Language,
    view: TableView,
    out: &mut dyn Write,
) -> io::Result<()> {
    let say = Words(language);
    writeln!(out, "{}", comparison.headline(language))?;
    writeln!(out, "{}", say.sides(comparison, settings))?;
    values(comparison, say, view, out)?;
    if comparison.totals.all.customers > 0 {
        matrix(comparison, say, view, out)?;
    }
    if !comparison.moves.is_empty() {
        causes(comparison, say, out)?;
        movers(comparison, say, view, out)?;
    }
    beside(comparison, say, out)
}

/// What the summary says in one language.
#[derive(Clone, Copy)]
struct Words(Language);

impl Words {
    const fn of(self, english: &'static str, chinese: &'static str) -> &'static str {
        match self.0 {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    /// What is held against what.
    fn sides(self, comparison: &Comparison, settings: &[(String, String)]) -> String {
        let (before, after) = (&comparison.before, &comparison.after);
        let named = |stamp: &keyaccount::Stamp| match self.0 {
            Language::English => format!("{}, version {}", stamp.policy_name, stamp.policy_version),
            Language::Chinese => format!("{}（版本{}）", stamp.policy_name, stamp.policy_version),
        };
        let (old, new) = (named(before), named(after));
        let (from, to) = (before.as_of, after.as_of);
        let changed = changed(settings, self.0);
        let only_days = from != to && old == new && changed.is_empty();
        match (self.0, from == to, only_days) {
            (Language::English, true, _) => {
                format!("As of {from}. Before: policy {old}. After: policy {new}{changed}.")
            }
            (Language::English, _, true) => {
                format!("Policy {old}. Before: as of {from}. After: as of {to}.")
            }
            (Language::English, ..) => {
                format!("Before: policy {old}, as of {from}. After: policy {new}{changed}, as of {to}.")
            }
            (Language::Chinese, true, _) => {
                format!("评级日期：{from}。变动前：制度{old}。变动后：制度{new}{changed}。")
            }
            (Language::Chinese, _, true) => {
                format!("制度{old}。变动前评级日期：{from}。变动后评级日期：{to}。")
            }
            (Language::Chinese, ..) => {
                format!("变动前：制度{old}，评级日期{from}。变动后：制度{new}{changed}，评级日期{to}。")
            }
        }
    }

    /// A value of a policy file; a list of names as people write one.
    fn listed(self, value: &str) -> String {
        let inside = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let names = inside.map(|inside| {
            inside.split(", ").map(|name| {
                name.strip_prefix('"')
                    .and_then(|rest| rest.strip_suffix('"'))
                    .filter(|name| !name.contains('"'))
            })
        });
        let names: Option<Vec<&str>> = names.and_then(Iterator::collect);
        names.map_or_else(|| value.to_owned(), |names| names.join(self.of(", ", "、")))
    }

    fn state(self, state: &State) -> String {
        match (state.track, &state.grade) {
            (Some(Track::Rated), Some(grade)) => grade.clone(),
            (Some(Track::Rated | Track::Unrated), _) => self.of("unrated", "未评级").to_owned(),
            (Some(Track::New), _) => self.of("new", "新客户").to_owned(),
            (None, _) => self.of("absent", "不在名单").to_owned(),
        }
    }

    /// A grade, or what stands in its place.
    fn grade(self, standing: Option<&Standing>) -> String {
        match standing {
            None => self.of("absent", "不在名单").to_owned(),
            // As the matrix has it, where a provisional grade does not take anybody from among the new.
            Some(Standing { grade: Some(grade), track: Track::New, .. }) => match self.0 {
                Language::English => format!("new ({grade})"),
                Language::Chinese => format!("新客户（暂定{grade}级）"),
            },
            Some(Standing { grade: Some(grade), .. }) => grade.clone(),
            Some(Standing { track: Track::New, .. }) => self.of("new", "新客户").to_owned(),
            Some(_) => self.of("unrated", "未评级").to_owned(),
        }
    }

    fn heading(self, english: &'static str, chinese: &'static str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        writeln!(out, "{}", self.of(english, chinese))
    }
}

/// What differs in the policies, value by value.
fn values(comparison: &Comparison, say: Words, view: TableView, out: &mut dyn Write) -> io::Result<()> {
    let changes = &comparison.policy_changes;
    if changes.is_empty() {
        return Ok(());
    }
    say.heading("What differs in the policy", "制度差异", out)?;
    let shown = view.limit.map_or(changes.len(), |_| VALUES);
    let items: Vec<_> = changes.iter().take(shown).map(|change| (change, change.item(say.0))).collect();
    let width = items.iter().map(|(_, item)| display_width(item)).max().unwrap_or(0);
    for (change, item) in items {
        let value = |value: &Option<String>| {
            value.as_deref().map_or_else(|| say.of("none", "无").to_owned(), |text| say.listed(text))
        };
        let clause = change.clause_after.as_ref().or(change.clause_before.as_ref());
        let clause = clause.map_or_else(String::new, |clause| match say.0 {
            Language::English => format!("  ({clause})"),
            Language::Chinese => format!("（{clause}）"),
        });
        // A whole entry, such as a cap, would read as code.
        let is_entry = |value: &Option<String>| value.as_deref().is_some_and(|text| text.starts_with('{'));
        let values = match (&change.before, &change.after) {
            (entry, None) if is_entry(entry) => say.of("removed", "删除").to_owned(),
            (None, entry) if is_entry(entry) => say.of("added", "新增").to_owned(),
            (before, after) => format!("{} → {}", value(before), value(after)),
        };
        let line = format!("  {}  {values}{clause}", padded(&item, width));
        writeln!(out, "{}", cut(&line, view))?;
    }
    let hidden = changes.len().saturating_sub(shown);
    if hidden > 0 {
        writeln!(
            out,
            "  {}",
            match say.0 {
                Language::English => format!("… and {hidden} more"),
                Language::Chinese => format!("……另有{hidden}项"),
            }
        )?;
    }
    Ok(())
}

/// How many stand where before and after.
fn matrix(comparison: &Comparison, say: Words, view: TableView, out: &mut dyn Write) -> io::Result<()> {
    say.heading(
        "Customers by grade before (rows) and after (columns)",
        "变动矩阵：客户数（行为变动前，列为变动后）",
        out,
    )?;
    let totals = &comparison.totals;
    let rows = places(&totals.grades_before, comparison.matrix.iter().map(|cell| &cell.from));
    let columns = places(&totals.grades_after, comparison.matrix.iter().map(|cell| &cell.to));
    let mut table = plain(TableView { width: None, ..view });
    let heading = columns.iter().map(|place| say.state(place));
    table.set_header([String::new()].into_iter().chain(heading).map(Cell::new));
    for row in &rows {
        let counts = columns.iter().map(|column| {
            let cell = comparison.matrix.iter().find(|cell| cell.from == *row && cell.to == *column);
            cell.map_or_else(|| "·".to_owned(), |cell| cell.group.customers.to_string())
        });
        let cells = [say.state(row)].into_iter().chain(counts);
        table.add_row(cells.map(|text| Cell::new(harmless(&text).into_owned())));
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        if at > 0 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        writeln!(out, " {}", line.trim_end())?;
    }
    Ok(())
}

/// The grades in their order, and of the other places those where somebody stands.
fn places<'a>(grades: &[String], states: impl Iterator<Item = &'a State>) -> Vec<State> {
    let of_grade = |grade: &String| State { track: Some(Track::Rated), grade: Some(grade.clone()) };
    let mut places: Vec<State> = grades.iter().map(of_grade).collect();
    let seen: Vec<&State> = states.collect();
    for track in [Some(Track::Unrated), Some(Track::New), None] {
        let other = State { track, grade: None };
        if seen.contains(&&other) {
            places.push(other);
        }
    }
    places
}

/// How many each cause moves, and how many it moves alone.
fn causes(comparison: &Comparison, say: Words, out: &mut dyn Write) -> io::Result<()> {
    let mut counted: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for one in &comparison.moves {
        let mut codes: BTreeMap<&str, bool> = BTreeMap::new();
        for cause in &one.causes {
            *codes.entry(cause.kind.code()).or_default() |= cause.alone;
        }
        for (code, alone) in codes {
            let count = counted.entry(code).or_default();
            count.0 = count.0.saturating_add(1);
            count.1 = count.1.saturating_add(u64::from(alone));
        }
    }
    say.heading("Causes (a customer may have several)", "变动原因（一位客户可有多项）", out)?;
    let mut counted: Vec<_> = counted.into_iter().collect();
    let place = |code: &str| CauseKind::CODES.iter().position(|known| *known == code);
    counted.sort_by_key(|(code, (all, _))| (core::cmp::Reverse(*all), place(code)));
    let named: Vec<_> =
        counted.iter().map(|(code, counts)| (CauseKind::reading(code, say.0), counts)).collect();
    let width = named.iter().map(|(name, _)| display_width(name)).max().unwrap_or(0);
    let digits = named.iter().map(|(_, (all, _))| all.to_string().len()).max().unwrap_or(0);
    for (name, (all, alone)) in named {
        let alone = match (say.0, *alone) {
            (_, 0) => String::new(),
            (Language::English, alone) => format!(", enough alone for {alone}"),
            (Language::Chinese, alone) => format!("，其中仅此一项即可引起变动的{alone}位"),
        };
        let unit = say.of("", "位");
        writeln!(out, "  {}  {all:>digits$}{unit}{alone}", padded(&name, width))?;
    }
    Ok(())
}

/// The largest movers, a line each.
fn movers(comparison: &Comparison, say: Words, view: TableView, out: &mut dyn Write) -> io::Result<()> {
    say.heading(
        "Who moves, by order amount: grade, score, why",
        "变动客户（按下单金额排列）：等级、得分、原因",
        out,
    )?;
    let shown: Vec<_> = comparison.moves.iter().take(NAMED).map(|one| columns(one, say)).collect();
    let mut widths = [0_usize; 4];
    for columns in &shown {
        for (width, text) in widths.iter_mut().zip(columns) {
            *width = (*width).max(display_width(text));
        }
    }
    for (columns, one) in shown.iter().zip(&comparison.moves) {
        let mut line = String::from("  ");
        for (text, width) in columns.iter().zip(widths).filter(|(_, width)| *width > 0) {
            line.push_str(&padded(text, width));
            line.push_str("  ");
        }
        line.push_str(&harmless(&one.reason(say.0)));
        writeln!(out, "{}", cut(&line, view))?;
    }
    let hidden = comparison.moves.len().saturating_sub(NAMED);
    match (hidden, say.0) {
        (0, _) => Ok(()),
        (1, Language::English) => writeln!(out, "  … and 1 more customer; `-o FILE` writes them all"),
        (_, Language::English) => writeln!(out, "  … and {hidden} more customers; `-o FILE` writes them all"),
        (_, Language::Chinese) => writeln!(out, "  ……另有{hidden}位；用`-o 文件`写出全部"),
    }
}

/// Id, name, grades and scores of a mover.
fn columns(one: &Move, say: Words) -> [String; 4] {
    let sides = [one.before.as_ref(), one.after.as_ref()];
    let [from, to] = sides.map(|side| say.grade(side));
    let [old, new] = sides.map(|side| {
        side.and_then(|side| side.score)
            .map_or_else(|| say.of("none", "无").to_owned(), |score| score.to_string())
    });
    let scores = if old == new { old } else { format!("{old} → {new}") };
    [
        harmless(&one.customer_id).into_owned(),
        harmless(one.name.as_deref().unwrap_or_default()).into_owned(),
        harmless(&format!("{from} → {to}")).into_owned(),
        scores,
    ]
}

/// What changes and moves nobody.
fn beside(comparison: &Comparison, say: Words, out: &mut dyn Write) -> io::Result<()> {
    let totals = &comparison.totals;
    let (credit, class) = (totals.credit_grade_changes, totals.value_class_changes);
    if credit == 0 && class == 0 {
        return Ok(());
    }
    let counted = |count: u64, one: &str, many: &str, chinese: &str| match (count, say.0) {
        (0, _) => None,
        (1, Language::English) => Some(format!("1 {one}")),
        (_, Language::English) => Some(format!("{count} {many}")),
        (_, Language::Chinese) => Some(format!("{chinese}改变的有{count}位")),
    };
    let changed = [
        counted(credit, "credit grade", "credit grades", "信用等级"),
        counted(class, "value class", "value classes", "价值分类"),
    ];
    let changed = changed.into_iter().flatten().collect::<Vec<_>>().join(say.of(" and ", "，"));
    writeln!(out)?;
    match say.0 {
        Language::English => {
            writeln!(out, "Counting those who do not move as well, {changed} changed.")
        }
        Language::Chinese => writeln!(out, "连同未变动的客户，{changed}。"),
    }
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(display_width(text))))
}

/// A line as long as the terminal is wide.
fn cut(line: &str, view: TableView) -> String {
    let Some(width) = view.width.map(usize::from) else { return line.trim_end().to_owned() };
    let width = width.max(NARROWEST);
    if display_width(line) <= width {
        return line.trim_end().to_owned();
    }
    let mut text = String::new();
    for character in line.chars() {
        let mut longer = text.clone();
        longer.push(character);
        if display_width(&longer) >= width {
            break;
        }
        text = longer;
    }
    text.push('…');
    text
}
