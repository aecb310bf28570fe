"""Where the vectors are, and what they have in common."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import keyaccount as ka
from keyaccount.archive import AccessAsk, AccessForm, ArchiveAction, CustomerFile, FileStatus

if TYPE_CHECKING:
    from keyaccount.decisions import Reason, Verdict

ROOT = Path(__file__).resolve().parents[4]
VECTORS = ROOT / "tests" / "vectors"
#: The file of a customer whom `lin` of sales is in charge of.
FILE = CustomerFile(customer_id="K1", owner="lin", department="sales", level="L1", status=FileStatus.FILED)
#: A request to take the customer's phone number along on paper.
ASK = AccessAsk(
    request_id="R1",
    purpose="visit",
    action=ArchiveAction.VIEW_PAPER_EXTRACT,
    department="sales",
    files=(FILE,),
    fields=("phone",),
    form=AccessForm.PAPER,
)


def vectors(folder: str) -> list[tuple[str, dict[str, Any]]]:
    """Every vector of a folder with its place."""
    found: list[tuple[str, dict[str, Any]]] = []
    for path in sorted((VECTORS / folder).glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        found += [(f"{path.name}: {vector['id']}", vector) for vector in content["vectors"]]
    assert found, f"no vectors in {folder}"
    return found


def policy_of(vector: dict[str, Any], default: str = "standard") -> ka.Policy:
    """The policy of a vector, with the values set in it."""
    given = vector.get("set", {})
    settings = dict(given)
    name = vector.get("policy", default)
    cut = vector.get("without_section")
    source = (ROOT / f"crates/keyaccount/policies/{name}.toml").read_text(encoding="utf-8")
    kept: list[str] = []
    leaving_out = False
    for line in source.splitlines():
        if line.startswith("["):
            leaving_out = cut is not None and line.split("]")[0] == f"[{cut}"
        if not leaving_out:
            kept.append(line)
    return ka.Policy.from_toml("\n".join(kept), file=name, settings=settings)


def reason(found: Reason) -> str:
    return found.code.value if found.about is None else f"{found.code.value}: {found.about}"


def remedies(found: Verdict) -> list[str]:
    return ["; ".join(step.sentence() for step in remedy.steps) for remedy in found.remedies]


def archive_verdict(expected: dict[str, Any], found: Verdict, place: str) -> None:
    """A verdict against what a vector says of it; what is not named is not checked."""

    def obligation(each: Any) -> str:
        if each.role is not None:
            return f"{each.code.value}: {each.role}"
        return each.code.value if each.by is None else f"{each.code.value}: by {each.by}"

    if expected.get("outcome") is not None:
        assert found.outcome.value == expected["outcome"], place
    if expected.get("reasons") is not None:
        assert [reason(each) for each in found.reasons] == expected["reasons"], place
    if expected.get("remedies") is not None:
        assert remedies(found) == expected["remedies"], place
    if expected.get("obligations") is not None:
        assert [obligation(each) for each in found.obligations] == expected["obligations"], place
    for lang, sentence in expected.get("first_reason", {}).items():
        assert found.reasons[0].sentence(lang) == sentence, place
