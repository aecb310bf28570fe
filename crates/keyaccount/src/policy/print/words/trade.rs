//! Order volume and profit, and how either becomes a score.

use crate::labels::sentences::sentences;

sentences! {
    VOLUME_CHAPTER "Order volume" "下单量评定",
    VOLUME_TITLE "Order volume" "下单量",
    VOLUME_AMOUNT
        "Order volume is the amount a customer ordered in the last {months}, added up. Cancelled orders do not count, and returns are deducted."
        "下单量为近{months}的下单金额之和。已取消的订单不计入，退货予以扣减。",
    VOLUME_QUANTITY
        "Order volume is the quantity a customer ordered in the last {months}, in base units and added up. Cancelled orders do not count, and returns are deducted. A customer whose orders record no quantity at all is not scored."
        "下单量为近{months}的下单数量之和，按产品的基本计量单位折算。已取消的订单不计入，退货予以扣减。订单均未登记数量的，下单量不予评分。",
    VOLUME_SCORE_TITLE "Order volume score" "下单量得分",
    PROFIT_CHAPTER "Profit" "利润评定",
    PROFIT_TITLE "Profit and margin" "利润与利润率",
    PROFIT
        "Profit is the profit of a customer's order lines in the last {months}, added up, less what it costs to serve the customer. Cancelled orders do not count, and returns are deducted."
        "利润为近{months}的订单明细利润之和减去该客户的服务成本。已取消的订单不计入，退货予以扣减。",
    MARGIN
        "The margin is the profit as a percentage of the amount of these order lines. The overall margin is the profit of all established customers scored for profit, as a percentage of the amount of their order lines. Comparisons with it use the published percentages and hold only if the overall margin is more than 0%."
        "利润率为利润占上述订单明细金额的百分比。总体利润率为利润已评分的全部老客户的利润之和，占其订单明细金额之和的百分比；与总体利润率比较时，均以公布的百分比为准，总体利润率为零或为负的，不作比较。",
    COST_TITLE "Cost data" "成本资料",
    COST
        "The profit of an order line is what the line itself records: its profit, else its cost, else its cost per unit, else its margin. Failing these, the cost per unit or the margin of the product on the day of the order is taken."
        "订单明细的利润，依次按明细所载的利润、成本、单位成本、利润率确定；明细均未载明的，按产品在下单日的单位成本或利润率确定。",
    FALLBACK
        "A line that has none of them is taken to have a margin of {margin}, and counts as a line with cost data."
        "仍无法确定的，按利润率{margin}计算，并视为有成本资料。",
    NO_FALLBACK
        "A line that has none of them is a line without cost data; its cost is never taken for zero."
        "仍无法确定的，为缺少成本资料的明细，不得按零成本计算。",
    ALL_COSTED
        "The profit of a customer is scored only if its lines with cost data make up {share} of the amount ordered, that is, if no line lacks them."
        "有成本资料的明细须占下单金额的{share}，即每条明细均有成本资料，利润方可评分。",
    SHARE_COSTED
        "The profit of a customer is scored only if its lines with cost data make up {share} or more of the amount ordered, returns counted by their size; its profit and margin are then those of the lines with cost data."
        "有成本资料的明细占下单金额（退货按绝对值计）{share}以上的，利润方可评分；利润和利润率只按有成本资料的明细计算。",
    PROFIT_SCORE_TITLE "Profit score" "利润得分",
    VOLUME "order volume" "下单量",
    PROFIT_NAME "profit" "利润",
    RANK
        "Established customers whose {what} is more than zero are ranked by it, the largest first. Equal customers share a rank, and the ranks after it are left out accordingly (1, 2, 2, 4). Score = 100 × (customers ranked − rank + 1) ÷ customers ranked. For example, rank 5 of 20 scores 100 × (20 − 5 + 1) ÷ 20 = 80. Where the {what} is zero or negative, the score is 0."
        "{what}大于零的老客户，按{what}从大到小排名；{what}相同的名次并列，其后的名次相应空出（如1、2、2、4）。得分＝100×（参加排名的客户数－名次＋1）÷参加排名的客户数。例如，20户中排名第5的，得100×（20－5＋1）÷20＝80分。{what}为零或为负的，得0分。",
    MAX_RATIO
        "Score = 100 × the customer's {what} ÷ the largest {what} of an established customer. For example, half of the largest scores 50. Where the {what} is zero or negative, the score is 0."
        "得分＝100×该客户的{what}÷老客户中最大的{what}。例如，为最大者一半的，得50分。{what}为零或为负的，得0分。",
    BY_VALUE "The score of an established customer follows from its {what}:" "老客户的得分按{what}确定：",
    VALUE_VOLUME "Order volume" "下单量",
    VALUE_PROFIT "Profit" "利润",
    VALUE_SCORE "Score" "得分",
    WITHIN
        "Customers are compared only with customers of the same {axis}; those without one on record form a group of their own."
        "上述比较只在{axis}相同的客户之间进行；未登记{axis}的客户归为一组。",
    WITHIN_SHOWN
        "Customers of the same {axis} are also ranked among themselves, those without one on record as a group of their own; the rank does not enter the score."
        "另在{axis}相同的客户之间排列名次（未登记{axis}的客户归为一组），名次不影响得分。",
}
