//! Everything that can be due, with its readings in English and Chinese: one table.

use serde::{Deserialize, Serialize};

use crate::labels::{Label, Language};

/// Which part of the work something belongs to. In the order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueKind {
    /// A leak and its clocks (§6.6).
    Incidents,
    /// Customers to be called, visited, congratulated or reminded (§7.1).
    Calls,
    /// Backups, reports, reviews and audits (§6.4).
    Duties,
    /// Records that must go (§6.5).
    Retention,
}

impl DueKind {
    /// Every kind, in the order of a list.
    pub const ALL: [Self; 4] = [Self::Incidents, Self::Calls, Self::Duties, Self::Retention];

    /// `incidents`, `calls`, `duties` or `retention`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Incidents => "incidents",
            Self::Calls => "calls",
            Self::Duties => "duties",
            Self::Retention => "retention",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn reading(self, language: Language) -> &'static str {
        self.label().reading(language)
    }

    pub(crate) const fn label(self) -> Label {
        let (english, chinese) = match self {
            Self::Incidents => ("leaks", "泄露应急"),
            Self::Calls => ("calls", "客户联系"),
            Self::Duties => ("duties", "档案职责"),
            Self::Retention => ("retention", "保管期限"),
        };
        Label::new(self.code(), english, chinese)
    }
}

macro_rules! due_codes {
    ($($kind:ident { $($(#[$doc:meta])* $name:ident $code:literal $english:literal $chinese:literal,)+ })+) => {
        /// What is due. Stable codes in `snake_case`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum DueCode { $($($(#[$doc])* #[serde(rename = $code)] $name,)+)+ }

        impl DueCode {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$($(Self::$name,)+)+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $($(Self::$name => $code,)+)+ }
            }

            /// The part of the work it belongs to.
            #[must_use]
            pub const fn kind(self) -> DueKind {
                match self { $($(Self::$name => DueKind::$kind,)+)+ }
            }

            /// As people read it.
            #[must_use]
            pub const fn reading(self, language: Language) -> &'static str {
                self.label().reading(language)
            }

            pub(crate) const fn label(self) -> Label {
                match self { $($(Self::$name => Label::new($code, $english, $chinese),)+)+ }
            }
        }
    };
}

due_codes! {
    Incidents {
        /// Report it inside the organisation (step 1).
        ReportInternally "report_internally" "report the leak internally" "内部上报泄露事件",
        /// Freeze accounts, revoke grants, keep the logs (step 2).
        ContainLeak "contain_leak" "contain the leak" "控制泄露",
        /// Say what leaked, about whom, why and with what harm (step 3).
        AssessLeak "assess_leak" "assess the leak" "评估泄露影响",
        /// Notify the authority (step 4).
        NotifyAuthority "notify_authority" "notify the authority" "报告主管部门",
        /// Notify the customers affected (step 5).
        NotifyCustomers "notify_customers" "notify the customers affected" "告知受影响客户",
        /// Remedy, review and close (step 6).
        CloseIncident "close_incident" "remedy, review and close the incident" "整改、复盘并结案",
    }
    Calls {
        /// A callback at the instant that was set (R90).
        Callback "callback" "call back" "电话回访",
        /// A customer who has not closed a deal yet hears from us every week (R73).
        KeepInTouch "keep_in_touch" "get in touch" "联系客户",
        /// A customer who has closed a deal hears from us personally every month (R84).
        CloseContact "close_contact" "get in close touch" "密切联系客户",
        /// A second call after the first visit.
        Revisit "revisit" "call again after the first visit" "首访后再次联系",
        /// A milestone was reached: follow up and invite back (R77).
        Milestone "milestone" "follow the milestone up and invite back" "节点跟进并邀约回访",
        /// A contract is to be signed on a day (R82).
        SigningDate "signing_date" "prepare the signing" "签约日期提醒",
        /// Papers are to be handed in by a day (R82).
        MaterialDate "material_date" "see to the papers" "资料递交期限提醒",
        /// Something else that was set down.
        Reminder "reminder" "do what was set down" "备忘事项",
        /// A contact's birthday (R88).
        Birthday "birthday" "congratulate on the birthday" "生日祝福",
        /// A day of greetings (R74).
        HolidayGreeting "holiday_greeting" "send holiday greetings" "节日问候",
    }
    Duties {
        /// The weekly backup of the whole archive (R125, A40).
        Backup "backup" "make a backup" "备份客户档案",
        /// An account manager's report on a week (R117).
        WeeklyReport "weekly_report" "hand in the weekly sales report" "提交每周销售报表",
        /// A change goes to the supervisor the day it is learned.
        SubmitChange "submit_change" "hand the change in to the supervisor" "向主管提交客户变更",
        /// A change that was handed in goes into the archive (R122).
        UpdateArchive "update_archive" "enter the change in the archive" "更新客户档案",
        /// Every file is looked through (R137).
        FullReview "full_review" "review the archive file in full" "全面核对客户档案",
        /// The visitors' register is looked through (R76).
        RegisterInspection "register_inspection" "inspect the visitors' register" "检查来访登记簿",
        /// Isolated storage, encryption and access control are attested (R126, R166).
        Attestation "attestation" "attest isolated storage, encryption and access control"
            "确认隔离存储、加密及访问控制",
        /// The access log is gone through (R173).
        AccessLogReview "access_log_review" "review the access log" "审查访问日志",
        /// The system is audited (R173).
        SystemAudit "system_audit" "audit the archive system" "档案系统审计",
        /// Every grade is given anew (§4.8).
        Reassess "reassess" "reassess the grades" "复评客户等级",
    }
    Retention {
        /// A record is to be deleted.
        Delete "delete" "delete the record" "销毁档案记录",
        /// A record is to be anonymised.
        Anonymise "anonymise" "anonymise the record" "匿名化档案记录",
    }
}

impl DueCode {
    /// Whether it is done by being in touch with a customer, which is then written down the same day (R70).
    #[must_use]
    pub const fn is_contact(self) -> bool {
        matches!(
            self,
            Self::Callback | Self::KeepInTouch | Self::CloseContact | Self::Revisit | Self::Milestone
        )
    }

    /// Whether it falls away when its time is over, instead of becoming overdue: greetings that come late
    /// are none.
    #[must_use]
    pub const fn lapses(self) -> bool {
        matches!(self, Self::Birthday | Self::HolidayGreeting)
    }
}

/// Where something stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueState {
    /// Its time has not come yet.
    Upcoming,
    /// It may or should be done now; its last instant is still in time.
    Due,
    /// Its last instant is over.
    Overdue,
}

impl DueState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Upcoming, Self::Due, Self::Overdue];

    /// `upcoming`, `due` or `overdue`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Due => "due",
            Self::Overdue => "overdue",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn reading(self, language: Language) -> &'static str {
        self.label().reading(language)
    }

    pub(crate) const fn label(self) -> Label {
        match self {
            Self::Upcoming => Label::new("upcoming", "upcoming", "未到期"),
            Self::Due => Label::new("due", "due", "应办"),
            Self::Overdue => Label::new("overdue", "overdue", "逾期"),
        }
    }
}

/// In what the time by which something is overdue is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueUnit {
    /// Calendar days; the last day lasts until 24:00 (N7).
    Days,
    /// Hours begun.
    Hours,
}

impl DueUnit {
    /// `days` or `hours`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Hours => "hours",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_reads_in_both_languages_and_no_two_alike() {
        let codes: BTreeSet<_> = DueCode::ALL.iter().map(|code| code.code()).collect();
        assert_eq!(codes.len(), DueCode::ALL.len());
        for language in Language::ALL {
            let readings: BTreeSet<_> = DueCode::ALL.iter().map(|code| code.reading(language)).collect();
            assert_eq!(readings.len(), DueCode::ALL.len());
            let kinds = DueKind::ALL.map(|kind| kind.reading(language));
            let states = DueState::ALL.map(|state| state.reading(language));
            for reading in readings.into_iter().chain(kinds).chain(states) {
                assert_eq!(reading.is_ascii(), language == Language::English, "{reading}");
            }
        }
    }
}
