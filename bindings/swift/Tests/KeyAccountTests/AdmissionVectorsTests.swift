import Foundation
import XCTest

@testable import KeyAccount

/// May this customer be a key account or a VIP, and what is missing: every verdict whole.
final class AdmissionVectorsTests: XCTestCase {
    static let folder = "admission"
    func testEveryVerdictIsAsWasWorkedOutByHand() throws {
        let differences = Differences()
        var asked = 0
        for (file, vectors) in try vectorFiles(Self.folder) {
            for vector in vectors {
                try vector.only(["id", "arithmetic", "as_of", "set", "settings", "book", "questions"])
                let assessment = try assess(
                    book: readBook(vector), policy: policyOf(vector), asOf: vector.required("as_of", day))
                for (at, question) in try vector.required("questions", { try $0.items() }).enumerated() {
                    differences.place = try "\(file) / \(vector.required("id", text)) / \(at + 1)"
                    let ask = try question.required("ask") { $0 }
                    let found = try verdict(of: ask, assessment)
                    asked += 1
                    let expected = try question.required("expect") { $0 }
                    try expected.only(["outcome", "said", "reasons", "remedies", "obligations", "warnings"])
                    differences.expect("stamp", assessment.stamp(), found.stamp)
                    differences.expect("outcome", try expected.required("outcome", text), found.outcome.code)
                    differences.same("reasons", try expected.listed("reasons"), found.reasons)
                    differences.same("remedies", try expected.listed("remedies"), found.remedies)
                    differences.same("obligations", try expected.listed("obligations"), found.obligations)
                    differences.same("warnings", try expected.listed("warnings"), found.warnings)
                    if let said = try expected.optional("said", { $0 }), let first = found.reasons.first {
                        try differences.expect("in English", said.required("en", text), first.sentence(.english))
                        try differences.expect("in Chinese", said.required("zh", text), first.sentence(.chinese))
                    }
                }
            }
        }
        print("\(asked) questions of admission")
        XCTAssertGreaterThan(asked, 100)
        XCTAssertTrue(differences.all.isEmpty, differences.report)
    }

    private func verdict(of ask: Json, _ assessment: Assessment) throws -> Verdict {
        let kind = try ask.code()
        let asked = try ask.required(kind) { $0 }
        func customer() throws -> CustomerId { try asked.required("customer", readCustomerId) }
        switch kind {
        case "key_account":
            try asked.only(["customer", "stock_held"])
            return try assessment.keyAccount(customerId: customer(), stockHeld: asked.optional("stock_held", number))
        case "in_effect":
            return try assessment.keyAccountInEffect(
                customerId: customer(), requestExecutable: asked.required("request_executable", yes))
        case "vip": return try assessment.vip(customerId: customer())
        case "list": return try assessment.listVip(listing: readVipListing(asked))
        case "renew": return try assessment.renewVip(customerId: customer(), listedOn: asked.required("listed_on", day))
        default: throw FormError("no question `\(kind)`")
        }
    }
}
