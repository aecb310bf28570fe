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

func readArchivePart(_ node: Json) throws -> ArchivePart {
    let code = try node.code()
    switch code {
    case "basic_card": return .basicCard
    case "assessment_report": return .assessmentReport
    case "supply_contract": return .supplyContract
    case "sales_report": return .salesReport
    case "relationship_network": return .relationshipNetwork
    default: throw FormError("`\(code)` is no ArchivePart")
    }
}

func readBasicField(_ node: Json) throws -> BasicField {
    let code = try node.code()
    switch code {
    case "legal_name": return .legalName
    case "kind": return .kind
    case "identification": return .identification
    case "address": return .address
    case "contact_name": return .contactName
    case "phone": return .phone
    case "industry": return .industry
    case "region": return .region
    case "owner": return .owner
    case "opened_on": return .openedOn
    default: throw FormError("`\(code)` is no BasicField")
    }
}

func readBound(_ node: Json) throws -> Bound {
    let code = try node.required("is", text)
    switch code {
    case "at_least": return .atLeast(try node.required("bound", readMeasure))
    case "at_most": return .atMost(try node.required("bound", readMeasure))
    case "above": return .above(try node.required("bound", readMeasure))
    case "below": return .below(try node.required("bound", readMeasure))
    case "one_of": return .oneOf(try node.required("bound", { each in try each.items().map(readMeasure) }))
    case "other_than": return .otherThan(try node.required("bound", { each in try each.items().map(readMeasure) }))
    case "before": return .before(try node.required("bound", readMeasure))
    case "up_to": return .upTo(try node.required("bound", readMeasure))
    case "since": return .since(try node.required("bound", readMeasure))
    default: throw FormError("`\(code)` is no Bound")
    }
}

func readCallStage(_ node: Json) throws -> CallStage {
    let code = try node.code()
    switch code {
    case "not_yet_closed": return .notYetClosed
    case "closed": return .closed
    default: throw FormError("`\(code)` is no CallStage")
    }
}

func readDisposition(_ node: Json) throws -> Disposition {
    let code = try node.code()
    switch code {
    case "delete": return .delete
    case "anonymise": return .anonymise
    default: throw FormError("`\(code)` is no Disposition")
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

func readDutyKind(_ node: Json) throws -> DutyKind {
    let code = try node.code()
    switch code {
    case "backup": return .backup
    case "weekly_report": return .weeklyReport
    case "submit_change": return .submitChange
    case "update_archive": return .updateArchive
    case "full_review": return .fullReview
    case "register_inspection": return .registerInspection
    case "attestation": return .attestation
    case "access_log_review": return .accessLogReview
    case "system_audit": return .systemAudit
    default: throw FormError("`\(code)` is no DutyKind")
    }
}

func readIncidentStep(_ node: Json) throws -> IncidentStep {
    let code = try node.code()
    switch code {
    case "report": return .report
    case "contain": return .contain
    case "assess": return .assess
    case "notify_authority_cn": return .notifyAuthorityCn
    case "notify_authority_eu": return .notifyAuthorityEu
    case "notify_customers": return .notifyCustomers
    case "close": return .close
    default: throw FormError("`\(code)` is no IncidentStep")
    }
}

func readJurisdiction(_ node: Json) throws -> Jurisdiction {
    let code = try node.code()
    switch code {
    case "CN": return .cn
    case "EU": return .eu
    default: throw FormError("`\(code)` is no Jurisdiction")
    }
}

func readMeasure(_ node: Json) throws -> Measure {
    let code = try node.required("unit", text)
    switch code {
    case "points": return .points(try node.required("value", number))
    case "money": return .money(try node.required("value", number))
    case "percent": return .percent(try node.required("value", number))
    case "percent_points": return .percentPoints(try node.required("value", number))
    case "ratio":
        let node = try node.required("value") { $0 }
        return .ratio(part: try node.required("part", number), whole: try node.required("whole", number))
    case "number": return .number(try node.required("value", number))
    case "days": return .days(try node.required("value", number))
    case "months": return .months(try node.required("value", wholeU32))
    case "count": return .count(try node.required("value", wholeU64))
    case "dimensions": return .dimensions(try node.required("value", wholeU64))
    case "weight": return .weight(try node.required("value", number))
    case "date": return .date(try node.required("value", day))
    case "yes_no": return .yesNo(try node.required("value", yes))
    case "credit_band":
        let node = try node.required("value") { $0 }
        return .creditBand(name: try node.required("name", text), from: try node.optional("from", number))
    case "grade": return .grade(try node.required("value", text))
    case "text": return .text(try node.required("value", text))
    case "step":
        let node = try node.required("value") { $0 }
        return .step(act: try node.required("act", readStepAct), role: try node.required("role", text))
    default: throw FormError("`\(code)` is no Measure")
    }
}

func readNeededChange(_ node: Json) throws -> NeededChange {
    let code = try node.code()
    switch code {
    case "supply":
        let node = try node.required(code) { $0 }
        return .supply(table: try node.required("table", text))
    case "state":
        let node = try node.required(code) { $0 }
        return .state(field: try node.required("field", text))
    case "document":
        let node = try node.required(code) { $0 }
        return .document(document: try node.required("document", text), lacks: try node.list("lacks", text))
    case "act":
        let node = try node.required(code) { $0 }
        return .act(role: try node.required("role", text), person: try node.optional("person", readPersonId), delegation: try node.optional("delegation", readDelegationId))
    case "from":
        let node = try node.required(code) { $0 }
        return .from(on: try node.required("on", day))
    case "more":
        let node = try node.required(code) { $0 }
        return .more(by: try node.required("by", readMeasure), to: try node.required("to", readMeasure))
    case "less":
        let node = try node.required(code) { $0 }
        return .less(by: try node.required("by", readMeasure), to: try node.required("to", readMeasure))
    case "become":
        let node = try node.required(code) { $0 }
        return .become(oneOf: try node.list("one_of", readMeasure))
    case "amend": return .amend
    case "end": return .end
    case "unreachable": return .unreachable
    default: throw FormError("`\(code)` is no NeededChange")
    }
}

func readNoticeContent(_ node: Json) throws -> NoticeContent {
    let code = try node.code()
    switch code {
    case "data_types": return .dataTypes
    case "cause": return .cause
    case "harm": return .harm
    case "measures": return .measures
    case "self_help": return .selfHelp
    case "contact": return .contact
    case "numbers": return .numbers
    case "dpo": return .dpo
    default: throw FormError("`\(code)` is no NoticeContent")
    }
}

func readObligation(_ node: Json) throws -> Obligation {
    try node.only(["code", "clause", "about", "role", "by"])
    let code = try node.required("code", readObligationCode)
    let clause = try node.optional("clause", text)
    let about = try node.optional("about", text)
    let role = try node.optional("role", text)
    let by = try node.optional("by", day)
    return Obligation(code: code, clause: clause, about: about, role: role, by: by)
}

func readObligationCode(_ node: Json) throws -> ObligationCode {
    let code = try node.code()
    switch code {
    case "file": return .file
    case "log": return .log
    case "expires": return .expires
    case "renew": return .renew
    case "sign": return .sign
    case "approve": return .approve
    case "keep_authority": return .keepAuthority
    case "sign_contract": return .signContract
    case "compliance_sign_off": return .complianceSignOff
    case "apply": return .apply
    case "no_gifts": return .noGifts
    case "paper_only": return .paperOnly
    case "person_on_request": return .personOnRequest
    case "delete": return .delete
    case "anonymise": return .anonymise
    case "witness": return .witness
    case "log_contact": return .logContact
    case "enter_disposal_list": return .enterDisposalList
    default: throw FormError("`\(code)` is no ObligationCode")
    }
}

func readReason(_ node: Json) throws -> Reason {
    try node.only(["code", "about", "clause", "actual", "required", "shortfall"])
    let code = try node.required("code", readReasonCode)
    let about = try node.optional("about", text)
    let clause = try node.optional("clause", text)
    let actual = try node.optional("actual", readMeasure)
    let required = try node.optional("required", readBound)
    let shortfall = try node.optional("shortfall", readMeasure)
    return Reason(code: code, about: about, clause: clause, actual: actual, required: required, shortfall: shortfall)
}

func readReasonCode(_ node: Json) throws -> ReasonCode {
    let code = try node.code()
    switch code {
    case "new_customer": return .newCustomer
    case "no_payments": return .noPayments
    case "no_order_data": return .noOrderData
    case "no_quantity": return .noQuantity
    case "no_cost_data": return .noCostData
    case "missing_margin": return .missingMargin
    case "insufficient_dimensions": return .insufficientDimensions
    case "partial_population": return .partialPopulation
    case "no_assessment": return .noAssessment
    case "assessment_expired": return .assessmentExpired
    case "incomplete_assessment": return .incompleteAssessment
    case "write_off": return .writeOff
    case "wilful_default": return .wilfulDefault
    case "overdue_days": return .overdueDays
    case "legal_trouble": return .legalTrouble
    case "bounced_bill": return .bouncedBill
    case "short_relationship": return .shortRelationship
    case "documents_missing": return .documentsMissing
    case "vetoed": return .vetoed
    case "bad_credit": return .badCredit
    case "weak_credit": return .weakCredit
    case "low_margin": return .lowMargin
    case "no_profit": return .noProfit
    case "small_account": return .smallAccount
    case "hold_over_limit": return .holdOverLimit
    case "hold_overdue": return .holdOverdue
    case "no_rating": return .noRating
    case "special_approval": return .specialApproval
    case "own_cap": return .ownCap
    case "score": return .score
    case "override": return .override
    case "override_held": return .overrideHeld
    case "prospect_override": return .prospectOverride
    case "not_supplied": return .notSupplied
    case "needs_approval": return .needsApproval
    case "automated": return .automated
    case "not_on_record": return .notOnRecord
    case "other_currency": return .otherCurrency
    case "request_not_executable": return .requestNotExecutable
    case "contract_unsigned": return .contractUnsigned
    case "condition_met": return .conditionMet
    case "condition_not_met": return .conditionNotMet
    case "stock_not_counted": return .stockNotCounted
    case "contract_ended": return .contractEnded
    case "single_order": return .singleOrder
    case "period_purchases": return .periodPurchases
    case "official_rank": return .officialRank
    case "high_end_unknown": return .highEndUnknown
    case "product_unmarked": return .productUnmarked
    case "public_official": return .publicOfficial
    case "sign_off_missing": return .signOffMissing
    case "listing_ended": return .listingEnded
    case "tier_by_amount": return .tierByAmount
    case "tier_no_amount": return .tierNoAmount
    case "tier_below_floor": return .tierBelowFloor
    case "invalid_amount": return .invalidAmount
    case "ambiguous_tier": return .ambiguousTier
    case "no_amount": return .noAmount
    case "below_floor_refused": return .belowFloorRefused
    case "agreed_price_unknown": return .agreedPriceUnknown
    case "kind_not_covered": return .kindNotCovered
    case "possible_split": return .possibleSplit
    case "missing_documents": return .missingDocuments
    case "arrears_mismatch": return .arrearsMismatch
    case "business_disagrees": return .businessDisagrees
    case "identity_disagrees": return .identityDisagrees
    case "case_not_submitted": return .caseNotSubmitted
    case "case_submitted": return .caseSubmitted
    case "case_executable": return .caseExecutable
    case "case_closed": return .caseClosed
    case "back_dated": return .backDated
    case "not_the_applicant": return .notTheApplicant
    case "by_applicant": return .byApplicant
    case "nothing_amended": return .nothingAmended
    case "unsound_terms": return .unsoundTerms
    case "stale_approval": return .staleApproval
    case "out_of_sequence": return .outOfSequence
    case "same_person": return .samePerson
    case "filing_decides_nothing": return .filingDecidesNothing
    case "entitled_by_role": return .entitledByRole
    case "entitled_by_delegation": return .entitledByDelegation
    case "not_in_role": return .notInRole
    case "not_your_unit": return .notYourUnit
    case "role_not_yet_held": return .roleNotYetHeld
    case "role_no_longer_held": return .roleNoLongerHeld
    case "delegation_not_allowed": return .delegationNotAllowed
    case "unknown_delegation": return .unknownDelegation
    case "not_the_delegate": return .notTheDelegate
    case "delegation_other_role": return .delegationOtherRole
    case "delegate_is_principal": return .delegateIsPrincipal
    case "no_written_ref": return .noWrittenRef
    case "delegation_scope": return .delegationScope
    case "delegation_too_long": return .delegationTooLong
    case "delegation_not_issued": return .delegationNotIssued
    case "delegation_not_yet_valid": return .delegationNotYetValid
    case "delegation_revoked": return .delegationRevoked
    case "delegation_expired": return .delegationExpired
    case "delegation_amount_exceeded": return .delegationAmountExceeded
    case "delegation_amount_unknown": return .delegationAmountUnknown
    case "principal_lacks_role": return .principalLacksRole
    case "other_rules": return .otherRules
    case "unknown_person": return .unknownPerson
    case "allowed_by_role": return .allowedByRole
    case "own_customer": return .ownCustomer
    case "granted": return .granted
    case "outside": return .outside
    case "no_nda": return .noNda
    case "nda_expired": return .ndaExpired
    case "not_permitted": return .notPermitted
    case "maintainer_only": return .maintainerOnly
    case "not_own_customer": return .notOwnCustomer
    case "needs_second_approval": return .needsSecondApproval
    case "field_not_granted": return .fieldNotGranted
    case "form_not_granted": return .formNotGranted
    case "paper_only": return .paperOnly
    case "grant_expired": return .grantExpired
    case "grant_revoked": return .grantRevoked
    case "self_approval": return .selfApproval
    case "approver_not_entitled": return .approverNotEntitled
    case "wrong_status": return .wrongStatus
    case "no_file_named": return .noFileNamed
    case "external_disclosure": return .externalDisclosure
    case "legal_compulsion": return .legalCompulsion
    case "no_requester_named": return .noRequesterNamed
    case "other_level": return .otherLevel
    case "nothing_to_decide": return .nothingToDecide
    case "department_unknown": return .departmentUnknown
    case "grant_id_taken": return .grantIdTaken
    case "no_purpose": return .noPurpose
    case "nothing_asked": return .nothingAsked
    case "never_granted": return .neverGranted
    case "no_approval_needed": return .noApprovalNeeded
    case "several_departments": return .severalDepartments
    case "nobody_above": return .nobodyAbove
    case "request_not_open": return .requestNotOpen
    case "request_not_granted": return .requestNotGranted
    case "grant_still_runs": return .grantStillRuns
    case "last_contact": return .lastContact
    case "last_close_contact": return .lastCloseContact
    case "no_contact_yet": return .noContactYet
    case "no_close_contact_yet": return .noCloseContactYet
    case "first_visit": return .firstVisit
    case "milestone_reached": return .milestoneReached
    case "day_set": return .daySet
    case "birthday_on": return .birthdayOn
    case "holiday_on": return .holidayOn
    case "last_done": return .lastDone
    case "nothing_known": return .nothingKnown
    case "last_day_not_known": return .lastDayNotKnown
    case "reassessment_set": return .reassessmentSet
    case "never_done": return .neverDone
    case "week_ended": return .weekEnded
    case "change_learned": return .changeLearned
    case "change_submitted": return .changeSubmitted
    case "file_opened": return .fileOpened
    case "retention_ended": return .retentionEnded
    case "consent_withdrawn": return .consentWithdrawn
    case "retention_running": return .retentionRunning
    case "legal_hold": return .legalHold
    case "open_dispute": return .openDispute
    case "kept_permanently": return .keptPermanently
    case "trigger_not_known": return .triggerNotKnown
    case "unknown_record_class": return .unknownRecordClass
    case "other_basis_not_known": return .otherBasisNotKnown
    case "personal_for_good": return .personalForGood
    case "department_not_known": return .departmentNotKnown
    case "of_other_department": return .ofOtherDepartment
    case "nothing_proposed": return .nothingProposed
    case "record_twice": return .recordTwice
    case "disposal_executed": return .disposalExecuted
    case "disposal_listed": return .disposalListed
    case "witnesses_missing": return .witnessesMissing
    case "witness_took_part": return .witnessTookPart
    case "independent_witness": return .independentWitness
    case "incident_recorded": return .incidentRecorded
    case "incident_closed": return .incidentClosed
    case "time_out_of_order": return .timeOutOfOrder
    case "aware_already": return .awareAlready
    case "step_not_required": return .stepNotRequired
    case "step_done": return .stepDone
    case "step_by_itself": return .stepByItself
    case "notice_empty": return .noticeEmpty
    case "not_waivable": return .notWaivable
    case "waiver_undocumented": return .waiverUndocumented
    case "nothing_assessed": return .nothingAssessed
    case "steps_open": return .stepsOpen
    case "scale_not_known": return .scaleNotKnown
    case "law_not_known": return .lawNotKnown
    case "notice_incomplete": return .noticeIncomplete
    default: throw FormError("`\(code)` is no ReasonCode")
    }
}

func readRemedyStep(_ node: Json) throws -> RemedyStep {
    try node.only(["code", "about", "change"])
    let code = try node.required("code", readReasonCode)
    let about = try node.optional("about", text)
    let change = try node.required("change", readNeededChange)
    return RemedyStep(code: code, about: about, change: change)
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

func readStepAct(_ node: Json) throws -> StepAct {
    let code = try node.code()
    switch code {
    case "sign": return .sign
    case "approve": return .approve
    case "file": return .file
    default: throw FormError("`\(code)` is no StepAct")
    }
}

func readVerdictRemedy(_ node: Json) throws -> VerdictRemedy {
    try node.only(["steps"])
    let steps = try node.list("steps", readRemedyStep)
    return VerdictRemedy(steps: steps)
}

func readVipChannel(_ node: Json) throws -> VipChannel {
    let code = try node.code()
    switch code {
    case "self_applied": return .selfApplied
    case "company_proposed": return .companyProposed
    default: throw FormError("`\(code)` is no VipChannel")
    }
}

func readVipListing(_ node: Json) throws -> VipListing {
    try node.only(["customer_id", "channel", "approved_by", "signed_off"])
    let customerId = try node.required("customer_id", readCustomerId)
    let channel = try node.required("channel", readVipChannel)
    let approvedBy = try node.optional("approved_by", text)
    let signedOff = try node.optional("signed_off", yes) ?? false
    return VipListing(customerId: customerId, channel: channel, approvedBy: approvedBy, signedOff: signedOff)
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
    let owner = try node.optional("owner", readPersonId)
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
    let parentId = try node.optional("parent_id", readCustomerId)
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
    let delegationId = try node.required("delegation_id", readDelegationId)
    let principal = try node.required("principal", readPersonId)
    let role = try node.required("role", text)
    let delegate = try node.required("delegate", readPersonId)
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
    let contractId = try node.required("contract_id", readContractId)
    let customerId = try node.required("customer_id", readCustomerId)
    let uscc = try node.optional("uscc", text)
    let parentId = try node.optional("parent_id", readCustomerId)
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
    let personId = try node.required("person_id", readPersonId)
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
    let personId = try node.required("person_id", readPersonId)
    let role = try node.required("role", text)
    let unit = try node.optional("unit", text)
    let validFrom = try node.required("valid_from", day)
    let validTo = try node.optional("valid_to", day)
    return RoleHolder(personId: personId, role: role, unit: unit, validFrom: validFrom, validTo: validTo)
}

func readTerms(_ node: Json) throws -> Terms {
    try node.only(["customer", "amount", "framework_estimate", "agreed_price", "settlement_floor_price", "text_digest"])
    let customer = try node.required("customer", readCustomerId)
    let amount = try node.optional("amount", number)
    let frameworkEstimate = try node.optional("framework_estimate", number)
    let agreedPrice = try node.optional("agreed_price", number)
    let settlementFloorPrice = try node.optional("settlement_floor_price", number)
    let textDigest = try node.optional("text_digest", text)
    return Terms(customer: customer, amount: amount, frameworkEstimate: frameworkEstimate, agreedPrice: agreedPrice, settlementFloorPrice: settlementFloorPrice, textDigest: textDigest)
}

func readAccessGrant(_ node: Json) throws -> AccessGrant {
    try node.only(["grant_id", "requester", "action", "customer_id", "fields", "form", "requested_at", "decided_by", "second_by", "decided_at", "second_at", "granted_at", "department", "expires_at", "revoked_at"])
    let grantId = try node.required("grant_id", readGrantId)
    let requester = try node.required("requester", readPersonId)
    let action = try node.optional("action", readArchiveAction)
    let customerId = try node.optional("customer_id", readCustomerId)
    let fields = try node.list("fields", text)
    let form = try node.required("form", readAccessForm)
    let requestedAt = try node.optional("requested_at", moment)
    let decidedBy = try node.required("decided_by", readPersonId)
    let secondBy = try node.optional("second_by", readPersonId)
    let decidedAt = try node.required("decided_at", moment)
    let secondAt = try node.optional("second_at", moment)
    let grantedAt = try node.optional("granted_at", moment)
    let department = try node.optional("department", text)
    let expiresAt = try node.required("expires_at", moment)
    let revokedAt = try node.optional("revoked_at", moment)
    return AccessGrant(grantId: grantId, requester: requester, action: action, customerId: customerId, fields: fields, form: form, requestedAt: requestedAt, decidedBy: decidedBy, secondBy: secondBy, decidedAt: decidedAt, secondAt: secondAt, grantedAt: grantedAt, department: department, expiresAt: expiresAt, revokedAt: revokedAt)
}

func readAccuracySample(_ node: Json) throws -> AccuracySample {
    try node.only(["sampled", "correct"])
    let sampled = try node.required("sampled", wholeU64)
    let correct = try node.required("correct", wholeU64)
    return AccuracySample(sampled: sampled, correct: correct)
}

func readArchiveChange(_ node: Json) throws -> ArchiveChange {
    try node.only(["due_on", "entered_on"])
    let dueOn = try node.required("due_on", day)
    let enteredOn = try node.optional("entered_on", day)
    return ArchiveChange(dueOn: dueOn, enteredOn: enteredOn)
}

func readArchiveQuality(_ node: Json) throws -> ArchiveQuality {
    try node.only(["policy", "as_of", "completeness", "timeliness", "accuracy"])
    let policy = try node.required("policy", readPolicyUsed)
    let asOf = try node.required("as_of", day)
    let completeness = try node.required("completeness", readQualityShare)
    let timeliness = try node.required("timeliness", readQualityShare)
    let accuracy = try node.required("accuracy", readQualityShare)
    return ArchiveQuality(policy: policy, asOf: asOf, completeness: completeness, timeliness: timeliness, accuracy: accuracy)
}

func readAttempt(_ node: Json) throws -> Attempt {
    try node.only(["at", "by", "action", "file", "fields", "form", "requester", "requested"])
    let at = try node.required("at", moment)
    let by = try node.required("by", readPersonId)
    let action = try node.required("action", readArchiveAction)
    let file = try node.optional("file", readCustomerFile)
    let fields = try node.list("fields", text)
    let form = try node.optional("form", readAccessForm)
    let requester = try node.optional("requester", readPersonId)
    let requested = try node.optional("requested", readArchiveAction)
    return Attempt(at: at, by: by, action: action, file: file, fields: fields, form: form, requester: requester, requested: requested)
}

func readCheckpoint(_ node: Json) throws -> Checkpoint {
    try node.only(["count", "head", "time", "signature"])
    let count = try node.required("count", wholeU64)
    let head = try node.required("head", text)
    let time = try node.required("time", moment)
    let signature = try node.optional("signature", text)
    return Checkpoint(count: count, head: head, time: time, signature: signature)
}

func readComposition(_ node: Json) throws -> Composition {
    try node.only(["policy", "as_of", "complete", "up_to_date", "completeness", "parts"])
    let policy = try node.required("policy", readPolicyUsed)
    let asOf = try node.required("as_of", day)
    let complete = try node.required("complete", yes)
    let upToDate = try node.required("up_to_date", yes)
    let completeness = try node.required("completeness", readQualityShare)
    let parts = try node.list("parts", readPartState)
    return Composition(policy: policy, asOf: asOf, complete: complete, upToDate: upToDate, completeness: completeness, parts: parts)
}

func readCustomerFile(_ node: Json) throws -> CustomerFile {
    try node.only(["customer_id", "owner", "department", "level", "status"])
    let customerId = try node.required("customer_id", readCustomerId)
    let owner = try node.optional("owner", readPersonId)
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

func readLeftOut(_ node: Json) throws -> LeftOut {
    try node.only(["reason", "column", "count"])
    let reason = try node.required("reason", readLeftOutReason)
    let column = try node.optional("column", text)
    let count = try node.required("count", wholeU64)
    return LeftOut(reason: reason, column: column, count: count)
}

func readLeftOutReason(_ node: Json) throws -> LeftOutReason {
    let code = try node.code()
    switch code {
    case "by_policy": return .byPolicy
    case "not_listed": return .notListed
    case "no_subject": return .noSubject
    case "unreadable": return .unreadable
    case "hides_too_little": return .hidesTooLittle
    case "small_group": return .smallGroup
    default: throw FormError("`\(code)` is no LeftOutReason")
    }
}

func readLogAlteration(_ node: Json) throws -> LogAlteration {
    try node.only(["line", "difference", "found", "expected"])
    let line = try node.required("line", wholeU64)
    let difference = try node.required("difference", readLogDifference)
    let found = try node.optional("found", text)
    let expected = try node.optional("expected", text)
    return LogAlteration(line: line, difference: difference, found: found, expected: expected)
}

func readLogDifference(_ node: Json) throws -> LogDifference {
    let code = try node.code()
    switch code {
    case "no_opening": return .noOpening
    case "form_too_new": return .formTooNew
    case "unreadable": return .unreadable
    case "not_canonical": return .notCanonical
    case "bad_value": return .badValue
    case "too_long": return .tooLong
    case "unfinished": return .unfinished
    case "content": return .content
    case "chain": return .chain
    case "time": return .time
    case "count": return .count
    case "checkpoint": return .checkpoint
    case "missing": return .missing
    case "gap": return .gap
    default: throw FormError("`\(code)` is no LogDifference")
    }
}

func readLogEntry(_ node: Json) throws -> LogEntry {
    try node.only(["at", "actor", "role", "action", "customer_id", "fields", "fields_left_out", "form", "outcome", "rule", "grant_id", "policy"])
    let at = try node.required("at", moment)
    let actor = try node.required("actor", readPersonId)
    let role = try node.optional("role", text)
    let action = try node.required("action", readArchiveAction)
    let customerId = try node.optional("customer_id", readCustomerId)
    let fields = try node.list("fields", text)
    let fieldsLeftOut = try node.optional("fields_left_out", wholeU64) ?? 0
    let form = try node.optional("form", readAccessForm)
    let outcome = try node.required("outcome", readLogOutcome)
    let rule = try node.optional("rule", text)
    let grantId = try node.optional("grant_id", readGrantId)
    let policy = try node.required("policy", text)
    return LogEntry(at: at, actor: actor, role: role, action: action, customerId: customerId, fields: fields, fieldsLeftOut: fieldsLeftOut, form: form, outcome: outcome, rule: rule, grantId: grantId, policy: policy)
}

func readLogFinding(_ node: Json) throws -> LogFinding {
    try node.only(["rule", "clause", "actor", "from", "to", "entries", "lines", "actual", "required"])
    let rule = try node.required("rule", readLogRule)
    let clause = try node.optional("clause", text)
    let actor = try node.required("actor", readPersonId)
    let from = try node.required("from", moment)
    let to = try node.required("to", moment)
    let entries = try node.required("entries", wholeU64)
    let lines = try node.list("lines", wholeU64)
    let actual = try node.optional("actual", readMeasure)
    let required = try node.optional("required", readBound)
    return LogFinding(rule: rule, clause: clause, actor: actor, from: from, to: to, entries: entries, lines: lines, actual: actual, required: required)
}

func readLogFindings(_ node: Json) throws -> LogFindings {
    try node.only(["policy", "findings", "left_out", "unjudged", "other_policy"])
    let policy = try node.required("policy", readPolicyUsed)
    let findings = try node.list("findings", readLogFinding)
    let leftOut = try node.required("left_out", wholeU64)
    let unjudged = try node.list("unjudged", readLogRule)
    let otherPolicy = try node.optional("other_policy", wholeU64) ?? 0
    return LogFindings(policy: policy, findings: findings, leftOut: leftOut, unjudged: unjudged, otherPolicy: otherPolicy)
}

func readLogHead(_ node: Json) throws -> LogHead {
    try node.only(["count", "head", "time"])
    let count = try node.required("count", wholeU64)
    let head = try node.required("head", text)
    let time = try node.optional("time", moment)
    return LogHead(count: count, head: head, time: time)
}

func readLogIntegrity(_ node: Json) throws -> LogIntegrity {
    let code = try node.code()
    switch code {
    case "intact": return .intact
    case "unanchored": return .unanchored
    case "altered": return .altered
    default: throw FormError("`\(code)` is no LogIntegrity")
    }
}

func readLogOutcome(_ node: Json) throws -> LogOutcome {
    let code = try node.code()
    switch code {
    case "allowed": return .allowed
    case "denied": return .denied
    default: throw FormError("`\(code)` is no LogOutcome")
    }
}

func readLogRule(_ node: Json) throws -> LogRule {
    let code = try node.code()
    switch code {
    case "repeated_denials": return .repeatedDenials
    case "no_live_grant": return .noLiveGrant
    case "many_customers": return .manyCustomers
    case "export": return .export
    case "night": return .night
    case "lapsed_nda": return .lapsedNda
    default: throw FormError("`\(code)` is no LogRule")
    }
}

func readLogVerification(_ node: Json) throws -> LogVerification {
    try node.only(["outcome", "entries", "lines_before", "head", "checkpoint", "unanchored", "first_altered"])
    let outcome = try node.required("outcome", readLogIntegrity)
    let entries = try node.required("entries", wholeU64)
    let linesBefore = try node.required("lines_before", wholeU64)
    let head = try node.required("head", readLogHead)
    let checkpoint = try node.optional("checkpoint", wholeU64)
    let unanchored = try node.required("unanchored", wholeU64)
    let firstAltered = try node.optional("first_altered", readLogAlteration)
    return LogVerification(outcome: outcome, entries: entries, linesBefore: linesBefore, head: head, checkpoint: checkpoint, unanchored: unanchored, firstAltered: firstAltered)
}

func readNda(_ node: Json) throws -> Nda {
    try node.only(["person_id", "signed_on", "valid_to"])
    let personId = try node.required("person_id", readPersonId)
    let signedOn = try node.required("signed_on", day)
    let validTo = try node.optional("valid_to", day)
    return Nda(personId: personId, signedOn: signedOn, validTo: validTo)
}

func readPartOnFile(_ node: Json) throws -> PartOnFile {
    try node.only(["part", "updated_on", "copy"])
    let part = try node.required("part", readArchivePart)
    let updatedOn = try node.required("updated_on", day)
    let copy = try node.optional("copy", yes) ?? false
    return PartOnFile(part: part, updatedOn: updatedOn, copy: copy)
}

func readPartState(_ node: Json) throws -> PartState {
    try node.only(["part", "clause", "status", "updated_on", "fresh_until"])
    let part = try node.required("part", readArchivePart)
    let clause = try node.optional("clause", text)
    let status = try node.required("status", readPartStatus)
    let updatedOn = try node.optional("updated_on", day)
    let freshUntil = try node.optional("fresh_until", day)
    return PartState(part: part, clause: clause, status: status, updatedOn: updatedOn, freshUntil: freshUntil)
}

func readPartStatus(_ node: Json) throws -> PartStatus {
    let code = try node.code()
    switch code {
    case "fresh": return .fresh
    case "stale": return .stale
    case "copy_only": return .copyOnly
    case "missing": return .missing
    default: throw FormError("`\(code)` is no PartStatus")
    }
}

func readPlainTable(_ node: Json) throws -> PlainTable {
    try node.only(["columns", "rows"])
    let columns = try node.list("columns", text)
    let rows = try node.list("rows", { each in try each.items().map({ each in each.isNull ? nil : try text(each) }) })
    return PlainTable(columns: columns, rows: rows)
}

func readPolicyUsed(_ node: Json) throws -> PolicyUsed {
    try node.only(["name", "version", "digest"])
    let name = try node.required("name", text)
    let version = try node.required("version", text)
    let digest = try node.required("digest", text)
    return PolicyUsed(name: name, version: version, digest: digest)
}

func readPrivacyGroups(_ node: Json) throws -> PrivacyGroups {
    try node.only(["by", "k", "count", "smallest", "of_one_grade", "may_still_identify"])
    let by = try node.list("by", text)
    let k = try node.required("k", wholeU32)
    let count = try node.required("count", wholeU64)
    let smallest = try node.required("smallest", wholeU64)
    let ofOneGrade = try node.required("of_one_grade", wholeU64)
    let mayStillIdentify = try node.required("may_still_identify", yes)
    return PrivacyGroups(by: by, k: k, count: count, smallest: smallest, ofOneGrade: ofOneGrade, mayStillIdentify: mayStillIdentify)
}

func readPrivacyReport(_ node: Json) throws -> PrivacyReport {
    try node.only(["policy", "rows_in", "rows_out", "left_out", "groups"])
    let policy = try node.required("policy", readPolicyUsed)
    let rowsIn = try node.required("rows_in", wholeU64)
    let rowsOut = try node.required("rows_out", wholeU64)
    let leftOut = try node.list("left_out", readLeftOut)
    let groups = try node.optional("groups", readPrivacyGroups)
    return PrivacyReport(policy: policy, rowsIn: rowsIn, rowsOut: rowsOut, leftOut: leftOut, groups: groups)
}

func readQualityShare(_ node: Json) throws -> QualityShare {
    try node.only(["good", "of", "percent"])
    let good = try node.required("good", wholeU64)
    let of = try node.required("of", wholeU64)
    let percent = try node.optional("percent", number)
    return QualityShare(good: good, of: of, percent: percent)
}

func readClockState(_ node: Json) throws -> ClockState {
    let code = try node.code()
    switch code {
    case "running": return .running
    case "late": return .late
    case "done_in_time": return .doneInTime
    case "done_late": return .doneLate
    case "waived": return .waived
    default: throw FormError("`\(code)` is no ClockState")
    }
}

func readIncidentAct(_ node: Json) throws -> IncidentAct {
    let code = try node.code()
    switch code {
    case "aware":
        let node = try node.required(code) { $0 }
        return .aware(at: try node.required("at", moment))
    case "assessed":
        let node = try node.required(code) { $0 }
        return .assessed(at: try node.required("at", moment), persons: try node.optional("persons", wholeU64), categories: try node.list("categories", text), sensitive: try node.optional("sensitive", yes), jurisdictions: try node.optional("jurisdictions", { each in try each.items().map(readJurisdiction) }))
    case "done":
        let node = try node.required(code) { $0 }
        return .done(step: try node.required("step", readIncidentStep), at: try node.required("at", moment))
    case "notified":
        let node = try node.required(code) { $0 }
        return .notified(step: try node.required("step", readIncidentStep), at: try node.required("at", moment), contents: try node.list("contents", readNoticeContent))
    case "waived":
        let node = try node.required(code) { $0 }
        return .waived(step: try node.required("step", readIncidentStep), at: try node.required("at", moment), waiver: try node.required("waiver", readWaiver), evidence: try node.required("evidence", text))
    case "closed":
        let node = try node.required(code) { $0 }
        return .closed(at: try node.required("at", moment))
    default: throw FormError("`\(code)` is no IncidentAct")
    }
}

func readIncidentEvent(_ node: Json) throws -> IncidentEvent {
    try node.only(["recorded_at", "by", "what"])
    let recordedAt = try node.required("recorded_at", moment)
    let by = try node.required("by", readPersonId)
    let what = try node.required("what", readIncidentAct)
    return IncidentEvent(recordedAt: recordedAt, by: by, what: what)
}

func readWaiver(_ node: Json) throws -> Waiver {
    let code = try node.code()
    switch code {
    case "harm_avoided": return .harmAvoided
    default: throw FormError("`\(code)` is no Waiver")
    }
}

func readDisposalAct(_ node: Json) throws -> DisposalAct {
    let code = try node.code()
    switch code {
    case "propose":
        let node = try node.required(code) { $0 }
        return .propose(records: try node.list("records", readKeptRecord))
    case "approve": return .approve
    case "second_approve": return .secondApprove
    case "witness": return .witness
    case "execute": return .execute
    case "list":
        let node = try node.required(code) { $0 }
        return .list(entryNo: try node.required("entry_no", text))
    case "reject":
        let node = try node.required(code) { $0 }
        return .reject(reason: try node.optional("reason", text))
    case "withdraw":
        let node = try node.required(code) { $0 }
        return .withdraw(reason: try node.optional("reason", text))
    default: throw FormError("`\(code)` is no DisposalAct")
    }
}

func readDisposalPhase(_ node: Json) throws -> DisposalPhase {
    let code = try node.code()
    switch code {
    case "draft": return .draft
    case "proposed": return .proposed
    case "approved_once": return .approvedOnce
    case "approved_twice": return .approvedTwice
    case "executed": return .executed
    case "listed": return .listed
    case "rejected": return .rejected
    case "withdrawn": return .withdrawn
    default: throw FormError("`\(code)` is no DisposalPhase")
    }
}

func readDisposalRequest(_ node: Json) throws -> DisposalRequest {
    try node.only(["on", "by", "act"])
    let on = try node.required("on", day)
    let by = try node.required("by", readPersonId)
    let act = try node.required("act", readDisposalAct)
    return DisposalRequest(on: on, by: by, act: act)
}

func readHold(_ node: Json) throws -> Hold {
    try node.only(["customer_id", "record_class", "kind", "from", "to", "reason"])
    let customerId = try node.required("customer_id", readCustomerId)
    let recordClass = try node.optional("record_class", text)
    let kind = try node.optional("kind", readHoldKind) ?? .legalHold
    let from = try node.required("from", day)
    let to = try node.optional("to", day)
    let reason = try node.optional("reason", text)
    return Hold(customerId: customerId, recordClass: recordClass, kind: kind, from: from, to: to, reason: reason)
}

func readHoldKind(_ node: Json) throws -> HoldKind {
    let code = try node.code()
    switch code {
    case "legal_hold": return .legalHold
    case "open_dispute": return .openDispute
    default: throw FormError("`\(code)` is no HoldKind")
    }
}

func readKeptAs(_ node: Json) throws -> KeptAs {
    try node.only(["class", "trigger_on", "fields", "other_basis"])
    let `class` = try node.required("class", text)
    let triggerOn = try node.optional("trigger_on", day)
    let fields = try node.list("fields", text)
    let otherBasis = try node.optional("other_basis", yes)
    return KeptAs(class: `class`, triggerOn: triggerOn, fields: fields, otherBasis: otherBasis)
}

func readKeptRecord(_ node: Json) throws -> KeptRecord {
    try node.only(["record_id", "customers", "department", "personal", "kept_as", "consent_withdrawn_on"])
    let recordId = try node.required("record_id", readRecordId)
    let customers = try node.list("customers", readCustomerId)
    let department = try node.optional("department", text)
    let personal = try node.optional("personal", yes)
    let keptAs = try node.list("kept_as", readKeptAs)
    let consentWithdrawnOn = try node.optional("consent_withdrawn_on", day)
    return KeptRecord(recordId: recordId, customers: customers, department: department, personal: personal, keptAs: keptAs, consentWithdrawnOn: consentWithdrawnOn)
}

func readMissingForRetention(_ node: Json) throws -> MissingForRetention {
    let code = try node.code()
    switch code {
    case "class": return .class
    case "trigger": return .trigger
    case "other_basis": return .otherBasis
    case "end": return .end
    default: throw FormError("`\(code)` is no MissingForRetention")
    }
}

func readRetentionState(_ node: Json) throws -> RetentionState {
    let code = try node.code()
    switch code {
    case "kept": return .kept
    case "disposable": return .disposable
    case "held": return .held
    case "permanent": return .permanent
    case "not_known": return .notKnown
    case "holds_not_supplied": return .holdsNotSupplied
    default: throw FormError("`\(code)` is no RetentionState")
    }
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

func readBirthday(_ node: Json) throws -> Birthday {
    try node.only(["contact_id", "born"])
    let contactId = try node.required("contact_id", text)
    let born = try node.required("born", day)
    return Birthday(contactId: contactId, born: born)
}

func readCalendarDays(_ node: Json) throws -> CalendarDays {
    try node.only(["covers_from", "covers_to", "weekend", "holidays", "make_up_days", "greetings"])
    let coversFrom = try node.optional("covers_from", day)
    let coversTo = try node.optional("covers_to", day)
    let weekend = try node.list("weekend", weekday)
    let holidays = try node.list("holidays", day)
    let makeUpDays = try node.list("make_up_days", day)
    let greetings = try node.list("greetings", readGreetingDay)
    return CalendarDays(coversFrom: coversFrom, coversTo: coversTo, weekend: weekend, holidays: holidays, makeUpDays: makeUpDays, greetings: greetings)
}

func readCallCustomer(_ node: Json) throws -> CallCustomer {
    try node.only(["customer_id", "owner", "stage", "grade", "value_class", "created_on", "contacts", "signed_on", "reminders", "birthdays"])
    let customerId = try node.required("customer_id", text)
    let owner = try node.optional("owner", text)
    let stage = try node.required("stage", readCallStage)
    let grade = try node.optional("grade", text)
    let valueClass = try node.optional("value_class", text)
    let createdOn = try node.optional("created_on", day)
    let contacts = try node.optional("contacts", readContactDays) ?? readContactDays(Json.nothing)
    let signedOn = try node.optional("signed_on", day)
    let reminders = try node.list("reminders", readSetReminder)
    let birthdays = try node.list("birthdays", readBirthday)
    return CallCustomer(customerId: customerId, owner: owner, stage: stage, grade: grade, valueClass: valueClass, createdOn: createdOn, contacts: contacts, signedOn: signedOn, reminders: reminders, birthdays: birthdays)
}

func readChangeMade(_ node: Json) throws -> ChangeMade {
    try node.only(["change_id", "customer_id", "learned_on", "submitted_on", "updated_on", "by"])
    let changeId = try node.required("change_id", text)
    let customerId = try node.required("customer_id", text)
    let learnedOn = try node.required("learned_on", day)
    let submittedOn = try node.optional("submitted_on", day)
    let updatedOn = try node.optional("updated_on", day)
    let by = try node.optional("by", text)
    return ChangeMade(changeId: changeId, customerId: customerId, learnedOn: learnedOn, submittedOn: submittedOn, updatedOn: updatedOn, by: by)
}

func readContactDays(_ node: Json) throws -> ContactDays {
    try node.only(["last", "last_untimed", "last_close", "first_visit"])
    let last = try node.optional("last", moment)
    let lastUntimed = try node.optional("last_untimed", day)
    let lastClose = try node.optional("last_close", moment)
    let firstVisit = try node.optional("first_visit", moment)
    return ContactDays(last: last, lastUntimed: lastUntimed, lastClose: lastClose, firstVisit: firstVisit)
}

func readContactMade(_ node: Json) throws -> ContactMade {
    try node.only(["at", "kind", "close"])
    let at = try node.required("at", moment)
    let kind = try node.required("kind", readContactKind)
    let close = try node.optional("close", yes)
    return ContactMade(at: at, kind: kind, close: close)
}

func readDueCode(_ node: Json) throws -> DueCode {
    let code = try node.code()
    switch code {
    case "report_internally": return .reportInternally
    case "contain_leak": return .containLeak
    case "assess_leak": return .assessLeak
    case "notify_authority": return .notifyAuthority
    case "notify_customers": return .notifyCustomers
    case "close_incident": return .closeIncident
    case "callback": return .callback
    case "keep_in_touch": return .keepInTouch
    case "close_contact": return .closeContact
    case "revisit": return .revisit
    case "milestone": return .milestone
    case "signing_date": return .signingDate
    case "material_date": return .materialDate
    case "reminder": return .reminder
    case "birthday": return .birthday
    case "holiday_greeting": return .holidayGreeting
    case "backup": return .backup
    case "weekly_report": return .weeklyReport
    case "submit_change": return .submitChange
    case "update_archive": return .updateArchive
    case "full_review": return .fullReview
    case "register_inspection": return .registerInspection
    case "attestation": return .attestation
    case "access_log_review": return .accessLogReview
    case "system_audit": return .systemAudit
    case "reassess": return .reassess
    case "delete": return .delete
    case "anonymise": return .anonymise
    default: throw FormError("`\(code)` is no DueCode")
    }
}

func readDueState(_ node: Json) throws -> DueState {
    let code = try node.code()
    switch code {
    case "upcoming": return .upcoming
    case "due": return .due
    case "overdue": return .overdue
    default: throw FormError("`\(code)` is no DueState")
    }
}

func readDutyFacts(_ node: Json) throws -> DutyFacts {
    try node.only(["runs", "changes", "files", "reporters", "since"])
    let runs = try node.list("runs", readDutyRun)
    let changes = try node.list("changes", readChangeMade)
    let files = try node.list("files", readFileOpened)
    let reporters = try node.list("reporters", readReporter)
    let since = try node.optional("since", day)
    return DutyFacts(runs: runs, changes: changes, files: files, reporters: reporters, since: since)
}

func readDutyRun(_ node: Json) throws -> DutyRun {
    try node.only(["duty", "on", "by", "ok", "customer_id", "week"])
    let duty = try node.required("duty", readDutyKind)
    let on = try node.required("on", day)
    let by = try node.optional("by", text)
    let ok = try node.required("ok", yes)
    let customerId = try node.optional("customer_id", text)
    let week = try node.optional("week", text)
    return DutyRun(duty: duty, on: on, by: by, ok: ok, customerId: customerId, week: week)
}

func readFileOpened(_ node: Json) throws -> FileOpened {
    try node.only(["archive_no", "customer_id", "opened_on"])
    let archiveNo = try node.required("archive_no", text)
    let customerId = try node.required("customer_id", text)
    let openedOn = try node.required("opened_on", day)
    return FileOpened(archiveNo: archiveNo, customerId: customerId, openedOn: openedOn)
}

func readGreetingDay(_ node: Json) throws -> GreetingDay {
    try node.only(["on", "name"])
    let on = try node.required("on", day)
    let name = try node.required("name", text)
    return GreetingDay(on: on, name: name)
}

func readReporter(_ node: Json) throws -> Reporter {
    try node.only(["person", "from", "to"])
    let person = try node.required("person", text)
    let from = try node.required("from", day)
    let to = try node.optional("to", day)
    return Reporter(person: person, from: from, to: to)
}

func readSetReminder(_ node: Json) throws -> SetReminder {
    try node.only(["kind", "on", "note", "owner", "done"])
    let kind = try node.required("kind", readReminderKind)
    let on = try node.required("on", moment)
    let note = try node.optional("note", text)
    let owner = try node.optional("owner", text)
    let done = try node.optional("done", yes) ?? false
    return SetReminder(kind: kind, on: on, note: note, owner: owner, done: done)
}
