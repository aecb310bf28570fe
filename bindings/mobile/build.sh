#!/usr/bin/env bash
# Builds the native library of this machine and writes the Kotlin and Swift sources out of it.
#
#   build.sh [PROFILE]    `dev` unless another is named; `mobile` is what phones get, refused if it has grown too large
#
# KEYACCOUNT_BUILT=1 says that `cargo build --workspace --all-targets` has just been run: it builds the rest too.
# Leaves in TARGET/keyaccount-mobile (TARGET is CARGO_TARGET_DIR, or `target`): kotlin/, swift/, lib/. The last line says
# where that is.
set -euo pipefail
cd "$(dirname "$0")/../.."
profile=${1:-dev}
target=${CARGO_TARGET_DIR:-target}
case "$target" in /*) ;; *) target=$PWD/$target ;; esac
case "$profile" in dev) folder=debug ;; *) folder=$profile ;; esac
case "$(uname)" in Darwin) file=libkeyaccount_mobile.dylib ;; *) file=libkeyaccount_mobile.so ;; esac
limit=6700000

# The sources are read out of an unstripped library, whatever library is packed.
if [ "${KEYACCOUNT_BUILT:-}" != 1 ]; then
    cargo build --locked -p keyaccount-mobile --lib
    cargo build --locked -p keyaccount-bindgen
fi
[ "$profile" = dev ] || cargo build --locked -p keyaccount-mobile --lib --profile "$profile"
if [ "$profile" = mobile ]; then
    size=$(($(wc -c < "$target/$folder/$file")))
    echo "$file: $size bytes stripped, at most $limit"
    [ "$size" -le "$limit" ] || { echo "the library is $((size - limit)) bytes too large" >&2; exit 1; }
fi

out="$target/keyaccount-mobile"
mkdir -p "$out/lib"
for language in kotlin swift; do
    rm -rf "${out:?}/$language"
    (cd bindings/mobile && "$target/debug/keyaccount-bindgen" generate "$target/debug/$file" \
        --language "$language" --out-dir "$out/$language" --no-format)
done
# A text that no encoding has is bad input, as everything else that cannot cross; uniffi throws an exception of
# java.nio, which nobody expects.
source=$out/kotlin/keyaccount/keyaccount.kt
encode='encode(CharBuffer.wrap(value))'
[ "$(grep -c "^ *$encode\$" "$source")" = 1 ] || { echo "$source: texts are not encoded as they were" >&2; exit 1; }
sed "s/^\( *\)$encode\$/\1try { $encode } catch (cut: java.nio.charset.CharacterCodingException) { throw halfOfAPair() }/" \
    "$source" > "$source.mended"
mv "$source.mended" "$source"
cp "$target/$folder/$file" "$out/lib/$file"
echo "$out"
