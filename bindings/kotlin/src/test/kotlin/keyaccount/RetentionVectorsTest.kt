package keyaccount

import com.fasterxml.jackson.databind.JsonNode
import org.junit.jupiter.api.Test
import java.time.LocalDate

/** How long records are kept, and how they go. */
class RetentionVectorsTest : Vectors("retention", "disposal") {
    @Test
    fun everyRecordGoesAsWasWorkedOutByHand() = runAll()

    /** `null` for a register that was not supplied, an empty one unless it is named. */
    private fun holdsOf(node: JsonNode): List<Hold>? =
        if (node.has("holds")) node.optional("holds") { it.map(::readHold) } else emptyList()

    override fun run(folder: String, vector: JsonNode) = if (folder == "retention") retention(vector) else disposal(vector)

    private fun retention(vector: JsonNode) {
        vector.only("id", "arithmetic", "policy", "set", "record", "holds", "asked")
        val rules = policyOf(vector).use(RetentionSchedule::of)
        val record = readKeptRecord(vector.get("record"))
        val holds = holdsOf(vector)
        for (asked in vector.get("asked")) {
            asked.only(
                "as_of", "state", "keep_until", "disposable_from", "decided_by", "must_go", "must_go_by", "then", "next_change",
                "earlier", "missing", "verdict",
            )
            val asOf = day(asked.get("as_of"))
            place = "${place.substringBefore(" on 2")} on $asOf"
            val found = rules.schedule(record, holds, asOf)
            expect("state", readRetentionState(asked.get("state")), found.state)
            expectNamed(asked, "keep_until", ::day, found.keepUntil)
            expectNamed(asked, "disposable_from", ::day, found.disposableFrom)
            expect("decided_by", asked.optional("decided_by", ::text), found.decidedBy ?: "")
            expect("must_go", asked.optional("must_go", ::yes), found.mustGo)
            expectNamed(asked, "must_go_by", ::day, found.mustGoBy)
            expectNamed(asked, "then", ::readDisposition, found.then)
            expectNamed(asked, "next_change", ::day, found.nextChange)
            expect("earlier", asked.optional("earlier") { it.map(::text) }, found.earlier.map { "${it.fields.joinToString()}: ${it.`class`} from ${it.disposableFrom}" })
            val missing = asked.optional("missing") { list -> list.map { if (it.isNull) null else readMissingForRetention(it) } }
            expect("missing", missing, found.classes.map { it.missing })
            val verdict = rules.explain(record, holds, asOf)
            expectVerdict(asked.get("verdict") ?: nothing, verdict)
            expect("answer", verdict.answer, rules.decide(record, holds, asOf))
            expect("permit", found.state == RetentionState.DISPOSABLE, verdict.outcome == VerdictOutcome.PERMIT)
        }
    }

    private fun disposal(vector: JsonNode) {
        vector.only("id", "arithmetic", "policy", "set", "department", "role_holders", "asked")
        val department = if (vector.has("department")) vector.optional("department", ::text) else "north"
        val disposal = policyOf(vector, "strict_archive").use { Disposal.open(CaseId("XH-1"), department, it) }
        val organisation = organisationOf(vector)
        for ((at, asked) in vector.get("asked").withIndex()) {
            place = "${place.substringBefore(" [")} [$at]"
            asked.only("ask", "holds", "verdict", "phase")
            val request = readDisposalRequest(asked.get("ask"))
            val holds = holdsOf(asked)
            val verdict = disposal.explain(request, organisation, holds)
            expectVerdict(asked.get("verdict") ?: nothing, verdict)
            expect("answer", verdict.answer, disposal.decide(request, organisation, holds))
            val before = disposal.toBytes()
            try {
                expect("phase of what was done", disposal.act(request, organisation, holds), disposal.phase())
                expect("outcome of what was done", VerdictOutcome.PERMIT, verdict.outcome)
            } catch (refused: KeyaccountException.NotPermitted) {
                expect("verdict of what was refused", verdict, refused.verdict)
                expect("refused disposal", true, before.contentEquals(disposal.toBytes()))
            }
            expect("phase", readDisposalPhase(asked.get("phase")), disposal.phase())
            val written = disposal.toBytes()
            Disposal.fromBytes("disposal.json", written).use { expect("read back", true, it.toBytes().contentEquals(written)) }
        }
        disposal.close()
        organisation.close()
    }

    private fun organisationOf(vector: JsonNode): Organisation {
        val since = LocalDate.parse("2020-01-01")
        val four = listOf("ma" to "maintainer", "mb" to "maintainer", "dm" to "department_manager", "gm" to "general_manager")
        val holders = four.map { (person, role) ->
            RoleHolder(personId = PersonId(person), role = role, unit = "north".takeIf { role == "department_manager" }, validFrom = since, validTo = null)
        }
        return Organisation(emptyList(), holders + vector.list("role_holders", ::readRoleHolder), emptyList())
    }
}
