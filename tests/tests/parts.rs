//! A book read in parts is the book read whole.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use keyaccount::book::Book;
use keyaccount::{Assessment, Error, assess};
use keyaccount_tests::{BookVector, read_files, vectors};

/// All that can be seen of a book: its rows as digested, what is wrong with it, what it leads to.
fn seen(vector: &BookVector, book: &Book) -> (String, String, Result<Vec<String>, Error>) {
    let digests = format!("{:?}", book.input_digests(vector.as_of));
    let rejected = format!("{:?}", book.rejected());
    let result = vector.policy().and_then(|policy| assess(book, &policy, vector.as_of));
    (digests, rejected, result.map(|found| cells(&found, book)))
}

fn cells(found: &Assessment, book: &Book) -> Vec<String> {
    let slices = found.slices(book).unwrap();
    let tables = [found.table(), found.credit_table(), found.behaviour_table(), found.portfolio_table()];
    let rows = tables.into_iter().chain([slices.table()]).flat_map(|table| {
        (0..table.len()).map(move |row| table.row(row).map(|c| format!("{c},")).collect::<String>())
    });
    rows.chain([format!("{:?} {:?}", found.stamp, found.notes)]).collect()
}

#[test]
fn a_book_read_in_parts_is_the_book_read_whole() {
    let mut count = 0;
    for (file, content) in read_files::<BookVector>(&vectors()).unwrap() {
        for vector in &content.vectors {
            let whole = seen(vector, &vector.read_book());
            for rows_each in [1, 2, 3, 7] {
                let parts =
                    vector.book.clone().in_parts(&vector.settings.build(), rows_each).finish_deferred();
                assert_eq!(seen(vector, &parts), whole, "{file}, {}, {rows_each} rows each", vector.id);
            }
            count += 1;
        }
    }
    assert!(count > 200, "only {count} vectors");
}
