//! What holds a text together: headings, numbers with their units, ranges.

use crate::labels::sentences::sentences;

sentences! {
    TITLE "Customer grading policy" "客户分级管理制度",
    CHAPTER "Chapter {n}  {title}" "第{n}章　{title}",
    ARTICLE "Article {n}  {title}" "第{n}条　{title}",
    ITEM "({n}) " "（{n}）",
    ARTICLE_REFERENCE "Article {n}" "第{n}条",
    /// Where the company's own policy says it.
    CLAUSE " (company policy: {clause})" "（对应公司制度：{clause}）",
    CHAPTER_CLAUSE "(This chapter: company policy, {clause})" "（本章对应公司制度：{clause}）",
    CLAUSES "Company policy" "对应公司制度",
    QUOTED "“{text}”" "“{text}”",
    OR " or " "或",
    AND " and " "和",
    NUMBER "Document number" "文件编号",
    VERSION "Version" "版本",
    CURRENCY "Currency" "币种",
    IN_FORCE "In force from" "施行日期",
    // A name ending in a letter takes 级, any other stands as it is.
    GRADE "grade {name}" "{name}级",
    GRADE_NAMED "grade {name}" "“{name}”",
    MONTH "{n} month" "{n}个月",
    MONTHS "{n} months" "{n}个月",
    DAY "{n} day" "{n}天",
    DAYS "{n} days" "{n}天",
    POINT "{n} point" "{n}分",
    POINTS "{n} points" "{n}分",
    ORDERS "{n}" "{n}笔",
    // Ranges of a table.
    OR_MORE "{low} or more" "{low}以上",
    FROM_BELOW "{low} or more, below {high}" "{low}以上，不满{high}",
    BELOW "below {high}" "不满{high}",
    ANY "any" "不限",
    FROM_TO "{low} to {high}" "{low}至{high}天",
    ONE_DAY "{low}" "{low}天",
    FROM_ON "{low} or more" "{low}天以上",
}
