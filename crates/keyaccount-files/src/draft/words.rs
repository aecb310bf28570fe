//! What the codes of a book are called in exports.

/// Words (in their plain spelling) for a code of the column of that name.
struct Words {
    column: &'static str,
    code: &'static str,
    words: &'static [&'static str],
}

const fn words(column: &'static str, code: &'static str, words: &'static [&'static str]) -> Words {
    Words { column, code, words }
}

/// A column is named `table.column` where another table has other codes in one of the same name.
const WORDS: &[Words] = &[
    words(
        "status",
        "cancelled",
        &[
            "已取消",
            "取消",
            "作废",
            "已作废",
            "撤销",
            "已撤销",
            "退单",
            "cancelled",
            "canceled",
            "cancel",
            "void",
            "voided",
            "rejected",
            "deleted",
            "lost",
            "storniert",
            "annulé",
            "annulée",
            "cancelado",
            "交易关闭",
        ],
    ),
    words(
        "status",
        "fulfilled",
        &[
            "已完成",
            "完成",
            "已发货",
            "已出库",
            "已交货",
            "已交付",
            "已签收",
            "已结案",
            "执行完毕",
            "已完结",
            "完结",
            "已结清",
            "结清",
            "已收货",
            "交易成功",
            "交易完成",
            "erledigt",
            "geliefert",
            "abgeschlossen",
            "livré",
            "livrée",
            "terminé",
            "entregado",
            "completado",
            "fulfilled",
            "completed",
            "complete",
            "shipped",
            "delivered",
            "closed",
            "invoiced",
            "done",
            "won",
            "resolved",
        ],
    ),
    words(
        "status",
        "open",
        &[
            "未完成",
            "执行中",
            "进行中",
            "待发货",
            "未发货",
            "已审核",
            "审核",
            "未审核",
            "已下单",
            "开立",
            "待处理",
            "部分发货",
            "open",
            "pending",
            "processing",
            "inprocess",
            "inprogress",
            "onhold",
            "disputed",
            "new",
            "approved",
            "confirmed",
            "unshipped",
            "offen",
            "inbearbeitung",
            "encours",
            "pendiente",
        ],
    ),
    words("settlements.kind", "cash", &["现金", "现金收款", "cash"]),
    words(
        "settlements.kind",
        "transfer",
        &[
            "转账",
            "银行转账",
            "电汇",
            "汇款",
            "银行存款",
            "网银",
            "网银转账",
            "银行汇款",
            "支票",
            "转账支票",
            "微信",
            "支付宝",
            "transfer",
            "banktransfer",
            "wire",
            "wiretransfer",
            "ach",
            "eft",
            "cheque",
            "check",
            "sepa",
            "card",
            "creditcard",
        ],
    ),
    words(
        "settlements.kind",
        "acceptance_bill",
        &[
            "银行承兑",
            "银行承兑汇票",
            "承兑汇票",
            "承兑",
            "商业承兑汇票",
            "商业承兑",
            "商承",
            "银承",
            "电子承兑",
            "汇票",
            "票据",
            "acceptancebill",
            "billofexchange",
            "bankacceptance",
            "draft",
        ],
    ),
    words(
        "settlements.kind",
        "offset",
        &["抵账", "冲抵", "对冲", "应收冲应付", "抵扣", "冲账", "预收冲应收", "offset", "netting", "contra"],
    ),
    words(
        "settlements.kind",
        "credit_note",
        &["红字", "红字发票", "红冲", "折让", "退货", "红票", "creditnote", "creditmemo", "refund"],
    ),
    words("settlements.kind", "write_off", &["坏账核销", "坏账", "核销坏账", "呆账", "writeoff", "baddebt"]),
    words(
        "customers.kind",
        "enterprise",
        &["企业", "公司", "终端", "enterprise", "company", "corporate", "business"],
    ),
    words(
        "customers.kind",
        "public_unit",
        &["行政单位", "政府", "事业单位", "机关", "publicunit", "government"],
    ),
    words("customers.kind", "individual", &["个人", "个体", "自然人", "individual", "person", "consumer"]),
    words(
        "customers.kind",
        "dealer",
        &["经销商", "代理商", "分销商", "批发商", "dealer", "distributor", "reseller", "wholesaler"],
    ),
    words("customers.kind", "institution", &["机构", "医院", "学校", "institution", "hospital", "school"]),
    words(
        "delay_reasons.kind",
        "seller_late_delivery",
        &["交货延误", "我方交货延误", "延迟交货", "latedelivery", "sellerlatedelivery"],
    ),
    words(
        "delay_reasons.kind",
        "seller_quality_dispute",
        &["质量异议", "质量问题", "质量异议成立", "qualitydispute", "sellerqualitydispute"],
    ),
    words(
        "delay_reasons.kind",
        "seller_billing_error",
        &["开票差错", "对账差错", "开票错误", "billingerror", "sellerbillingerror"],
    ),
    words("delay_reasons.kind", "force_majeure", &["不可抗力", "forcemajeure"]),
    words("delay_reasons.kind", "bank_clearing", &["银行清算", "节假日", "法定假日", "bankclearing"]),
    words("delay_reasons.kind", "cash_shortage", &["资金紧张", "资金困难", "cashshortage"]),
    words("delay_reasons.kind", "internal_process", &["内部流程", "流程审批", "internalprocess"]),
    words("delay_reasons.kind", "unknown", &["不明", "其他", "未知", "unknown", "other"]),
    words("delay_reasons.kind", "wilful_default", &["恶意拖欠", "wilfuldefault"]),
    words("credit_facts.kind", "bad_debt", &["坏账", "baddebt"]),
    words("credit_facts.kind", "wilful_default", &["恶意拖欠", "wilfuldefault"]),
    words("credit_facts.kind", "litigation", &["诉讼", "起诉", "litigation", "lawsuit"]),
    words("credit_facts.kind", "insolvency", &["破产", "资不抵债", "insolvency", "bankruptcy", "bankrupt"]),
    words("credit_facts.kind", "suspended_business", &["责令停业", "停业", "吊销", "suspendedbusiness"]),
    words(
        "credit_facts.kind",
        "bounced_bill",
        &["退票", "空头支票", "bouncedbill", "bouncedcheque", "bouncedcheck"],
    ),
];

/// The code a value of a column most likely means.
pub(super) fn code(table: &str, column: &str, value: &str) -> Option<&'static str> {
    let plain = super::names::plain(value);
    let full = format!("{table}.{column}");
    let here = WORDS.iter().filter(|words| words.column == column || words.column == full);
    here.filter(|words| words.words.contains(&plain.as_str())).map(|words| words.code).next()
}

#[cfg(test)]
mod tests {
    use keyaccount::book::{ColumnKind, Table};

    use super::*;
    use crate::draft::names::plain;

    #[test]
    fn every_word_is_plain_and_leads_to_a_code_of_its_column() {
        for entry in WORDS {
            let (table, column) = entry.column.split_once('.').unwrap_or(("orders", entry.column));
            let table = Table::named(table).unwrap();
            let ColumnKind::Code(codes) = table.columns()[table.column(column).unwrap()].kind else {
                panic!("{}", entry.column);
            };
            assert!(codes.contains(&entry.code), "{}", entry.code);
            for word in entry.words {
                assert_eq!(plain(word), *word);
                assert_eq!(code(table.name(), column, word), Some(entry.code), "{word}");
            }
        }
    }

    #[test]
    fn common_values_are_known() {
        assert_eq!(code("order_lines", "status", "Canceled"), Some("cancelled"));
        assert_eq!(code("settlements", "kind", "银行承兑汇票"), Some("acceptance_bill"));
        assert_eq!(code("settlements", "kind", "Bank Transfer"), Some("transfer"));
        assert_eq!(code("settlements", "kind", "barter"), None);
    }
}
