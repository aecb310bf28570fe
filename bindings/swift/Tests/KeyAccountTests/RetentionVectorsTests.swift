import Foundation
import XCTest

@testable import KeyAccount

/// How long records are kept, and how they go.
final class RetentionVectorsTests: XCTestCase {
    static let kept = "retention"
    static let disposed = "disposal"
    private let differences = Differences()

    func testEveryRecordIsKeptAsWasWorkedOutByHand() throws {
        var asked = 0
        for (file, vectors) in try vectorFiles(Self.kept) {
            for vector in vectors {
                try vector.only(["id", "arithmetic", "policy", "set", "record", "holds", "asked"])
                let rules = try RetentionSchedule.of(policy: policyOf(vector))
                let record = try vector.required("record", readKeptRecord)
                let holds = try holdsOf(vector)
                for question in try vector.required("asked", { try $0.items() }) {
                    asked += 1
                    let asOf = try question.required("as_of", day)
                    differences.place = try "\(file) / \(vector.required("id", text)) / \(asOf)"
                    try compare(question, rules.schedule(record: record, holds: holds, asOf: asOf))
                    let verdict = try rules.explain(record: record, holds: holds, asOf: asOf)
                    try differences.verdict(question.optional("verdict") { $0 } ?? .nothing, verdict)
                    try differences.expect("answer", verdict.answer, rules.decide(record: record, holds: holds, asOf: asOf))
                    let disposable = try question.required("state", readRetentionState) == .disposable
                    differences.expect("permit", disposable, verdict.outcome == .permit)
                }
            }
        }
        print("\(asked) questions of retention")
        XCTAssertGreaterThan(asked, 50)
        XCTAssertTrue(differences.all.isEmpty, differences.report)
    }

    private func compare(_ expected: Json, _ found: Schedule) throws {
        try expected.only([
            "as_of", "state", "keep_until", "disposable_from", "decided_by", "must_go", "must_go_by", "then", "next_change",
            "earlier", "missing", "verdict",
        ])
        differences.expect("state", try expected.required("state", readRetentionState), found.state)
        try differences.named("keep_until", expected, day, found.keepUntil)
        try differences.named("disposable_from", expected, day, found.disposableFrom)
        differences.expect("decided_by", try expected.optional("decided_by", text), found.decidedBy ?? "")
        differences.expect("must_go", try expected.optional("must_go", yes), found.mustGo)
        try differences.named("must_go_by", expected, day, found.mustGoBy)
        try differences.named("then", expected, readDisposition, found.then)
        try differences.named("next_change", expected, day, found.nextChange)
        let earlier = found.earlier.map { "\($0.fields.joined(separator: ", ")): \($0.`class`) from \($0.disposableFrom)" }
        differences.expect("earlier", try expected.optional("earlier") { try $0.items().map(text) }, earlier)
        let missing = try expected.optional("missing") { try $0.items().map { $0.isNull ? nil : try readMissingForRetention($0) } }
        differences.expect("missing", missing, found.classes.map(\.missing))
    }

    func testEveryDisposalGoesAsWasWorkedOutByHand() throws {
        var asked = 0
        for (file, vectors) in try vectorFiles(Self.disposed) {
            for vector in vectors {
                try vector.only(["id", "arithmetic", "policy", "set", "department", "role_holders", "asked"])
                let department = try vector.has("department") ? vector.optional("department", text) : "north"
                let disposal = try Disposal.open(id: "XH-1", department: department, policy: policyOf(vector, usual: "strict_archive"))
                let organisation = try organisationOf(vector)
                for (at, question) in try vector.required("asked", { try $0.items() }).enumerated() {
                    asked += 1
                    differences.place = try "\(file) / \(vector.required("id", text)) / \(at + 1)"
                    try ask(disposal, organisation, question)
                }
            }
        }
        print("\(asked) steps of disposals")
        XCTAssertGreaterThan(asked, 30)
        XCTAssertTrue(differences.all.isEmpty, differences.report)
    }

    private func ask(_ disposal: Disposal, _ organisation: Organisation, _ asked: Json) throws {
        try asked.only(["ask", "holds", "verdict", "phase"])
        let request = try asked.required("ask", readDisposalRequest)
        let holds = try holdsOf(asked)
        let verdict = disposal.explain(request: request, organisation: organisation, holds: holds)
        try differences.verdict(asked.optional("verdict") { $0 } ?? .nothing, verdict)
        try differences.expect("answer", verdict.answer, disposal.decide(request: request, organisation: organisation, holds: holds))
        let before = disposal.toBytes()
        do {
            let phase = try disposal.act(request: request, organisation: organisation, holds: holds)
            differences.expect("phase of what was done", phase, disposal.phase())
            differences.expect("outcome of what was done", .permit, verdict.outcome)
        } catch KeyaccountError.NotPermitted(let refused) {
            differences.expect("verdict of what was refused", verdict, refused)
            differences.expect("refused disposal", before, disposal.toBytes())
        }
        differences.expect("phase", try asked.required("phase", readDisposalPhase), disposal.phase())
        let written = disposal.toBytes()
        differences.expect("read back", written, try Disposal.fromBytes(file: "disposal.json", bytes: written).toBytes())
    }

    /// Nothing for a register that was not supplied, an empty one unless it is named.
    private func holdsOf(_ node: Json) throws -> [Hold]? {
        try node.has("holds") ? node.optional("holds") { try $0.items().map(readHold) } : []
    }

    private func organisationOf(_ vector: Json) throws -> Organisation {
        let since = try CalendarDate(text: "2020-01-01")
        let usual = [("ma", "maintainer"), ("mb", "maintainer"), ("dm", "department_manager"), ("gm", "general_manager")]
        let holders = usual.map { person, role in
            RoleHolder(personId: PersonId(person), role: role, unit: role == "department_manager" ? "north" : nil, validFrom: since, validTo: nil)
        }
        return try Organisation(
            people: [], roleHolders: holders + vector.list("role_holders", readRoleHolder), delegations: [])
    }
}
