package keyaccount

import com.fasterxml.jackson.databind.JsonNode
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue

/** How many vectors a folder has: one that is lost, or comes and is passed over, is noticed. */
private val counts = mapOf(
    "" to 315, "access" to 128, "admission" to 127, "approval" to 154, "archive" to 48, "disposal" to 12, "due" to 53,
    "functions" to 154, "incident" to 25, "retention" to 60,
)

/** Runs every vector of some folders of `tests/vectors` and reports all differences together. */
abstract class Vectors(vararg val folders: String) {
    private val differences = mutableListOf<String>()
    protected var place = ""

    protected abstract fun run(folder: String, vector: JsonNode)

    /** What is not named, `null`, is not checked. */
    protected fun <T> expect(what: String, expected: T?, found: T) {
        if (expected != null && expected != found) differences += "$place: $what: expected $expected, found $found"
    }

    /** A value that may be none: a key that is there is checked, also if it is `null`. */
    protected fun <T> expectNamed(expected: JsonNode, key: String, read: (JsonNode) -> T, found: T?) {
        if (!expected.has(key)) return
        val wanted = expected.optional(key, read)
        if (wanted != found) differences += "$place: $key: expected $wanted, found $found"
    }

    protected fun runAll() {
        for (folder in folders) {
            var count = 0
            for ((file, content) in vectorFiles(folder)) {
                content.only("origin", "vectors")
                for (vector in content.get("vectors")) {
                    count += 1
                    place = "$folder/$file: ${vector.get("id").textValue()}"
                    run(folder, vector)
                }
            }
            println("$count vectors of tests/vectors/$folder")
            assertEquals(counts.getValue(folder), count, "vectors in `$folder`")
        }
        assertTrue(differences.isEmpty(), differences.joinToString("\n", "${differences.size} differences:\n"))
    }

    /** A shipped policy, `standard` unless the vector names another, with the values the vector sets in it. */
    protected fun policyOf(vector: JsonNode, usual: String = "standard"): Policy {
        val name = vector.optional("policy", ::text) ?: usual
        val settings = vector.entries("set").map { (path, value) -> PolicySetting(path, text(value)) }
        return Policy.withSettings(name, shippedPolicySource(name)!!, settings)
    }

    /** What the vectors of archive and approvals say of a verdict. */
    protected fun expectVerdict(expected: JsonNode, found: Verdict) {
        expected.only("outcome", "reasons", "remedies", "obligations", "first_reason")
        fun texts(key: String) = expected.optional(key) { it.map(::text) }
        expect("outcome", expected.optional("outcome", ::text), found.outcome.code)
        expect("reasons", texts("reasons"), found.reasons.map(::named))
        expect("remedies", texts("remedies"), found.remedies.map { remedy -> remedy.steps.joinToString("; ") { it.sentence(Language.ENGLISH) } })
        expect("obligations", texts("obligations"), found.obligations.map { each ->
            val more = each.role ?: each.by?.let { "by $it" }
            listOfNotNull(each.code.code, more).joinToString(": ")
        })
        for ((language, sentence) in expected.entries("first_reason")) {
            expect("first reason", text(sentence), found.reasons.firstOrNull()?.sentence(languageOf(language)) ?: "")
        }
    }

    protected fun named(reason: Reason) = listOfNotNull(reason.code.code, reason.about).joinToString(": ")
}
