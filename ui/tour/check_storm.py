"""What the second process finds of the storm shift: one business date over sixteen hours, and who signed its close.

Asks the facts' own envelopes and the postings in words of its own, so that no query of the program is believed.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from app.clock import local_date
from app.identity.queries import people_to_sign_in
from app.workplace import Services
from ui.tour.expected import Expected, ExpectedStorm
from ui.tour.summary import Check

_HOUR_US = 3_600_000_000
_CLOSE = "SELECT shift, fact_id, approval_pending FROM shift_close WHERE bag = ?"
_ENVELOPES = """
    SELECT value ->> 'business_date', value ->> 'recorded_at_us', kind
    FROM (SELECT CAST(envelope AS TEXT) AS value, kind, sequence FROM fact)
    WHERE value ->> 'shift' = ? OR value ->> 'fact_id' = ? ORDER BY sequence
"""
_POSTED_ON = "SELECT DISTINCT business_date FROM posting WHERE shift = ?"
_SIGNED = """
    SELECT pending, event, person FROM approval_request JOIN approval_event USING (request) WHERE action = ?
"""
_LOST = "SELECT SUM(amount_cents) FROM posting WHERE ledger_account = 'over_short' AND shift = ?"
_SETTLED = "SELECT event FROM shift_event WHERE shift = ? ORDER BY generation, sequence"
_AT_THE_COUNTER = ("ShiftOpened", "PaymentTaken", "DrawerCounted", "ShiftClosed")

Ask = Callable[..., Sequence[tuple[Any, ...]]]


def storm_checks(services: Services, expected: Expected) -> Iterator[Check]:
    """Of the shift that was closed with the storm's bag; one check that is wrong where there is none."""
    storm = expected.storm
    names = {person.person_id: person.display_name for person in people_to_sign_in(services)}
    with services.read_journal() as journal:

        def ask(question: str, *of: str) -> Sequence[tuple[Any, ...]]:
            return [tuple(row) for row in journal.exec_driver_sql(question, of)]

        closes = ask(_CLOSE, storm.bag) if storm is not None else []
        if storm is None or not closes:
            yield Check("the storm's shift was closed", "it was not")
            return
        shift, close, pending = closes[0]
        yield from _date_checks(ask, storm, shift, services.device.time_zone)
        yield from _signature_checks(ask, storm, close, names, pending=bool(pending))
        yield _same("storm: over and short has the difference", ask(_LOST, shift), [(-storm.difference_cents,)])
        yield _same("storm: closed once, accepted once", ask(_SETTLED, shift), [("closed",), ("accepted",)])


def _date_checks(ask: Ask, storm: ExpectedStorm, shift: str, time_zone: str) -> Iterator[Check]:
    facts = [row for row in ask(_ENVELOPES, shift, shift) if row[2] in _AT_THE_COUNTER]
    begun_us, ended_us = facts[0][1], facts[-1][1]
    hours = (ended_us - begun_us) / _HOUR_US
    yield Check(f"storm: at least {storm.hours} hours", "" if hours >= storm.hours else f"{hours:.1f}")
    days = [local_date(at_us, time_zone) for at_us in (begun_us, ended_us)]
    opened = date.fromisoformat(storm.business_date)
    yield Check("storm: begun on its day, ended on the next", "" if days[0] == opened < days[1] else f"{days}")
    dates = {row[0] for row in facts} | {on for (on,) in ask(_POSTED_ON, shift)}
    yield _same("storm: every fact and posting has the day on which the shift opened", dates, {storm.business_date})


def _signature_checks(
    ask: Ask, storm: ExpectedStorm, close: str, names: dict[str, str], *, pending: bool
) -> Iterator[Check]:
    yield Check("storm: the close waited for a signature", "" if pending else "it did not")
    signed = [(bool(waits), event, names.get(person, person)) for waits, event, person in ask(_SIGNED, close)]
    yield _same(
        "storm: signed for afterwards, once, by whom the window showed", signed, [(True, "given", storm.signer)]
    )


def _same(name: str, found: object, wanted: object) -> Check:
    return Check(name, "" if found == wanted else f"{found}, not {wanted}")
