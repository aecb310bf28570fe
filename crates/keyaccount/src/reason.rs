//! Every reason a result can give, with its readings in English and Chinese: one table.
//!
//! A reason has a short reading, which stands in the cells of tables, and a sentence, which stands in
//! explanations. Neither names a number: numbers are the actual and required values of a [`Reason`].

use serde::{Deserialize, Serialize};

use crate::facts::Veto;
use crate::grading::HoldReason;
use crate::labels::sentences::{self as words, Sentence};
use crate::labels::{self, Label, Language};
use crate::measure::{Bound, Measure};
use crate::policy::CapCondition;
use crate::scoring::Unrated;

/// The code a cell of a table holds, where it is not the reason's own.
macro_rules! cell {
    ($code:literal) => {
        $code
    };
    ($code:literal $cell:literal) => {
        $cell
    };
}

macro_rules! reasons {
    ($($(#[$family_doc:meta])* $family:ident {
        $($(#[$doc:meta])* $name:ident $code:literal $(in cells $cell:literal)?
            $english:literal $chinese:literal
            $english_sentence:literal $chinese_sentence:literal,)+
    })+) => {
        /// Why a result is as it is. Stable codes in `snake_case`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum ReasonCode { $($($(#[$doc])* #[serde(rename = $code)] $name,)+)+ }

        impl ReasonCode {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$($(Self::$name,)+)+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $($(Self::$name => $code,)+)+ }
            }

            /// The short reading.
            pub(crate) const fn label(self) -> Label {
                match self {
                    $($(Self::$name => Label::new(cell!($code $($cell)?), $english, $chinese),)+)+
                }
            }

            const fn sentence(self) -> Sentence {
                match self { $($(Self::$name => Sentence::new($english_sentence, $chinese_sentence),)+)+ }
            }
        }

        $(
            $(#[$family_doc])*
            pub(crate) const $family: &[Label] = &[$(ReasonCode::$name.label(),)+];
        )+
    };
}

reasons! {
    /// Why a dimension or the composite has no score.
    UNRATED {
        /// The first trade is too recent, or there is none.
        NewCustomer "new_customer" "new customer" "新客户"
            "the customer is new: its first trade is too recent, or there is none"
            "属新客户：首次交易距今时间过短，或尚无交易",
        /// Nothing was paid in the window and nothing is overdue.
        NoPayments "no_payments" "no payments" "无付款记录"
            "no payment in the window is on record, and nothing overdue"
            "统计期内没有付款记录，也没有逾期未清款项的记录",
        /// The book has no order lines at all.
        NoOrderData "no_order_data" "no order data" "无订单数据"
            "the book has no order lines"
            "数据中没有订单明细",
        /// The policy adds quantities, and no line of the customer has one.
        NoQuantity "no_quantity" "no quantity" "无数量"
            "the policy adds up quantities, and none of the customer's order lines has one"
            "制度按数量统计，而该客户的订单明细均无数量",
        /// The book says nowhere what goods cost.
        NoCostData "no_cost_data" "no cost data" "无成本数据"
            "the book does not say what goods cost"
            "数据中没有成本信息",
        /// A line of the customer has no cost.
        MissingMargin "missing_margin" "lines without cost" "部分明细缺成本"
            "some of the customer's order lines have no cost, so its profit is not known"
            "该客户部分订单明细没有成本，利润无从计算",
        /// Too few dimensions, or too little weight, for a composite.
        InsufficientDimensions "insufficient_dimensions" "too few dimensions" "可评维度不足"
            "too few dimensions have a score, or they weigh too little, for a composite score"
            "有得分的维度过少或权重不足，不计综合得分",
        /// The book holds only some customers, so ranks would mislead.
        PartialPopulation "partial_population" "only part of the customers" "仅有部分客户数据"
            "the book holds only some of the customers, so a place among them would mislead"
            "数据只含部分客户，据此排名会产生误导",
        /// Nobody assessed the prospect.
        NoAssessment "no_assessment" "not assessed" "未考察评估"
            "nobody has assessed the customer's prospects yet"
            "尚未对该客户进行考察评估",
        /// The last assessment is too old.
        AssessmentExpired "assessment_expired" "assessment expired" "考察评估已过期"
            "the last assessment is no longer valid"
            "上次考察评估已过有效期",
        /// Too little of the assessment is filled in.
        IncompleteAssessment "incomplete_assessment" "assessment incomplete" "考察评估不完整"
            "too little of the assessment is filled in"
            "考察评估中已评分项目的权重不足",
    }

    /// What sets the lowest grade at once (§4.2.10).
    VETOES {
        /// A write-off or bad debt in the window.
        WriteOff "write_off" "write-off or bad debt" "核销或坏账"
            "a debt was written off or went bad within the window"
            "统计期内发生核销或坏账",
        /// A wilful default in the window.
        WilfulDefault "wilful_default" "wilful default" "恶意拖欠"
            "a wilful default is on record within the window"
            "统计期内有恶意拖欠记录",
        /// An open slice too many days late.
        OverdueDays "overdue_days" in cells "overdue_{}" "open more than {} days late" "逾期超过{}天未清"
            "an invoice has stayed open after its due day for longer than the policy allows"
            "有款项逾期未清，天数超过制度界限",
        /// Unresolved litigation, insolvency or suspended business.
        LegalTrouble "legal_trouble" "litigation, insolvency or suspended business" "诉讼、破产或责令停业"
            "litigation over payment, insolvency or an ordered suspension of business is not resolved"
            "货款诉讼、破产或责令停业尚未了结",
        /// A bounced bill in the window.
        BouncedBill "bounced_bill" "bounced bill" "退票"
            "a bill bounced within the window"
            "统计期内发生退票",
    }

    /// What holds the credit grade down (§4.2.11).
    CREDIT_CAPS {
        /// The first trade is too recent.
        ShortRelationship "short_relationship" "short relationship" "交易时间短"
            "trade with the customer has not lasted long enough"
            "与该客户的交易时间不够长",
        /// Documents are expressly said to be incomplete.
        DocumentsMissing "documents_missing" "documents missing" "主要资料不全"
            "key documents of the customer are missing"
            "该客户主要资料不全",
    }

    /// What holds the grade down: the caps of the shipped policies (§4.6).
    CAPS {
        /// Any veto.
        Vetoed "vetoed" "veto" "一票否决"
            "a veto holds, whatever the score"
            "触发一票否决，不论得分高低",
        /// Credit in the worst band.
        BadCredit "bad_credit" "bad credit" "信用不好"
            "credit is bad by its own score"
            "信用得分偏低，属信用不好",
        /// Credit in a weak band.
        WeakCredit "weak_credit" "weak credit" "信用较弱"
            "credit is weak by its own score"
            "信用得分偏低，属信用较弱",
        /// A margin far below that of all customers.
        LowMargin "low_margin" "low margin" "利润率低"
            "the margin is lower than the policy asks for"
            "利润率低于制度要求",
        /// No profit.
        NoProfit "no_profit" "no profit" "无利润"
            "the customer brings no profit"
            "该客户未带来利润",
        /// Orders below a bound.
        SmallAccount "small_account" "small account" "年采购额小"
            "the customer orders less in twelve months than the policy asks for"
            "近12个月采购额低于制度要求",
    }

    /// Why deliveries are on hold (§4.2).
    HOLD {
        /// Exposure above the limit.
        HoldOverLimit "hold_over_limit" in cells "over_limit" "over the credit limit" "超信用额度"
            "what is owed and what is on order together exceed the credit limit"
            "应收账款与未交订单合计超过信用额度",
        /// An open slice too late.
        HoldOverdue "hold_overdue" in cells "overdue" "overdue" "逾期未清"
            "an invoice has stayed open after its due day for longer than deliveries go on"
            "有款项逾期未清，天数超过停发界限",
    }

    /// What no column of a table holds.
    #[allow(dead_code, reason = "no column looks them up")]
    BESIDE_TABLES {
        /// Nobody rated the customer in a dimension of the user's own.
        NoRating "no_rating" "no rating" "无评分"
            "nobody has rated the customer in this dimension"
            "该维度尚无评分",
        /// A special approval.
        SpecialApproval "special_approval" "special approval" "特别批准"
            "a special approval lifts the caps on the credit grade"
            "经特别批准，信用等级不受上限限制",
        /// A cap of the policy's own; the reason says which.
        OwnCap "own_cap" "a cap of the policy's own" "制度自定的等级上限"
            "a rule of this policy holds the grade down"
            "触发本制度自定的等级上限",
        /// The score, nothing else.
        Score "score" "score" "得分"
            "the score alone decides the grade"
            "等级由得分直接确定",
        /// An approved grade.
        Override "override" "approved grade" "批准调级"
            "an approval sets the grade"
            "等级由批准确定",
        /// An approved grade that a veto holds down.
        OverrideHeld "override_held" "approved grade held by a veto" "批准的等级受一票否决限制"
            "an approval sets a grade, and a veto holds it down"
            "已批准调级，但受一票否决限制",
        /// An approved prospect score.
        ProspectOverride "prospect_override" "approved prospect score" "批准的潜力得分"
            "an approval sets the prospect score"
            "潜力得分由批准确定",
    }

    /// Of decisions, whatever they are about. From here on every reason is one of decisions.
    #[allow(dead_code, reason = "no column looks them up")]
    DECISIONS {
        /// A register that the rule reads was not supplied; the reason names it.
        NotSupplied "not_supplied" "data not supplied" "数据未提供"
            "data that the rule needs was not supplied"
            "未提供该规则所需的数据",
        /// Somebody must approve it first.
        NeedsApproval "needs_approval" "needs approval" "须经批准"
            "it needs an approval first"
            "须先经批准",
        /// A rule decided about a person, nobody else did.
        Automated "automated" "decided by rule about a person" "对个人的自动化决策"
            "a rule alone has decided about a person"
            "系对个人的自动化决策结果",
        /// Nothing is on record of what the rule asks; the reason says of what.
        NotOnRecord "not_on_record" "not on record" "无记录"
            "nothing is on record of"
            "没有记录",
        /// The book's money is not the policy's.
        OtherCurrency "other_currency" "other currency" "币种不同"
            "the book is in another currency than the policy, so its amounts cannot be compared"
            "数据币种与制度币种不同，金额无法比较",
        /// An approval is asked for that has not gone all its way yet.
        RequestNotExecutable "request_not_executable" "request not executable" "申请尚不可执行"
            "the request has not gone through every approval yet"
            "申请尚未完成全部审批",
        /// No contract is signed.
        ContractUnsigned "contract_unsigned" "contract not signed" "合同未签订"
            "no contract is signed"
            "合同尚未签订",
    }

    /// Of admission (§5.1, §7.3).
    #[allow(dead_code, reason = "no column looks them up")]
    ADMISSION {
        /// A condition of the definition holds; the reason says which fact it asks about.
        ConditionMet "condition_met" "condition met" "符合条件"
            "a condition holds"
            "符合条件",
        /// A condition of the definition does not hold.
        ConditionNotMet "condition_not_met" "condition not met" "不符合条件"
            "a condition does not hold"
            "不符合条件",
        /// Stock held for the customer is not known, so only receivables count as capital occupied.
        StockNotCounted "stock_not_counted" "stock held not counted" "未计备存货物"
            "what stock is held for the customer was not supplied, so only receivables are counted"
            "未提供为该客户备存货物的数据，仅计应收账款",
        /// A contract has ended, so that it counts no more.
        ContractEnded "contract_ended" "contract ended" "合同已到期"
            "a contract has ended"
            "合同已到期",
        /// V1: what the greatest order comes to.
        SingleOrder "single_order" "single order" "单笔订单"
            "what the greatest single order comes to"
            "最大单笔订单金额",
        /// V2: what the greatest period comes to.
        PeriodPurchases "period_purchases" "purchases of a period" "累计购买"
            "what the purchases of the greatest period come to"
            "统计期累计购买的最高金额",
        /// V3: the rank of a contact at a public unit.
        OfficialRank "official_rank" "public official" "行政单位人员级别"
            "the rank of a contact at a public unit"
            "行政单位联系人的级别",
        /// Some products are not marked as high-end or not, and that decides.
        HighEndUnknown "high_end_unknown" "high-end not known" "是否高端不明"
            "it cannot be told, since products are not marked as high-end or not"
            "部分产品未注明是否高端，无法判定",
        /// What lines of a product that is not marked come to.
        ProductUnmarked "product_unmarked" "product not marked" "产品未注明"
            "a product is not marked as high-end or not"
            "产品未注明是否高端",
        /// A public official is concerned: no gifts, no benefits.
        PublicOfficial "public_official" "public official concerned" "涉及行政单位人员"
            "a public official is concerned"
            "涉及行政单位人员",
        /// Compliance has not signed it off.
        SignOffMissing "sign_off_missing" "sign-off missing" "缺合规签字"
            "it needs to be signed off first"
            "须先经签字同意",
        /// The listing has ended.
        ListingEnded "listing_ended" "listing ended" "列名已到期"
            "the listing has ended"
            "列名有效期已满",
    }

    /// Of approvals: tiers, documents, cases, roles, delegations (§5).
    #[allow(dead_code, reason = "no column looks them up")]
    APPROVALS {
        /// The amount decides the tier.
        TierByAmount "tier_by_amount" "tier by amount" "按金额定级"
            "the amount decides which approval it takes"
            "按金额确定审批级别",
        /// No amount is known, and the policy says which tier that is.
        TierNoAmount "tier_no_amount" "tier without amount" "无金额的审批级别"
            "no amount is known, which takes the approval that the policy names for this"
            "金额不明，适用制度为此规定的审批级别",
        /// The agreed price is below the settlement floor price, which takes a higher tier.
        TierBelowFloor "tier_below_floor" "tier below floor price" "低于底价的审批级别"
            "the agreed price is below the settlement floor price, which takes a higher approval than the amount alone"
            "约定价格低于结算底价，审批级别高于按金额所定",
        /// The amount is not above 0.
        InvalidAmount "invalid_amount" "invalid amount" "金额无效"
            "the amount must be above zero"
            "金额必须大于零",
        /// The amount stands at the edge of two tiers, and the policy takes neither.
        AmbiguousTier "ambiguous_tier" "ambiguous tier" "审批级别不明确"
            "the amount stands at the edge of two tiers, and the policy gives it to neither"
            "金额恰在两个审批级别的界限上，制度未规定归属",
        /// No amount is known, and the policy refuses that.
        NoAmount "no_amount" "no amount" "无金额"
            "no amount is known, and the policy has no approval for that"
            "金额不明，制度未规定此类审批",
        /// The agreed price is below the settlement floor price, which the policy refuses.
        BelowFloorRefused "below_floor_refused" "below floor price" "低于结算底价"
            "the agreed price is below the settlement floor price, which the policy does not allow"
            "约定价格低于结算底价，制度不予准许",
        /// There is no agreed price to hold against the settlement floor price.
        AgreedPriceUnknown "agreed_price_unknown" "agreed price unknown" "约定价格不明"
            "no agreed price is stated, so that it cannot be told whether it is below the settlement floor price"
            "未填写约定价格，无从判断是否低于结算底价",
        /// The policy's approvals are of contracts, and something else is asked for.
        KindNotCovered "kind_not_covered" "no approval for this" "无此类审批"
            "the approvals of the policy are for contracts with key accounts, not for what is asked for"
            "制度的审批级别仅适用于大客户合同，不适用于此类申请",
        /// With contracts submitted shortly before, the amount reaches a higher tier.
        PossibleSplit "possible_split" "possible split" "疑似拆分合同"
            "together with contracts linked to it the amount reaches a higher tier"
            "与相关合同合并计算，金额达到更高的审批级别",
        /// A required document is missing or incomplete.
        MissingDocuments "missing_documents" "document missing" "资料不全"
            "a required document is missing or incomplete"
            "必需的资料缺失或不完整",
        /// The declared arrears are not the open amount of the book.
        ArrearsMismatch "arrears_mismatch" "arrears mismatch" "欠款申报不符"
            "the declared arrears are not what the book shows as open"
            "申报的欠款与账面未清款项不一致",
        /// The papers and the book disagree on business done before.
        BusinessDisagrees "business_disagrees" "past business disagrees" "以往业务不符"
            "the papers and the book disagree on whether there was business before"
            "资料与账面对以往有无业务的记载不一致",
        /// The papers and the book disagree on who the customer is.
        IdentityDisagrees "identity_disagrees" "identity disagrees" "身份信息不符"
            "the papers and the book disagree on who the customer is"
            "资料与账面的客户身份信息不一致",
        /// The case is a draft.
        CaseNotSubmitted "case_not_submitted" "not submitted" "尚未提交"
            "the case has not been submitted"
            "申请尚未提交",
        /// The case is submitted already.
        CaseSubmitted "case_submitted" "submitted already" "已提交"
            "the case has been submitted already"
            "申请已经提交",
        /// Every step has been taken.
        CaseExecutable "case_executable" "executable already" "已可执行"
            "every step has been taken already"
            "各步骤均已完成，已可执行",
        /// The case was rejected or withdrawn.
        CaseClosed "case_closed" "case closed" "申请已终结"
            "the case was rejected or withdrawn"
            "申请已被否决或撤回",
        /// The day is before the last event of the case.
        BackDated "back_dated" "back-dated" "日期倒填"
            "the day is before the last event of the case"
            "日期早于该申请的上一事项",
        /// Somebody else applied.
        NotTheApplicant "not_the_applicant" "not the applicant" "非申请人"
            "only the applicant may do this"
            "只有申请人可以办理",
        /// The applicant does what the applicant may.
        ByApplicant "by_applicant" "by the applicant" "申请人办理"
            "the applicant may do this"
            "申请人有权办理",
        /// The terms are the same as before.
        NothingAmended "nothing_amended" "nothing amended" "内容未变更"
            "none of the terms that were approved changes"
            "所报审的内容均无变更",
        /// An id, a number, a text or a day is not one that may be handed in.
        UnsoundTerms "unsound_terms" "not well formed" "内容格式有误"
            "an id, a number, a text or a day is not one that may be handed in"
            "编号、数字、文字或日期不合格式",
        /// The act was made on terms that have changed since.
        StaleApproval "stale_approval" "stale approval" "审批内容已变更"
            "the act was made on terms that are not those of the case now"
            "所依据的内容与申请现有内容不一致",
        /// Another step comes first.
        OutOfSequence "out_of_sequence" "out of sequence" "未按顺序"
            "another step comes first"
            "须先完成前一步骤",
        /// A person took part in an earlier deciding act of this round.
        SamePerson "same_person" "same person" "同一人重复审批"
            "somebody who takes part has taken part in an earlier deciding act"
            "参与人已参与此前的审批步骤",
        /// A step that puts on file cannot reject.
        FilingDecidesNothing "filing_decides_nothing" "filing decides nothing" "备案不作决定"
            "filing puts on record and cannot reject"
            "备案仅作记录，不能否决",
        /// The person holds the role.
        EntitledByRole "entitled_by_role" "by role" "按职务"
            "the person holds the role that acts"
            "该人担任应办理的职务",
        /// The person stands in by a delegation.
        EntitledByDelegation "entitled_by_delegation" "by delegation" "按授权"
            "the person stands in for the holder of the role"
            "该人受职务担任者书面授权",
        /// The person does not hold the role.
        NotInRole "not_in_role" "not in the role" "不担任该职务"
            "the person does not hold the role that acts"
            "该人不担任应办理的职务",
        /// The person holds the role in another unit.
        NotYourUnit "not_your_unit" "not the person's unit" "非本单位"
            "the person holds the role in another unit"
            "该人在其他单位担任该职务",
        /// The person holds the role later only.
        RoleNotYetHeld "role_not_yet_held" "role not yet held" "尚未任职"
            "the person does not hold the role yet"
            "该人尚未任职",
        /// The person held the role.
        RoleNoLongerHeld "role_no_longer_held" "role no longer held" "已不任职"
            "the person no longer holds the role"
            "该人已不再任职",
        /// The policy lets nobody stand in.
        DelegationNotAllowed "delegation_not_allowed" "delegation not allowed" "不得授权"
            "the policy lets nobody stand in for another"
            "制度不允许授权他人代办",
        /// There is no such delegation.
        UnknownDelegation "unknown_delegation" "unknown delegation" "授权书不存在"
            "there is no such delegation"
            "没有该授权书",
        /// The delegation is to somebody else.
        NotTheDelegate "not_the_delegate" "not the delegate" "非被授权人"
            "the delegation is to somebody else"
            "授权书授予他人",
        /// The delegation is of another role.
        DelegationOtherRole "delegation_other_role" "delegation of another role" "授权职务不符"
            "the delegation is of another role"
            "授权书所授为其他职务",
        /// Somebody stands in for himself.
        DelegateIsPrincipal "delegate_is_principal" "delegate is principal" "授权本人"
            "nobody stands in for himself"
            "不得授权给本人",
        /// The delegation names no paper.
        NoWrittenRef "no_written_ref" "no written reference" "无书面依据"
            "the delegation names no paper that grants it"
            "授权未注明书面文件",
        /// The delegation does not cover this kind of request.
        DelegationScope "delegation_scope" "outside the delegation" "超出授权范围"
            "the delegation does not cover this kind of request"
            "授权范围不含此类申请",
        /// The delegation is longer than the policy allows.
        DelegationTooLong "delegation_too_long" "delegation too long" "授权期限过长"
            "the delegation runs longer than the policy allows"
            "授权期限超过制度规定",
        /// The delegation was issued later.
        DelegationNotIssued "delegation_not_issued" "delegation not issued yet" "授权书尚未签发"
            "the delegation had not been issued"
            "授权书尚未签发",
        /// The delegation begins later.
        DelegationNotYetValid "delegation_not_yet_valid" "delegation not yet valid" "授权尚未生效"
            "the delegation has not begun"
            "授权尚未生效",
        /// The delegation was revoked.
        DelegationRevoked "delegation_revoked" "delegation revoked" "授权已撤销"
            "the delegation was revoked"
            "授权已撤销",
        /// The delegation has ended.
        DelegationExpired "delegation_expired" "delegation expired" "授权已到期"
            "the delegation has ended"
            "授权已到期",
        /// The amount is above that of the delegation.
        DelegationAmountExceeded "delegation_amount_exceeded" "above the delegation's amount" "超过授权金额"
            "the amount is above what the delegation covers"
            "金额超过授权限额",
        /// The delegation has an amount, the case has none.
        DelegationAmountUnknown "delegation_amount_unknown" "amount unknown to the delegation" "授权限额无从比对"
            "the delegation covers an amount, and the case has none to hold against it"
            "授权有金额限制，而申请没有金额可比对",
        /// The principal does not hold the role.
        PrincipalLacksRole "principal_lacks_role" "principal lacks the role" "授权人无该职务"
            "the principal does not hold the role that acts"
            "授权人不担任应办理的职务",
        /// A case stands under rules that are not those of the policy at hand.
        OtherRules "other_rules" "other rules" "依据其他制度"
            "the case brings rules that are not those of the policy given"
            "申请所依据的制度与所给制度不同",
        /// A person who acted is not one the organisation knows.
        UnknownPerson "unknown_person" "unknown person" "人员不在册"
            "somebody took a step whom the organisation given does not know"
            "已办理的人员不在所给人员名册中",
    }

    /// Of customer files: who may do what with them (§6.2, §6.3).
    #[allow(dead_code, reason = "no column looks them up")]
    ACCESS {
        /// A role allows it.
        AllowedByRole "allowed_by_role" "allowed by role" "职务权限内"
            "the role allows it"
            "属该职务的权限",
        /// The customer is the person's own.
        OwnCustomer "own_customer" "own customer" "本人负责的客户"
            "the customer is in the person's charge"
            "属本人负责的客户",
        /// A grant covers it.
        Granted "granted" "granted" "已获批准"
            "an approved request covers it"
            "已获批准的申请范围之内",
        /// The person is none of those to whom files are open.
        Outside "outside" "outside" "公司以外人员"
            "the person is none of those to whom customer files are open"
            "不属于可以使用客户档案的人员",
        /// No agreement holds.
        NoNda "no_nda" "no non-disclosure agreement" "无有效保密协议"
            "no signed, unexpired non-disclosure agreement is on record"
            "没有已签订且在有效期内的保密协议",
        /// An agreement has ended.
        NdaExpired "nda_expired" "non-disclosure agreement expired" "保密协议已到期"
            "the non-disclosure agreement has ended"
            "保密协议已到期",
        /// The role does not allow it.
        NotPermitted "not_permitted" "no permission" "无此权限"
            "the role does not allow it; what is not said is denied"
            "该职务无此权限，未列明的一律禁止",
        /// Only the maintainer edits filed archives.
        MaintainerOnly "maintainer_only" "maintainer only" "限指定人员维护"
            "only whoever is designated may edit a filed archive"
            "已归档的档案只能由指定人员维护",
        /// The customer is somebody else's.
        NotOwnCustomer "not_own_customer" "not own customer" "非本人负责的客户"
            "the role may do this for its own customers only"
            "该职务仅限办理本人负责的客户",
        /// The second approval is missing.
        NeedsSecondApproval "needs_second_approval" "needs a second approval" "须经第二级批准"
            "it needs a second approval, by another person"
            "须再经另一人批准",
        /// A field that no approval names.
        FieldNotGranted "field_not_granted" "field not granted" "内容未获批准"
            "the approved request does not name what is asked for"
            "所要使用的内容不在批准范围之内",
        /// A form that was not approved.
        FormNotGranted "form_not_granted" "form not granted" "形式未获批准"
            "it was not approved in this form"
            "该使用形式未获批准",
        /// Nothing but paper.
        PaperOnly "paper_only" "paper only" "仅限纸质"
            "only paper extracts of what was approved may be used"
            "只能使用批准内容的纸质资料",
        /// The grant has ended.
        GrantExpired "grant_expired" "grant expired" "批准已到期"
            "the time for which the request was approved has ended"
            "批准的使用期已满",
        /// The grant was revoked.
        GrantRevoked "grant_revoked" "grant revoked" "批准已撤销"
            "the approval of the request was revoked"
            "申请的批准已被撤销",
        /// Nobody decides on his own request.
        SelfApproval "self_approval" "self-approval" "批准本人的申请"
            "nobody approves his own request"
            "任何人不得批准本人的申请",
        /// Somebody approved who may not.
        ApproverNotEntitled "approver_not_entitled" "approver not entitled" "批准人无权"
            "whoever approved the request was not the one to approve it"
            "批准该申请的人无权批准",
        /// The file is not in a state for this.
        WrongStatus "wrong_status" "status of the file" "档案状态不符"
            "this may not be done while the file is as it is"
            "档案现状不允许此项操作",
        /// No file is named.
        NoFileNamed "no_file_named" "no file named" "未指明档案"
            "the action is about one file, and none is named"
            "该项操作须指明客户档案",
        /// Nothing goes to anybody outside.
        ExternalDisclosure "external_disclosure" "external disclosure" "向外提供"
            "customer files go to nobody outside, whoever asks"
            "客户档案不得向公司以外的任何人提供",
        /// The law compels a disclosure, and a record of its own says so.
        LegalCompulsion "legal_compulsion" "legal compulsion" "依法须提供"
            "the law compels it, by a record of its own"
            "依法必须提供，另有专门记录",
        /// Nobody is named whose request is decided on.
        NoRequesterNamed "no_requester_named" "no request named" "未指明申请人"
            "it is about somebody's request, and nobody is named"
            "该项操作须指明申请人",
        /// Another level decides on the request.
        OtherLevel "other_level" "another level decides" "应由其他级别审批"
            "another level decides on this person's request"
            "该人的申请应由其他级别审批",
        /// There is no request to decide on.
        NothingToDecide "nothing_to_decide" "no request to decide on" "无可审批的申请"
            "this person may do it without asking, or not at all, so there is no request to decide on"
            "该人无须申请或不得办理，故无可审批的申请",
        /// The department that owns a file is not known.
        DepartmentUnknown "department_unknown" "owning department unknown" "档案所属部门不明"
            "which department owns the file is not known, so nobody can approve"
            "档案所属部门不明，无人可以批准",
        /// The id of a grant is in the register already.
        GrantIdTaken "grant_id_taken" "id of the grant taken" "批准编号已使用"
            "the register has another grant of this id"
            "使用登记中已有此批准编号",
        /// The request says nothing of its purpose.
        NoPurpose "no_purpose" "no purpose" "未写明用途"
            "the request does not say what for"
            "申请未写明用途",
        /// The request asks for nothing.
        NothingAsked "nothing_asked" "nothing asked for" "未写明客户或内容"
            "the request names no customer or no field"
            "申请未写明客户或内容",
        /// A field or form that is never granted.
        NeverGranted "never_granted" "never granted" "不在可批准之列"
            "the policy lets nobody be granted this"
            "制度未将其列为可以批准的内容或形式",
        /// No approval is needed.
        NoApprovalNeeded "no_approval_needed" "no approval needed" "无须批准"
            "the role may do this without asking"
            "该职务无须申请即可办理",
        /// Files of several departments.
        SeveralDepartments "several_departments" "several departments" "涉及多个部门"
            "the request is about files of another department than the one that decides"
            "申请涉及其他部门的档案",
        /// Nobody stands above whoever asks.
        NobodyAbove "nobody_above" "nobody above" "无上级可批准"
            "nobody stands above whoever asks, so nobody could approve"
            "申请人之上无人可以批准",
        /// The request awaits no decision.
        RequestNotOpen "request_not_open" "request not open" "申请不在审批中"
            "the request awaits no decision"
            "申请不在审批之中",
        /// The request is not granted.
        RequestNotGranted "request_not_granted" "request not granted" "申请尚未发放"
            "the request has no grant that is in force"
            "申请没有生效的批准",
        /// It is not over yet.
        GrantStillRuns "grant_still_runs" "grant still runs" "批准尚未到期"
            "the time for which the request was approved has not ended yet"
            "批准的使用期尚未届满",
    }

    /// What something due counts from (§6.4, §7.1).
    #[allow(dead_code, reason = "no column looks them up")]
    DUE {
        /// The last contact of any kind.
        LastContact "last_contact" "last contact" "最近一次联系"
            "the last contact was"
            "最近一次联系",
        /// The last close contact.
        LastCloseContact "last_close_contact" "last close contact" "最近一次密切联系"
            "the last close contact was"
            "最近一次密切联系",
        /// No contact yet: the day the record was opened counts.
        NoContactYet "no_contact_yet" "no contact yet" "尚无联系"
            "there has been no contact yet, and the record was opened"
            "尚无联系，自建档日起算",
        /// No close contact yet: the day the record was opened counts.
        NoCloseContactYet "no_close_contact_yet" "no close contact yet" "尚无密切联系"
            "there has been no close contact yet, and the record was opened"
            "尚无密切联系，自建档日起算",
        /// The first visit.
        FirstVisit "first_visit" "first visit" "首次拜访"
            "the first visit was"
            "首次拜访",
        /// A milestone.
        MilestoneReached "milestone_reached" "milestone reached" "节点达成"
            "the milestone was reached"
            "节点达成",
        /// The day that was set.
        DaySet "day_set" "day set" "约定日期"
            "the date set falls"
            "约定日期",
        /// A birthday.
        BirthdayOn "birthday_on" "birthday" "生日"
            "the birthday falls"
            "生日",
        /// A holiday.
        HolidayOn "holiday_on" "holiday" "节日"
            "the holiday falls"
            "节日",
        /// The last time it was done.
        LastDone "last_done" "last done" "上次办理"
            "it was last done"
            "上次办理",
        /// It has never been done, and nothing tells since when it should have been.
        NothingKnown "nothing_known" "never done, day not known" "从未办理，起算日不明"
            "it has never been done, and nothing tells since when"
            "从未办理，起算日不明",
        /// The work calendar does not reach the last day, or there is no such day.
        LastDayNotKnown "last_day_not_known" "last day not known" "最后期限不明"
            "the last day cannot be told, for the calendar does not reach it"
            "日历未涵盖，无法确定最后期限",
        /// The day on which grades are to be given anew.
        ReassessmentSet "reassessment_set" "reassessment" "复评日期"
            "the policy sets the reassessment"
            "制度规定的复评日期",
        /// It has never been done.
        NeverDone "never_done" "never done" "从未办理"
            "it has never been done; what is known begins"
            "从未办理，现有记录始于",
        /// The last day of the week reported on.
        WeekEnded "week_ended" "week ended" "报告周结束"
            "the week ended"
            "报告周结束",
        /// A change was learned.
        ChangeLearned "change_learned" "change learned" "获知变更"
            "the change was learned"
            "获知变更",
        /// A change was handed in.
        ChangeSubmitted "change_submitted" "change handed in" "提交变更"
            "the change was handed in"
            "提交变更",
        /// A file was opened.
        FileOpened "file_opened" "file opened" "建档"
            "it has not been reviewed since the file was opened"
            "尚未核对，建档日",
    }

    /// Of retention and disposal (§6.5).
    #[allow(dead_code, reason = "no column looks them up")]
    RETENTION {
        /// The period has ended.
        RetentionEnded "retention_ended" "retention ended" "保管期满"
            "the record may go, its retention has ended"
            "保管期限已满，档案可以处理",
        /// Consent is withdrawn, and nothing else justifies keeping the record.
        ConsentWithdrawn "consent_withdrawn" "consent withdrawn" "撤回同意"
            "consent is withdrawn and nothing else justifies keeping the record"
            "个人已撤回同意，且无其他保管依据",
        /// The period runs.
        RetentionRunning "retention_running" "retention running" "保管期未满"
            "the record is to be kept, its retention has not ended"
            "保管期限未满，档案应当继续保管",
        /// A legal hold keeps the record.
        LegalHold "legal_hold" "legal hold" "依法保全"
            "a legal hold keeps the record"
            "档案因依法保全不得处理",
        /// An open dispute keeps the record.
        OpenDispute "open_dispute" "open dispute" "争议未结"
            "an open dispute keeps the record"
            "因争议未结，档案不得处理",
        /// The record is kept permanently.
        KeptPermanently "kept_permanently" "kept permanently" "永久保管"
            "the record is kept permanently"
            "档案属永久保管",
        /// The day the period counts from is missing.
        TriggerNotKnown "trigger_not_known" "trigger not known" "起算日不明"
            "the day from which the retention counts is not known"
            "保管期限的起算日不明",
        /// The policy does not have the class of the record.
        UnknownRecordClass "unknown_record_class" "unknown record class" "档案类别不明"
            "the policy has no such class of records"
            "制度中没有该档案类别",
        /// Consent is withdrawn, and whether anything else justifies keeping the record is not stated.
        OtherBasisNotKnown "other_basis_not_known" "other basis not known" "其他依据不明"
            "consent is withdrawn, and it is not stated whether anything else justifies keeping the record"
            "个人已撤回同意，未注明有无其他保管依据",
        /// Personal data in a class that is kept permanently.
        PersonalForGood "personal_for_good" "personal data kept for good" "个人信息永久保管"
            "nothing keeps personal data for good, and this class has no end"
            "个人信息不得永久保管，该类别未定期限",
        /// The department whose records they are is not stated, and its approver cannot be told.
        DepartmentNotKnown "department_not_known" "department not known" "所属部门不明"
            "whose department's records they are is not stated"
            "未注明档案所属部门",
        /// Records of another department than the disposal's.
        OfOtherDepartment "of_other_department" "another department's record" "其他部门的档案"
            "the record belongs to another department than the disposal is of"
            "档案属其他部门，不在本次销毁范围",
        /// A disposal without a record.
        NothingProposed "nothing_proposed" "nothing proposed" "未列档案"
            "no record is proposed for disposal"
            "未列明拟销毁的档案",
        /// A record is proposed twice.
        RecordTwice "record_twice" "record proposed twice" "档案重复列入"
            "a record is proposed twice"
            "同一档案重复列入",
        /// The disposal has been carried out.
        DisposalExecuted "disposal_executed" "disposal carried out" "已执行销毁"
            "the disposal has been carried out already"
            "销毁已经执行",
        /// The disposal stands on its list.
        DisposalListed "disposal_listed" "on the disposal list" "已列入清册"
            "the disposal stands on the disposal list already"
            "已列入销毁清册",
        /// Too few persons have witnessed.
        WitnessesMissing "witnesses_missing" "witnesses missing" "监销人不足"
            "too few named witnesses attend"
            "监销人不足",
        /// A witness takes another part, or a witness already.
        WitnessTookPart "witness_took_part" "witness took another part" "监销人参与其他环节"
            "a witness takes no other part, and attends once"
            "监销人不得参与其他环节，亦不得重复登记",
        /// A witness who takes no other part.
        IndependentWitness "independent_witness" "independent witness" "独立监销人"
            "the witness takes no other part"
            "监销人未参与其他环节",
    }

    /// Of incidents (§6.6).
    #[allow(dead_code, reason = "no column looks them up")]
    INCIDENTS {
        /// It follows from what was recorded before.
        IncidentRecorded "incident_recorded" "may be recorded" "可以记录"
            "it may be recorded"
            "可以记录",
        /// The incident is closed.
        IncidentClosed "incident_closed" "incident closed" "事件已结案"
            "the incident is closed"
            "事件已结案",
        /// A time before detection, after its recording, or a recording before the last.
        TimeOutOfOrder "time_out_of_order" "time out of order" "时间顺序有误"
            "the time does not lie between the detection, the last record and this one"
            "时间须不早于发现及上一记录，且不晚于本次记录",
        /// Awareness is on record.
        AwareAlready "aware_already" "awareness on record" "已记录知悉时间"
            "since when the leak is known for certain is on record already"
            "知悉时间已有记录",
        /// The policy does not have the step, or the incident does not need it.
        StepNotRequired "step_not_required" "step not required" "无此步骤"
            "the incident does not need this step"
            "该事件无须办理此步骤",
        /// The step is done or waived.
        StepDone "step_done" "step done" "步骤已完成"
            "the step is done or waived already"
            "该步骤已完成或已免除",
        /// The step is recorded by an event of its own.
        StepByItself "step_by_itself" "another kind of record" "应以其他方式记录"
            "this step is recorded in another way"
            "该步骤应以其他方式记录",
        /// A notice that says nothing.
        NoticeEmpty "notice_empty" "empty notice" "通知无内容"
            "the notice says nothing"
            "通知没有内容",
        /// The policy does not let the step be waived.
        NotWaivable "not_waivable" "cannot be waived" "不可免除"
            "the policy does not let this step be waived"
            "制度不允许免除此步骤",
        /// A waiver without evidence.
        WaiverUndocumented "waiver_undocumented" "waiver without evidence" "免除无证据"
            "the waiver names no evidence"
            "免除未注明证据",
        /// An assessment that says nothing.
        NothingAssessed "nothing_assessed" "nothing assessed" "评估无内容"
            "the assessment says nothing"
            "评估没有内容",
        /// Steps are still open.
        StepsOpen "steps_open" "steps still open" "尚有步骤未完成"
            "steps are still open"
            "尚有步骤未完成",
        /// The number of persons is not known, and more of them would shorten the clock.
        ScaleNotKnown "scale_not_known" "scale not known" "规模不明"
            "how many persons are affected is not known, and the clock may end earlier"
            "受影响人数不明，时限可能提前届满",
        /// Nobody has said whose law applies, so that every law's steps are asked for.
        LawNotKnown "law_not_known" "law not known" "适用法域不明"
            "whose law applies is not known, so every law may ask for this step"
            "适用法域不明，各法域要求的步骤均应办理",
        /// A notice lacks some of its contents.
        NoticeIncomplete "notice_incomplete" "notice incomplete" "通知内容不全"
            "the notice does not say everything it must"
            "通知未载明全部应载事项",
    }
}

impl ReasonCode {
    /// The short reading, as it stands in the cells of tables.
    #[must_use]
    pub const fn reading(self, language: Language) -> &'static str {
        self.label().reading(language)
    }

    /// Whether it is a reason of access to customer files.
    pub(crate) fn is_of_access(self) -> bool {
        Self::AllowedByRole <= self && self <= Self::GrantStillRuns
    }

    /// Whether it is a reason of decisions, rather than one of scores, grades and credit.
    #[must_use]
    pub const fn is_of_decisions(self) -> bool {
        self as u16 >= Self::NotSupplied as u16
    }

    /// Whether it says what something due counts from.
    const fn is_of_due(self) -> bool {
        Self::LastContact as u16 <= self as u16 && self as u16 <= Self::FileOpened as u16
    }

    /// The cap of a shipped policy with this name, or a cap of the user's own.
    pub(crate) fn of_cap(name: &str) -> Self {
        let caps = [
            Self::Vetoed,
            Self::BadCredit,
            Self::WeakCredit,
            Self::LowMargin,
            Self::NoProfit,
            Self::SmallAccount,
        ];
        caps.into_iter().find(|cap| cap.code() == name).unwrap_or(Self::OwnCap)
    }
}

impl From<Unrated> for ReasonCode {
    fn from(unrated: Unrated) -> Self {
        match unrated {
            Unrated::NewCustomer => Self::NewCustomer,
            Unrated::NoPayments => Self::NoPayments,
            Unrated::NoOrderData => Self::NoOrderData,
            Unrated::NoQuantity => Self::NoQuantity,
            Unrated::NoCostData => Self::NoCostData,
            Unrated::MissingMargin => Self::MissingMargin,
            Unrated::InsufficientDimensions => Self::InsufficientDimensions,
            Unrated::PartialPopulation => Self::PartialPopulation,
            Unrated::NoAssessment => Self::NoAssessment,
            Unrated::AssessmentExpired => Self::AssessmentExpired,
            Unrated::IncompleteAssessment => Self::IncompleteAssessment,
        }
    }
}

impl From<Veto> for ReasonCode {
    fn from(veto: Veto) -> Self {
        match veto {
            Veto::WriteOff => Self::WriteOff,
            Veto::WilfulDefault => Self::WilfulDefault,
            Veto::Overdue => Self::OverdueDays,
            Veto::LegalTrouble => Self::LegalTrouble,
            Veto::BouncedBill => Self::BouncedBill,
        }
    }
}

impl From<CapCondition> for ReasonCode {
    fn from(when: CapCondition) -> Self {
        match when {
            CapCondition::ShortRelationship { .. } => Self::ShortRelationship,
            CapCondition::DocumentsMissing => Self::DocumentsMissing,
        }
    }
}

impl From<HoldReason> for ReasonCode {
    fn from(hold: HoldReason) -> Self {
        match hold {
            HoldReason::OverLimit => Self::HoldOverLimit,
            HoldReason::Overdue => Self::HoldOverdue,
        }
    }
}

/// Why a result is as it is: the rule, where the written policy says it, and what it found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which rule.
    pub code: ReasonCode,
    /// What it is about, where the code alone does not say: the name of a cap of the user's own, an
    /// invoice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Where the written policy says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<Measure>,
    /// What would have to be found for the reason to fall away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Bound>,
    /// How far the one is from the other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortfall: Option<Measure>,
}

impl Reason {
    /// A reason without anything measured.
    #[must_use]
    pub fn new(code: impl Into<ReasonCode>, clause: Option<&str>) -> Self {
        Self {
            code: code.into(),
            about: None,
            clause: clause.map(str::to_owned),
            actual: None,
            required: None,
            shortfall: None,
        }
    }

    /// The same reason with what it is about.
    #[must_use]
    pub fn about(mut self, about: impl Into<String>) -> Self {
        self.about = Some(about.into());
        self
    }

    /// The same reason with what was found.
    #[must_use]
    pub fn actual(mut self, actual: impl Into<Option<Measure>>) -> Self {
        self.actual = actual.into();
        self
    }

    /// The same reason with what is required.
    #[must_use]
    pub fn required(mut self, required: impl Into<Option<Bound>>) -> Self {
        self.required = required.into();
        self
    }

    /// The same reason with how far the one is from the other.
    #[must_use]
    pub fn shortfall(mut self, shortfall: impl Into<Option<Measure>>) -> Self {
        self.shortfall = shortfall.into();
        self
    }

    /// What it says, in one sentence without a full stop: the rule, what it is about, the actual and
    /// the required value, how far apart they are, and the clause.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let mut said = self.code.sentence().text(language).to_owned();
        if let Some(about) = &self.about {
            said.push_str(language.colon());
            said.push_str(&labels::about::about(self.code, about, language));
        }
        let read = |measure: &Measure| labels::about::value(self, measure, language).words(language);
        let fill = |sentence: Sentence, value: &str| sentence.fill(language, &[("value", value)]);
        // What something due counts from is a day, which ends the sentence.
        let dated = self.code.is_of_due();
        if let Some(actual) = self.actual.as_ref().filter(|_| dated) {
            said.push_str(match language {
                Language::English => " on ",
                Language::Chinese => language.colon(),
            });
            said.push_str(&read(actual));
        }
        let measured: Vec<String> = [
            self.actual.as_ref().filter(|_| !dated).map(|actual| {
                // A day that nothing is required of is when it began.
                let is_start = matches!(actual, Measure::Date(_)) && self.required.is_none();
                let found = if is_start { words::FOUND_SINCE } else { words::FOUND };
                fill(found, &read(actual))
            }),
            self.required.as_ref().map(|required| {
                let required = labels::about::bound(self, required, language);
                fill(words::REQUIRED, &required.words(language))
            }),
            self.shortfall.as_ref().map(|shortfall| fill(words::APART, &shortfall.words(language))),
            self.clause.as_deref().map(|clause| fill(words::CLAUSE, clause)),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !measured.is_empty() {
            said.push_str(&language.brackets(&measured.join(language.comma())));
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn is_chinese(text: &str) -> bool {
        text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    #[test]
    fn every_reason_reads_in_both_languages_and_no_two_alike() {
        for language in Language::ALL {
            let sentences: BTreeSet<_> =
                ReasonCode::ALL.iter().map(|r| r.sentence().text(language)).collect();
            let readings: BTreeSet<_> = ReasonCode::ALL.iter().map(|r| r.reading(language)).collect();
            assert_eq!((sentences.len(), readings.len()), (ReasonCode::ALL.len(), ReasonCode::ALL.len()));
            for text in sentences.into_iter().chain(readings) {
                assert_eq!(is_chinese(text), language == Language::Chinese, "{text}");
            }
        }
        let codes: BTreeSet<_> = ReasonCode::ALL.iter().map(|reason| reason.code()).collect();
        assert_eq!(codes.len(), ReasonCode::ALL.len());
    }

    #[test]
    fn a_reason_says_what_was_found_and_what_is_required() {
        let reason = Reason::new(ReasonCode::OverdueDays, Some("第二章 第八条"))
            .actual(Measure::days(254_i32))
            .required(Bound::AtMost(Measure::days(180_i32)))
            .shortfall(Measure::days(74_i32));
        assert_eq!(
            Language::ALL.map(|language| reason.sentence(language)),
            [
                "an invoice has stayed open after its due day for longer than the policy allows (found 254 days, required at most 180 days, 74 days apart, clause 第二章 第八条)",
                "有款项逾期未清，天数超过制度界限（实际254天，要求不高于180天，相差74天，依据：第二章 第八条）",
            ]
        );
    }
}
