//! What the codes of a book are called in exports.

use keyaccount::book::{ColumnKind, Table};

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
    words("contacts.official_rank", "deputy_section", &["副科级", "副科"]),
    words("contacts.official_rank", "section", &["正科级", "正科"]),
    words("contacts.official_rank", "deputy_division", &["副处级", "副处"]),
    words("contacts.official_rank", "division", &["正处级", "正处"]),
    words("contacts.official_rank", "deputy_bureau", &["副厅级", "副厅", "副局级"]),
    words("contacts.official_rank", "bureau", &["正厅级", "正厅", "正局级"]),
    words("contacts.official_rank", "deputy_minister", &["副部级", "副部"]),
    words("contacts.official_rank", "minister", &["正部级", "正部"]),
    words("evaluations.level", "poor", &["差", "poor", "bad"]),
    words("evaluations.level", "fair", &["一般", "fair", "average"]),
    words("evaluations.level", "good", &["较好", "良好", "良", "good"]),
    words("evaluations.level", "excellent", &["好", "优秀", "优", "excellent"]),
    words("contracts.status", "draft", &["草稿", "拟定", "draft"]),
    words("contracts.status", "submitted", &["已提交", "审批中", "送审", "submitted", "pending"]),
    words("contracts.status", "approved", &["已批准", "已审批", "approved"]),
    words("contracts.status", "signed", &["已签订", "已签", "signed"]),
    words("contracts.status", "effective", &["生效", "执行中", "履行中", "effective", "active"]),
    words("contracts.status", "closed", &["已完结", "已完成", "关闭", "closed", "completed"]),
    words("contracts.status", "rejected", &["已驳回", "驳回", "rejected"]),
    words("contracts.status", "withdrawn", &["已撤回", "撤回", "withdrawn"]),
    words("contracts.status", "cancelled", &["已取消", "取消", "作废", "cancelled", "canceled"]),
    words("documents.kind", "application_form", &["大客户申请表", "申请表", "applicationform"]),
    words("documents.kind", "draft_contract", &["合同草稿", "空白合同", "合同文本", "draftcontract"]),
    words("documents.kind", "reconciliation_statement", &["对账单", "reconciliationstatement", "statement"]),
    words("documents.kind", "basic_situation", &["基本情况", "基本信息卡", "basicsituation"]),
    words("documents.kind", "business_licence", &["营业执照", "businesslicence", "businesslicense"]),
    words("documents.kind", "tax_certificate", &["税务登记证", "taxcertificate"]),
    words("documents.kind", "principal_contact", &["主要负责人联系方式", "principalcontact"]),
    words("documents.kind", "past_business", &["已发生业务", "pastbusiness"]),
    words("documents.kind", "arrears_statement", &["欠款说明", "arrearsstatement"]),
    words("documents.kind", "branch_evaluation", &["办事处评价", "branchevaluation"]),
    words("grants.form", "paper", &["纸质", "书面", "paper"]),
    words("grants.form", "electronic", &["电子", "electronic"]),
    words("contact_log.kind", "visit", &["拜访", "上门拜访", "来访", "面谈", "visit", "onsite"]),
    words("contact_log.kind", "phone", &["电话", "电话拜访", "phone", "call"]),
    words("contact_log.kind", "sms", &["短信", "sms", "text"]),
    words("contact_log.kind", "email", &["邮件", "电子邮件", "email", "mail"]),
    words("contact_log.kind", "social", &["微信", "社交媒体", "social", "wechat"]),
    words("contact_log.kind", "meeting", &["会议", "meeting"]),
    words("contact_log.kind", "video", &["视频", "视频会议", "video"]),
    words("contact_log.kind", "negotiation", &["谈判", "negotiation"]),
    words("contact_log.kind", "phone_follow_up", &["电话回访", "回访", "phonefollowup"]),
    words("reminders.kind", "signing", &["签约", "签约日期", "signing"]),
    words("reminders.kind", "materials", &["交材料", "材料", "materials"]),
    words("reminders.kind", "callback", &["回电", "callback"]),
    words("reminders.kind", "milestone", &["节点", "milestone"]),
    words("reminders.kind", "other", &["其他", "other"]),
    words("runs.kind", "backup", &["备份", "backup"]),
    words("runs.kind", "weekly_report", &["销售周报", "周报", "weeklyreport"]),
    words("runs.kind", "full_review", &["全面核查", "档案核查", "fullreview"]),
    words("runs.kind", "register_inspection", &["登记簿检查", "registerinspection"]),
    words("runs.kind", "isolation_attestation", &["隔离存储确认", "isolationattestation"]),
    words("runs.kind", "access_log_review", &["访问日志检查", "accesslogreview"]),
    words("runs.kind", "system_audit", &["系统审计", "systemaudit"]),
    words("runs.kind", "reassessment", &["等级复评", "复评", "reassessment"]),
    words("archive_records.status", "draft", &["草稿", "draft"]),
    words("archive_records.status", "filed", &["已归档", "归档", "filed"]),
    words("archive_records.status", "frozen", &["冻结", "frozen"]),
    words("archive_records.status", "disposed", &["已处置", "已销毁", "disposed"]),
    words("archive_records.confidentiality", "1", &["秘密"]),
    words("archive_records.confidentiality", "2", &["机密"]),
    words("archive_records.confidentiality", "3", &["绝密"]),
];

/// The code a value of a column most likely means.
pub(super) fn code(table: &str, column: &str, value: &str) -> Option<&'static str> {
    let plain = super::names::plain(value);
    let full = format!("{table}.{column}");
    let of_column = Table::named(table).and_then(|table| table.columns().get(table.column(column)?));
    let ColumnKind::Code(codes) = of_column?.kind else { return None };
    let meant = |name: &str| {
        let mut named = WORDS.iter().filter(|words| words.column == name && codes.contains(&words.code));
        named.find(|words| words.words.contains(&plain.as_str())).map(|words| words.code)
    };
    meant(&full).or_else(|| meant(column))
}

#[cfg(test)]
mod tests {
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
