import Foundation
import XCTest

@testable import KeyAccount

/// A leak, and the clocks of the response to it.
final class IncidentVectorsTests: XCTestCase {
    static let folder = "incident"
    private let differences = Differences()

    func testEveryIncidentGoesAsWasWorkedOutByHand() throws {
        var asked = 0
        for (file, vectors) in try vectorFiles(Self.folder) {
            for vector in vectors {
                try vector.only(["id", "arithmetic", "policy", "set", "detected_at", "jurisdictions", "accounts", "asked"])
                let accounts = try vector.optional("accounts") { try $0.items().map { try $0.items().map(text) } } ?? [[], []]
                let incident = try Incident.open(
                    id: "L-1", detectedAt: vector.required("detected_at", moment),
                    jurisdictions: vector.list("jurisdictions", readJurisdiction), staffAccounts: accounts[0],
                    customerAccounts: accounts[1], policy: policyOf(vector))
                for (at, question) in try vector.required("asked", { try $0.items() }).enumerated() {
                    asked += 1
                    differences.place = try "\(file) / \(vector.required("id", text)) / \(at + 1)"
                    let kind = try question.code()
                    let of = try question.required(kind) { $0 }
                    if kind == "record" { try record(incident, of) } else { try report(incident, of) }
                }
            }
        }
        print("\(asked) questions of incidents")
        XCTAssertGreaterThan(asked, 50)
        XCTAssertTrue(differences.all.isEmpty, differences.report)
    }

    private func record(_ incident: Incident, _ of: Json) throws {
        try of.only(["event", "verdict"])
        let event = try of.required("event", readIncidentEvent)
        let expected = try of.optional("verdict") { $0 } ?? .nothing
        let verdict = incident.explain(event: event)
        try differences.verdict(expected, verdict)
        try differences.expect("answer", verdict.answer, incident.decide(event: event))
        // Where nothing is expected, it is recorded.
        if try !expected.has("outcome") { differences.expect("outcome", .permit, verdict.outcome) }
        let (before, count) = (incident.toBytes(), incident.events().count)
        do {
            try incident.record(event: event)
            differences.expect("events", count + 1, incident.events().count)
        } catch KeyaccountError.NotPermitted(let refused) {
            differences.expect("verdict of what was refused", verdict, refused)
            differences.expect("refused incident", before, incident.toBytes())
        }
        let written = incident.toBytes()
        differences.expect("read back", written, try Incident.fromBytes(file: "incident.json", bytes: written).toBytes())
    }

    private func report(_ incident: Incident, _ of: Json) throws {
        try of.only(["at", "level", "accounts", "next_change", "clocks", "due", "history"])
        let at = try of.required("at", moment)
        let report = incident.report(at: at)
        try differences.named("level", of, text, report.level)
        differences.expect("accounts", try of.optional("accounts") { try $0.items().map(text) }, report.accounts)
        try differences.named("next_change", of, moment, report.nextChange)
        for (step, expected) in try of.entries("clocks") {
            let which = try readIncidentStep(Json(step))
            let found = report.clocks.first { $0.step == which }
            differences.expect("a clock of \(step)", !expected.isNull, found != nil)
            if let found, !expected.isNull { try clock(step, expected, found) }
        }
        let due = incident.due(now: at).entries
        for (language, sentences) in try of.entries("due") {
            try differences.expect("due", sentences.items().map(text), due.map { try $0.sentence(languageOf(language)) })
        }
        let nobody = try Organisation(people: [], roleHolders: [], delegations: [])
        for (language, lines) in try of.entries("history") {
            let found = incident.history(language: languageOf(language), organisation: nobody)
            differences.expect("history", try lines.items().map(text), found)
        }
    }

    private func clock(_ step: String, _ expected: Json, _ found: IncidentClock) throws {
        try expected.only(["due_at", "state", "hours", "late_seconds", "at_worst", "done_at", "contents", "lacks", "sentences"])
        differences.expect("\(step), due_at", try expected.required("due_at", moment), found.dueAt)
        differences.expect("\(step), state", try expected.required("state", readClockState), found.state)
        differences.expect("\(step), hours", try expected.optional("hours", wholeU32), found.hours)
        differences.expect("\(step), late_seconds", try expected.optional("late_seconds", wholeU64), found.lateSeconds)
        try differences.named("at_worst", expected, moment, found.atWorst)
        try differences.named("done_at", expected, moment, found.doneAt)
        differences.expect("\(step), contents", try expected.optional("contents") { try $0.items().map(readNoticeContent) }, found.contents)
        differences.expect("\(step), lacks", try expected.optional("lacks") { try $0.items().map(readNoticeContent) }, found.lacks)
        for (language, sentence) in try expected.entries("sentences") {
            differences.expect("\(step), sentence", try text(sentence), found.sentence(languageOf(language)))
        }
    }
}
