//! The sentences of comparisons: the headline, the causes of moves and what is proved of them.

use super::Label;

sentences! {
    // The headline.
    NOBODY_MOVES
        "No customer moves: all {all} stay where they are."
        "全部{all}位客户均无变动。",
    NOBODY_AT_ALL "There are no customers to compare." "没有可比较的客户。",
    ONE_MOVES "1 of {all} customers moves: {directions}" "{all}位客户中有1位变动：{directions}",
    MOVE "{moved} of {all} customers move: {directions}" "{all}位客户中有{moved}位变动：{directions}",
    CARRIES "; it carries {share}% of the order amount." "，占下单金额的{share}%。",
    CARRY "; they carry {share}% of the order amount." "，合计占下单金额的{share}%。",
    UP "{n} up" "{n}位升级",
    DOWN "{n} down" "{n}位降级",
    GRADED "{n} newly graded" "{n}位新获等级",
    UNGRADED "{n} no longer graded" "{n}位失去等级",
    IN "{n} new in the book" "{n}位新进名单",
    OUT "{n} no longer in the book" "{n}位退出名单",
    OTHER "{n} otherwise" "{n}位其他变动",
    // Causes.
    CAME "new in the book" "新进名单",
    WENT "no longer in the book" "已不在名单",
    OVERRIDE_CAME "grade {grade} approved by {by}" "{by}批准定为{grade}级",
    OVERRIDE_WENT
        "the grade {grade} approved by {by} no longer holds"
        "{by}批准的{grade}级不再有效",
    OVERRIDE_CHANGED
        "approved grade from {before} ({by_before}) to {after} ({by})"
        "批准等级由{before}级（{by_before}批准）改为{after}级（{by}批准）",
    TRACK "was {before}, is {after} now" "评级类型由“{before}”变为“{after}”",
    VETO_CAME "now vetoed: {veto}{clause}" "新增一票否决：{veto}{clause}",
    VETO_WENT "no longer vetoed: {veto}{clause}" "一票否决已解除：{veto}{clause}",
    CAP_CAME "the cap “{cap}”{clause} now holds" "触发“{cap}”封顶{clause}",
    CAP_WENT "the cap “{cap}”{clause} no longer holds" "“{cap}”封顶解除{clause}",
    CREDIT_CAP_CAME "the credit cap “{cap}”{clause} now holds" "触发“{cap}”信用封顶{clause}",
    CREDIT_CAP_WENT "the credit cap “{cap}”{clause} no longer holds" "“{cap}”信用封顶解除{clause}",
    SCORE "{score} from {before} to {after}{why}" "{score}由{before}变为{after}{why}",
    SAME_SCORE "{score} still {before}{why}" "{score}仍为{before}{why}",
    OF_DIMENSION "{dimension} score" "{dimension}得分",
    CHANGE "{fact} from {before} to {after}" "{fact}由{before}变为{after}",
    NONE "none" "无",
    RULES_CHANGED "by the changed policy" "制度调整所致",
    WEIGHTS "the weights changed" "权重调整",
    MINIMUMS "the fewest dimensions or the least weight changed" "最低维度数或最低权重调整",
    BANDS "the grades or their bounds changed" "等级或分数线调整",
    CAPS "the caps changed" "封顶规定调整",
    OVERRIDE_RULE
        "whether an approval lifts a veto changed"
        "批准能否解除一票否决的规定调整",
    TOGETHER
        "none of these alone moves it, only several together"
        "单独任何一项均不足以引起变动，系多项共同作用",
    // What is proved.
    DECIDES "{causes} — this alone decides" "{causes}（由此决定）",
    ALONE "{causes} — this alone is enough" "{causes}（仅此一项即可引起变动）",
    EACH_ALONE "{causes} — each alone is enough" "{causes}（任一项即可引起变动）",
    NEEDED "{causes} — nothing moves without it" "{causes}（无此项则不变动）",
    EACH_NEEDED "{causes} — nothing moves without each of them" "{causes}（缺一项则不变动）",
    ALSO "also: {causes}" "另有：{causes}",
}

/// What scores rest on, beside the facts that predicates ask.
pub(crate) const FACTS: &[Label] = &[
    Label::new("weighted_days_late", "weighted days late", "加权逾期天数"),
    Label::new("on_time_rate", "on-time rate", "准时率"),
    Label::new("max_days_late", "worst days late", "最长逾期天数"),
    Label::new("overdue_amount", "overdue amount", "逾期金额"),
    Label::new("order_amount", "order amount", "下单金额"),
    Label::new("order_quantity", "order quantity", "下单数量"),
    Label::new("order_count", "orders", "订单数"),
    Label::new("volume_rank", "rank by order volume", "下单排名"),
    Label::new("ranked_by_volume", "customers ranked by order volume", "参与下单排名的客户数"),
    Label::new("greatest_volume", "greatest order volume", "最大下单量"),
    Label::new("ranked_by_profit", "customers ranked by profit", "参与利润排名的客户数"),
    Label::new("greatest_profit", "greatest profit", "最大利润"),
    Label::new("profit", "profit", "利润"),
    Label::new("margin_percent", "margin", "利润率"),
    Label::new("profit_rank", "rank by profit", "利润排名"),
    Label::new("population_margin", "margin of all customers", "总体利润率"),
];
