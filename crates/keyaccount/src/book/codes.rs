//! The closed code lists of book columns.

use core::fmt;

use serde::{Deserialize, Serialize};

/// A closed list of stable `snake_case` codes.
pub trait Code: Copy + 'static {
    /// Every code of the list.
    const CODES: &'static [&'static str];

    /// The entry with this code; codes are case-sensitive.
    fn from_code(code: &str) -> Option<Self>;

    /// The entry's code.
    fn code(self) -> &'static str;
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident $code:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// Every entry of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
        }

        impl Code for $name {
            const CODES: &'static [&'static str] = &[$($code,)+];

            fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }

            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())
            }
        }
    )+};
}

codes! {
    /// Where an order stands.
    OrderStatus {
        /// Not delivered yet.
        Open "open",
        /// Delivered.
        Fulfilled "fulfilled",
        /// Never counts.
        Cancelled "cancelled",
    }

    /// How an invoice was settled.
    SettlementKind {
        /// 现金
        Cash "cash",
        /// 转账
        Transfer "transfer",
        /// 承兑汇票, counted on the day it is received.
        AcceptanceBill "acceptance_bill",
        /// 抵账
        Offset "offset",
        /// 红字: lowers what is owed, is no payment.
        CreditNote "credit_note",
        /// 核销: earns no points and is a veto.
        WriteOff "write_off",
    }

    /// Why a payment was late (§4.2.4).
    DelayReasonKind {
        /// 我方交货延误
        SellerLateDelivery "seller_late_delivery",
        /// 质量异议成立
        SellerQualityDispute "seller_quality_dispute",
        /// 开票/对账差错
        SellerBillingError "seller_billing_error",
        /// 不可抗力
        ForceMajeure "force_majeure",
        /// 银行/法定假日清算
        BankClearing "bank_clearing",
        /// 资金紧张
        CashShortage "cash_shortage",
        /// 内部流程
        InternalProcess "internal_process",
        /// 不明
        Unknown "unknown",
        /// 恶意拖欠: a veto.
        WilfulDefault "wilful_default",
    }

    /// A fact about a customer's credit (§3.2).
    CreditFactKind {
        /// 坏账
        BadDebt "bad_debt",
        /// 恶意拖欠
        WilfulDefault "wilful_default",
        /// 诉讼
        Litigation "litigation",
        /// 破产
        Insolvency "insolvency",
        /// 责令停业
        SuspendedBusiness "suspended_business",
        /// 退票
        BouncedBill "bounced_bill",
    }

    /// How a prospect was looked into.
    EvidenceKind {
        /// 考察
        SiteInspection "site_inspection",
        /// 了解
        Enquiry "enquiry",
        /// Anything else.
        Other "other",
    }

    /// What kind of customer it is (§3.1).
    CustomerKind {
        /// 企业
        Enterprise "enterprise",
        /// 行政单位
        PublicUnit "public_unit",
        /// 个人
        Individual "individual",
        /// 经销商
        Dealer "dealer",
        /// 机构
        Institution "institution",
    }

    /// Where a contract stands (R8, §5.6).
    #[derive(Default)]
    ContractStatus {
        /// 草稿
        Draft "draft",
        /// 已提交: handed in for approval.
        #[default]
        Submitted "submitted",
        /// 已批准: not signed yet.
        Approved "approved",
        /// 已签订
        Signed "signed",
        /// 生效
        Effective "effective",
        /// 已完结
        Closed "closed",
        /// 已驳回: counts for nothing.
        Rejected "rejected",
        /// 已撤回: counts for nothing.
        Withdrawn "withdrawn",
        /// 已取消: counts for nothing.
        Cancelled "cancelled",
    }

    /// What the branch thinks of a customer (§5.5 D4g).
    EvaluationLevel {
        /// 差
        Poor "poor",
        /// 一般
        Fair "fair",
        /// 较好
        Good "good",
        /// 好
        Excellent "excellent",
    }

    /// A civil servant's rank, from low to high (R107).
    OfficialRank {
        /// 副科级
        DeputySection "deputy_section",
        /// 正科级
        Section "section",
        /// 副处级
        DeputyDivision "deputy_division",
        /// 正处级
        Division "division",
        /// 副厅级
        DeputyBureau "deputy_bureau",
        /// 正厅级
        Bureau "bureau",
        /// 副部级
        DeputyMinister "deputy_minister",
        /// 正部级
        Minister "minister",
    }

    /// How a customer was in touch with us (§3.3 `ContactLog`).
    ContactKind {
        /// 拜访
        Visit "visit",
        /// 电话
        Phone "phone",
        /// 短信
        Sms "sms",
        /// 邮件
        Email "email",
        /// 社交媒体
        Social "social",
        /// 会议
        Meeting "meeting",
        /// 视频
        Video "video",
        /// 谈判
        Negotiation "negotiation",
        /// 电话回访
        PhoneFollowUp "phone_follow_up",
    }

    /// What is to be remembered of a customer (§7.1).
    ReminderKind {
        /// 签约
        Signing "signing",
        /// 交材料
        Materials "materials",
        /// 回电: at the set instant.
        Callback "callback",
        /// 节点: reached on that day.
        Milestone "milestone",
        /// Anything else.
        Other "other",
    }

    /// What was done for the archive as a whole, time and again (§6.4).
    RunKind {
        /// 备份
        Backup "backup",
        /// 销售周报
        WeeklyReport "weekly_report",
        /// 全面核查
        FullReview "full_review",
        /// 登记簿检查
        RegisterInspection "register_inspection",
        /// 隔离存储确认
        IsolationAttestation "isolation_attestation",
        /// 访问日志检查
        AccessLogReview "access_log_review",
        /// 系统审计
        SystemAudit "system_audit",
        /// 客户等级复评
        Reassessment "reassessment",
    }

    /// In which form a file may be seen (R128).
    GrantForm {
        /// 纸质
        Paper "paper",
        /// 电子
        Electronic "electronic",
    }

    /// Where a customer's file stands (§3.3 `ArchiveRecord`).
    ArchiveStatus {
        /// 草稿
        Draft "draft",
        /// 已归档
        Filed "filed",
        /// 冻结
        Frozen "frozen",
        /// 已处置
        Disposed "disposed",
    }

    /// How confidential a customer's file is (§6.3).
    Confidentiality {
        /// 秘密
        Level1 "1",
        /// 机密
        Level2 "2",
        /// 绝密
        Level3 "3",
    }
}

impl ContractStatus {
    /// Whether the contract counts at all: it was neither rejected nor withdrawn nor cancelled (§5.6a).
    #[must_use]
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Rejected | Self::Withdrawn | Self::Cancelled)
    }
}
