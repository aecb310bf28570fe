// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
// What a value of the core can say of itself.
package keyaccount

/** The form as people read it: "on paper" or 纸质. */
public fun AccessForm.reading(language: Language): String = accessFormReading(this, language)

/** Its type and unit. */
public val AdmissionFact.kind: FactKind get() = admissionFactKind(this)

/** The name used in policy files. */
public val AdmissionFact.codeName: String get() = admissionFactName(this)

/** Whether it is about the whole base rather than one file. */
public val ArchiveAction.isOfWholeBase: Boolean get() = archiveActionIsOfWholeBase(this)

/** The action as people read it, such as "search the whole base" or 在客户群中查找客户. */
public fun ArchiveAction.reading(language: Language): String = archiveActionReading(this, language)

/** The part as people read it, such as "basic information card" or 客户基本信息卡. */
public fun ArchivePart.reading(language: Language): String = archivePartReading(this, language)

/** `internal` or `customer`. */
public val Audience.code: String get() = audienceCode(this)

/** The field as people read it, such as "legal name" or 单位名称. */
public fun BasicField.reading(language: Language): String = basicFieldReading(this, language)

/** The bound as people read it: `at least 60.00 points`, `不低于60.00分`. */
public fun Bound.words(language: Language): String = boundWords(this, language)

/** The stage as people read it: "not yet closed" or 未成交. */
public fun CallStage.reading(language: Language): String = callStageReading(this, language)

/** The code shown in `credit_caps`. */
public val CapCondition.code: String get() = capConditionCode(this)

/** From when a clock runs as people read it. */
public fun ClockStart.reading(language: Language): String = clockStartReading(this, language)

/** The stable code. */
public val DealStage.code: String get() = dealStageCode(this)

/** The name used in the policy file. */
public val Dimension.name: String get() = dimensionName(this)

/** What becomes of records as people read it, such as "delete" or 删除. */
public fun Disposition.reading(language: Language): String = dispositionReading(this, language)

/** Whether publishing changed the quotient. */
public val Division.isRounded: Boolean get() = divisionIsRounded(this)

/** Whether such a document can pass a test at all. A paper can be present, signed, sealed and expired;
 * every other test is about what one document states. */
public fun DocumentKind.canMeet(test: DocumentTest): Boolean = documentKindCanMeet(this, test)

/** Whether it is a paper of its own, rather than something stated about the customer. */
public val DocumentKind.isPaper: Boolean get() = documentKindIsPaper(this)

/** The document as people read it, such as "business licence" or 营业执照. */
public fun DocumentKind.reading(language: Language): String = documentKindReading(this, language)

/** What is needed as people read it, such as "customer's official seal" or 加盖客户公章. */
public fun DocumentTest.reading(language: Language): String = documentTestReading(this, language)

/** When it is required as people read it, such as "always" or 一律提供. */
public fun DocumentWhen.reading(language: Language): String = documentWhenReading(this, language)

/** Whether it must be done again and again, so that doing it at once makes no sense. */
public val DutyKind.recurs: Boolean get() = dutyKindRecurs(this)

/** The code under which it is due. */
public val DutyKind.what: DueCode get() = dutyKindWhat(this)

/** What the step is called; names of the user's own as they are written. */
public fun ExplainedStep.reading(language: Language): String = explainedStepReading(this, language)

/** The customer's own copy. */
public val Explanation.forCustomer: Explanation get() = explanationForCustomer(this)

/** The same as Markdown (`CommonMark` with tables), in which nothing of a name or a reason is markup. */
public fun Explanation.markdown(language: Language): String = explanationMarkdown(this, language)

/** The chain from the scores of the dimensions to the grade: every dimension with what it adds, the
 * composite, each cap that lowers the grade, an approval. Of a new customer the prospect score stands
 * in place of the composite. */
public val Explanation.steps: List<ExplainedStep> get() = explanationSteps(this)

/** The explanation as plain text, to be read out: what the grade is, why, what would change it; then
 * each step with its numbers. Tables are aligned where a Chinese character takes the room of two
 * digits. Control characters of names are escaped. */
public fun Explanation.text(language: Language): String = explanationText(this, language)

/** Its type and unit. */
public val Fact.kind: FactKind get() = factKind(this)

/** The name used in policy files. */
public val Fact.codeName: String get() = factName(this)

/** Whether the fact is a number and compared with `at_least`, `at_most`, `above`, `below`. */
public val FactKind.isNumber: Boolean get() = factKindIsNumber(this)

/** The stable code. */
public val HoldReason.code: String get() = holdReasonCode(this)

/** Whether the step is a notice. */
public val IncidentStep.isNotice: Boolean get() = incidentStepIsNotice(this)

/** Whose law asks for the step; nothing of steps that every incident has. */
public val IncidentStep.jurisdiction: Jurisdiction? get() = incidentStepJurisdiction(this)

/** The step as people read it, such as "internal report" or 内部上报. */
public fun IncidentStep.reading(language: Language): String = incidentStepReading(this, language)

/** The place as people read it. */
public fun Jurisdiction.reading(language: Language): String = jurisdictionReading(this, language)

/** `en` or `zh`. */
public val Language.code: String get() = languageCode(this)

/** The veto that would end, if this is one. */
public val Lever.veto: Veto? get() = leverVeto(this)

/** The value as people read it, with its unit. */
public fun Measure.words(language: Language): String = measureWords(this, language)

/** The note as a sentence, with its count and money. */
public fun Note.sentence(language: Language): String = noteSentence(this, language)

/** The same note with its money, published. */
public fun Note.withMoney(money: Exact): Note = noteWithMoney(this, money)

/** The stable code. */
public val NoteCode.code: String get() = noteCodeCode(this)

/** What a notice says as people read it. */
public fun NoticeContent.reading(language: Language): String = noticeContentReading(this, language)

/** What it says, in one clause without a full stop. */
public fun Obligation.sentence(language: Language): String = obligationSentence(this, language)

/** The stable code. */
public val ObligationCode.code: String get() = obligationCodeCode(this)

/** What is operated as people read it. */
public fun OperatorKind.reading(language: Language): String = operatorKindReading(this, language)

/** The permission as people read it, such as "needs approval" or 须经批准. */
public fun Permission.reading(language: Language): String = permissionReading(this, language)

/** Where it is, what kind it is, what was found and expected, and how to mend it, as people read it. */
public fun Problem.sentence(language: Language): String = problemSentence(this, language)

/** The stable code, such as `unknown_key`. */
public val ProblemCode.code: String get() = problemCodeCode(this)

/** What kind of problem it is, as people read it. */
public fun ProblemCode.reading(language: Language): String = problemCodeReading(this, language)

/** What it says, in one sentence without a full stop: the rule, what it is about, the actual and
 * the required value, how far apart they are, and the clause. */
public fun Reason.sentence(language: Language): String = reasonSentence(this, language)

/** The stable code. */
public val ReasonCode.code: String get() = reasonCodeCode(this)

/** Whether it is a reason of decisions, rather than one of scores, grades and credit. */
public val ReasonCode.isOfDecisions: Boolean get() = reasonCodeIsOfDecisions(this)

/** The short reading, as it stands in the cells of tables. */
public fun ReasonCode.reading(language: Language): String = reasonCodeReading(this, language)

/** The field as people read it, such as "purchase intent" or 购买意向. */
public fun RegisterField.reading(language: Language): String = registerFieldReading(this, language)

/** Whether its numbers tell anything about other customers: an explanation for the customer leaves
 * such remedies out. */
public val Remedy.concernsOthers: Boolean get() = remedyConcernsOthers(this)

/** The change that gives a better grade, if one does. */
public val Remedy.reached: Reached? get() = remedyReached(this)

/** What gives a better grade, or why nothing does, in one sentence. */
public fun Remedy.sentence(language: Language): String = remedySentence(this, language)

/** What it says, in one clause without a full stop. */
public fun RemedyStep.sentence(language: Language): String = remedyStepSentence(this, language)

/** What is asked for as people read it, such as "key account contracts" or 大客户合同. */
public fun RequestKind.reading(language: Language): String = requestKindReading(this, language)

/** Whether a period is the longest as people read it. */
public fun RetentionKind.reading(language: Language): String = retentionKindReading(this, language)

/** From when a period counts as people read it, such as "end of the contract" or 合同终止. */
public fun RetentionTrigger.reading(language: Language): String = retentionTriggerReading(this, language)

/** The stable code. */
public val SliceKind.code: String get() = sliceKindCode(this)

/** Whether the step decides, so that segregation of duties applies to it (§5.3). */
public val StepAct.decides: Boolean get() = stepActDecides(this)

/** The act as people read it, such as "sign" or 签署. */
public fun StepAct.reading(language: Language): String = stepActReading(this, language)

/** The stable code. */
public val StepKind.code: String get() = stepKindCode(this)

/** The stable code. */
public val Track.code: String get() = trackCode(this)

/** The text in a language. */
public fun Translated.text(language: Language): String = translatedText(this, language)

/** Whether rows are told apart by what is left of the column. */
public val Treatment.isGrouping: Boolean get() = treatmentIsGrouping(this)

/** What is left of a cell, as people read it, such as "the year" or 仅保留年份. */
public fun Treatment.reading(language: Language): String = treatmentReading(this, language)

/** The stable code. */
public val Unrated.code: String get() = unratedCode(this)

/** Whether nothing applies. */
public val Value.isEmpty: Boolean get() = valueIsEmpty(this)

/** What a fast path gives for it. */
public val Verdict.answer: Answer get() = verdictAnswer(this)

/** The decision as people read it: the outcome, then a line for every reason, remedy, obligation and
 * warning. */
public fun Verdict.text(language: Language): String = verdictText(this, language)

/** `permit`, `deny` or `indeterminate`. */
public val VerdictOutcome.code: String get() = verdictOutcomeCode(this)

/** As people read it. */
public fun VerdictOutcome.reading(language: Language): String = verdictOutcomeReading(this, language)

/** Whether every step can be done. */
public val VerdictRemedy.isReachable: Boolean get() = verdictRemedyIsReachable(this)

/** What is declared to be owed: 0 for a no, which must not name an amount; nothing if the statement is
 * not complete. */
public val ArrearsStatement.declared: Exact? get() = arrearsStatementDeclared(this)

/** Whether a field is filled. */
public fun BasicCard.isFilled(field: BasicField): Boolean = basicCardIsFilled(this, field)

/** The same report of one person alone. */
public fun CaseReport.ofPerson(person: PersonId): CaseReport = caseReportOfPerson(this, person)

/** Whether the contract counts at all: it was neither rejected nor withdrawn nor cancelled (§5.6a). */
public val ContractStatus.counts: Boolean get() = contractStatusCounts(this)

/** `sign`, `approve`, `file`, `return` or `reject`. */
public val Decision.code: String get() = decisionCode(this)

/** Whether a document is there at all, be it incomplete. */
public fun Papers.has(kind: DocumentKind): Boolean = papersHas(this, kind)

/** `draft`, `submitted`, `in_progress`, `executable`, `rejected` or `withdrawn`. */
public val Phase.code: String get() = phaseCode(this)

/** Whether somebody is to take a step. */
public val Phase.isOpen: Boolean get() = phaseIsOpen(this)

/** Where the case stands as people read it, such as "in progress, step 2" or 审批中，第2步. */
public fun Phase.reading(language: Language): String = phaseReading(this, language)

/** The amount that decides the tier: the total, or else the estimate. */
public val Terms.decidingAmount: Exact? get() = termsDecidingAmount(this)

/** SHA-256 of the terms, as 64 hexadecimal digits. Acts name it, and no act stands on other terms. */
public val Terms.digest: String get() = termsDigest(this)

/** Whether the agreed price is below the settlement floor price, strictly (N6); not if either is not
 * known. */
public val Terms.isBelowFloorPrice: Boolean get() = termsIsBelowFloorPrice(this)

/** When the last approval was given, from which its days count. */
public val AccessGrant.givenAt: CalendarTime get() = accessGrantGivenAt(this)

/** The first instant it may be used: approved and handed out. */
public val AccessGrant.holdsFrom: CalendarTime get() = accessGrantHoldsFrom(this)

/** `requested`, `approved_once`, `approved`, `granted`, `expired`, `revoked`, `refused` or `withdrawn`. */
public val AccessPhase.code: String get() = accessPhaseCode(this)

/** Where it stands as people read it, such as "approved once" or 已一级批准. */
public fun AccessPhase.reading(language: Language): String = accessPhaseReading(this, language)

/** The three of them, named apart, one a line. */
public fun ArchiveQuality.text(language: Language): String = archiveQualityText(this, language)

/** What was tried, whether it was allowed, and by what, as one line without a line end. */
public fun AuditedEntry.text(language: Language): String = auditedEntryText(this, language)

/** The same checkpoint with a signature. */
public fun Checkpoint.signed(signature: ByteArray): Checkpoint = checkpointSigned(this, signature)

/** The bytes that a signature is made over, each part on a line of its own:
 * `keyaccount log checkpoint 1`, the count, the head, the time; every line ended by a line feed. */
public val Checkpoint.signedBytes: ByteArray get() = checkpointSignedBytes(this)

/** The head that the next segment goes on from. */
public val Checkpoint.toHead: LogHead get() = checkpointToHead(this)

/** What the file consists of and lacks, as lines. */
public fun Composition.text(language: Language): String = compositionText(this, language)

/** `draft`, `filed`, `frozen` or `disposed`. */
public val FileStatus.code: String get() = fileStatusCode(this)

/** The stable code. */
public val LeftOutReason.code: String get() = leftOutReasonCode(this)

/** The reason as people read it. */
public fun LeftOutReason.reading(language: Language): String = leftOutReasonReading(this, language)

/** What differs and where, as a sentence. */
public fun LogAlteration.text(language: Language): String = logAlterationText(this, language)

/** The stable code. */
public val LogDifference.code: String get() = logDifferenceCode(this)

/** What differs, in one clause without a full stop. */
public fun LogDifference.reading(language: Language): String = logDifferenceReading(this, language)

/** What was found, in one clause without a full stop. */
public fun LogFinding.sentence(language: Language): String = logFindingSentence(this, language)

/** Whether every rule was judged of every entry under the policy it was decided by, and nothing was found. */
public val LogFindings.isClean: Boolean get() = logFindingsIsClean(this)

/** What was found, one finding a line. */
public fun LogFindings.text(language: Language): String = logFindingsText(this, language)

/** What to keep somewhere else; `None` while there is no line. */
public val LogHead.checkpoint: Checkpoint? get() = logHeadCheckpoint(this)

/** `intact`, `unanchored` or `altered`. */
public val LogIntegrity.code: String get() = logIntegrityCode(this)

/** The stable code, the rule's key in the policy. */
public val LogRule.code: String get() = logRuleCode(this)

/** The rule as people read it. */
public fun LogRule.reading(language: Language): String = logRuleReading(this, language)

/** Whether nothing was found to be altered. */
public val LogVerification.holds: Boolean get() = logVerificationHolds(this)

/** What was found, as sentences. */
public fun LogVerification.text(language: Language): String = logVerificationText(this, language)

/** Whether it holds on a day. */
public fun Nda.holds(on: CalendarDate): Boolean = ndaHolds(this, on)

/** As people read it. */
public fun PartStatus.reading(language: Language): String = partStatusReading(this, language)

/** What became of the table, as lines. */
public fun PrivacyReport.text(language: Language): String = privacyReportText(this, language)

/** `90.00% (9 of 10)`, or that there is nothing to judge. */
public fun QualityShare.words(language: Language): String = qualityShareWords(this, language)

/** When it happened. */
public val IncidentAct.at: CalendarTime get() = incidentActAt(this)

/** How it stands in one sentence without a full stop: the step, until when, and whether in time. */
public fun IncidentClock.sentence(language: Language): String = incidentClockSentence(this, language)

/** The clock of a step, if the incident needs it. */
public fun IncidentReport.clock(step: IncidentStep): IncidentClock? = incidentReportClock(this, step)

/** The clocks in words, a line each. */
public fun IncidentReport.lines(language: Language): List<String> = incidentReportLines(this, language)

/** The stable code, such as `approved_once`. */
public val DisposalPhase.code: String get() = disposalPhaseCode(this)

/** Where the disposal stands as people read it, such as "approved once" or 一级批准. */
public fun DisposalPhase.reading(language: Language): String = disposalPhaseReading(this, language)

/** Whether it holds on a day. */
public fun Hold.isActive(on: CalendarDate): Boolean = holdIsActive(this, on)

/** The kind of contact as people read it, such as "visit" or 拜访. */
public fun ContactKind.reading(language: Language): String = contactKindReading(this, language)

/** The instant; of a day, its first second. */
public val Moment.begins: CalendarTime get() = momentBegins(this)

/** The instant; of a day, its last second, so that what holds up to a day holds on all of it. */
public val Moment.ends: CalendarTime get() = momentEnds(this)

/** The position of a column. */
public fun Table.column(name: String): Position? = tableColumn(this, name)

/** Whether it is a register: a table that only decisions read, kept as it came. */
public val Table.isRegister: Boolean get() = tableIsRegister(this)

/** Whether no row of it can name a customer, as with products: a book cut into partitions by customer
 * has the whole table in each (`Partition`). */
public val Table.isShared: Boolean get() = tableIsShared(this)

/** The table's name, also that of its file. */
public val Table.codeName: String get() = tableName(this)

/** Whether a row of it belongs to a customer, be it that another row says to whom. */
public val Table.needsCustomer: Boolean get() = tableNeedsCustomer(this)

/** The same as it stands at an instant: its state and by how much it is overdue. */
public fun Due.at(now: CalendarTime): Due = dueAt(this, now)

/** The next instant at which its state or lateness is another one, or at which it falls away by itself;
 * `None` if that never comes. */
public fun Due.nextChange(now: CalendarTime): CalendarTime? = dueNextChange(this, now)

/** Whether the day is one to remind of it: one of `remind_on`, or any day of its time if there are
 * none, and every day on which it is overdue. */
public fun Due.remindsOn(day: CalendarDate): Boolean = dueRemindsOn(this, day)

/** What it says, in one sentence without a full stop: what, about what, by when, by whom and why. */
public fun Due.sentence(language: Language): String = dueSentence(this, language)

/** The stable code. */
public val DueCode.code: String get() = dueCodeCode(this)

/** Whether it is done by being in touch with a customer, which is then written down the same day (R70). */
public val DueCode.isContact: Boolean get() = dueCodeIsContact(this)

/** The part of the work it belongs to. */
public val DueCode.kind: DueKind get() = dueCodeKind(this)

/** Whether it falls away when its time is over, instead of becoming overdue: greetings that come late
 * are none. */
public val DueCode.lapses: Boolean get() = dueCodeLapses(this)

/** As people read it. */
public fun DueCode.reading(language: Language): String = dueCodeReading(this, language)

/** `incidents`, `calls`, `duties` or `retention`. */
public val DueKind.code: String get() = dueKindCode(this)

/** As people read it. */
public fun DueKind.reading(language: Language): String = dueKindReading(this, language)

/** `upcoming`, `due` or `overdue`. */
public val DueState.code: String get() = dueStateCode(this)

/** As people read it. */
public fun DueState.reading(language: Language): String = dueStateReading(this, language)

/** `days` or `hours`. */
public val DueUnit.code: String get() = dueUnitCode(this)
