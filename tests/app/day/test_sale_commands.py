"""Commands of a day that take money or undo it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import Edges, set_up
from app.day import office_commands, sale_commands
from app.day.state import Day, DayClock, DayIds, DayPolicies, Mistake
from app.demo import COUNTER_A2
from app.identity.approvals import ApprovalRefusal
from app.payments import card_attempt
from app.payments.stamp_paper import StampRefusal
from app.payments.take_payment import PaymentRefusal
from app.payments.tenders import TenderRefusal
from tests.factories.outcomes import refused
from tests.fakes.keys import FakeKeyStore

CARD = {"card": "1.00", "authorization": "083215", "last_four": "4242"}
OTHER = {"ledger": "369-9000", "amount": "1.00"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    folder, clock, policies = tmp_path_factory.mktemp("day"), DayClock(), DayPolicies()
    services = set_up(folder / "data", COUNTER_A2, Edges(clock, DayIds(), policies, FakeKeyStore()))
    day = Day(Path(__file__).parent / "days", services, clock, policies)
    for command, entry in (
        ("people", {}),
        ("import", {"folder": "city"}),
        ("sign_in", {"name": "M. Reyes", "pin": "274913"}),
        ("open_shift", {"pieces": {"20.00": 10}}),
    ):
        office_commands.COMMANDS[command](day, entry)
    yield day
    services.close()


@pytest.fixture
def day(office: Day) -> Day:
    office.intents.clear()
    return office


def do(day: Day, command: str, **entry: Any) -> Any:
    return sale_commands.COMMANDS[command](day, {"do": command, **entry})


def waiting(day: Day) -> list[card_attempt.Attempt]:
    with day.services.read_journal() as connection:
        return card_attempt.unsettled(connection)


def test_every_kind_of_line_and_tender(day: Day) -> None:
    lines = [
        {"account": "10-004512-7", "amount": "10.00", "directed": {"cis/B2/5": "4.00"}},
        {"account": "cis/A2", "amount": "5.00"},
        OTHER,
        {"unidentified": "an envelope", "amount": "1.00"},
    ]
    tenders = [
        CARD,
        {"check": "2.00", "routing": "021000021", "number": "1"},
        {"money_order": "3.00", "number": "17-22"},
        {"cash": "20.00"},
    ]
    receipt = do(day, "pay", lines=lines, tenders=tenders)["receipt"]
    assert (receipt.total_cents, receipt.change_cents) == (1700, 900)
    assert [(paid.service_category, paid.amount_cents) for paid in receipt.lines[0].paid] == [
        ("water", 600),
        ("electric", 400),
    ]
    assert waiting(day) == []


def test_a_card_of_a_refused_or_repeated_payment_comes_to_nothing(day: Day) -> None:
    refusal = refused(lambda: do(day, "pay", id="a", lines=[OTHER], tenders=[CARD, {"cash": "1.00"}]))
    assert refusal is TenderRefusal.CASH_NOT_NEEDED and waiting(day) == []
    assert not do(day, "pay", id="a", lines=[OTHER], tenders=[CARD])["again"]
    assert do(day, "pay", id="a", lines=[OTHER], tenders=[CARD])["again"] and waiting(day) == []


def test_a_card_that_could_not_be_begun_lets_the_payment_say_why(day: Day) -> None:
    zero = CARD | {"card": "0"}
    assert refused(lambda: do(day, "pay", lines=[], tenders=[zero])) is PaymentRefusal.NO_LINES
    assert refused(lambda: do(day, "pay", lines=[OTHER], tenders=[zero])) is TenderRefusal.AMOUNT_NOT_POSITIVE


def test_a_sale_is_set_aside_with_all_its_lines(day: Day) -> None:
    lines = [
        {"account": "10-004512-7", "amount": "1.00", "directed": {"cis/B2/5": "0.50"}},
        {"ledger": "322-1000", "amount": "2.00", "description": "fence"},
        {"unidentified": "an envelope", "amount": "3.00"},
    ]
    assert do(day, "park", id="p", lines=lines) == {"parked": "p"}
    found = do(day, "resume", id="p")
    assert [(line.kind, line.amount_cents, line.key, line.description) for line in found.lines] == [
        ("account", 100, "cis/A1", ""),
        ("miscellaneous", 200, "322-1000", "fence"),
        ("suspense", 300, "", "an envelope"),
    ]
    assert found.lines[0].directed == {"cis/B2/5": 50}


def test_a_receipt_is_named_by_number_or_fact(day: Day) -> None:
    receipt = do(day, "pay", lines=[OTHER], tenders=[{"cash": "1.00"}])["receipt"]
    for named in (receipt.number, receipt.full_number, receipt.fact_id):
        assert do(day, "reprint", receipt=named).fact_id == receipt.fact_id
    code = refused(lambda: do(day, "void", receipt=receipt.number, reason="wrong_amount"))
    assert code is ApprovalRefusal.SECOND_PERSON_MISSING
    approver = {"name": "L. Brandt", "pin": "618359"}
    voided = do(day, "void", id="v", receipt=receipt.number, reason="wrong_amount", approver=approver)
    assert (voided.cash_cents, voided.again) == (100, False)
    assert do(day, "void", id="v", receipt=receipt.number, reason="wrong_amount", approver=approver).again


def test_the_id_of_a_sale_or_of_another_void_is_no_void_done(day: Day) -> None:
    approver = {"name": "L. Brandt", "pin": "618359"}
    for sale in ("first", "second"):
        receipt = do(day, "pay", id=sale, lines=[OTHER], tenders=[{"cash": "1.00"}])["receipt"]
        voided = do(day, "void", id="first", receipt=receipt.number, reason="wrong_amount", approver=approver)
        assert (voided.cash_cents, voided.again) == (100, False)


def test_an_account_that_nobody_has_is_null(day: Day) -> None:
    assert do(day, "account", account="10-999999-9") is None
    assert do(day, "account", account="10-004512") is None
    assert do(day, "account", account="10-011882-0").cash_only


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"lines": [{"amount": "1.00"}]}, "a line has `account`, `ledger`, `unidentified` or `pass`"),
        ({"lines": [OTHER], "tenders": [{}]}, "a tender has one of"),
        ({"lines": [OTHER], "tenders": [{"cash": "1.00", "check": "1.00"}]}, "a tender has one of"),
        ({"lines": [OTHER], "tenders": [{"cash": "1.00", "number": "1"}]}, "unknown field `number`"),
        ({"lines": [{"account": "10-004512-7", "amount": "1.00", "directed": []}]}, "`directed` is an object"),
        ({"lines": [OTHER], "book": "12"}, "`written_at` is a text, and it is missing"),
        ({"lines": [OTHER], "written_at": "noon"}, "`written_at` is an instant"),
        ({"lines": [OTHER], "tenders": "cash"}, "`tenders` is a list of objects"),
    ],
)
def test_a_wrong_field_is_a_mistake(day: Day, entry: dict[str, Any], said: str) -> None:
    with pytest.raises(Mistake) as found:
        do(day, "pay", **entry)
    assert said in str(found.value)


def test_checks_are_endorsed_and_stubs_validated(day: Day) -> None:
    check = {"check": "10.00", "routing": "021000021", "number": "1041"}
    paid = do(day, "pay", lines=[{"account": "10-004512-7", "amount": "10.00"}], tenders=[check])
    number = paid["receipt"].number
    endorsed = do(day, "stamp", receipt=number)
    assert (endorsed.stamp, endorsed.restriction, endorsed.amount_cents) == ("endorsement", "FOR DEPOSIT ONLY", 1000)
    validated = do(day, "stamp", receipt=number, stamp="validation", place=1)
    assert (validated.reference, validated.receipt_number) == ("10-004512-7", number)
    assert refused(lambda: do(day, "stamp", receipt=number, place=2)) is StampRefusal.PAPER_UNKNOWN
