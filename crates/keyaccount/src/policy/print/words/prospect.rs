//! New customers.

use crate::labels::sentences::sentences;

sentences! {
    CHAPTER "New customers" "新客户评定",
    WHO_TITLE "Who is new" "新客户的范围",
    WHO
        "A customer is new if its first trade was less than {months} before the as-of date, or if it has not traded yet. It is given no score for credit, order volume or profit and no composite score."
        "首次交易至截止日不满{months}的客户，以及尚无交易的客户，为新客户。新客户不评信用、下单量和利润得分，不计算综合得分。",
    WHO_NEVER
        "The period for new customers is {months}: a customer is new only as long as it has not traded yet. It is given no score for credit, order volume or profit and no composite score."
        "新客户的期限为{months}，即只有尚无交易的客户为新客户。新客户不评信用、下单量和利润得分，不计算综合得分。",
    ASSESSMENT_TITLE "Assessment" "考察评估",
    ASSESSMENT
        "Assessors rate a new customer by these criteria, from 1 (poor) to 5 (excellent):"
        "考察人对新客户的下列项目评分，1分最差，5分最好：",
    CRITERION "Criterion" "项目",
    WEIGHT "Weight" "权重",
    SCORE
        "Of several assessors each one's latest assessment counts, and their ratings are averaged criterion by criterion. A criterion earns (mean rating − 1) ÷ 4 × 100 points; the prospect score is the mean of the points, weighted by the weights of the criteria that were rated."
        "有多名考察人的，取每人最近一次的评分，逐项平均。每项得分＝（平均分－1）÷4×100；潜力得分为已评项目的得分按权重的加权平均数。",
    EXAMPLE
        "For example, a 5 for {first} and a 3 for every other criterion make a prospect score of {score}."
        "例如，“{first}”评5分、其他各项评3分的，潜力得分为{score}分。",
    EXAMPLE_ONE
        "For example, a 4 for {first} makes a prospect score of {score}."
        "例如，“{first}”评4分的，潜力得分为{score}分。",
    MIN_WEIGHT
        "The criteria that were rated must have a weight of {weight} or more together; otherwise there is no prospect score."
        "已评项目的权重合计须在{weight}以上，否则不计算潜力得分。",
    VALID
        "An assessment is valid for {months} from its date, the last day included. While it is valid, a prospect score that was approved with a stated reason takes the place of the computed one."
        "考察评估自评估之日起{months}内有效，期满当日仍有效。有效期内，注明理由并经批准的潜力得分，优先于计算得分。",
    PROVISIONAL_TITLE "Provisional grade" "暂定等级",
    PROVISIONAL
        "The prospect score leads to a provisional grade by {grade}, within the limits of {caps}. Once the customer is no longer new, the provisional grade lapses."
        "新客户按潜力得分和{grade}的标准确定暂定等级，并受{caps}的限制。客户不再属于新客户的，暂定等级失效。",
}
