// swift-tools-version:5.9
// For this checkout: ci.sh puts the generated source and the native library of this machine in place. What an app
// adds is in xcframework/.
import Foundation
import PackageDescription

let libraries = ProcessInfo.processInfo.environment["KEYACCOUNT_LIBRARIES"] ?? "\(Context.packageDirectory)/Libraries"

let package = Package(
    name: "KeyAccount",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "KeyAccount", targets: ["KeyAccount"])],
    targets: [
        .systemLibrary(name: "KeyAccountFFI", path: "Sources/KeyAccountFFI"),
        .target(
            name: "KeyAccount",
            dependencies: ["KeyAccountFFI"],
            linkerSettings: [.unsafeFlags(["-L\(libraries)", "-Xlinker", "-rpath", "-Xlinker", libraries])]
        ),
        .testTarget(name: "KeyAccountTests", dependencies: ["KeyAccount"]),
    ]
)
