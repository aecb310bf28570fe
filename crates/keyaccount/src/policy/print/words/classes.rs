//! Value class, buying behaviour and review.

use crate::labels::sentences::sentences;

sentences! {
    VALUE_CHAPTER "Value class" "价值分类",
    VALUE_TITLE "Value class" "价值分类",
    VALUE
        "Established customers are classed by their {value}. What decides is the share before a customer: the total {what} of the customers with more, as a percentage of the total {what} of all customers in which it is above zero. The share is not rounded for this."
        "老客户按{value}从高到低排列，依“前列占比”分类。前列占比，是指{what}高于该客户的各客户的{what}之和，占{what}大于零的全部老客户的{what}之和的百分比，分类时不取整：",
    VALUE_PROFIT "profit of the last {months}" "近{months}的利润",
    VALUE_AMOUNT "order amount of the last {months}" "近{months}的下单金额",
    PROFIT "profit" "利润",
    AMOUNT "order amount" "下单金额",
    CLASS "Class" "类别",
    SHARE "Share before" "前列占比",
    REST "all others" "其余客户",
    VALUE_REST
        "Equal customers share a class. A customer whose {value} is zero or negative belongs to the last class, {last}."
        "数额相同的归入同一类。{value}为零或为负的，归入最后一类（{last}）。",
    VALUE_UNSCORED
        "A customer whose profit is not scored has no class."
        "利润未评分的，不作价值分类。",
    VALUE_EXAMPLE
        "For example, five customers whose {what} is 50, 30, 10, 6 and 4 have 0%, 50%, 80%, 90% and 96% before them, so their classes are {classes}."
        "例如，五户的{what}依次为50、30、10、6、4的，前列占比依次为0%、50%、80%、90%、96%，依次归入{classes}。",
    ONE_CLASS
        "There is one class, {last}, and every established customer with a known {value} belongs to it."
        "老客户按{value}分类，只设一类（{last}），{value}已知的老客户均归入该类。",
    BEHAVIOUR_CHAPTER "Buying behaviour and deal stage" "购买行为与成交阶段",
    BEHAVIOUR_TITLE "Buying behaviour" "购买行为",
    BEHAVIOUR
        "Established customers that ordered in the last {months} are ranked three times: by the days since the last order (the fewer the better), by the number of orders and by the order amount of that time. In each ranking the best fifth is given a 5, the next a 4 and so on down to 1; equal customers are given the same. The three figures in this order, such as 543, describe how the customer buys (recency, frequency, money)."
        "对近{months}内有订单的老客户，分别按最近一次下单距截止日的天数（少者为优）、订单数和下单金额排名，各自从优到劣等分为5档至1档，并列的同档。三个档次按上述顺序连写（如543），表示该客户的购买行为（RFM）。",
    GROWTH_TITLE "Growth" "增长率",
    GROWTH
        "Growth = (order amount of the last {months} − order amount of the {months} before) ÷ order amount of the {months} before × 100%. If the latter is zero or negative, there is none."
        "增长率＝（近{months}的下单金额－此前{months}的下单金额）÷此前{months}的下单金额×100%。此前{months}的下单金额为零或为负的，不计算增长率。",
    STAGE_TITLE "Deal stage" "成交阶段",
    STAGE "Every customer is at one of these stages:" "客户的成交阶段分为：",
    STAGE_CLOSED
        "closed: a contract has been signed, an order fulfilled (one without a status on record counts as fulfilled) or an invoice issued"
        "已成交：已签订合同、已完成订单（未登记状态的订单视为已完成）或者已开具发票",
    STAGE_NEW
        "new: no contract and no order yet, and the customer's record was opened at most {days} before the as-of date"
        "新建客户：尚无合同和订单，且建档至截止日在{days}以内",
    STAGE_OPEN "not yet closed: all others" "未成交：其他客户",
    REVIEW_CHAPTER "Review" "复评",
    REVIEW_TITLE "When grades are reviewed" "复评日期",
    REVIEW_EVERY
        "Customer grades are assessed anew every {months}: the next assessment is due {months} after the as-of date of the last one."
        "客户等级每{months}复评一次，自上次评定的截止日起满{months}之日为复评到期日。",
    REVIEW_YEARLY
        "Customer grades are assessed anew every year: the next assessment is due on the first {day} after the as-of date of the last one."
        "客户等级每年复评一次，上次评定的截止日之后的第一个{day}为复评到期日。",
    LEAP_DAY "In a year without that day, {day} takes its place." "当年没有该日的，以{day}为准。",
}
