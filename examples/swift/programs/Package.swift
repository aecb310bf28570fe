// swift-tools-version:5.9
import PackageDescription

// Not in examples/swift itself: SwiftPM tells packages apart by their folders, and the library's is called `swift` too.
let package = Package(
    name: "Programs",
    platforms: [.macOS(.v12)],
    dependencies: [.package(path: "../../../bindings/swift")],
    targets: ["AtTheDoor", "OnePage"].map { name in
        .executableTarget(name: name, dependencies: [.product(name: "KeyAccount", package: "swift")])
    }
)
