package keyaccount

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test
import java.math.BigDecimal
import java.time.LocalDate
import java.time.LocalDateTime

/** What happened to a case or a request, typed: nothing has to be read out of a sentence. */
class EventsTest {
    private val since = LocalDate.parse("2026-01-01")
    private val policy = Policy.shipped("standard")
    private val used = PolicyUsed(name = "standard", version = "1", digest = policy.digest())

    private fun holding(person: String, role: String, unit: String?) = RoleHolder(personId = PersonId(person), role = role, unit = unit, validFrom = since)

    @Test
    fun aCaseTellsWhatHappenedToIt() {
        val terms = Terms(
            customer = CustomerId("K1"), amount = BigDecimal("50000"), agreedPrice = BigDecimal("95"), settlementFloorPrice = BigDecimal("90"),
        )
        val more = terms.copy(amount = BigDecimal("60000"))
        val manager = holding("gao", "branch_manager", "north")
        val organisation = Organisation(emptyList(), listOf(manager), emptyList())
        val rules = ApprovalRules.of(policy)
        val papers = papersOf(nothing)
        val circumstances = Circumstances(priorBusiness = true, individual = false, openAmount = BigDecimal.ZERO, uscc = null, parentId = null, contracts = emptyList())
        val (first, second, third) = listOf("2026-11-02", "2026-11-03", "2026-11-04").map(LocalDate::parse)

        ApprovalCase.open(CaseId("C1"), RequestKind.KEY_ACCOUNT, PersonId("wang"), "north", terms).use { case ->
            assertEquals(Opened(id = CaseId("C1"), kind = RequestKind.KEY_ACCOUNT, applicant = PersonId("wang"), unit = "north", terms = terms), case.opened())
            assertEquals(emptyList<CaseEvent>(), case.events())
            assertNull(case.submission())
            case.submit(SubmitRequest(first, PersonId("wang"), papers, circumstances), rules)
            val submission = Submission(digest = terms.digest, papers = papers, circumstances = circumstances, policy = used)
            assertEquals(submission, case.submission())
            val digest = case.digest()
            case.act(ActRequest(second, PersonId("gao"), Decision.SIGN, "branch_manager", null, digest, "同意"), organisation)
            val amend = AmendRequest(third, PersonId("wang"), more)
            assertEquals(VerdictOutcome.PERMIT, case.decideAmend(amend).outcome)
            case.amend(amend)
            assertNull(case.submission())
            val withdraw = WithdrawRequest(third, PersonId("gao"), "no longer wanted")
            // Nobody but the applicant withdraws.
            assertEquals(VerdictOutcome.DENY, case.decideWithdraw(withdraw).outcome)
            case.withdraw(withdraw.copy(by = PersonId("wang")))
            assertEquals(
                listOf(
                    CaseEvent(first, PersonId("wang"), CaseEventKind.Submit(submission)),
                    CaseEvent(second, PersonId("gao"), CaseEventKind.Decide(Act(step = 1, decision = Decision.SIGN, digest = digest, authority = Authority(manager), opinion = "同意"))),
                    CaseEvent(third, PersonId("wang"), CaseEventKind.Amend(more)),
                    CaseEvent(third, PersonId("wang"), CaseEventKind.Withdraw("no longer wanted")),
                ),
                case.events(),
            )
        }
    }

    @Test
    fun aRequestForAccessTellsWhatHappenedToIt() {
        val people = listOf("xu" to "staff", "qin" to "department_manager")
        val holders = people.map { (person, role) -> holding(person, role, "sales") }
        val ndas = people.map { (person, _) -> Nda(personId = PersonId(person), signedOn = since) }
        val registers = AccessRegisters(Organisation(emptyList(), holders, emptyList()), ndas, emptyList())
        val file = CustomerFile(customerId = CustomerId("K1"), owner = PersonId("lin"), department = "sales", level = "L1", status = FileStatus.FILED)
        val ask = AccessAsk(
            requestId = RequestId("R1"), purpose = "对账", action = ArchiveAction.VIEW_PAPER_EXTRACT, department = "sales",
            files = listOf(file), fields = listOf("name", "phone"), form = AccessForm.PAPER,
        )
        val at = (9..12).map { LocalDateTime.parse("2026-11-03T00:00").withHour(it) }
        AccessRequest.open(ask, PersonId("xu"), at[0], FileAccessRules.of(policy), registers).use { request ->
            assertEquals(AccessNeed(first = "department_manager"), request.need())
            request.take(AccessAct(at[1], PersonId("qin"), AccessStep.Approve, opinion = "同意"), registers)
            request.take(AccessAct(at[2], PersonId("qin"), AccessStep.Grant(GrantId("G1"))), registers)
            val use = UseOfGrant(file = file, fields = listOf("name"), form = AccessForm.PAPER)
            request.take(AccessAct(at[3], PersonId("xu"), AccessStep.Use(use)), registers)
            val (staff, manager) = holders
            assertEquals(
                listOf(
                    AccessEvent(at[0], PersonId("xu"), AccessEventKind.Request(Requested(ask = ask, holding = staff, ownLevel = false, policy = used))),
                    AccessEvent(at[1], PersonId("qin"), AccessEventKind.Approve(Decided(authority = Authority(manager), nda = ndas[1], opinion = "同意"))),
                    AccessEvent(at[2], PersonId("qin"), AccessEventKind.Grant(GrantId("G1"), Authority(manager), ndas[1])),
                    AccessEvent(at[3], PersonId("xu"), AccessEventKind.Use(Used(of = use, holding = staff, nda = ndas[0]))),
                ),
                request.events(),
            )
        }
    }

    @Test
    fun aContractOfTheBookBecomesADraft() {
        book {
            addCustomers(listOf(CustomerRow(customerId = "K1", owner = "wang")))
            addOrderLines(listOf(OrderLineRow(orderId = "O1", customerId = "K1", orderedOn = since, amount = BigDecimal("10"))))
            addContracts(listOf(ContractRow(contractId = "HT-1", customerId = "K1", amount = BigDecimal("50000.00"), unit = "north", submittedOn = since)))
        }.use { book ->
            ApprovalCase.ofContract(book, ContractId("HT-1"), since).use { case ->
                val terms = Terms(customer = CustomerId("K1"), amount = BigDecimal("50000"))
                assertEquals(Opened(id = CaseId("HT-1"), kind = RequestKind.KEY_ACCOUNT, applicant = PersonId("wang"), unit = "north", terms = terms), case.opened())
            }
            ApprovalCase.ofContract(book, ContractId("HT-1"), since, applicant = PersonId("li")).use { assertEquals(PersonId("li"), it.opened().applicant) }
        }
    }
}
