// At the customer's door, offline: this customer's grade and why, who must sign this contract, may I see this field,
// whom do I call today.
//
//     bindings/swift/ci.sh        builds the library, then this

import Foundation
import KeyAccount

func day(_ text: String) throws -> CalendarDate { try CalendarDate(text: text) }
func moment(_ text: String) throws -> CalendarTime { try CalendarTime(text: text) }

let today = try day("2026-06-30")
let now = try moment("2026-06-30T09:00:00")

/// What happened: three customers, what they bought and how they paid.
func theBook() throws -> Book {
    try makeBook { rows in
        let opened = try day("2024-03-01")
        let ordered = try day("2026-01-05")
        try rows.addCustomers(rows: [("K1", "东方钢铁"), ("K2", "江南机械"), ("K3", "西岭食品")].map { id, name in
            CustomerRow(customerId: id, name: name, firstTradedOn: opened, documentsComplete: true)
        })
        let sold: [(String, Decimal, Decimal)] = [("K1", 300_000, 90_000), ("K2", 200_000, 50_000), ("K3", 100_000, 10_000)]
        try rows.addOrderLines(rows: sold.map { id, amount, profit in
            OrderLineRow(orderId: "O-" + id, customerId: id, orderedOn: ordered, amount: amount, profit: profit)
        })
        // Due on 4 February, paid twelve days later.
        try rows.addInvoices(rows: [
            InvoiceRow(invoiceId: "F-1", customerId: "K2", issuedOn: ordered, amount: 200_000, dueOn: day("2026-02-04"))
        ])
        try rows.addSettlements(rows: [
            SettlementRow(settledOn: day("2026-02-16"), amount: 200_000, invoiceId: "F-1")
        ])
    }
}

/// Two decimals, as points are published.
func points(_ score: Score?) -> String {
    score?.written(places: 2) ?? ""
}

func gradeCard(_ policy: Policy) throws {
    let assessment = try assess(book: theBook(), policy: policy, asOf: today)
    let card = try assessment.card(customerId: "K2", audience: .internal)
    print("\(card.customer.name ?? "")：\(card.grade ?? "")级，综合得分\(points(card.composite.score))")
    print("信用\(points(card.credit.score))，下单量\(points(card.volume.score))，利润\(points(card.profit.score))")
    try card.reasons.forEach { print("  \(try $0.sentence(.chinese))") }
    try card.remedies.forEach { print("  \(try $0.sentence(.chinese))") }
}

func route(_ policy: Policy) throws {
    let rules = try ApprovalRules.of(policy: policy)
    let contract = Terms(customer: "K2", amount: 300_000)
    print("合同金额\(contract.amount ?? 0)元：\(try rules.tierOf(terms: contract) ?? "")")
    try rules.explainRoute(terms: contract, on: today).obligations.forEach { print("  \($0.sentence(.chinese))") }
}

func access(_ policy: Policy) throws {
    let people = [Person(personId: "xu", name: "许静"), Person(personId: "qin", name: "秦明")]
    let since = try day("2025-03-01")
    let roles = [
        RoleHolder(personId: "xu", role: "staff", unit: "sales", validFrom: since, validTo: nil),
        RoleHolder(personId: "qin", role: "department_manager", unit: "sales", validFrom: since, validTo: nil),
    ]
    let agreements = people.map { Nda(personId: $0.personId, signedOn: since, validTo: nil) }
    let file = CustomerFile(customerId: "K2", owner: "lin", department: "sales", level: "L1", status: .filed)
    let attempt = Attempt(
        at: now, by: "xu", action: .viewPaperExtract, file: file, fields: ["name", "phone"], form: nil, requester: nil,
        requested: nil)
    let registers = try AccessRegisters(
        organisation: Organisation(people: people, roleHolders: roles, delegations: []), ndas: agreements, grants: [])
    let desk = try AccessDesk(rules: FileAccessRules.of(policy: policy), registers: registers)
    print("许静查看联系电话：\(try desk.explain(attempt: attempt).text(.chinese))", terminator: "")
}

func calls(_ policy: Policy) throws {
    let phoned = ContactDays(last: try moment("2026-05-30T10:00:00"), lastUntimed: nil, lastClose: nil, firstVisit: nil)
    let reminder = SetReminder(kind: .callback, on: try moment("2026-06-30T08:30:00"), note: nil, owner: nil, done: false)
    let customer = CallCustomer(
        customerId: "K2", stage: .closed, valueClass: "high", contacts: phoned, reminders: [reminder], birthdays: [])
    print("今日联系：")
    let list = try callsDue(policy: policy, customers: [customer], calendar: WorkCalendar.plain(), looking: lookingAt(at: now))
    try list.entries.forEach { print("  \(try $0.sentence(.chinese))") }
}

let policy = try Policy.shipped(name: "standard")
try gradeCard(policy)
try route(policy)
try access(policy)
try calls(policy)
