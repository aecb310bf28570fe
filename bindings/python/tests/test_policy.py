"""Policies: loading, changing, printing."""

from __future__ import annotations

import copy
import hashlib
import json
import pickle
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import keyaccount as ka


def test_a_shipped_policy_has_a_header_and_a_digest_of_its_text() -> None:
    policy = ka.Policy.shipped("standard")
    assert (policy.name, policy.version, policy.currency) == ("standard", "1", "CNY")
    assert policy.digest == hashlib.sha256(policy.to_toml().encode()).hexdigest()
    assert ka.Policy.from_toml(policy.to_toml()) == policy
    assert hash(ka.Policy.from_toml(policy.to_toml())) == hash(policy)


def test_every_shipped_policy_loads_under_its_name() -> None:
    names = ka.Policy.names()
    assert "standard" in names
    assert [ka.Policy.shipped(name).name for name in names] == names


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(ka.KeyaccountError, match="did you mean `standard`") as refused:
        ka.Policy.shipped("standrad")
    assert [problem.code for problem in refused.value.problems] == ["unknown_code"]
    assert isinstance(refused.value, ValueError)


def test_all_mistakes_are_reported_with_their_lines() -> None:
    text = ka.Policy.shipped("standard").to_toml().replace("grace_days", "grace_dayz", 1)
    line = 1 + next(at for at, row in enumerate(text.splitlines()) if "grace_dayz" in row)
    with pytest.raises(ka.KeyaccountError) as refused:
        ka.Policy.from_toml(text + "\nnonsense = 1\n", file="house.toml")
    problems = refused.value.problems
    unknown = [problem for problem in problems if problem.code == "unknown_key"]
    assert ("house.toml", line) in {(problem.file, problem.line) for problem in unknown}
    assert refused.value.count == len(problems) >= 2
    assert str(refused.value).splitlines()[0] == str(problems[0])


@pytest.mark.parametrize("value", ["3", 3, Decimal(3)])
def test_settings_take_texts_and_numbers(value: str | int | Decimal) -> None:
    policy = ka.Policy.shipped("standard", settings={"credit.grace_days": value})
    assert "grace_days = 3" in policy.to_toml()
    assert policy != ka.Policy.shipped("standard")


def test_a_setting_no_policy_has_is_refused() -> None:
    with pytest.raises(ka.KeyaccountError, match="grace_days"):
        ka.Policy.shipped("standard", settings={"credit.grace_dayz": 3})


def test_a_file_is_read_and_a_missing_one_named(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text(
        '[policy]\nformat = 1\nname = "house"\nversion = "2"\n'
        'extends = "standard@1"\neffective_from = 2026-01-01\n',
        encoding="utf-8",
    )
    policy = ka.Policy.from_file(path)
    assert (policy.name, policy.version, policy.effective_from) == ("house", "2", date(2026, 1, 1))
    with pytest.raises(ka.KeyaccountError, match="no such file") as refused:
        ka.Policy.from_file(tmp_path / "nowhere.toml")
    assert refused.value.problems[0].code == "io"


def test_a_policy_reads_in_both_languages() -> None:
    policy = ka.Policy.shipped("standard")
    assert "第一章" in policy.to_text("zh")
    assert policy.to_markdown("en").startswith("# ")
    with pytest.raises(ka.KeyaccountError, match="`de`"):
        policy.to_text("de")


def test_the_schema_is_one() -> None:
    assert json.loads(ka.Policy.json_schema())["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_file_of_this_format_upgrades_to_itself() -> None:
    text = "# ours\n[policy]\nformat = 1\n"
    upgraded = ka.Policy.upgrade(text)
    assert (upgraded.text, upgraded.from_format, upgraded.to_format, upgraded.changes) == (text, 1, 1, [])


def test_policies_and_problems_go_to_other_processes() -> None:
    policy = ka.Policy.shipped("standard", settings={"credit.grace_days": 3})
    assert pickle.loads(pickle.dumps(policy)) == copy.deepcopy(policy) == policy
    with pytest.raises(ka.KeyaccountError) as refused:
        ka.Policy.from_toml("[credit]\ngrace_dayz = 3\n")
    again = pickle.loads(pickle.dumps(refused.value))
    assert isinstance(again, ka.KeyaccountError)
    assert (again.problems, again.count) == (refused.value.problems, refused.value.count)
    with pytest.raises(ka.KeyaccountError, match="`nonsense`"):
        ka.Problem("nonsense", "a", "b")


def test_a_setting_is_never_rounded() -> None:
    wrong: tuple[Any, ...] = (0.3, Decimal("NaN"))
    for given in wrong:
        with pytest.raises(ka.KeyaccountError, match=r"binary float|plain decimal") as refused:
            ka.Policy.shipped(settings={"credit.grace_days": 3, "composite.weights.credit": given})
        assert [problem.path for problem in refused.value.problems] == ["composite.weights.credit"]
    # A text goes to the policy as it stands, which takes six decimals.
    with pytest.raises(ka.KeyaccountError) as refused:
        ka.Policy.shipped(settings={"composite.weights.credit": "0.29999999999999999999999999999999"})
    assert "0.29999999999999999999999999999999" in str(refused.value)
    with pytest.raises(ka.KeyaccountError):
        ka.Policy.shipped(settings={"composite.weights.credit": Decimal("1E+300000000")})
