#!/usr/bin/env bash
# Builds the Swift package around the library as phones get it, tests it, and runs its example and that of the README;
# the example once more as an app is released, optimised.
#
#   ci.sh [PROFILE]    the profile of the library: `mobile` unless another is named
#
# With `dev`, a library that is built sooner is tested, and nothing is run optimised.
#
# Uses `swift` where it is on the PATH. Where it is not, on Debian as root, it sets up Debian 13 with Swift in
# KEYACCOUNT_SWIFT_ROOT (swift-root in the target directory unless named) and runs it inside; once set up, it is used
# again. What is mounted there is seen by this script's own processes alone and is gone with the last of them, however
# they end. Where neither is possible it says so, and that is no failure.
set -eEuo pipefail
log=
trap 'printf "FAILED: Swift: line %s: %s%s\n" "$LINENO" "$BASH_COMMAND" "${log:+ (see $log)}" >&2' ERR
cd "$(dirname "$0")"
here=$PWD
repository=$(cd ../.. && pwd)
target=${CARGO_TARGET_DIR:-target}
case "$target" in /*) ;; *) target=$repository/$target ;; esac
export CARGO_TARGET_DIR=$target

not_run() { echo "not run: Swift: no swift on the PATH, and $1"; exit 0; }
if ! command -v swift > /dev/null && [ -z "${KEYACCOUNT_OWN_MOUNTS:-}" ]; then
    command -v apt-get > /dev/null || not_run "this is no Debian to set one up on"
    [ "$(id -u)" = 0 ] || not_run "only root can set one up"
    # Tried where nobody else sees it.
    unshare --mount --propagation private mount -t proc proc /proc 2> /dev/null || not_run "this machine permits no mounts"
    KEYACCOUNT_OWN_MOUNTS=1 exec unshare --mount --propagation private "$here/ci.sh" "$@"
fi

profile=${1:-mobile}
said=$(../mobile/build.sh "$profile")
printf '%s\n' "$said"
built=$(tail -n 1 <<< "$said")
mkdir -p Libraries Sources/KeyAccountFFI/include
cp "$built"/lib/libkeyaccount_mobile.* Libraries/
# What has not changed is not compiled again.
put() { cmp -s "$1" "$2" || cp "$1" "$2"; }
put "$built/swift/KeyAccount.swift" Sources/KeyAccount/KeyAccount.swift
put "$built/swift/KeyAccountFFI.h" Sources/KeyAccountFFI/include/KeyAccountFFI.h

if command -v swift > /dev/null; then
    run() { (cd "$1" && shift && KEYACCOUNT_LIBRARIES=$here/Libraries "$@"); }
    scratch=.build
else
    root=${KEYACCOUNT_SWIFT_ROOT:-$target/swift-root}
    # Written last, so that a set-up that was broken off is taken up again.
    if [ ! -e "$root/swift-is-set-up" ]; then
        log=$root.log
        # debootstrap's own folder is there until it is done. What it left half done it does not take up again.
        [ ! -e "$root/debootstrap" ] || rm -rf --one-file-system "${root:?}"
        mkdir -p "$root"
        command -v debootstrap > /dev/null \
            || { apt-get update -qq && apt-get install -qq -y debootstrap > /dev/null; }
        [ -x "$root/usr/bin/apt-get" ] \
            || debootstrap --variant=minbase --include=ca-certificates trixie "$root" > "$log" 2>&1
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        inside() { chroot "$root" env DEBIAN_FRONTEND=noninteractive "$@" >> "$log" 2>&1; }
        # A set-up that was broken off while packages were installed. What the first cannot finish the others can.
        inside dpkg --configure -a || true
        inside apt-get update -qq
        inside apt-get install -qq -y --fix-broken
        inside apt-get install -qq -y --no-install-recommends swiftlang swiftlang-dev libc6-dev g++ git
        inside apt-get clean
        touch "$root/swift-is-set-up"
        log=
        echo "set up Debian 13 with Swift in $root"
    fi
    mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
    mountpoint -q "$root/dev" || mount --rbind /dev "$root/dev"
    mkdir -p "$root/repository"
    mount --bind "$repository" "$root/repository"
    run() {
        local folder=/repository/${1#"$repository"/}; shift
        chroot "$root" env -C "$folder" HOME=/root LD_LIBRARY_PATH=/usr/libexec/swift/lib/swift/linux \
            KEYACCOUNT_LIBRARIES=/repository/bindings/swift/Libraries "$@"
    }
    # The sources have another path in there, which what is built holds on to.
    scratch=.build/debian
fi

run "$here" swift test --scratch-path "$scratch"
programs=$repository/examples/swift/programs
example() {
    run "$programs" swift run -q --scratch-path "$scratch" "$@" AtTheDoor > Libraries/example.txt
    diff -u "$repository/examples/mobile-expected.txt" Libraries/example.txt
}
example

# The README's program is one of the examples, and the block after it is what it prints.
block() { sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/{ /^\`\`\`/d; p; }" README.md; }
diff -u <(block swift) "$programs/Sources/OnePage/main.swift"
run "$programs" swift run -q --scratch-path "$scratch" OnePage > Libraries/one-page.txt
diff -u <(block text) Libraries/one-page.txt

if [ "$profile" = mobile ]; then
    example -c release
else
    echo "not run: Swift as apps are released (bindings/swift/ci.sh)"
fi
echo "Swift: package tested, examples as expected, in $SECONDS s"
