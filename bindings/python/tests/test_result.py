"""Results: rows, tables, explanations, files."""

from __future__ import annotations

import csv
import io
import json
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import run_command

import keyaccount as ka

DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def result(sample_book: Path, standard: ka.Policy) -> ka.Result:
    return ka.Book.from_dir(sample_book).score(standard, DAY)


def test_it_says_what_it_was_made_from(result: ka.Result, standard: ka.Policy, sample_book: Path) -> None:
    assert result.policy == standard
    assert result.as_of == DAY
    assert result.stamp.policy_digest == standard.digest
    assert result.stamp.input_digest == ka.Book.from_dir(sample_book).input_digest(DAY)
    assert result.stamp.library_version == ka.__version__


def test_without_a_digest_the_scores_are_the_same(
    result: ka.Result, sample_book: Path, standard: ka.Policy
) -> None:
    quick = ka.Book.from_dir(sample_book).score(standard, DAY, input_digest=False)
    assert quick.stamp.input_digest == ""
    assert quick.scores.to_pyarrow().equals(result.scores.to_pyarrow())


def test_a_customer_is_a_row(result: ka.Result) -> None:
    ids = result.scores.to_pyarrow()["customer_id"].to_pylist()
    assert len(result) == len(ids)
    first = result[ids[0]]
    assert first["customer_id"] == ids[0]
    assert isinstance(first["composite_score"], Decimal)
    assert first["priority_rank"] == 1
    assert ids[0] in result
    assert "nobody" not in result
    with pytest.raises(KeyError, match=f"did you mean `{ids[0]}`"):
        result[ids[0] + "x"]


def test_the_distribution_counts_everybody(result: ka.Result) -> None:
    grades = result.scores.to_pyarrow().to_pylist()
    counts = result.distribution
    assert sum(counts.grades.values()) + counts.unrated + counts.new == counts.total == len(result)
    rated = [row["grade"] for row in grades if row["track"] == "rated" and row["composite_score"] is not None]
    assert {grade: rated.count(grade) for grade in counts.grades} == counts.grades


@pytest.mark.parametrize("table", ["scores", "slices", "credit", "behaviour", "portfolio"])
def test_every_table_is_arrow_pandas_and_polars(result: ka.Result, table: str) -> None:
    shown: ka.Table = getattr(result, table)
    arrow = shown.to_pyarrow()
    assert len(shown) == arrow.num_rows > 0
    assert shown.column_names == arrow.column_names
    assert arrow.schema.metadata[b"policy_name"] == b"standard"
    assert pa.types.is_decimal(arrow.schema.field(arrow.column_names[-1]).type) or table != "portfolio"
    pandas, polars = shown.to_pandas(), shown.to_polars()
    assert pandas.shape == polars.shape == arrow.shape
    for name, kind in zip(arrow.column_names, arrow.schema.types, strict=True):
        if pa.types.is_decimal(kind):
            assert pandas[name].dtype == pd.ArrowDtype(kind)
            assert polars[name].dtype == pl.Decimal(38, kind.scale)
    assert shown.head(2)[0][0] == str(arrow.to_pylist()[0][arrow.column_names[0]])


def test_a_requested_schema_is_honoured(result: ka.Result) -> None:
    wanted = pa.schema([(name, pa.large_string()) for name in result.scores.column_names])
    reader = pa.RecordBatchReader.from_stream(result.scores, schema=wanted)
    assert reader.schema.types == wanted.types


def test_a_schema_that_cannot_be_had_leaves_the_own_one(result: ka.Result) -> None:
    for wanted in [pa.schema([("customer_id", pa.string())]), pa.schema([("else", pa.int64())])]:
        stream = result.scores.__arrow_c_stream__(wanted.__arrow_c_schema__())
        assert "arrow_array_stream" in repr(stream)
        reader = pa.RecordBatchReader._import_from_c_capsule(stream)
        assert reader.schema.equals(result.scores.to_pyarrow().schema)
        assert reader.read_all().equals(result.scores.to_pyarrow())


def test_many_days_in_one_load(sample_book: Path, standard: ka.Policy) -> None:
    book = ka.Book.from_dir(sample_book)
    days = [date(2026, 3, 31), DAY]
    results = book.score(standard, days)
    assert [one.as_of for one in results] == days
    assert results[0].scores.to_pyarrow().equals(book.score(standard, days[0]).scores.to_pyarrow())
    assert book.score(standard, []) == []


def test_the_steps_of_an_explanation_are_a_table(result: ka.Result) -> None:
    # 86.69 points are an A; bad credit allows a C at most, which ends where B begins, at 60.
    steps = result.explain("K004").steps
    assert steps.column_names == [
        "customer_id",
        "step",
        "item",
        "score",
        "weight",
        "adds",
        "reaches",
        "grade",
        "clause",
    ]
    rows = steps.to_pyarrow().to_pylist()
    told = [(row["step"], row["item"], row["adds"], row["reaches"], row["grade"]) for row in rows]
    d = Decimal
    assert told[:5] == [
        ("dimension", "credit", d("4.88"), d("4.88"), None),
        ("dimension", "volume", d("27.43"), d("32.31"), None),
        ("dimension", "profit", d("54.38"), d("86.69"), None),
        ("composite", "composite", None, d("86.69"), "A"),
        ("cap", "bad_credit", d("-26.69"), d(60), "C"),
    ]
    assert {row["customer_id"] for row in rows} == {"K004"}
    assert steps.to_pyarrow().schema.metadata[b"policy_name"] == b"standard"
    # A customer's own copy says nothing of what it was made from.
    own = result.explain("K004", audience="customer").steps.to_pyarrow()
    assert own.schema.metadata is None
    assert own.column("step").to_pylist() == [row["step"] for row in rows]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_explanation_is_markdown_too(result: ka.Result, lang: str) -> None:
    explained = result.explain("K004", lang=lang)
    markdown = explained.markdown()
    assert markdown == result.explain("K004").markdown(lang=lang)
    lines = markdown.splitlines()
    assert lines[0].startswith("# K004")
    assert not any(line.startswith("# ") for line in lines[1:])
    rules = [at for at, line in enumerate(lines) if line.startswith("|") and "--" in line]
    assert rules
    for at in rules:
        cells = lines[at].count("|")
        for row in (at - 1, at + 1):
            assert lines[row].startswith("| ")
            assert lines[row].replace("\\|", "").count("|") == cells


def test_an_explanation_is_the_command_s(result: ka.Result, sample_book: Path) -> None:
    customer = str(result.scores.head(1)[0][0])
    for lang in ("en", "zh"):
        said = run_command("explain", sample_book, customer, "--as-of", "2026-06-30", "--lang", lang)
        explained = result.explain(customer, lang=lang)
        assert str(explained) == explained.text(lang) == said.stdout.decode()
    record = run_command("explain", sample_book, customer, "--as-of", "2026-06-30", "--format", "json")
    assert result.explain(customer).to_dict() == json.loads(record.stdout)
    own = run_command("explain", sample_book, customer, "--as-of", "2026-06-30", "--audience", "customer")
    assert result.explain(customer, audience="customer").text() == own.stdout.decode()
    with pytest.raises(ka.KeyaccountError, match="did you mean"):
        result.explain(customer + "x")
    with pytest.raises(ka.KeyaccountError, match="`internal`"):
        result.explain(customer, audience="everybody")


def test_remedies_have_levers_and_sentences(result: ka.Result) -> None:
    rows = result.scores.to_pyarrow().to_pylist()
    worst = next(row["customer_id"] for row in rows if row["grade"] == "D")
    remedies = result.remedies(worst)
    assert {"credit", "volume", "profit"} <= {remedy.lever for remedy in remedies}
    for remedy in remedies:
        assert remedy.sentence() == str(remedy) != remedy.sentence("zh")
    with pytest.raises(ka.KeyaccountError, match="did you mean"):
        result.remedies(worst + "x")


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_files_are_the_command_s_and_can_be_made_again(
    result: ka.Result, sample_book: Path, tmp_path: Path, ending: str
) -> None:
    ours, theirs = tmp_path / f"ours.{ending}", tmp_path / f"theirs.{ending}"
    getattr(result, f"to_{ending}")(ours)
    run_command("score", sample_book, "--as-of", "2026-06-30", "-o", theirs)
    assert ours.read_bytes() == theirs.read_bytes()
    assert (tmp_path / f"ours.{ending}.run.json").read_bytes() == (
        tmp_path / f"theirs.{ending}.run.json"
    ).read_bytes()


def test_no_other_file_is_written_over(result: ka.Result, tmp_path: Path) -> None:
    beside = tmp_path / "scores.csv.run.json"
    beside.write_text("mine", encoding="utf-8")
    with pytest.raises(ka.KeyaccountError, match="no run file"):
        result.to_csv(tmp_path / "scores.csv")
    assert beside.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "scores.csv").exists()
    with pytest.raises(OSError, match="no such folder"):
        result.to_csv(tmp_path / "nowhere" / "scores.csv")


def test_admission_is_the_command_s(result: ka.Result, sample_book: Path) -> None:
    said = run_command("admit", sample_book, "--as-of", "2026-06-30", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.stdout.decode())))
    table = result.key_accounts()
    assert [row["customer_id"] for row in rows] == table.to_pyarrow()["customer_id"].to_pylist()
    assert [row["decision"] for row in rows] == table.to_pyarrow()["decision"].to_pylist()


def test_notebooks_show_everything(result: ka.Result, sample_book: Path) -> None:
    customer = str(result.scores.head(1)[0][0])
    shown = [result, result.scores, result.policy, ka.Book.from_dir(sample_book), result.explain(customer)]
    for one in shown:
        html = one._repr_html_()
        assert html.startswith("<")
        assert "<script" not in html
    frame = pl.DataFrame({"customer_id": ["<b>"], "first_traded_on": [date(2020, 1, 1)]})
    lines = pl.DataFrame(
        {"order_id": ["1"], "customer_id": ["<b>"], "ordered_on": [date(2026, 1, 1)], "amount": [1]}
    )
    odd = ka.Book(customers=frame, order_lines=lines).score(result.policy, DAY)
    assert "&lt;b&gt;" in odd._repr_html_()
    assert "<b>" not in odd._repr_html_()


def test_an_instant_with_a_zone_is_no_day(sample_book: Path, standard: ka.Policy) -> None:
    book = ka.Book.from_dir(sample_book)
    late = datetime(2026, 6, 30, 23, tzinfo=UTC)
    for ask in (book.score, book.due):
        with pytest.raises(ka.KeyaccountError, match="tzinfo"):
            ask(standard, late)


def test_a_result_goes_over_its_customers(result: ka.Result) -> None:
    ids = list(result)
    assert ids == result.scores.to_pyarrow()["customer_id"].to_pylist()
    assert len(set(ids)) == len(result) == len(ids)
    assert [result[customer]["customer_id"] for customer in result] == ids


@pytest.mark.parametrize("day", ["2026-06-30", 20260630, ["2026-06-30"], [date(2026, 6, 30), None]])
def test_a_day_is_a_date(sample_book: Path, standard: ka.Policy, day: object) -> None:
    book = ka.Book.from_dir(sample_book)
    with pytest.raises(TypeError, match=r"as_of: expected a day, such as date\(2026, 6, 30\)"):
        book.score(standard, day)  # type: ignore[call-overload]


def test_verdicts_on_one_customer_gather_the_rows_once(standard: ka.Policy) -> None:
    count = 60_000
    lines = pa.table(
        {
            "order_id": [str(row) for row in range(count)],
            "customer_id": [f"K{row % 500}" for row in range(count)],
            "ordered_on": [date(2026, 5, 1)] * count,
            "amount": pa.array([1 + row % 900 for row in range(count)]),
        }
    )
    result = ka.Book(order_lines=lines).score(standard, date(2026, 6, 30), input_digest=False)

    def seconds(customer: str) -> float:
        began = time.perf_counter()
        result.vip(customer)
        return time.perf_counter() - began

    first = seconds("K1")
    assert min(seconds(f"K{number}") for number in range(2, 7)) * 5 < first
