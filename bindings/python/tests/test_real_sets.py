"""Public data sets through pandas and polars give the command's bytes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import ROOT, run_command

import keyaccount as ka

Frames = dict[str, Any]


def pandas_of(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8-sig")


def polars_of(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema=False, encoding="utf8-lossy")


def money(column: pd.Series[str]) -> pd.Series[Any]:
    return column.astype(pd.ArrowDtype(pa.decimal128(18, 6)))


def receivables_pandas(data: Path) -> Frames:
    raw = pandas_of(data / "WA_Fn-UseC_-Accounts-Receivable.csv")
    on = {
        name: pd.to_datetime(raw[name], format="%m/%d/%Y")
        for name in ("InvoiceDate", "DueDate", "SettledDate")
    }
    amount = money(raw["InvoiceAmount"])
    return {
        "customers": pd.DataFrame(
            {"customer_id": raw["customerID"], "country": raw["countryCode"]}
        ).drop_duplicates("customer_id"),
        "invoices": pd.DataFrame(
            {
                "invoice_id": raw["invoiceNumber"],
                "customer_id": raw["customerID"],
                "issued_on": on["InvoiceDate"],
                "due_on": on["DueDate"],
                "amount": amount,
            }
        ),
        "settlements": pd.DataFrame(
            {"invoice_id": raw["invoiceNumber"], "settled_on": on["SettledDate"], "amount": amount}
        ),
    }


def receivables_polars(data: Path) -> Frames:
    raw = polars_of(data / "WA_Fn-UseC_-Accounts-Receivable.csv").with_columns(
        pl.col("InvoiceDate", "DueDate", "SettledDate").str.to_date("%m/%d/%Y"),
        pl.col("InvoiceAmount").cast(pl.Decimal(18, 2)),
    )
    return {
        "customers": raw.select(customer_id="customerID", country="countryCode").unique(
            "customer_id", keep="first"
        ),
        "invoices": raw.select(
            invoice_id="invoiceNumber",
            customer_id="customerID",
            issued_on="InvoiceDate",
            due_on="DueDate",
            amount="InvoiceAmount",
        ),
        "settlements": raw.select(
            invoice_id="invoiceNumber", settled_on="SettledDate", amount="InvoiceAmount"
        ),
    }


def superstore_pandas(data: Path) -> Frames:
    raw = pandas_of(data / "Sample - Superstore.csv")
    lines = pd.DataFrame(
        {
            "order_id": raw["Order ID"],
            "customer_id": raw["Customer ID"],
            "ordered_on": pd.to_datetime(raw["Order Date"], format="%d/%m/%y"),
            "product_id": raw["Product ID"],
            "quantity": raw["Quantity"].astype("int64"),
            "amount": money(raw["Sales"]),
            "profit": money(raw["Profit"]),
        }
    )
    customers = pd.DataFrame({"customer_id": raw["Customer ID"], "name": raw["Customer Name"]})
    return {"order_lines": lines, "customers": customers.drop_duplicates("customer_id")}


def superstore_polars(data: Path) -> Frames:
    raw = polars_of(data / "Sample - Superstore.csv")
    lines = raw.select(
        order_id="Order ID",
        customer_id="Customer ID",
        ordered_on=pl.col("Order Date").str.to_date("%d/%m/%y"),
        product_id=pl.col("Product ID").cast(pl.Categorical),
        quantity=pl.col("Quantity").cast(pl.Int16),
        amount=pl.col("Sales").cast(pl.Decimal(18, 6)),
        profit=pl.col("Profit").cast(pl.Decimal(18, 6)),
    )
    customers = raw.select(customer_id="Customer ID", name="Customer Name")
    return {"order_lines": lines, "customers": customers.unique("customer_id", keep="first")}


@pytest.mark.parametrize(
    ("name", "frames", "as_of"),
    [
        ("ibm-ar", receivables_pandas, date(2013, 12, 31)),
        ("ibm-ar", receivables_polars, date(2013, 12, 31)),
        ("superstore-us", superstore_pandas, date(2022, 12, 31)),
        ("superstore-us", superstore_polars, date(2022, 12, 31)),
    ],
    ids=["ibm-ar pandas", "ibm-ar polars", "superstore-us pandas", "superstore-us polars"],
)
@pytest.mark.parametrize("table", ["scores", "slices", "credit", "behaviour", "portfolio"])
def test_frames_give_the_command_s_bytes(
    shared_data: Path,
    tmp_path: Path,
    standard: ka.Policy,
    name: str,
    frames: Callable[[Path], Frames],
    as_of: date,
    table: str,
) -> None:
    folder = tmp_path / "book"
    shutil.copytree(shared_data / name, folder)
    shutil.copy(ROOT / "tests" / "real" / name / "book.toml", folder)
    ended = run_command("score", folder, "--as-of", as_of, "--table", table, "-o", tmp_path / "theirs.csv")
    assert ended.returncode == 0, ended.stderr.decode()
    result = ka.Book(currency="USD", **frames(shared_data / name)).score(standard, as_of)
    result.to_csv(tmp_path / "ours.csv", table=table)
    ours, theirs = (tmp_path / "ours.csv").read_bytes(), (tmp_path / "theirs.csv").read_bytes()
    # The set of order lines has no payments, so no slices.
    assert ours.count(b"\n") > 1 or (name, table) == ("superstore-us", "slices")
    assert ours == theirs
