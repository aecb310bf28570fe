package keyaccount

import com.fasterxml.jackson.databind.JsonNode
import org.junit.jupiter.api.Test

/** May this customer be a key account or a VIP, and what is missing: every verdict whole, with its typed grounds. */
class AdmissionVectorsTest : Vectors("admission") {
    @Test
    fun everyCustomerIsAnsweredAsWasWorkedOutByHand() = runAll()

    override fun run(folder: String, vector: JsonNode) {
        vector.only("id", "arithmetic", "as_of", "set", "settings", "book", "questions")
        policyOf(vector).use { policy ->
            readBook(vector).use { book ->
                assess(book, policy, day(vector.get("as_of"))).use { assessment ->
                    for ((at, question) in vector.get("questions").withIndex()) {
                        place = "${place.substringBefore(" [")} [$at]"
                        question.only("ask", "expect")
                        expectWhole(question.get("expect"), asked(assessment, question.get("ask")))
                    }
                }
            }
        }
    }

    private fun asked(assessment: Assessment, ask: JsonNode): Verdict {
        val of = ask.get(codeOf(ask))
        val customer = of.optional("customer", ::readCustomerId)
        return when (codeOf(ask)) {
            "key_account" -> assessment.keyAccount(customer!!, of.optional("stock_held", ::exact))
            "in_effect" -> assessment.keyAccountInEffect(customer!!, yes(of.get("request_executable")))
            "vip" -> assessment.vip(customer!!)
            "list" -> assessment.listVip(readVipListing(of))
            "renew" -> assessment.renewVip(customer!!, day(of.get("listed_on")))
            else -> error("no question `$ask`")
        }
    }

    private fun expectWhole(expected: JsonNode, found: Verdict) {
        expected.only("outcome", "said", "reasons", "remedies", "obligations", "warnings")
        expect("outcome", text(expected.get("outcome")), found.outcome.code)
        expect("reasons", expected.list("reasons", ::readReason), found.reasons)
        expect("remedies", expected.list("remedies", ::readVerdictRemedy), found.remedies)
        expect("obligations", expected.list("obligations", ::readObligation), found.obligations)
        expect("warnings", expected.list("warnings", ::readReason), found.warnings)
        expected.optional("said") { said ->
            expect("in English", text(said.get("en")), found.reasons.first().sentence(Language.ENGLISH))
            expect("in Chinese", text(said.get("zh")), found.reasons.first().sentence(Language.CHINESE))
        }
    }
}
