"""A report as a workbook, read back: a sheet a section, amounts as numbers, texts never as formulas."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from app.reports.report import Question, Report, ReportKind, ReportRow, count_column, money_column, section, text_column
from printing.reports.report_xlsx import report_xlsx
from tests.factories.counter import open_counter
from tests.factories.reports import DAY, a_bit_of_everything, ask

LARGE_CENTS = 99_999_999_99


def test_a_day_close_is_a_sheet_a_section(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    a_bit_of_everything(counter)
    report = ask(counter, ReportKind.DAY_CLOSE)
    counter.services.close()
    content = report_xlsx(report, "en")
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == ["Shifts", "By tender", "Bank deposits", "Exceptions by kind", "By ledger account"]
    assert [[cell.value for cell in row] for row in book["By tender"]] == [
        ["Tender", "How many", "Amount"],
        ["Cash", 3, 136.65],
        ["Check", 1, 50],
        ["Total", 4, 186.65],
    ]
    assert book["By tender"]["C2"].number_format.startswith("#,##0.00")
    assert report_xlsx(report, "en") == content


def test_texts_are_texts_and_cents_are_exact() -> None:
    columns = (text_column("paid_for"), count_column("items"), money_column("amount"))
    cents = (LARGE_CENTS, -1, 10, 1_110_000_000_07)
    rows = tuple(ReportRow(str(each), ("=1+1", None, each)) for each in cents)
    question = Question(ReportKind.TENDER_LIST, DAY, DAY)
    report = Report(question, "City", "Office", "UTC", 0, "Ada", "", (), (section("tenders", columns, rows),))
    sheet = load_workbook(BytesIO(report_xlsx(report, "en"))).worksheets[0]
    assert sheet["A2"].value == "=1+1" and sheet["A2"].data_type == "s"
    assert [round(sheet.cell(line, 3).value * 100) for line in range(2, 6)] == list(cents)
