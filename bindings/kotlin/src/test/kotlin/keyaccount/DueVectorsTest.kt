package keyaccount

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.node.ObjectNode
import org.junit.jupiter.api.Test

/** Whom do I call today, and which duties are due. */
class DueVectorsTest : Vectors("due") {
    @Test
    fun everyListIsAsWasWorkedOutByHand() = runAll()

    override fun run(folder: String, vector: JsonNode) {
        vector.only("id", "arithmetic", "set", "calendar", "customer", "log", "duties", "only", "owners", "lists")
        val settings = vector.list("set") { pair -> PolicySetting(text(pair.get(0)), text(pair.get(1))) }
        val policy = Policy.withSettings("standard", shippedPolicySource("standard")!!, settings)
        val days = (vector.get("calendar")?.deepCopy<ObjectNode>() ?: nothing.deepCopy())
        if (!days.has("weekend")) days.putArray("weekend").add("Sat").add("Sun")
        val calendar = WorkCalendar.of(readCalendarDays(days))
        for (listed in vector.get("lists")) {
            place = "${place.substringBefore(" at 2")} at ${text(listed.get("at"))}"
            compare(listed, list(vector, policy, calendar, Looking(moment(listed.get("at")), listed.optional("ahead", ::moment))))
        }
        policy.close()
        calendar.close()
    }

    private fun list(vector: JsonNode, policy: Policy, calendar: WorkCalendar, looking: Looking): DueList {
        vector.optional("customer", ::readCallCustomer)?.let { customer ->
            val contacts = contactDaysOf(policy, vector.list("log", ::readContactMade), looking.at)
            return callsDue(policy, listOf(customer.copy(contacts = contacts)), calendar, looking)
        }
        vector.optional("duties", ::readDutyFacts)?.let { facts ->
            return dutiesDue(policy, facts, calendar, looking, listOf(readDutyKind(vector.get("only"))))
        }
        return greetingsDue(policy, vector.list("owners", ::readPersonId), calendar, looking)
    }

    private fun compare(listed: JsonNode, found: DueList) {
        listed.only("at", "ahead", "due", "next_change", "undated")
        expect("number of entries", listed.get("due").size(), found.entries.size)
        for ((expected, due) in listed.get("due").zip(found.entries)) {
            expected.only("what", "state", "overdue", "since", "until", "remind_on", "who", "en", "zh")
            expect("what", text(expected.get("what")), due.what.code)
            expect("state", text(expected.get("state")), due.state.code)
            expect("kind", due.what.kind, due.kind)
            expect("overdue", expected.optional("overdue", ::wholeU32) ?: 0u, due.overdue)
            expect("since", moment(expected.get("since")), due.since)
            if (expected.optional("until", ::moment) != due.until) expect("until", "${expected.get("until")}", "${due.until}")
            expect("remind_on", expected.optional("remind_on") { it.map(::day) }, due.remindOn)
            expect("who", expected.optional("who", ::readPersonId), due.who)
            expect("in English", expected.optional("en", ::text), due.sentence(Language.ENGLISH))
            expect("in Chinese", expected.optional("zh", ::text), due.sentence(Language.CHINESE))
        }
        expect("next change", listed.optional("next_change", ::moment), found.nextChange)
        expect("undated", listed.optional("undated", ::wholeU64) ?: 0uL, found.undated)
    }
}
