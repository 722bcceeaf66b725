"""Exercises that check themselves: what is done is read from the facts of the training journal since they began.

Nobody ticks anything off. An exercise that is begun again looks at later facts only. Where each began is a setting of
the training workstation; an exercise outside training is refused.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from app.config import EXERCISES
from app.drawers.close_shift_facts import ShiftClosed
from app.drawers.count_drawer_facts import CountPurpose, DrawerCounted
from app.drawers.movement_facts import SafeDropped
from app.errors import Refused
from app.journal.fact import Fact
from app.journal.read_facts import facts_after, head_position
from app.payments.facts import PaymentTaken, PaymentVoided
from app.store.settings import read_setting, write_setting
from app.training_mode import TrainingRefusal, is_training
from app.workplace import Services


class Exercise(StrEnum):
    """What can be practised, in the order in which it is learned."""

    EXACT_CASH = "exact_cash"
    SPLIT_TENDER = "split_tender"
    VOID = "void"
    SAFE_DROP = "safe_drop"
    CLOSE = "close"


class Step(StrEnum):
    """One thing that an exercise waits for."""

    BILL_PAID = "bill_paid"
    NO_CHANGE = "no_change"
    TWO_TENDERS = "two_tenders"
    CHECK_AND_CASH = "check_and_cash"
    WRONG_ACCOUNT_PAID = "wrong_account_paid"
    VOIDED = "voided"
    BAG_DROPPED = "bag_dropped"
    COUNTED = "counted"
    CLOSED = "closed"


@dataclass(frozen=True)
class Progress:
    """How far an exercise is: whether it was begun, and its steps with what the facts say of them."""

    exercise: Exercise
    begun: bool
    steps: tuple[tuple[Step, bool], ...]

    @property
    def done(self) -> bool:
        """Every step is there."""
        return all(done for _, done in self.steps)


Check = Callable[[Sequence[Fact]], bool]


def exercises(services: Services) -> tuple[Progress, ...]:
    """All exercises, as the journal says now."""
    with services.read_journal() as connection:
        begun = _begun(connection)
        facts = _facts_after(services, connection, min(begun.values())) if begun else ()
    return tuple(_progress(exercise, begun.get(exercise), facts) for exercise in Exercise)


def begin(services: Services, exercise: Exercise) -> None:
    """Looks from now on for what the exercise asks for. Raises Refused(ONLY_IN_TRAINING)."""
    if not is_training(services.device.code):
        raise Refused(TrainingRefusal.ONLY_IN_TRAINING)
    with services.plain_work() as work:
        begun = {**_begun(work.connection), exercise: head_position(work.connection.exec_driver_sql)}
        words = " ".join(f"{one.value}={position}" for one, position in begun.items())
        write_setting(work.connection, EXERCISES, words)
        work.commit()


Facts = Sequence[tuple[int, Fact]]
"""Facts with their positions in the journal."""


def _progress(exercise: Exercise, since: int | None, facts: Facts) -> Progress:
    if since is None:
        return Progress(exercise, False, tuple((step, False) for step in _STEPS[exercise]))
    later = [fact for position, fact in facts if position > since]
    return Progress(exercise, True, tuple((step, check(later)) for step, check in _STEPS[exercise].items()))


def _begun(connection: Connection) -> dict[Exercise, int]:
    pairs = (word.split("=") for word in read_setting(connection, EXERCISES).split())
    return {Exercise(name): int(position) for name, position in pairs}


def _facts_after(services: Services, connection: Connection, position: int) -> Facts:
    found: list[tuple[int, Fact]] = []
    while stored := facts_after(connection.exec_driver_sql, position):
        found += [
            (one.position, services.kinds.read(one.sealed.envelope_bytes, one.sealed.body_bytes)) for one in stored
        ]
        position = stored[-1].position
    return found


def _bills(facts: Sequence[Fact]) -> Iterator[PaymentTaken]:
    """Payments on an account of the city."""
    for fact in facts:
        if isinstance(fact.body, PaymentTaken) and any(line.account for line in fact.body.lines):
            yield fact.body


def _kinds(payment: PaymentTaken) -> set[str]:
    return {tender.kind for tender in payment.tenders}


def _bill_paid(facts: Sequence[Fact]) -> bool:
    return any(_kinds(payment) == {"cash"} for payment in _bills(facts))


def _no_change(facts: Sequence[Fact]) -> bool:
    return any(_kinds(payment) == {"cash"} and not payment.change_cents for payment in _bills(facts))


def _two_tenders(facts: Sequence[Fact]) -> bool:
    return any(len(payment.tenders) > 1 for payment in _bills(facts))


def _check_and_cash(facts: Sequence[Fact]) -> bool:
    return any({"check", "cash"} <= _kinds(payment) for payment in _bills(facts))


def _wrong_account_paid(facts: Sequence[Fact]) -> bool:
    return any(True for _ in _bills(facts))


def _voided(facts: Sequence[Fact]) -> bool:
    """One that was taken in the exercise, for the reason that the exercise is about."""
    taken = {fact.envelope.fact_id for fact in facts if isinstance(fact.body, PaymentTaken)}
    voids = [fact.body for fact in facts if isinstance(fact.body, PaymentVoided)]
    return any(void.receipt in taken and void.reason == "wrong_account" for void in voids)


def _bag_dropped(facts: Sequence[Fact]) -> bool:
    return any(isinstance(fact.body, SafeDropped) for fact in facts)


def _counted(facts: Sequence[Fact]) -> bool:
    bodies = (fact.body for fact in facts)
    return any(isinstance(body, DrawerCounted) and body.purpose == CountPurpose.CLOSE for body in bodies)


def _closed(facts: Sequence[Fact]) -> bool:
    return any(isinstance(fact.body, ShiftClosed) for fact in facts)


_STEPS: Mapping[Exercise, Mapping[Step, Check]] = {
    Exercise.EXACT_CASH: {Step.BILL_PAID: _bill_paid, Step.NO_CHANGE: _no_change},
    Exercise.SPLIT_TENDER: {Step.TWO_TENDERS: _two_tenders, Step.CHECK_AND_CASH: _check_and_cash},
    Exercise.VOID: {Step.WRONG_ACCOUNT_PAID: _wrong_account_paid, Step.VOIDED: _voided},
    Exercise.SAFE_DROP: {Step.BAG_DROPPED: _bag_dropped},
    Exercise.CLOSE: {Step.COUNTED: _counted, Step.CLOSED: _closed},
}
