#!/usr/bin/env bash
# Builds and tests the Kotlin package, and runs its example.
#
#   ci.sh [PROFILE]    `dev` unless another is named
#
# Needs a JDK (17 or newer) and Maven; Maven fetches everything else.
set -euo pipefail
cd "$(dirname "$0")"
here=$PWD
built=$(../mobile/build.sh "${1:-dev}" | tail -n 1)

generated=target/generated
rm -rf "$generated"
mkdir -p "$generated/kotlin" "$generated/libraries"
cp -r "$built/kotlin/." "$generated/kotlin/"
# Where JNA looks in a jar.
case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) platform=linux-x86-64 ;;
    Linux-aarch64) platform=linux-aarch64 ;;
    Darwin-arm64) platform=darwin-aarch64 ;;
    Darwin-x86_64) platform=darwin-x86-64 ;;
    *) echo "no JNA folder is known for $(uname -s)-$(uname -m)" >&2; exit 1 ;;
esac
mkdir -p "$generated/libraries/$platform"
cp "$built"/lib/libkeyaccount_mobile.* "$generated/libraries/$platform/"

mvn -B -q install

cd ../../examples/kotlin
# Maven writes codes that reset a terminal's colours around what the program writes.
mvn -B -q compile exec:java -Dexec.args="$here/../.." | sed 's/\x1b\[[0-9;]*m//g; ${/^$/d}' > "$here/target/example.txt"
diff -u ../mobile-expected.txt "$here/target/example.txt"
echo "Kotlin: package tested, example as expected"
