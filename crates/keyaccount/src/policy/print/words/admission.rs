//! Key accounts and VIP customers.

use crate::labels::sentences::sentences;

sentences! {
    KEY_ACCOUNTS "Key accounts" "大客户的认定",
    DEFINITION_TITLE "Definition" "认定条件",
    DEFINITION "A customer may be admitted as a key account if {condition}." "{condition}的，可以认定为大客户。",
    DEFINITION_LIST_ALL
        "A customer may be admitted as a key account if each of the following holds:"
        "同时符合下列条件的，可以认定为大客户：",
    DEFINITION_LIST_ANY
        "A customer may be admitted as a key account if at least one of the following holds:"
        "符合下列条件之一的，可以认定为大客户：",
    EFFECT_TITLE "Effect" "认定的生效",
    EFFECT
        "The admission takes effect once the request has been approved and the contract is signed. Whoever is not admitted is told every condition that is not met; what is not on record is never taken for zero. Where the customer is a natural person, the result is marked as automated, is explained on request, and can be decided anew by a person."
        "认定自申请经审批可以执行且合同签订之日起生效。不予认定的，应当列明全部未符合的条件；没有记录的数据不得视为零。客户为个人的，结果标注为自动化决策，可以要求说明，并可由人工重新决定。",
    // What is asked.
    CONTRACT
        "there is a contract, signed or, as a draft, being approved"
        "有合同（已签订，或者草稿正在审批）",
    NO_CONTRACT
        "there is no contract, neither signed nor as a draft being approved"
        "没有合同（既未签订，亦无正在审批的草稿）",
    SIGNED "a contract is signed" "合同已签订",
    NOT_SIGNED "no contract is signed" "合同未签订",
    GOOD_CREDIT
        "credit is good: the credit grade is {grade} or better or, for a new customer, the branch evaluates it as good or excellent"
        "信誉较好，即信用等级达到{grade}以上；新客户为办事处评价较好或者好",
    NOT_GOOD_CREDIT
        "credit is not good: the credit grade is not {grade} or better or, for a new customer, the branch does not evaluate it as good or excellent"
        "信誉不属较好，即信用等级未达到{grade}以上；新客户为办事处评价不属较好或者好",
    CAPITAL "the capital occupied (open receivables and stock held for the customer)" "资金占压（应收账款及为其备存的货物）",
    SHARE "the share of the order volume of all customers" "占全部客户下单量的比例",
    PROSPECT "the prospect score of a new customer" "新客户的潜力得分",
    GRADE "the customer grade" "客户等级",
    CLASS "the value class" "价值分类",
    POSITION "the mean rating of its place in the industry" "行业地位平均评分",
    EVALUATION "the latest branch evaluation" "最近一次办事处评价",
    // VIP.
    VIP "VIP customers" "贵宾客户",
    APPLICATION_TITLE "Application" "申请条件",
    APPLICATION "A customer may apply if at least one of the following holds:" "符合下列条件之一的，可以申请：",
    SINGLE_ORDER
        "{products} of a single order come to {amount} or more"
        "单笔订单中{products}的金额在{amount}以上",
    PERIOD_MONTH
        "{products} of a calendar month come to {amount} or more"
        "一个自然月内{products}的金额累计在{amount}以上",
    PERIOD_DAYS
        "{products} of {days} in a row come to {amount} or more"
        "连续{days}内{products}的金额累计在{amount}以上",
    OFFICIAL
        "a contact of a public unit holds the rank of {rank} or above"
        "行政单位的联系人为{rank}以上",
    HIGH_END "the high-end products" "高端产品",
    ALL_PRODUCTS "all products" "全部产品",
    WITHIN
        "The order or the period lies within {months} before the as-of date. A return reduces a single order only under the same order number, and a period by its own date."
        "订单或者统计期须在截止日前{months}之内。退货仅在订单编号相同时冲减单笔订单，按其自身日期冲减统计期。",
    LISTING_TITLE "Listing" "列名审批",
    LISTING
        "Nobody is listed without approval: a customer that applied itself is listed by the {own}, a customer proposed by the company by the {company}."
        "未经审批不得列名：自行申请的，由{own}批准；公司上报的，由{company}批准。",
    LISTING_OFFICIAL
        "Where a public official is concerned, the {role} signs it off first, and no gifts and no benefits are given."
        "涉及行政单位人员的，须先经{role}签字同意，且不得馈赠礼品或者给予利益。",
    VALIDITY_TITLE "Validity" "有效期",
    VALIDITY "A listing holds for {months}." "列名有效期为{months}。",
    RENEWAL "It is renewed if at least one of the following holds again:" "再次符合下列条件之一的，可以续期：",
    NO_RENEWAL "It is not renewed." "期满不予续期。",
}
