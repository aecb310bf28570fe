import Foundation
import XCTest

@testable import KeyAccount

/// Runs every vector of calls.
final class DueVectorsTests: XCTestCase {
    private let differences = Differences()

    func testEveryListIsAsWasWorkedOutByHand() throws {
        var lists = 0
        for (file, vectors) in try vectorFiles("due") where file == "calls.json" {
            for vector in vectors {
                try vector.only(["id", "arithmetic", "set", "calendar", "customer", "log", "lists"])
                let settings = try vector.list("set") { try $0.items().map(text) }.map { PolicySetting(path: $0[0], value: $0[1]) }
                let policy = try Policy.withSettings(file: "standard", text: source("standard"), settings: settings)
                let calendar = try WorkCalendar.of(days: vector.optional("calendar", calendarDays) ?? WorkCalendar.plain().days())
                for listed in try vector.required("lists", { try $0.items() }) {
                    lists += 1
                    let at = try listed.required("at", moment)
                    differences.place = try "\(file) / \(vector.required("id", text)) / \(at)"
                    let found = try callsDue(
                        policy: policy, customers: [customer(vector, upTo: at)], calendar: calendar,
                        looking: Looking(at: at, ahead: listed.optional("ahead", moment)))
                    try compare(listed, found)
                }
            }
        }
        print("\(lists) lists of calls")
        XCTAssertGreaterThan(lists, 60)
        XCTAssertTrue(differences.all.isEmpty, differences.report)
    }

    private func compare(_ listed: Json, _ found: DueList) throws {
        let expected = try listed.required("due") { try $0.items() }
        differences.expect("entries", expected.count, found.entries.count)
        for (at, (wanted, entry)) in zip(expected, found.entries).enumerated() {
            try wanted.only(["what", "state", "since", "until", "overdue", "remind_on", "who", "en", "zh"])
            differences.expect("\(at), what", try wanted.required("what", text), entry.what.code)
            differences.expect("\(at), state", try wanted.required("state", text), entry.state.code)
            differences.expect("\(at), since", try wanted.required("since", moment), entry.since)
            differences.expect("\(at), until", .some(try wanted.optional("until", moment)), entry.until)
            differences.expect("\(at), overdue", try wanted.optional("overdue", wholeU32) ?? 0, entry.overdue)
            differences.expect("\(at), reminders", try wanted.optional("remind_on") { try $0.items().map(day) }, entry.remindOn)
            differences.expect("\(at), who", try wanted.optional("who", text), entry.who ?? "")
            differences.expect("\(at), in English", try wanted.optional("en", text), entry.sentence(.english))
            differences.expect("\(at), in Chinese", try wanted.optional("zh", text), entry.sentence(.chinese))
        }
        differences.expect("next change", try listed.optional("next_change", moment).map(Optional.some), found.nextChange)
        differences.expect("undated", try listed.optional("undated", wholeU64) ?? 0, found.undated)
    }
}

/// The customer of a vector with the contacts up to an instant, as an app sums them up.
private func customer(_ vector: Json, upTo now: CalendarTime) throws -> CallCustomer {
    let of = try vector.required("customer") { $0 }
    try of.only(["customer_id", "owner", "stage", "grade", "value_class", "created_on", "signed_on", "reminders", "birthdays"])
    let stage = try of.required("stage", text)
    guard let at = CallStage.allCases.first(where: { snake("\($0)") == stage }) else { throw FormError("no stage `\(stage)`") }
    return try CallCustomer(
        customerId: of.required("customer_id", text), owner: of.optional("owner", text), stage: at,
        grade: of.optional("grade", text), valueClass: of.optional("value_class", text),
        createdOn: of.optional("created_on", day), contacts: contacts(vector, upTo: now),
        signedOn: of.optional("signed_on", day), reminders: of.list("reminders", reminder), birthdays: of.list("birthdays", birthday))
}

private func contacts(_ vector: Json, upTo now: CalendarTime) throws -> ContactDays {
    let made = try vector.list("log") { each in
        try each.only(["at", "kind", "close"])
        return try (at: each.required("at", moment), kind: each.required("kind", readContactKind), close: each.optional("close", yes))
    }.filter { $0.at <= now }
    // The standard policy counts these as close, unless the log says otherwise of a contact.
    let close: [ContactKind] = [.visit, .phone, .meeting, .video, .negotiation, .phoneFollowUp]
    return try ContactDays(
        last: made.map(\.at).max(),
        lastUntimed: made.map(\.at).filter { $0.description.hasSuffix("T00:00:00") }.max()?.date,
        lastClose: made.filter { $0.close ?? close.contains($0.kind) }.map(\.at).max(),
        firstVisit: made.filter { $0.kind == .visit }.map(\.at).min())
}

private func reminder(_ node: Json) throws -> SetReminder {
    try node.only(["kind", "on", "note", "owner", "done"])
    return try SetReminder(
        kind: node.required("kind", readReminderKind), on: node.required("on", moment), note: node.optional("note", text),
        owner: node.optional("owner", text), done: node.optional("done", yes) ?? false)
}

private func birthday(_ node: Json) throws -> Birthday {
    try node.only(["contact_id", "born"])
    return try Birthday(contactId: node.required("contact_id", text), born: node.required("born", day))
}

private func calendarDays(_ node: Json) throws -> CalendarDays {
    try node.only(["covers_from", "covers_to", "weekend", "holidays", "make_up_days", "greetings"])
    let usual = WorkCalendar.plain().days()
    return try CalendarDays(
        coversFrom: node.optional("covers_from", day), coversTo: node.optional("covers_to", day),
        weekend: node.optional("weekend") { try $0.items().map(weekday) } ?? usual.weekend,
        holidays: node.list("holidays", day), makeUpDays: node.list("make_up_days", day),
        greetings: node.list("greetings") { try GreetingDay(on: $0.required("on", day), name: $0.required("name", text)) })
}
