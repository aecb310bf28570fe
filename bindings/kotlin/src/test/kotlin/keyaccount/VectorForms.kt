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

fun readRequestKind(node: JsonNode): RequestKind = when (val code = codeOf(node)) {
    "key_account" -> RequestKind.KEY_ACCOUNT
    "vip" -> RequestKind.VIP
    "archive_access" -> RequestKind.ARCHIVE_ACCESS
    "gift" -> RequestKind.GIFT
    else -> error("`$code` is no RequestKind")
}

fun readArrearsStatement(node: JsonNode): ArrearsStatement {
    node.only("owes", "amount")
    return ArrearsStatement(
        owes = node.optional("owes", ::yes),
        amount = node.optional("amount", ::number),
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
        owner = node.optional("owner", ::text),
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
        openAmount = node.optional("open_amount", ::number),
        uscc = node.optional("uscc", ::text),
        parentId = node.optional("parent_id", ::text),
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
        delegationId = node.required("delegation_id", ::text),
        principal = node.required("principal", ::text),
        role = node.required("role", ::text),
        delegate = node.required("delegate", ::text),
        writtenRef = node.optional("written_ref", ::text),
        issuedOn = node.required("issued_on", ::day),
        validFrom = node.required("valid_from", ::day),
        validTo = node.required("valid_to", ::day),
        maxAmount = node.optional("max_amount", ::number),
        scope = node.optional("scope", { each: JsonNode -> each.map(::readRequestKind) }),
        revokedOn = node.optional("revoked_on", ::day),
    )
}

fun readOtherContract(node: JsonNode): OtherContract {
    node.only("contract_id", "customer_id", "uscc", "parent_id", "amount", "submitted_on", "status")
    return OtherContract(
        contractId = node.required("contract_id", ::text),
        customerId = node.required("customer_id", ::text),
        uscc = node.optional("uscc", ::text),
        parentId = node.optional("parent_id", ::text),
        amount = node.required("amount", ::number),
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
        amount = node.optional("amount", ::number),
        period = node.optional("period", ::text),
    )
}

fun readPerson(node: JsonNode): Person {
    node.only("person_id", "name")
    return Person(
        personId = node.required("person_id", ::text),
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
        personId = node.required("person_id", ::text),
        role = node.required("role", ::text),
        unit = node.optional("unit", ::text),
        validFrom = node.required("valid_from", ::day),
        validTo = node.optional("valid_to", ::day),
    )
}

fun readTerms(node: JsonNode): Terms {
    node.only("customer", "amount", "framework_estimate", "agreed_price", "settlement_floor_price", "text_digest")
    return Terms(
        customer = node.required("customer", ::text),
        amount = node.optional("amount", ::number),
        frameworkEstimate = node.optional("framework_estimate", ::number),
        agreedPrice = node.optional("agreed_price", ::number),
        settlementFloorPrice = node.optional("settlement_floor_price", ::number),
        textDigest = node.optional("text_digest", ::text),
    )
}

fun readAccessGrant(node: JsonNode): AccessGrant {
    node.only("grant_id", "requester", "action", "customer_id", "fields", "form", "requested_at", "decided_by", "second_by", "decided_at", "second_at", "granted_at", "department", "expires_at", "revoked_at")
    return AccessGrant(
        grantId = node.required("grant_id", ::text),
        requester = node.required("requester", ::text),
        action = node.optional("action", ::readArchiveAction),
        customerId = node.optional("customer_id", ::text),
        fields = node.list("fields", ::text),
        form = node.required("form", ::readAccessForm),
        requestedAt = node.optional("requested_at", ::moment),
        decidedBy = node.required("decided_by", ::text),
        secondBy = node.optional("second_by", ::text),
        decidedAt = node.required("decided_at", ::moment),
        secondAt = node.optional("second_at", ::moment),
        grantedAt = node.optional("granted_at", ::moment),
        department = node.optional("department", ::text),
        expiresAt = node.required("expires_at", ::moment),
        revokedAt = node.optional("revoked_at", ::moment),
    )
}

fun readAttempt(node: JsonNode): Attempt {
    node.only("at", "by", "action", "file", "fields", "form", "requester", "requested")
    return Attempt(
        at = node.required("at", ::moment),
        by = node.required("by", ::text),
        action = node.required("action", ::readArchiveAction),
        file = node.optional("file", ::readCustomerFile),
        fields = node.list("fields", ::text),
        form = node.optional("form", ::readAccessForm),
        requester = node.optional("requester", ::text),
        requested = node.optional("requested", ::readArchiveAction),
    )
}

fun readCustomerFile(node: JsonNode): CustomerFile {
    node.only("customer_id", "owner", "department", "level", "status")
    return CustomerFile(
        customerId = node.required("customer_id", ::text),
        owner = node.optional("owner", ::text),
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

fun readNda(node: JsonNode): Nda {
    node.only("person_id", "signed_on", "valid_to")
    return Nda(
        personId = node.required("person_id", ::text),
        signedOn = node.required("signed_on", ::day),
        validTo = node.optional("valid_to", ::day),
    )
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
    "days" -> ExcusedDays.Days(wholeU32(node.get(code)))
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
