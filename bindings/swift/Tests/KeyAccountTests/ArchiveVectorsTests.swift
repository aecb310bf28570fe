import Foundation
import XCTest

@testable import KeyAccount

/// Runs every vector of the access log: verified from its bytes, searched for what the policy asks.
final class ArchiveVectorsTests: XCTestCase {
    private let differences = Differences()

    func testEveryLogIsFoundAsItWasWritten() throws {
        var run = 0
        for (file, vectors) in try vectorFiles("archive") where file == "log.json" {
            for vector in vectors {
                run += 1
                differences.place = try "\(file) / \(vector.required("id", text))"
                let asked = try vector.required("archive") { try $0.required("log") { $0 } }
                let found = verifyLog(
                    bytes: Data(try asked.required("log", text).utf8), checkpoint: try asked.optional("checkpoint", checkpoint))
                differences.same("found", try asked.required("expect") { $0 }, found)
                differences.expect("in English", try asked.required("en", text), found.text(.english))
                differences.expect("in Chinese", try asked.required("zh", text), found.text(.chinese))
            }
        }
        print("\(run) logs verified")
        XCTAssertGreaterThan(run, 15)
        XCTAssertTrue(differences.all.isEmpty, differences.report)
    }

    func testEveryLogGivesWhatItIsSearchedFor() throws {
        let policy = try Policy.shipped(name: "standard")
        var run = 0
        for (file, vectors) in try vectorFiles("archive") where file == "search.json" {
            for vector in vectors {
                run += 1
                differences.place = try "\(file) / \(vector.required("id", text))"
                let asked = try vector.required("archive") { try $0.required("search") { $0 } }
                // The entries name the policy they were decided under: `ab…` stands for the one they are searched by.
                let usual = String(repeating: "ab", count: 32)
                let entries = try asked.list("entries") { try logEntry($0, [usual: policy.digest()]) }
                let log = AccessLog()
                var lines = try log.open(at: entries.first?.at ?? CalendarTime(text: "2026-11-20T00:00:00"))
                for entry in entries { lines += try log.append(entry: entry) }
                let found = try searchLog(
                    policy: policy, registers: asked.required("registers", registers), bytes: Data(lines.utf8))
                differences.expect("verified", .unanchored, found.verification.outcome)
                var expected = try asked.required("expect") { try $0.object() }
                expected["policy"] = ["name": "standard", "version": "1", "digest": policy.digest()]
                differences.same("found", Json(expected), found.findings)
                differences.expect("in English", try asked.required("en", text), found.findings.text(.english))
                differences.expect("in Chinese", try asked.required("zh", text), found.findings.text(.chinese))
            }
        }
        print("\(run) logs searched")
        XCTAssertGreaterThan(run, 10)
        XCTAssertTrue(differences.all.isEmpty, differences.report)
    }
}

private func checkpoint(_ node: Json) throws -> Checkpoint {
    try node.only(["count", "head", "time", "signature"])
    return try Checkpoint(
        count: node.required("count", wholeU64), head: node.required("head", text), time: node.required("time", moment),
        signature: node.optional("signature", text))
}

private func logEntry(_ node: Json, _ policies: [String: String]) throws -> LogEntry {
    try node.only([
        "at", "actor", "role", "action", "customer_id", "fields", "fields_left_out", "form", "outcome", "rule", "grant_id", "policy",
    ])
    let policy = try node.required("policy", text)
    return try LogEntry(
        at: node.required("at", moment), actor: node.required("actor", text), role: node.optional("role", text),
        action: node.required("action", readArchiveAction), customerId: node.optional("customer_id", text),
        fields: node.list("fields", text), fieldsLeftOut: node.optional("fields_left_out", wholeU64) ?? 0,
        form: node.optional("form", readAccessForm), outcome: node.required("outcome") { try text($0) == "allowed" ? .allowed : .denied },
        rule: node.optional("rule", text), grantId: node.optional("grant_id", text), policy: policies[policy] ?? policy)
}

private func registers(_ node: Json) throws -> AccessRegisters {
    try node.only(["organisation", "ndas", "grants"])
    return try AccessRegisters(
        organisation: node.optional("organisation") { of in
            try of.only(["people", "role_holders", "delegations"])
            return try Organisation(
                people: of.list("people", readPerson), roleHolders: of.list("role_holders", readRoleHolder),
                delegations: of.list("delegations", readDelegation))
        },
        ndas: node.optional("ndas") { try $0.items().map(readNda) },
        grants: node.optional("grants") { try $0.items().map(readAccessGrant) })
}
