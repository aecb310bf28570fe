package keyaccount

import com.fasterxml.jackson.databind.JsonNode
import org.junit.jupiter.api.Test

/** A leak, and the clocks of the response to it. */
class IncidentVectorsTest : Vectors("incident") {
    @Test
    fun everyIncidentGoesAsWasWorkedOutByHand() = runAll()

    override fun run(folder: String, vector: JsonNode) {
        vector.only("id", "arithmetic", "policy", "set", "detected_at", "jurisdictions", "accounts", "asked")
        val (staff, customers) = vector.optional("accounts") { both -> both.map { it.map(::text) } } ?: listOf(emptyList(), emptyList())
        val incident = policyOf(vector).use { policy ->
            Incident.open(CaseId("L-1"), moment(vector.get("detected_at")), vector.list("jurisdictions", ::readJurisdiction), staff, customers, policy)
        }
        for ((at, asked) in vector.get("asked").withIndex()) {
            place = "${place.substringBefore(" [")} [$at]"
            val of = asked.get(codeOf(asked))
            if (codeOf(asked) == "record") record(incident, of) else report(incident, of)
        }
        incident.close()
    }

    private fun record(incident: Incident, of: JsonNode) {
        of.only("event", "verdict")
        val event = readIncidentEvent(of.get("event"))
        val verdict = incident.explain(event)
        val expected = of.get("verdict") ?: nothing
        expectVerdict(expected, verdict)
        expect("answer", verdict.answer, incident.decide(event))
        // Where nothing is expected, it is recorded.
        if (!expected.has("outcome")) expect("outcome", VerdictOutcome.PERMIT, verdict.outcome)
        val before = incident.toBytes()
        val count = incident.events().size
        try {
            incident.record(event)
            expect("events", count + 1, incident.events().size)
        } catch (refused: KeyaccountException.NotPermitted) {
            expect("verdict of what was refused", verdict, refused.verdict)
            expect("refused incident", true, before.contentEquals(incident.toBytes()))
        }
        val written = incident.toBytes()
        Incident.fromBytes("incident.json", written).use { expect("read back", true, it.toBytes().contentEquals(written)) }
    }

    private fun report(incident: Incident, of: JsonNode) {
        of.only("at", "level", "accounts", "next_change", "clocks", "due", "history")
        val at = moment(of.get("at"))
        val report = incident.report(at)
        expectNamed(of, "level", ::text, report.level)
        expect("accounts", of.optional("accounts") { it.map(::text) }, report.accounts)
        expectNamed(of, "next_change", ::moment, report.nextChange)
        for ((step, expected) in of.entries("clocks")) {
            val found = report.clocks.firstOrNull { it.step == readIncidentStep(codeNode(step)) }
            expect("a clock of $step", !expected.isNull, found != null)
            if (found != null && !expected.isNull) clock(step, expected, found)
        }
        val due = incident.due(at).entries
        for ((language, sentences) in of.entries("due")) {
            expect("due", sentences.map(::text), due.map { it.sentence(languageOf(language)) })
        }
        for ((language, lines) in of.entries("history")) {
            Organisation(emptyList(), emptyList(), emptyList()).use { expect("history", lines.map(::text), incident.history(languageOf(language), it)) }
        }
    }

    private fun clock(step: String, expected: JsonNode, found: IncidentClock) {
        expected.only("due_at", "state", "hours", "late_seconds", "at_worst", "done_at", "contents", "lacks", "sentences")
        expect("$step: due_at", moment(expected.get("due_at")), found.dueAt)
        expect("$step: state", readClockState(expected.get("state")), found.state)
        expect("$step: hours", expected.optional("hours", ::wholeU32), found.hours)
        expect("$step: late_seconds", expected.optional("late_seconds", ::wholeU64), found.lateSeconds)
        expectNamed(expected, "at_worst", ::moment, found.atWorst)
        expectNamed(expected, "done_at", ::moment, found.doneAt)
        expect("$step: contents", expected.optional("contents") { it.map(::readNoticeContent) }, found.contents)
        expect("$step: lacks", expected.optional("lacks") { it.map(::readNoticeContent) }, found.lacks)
        for ((language, sentence) in expected.entries("sentences")) {
            expect("$step: sentence", text(sentence), found.sentence(languageOf(language)))
        }
    }
}
