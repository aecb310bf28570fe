//! Runs every book vector and reports all mismatches together.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::collections::BTreeMap;

use keyaccount::{Assessment, Language, Lever, Remedy, RemedyOutcome, ResultTable};
use keyaccount_tests::{BookVector, Cells, Expect, ExpectedRemedy, read_files, vectors};

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
        let portfolio = found.portfolio_table();
        let metrics: BTreeMap<String, String> = (0..portfolio.len())
            .map(|row| (portfolio.value(row, 0).to_string(), portfolio.value(row, 1).to_string()))
            .collect();
        for (name, value) in &expected.portfolio {
            let found = metrics.get(name).map_or("no such metric", String::as_str);
            self.expect(&format!("portfolio, {name}"), value, found);
        }
        for (language, cells) in &expected.explained {
            self.cells(&format!("explained, {language}"), cells, found.explained_table(*language));
        }
        for (customer, remedies) in &expected.remedies {
            self.remedies(customer, remedies, &found.remedies(customer).unwrap_or_default());
        }
        if let Some(code) = &expected.first_note {
            self.expect("first note", code, found.notes.first().map_or("", |note| note.code.code()));
        }
        for (code, count) in &expected.notes {
            let noted: u64 =
                found.notes.iter().filter(|note| note.code.code() == code).map(|note| note.count).sum();
            self.expect(&format!("note {code}"), &count.to_string(), &noted.to_string());
        }
    }
}

impl Comparison<'_> {
    fn remedies(&mut self, customer: &str, expected: &[ExpectedRemedy], found: &[Remedy]) {
        let levers = |all: Vec<&Lever>| serde_json::to_string(&all).unwrap();
        let what = |of: &str| format!("remedies, {customer}, {of}");
        self.expect(
            &what("levers"),
            &levers(expected.iter().map(|remedy| &remedy.lever).collect()),
            &levers(found.iter().map(|remedy| &remedy.lever).collect()),
        );
        for (expected, found) in expected.iter().zip(found) {
            let lever = serde_json::to_string(&expected.lever).unwrap();
            let outcome = |outcome| serde_json::to_string::<RemedyOutcome>(outcome).unwrap();
            self.expect(&what(&lever), &outcome(&expected.outcome), &outcome(&found.outcome));
            for (language, sentence) in [(Language::English, &expected.en), (Language::Chinese, &expected.zh)]
            {
                if let Some(sentence) = sentence {
                    self.expect(&what(&format!("{lever}, {language}")), sentence, &found.sentence(language));
                }
            }
            if let Some(concerns) = expected.concerns_others {
                let of = what(&format!("{lever}, concerns others"));
                self.expect(&of, &concerns.to_string(), &found.concerns_others().to_string());
            }
        }
    }

    fn slices(&mut self, expected: &[BTreeMap<String, String>], table: ResultTable<'_>) {
        self.expect("number of slices", &expected.len().to_string(), &table.len().to_string());
        for (row, cells) in expected.iter().enumerate() {
            for (column, value) in cells {
                let found = table
                    .column(column)
                    .map_or("no such column".to_owned(), |at| table.value(row, at).to_string());
                self.expect(&format!("slices, row {row}, {column}"), value, &found);
            }
        }
    }
}

fn differences(vector: &BookVector) -> Vec<String> {
    let mut comparison = Comparison { vector: &vector.id, differences: Vec::new() };
    match (vector.assess(), &vector.expect.problems) {
        (Ok(found), None) => {
            comparison.assessment(&vector.expect, &found);
            if let Some(expected) = &vector.expect.slices {
                let book = vector.read_book();
                comparison.slices(expected, found.slices(&book).unwrap().table());
            }
        }
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
