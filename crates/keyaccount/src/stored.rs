//! Results that are kept and read again elsewhere: the population a phone ranks against, and score cards with
//! their explanations.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::approval::parse_json;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::explanation::Explanation;
use crate::scoring::Population;

/// The newest form of stored populations this library reads.
const POPULATION_SCHEMA: u64 = 1;
/// The newest form of stored explanations this library reads.
const EXPLANATION_SCHEMA: u64 = 1;

const A_POPULATION: &str = "a population as this library writes it";
const AN_EXPLANATION: &str = "an explanation as this library writes it";

#[derive(Debug, Serialize)]
struct WrittenPopulation<'a> {
    keyaccount_population: u64,
    digest: String,
    population: &'a Population,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadPopulation {
    #[serde(rename = "keyaccount_population")]
    _form: u64,
    digest: String,
    population: Population,
}

#[derive(Debug, Serialize)]
struct WrittenExplanation<'a> {
    keyaccount_explanation: u64,
    explanation: &'a Explanation,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadExplanation {
    #[serde(rename = "keyaccount_explanation")]
    _form: u64,
    explanation: Explanation,
}

impl Population {
    /// The population as JSON, with its digest, to be read by [`Population::from_json`] on another machine.
    #[must_use]
    pub fn to_json(&self) -> String {
        let written = WrittenPopulation {
            keyaccount_population: POPULATION_SCHEMA,
            digest: self.digest(),
            population: self,
        };
        // A population is plain data, so writing it cannot fail.
        serde_json::to_string(&written).unwrap_or_default()
    }

    /// Reads a population that [`Population::to_json`] wrote. `file` is the name that problems carry.
    ///
    /// # Errors
    /// A text that is no population, one of a form newer than this library, one that was changed since its
    /// digest was taken.
    pub fn from_json(file: &str, text: &str) -> Result<Self, Error> {
        let read: ReadPopulation =
            of_form(file, text, "keyaccount_population", POPULATION_SCHEMA, A_POPULATION)?;
        let digest = read.population.digest();
        if digest != read.digest {
            let found = format!("a population with the digest {}", quote(&digest));
            let problem = Problem::new(ProblemCode::BookMismatch, found, quote(&read.digest));
            let remedy = "it was changed since it was written: export it again";
            return Err(problem.path("digest").at(file, None, None).remedy(remedy).into());
        }
        Ok(read.population)
    }
}

impl Explanation {
    /// The explanation as JSON, to be read by [`Explanation::from_json`] on another machine.
    #[must_use]
    pub fn to_json(&self) -> String {
        let written = WrittenExplanation { keyaccount_explanation: EXPLANATION_SCHEMA, explanation: self };
        // An explanation is plain data, so writing it cannot fail.
        serde_json::to_string(&written).unwrap_or_default()
    }

    /// Reads an explanation that [`Explanation::to_json`] wrote. `file` is the name that problems carry.
    ///
    /// # Errors
    /// A text that is no explanation, one of a form newer than this library.
    pub fn from_json(file: &str, text: &str) -> Result<Self, Error> {
        let read: ReadExplanation =
            of_form(file, text, "keyaccount_explanation", EXPLANATION_SCHEMA, AN_EXPLANATION)?;
        Ok(read.explanation)
    }
}

/// Reads what was stored once its form is known to be one of ours.
fn of_form<T: DeserializeOwned>(
    file: &str,
    text: &str,
    key: &str,
    newest: u64,
    expected: &str,
) -> Result<T, Error> {
    let parts: std::collections::BTreeMap<String, Box<RawValue>> = parse_json(file, text, expected)?;
    let form = parts.get(key).and_then(|form| form.get().parse::<u64>().ok());
    match form {
        Some(form) if form <= newest => parse_json(file, text, expected),
        Some(form) => {
            let problem =
                Problem::new(ProblemCode::FormatTooNew, format!("form {form}"), format!("form {newest}"));
            let remedy = "use a newer version of keyaccount";
            Err(problem.path(key).at(file, None, None).remedy(remedy).into())
        }
        None => {
            let found = "a text without its form";
            Err(Problem::new(ProblemCode::Missing, found, expected).path(key).at(file, None, None).into())
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::book::{BookBuilder, BookSettings, Customer, OrderLine};
    use crate::{Audience, Policy, Value, assess, assess_against};

    fn assessed() -> (crate::book::Book, Policy) {
        let mut builder = BookBuilder::new(BookSettings::default());
        for (id, amount) in [("A", 300), ("B", 200)] {
            builder.push(Customer::new(id.into()));
            let mut line = OrderLine::new(format!("O{id}").into());
            line.customer_id = Some(id.into());
            line.ordered_on = chrono::NaiveDate::from_ymd_opt(2026, 1, 5);
            line.amount = Some(amount.into());
            line.profit = Some(10.into());
            builder.push(line);
        }
        (builder.finish().unwrap(), Policy::shipped("standard").unwrap())
    }

    #[test]
    fn a_population_comes_back_as_it_was() {
        let (book, policy) = assessed();
        let as_of = chrono::NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
        let assessment = assess(&book, &policy, as_of).unwrap();
        let read = Population::from_json("p.json", &assessment.population().to_json()).unwrap();
        assert_eq!(read.digest(), assessment.population().digest());
        assert_eq!(read.customers(), 2);
        let again = assess_against(&book, &policy, as_of, &read).unwrap();
        let (one, other) = (again.table(), assessment.table());
        for row in 0..2 {
            for ((column, found), expected) in one.columns().iter().zip(one.row(row)).zip(other.row(row)) {
                // A place in the list of the run that measured it, which only that run has.
                let expected = if column.name() == "priority_rank" { Value::Empty } else { expected };
                assert_eq!(found, expected, "{}", column.name());
            }
        }
    }

    #[test]
    fn a_population_that_was_changed_is_refused() {
        let (book, policy) = assessed();
        let as_of = chrono::NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
        let text = assess(&book, &policy, as_of).unwrap().population().to_json();
        let changed = text.replace("\"customers\":2", "\"customers\":3");
        assert_ne!(changed, text);
        let error = Population::from_json("p.json", &changed).unwrap_err();
        assert_eq!(error.problems()[0].code, ProblemCode::BookMismatch);
        let newer = text.replace("\"keyaccount_population\":1", "\"keyaccount_population\":2");
        let error = Population::from_json("p.json", &newer).unwrap_err();
        assert_eq!(error.problems()[0].code, ProblemCode::FormatTooNew);
        for text in ["", "{}", "[]", "{\"keyaccount_population\":1}"] {
            assert!(Population::from_json("p.json", text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_explanation_comes_back_as_it_was() {
        let (book, policy) = assessed();
        let as_of = chrono::NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
        let assessment = assess(&book, &policy, as_of).unwrap();
        let card = assessment.explain(&book, "A", Audience::Internal).unwrap();
        assert_eq!(Explanation::from_json("a.json", &card.to_json()).unwrap(), card);
        assert!(Explanation::from_json("a.json", "{}").is_err());
    }
}
