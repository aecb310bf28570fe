// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "Examples",
    platforms: [.macOS(.v12)],
    dependencies: [.package(path: "../../bindings/swift")],
    targets: ["AtTheDoor", "OnePage"].map { name in
        .executableTarget(name: name, dependencies: [.product(name: "KeyAccount", package: "swift")])
    }
)
