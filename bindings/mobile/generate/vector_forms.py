"""Readers of the conformance vectors' JSON for the tests of Kotlin and Swift, written from the core's serde names.

They are test code: nothing of the library reads JSON in those languages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core_api import CoreType, Field, Type, Variant
    from mirror import Mirror

#: What vectors spell out beside the rows of a book.
ROOTS = [
    "approval::Terms",
    "approval::Papers",
    "approval::Circumstances",
    "approval::Person",
    "approval::RoleHolder",
    "approval::Delegation",
    "approval::Decision",
    "archive::AccessGrant",
    "archive::Nda",
    "archive::Attempt",
]

#: What the vectors of admission, of the archive and of what is due spell out besides.
MORE_ROOTS = [
    "Reason",
    "Obligation",
    "VerdictRemedy",
    "VipListing",
    "BasicField",
    "archive::AccuracySample",
    "archive::ArchiveChange",
    "archive::ArchiveQuality",
    "archive::Checkpoint",
    "archive::Composition",
    "archive::LogEntry",
    "archive::LogFindings",
    "archive::LogVerification",
    "archive::PartOnFile",
    "archive::PlainTable",
    "archive::PrivacyReport",
    "archive::incident::ClockState",
    "archive::incident::IncidentEvent",
    "archive::retention::DisposalPhase",
    "archive::retention::DisposalRequest",
    "archive::retention::Hold",
    "archive::retention::MissingForRetention",
    "archive::retention::RetentionState",
    "Disposition",
    "due::CalendarDays",
    "due::CallCustomer",
    "due::ContactMade",
    "due::DueCode",
    "due::DueState",
    "due::DutyFacts",
]

#: Types of the core that cross as text.
AS_TEXT = {"due::WeekReported"}


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(each[:1].upper() + each[1:] for each in rest)


class Forms:
    """One language's readers; the subclasses say how it spells things."""

    roots = ROOTS
    #: What reads an amount that has no zeros after its last decimal.
    exact = "number"

    def __init__(self, mirror: Mirror) -> None:
        self.mirror = mirror

    def paths(self) -> list[str]:
        rows = [path for path in self.mirror.mirrored if self.mirror.name(path).endswith("Row")]
        reachable = self.mirror.api.reachable([*rows, *self.roots])
        return [path for path in reachable if path in self.mirror.mirrored]

    def text(self) -> str:
        parts = [self.head]
        for path in self.paths():
            core = self.mirror.api.types[path]
            name = self.mirror.name(path)
            parts.append(self.enum(core, name) if core.shape == "enum" else self.record(core, name))
        return "\n".join(parts)

    def code(self, core: CoreType, variant: Variant) -> str:
        """Vocabularies written by hand use the names of their variants; laws go by their capitals."""
        if core.path == "Jurisdiction":
            return variant.name.upper()
        return snake(variant.name) if core.deserialized == "by hand" else variant.serde_name

    def field(self, core: CoreType, each: Field) -> str:
        of = each.type
        if of.kind == "option":
            return self.optional(each.serde_name, self.value(of.args[0]))
        if of.kind == "list":
            return self.list(each.serde_name, self.value(of.args[0]))
        reader = self.value(of)
        if "default" in core.serde or "default" in each.serde:
            return f"{self.optional(each.serde_name, reader)} {self.elvis} {self.default(of)}"
        return self.required(each.serde_name, reader)

    def default(self, of: Type) -> str:
        if of.kind == "int":
            return self.zero(of)
        if of.kind in ("bool", "text"):
            return f'{of.name}("")' if of.name else {"bool": "false", "text": '""'}[of.kind]
        if not self.mirror.api.types[of.name].variants:
            return f"read{self.mirror.name(of.name)}({self.nothing})"
        core = self.mirror.api.types[of.name]
        return self.case(self.mirror.name(of.name), core.variants[0].name)

    def value(self, of: Type) -> str:
        """The name of the function that reads one value."""
        simple = {"text": "text", "cow": "text", "bool": "yes", "decimal": "number", "date": "day", "datetime": "moment", "weekday": "weekday"}
        if of.kind == "text" and of.name:
            return f"read{of.name}"
        if of.kind in simple:
            return simple[of.kind]
        if of.kind == "int":
            return f"whole{of.name.upper()}"
        if of.kind == "core" and of.name == "Score":
            return "number"
        if of.kind == "core" and of.name == "Exact":
            return self.exact
        if of.kind == "core" and of.name in AS_TEXT:
            return "text"
        if of.kind == "core":
            return f"read{self.mirror.name(of.name)}"
        if of.kind == "box":
            return self.value(of.args[0])
        if of.kind == "list":
            return self.all(self.value(of.args[0]))
        if of.kind == "option":
            return self.maybe(self.value(of.args[0]))
        raise ValueError(of)

    def written(self, core: CoreType) -> tuple[str | None, str | None]:
        """Under which keys an enum's code and value stand; without, the code is the value or the only key."""
        tag, content = core.serde.get("tag"), core.serde.get("content")
        return (str(tag) if tag else None, str(content) if content else None)


class KotlinForms(Forms):
    roots = [*ROOTS, *MORE_ROOTS]
    exact = "exact"
    elvis = "?:"
    head = (
        "// Written by bindings/mobile/generate/mirror.py: readers of the conformance vectors.\npackage keyaccount\n\n"
        "import com.fasterxml.jackson.databind.JsonNode\n"
    )

    def label(self, name: str) -> str:
        return "`class`" if name == "class" else camel(name)

    def case(self, name: str, variant: str) -> str:
        return f"{name}.{snake(variant).upper()}"

    def optional(self, key: str, reader: str) -> str:
        return f'node.optional("{key}", {self.ref(reader)})'

    def list(self, key: str, reader: str) -> str:
        return f'node.list("{key}", {self.ref(reader)})'

    def required(self, key: str, reader: str) -> str:
        return f'node.required("{key}", {self.ref(reader)})'

    def ref(self, reader: str) -> str:
        return reader if reader.startswith("{") else f"::{reader}"

    def all(self, reader: str) -> str:
        return f"{{ each: JsonNode -> each.map({self.ref(reader)}) }}"

    def record(self, core: CoreType, name: str) -> str:
        keys = ", ".join(f'"{each.serde_name}"' for each in core.fields)
        lines = [f"fun read{name}(node: JsonNode): {name} {{", f"    node.only({keys})", f"    return {name}("]
        lines += [f"        {self.label(each.name)} = {self.field(core, each)}," for each in core.fields]
        return "\n".join([*lines, "    )", "}"]) + "\n"

    def zero(self, of: Type) -> str:
        return "0u" if of.name[0] == "u" and of.name != "usize" else "0"

    nothing = "nothing"

    def maybe(self, reader: str) -> str:
        return f"{{ each: JsonNode -> if (each.isNull) null else {reader}(each) }}"

    def enum(self, core: CoreType, name: str) -> str:
        flat = all(variant.shape == "unit" for variant in core.variants)
        tag, content = self.written(core)
        code = f'text(node.get("{tag}"))' if tag else "codeOf(node)"
        key = f'"{content}"' if content else "code"
        lines = [f"fun read{name}(node: JsonNode): {name} = when (val code = {code}) {{"]
        for each in core.variants:
            made = self.case(name, each.name) if flat else f"{name}.{self.variant(name, each.name)}"
            if each.shape == "tuple":
                made += f"(node.required({key}, {self.ref(self.value(each.fields[0].type))}))"
            elif each.shape == "struct":
                fields = ", ".join(f"{self.label(f.name)} = {self.field(core, f)}" for f in each.fields)
                within = "node" if tag and not content else f"node.get({key})"
                made = f"{within}.let {{ node -> {made}({fields}) }}"
            lines.append(f'    "{self.code(core, each)}" -> {made}')
        return "\n".join([*lines, f'    else -> error("`$code` is no {name}")', "}"]) + "\n"

    def variant(self, enum: str, variant: str) -> str:
        """A case of another name in Kotlin (`uniffi.toml`)."""
        return self.mirror.renamed.get(f"{enum}.{variant}", variant)


class SwiftForms(Forms):
    roots = [*ROOTS, *MORE_ROOTS]
    elvis = "??"
    head = (
        "// Written by bindings/mobile/generate/mirror.py: readers of the conformance vectors.\n"
        "import Foundation\n@testable import KeyAccount\n"
    )

    def case(self, name: str, variant: str) -> str:
        return f".{camel(snake(variant))}"

    def optional(self, key: str, reader: str) -> str:
        return f'try node.optional("{key}", {reader})'

    def list(self, key: str, reader: str) -> str:
        return f'try node.list("{key}", {reader})'

    def required(self, key: str, reader: str) -> str:
        return f'try node.required("{key}", {reader})'

    def all(self, reader: str) -> str:
        return f"{{ each in try each.items().map({reader}) }}"

    def record(self, core: CoreType, name: str) -> str:
        keys = ", ".join(f'"{each.serde_name}"' for each in core.fields)
        lines = [f"func read{name}(_ node: Json) throws -> {name} {{", f"    try node.only([{keys}])"]
        lines += [f"    let {self.local(each)} = {self.field(core, each)}" for each in core.fields]
        given = ", ".join(f"{camel(each.name)}: {self.local(each)}" for each in core.fields)
        return "\n".join([*lines, f"    return {name}({given})", "}"]) + "\n"

    def local(self, each: Field) -> str:
        """The name of a field as a constant of its own."""
        return "`class`" if each.name == "class" else camel(each.name)

    def zero(self, of: Type) -> str:
        return "0"

    nothing = "Json.nothing"

    def maybe(self, reader: str) -> str:
        return f"{{ each in each.isNull ? nil : try {reader}(each) }}"

    def enum(self, core: CoreType, name: str) -> str:
        tag, content = self.written(core)
        code = f'try node.required("{tag}", text)' if tag else "try node.code()"
        lines = [f"func read{name}(_ node: Json) throws -> {name} {{", f"    let code = {code}", "    switch code {"]
        for each in core.variants:
            made = self.case(name, each.name)
            key = f'"{content}"' if content else "code"
            if each.shape == "tuple":
                made += f"(try node.required({key}, {self.value(each.fields[0].type)}))"
                lines.append(f'    case "{self.code(core, each)}": return {made}')
            elif each.shape == "struct":
                fields = ", ".join(f"{camel(f.name)}: {self.field(core, f)}" for f in each.fields)
                within = "node" if tag and not content else f"try node.required({key}) {{ $0 }}"
                lines += [f'    case "{self.code(core, each)}":', f"        let node = {within}", f"        return {made}({fields})"]
            else:
                lines.append(f'    case "{self.code(core, each)}": return {made}')
        return "\n".join([*lines, f'    default: throw FormError("`\\(code)` is no {name}")', "    }", "}"]) + "\n"
