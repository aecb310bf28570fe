//! What decides who is a key account and who a VIP, made from all rows when it is first asked for.

use std::sync::{Arc, OnceLock};

use keyaccount::{Assessment, KeyAccounts, Vips};
use pyo3::prelude::*;
use self_cell::self_cell;

use crate::book::Source;
use crate::errors::raise;
use crate::work::beside;

self_cell!(
    /// The definition of key accounts, with the assessment it is held against.
    struct KeyAccountsCell {
        owner: Arc<Assessment>,
        #[covariant]
        dependent: KeyAccounts,
    }
);

type Scored = (Arc<Assessment>, Arc<Source>);

self_cell!(
    /// The rules for VIPs, with the assessment and the book they are held against.
    struct VipsCell {
        owner: Scored,
        #[covariant]
        dependent: Vips,
    }
);

/// Each once for a result, however many customers are asked about.
#[derive(Default)]
pub(crate) struct Admitted {
    key_accounts: OnceLock<KeyAccountsCell>,
    vips: OnceLock<VipsCell>,
}

impl Admitted {
    pub(crate) fn key_accounts(
        &self,
        py: Python<'_>,
        assessment: &Arc<Assessment>,
        source: &Arc<Source>,
    ) -> PyResult<&KeyAccounts<'_>> {
        if let Some(made) = self.key_accounts.get() {
            return Ok(made.borrow_dependent());
        }
        let (assessment, source) = (Arc::clone(assessment), Arc::clone(source));
        let make = move |_: &_| KeyAccountsCell::try_new(assessment, |of| of.key_accounts(source.book()));
        let made = beside(py, false, make)?.map_err(raise)?;
        Ok(self.key_accounts.get_or_init(|| made).borrow_dependent())
    }

    pub(crate) fn vips(
        &self,
        py: Python<'_>,
        assessment: &Arc<Assessment>,
        source: &Arc<Source>,
    ) -> PyResult<&Vips<'_>> {
        if let Some(made) = self.vips.get() {
            return Ok(made.borrow_dependent());
        }
        let scored = (Arc::clone(assessment), Arc::clone(source));
        let make = move |_: &_| VipsCell::try_new(scored, |(of, source)| of.vips(source.book()));
        let made = beside(py, false, make)?.map_err(raise)?;
        Ok(self.vips.get_or_init(|| made).borrow_dependent())
    }
}
