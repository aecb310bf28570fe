import Foundation
import KeyAccount

let policy = try Policy.shipped(name: "standard")
let book = try makeBook { rows in
    let ordered = try CalendarDate(text: "2026-01-05")
    try rows.addCustomers(rows: [
        CustomerRow(
            customerId: "K1", name: "江南机械", firstTradedOn: CalendarDate(text: "2024-03-01"), documentsComplete: true)
    ])
    try rows.addOrderLines(rows: [
        OrderLineRow(orderId: "O-1", customerId: "K1", orderedOn: ordered, amount: 200_000, profit: 50_000)
    ])
    try rows.addInvoices(rows: [
        InvoiceRow(
            invoiceId: "F-1", customerId: "K1", issuedOn: ordered, amount: 200_000, dueOn: CalendarDate(text: "2026-02-04"))
    ])
    try rows.addSettlements(rows: [
        SettlementRow(settledOn: CalendarDate(text: "2026-02-16"), amount: 200_000, invoiceId: "F-1")
    ])
}
let assessment = try assess(book: book, policy: policy, asOf: CalendarDate(text: "2026-06-30"))
let card = try assessment.card(customerId: "K1", audience: .internal)
print(card.grade ?? "no grade", card.composite.score?.written(places: 2) ?? "no score")
for reason in card.reasons { print(try reason.sentence(.chinese)) }

do {
    _ = try assessment.card(customerId: "K2", audience: .internal)
} catch let refused as KeyaccountError {
    print(refused.sentence(.english))
}
