#!/usr/bin/env bash
# Builds the Kotlin package around the library as phones get it, tests it, and runs its example.
#
# What it installs for the example goes into a repository of its own, in the target directory; what Maven has downloaded
# before is taken from where it keeps it.
#
# Needs Rust, a JDK (17 or newer) and Maven, which are installed where apt-get can (Debian 12, Ubuntu 24.04 or newer);
# Maven fetches everything else.
set -Eeuo pipefail
cd "$(dirname "$0")"
here=$PWD
exec < /dev/null

step() { printf -- '-- Kotlin: %s (after %d s)\n' "$*" "$SECONDS"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

trap 'fail "line $LINENO: $BASH_COMMAND"' ERR

# The release of Java that Maven runs on, which need not be the one on the PATH.
java_of_maven() { { mvn -version || true; } | sed -n 's/^Java version: \([0-9]*\).*/\1/p'; }
if ! command -v mvn > /dev/null || ! command -v javac > /dev/null; then
    step "installing a JDK and Maven"
    command -v apt-get > /dev/null && [ "$(id -u)" = 0 ] \
        || fail "mvn and javac are not both on the PATH: install Maven and a JDK, 17 or newer"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends default-jdk-headless maven > /dev/null
fi
java=$(java_of_maven)
[ "${java:-0}" -ge 17 ] \
    || fail "Maven runs on Java ${java:-(none)}, 17 or newer is needed: set JAVA_HOME (now '${JAVA_HOME:-}')"

step "the library that phones get, its size, and the generated source"
said=$(../mobile/build.sh mobile)
printf '%s\n' "$said"
built=$(tail -n 1 <<< "$said")
# What an earlier run left: a class whose source is gone would still be packed, or run as a test.
rm -rf target/generated target/classes target/test-classes
# Where JNA looks in a jar.
case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) platform=linux-x86-64 ;;
    Linux-aarch64) platform=linux-aarch64 ;;
    Darwin-arm64) platform=darwin-aarch64 ;;
    Darwin-x86_64) platform=darwin-x86-64 ;;
    *) fail "no JNA folder is known for $(uname -s)-$(uname -m)" ;;
esac
mkdir -p target/generated/kotlin "target/generated/libraries/$platform"
cp "$built"/lib/libkeyaccount_mobile.* "target/generated/libraries/$platform/"
cp -r "$built/kotlin/." target/generated/kotlin/
# The README's example as a function, which a test runs.
mkdir -p target/generated/readme
awk '/^```kotlin$/ { inside = 1; print "package keyaccount.readme"; next }
     /^```$/ && inside { print "}"; exit }
     inside && !/^import/ && !open { print "fun readmeExample() {"; open = 1 }
     inside { print }' README.md > target/generated/readme/ReadmeExample.kt

step "package and tests, with that library"
downloads=$HOME/.m2/repository
installed=$here/target/repository
rm -rf "$installed/keyaccount"
mkdir -p "$installed" "$downloads"/{com,net,org}
for group in "$downloads"/*/; do
    name=$(basename "$group")
    [ "$name" = keyaccount ] || [ -e "$installed/$name" ] || ln -s "$downloads/$name" "$installed/$name"
done
run_maven() { mvn -B -Dmaven.repo.local="$installed" "$@"; }
run_maven -ntp install | tee target/maven.txt

step "example"
cd ../../examples/kotlin
rm -rf target/classes
# Maven writes codes that reset a terminal's colours around what the program writes.
run_maven -q compile exec:java \
    | sed 's/\x1b\[[0-9;]*m//g; ${/^$/d}' > "$here/target/example.txt" \
    || { cat "$here/target/example.txt"; fail "the example"; }
diff -u ../mobile-expected.txt "$here/target/example.txt"

step "done: example as expected"
grep '^\[.*Tests run:' "$here/target/maven.txt" | tail -n 1
