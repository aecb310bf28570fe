// At the customer's door, offline: this customer's grade and why, who must sign this contract, may I see this field,
// whom do I call today.
//
//     bindings/kotlin/ci.sh        builds the library, then this

import keyaccount.*
import java.io.PrintStream
import java.math.BigDecimal
import java.time.LocalDate
import java.time.LocalDateTime

private val today = LocalDate.parse("2026-06-30")
private val now = LocalDateTime.parse("2026-06-30T09:00:00")
private val chinese = Language.CHINESE
private val out = PrintStream(System.out, true, "UTF-8")

fun main() {
    Policy.shipped("standard").use { policy ->
        gradeCard(policy)
        route(policy)
        access(policy)
        calls(policy)
    }
}

/** What happened: three customers, what they bought and how they paid. */
private fun theBook(): Book = book {
    val opened = LocalDate.parse("2024-03-01")
    addCustomers(listOf("K1" to "东方钢铁", "K2" to "江南机械", "K3" to "西岭食品").map { (id, name) ->
        CustomerRow(customerId = id, name = name, firstTradedOn = opened, documentsComplete = true)
    })
    val ordered = LocalDate.parse("2026-01-05")
    fun sold(id: String, amount: String, profit: String) =
        OrderLineRow(orderId = "O-$id", customerId = id, orderedOn = ordered, amount = BigDecimal(amount), profit = BigDecimal(profit))
    addOrderLines(listOf(sold("K1", "300000.00", "90000.00"), sold("K2", "200000.00", "50000.00"), sold("K3", "100000.00", "10000.00")))
    // Due on 4 February, paid twelve days later.
    addInvoices(listOf(InvoiceRow("F-1", "K2", ordered, BigDecimal("200000.00"), dueOn = LocalDate.parse("2026-02-04"))))
    addSettlements(listOf(SettlementRow(LocalDate.parse("2026-02-16"), BigDecimal("200000.00"), invoiceId = "F-1")))
}

private fun gradeCard(policy: Policy) = theBook().use { book ->
    assess(book, policy, today).use { assessment ->
        val card = assessment.card(CustomerId("K2"), Audience.INTERNAL)
        out.println("${card.customer.name}：${card.grade}级，综合得分${card.composite.score}")
        out.println("信用${card.credit.score}，下单量${card.volume.score}，利润${card.profit.score}")
        card.reasons.forEach { out.println("  ${it.sentence(chinese)}") }
        card.remedies.forEach { out.println("  ${it.sentence(chinese)}") }
    }
}

private fun route(policy: Policy) = ApprovalRules.of(policy).use { rules ->
    val contract = Terms(customer = CustomerId("K2"), amount = BigDecimal("300000"))
    val verdict = rules.explainRoute(contract, today)
    out.println("合同金额${contract.amount}元：${rules.tierOf(contract)}")
    verdict.obligations.forEach { out.println("  ${it.sentence(chinese)}") }
}

private fun access(policy: Policy) {
    val people = listOf(Person(PersonId("xu"), "许静"), Person(PersonId("qin"), "秦明"))
    val since = LocalDate.parse("2025-03-01")
    val roles = listOf(
        RoleHolder(personId = PersonId("xu"), role = "staff", unit = "sales", validFrom = since, validTo = null),
        RoleHolder(personId = PersonId("qin"), role = "department_manager", unit = "sales", validFrom = since, validTo = null),
    )
    val agreements = people.map { Nda(personId = it.personId, signedOn = since, validTo = null) }
    val file = CustomerFile(customerId = CustomerId("K2"), owner = PersonId("lin"), department = "sales", level = "L1", status = FileStatus.FILED)
    val attempt = Attempt(
        at = now, by = PersonId("xu"), action = ArchiveAction.VIEW_PAPER_EXTRACT, file = file, fields = listOf("name", "phone"),
        form = null, requester = null, requested = null,
    )
    Organisation(people, roles, emptyList()).use { organisation ->
        FileAccessRules.of(policy).use { rules ->
            AccessRegisters(organisation, agreements, emptyList()).use { registers ->
                AccessDesk(rules, registers).use { desk -> out.print("许静查看联系电话：${desk.explain(attempt).text(chinese)}") }
            }
        }
    }
}

private fun calls(policy: Policy) = WorkCalendar.plain().use { calendar ->
    val phoned = ContactDays(last = LocalDateTime.parse("2026-05-30T10:00:00"), lastUntimed = null, lastClose = null, firstVisit = null)
    val customer = CallCustomer(
        customerId = "K2", stage = CallStage.CLOSED, valueClass = "high", contacts = phoned,
        reminders = listOf(SetReminder(ReminderKind.CALLBACK, LocalDateTime.parse("2026-06-30T08:30:00"), note = null, owner = null, done = false)),
        birthdays = emptyList(),
    )
    out.println("今日联系：")
    callsDue(policy, listOf(customer), calendar, lookingAt(now)).entries.forEach { out.println("  ${it.sentence(chinese)}") }
}
