"""A letter about a return is recorded as sent: by whom, when, how; the account and the list show the last one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.accounts.types import AlertKind
from app.bootstrap import check
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.payments import send_return_letter
from app.payments.return_follow_up_facts import ReturnLetterSent
from app.payments.returned_payment_queries import return_alerts
from app.payments.send_return_letter import LetterRefusal, SendReturnLetter
from app.payments.types import MiscellaneousReceipt
from app.reports.returned_payments import returned_payments
from tests.app.payments.test_returned_payment import ACCOUNTS, BAKERY, DAY, returned
from tests.factories.counter import CASHIER, Counter, open_counter
from tests.factories.ledger import fact_count, read_fact
from tests.factories.outcomes import refused
from tests.factories.workstation import fake_edges
from tests.fakes.clock import FakeClock


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, ACCOUNTS)
    yield counter
    counter.services.close()


def newest(counter: Counter) -> str:
    """The fact of the newest return."""
    return returned_payments(counter.services, CASHIER).newest[0].fact_id


def letter(counter: Counter, how: str = "certified_mail", sent_on: date = DAY, **changes: str) -> SendReturnLetter:
    command = SendReturnLetter(counter.services.ids.new_id(), newest(counter), how, sent_on)
    return replace(command, **changes)  # type: ignore[arg-type] # values come by name from the test


def test_it_stands_in_the_list_and_on_the_account(counter: Counter) -> None:
    returned(counter)
    command = letter(counter)
    changed = send_return_letter.record(counter.services, CASHIER, command)
    fact = read_fact(counter.services, command.intent)
    assert isinstance(fact.body, ReturnLetterSent) and fact.body.account == BAKERY
    assert fact.envelope.person == CASHIER.person_id and fact.body.how_names["en"] == "Certified mail"
    row = returned_payments(counter.services, CASHIER).newest[0]
    assert row.letter is not None and (row.letter.how, row.letter.sent_on) == ("certified_mail", DAY)
    with counter.services.read_journal() as journal:
        alerts = return_alerts(journal, BAKERY, DAY)
    warning = next(alert for alert in alerts if alert.kind is AlertKind.RETURNED_PAYMENT)
    assert (warning.letter_on, warning.letter_how) == (DAY, "certified_mail")
    assert changed.kinds == {"ReturnLetterSent"} and check(counter.services, thorough=True) == ()


def test_the_last_of_several_is_shown_and_the_same_intent_counts_once(tmp_path: Path) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, ACCOUNTS, edges=edges)
    returned(counter)
    assert isinstance(edges.clock, FakeClock)
    edges.clock.advance(2 * 86_400)
    first, second = (
        letter(counter, "mail", DAY + timedelta(days=1)),
        letter(counter, "by_hand", DAY + timedelta(days=2)),
    )
    for command in (second, first, first):
        send_return_letter.record(counter.services, CASHIER, command)
    with counter.services.read_journal() as journal:
        how = return_alerts(journal, BAKERY, DAY)[-1].letter_how
    facts = fact_count(counter.services)
    send_return_letter.record(counter.services, CASHIER, second)
    again = fact_count(counter.services)
    counter.services.close()
    assert how == "by_hand" and again == facts


# Each row breaks its own rule and all later ones.
def test_what_is_not_recorded_is_refused_in_order(counter: Counter) -> None:
    returned(counter, MiscellaneousReceipt("369-9000", 25000))
    nobody = newest(counter)
    returned(counter)
    sent = letter(counter)
    send_return_letter.record(counter.services, CASHIER, sent)
    late = DAY + timedelta(days=1)
    rows: list[tuple[SendReturnLetter, object]] = [
        (letter(counter, "pigeon", date.min, returned="nothing", intent=sent.intent), LetterRefusal.RETURN_UNKNOWN),
        (letter(counter, "pigeon", date.min, returned=nobody, intent=sent.intent), LetterRefusal.INTENT_TAKEN),
        (letter(counter, "pigeon", date.min, returned=nobody), LetterRefusal.NO_ACCOUNT),
        (letter(counter, "pigeon", date.min), LetterRefusal.WAY_UNKNOWN),
        (letter(counter, "mail", date.min), LetterRefusal.SENT_BEFORE_RETURN),
        (letter(counter, "mail", late), LetterRefusal.SENT_IN_THE_FUTURE),
    ]
    facts = fact_count(counter.services)
    for command, code in rows:
        assert refused(lambda c=command: send_return_letter.record(counter.services, CASHIER, c)) is code  # type: ignore[misc] # bound now
    assert fact_count(counter.services) == facts
    without = replace(CASHIER, permissions=frozenset(Permission) - {Permission.PAYMENT_RETURN})
    code = refused(lambda: send_return_letter.record(counter.services, without, rows[0][0]))
    assert code is IdentityRefusal.NOT_PERMITTED
