"""Sales that wait: the one on the screen survives a crash, those set aside are taken up once or expire."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import open_services
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments import parked_sale, take_payment
from app.payments.parked_sale import Draft, DraftLine, ParkRefusal
from app.payments.tenders import Tender
from app.payments.types import AccountPayment, MiscellaneousReceipt, TakePayment
from tests.factories.counter import CASHIER, OKAFOR, SUPERVISOR, Counter, open_counter
from tests.factories.outcomes import refused
from tests.factories.policies import BentPolicies
from tests.factories.workstation import fake_edges

DRAFT = Draft(
    (DraftLine("account", 7415, OKAFOR, directed={"cis/1": 5}), DraftLine("suspense", 1, description="?")), "L"
)
VISA = "4111 1111 1111 1111"
WAITS_SECONDS = 14_400


def sale(n: int) -> str:
    return f"0000005a-0000-7000-8000-{n:012x}"


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def keep(counter: Counter, n: int, draft: Draft = DRAFT) -> None:
    parked_sale.keep(counter.services, CASHIER, counter.shift, sale(n), draft)


def park(counter: Counter, n: int, draft: Draft = DRAFT) -> None:
    parked_sale.park(counter.services, CASHIER, counter.shift, sale(n), draft)


def parked(counter: Counter) -> list[str]:
    with counter.services.read_journal() as connection:
        return [waiting.intent for waiting in parked_sale.parked(connection, counter.services.clock.now_us())]


def in_progress(counter: Counter) -> str | None:
    with counter.services.read_journal() as connection:
        found = parked_sale.in_progress(connection, CASHIER.person_id, counter.services.clock.now_us())
    return found.intent if found else None


def wait(counter: Counter, seconds: float) -> None:
    counter.services.clock.at_us += int(seconds * 1_000_000)  # type: ignore[attr-defined] # the test's own clock


def test_what_was_entered_survives_a_crash(tmp_path: Path) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, edges=edges)
    keep(counter, 1)
    counter.services.close()
    counter.services = open_services(tmp_path, edges)
    with counter.services.read_journal() as connection:
        found = parked_sale.in_progress(connection, CASHIER.person_id, counter.services.clock.now_us())
    counter.services.close()
    assert found is not None and (found.intent, found.draft, found.person) == (sale(1), DRAFT, CASHIER.person_id)
    assert found.expires_at_us == found.parked_at_us + WAITS_SECONDS * 1_000_000


def test_the_newest_entry_counts(counter: Counter) -> None:
    keep(counter, 1)
    keep(counter, 2)
    keep(counter, 1, replace_label("newer"))
    assert in_progress(counter) == sale(1) and parked(counter) == []


def replace_label(label: str) -> Draft:
    return Draft(DRAFT.lines, label)


def test_a_parked_sale_is_taken_up_once(counter: Counter) -> None:
    keep(counter, 1)
    park(counter, 1)
    park(counter, 2)
    assert (parked(counter), in_progress(counter)) == ([sale(1), sale(2)], None)
    keep(counter, 3)
    assert parked_sale.resume(counter.services, CASHIER, sale(1)) == DRAFT
    assert (parked(counter), in_progress(counter)) == ([sale(2)], sale(1))
    code = refused(lambda: parked_sale.resume(counter.services, SUPERVISOR, sale(1)))
    assert code is ParkRefusal.NOT_THERE


def test_a_colleague_takes_it_up(counter: Counter) -> None:
    park(counter, 1)
    assert parked_sale.resume(counter.services, SUPERVISOR, sale(1)) == DRAFT
    assert in_progress(counter) is None


def test_what_waits_too_long_expires(counter: Counter) -> None:
    park(counter, 1)
    keep(counter, 2)
    wait(counter, WAITS_SECONDS - 1)
    assert parked(counter) == [sale(1)] and in_progress(counter) == sale(2)
    wait(counter, 2)
    assert parked(counter) == [] and in_progress(counter) is None
    assert refused(lambda: parked_sale.resume(counter.services, CASHIER, sale(1))) is ParkRefusal.NOT_THERE
    keep(counter, 3)
    with counter.services.read_journal() as connection:
        assert [row[0] for row in connection.exec_driver_sql("SELECT intent FROM sale_draft")] == [sale(3)]


def test_a_cleared_sale_is_forgotten(counter: Counter) -> None:
    keep(counter, 1)
    parked_sale.discard(counter.services, sale(1))
    parked_sale.discard(counter.services, sale(1))
    assert in_progress(counter) is None


def test_a_recorded_sale_never_comes_back(counter: Counter) -> None:
    cash = (Tender(kind="cash", amount_cents=7415),)
    take_payment.record(counter.services, CASHIER, TakePayment(sale(1), (AccountPayment(OKAFOR, 7415),), cash))
    keep(counter, 1)
    park(counter, 1)
    assert in_progress(counter) is None and parked(counter) == []


def test_a_resumed_sale_is_paid_under_its_own_id(counter: Counter) -> None:
    park(counter, 1)
    draft = parked_sale.resume(counter.services, CASHIER, sale(1))
    lines = (AccountPayment(draft.lines[0].key, 100), MiscellaneousReceipt("369-9000", 1))
    cash = (Tender(kind="cash", amount_cents=101),)
    receipt = take_payment.record(counter.services, CASHIER, TakePayment(sale(1), lines, cash)).receipt
    assert receipt.fact_id == sale(1) and in_progress(counter) is None


def test_only_so_many_wait(tmp_path: Path) -> None:
    policies = BentPolicies(parked_sales={"parked_max": 2})
    counter = open_counter(tmp_path, edges=replace(fake_edges(), policies=policies))
    park(counter, 1)
    park(counter, 2)
    code = refused(lambda: park(counter, 3))
    park(counter, 2, replace_label("again"))
    keep(counter, 3)
    found = parked(counter), in_progress(counter)
    counter.services.close()
    assert code is ParkRefusal.TOO_MANY_PARKED and found == ([sale(1), sale(2)], sale(3))


LARGE = Draft((DraftLine("suspense", 1, description=VISA + "x" * 10_000_000),))
ROWS: list[tuple[str, Draft]] = [
    (ParkRefusal.NOTHING_ENTERED, Draft((), VISA * 10_000, "\ud800")),
    (ParkRefusal.NOT_READABLE, Draft((*LARGE.lines, DraftLine("suspense", 1, description="\ud800")))),
    (ParkRefusal.TOO_LARGE, LARGE),
    (ParkRefusal.CARD_NUMBER_TYPED, Draft((DraftLine("suspense", 1, description=VISA),))),
]


@pytest.mark.parametrize(("code", "draft"), ROWS, ids=[code for code, _ in ROWS])
def test_the_first_broken_rule_is_said(tmp_path: Path, code: str, draft: Draft) -> None:
    """Each row breaks its own rule and all later ones: there is no room for another parked sale either."""
    policies = BentPolicies(parked_sales={"parked_max": 0})
    counter = open_counter(tmp_path, edges=replace(fake_edges(), policies=policies))
    found = refused(lambda: park(counter, 1, draft))
    waiting = in_progress(counter), parked(counter)
    counter.services.close()
    assert found == code and waiting == (None, [])


def test_every_refusal_has_its_row() -> None:
    rows = [code for code, _ in ROWS]
    assert list(ParkRefusal) == [*rows, ParkRefusal.TOO_MANY_PARKED, ParkRefusal.NOT_THERE]


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (Draft((), payor_name=VISA), ParkRefusal.CARD_NUMBER_TYPED),
        (Draft((), payor_name="\udfff"), ParkRefusal.NOT_READABLE),
        (Draft((), "x" * 70_000), ParkRefusal.TOO_LARGE),
    ],
)
def test_the_sale_on_the_screen_keeps_no_card_number_and_nothing_unreadable(
    counter: Counter, draft: Draft, code: str
) -> None:
    assert refused(lambda: keep(counter, 1, draft)) == code
    assert in_progress(counter) is None


@pytest.mark.parametrize("text", ["NUL\0", "\u202eright", "1,5", "1.005", "Zoë \u200c", "'; --"])
def test_everything_else_is_kept_as_it_was_typed(counter: Counter, text: str) -> None:
    draft = Draft((DraftLine("suspense", 2**100, description=text),), text, text)
    keep(counter, 1, draft)
    with counter.services.read_journal() as connection:
        found = parked_sale.in_progress(connection, CASHIER.person_id, 0)
    assert found is not None and found.draft == draft


def test_permission_comes_first(counter: Counter) -> None:
    nobody = replace(CASHIER, permissions=frozenset(Permission) - {Permission.PAYMENT_TAKE})
    for call in (
        lambda: parked_sale.keep(counter.services, nobody, counter.shift, sale(1), LARGE),
        lambda: parked_sale.park(counter.services, nobody, counter.shift, sale(1), Draft(())),
        lambda: parked_sale.resume(counter.services, nobody, sale(1)),
    ):
        assert refused(call) is IdentityRefusal.NOT_PERMITTED


def test_lines_do_not_share_what_is_directed() -> None:
    first, second = DraftLine("account", 1), DraftLine("account", 1)
    first.directed["cis/1"] = 1
    assert second.directed == {}
