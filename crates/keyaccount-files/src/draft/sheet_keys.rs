//! The keys that say where in a file its rows stand.

use std::collections::BTreeSet;

use keyaccount::quote;

use super::section::{Line, Section};
use super::sheet::Sheet;
use super::{counted, toml};

/// Adds `header_row`, `header_rows`, `skip_where` and `where` to a section, and what is to be said
/// about the form of the file. `whole` is the sheet with the rows that `where` passes over.
pub(super) fn add(section: &mut Section, whole: &Sheet, sheet: &Sheet) {
    let layout = &sheet.layout;
    if layout.header_row != 1 {
        let why = "what stands above has no names of columns".to_owned();
        section.keys.push(Line::new("header_row", layout.header_row.to_string(), why));
    }
    if layout.header_rows != 1 {
        section.keys.push(Line::new("header_rows", layout.header_rows.to_string(), "a heading of two lines"));
    }
    if !layout.skipped.is_empty() {
        let lists: Vec<_> = layout
            .skipped
            .iter()
            .map(|(column, texts)| format!("{} = {}", toml::text(sheet.name(*column)), toml::list(texts)))
            .collect();
        let why = format!("{} rows of totals and below the table", counted(layout.skipped_rows));
        section.keys.push(Line::new("skip_where", format!("{{ {} }}", lists.join(", ")), why));
    }
    if let Some((column, value)) = &layout.only {
        let inline = format!("{{ {} = {} }}", toml::text(sheet.name(*column)), toml::text(value));
        let others: Vec<_> =
            whole.profile(*column).common().into_iter().filter(|(text, _)| text != value).collect();
        let others: Vec<_> = others
            .iter()
            .take(5)
            .map(|(text, count)| format!("{} {}", counted(*count), quote(text)))
            .collect();
        let why = format!("{} rows; left out: {}", counted(sheet.rows.len()), others.join(", "));
        section.keys.push(Line::new("where", inline, why));
    }
    if sheet.ragged > 0 {
        section.checks.push(format!(
            "{} rows have more or fewer cells than the header; the reader will refuse them",
            counted(sheet.ragged)
        ));
    }
    let mut seen = BTreeSet::new();
    for name in sheet.names.iter().filter(|name| !name.trim().is_empty()) {
        if !seen.insert(name) {
            section
                .checks
                .push(format!("two columns are named {}: rename one, the reader refuses both", quote(name)));
        }
    }
    if sheet.written.unsure {
        section.checks.push(format!(
            "the encoding {} is a guess by the look of the text",
            sheet.written.encoding.name()
        ));
    }
}
