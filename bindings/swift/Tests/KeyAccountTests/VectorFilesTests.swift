import Foundation
import XCTest

@testable import KeyAccount

/// No file of shared vectors is passed over: each is run by a test here, or stands below with the reason why not.
final class VectorFilesTests: XCTestCase {
    /// Which test runs a folder whole.
    private let run = [
        "": "BookVectorsTests", "access": "AccessVectorsTests", "admission": "AdmissionVectorsTests",
        "approval": "ApprovalVectorsTests", "functions": "FunctionVectorsTests",
    ]
    /// Single files that are run.
    private let runAlone = [
        "archive/log.json": "ArchiveVectorsTests", "archive/search.json": "ArchiveVectorsTests",
        "due/calls.json": "DueVectorsTests",
    ]
    /// What the library does not offer to phones, so that Rust alone runs it.
    private let notOnPhones = [
        "archive/files.json": "what files consist of is reviewed at the archive's desk",
        "archive/privacy.json": "tables are de-identified where the key is kept",
        "disposal/disposals.json": "records are disposed of at the archive's desk",
        "due/duties.json": "duties of the archive come out of a whole book",
        "incident/clocks.json": "an incident is led from the archive's desk",
        "incident/notices.json": "an incident is led from the archive's desk",
        "retention/consent.json": "what must go comes out of a whole book",
        "retention/holds.json": "what must go comes out of a whole book",
        "retention/missing.json": "what must go comes out of a whole book",
        "retention/periods.json": "what must go comes out of a whole book",
        "retention/several.json": "what must go comes out of a whole book",
    ]

    func testEveryFileIsRunOrSaidNotToBe() throws {
        let folder = root.appendingPathComponent("tests/vectors")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
        XCTAssertGreaterThan(files.count, 50)
        let known = Set(runAlone.keys).union(notOnPhones.keys)
        for file in files.sorted() where !known.contains(file) {
            let parts = file.split(separator: "/")
            XCTAssertLessThan(parts.count, 3, file)
            let within = parts.count == 1 ? "" : String(parts[0])
            XCTAssertNotNil(run[within], "no test runs \(file), and nothing says why")
        }
        XCTAssertEqual(known.subtracting(files), [], "these are no files of vectors any more")
        print("\(files.count) files of vectors, \(files.count - notOnPhones.count) run")
    }
}
