package keyaccount

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.node.ObjectNode
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.math.BigDecimal
import java.time.LocalDate

/** Who must sign what: cases taken through their steps. */
class ApprovalVectorsTest : Vectors("approval") {
    private var digests = emptyList<Pair<String, String>>()

    @Test
    fun everyCaseGoesAsWasWorkedOutByHand() = runAll()

    override fun run(folder: String, vector: JsonNode) {
        vector.only("id", "arithmetic", "policy", "set", "without_section", "kind", "terms", "role_holders", "delegations", "without_roles_of", "asked")
        val rules = rulesOf(vector)
        val organisation = organisationOf(vector)
        val kind = vector.optional("kind", ::readRequestKind) ?: RequestKind.KEY_ACCOUNT
        val case = ApprovalCase.open(CaseId("HT-1"), kind, PersonId("wang"), "north", readTerms(vector.get("terms")))
        for ((at, asked) in vector.get("asked").withIndex()) {
            place = "${place.substringBefore(" [")} [$at]"
            ask(case, rules, organisation, asked)
        }
        listOf(case, rules, organisation).forEach { it.close() }
    }

    private fun ask(case: ApprovalCase, rules: ApprovalRules, organisation: Organisation, asked: JsonNode) {
        val on = day(asked.get("on"))
        val by = asked.optional("by", ::readPersonId) ?: PersonId("wang")
        val what = asked.get("what")
        val expected = asked.get("expect")
        asked.only("on", "by", "what", "expect")
        expected.only(
            "outcome", "reasons", "grounds", "first_reason", "warnings", "warned", "obligations", "remedies", "phase", "round", "tier",
        )
        val name = codeOf(what)
        val of = if (what.isObject) what.get(name) else what
        when (name) {
            "submit" -> {
                val usual = Circumstances(priorBusiness = true, individual = false, openAmount = BigDecimal.ZERO, uscc = null, parentId = null, contracts = emptyList())
                val request = SubmitRequest(on, by, papersOf(of), of.optional("circumstances", ::readCircumstances) ?: usual)
                expect("answer", case.explainSubmit(request, rules).answer, case.decideSubmit(request, rules))
                done(expected, case.explainSubmit(request, rules), case) { case.submit(request, rules) }
            }
            "act" -> {
                val named = of.optional("on_terms", ::readTerms)?.digest ?: case.digest()
                val digest = if (named == case.terms().digest) case.digest() else named
                digests = listOf(case.digest() to "{digest}", digest to "{named}")
                val request = ActRequest(on, by, readDecision(of.get("decision")), text(of.get("role")), of.optional("delegation", ::readDelegationId), digest, null)
                expect("answer", case.explainAct(request, organisation).answer, case.decideAct(request, organisation))
                done(expected, case.explainAct(request, organisation), case) { case.act(request, organisation) }
            }
            "amend" -> {
                val request = AmendRequest(on, by, readTerms(of))
                expect("answer", case.explainAmend(request).answer, case.decideAmend(request))
                done(expected, case.explainAmend(request), case) { case.amend(request) }
            }
            "withdraw" -> {
                val request = WithdrawRequest(on, by, null)
                expect("answer", case.explainWithdraw(request).answer, case.decideWithdraw(request))
                done(expected, case.explainWithdraw(request), case) { case.withdraw(request) }
            }
            "who_may_act" -> {
                val who = case.whoMayAct(on, organisation)
                val may = of.get("may").map { readPersonId(it.get(0)) to it.get(1)?.takeUnless { id -> id.isNull }?.let(::readDelegationId) }
                expect("who may act", may, who.people.flatMap { person -> person.authorities.map { person.personId to it.delegation?.delegationId } })
                for ((person, codes) in of.entries("may_not")) {
                    val reasons = who.people.first { it.personId.text == person }.reasons
                    expect("why not $person", codes.map(::text), reasons.map { it.code.code })
                }
            }
            else -> error("no question `$name`")
        }
        expected.optional("phase") { expect("phase", phaseOf(it), case.phase()) }
        expected.optional("round") { expect("round", wholeU32(it), case.round()) }
        expected.optional("tier") { expect("tier", text(it), case.tier() ?: "none") }
        val written = case.toBytes()
        ApprovalCase.fromBytes("case", written).use { assertTrue(it.toBytes().contentEquals(written), "$place: read back") }
    }

    /** The verdict and what doing it comes to must agree; refused, the case is as it was. */
    private fun done(expected: JsonNode, verdict: Verdict, case: ApprovalCase, act: () -> Phase) {
        verdict(expected, verdict)
        val before = case.toBytes()
        val events = case.events()
        try {
            expect("phase", case.let { act() }, case.phase())
            expect("events before", events, case.events().dropLast(1))
            expect("outcome of what was done", VerdictOutcome.PERMIT, verdict.outcome)
        } catch (refused: KeyaccountException.NotPermitted) {
            expect("verdict of what was refused", verdict, refused.verdict)
            expect("refused case", true, before.contentEquals(case.toBytes()))
        }
    }

    /** Digests are named in vectors, since nobody works one out by hand. */
    private fun withoutDigests(text: String) = digests.fold(text) { said, (digest, name) -> said.replace(digest, name) }

    private fun bare(measure: Measure?) = if (measure is Measure.Text) Measure.Text(withoutDigests(measure.v1)) else measure

    private fun bare(bound: Bound?): Bound? = when (bound) {
        is Bound.OneOf -> Bound.OneOf(bound.v1.map { bare(it)!! })
        is Bound.OtherThan -> Bound.OtherThan(bound.v1.map { bare(it)!! })
        else -> bound
    }

    private fun ground(reason: Reason) = Ground(bare(reason.actual), bare(reason.required), reason.shortfall, reason.clause)

    private fun verdict(expected: JsonNode, found: Verdict) {
        expect("outcome", expected.optional("outcome", ::text), found.outcome.code)
        expect("reasons", expected.optional("reasons") { it.map(::text) }, found.reasons.map(::named))
        expect("warnings", expected.optional("warnings") { it.map(::text) }, found.warnings.map(::named))
        expect("obligations", expected.optional("obligations") { it.map(::text) }, found.obligations.map { listOfNotNull(it.code.code, it.role).joinToString(": ") })
        expect("remedies", expected.optional("remedies") { it.map(::text) }, found.remedies.map { remedy -> remedy.steps.joinToString("; ") { it.sentence(Language.ENGLISH) } })
        expect("grounds", expected.optional("grounds") { it.map(::ground) }, found.reasons.map(::ground))
        expect("grounds of warnings", expected.optional("warned") { it.map(::ground) }, found.warnings.map(::ground))
        for ((language, sentence) in expected.entries("first_reason")) {
            val first = found.reasons.firstOrNull()?.sentence(languageOf(language)) ?: ""
            expect("first reason", text(sentence), withoutDigests(first))
        }
    }
}

/** What a reason found and required, how far apart, and where the written policy says it. */
private data class Ground(val actual: Measure?, val required: Bound?, val shortfall: Measure?, val clause: String?)

private fun ground(node: JsonNode): Ground {
    node.only("actual", "required", "shortfall", "clause")
    return Ground(node.optional("actual", ::readMeasure), node.optional("required", ::readBound), node.optional("shortfall", ::readMeasure), node.optional("clause", ::text))
}

fun phaseOf(node: JsonNode): Phase = when (val code = codeOf(node)) {
    "draft" -> Phase.Draft
    "submitted" -> Phase.Submitted
    "in_progress" -> Phase.InProgress(node.get(code).get("step").intValue())
    "executable" -> Phase.Executable
    "rejected" -> Phase.Rejected
    "withdrawn" -> Phase.Withdrawn
    else -> error("no phase `$code`")
}

/** The rules of a shipped policy with values set in it and a section cut out. */
private fun rulesOf(vector: JsonNode): ApprovalRules {
    val name = vector.optional("policy", ::text) ?: "standard"
    val cutSection = vector.optional("without_section", ::text)
    var cut = false
    val kept = shippedPolicySource(name)!!.lines().filter { line ->
        if (line.startsWith("[")) cut = cutSection != null && line.substringBefore(']') == "[$cutSection"
        !cut
    }
    val settings = vector.entries("set").map { (path, value) -> PolicySetting(path, text(value)) }
    return Policy.withSettings(name, kept.joinToString("\n"), settings).use { ApprovalRules.of(it) }
}

/** The people all vectors know, in their roles since 2026-01-01, and those a vector adds. */
private fun organisationOf(vector: JsonNode): Organisation {
    val names = listOf("wang" to "王建国", "gao" to "高远", "zhao" to "赵敏", "qian" to "钱程", "sun" to "孙丽", "li" to "李刚", "zhou" to "周全")
    val without = vector.list("without_roles_of", ::text)
    val roles = listOf(
        Triple("wang", "branch_manager", "north"), Triple("gao", "branch_manager", "south"),
        Triple("zhao", "key_account_dept", null), Triple("qian", "key_account_dept", null),
        Triple("sun", "deputy_sales_director", null), Triple("li", "sales_director", null),
    ).filter { it.first !in without }.map { (person, role, unit) ->
        RoleHolder(personId = PersonId(person), role = role, unit = unit, validFrom = LocalDate.parse("2026-01-01"), validTo = null)
    }
    return Organisation(
        names.map { (id, name) -> Person(PersonId(id), name) },
        roles + vector.list("role_holders", ::readRoleHolder),
        vector.list("delegations", ::readDelegation),
    )
}

/** Papers that are complete, but for what a question changes. */
fun papersOf(question: JsonNode): Papers {
    val papers = com.fasterxml.jackson.databind.ObjectMapper().readTree(
        """
        {
            "application_form": {}, "draft_contract": {},
            "reconciliation_statement": {"signed_by_us": true, "signed_by_customer": true, "customer_seal": true},
            "basic_situation": {
                "legal_name": "华岳精细化工有限公司", "kind": "enterprise", "identification": "91350100M000100Y43",
                "address": "福州市鼓楼区", "contact_name": "陈晓", "phone": "0591-0000000", "industry": "chemicals",
                "region": "fujian", "owner": "wang", "opened_on": "2024-03-01"
            },
            "business_licence": {"valid_to": "2030-12-31"}, "tax_certificate": {},
            "principal_contact": {"name": "陈晓", "phone": "0591-0000000"},
            "past_business": {"amount": "350000", "period": "2025"}, "arrears_statement": {"owes": false},
            "branch_evaluation": {"text": "合作稳定", "level": "good"}
        }
        """,
    ) as ObjectNode
    question.list("without", ::text).forEach(papers::remove)
    question.entries("papers").forEach { (document, value) -> papers.set<JsonNode>(document, value) }
    return readPapers(papers)
}
