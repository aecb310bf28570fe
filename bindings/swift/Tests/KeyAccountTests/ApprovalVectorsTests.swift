import Foundation
import XCTest

@testable import KeyAccount

/// Runs every approval vector and reports all differences together.
final class ApprovalVectorsTests: XCTestCase {
    static let folder = "approval"
    private let differences = Differences()
    /// Digests nobody works out by hand, and what stands for them.
    private var digests: [(String, String)] = []

    private func expect<T: Equatable>(_ what: String, _ expected: T?, _ found: T) {
        differences.expect(what, expected, found)
    }

    func testEveryCaseGoesAsWasWorkedOutByHand() throws {
        var count = 0
        for (file, vectors) in try vectorFiles(Self.folder) {
            for vector in vectors {
                try run(file, vector)
                count += 1
            }
        }
        print("\(count) approval vectors")
        XCTAssertGreaterThan(count, 50)
        XCTAssertTrue(differences.all.isEmpty, differences.report)
    }

    private func run(_ file: String, _ vector: Json) throws {
        digests = []
        try vector.only([
            "id", "arithmetic", "policy", "set", "without_section", "kind", "terms", "role_holders", "delegations",
            "without_roles_of", "asked",
        ])
        let rules = try rulesOf(vector)
        let organisation = try organisationOf(vector)
        let kind = try vector.optional("kind", readRequestKind) ?? .keyAccount
        let terms = try vector.required("terms", readTerms)
        let approval = try ApprovalCase.open(id: "HT-1", kind: kind, applicant: "wang", unit: "north", terms: terms)
        for (at, asked) in try vector.required("asked", { try $0.items() }).enumerated() {
            differences.place = try "\(file) / \(vector.required("id", text)) / \(at + 1)"
            try ask(approval, rules, organisation, asked)
        }
    }

    private func ask(_ approval: ApprovalCase, _ rules: ApprovalRules, _ organisation: Organisation, _ asked: Json) throws {
        let on = try asked.required("on", day)
        let by = try asked.optional("by", readPersonId) ?? "wang"
        let what = try asked.required("what") { $0 }
        let expected = try asked.required("expect") { $0 }
        try asked.only(["on", "by", "what", "expect"])
        try expected.only([
            "outcome", "reasons", "grounds", "first_reason", "warnings", "warned", "obligations", "remedies", "phase", "round", "tier",
        ])
        let name = try what.code()
        let of = what.value is String ? what : try what.required(name) { $0 }
        switch name {
        case "submit":
            let usual = Circumstances(
                priorBusiness: true, individual: false, openAmount: 0, uscc: nil, parentId: nil, contracts: [])
            let known = try of.optional("circumstances", readCircumstances) ?? usual
            let request = try SubmitRequest(on: on, by: by, papers: papersOf(of), circumstances: known)
            let verdict = try approval.explainSubmit(request: request, rules: rules)
            try expect("answer", verdict.answer, approval.decideSubmit(request: request, rules: rules))
            try done(expected, verdict, approval) { try approval.submit(request: request, rules: rules) }
        case "act":
            let named = try of.optional("on_terms", readTerms)?.digest ?? approval.digest()
            let digest = try named == approval.terms().digest ? approval.digest() : named
            digests = [(approval.digest(), "{digest}"), (digest, "{named}")]
            let request = ActRequest(
                on: on, by: by, decision: try of.required("decision", readDecision), role: try of.required("role", text),
                delegation: try of.optional("delegation", readDelegationId), digest: digest, opinion: nil)
            let verdict = try approval.explainAct(request: request, organisation: organisation)
            try expect("answer", verdict.answer, approval.decideAct(request: request, organisation: organisation))
            try done(expected, verdict, approval) { try approval.act(request: request, organisation: organisation) }
        case "amend":
            let request = AmendRequest(on: on, by: by, terms: try readTerms(of))
            try done(expected, approval.explainAmend(request: request), approval) { try approval.amend(request: request) }
        case "withdraw":
            let request = WithdrawRequest(on: on, by: by, reason: nil)
            try done(expected, approval.explainWithdraw(request: request), approval) { try approval.withdraw(request: request) }
        case "who_may_act":
            let who = try approval.whoMayAct(on: on, organisation: organisation)
            let may = try of.required("may") { try $0.items().map { try $0.items().map { $0.value as? String ?? "" } } }
            let found = who.people.flatMap { person in
                person.authorities.map { [person.personId.text, $0.delegation?.delegationId.text ?? ""] }
            }
            expect("who may act", may, found)
            for (person, codes) in try of.entries("may_not") {
                let reasons = who.people.first { $0.personId.text == person }?.reasons ?? []
                expect("why not \(person)", try codes.items().map(text), reasons.map { $0.code.code })
            }
        default: throw FormError("no question `\(name)`")
        }
        expect("phase", try expected.optional("phase", phaseOf), approval.phase())
        expect("round", try expected.optional("round", wholeU32), approval.round())
        expect("tier", try expected.optional("tier", text), approval.tier() ?? "none")
        let written = approval.toBytes()
        expect("read back", written, try ApprovalCase.fromBytes(file: "case", bytes: written).toBytes())
    }

    /// The verdict and what doing it comes to must agree; refused, the case is as it was.
    private func done(_ expected: Json, _ found: Verdict, _ approval: ApprovalCase, _ act: () throws -> Phase) throws {
        try verdict(expected, found)
        let before = approval.toBytes()
        do {
            let phase = try act()
            expect("phase", phase, approval.phase())
            expect("outcome of what was done", .permit, found.outcome)
        } catch KeyaccountError.NotPermitted(let refused) {
            expect("verdict of what was refused", found, refused)
            expect("refused case", before, approval.toBytes())
        }
    }

    private func verdict(_ expected: Json, _ found: Verdict) throws {
        func texts(_ key: String) throws -> [String]? { try expected.optional(key) { try $0.items().map(text) } }
        expect("outcome", try expected.optional("outcome", text), found.outcome.code)
        expect("reasons", try texts("reasons"), found.reasons.map(\.named))
        expect("warnings", try texts("warnings"), found.warnings.map(\.named))
        expect("obligations", try texts("obligations"), found.obligations.map { must in
            must.role.map { "\(must.code.code): \($0)" } ?? must.code.code
        })
        expect("remedies", try texts("remedies"), try found.remedies.map { try $0.said })
        try grounds("grounds", expected, found.reasons)
        try grounds("warned", expected, found.warnings)
        for (language, sentence) in try expected.entries("first_reason") {
            let first = try found.reasons.first?.sentence(languageOf(language)) ?? ""
            expect("first reason", try text(sentence), withoutDigests(first))
        }
    }

    /// What each reason found and required, and where the written policy says it.
    private func grounds(_ key: String, _ expected: Json, _ found: [Reason]) throws {
        guard let wanted = try expected.optional(key, { try $0.items() }) else { return }
        expect("how many \(key)", wanted.count, found.count)
        for (at, (wanted, reason)) in zip(wanted, found).enumerated() {
            // What it is and what it is about stand under `reasons`.
            var whole = try wanted.object()
            whole["code"] = reason.code.code
            whole["about"] = reason.about.map(withoutDigests)
            differences.same("\(key)[\(at)]", Json(whole), reason, written: withoutDigests)
        }
    }

    private func withoutDigests(_ text: String) -> String {
        digests.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }
}

private func phaseOf(_ node: Json) throws -> Phase {
    switch try node.code() {
    case "draft": return .draft
    case "submitted": return .submitted
    case "in_progress":
        return .inProgress(step: try node.required("in_progress") { try $0.required("step", whole) })
    case "executable": return .executable
    case "rejected": return .rejected
    case "withdrawn": return .withdrawn
    case let code: throw FormError("no phase `\(code)`")
    }
}

/// The rules of a shipped policy with values set in it and a section cut out.
private func rulesOf(_ vector: Json) throws -> ApprovalRules {
    let name = try vector.optional("policy", text) ?? "standard"
    let cutSection = try vector.optional("without_section", text)
    var cut = false
    let kept = try source(name).split(separator: "\n", omittingEmptySubsequences: false).filter { line in
        if line.hasPrefix("[") { cut = cutSection.map { line.prefix { $0 != "]" } == "[\($0)" } ?? false }
        return !cut
    }
    let settings = try vector.entries("set").map { try PolicySetting(path: $0.0, value: text($0.1)) }
    return try ApprovalRules.of(
        policy: Policy.withSettings(file: name, text: kept.joined(separator: "\n"), settings: settings))
}

/// The people all vectors know, in their roles since 2026-01-01, and those a vector adds.
private func organisationOf(_ vector: Json) throws -> Organisation {
    let names = [
        ("wang", "王建国"), ("gao", "高远"), ("zhao", "赵敏"), ("qian", "钱程"), ("sun", "孙丽"), ("li", "李刚"),
        ("zhou", "周全"),
    ]
    let roles: [(String, String, String?)] = [
        ("wang", "branch_manager", "north"), ("gao", "branch_manager", "south"), ("zhao", "key_account_dept", nil),
        ("qian", "key_account_dept", nil), ("sun", "deputy_sales_director", nil), ("li", "sales_director", nil),
    ]
    let without = try vector.list("without_roles_of", text)
    let since = try CalendarDate(text: "2026-01-01")
    let usual = roles.filter { !without.contains($0.0) }.map {
        RoleHolder(personId: PersonId($0.0), role: $0.1, unit: $0.2, validFrom: since, validTo: nil)
    }
    return try Organisation(
        people: names.map { Person(personId: PersonId($0.0), name: $0.1) },
        roleHolders: usual + vector.list("role_holders", readRoleHolder),
        delegations: vector.list("delegations", readDelegation))
}

/// Papers that are complete, but for what a question changes.
private func papersOf(_ question: Json) throws -> Papers {
    var papers: [String: Any] = [
        "application_form": [String: Any](), "draft_contract": [String: Any](),
        "reconciliation_statement": ["signed_by_us": true, "signed_by_customer": true, "customer_seal": true],
        "basic_situation": [
            "legal_name": "华岳精细化工有限公司", "kind": "enterprise", "identification": "91350100M000100Y43",
            "address": "福州市鼓楼区", "contact_name": "陈晓", "phone": "0591-0000000", "industry": "chemicals",
            "region": "fujian", "owner": "wang", "opened_on": "2024-03-01",
        ],
        "business_licence": ["valid_to": "2030-12-31"], "tax_certificate": [String: Any](),
        "principal_contact": ["name": "陈晓", "phone": "0591-0000000"],
        "past_business": ["amount": "350000", "period": "2025"], "arrears_statement": ["owes": false],
        "branch_evaluation": ["text": "合作稳定", "level": "good"],
    ]
    for document in try question.list("without", text) { papers[document] = nil }
    for (document, value) in try question.entries("papers") { papers[document] = value.value }
    return try readPapers(Json(papers))
}
