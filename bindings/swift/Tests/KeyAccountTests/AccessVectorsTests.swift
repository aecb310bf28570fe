import Foundation
import XCTest

@testable import KeyAccount

/// The columns of the matrix: the person of each.
private let columns = [
    ("account_manager", "lin"), ("department_supervisor", "bai"), ("department_manager", "qin"), ("maintainer", "wei"),
    ("filing_specialist", "he"), ("staff", "xu"), ("backup_operator", "lu"), ("auditor", "mo"), ("outside", "ex"),
    ("general_manager", "tang"),
]

/// Runs every vector of access: single attempts, and the matrices cell by cell.
final class AccessVectorsTests: XCTestCase {
    static let folder = "access"
    private let differences = Differences()

    func testEveryAttemptIsDecidedAsWasWorkedOutByHand() throws {
        var (attempts, cells) = (0, 0)
        for (file, vectors) in try vectorFiles(Self.folder) {
            for vector in vectors {
                differences.place = try "\(file) / \(vector.required("id", text))"
                try vector.only(["id", "arithmetic", "asks", "policy", "set"])
                let policy = try policyOf(vector)
                let rules = try FileAccessRules.of(policy: policy)
                let asks = try vector.required("asks") { $0 }
                if let asked = try asks.optional("attempt", { $0 }) {
                    try attempt(asked, rules)
                    attempts += 1
                } else {
                    cells += try matrix(asks.entries("matrix"), policy, rules)
                }
            }
        }
        print("\(attempts) attempts, \(cells) cells of matrices")
        XCTAssertGreaterThan(attempts, 100)
        XCTAssertEqual(cells, 2 * 17 * 10)
        XCTAssertTrue(differences.all.isEmpty, differences.report)
    }

    private func attempt(_ asked: Json, _ rules: FileAccessRules) throws {
        let desk = try AccessDesk(rules: rules, registers: registersOf(asked))
        let attempt = try attemptOf(asked)
        let verdict = try desk.explain(attempt: attempt)
        try asked.only([
            "at", "by", "action", "no_file", "owner", "department", "level", "status", "fields", "form", "requester", "requested",
            "role_holders", "delegations", "unsigned", "ndas", "grants", "not_supplied", "expect",
        ])
        let expected = try asked.required("expect") { $0 }
        try expected.only(["outcome", "reasons", "remedies", "obligations", "chinese"])
        func texts(_ key: String) throws -> [String]? { try expected.optional(key) { try $0.items().map(text) } }
        try differences.expect("answer", verdict.answer, desk.decide(attempt: attempt))
        differences.expect("outcome", try expected.required("outcome", text), verdict.outcome.code)
        differences.expect("reasons", try expected.required("reasons") { try $0.items().map(text) }, verdict.reasons.map(\.named))
        differences.expect("remedies", try texts("remedies"), try verdict.remedies.map { try $0.said })
        differences.expect("obligations", try texts("obligations"), verdict.obligations.map { $0.sentence(.english) })
        differences.expect("reasons in Chinese", try texts("chinese"), try verdict.reasons.map { try $0.sentence(.chinese) })
    }

    private func matrix(_ rows: [(String, Json)], _ policy: Policy, _ rules: FileAccessRules) throws -> Int {
        XCTAssertEqual(Set(rows.map(\.0)), Set(ArchiveAction.allCases.map { snake("\($0)") }))
        var cells = 0
        for (action, row) in rows {
            let expected = try text(row).split(separator: " ").map(String.init)
            XCTAssertEqual(expected.count, columns.count)
            for (column, wanted) in zip(columns, expected) {
                let found = try cell(policy, rules, readArchiveAction(Json(action)), column.0, PersonId(column.1))
                differences.expect("\(action), \(column.0)", wanted, found)
                cells += 1
            }
        }
        return cells
    }

    /// What one cell says, tried on another's customer, on one's own and on another's of the strictest level, with no,
    /// one and two approvals.
    private func cell(
        _ policy: Policy, _ rules: FileAccessRules, _ action: ArchiveAction, _ role: String, _ person: PersonId
    ) throws -> String {
        let noon = try CalendarTime(text: "2026-11-04T12:00:00")
        let onPaper = policy.toToml().components(separatedBy: "paper_only = [")[1].prefix { $0 != "]" }
        let paper = onPaper.contains("\"\(role)\"")
        let form: AccessForm = action == .viewPaperExtract || (paper && action != .viewElectronic) ? .paper : .electronic
        func attempt(_ owner: PersonId, _ level: String) -> Attempt {
            let status: FileStatus = action == .enterBasicInfo ? .draft : .filed
            let file = CustomerFile(customerId: "K1", owner: owner, department: "sales", level: level, status: status)
            guard action == .grantAccess else {
                return Attempt(
                    at: noon, by: person, action: action, file: file, fields: ["phone"], form: form, requester: nil, requested: nil)
            }
            // Whose request it is tells the level: a manager's own goes to the general manager.
            let general = role == "general_manager"
            return Attempt(
                at: noon, by: person, action: action, file: file, fields: ["phone"], form: .paper,
                requester: general ? "qin" : "xu", requested: general ? .export : .viewPaperExtract)
        }
        let usual = try registersOf(.nothing)
        var found: [[Bool]] = []
        for approvals in 0...2 {
            // The manager's own request goes to the next level up.
            let grant = AccessGrant(
                grantId: "G1", requester: person, action: action, customerId: action.isOfWholeBase ? nil : "K1",
                fields: ["phone"], form: form, requestedAt: nil, decidedBy: person == "qin" ? "ren" : "qin",
                secondBy: approvals == 2 ? "tang" : nil, decidedAt: noon, secondAt: nil, grantedAt: nil, department: nil,
                expiresAt: try CalendarTime(text: "2026-11-12T00:00:00"), revokedAt: nil)
            let desk = try AccessDesk(rules: rules, registers: usual.withGrants(grants: approvals == 0 ? [] : [grant]))
            let asked = [("somebody else", "L1"), (person, "L1"), ("somebody else", "L3")].map { attempt($0.0, $0.1) }
            found.append(try asked.map { try desk.decide(attempt: $0).outcome == VerdictOutcome.permit })
        }
        // Levels are those of files: the whole base has none.
        let once = action.isOfWholeBase
        switch (found[0], found[1], found[2]) {
        case ([true, true, true], _, _): return "A"
        case ([false, true, false], [false, true, false], [false, true, false]): return "O"
        case ([false, false, false], [true, true, once], [true, true, true]): return "P"
        case ([false, false, false], [false, false, false], [true, true, true]): return "P2"
        case ([false, false, false], [false, false, false], [false, false, false]): return "D"
        default: return "\(found)"
        }
    }
}

private func attemptOf(_ asked: Json) throws -> Attempt {
    /// Nothing keeps the usual, an empty text means none.
    func stated(_ key: String, _ usual: String) throws -> String? {
        let said = try asked.optional(key, text) ?? usual
        return said.isEmpty ? nil : said
    }
    let file = try CustomerFile(
        customerId: "K1", owner: stated("owner", "lin").map { PersonId($0) }, department: stated("department", "sales"),
        level: stated("level", "L1"), status: asked.optional("status", readFileStatus) ?? .filed)
    return try Attempt(
        at: asked.required("at", moment), by: asked.required("by", readPersonId), action: asked.required("action", readArchiveAction),
        file: asked.optional("no_file", yes) == true ? nil : file, fields: asked.list("fields", text),
        form: asked.optional("form", readAccessForm), requester: asked.optional("requester", readPersonId),
        requested: asked.optional("requested", readArchiveAction))
}

/// Somebody for every role, a second department manager and a second general manager, all bound to secrecy.
private func registersOf(_ asked: Json) throws -> AccessRegisters {
    let since = try CalendarDate(text: "2026-01-01")
    let inside = columns.filter { $0.0 != "outside" }.map { ($0.0, $0.1, "sales") }
        + [("department_manager", "song", "trade"), ("general_manager", "ren", "head office")]
    let holders = try inside.map { RoleHolder(personId: PersonId($0.1), role: $0.0, unit: $0.2, validFrom: since, validTo: nil) }
        + asked.list("role_holders", readRoleHolder)
    let unsigned = try asked.list("unsigned", readPersonId)
    let usual = (holders.map(\.personId) + ["ex"]).filter { !unsigned.contains($0) }
        .map { Nda(personId: $0, signedOn: since, validTo: nil) }
    let missing = try asked.list("not_supplied", text)
    let organisation = try Organisation(people: [], roleHolders: holders, delegations: asked.list("delegations", readDelegation))
    return try AccessRegisters(
        organisation: missing.contains("role_holders") ? nil : organisation,
        ndas: missing.contains("ndas") ? nil : asked.optional("ndas") { try $0.items().map(readNda) } ?? usual,
        grants: missing.contains("grants") ? nil : asked.list("grants", readAccessGrant))
}
