// swift-tools-version:5.9
// For this checkout: ci.sh puts the generated source and the native library of this machine in place. What an app
// adds is in xcframework/.
import Foundation
import PackageDescription

let libraries = ProcessInfo.processInfo.environment["KEYACCOUNT_LIBRARIES"] ?? "\(Context.packageDirectory)/Libraries"

// Values and objects cross threads, as the strictest reading of the language sees it.
#if compiler(>=6)
let strict: [SwiftSetting] = [.unsafeFlags(["-swift-version", "6"])]
#else
let strict: [SwiftSetting] = []
#endif

let package = Package(
    name: "KeyAccount",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "KeyAccount", targets: ["KeyAccount"])],
    targets: [
        .systemLibrary(name: "KeyAccountFFI", path: "Sources/KeyAccountFFI"),
        .target(
            name: "KeyAccount",
            dependencies: ["KeyAccountFFI"],
            linkerSettings: [
                .linkedLibrary("keyaccount_mobile"),
                .unsafeFlags(["-L\(libraries)", "-Xlinker", "-rpath", "-Xlinker", libraries]),
            ]
        ),
        .testTarget(name: "KeyAccountTests", dependencies: ["KeyAccount"]),
        .testTarget(name: "ConcurrencyTests", dependencies: ["KeyAccount"], swiftSettings: strict),
    ]
)
