//! Customer files.

use crate::labels::sentences::sentences;

sentences! {
    CHAPTER "Customer files" "客户档案的使用",
    ROLES_TITLE "Roles" "角色",
    ROLES
        "What a person may do with customer files depends on the person's role: {roles}."
        "客户档案的使用权限按角色确定。角色分为：{roles}。",
    PERMISSIONS_TITLE "Permissions" "权限",
    PERMISSIONS
        "Each action is open to the roles stated and to no others:"
        "下列各项，未列明的角色一律禁止：",
    ACTION "{action}: {permissions}" "{action}：{permissions}",
    ALLOW "{roles}" "{roles}可以办理",
    OWN
        "for the customers in their own charge only, {roles}"
        "{roles}仅限办理本人负责的客户",
    APPROVAL "with an approved request, {roles}" "{roles}须经批准",
    TWO_APPROVALS "with a request approved twice, {roles}" "{roles}须经两级批准",
    NOBODY "nobody" "一律禁止",
    APPROVAL_TITLE "Approval of requests" "申请的批准",
    APPROVER "Requests are approved by: {approver}." "使用申请由{approver}批准。",
    SECOND
        "Where two approvals are needed, the second is given by: {second}. The same role decides on requests of the approver's own."
        "须经两级批准的，再经{second}批准；批准人本人的申请，由{second}决定。",
    NO_APPROVER "No role is named to approve requests." "本制度未指定使用申请的批准人。",
}
