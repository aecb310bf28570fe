import Foundation
import XCTest

@testable import KeyAccount

/// No folder of shared vectors is passed over.
final class VectorFilesTests: XCTestCase {
    func testEveryFolderOfVectorsIsRun() throws {
        let tests = [
            "": "BookVectorsTests", "access": "AccessVectorsTests", "admission": "AdmissionVectorsTests",
            "approval": "ApprovalVectorsTests", "archive": "ArchiveVectorsTests", "disposal": "RetentionVectorsTests",
            "due": "DueVectorsTests", "functions": "FunctionVectorsTests", "incident": "IncidentVectorsTests",
            "retention": "RetentionVectorsTests",
        ]
        let path = root.appendingPathComponent("tests/vectors").path
        let files = try FileManager.default.subpathsOfDirectory(atPath: path).filter { $0.hasSuffix(".json") }
        let folders = Set(files.map { $0.split(separator: "/").dropLast().joined(separator: "/") })
        // Each of these tests runs every file of its folder.
        XCTAssertEqual(folders, Set(tests.keys), "a folder without a test, or a test without a folder")
        print("\(files.count) files of vectors in \(folders.count) folders")
    }
}
