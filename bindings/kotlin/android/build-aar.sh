#!/usr/bin/env bash
# A recipe, NOT RUN in this repository's continuous integration: it needs the Android NDK.
#
# Builds keyaccount.aar: the native libraries for four processors, the classes, the consumer's R8 rules.
#
#   rustup target add aarch64-linux-android armv7-linux-androideabi x86_64-linux-android i686-linux-android
#   cargo install --locked cargo-ndk
#   ANDROID_NDK_HOME=…/ndk/28.2.13676358 bindings/kotlin/android/build-aar.sh
#
# NDK 28 and newer align libraries to pages of 16 KB, as Android 15 asks; the check below is for every one of them.
# The app adds `net.java.dev.jna:jna:5.17.0@aar`, since the plain jar of JNA has no libraries for Android.
set -euo pipefail
cd "$(dirname "$0")/../../.."
: "${ANDROID_NDK_HOME:?names the folder of NDK 28 or newer}"
major=$(sed -n 's/^Pkg.Revision *= *\([0-9]*\).*/\1/p' "$ANDROID_NDK_HOME/source.properties")
[ "$major" -ge 28 ] || { echo "NDK $major: 28 or newer aligns to 16 KB" >&2; exit 1; }

# The classes: those of the jar, which ci.sh has built.
[ -e bindings/kotlin/target/classes/keyaccount ] || { echo "run bindings/kotlin/ci.sh first" >&2; exit 1; }
aar=bindings/kotlin/target/aar
rm -rf "$aar" && mkdir -p "$aar/jni"
# The linker aligns 64-bit libraries by itself; the 32-bit ones are told to.
RUSTFLAGS="${RUSTFLAGS:-} -C link-arg=-Wl,-z,max-page-size=16384" cargo ndk -P 26 -t arm64-v8a -t armeabi-v7a -t x86_64 -t x86 -o "$aar/jni" \
    build --locked -p keyaccount-mobile --lib --profile mobile

# Every loadable segment must be aligned to 2^14 bytes or more.
readelf=$(echo "$ANDROID_NDK_HOME"/toolchains/llvm/prebuilt/*/bin/llvm-readelf)
for library in "$aar"/jni/*/*.so; do
    aligned=$("$readelf" -lW "$library" | awk '$1 == "LOAD" { print $NF }')
    [ -n "$aligned" ] || { echo "$library: no segment to load" >&2; exit 1; }
    for alignment in $aligned; do
        [ $((alignment)) -ge 16384 ] || { echo "$library: aligned to $alignment, not to 16 KB" >&2; exit 1; }
    done
done

# Without the module file the compiler finds no top-level function. The desktop's library stays out.
(cd bindings/kotlin/target/classes && jar --create --file "../aar/classes.jar" keyaccount META-INF/keyaccount.kotlin_module)
cp bindings/kotlin/android/AndroidManifest.xml "$aar/AndroidManifest.xml"
cp bindings/kotlin/android/consumer-rules.pro "$aar/proguard.txt"
: > "$aar/R.txt"
(cd "$aar" && jar --create --no-manifest --file ../keyaccount.aar .)
echo "bindings/kotlin/target/keyaccount.aar"
