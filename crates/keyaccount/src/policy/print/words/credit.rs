//! Credit.

use crate::labels::sentences::sentences;

sentences! {
    CHAPTER "Credit" "信用评定",
    ITEMS_TITLE "Items that count" "计入的款项",
    ITEMS
        "The credit score rests on the items paid or written off in the last {months} and on every item that is open and past due on the as-of date, however old. A credit note lowers the invoice and is no payment. An acceptance bill is a payment on the day it is received."
        "信用得分依据近{months}内收回或核销的款项，以及截止日已经逾期、尚未结清的全部款项（不论逾期多久）评定。红字发票冲减应收金额，不作为收款；以承兑汇票付款的，收到汇票之日为收款日。",
    EXCUSED_TITLE "Excused days" "免责天数",
    EXCUSED
        "Days late for one of these reasons are excused as far as they are documented and approved:"
        "因下列原因逾期，有书面证明并经批准的，认可的天数为免责天数：",
    EXCUSED_UP_TO "{reason}, at most {days} on one invoice" "{reason}，每张发票最多{days}",
    EXCUSED_SUM
        "Where an invoice has several reasons their days add up, but never to more than the days late."
        "同一发票有多项原因的，免责天数相加，但不超过逾期天数。",
    NOTHING_EXCUSED "No reason excuses days late." "任何原因造成的逾期均不免责，免责天数为0天。",
    POINTS_TITLE "Points of an item" "款项得分",
    POINTS "Each item earns points by its effective days late:" "每笔款项按有效逾期天数得分：",
    POINTS_DAYS "Effective days late" "有效逾期天数",
    POINTS_POINTS "Points" "得分",
    LINEAR
        "Between two rows of the table the points run in a straight line."
        "天数在表中相邻两档之间的，按直线插值计算得分。",
    LINEAR_EXAMPLE
        "For example, {day} effective days late lie between {from} and {to}, so the item earns {high} − ({high} − {low}) × ({day} − {from}) ÷ ({to} − {from}) = {points} points."
        "例如，有效逾期{day}天，在{from}天与{to}天之间，得{high}－（{high}－{low}）×（{day}－{from}）÷（{to}－{from}）＝{points}分。",
    WRITTEN_OFF "An item written off earns 0 points." "核销的款项得0分。",
    SCORE_TITLE "Credit score" "信用得分",
    SCORE
        "The credit score is the mean of the points of all items that count, weighted by their amounts: the sum of amount × points, divided by the sum of the amounts."
        "信用得分为计入的各笔款项得分按金额的加权平均数，即各笔金额与得分的乘积之和，除以金额之和。",
    SCORE_EXAMPLE
        "For example, if four fifths of the money had no effective days late and one fifth had {days}, the score is {best} × 80% + {late} × 20% = {score}."
        "例如，八成金额有效逾期0天、两成金额有效逾期{days}天的，信用得分为{best}×80%＋{late}×20%＝{score}分。",
    NO_SCORE "A customer without such items has no credit score." "没有计入款项的，信用不予评分。",
    GRADE_TITLE "Credit grade" "信用等级",
    GRADE "The credit grade follows from the credit score:" "信用等级按信用得分确定：",
    GRADE_NAME "Credit grade" "信用等级",
    GRADE_SCORE "Credit score" "信用得分",
    GOOD "“Good credit” means credit grade {grades}." "信用良好，是指信用等级为{grades}。",
    VETO_TITLE "Vetoes" "一票否决",
    VETO_LAST
        "Each of these events by itself leads to credit {grade}, whatever the credit score and even without one; new customers are no exception:"
        "有下列情形之一的，一票否决：不论信用得分高低、有无得分，信用等级一律为{grade}。新客户同样适用：",
    VETO_ABOVE
        "Each of these events by itself rules out anything better than credit {grade}, whatever the credit score; a customer without a credit score, such as a new one, is given credit {grade}:"
        "有下列情形之一的，一票否决：不论信用得分高低，信用等级不得高于{grade}；没有信用得分的（包括新客户），信用等级为{grade}：",
    NO_VETO
        "No event by itself decides the credit grade. If one is added, it leads to credit {grade}."
        "本制度未设一票否决情形。今后增设的，以{grade}为一票否决后的信用等级。",
    WRITE_OFF
        "an item was written off or a bad debt recorded in the last {months}"
        "近{months}内有款项被核销，或者发生坏账",
    WILFUL
        "a wilful default was recorded in the last {months}, or is documented and approved as the reason why an item that counts is late"
        "近{months}内有恶意拖欠记录，或者有计入的款项经书面证明并批准，认定为恶意拖欠",
    OVERDUE
        "an open item has more than {days} effective days late"
        "有尚未结清的款项有效逾期超过{days}天",
    LEGAL
        "a lawsuit, an insolvency or an ordered suspension of business is not yet resolved"
        "有尚未了结的诉讼、破产或者被责令停业",
    BOUNCED "a bill bounced in the last {months}" "近{months}内发生退票",
    CAPS_TITLE "Limits on the credit grade" "信用等级上限",
    CAPS
        "Whatever the credit score, the credit grade is at most the one stated here, unless a special approval has been given for the customer:"
        "有下列情形的，不论信用得分高低，信用等级不得高于所列等级；经特别批准的客户除外：",
    SHORT
        "the first trade was less than {months} before the as-of date: at most {grade}"
        "首次交易至截止日不满{months}的，不高于{grade}",
    DOCUMENTS
        "main documents of the customer are on record as missing: at most {grade}"
        "主要资料登记为不齐全的，不高于{grade}",
    NO_CAPS "Nothing else limits the credit grade." "信用等级不另设上限。",
    LIMIT_TITLE "Credit limit and payment term" "信用额度与账期",
    LIMIT
        "The credit limit and the payment term follow from the credit grade:"
        "信用额度和账期按信用等级确定：",
    LIMIT_TERM "Payment term" "账期",
    LIMIT_COEFFICIENT "Coefficient" "额度系数",
    LIMIT_FORMULA
        "Credit limit = average monthly sales × payment term in days ÷ 30 × coefficient. Average monthly sales are the order amount of the last {months}, divided by the number of calendar months with orders in that time."
        "信用额度＝月均销售额×账期天数÷30×额度系数。月均销售额为近{months}的下单金额除以其间有订单的自然月数。",
    LIMIT_EXAMPLE
        "For example, average monthly sales of {sales} at {grade} give a limit of {bare} × {term} ÷ 30 × {coefficient} = {limit}."
        "例如，月均销售额为{sales}、信用等级为{grade}的，信用额度为{bare}×{term}÷30×{coefficient}＝{limit}。",
    CASH "A payment term of 0 days means cash on delivery." "账期为0天的，现款现货。",
    NO_CREDIT "A coefficient of 0 means no credit." "额度系数为0的，不予赊销。",
    NO_LIMIT
        "This article does not apply to a customer without a credit grade."
        "没有信用等级的客户，不适用本条。",
    HOLD_TITLE "Hold on deliveries" "停止发货",
    HOLD "Deliveries to a customer stop as long as one of the following holds:" "有下列情形之一的，停止发货：",
    HOLD_LIMIT
        "its open receivables and undelivered orders together are more than its credit limit"
        "应收账款余额与未交货订单金额之和超过信用额度",
    HOLD_OVERDUE
        "an open item has more than {days} effective days late"
        "有尚未结清的款项有效逾期超过{days}天",
}
