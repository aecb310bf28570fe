"""The titles and axes of pictures, in English and Chinese.

They belong to the pictures, which nothing but this package draws. Codes, and the names of dimensions, caps
and classes, are read by the library, which has them for every language.
"""

from __future__ import annotations

from keyaccount import _core

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "whale": "Whale curve: who makes the profit",
        "customers_by_profit": "customers, the most profitable first ({without} of unknown profit left out)",
        "share_of_profit": "running share of all profit",
        "peak": "{share}% from {count} of {all}",
        "profit": "running profit ({currency})",
        "pareto": "Order amount by customer",
        "others": "{count} others",
        "order_amount": "order amount ({currency})",
        "running_share": "running share",
        "distribution": "Grades and value classes",
        "absent": "not there",
        "by_grade": "by grade",
        "by_value_class": "by value class",
        "customers": "customers",
        "ageing": "How late invoices are paid",
        "on_time": "on time",
        "paid": "paid",
        "open": "open and past due",
        "written_off": "written off",
        "days_late": "days after the due date",
        "amount": "amount ({currency})",
        "moves": "Moves between grades",
        "at_most": "at most {grade}",
        "points": "points",
        "waterfall": "{customer}: grade {grade}",
    },
    "zh": {
        "whale": "鲸鱼曲线：利润来自哪些客户",
        "customers_by_profit": "客户，利润高者在前（另有 {without} 家利润不明，未列入）",
        "share_of_profit": "累计利润占比",
        "peak": "{all} 家中的 {count} 家创造 {share}%",
        "profit": "累计利润（{currency}）",
        "pareto": "各客户订货金额",
        "others": "其余 {count} 家",
        "order_amount": "订货金额（{currency}）",
        "running_share": "累计占比",
        "distribution": "客户等级与价值分类",
        "absent": "不在册",
        "by_grade": "按等级",
        "by_value_class": "按价值分类",
        "customers": "客户数",
        "ageing": "发票逾期情况",
        "on_time": "按时",
        "paid": "已付",
        "open": "已逾期未付",
        "written_off": "已核销",
        "days_late": "逾期天数",
        "amount": "金额（{currency}）",
        "moves": "等级变动",
        "at_most": "不高于 {grade}",
        "points": "分",
        "waterfall": "{customer}：{grade} 级",
    },
}


def words(lang: str) -> dict[str, str]:
    """The words of a language.

    Raises ``KeyaccountError`` for another than ``en`` and ``zh``.
    """
    return _WORDS[_core.language_code(lang)]
