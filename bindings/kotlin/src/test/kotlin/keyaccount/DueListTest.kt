package keyaccount

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test
import java.time.LocalDate
import java.time.LocalDateTime

/** Everything that is due in one list. */
class DueListTest {
    private val looking = Looking(LocalDateTime.parse("2026-11-23T10:00"))
    private val calendar = WorkCalendar.of(
        CalendarDays(
            weekend = listOf(Weekday.SAT, Weekday.SUN), holidays = emptyList(), makeUpDays = emptyList(),
            greetings = listOf(GreetingDay(on = looking.at.toLocalDate(), name = "小雪")),
        ),
    )

    /** Not yet closed: a week after the last contact, which was on that day. */
    private fun call(policy: Policy, id: String, valueClass: String, lastContact: String?): CallCustomer {
        val made = listOfNotNull(lastContact).map { ContactMade(at = LocalDateTime.parse("${it}T15:00"), kind = ContactKind.SMS) }
        return CallCustomer(customerId = id, owner = "P1", stage = CallStage.NOT_YET_CLOSED, valueClass = valueClass, contacts = contactDaysOf(policy, made, looking.at))
    }

    @Test
    fun listsAndPartsMakeOneListInItsOrder() {
        Policy.shipped("standard").use { policy ->
            // Seven days after the 16th is today; after the 6th it was the 13th, ten days ago. Of the third no day is known.
            val customers = listOf(call(policy, "low", "low", "2026-11-06"), call(policy, "high", "high", "2026-11-16"), call(policy, "new", "low", null))
            val calls = callsDue(policy, customers, calendar, looking)
            val greetings = greetingsDue(policy, listOf(PersonId("P1")), calendar, looking)
            val backup = DutyFacts(runs = listOf(DutyRun(duty = DutyKind.BACKUP, on = LocalDate.parse("2026-10-24"), ok = true)), changes = emptyList(), files = emptyList(), reporters = emptyList())
            val duties = dutiesDue(policy, backup, calendar, looking, listOf(DutyKind.BACKUP))
            val leak = Incident.open(CaseId("L-1"), LocalDateTime.parse("2026-11-23T08:30"), listOf(Jurisdiction.CN), emptyList(), emptyList(), policy).use { it.due(looking.at) }

            val whole = mergeDue(duties, listOf(greetings, calls), listOf(leak))
            // Incidents, then calls, then duties. Of the incident what is overdue, then what ends first: the report was
            // due after an hour, 4 hours are over at 12:30, 24 tomorrow at 8:30, 72 on the 26th (two notices, in the
            // order of their codes), 30 days on 23 December. Of the calls the better value class, however late another
            // is, and what has no class last. The backup is 23 days late.
            val expected = listOf(
                Triple(DueCode.REPORT_INTERNALLY, "L-1", 1u), Triple(DueCode.CONTAIN_LEAK, "L-1", 0u), Triple(DueCode.ASSESS_LEAK, "L-1", 0u),
                Triple(DueCode.NOTIFY_AUTHORITY, "L-1", 0u), Triple(DueCode.NOTIFY_CUSTOMERS, "L-1", 0u), Triple(DueCode.CLOSE_INCIDENT, "L-1", 0u),
                Triple(DueCode.KEEP_IN_TOUCH, "high", 0u), Triple(DueCode.KEEP_IN_TOUCH, "low", 10u), Triple(DueCode.HOLIDAY_GREETING, null, 0u),
                Triple(DueCode.BACKUP, null, 23u),
            )
            assertEquals(expected, whole.entries.map { Triple(it.what, it.about.incident?.text ?: it.about.customer?.text, it.overdue) })
            assertEquals(1uL, whole.undated)
            // The second hour of lateness begins at 10:30.
            assertEquals(LocalDateTime.parse("2026-11-23T10:30:01"), whole.nextChange)
            // Whichever list comes first, the entries and their order are the same.
            assertEquals(whole.entries, mergeDue(calls, listOf(duties, greetings), listOf(leak)).entries)
            assertEquals(calls, mergeDue(calls))

            val later = greetingsDue(policy, listOf(PersonId("P1")), calendar, Looking(looking.at.plusHours(1)))
            val refused = assertThrows(KeyaccountException.BadInput::class.java) { mergeDue(calls, listOf(later)) }
            val problem = refused.problems.single()
            assertEquals(listOf("others[0].at", "`2026-11-23T11:00:00`", "`2026-11-23T10:00:00`"), listOf(problem.path, problem.found, problem.expected))
        }
    }
}
