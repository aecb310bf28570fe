// swift-tools-version:5.9
// The package an app adds: source beside a ready-made native library. build-xcframework.sh puts both in place.
import PackageDescription

let package = Package(
    name: "KeyAccount",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "KeyAccount", targets: ["KeyAccount"])],
    targets: [
        .binaryTarget(name: "KeyAccountFFI", path: "KeyAccountFFI.xcframework"),
        .target(name: "KeyAccount", dependencies: ["KeyAccountFFI"]),
    ]
)
