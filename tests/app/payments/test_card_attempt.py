"""A card's attempt is stored before the terminal is used, and each asks until somebody answers."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import open_services
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments import card_attempt
from app.payments.card_attempt import Attempt, AttemptRefusal, AttemptState
from app.payments.tenders import Tender, TenderRefusal
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.movements import suspend
from tests.factories.outcomes import refused
from tests.factories.workstation import fake_edges, open_workstation

SALE = "0000005a-0000-7000-8000-000000000001"


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def unsettled(counter: Counter) -> list[Attempt]:
    with counter.services.read_journal() as connection:
        return card_attempt.unsettled(connection)


def exceptions(counter: Counter) -> list[Attempt]:
    with counter.services.read_journal() as connection:
        return card_attempt.exceptions(connection)


def use(counter: Counter, attempt: str | None, cents: int = 5720, sale: str = SALE) -> None:
    """What `take_payment` does inside its transaction."""
    tender = Tender(kind="card", amount_cents=cents, authorization="083215", last_four="4242", attempt=attempt)
    with counter.services.plain_work() as work:
        card_attempt.use(work.connection, sale, (Tender(kind="cash", amount_cents=1), tender), 1)
        work.commit()


def test_it_survives_a_crash_and_asks(tmp_path: Path) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, edges=edges)
    attempt = card_attempt.begin(counter.services, CASHIER, SALE, 5720)
    counter.services.close()
    counter.services = open_services(tmp_path, edges)
    assert unsettled(counter) == [attempt]
    assert (attempt.intent, attempt.person, attempt.amount_cents) == (SALE, CASHIER.person_id, 5720)
    counter.services.close()


@pytest.mark.parametrize(
    ("answers", "asks", "is_exception"),
    [
        ([AttemptState.APPROVED], True, False),
        ([AttemptState.DECLINED], False, False),
        ([AttemptState.UNKNOWN], False, True),
        ([AttemptState.APPROVED, AttemptState.DECLINED], False, False),
        ([AttemptState.APPROVED, AttemptState.UNKNOWN], False, True),
    ],
)
def test_what_the_terminal_said_is_kept(
    counter: Counter, answers: list[AttemptState], asks: bool, is_exception: bool
) -> None:
    attempt = card_attempt.begin(counter.services, CASHIER, SALE, 5720)
    for answer in answers:
        card_attempt.settle(counter.services, CASHIER, attempt.attempt, answer)
    expected = replace(attempt, state=answers[-1])
    assert unsettled(counter) == ([expected] if asks else [])
    assert exceptions(counter) == ([expected] if is_exception else [])


@pytest.mark.parametrize("answer", [AttemptState.OPEN, AttemptState.USED])
def test_nobody_can_say_that_it_is_open_or_used(counter: Counter, answer: AttemptState) -> None:
    attempt = card_attempt.begin(counter.services, CASHIER, SALE, 5720)
    with pytest.raises(ValueError, match="cannot say"):
        card_attempt.settle(counter.services, CASHIER, attempt.attempt, answer)


def test_what_is_answered_for_good_is_not_answered_again(counter: Counter) -> None:
    attempt = card_attempt.begin(counter.services, CASHIER, SALE, 5720).attempt
    card_attempt.settle(counter.services, CASHIER, attempt, AttemptState.DECLINED)
    for which in (attempt, "nothing"):
        code = refused(lambda which=which: card_attempt.settle(counter.services, CASHIER, which, AttemptState.UNKNOWN))  # type: ignore[misc] # bound now
        assert code is AttemptRefusal.NOT_WAITING


@pytest.mark.parametrize("answer", [None, AttemptState.APPROVED, AttemptState.UNKNOWN])
def test_an_attempt_is_used_once(counter: Counter, answer: AttemptState | None) -> None:
    attempt = card_attempt.begin(counter.services, CASHIER, SALE, 5720).attempt
    if answer:
        card_attempt.settle(counter.services, CASHIER, attempt, answer)
    use(counter, attempt)
    assert unsettled(counter) == exceptions(counter) == []
    assert refused(lambda: use(counter, attempt)) is TenderRefusal.CARD_NOT_ATTEMPTED


def test_only_its_own_sale_and_amount_use_it(counter: Counter) -> None:
    attempt = card_attempt.begin(counter.services, CASHIER, SALE, 5720)
    for call in (
        lambda: use(counter, None),
        lambda: use(counter, "nothing"),
        lambda: use(counter, attempt.attempt, 5721),
        lambda: use(counter, attempt.attempt, sale="another"),
    ):
        assert refused(call) is TenderRefusal.CARD_NOT_ATTEMPTED
    assert unsettled(counter) == [attempt]


def test_a_declined_one_is_not_used(counter: Counter) -> None:
    attempt = card_attempt.begin(counter.services, CASHIER, SALE, 5720).attempt
    card_attempt.settle(counter.services, CASHIER, attempt, AttemptState.DECLINED)
    assert refused(lambda: use(counter, attempt)) is TenderRefusal.CARD_NOT_ATTEMPTED


def test_who_answered_is_kept_and_needs_the_permission(counter: Counter) -> None:
    attempt = card_attempt.begin(counter.services, CASHIER, SALE, 5720).attempt
    unknown = AttemptState.UNKNOWN
    may_not = refused(lambda: card_attempt.settle(counter.services, MAY_NOT, attempt, unknown))
    assert may_not is IdentityRefusal.NOT_PERMITTED
    card_attempt.settle(counter.services, SUPERVISOR, attempt, AttemptState.UNKNOWN)
    use(counter, attempt)
    with counter.services.read_journal() as connection:
        kept = connection.exec_driver_sql("SELECT settled_by, state FROM card_attempt").one()
    assert tuple(kept) == (SUPERVISOR.person_id, "used")


def unknown(counter: Counter) -> str:
    attempt = card_attempt.begin(counter.services, CASHIER, SALE, 5720).attempt
    card_attempt.settle(counter.services, CASHIER, attempt, AttemptState.UNKNOWN)
    return attempt


def settled(counter: Counter) -> tuple[object, ...]:
    with counter.services.read_journal() as connection:
        row = connection.exec_driver_sql(
            "SELECT intent, state, settled_by, settled_at_us > started_at_us FROM card_attempt"
        ).one()
    return tuple(row)


def test_one_that_the_batch_has_becomes_the_tender_of_another_sale(counter: Counter) -> None:
    attempt = unknown(counter)
    taken = card_attempt.take_up(counter.services, SUPERVISOR, attempt, "later-sale")
    assert (taken.intent, taken.amount_cents, taken.state) == ("later-sale", 5720, AttemptState.APPROVED)
    assert settled(counter) == ("later-sale", "approved", SUPERVISOR.person_id, True)
    assert exceptions(counter) == [] and unsettled(counter) == [taken]
    assert refused(lambda: use(counter, attempt)) is TenderRefusal.CARD_NOT_ATTEMPTED
    use(counter, attempt, sale="later-sale")
    assert unsettled(counter) == []


def test_one_that_the_batch_does_not_have_is_closed(counter: Counter) -> None:
    attempt = unknown(counter)
    card_attempt.close_unknown(counter.services, SUPERVISOR, attempt)
    assert settled(counter) == (SALE, "declined", SUPERVISOR.person_id, True)
    assert exceptions(counter) == unsettled(counter) == []


def test_only_what_is_unknown_is_cleared_up(counter: Counter) -> None:
    attempt = card_attempt.begin(counter.services, CASHIER, SALE, 5720).attempt
    for call in (
        lambda: card_attempt.take_up(counter.services, CASHIER, attempt, "later-sale"),
        lambda: card_attempt.close_unknown(counter.services, CASHIER, attempt),
    ):
        assert refused(call) is AttemptRefusal.NOT_WAITING


def test_clearing_up_needs_leave(counter: Counter) -> None:
    attempt = unknown(counter)
    may_not_correct = replace(CASHIER, permissions=frozenset(Permission) - {Permission.PAYMENT_CORRECT})
    for call in (
        lambda: card_attempt.take_up(counter.services, MAY_NOT, attempt, "later-sale"),
        lambda: card_attempt.close_unknown(counter.services, may_not_correct, attempt),
        lambda: card_attempt.settle(counter.services, CASHIER, attempt, AttemptState.DECLINED),
    ):
        assert refused(call) in (IdentityRefusal.NOT_PERMITTED, AttemptRefusal.NOT_WAITING)
    assert len(exceptions(counter)) == 1


def test_exceptions_of_a_shift_are_those_begun_or_answered_in_it(counter: Counter) -> None:
    attempt = card_attempt.begin(counter.services, CASHIER, SALE, 5720).attempt
    card_attempt.settle(counter.services, CASHIER, attempt, AttemptState.UNKNOWN)
    now_us = counter.services.clock.now_us()
    later = replace(counter.shift, shift="later", opened_at_us=now_us)
    answering = replace(counter.shift, shift="answering")
    with counter.services.read_journal() as connection:
        found = [len(card_attempt.exceptions(connection, shift)) for shift in (counter.shift, answering, later, None)]
    assert found == [1, 1, 0, 1]


MAY_NOT = replace(CASHIER, permissions=frozenset(Permission) - {Permission.PAYMENT_TAKE})


@pytest.mark.parametrize(
    ("session", "cents", "code"),
    [
        (MAY_NOT, 0, IdentityRefusal.NOT_PERMITTED),
        (CASHIER, 0, AttemptRefusal.AMOUNT_NOT_POSITIVE),
        (CASHIER, -(2**63), AttemptRefusal.AMOUNT_NOT_POSITIVE),
        (CASHIER, 2**63, AttemptRefusal.AMOUNT_TOO_LARGE),
        (CASHIER, 1, AttemptRefusal.NO_SHIFT),
    ],
)
def test_what_is_not_begun(tmp_path: Path, session: object, cents: int, code: str) -> None:
    services = open_workstation(tmp_path)
    found = refused(lambda: card_attempt.begin(services, session, SALE, cents))  # type: ignore[arg-type] # a session
    services.close()
    assert found == code


def test_no_card_is_begun_while_the_shift_is_suspended(counter: Counter) -> None:
    suspend(counter)
    code = refused(lambda: card_attempt.begin(counter.services, CASHIER, SALE, 5720))
    assert code is AttemptRefusal.SHIFT_SUSPENDED


def test_every_refusal_has_its_row() -> None:
    shift = ["no_shift", "shift_suspended"]
    assert list(AttemptRefusal) == ["amount_not_positive", "amount_too_large", *shift, "not_waiting"]
