"""Days of commands and what must come of them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from app.day.run_day import COMMANDS, run_day
from app.day.state import Mistake

DAYS = Path(__file__).parent / "days"
DOCUMENT = Path(__file__).parents[3] / "docs" / "run-day.md"
FILES = ["answers", "balances", "drawers", "facts", "postings", "receipts", "refusals"]


def results(out: Path) -> dict[str, Any]:
    assert sorted(path.stem for path in out.iterdir()) == FILES
    return {path.stem: json.loads(path.read_text("utf-8")) for path in out.iterdir()}


def run(tmp_path: Path, *lines: object) -> dict[str, Any]:
    """The results of a day written down here; a text is a line as it is."""
    day = tmp_path / "day.jsonl"
    day.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), "utf-8")
    run_day(day, tmp_path / "out")
    return results(tmp_path / "out")


def codes(found: dict[str, Any]) -> list[str]:
    return [refusal["code"] for refusal in found["refusals"]]


def answer(found: dict[str, Any], command: str, which: int = 0) -> Any:
    return [entry["answer"] for entry in found["answers"] if entry["do"] == command][which]


def paid(receipt: dict[str, Any]) -> list[int]:
    return [part["amount_cents"] for line in receipt["lines"] for part in line["paid"]]


def test_a_quiet_day(tmp_path: Path) -> None:
    assert run_day(DAYS / "quiet.jsonl", tmp_path) == 0
    found = results(tmp_path)
    assert found["balances"] == {
        "accounts": {
            "cis/A1": {"number": "10-004512-7", "posted_cents": -21000, "balance_cents": 17760, "due_cents": 17760},
            "cis/A2": {"number": "10-007733-9", "posted_cents": -7415, "balance_cents": 0, "due_cents": 0},
        },
        "ledger": {
            "card_clearing": 6000,
            "customer_credit": 0,
            "drawer/A2/cash": 44915,
            "drawer/A2/check": 0,
            "drawer/A2/money_order": 1200,
            "general_ledger/322-1000": -2500,
            "receivable/electric": -13000,
            "receivable/sewer": -79,
            "receivable/solid_waste": -2850,
            "receivable/stormwater": -1071,
            "receivable/water": -11415,
            "safe": -20000,
            "suspense": -1200,
        },
    }
    receipts = found["receipts"]
    assert [(receipt["number"], receipt["voided"]) for receipt in receipts] == [
        ("A2-000001", False),
        ("A2-000002", False),
        ("A2-000003", False),
        ("A2-000004", True),
        ("A2-000005", False),
    ]
    assert paid(receipts[0]) == [4000, 12000, 2850, 1071, 79]
    assert (receipts[1]["change_cents"], receipts[1]["payor_name"], receipts[1]["language"]) == (85, "Ben Okafor", "es")
    assert [line["description"] for line in receipts[1]["lines"]] == [None, "Building permit: fence"]
    assert answer(found, "pay", 2) == {"again": True, "receipt": receipts[1] | {"cashier": "M. Reyes"}}
    assert answer(found, "resume")["lines"][0]["directed"] == {"cis/B2/5": 1000}
    assert paid(receipts[4]) == [1000]
    assert answer(found, "void")["papers"][0]["number"] == "1041"
    assert answer(found, "reprint")["copy_number"] == 1
    report = answer(found, "x_report")
    assert (report["receipts"], report["voids"]) == (5, 1)
    assert report["taken"] == [["card", 1, 6000], ["cash", 3, 24915], ["money_order", 1, 1200]]
    assert dict(report["expected"])["cash"] == 44915
    (count,) = found["drawers"]["counts"]
    assert (count["counted_cents"], count["difference_cents"]) == (44915, 0)
    batches = [entry["answer"] for entry in found["answers"] if entry["do"] == "export"]
    assert batches[0] == batches[1] and batches[0]["batch"] == 1
    assert batches[0]["files"]["billing.csv"].count("PaymentVoided") == 1
    assert answer(found, "check") == {"findings": []}
    assert sum(posting["amount_cents"] for posting in found["postings"]) == 0


def test_a_storm_day(tmp_path: Path) -> None:
    assert run_day(DAYS / "storm.jsonl", tmp_path) == 2
    found = results(tmp_path)
    assert codes(found) == ["PaymentRefusal.ALREADY_ENTERED", "PaymentRefusal.WRITTEN_IN_THE_FUTURE"]
    assert {posting["business_date"] for posting in found["postings"]} == {"2026-10-31"}
    assert {receipt["business_date"] for receipt in found["receipts"]} == {"2026-10-31"}
    entries = [receipt["back_entry"] for receipt in found["receipts"]]
    assert [entry and entry["number"] for entry in entries] == [None, "000345", "000346", "000347", "000346", None]
    first, second, again = (entries[n]["written_at_us"] for n in (2, 3, 4))
    assert (second - first, again - first) == (3600 * 1_000_000, 0), "01:30 came twice that night"
    assert [paid(receipt) for receipt in found["receipts"]] == [
        [4000, 12000],
        [7415],
        [2850, 1071, 1079],
        [2441, 2215, 344],
        [2850, 1071, 1079, 500],
        [12260],
    ]
    assert found["receipts"][5]["lines"][0]["credit_cents"] == 17740
    assert found["balances"]["accounts"]["cis/A1"] == {
        "number": "10-004512-7",
        "posted_cents": -56500,
        "balance_cents": -17740,
        "due_cents": 0,
    }
    (shift,) = found["drawers"]["shifts"]
    cash_cents = 20000 + 16000 + 7415 + 5500 + 30000
    assert shift["expected"] == {
        "cash_cents": cash_cents,
        "check_cents": 5000,
        "money_order_cents": 0,
        "card_cents": 0,
    }
    assert [count["difference_cents"] for count in found["drawers"]["counts"]] == [-5]
    assert answer(found, "import", 1) == {"source_system": "cis", "rows": 0, "rejected": 0}
    assert answer(found, "check") == {"findings": []}


def test_a_day_of_refusals(tmp_path: Path) -> None:
    run_day(DAYS / "refusals.jsonl", tmp_path)
    found = results(tmp_path)
    assert codes(found) == [
        "DayRefusal.NOT_SIGNED_IN",
        "StoreFailure.NOT_SET_UP",
        "IdentityRefusal.ALREADY_SET_UP",
        "DayRefusal.PERSON_UNKNOWN",
        "IdentityRefusal.WRONG_PIN",
        "PaymentRefusal.NO_SHIFT",
        "CountRefusal.NO_SHIFT",
        "PaymentRefusal.NO_SHIFT",
        "PaymentRefusal.NO_SHIFT",
        "OpenShiftRefusal.DENOMINATION_UNKNOWN",
        "OpenShiftRefusal.COUNT_NOT_POSSIBLE",
        "AmountRefusal.COMMA_FOR_POINT",
        "OpenShiftRefusal.ALREADY_OPEN",
        "StoreFailure.NOT_SET_UP",
        "ImportRefusal.FILE_MISSING",
        "PaymentRefusal.NO_LINES",
        "AmountRefusal.COMMA_FOR_POINT",
        "AmountRefusal.TOO_MANY_DECIMALS",
        "AmountRefusal.NEGATIVE",
        "AmountRefusal.TOO_LARGE",
        "PaymentRefusal.AMOUNT_NOT_POSITIVE",
        "PaymentRefusal.ACCOUNT_UNKNOWN",
        "PaymentRefusal.ACCOUNT_TWICE",
        "AllocationRefusal.OVER_LINE",
        "PaymentRefusal.LEDGER_ACCOUNT_UNKNOWN",
        "PaymentRefusal.DESCRIPTION_MISSING",
        "PaymentRefusal.CARD_NUMBER_TYPED",
        "PaymentRefusal.TEXT_NOT_PLAIN",
        "PaymentRefusal.LANGUAGE_UNKNOWN",
        "TenderRefusal.NO_TENDERS",
        "TenderRefusal.TOO_LITTLE",
        "TenderRefusal.CHANGE_OVER_LIMIT",
        "TenderRefusal.NON_CASH_OVER_TOTAL",
        "TenderRefusal.ROUTING_NUMBER_WRONG",
        "TenderRefusal.CARD_NUMBER_TYPED",
        "TenderRefusal.TOO_LITTLE",
        "TenderRefusal.CASH_ONLY",
        "PaymentRefusal.WRITTEN_IN_THE_FUTURE",
        "VoidRefusal.RECEIPT_UNKNOWN",
        "ReprintRefusal.RECEIPT_UNKNOWN",
        "ParkRefusal.NOT_THERE",
        "IdentityRefusal.NOT_PERMITTED",
        "PaymentRefusal.SHIFT_OF_ANOTHER",
        "IdentityRefusal.NOT_PERMITTED",
        "IdentityRefusal.NOT_PERMITTED",
        "IdentityRefusal.NOT_PERMITTED",
        "DayRefusal.NOT_SIGNED_IN",
    ]
    assert found["receipts"] == [] and found["drawers"]["open_card_attempts"] == []
    assert found["balances"] == {"accounts": {}, "ledger": {"drawer/A2/cash": 20000, "safe": -20000}}
    assert answer(found, "check") == {"findings": []}


def test_a_day_gives_the_same_files_each_time(tmp_path: Path) -> None:
    for n in "12":
        run_day(DAYS / "quiet.jsonl", tmp_path / n)
    assert [(tmp_path / "1" / f"{name}.json").read_bytes() for name in FILES] == [
        (tmp_path / "2" / f"{name}.json").read_bytes() for name in FILES
    ]


def test_the_examples_of_the_document_run(tmp_path: Path) -> None:
    """All of them are one day, in their order, and every command is among them."""
    examples = re.findall(r"```jsonl\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    lines = [json.loads(line) for example in examples for line in example.splitlines()]
    assert {line["do"] for line in lines} == set(COMMANDS)
    found = run(tmp_path, *(_from_here(line) for line in lines if line["do"] != "city"))
    assert codes(found) == []
    assert answer(found, "check") == {"findings": []}
    assert [receipt["total_cents"] for receipt in found["receipts"]] == [2000, 2500, 500, 3000]


def _from_here(line: dict[str, Any]) -> dict[str, Any]:
    """With the places of the document's day as they are for a day in another folder."""
    places = {name: str((DOCUMENT.parent / line[name]).resolve()) for name in ("folder", "file") if name in line}
    return line | places


WRONG = [
    ("not json", "line 2 is not a JSON object"),
    ("[]", "line 2 is not a JSON object"),
    ("{}", "line 2: `do` is one of"),
    ('{"do": "pai"}', "line 2: `do` is one of"),
    ('{"do": "people", "do": "check"}', "a field stands twice"),
    ('{"do": "search", "text": "\\ud800"}', "line 2 is not a JSON object"),
    ("[" * 100_000, "line 2 is not a JSON object"),
    ('{"do": "city", "seed": ' + "9" * 5000 + "}", "line 2 is not a JSON object"),
    ('{"do": "check", "at": "noon"}', "line 2: `at` is an instant"),
    ('{"do": "check", "at": "2026-11-20T09:30:00"}', "line 2: `at` needs an offset"),
    ('{"do": "check", "at": "1826-11-20T09:30:00Z"}', "line 2: `at` is between"),
    ('{"do": "check", "at": 5}', "line 2: `at` is an instant"),
]


@pytest.mark.parametrize(("line", "said"), WRONG, ids=range(len(WRONG)))
def test_a_line_that_is_no_command_stops_the_day(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(Mistake, match=re.escape(said)):
        run(tmp_path, "# comment", line)
    assert not (tmp_path / "out").exists()


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="cannot be read"):
        run_day(tmp_path / "nothing.jsonl", tmp_path / "out")
    (tmp_path / "latin.jsonl").write_bytes(b'{"do": "search", "text": "\xe9"}\n')
    with pytest.raises(Mistake, match="not written in UTF-8"):
        run_day(tmp_path / "latin.jsonl", tmp_path / "out")


def test_a_field_of_ten_megabytes_is_refused_like_any_other(tmp_path: Path) -> None:
    people: list[object] = [
        {"do": "people"},
        {"do": "sign_in", "name": "M. Reyes", "pin": "274913"},
        {"do": "open_shift"},
    ]
    endless = "x" * 10_000_000
    sale = {"do": "pay", "lines": [{"ledger": "369-9000", "amount": "1.00", "description": endless}], "tenders": []}
    other = {"do": "pay", "lines": [{"ledger": endless, "amount": "1.00"}], "tenders": []}
    found = run(tmp_path, *people, sale, other, {"do": "void", "receipt": endless, "reason": endless})
    assert codes(found) == [
        "PaymentRefusal.TEXT_NOT_PLAIN",
        "PaymentRefusal.LEDGER_ACCOUNT_UNKNOWN",
        "VoidRefusal.RECEIPT_UNKNOWN",
    ]
    assert len(json.dumps(found["refusals"])) < 1000
