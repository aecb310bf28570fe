#!/usr/bin/env bash
# A recipe, NOT RUN in this repository's continuous integration: it needs macOS with Xcode.
#
# Builds KeyAccountFFI.xcframework for iPhones, their simulator and the Mac, and lays a package out that an app adds.
#
#   rustup target add aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin
#   bindings/swift/xcframework/build-xcframework.sh
set -euo pipefail
cd "$(dirname "$0")/../../.."
target=${CARGO_TARGET_DIR:-$PWD/target}
built=$(bindings/mobile/build.sh | tail -n 1)
out="$target/xcframework"
rm -rf "$out" && mkdir -p "$out/headers"
cp "$built/swift/KeyAccountFFI.h" "$out/headers/"
sed 's#header "include/#header "#' bindings/swift/Sources/KeyAccountFFI/module.modulemap > "$out/headers/module.modulemap"

for triple in aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin; do
    cargo rustc --locked -p keyaccount-mobile --lib --crate-type staticlib --profile mobile --target "$triple"
done
library=libkeyaccount_mobile.a
mkdir -p "$out/simulator" "$out/mac"
lipo -create "$target"/{aarch64-apple-ios-sim,x86_64-apple-ios}/mobile/$library -output "$out/simulator/$library"
lipo -create "$target"/{aarch64-apple-darwin,x86_64-apple-darwin}/mobile/$library -output "$out/mac/$library"

package="$out/KeyAccount"
mkdir -p "$package/Sources/KeyAccount"
xcodebuild -create-xcframework -output "$package/KeyAccountFFI.xcframework" \
    -library "$target/aarch64-apple-ios/mobile/$library" -headers "$out/headers" \
    -library "$out/simulator/$library" -headers "$out/headers" \
    -library "$out/mac/$library" -headers "$out/headers"
cp bindings/swift/Sources/KeyAccount/*.swift "$built/swift/KeyAccount.swift" "$package/Sources/KeyAccount/"
cp bindings/swift/xcframework/Package.swift "$package/Package.swift"
echo "$package"
