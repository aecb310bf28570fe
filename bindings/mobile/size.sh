#!/usr/bin/env bash
# Builds the library as phones get it and fails if it has grown too large. The last line is its path.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
case "$(uname)" in Darwin) file=libkeyaccount_mobile.dylib ;; *) file=libkeyaccount_mobile.so ;; esac
limit=6700000

cargo build --locked -p keyaccount-mobile --lib --profile mobile
library="$target/mobile/$file"
size=$(($(wc -c < "$library")))
echo "$file: $size bytes stripped, at most $limit"
[ "$size" -le "$limit" ] || { echo "the library is $((size - limit)) bytes too large" >&2; exit 1; }
echo "$library"
