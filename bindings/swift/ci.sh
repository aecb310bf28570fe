#!/usr/bin/env bash
# Builds and tests the Swift package, and runs its example.
#
#   ci.sh [PROFILE]    `dev` unless another is named
#
# Uses `swift` where it is on the PATH. Where it is not, on Debian as root, it sets up Debian 13 with Swift in
# KEYACCOUNT_SWIFT_ROOT (target/swift-root unless named) and runs it inside; once set up, it is used again.
set -euo pipefail
cd "$(dirname "$0")"
here=$PWD
repository=$(cd ../.. && pwd)
built=$(../mobile/build.sh "${1:-dev}" | tail -n 1)

mkdir -p Libraries Sources/KeyAccountFFI/include
cp "$built"/lib/libkeyaccount_mobile.* Libraries/
cp "$built/swift/KeyAccount.swift" Sources/KeyAccount/KeyAccount.swift
cp "$built/swift/KeyAccountFFI.h" Sources/KeyAccountFFI/include/KeyAccountFFI.h

if command -v swift > /dev/null; then
    run() { (cd "$1" && shift && KEYACCOUNT_ROOT=$repository KEYACCOUNT_LIBRARIES=$here/Libraries "$@"); }
else
    root=${KEYACCOUNT_SWIFT_ROOT:-${CARGO_TARGET_DIR:-$repository/target}/swift-root}
    if [ ! -x "$root/usr/bin/swift" ]; then
        [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null || { echo "no swift on the PATH, and no Debian to install it from" >&2; exit 1; }
        command -v debootstrap > /dev/null || { apt-get update -qq && apt-get install -qq -y debootstrap > /dev/null; }
        [ -e "$root/etc/debian_version" ] || debootstrap --variant=minbase --include=ca-certificates trixie "$root" > "$root.log"
        mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
        chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
            swiftlang swiftlang-dev libc6-dev g++ git >> "$root.log"
    fi
    mkdir -p "$root/repository"
    mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
    mountpoint -q "$root/dev" || { mount --rbind /dev "$root/dev"; mount --make-rslave "$root/dev"; }
    mountpoint -q "$root/repository" || mount --bind "$repository" "$root/repository"
    # The mounts of this run end with it; a slave's end does not reach the machine's own /dev.
    trap 'umount "$root/repository" "$root/proc" || true; umount -R "$root/dev" || true' EXIT
    run() {
        local folder=/repository/${1#"$repository"/}; shift
        chroot "$root" env -C "$folder" HOME=/root LD_LIBRARY_PATH=/usr/libexec/swift/lib/swift/linux \
            KEYACCOUNT_ROOT=/repository KEYACCOUNT_LIBRARIES=/repository/bindings/swift/Libraries "$@"
    }
fi

run "$here" swift test
run "$repository/examples/swift" swift run -q AtTheDoor > "$here/Libraries/example.txt"
diff -u "$repository/examples/mobile-expected.txt" "$here/Libraries/example.txt"
echo "Swift: package tested, example as expected"
