import Foundation
import XCTest

@testable import KeyAccount

/// Runs every vector of admission a phone can ask, each with its whole verdict.
final class AdmissionVectorsTests: XCTestCase {
    func testEveryVerdictIsAsWasWorkedOutByHand() throws {
        let differences = Differences()
        var asked = 0
        var notAsked: [String: Int] = [:]
        for (file, vectors) in try vectorFiles("admission") {
            for vector in vectors {
                let assessment = try assess(
                    book: readBook(vector), policy: policyOf(vector), asOf: vector.required("as_of", day))
                for (at, question) in try vector.required("questions", { try $0.items() }).enumerated() {
                    differences.place = try "\(file) / \(vector.required("id", text)) / \(at + 1)"
                    let ask = try question.required("ask") { $0 }
                    guard let found = try verdict(of: ask, assessment) else {
                        notAsked[try ask.code(), default: 0] += 1
                        continue
                    }
                    asked += 1
                    let expected = try question.required("expect") { $0 }
                    differences.expect("stamp", assessment.stamp(), found.stamp)
                    differences.expect("outcome", try expected.required("outcome", text), found.outcome.code)
                    differences.same("reasons", try expected.listed("reasons"), found.reasons)
                    differences.same("remedies", try expected.listed("remedies"), found.remedies)
                    differences.same("obligations", try expected.listed("obligations"), found.obligations)
                    differences.same("warnings", try expected.listed("warnings"), found.warnings)
                    if let said = try expected.optional("said", { $0 }), let first = found.reasons.first {
                        differences.expect("in English", try said.required("en", text), first.sentence(.english))
                        differences.expect("in Chinese", try said.required("zh", text), first.sentence(.chinese))
                    }
                }
            }
        }
        print("\(asked) questions of admission")
        XCTAssertGreaterThan(asked, 100)
        // A phone asks whether a customer may be a key account; when the status is in effect, and with what it holds in
        // stock, is asked at a desk, of everybody.
        XCTAssertEqual(notAsked, ["in_effect": 18, "key_account": 2])
        XCTAssertTrue(differences.all.isEmpty, differences.report)
    }

    private func verdict(of ask: Json, _ assessment: Assessment) throws -> Verdict? {
        let kind = try ask.code()
        let asked = try ask.required(kind) { $0 }
        switch kind {
        case "key_account":
            try asked.only(["customer", "stock_held"])
            if try asked.optional("stock_held", text) != nil { return nil }
            return try assessment.keyAccount(customerId: asked.required("customer", text))
        case "in_effect": return nil
        case "vip": return try assessment.vip(customerId: asked.required("customer", text))
        case "list":
            try asked.only(["customer_id", "channel", "approved_by", "signed_off"])
            let channel = try asked.required("channel", text)
            guard let through = VipChannel.allCases.first(where: { snake("\($0)") == channel }) else {
                throw FormError("no channel `\(channel)`")
            }
            return try assessment.listVip(listing: VipListing(
                customerId: asked.required("customer_id", text), channel: through,
                approvedBy: asked.optional("approved_by", text), signedOff: asked.optional("signed_off", yes) ?? false))
        case "renew":
            return try assessment.renewVip(customerId: asked.required("customer", text), listedOn: asked.required("listed_on", day))
        default: throw FormError("no question `\(kind)`")
        }
    }
}
