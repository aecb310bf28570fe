package keyaccount

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.math.BigDecimal
import java.time.LocalDate

/** A phone holds one customer of the three; the office holds all. */
class OfflineTest {
    private val day = LocalDate.parse("2026-06-30")

    private fun bookOf(ids: List<String>, partial: Boolean): Book =
        book(defaultBookSettings().copy(partial = partial)) {
            val sales = mapOf("K1" to "300.00", "K2" to "200.00", "K3" to "100.00").filterKeys { it in ids }
            addCustomers(sales.keys.map { CustomerRow(customerId = it) })
            addOrderLines(sales.map { (id, amount) ->
                OrderLineRow(orderId = "O$id", customerId = id, orderedOn = LocalDate.parse("2026-01-05"), amount = BigDecimal(amount), profit = BigDecimal("10.00"))
            })
            addInvoices(sales.map { (id, amount) -> InvoiceRow("I$id", id, LocalDate.parse("2026-01-05"), BigDecimal(amount), dueOn = LocalDate.parse("2026-02-04")) })
            addSettlements(sales.map { (id, amount) -> SettlementRow(settledOn = LocalDate.parse("2026-02-01"), amount = BigDecimal(amount), invoiceId = "I$id") })
        }

    @Test
    fun aPartialBookScoresCreditAndSaysWhyNotTheRest() {
        Policy.shipped("standard").use { policy ->
            bookOf(listOf("K2"), partial = true).use { book ->
                assess(book, policy, day).use { phone ->
                    val card = phone.card(CustomerId("K2"), Audience.INTERNAL)
                    // Paid three days early: full points.
                    assertEquals(BigDecimal("100.00"), card.credit.score)
                    for (why in listOf(card.volume.unrated, card.profit.unrated)) {
                        assertEquals(ReasonCode.PARTIAL_POPULATION, why?.code)
                        assertTrue(why!!.sentence(Language.ENGLISH).isNotBlank())
                        assertTrue(why.sentence(Language.CHINESE).isNotBlank())
                    }
                    assertEquals(null, card.grade)
                }
            }
        }
    }

    @Test
    fun againstThePopulationItIsTheFullRun() {
        Policy.shipped("standard").use { policy ->
            bookOf(listOf("K1", "K2", "K3"), partial = false).use { whole ->
                assess(whole, policy, day).use { office ->
                    val sent = office.population().use { it.toBytes() }
                    Population.fromBytes("population", sent).use { population ->
                        assertEquals(office.population().use { it.digest() }, population.digest())
                        bookOf(listOf("K2"), partial = true).use { part ->
                            assessAgainst(part, policy, day, population).use { phone ->
                                val (there, here) = listOf(office, phone).map { it.card(CustomerId("K2"), Audience.INTERNAL) }
                                // Rank 2 of 3: 100 × (3 - 2 + 1) ÷ 3.
                                assertEquals(BigDecimal("66.67"), here.volume.score)
                                assertEquals(there.volume.score, here.volume.score)
                                assertEquals(there.profit.score, here.profit.score)
                                assertEquals(there.composite, here.composite)
                                assertEquals(there.grade, here.grade)
                                assertEquals(population.digest(), phone.stamp().populationDigest)
                            }
                        }
                        Policy.shipped("max_ratio").use { other ->
                            bookOf(listOf("K2"), partial = true).use { part ->
                                val refused = assertThrows(KeyaccountException.BadInput::class.java) { assessAgainst(part, other, day, population) }
                                assertEquals(ProblemCode.POLICY_MISMATCH, refused.problems.single().code)
                            }
                        }
                    }
                    val changed = String(sent).replaceFirst("\"customers\":3", "\"customers\":4").toByteArray()
                    val refused = assertThrows(KeyaccountException.BadInput::class.java) { Population.fromBytes("population", changed) }
                    assertEquals(ProblemCode.BOOK_MISMATCH, refused.problems.single().code)
                }
            }
        }
    }
}
