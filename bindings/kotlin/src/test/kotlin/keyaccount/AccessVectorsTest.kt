package keyaccount

import com.fasterxml.jackson.databind.JsonNode
import org.junit.jupiter.api.Test
import java.time.LocalDate

/** Who may see and do what with customers' files. */
class AccessVectorsTest : Vectors("access") {
    @Test
    fun everyAttemptIsDecidedAsWasWorkedOutByHand() = runAll()

    override fun run(folder: String, vector: JsonNode) {
        vector.only("id", "arithmetic", "asks", "policy", "set")
        vector.get("asks").only("matrix", "attempt")
        policyOf(vector).use(FileAccessRules::of).use { rules ->
            vector.get("asks").optional("matrix") { matrix(rules, it) }
            vector.get("asks").optional("attempt") { attempt(rules, it) }
        }
    }

    /** What every role may do; that every cell is also decided so, is tried seven ways in Rust. */
    private fun matrix(rules: FileAccessRules, of: JsonNode) {
        val roles = columns.map { it.first }.toMutableList().apply { add(8, "outside") }
        val letters = mapOf("allow" to "A", "own" to "O", "approval" to "P", "two_approvals" to "P2", "deny" to "D")
        for ((action, expected) in of.properties()) {
            val found = roles.map { letters[rules.permission(it, readArchiveAction(codeNode(action))).vectorCode] }
            expect(action, text(expected), found.joinToString(" "))
        }
    }

    private fun attempt(rules: FileAccessRules, asked: JsonNode) {
        asked.only(
            "at", "by", "action", "no_file", "owner", "department", "level", "status", "fields", "form", "requester", "requested",
            "role_holders", "delegations", "unsigned", "ndas", "grants", "not_supplied", "expect",
        )
        val desk = AccessDesk(rules, registersOf(asked))
        val attempt = attemptOf(asked)
        val verdict = desk.explain(attempt)
        val expected = asked.get("expect")
        expected.only("outcome", "reasons", "remedies", "obligations", "chinese")
        expect("answer", verdict.answer, desk.decide(attempt))
        expect("outcome", text(expected.get("outcome")), verdict.outcome.code)
        expect("reasons", expected.get("reasons").map(::text), verdict.reasons.map(::named))
        expect("remedies", expected.optional("remedies") { it.map(::text) }, verdict.remedies.map { remedy -> remedy.steps.joinToString("; ") { it.sentence(Language.ENGLISH) } })
        expect("obligations", expected.optional("obligations") { it.map(::text) }, verdict.obligations.map { it.sentence(Language.ENGLISH) })
        expect("reasons in Chinese", expected.optional("chinese") { it.map(::text) }, verdict.reasons.map { it.sentence(Language.CHINESE) })
    }
}

private val columns = listOf(
    "account_manager" to "lin", "department_supervisor" to "bai", "department_manager" to "qin", "maintainer" to "wei",
    "filing_specialist" to "he", "staff" to "xu", "backup_operator" to "lu", "auditor" to "mo", "general_manager" to "tang",
)

/** What a question states: nothing keeps the usual, an empty text means none. */
private fun stated(asked: JsonNode, key: String, usual: String): String? =
    if (asked.has(key)) text(asked.get(key)).ifEmpty { null } else usual

private fun attemptOf(asked: JsonNode): Attempt {
    val file = CustomerFile(
        customerId = CustomerId("K1"), owner = stated(asked, "owner", "lin")?.let(::PersonId), department = stated(asked, "department", "sales"),
        level = stated(asked, "level", "L1"), status = asked.optional("status", ::readFileStatus) ?: FileStatus.FILED,
    )
    return Attempt(
        at = moment(asked.get("at")), by = readPersonId(asked.get("by")), action = readArchiveAction(asked.get("action")),
        file = if (asked.optional("no_file", ::yes) == true) null else file, fields = asked.list("fields", ::text),
        form = asked.optional("form", ::readAccessForm), requester = asked.optional("requester", ::readPersonId),
        requested = asked.optional("requested", ::readArchiveAction),
    )
}

/** Somebody for every role, a second department manager and a second general manager, all bound to secrecy. */
private fun registersOf(asked: JsonNode): AccessRegisters {
    val since = LocalDate.parse("2026-01-01")
    val inside = columns.map { (role, person) -> Triple(role, person, "sales") } +
        listOf(Triple("department_manager", "song", "trade"), Triple("general_manager", "ren", "head office"))
    val holders = inside.map { (role, person, unit) -> RoleHolder(personId = PersonId(person), role = role, unit = unit, validFrom = since, validTo = null) } +
        asked.list("role_holders", ::readRoleHolder)
    val unsigned = asked.list("unsigned", ::readPersonId)
    val usual = (holders.map { it.personId } + PersonId("ex")).map { Nda(personId = it, signedOn = since, validTo = null) }
    val ndas = asked.optional("ndas") { it.map(::readNda) } ?: usual.filter { it.personId !in unsigned }
    val missing = asked.list("not_supplied", ::text)
    val organisation = Organisation(emptyList(), holders, asked.list("delegations", ::readDelegation))
    return AccessRegisters(
        organisation.takeUnless { "role_holders" in missing },
        ndas.takeUnless { "ndas" in missing },
        asked.list("grants", ::readAccessGrant).takeUnless { "grants" in missing },
    )
}
