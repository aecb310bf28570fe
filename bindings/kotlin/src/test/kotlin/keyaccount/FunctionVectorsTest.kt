package keyaccount

import com.fasterxml.jackson.databind.JsonNode
import org.junit.jupiter.api.Test
import java.math.BigDecimal
import java.math.BigInteger
import java.math.RoundingMode
import java.time.LocalDate

/** Single steps of the arithmetic: by the function of that name where there is one, else by a book that needs it. */
class FunctionVectorsTest : Vectors("functions") {
    private val standard = Policy.shipped("standard")

    @Test
    fun everyStepGivesWhatWasWorkedOutByHand() = runAll()

    override fun run(folder: String, vector: JsonNode) {
        vector.only("id", "arithmetic", "function")
        val function = vector.get("function")
        val of = function.get(codeOf(function))
        when (val step = codeOf(function)) {
            "round" -> round(of)
            "cumulative_shares" -> expect("shares", of.get("cumulative").map(::number), cumulativeShares(of.get("values").map(::exact))!!)
            "window" -> window(of)
            "band" -> band(of)
            "composite" -> composite(of)
            "credit_limit" -> creditLimit(of)
            "review_due" -> reviewDue(of)
            "add_months" -> expect("day", day(of.get("expect")), addMonths(day(of.get("date")), of.get("months").intValue()))
            "growth" -> expectNamed(of, "expect", ::number, growth(exact(of.get("current")), exact(of.get("previous"))))
            "quintiles" -> quintiles(of)
            "portfolio" -> portfolio(of)
            "access" -> access(of)
            "rank" -> {
                val values = of.get("values").map(::text)
                val expected = listOf("ranks", "scores").map { key -> of.get(key).map { it.asText() } }
                expect("by volume", expected, columns(values.map { it to "0" }, "volume_rank", "volume_score"))
                expect("by profit", expected, columns(values.map { "1" to it }, "profit_rank", "profit_score"))
            }
            "max_ratio" -> {
                val expected = of.get("scores").map(::text)
                val settings = listOf(PolicySetting("volume.score", "max_ratio"), PolicySetting("profit.score", "max_ratio"))
                val found = columns(of.get("values").map { text(it) to text(it) }, "volume_score", "profit_score", settings = settings)
                expect("by volume and profit", listOf(expected, expected), found)
            }
            "margin" -> expect("margin", listOf(listOf(of.optional("expect", ::text) ?: "")), columns(listOf(text(of.get("amount")) to text(of.get("profit"))), "margin_percent"))
            "value_class" -> expect("classes", listOf(of.get("expect").map(::text)), columns(of.get("values").map { "1" to text(it) }, "value_class"))
            "prospect" -> prospect(of)
            "points" -> points(of)
            else -> error("no step `$step`")
        }
    }

    /** What is rounded comes as a whole number of that many decimals. */
    private fun round(of: JsonNode) {
        val places = of.get("places").intValue()
        val found = roundRatio(BigInteger(text(of.get("numerator"))), BigInteger(text(of.get("denominator"))), places.toUByte())
        expectNamed(of, "expect", ::number, found?.let { BigDecimal(it, places) })
    }

    /** The window of credit of a policy that says so many months. */
    private fun window(of: JsonNode) {
        val asOf = day(of.get("as_of"))
        val window = card(listOf(PolicySetting("credit.window_months", of.get("months").asText())), asOf).credit.window
        expect("window", Span(day(of.get("first")), asOf), window)
    }

    /** The band a score reaches: all three scores are this one, so the composite is it too. */
    private fun band(of: JsonNode) {
        val score = text(of.get("score"))
        val card = scored(score, score, score)
        val (found, band) = when (val bands = text(of.get("bands"))) {
            "credit" -> card.credit.score to card.credit.band
            "composite" -> card.composite.score to card.grading.raw
            else -> error("no bands `$bands`")
        }
        expect("score", BigDecimal(score), found!!)
        expect("band", text(of.get("expect")), band!!.band)
    }

    private fun composite(of: JsonNode) {
        val scores = listOf("credit", "volume", "profit").map { of.optional(it, ::text) }
        val card = scored(scores[0], scores[1], scores[2])
        val found = listOf(card.credit.score, card.volume.score, card.profit.score)
        if (scores.map { score -> score?.let { BigDecimal(it) } } != found) expect("what is weighted", "$scores", "$found")
        expectNamed(of, "score", ::number, card.composite.score)
        // What caps make of the grade is another step.
        expectNamed(of, "grade", ::text, card.grading.raw?.band)
    }

    /** The limit of a customer of this credit, who bought for that much in the only month with orders. */
    private fun creditLimit(of: JsonNode) {
        val at = mapOf("AAA" to "90", "AA" to "80", "A" to "70", "B" to "60", "C" to "0").getValue(text(of.get("grade")))
        val sales = exact(of.get("average_monthly_sales"))
        val terms = card(listOf(pointsOf(at)), amount = sales).credit.terms!!
        expect("sales", sales, terms.sales)
        expect("term", wholeU32(of.get("term_days")), terms.termDays)
        expect("limit", number(of.get("limit")), terms.limit!!)
        expect("by the function", number(of.get("limit")), creditLimit(sales, 1u, CreditTerms(coefficient = terms.coefficient, termDays = terms.termDays))!!)
    }

    /** When grades are given anew, after a time that is on record. */
    private fun reviewDue(of: JsonNode) {
        val last = day(of.get("last"))
        val cycle = when (val code = text(of.get("cycle"))) {
            "every_6_months" -> "every_months = 6"
            "yearly_by_31_march" -> "yearly_by = \"03-31\""
            else -> error("no cycle `$code`")
        }
        val source = shippedPolicySource("standard")!!.replace(Regex("(?m)^every_months = 6.*$"), cycle)
        val book = book {
            addCustomers(listOf(CustomerRow(customerId = "x")))
            declare(Table.INVOICES)
            addRuns(listOf(RunRow(kind = RunKind.REASSESSMENT, on = last, ok = true)))
        }
        val looking = Looking(at = last.atTime(12, 0), ahead = last.plusYears(2).atTime(12, 0))
        val list = Policy.fromText("policy", source).use { policy ->
            book.use { assess(it, policy, last).use { assessment -> assessment.due(WorkCalendar.plain(), looking, emptyList()) } }
        }
        expect("due", day(of.get("expect")), list.entries.single { it.what == DueCode.REASSESS }.until!!.toLocalDate())
    }

    /** Whoever pays a day late has these points of credit. */
    private fun pointsOf(score: String) = PolicySetting("credit.curve", "[{ days = 0, points = 100 }, { days = 1, points = $score }]")

    /** A customer since 2020 who paid the only invoice a day late and may have ordered once. */
    private fun card(settings: List<PolicySetting>, asOf: LocalDate = LocalDate.parse("2026-12-31"), amount: BigDecimal? = null): Explanation {
        val book = book {
            addCustomers(listOf(CustomerRow(customerId = "x", firstTradedOn = LocalDate.parse("2020-01-01"), documentsComplete = true)))
            addInvoices(listOf(InvoiceRow("I1", "x", asOf.minusDays(9), BigDecimal("100"), dueOn = asOf.minusDays(4))))
            addSettlements(listOf(SettlementRow(settledOn = asOf.minusDays(3), amount = BigDecimal("100"), invoiceId = "I1")))
            amount?.let { addOrderLines(listOf(OrderLineRow(orderId = "O1", customerId = "x", orderedOn = asOf.minusDays(9), amount = it))) }
        }
        return cardOf(book, settings, asOf)
    }

    private fun cardOf(book: Book, settings: List<PolicySetting>, asOf: LocalDate): Explanation =
        Policy.withSettings("standard", shippedPolicySource("standard")!!, settings).use { policy ->
            book.use { assess(it, policy, asOf).use { assessment -> assessment.card(CustomerId("x"), Audience.INTERNAL) } }
        }

    /** A customer with these scores: volume and profit are shares of the greatest, which another one has. */
    private fun scored(credit: String?, volume: String?, profit: String?): Explanation {
        val asOf = LocalDate.parse("2026-12-31")
        fun of(score: String?) = score?.let { BigDecimal(it) * BigDecimal(100) }
        val book = book {
            addCustomers(listOf("x", "greatest").map { CustomerRow(customerId = it, firstTradedOn = LocalDate.parse("2020-01-01"), documentsComplete = true) })
            addOrderLines(listOf("x" to ((of(volume) ?: BigDecimal.ONE) to of(profit)), "greatest" to (of("100")!! to of("100"))).map { (id, of) ->
                OrderLineRow(orderId = "O $id", customerId = id, orderedOn = asOf.minusDays(9), amount = of.first, profit = of.second)
            })
            val paid = listOfNotNull("x".takeIf { credit != null }, "greatest")
            addInvoices(paid.map { InvoiceRow("I $it", it, asOf.minusDays(9), BigDecimal("100"), dueOn = asOf.minusDays(4)) })
            addSettlements(paid.map { SettlementRow(settledOn = asOf.minusDays(3), amount = BigDecimal("100"), invoiceId = "I $it") })
        }
        val settings = listOf(PolicySetting("volume.score", "max_ratio"), PolicySetting("profit.score", "max_ratio"), pointsOf(credit ?: "100")) +
            // Nobody's quantities are known.
            listOf(PolicySetting("volume.basis", "quantity")).filter { volume == null }
        return cardOf(book, settings, asOf)
    }

    private fun quintiles(of: JsonNode) {
        val values = of.get("values").map(::number)
        val smaller = yes(of.get("smaller_is_better"))
        val found = values.map { value ->
            val ahead = values.count { if (smaller) it < value else it > value }
            quintile(ahead + 1, values.size).toInt()
        }
        expect("quintiles", of.get("expect").map { it.intValue() }, found)
    }

    private fun portfolio(of: JsonNode) {
        val found = portfolioMetrics(
            PortfolioFacts(
                beginReceivables = exact(of.get("beginning_receivables")), creditSales = exact(of.get("credit_sales")),
                endReceivables = exact(of.get("ending_receivables")), endCurrent = exact(of.get("ending_current")), days = wholeU32(of.get("days")),
            ),
        )
        val expected = listOf("dso", "best_possible_dso", "average_days_delinquent", "cei").map { number(of.get(it)) }
        expect("measures", expected, listOf(found.dso, found.bestPossibleDso, found.averageDaysDelinquent, found.cei))
    }

    private fun access(of: JsonNode) {
        val source = of.optional("policy_text", ::text) ?: shippedPolicySource(text(of.get("policy")))!!
        Policy.fromText("policy", source).use(FileAccessRules::of).use { rules ->
            for ((action, expected) in of.entries("expect")) {
                val found = of.get("roles").map { rules.permission(text(it), readArchiveAction(codeNode(action))).vectorCode }
                expect(action, expected.map(::text), found)
            }
        }
    }

    /** Columns of the score table, with one customer for each amount and profit, in their order. */
    private fun columns(lines: List<Pair<String, String>>, vararg names: String, settings: List<PolicySetting> = emptyList()): List<List<String>> {
        fun id(at: Int) = "customer ${"$at".padStart(3, '0')}"
        val book = book {
            addCustomers(lines.indices.map { CustomerRow(customerId = id(it), firstTradedOn = LocalDate.parse("2020-01-01")) })
            addOrderLines(lines.mapIndexed { at, (amount, profit) ->
                OrderLineRow(orderId = "order $at", customerId = id(at), orderedOn = LocalDate.parse("2026-05-01"), amount = BigDecimal(amount), profit = BigDecimal(profit))
            })
        }
        val policy = if (settings.isEmpty()) standard else Policy.withSettings("standard", shippedPolicySource("standard")!!, settings)
        val scores = book.use { assess(it, policy, LocalDate.parse("2026-12-31")).use { assessment -> assessment.scores() } }
        return names.map { name -> lines.indices.map { scores.cell(CustomerId(id(it)), name)!!.text() } }
    }

    /** The credit of a customer whose only invoice was paid so many days late: its points. */
    private fun points(of: JsonNode) {
        val paid = LocalDate.parse("2026-12-01")
        val due = paid.minusDays(of.get("days").longValue())
        val book = book {
            addCustomers(listOf(CustomerRow(customerId = "x", firstTradedOn = LocalDate.parse("2020-01-01"), documentsComplete = true)))
            addInvoices(listOf(InvoiceRow("I1", "x", minOf(paid, due).minusDays(1), BigDecimal("100"), dueOn = due)))
            addSettlements(listOf(SettlementRow(settledOn = paid, amount = BigDecimal("100"), invoiceId = "I1")))
        }
        val card = Policy.shipped(text(of.get("curve"))).use { policy ->
            book.use { assess(it, policy, LocalDate.parse("2026-12-31")).use { assessment -> assessment.card(CustomerId("x"), Audience.INTERNAL) } }
        }
        expect("points", number(of.get("expect")), card.credit.slices.single().points)
    }

    /** Ratings are whole numbers: a mean of a half is that of two assessors. */
    private fun prospect(of: JsonNode) {
        val means = of.get("ratings").map { if (it.isNull) null else number(it) }
        fun rated(by: String, how: RoundingMode): ProspectAssessmentRow {
            val ratings = means.map { it?.setScale(0, how) }
            return ProspectAssessmentRow(
                customerId = "x", assessor = by, assessedOn = LocalDate.parse("2026-11-01"), scale = ratings[0], financialStrength = ratings[1],
                industryPosition = ratings[2], growthPotential = ratings[3], needFit = ratings[4], competitionCost = ratings[5],
            )
        }
        val book = book {
            addCustomers(listOf(CustomerRow(customerId = "x")))
            declare(Table.INVOICES)
            addProspectAssessments(listOf(rated("lin", RoundingMode.FLOOR), rated("osei", RoundingMode.CEILING)))
        }
        val scores = book.use { assess(it, standard, LocalDate.parse("2026-12-31")).use { assessment -> assessment.scores() } }
        expect("score", of.optional("expect", ::text) ?: "", scores.cell(CustomerId("x"), "prospect_score")!!.text())
        expect("grade", of.optional("grade", ::text) ?: "", scores.cell(CustomerId("x"), "prospect_grade")!!.text())
    }
}

/** The codes of the vectors. */
val Permission.vectorCode: String
    get() = when (this) {
        Permission.ALLOW -> "allow"
        Permission.OWN_CUSTOMERS -> "own"
        Permission.NEEDS_APPROVAL -> "approval"
        Permission.NEEDS_TWO_APPROVALS -> "two_approvals"
        Permission.DENY -> "deny"
    }
