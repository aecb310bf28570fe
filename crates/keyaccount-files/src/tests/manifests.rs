//! `book.toml`, read and refused.

use std::fs;
use std::path::Path;

use keyaccount::book::Table;
use tempfile::TempDir;

use crate::load::{ReadOptions, Reading};
use crate::manifest::Manifest;
use crate::problems::ReadError;

/// A book's directory with these files.
pub(super) fn book(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn read_tables(path: &Path) -> Result<Reading<'static>, ReadError> {
    let manifest = Manifest::of(path)?;
    let mut reading = Reading::new(manifest.settings.clone(), ReadOptions::default());
    reading.read_all(&manifest);
    Ok(reading)
}

/// What is wrong with the book, the directory's name left out.
fn refused(files: &[(&str, &[u8])]) -> Vec<String> {
    let folder = book(files);
    let prefix = format!("{}/", folder.path().display());
    let problems = match read_tables(folder.path()) {
        Ok(reading) => reading.problems,
        Err(error) => error,
    };
    problems.problems().iter().map(|problem| problem.to_string().replace(&prefix, "")).collect()
}

fn read(path: &Path) -> Reading<'static> {
    let reading = read_tables(path).unwrap();
    assert_eq!(reading.problems.problems(), []);
    reading
}

fn notes(reading: Reading<'_>) -> Vec<String> {
    reading.notes.into_notes().iter().map(ToString::to_string).collect()
}

const INVOICES: &[u8] = b"invoice_id,customer_id,issued_on,amount,due_on\nI1,C1,2026-01-01,5,2026-01-31\n";

#[test]
fn a_register_of_an_export_is_read_if_its_heading_is_ours_or_the_manifest_names_it() {
    let foreign: &[u8] = b"Region,Manager\nWest,Anna\n";
    let files: [(&str, &[u8]); 3] =
        [("invoices.csv", INVOICES), ("book.toml", b"currency = \"CNY\"\n"), ("people.csv", foreign)];
    let folder = book(&files);
    let note = "files that were not read: `people.csv` (its heading is not that of `people`; name it in book.toml if it is meant)";
    assert_eq!(notes(read(folder.path())), [note]);
    // Ours, with a byte order mark.
    fs::write(folder.path().join("people.csv"), "\u{feff}name,person_id\nAnna,A\n").unwrap();
    assert_eq!(notes(read(folder.path())), Vec::<String>::new());
    // Without a manifest every file has its table's form.
    let refused = refused(&[files[0], files[2]]);
    assert!(matches!(&refused[..], [one] if one.contains("no such column")), "{refused:?}");
    // Named, it is read as the manifest says.
    fs::write(folder.path().join("people.csv"), foreign).unwrap();
    fs::write(folder.path().join("book.toml"), "[people.columns]\nperson_id = \"Manager\"\n").unwrap();
    let named = read(folder.path());
    assert!(!notes(named).iter().any(|note| note.contains("files that were not read")));
}

#[test]
fn a_directory_needs_no_manifest() {
    let folder = book(&[("invoices.csv", INVOICES), ("customer.csv", b"x\n"), ("notes.txt", b"")]);
    assert_eq!(
        notes(read(folder.path())),
        ["files that were not read: `customer.csv` (a misspelt `customers.csv`?)"]
    );
}

#[test]
fn every_problem_of_a_manifest_is_reported_with_its_place() {
    let manifest = r#"currency = "usd"
unknown_customers = "ask"
colour = "red"
[order_lines]
file = "lines.cvs"
encoding = "gkb"
delimiter = ";;"
date_format = "%d/%m"
distinct = true
thousand = ","
[order_lines.columns]
order_id = "Order ID"
custmer_id = "Customer ID"
[order_lines.constants]
order_id = "O1"
status = "shut"
quantity = "1e3"
[orderlines]
"#;
    let found = refused(&[("book.toml", manifest.as_bytes()), ("lines.csv", b"Order ID\n")]);
    let found: Vec<_> = found.iter().map(String::as_str).collect();
    let starts = [
        "book.toml:1:12 (currency): found `usd`, expected three capital letters such as `CNY`",
        "book.toml:2:21 (unknown_customers): found `ask`, expected one of `add`, `skip`",
        "book.toml:3:1 (colour): found the key `colour`, expected one of ",
        "book.toml:5:8 (order_lines.file): found no file `lines.cvs`",
        "book.toml:6:12 (order_lines.encoding): found `gkb`",
        "book.toml:7:13 (order_lines.delimiter): found `;;`",
        "book.toml:8:15 (order_lines.date_format): found `%d/%m`",
        "book.toml:9:12 (order_lines.distinct): found `distinct`",
        "book.toml:10:1 (order_lines.thousand): found the key `thousand`, expected one of ",
        "book.toml:13:1 (order_lines.columns.custmer_id): found the column `custmer_id`",
        "book.toml:15:1 (order_lines.constants.order_id): found `order_id` under `columns`",
        "book.toml:16:1 (order_lines.constants.status): found `shut`",
        "book.toml:17:1 (order_lines.constants.quantity): found `1e3`",
        "book.toml:18:2 (orderlines): found the key `orderlines`, expected one of ",
    ];
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for (found, start) in found.iter().zip(starts) {
        assert!(found.starts_with(start), "{found}");
    }
    assert!(found[13].ends_with("; did you mean `order_lines`?"), "{}", found[13]);

    // The rest in full, without those of the form.
    let manifest = manifest
        .replace("\"usd\"", "\"USD\"")
        .replace("\"ask\"", "\"add\"")
        .replace("colour = \"red\"\n", "\n")
        .replace("thousand = \",\"\n", "\n")
        .replace("[orderlines]", "");
    let found = refused(&[("book.toml", manifest.as_bytes()), ("lines.csv", b"Order ID\n")]);
    assert_eq!(
        found,
        [
            "book.toml:5:8 (order_lines.file): found no file `lines.cvs`, expected a file that is there; did you mean `lines.csv`?",
            "book.toml:6:12 (order_lines.encoding): found `gkb`, expected the WHATWG label of an encoding, such as `utf-8`, `gbk` or `windows-1252`",
            "book.toml:7:13 (order_lines.delimiter): found `;;`, expected one ASCII character such as `;` or `\\t`",
            "book.toml:8:15 (order_lines.date_format): found `%d/%m`, expected a form of day, month and year such as `%d/%m/%Y`, or `excel-serial`",
            "book.toml:9:12 (order_lines.distinct): found `distinct` for `order_lines`, whose rows have no key, expected it for one of `customers`, `products`, `orders`, `invoices`, `contacts`, `people`, `delegations`, `grants`, `changes`, `archive_records`, `records`; remove the key",
            "book.toml:13:1 (order_lines.columns.custmer_id): found the column `custmer_id`, expected a column of `order_lines`: `order_id`, `customer_id`, `ordered_on`, `status`, `product_id`, `quantity`, `amount`, `unit_price`, `discount`, `profit`, `cost`, `unit_cost`, `margin_rate`, `promotional`; did you mean `customer_id`?",
            "book.toml:15:1 (order_lines.constants.order_id): found `order_id` under `columns` and under `constants`, expected one of them; remove the other",
            "book.toml:16:1 (order_lines.constants.status): found `shut`, expected one of `open`, `fulfilled`, `cancelled`",
            "book.toml:17:1 (order_lines.constants.quantity): found `1e3`, expected a plain number such as `1234.5`; write the number without an exponent",
        ]
    );
}

#[test]
fn a_column_the_file_does_not_have() {
    let manifest = b"[customers]\n[customers.columns]\ncustomer_id = \"CustomerID\"\nname = \"Boss\"\n";
    assert_eq!(
        refused(&[
            ("book.toml", manifest),
            ("customers.csv", b"Customer ID,Name\nC1,a\n"),
            ("invoices.csv", INVOICES)
        ]),
        [
            "book.toml:3:1 (customers.columns.customer_id): found `CustomerID`, expected a column of `customers.csv`; did you mean `Customer ID`?",
            "book.toml:4:1 (customers.columns.name): found `Boss`, expected a column of `customers.csv`; its columns are `Customer ID`, `Name`",
        ]
    );
}

#[test]
fn what_is_no_book() {
    let missing = read_tables(Path::new("no such book")).err().unwrap();
    assert!(missing.to_string().starts_with("no such book: found "), "{missing}");
    assert_eq!(
        refused(&[("order_line.csv", b"x\n")])[0].split_once(": ").unwrap().1,
        "found no table, expected `order_lines.csv` or `invoices.csv`; rename `order_line.csv` to `order_lines.csv`, or name it in book.toml"
    );
    let broken = refused(&[("book.toml", b"currency = \n"), ("invoices.csv", INVOICES)]);
    assert!(broken[0].starts_with("book.toml:1:12: found a mistake in the TOML syntax"), "{broken:?}");
}

#[test]
fn a_real_export_is_read_without_touching_it() {
    let manifest = r#"
[order_lines]
file = "export.txt"
encoding = "gbk"
delimiter = ";"
date_format = "%d/%m/%y %H:%M"
missing_customer = "skip"
[order_lines.columns]
order_id = "单号"
customer_id = "客户"
ordered_on = "日期"
amount = "金额"
[order_lines.constants]
status = "fulfilled"
promotional = false
[customers]
file = "export.txt"
encoding = "gbk"
delimiter = ";"
distinct = true
missing_customer = "skip"
[customers.columns]
customer_id = "客户"
name = "名称"
"#;
    let export = "单号;客户;名称;日期;金额;备注\n1;甲;甲公司;3/1/19 08:30;1.50;x\n2;甲;甲公司;31/12/68 23:59;2;\n3;甲;甲厂;01/01/69 00:00;3;\n4;;无;never;oops;\n";
    let (export, _, _) = encoding_rs::GBK.encode(export);
    let folder = book(&[("book.toml", manifest.as_bytes()), ("export.txt", &export)]);
    let reading = read(folder.path());
    assert_eq!(reading.origins[&Table::Customers].lines.len(), 1);
    assert_eq!(reading.origins[&Table::OrderLines].lines.len(), 3);
    assert_eq!(
        notes(reading),
        [
            "rows of `customers` that contradict an earlier row of the same key, of which the first was kept: 1",
            "columns that were not read: `备注` (`export.txt`)"
        ]
    );
}

#[test]
fn canonical_names_still_count_unless_their_column_is_used() {
    // `amount` is taken as the price, so the table has no amount; `order_id` maps by its own name.
    let manifest = b"[order_lines.columns]\nunit_price = \"amount\"\nquantity = \"n\"\n";
    let orders = b"order_id,customer_id,ordered_on\nO1,C1,2026-01-01\n";
    let lines = b"order_id,amount,n\nO1,5,2\n";
    let folder = book(&[("book.toml", manifest), ("orders.csv", orders), ("order_lines.csv", lines)]);
    let reading = read(folder.path());
    let names: Vec<_> = reading.origins[&Table::OrderLines].fields.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["order_id", "quantity", "unit_price"]);
}

#[test]
fn stated_dates_that_do_not_fit() {
    let manifest = b"[invoices]\ndate_format = \"%d/%m/%Y\"\n";
    let found = refused(&[
        ("book.toml", manifest),
        ("invoices.csv", b"invoice_id,customer_id,issued_on,amount,due_on\nI1,C1,01/31/2026,5,31/01/2026\n"),
    ]);
    assert_eq!(
        found,
        [
            "invoices.csv:2:3 (issued_on): found `01/31/2026`, expected a date of the form `%d/%m/%Y` such as `28/02/2026`; check the table's `date_format` in book.toml"
        ]
    );
}

#[test]
fn a_manifest_is_never_passed_over_and_never_read_without_end() {
    for (name, make) in [
        ("a directory", (|path| fs::create_dir(path).unwrap()) as fn(&Path)),
        #[cfg(unix)]
        ("a link to nowhere", |path| std::os::unix::fs::symlink("gone.toml", path).unwrap()),
        #[cfg(unix)]
        ("a device without end", |path| std::os::unix::fs::symlink("/dev/zero", path).unwrap()),
    ] {
        let folder = book(&[("invoices.csv", INVOICES)]);
        make(&folder.path().join("book.toml"));
        for path in [folder.path().to_owned(), folder.path().join("book.toml")] {
            // A directory of that name is a book's directory when it is named itself.
            if path.is_dir() && path != folder.path() {
                continue;
            }
            let refused = read_tables(&path).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(refused.contains("expected a "), "{name}: {refused}");
        }
    }
    let folder = book(&[("invoices.csv", INVOICES), ("book.toml", &[b'#'; (1 << 20) + 1])]);
    let refused = read_tables(folder.path()).err().unwrap().to_string();
    assert!(refused.contains("found more than ") && refused.contains("expected a shorter file"), "{refused}");
}

#[test]
fn lines_without_customer_or_day_need_headers() {
    let lines = b"order_id,Customer ID,amount\nO1,C1,5\nO2,C1,6\n";
    let orders = b"order_id,customer_id,ordered_on\nO1,C1,2026-01-01\nO2,C1,2026-01-01\n";
    let found = refused(&[("order_lines.csv", lines)]);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("order_lines.csv:1 (customer_id): found no such column"), "{found:#?}");
    assert!(found[0].contains("did you mean `Customer ID`?"), "{found:#?}");
    assert!(found[1].starts_with("order_lines.csv:1 (ordered_on): found no such column"), "{found:#?}");
    assert_eq!(refused(&[("order_lines.csv", lines), ("orders.csv", orders)]), [""; 0]);
}
