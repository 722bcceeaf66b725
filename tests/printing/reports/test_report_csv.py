"""A report as CSV: golden files, plain decimals, ISO moments, and no text that a spreadsheet would run."""

from pathlib import Path

import pytest

from app.clock import MICROSECONDS
from app.reports.report import (
    Question,
    Report,
    ReportKind,
    ReportRow,
    code_column,
    moment_column,
    money_column,
    section,
    text_column,
)
from printing.reports.report_csv import decimal_text, harmless, report_csv
from tests.factories.counter import open_counter
from tests.factories.reports import DAY, a_bit_of_everything, ask

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("kind", [ReportKind.DAY_CLOSE, ReportKind.TENDER_LIST])
@pytest.mark.parametrize("language", ["en", "es"])
def test_golden(tmp_path: Path, kind: ReportKind, language: str) -> None:
    counter = open_counter(tmp_path)
    a_bit_of_everything(counter)
    content = report_csv(ask(counter, kind), language)
    counter.services.close()
    assert content == (GOLDEN / f"{kind.value}-{language}.csv").read_bytes()


@pytest.mark.parametrize(
    ("cents", "words"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (123456, "1234.56"), (-10000, "-100.00")]
)
def test_money_is_a_plain_decimal(cents: int, words: str) -> None:
    assert decimal_text(cents) == words


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_texts_moments_and_amounts_below_zero() -> None:
    columns = (text_column("paid_for"), moment_column("time"), code_column("tender"), money_column("amount"))
    evil = ReportRow("a", ('=HYPERLINK("x")', 1_795_186_800 * MICROSECONDS, "cash", -1250))
    part = section("tenders", columns, (evil, ReportRow("b", ("ok", None, None, 1))))
    question = Question(ReportKind.TENDER_LIST, DAY, DAY)
    report = Report(question, "City", "Office", "America/New_York", 0, "Ada", "", (), (part,))
    assert report_csv(report, "en").decode("utf-8-sig").splitlines() == [
        "For,Time,Tender,Amount",
        '"\'=HYPERLINK(""x"")",2026-11-20 10:00:00,Cash,-12.50',
        "ok,,,0.01",
        "Total,,,-12.49",
    ]
