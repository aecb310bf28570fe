package keyaccount

import com.fasterxml.jackson.databind.JsonNode
import org.junit.jupiter.api.Test

/** Whole books with their results. */
class BookVectorsTest : Vectors("") {
    @Test
    fun everyBookGivesWhatWasWorkedOutByHand() = runAll()

    override fun run(folder: String, vector: JsonNode) {
        vector.only("id", "arithmetic", "as_of", "policy", "policy_text", "set", "settings", "book", "expect")
        val expected = vector.get("expect")
        expected.only("order", "scores", "credit", "behaviour", "slices", "portfolio", "explained", "remedies", "notes", "first_note", "problems")
        val problems = expected.optional("problems") { list -> list.map(::text).sorted().joinToString(" ") }
        val found = try {
            policyTextOf(vector).use { policy ->
                readBook(vector).use { book -> assess(book, policy, day(vector.get("as_of"))) }
            }
        } catch (refused: KeyaccountException.BadInput) {
            val codes = refused.problems.map { it.code.code }.sorted().joinToString(" ")
            expect("problems", problems ?: "a result", codes)
            return
        }
        found.use {
            if (problems != null) expect("problems", problems, "a result") else compare(expected, it)
        }
    }

    private fun compare(expected: JsonNode, found: Assessment) {
        val scores = found.scores()
        expected.optional("order") { order ->
            expect("order of rows", order.joinToString(" ") { text(it) }, scores.rows.joinToString(" ") { it.first().text() })
        }
        cells("scores", expected.get("scores"), scores)
        cells("credit", expected.get("credit"), found.creditMeasures())
        cells("behaviour", expected.get("behaviour"), found.behaviour())
        val metrics = found.portfolioMeasures().rows.associate { it[0].text() to it[1].text() }
        for ((metric, value) in expected.entries("portfolio")) {
            expect("portfolio, $metric", text(value), metrics[metric] ?: "no such metric")
        }
        for ((language, of) in expected.entries("explained")) {
            cells("explained, $language", of, found.explained(languageOf(language)))
        }
        for ((customer, remedies) in expected.entries("remedies")) remedies("$customer", remedies, found.remedies(CustomerId(customer)))
        expected.optional("slices") { rows -> slices("slices", rows, found.slices()) }
        val notes = found.notes()
        expected.optional("first_note") { expect("first note", text(it), notes.firstOrNull()?.code?.code ?: "") }
        for ((code, count) in expected.entries("notes")) {
            val noted = notes.filter { it.code.code == code }.sumOf { it.count }
            expect("note $code", count.asText(), noted.toString())
        }
    }

    private fun cells(what: String, expected: JsonNode?, table: ScoreTable) {
        for ((customer, cells) in expected?.fields()?.asSequence()?.map { it.key to it.value } ?: emptySequence()) {
            for ((column, value) in cells.fields().asSequence().map { it.key to it.value }) {
                expect("$what, $customer, $column", text(value), table.cell(CustomerId(customer), column)?.text() ?: "no such cell")
            }
        }
    }

    private fun slices(what: String, expected: JsonNode, table: ScoreTable) {
        expect("$what, rows", expected.size().toString(), table.rows.size.toString())
        for ((row, cells) in expected.withIndex()) {
            for ((column, value) in cells.fields().asSequence().map { it.key to it.value }) {
                val at = table.columns.indexOfFirst { it.name == column }
                expect("$what, row $row, $column", text(value), table.rows.getOrNull(row)?.getOrNull(at)?.text() ?: "no such cell")
            }
        }
    }

    private fun remedies(what: String, expected: JsonNode, found: List<Remedy>) {
        expect("$what, remedies", expected.size().toString(), found.size.toString())
        for ((wanted, remedy) in expected.zip(found)) {
            wanted.optional("en") { expect("$what, remedy", text(it), remedy.sentence(Language.ENGLISH)) }
            wanted.optional("zh") { expect("$what, remedy", text(it), remedy.sentence(Language.CHINESE)) }
            wanted.optional("concerns_others") { expect("$what, concerns others", it.asText(), remedy.concernsOthers.toString()) }
        }
    }
}

fun languageOf(code: String): Language = Language.entries.single { it.code == code }

/** The policy of a vector, with what is set in it. */
fun policyTextOf(vector: JsonNode): Policy {
    val source = vector.optional("policy_text", ::text)
        ?: shippedPolicySource(vector.optional("policy", ::text) ?: "standard")!!
    val settings = vector.entries("set").map { (path, value) -> PolicySetting(path, text(value)) }
    return Policy.withSettings("policy", source, settings)
}

/** The settings of a vector; what is left out keeps its default. */
fun settingsOf(vector: JsonNode): BookSettings {
    val given = vector.get("settings") ?: return defaultBookSettings()
    given.only("currency", "unknown_customers", "missing_customer", "unknown_invoices", "unapplied_credit", "history_from", "partial", "amounts")
    val default = defaultBookSettings()
    return default.copy(
        currency = given.optional("currency", ::text),
        unknownCustomers = given.optional("unknown_customers") { UnknownCustomers.valueOf(text(it).uppercase()) } ?: default.unknownCustomers,
        missingCustomer = given.optional("missing_customer") { MissingCustomer.valueOf(text(it).uppercase()) } ?: default.missingCustomer,
        unknownInvoices = given.optional("unknown_invoices") { UnknownInvoices.valueOf(text(it).uppercase()) } ?: default.unknownInvoices,
        unappliedCredit = given.optional("unapplied_credit") { UnappliedCredit.valueOf(text(it).uppercase()) } ?: default.unappliedCredit,
        historyFrom = given.optional("history_from", ::day),
        partial = given.optional("partial", ::yes) ?: false,
        amounts = given.optional("amounts") { if (text(it) == "incl") AmountsBasis.INCLUSIVE else AmountsBasis.EXCLUSIVE },
    )
}

/** The book of a vector: a table left out is not there, an empty one has no rows. */
fun readBook(vector: JsonNode): Book = BookBuilder(settingsOf(vector)).use { builder ->
    builder.addTables(vector.get("book"))
    builder.finishDeferred()
}

fun BookBuilder.addTables(tables: JsonNode) {
    for ((table, rows) in tables.fields().asSequence().map { it.key to it.value }) {
        when (table) {
            "customers" -> addCustomers(rows.map(::readCustomerRow))
            "products" -> addProducts(rows.map(::readProductRow))
            "orders" -> addOrders(rows.map(::readOrderRow))
            "order_lines" -> addOrderLines(rows.map(::readOrderLineRow))
            "invoices" -> addInvoices(rows.map(::readInvoiceRow))
            "settlements" -> addSettlements(rows.map(::readSettlementRow))
            "delay_reasons" -> addDelayReasons(rows.map(::readDelayReasonRow))
            "credit_facts" -> addCreditFacts(rows.map(::readCreditFactRow))
            "prospect_assessments" -> addProspectAssessments(rows.map(::readProspectAssessmentRow))
            "ratings" -> addRatings(rows.map(::readRatingRow))
            "grade_overrides" -> addGradeOverrides(rows.map(::readGradeOverrideRow))
            "contracts" -> addContracts(rows.map(::readContractRow))
            "contacts" -> addContacts(rows.map(::readContactRow))
            "evaluations" -> addEvaluations(rows.map(::readEvaluationRow))
            "people" -> addPeople(rows.map(::readPersonRow))
            "role_holders" -> addRoleHolders(rows.map(::readRoleHolderRow))
            "delegations" -> addDelegations(rows.map(::readDelegationRow))
            "documents" -> addDocuments(rows.map(::readDocumentRow))
            "ndas" -> addNdas(rows.map(::readNdaRow))
            "grants" -> addGrants(rows.map(::readGrantRow))
            "holds" -> addHolds(rows.map(::readHoldRow))
            "contact_log" -> addContactLog(rows.map(::readContactEntryRow))
            "reminders" -> addReminders(rows.map(::readReminderRow))
            "runs" -> addRuns(rows.map(::readRunRow))
            "changes" -> addChanges(rows.map(::readChangeRow))
            "archive_records" -> addArchiveRecords(rows.map(::readArchiveRecordRow))
            "records" -> addRecords(rows.map(::readRecordRow))
            else -> error("no table `$table`")
        }
    }
}
