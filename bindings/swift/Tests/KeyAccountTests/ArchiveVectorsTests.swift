import Foundation
import XCTest

@testable import KeyAccount

/// Access logs, what is searched for in them, what files consist of, and tables without what identifies people.
final class ArchiveVectorsTests: XCTestCase {
    static let folder = "archive"
    private let differences = Differences()
    private var policy: Policy!

    func testEveryAnswerIsAsWasWorkedOutByHand() throws {
        policy = try Policy.shipped(name: "standard")
        var run: [String: Int] = [:]
        for (file, vectors) in try vectorFiles(Self.folder) {
            for vector in vectors {
                differences.place = try "\(file) / \(vector.required("id", text))"
                let archive = try vector.required("archive") { $0 }
                let kind = try archive.code()
                run[kind, default: 0] += 1
                try ask(kind, archive.required(kind) { $0 })
            }
        }
        print("answers of the archive: \(run.sorted { $0.key < $1.key })")
        XCTAssertEqual(Set(run.keys), ["log", "search", "deidentify", "anonymise", "composition", "quality"])
        XCTAssertTrue(differences.all.isEmpty, differences.report)
    }

    private func ask(_ kind: String, _ of: Json) throws {
        switch kind {
        case "log":
            let log = Data(try of.required("log", text).utf8)
            let found = verifyLog(bytes: log, checkpoint: try of.optional("checkpoint", readCheckpoint))
            differences.same("found", try of.required("expect") { $0 }, found)
            try said(of, found.text)
        case "search": try search(of)
        case "deidentify", "anonymise":
            let table = try of.required("table", readPlainTable)
            let key = try of.optional("key", text).map(bytes)
            let found = try key.map { try deidentify(policy: policy, table: table, key: $0) } ?? anonymise(policy: policy, table: table)
            differences.expect("table", try of.required("expect", readPlainTable), found.table)
            differences.same("report", try underPolicy(of, "report"), found.report)
            try said(of, found.report.text)
        case "composition":
            let found = try FileRules.of(policy: policy).composition(
                onFile: of.list("on_file", readPartOnFile), keyAccount: of.required("key_account", yes), asOf: of.required("as_of", day))
            differences.same("found", try underPolicy(of, "expect"), found)
            try said(of, found.text)
        case "quality":
            let rules = try FileRules.of(policy: policy)
            let found = try rules.quality(
                completeness: rules.cardCompleteness(filled: of.list("filled", readBasicField)),
                changes: of.list("changes", readArchiveChange), sample: of.required("sample", readAccuracySample),
                asOf: of.required("as_of", day))
            differences.same("found", try underPolicy(of, "expect"), found)
            try said(of, found.text)
        default: throw FormError("no question `\(kind)`")
        }
    }

    /// Searches the entries as an app keeps them, and the bytes of the log they make.
    private func search(_ of: Json) throws {
        let registers = try of.required("registers") { given in
            try AccessRegisters(
                organisation: given.optional("organisation") { of in
                    try Organisation(
                        people: of.list("people", readPerson), roleHolders: of.list("role_holders", readRoleHolder),
                        delegations: of.list("delegations", readDelegation))
                },
                ndas: given.optional("ndas") { try $0.items().map(readNda) },
                grants: given.optional("grants") { try $0.items().map(readAccessGrant) })
        }
        // The entries name the policy they were decided under: `ab…` stands for the one they are searched by.
        let usual = String(repeating: "ab", count: 32)
        let entries = try of.list("entries", readLogEntry)
        let found = try searchEntries(
            policy: policy, registers: registers, entries: entries, compulsions: [], alsoDecidedBy: [usual])
        differences.same("found", try underPolicy(of, "expect"), found)
        try said(of, found.text)

        let log = AccessLog()
        var lines = try log.open(at: entries.first?.at ?? CalendarTime(text: "2026-11-20T00:00:00"))
        for entry in try of.list("entries", { try readLogEntry($0.with("policy", usual, policy.digest())) }) {
            lines += try log.append(entry: entry)
        }
        let bytes = Data(lines.utf8)
        let written = try searchLog(policy: policy, registers: registers, bytes: bytes, checkpoint: log.checkpoint())
        differences.expect("findings of the log", found, written.findings)
        differences.expect("verified", .intact, written.verification.outcome)
    }

    /// The answer as the vectors have it, with the policy it names.
    private func underPolicy(_ of: Json, _ key: String) throws -> Json {
        var whole = try of.required(key) { try $0.object() }
        whole["policy"] = ["name": "standard", "version": "1", "digest": policy.digest()]
        return Json(whole)
    }

    private func said(_ of: Json, _ read: (Language) throws -> String) throws {
        try differences.expect("in English", of.required("en", text), read(.english))
        try differences.expect("in Chinese", of.required("zh", text), read(.chinese))
    }

    private func bytes(_ hex: String) -> Data {
        Data(stride(from: 0, to: hex.count, by: 2).compactMap { at in UInt8(hex.dropFirst(at).prefix(2), radix: 16) })
    }
}
