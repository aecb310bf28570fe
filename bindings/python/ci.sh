#!/usr/bin/env bash
# The Python package: built as it is released, installed, checked and tested. Run from anywhere; needs
# Rust, Python 3.11 or later and a package registry. CARGO_TARGET_DIR says where things are built; where
# `cargo build --workspace --all-targets` has just been there, KEYACCOUNT_BUILT=1 says so.
set -euo pipefail
cd "$(dirname "$0")"

step() { printf '\n== python: %s (after %d min %d s)\n' "$*" $((SECONDS / 60)) $((SECONDS % 60)); }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
trap 'fail "line $LINENO: $BASH_COMMAND"' ERR
exec < /dev/null

target=${CARGO_TARGET_DIR:-../../target}
mkdir -p "$target"
target=$(cd "$target" && pwd)
export CARGO_TARGET_DIR=$target CARGO_TERM_COLOR=never PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
# The goal is 4 MB: docs/decisions say what stands in the way.
most=7400000

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; }
for python in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14 ''; do
    [ -n "$python" ] || fail "no Python 3.11 or later; name one in PYTHON"
    ! is_new_enough "$python" || break
done

step "an environment with the pinned tools, of $("$python" --version)"
venv=$target/python/tools
"$python" -m venv --clear "$venv"
"$venv/bin/pip" install --quiet -r requirements-test.txt
# Whatever an editable build left here is not what is tested.
rm -f python/keyaccount/_core*.so

step "what tests need of the system: a font with Chinese, Java for Spark"
install() {
    if command -v apt-get > /dev/null && [ "$(id -u)" = 0 ]; then
        apt-get update -qq && apt-get install -qq -y --no-install-recommends "$@" > /dev/null
    else
        fail "install $*, or their like, first"
    fi
}
has_chinese() { find /usr/share/fonts /usr/local/share/fonts ~/.fonts -iname 'wqy*' -o -iname 'NotoSansCJK*' -o -iname 'NotoSansSC*' 2> /dev/null; }
[ -n "$(has_chinese)" ] || install fonts-wqy-zenhei
command -v java > /dev/null || install default-jre-headless
# It says `version "17.0.2"`, or `"1.8.0_292"` of what came before 9.
java=$(java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
[ "${java:-0}" -ge 17 ] || fail "Spark needs Java 17 or later, and this is ${java:-none that tells its version}"
# Pyright runs on it.
command -v node > /dev/null || install nodejs

step "the records are those of the core"
"$venv/bin/python" generate/records.py --check

step "the wheel, as it is released"
rm -rf "$target/python/wheels"
"$venv/bin/maturin" build --quiet --locked -o "$target/python/wheels"
wheel=$(ls "$target"/python/wheels/*.whl)
size=$(wc -c < "$wheel")
echo "$(basename "$wheel"): $size bytes"
[ "$size" -le "$most" ] || fail "the wheel has $size bytes, of at most $most"
"$venv/bin/pip" install --quiet --no-deps --force-reinstall "$wheel"

step "the stubs are those of the module"
# Read out of a library with its symbols, which the wheel has not.
[ "${KEYACCOUNT_BUILT:-}" = 1 ] || cargo build --quiet --locked --package keyaccount-python
command -v pyo3-introspection > /dev/null || cargo install --quiet --locked pyo3-introspection@0.30.1
rm -rf "$target/python/stubs"
pyo3-introspection "$target/debug/lib_core.so" _core "$target/python/stubs"
diff -u python/keyaccount/_core.pyi "$target/python/stubs/__init__.pyi" \
    || fail "the stubs are old: run 'maturin develop --generate-stubs' and commit _core.pyi"
PATH="$venv/bin:$PATH" "$venv/bin/stubtest" keyaccount._core --mypy-config-file mypy.ini

step "style and types"
"$venv/bin/ruff" format --check --quiet python tests
"$venv/bin/ruff" check --quiet python tests
"$venv/bin/pyright" --pythonpath "$venv/bin/python"
rm -rf "$target/python/readme"
"$venv/bin/python" tests/run_readme.py --types "$target/python/readme"
"$venv/bin/pyright" --pythonpath "$venv/bin/python" "$target/python/readme"

step "the README in an environment of the wheel alone"
alone=$target/python/alone
"$python" -m venv --clear "$alone"
"$alone/bin/pip" install --quiet "$wheel"
[ "$("$alone/bin/pip" list --format=freeze | grep -civ '^\(pip\|setuptools\|wheel\)==')" = 1 ] \
    || fail "the wheel brought other packages along"
"$alone/bin/python" tests/run_readme.py
"$alone/bin/keyaccount" --version
"$venv/bin/python" tests/run_readme.py

step "tests"
"$venv/bin/pytest" -q -p no:cacheprovider
