"""Every report, section, column, exception, state and kind of fact has words."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import app.reports
from app.drawers.bank_deposit_facts import BankDepositState
from app.drawers.queries import ShiftEvent
from app.reports.exceptions import ExceptionKind
from app.reports.fact_papers import _PAPERS
from app.reports.report import Question, ReportKind
from printing.reports.report_words import code_words, column_title, dates_words, of_words, report_title, section_title
from tests.factories.reports import DAY

SOURCES = "\n".join(path.read_text("utf-8") for path in Path(app.reports.__path__[0]).glob("*.py"))


def test_every_column_and_section_has_words() -> None:
    columns = set(re.findall(r'_column\("(\w+)"\)', SOURCES))
    sections = set(re.findall(r'section\(\s*"(\w+)"', SOURCES))
    unworded = [name for name in columns if column_title(name, "en") == name]
    unworded += [name for name in sections if section_title(name, "en") == name]
    assert len(columns) > 40 and len(sections) > 9 and unworded == []


@pytest.mark.parametrize(
    ("column", "codes"),
    [
        ("exception", [each.value for each in ExceptionKind]),
        ("state", ["open", *(each.value for each in ShiftEvent)]),
        ("deposit_state", [each.value for each in BankDepositState]),
        ("kind", list(_PAPERS)),
    ],
)
def test_every_code_has_words(column: str, codes: list[str]) -> None:
    assert [code for code in codes if code_words(column, code, "en") == code] == []


def test_a_code_of_a_newer_program_is_shown_as_it_is() -> None:
    assert code_words("kind", "PassSold", "en") == "PassSold" and code_words("other", "x", "en") == "x"
    reasons = [code_words("reason", code, "en") for code in ("paid_twice", "by_hail")]
    assert reasons == ["Paid twice", "By hail"]


def test_what_is_asked_in_words() -> None:
    question = Question(ReportKind.TENDER_LIST, DAY, DAY, of="money_order")
    assert of_words(question, "en") == "Money order" and dates_words(question, "en") == "20 Nov 2026"
    longer = replace(question, to_on=DAY.replace(day=22), report=ReportKind.EXCEPTIONS, of="void")
    assert dates_words(longer, "en") == "20 Nov 2026 to 22 Nov 2026" and of_words(longer, "en") == "Voided receipt"
    assert of_words(replace(longer, report=ReportKind.Z), "en") == ""
    assert len({report_title(kind, "es") for kind in ReportKind}) == len(ReportKind)


def test_money_of_nobody_has_words_among_account_numbers() -> None:
    paid_for = "10-004512-7, suspense, Building permit"
    assert code_words("paid_for", paid_for, "en") == "10-004512-7, Unidentified, Building permit"
    assert code_words("paid_for", "suspense", "es") != "suspense"
