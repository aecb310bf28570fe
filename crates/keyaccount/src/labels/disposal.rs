//! How a disposal reads: where it stands, what happened to it.

use super::sentences::sentences;

sentences! {
    DRAFT "draft" "草稿",
    PROPOSED "proposed" "已提出",
    APPROVED_ONCE "approved once" "一级批准",
    APPROVED_TWICE "approved twice" "两级批准",
    EXECUTED "carried out" "已执行",
    LISTED "on the disposal list" "已列入清册",
    REJECTED "rejected" "已否决",
    WITHDRAWN "withdrawn" "已撤回",
    DID "{date} {who}: {what}" "{date} {who}：{what}",
    PROPOSES "proposes the disposal of {n} record(s): {records}" "提出销毁{n}份档案：{records}",
    APPROVES "approves it" "批准",
    APPROVES_SECOND "approves it second" "再次批准",
    WITNESSES "attends as a witness" "到场监销",
    EXECUTES "carries it out" "执行销毁",
    LISTS "enters it on the disposal list as {entry}" "记入销毁清册，编号{entry}",
    REJECTS "rejects it" "否决",
    WITHDRAWS "withdraws it" "撤回",
    BECAUSE "{what}, “{reason}”" "{what}，“{reason}”",
}
