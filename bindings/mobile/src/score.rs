//! Scores, grades and their reasons.

use std::sync::Arc;

use keyaccount::due::{DueKind, DueList, DuePart, Looking, Regularity};
use keyaccount::{
    Audience, Distribution, Exact, Explanation, KeyAccounts, Language, Note, PortfolioMetrics, Problem,
    Remedy, Stamp, Verdict, VipListed, VipListing, VipStanding,
};

use crate::book::Book;
use crate::due::WorkCalendar;
use crate::errors::{KeyaccountError, guarded};
use crate::policy::Policy;
use crate::population::{Population, text_of};
use crate::table::ScoreTable;
use crate::values::{CalendarDate, CustomerId, PersonId};

/// A book under a policy on a day: every customer's scores, grade and reasons.
///
/// A partial book alone gives credit, prospects, approvals, access and what is due; volume, profit and the
/// composite then carry the reason `partial_population`. Against a population they are those of the full run.
#[derive(Debug, uniffi::Object)]
pub struct Assessment {
    core: keyaccount::Assessment,
    book: Arc<Book>,
}

/// Told how far a long task is. An exception thrown here ends the task with a `Fault`, or, where the language lets it
/// pass for no answer at all, as `false` does: never with fewer results than were asked for.
#[uniffi::export(callback_interface)]
pub trait Progress: Send + Sync {
    /// So many of so many are done. `false` ends the task, which is then refused with `Stopped`.
    fn on_progress(&self, done: u64, total: u64) -> bool;
}

/// A score card to be stored or sent, with every step of its arithmetic.
#[derive(Debug, uniffi::Record)]
pub struct StoredCard {
    /// Whose it is.
    pub customer_id: CustomerId,
    /// The card, in the library's own form: `readCard` reads it.
    pub bytes: Vec<u8>,
}

/// Assesses a book under a policy, as of a day.
///
/// Refused if the book's money is another than the policy's, or if a sum needs more than 38 digits.
#[uniffi::export]
pub fn assess(
    book: Arc<Book>,
    policy: Arc<Policy>,
    as_of: CalendarDate,
) -> Result<Arc<Assessment>, KeyaccountError> {
    guarded(|| {
        let core = keyaccount::assess(&book.core, &policy.core, as_of)?;
        Ok(Arc::new(Assessment { core, book }))
    })
}

/// Assesses a part of a book against the population of a full run, as the full run did.
///
/// Refused if the population is of another policy, another day or another version of the rules, or is itself one of
/// a partial book.
#[uniffi::export]
pub fn assess_against(
    book: Arc<Book>,
    policy: Arc<Policy>,
    as_of: CalendarDate,
    population: Arc<Population>,
) -> Result<Arc<Assessment>, KeyaccountError> {
    guarded(|| {
        let core = keyaccount::assess_against(&book.core, &policy.core, as_of, &population.core)?;
        Ok(Arc::new(Assessment { core, book }))
    })
}

/// Reads a card that `exportCards` wrote. `file` is the name that problems carry.
#[uniffi::export]
pub fn read_card(file: String, bytes: Vec<u8>) -> Result<Explanation, KeyaccountError> {
    guarded(|| Ok(Explanation::from_json(&file, &text_of(&file, bytes)?)?))
}

impl Assessment {
    fn key_accounts(
        &self,
        customer_id: &str,
        stock_held: Option<Exact>,
    ) -> Result<KeyAccounts<'_>, KeyaccountError> {
        let asked = self.core.key_accounts(&self.book.core)?;
        Ok(match stock_held {
            Some(stock) => asked.with_stock_held([(customer_id, stock)])?,
            None => asked,
        })
    }
}

#[uniffi::export]
impl Assessment {
    /// What reproduces it bit for bit: policy, day, input, population.
    pub fn stamp(&self) -> Stamp {
        self.core.stamp.clone()
    }

    /// What is worth knowing about the run.
    pub fn notes(&self) -> Vec<Note> {
        self.core.notes.clone()
    }

    /// How many customers have which grade.
    pub fn distribution(&self) -> Distribution {
        self.core.distribution.clone()
    }

    /// The rows that were left out, and why.
    pub fn rejected(&self) -> Vec<Problem> {
        self.core.rejected.clone()
    }

    /// Measures of the receivables as a whole.
    pub fn portfolio(&self) -> PortfolioMetrics {
        self.core.portfolio()
    }

    /// Everybody else, for phones that hold a part of this book.
    pub fn population(&self) -> Arc<Population> {
        Arc::new(Population { core: self.core.population().clone() })
    }

    /// One customer's score card: every step from payments and orders to the grade, with its numbers and clauses.
    ///
    /// Refused for an id the book does not have; the nearest one is named.
    pub fn card(&self, customer_id: CustomerId, audience: Audience) -> Result<Explanation, KeyaccountError> {
        guarded(|| Ok(self.core.explain(&self.book.core, &customer_id, audience)?))
    }

    /// Score cards to be stored or sent, one of each of these customers, in their order.
    ///
    /// Refused for an id the book does not have, and with `Stopped` if `progress` ended it.
    #[uniffi::method(default(progress = None))]
    pub fn export_cards(
        &self,
        customer_ids: Vec<CustomerId>,
        audience: Audience,
        progress: Option<Box<dyn Progress>>,
    ) -> Result<Vec<StoredCard>, KeyaccountError> {
        guarded(|| {
            let total = u64::try_from(customer_ids.len()).unwrap_or(u64::MAX);
            let mut cards = Vec::with_capacity(customer_ids.len());
            for (done, customer_id) in (1_u64..).zip(customer_ids) {
                let card = self.core.explain(&self.book.core, &customer_id, audience)?;
                cards.push(StoredCard { customer_id, bytes: card.to_json().into_bytes() });
                if progress.as_ref().is_some_and(|told| !told.on_progress(done, total)) {
                    return Err(KeyaccountError::Stopped { done, total });
                }
            }
            Ok(cards)
        })
    }

    /// The smallest changes that would give a customer a better grade.
    ///
    /// Refused for an id the book does not have; the nearest one is named.
    pub fn remedies(&self, customer_id: CustomerId) -> Result<Vec<Remedy>, KeyaccountError> {
        guarded(|| {
            let found = self.core.remedies(&customer_id);
            Ok(found.ok_or_else(|| self.core.unknown_customer(&customer_id))?)
        })
    }

    /// Whether a customer is a key account, and why. `stockHeld` is the value of our stock that it holds, which counts
    /// as capital occupied and which no book has.
    #[uniffi::method(default(stock_held = None))]
    pub fn key_account(
        &self,
        customer_id: CustomerId,
        stock_held: Option<Exact>,
    ) -> Result<Verdict, KeyaccountError> {
        guarded(|| Ok(self.key_accounts(&customer_id, stock_held)?.explain(&customer_id)?))
    }

    /// Whether the status of a key account is in effect: the customer may be admitted, its request is executable
    /// (the case of it says so), and a contract that has not ended is signed.
    #[uniffi::method(default(stock_held = None))]
    pub fn key_account_in_effect(
        &self,
        customer_id: CustomerId,
        request_executable: bool,
        stock_held: Option<Exact>,
    ) -> Result<Verdict, KeyaccountError> {
        guarded(|| {
            Ok(self.key_accounts(&customer_id, stock_held)?.in_effect(&customer_id, request_executable)?)
        })
    }

    /// Whether a customer may be listed as a VIP, and why.
    pub fn vip(&self, customer_id: CustomerId) -> Result<Verdict, KeyaccountError> {
        guarded(|| Ok(self.core.vips(&self.book.core)?.explain(&customer_id)?))
    }

    /// Whether this listing of a VIP may be made.
    pub fn list_vip(&self, listing: VipListing) -> Result<Verdict, KeyaccountError> {
        guarded(|| Ok(self.core.vips(&self.book.core)?.list(&listing)?))
    }

    /// Whether a VIP's listing may be renewed.
    pub fn renew_vip(
        &self,
        customer_id: CustomerId,
        listed_on: CalendarDate,
    ) -> Result<Verdict, KeyaccountError> {
        guarded(|| Ok(self.core.vips(&self.book.core)?.renew(&customer_id, listed_on)?))
    }

    /// How long a VIP's listing lasts; nothing for a customer the book does not have.
    pub fn vip_standing(&self, listed: VipListed) -> Result<Option<VipStanding>, KeyaccountError> {
        guarded(|| Ok(self.core.vips(&self.book.core)?.standing_of(&listed)?))
    }

    /// Everything that is due, to everybody.
    pub fn due(
        &self,
        calendar: Arc<WorkCalendar>,
        looking: Looking,
        kinds: Vec<DueKind>,
    ) -> Result<DueList, KeyaccountError> {
        guarded(|| Ok(self.core.due(&self.book.core, &calendar.core, looking)?.list(&kinds)))
    }

    /// Everything that is due to one person.
    pub fn due_for(
        &self,
        person: PersonId,
        calendar: Arc<WorkCalendar>,
        looking: Looking,
        kinds: Vec<DueKind>,
    ) -> Result<DueList, KeyaccountError> {
        guarded(|| Ok(self.core.due(&self.book.core, &calendar.core, looking)?.list_for(&person, &kinds)))
    }

    /// The calls that are due to one customer.
    pub fn calls_of(
        &self,
        customer_id: CustomerId,
        calendar: Arc<WorkCalendar>,
        looking: Looking,
    ) -> Result<DuePart, KeyaccountError> {
        guarded(|| Ok(self.core.due(&self.book.core, &calendar.core, looking)?.calls_of(&customer_id)?))
    }

    /// How regularly customers were contacted in the last weeks.
    pub fn regularity(
        &self,
        calendar: Arc<WorkCalendar>,
        looking: Looking,
        weeks: u32,
    ) -> Result<Vec<Regularity>, KeyaccountError> {
        guarded(|| Ok(self.core.due(&self.book.core, &calendar.core, looking)?.regularity(weeks)))
    }

    /// The table of scores and grades, best first.
    pub fn scores(&self) -> ScoreTable {
        ScoreTable::of(&self.core.table())
    }

    /// The table of scores with main reason and next step for people.
    pub fn explained(&self, language: Language) -> ScoreTable {
        ScoreTable::of(&self.core.explained_table(language))
    }

    /// The table of credit measures.
    pub fn credit_measures(&self) -> ScoreTable {
        ScoreTable::of(&self.core.credit_table())
    }

    /// The table of recency, frequency and growth.
    pub fn behaviour(&self) -> ScoreTable {
        ScoreTable::of(&self.core.behaviour_table())
    }

    /// The table of measures of the receivables as a whole.
    pub fn portfolio_measures(&self) -> ScoreTable {
        ScoreTable::of(&self.core.portfolio_table())
    }

    /// The arithmetic of credit row by row.
    pub fn slices(&self) -> Result<ScoreTable, KeyaccountError> {
        guarded(|| Ok(ScoreTable::of(&self.core.slices(&self.book.core)?.table())))
    }
}
