"""What the counter page finds when it opens, also after a crash."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.payments import card_attempt, parked_sale
from app.payments.counter_state import counter_state
from app.payments.parked_sale import Draft, DraftLine
from tests.factories.counter import CASHIER, SUPERVISOR, Counter, open_counter
from tests.factories.workstation import open_workstation

DRAFT = Draft((DraftLine("account", 7415, "cis/100077339"),), "10-007733-9 Okafor")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path)
    yield counter
    counter.services.close()


def test_a_new_workstation_has_no_shift(tmp_path: Path) -> None:
    services = open_workstation(tmp_path)
    state = counter_state(services, CASHIER)
    services.close()
    assert (state.shift, state.shift_person, state.mine) == (None, "", False)
    assert str(state.rules.business_date) == "2026-11-20"


def test_the_shift_says_whose_it_is(counter: Counter) -> None:
    assert counter_state(counter.services, CASHIER).mine
    others = counter_state(counter.services, SUPERVISOR)
    assert others.shift == counter.shift and not others.mine


def test_what_the_last_run_left_is_found(counter: Counter) -> None:
    services = counter.services
    parked_sale.keep(services, CASHIER, counter.shift, "sale-1", DRAFT)
    parked_sale.park(services, CASHIER, counter.shift, "sale-2", replace_label("Waits"))
    attempt = card_attempt.begin(services, CASHIER, "sale-1", 7415)
    state = counter_state(services, CASHIER)
    assert state.attempts == (attempt,)
    assert state.in_progress is not None and state.in_progress.draft == DRAFT
    assert [sale.draft.label for sale in state.parked] == ["Waits"]
    assert state.paper_language == "en"


def test_another_person_s_sale_is_not_offered(counter: Counter) -> None:
    parked_sale.keep(counter.services, CASHIER, counter.shift, "sale-1", DRAFT)
    other = replace(SUPERVISOR, person_id="person-tran")
    assert counter_state(counter.services, other).in_progress is None


def replace_label(label: str) -> Draft:
    return Draft(DRAFT.lines, label)
