"""The public surface of the `keyaccount` crate, read from its rustdoc JSON.

The bindings are generated from it, and `parity.txt` is held against it, so that nothing of the core is
missed and nothing is written out by hand for each language. Standard library only.

    api = CoreApi.load()                 # runs rustdoc into the target directory
    api.items                            # every public path, e.g. `approval::Terms`, in order
    api.types["approval::Terms"].fields  # with docs, types and serde names
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: Types of other crates by what they mean; everything else outside the core is an error when it is met.
FOREIGN = {
    "String": "text",
    "str": "text",
    "Decimal": "decimal",
    "NaiveDate": "date",
    "NaiveDateTime": "datetime",
    "NaiveTime": "time",
    "Weekday": "weekday",
}
#: Wrappers that change who owns a value, not what it is.
TRANSPARENT = {"Box", "Arc", "Rc", "Cow"}
LISTS = {"Vec", "VecDeque"}
SETS = {"BTreeSet", "HashSet"}
MAPS = {"BTreeMap", "HashMap"}


@dataclass(frozen=True)
class Type:
    """A type as the bindings see it.

    `kind` is `text` (then `name` is the type of the id, if it is one), `decimal`, `date`, `datetime`, `time`,
    `weekday`, `bool`, `int` (then `name` is the Rust integer), `option`, `list`, `array`, `set`, `map`,
    `tuple`, `unit`, `result`, `core` (then `name` is the public path of the type), `self`, or `other` (then
    `name` is how rustdoc prints it).
    """

    kind: str
    name: str = ""
    args: tuple[Type, ...] = ()

    def mentions(self) -> set[str]:
        """The core's own types in it."""
        named = {self.name} if self.kind == "core" else set()
        return named.union(*(each.mentions() for each in self.args))


@dataclass(frozen=True)
class Field:
    """A field: `name` is Rust's (or the position), `serde_name` the one that crosses a border."""

    name: str
    serde_name: str
    type: Type
    docs: str
    serde: dict[str, str | bool]

    @property
    def is_optional(self) -> bool:
        """Whether it may be left out when it is read."""
        return "default" in self.serde or self.type.kind == "option"


@dataclass(frozen=True)
class Variant:
    """A variant: `shape` is `unit`, `tuple` or `struct`; `is_default` says that `Default` gives it."""

    name: str
    serde_name: str
    shape: str
    fields: tuple[Field, ...]
    docs: str
    serde: dict[str, str | bool]
    is_default: bool = False


@dataclass(frozen=True)
class Method:
    """A function: inputs in order, without `self`; `receiver` is `None`, `&self`, `&mut self` or `self`."""

    name: str
    receiver: str | None
    inputs: tuple[tuple[str, Type], ...]
    output: Type
    docs: str
    is_const: bool
    generics: tuple[str, ...]


@dataclass
class CoreType:
    """A struct or an enum; `shape` is `struct`, `tuple`, `unit` or `enum`.

    `is_open` says that every field is public, so that any value of them is valid. `serde` holds the
    container's attributes; `serialized` is `derived`, `by hand` or `no`, and so is `deserialized`.
    """

    path: str
    shape: str
    docs: str
    fields: tuple[Field, ...]
    variants: tuple[Variant, ...]
    is_open: bool
    generics: tuple[str, ...]
    serde: dict[str, str | bool]
    serialized: str
    deserialized: str
    traits: frozenset[str]
    methods: tuple[Method, ...] = field(default=())
    constants: tuple[str, ...] = field(default=())
    #: Where it stands, e.g. `approval/terms.rs`.
    file: str = ""

    @property
    def name(self) -> str:
        return self.path.rsplit("::", 1)[-1]

    def mentions(self) -> set[str]:
        """The core's own types in its fields."""
        fields = [*self.fields, *(each for variant in self.variants for each in variant.fields)]
        return set().union(*(each.type.mentions() for each in fields))


class CoreApi:
    """What rustdoc says of the crate."""

    def __init__(self, document: dict) -> None:
        self._index: dict[str, dict] = document["index"]
        self._paths: dict[int, str] = {}
        self._modules: set[str] = set()
        self._walk(self._index[str(document["root"])], "")

    @classmethod
    def load(cls, path: Path | None = None) -> CoreApi:
        """Reads the JSON at `path`, or makes it first."""
        return cls(json.loads((path or rustdoc_json()).read_text(encoding="utf-8")))

    def _walk(self, module: dict, prefix: str) -> None:
        for number in module["inner"]["module"]["items"]:
            item = self._index.get(str(number))
            if item is None:
                continue
            inner = item["inner"]
            if "use" in inner:
                target = inner["use"]["id"]
                if inner["use"]["is_glob"] or target is None or str(target) not in self._index:
                    continue
                self._add(target, prefix + inner["use"]["name"])
            elif "module" in inner:
                if item["visibility"] == "public":
                    self._modules.add(prefix + item["name"])
                    self._walk(item, f"{prefix}{item['name']}::")
            elif item["visibility"] == "public" and item["name"]:
                self._add(number, prefix + item["name"])

    def _add(self, number: int, path: str) -> None:
        known = self._paths.get(number)
        if known is None or (path.count("::"), path) < (known.count("::"), known):
            self._paths[number] = path

    @cached_property
    def items(self) -> dict[str, str]:
        """Every public item by path, with its kind: types with their fields, variants and methods below them."""
        found: dict[str, str] = dict.fromkeys(self._modules, "module")
        for number, path in self._paths.items():
            item = self._index[str(number)]
            kind = next(iter(item["inner"]))
            found[path] = kind
            if core := self.types.get(path):
                found |= {f"{path}.{each.name}": "field" for each in core.fields}
                found |= {f"{path}::{each.name}": "variant" for each in core.variants}
                found |= {f"{path}::{each.name}()": "function" for each in core.methods}
                found |= {f"{path}::{each}": "constant" for each in core.constants}
        return dict(sorted(found.items()))

    @cached_property
    def types(self) -> dict[str, CoreType]:
        """Every public struct and enum by path."""
        found = {}
        for number, path in sorted(self._paths.items(), key=lambda pair: pair[1]):
            item = self._index[str(number)]
            if "struct" in item["inner"] or "enum" in item["inner"]:
                found[path] = self._core_type(path, item)
        return found

    @cached_property
    def functions(self) -> dict[str, Method]:
        """Every public function outside types by path."""
        pairs = ((path, self._index[str(number)]) for number, path in self._paths.items())
        return {path: self._method(item) for path, item in sorted(pairs) if "function" in item["inner"]}

    def reachable(self, roots: list[str]) -> list[str]:
        """The types that can be met in the fields of `roots`, themselves among them, in order of path."""
        seen: set[str] = set()
        ahead = list(roots)
        while ahead:
            path = ahead.pop()
            if path not in seen:
                seen.add(path)
                ahead.extend(self.types[path].mentions())
        return sorted(seen)

    def is_id(self, path: str) -> bool:
        """Whether it is the type of an id, which is a text wherever types do not tell ids apart."""
        return self._index[str(self._numbers[path])]["span"]["filename"].endswith("/src/ids.rs")

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {path: number for number, path in self._paths.items()}

    def _core_type(self, path: str, item: dict) -> CoreType:
        is_enum = "enum" in item["inner"]
        body = item["inner"]["enum" if is_enum else "struct"]
        serde = serde_attributes(item)
        implemented = [self._index[str(each)] for each in body["impls"] if str(each) in self._index]
        traits = {}
        methods: list[Method] = []
        constants: list[str] = []
        for each in implemented:
            inner = each["inner"]["impl"]
            if inner["trait"] is not None:
                by = "derived" if "automatically_derived" in each["attrs"] else "by hand"
                if inner["blanket_impl"] is None:
                    traits[inner["trait"]["path"].rsplit("::", 1)[-1]] = by
                continue
            for number in inner["items"]:
                member = self._index.get(str(number))
                if member is None or member["visibility"] != "public":
                    continue
                if "function" in member["inner"]:
                    methods.append(self._method(member))
                elif "assoc_const" in member["inner"]:
                    constants.append(member["name"])
        fields: tuple[Field, ...] = ()
        variants: tuple[Variant, ...] = ()
        is_open = True
        rename_all = str(serde.get("rename_all", ""))
        if is_enum:
            shape = "enum"
            variants = tuple(self._variant(number, rename_all, serde) for number in body["variants"])
        elif "plain" in body["kind"]:
            shape = "struct"
            plain = body["kind"]["plain"]
            is_open = not plain["has_stripped_fields"]
            fields = self._fields(plain["fields"], rename_all)
        elif "tuple" in body["kind"]:
            shape = "tuple"
            is_open = None not in body["kind"]["tuple"]
            fields = self._fields([each for each in body["kind"]["tuple"] if each is not None], "")
        else:
            shape = "unit"
        return CoreType(
            path=path,
            shape=shape,
            docs=item["docs"] or "",
            fields=fields,
            variants=variants,
            is_open=is_open,
            generics=generics(body["generics"]),
            serde=serde,
            serialized=traits.get("Serialize", "no"),
            deserialized=traits.get("Deserialize", "no"),
            traits=frozenset(traits),
            methods=tuple(sorted(methods, key=lambda each: each.name)),
            constants=tuple(sorted(constants)),
            file=item["span"]["filename"].split("/src/", 1)[-1],
        )

    def _variant(self, number: int, rename_all: str, container: dict[str, str | bool]) -> Variant:
        item = self._index[str(number)]
        serde = serde_attributes(item)
        kind = item["inner"]["variant"]["kind"]
        in_fields = str(serde.get("rename_all", container.get("rename_all_fields", "")))
        if kind == "plain":
            shape, fields = "unit", ()
        elif "tuple" in kind:
            shape, fields = "tuple", self._fields([each for each in kind["tuple"] if each is not None], "")
        else:
            shape, fields = "struct", self._fields(kind["struct"]["fields"], in_fields)
        name = item["name"]
        is_default = {"other": "#[default]"} in item["attrs"]
        return Variant(name, serde_name(name, rename_all, serde), shape, fields, item["docs"] or "", serde, is_default)

    def _fields(self, numbers: list[int], rename_all: str) -> tuple[Field, ...]:
        found = []
        for number in numbers:
            item = self._index.get(str(number))
            if item is None or item["visibility"] not in ("public", "default"):
                continue
            serde = serde_attributes(item)
            name = item["name"]
            # Fields are in snake case already; only another case renames them.
            renamed = serde_name(name, "" if rename_all == "snake_case" else rename_all, serde)
            found.append(Field(name, renamed, self._type(item["inner"]["struct_field"]), item["docs"] or "", serde))
        return tuple(found)

    def _method(self, item: dict) -> Method:
        inner = item["inner"]["function"]
        receiver = None
        inputs = []
        for name, given in inner["sig"]["inputs"]:
            if name == "self":
                borrowed = given.get("borrowed_ref") if isinstance(given, dict) else None
                receiver = "self" if borrowed is None else "&mut self" if borrowed["is_mutable"] else "&self"
            else:
                inputs.append((name, self._type(given)))
        output = inner["sig"]["output"]
        return Method(
            name=item["name"],
            receiver=receiver,
            inputs=tuple(inputs),
            output=Type("unit") if output is None else self._type(output),
            docs=item["docs"] or "",
            is_const=inner["header"]["is_const"],
            generics=generics(inner["generics"]),
        )

    def _type(self, given: dict) -> Type:
        kind, body = next(iter(given.items()))
        if kind == "primitive":
            return primitive(body)
        if kind == "borrowed_ref":
            return self._type(body["type"])
        if kind in ("slice", "array"):
            of = self._type(body if kind == "slice" else body["type"])
            return Type("list" if kind == "slice" else "array", body.get("len", "") if kind == "array" else "", (of,))
        if kind == "tuple":
            return Type("tuple", "", tuple(map(self._type, body))) if body else Type("unit")
        if kind == "generic":
            return Type("self") if body == "Self" else Type("other", body)
        if kind == "resolved_path":
            return self._named(body)
        return Type("other", kind)

    def _named(self, body: dict) -> Type:
        name = body["path"].rsplit("::", 1)[-1]
        if path := self._paths.get(body["id"]):
            return Type("text", path) if self.is_id(path) else Type("core", path)
        given = ((body.get("args") or {}).get("angle_bracketed") or {}).get("args", [])
        args = tuple(self._type(each["type"]) for each in given if "type" in each)
        if name in TRANSPARENT:
            return args[0]
        for kind, names in (("option", {"Option"}), ("list", LISTS), ("set", SETS), ("map", MAPS), ("result", {"Result"})):
            if name in names:
                return Type(kind, "", args)
        return Type(FOREIGN[name]) if name in FOREIGN else Type("other", body["path"], args)


def primitive(name: str) -> Type:
    if name == "str":
        return Type("text")
    if name == "bool":
        return Type("bool")
    return Type("int", name) if re.fullmatch(r"[ui](8|16|32|64|128|size)", name) else Type("other", name)


def generics(given: dict) -> tuple[str, ...]:
    """The names of type parameters; lifetimes and what `impl Trait` stands for say nothing to a binding."""
    return tuple(each["name"] for each in given["params"] if "type" in each["kind"])


def serde_attributes(item: dict) -> dict[str, str | bool]:
    """`#[serde(default, rename = "x")]` as `{"default": True, "rename": "x"}`."""
    found: dict[str, str | bool] = {}
    for each in item["attrs"]:
        text = each.get("other", "") if isinstance(each, dict) else each
        match = re.fullmatch(r"#\[serde\((.*)\)\]", text, re.DOTALL)
        if match is None:
            continue
        for name, value in re.findall(r'(\w+)(?:\s*=\s*"([^"]*)")?', match[1]):
            found[name] = value or True
    return found


def serde_name(name: str, rename_all: str, serde: dict[str, str | bool]) -> str:
    """The name that serde writes."""
    if isinstance(renamed := serde.get("rename"), str):
        return renamed
    if rename_all == "snake_case":
        return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
    if rename_all == "lowercase":
        return name.lower()
    if rename_all in ("UPPERCASE", "SCREAMING_SNAKE_CASE"):
        return re.sub(r"(?<!^)(?=[A-Z])", "_", name).upper() if "SNAKE" in rename_all else name.upper()
    if rename_all:
        raise ValueError(f"`rename_all = \"{rename_all}\"` of `{name}` is not known here: add it")
    return name


def rustdoc_json() -> Path:
    """Makes the crate's rustdoc JSON, an unstable form that the stable toolchain can write too.

    In a directory of its own: the variable that allows it has cargo build every procedural macro anew.
    """
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "rustdoc-json"
    environment = {**os.environ, "RUSTC_BOOTSTRAP": "1"}
    command = ["cargo", "rustdoc", "--quiet", "--locked", "-p", "keyaccount", "--lib"]
    command += ["--target-dir", str(target.resolve()), "--"]
    command += ["-Z", "unstable-options", "--output-format", "json"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return target / "doc" / "keyaccount.json"
