"""Valid, forged, altered, of a wrong key, denied, not yet, expired: told apart, by code alone or by number."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from app.transit.pass_code import PassContent, key_id, write_code
from app.transit.verify_pass import PassCheck, Verdict, verify
from tests.factories.counter import Counter, open_counter
from tests.factories.passes import (
    FOREIGN,
    LATER,
    TEN_RIDES,
    content_of,
    issued_of,
    replacement,
    sell,
    with_signature_of,
)
from tests.factories.workstation import fake_edges

DAY_SECONDS = 86_400


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    opened = open_counter(tmp_path)
    yield opened
    opened.services.close()


def verdict(counter: Counter, typed: str) -> Verdict:
    return verify(counter.services, typed).verdict


def test_a_sold_pass_is_valid_by_its_code_and_by_its_number(counter: Counter) -> None:
    issued = issued_of(sell(counter, TEN_RIDES))
    scanned, typed = verify(counter.services, issued.code), verify(counter.services, issued.serial.lower())
    assert scanned == typed
    assert scanned.verdict is Verdict.VALID and scanned.known is not None
    said = (scanned.serial, scanned.product, scanned.rider, scanned.rides, scanned.price_cents)
    assert said == (issued.serial, "ride_10", "adult", 10, 1250)
    assert (scanned.first_on, scanned.last_on) == (date(2026, 11, 20), date(2027, 11, 19))


@pytest.mark.parametrize(
    "change",
    [
        lambda content: replace(content, last_on=date(2027, 12, 20)),
        lambda content: replace(content, product="day_7"),
        lambda content: replace(content, rider="reduced", price_cents=1),
    ],
    ids=["longer", "another product", "cheaper"],
)
def test_a_genuine_paper_that_says_something_else_is_altered(
    counter: Counter, change: Callable[[PassContent], PassContent]
) -> None:
    code = issued_of(sell(counter)).code
    assert verdict(counter, with_signature_of(code, change(content_of(code)))) is Verdict.ALTERED


def test_a_pass_that_nobody_here_signed_is_forged(counter: Counter) -> None:
    """It names this counter's key, a number of its own or that of a sold pass; the signature is somebody else's."""
    code = issued_of(sell(counter)).code
    invented = replace(content_of(code), serial="A2-1-000900-0000-1")
    assert verdict(counter, write_code(invented, FOREIGN)) is Verdict.FORGED
    assert verdict(counter, write_code(content_of(code), FOREIGN)) is Verdict.FORGED
    assert verdict(counter, with_signature_of(code, invented)) is Verdict.FORGED


def test_a_pass_of_another_city_s_key_is_of_a_wrong_key(counter: Counter) -> None:
    content = replace(content_of(issued_of(sell(counter)).code), key_id=key_id(FOREIGN.public_bytes))
    assert verdict(counter, write_code(content, FOREIGN)) is Verdict.WRONG_KEY


def test_a_replaced_pass_is_denied_and_the_new_one_valid(counter: Counter) -> None:
    lost = issued_of(sell(counter))
    new = issued_of(sell(counter, replacement(lost.serial)))
    found = verify(counter.services, lost.code)
    assert found.verdict is Verdict.DENIED and found.denied == "replaced"
    assert verdict(counter, new.code) is Verdict.VALID
    assert content_of(new.code) == replace(content_of(lost.code), serial=new.serial)


def test_before_its_first_day_and_after_its_last(tmp_path: Path) -> None:
    edges = fake_edges()
    counter = open_counter(tmp_path, edges=edges)
    issued = issued_of(sell(counter, LATER))
    found = [verdict(counter, issued.code)]
    for days in (5, 6, 1):
        edges.clock.advance(days * DAY_SECONDS)  # type: ignore[attr-defined] # the fake's own
        found.append(verdict(counter, issued.code))
    counter.services.close()
    assert found == [Verdict.NOT_YET, Verdict.VALID, Verdict.VALID, Verdict.EXPIRED]


@pytest.mark.parametrize(
    "typed", ["", "   ", "hello", "A2-000318", "CP1:.", "CP1:ABC.", "https://example.org", "0" * 9000]
)
def test_other_things_are_no_passes(counter: Counter, typed: str) -> None:
    found = verify(counter.services, typed)
    assert found == PassCheck(Verdict.NOT_ONE, found.serial) and len(found.serial) <= 40


def test_a_number_that_no_sale_here_has_is_unknown(counter: Counter) -> None:
    assert verdict(counter, "B7-1-000318-K7QF-1") is Verdict.UNKNOWN


def test_it_takes_less_than_a_millisecond(counter: Counter) -> None:
    """CPU time, so that whatever else runs here does not count; `./counter bench pass` measures it by the clock."""
    code = issued_of(sell(counter)).code
    verify(counter.services, code)
    began = process_time()
    for _ in range(50):
        verify(counter.services, code)
    assert (process_time() - began) / 50 < 0.001
