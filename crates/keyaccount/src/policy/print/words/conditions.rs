//! The conditions of limits on the customer grade.

use crate::labels::sentences::sentences;

sentences! {
    AT_LEAST "{fact} is {bound} or more" "{fact}在{bound}以上",
    AT_MOST "{fact} is {bound} or less" "{fact}在{bound}以下",
    ABOVE "{fact} is more than {bound}" "{fact}超过{bound}",
    BELOW "{fact} is less than {bound}" "{fact}低于{bound}",
    IS "{fact} is {value}" "{fact}为{value}",
    NOT_NEGATIVE "{fact} is zero or positive" "{fact}为零或为正",
    NOT_POSITIVE "{fact} is zero or negative" "{fact}为零或为负",
    POSITIVE "{fact} is positive" "{fact}大于零",
    NEGATIVE "{fact} is negative" "{fact}为负",
    AND ", and " "，并且",
    OR ", or " "，或者",
    VETOED "a veto holds ({article})" "有{article}所列一票否决情形",
    NOT_VETOED "no veto holds ({article})" "没有{article}所列一票否决情形",
    SHORT
        "the first trade was less than {months} before the as-of date and no special approval was given"
        "首次交易至截止日不满{months}且未经特别批准",
    NOT_SHORT
        "the first trade was at least {months} before the as-of date or a special approval was given"
        "首次交易至截止日满{months}或者经特别批准",
    SHORT_UNKNOWN
        "the relationship is short (this policy sets no length, so this never holds)"
        "交易时间短（本制度未规定时间，该条件不成立）",
    NOT_SHORT_UNKNOWN
        "the relationship is not short (this policy sets no length, so this always holds)"
        "交易时间不短（本制度未规定时间，该条件恒成立）",
    DOCUMENTS
        "main documents are on record as missing and no special approval was given"
        "主要资料登记为不齐全且未经特别批准",
    NOT_DOCUMENTS
        "main documents are not on record as missing or a special approval was given"
        "主要资料未登记为不齐全或者经特别批准",
    OF_OVERALL "{percent} of the overall margin" "总体利润率的{percent}",
    // What is asked.
    BAND_BY_SCORE "the credit grade by the credit score alone" "仅按信用得分确定的信用等级",
    CREDIT_GRADE "the credit grade" "信用等级",
    CREDIT_SCORE "the credit score" "信用得分",
    VOLUME_SCORE "the order volume score" "下单量得分",
    PROFIT_SCORE "the profit score" "利润得分",
    COMPOSITE_SCORE "the composite score" "综合得分",
    MARGIN "the margin" "利润率",
    PROFIT "the profit" "利润",
    ORDER_AMOUNT "the order amount of the last {months}" "近{months}的下单金额",
    OVERDUE_AMOUNT "the amount open and past due" "逾期未清金额",
    WEIGHTED_DAYS
        "the mean of the effective days late, weighted by amount,"
        "按金额加权平均的有效逾期天数",
    MAX_DAYS "the greatest number of effective days late" "最长的有效逾期天数",
    ON_TIME
        "the share of the items that count with no effective days late"
        "计入的款项中按时结清的笔数占比",
    ORDER_COUNT "the number of orders of the last {months}" "近{months}的订单数",
    KIND "the type of customer" "客户类型",
    REGION "the region" "地区",
    COUNTRY "the country" "国家",
    INDUSTRY "the industry" "行业",
    SIZE "the size" "规模",
}
