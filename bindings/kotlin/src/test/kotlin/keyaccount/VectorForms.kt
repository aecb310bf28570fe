// Written by bindings/mobile/generate/mirror.py: readers of the conformance vectors.
package keyaccount

import com.fasterxml.jackson.databind.JsonNode

fun readAccessForm(node: JsonNode): AccessForm = when (val code = codeOf(node)) {
    "paper" -> AccessForm.PAPER
    "electronic" -> AccessForm.ELECTRONIC
    else -> error("`$code` is no AccessForm")
}

fun readArchiveAction(node: JsonNode): ArchiveAction = when (val code = codeOf(node)) {
    "submit_change" -> ArchiveAction.SUBMIT_CHANGE
    "enter_basic_info" -> ArchiveAction.ENTER_BASIC_INFO
    "enter_dynamic_info" -> ArchiveAction.ENTER_DYNAMIC_INFO
    "maintain" -> ArchiveAction.MAINTAIN
    "file_papers" -> ArchiveAction.FILE_PAPERS
    "search" -> ArchiveAction.SEARCH
    "view_electronic" -> ArchiveAction.VIEW_ELECTRONIC
    "view_paper_extract" -> ArchiveAction.VIEW_PAPER_EXTRACT
    "export" -> ArchiveAction.EXPORT
    "disclose_external" -> ArchiveAction.DISCLOSE_EXTERNAL
    "backup" -> ArchiveAction.BACKUP
    "restore" -> ArchiveAction.RESTORE
    "grant_access" -> ArchiveAction.GRANT_ACCESS
    "audit" -> ArchiveAction.AUDIT
    "anonymise" -> ArchiveAction.ANONYMISE
    "dispose" -> ArchiveAction.DISPOSE
    "set_confidentiality" -> ArchiveAction.SET_CONFIDENTIALITY
    else -> error("`$code` is no ArchiveAction")
}

fun readArchivePart(node: JsonNode): ArchivePart = when (val code = codeOf(node)) {
    "basic_card" -> ArchivePart.BASIC_CARD
    "assessment_report" -> ArchivePart.ASSESSMENT_REPORT
    "supply_contract" -> ArchivePart.SUPPLY_CONTRACT
    "sales_report" -> ArchivePart.SALES_REPORT
    "relationship_network" -> ArchivePart.RELATIONSHIP_NETWORK
    else -> error("`$code` is no ArchivePart")
}

fun readBasicField(node: JsonNode): BasicField = when (val code = codeOf(node)) {
    "legal_name" -> BasicField.LEGAL_NAME
    "kind" -> BasicField.KIND
    "identification" -> BasicField.IDENTIFICATION
    "address" -> BasicField.ADDRESS
    "contact_name" -> BasicField.CONTACT_NAME
    "phone" -> BasicField.PHONE
    "industry" -> BasicField.INDUSTRY
    "region" -> BasicField.REGION
    "owner" -> BasicField.OWNER
    "opened_on" -> BasicField.OPENED_ON
    else -> error("`$code` is no BasicField")
}

fun readBound(node: JsonNode): Bound = when (val code = text(node.get("is"))) {
    "at_least" -> Bound.AtLeast(node.required("bound", ::readMeasure))
    "at_most" -> Bound.AtMost(node.required("bound", ::readMeasure))
    "above" -> Bound.Above(node.required("bound", ::readMeasure))
    "below" -> Bound.Below(node.required("bound", ::readMeasure))
    "one_of" -> Bound.OneOf(node.required("bound", { each: JsonNode -> each.map(::readMeasure) }))
    "other_than" -> Bound.OtherThan(node.required("bound", { each: JsonNode -> each.map(::readMeasure) }))
    "before" -> Bound.Before(node.required("bound", ::readMeasure))
    "up_to" -> Bound.UpTo(node.required("bound", ::readMeasure))
    "since" -> Bound.Since(node.required("bound", ::readMeasure))
    else -> error("`$code` is no Bound")
}

fun readCallStage(node: JsonNode): CallStage = when (val code = codeOf(node)) {
    "not_yet_closed" -> CallStage.NOT_YET_CLOSED
    "closed" -> CallStage.CLOSED
    else -> error("`$code` is no CallStage")
}

fun readDisposition(node: JsonNode): Disposition = when (val code = codeOf(node)) {
    "delete" -> Disposition.DELETE
    "anonymise" -> Disposition.ANONYMISE
    else -> error("`$code` is no Disposition")
}

fun readDocumentKind(node: JsonNode): DocumentKind = when (val code = codeOf(node)) {
    "application_form" -> DocumentKind.APPLICATION_FORM
    "draft_contract" -> DocumentKind.DRAFT_CONTRACT
    "reconciliation_statement" -> DocumentKind.RECONCILIATION_STATEMENT
    "basic_situation" -> DocumentKind.BASIC_SITUATION
    "business_licence" -> DocumentKind.BUSINESS_LICENCE
    "tax_certificate" -> DocumentKind.TAX_CERTIFICATE
    "principal_contact" -> DocumentKind.PRINCIPAL_CONTACT
    "past_business" -> DocumentKind.PAST_BUSINESS
    "arrears_statement" -> DocumentKind.ARREARS_STATEMENT
    "branch_evaluation" -> DocumentKind.BRANCH_EVALUATION
    else -> error("`$code` is no DocumentKind")
}

fun readDutyKind(node: JsonNode): DutyKind = when (val code = codeOf(node)) {
    "backup" -> DutyKind.BACKUP
    "weekly_report" -> DutyKind.WEEKLY_REPORT
    "submit_change" -> DutyKind.SUBMIT_CHANGE
    "update_archive" -> DutyKind.UPDATE_ARCHIVE
    "full_review" -> DutyKind.FULL_REVIEW
    "register_inspection" -> DutyKind.REGISTER_INSPECTION
    "attestation" -> DutyKind.ATTESTATION
    "access_log_review" -> DutyKind.ACCESS_LOG_REVIEW
    "system_audit" -> DutyKind.SYSTEM_AUDIT
    else -> error("`$code` is no DutyKind")
}

fun readIncidentStep(node: JsonNode): IncidentStep = when (val code = codeOf(node)) {
    "report" -> IncidentStep.REPORT
    "contain" -> IncidentStep.CONTAIN
    "assess" -> IncidentStep.ASSESS
    "notify_authority_cn" -> IncidentStep.NOTIFY_AUTHORITY_CN
    "notify_authority_eu" -> IncidentStep.NOTIFY_AUTHORITY_EU
    "notify_customers" -> IncidentStep.NOTIFY_CUSTOMERS
    "close" -> IncidentStep.CLOSE
    else -> error("`$code` is no IncidentStep")
}

fun readJurisdiction(node: JsonNode): Jurisdiction = when (val code = codeOf(node)) {
    "CN" -> Jurisdiction.CN
    "EU" -> Jurisdiction.EU
    else -> error("`$code` is no Jurisdiction")
}

fun readMeasure(node: JsonNode): Measure = when (val code = text(node.get("unit"))) {
    "points" -> Measure.Points(node.required("value", ::number))
    "money" -> Measure.Money(node.required("value", ::exact))
    "percent" -> Measure.Percent(node.required("value", ::number))
    "percent_points" -> Measure.PercentPoints(node.required("value", ::number))
    "ratio" -> node.get("value").let { node -> Measure.Ratio(part = node.required("part", ::exact), whole = node.required("whole", ::exact)) }
    "number" -> Measure.Number(node.required("value", ::exact))
    "days" -> Measure.Days(node.required("value", ::number))
    "months" -> Measure.Months(node.required("value", ::wholeU32))
    "count" -> Measure.Count(node.required("value", ::wholeU64))
    "dimensions" -> Measure.Dimensions(node.required("value", ::wholeU64))
    "weight" -> Measure.Weight(node.required("value", ::number))
    "date" -> Measure.Date(node.required("value", ::day))
    "yes_no" -> Measure.YesNo(node.required("value", ::yes))
    "credit_band" -> node.get("value").let { node -> Measure.CreditBand(name = node.required("name", ::text), from = node.optional("from", ::number)) }
    "grade" -> Measure.Grade(node.required("value", ::text))
    "text" -> Measure.Text(node.required("value", ::text))
    "step" -> node.get("value").let { node -> Measure.Step(act = node.required("act", ::readStepAct), role = node.required("role", ::text)) }
    else -> error("`$code` is no Measure")
}

fun readNeededChange(node: JsonNode): NeededChange = when (val code = codeOf(node)) {
    "supply" -> node.get(code).let { node -> NeededChange.Supply(table = node.required("table", ::text)) }
    "state" -> node.get(code).let { node -> NeededChange.State(field = node.required("field", ::text)) }
    "document" -> node.get(code).let { node -> NeededChange.Document(document = node.required("document", ::text), lacks = node.list("lacks", ::text)) }
    "act" -> node.get(code).let { node -> NeededChange.Act(role = node.required("role", ::text), person = node.optional("person", ::readPersonId), delegation = node.optional("delegation", ::readDelegationId)) }
    "from" -> node.get(code).let { node -> NeededChange.From(on = node.required("on", ::day)) }
    "more" -> node.get(code).let { node -> NeededChange.More(by = node.required("by", ::readMeasure), to = node.required("to", ::readMeasure)) }
    "less" -> node.get(code).let { node -> NeededChange.Less(by = node.required("by", ::readMeasure), to = node.required("to", ::readMeasure)) }
    "become" -> node.get(code).let { node -> NeededChange.Become(oneOf = node.list("one_of", ::readMeasure)) }
    "amend" -> NeededChange.Amend
    "end" -> NeededChange.End
    "unreachable" -> NeededChange.Unreachable
    else -> error("`$code` is no NeededChange")
}

fun readNoticeContent(node: JsonNode): NoticeContent = when (val code = codeOf(node)) {
    "data_types" -> NoticeContent.DATA_TYPES
    "cause" -> NoticeContent.CAUSE
    "harm" -> NoticeContent.HARM
    "measures" -> NoticeContent.MEASURES
    "self_help" -> NoticeContent.SELF_HELP
    "contact" -> NoticeContent.CONTACT
    "numbers" -> NoticeContent.NUMBERS
    "dpo" -> NoticeContent.DPO
    else -> error("`$code` is no NoticeContent")
}

fun readObligation(node: JsonNode): Obligation {
    node.only("code", "clause", "about", "role", "by")
    return Obligation(
        code = node.required("code", ::readObligationCode),
        clause = node.optional("clause", ::text),
        about = node.optional("about", ::text),
        role = node.optional("role", ::text),
        by = node.optional("by", ::day),
    )
}

fun readObligationCode(node: JsonNode): ObligationCode = when (val code = codeOf(node)) {
    "file" -> ObligationCode.FILE
    "log" -> ObligationCode.LOG
    "expires" -> ObligationCode.EXPIRES
    "renew" -> ObligationCode.RENEW
    "sign" -> ObligationCode.SIGN
    "approve" -> ObligationCode.APPROVE
    "keep_authority" -> ObligationCode.KEEP_AUTHORITY
    "sign_contract" -> ObligationCode.SIGN_CONTRACT
    "compliance_sign_off" -> ObligationCode.COMPLIANCE_SIGN_OFF
    "apply" -> ObligationCode.APPLY
    "no_gifts" -> ObligationCode.NO_GIFTS
    "paper_only" -> ObligationCode.PAPER_ONLY
    "person_on_request" -> ObligationCode.PERSON_ON_REQUEST
    "delete" -> ObligationCode.DELETE
    "anonymise" -> ObligationCode.ANONYMISE
    "witness" -> ObligationCode.WITNESS
    "log_contact" -> ObligationCode.LOG_CONTACT
    "enter_disposal_list" -> ObligationCode.ENTER_DISPOSAL_LIST
    else -> error("`$code` is no ObligationCode")
}

fun readReason(node: JsonNode): Reason {
    node.only("code", "about", "clause", "actual", "required", "shortfall")
    return Reason(
        code = node.required("code", ::readReasonCode),
        about = node.optional("about", ::text),
        clause = node.optional("clause", ::text),
        actual = node.optional("actual", ::readMeasure),
        required = node.optional("required", ::readBound),
        shortfall = node.optional("shortfall", ::readMeasure),
    )
}

fun readReasonCode(node: JsonNode): ReasonCode = when (val code = codeOf(node)) {
    "new_customer" -> ReasonCode.NEW_CUSTOMER
    "no_payments" -> ReasonCode.NO_PAYMENTS
    "no_order_data" -> ReasonCode.NO_ORDER_DATA
    "no_quantity" -> ReasonCode.NO_QUANTITY
    "no_cost_data" -> ReasonCode.NO_COST_DATA
    "missing_margin" -> ReasonCode.MISSING_MARGIN
    "insufficient_dimensions" -> ReasonCode.INSUFFICIENT_DIMENSIONS
    "partial_population" -> ReasonCode.PARTIAL_POPULATION
    "no_assessment" -> ReasonCode.NO_ASSESSMENT
    "assessment_expired" -> ReasonCode.ASSESSMENT_EXPIRED
    "incomplete_assessment" -> ReasonCode.INCOMPLETE_ASSESSMENT
    "write_off" -> ReasonCode.WRITE_OFF
    "wilful_default" -> ReasonCode.WILFUL_DEFAULT
    "overdue_days" -> ReasonCode.OVERDUE_DAYS
    "legal_trouble" -> ReasonCode.LEGAL_TROUBLE
    "bounced_bill" -> ReasonCode.BOUNCED_BILL
    "short_relationship" -> ReasonCode.SHORT_RELATIONSHIP
    "documents_missing" -> ReasonCode.DOCUMENTS_MISSING
    "vetoed" -> ReasonCode.VETOED
    "bad_credit" -> ReasonCode.BAD_CREDIT
    "weak_credit" -> ReasonCode.WEAK_CREDIT
    "low_margin" -> ReasonCode.LOW_MARGIN
    "no_profit" -> ReasonCode.NO_PROFIT
    "small_account" -> ReasonCode.SMALL_ACCOUNT
    "hold_over_limit" -> ReasonCode.HOLD_OVER_LIMIT
    "hold_overdue" -> ReasonCode.HOLD_OVERDUE
    "no_rating" -> ReasonCode.NO_RATING
    "special_approval" -> ReasonCode.SPECIAL_APPROVAL
    "own_cap" -> ReasonCode.OWN_CAP
    "score" -> ReasonCode.SCORE
    "override" -> ReasonCode.OVERRIDE
    "override_held" -> ReasonCode.OVERRIDE_HELD
    "prospect_override" -> ReasonCode.PROSPECT_OVERRIDE
    "not_supplied" -> ReasonCode.NOT_SUPPLIED
    "needs_approval" -> ReasonCode.NEEDS_APPROVAL
    "automated" -> ReasonCode.AUTOMATED
    "not_on_record" -> ReasonCode.NOT_ON_RECORD
    "other_currency" -> ReasonCode.OTHER_CURRENCY
    "request_not_executable" -> ReasonCode.REQUEST_NOT_EXECUTABLE
    "contract_unsigned" -> ReasonCode.CONTRACT_UNSIGNED
    "condition_met" -> ReasonCode.CONDITION_MET
    "condition_not_met" -> ReasonCode.CONDITION_NOT_MET
    "stock_not_counted" -> ReasonCode.STOCK_NOT_COUNTED
    "contract_ended" -> ReasonCode.CONTRACT_ENDED
    "single_order" -> ReasonCode.SINGLE_ORDER
    "period_purchases" -> ReasonCode.PERIOD_PURCHASES
    "official_rank" -> ReasonCode.OFFICIAL_RANK
    "high_end_unknown" -> ReasonCode.HIGH_END_UNKNOWN
    "product_unmarked" -> ReasonCode.PRODUCT_UNMARKED
    "public_official" -> ReasonCode.PUBLIC_OFFICIAL
    "sign_off_missing" -> ReasonCode.SIGN_OFF_MISSING
    "listing_ended" -> ReasonCode.LISTING_ENDED
    "tier_by_amount" -> ReasonCode.TIER_BY_AMOUNT
    "tier_no_amount" -> ReasonCode.TIER_NO_AMOUNT
    "tier_below_floor" -> ReasonCode.TIER_BELOW_FLOOR
    "invalid_amount" -> ReasonCode.INVALID_AMOUNT
    "ambiguous_tier" -> ReasonCode.AMBIGUOUS_TIER
    "no_amount" -> ReasonCode.NO_AMOUNT
    "below_floor_refused" -> ReasonCode.BELOW_FLOOR_REFUSED
    "agreed_price_unknown" -> ReasonCode.AGREED_PRICE_UNKNOWN
    "kind_not_covered" -> ReasonCode.KIND_NOT_COVERED
    "possible_split" -> ReasonCode.POSSIBLE_SPLIT
    "missing_documents" -> ReasonCode.MISSING_DOCUMENTS
    "arrears_mismatch" -> ReasonCode.ARREARS_MISMATCH
    "business_disagrees" -> ReasonCode.BUSINESS_DISAGREES
    "identity_disagrees" -> ReasonCode.IDENTITY_DISAGREES
    "case_not_submitted" -> ReasonCode.CASE_NOT_SUBMITTED
    "case_submitted" -> ReasonCode.CASE_SUBMITTED
    "case_executable" -> ReasonCode.CASE_EXECUTABLE
    "case_closed" -> ReasonCode.CASE_CLOSED
    "back_dated" -> ReasonCode.BACK_DATED
    "not_the_applicant" -> ReasonCode.NOT_THE_APPLICANT
    "by_applicant" -> ReasonCode.BY_APPLICANT
    "nothing_amended" -> ReasonCode.NOTHING_AMENDED
    "unsound_terms" -> ReasonCode.UNSOUND_TERMS
    "stale_approval" -> ReasonCode.STALE_APPROVAL
    "out_of_sequence" -> ReasonCode.OUT_OF_SEQUENCE
    "same_person" -> ReasonCode.SAME_PERSON
    "filing_decides_nothing" -> ReasonCode.FILING_DECIDES_NOTHING
    "entitled_by_role" -> ReasonCode.ENTITLED_BY_ROLE
    "entitled_by_delegation" -> ReasonCode.ENTITLED_BY_DELEGATION
    "not_in_role" -> ReasonCode.NOT_IN_ROLE
    "not_your_unit" -> ReasonCode.NOT_YOUR_UNIT
    "role_not_yet_held" -> ReasonCode.ROLE_NOT_YET_HELD
    "role_no_longer_held" -> ReasonCode.ROLE_NO_LONGER_HELD
    "delegation_not_allowed" -> ReasonCode.DELEGATION_NOT_ALLOWED
    "unknown_delegation" -> ReasonCode.UNKNOWN_DELEGATION
    "not_the_delegate" -> ReasonCode.NOT_THE_DELEGATE
    "delegation_other_role" -> ReasonCode.DELEGATION_OTHER_ROLE
    "delegate_is_principal" -> ReasonCode.DELEGATE_IS_PRINCIPAL
    "no_written_ref" -> ReasonCode.NO_WRITTEN_REF
    "delegation_scope" -> ReasonCode.DELEGATION_SCOPE
    "delegation_too_long" -> ReasonCode.DELEGATION_TOO_LONG
    "delegation_not_issued" -> ReasonCode.DELEGATION_NOT_ISSUED
    "delegation_not_yet_valid" -> ReasonCode.DELEGATION_NOT_YET_VALID
    "delegation_revoked" -> ReasonCode.DELEGATION_REVOKED
    "delegation_expired" -> ReasonCode.DELEGATION_EXPIRED
    "delegation_amount_exceeded" -> ReasonCode.DELEGATION_AMOUNT_EXCEEDED
    "delegation_amount_unknown" -> ReasonCode.DELEGATION_AMOUNT_UNKNOWN
    "principal_lacks_role" -> ReasonCode.PRINCIPAL_LACKS_ROLE
    "other_rules" -> ReasonCode.OTHER_RULES
    "unknown_person" -> ReasonCode.UNKNOWN_PERSON
    "allowed_by_role" -> ReasonCode.ALLOWED_BY_ROLE
    "own_customer" -> ReasonCode.OWN_CUSTOMER
    "granted" -> ReasonCode.GRANTED
    "outside" -> ReasonCode.OUTSIDE
    "no_nda" -> ReasonCode.NO_NDA
    "nda_expired" -> ReasonCode.NDA_EXPIRED
    "not_permitted" -> ReasonCode.NOT_PERMITTED
    "maintainer_only" -> ReasonCode.MAINTAINER_ONLY
    "not_own_customer" -> ReasonCode.NOT_OWN_CUSTOMER
    "needs_second_approval" -> ReasonCode.NEEDS_SECOND_APPROVAL
    "field_not_granted" -> ReasonCode.FIELD_NOT_GRANTED
    "form_not_granted" -> ReasonCode.FORM_NOT_GRANTED
    "paper_only" -> ReasonCode.PAPER_ONLY
    "grant_expired" -> ReasonCode.GRANT_EXPIRED
    "grant_revoked" -> ReasonCode.GRANT_REVOKED
    "self_approval" -> ReasonCode.SELF_APPROVAL
    "approver_not_entitled" -> ReasonCode.APPROVER_NOT_ENTITLED
    "wrong_status" -> ReasonCode.WRONG_STATUS
    "no_file_named" -> ReasonCode.NO_FILE_NAMED
    "external_disclosure" -> ReasonCode.EXTERNAL_DISCLOSURE
    "legal_compulsion" -> ReasonCode.LEGAL_COMPULSION
    "no_requester_named" -> ReasonCode.NO_REQUESTER_NAMED
    "other_level" -> ReasonCode.OTHER_LEVEL
    "nothing_to_decide" -> ReasonCode.NOTHING_TO_DECIDE
    "department_unknown" -> ReasonCode.DEPARTMENT_UNKNOWN
    "grant_id_taken" -> ReasonCode.GRANT_ID_TAKEN
    "no_purpose" -> ReasonCode.NO_PURPOSE
    "nothing_asked" -> ReasonCode.NOTHING_ASKED
    "never_granted" -> ReasonCode.NEVER_GRANTED
    "no_approval_needed" -> ReasonCode.NO_APPROVAL_NEEDED
    "several_departments" -> ReasonCode.SEVERAL_DEPARTMENTS
    "nobody_above" -> ReasonCode.NOBODY_ABOVE
    "request_not_open" -> ReasonCode.REQUEST_NOT_OPEN
    "request_not_granted" -> ReasonCode.REQUEST_NOT_GRANTED
    "grant_still_runs" -> ReasonCode.GRANT_STILL_RUNS
    "last_contact" -> ReasonCode.LAST_CONTACT
    "last_close_contact" -> ReasonCode.LAST_CLOSE_CONTACT
    "no_contact_yet" -> ReasonCode.NO_CONTACT_YET
    "no_close_contact_yet" -> ReasonCode.NO_CLOSE_CONTACT_YET
    "first_visit" -> ReasonCode.FIRST_VISIT
    "milestone_reached" -> ReasonCode.MILESTONE_REACHED
    "day_set" -> ReasonCode.DAY_SET
    "birthday_on" -> ReasonCode.BIRTHDAY_ON
    "holiday_on" -> ReasonCode.HOLIDAY_ON
    "last_done" -> ReasonCode.LAST_DONE
    "nothing_known" -> ReasonCode.NOTHING_KNOWN
    "last_day_not_known" -> ReasonCode.LAST_DAY_NOT_KNOWN
    "reassessment_set" -> ReasonCode.REASSESSMENT_SET
    "never_done" -> ReasonCode.NEVER_DONE
    "week_ended" -> ReasonCode.WEEK_ENDED
    "change_learned" -> ReasonCode.CHANGE_LEARNED
    "change_submitted" -> ReasonCode.CHANGE_SUBMITTED
    "file_opened" -> ReasonCode.FILE_OPENED
    "retention_ended" -> ReasonCode.RETENTION_ENDED
    "consent_withdrawn" -> ReasonCode.CONSENT_WITHDRAWN
    "retention_running" -> ReasonCode.RETENTION_RUNNING
    "legal_hold" -> ReasonCode.LEGAL_HOLD
    "open_dispute" -> ReasonCode.OPEN_DISPUTE
    "kept_permanently" -> ReasonCode.KEPT_PERMANENTLY
    "trigger_not_known" -> ReasonCode.TRIGGER_NOT_KNOWN
    "unknown_record_class" -> ReasonCode.UNKNOWN_RECORD_CLASS
    "other_basis_not_known" -> ReasonCode.OTHER_BASIS_NOT_KNOWN
    "personal_for_good" -> ReasonCode.PERSONAL_FOR_GOOD
    "department_not_known" -> ReasonCode.DEPARTMENT_NOT_KNOWN
    "of_other_department" -> ReasonCode.OF_OTHER_DEPARTMENT
    "nothing_proposed" -> ReasonCode.NOTHING_PROPOSED
    "record_twice" -> ReasonCode.RECORD_TWICE
    "disposal_executed" -> ReasonCode.DISPOSAL_EXECUTED
    "disposal_listed" -> ReasonCode.DISPOSAL_LISTED
    "witnesses_missing" -> ReasonCode.WITNESSES_MISSING
    "witness_took_part" -> ReasonCode.WITNESS_TOOK_PART
    "independent_witness" -> ReasonCode.INDEPENDENT_WITNESS
    "incident_recorded" -> ReasonCode.INCIDENT_RECORDED
    "incident_closed" -> ReasonCode.INCIDENT_CLOSED
    "time_out_of_order" -> ReasonCode.TIME_OUT_OF_ORDER
    "aware_already" -> ReasonCode.AWARE_ALREADY
    "step_not_required" -> ReasonCode.STEP_NOT_REQUIRED
    "step_done" -> ReasonCode.STEP_DONE
    "step_by_itself" -> ReasonCode.STEP_BY_ITSELF
    "notice_empty" -> ReasonCode.NOTICE_EMPTY
    "not_waivable" -> ReasonCode.NOT_WAIVABLE
    "waiver_undocumented" -> ReasonCode.WAIVER_UNDOCUMENTED
    "nothing_assessed" -> ReasonCode.NOTHING_ASSESSED
    "steps_open" -> ReasonCode.STEPS_OPEN
    "scale_not_known" -> ReasonCode.SCALE_NOT_KNOWN
    "law_not_known" -> ReasonCode.LAW_NOT_KNOWN
    "notice_incomplete" -> ReasonCode.NOTICE_INCOMPLETE
    else -> error("`$code` is no ReasonCode")
}

fun readRemedyStep(node: JsonNode): RemedyStep {
    node.only("code", "about", "change")
    return RemedyStep(
        code = node.required("code", ::readReasonCode),
        about = node.optional("about", ::text),
        change = node.required("change", ::readNeededChange),
    )
}

fun readRequestKind(node: JsonNode): RequestKind = when (val code = codeOf(node)) {
    "key_account" -> RequestKind.KEY_ACCOUNT
    "vip" -> RequestKind.VIP
    "archive_access" -> RequestKind.ARCHIVE_ACCESS
    "gift" -> RequestKind.GIFT
    else -> error("`$code` is no RequestKind")
}

fun readStepAct(node: JsonNode): StepAct = when (val code = codeOf(node)) {
    "sign" -> StepAct.SIGN
    "approve" -> StepAct.APPROVE
    "file" -> StepAct.FILE
    else -> error("`$code` is no StepAct")
}

fun readVerdictRemedy(node: JsonNode): VerdictRemedy {
    node.only("steps")
    return VerdictRemedy(
        steps = node.list("steps", ::readRemedyStep),
    )
}

fun readVipChannel(node: JsonNode): VipChannel = when (val code = codeOf(node)) {
    "self_applied" -> VipChannel.SELF_APPLIED
    "company_proposed" -> VipChannel.COMPANY_PROPOSED
    else -> error("`$code` is no VipChannel")
}

fun readVipListing(node: JsonNode): VipListing {
    node.only("customer_id", "channel", "approved_by", "signed_off")
    return VipListing(
        customerId = node.required("customer_id", ::readCustomerId),
        channel = node.required("channel", ::readVipChannel),
        approvedBy = node.optional("approved_by", ::text),
        signedOff = node.optional("signed_off", ::yes) ?: false,
    )
}

fun readArrearsStatement(node: JsonNode): ArrearsStatement {
    node.only("owes", "amount")
    return ArrearsStatement(
        owes = node.optional("owes", ::yes),
        amount = node.optional("amount", ::exact),
    )
}

fun readBasicCard(node: JsonNode): BasicCard {
    node.only("legal_name", "kind", "identification", "address", "contact_name", "phone", "industry", "region", "owner", "opened_on")
    return BasicCard(
        legalName = node.optional("legal_name", ::text),
        kind = node.optional("kind", ::text),
        identification = node.optional("identification", ::text),
        address = node.optional("address", ::text),
        contactName = node.optional("contact_name", ::text),
        phone = node.optional("phone", ::text),
        industry = node.optional("industry", ::text),
        region = node.optional("region", ::text),
        owner = node.optional("owner", ::readPersonId),
        openedOn = node.optional("opened_on", ::day),
    )
}

fun readBranchEvaluation(node: JsonNode): BranchEvaluation {
    node.only("text", "level")
    return BranchEvaluation(
        text = node.optional("text", ::text),
        level = node.optional("level", ::readEvaluationLevel),
    )
}

fun readCircumstances(node: JsonNode): Circumstances {
    node.only("prior_business", "individual", "open_amount", "uscc", "parent_id", "contracts")
    return Circumstances(
        priorBusiness = node.optional("prior_business", ::yes),
        individual = node.optional("individual", ::yes),
        openAmount = node.optional("open_amount", ::exact),
        uscc = node.optional("uscc", ::text),
        parentId = node.optional("parent_id", ::readCustomerId),
        contracts = node.list("contracts", ::readOtherContract),
    )
}

fun readContractStatus(node: JsonNode): ContractStatus = when (val code = codeOf(node)) {
    "draft" -> ContractStatus.DRAFT
    "submitted" -> ContractStatus.SUBMITTED
    "approved" -> ContractStatus.APPROVED
    "signed" -> ContractStatus.SIGNED
    "effective" -> ContractStatus.EFFECTIVE
    "closed" -> ContractStatus.CLOSED
    "rejected" -> ContractStatus.REJECTED
    "withdrawn" -> ContractStatus.WITHDRAWN
    "cancelled" -> ContractStatus.CANCELLED
    else -> error("`$code` is no ContractStatus")
}

fun readDecision(node: JsonNode): Decision = when (val code = codeOf(node)) {
    "sign" -> Decision.SIGN
    "approve" -> Decision.APPROVE
    "file" -> Decision.FILE
    "return" -> Decision.RETURN
    "reject" -> Decision.REJECT
    else -> error("`$code` is no Decision")
}

fun readDelegation(node: JsonNode): Delegation {
    node.only("delegation_id", "principal", "role", "delegate", "written_ref", "issued_on", "valid_from", "valid_to", "max_amount", "scope", "revoked_on")
    return Delegation(
        delegationId = node.required("delegation_id", ::readDelegationId),
        principal = node.required("principal", ::readPersonId),
        role = node.required("role", ::text),
        delegate = node.required("delegate", ::readPersonId),
        writtenRef = node.optional("written_ref", ::text),
        issuedOn = node.required("issued_on", ::day),
        validFrom = node.required("valid_from", ::day),
        validTo = node.required("valid_to", ::day),
        maxAmount = node.optional("max_amount", ::exact),
        scope = node.optional("scope", { each: JsonNode -> each.map(::readRequestKind) }),
        revokedOn = node.optional("revoked_on", ::day),
    )
}

fun readOtherContract(node: JsonNode): OtherContract {
    node.only("contract_id", "customer_id", "uscc", "parent_id", "amount", "submitted_on", "status")
    return OtherContract(
        contractId = node.required("contract_id", ::readContractId),
        customerId = node.required("customer_id", ::readCustomerId),
        uscc = node.optional("uscc", ::text),
        parentId = node.optional("parent_id", ::readCustomerId),
        amount = node.required("amount", ::exact),
        submittedOn = node.required("submitted_on", ::day),
        status = node.optional("status", ::readContractStatus) ?: ContractStatus.DRAFT,
    )
}

fun readPaper(node: JsonNode): Paper {
    node.only("signed_by_us", "signed_by_customer", "customer_seal", "copy", "valid_to", "uscc")
    return Paper(
        signedByUs = node.optional("signed_by_us", ::yes) ?: false,
        signedByCustomer = node.optional("signed_by_customer", ::yes) ?: false,
        customerSeal = node.optional("customer_seal", ::yes) ?: false,
        copy = node.optional("copy", ::yes) ?: false,
        validTo = node.optional("valid_to", ::day),
        uscc = node.optional("uscc", ::text),
    )
}

fun readPapers(node: JsonNode): Papers {
    node.only("application_form", "draft_contract", "reconciliation_statement", "basic_situation", "business_licence", "tax_certificate", "principal_contact", "past_business", "arrears_statement", "branch_evaluation")
    return Papers(
        applicationForm = node.optional("application_form", ::readPaper),
        draftContract = node.optional("draft_contract", ::readPaper),
        reconciliationStatement = node.optional("reconciliation_statement", ::readPaper),
        basicSituation = node.optional("basic_situation", ::readBasicCard),
        businessLicence = node.optional("business_licence", ::readPaper),
        taxCertificate = node.optional("tax_certificate", ::readPaper),
        principalContact = node.optional("principal_contact", ::readPrincipalContact),
        pastBusiness = node.optional("past_business", ::readPastBusiness),
        arrearsStatement = node.optional("arrears_statement", ::readArrearsStatement),
        branchEvaluation = node.optional("branch_evaluation", ::readBranchEvaluation),
    )
}

fun readPastBusiness(node: JsonNode): PastBusiness {
    node.only("none", "amount", "period")
    return PastBusiness(
        none = node.optional("none", ::yes) ?: false,
        amount = node.optional("amount", ::exact),
        period = node.optional("period", ::text),
    )
}

fun readPerson(node: JsonNode): Person {
    node.only("person_id", "name")
    return Person(
        personId = node.required("person_id", ::readPersonId),
        name = node.optional("name", ::text),
    )
}

fun readPrincipalContact(node: JsonNode): PrincipalContact {
    node.only("name", "phone")
    return PrincipalContact(
        name = node.optional("name", ::text),
        phone = node.optional("phone", ::text),
    )
}

fun readRoleHolder(node: JsonNode): RoleHolder {
    node.only("person_id", "role", "unit", "valid_from", "valid_to")
    return RoleHolder(
        personId = node.required("person_id", ::readPersonId),
        role = node.required("role", ::text),
        unit = node.optional("unit", ::text),
        validFrom = node.required("valid_from", ::day),
        validTo = node.optional("valid_to", ::day),
    )
}

fun readTerms(node: JsonNode): Terms {
    node.only("customer", "amount", "framework_estimate", "agreed_price", "settlement_floor_price", "text_digest")
    return Terms(
        customer = node.required("customer", ::readCustomerId),
        amount = node.optional("amount", ::exact),
        frameworkEstimate = node.optional("framework_estimate", ::exact),
        agreedPrice = node.optional("agreed_price", ::exact),
        settlementFloorPrice = node.optional("settlement_floor_price", ::exact),
        textDigest = node.optional("text_digest", ::text),
    )
}

fun readAccessGrant(node: JsonNode): AccessGrant {
    node.only("grant_id", "requester", "action", "customer_id", "fields", "form", "requested_at", "decided_by", "second_by", "decided_at", "second_at", "granted_at", "department", "expires_at", "revoked_at")
    return AccessGrant(
        grantId = node.required("grant_id", ::readGrantId),
        requester = node.required("requester", ::readPersonId),
        action = node.optional("action", ::readArchiveAction),
        customerId = node.optional("customer_id", ::readCustomerId),
        fields = node.list("fields", ::text),
        form = node.required("form", ::readAccessForm),
        requestedAt = node.optional("requested_at", ::moment),
        decidedBy = node.required("decided_by", ::readPersonId),
        secondBy = node.optional("second_by", ::readPersonId),
        decidedAt = node.required("decided_at", ::moment),
        secondAt = node.optional("second_at", ::moment),
        grantedAt = node.optional("granted_at", ::moment),
        department = node.optional("department", ::text),
        expiresAt = node.required("expires_at", ::moment),
        revokedAt = node.optional("revoked_at", ::moment),
    )
}

fun readAccuracySample(node: JsonNode): AccuracySample {
    node.only("sampled", "correct")
    return AccuracySample(
        sampled = node.required("sampled", ::wholeU64),
        correct = node.required("correct", ::wholeU64),
    )
}

fun readArchiveChange(node: JsonNode): ArchiveChange {
    node.only("due_on", "entered_on")
    return ArchiveChange(
        dueOn = node.required("due_on", ::day),
        enteredOn = node.optional("entered_on", ::day),
    )
}

fun readArchiveQuality(node: JsonNode): ArchiveQuality {
    node.only("policy", "as_of", "completeness", "timeliness", "accuracy")
    return ArchiveQuality(
        policy = node.required("policy", ::readPolicyUsed),
        asOf = node.required("as_of", ::day),
        completeness = node.required("completeness", ::readQualityShare),
        timeliness = node.required("timeliness", ::readQualityShare),
        accuracy = node.required("accuracy", ::readQualityShare),
    )
}

fun readAttempt(node: JsonNode): Attempt {
    node.only("at", "by", "action", "file", "fields", "form", "requester", "requested")
    return Attempt(
        at = node.required("at", ::moment),
        by = node.required("by", ::readPersonId),
        action = node.required("action", ::readArchiveAction),
        file = node.optional("file", ::readCustomerFile),
        fields = node.list("fields", ::text),
        form = node.optional("form", ::readAccessForm),
        requester = node.optional("requester", ::readPersonId),
        requested = node.optional("requested", ::readArchiveAction),
    )
}

fun readCheckpoint(node: JsonNode): Checkpoint {
    node.only("count", "head", "time", "signature")
    return Checkpoint(
        count = node.required("count", ::wholeU64),
        head = node.required("head", ::text),
        time = node.required("time", ::moment),
        signature = node.optional("signature", ::text),
    )
}

fun readComposition(node: JsonNode): Composition {
    node.only("policy", "as_of", "complete", "up_to_date", "completeness", "parts")
    return Composition(
        policy = node.required("policy", ::readPolicyUsed),
        asOf = node.required("as_of", ::day),
        complete = node.required("complete", ::yes),
        upToDate = node.required("up_to_date", ::yes),
        completeness = node.required("completeness", ::readQualityShare),
        parts = node.list("parts", ::readPartState),
    )
}

fun readCustomerFile(node: JsonNode): CustomerFile {
    node.only("customer_id", "owner", "department", "level", "status")
    return CustomerFile(
        customerId = node.required("customer_id", ::readCustomerId),
        owner = node.optional("owner", ::readPersonId),
        department = node.optional("department", ::text),
        level = node.optional("level", ::text),
        status = node.required("status", ::readFileStatus),
    )
}

fun readFileStatus(node: JsonNode): FileStatus = when (val code = codeOf(node)) {
    "draft" -> FileStatus.DRAFT
    "filed" -> FileStatus.FILED
    "frozen" -> FileStatus.FROZEN
    "disposed" -> FileStatus.DISPOSED
    else -> error("`$code` is no FileStatus")
}

fun readLeftOut(node: JsonNode): LeftOut {
    node.only("reason", "column", "count")
    return LeftOut(
        reason = node.required("reason", ::readLeftOutReason),
        column = node.optional("column", ::text),
        count = node.required("count", ::wholeU64),
    )
}

fun readLeftOutReason(node: JsonNode): LeftOutReason = when (val code = codeOf(node)) {
    "by_policy" -> LeftOutReason.BY_POLICY
    "not_listed" -> LeftOutReason.NOT_LISTED
    "no_subject" -> LeftOutReason.NO_SUBJECT
    "unreadable" -> LeftOutReason.UNREADABLE
    "hides_too_little" -> LeftOutReason.HIDES_TOO_LITTLE
    "small_group" -> LeftOutReason.SMALL_GROUP
    else -> error("`$code` is no LeftOutReason")
}

fun readLogAlteration(node: JsonNode): LogAlteration {
    node.only("line", "difference", "found", "expected")
    return LogAlteration(
        line = node.required("line", ::wholeU64),
        difference = node.required("difference", ::readLogDifference),
        found = node.optional("found", ::text),
        expected = node.optional("expected", ::text),
    )
}

fun readLogDifference(node: JsonNode): LogDifference = when (val code = codeOf(node)) {
    "no_opening" -> LogDifference.NO_OPENING
    "form_too_new" -> LogDifference.FORM_TOO_NEW
    "unreadable" -> LogDifference.UNREADABLE
    "not_canonical" -> LogDifference.NOT_CANONICAL
    "bad_value" -> LogDifference.BAD_VALUE
    "too_long" -> LogDifference.TOO_LONG
    "unfinished" -> LogDifference.UNFINISHED
    "content" -> LogDifference.CONTENT
    "chain" -> LogDifference.CHAIN
    "time" -> LogDifference.TIME
    "count" -> LogDifference.COUNT
    "checkpoint" -> LogDifference.CHECKPOINT
    "missing" -> LogDifference.MISSING
    "gap" -> LogDifference.GAP
    else -> error("`$code` is no LogDifference")
}

fun readLogEntry(node: JsonNode): LogEntry {
    node.only("at", "actor", "role", "action", "customer_id", "fields", "fields_left_out", "form", "outcome", "rule", "grant_id", "policy")
    return LogEntry(
        at = node.required("at", ::moment),
        actor = node.required("actor", ::readPersonId),
        role = node.optional("role", ::text),
        action = node.required("action", ::readArchiveAction),
        customerId = node.optional("customer_id", ::readCustomerId),
        fields = node.list("fields", ::text),
        fieldsLeftOut = node.optional("fields_left_out", ::wholeU64) ?: 0u,
        form = node.optional("form", ::readAccessForm),
        outcome = node.required("outcome", ::readLogOutcome),
        rule = node.optional("rule", ::text),
        grantId = node.optional("grant_id", ::readGrantId),
        policy = node.required("policy", ::text),
    )
}

fun readLogFinding(node: JsonNode): LogFinding {
    node.only("rule", "clause", "actor", "from", "to", "entries", "lines", "actual", "required")
    return LogFinding(
        rule = node.required("rule", ::readLogRule),
        clause = node.optional("clause", ::text),
        actor = node.required("actor", ::readPersonId),
        from = node.required("from", ::moment),
        to = node.required("to", ::moment),
        entries = node.required("entries", ::wholeU64),
        lines = node.list("lines", ::wholeU64),
        actual = node.optional("actual", ::readMeasure),
        required = node.optional("required", ::readBound),
    )
}

fun readLogFindings(node: JsonNode): LogFindings {
    node.only("policy", "findings", "left_out", "unjudged", "other_policy")
    return LogFindings(
        policy = node.required("policy", ::readPolicyUsed),
        findings = node.list("findings", ::readLogFinding),
        leftOut = node.required("left_out", ::wholeU64),
        unjudged = node.list("unjudged", ::readLogRule),
        otherPolicy = node.optional("other_policy", ::wholeU64) ?: 0u,
    )
}

fun readLogHead(node: JsonNode): LogHead {
    node.only("count", "head", "time")
    return LogHead(
        count = node.required("count", ::wholeU64),
        head = node.required("head", ::text),
        time = node.optional("time", ::moment),
    )
}

fun readLogIntegrity(node: JsonNode): LogIntegrity = when (val code = codeOf(node)) {
    "intact" -> LogIntegrity.INTACT
    "unanchored" -> LogIntegrity.UNANCHORED
    "altered" -> LogIntegrity.ALTERED
    else -> error("`$code` is no LogIntegrity")
}

fun readLogOutcome(node: JsonNode): LogOutcome = when (val code = codeOf(node)) {
    "allowed" -> LogOutcome.ALLOWED
    "denied" -> LogOutcome.DENIED
    else -> error("`$code` is no LogOutcome")
}

fun readLogRule(node: JsonNode): LogRule = when (val code = codeOf(node)) {
    "repeated_denials" -> LogRule.REPEATED_DENIALS
    "no_live_grant" -> LogRule.NO_LIVE_GRANT
    "many_customers" -> LogRule.MANY_CUSTOMERS
    "export" -> LogRule.EXPORT
    "night" -> LogRule.NIGHT
    "lapsed_nda" -> LogRule.LAPSED_NDA
    else -> error("`$code` is no LogRule")
}

fun readLogVerification(node: JsonNode): LogVerification {
    node.only("outcome", "entries", "lines_before", "head", "checkpoint", "unanchored", "first_altered")
    return LogVerification(
        outcome = node.required("outcome", ::readLogIntegrity),
        entries = node.required("entries", ::wholeU64),
        linesBefore = node.required("lines_before", ::wholeU64),
        head = node.required("head", ::readLogHead),
        checkpoint = node.optional("checkpoint", ::wholeU64),
        unanchored = node.required("unanchored", ::wholeU64),
        firstAltered = node.optional("first_altered", ::readLogAlteration),
    )
}

fun readNda(node: JsonNode): Nda {
    node.only("person_id", "signed_on", "valid_to")
    return Nda(
        personId = node.required("person_id", ::readPersonId),
        signedOn = node.required("signed_on", ::day),
        validTo = node.optional("valid_to", ::day),
    )
}

fun readPartOnFile(node: JsonNode): PartOnFile {
    node.only("part", "updated_on", "copy")
    return PartOnFile(
        part = node.required("part", ::readArchivePart),
        updatedOn = node.required("updated_on", ::day),
        copy = node.optional("copy", ::yes) ?: false,
    )
}

fun readPartState(node: JsonNode): PartState {
    node.only("part", "clause", "status", "updated_on", "fresh_until")
    return PartState(
        part = node.required("part", ::readArchivePart),
        clause = node.optional("clause", ::text),
        status = node.required("status", ::readPartStatus),
        updatedOn = node.optional("updated_on", ::day),
        freshUntil = node.optional("fresh_until", ::day),
    )
}

fun readPartStatus(node: JsonNode): PartStatus = when (val code = codeOf(node)) {
    "fresh" -> PartStatus.FRESH
    "stale" -> PartStatus.STALE
    "copy_only" -> PartStatus.COPY_ONLY
    "missing" -> PartStatus.MISSING
    else -> error("`$code` is no PartStatus")
}

fun readPlainTable(node: JsonNode): PlainTable {
    node.only("columns", "rows")
    return PlainTable(
        columns = node.list("columns", ::text),
        rows = node.list("rows", { each: JsonNode -> each.map({ each: JsonNode -> if (each.isNull) null else text(each) }) }),
    )
}

fun readPolicyUsed(node: JsonNode): PolicyUsed {
    node.only("name", "version", "digest")
    return PolicyUsed(
        name = node.required("name", ::text),
        version = node.required("version", ::text),
        digest = node.required("digest", ::text),
    )
}

fun readPrivacyGroups(node: JsonNode): PrivacyGroups {
    node.only("by", "k", "count", "smallest", "of_one_grade", "may_still_identify")
    return PrivacyGroups(
        by = node.list("by", ::text),
        k = node.required("k", ::wholeU32),
        count = node.required("count", ::wholeU64),
        smallest = node.required("smallest", ::wholeU64),
        ofOneGrade = node.required("of_one_grade", ::wholeU64),
        mayStillIdentify = node.required("may_still_identify", ::yes),
    )
}

fun readPrivacyReport(node: JsonNode): PrivacyReport {
    node.only("policy", "rows_in", "rows_out", "left_out", "groups")
    return PrivacyReport(
        policy = node.required("policy", ::readPolicyUsed),
        rowsIn = node.required("rows_in", ::wholeU64),
        rowsOut = node.required("rows_out", ::wholeU64),
        leftOut = node.list("left_out", ::readLeftOut),
        groups = node.optional("groups", ::readPrivacyGroups),
    )
}

fun readQualityShare(node: JsonNode): QualityShare {
    node.only("good", "of", "percent")
    return QualityShare(
        good = node.required("good", ::wholeU64),
        of = node.required("of", ::wholeU64),
        percent = node.optional("percent", ::number),
    )
}

fun readClockState(node: JsonNode): ClockState = when (val code = codeOf(node)) {
    "running" -> ClockState.RUNNING
    "late" -> ClockState.LATE
    "done_in_time" -> ClockState.DONE_IN_TIME
    "done_late" -> ClockState.DONE_LATE
    "waived" -> ClockState.WAIVED
    else -> error("`$code` is no ClockState")
}

fun readIncidentAct(node: JsonNode): IncidentAct = when (val code = codeOf(node)) {
    "aware" -> node.get(code).let { node -> IncidentAct.Aware(at = node.required("at", ::moment)) }
    "assessed" -> node.get(code).let { node -> IncidentAct.Assessed(at = node.required("at", ::moment), persons = node.optional("persons", ::wholeU64), categories = node.list("categories", ::text), sensitive = node.optional("sensitive", ::yes), jurisdictions = node.optional("jurisdictions", { each: JsonNode -> each.map(::readJurisdiction) })) }
    "done" -> node.get(code).let { node -> IncidentAct.Done(step = node.required("step", ::readIncidentStep), at = node.required("at", ::moment)) }
    "notified" -> node.get(code).let { node -> IncidentAct.Notified(step = node.required("step", ::readIncidentStep), at = node.required("at", ::moment), contents = node.list("contents", ::readNoticeContent)) }
    "waived" -> node.get(code).let { node -> IncidentAct.Waived(step = node.required("step", ::readIncidentStep), at = node.required("at", ::moment), waiver = node.required("waiver", ::readWaiver), evidence = node.required("evidence", ::text)) }
    "closed" -> node.get(code).let { node -> IncidentAct.Closed(at = node.required("at", ::moment)) }
    else -> error("`$code` is no IncidentAct")
}

fun readIncidentEvent(node: JsonNode): IncidentEvent {
    node.only("recorded_at", "by", "what")
    return IncidentEvent(
        recordedAt = node.required("recorded_at", ::moment),
        by = node.required("by", ::readPersonId),
        what = node.required("what", ::readIncidentAct),
    )
}

fun readWaiver(node: JsonNode): Waiver = when (val code = codeOf(node)) {
    "harm_avoided" -> Waiver.HARM_AVOIDED
    else -> error("`$code` is no Waiver")
}

fun readDisposalAct(node: JsonNode): DisposalAct = when (val code = codeOf(node)) {
    "propose" -> node.get(code).let { node -> DisposalAct.Propose(records = node.list("records", ::readKeptRecord)) }
    "approve" -> DisposalAct.Approve
    "second_approve" -> DisposalAct.SecondApprove
    "witness" -> DisposalAct.Witness
    "execute" -> DisposalAct.Execute
    "list" -> node.get(code).let { node -> DisposalAct.EnterOnList(entryNo = node.required("entry_no", ::text)) }
    "reject" -> node.get(code).let { node -> DisposalAct.Reject(reason = node.optional("reason", ::text)) }
    "withdraw" -> node.get(code).let { node -> DisposalAct.Withdraw(reason = node.optional("reason", ::text)) }
    else -> error("`$code` is no DisposalAct")
}

fun readDisposalPhase(node: JsonNode): DisposalPhase = when (val code = codeOf(node)) {
    "draft" -> DisposalPhase.DRAFT
    "proposed" -> DisposalPhase.PROPOSED
    "approved_once" -> DisposalPhase.APPROVED_ONCE
    "approved_twice" -> DisposalPhase.APPROVED_TWICE
    "executed" -> DisposalPhase.EXECUTED
    "listed" -> DisposalPhase.LISTED
    "rejected" -> DisposalPhase.REJECTED
    "withdrawn" -> DisposalPhase.WITHDRAWN
    else -> error("`$code` is no DisposalPhase")
}

fun readDisposalRequest(node: JsonNode): DisposalRequest {
    node.only("on", "by", "act")
    return DisposalRequest(
        on = node.required("on", ::day),
        by = node.required("by", ::readPersonId),
        act = node.required("act", ::readDisposalAct),
    )
}

fun readHold(node: JsonNode): Hold {
    node.only("customer_id", "record_class", "kind", "from", "to", "reason")
    return Hold(
        customerId = node.required("customer_id", ::readCustomerId),
        recordClass = node.optional("record_class", ::text),
        kind = node.optional("kind", ::readHoldKind) ?: HoldKind.LEGAL_HOLD,
        from = node.required("from", ::day),
        to = node.optional("to", ::day),
        reason = node.optional("reason", ::text),
    )
}

fun readHoldKind(node: JsonNode): HoldKind = when (val code = codeOf(node)) {
    "legal_hold" -> HoldKind.LEGAL_HOLD
    "open_dispute" -> HoldKind.OPEN_DISPUTE
    else -> error("`$code` is no HoldKind")
}

fun readKeptAs(node: JsonNode): KeptAs {
    node.only("class", "trigger_on", "fields", "other_basis")
    return KeptAs(
        `class` = node.required("class", ::text),
        triggerOn = node.optional("trigger_on", ::day),
        fields = node.list("fields", ::text),
        otherBasis = node.optional("other_basis", ::yes),
    )
}

fun readKeptRecord(node: JsonNode): KeptRecord {
    node.only("record_id", "customers", "department", "personal", "kept_as", "consent_withdrawn_on")
    return KeptRecord(
        recordId = node.required("record_id", ::readRecordId),
        customers = node.list("customers", ::readCustomerId),
        department = node.optional("department", ::text),
        personal = node.optional("personal", ::yes),
        keptAs = node.list("kept_as", ::readKeptAs),
        consentWithdrawnOn = node.optional("consent_withdrawn_on", ::day),
    )
}

fun readMissingForRetention(node: JsonNode): MissingForRetention = when (val code = codeOf(node)) {
    "class" -> MissingForRetention.CLASS
    "trigger" -> MissingForRetention.TRIGGER
    "other_basis" -> MissingForRetention.OTHER_BASIS
    "end" -> MissingForRetention.END
    else -> error("`$code` is no MissingForRetention")
}

fun readRetentionState(node: JsonNode): RetentionState = when (val code = codeOf(node)) {
    "kept" -> RetentionState.KEPT
    "disposable" -> RetentionState.DISPOSABLE
    "held" -> RetentionState.HELD
    "permanent" -> RetentionState.PERMANENT
    "not_known" -> RetentionState.NOT_KNOWN
    "holds_not_supplied" -> RetentionState.HOLDS_NOT_SUPPLIED
    else -> error("`$code` is no RetentionState")
}

fun readArchiveRecordRow(node: JsonNode): ArchiveRecordRow {
    node.only("archive_no", "customer_id", "opened_on", "status", "confidentiality", "department", "card_on", "assessment_on", "contract_on", "sales_report_on", "network_on", "last_updated_on")
    return ArchiveRecordRow(
        archiveNo = node.required("archive_no", ::text),
        customerId = node.required("customer_id", ::text),
        openedOn = node.required("opened_on", ::day),
        status = node.optional("status", ::readArchiveStatus),
        confidentiality = node.optional("confidentiality", ::readConfidentiality),
        department = node.optional("department", ::text),
        cardOn = node.optional("card_on", ::day),
        assessmentOn = node.optional("assessment_on", ::day),
        contractOn = node.optional("contract_on", ::day),
        salesReportOn = node.optional("sales_report_on", ::day),
        networkOn = node.optional("network_on", ::day),
        lastUpdatedOn = node.optional("last_updated_on", ::day),
    )
}

fun readArchiveStatus(node: JsonNode): ArchiveStatus = when (val code = codeOf(node)) {
    "draft" -> ArchiveStatus.DRAFT
    "filed" -> ArchiveStatus.FILED
    "frozen" -> ArchiveStatus.FROZEN
    "disposed" -> ArchiveStatus.DISPOSED
    else -> error("`$code` is no ArchiveStatus")
}

fun readChangeRow(node: JsonNode): ChangeRow {
    node.only("change_id", "customer_id", "learned_on", "submitted_on", "updated_on", "by")
    return ChangeRow(
        changeId = node.required("change_id", ::text),
        customerId = node.required("customer_id", ::text),
        learnedOn = node.required("learned_on", ::day),
        submittedOn = node.optional("submitted_on", ::day),
        updatedOn = node.optional("updated_on", ::day),
        by = node.optional("by", ::text),
    )
}

fun readConfidentiality(node: JsonNode): Confidentiality = when (val code = codeOf(node)) {
    "1" -> Confidentiality.LEVEL1
    "2" -> Confidentiality.LEVEL2
    "3" -> Confidentiality.LEVEL3
    else -> error("`$code` is no Confidentiality")
}

fun readContactRow(node: JsonNode): ContactRow {
    node.only("contact_id", "customer_id", "name", "phone", "email", "address", "birthday", "is_primary", "official_rank", "consent")
    return ContactRow(
        contactId = node.required("contact_id", ::text),
        customerId = node.required("customer_id", ::text),
        name = node.required("name", ::text),
        phone = node.optional("phone", ::text),
        email = node.optional("email", ::text),
        address = node.optional("address", ::text),
        birthday = node.optional("birthday", ::day),
        isPrimary = node.optional("is_primary", ::yes),
        officialRank = node.optional("official_rank", ::readOfficialRank),
        consent = node.optional("consent", ::text),
    )
}

fun readContactEntryRow(node: JsonNode): ContactEntryRow {
    node.only("customer_id", "at", "kind", "by", "close", "recorded_at")
    return ContactEntryRow(
        customerId = node.required("customer_id", ::text),
        at = node.required("at", ::moment),
        kind = node.required("kind", ::readContactKind),
        by = node.optional("by", ::text),
        close = node.optional("close", ::yes),
        recordedAt = node.optional("recorded_at", ::moment),
    )
}

fun readContactKind(node: JsonNode): ContactKind = when (val code = codeOf(node)) {
    "visit" -> ContactKind.VISIT
    "phone" -> ContactKind.PHONE
    "sms" -> ContactKind.SMS
    "email" -> ContactKind.EMAIL
    "social" -> ContactKind.SOCIAL
    "meeting" -> ContactKind.MEETING
    "video" -> ContactKind.VIDEO
    "negotiation" -> ContactKind.NEGOTIATION
    "phone_follow_up" -> ContactKind.PHONE_FOLLOW_UP
    else -> error("`$code` is no ContactKind")
}

fun readContractRow(node: JsonNode): ContractRow {
    node.only("contract_id", "customer_id", "amount", "submitted_on", "signed_on", "ends_on", "agreed_price", "settlement_floor_price", "unit", "status", "text_digest")
    return ContractRow(
        contractId = node.required("contract_id", ::text),
        customerId = node.required("customer_id", ::text),
        amount = node.required("amount", ::number),
        submittedOn = node.required("submitted_on", ::day),
        signedOn = node.optional("signed_on", ::day),
        endsOn = node.optional("ends_on", ::day),
        agreedPrice = node.optional("agreed_price", ::number),
        settlementFloorPrice = node.optional("settlement_floor_price", ::number),
        unit = node.optional("unit", ::text),
        status = node.optional("status", ::readContractStatus),
        textDigest = node.optional("text_digest", ::text),
    )
}

fun readCreditFactRow(node: JsonNode): CreditFactRow {
    node.only("customer_id", "kind", "on", "resolved_on")
    return CreditFactRow(
        customerId = node.required("customer_id", ::text),
        kind = node.required("kind", ::readCreditFactKind),
        on = node.required("on", ::day),
        resolvedOn = node.optional("resolved_on", ::day),
    )
}

fun readCreditFactKind(node: JsonNode): CreditFactKind = when (val code = codeOf(node)) {
    "bad_debt" -> CreditFactKind.BAD_DEBT
    "wilful_default" -> CreditFactKind.WILFUL_DEFAULT
    "litigation" -> CreditFactKind.LITIGATION
    "insolvency" -> CreditFactKind.INSOLVENCY
    "suspended_business" -> CreditFactKind.SUSPENDED_BUSINESS
    "bounced_bill" -> CreditFactKind.BOUNCED_BILL
    else -> error("`$code` is no CreditFactKind")
}

fun readCustomerRow(node: JsonNode): CustomerRow {
    node.only("customer_id", "name", "kind", "uscc", "region", "country", "industry", "size", "need_class", "lead_source", "created_on", "owner", "parent_id", "first_traded_on", "documents_complete", "documents_since", "special_approval", "cost_to_serve")
    return CustomerRow(
        customerId = node.required("customer_id", ::text),
        name = node.optional("name", ::text),
        kind = node.optional("kind", ::readCustomerKind),
        uscc = node.optional("uscc", ::text),
        region = node.optional("region", ::text),
        country = node.optional("country", ::text),
        industry = node.optional("industry", ::text),
        size = node.optional("size", ::text),
        needClass = node.optional("need_class", ::text),
        leadSource = node.optional("lead_source", ::text),
        createdOn = node.optional("created_on", ::day),
        owner = node.optional("owner", ::text),
        parentId = node.optional("parent_id", ::text),
        firstTradedOn = node.optional("first_traded_on", ::day),
        documentsComplete = node.optional("documents_complete", ::yes),
        documentsSince = node.optional("documents_since", ::day),
        specialApproval = node.optional("special_approval", ::yes),
        costToServe = node.optional("cost_to_serve", ::number),
    )
}

fun readCustomerKind(node: JsonNode): CustomerKind = when (val code = codeOf(node)) {
    "enterprise" -> CustomerKind.ENTERPRISE
    "public_unit" -> CustomerKind.PUBLIC_UNIT
    "individual" -> CustomerKind.INDIVIDUAL
    "dealer" -> CustomerKind.DEALER
    "institution" -> CustomerKind.INSTITUTION
    else -> error("`$code` is no CustomerKind")
}

fun readDelayReasonRow(node: JsonNode): DelayReasonRow {
    node.only("invoice_id", "kind", "days_excused", "documented", "approved_by", "approved_on")
    return DelayReasonRow(
        invoiceId = node.required("invoice_id", ::text),
        kind = node.required("kind", ::readDelayReasonKind),
        daysExcused = node.optional("days_excused", ::readExcusedDays),
        documented = node.optional("documented", ::yes),
        approvedBy = node.optional("approved_by", ::text),
        approvedOn = node.optional("approved_on", ::day),
    )
}

fun readDelayReasonKind(node: JsonNode): DelayReasonKind = when (val code = codeOf(node)) {
    "seller_late_delivery" -> DelayReasonKind.SELLER_LATE_DELIVERY
    "seller_quality_dispute" -> DelayReasonKind.SELLER_QUALITY_DISPUTE
    "seller_billing_error" -> DelayReasonKind.SELLER_BILLING_ERROR
    "force_majeure" -> DelayReasonKind.FORCE_MAJEURE
    "bank_clearing" -> DelayReasonKind.BANK_CLEARING
    "cash_shortage" -> DelayReasonKind.CASH_SHORTAGE
    "internal_process" -> DelayReasonKind.INTERNAL_PROCESS
    "unknown" -> DelayReasonKind.UNKNOWN
    "wilful_default" -> DelayReasonKind.WILFUL_DEFAULT
    else -> error("`$code` is no DelayReasonKind")
}

fun readDelegationRow(node: JsonNode): DelegationRow {
    node.only("delegation_id", "principal", "role", "delegate", "written_ref", "issued_on", "valid_from", "valid_to", "max_amount", "scope", "revoked_on")
    return DelegationRow(
        delegationId = node.required("delegation_id", ::text),
        principal = node.required("principal", ::text),
        role = node.required("role", ::text),
        delegate = node.required("delegate", ::text),
        writtenRef = node.required("written_ref", ::text),
        issuedOn = node.required("issued_on", ::day),
        validFrom = node.required("valid_from", ::day),
        validTo = node.required("valid_to", ::day),
        maxAmount = node.optional("max_amount", ::number),
        scope = node.optional("scope", ::text),
        revokedOn = node.optional("revoked_on", ::day),
    )
}

fun readDocumentRow(node: JsonNode): DocumentRow {
    node.only("customer_id", "kind", "contract_id", "signed_by_us", "signed_by_customer", "customer_seal", "copy", "valid_to", "amount", "text")
    return DocumentRow(
        customerId = node.required("customer_id", ::text),
        kind = node.required("kind", ::readDocumentKind),
        contractId = node.optional("contract_id", ::text),
        signedByUs = node.optional("signed_by_us", ::yes),
        signedByCustomer = node.optional("signed_by_customer", ::yes),
        customerSeal = node.optional("customer_seal", ::yes),
        copy = node.optional("copy", ::yes),
        validTo = node.optional("valid_to", ::day),
        amount = node.optional("amount", ::number),
        text = node.optional("text", ::text),
    )
}

fun readEvaluationRow(node: JsonNode): EvaluationRow {
    node.only("customer_id", "level", "on", "text")
    return EvaluationRow(
        customerId = node.required("customer_id", ::text),
        level = node.required("level", ::readEvaluationLevel),
        on = node.required("on", ::day),
        text = node.optional("text", ::text),
    )
}

fun readEvaluationLevel(node: JsonNode): EvaluationLevel = when (val code = codeOf(node)) {
    "poor" -> EvaluationLevel.POOR
    "fair" -> EvaluationLevel.FAIR
    "good" -> EvaluationLevel.GOOD
    "excellent" -> EvaluationLevel.EXCELLENT
    else -> error("`$code` is no EvaluationLevel")
}

fun readEvidenceKind(node: JsonNode): EvidenceKind = when (val code = codeOf(node)) {
    "site_inspection" -> EvidenceKind.SITE_INSPECTION
    "enquiry" -> EvidenceKind.ENQUIRY
    "other" -> EvidenceKind.OTHER
    else -> error("`$code` is no EvidenceKind")
}

fun readExcusedDays(node: JsonNode): ExcusedDays = when (val code = codeOf(node)) {
    "all" -> ExcusedDays.All
    "days" -> ExcusedDays.Days(node.required(code, ::wholeU32))
    else -> error("`$code` is no ExcusedDays")
}

fun readGradeOverrideRow(node: JsonNode): GradeOverrideRow {
    node.only("customer_id", "grade", "reason", "approved_by", "approved_on", "expires_on")
    return GradeOverrideRow(
        customerId = node.required("customer_id", ::text),
        grade = node.required("grade", ::text),
        reason = node.required("reason", ::text),
        approvedBy = node.required("approved_by", ::text),
        approvedOn = node.required("approved_on", ::day),
        expiresOn = node.optional("expires_on", ::day),
    )
}

fun readGrantRow(node: JsonNode): GrantRow {
    node.only("grant_id", "requester", "customer_id", "fields", "form", "decided_by", "decided_at", "expires_at", "revoked_at", "second_by", "second_at")
    return GrantRow(
        grantId = node.required("grant_id", ::text),
        requester = node.required("requester", ::text),
        customerId = node.required("customer_id", ::text),
        fields = node.required("fields", ::text),
        form = node.required("form", ::readGrantForm),
        decidedBy = node.required("decided_by", ::text),
        decidedAt = node.required("decided_at", ::moment),
        expiresAt = node.required("expires_at", ::moment),
        revokedAt = node.optional("revoked_at", ::moment),
        secondBy = node.optional("second_by", ::text),
        secondAt = node.optional("second_at", ::moment),
    )
}

fun readGrantForm(node: JsonNode): GrantForm = when (val code = codeOf(node)) {
    "paper" -> GrantForm.PAPER
    "electronic" -> GrantForm.ELECTRONIC
    else -> error("`$code` is no GrantForm")
}

fun readHoldRow(node: JsonNode): HoldRow {
    node.only("record_class", "customer_id", "from", "to", "reason")
    return HoldRow(
        recordClass = node.required("record_class", ::text),
        customerId = node.required("customer_id", ::text),
        from = node.required("from", ::day),
        to = node.optional("to", ::day),
        reason = node.optional("reason", ::text),
    )
}

fun readInvoiceRow(node: JsonNode): InvoiceRow {
    node.only("invoice_id", "customer_id", "issued_on", "amount", "due_on", "terms_days", "extended_due_on", "extension_approved_on", "contract_id")
    return InvoiceRow(
        invoiceId = node.required("invoice_id", ::text),
        customerId = node.required("customer_id", ::text),
        issuedOn = node.required("issued_on", ::day),
        amount = node.required("amount", ::number),
        dueOn = node.optional("due_on", ::day),
        termsDays = node.optional("terms_days", ::number),
        extendedDueOn = node.optional("extended_due_on", ::day),
        extensionApprovedOn = node.optional("extension_approved_on", ::day),
        contractId = node.optional("contract_id", ::text),
    )
}

fun readNdaRow(node: JsonNode): NdaRow {
    node.only("person_id", "signed_on", "valid_to")
    return NdaRow(
        personId = node.required("person_id", ::text),
        signedOn = node.required("signed_on", ::day),
        validTo = node.optional("valid_to", ::day),
    )
}

fun readOfficialRank(node: JsonNode): OfficialRank = when (val code = codeOf(node)) {
    "deputy_section" -> OfficialRank.DEPUTY_SECTION
    "section" -> OfficialRank.SECTION
    "deputy_division" -> OfficialRank.DEPUTY_DIVISION
    "division" -> OfficialRank.DIVISION
    "deputy_bureau" -> OfficialRank.DEPUTY_BUREAU
    "bureau" -> OfficialRank.BUREAU
    "deputy_minister" -> OfficialRank.DEPUTY_MINISTER
    "minister" -> OfficialRank.MINISTER
    else -> error("`$code` is no OfficialRank")
}

fun readOrderRow(node: JsonNode): OrderRow {
    node.only("order_id", "customer_id", "ordered_on", "status", "cancelled_on", "promised_on")
    return OrderRow(
        orderId = node.required("order_id", ::text),
        customerId = node.required("customer_id", ::text),
        orderedOn = node.required("ordered_on", ::day),
        status = node.optional("status", ::readOrderStatus),
        cancelledOn = node.optional("cancelled_on", ::day),
        promisedOn = node.optional("promised_on", ::day),
    )
}

fun readOrderLineRow(node: JsonNode): OrderLineRow {
    node.only("order_id", "customer_id", "ordered_on", "status", "product_id", "quantity", "amount", "unit_price", "discount", "profit", "cost", "unit_cost", "margin_rate", "promotional")
    return OrderLineRow(
        orderId = node.required("order_id", ::text),
        customerId = node.optional("customer_id", ::text),
        orderedOn = node.optional("ordered_on", ::day),
        status = node.optional("status", ::readOrderStatus),
        productId = node.optional("product_id", ::text),
        quantity = node.optional("quantity", ::number),
        amount = node.optional("amount", ::number),
        unitPrice = node.optional("unit_price", ::number),
        discount = node.optional("discount", ::number),
        profit = node.optional("profit", ::number),
        cost = node.optional("cost", ::number),
        unitCost = node.optional("unit_cost", ::number),
        marginRate = node.optional("margin_rate", ::number),
        promotional = node.optional("promotional", ::yes),
    )
}

fun readOrderStatus(node: JsonNode): OrderStatus = when (val code = codeOf(node)) {
    "open" -> OrderStatus.OPEN
    "fulfilled" -> OrderStatus.FULFILLED
    "cancelled" -> OrderStatus.CANCELLED
    else -> error("`$code` is no OrderStatus")
}

fun readPersonRow(node: JsonNode): PersonRow {
    node.only("person_id", "name")
    return PersonRow(
        personId = node.required("person_id", ::text),
        name = node.optional("name", ::text),
    )
}

fun readProductRow(node: JsonNode): ProductRow {
    node.only("product_id", "name", "uom", "base_uom_factor", "category", "high_end", "valid_from", "unit_cost", "margin_rate")
    return ProductRow(
        productId = node.required("product_id", ::text),
        name = node.optional("name", ::text),
        uom = node.optional("uom", ::text),
        baseUomFactor = node.optional("base_uom_factor", ::number),
        category = node.optional("category", ::text),
        highEnd = node.optional("high_end", ::yes),
        validFrom = node.optional("valid_from", ::day),
        unitCost = node.optional("unit_cost", ::number),
        marginRate = node.optional("margin_rate", ::number),
    )
}

fun readProspectAssessmentRow(node: JsonNode): ProspectAssessmentRow {
    node.only("customer_id", "assessor", "assessed_on", "scale", "financial_strength", "industry_position", "growth_potential", "need_fit", "competition_cost", "evidence_kind", "evidence", "override_score", "override_reason", "override_approver")
    return ProspectAssessmentRow(
        customerId = node.required("customer_id", ::text),
        assessor = node.required("assessor", ::text),
        assessedOn = node.required("assessed_on", ::day),
        scale = node.optional("scale", ::number),
        financialStrength = node.optional("financial_strength", ::number),
        industryPosition = node.optional("industry_position", ::number),
        growthPotential = node.optional("growth_potential", ::number),
        needFit = node.optional("need_fit", ::number),
        competitionCost = node.optional("competition_cost", ::number),
        evidenceKind = node.optional("evidence_kind", ::readEvidenceKind),
        evidence = node.optional("evidence", ::text),
        overrideScore = node.optional("override_score", ::number),
        overrideReason = node.optional("override_reason", ::text),
        overrideApprover = node.optional("override_approver", ::text),
    )
}

fun readRatingRow(node: JsonNode): RatingRow {
    node.only("customer_id", "dimension", "score", "assessor", "on", "evidence")
    return RatingRow(
        customerId = node.required("customer_id", ::text),
        dimension = node.required("dimension", ::text),
        score = node.required("score", ::number),
        assessor = node.required("assessor", ::text),
        on = node.required("on", ::day),
        evidence = node.optional("evidence", ::text),
    )
}

fun readRecordRow(node: JsonNode): RecordRow {
    node.only("record_id", "record_class", "trigger_on", "customer_id", "personal", "disposed_on", "consent_withdrawn_on", "other_basis", "fields")
    return RecordRow(
        recordId = node.required("record_id", ::text),
        recordClass = node.required("record_class", ::text),
        triggerOn = node.optional("trigger_on", ::day),
        customerId = node.optional("customer_id", ::text),
        personal = node.optional("personal", ::yes),
        disposedOn = node.optional("disposed_on", ::day),
        consentWithdrawnOn = node.optional("consent_withdrawn_on", ::day),
        otherBasis = node.optional("other_basis", ::yes),
        fields = node.optional("fields", ::text),
    )
}

fun readReminderRow(node: JsonNode): ReminderRow {
    node.only("customer_id", "kind", "on", "note", "owner", "done_at")
    return ReminderRow(
        customerId = node.required("customer_id", ::text),
        kind = node.required("kind", ::readReminderKind),
        on = node.required("on", ::moment),
        note = node.optional("note", ::text),
        owner = node.optional("owner", ::text),
        doneAt = node.optional("done_at", ::moment),
    )
}

fun readReminderKind(node: JsonNode): ReminderKind = when (val code = codeOf(node)) {
    "signing" -> ReminderKind.SIGNING
    "materials" -> ReminderKind.MATERIALS
    "callback" -> ReminderKind.CALLBACK
    "milestone" -> ReminderKind.MILESTONE
    "other" -> ReminderKind.OTHER
    else -> error("`$code` is no ReminderKind")
}

fun readRoleHolderRow(node: JsonNode): RoleHolderRow {
    node.only("person_id", "role", "valid_from", "valid_to", "unit")
    return RoleHolderRow(
        personId = node.required("person_id", ::text),
        role = node.required("role", ::text),
        validFrom = node.required("valid_from", ::day),
        validTo = node.optional("valid_to", ::day),
        unit = node.optional("unit", ::text),
    )
}

fun readRunRow(node: JsonNode): RunRow {
    node.only("kind", "on", "by", "ok", "customer_id", "note")
    return RunRow(
        kind = node.required("kind", ::readRunKind),
        on = node.required("on", ::day),
        by = node.optional("by", ::text),
        ok = node.optional("ok", ::yes),
        customerId = node.optional("customer_id", ::text),
        note = node.optional("note", ::text),
    )
}

fun readRunKind(node: JsonNode): RunKind = when (val code = codeOf(node)) {
    "backup" -> RunKind.BACKUP
    "weekly_report" -> RunKind.WEEKLY_REPORT
    "full_review" -> RunKind.FULL_REVIEW
    "register_inspection" -> RunKind.REGISTER_INSPECTION
    "isolation_attestation" -> RunKind.ISOLATION_ATTESTATION
    "access_log_review" -> RunKind.ACCESS_LOG_REVIEW
    "system_audit" -> RunKind.SYSTEM_AUDIT
    "reassessment" -> RunKind.REASSESSMENT
    else -> error("`$code` is no RunKind")
}

fun readSettlementRow(node: JsonNode): SettlementRow {
    node.only("settled_on", "amount", "invoice_id", "customer_id", "kind")
    return SettlementRow(
        settledOn = node.required("settled_on", ::day),
        amount = node.required("amount", ::number),
        invoiceId = node.optional("invoice_id", ::text),
        customerId = node.optional("customer_id", ::text),
        kind = node.optional("kind", ::readSettlementKind),
    )
}

fun readSettlementKind(node: JsonNode): SettlementKind = when (val code = codeOf(node)) {
    "cash" -> SettlementKind.CASH
    "transfer" -> SettlementKind.TRANSFER
    "acceptance_bill" -> SettlementKind.ACCEPTANCE_BILL
    "offset" -> SettlementKind.OFFSET
    "credit_note" -> SettlementKind.CREDIT_NOTE
    "write_off" -> SettlementKind.WRITE_OFF
    else -> error("`$code` is no SettlementKind")
}

fun readBirthday(node: JsonNode): Birthday {
    node.only("contact_id", "born")
    return Birthday(
        contactId = node.required("contact_id", ::text),
        born = node.required("born", ::day),
    )
}

fun readCalendarDays(node: JsonNode): CalendarDays {
    node.only("covers_from", "covers_to", "weekend", "holidays", "make_up_days", "greetings")
    return CalendarDays(
        coversFrom = node.optional("covers_from", ::day),
        coversTo = node.optional("covers_to", ::day),
        weekend = node.list("weekend", ::weekday),
        holidays = node.list("holidays", ::day),
        makeUpDays = node.list("make_up_days", ::day),
        greetings = node.list("greetings", ::readGreetingDay),
    )
}

fun readCallCustomer(node: JsonNode): CallCustomer {
    node.only("customer_id", "owner", "stage", "grade", "value_class", "created_on", "contacts", "signed_on", "reminders", "birthdays")
    return CallCustomer(
        customerId = node.required("customer_id", ::text),
        owner = node.optional("owner", ::text),
        stage = node.required("stage", ::readCallStage),
        grade = node.optional("grade", ::text),
        valueClass = node.optional("value_class", ::text),
        createdOn = node.optional("created_on", ::day),
        contacts = node.optional("contacts", ::readContactDays) ?: readContactDays(nothing),
        signedOn = node.optional("signed_on", ::day),
        reminders = node.list("reminders", ::readSetReminder),
        birthdays = node.list("birthdays", ::readBirthday),
    )
}

fun readChangeMade(node: JsonNode): ChangeMade {
    node.only("change_id", "customer_id", "learned_on", "submitted_on", "updated_on", "by")
    return ChangeMade(
        changeId = node.required("change_id", ::text),
        customerId = node.required("customer_id", ::text),
        learnedOn = node.required("learned_on", ::day),
        submittedOn = node.optional("submitted_on", ::day),
        updatedOn = node.optional("updated_on", ::day),
        by = node.optional("by", ::text),
    )
}

fun readContactDays(node: JsonNode): ContactDays {
    node.only("last", "last_untimed", "last_close", "first_visit")
    return ContactDays(
        last = node.optional("last", ::moment),
        lastUntimed = node.optional("last_untimed", ::day),
        lastClose = node.optional("last_close", ::moment),
        firstVisit = node.optional("first_visit", ::moment),
    )
}

fun readContactMade(node: JsonNode): ContactMade {
    node.only("at", "kind", "close")
    return ContactMade(
        at = node.required("at", ::moment),
        kind = node.required("kind", ::readContactKind),
        close = node.optional("close", ::yes),
    )
}

fun readDueCode(node: JsonNode): DueCode = when (val code = codeOf(node)) {
    "report_internally" -> DueCode.REPORT_INTERNALLY
    "contain_leak" -> DueCode.CONTAIN_LEAK
    "assess_leak" -> DueCode.ASSESS_LEAK
    "notify_authority" -> DueCode.NOTIFY_AUTHORITY
    "notify_customers" -> DueCode.NOTIFY_CUSTOMERS
    "close_incident" -> DueCode.CLOSE_INCIDENT
    "callback" -> DueCode.CALLBACK
    "keep_in_touch" -> DueCode.KEEP_IN_TOUCH
    "close_contact" -> DueCode.CLOSE_CONTACT
    "revisit" -> DueCode.REVISIT
    "milestone" -> DueCode.MILESTONE
    "signing_date" -> DueCode.SIGNING_DATE
    "material_date" -> DueCode.MATERIAL_DATE
    "reminder" -> DueCode.REMINDER
    "birthday" -> DueCode.BIRTHDAY
    "holiday_greeting" -> DueCode.HOLIDAY_GREETING
    "backup" -> DueCode.BACKUP
    "weekly_report" -> DueCode.WEEKLY_REPORT
    "submit_change" -> DueCode.SUBMIT_CHANGE
    "update_archive" -> DueCode.UPDATE_ARCHIVE
    "full_review" -> DueCode.FULL_REVIEW
    "register_inspection" -> DueCode.REGISTER_INSPECTION
    "attestation" -> DueCode.ATTESTATION
    "access_log_review" -> DueCode.ACCESS_LOG_REVIEW
    "system_audit" -> DueCode.SYSTEM_AUDIT
    "reassess" -> DueCode.REASSESS
    "delete" -> DueCode.DELETE
    "anonymise" -> DueCode.ANONYMISE
    else -> error("`$code` is no DueCode")
}

fun readDueState(node: JsonNode): DueState = when (val code = codeOf(node)) {
    "upcoming" -> DueState.UPCOMING
    "due" -> DueState.DUE
    "overdue" -> DueState.OVERDUE
    else -> error("`$code` is no DueState")
}

fun readDutyFacts(node: JsonNode): DutyFacts {
    node.only("runs", "changes", "files", "reporters", "since")
    return DutyFacts(
        runs = node.list("runs", ::readDutyRun),
        changes = node.list("changes", ::readChangeMade),
        files = node.list("files", ::readFileOpened),
        reporters = node.list("reporters", ::readReporter),
        since = node.optional("since", ::day),
    )
}

fun readDutyRun(node: JsonNode): DutyRun {
    node.only("duty", "on", "by", "ok", "customer_id", "week")
    return DutyRun(
        duty = node.required("duty", ::readDutyKind),
        on = node.required("on", ::day),
        by = node.optional("by", ::text),
        ok = node.required("ok", ::yes),
        customerId = node.optional("customer_id", ::text),
        week = node.optional("week", ::text),
    )
}

fun readFileOpened(node: JsonNode): FileOpened {
    node.only("archive_no", "customer_id", "opened_on")
    return FileOpened(
        archiveNo = node.required("archive_no", ::text),
        customerId = node.required("customer_id", ::text),
        openedOn = node.required("opened_on", ::day),
    )
}

fun readGreetingDay(node: JsonNode): GreetingDay {
    node.only("on", "name")
    return GreetingDay(
        on = node.required("on", ::day),
        name = node.required("name", ::text),
    )
}

fun readReporter(node: JsonNode): Reporter {
    node.only("person", "from", "to")
    return Reporter(
        person = node.required("person", ::text),
        from = node.required("from", ::day),
        to = node.optional("to", ::day),
    )
}

fun readSetReminder(node: JsonNode): SetReminder {
    node.only("kind", "on", "note", "owner", "done")
    return SetReminder(
        kind = node.required("kind", ::readReminderKind),
        on = node.required("on", ::moment),
        note = node.optional("note", ::text),
        owner = node.optional("owner", ::text),
        done = node.optional("done", ::yes) ?: false,
    )
}
