import Foundation
import XCTest

@testable import KeyAccount

/// Whom do I call today, and which duties are due.
final class DueVectorsTests: XCTestCase {
    static let folder = "due"
    private let differences = Differences()

    func testEveryListIsAsWasWorkedOutByHand() throws {
        var lists = 0
        for (file, vectors) in try vectorFiles(Self.folder) {
            for vector in vectors {
                try vector.only(["id", "arithmetic", "set", "calendar", "customer", "log", "duties", "only", "owners", "lists"])
                let settings = try vector.list("set") { try $0.items().map(text) }.map { PolicySetting(path: $0[0], value: $0[1]) }
                let policy = try Policy.withSettings(file: "standard", text: source("standard"), settings: settings)
                let calendar = try vector.optional("calendar") { days in
                    var days = try days.object()
                    days["weekend"] = days["weekend"] ?? ["Sat", "Sun"]
                    return try WorkCalendar.of(days: readCalendarDays(Json(days)))
                }
                for listed in try vector.required("lists", { try $0.items() }) {
                    lists += 1
                    try listed.only(["at", "ahead", "due", "next_change", "undated"])
                    let looking = try Looking(at: listed.required("at", moment), ahead: listed.optional("ahead", moment))
                    differences.place = try "\(file) / \(vector.required("id", text)) / \(looking.at)"
                    try compare(listed, list(vector, policy, calendar ?? WorkCalendar.plain(), looking))
                }
            }
        }
        print("\(lists) lists of what is due")
        XCTAssertGreaterThan(lists, 80)
        XCTAssertTrue(differences.all.isEmpty, differences.report)
    }

    private func list(_ vector: Json, _ policy: Policy, _ calendar: WorkCalendar, _ looking: Looking) throws -> DueList {
        if let of = try vector.optional("customer", readCallCustomer) {
            let made = try vector.list("log", readContactMade)
            let customer = CallCustomer(
                customerId: of.customerId, owner: of.owner, stage: of.stage, grade: of.grade, valueClass: of.valueClass,
                createdOn: of.createdOn, contacts: try contactDaysOf(policy: policy, made: made, now: looking.at),
                signedOn: of.signedOn, reminders: of.reminders, birthdays: of.birthdays)
            return try callsDue(policy: policy, customers: [customer], calendar: calendar, looking: looking)
        }
        if let facts = try vector.optional("duties", readDutyFacts) {
            let kind = try vector.required("only", readDutyKind)
            return try dutiesDue(policy: policy, facts: facts, calendar: calendar, looking: looking, kinds: [kind])
        }
        return try greetingsDue(policy: policy, owners: vector.list("owners", readPersonId), calendar: calendar, looking: looking)
    }

    private func compare(_ listed: Json, _ found: DueList) throws {
        let expected = try listed.required("due") { try $0.items() }
        differences.expect("entries", expected.count, found.entries.count)
        for (at, (wanted, entry)) in zip(expected, found.entries).enumerated() {
            try wanted.only(["what", "state", "since", "until", "overdue", "remind_on", "who", "en", "zh"])
            differences.expect("\(at), what", try wanted.required("what", text), entry.what.code)
            differences.expect("\(at), kind", entry.what.kind, entry.kind)
            differences.expect("\(at), state", try wanted.required("state", text), entry.state.code)
            differences.expect("\(at), since", try wanted.required("since", moment), entry.since)
            differences.expect("\(at), until", .some(try wanted.optional("until", moment)), entry.until)
            differences.expect("\(at), overdue", try wanted.optional("overdue", wholeU32) ?? 0, entry.overdue)
            differences.expect("\(at), reminders", try wanted.optional("remind_on") { try $0.items().map(day) }, entry.remindOn)
            differences.expect("\(at), who", try wanted.optional("who", readPersonId), entry.who ?? "")
            try differences.expect("\(at), in English", wanted.optional("en", text), entry.sentence(.english))
            try differences.expect("\(at), in Chinese", wanted.optional("zh", text), entry.sentence(.chinese))
        }
        differences.expect("next change", try listed.optional("next_change", moment).map(Optional.some), found.nextChange)
        differences.expect("undated", try listed.optional("undated", wholeU64) ?? 0, found.undated)
    }
}
