//! What is refused of workbooks, by sheet and cell.

use std::fs;
use std::path::Path;

use super::folder;
use super::refusals::{disagree, problems};

/// Everything that must be said of a workbook of `awkward/refused` under the rest of a section.
fn refused_as_said(workbook: &str, rest: &str, said: &[&[&str]]) {
    let folder = folder();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("awkward/refused").join(workbook);
    fs::copy(from, folder.0.join(workbook)).unwrap();
    let manifest = format!("[order_lines]\nfile = \"{workbook}\"\n{rest}");
    fs::write(folder.0.join("book.toml"), manifest).unwrap();
    if let Some(difference) = disagree(&problems(&folder.0), said) {
        panic!("{workbook}: {difference}");
    }
}

#[test]
fn cells_are_refused_where_everybody_finds_them() {
    refused_as_said(
        "cells.xlsx",
        "",
        &[
            &["cells.xlsx!订单!E3 (amount): found ", "`#N/A`"],
            &["cells.xlsx!订单!B4 (order_id): found ", "15 digits", "text"],
            &["cells.xlsx!订单!E5 (amount): found ", "date"],
            &["cells.xlsx!订单!D6 (ordered_on): found `5.5`", "excel-serial"],
            &["cells.xlsx!订单!E7 (amount): found `五`"],
        ],
    );
}

#[test]
fn a_blank_under_a_merged_cell_is_not_filled_unasked() {
    refused_as_said(
        "merged.xlsx",
        "",
        &[
            &["merged.xlsx!订单!B3 (customer_id): found a blank under a merged cell", "`fill_down"],
            &["merged.xlsx!订单!B5 (customer_id): found a blank"],
        ],
    );
}

#[test]
fn a_sheet_is_named_where_there_are_several() {
    refused_as_said(
        "sheets.xlsx",
        "",
        &[&["book.toml:2:8 (order_lines.file): found 2 sheets: `订单2025`, `订单2026`", "`sheet = "]],
    );
    refused_as_said(
        "sheets.xlsx",
        "sheet = \"订单2027\"\n",
        &[&["book.toml:3:9 (order_lines.sheet): found `订单2027`", "`订单2026`", "did you mean"]],
    );
}

#[test]
fn a_sheet_column_that_is_not_there() {
    refused_as_said(
        "sheets.xlsx",
        "sheet = \"订单2026\"\nskip_where = { order = [\"x\"] }\n[order_lines.columns]\namount = \"ammount\"\n",
        &[
            &["book.toml:4:", "found `order`", "did you mean `order_id`?"],
            &["book.toml:6:1 (order_lines.columns.amount): found `ammount`", "did you mean `amount`?"],
        ],
    );
}
