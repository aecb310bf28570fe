//! Runs every book vector and reports all mismatches together.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::collections::BTreeMap;

use keyaccount::{Assessment, ResultTable};
use keyaccount_tests::{BookVector, Cells, Expect, read_files, vectors};

/// Compares what was found with what was expected; every difference is a line.
struct Comparison<'a> {
    vector: &'a str,
    differences: Vec<String>,
}

impl Comparison<'_> {
    fn expect(&mut self, what: &str, expected: &str, found: &str) {
        if expected != found {
            self.differences.push(format!("{}: {what}: expected `{expected}`, found `{found}`", self.vector));
        }
    }

    fn cells(&mut self, name: &str, expected: &Cells, table: ResultTable<'_>) {
        let rows: BTreeMap<String, usize> =
            (0..table.len()).map(|row| (table.value(row, 0).to_string(), row)).collect();
        for (customer, cells) in expected {
            let Some(row) = rows.get(customer) else {
                self.expect(name, customer, "no such row");
                continue;
            };
            for (column, value) in cells {
                let found = table
                    .column(column)
                    .map_or("no such column".to_owned(), |at| table.value(*row, at).to_string());
                self.expect(&format!("{name}, {customer}, {column}"), value, &found);
            }
        }
    }

    fn assessment(&mut self, expected: &Expect, found: &Assessment) {
        let table = found.table();
        if let Some(order) = &expected.order {
            let ids: Vec<String> = (0..table.len()).map(|row| table.value(row, 0).to_string()).collect();
            self.expect("order of rows", &order.join(" "), &ids.join(" "));
        }
        self.cells("scores", &expected.scores, table);
        self.cells("credit", &expected.credit, found.credit_table());
        self.cells("behaviour", &expected.behaviour, found.behaviour_table());
        let metrics = found.portfolio();
        for (name, value) in &expected.portfolio {
            let metric = match name.as_str() {
                "dso" => metrics.dso,
                "best_possible_dso" => metrics.best_possible_dso,
                "average_days_delinquent" => metrics.average_days_delinquent,
                "cei" => metrics.cei,
                "population_margin" => found.population().margin_percent(),
                _ => panic!("no portfolio value is called `{name}`"),
            };
            self.expect(
                &format!("portfolio, {name}"),
                value,
                &metric.map_or_else(String::new, |m| m.to_string()),
            );
        }
        for (code, count) in &expected.notes {
            let noted: u64 =
                found.notes.iter().filter(|note| note.code.code() == code).map(|note| note.count).sum();
            self.expect(&format!("note {code}"), &count.to_string(), &noted.to_string());
        }
    }
}

fn differences(vector: &BookVector) -> Vec<String> {
    let mut comparison = Comparison { vector: &vector.id, differences: Vec::new() };
    match (vector.assess(), &vector.expect.problems) {
        (Ok(found), None) => comparison.assessment(&vector.expect, &found),
        (Ok(_), Some(expected)) => comparison.expect("problems", &expected.join(" "), "a result"),
        (Err(error), None) => comparison.expect("result", "a result", &error.to_string()),
        (Err(error), Some(expected)) => {
            let mut expected = expected.clone();
            expected.sort();
            let mut found: Vec<&str> = error.problems().iter().map(|problem| problem.code.code()).collect();
            found.sort_unstable();
            let detail = error.problems().iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ");
            if found != expected {
                comparison.expect("problems", &expected.join(" "), &format!("{}: {detail}", found.join(" ")));
            }
        }
    }
    comparison.differences
}

#[test]
fn every_book_gives_what_was_worked_out_by_hand() {
    let mut count = 0;
    let mut all = Vec::new();
    for (file, content) in read_files::<BookVector>(&vectors()).unwrap() {
        for vector in &content.vectors {
            count += 1;
            all.extend(differences(vector).into_iter().map(|difference| format!("{file} / {difference}")));
        }
    }
    assert!(count > 0, "no vectors were found");
    assert!(all.is_empty(), "{} differences in {count} vectors:\n{}", all.len(), all.join("\n"));
}
