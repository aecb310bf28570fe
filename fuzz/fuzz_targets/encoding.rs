//! Any bytes in any encoding are a table, or a list of problems. The first byte picks the encoding.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use keyaccount::book::BadRows;
use keyaccount_files::{ReadOptions, read_book};
use libfuzzer_sys::fuzz_target;

/// Every encoding of the WHATWG but UTF-8's doubles; `replacement` decodes nothing and is refused.
const LABELS: &[&str] = &[
    "utf-8",
    "gbk",
    "gb18030",
    "windows-1252",
    "utf-16le",
    "utf-16be",
    "big5",
    "shift_jis",
    "euc-jp",
    "iso-2022-jp",
    "euc-kr",
    "windows-1251",
    "windows-1250",
    "windows-1254",
    "windows-874",
    "iso-8859-2",
    "iso-8859-8-i",
    "koi8-r",
    "macintosh",
    "ibm866",
    "x-mac-cyrillic",
    "x-user-defined",
    "replacement",
];

/// A folder of this process.
fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("keyaccount-fuzz-encoding-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        folder
    })
}

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let Some(label) = LABELS.get(usize::from(*first) % LABELS.len()) else { return };
    let folder = folder();
    let manifest = format!(
        "[order_lines]\nencoding = \"{label}\"\nthousands = \",\"\nstrip = \"¥€\"\nmissing_customer = \"skip\"\n"
    );
    fs::write(folder.join("book.toml"), manifest).expect("a file");
    fs::write(folder.join("order_lines.csv"), bytes).expect("a file");
    for bad_rows in [BadRows::Refuse, BadRows::Skip] {
        match read_book(folder, ReadOptions { bad_rows, progress: None }) {
            Ok(loaded) => {
                let digest = loaded.book().input_digest(loaded.book().latest_date().unwrap_or_default());
                assert_eq!(digest.len(), 64);
            }
            Err(error) => assert!(!error.problems().is_empty()),
        }
    }
});
