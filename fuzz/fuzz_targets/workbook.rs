//! Any bytes under a workbook's name are a book that can be scored, or a list of problems.
//!
//! An archive is taken as it is. Everything else is up to four parts of a workbook, parted by the
//! record separator (0x1E): the sheet, the shared strings, the styles and the list of sheets. They
//! are put into an archive here, because a changed byte within one seldom leaves its sums right.
#![no_main]

use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::sync::OnceLock;

use keyaccount::Policy;
use keyaccount::book::BadRows;
use keyaccount_files::{ReadOptions, read_book};
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A folder of this process, with a manifest that names the workbook.
fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("keyaccount-fuzz-workbook-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        fs::write(folder.join("book.toml"), "[order_lines]\nfile = \"book.xlsx\"\n").expect("a manifest");
        folder
    })
}

fn policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(|| Policy::shipped("standard").expect("a shipped policy"))
}

const PACKAGE: &str = r#"<Relationships><Relationship Id="r1" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATED: &str = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="sheet1.xml"/></Relationships>"#;
const SHEETS: &str = r#"<workbook><sheets><sheet name="S" r:id="r1"/></sheets></workbook>"#;
const NAMES: [&str; 4] = ["xl/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"];

fn archive(data: &[u8]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &[u8]| {
        zip.start_file(name, options).expect("a part");
        zip.write_all(content).expect("its content");
    };
    add("_rels/.rels", PACKAGE.as_bytes());
    add("xl/_rels/workbook.xml.rels", RELATED.as_bytes());
    let mut parts = data.split(|byte| *byte == 0x1E);
    for name in NAMES {
        match parts.next() {
            Some(part) => add(name, part),
            None if name == "xl/workbook.xml" => add(name, SHEETS.as_bytes()),
            None => {}
        }
    }
    zip.finish().expect("an archive").into_inner()
}

fuzz_target!(|data: &[u8]| {
    let folder = folder();
    let path = folder.join("book.xlsx");
    let written = if data.starts_with(b"PK") { fs::write(&path, data) } else { fs::write(&path, archive(data)) };
    written.expect("a file");
    for bad_rows in [BadRows::Refuse, BadRows::Skip] {
        let Ok(mut loaded) = read_book(folder, ReadOptions { bad_rows, progress: None }) else { continue };
        let as_of = loaded.book().latest_date().unwrap_or_default();
        if let Ok(assessment) = loaded.assess(policy(), as_of) {
            assert_eq!(assessment.table().len() as u64, assessment.distribution.total);
        }
    }
});
