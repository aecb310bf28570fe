//! General provisions.

use crate::labels::sentences::sentences;

sentences! {
    CHAPTER "General provisions" "总则",
    PURPOSE_TITLE "Purpose" "目的",
    PURPOSE
        "This policy sets out how customers are graded, so that every credit grade, customer grade, credit limit and payment term rests on a written rule and can be checked."
        "为规范客户分级管理，使信用等级、客户等级、信用额度和账期的确定有章可循、有据可查，制定本制度。",
    SCOPE_TITLE "Scope" "适用范围",
    SCOPE
        "This policy applies to every customer. New customers ({newcomers}) have too short a record to be compared with others: they take part in no ranking and receive a provisional grade ({provisional})."
        "本制度适用于全部客户。新客户（见{newcomers}）交易记录尚短，不参加各项排名，按{provisional}确定暂定等级。",
    TERMS_TITLE "Terms" "术语",
    TERMS "In this policy:" "本制度所用术语的含义如下：",
    AS_OF
        "As-of date: the day for which an assessment is made. What happens later does not count."
        "截止日：评定所依据的日期。截止日之后发生的事项，不计入该次评定。",
    WINDOW
        "“The last {months}”, or any other number of months: as many months, ending on the as-of date. With {as_of} as the as-of date, the last {months} run from {first} to {last}, both days included."
        "“近{months}”等期间：截至截止日（含当日）的相应月数。例如，截止日为{as_of}的，近{months}是指{first}至{last}，首尾两日均计入。",
    FIRST_TRADE
        "First trade: the earliest of the customer's order dates (cancelled orders left out), its invoice dates and the date of first trade on its record."
        "首次交易：客户的下单日期（已取消的订单除外）、开票日期和客户资料所载首次交易日期中最早的一日。",
    ESTABLISHED
        "Established customers: all customers that are not new."
        "老客户：新客户以外的全部客户。",
    ITEM
        "Item: whatever was paid on one invoice on one day, whatever was written off of it on one day, and whatever of it is still open on the as-of date."
        "款项：一张发票同一日收回的金额、同一日核销的金额以及截止日尚未结清的金额，各为一笔款项。",
    DAYS_LATE
        "Days late: the calendar days from the due date to the day an item was paid or written off, or to the as-of date while it is open; none if it was settled by the due date. Where an extension was approved no later than the due date, the extended date is the due date."
        "逾期天数：到期日的次日至款项收回或核销之日（尚未结清的，至截止日）的自然日天数；到期日当日或之前结清的为0天。展期在原到期日当日或之前获得批准的，以展期后的日期为到期日。",
    EFFECTIVE_DAYS
        "Effective days late: days late less excused days ({excused})."
        "有效逾期天数：逾期天数减去免责天数（见{excused}）。",
    GRACE
        "Up to {days}, they count as none."
        "减后在{days}以内的，按0天计算。",
    NO_GRACE "There are no days of grace." "本制度不设宽限天数。",
    BOUNDS
        "Bounds: “or more”, “or less”, “at least”, “at most” and “up to” include the number they state; “more than”, “less than” and “below” exclude it."
        "数的界限：“以上”“以下”“以内”包括本数；“不满”“超过”“低于”不包括本数。",
    ROUNDING_TITLE "Scores and rounding" "得分与取整",
    ROUNDING
        "Scores run from 0 to 100. Scores, percentages and amounts are published with two decimals, and grades are read from the published score. The points of an item and the mean of several ratings have four decimals. A half is rounded away from zero, and no other number is rounded. A condition on a score or a percentage looks at the published figure, a condition on an amount at the exact amount."
        "各项得分的满分为100分，最低为0分。得分、百分比和金额公布时保留两位小数，等级按公布的得分确定；单笔款项的得分和多人评分的平均分保留四位小数。取整一律四舍五入，其余数值在计算中不取整。以得分或百分比为条件的，按公布的数值判断；以金额为条件的，按未取整的金额判断。",
    MISSING_TITLE "Missing data" "资料缺失",
    MISSING
        "Missing data are never taken for zero. Where data do not suffice for a score, none is given and the reason is stated. A condition that cannot be judged for want of data is taken not to hold. Where only some of the customers are on record and figures of the whole are not available, order volume, profit and the composite are not scored."
        "资料缺失不按零处理。资料不足以评分的，不予评分，并注明原因；资料不足以判断某一条件是否成立的，视为不成立。只掌握部分客户资料、又没有全体客户汇总数据的，不评定下单量、利润和综合得分。",
    CURRENCY_TITLE "Currency" "币种",
    CURRENCY
        "All amounts in this policy are in {currency}. Where the records are kept in another currency, the conditions on amounts in {caps} are taken not to hold."
        "本制度所列金额的币种为{currency}。客户数据以其他币种记载的，{caps}中以金额为条件的情形视为不成立。",
}
