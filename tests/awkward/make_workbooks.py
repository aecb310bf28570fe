"""Writes the workbooks beside this file, the same bytes every time (needs openpyxl)."""

import datetime
import io
import re
import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = Path(__file__).parent
DAY = datetime.date
FIXED = (2026, 1, 1, 0, 0, 0)


def sheet(book, name, rows, first=(1, 1)):
    """A sheet whose rows start at a cell; None leaves a cell out."""
    made = book.create_sheet(name)
    for row, cells in enumerate(rows, first[0]):
        for column, value in enumerate(cells, first[1]):
            if value is not None:
                made.cell(row, column, value)
    return made


def new(epoch=None):
    book = Workbook()
    book.remove(book.active)
    if epoch:
        book.epoch = epoch
    return book


def save(book, path, computed=()):
    """Saves with fixed times and gives formulas the values a spreadsheet program would have cached."""
    book.properties.creator = "keyaccount"
    written = io.BytesIO()
    book.save(written)
    target = HERE / path
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/"):
                for formula, value in computed:
                    for blank in ("<v></v>", "<v />", "<v/>"):
                        text = text.replace(
                            f"<f>{formula}</f>{blank}".encode(), f"<f>{formula}</f><v>{value}</v>".encode()
                        )
            if name == "docProps/core.xml":
                text = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-01T00:00:00Z", text)
            out.writestr(zipfile.ZipInfo(name, FIXED), text, zipfile.ZIP_DEFLATED)



def several_sheets():
    book = new()
    sheet(book, "说明", [["本工作簿由系统导出"]])
    customers = sheet(
        book,
        "客户",
        [["客户编码", "名称", "资料齐全"], [1001, "甲公司", True], ["1002", "乙公司", False], ["007", "丙公司", None]],
    )
    # A format with leading zeros changes what is shown, not the digits.
    customers["A2"].number_format = "000000"
    lines = sheet(
        book,
        "订单",
        [
            ["单号", "客户", "日期", "数量", "单价", "折扣"],
            [20260001, "1001", DAY(2026, 3, 5), 3, 1234.5, 0.15],
            [123456789012345, 1002, datetime.datetime(2026, 3, 31, 23, 59, 59), 2.5, "1,234.50", 0.1 + 0.2],
            ["0003", "007", datetime.datetime(2026, 4, 1, 0, 0, 0), 1, 125.43999999999998, None],
            ["X-4", "007", DAY(1900, 3, 1), -2, 1e-3, 0],
        ],
    )
    lines["E2"].number_format = '"¥"#,##0.00'
    lines["F2"].number_format = "0%"
    lines["F3"].number_format = "0.0%"
    save(book, "workbook-several-sheets/账套.xlsx")


def epoch_of_1904():
    book = new(CALENDAR_MAC_1904)
    sheet(
        book,
        "Invoices",
        [
            ["invoice_id", "customer_id", "issued_on", "due_on", "amount"],
            ["I1", "A", DAY(2026, 1, 31), DAY(2026, 3, 2), 100],
            ["I2", "A", DAY(2025, 12, 31), datetime.datetime(2026, 3, 31, 12, 0, 0), 50.25],
            ["I3", "B", DAY(1904, 1, 2), DAY(1904, 1, 3), 1],
        ],
    )
    save(book, "workbook-1904/invoices.xlsx")


def printed():
    """Nothing stands in the first column and the first row."""
    book = new()
    made = sheet(
        book,
        "销售台账",
        [
            ["2026 年一季度销售台账"],
            ["客户", None, "单据", None, None, "数量", "金额（万元）", None, "备注"],
            ["编码", "名称", "编号", "日期", "状态", None, "销售额", "成本"],
            ["C1", "甲公司", "S1", DAY(2026, 1, 5), "已发货", 1200, 1234.5, 1000],
            [None, None, "S2", "2026年2月6日", "已发货", -20, "=H5*-0.01", -10.5, "退货"],
            ["小计", None, None, None, None, "=SUM(G5:G6)", "=SUM(H5:H6)", 989.5],
            ["C2", "乙公司", "S3", 20260331, "未发货", None, 0.1 + 0.7, "=1/3*0", None],
            [None, None, "S4", DAY(2026, 3, 30), "作废", 5, "(7.5)", 6],
            ["合计", None, None, None, None, 1185, "#####", None],
        ],
        first=(2, 2),
    )
    for merged in ("B2:J2", "B3:C3", "D3:F3", "G3:G4", "H3:I3", "J3:J4", "B5:B6", "C5:C6", "B8:B9", "C8:C9"):
        made.merge_cells(merged)
    made["G6"].number_format = "#,##0;(#,##0)"
    computed = [("H5*-0.01", "-12.345"), ("SUM(G5:G6)", "1180"), ("SUM(H5:H6)", "1222.155"), ("1/3*0", "0")]
    save(book, "workbook-printed/台账.xlsx", computed)


def one_sheet_two_tables():
    book = new()
    sheet(
        book,
        "AR",
        [
            ["doc", "type", "account", "date", "due", "cleared", "amount", "disputed", "excused"],
            ["1", "RI", 700, DAY(2026, 1, 1), DAY(2026, 1, 31), 46068, 100, False, None],
            ["2", "RI", 700, DAY(2026, 1, 5), DAY(2026, 2, 4), 46086.75, 50.5, True, 15],
            ["3", "RI", "701", DAY(2026, 2, 1), DAY(2026, 3, 3), None, 70, False, None],
            ["4", "XX", None, "never", None, "?", "=1/0", None, None],
        ],
    )
    save(book, "workbook-two-tables/ar.xlsx", [("1/0", "0")])


def refused():
    heading = ["order_id", "customer_id", "ordered_on", "amount"]
    book = new()
    made = sheet(
        book,
        "订单",
        [
            [None, *heading],
            [None, 1, "A", DAY(2026, 3, 1), 5],
            [None, 2, "A", DAY(2026, 3, 2), "#N/A"],
            [None, 1234567890123456, "A", DAY(2026, 3, 3), 5],
            [None, 4, "A", DAY(2026, 3, 3), DAY(2026, 3, 4)],
            [None, 5, "A", 5.5, 5],
            [None, 6, "A", DAY(2026, 3, 3), "五"],
        ],
    )
    made["E3"].data_type = "e"
    save(book, "refused/cells.xlsx")

    book = new()
    made = sheet(
        book,
        "订单",
        [
            heading,
            [1, "A", DAY(2026, 3, 1), 5],
            [2, None, DAY(2026, 3, 2), 6],
            [3, "B", DAY(2026, 3, 2), 7],
            [4, None, DAY(2026, 3, 2), 7],
        ],
    )
    made.merge_cells("B2:B3")
    save(book, "refused/merged.xlsx")

    book = new()
    for name in ("订单2025", "订单2026"):
        sheet(book, name, [heading, [1, "A", DAY(2026, 3, 1), 5]])
    save(book, "refused/sheets.xlsx")


if __name__ == "__main__":
    for make in (several_sheets, epoch_of_1904, printed, one_sheet_two_tables, refused):
        make()
