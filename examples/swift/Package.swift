// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "AtTheDoor",
    platforms: [.macOS(.v12)],
    dependencies: [.package(path: "../../bindings/swift")],
    targets: [
        .executableTarget(name: "AtTheDoor", dependencies: [.product(name: "KeyAccount", package: "swift")])
    ]
)
