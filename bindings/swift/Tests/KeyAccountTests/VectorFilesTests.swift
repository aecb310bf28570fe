import Foundation
import XCTest

@testable import KeyAccount

/// No folder of shared vectors is passed over.
final class VectorFilesTests: XCTestCase {
    func testEveryFolderOfVectorsIsRun() throws {
        // Each of these tests runs every file of its folder.
        let run = [
            AccessVectorsTests.folder, AdmissionVectorsTests.folder, ApprovalVectorsTests.folder, ArchiveVectorsTests.folder,
            BookVectorsTests.folder, DueVectorsTests.folder, FunctionVectorsTests.folder, IncidentVectorsTests.folder,
            RetentionVectorsTests.kept, RetentionVectorsTests.disposed,
        ]
        let path = root.appendingPathComponent("tests/vectors").path
        let files = try FileManager.default.subpathsOfDirectory(atPath: path).filter { $0.hasSuffix(".json") }
        let folders = Set(files.map { $0.split(separator: "/").dropLast().joined(separator: "/") })
        XCTAssertEqual(folders.sorted(), run.sorted(), "a folder without a test, or a test without a folder")
        print("\(files.count) files of vectors in \(folders.count) folders")
    }
}
