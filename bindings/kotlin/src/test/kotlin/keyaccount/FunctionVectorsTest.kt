package keyaccount

import com.fasterxml.jackson.databind.JsonNode
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.math.BigDecimal
import java.math.RoundingMode
import java.time.LocalDate

/** Single steps of the arithmetic: by the function of that name where there is one, else by a book that needs it. */
class FunctionVectorsTest : Vectors("functions") {
    private val standard = Policy.shipped("standard")
    private val notHere = mutableSetOf<String>()

    @Test
    fun everyStepGivesWhatWasWorkedOutByHand() {
        runAll()
        // These steps are inside the core alone; the book vectors show what comes of them.
        assertEquals(setOf("round", "window", "band", "credit_limit", "cumulative_shares", "composite", "review_due"), notHere)
    }

    override fun run(folder: String, vector: JsonNode) {
        val function = vector.get("function")
        val of = function.get(codeOf(function))
        when (codeOf(function)) {
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
            else -> notHere += codeOf(function)
        }
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
        return names.map { name -> lines.indices.map { scores.cell(id(it), name)!!.text() } }
    }

    /** The credit of a customer whose only invoice was paid so many days late: its points, published. */
    private fun points(of: JsonNode) {
        val paid = LocalDate.parse("2026-12-01")
        val due = paid.minusDays(of.get("days").longValue())
        val book = book {
            addCustomers(listOf(CustomerRow(customerId = "x", firstTradedOn = LocalDate.parse("2020-01-01"), documentsComplete = true)))
            addInvoices(listOf(InvoiceRow("I1", "x", minOf(paid, due).minusDays(1), BigDecimal("100"), dueOn = due)))
            addSettlements(listOf(SettlementRow(settledOn = paid, amount = BigDecimal("100"), invoiceId = "I1")))
        }
        val scores = Policy.shipped(text(of.get("curve"))).use { policy ->
            book.use { assess(it, policy, LocalDate.parse("2026-12-31")).use { assessment -> assessment.scores() } }
        }
        expect("credit", number(of.get("expect")).setScale(2, RoundingMode.HALF_UP).toPlainString(), scores.cell("x", "credit_score")!!.text())
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
        expect("score", of.optional("expect", ::text) ?: "", scores.cell("x", "prospect_score")!!.text())
        expect("grade", of.optional("grade", ::text) ?: "", scores.cell("x", "prospect_grade")!!.text())
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
