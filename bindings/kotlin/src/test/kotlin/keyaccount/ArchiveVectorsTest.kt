package keyaccount

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.node.ObjectNode
import org.junit.jupiter.api.Test

/** Access logs, what is searched for in them, what files consist of, and tables without what identifies people. */
class ArchiveVectorsTest : Vectors("archive") {
    private val policy = Policy.shipped("standard")

    @Test
    fun everyAnswerIsAsWasWorkedOutByHand() = runAll()

    /** The answer as the vectors have it, without the policy it names. */
    private fun <T> read(expected: JsonNode, read: (JsonNode) -> T): T {
        val whole = expected.deepCopy<ObjectNode>()
        whole.putObject("policy").put("name", "standard").put("version", "1").put("digest", policy.digest())
        return read(whole)
    }

    override fun run(folder: String, vector: JsonNode) {
        vector.only("id", "arithmetic", "archive")
        val archive = vector.get("archive")
        val of = archive.get(codeOf(archive))
        fun said(read: (Language) -> String) {
            expect("in English", text(of.get("en")), read(Language.ENGLISH))
            expect("in Chinese", text(of.get("zh")), read(Language.CHINESE))
        }
        when (codeOf(archive)) {
            "log" -> {
                val found = verifyLog(text(of.get("log")).toByteArray(), of.optional("checkpoint", ::readCheckpoint))
                expect("log", readLogVerification(of.get("expect")), found)
                said(found::text)
            }
            "search" -> {
                val given = of.get("registers")
                val organisation = given.optional("organisation") { Organisation(emptyList(), it.list("role_holders", ::readRoleHolder), emptyList()) }
                val registers = AccessRegisters(organisation, given.optional("ndas") { it.map(::readNda) }, given.optional("grants") { it.map(::readAccessGrant) })
                // The entries name a policy of their own.
                val found = searchEntries(policy, registers, of.list("entries", ::readLogEntry), emptyList(), listOf("ab".repeat(32)))
                expect("findings", read(of.get("expect"), ::readLogFindings), found)
                said(found::text)
            }
            "deidentify", "anonymise" -> {
                val table = readPlainTable(of.get("table"))
                val found = of.optional("key", ::text)?.let { key -> deidentify(policy, table, bytes(key)) } ?: anonymise(policy, table)
                expect("table", readPlainTable(of.get("expect")), found.table)
                expect("report", read(of.get("report"), ::readPrivacyReport), found.report)
                said(found.report::text)
            }
            "composition" -> FileRules.of(policy).use { rules ->
                val found = rules.composition(of.list("on_file", ::readPartOnFile), yes(of.get("key_account")), day(of.get("as_of")))
                expect("composition", read(of.get("expect"), ::readComposition), found)
                said(found::text)
            }
            "quality" -> FileRules.of(policy).use { rules ->
                val completeness = rules.cardCompleteness(of.list("filled", ::readBasicField))
                val found = rules.quality(completeness, of.list("changes", ::readArchiveChange), readAccuracySample(of.get("sample")), day(of.get("as_of")))
                expect("quality", read(of.get("expect"), ::readArchiveQuality), found)
                said(found::text)
            }
            else -> error("no question `$archive`")
        }
    }

    private fun bytes(hex: String) = hex.chunked(2).map { it.toInt(16).toByte() }.toByteArray()
}
