package keyaccount

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.time.LocalDate
import java.time.LocalDateTime

/** Days at the ends of the calendar. */
class CalendarTest {
    private val lastDay = LocalDate.parse("9999-12-31")
    private val january = LocalDate.of(10_000, 1, 1)
    private val asked = LocalDate.parse("2026-02-01")

    /** The library counts on from 31 December 9999, and back from the first day of the year 1. */
    @Test
    fun daysThatTheLibraryWorksOutMayLieBeyondThoseOfABook() {
        // 120,000 months are 10,000 years; a year zero precedes the year 1.
        assertEquals(LocalDate.of(12_026, 6, 30), addMonths(LocalDate.parse("2026-06-30"), 120_000))
        assertEquals(LocalDate.of(-1, 12, 1), addMonths(LocalDate.parse("0001-01-01"), -13))
        assertEquals(lastDay, addMonths(addMonths(lastDay, 1)!!, -1))
        // 9999-12-31 is a Friday, so that Monday is the third.
        assertEquals(LocalDate.of(10_000, 1, 3), WorkCalendar.plain().use { it.addWorkingDays(lastDay, 1u) })
    }

    /** The days that a verdict says to wait for. */
    private fun waits(verdict: Verdict) = verdict.remedies.flatMap { it.steps }.map { it.change }.filterIsInstance<NeededChange.From>().map { it.on }

    @Test
    fun aHoldThatEndsWithTheCalendarEndsTheDayAfter() {
        val record = KeptRecord(recordId = RecordId("R-1"), customers = listOf(CustomerId("K1")), department = "north", keptAs = listOf(KeptAs(`class` = "contracts", triggerOn = LocalDate.parse("2010-01-01"))))
        val hold = Hold(customerId = CustomerId("K1"), kind = HoldKind.LEGAL_HOLD, from = LocalDate.parse("2026-01-01"), to = lastDay)
        Policy.shipped("standard").use(RetentionSchedule::of).use { retention ->
            assertEquals(january, retention.schedule(record, listOf(hold), asked).nextChange)
            assertEquals(listOf(january), waits(retention.explain(record, listOf(hold), asked)))
        }

        // The same of a disposal that nobody may approve yet.
        val since = LocalDate.parse("2020-01-01")
        val holders = listOf("ma" to ("maintainer" to null), "dm" to ("department_manager" to "north")).map { (person, held) ->
            RoleHolder(personId = PersonId(person), role = held.first, unit = held.second, validFrom = since)
        }
        Organisation(emptyList(), holders, emptyList()).use { organisation ->
            Policy.shipped("strict_archive").use { Disposal.open(CaseId("XH-1"), "north", it) }.use { disposal ->
                disposal.act(DisposalRequest(asked, PersonId("ma"), DisposalAct.Propose(listOf(record))), organisation, emptyList())
                assertEquals(listOf(january), waits(disposal.explain(DisposalRequest(asked, PersonId("dm"), DisposalAct.Approve), organisation, listOf(hold))))
            }
        }
    }

    @Test
    fun aRoleThatIsHeldToTheLastDayChangesTheDayAfter() {
        val book = book {
            addCustomers(listOf(CustomerRow(customerId = "K1")))
            declare(Table.INVOICES)
            addRoleHolders(listOf(RoleHolderRow(personId = "wang", role = "staff", validFrom = LocalDate.parse("2020-01-01"), validTo = lastDay)))
        }
        Policy.shipped("standard").use { policy ->
            book.use { assess(it, policy, asked) }.use { assessment ->
                val due = assessment.dueFor(PersonId("wang"), WorkCalendar.plain(), Looking(asked.atStartOfDay()), listOf(DueKind.INCIDENTS))
                assertEquals(LocalDateTime.of(10_000, 1, 1, 0, 0), due.nextChange)
            }
        }
    }
}
