package keyaccount

import com.sun.jna.NativeLibrary
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.Test
import java.io.File
import java.math.BigDecimal
import java.math.BigInteger
import java.time.LocalDate
import java.time.LocalDateTime
import java.util.concurrent.Callable
import java.util.concurrent.Executors

/** What crosses the border between Kotlin and the library comes back as it went. */
class BorderTest {
    private fun terms(amount: BigDecimal?) = Terms(customer = CustomerId("K1"), amount = amount)

    private fun echoed(amount: BigDecimal): BigDecimal =
        ApprovalCase.open(CaseId("C1"), RequestKind.KEY_ACCOUNT, PersonId("wang"), "north", terms(amount)).use { it.terms().amount!! }

    @Test
    fun numbersKeepEveryDigit() {
        for (text in listOf(
            "0", "-0.000001", "79228162514264337593543950335", "79228162514264.337593543950335",
            "0.0000000000000000000000000001", "-79228162514264337593543950335", "1000000", "100.00",
        )) {
            assertEquals(text, valueText(Value.Number(BigDecimal(text))), text)
        }
        // The widest amount of a contract: 22 digits before the point and 6 after it.
        for (text in listOf("0", "0.000001", "9999999999999999999999.999999", "500000", "0.5")) {
            assertEquals(BigDecimal(text), echoed(BigDecimal(text)))
        }
        assertEquals("99999999999999999999999999999999999999", valueText(Value.Quantity(BigDecimal("9".repeat(38)))))
        // As wide as a number of the library can be, there and back: 38 digits of an amount, 28 decimals of a share.
        val nines = "9".repeat(36)
        for ((amount, share) in listOf(
            "99$nines" to "0.0000000000000000000000000001", "-$nines.25" to "7.9228162514264337593543950335",
            "0.01" to "79228162514264337593543950335",
        )) {
            val change = NeededChange.More(by = Measure.Money(BigDecimal(amount)), to = Measure.Percent(BigDecimal(share)))
            assertEquals(change, remedyStepAnswering(Reason(code = ReasonCode.OVERDUE_DAYS), change).change)
        }
    }

    @Test
    fun equalAmountsAreEqualValues() {
        // BigDecimal tells 500000 from 500000.00, an amount does not. `1E+3` is a number of Kotlin without a point.
        for ((given, amount) in listOf("500000.00" to "500000", "0.000000" to "0", "1E+3" to "1000", "1.50" to "1.5")) {
            assertEquals(BigDecimal(amount), echoed(BigDecimal(given)))
        }
        // Points and percentages always have two decimals.
        smallBook().use { book ->
            Policy.shipped("standard").use { policy ->
                assess(book, policy, LocalDate.parse("2026-06-30")).use { assessment ->
                    // 100.00 due on 4 February, paid on 1 February.
                    assertEquals(BigDecimal("100.00"), assessment.card(CustomerId("K1"), Audience.INTERNAL).credit.score)
                }
            }
        }
    }

    @Test
    fun daysAndMomentsKeepTheirFields() {
        for (text in listOf("0001-01-01", "9999-12-31", "2024-02-29", "1900-02-28")) {
            val day = LocalDate.parse(text)
            val holder = RoleHolder(personId = PersonId("P"), role = "clerk", unit = null, validFrom = day, validTo = null)
            val people = listOf(Person(personId = PersonId("P"), name = null))
            Organisation(people, listOf(holder), emptyList()).use { assertEquals(day, it.roleHolders().single().validFrom) }
        }
        for (text in listOf("2026-06-30T09:00", "2026-06-30T23:59:59", "0001-01-01T00:00", "2024-02-29T12:30:01")) {
            val at = LocalDateTime.parse(text)
            assertEquals(at, lookingAt(at).at)
        }
    }

    @Test
    fun textKeepsEveryCharacter() {
        for (text in listOf("客户一", "emoji 🏭🚀", "𠮷野家", "e\u0301 (combining)", "a\"b\\c")) {
            val person = Person(personId = PersonId(text), name = text)
            Organisation(listOf(person), emptyList(), emptyList()).use {
                assertEquals(person, it.people().single())
                assertEquals(text, it.people().single().personId.text)
                assertEquals(text, it.name(person.personId))
            }
        }
        assertEquals("客户🙂", "${CustomerId("客户🙂")}")
        assertTrue(CustomerId("e\u0301") != CustomerId("\u00e9"))
        // A character that cannot be seen would make two ids look the same.
        val refused = assertThrows(KeyaccountException.BadInput::class.java) {
            Organisation(listOf(Person(personId = PersonId("零\u200B宽"), name = null)), emptyList(), emptyList())
        }
        assertEquals(ProblemCode.BAD_IDENTIFIER, refused.problems.single().code)
        // An emoji cut in two, alone and within a record.
        for (act in listOf({ Policy.shipped("\uD83C"); Unit }, { valueText(Value.Text("🏭".take(1))); Unit })) {
            val cut = assertThrows(KeyaccountException.BadInput::class.java) { act() }
            assertEquals(ProblemCode.WRONG_TYPE, cut.problems.single().code)
            assertTrue("surrogate" in cut.sentence(Language.ENGLISH), cut.sentence(Language.ENGLISH))
        }
    }

    @Test
    fun listsMayBeEmptyOrLong() {
        Organisation(emptyList(), emptyList(), emptyList()).use { assertEquals(emptyList<Person>(), it.people()) }
        val many = (1..100_000).map { Person(personId = PersonId("P$it"), name = "姓名$it") }
        Organisation(many, emptyList(), emptyList()).use { assertEquals(many, it.people()) }
    }

    @Test
    fun nothingIsAnotherThingThanZero() {
        ApprovalCase.open(CaseId("C1"), RequestKind.KEY_ACCOUNT, PersonId("wang"), "north", terms(null)).use { assertNull(it.terms().amount) }
    }

    @Test
    fun anErrorSaysWhatWhereAndHowToMendIt() {
        val source = shippedPolicySource("standard")!!
        val line = source.lines().indexOfFirst { it.startsWith("grace_days") } + 1
        val refused = assertThrows(KeyaccountException.BadInput::class.java) {
            Policy.fromText("policy.toml", source.replace("\ngrace_days = 0", "\ngrace_dayz = 0"))
        }
        val problem = refused.problems.first { it.code == ProblemCode.UNKNOWN_KEY }
        assertEquals(ProblemCode.UNKNOWN_KEY, problem.code)
        assertEquals("unknown_key", problem.code.code)
        assertEquals("policy.toml", problem.file)
        assertEquals(line.toString(), problem.line.toString())
        assertTrue("grace_days" in problem.remedy + problem.expected, problem.toString())
        assertTrue("unknown key" in refused.sentence(Language.ENGLISH))
        assertTrue("未知的键" in refused.sentence(Language.CHINESE))
        assertTrue("第${line}行" in refused.sentence(Language.CHINESE))

        val unknown = assertThrows(KeyaccountException.BadInput::class.java) { Policy.shipped("standrad") }
        assertTrue("standard" in unknown.problems.single().remedy)
    }

    @Test
    fun aRefusalCarriesItsVerdict() {
        Policy.shipped("standard").use { policy ->
            ApprovalRules.of(policy).use { rules ->
                ApprovalCase.open(CaseId("C1"), RequestKind.KEY_ACCOUNT, PersonId("wang"), "north", terms(BigDecimal("500000"))).use { case ->
                    val request = SubmitRequest(LocalDate.parse("2026-11-02"), PersonId("wang"), readPapers(emptyObject), readCircumstances(emptyObject))
                    val refused = assertThrows(KeyaccountException.NotPermitted::class.java) { case.submit(request, rules) }
                    assertEquals(VerdictOutcome.DENY, refused.verdict.outcome)
                    assertTrue(refused.verdict.reasons.any { it.code == ReasonCode.MISSING_DOCUMENTS })
                    assertEquals(Phase.Draft, case.phase())
                }
            }
        }
    }

    @Test
    fun aNumberNoAmountCanBeIsRefusedAsBadInput() {
        // 29 digits are more than a number of the core has; 1e999999999 would have a billion.
        for (number in listOf(BigDecimal("79228162514264337593543950336"), BigDecimal("1e999999999"), BigDecimal("1e-40"))) {
            BookBuilder(defaultBookSettings()).use { builder ->
                val row = InvoiceRow("I1", "K1", LocalDate.parse("2026-01-01"), number)
                val refused = assertThrows(KeyaccountException.BadInput::class.java) { builder.addInvoices(listOf(row)) }
                assertEquals(ProblemCode.BAD_NUMBER, refused.problems.single().code)
                assertTrue("digits" in refused.problems.single().expected)
            }
        }
    }

    @Test
    fun aPlaceBelowZeroIsRefused() {
        val refused = assertThrows(KeyaccountException.BadInput::class.java) { quintile(-1, 5) }
        assertEquals(listOf(ProblemCode.OUT_OF_RANGE to "`-1`"), refused.problems.map { it.code to it.found })
    }

    /** Calls that compute, and have nothing of their own to refuse. */
    @Test
    fun whatTheLibraryHasNoValueForIsBadInputWhereverItIsGiven() {
        // 30 digits are more than a number of the library has, 40 more than an amount.
        val (wide, wider) = BigDecimal("9".repeat(30)) to BigDecimal("9".repeat(40))
        val reason = Reason(code = ReasonCode.OVERDUE_DAYS, actual = Measure.Percent(wide))
        Policy.shipped("standard").use { policy ->
            val verdict = Verdict(outcome = VerdictOutcome.DENY, reasons = listOf(reason), stamp = policy.stamp(LocalDate.parse("2026-06-30")))
            val calls = listOf<Pair<String, () -> Any?>>(
                "growth" to { growth(wider, BigDecimal.ONE) },
                "creditHold" to { creditHold(BigDecimal.ONE, wide, 0u, 30u) },
                "creditLimit" to { creditLimit(BigDecimal.ONE, 1u, CreditTerms(coefficient = wide, termDays = 30u)) },
                "portfolioMetrics" to { portfolioMetrics(PortfolioFacts(wider, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, 1u)) },
                "cumulativeShares" to { cumulativeShares(listOf(BigDecimal.ONE, wider)) },
                "roundRatio" to { roundRatio(wider.toBigInteger(), BigInteger.ONE, 2u) },
                "Value.text" to { Value.Number(wide).text() },
                "Value.isEmpty" to { Value.Number(wide).isEmpty },
                "Reason.sentence" to { reason.sentence(Language.ENGLISH) },
                "Verdict.answer" to { verdict.answer },
                "Verdict.text" to { verdict.text(Language.CHINESE) },
                "errorSentence" to { errorSentence(KeyaccountException.NotPermitted(verdict), Language.ENGLISH) },
                // Days beyond the library's calendar.
                "addMonths" to { addMonths(LocalDate.MAX, 1) },
                "lookingAt" to { lookingAt(LocalDateTime.MIN) },
            )
            for ((name, call) in calls) {
                val refused = assertThrows(KeyaccountException.BadInput::class.java, { call() }, name)
                val code = if (name in listOf("addMonths", "lookingAt")) ProblemCode.BAD_DATE else ProblemCode.BAD_NUMBER
                assertEquals(code, refused.problems.single().code, name)
            }
            // An amount has room for 30 digits: 10 to the power of 30 from half of that is 100 percent more.
            assertEquals(BigDecimal("100.00"), growth(BigDecimal("1e30"), BigDecimal("5e29")))
            // The sentence of an error is there whatever is in it.
            assertTrue(KeyaccountException.NotPermitted(verdict).sentence(Language.ENGLISH).isNotEmpty())
        }
    }

    @Test
    fun aCustomerWhoIsNotThereHasNeitherACardNorRemedies() {
        smallBook().use { book ->
            Policy.shipped("standard").use { policy ->
                assess(book, policy, LocalDate.parse("2026-06-30")).use { assessment ->
                    for (ask in listOf<() -> Any>({ assessment.card(CustomerId("k1"), Audience.INTERNAL) }, { assessment.remedies(CustomerId("k1")) })) {
                        val refused = assertThrows(KeyaccountException.BadInput::class.java) { ask() }
                        assertEquals(ProblemCode.UNKNOWN_CUSTOMER, refused.problems.single().code)
                        assertTrue("K1" in refused.problems.single().remedy)
                    }
                }
            }
        }
    }

    @Test
    fun aSpentBuilderIsRefused() {
        BookBuilder(defaultBookSettings()).use { builder ->
            builder.addInvoices(listOf(InvoiceRow("I1", "K1", LocalDate.parse("2026-01-01"), BigDecimal("1.00"), dueOn = LocalDate.parse("2026-02-01"))))
            builder.addCustomers(listOf(CustomerRow(customerId = "K1")))
            builder.finish().close()
            assertThrows(KeyaccountException.Spent::class.java) { builder.finish() }
        }
        // A builder is spent also where its book is refused.
        BookBuilder(defaultBookSettings()).use { builder ->
            builder.addInvoices(listOf(InvoiceRow("I1", "", LocalDate.parse("2026-01-01"), BigDecimal("1.00"))))
            assertThrows(KeyaccountException.BadInput::class.java) { builder.finish() }
            assertThrows(KeyaccountException.Spent::class.java) { builder.finish() }
        }
    }

    @Test
    fun aPanicAtTheBorderIsAnErrorAndTheObjectsStaySound() {
        smallBook().use { book ->
            Policy.shipped("standard").use { policy ->
                assess(book, policy, LocalDate.parse("2026-06-30")).use { assessment ->
                    val thrower = object : Progress {
                        override fun onProgress(done: ULong, total: ULong): Boolean = throw IllegalStateException("out of paper")
                    }
                    val fault = assertThrows(KeyaccountException.Fault::class.java) {
                        assessment.exportCards(listOf(CustomerId("K1")), Audience.INTERNAL, thrower)
                    }
                    assertTrue("out of paper" in fault.noticed, fault.noticed)
                    assertEquals(CustomerId("K1"), assessment.card(CustomerId("K1"), Audience.INTERNAL).customer.id)
                }
            }
        }
    }

    @Test
    fun progressIsToldAndMayEndTheTaskWithoutAListThatLooksComplete() {
        smallBook().use { book ->
            Policy.shipped("standard").use { policy ->
                assess(book, policy, LocalDate.parse("2026-06-30")).use { assessment ->
                    val both = listOf(CustomerId("K1"), CustomerId("K2"))
                    val told = mutableListOf<Pair<ULong, ULong>>()
                    val once = object : Progress {
                        override fun onProgress(done: ULong, total: ULong): Boolean {
                            told += done to total
                            return false
                        }
                    }
                    val stopped = assertThrows(KeyaccountException.Stopped::class.java) {
                        assessment.exportCards(both, Audience.INTERNAL, once)
                    }
                    assertEquals(listOf(1uL to 2uL), told)
                    assertEquals(1uL to 2uL, stopped.done to stopped.total)
                    assertEquals("ended by the app after 1 of 2", stopped.sentence(Language.ENGLISH))
                    // What no callback should throw reaches the library as no answer, which is no.
                    val broken = object : Progress {
                        override fun onProgress(done: ULong, total: ULong): Boolean = throw AssertionError("no answer")
                    }
                    assertThrows(KeyaccountException::class.java) {
                        assessment.exportCards(both, Audience.INTERNAL, broken)
                    }
                    val cards = assessment.exportCards(both, Audience.INTERNAL)
                    assertEquals(both, cards.map { it.customerId })
                    // The card that was stored is the card, number by number.
                    assertEquals(assessment.card(CustomerId("K1"), Audience.INTERNAL), readCard("K1.json", cards.first().bytes))
                }
            }
        }
    }

    @Test
    fun aCalendarMayComeFromTheApp() {
        val newYear = LocalDate.parse("2026-01-01")
        val source = object : CalendarSource {
            override fun days(from: LocalDate, to: LocalDate) =
                CalendarDays(coversFrom = from, coversTo = to, weekend = listOf(Weekday.SAT, Weekday.SUN), holidays = listOf(newYear), makeUpDays = emptyList(), greetings = emptyList())
        }
        WorkCalendar.ask(source, newYear, LocalDate.parse("2026-12-31")).use { calendar ->
            assertEquals(false, calendar.isWorking(newYear))
            // Thursday is free, Friday is worked, then the weekend.
            assertEquals(LocalDate.parse("2026-01-05"), calendar.addWorkingDays(LocalDate.parse("2025-12-31").plusDays(1), 2u))
            assertThrows(KeyaccountException.BadInput::class.java) { calendar.isWorking(LocalDate.parse("2027-01-01")) }
        }
    }

    @Test
    fun onePolicyServesEightThreads() {
        val day = LocalDate.parse("2026-06-30")
        Policy.shipped("standard").use { policy ->
            smallBook().use { book ->
                val expected = assess(book, policy, day).use { it.scores() }
                val pool = Executors.newFixedThreadPool(8)
                val tasks = (1..8).map { Callable { (1..20).map { assess(book, policy, day).use { it.scores() } } } }
                val found = pool.invokeAll(tasks).flatMap { it.get() }
                pool.shutdown()
                assertEquals(160, found.size)
                assertTrue(found.all { it == expected })
            }
        }
    }

    /**
     * The middle one of three growths over 10,000 rounds: a leak grows in each of them, while what the JVM still
     * compiles and loads does so once. Its heap has a fixed size here (pom.xml).
     */
    @Test
    fun whatIsClosedIsGivenBack() {
        assumeTrue(System.getProperty("os.name") == "Linux", "resident memory is read from Linux's /proc")
        val person = Person(personId = PersonId("wang"), name = "王建国")
        fun round(policy: Policy) {
            Organisation(listOf(person), emptyList(), emptyList()).close()
            ApprovalRules.of(policy).use { rules -> rules.tierOf(terms(BigDecimal("500000"))) }
            ApprovalCase.open(CaseId("C1"), RequestKind.KEY_ACCOUNT, PersonId("wang"), "north", terms(null)).close()
        }
        val day = LocalDate.parse("2026-06-30")
        val quiet = object : Progress {
            override fun onProgress(done: ULong, total: ULong): Boolean = true
        }
        // A book, its results, a callback and a call that is refused, of which one round in a hundred has each.
        fun whole(policy: Policy) = smallBook().use { book ->
            assess(book, policy, day).use { assessment ->
                assessment.exportCards(listOf(CustomerId("K1")), Audience.INTERNAL, quiet)
                assertThrows(KeyaccountException.BadInput::class.java) { assessment.card(CustomerId("nobody"), Audience.INTERNAL) }
            }
        }
        fun rounds(count: Int) = repeat(count / 100) {
            Policy.shipped("standard").use { policy ->
                whole(policy)
                repeat(100) { round(policy) }
            }
        }
        rounds(5_000)
        val growths = (1..3).map {
            val before = resident()
            rounds(10_000)
            resident() - before
        }
        println("growth over 10,000 rounds of objects created and closed: ${growths.joinToString()} KiB")
        assertTrue(growths.sorted()[1] <= 1024, "grew by $growths KiB")
    }

    /** Resident memory in KiB, once JNA has freed the memory of calls that are over and malloc has given it back. */
    private fun resident(): Long {
        var least = Long.MAX_VALUE
        do {
            val before = least
            repeat(3) {
                System.gc()
                Thread.sleep(300)
            }
            NativeLibrary.getProcess().getFunction("malloc_trim").invokeInt(arrayOf<Any>(0L))
            least = minOf(before, residentNow())
        } while (least < before)
        return least
    }

    private fun residentNow(): Long =
        File("/proc/self/status").readLines().first { it.startsWith("VmRSS:") }.filter(Char::isDigit).toLong()

    private val emptyObject = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode()

    private fun smallBook() = book {
        addCustomers(listOf(CustomerRow(customerId = "K1"), CustomerRow(customerId = "K2")))
        addInvoices(listOf(InvoiceRow("I1", "K1", LocalDate.parse("2026-01-05"), BigDecimal("100.00"), dueOn = LocalDate.parse("2026-02-04"))))
        addSettlements(listOf(SettlementRow(settledOn = LocalDate.parse("2026-02-01"), amount = BigDecimal("100.00"), invoiceId = "I1")))
    }
}
