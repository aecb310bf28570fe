// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `admission`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::errors::KeyaccountError;
use crate::errors::guarded;
use crate::values::CalendarDate;
use keyaccount::CustomerId;

/// The verdict on one customer.
#[uniffi::remote(Record)]
pub struct CustomerVerdict {
    /// Its id.
    pub customer_id: CustomerId,
    /// Its name, if the book has one.
    #[uniffi(default = None)]
    pub name: Option<String>,
    /// What was decided.
    pub verdict: Verdict,
}

/// Who brings a listing about.
#[uniffi::remote(Enum)]
pub enum VipChannel {
    /// The customer applied itself (R104).
    SelfApplied,
    /// The company proposes it (R108): it need not meet what lets others apply.
    CompanyProposed,
}

/// A listing that was made. A listing that was renewed is one more, of the day on which it goes on.
#[uniffi::remote(Record)]
pub struct VipListed {
    /// Who is listed.
    pub customer_id: CustomerId,
    /// Since when.
    pub listed_on: CalendarDate,
}

/// A listing asked for, on the assessment's as-of day.
#[uniffi::remote(Record)]
pub struct VipListing {
    /// Who is to be listed.
    pub customer_id: CustomerId,
    /// Who brings it about.
    pub channel: VipChannel,
    /// The role that approved it, if one did.
    #[uniffi(default = None)]
    pub approved_by: Option<String>,
    /// Whether compliance signed it off.
    pub signed_off: bool,
}

/// Where a listing stands on the as-of day.
#[uniffi::remote(Record)]
pub struct VipStanding {
    /// Who is listed.
    pub customer_id: CustomerId,
    /// Its name, if the book has one.
    #[uniffi(default = None)]
    pub name: Option<String>,
    /// Since when.
    pub listed_on: CalendarDate,
    /// The last day of the listing.
    pub listed_until: CalendarDate,
    /// The days up to the last one: 0 on the last day itself, below 0 since the listing ended.
    pub days_left: i64,
    /// Whether it is renewed.
    pub verdict: Verdict,
}

/// The latest listing of each customer, what ends first standing first; by id on the same day.
#[uniffi::export]
pub fn vip_standing_register(listings: Vec<VipStanding>) -> Result<Vec<VipStanding>, KeyaccountError> {
    guarded(|| Ok(VipStanding::register(listings)))
}
