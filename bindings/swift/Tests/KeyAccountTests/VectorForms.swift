// Written by bindings/mobile/generate/mirror.py: readers of the conformance vectors.
import Foundation
@testable import KeyAccount

func readAccessForm(_ node: Json) throws -> AccessForm {
    let code = try node.code()
    switch code {
    case "paper": return .paper
    case "electronic": return .electronic
    default: throw FormError("`\(code)` is no AccessForm")
    }
}

func readArchiveAction(_ node: Json) throws -> ArchiveAction {
    let code = try node.code()
    switch code {
    case "submit_change": return .submitChange
    case "enter_basic_info": return .enterBasicInfo
    case "enter_dynamic_info": return .enterDynamicInfo
    case "maintain": return .maintain
    case "file_papers": return .filePapers
    case "search": return .search
    case "view_electronic": return .viewElectronic
    case "view_paper_extract": return .viewPaperExtract
    case "export": return .export
    case "disclose_external": return .discloseExternal
    case "backup": return .backup
    case "restore": return .restore
    case "grant_access": return .grantAccess
    case "audit": return .audit
    case "anonymise": return .anonymise
    case "dispose": return .dispose
    case "set_confidentiality": return .setConfidentiality
    default: throw FormError("`\(code)` is no ArchiveAction")
    }
}

func readDocumentKind(_ node: Json) throws -> DocumentKind {
    let code = try node.code()
    switch code {
    case "application_form": return .applicationForm
    case "draft_contract": return .draftContract
    case "reconciliation_statement": return .reconciliationStatement
    case "basic_situation": return .basicSituation
    case "business_licence": return .businessLicence
    case "tax_certificate": return .taxCertificate
    case "principal_contact": return .principalContact
    case "past_business": return .pastBusiness
    case "arrears_statement": return .arrearsStatement
    case "branch_evaluation": return .branchEvaluation
    default: throw FormError("`\(code)` is no DocumentKind")
    }
}

func readRequestKind(_ node: Json) throws -> RequestKind {
    let code = try node.code()
    switch code {
    case "key_account": return .keyAccount
    case "vip": return .vip
    case "archive_access": return .archiveAccess
    case "gift": return .gift
    default: throw FormError("`\(code)` is no RequestKind")
    }
}

func readArrearsStatement(_ node: Json) throws -> ArrearsStatement {
    try node.only(["owes", "amount"])
    let owes = try node.optional("owes", yes)
    let amount = try node.optional("amount", number)
    return ArrearsStatement(owes: owes, amount: amount)
}

func readBasicCard(_ node: Json) throws -> BasicCard {
    try node.only(["legal_name", "kind", "identification", "address", "contact_name", "phone", "industry", "region", "owner", "opened_on"])
    let legalName = try node.optional("legal_name", text)
    let kind = try node.optional("kind", text)
    let identification = try node.optional("identification", text)
    let address = try node.optional("address", text)
    let contactName = try node.optional("contact_name", text)
    let phone = try node.optional("phone", text)
    let industry = try node.optional("industry", text)
    let region = try node.optional("region", text)
    let owner = try node.optional("owner", text)
    let openedOn = try node.optional("opened_on", day)
    return BasicCard(legalName: legalName, kind: kind, identification: identification, address: address, contactName: contactName, phone: phone, industry: industry, region: region, owner: owner, openedOn: openedOn)
}

func readBranchEvaluation(_ node: Json) throws -> BranchEvaluation {
    try node.only(["text", "level"])
    let text = try node.optional("text", text)
    let level = try node.optional("level", readEvaluationLevel)
    return BranchEvaluation(text: text, level: level)
}

func readCircumstances(_ node: Json) throws -> Circumstances {
    try node.only(["prior_business", "individual", "open_amount", "uscc", "parent_id", "contracts"])
    let priorBusiness = try node.optional("prior_business", yes)
    let individual = try node.optional("individual", yes)
    let openAmount = try node.optional("open_amount", number)
    let uscc = try node.optional("uscc", text)
    let parentId = try node.optional("parent_id", text)
    let contracts = try node.list("contracts", readOtherContract)
    return Circumstances(priorBusiness: priorBusiness, individual: individual, openAmount: openAmount, uscc: uscc, parentId: parentId, contracts: contracts)
}

func readContractStatus(_ node: Json) throws -> ContractStatus {
    let code = try node.code()
    switch code {
    case "draft": return .draft
    case "submitted": return .submitted
    case "approved": return .approved
    case "signed": return .signed
    case "effective": return .effective
    case "closed": return .closed
    case "rejected": return .rejected
    case "withdrawn": return .withdrawn
    case "cancelled": return .cancelled
    default: throw FormError("`\(code)` is no ContractStatus")
    }
}

func readDecision(_ node: Json) throws -> Decision {
    let code = try node.code()
    switch code {
    case "sign": return .sign
    case "approve": return .approve
    case "file": return .file
    case "return": return .return
    case "reject": return .reject
    default: throw FormError("`\(code)` is no Decision")
    }
}

func readDelegation(_ node: Json) throws -> Delegation {
    try node.only(["delegation_id", "principal", "role", "delegate", "written_ref", "issued_on", "valid_from", "valid_to", "max_amount", "scope", "revoked_on"])
    let delegationId = try node.required("delegation_id", text)
    let principal = try node.required("principal", text)
    let role = try node.required("role", text)
    let delegate = try node.required("delegate", text)
    let writtenRef = try node.optional("written_ref", text)
    let issuedOn = try node.required("issued_on", day)
    let validFrom = try node.required("valid_from", day)
    let validTo = try node.required("valid_to", day)
    let maxAmount = try node.optional("max_amount", number)
    let scope = try node.optional("scope", { each in try each.items().map(readRequestKind) })
    let revokedOn = try node.optional("revoked_on", day)
    return Delegation(delegationId: delegationId, principal: principal, role: role, delegate: delegate, writtenRef: writtenRef, issuedOn: issuedOn, validFrom: validFrom, validTo: validTo, maxAmount: maxAmount, scope: scope, revokedOn: revokedOn)
}

func readOtherContract(_ node: Json) throws -> OtherContract {
    try node.only(["contract_id", "customer_id", "uscc", "parent_id", "amount", "submitted_on", "status"])
    let contractId = try node.required("contract_id", text)
    let customerId = try node.required("customer_id", text)
    let uscc = try node.optional("uscc", text)
    let parentId = try node.optional("parent_id", text)
    let amount = try node.required("amount", number)
    let submittedOn = try node.required("submitted_on", day)
    let status = try node.optional("status", readContractStatus) ?? .draft
    return OtherContract(contractId: contractId, customerId: customerId, uscc: uscc, parentId: parentId, amount: amount, submittedOn: submittedOn, status: status)
}

func readPaper(_ node: Json) throws -> Paper {
    try node.only(["signed_by_us", "signed_by_customer", "customer_seal", "copy", "valid_to", "uscc"])
    let signedByUs = try node.optional("signed_by_us", yes) ?? false
    let signedByCustomer = try node.optional("signed_by_customer", yes) ?? false
    let customerSeal = try node.optional("customer_seal", yes) ?? false
    let copy = try node.optional("copy", yes) ?? false
    let validTo = try node.optional("valid_to", day)
    let uscc = try node.optional("uscc", text)
    return Paper(signedByUs: signedByUs, signedByCustomer: signedByCustomer, customerSeal: customerSeal, copy: copy, validTo: validTo, uscc: uscc)
}

func readPapers(_ node: Json) throws -> Papers {
    try node.only(["application_form", "draft_contract", "reconciliation_statement", "basic_situation", "business_licence", "tax_certificate", "principal_contact", "past_business", "arrears_statement", "branch_evaluation"])
    let applicationForm = try node.optional("application_form", readPaper)
    let draftContract = try node.optional("draft_contract", readPaper)
    let reconciliationStatement = try node.optional("reconciliation_statement", readPaper)
    let basicSituation = try node.optional("basic_situation", readBasicCard)
    let businessLicence = try node.optional("business_licence", readPaper)
    let taxCertificate = try node.optional("tax_certificate", readPaper)
    let principalContact = try node.optional("principal_contact", readPrincipalContact)
    let pastBusiness = try node.optional("past_business", readPastBusiness)
    let arrearsStatement = try node.optional("arrears_statement", readArrearsStatement)
    let branchEvaluation = try node.optional("branch_evaluation", readBranchEvaluation)
    return Papers(applicationForm: applicationForm, draftContract: draftContract, reconciliationStatement: reconciliationStatement, basicSituation: basicSituation, businessLicence: businessLicence, taxCertificate: taxCertificate, principalContact: principalContact, pastBusiness: pastBusiness, arrearsStatement: arrearsStatement, branchEvaluation: branchEvaluation)
}

func readPastBusiness(_ node: Json) throws -> PastBusiness {
    try node.only(["none", "amount", "period"])
    let none = try node.optional("none", yes) ?? false
    let amount = try node.optional("amount", number)
    let period = try node.optional("period", text)
    return PastBusiness(none: none, amount: amount, period: period)
}

func readPerson(_ node: Json) throws -> Person {
    try node.only(["person_id", "name"])
    let personId = try node.required("person_id", text)
    let name = try node.optional("name", text)
    return Person(personId: personId, name: name)
}

func readPrincipalContact(_ node: Json) throws -> PrincipalContact {
    try node.only(["name", "phone"])
    let name = try node.optional("name", text)
    let phone = try node.optional("phone", text)
    return PrincipalContact(name: name, phone: phone)
}

func readRoleHolder(_ node: Json) throws -> RoleHolder {
    try node.only(["person_id", "role", "unit", "valid_from", "valid_to"])
    let personId = try node.required("person_id", text)
    let role = try node.required("role", text)
    let unit = try node.optional("unit", text)
    let validFrom = try node.required("valid_from", day)
    let validTo = try node.optional("valid_to", day)
    return RoleHolder(personId: personId, role: role, unit: unit, validFrom: validFrom, validTo: validTo)
}

func readTerms(_ node: Json) throws -> Terms {
    try node.only(["customer", "amount", "framework_estimate", "agreed_price", "settlement_floor_price", "text_digest"])
    let customer = try node.required("customer", text)
    let amount = try node.optional("amount", number)
    let frameworkEstimate = try node.optional("framework_estimate", number)
    let agreedPrice = try node.optional("agreed_price", number)
    let settlementFloorPrice = try node.optional("settlement_floor_price", number)
    let textDigest = try node.optional("text_digest", text)
    return Terms(customer: customer, amount: amount, frameworkEstimate: frameworkEstimate, agreedPrice: agreedPrice, settlementFloorPrice: settlementFloorPrice, textDigest: textDigest)
}

func readAccessGrant(_ node: Json) throws -> AccessGrant {
    try node.only(["grant_id", "requester", "action", "customer_id", "fields", "form", "requested_at", "decided_by", "second_by", "decided_at", "second_at", "granted_at", "department", "expires_at", "revoked_at"])
    let grantId = try node.required("grant_id", text)
    let requester = try node.required("requester", text)
    let action = try node.optional("action", readArchiveAction)
    let customerId = try node.optional("customer_id", text)
    let fields = try node.list("fields", text)
    let form = try node.required("form", readAccessForm)
    let requestedAt = try node.optional("requested_at", moment)
    let decidedBy = try node.required("decided_by", text)
    let secondBy = try node.optional("second_by", text)
    let decidedAt = try node.required("decided_at", moment)
    let secondAt = try node.optional("second_at", moment)
    let grantedAt = try node.optional("granted_at", moment)
    let department = try node.optional("department", text)
    let expiresAt = try node.required("expires_at", moment)
    let revokedAt = try node.optional("revoked_at", moment)
    return AccessGrant(grantId: grantId, requester: requester, action: action, customerId: customerId, fields: fields, form: form, requestedAt: requestedAt, decidedBy: decidedBy, secondBy: secondBy, decidedAt: decidedAt, secondAt: secondAt, grantedAt: grantedAt, department: department, expiresAt: expiresAt, revokedAt: revokedAt)
}

func readAttempt(_ node: Json) throws -> Attempt {
    try node.only(["at", "by", "action", "file", "fields", "form", "requester", "requested"])
    let at = try node.required("at", moment)
    let by = try node.required("by", text)
    let action = try node.required("action", readArchiveAction)
    let file = try node.optional("file", readCustomerFile)
    let fields = try node.list("fields", text)
    let form = try node.optional("form", readAccessForm)
    let requester = try node.optional("requester", text)
    let requested = try node.optional("requested", readArchiveAction)
    return Attempt(at: at, by: by, action: action, file: file, fields: fields, form: form, requester: requester, requested: requested)
}

func readCustomerFile(_ node: Json) throws -> CustomerFile {
    try node.only(["customer_id", "owner", "department", "level", "status"])
    let customerId = try node.required("customer_id", text)
    let owner = try node.optional("owner", text)
    let department = try node.optional("department", text)
    let level = try node.optional("level", text)
    let status = try node.required("status", readFileStatus)
    return CustomerFile(customerId: customerId, owner: owner, department: department, level: level, status: status)
}

func readFileStatus(_ node: Json) throws -> FileStatus {
    let code = try node.code()
    switch code {
    case "draft": return .draft
    case "filed": return .filed
    case "frozen": return .frozen
    case "disposed": return .disposed
    default: throw FormError("`\(code)` is no FileStatus")
    }
}

func readNda(_ node: Json) throws -> Nda {
    try node.only(["person_id", "signed_on", "valid_to"])
    let personId = try node.required("person_id", text)
    let signedOn = try node.required("signed_on", day)
    let validTo = try node.optional("valid_to", day)
    return Nda(personId: personId, signedOn: signedOn, validTo: validTo)
}

func readArchiveRecordRow(_ node: Json) throws -> ArchiveRecordRow {
    try node.only(["archive_no", "customer_id", "opened_on", "status", "confidentiality", "department", "card_on", "assessment_on", "contract_on", "sales_report_on", "network_on", "last_updated_on"])
    let archiveNo = try node.required("archive_no", text)
    let customerId = try node.required("customer_id", text)
    let openedOn = try node.required("opened_on", day)
    let status = try node.optional("status", readArchiveStatus)
    let confidentiality = try node.optional("confidentiality", readConfidentiality)
    let department = try node.optional("department", text)
    let cardOn = try node.optional("card_on", day)
    let assessmentOn = try node.optional("assessment_on", day)
    let contractOn = try node.optional("contract_on", day)
    let salesReportOn = try node.optional("sales_report_on", day)
    let networkOn = try node.optional("network_on", day)
    let lastUpdatedOn = try node.optional("last_updated_on", day)
    return ArchiveRecordRow(archiveNo: archiveNo, customerId: customerId, openedOn: openedOn, status: status, confidentiality: confidentiality, department: department, cardOn: cardOn, assessmentOn: assessmentOn, contractOn: contractOn, salesReportOn: salesReportOn, networkOn: networkOn, lastUpdatedOn: lastUpdatedOn)
}

func readArchiveStatus(_ node: Json) throws -> ArchiveStatus {
    let code = try node.code()
    switch code {
    case "draft": return .draft
    case "filed": return .filed
    case "frozen": return .frozen
    case "disposed": return .disposed
    default: throw FormError("`\(code)` is no ArchiveStatus")
    }
}

func readChangeRow(_ node: Json) throws -> ChangeRow {
    try node.only(["change_id", "customer_id", "learned_on", "submitted_on", "updated_on", "by"])
    let changeId = try node.required("change_id", text)
    let customerId = try node.required("customer_id", text)
    let learnedOn = try node.required("learned_on", day)
    let submittedOn = try node.optional("submitted_on", day)
    let updatedOn = try node.optional("updated_on", day)
    let by = try node.optional("by", text)
    return ChangeRow(changeId: changeId, customerId: customerId, learnedOn: learnedOn, submittedOn: submittedOn, updatedOn: updatedOn, by: by)
}

func readConfidentiality(_ node: Json) throws -> Confidentiality {
    let code = try node.code()
    switch code {
    case "1": return .level1
    case "2": return .level2
    case "3": return .level3
    default: throw FormError("`\(code)` is no Confidentiality")
    }
}

func readContactRow(_ node: Json) throws -> ContactRow {
    try node.only(["contact_id", "customer_id", "name", "phone", "email", "address", "birthday", "is_primary", "official_rank", "consent"])
    let contactId = try node.required("contact_id", text)
    let customerId = try node.required("customer_id", text)
    let name = try node.required("name", text)
    let phone = try node.optional("phone", text)
    let email = try node.optional("email", text)
    let address = try node.optional("address", text)
    let birthday = try node.optional("birthday", day)
    let isPrimary = try node.optional("is_primary", yes)
    let officialRank = try node.optional("official_rank", readOfficialRank)
    let consent = try node.optional("consent", text)
    return ContactRow(contactId: contactId, customerId: customerId, name: name, phone: phone, email: email, address: address, birthday: birthday, isPrimary: isPrimary, officialRank: officialRank, consent: consent)
}

func readContactEntryRow(_ node: Json) throws -> ContactEntryRow {
    try node.only(["customer_id", "at", "kind", "by", "close", "recorded_at"])
    let customerId = try node.required("customer_id", text)
    let at = try node.required("at", moment)
    let kind = try node.required("kind", readContactKind)
    let by = try node.optional("by", text)
    let close = try node.optional("close", yes)
    let recordedAt = try node.optional("recorded_at", moment)
    return ContactEntryRow(customerId: customerId, at: at, kind: kind, by: by, close: close, recordedAt: recordedAt)
}

func readContactKind(_ node: Json) throws -> ContactKind {
    let code = try node.code()
    switch code {
    case "visit": return .visit
    case "phone": return .phone
    case "sms": return .sms
    case "email": return .email
    case "social": return .social
    case "meeting": return .meeting
    case "video": return .video
    case "negotiation": return .negotiation
    case "phone_follow_up": return .phoneFollowUp
    default: throw FormError("`\(code)` is no ContactKind")
    }
}

func readContractRow(_ node: Json) throws -> ContractRow {
    try node.only(["contract_id", "customer_id", "amount", "submitted_on", "signed_on", "ends_on", "agreed_price", "settlement_floor_price", "unit", "status", "text_digest"])
    let contractId = try node.required("contract_id", text)
    let customerId = try node.required("customer_id", text)
    let amount = try node.required("amount", number)
    let submittedOn = try node.required("submitted_on", day)
    let signedOn = try node.optional("signed_on", day)
    let endsOn = try node.optional("ends_on", day)
    let agreedPrice = try node.optional("agreed_price", number)
    let settlementFloorPrice = try node.optional("settlement_floor_price", number)
    let unit = try node.optional("unit", text)
    let status = try node.optional("status", readContractStatus)
    let textDigest = try node.optional("text_digest", text)
    return ContractRow(contractId: contractId, customerId: customerId, amount: amount, submittedOn: submittedOn, signedOn: signedOn, endsOn: endsOn, agreedPrice: agreedPrice, settlementFloorPrice: settlementFloorPrice, unit: unit, status: status, textDigest: textDigest)
}

func readCreditFactRow(_ node: Json) throws -> CreditFactRow {
    try node.only(["customer_id", "kind", "on", "resolved_on"])
    let customerId = try node.required("customer_id", text)
    let kind = try node.required("kind", readCreditFactKind)
    let on = try node.required("on", day)
    let resolvedOn = try node.optional("resolved_on", day)
    return CreditFactRow(customerId: customerId, kind: kind, on: on, resolvedOn: resolvedOn)
}

func readCreditFactKind(_ node: Json) throws -> CreditFactKind {
    let code = try node.code()
    switch code {
    case "bad_debt": return .badDebt
    case "wilful_default": return .wilfulDefault
    case "litigation": return .litigation
    case "insolvency": return .insolvency
    case "suspended_business": return .suspendedBusiness
    case "bounced_bill": return .bouncedBill
    default: throw FormError("`\(code)` is no CreditFactKind")
    }
}

func readCustomerRow(_ node: Json) throws -> CustomerRow {
    try node.only(["customer_id", "name", "kind", "uscc", "region", "country", "industry", "size", "need_class", "lead_source", "created_on", "owner", "parent_id", "first_traded_on", "documents_complete", "documents_since", "special_approval", "cost_to_serve"])
    let customerId = try node.required("customer_id", text)
    let name = try node.optional("name", text)
    let kind = try node.optional("kind", readCustomerKind)
    let uscc = try node.optional("uscc", text)
    let region = try node.optional("region", text)
    let country = try node.optional("country", text)
    let industry = try node.optional("industry", text)
    let size = try node.optional("size", text)
    let needClass = try node.optional("need_class", text)
    let leadSource = try node.optional("lead_source", text)
    let createdOn = try node.optional("created_on", day)
    let owner = try node.optional("owner", text)
    let parentId = try node.optional("parent_id", text)
    let firstTradedOn = try node.optional("first_traded_on", day)
    let documentsComplete = try node.optional("documents_complete", yes)
    let documentsSince = try node.optional("documents_since", day)
    let specialApproval = try node.optional("special_approval", yes)
    let costToServe = try node.optional("cost_to_serve", number)
    return CustomerRow(customerId: customerId, name: name, kind: kind, uscc: uscc, region: region, country: country, industry: industry, size: size, needClass: needClass, leadSource: leadSource, createdOn: createdOn, owner: owner, parentId: parentId, firstTradedOn: firstTradedOn, documentsComplete: documentsComplete, documentsSince: documentsSince, specialApproval: specialApproval, costToServe: costToServe)
}

func readCustomerKind(_ node: Json) throws -> CustomerKind {
    let code = try node.code()
    switch code {
    case "enterprise": return .enterprise
    case "public_unit": return .publicUnit
    case "individual": return .individual
    case "dealer": return .dealer
    case "institution": return .institution
    default: throw FormError("`\(code)` is no CustomerKind")
    }
}

func readDelayReasonRow(_ node: Json) throws -> DelayReasonRow {
    try node.only(["invoice_id", "kind", "days_excused", "documented", "approved_by", "approved_on"])
    let invoiceId = try node.required("invoice_id", text)
    let kind = try node.required("kind", readDelayReasonKind)
    let daysExcused = try node.optional("days_excused", readExcusedDays)
    let documented = try node.optional("documented", yes)
    let approvedBy = try node.optional("approved_by", text)
    let approvedOn = try node.optional("approved_on", day)
    return DelayReasonRow(invoiceId: invoiceId, kind: kind, daysExcused: daysExcused, documented: documented, approvedBy: approvedBy, approvedOn: approvedOn)
}

func readDelayReasonKind(_ node: Json) throws -> DelayReasonKind {
    let code = try node.code()
    switch code {
    case "seller_late_delivery": return .sellerLateDelivery
    case "seller_quality_dispute": return .sellerQualityDispute
    case "seller_billing_error": return .sellerBillingError
    case "force_majeure": return .forceMajeure
    case "bank_clearing": return .bankClearing
    case "cash_shortage": return .cashShortage
    case "internal_process": return .internalProcess
    case "unknown": return .unknown
    case "wilful_default": return .wilfulDefault
    default: throw FormError("`\(code)` is no DelayReasonKind")
    }
}

func readDelegationRow(_ node: Json) throws -> DelegationRow {
    try node.only(["delegation_id", "principal", "role", "delegate", "written_ref", "issued_on", "valid_from", "valid_to", "max_amount", "scope", "revoked_on"])
    let delegationId = try node.required("delegation_id", text)
    let principal = try node.required("principal", text)
    let role = try node.required("role", text)
    let delegate = try node.required("delegate", text)
    let writtenRef = try node.required("written_ref", text)
    let issuedOn = try node.required("issued_on", day)
    let validFrom = try node.required("valid_from", day)
    let validTo = try node.required("valid_to", day)
    let maxAmount = try node.optional("max_amount", number)
    let scope = try node.optional("scope", text)
    let revokedOn = try node.optional("revoked_on", day)
    return DelegationRow(delegationId: delegationId, principal: principal, role: role, delegate: delegate, writtenRef: writtenRef, issuedOn: issuedOn, validFrom: validFrom, validTo: validTo, maxAmount: maxAmount, scope: scope, revokedOn: revokedOn)
}

func readDocumentRow(_ node: Json) throws -> DocumentRow {
    try node.only(["customer_id", "kind", "contract_id", "signed_by_us", "signed_by_customer", "customer_seal", "copy", "valid_to", "amount", "text"])
    let customerId = try node.required("customer_id", text)
    let kind = try node.required("kind", readDocumentKind)
    let contractId = try node.optional("contract_id", text)
    let signedByUs = try node.optional("signed_by_us", yes)
    let signedByCustomer = try node.optional("signed_by_customer", yes)
    let customerSeal = try node.optional("customer_seal", yes)
    let copy = try node.optional("copy", yes)
    let validTo = try node.optional("valid_to", day)
    let amount = try node.optional("amount", number)
    let text = try node.optional("text", text)
    return DocumentRow(customerId: customerId, kind: kind, contractId: contractId, signedByUs: signedByUs, signedByCustomer: signedByCustomer, customerSeal: customerSeal, copy: copy, validTo: validTo, amount: amount, text: text)
}

func readEvaluationRow(_ node: Json) throws -> EvaluationRow {
    try node.only(["customer_id", "level", "on", "text"])
    let customerId = try node.required("customer_id", text)
    let level = try node.required("level", readEvaluationLevel)
    let on = try node.required("on", day)
    let text = try node.optional("text", text)
    return EvaluationRow(customerId: customerId, level: level, on: on, text: text)
}

func readEvaluationLevel(_ node: Json) throws -> EvaluationLevel {
    let code = try node.code()
    switch code {
    case "poor": return .poor
    case "fair": return .fair
    case "good": return .good
    case "excellent": return .excellent
    default: throw FormError("`\(code)` is no EvaluationLevel")
    }
}

func readEvidenceKind(_ node: Json) throws -> EvidenceKind {
    let code = try node.code()
    switch code {
    case "site_inspection": return .siteInspection
    case "enquiry": return .enquiry
    case "other": return .other
    default: throw FormError("`\(code)` is no EvidenceKind")
    }
}

func readExcusedDays(_ node: Json) throws -> ExcusedDays {
    let code = try node.code()
    switch code {
    case "all": return .all
    case "days": return .days(try node.required(code, wholeU32))
    default: throw FormError("`\(code)` is no ExcusedDays")
    }
}

func readGradeOverrideRow(_ node: Json) throws -> GradeOverrideRow {
    try node.only(["customer_id", "grade", "reason", "approved_by", "approved_on", "expires_on"])
    let customerId = try node.required("customer_id", text)
    let grade = try node.required("grade", text)
    let reason = try node.required("reason", text)
    let approvedBy = try node.required("approved_by", text)
    let approvedOn = try node.required("approved_on", day)
    let expiresOn = try node.optional("expires_on", day)
    return GradeOverrideRow(customerId: customerId, grade: grade, reason: reason, approvedBy: approvedBy, approvedOn: approvedOn, expiresOn: expiresOn)
}

func readGrantRow(_ node: Json) throws -> GrantRow {
    try node.only(["grant_id", "requester", "customer_id", "fields", "form", "decided_by", "decided_at", "expires_at", "revoked_at", "second_by", "second_at"])
    let grantId = try node.required("grant_id", text)
    let requester = try node.required("requester", text)
    let customerId = try node.required("customer_id", text)
    let fields = try node.required("fields", text)
    let form = try node.required("form", readGrantForm)
    let decidedBy = try node.required("decided_by", text)
    let decidedAt = try node.required("decided_at", moment)
    let expiresAt = try node.required("expires_at", moment)
    let revokedAt = try node.optional("revoked_at", moment)
    let secondBy = try node.optional("second_by", text)
    let secondAt = try node.optional("second_at", moment)
    return GrantRow(grantId: grantId, requester: requester, customerId: customerId, fields: fields, form: form, decidedBy: decidedBy, decidedAt: decidedAt, expiresAt: expiresAt, revokedAt: revokedAt, secondBy: secondBy, secondAt: secondAt)
}

func readGrantForm(_ node: Json) throws -> GrantForm {
    let code = try node.code()
    switch code {
    case "paper": return .paper
    case "electronic": return .electronic
    default: throw FormError("`\(code)` is no GrantForm")
    }
}

func readHoldRow(_ node: Json) throws -> HoldRow {
    try node.only(["record_class", "customer_id", "from", "to", "reason"])
    let recordClass = try node.required("record_class", text)
    let customerId = try node.required("customer_id", text)
    let from = try node.required("from", day)
    let to = try node.optional("to", day)
    let reason = try node.optional("reason", text)
    return HoldRow(recordClass: recordClass, customerId: customerId, from: from, to: to, reason: reason)
}

func readInvoiceRow(_ node: Json) throws -> InvoiceRow {
    try node.only(["invoice_id", "customer_id", "issued_on", "amount", "due_on", "terms_days", "extended_due_on", "extension_approved_on", "contract_id"])
    let invoiceId = try node.required("invoice_id", text)
    let customerId = try node.required("customer_id", text)
    let issuedOn = try node.required("issued_on", day)
    let amount = try node.required("amount", number)
    let dueOn = try node.optional("due_on", day)
    let termsDays = try node.optional("terms_days", number)
    let extendedDueOn = try node.optional("extended_due_on", day)
    let extensionApprovedOn = try node.optional("extension_approved_on", day)
    let contractId = try node.optional("contract_id", text)
    return InvoiceRow(invoiceId: invoiceId, customerId: customerId, issuedOn: issuedOn, amount: amount, dueOn: dueOn, termsDays: termsDays, extendedDueOn: extendedDueOn, extensionApprovedOn: extensionApprovedOn, contractId: contractId)
}

func readNdaRow(_ node: Json) throws -> NdaRow {
    try node.only(["person_id", "signed_on", "valid_to"])
    let personId = try node.required("person_id", text)
    let signedOn = try node.required("signed_on", day)
    let validTo = try node.optional("valid_to", day)
    return NdaRow(personId: personId, signedOn: signedOn, validTo: validTo)
}

func readOfficialRank(_ node: Json) throws -> OfficialRank {
    let code = try node.code()
    switch code {
    case "deputy_section": return .deputySection
    case "section": return .section
    case "deputy_division": return .deputyDivision
    case "division": return .division
    case "deputy_bureau": return .deputyBureau
    case "bureau": return .bureau
    case "deputy_minister": return .deputyMinister
    case "minister": return .minister
    default: throw FormError("`\(code)` is no OfficialRank")
    }
}

func readOrderRow(_ node: Json) throws -> OrderRow {
    try node.only(["order_id", "customer_id", "ordered_on", "status", "cancelled_on", "promised_on"])
    let orderId = try node.required("order_id", text)
    let customerId = try node.required("customer_id", text)
    let orderedOn = try node.required("ordered_on", day)
    let status = try node.optional("status", readOrderStatus)
    let cancelledOn = try node.optional("cancelled_on", day)
    let promisedOn = try node.optional("promised_on", day)
    return OrderRow(orderId: orderId, customerId: customerId, orderedOn: orderedOn, status: status, cancelledOn: cancelledOn, promisedOn: promisedOn)
}

func readOrderLineRow(_ node: Json) throws -> OrderLineRow {
    try node.only(["order_id", "customer_id", "ordered_on", "status", "product_id", "quantity", "amount", "unit_price", "discount", "profit", "cost", "unit_cost", "margin_rate", "promotional"])
    let orderId = try node.required("order_id", text)
    let customerId = try node.optional("customer_id", text)
    let orderedOn = try node.optional("ordered_on", day)
    let status = try node.optional("status", readOrderStatus)
    let productId = try node.optional("product_id", text)
    let quantity = try node.optional("quantity", number)
    let amount = try node.optional("amount", number)
    let unitPrice = try node.optional("unit_price", number)
    let discount = try node.optional("discount", number)
    let profit = try node.optional("profit", number)
    let cost = try node.optional("cost", number)
    let unitCost = try node.optional("unit_cost", number)
    let marginRate = try node.optional("margin_rate", number)
    let promotional = try node.optional("promotional", yes)
    return OrderLineRow(orderId: orderId, customerId: customerId, orderedOn: orderedOn, status: status, productId: productId, quantity: quantity, amount: amount, unitPrice: unitPrice, discount: discount, profit: profit, cost: cost, unitCost: unitCost, marginRate: marginRate, promotional: promotional)
}

func readOrderStatus(_ node: Json) throws -> OrderStatus {
    let code = try node.code()
    switch code {
    case "open": return .open
    case "fulfilled": return .fulfilled
    case "cancelled": return .cancelled
    default: throw FormError("`\(code)` is no OrderStatus")
    }
}

func readPersonRow(_ node: Json) throws -> PersonRow {
    try node.only(["person_id", "name"])
    let personId = try node.required("person_id", text)
    let name = try node.optional("name", text)
    return PersonRow(personId: personId, name: name)
}

func readProductRow(_ node: Json) throws -> ProductRow {
    try node.only(["product_id", "name", "uom", "base_uom_factor", "category", "high_end", "valid_from", "unit_cost", "margin_rate"])
    let productId = try node.required("product_id", text)
    let name = try node.optional("name", text)
    let uom = try node.optional("uom", text)
    let baseUomFactor = try node.optional("base_uom_factor", number)
    let category = try node.optional("category", text)
    let highEnd = try node.optional("high_end", yes)
    let validFrom = try node.optional("valid_from", day)
    let unitCost = try node.optional("unit_cost", number)
    let marginRate = try node.optional("margin_rate", number)
    return ProductRow(productId: productId, name: name, uom: uom, baseUomFactor: baseUomFactor, category: category, highEnd: highEnd, validFrom: validFrom, unitCost: unitCost, marginRate: marginRate)
}

func readProspectAssessmentRow(_ node: Json) throws -> ProspectAssessmentRow {
    try node.only(["customer_id", "assessor", "assessed_on", "scale", "financial_strength", "industry_position", "growth_potential", "need_fit", "competition_cost", "evidence_kind", "evidence", "override_score", "override_reason", "override_approver"])
    let customerId = try node.required("customer_id", text)
    let assessor = try node.required("assessor", text)
    let assessedOn = try node.required("assessed_on", day)
    let scale = try node.optional("scale", number)
    let financialStrength = try node.optional("financial_strength", number)
    let industryPosition = try node.optional("industry_position", number)
    let growthPotential = try node.optional("growth_potential", number)
    let needFit = try node.optional("need_fit", number)
    let competitionCost = try node.optional("competition_cost", number)
    let evidenceKind = try node.optional("evidence_kind", readEvidenceKind)
    let evidence = try node.optional("evidence", text)
    let overrideScore = try node.optional("override_score", number)
    let overrideReason = try node.optional("override_reason", text)
    let overrideApprover = try node.optional("override_approver", text)
    return ProspectAssessmentRow(customerId: customerId, assessor: assessor, assessedOn: assessedOn, scale: scale, financialStrength: financialStrength, industryPosition: industryPosition, growthPotential: growthPotential, needFit: needFit, competitionCost: competitionCost, evidenceKind: evidenceKind, evidence: evidence, overrideScore: overrideScore, overrideReason: overrideReason, overrideApprover: overrideApprover)
}

func readRatingRow(_ node: Json) throws -> RatingRow {
    try node.only(["customer_id", "dimension", "score", "assessor", "on", "evidence"])
    let customerId = try node.required("customer_id", text)
    let dimension = try node.required("dimension", text)
    let score = try node.required("score", number)
    let assessor = try node.required("assessor", text)
    let on = try node.required("on", day)
    let evidence = try node.optional("evidence", text)
    return RatingRow(customerId: customerId, dimension: dimension, score: score, assessor: assessor, on: on, evidence: evidence)
}

func readRecordRow(_ node: Json) throws -> RecordRow {
    try node.only(["record_id", "record_class", "trigger_on", "customer_id", "personal", "disposed_on", "consent_withdrawn_on", "other_basis", "fields"])
    let recordId = try node.required("record_id", text)
    let recordClass = try node.required("record_class", text)
    let triggerOn = try node.optional("trigger_on", day)
    let customerId = try node.optional("customer_id", text)
    let personal = try node.optional("personal", yes)
    let disposedOn = try node.optional("disposed_on", day)
    let consentWithdrawnOn = try node.optional("consent_withdrawn_on", day)
    let otherBasis = try node.optional("other_basis", yes)
    let fields = try node.optional("fields", text)
    return RecordRow(recordId: recordId, recordClass: recordClass, triggerOn: triggerOn, customerId: customerId, personal: personal, disposedOn: disposedOn, consentWithdrawnOn: consentWithdrawnOn, otherBasis: otherBasis, fields: fields)
}

func readReminderRow(_ node: Json) throws -> ReminderRow {
    try node.only(["customer_id", "kind", "on", "note", "owner", "done_at"])
    let customerId = try node.required("customer_id", text)
    let kind = try node.required("kind", readReminderKind)
    let on = try node.required("on", moment)
    let note = try node.optional("note", text)
    let owner = try node.optional("owner", text)
    let doneAt = try node.optional("done_at", moment)
    return ReminderRow(customerId: customerId, kind: kind, on: on, note: note, owner: owner, doneAt: doneAt)
}

func readReminderKind(_ node: Json) throws -> ReminderKind {
    let code = try node.code()
    switch code {
    case "signing": return .signing
    case "materials": return .materials
    case "callback": return .callback
    case "milestone": return .milestone
    case "other": return .other
    default: throw FormError("`\(code)` is no ReminderKind")
    }
}

func readRoleHolderRow(_ node: Json) throws -> RoleHolderRow {
    try node.only(["person_id", "role", "valid_from", "valid_to", "unit"])
    let personId = try node.required("person_id", text)
    let role = try node.required("role", text)
    let validFrom = try node.required("valid_from", day)
    let validTo = try node.optional("valid_to", day)
    let unit = try node.optional("unit", text)
    return RoleHolderRow(personId: personId, role: role, validFrom: validFrom, validTo: validTo, unit: unit)
}

func readRunRow(_ node: Json) throws -> RunRow {
    try node.only(["kind", "on", "by", "ok", "customer_id", "note"])
    let kind = try node.required("kind", readRunKind)
    let on = try node.required("on", day)
    let by = try node.optional("by", text)
    let ok = try node.optional("ok", yes)
    let customerId = try node.optional("customer_id", text)
    let note = try node.optional("note", text)
    return RunRow(kind: kind, on: on, by: by, ok: ok, customerId: customerId, note: note)
}

func readRunKind(_ node: Json) throws -> RunKind {
    let code = try node.code()
    switch code {
    case "backup": return .backup
    case "weekly_report": return .weeklyReport
    case "full_review": return .fullReview
    case "register_inspection": return .registerInspection
    case "isolation_attestation": return .isolationAttestation
    case "access_log_review": return .accessLogReview
    case "system_audit": return .systemAudit
    case "reassessment": return .reassessment
    default: throw FormError("`\(code)` is no RunKind")
    }
}

func readSettlementRow(_ node: Json) throws -> SettlementRow {
    try node.only(["settled_on", "amount", "invoice_id", "customer_id", "kind"])
    let settledOn = try node.required("settled_on", day)
    let amount = try node.required("amount", number)
    let invoiceId = try node.optional("invoice_id", text)
    let customerId = try node.optional("customer_id", text)
    let kind = try node.optional("kind", readSettlementKind)
    return SettlementRow(settledOn: settledOn, amount: amount, invoiceId: invoiceId, customerId: customerId, kind: kind)
}

func readSettlementKind(_ node: Json) throws -> SettlementKind {
    let code = try node.code()
    switch code {
    case "cash": return .cash
    case "transfer": return .transfer
    case "acceptance_bill": return .acceptanceBill
    case "offset": return .offset
    case "credit_note": return .creditNote
    case "write_off": return .writeOff
    default: throw FormError("`\(code)` is no SettlementKind")
    }
}
