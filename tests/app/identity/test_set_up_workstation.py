"""First run: what is refused, and what a new workstation knows of itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import set_up
from app.identity.set_up_workstation import (
    CODE,
    SetUpRefusal,
    SetUpWorkstation,
    office_key,
    random_code,
    refuse,
)
from app.identity.workstation import load_device, load_place
from app.ids import SystemIds
from app.workplace import Services
from tests.factories.outcomes import refused
from tests.factories.workstation import COUNTER_A2, fake_edges

WRONG: list[tuple[SetUpRefusal, SetUpWorkstation]] = [
    (SetUpRefusal.CODE_MALFORMED, replace(COUNTER_A2, code="", city="")),
    (SetUpRefusal.CODE_MALFORMED, replace(COUNTER_A2, code="a2")),
    (SetUpRefusal.CODE_MALFORMED, replace(COUNTER_A2, code="A2\0")),
    (SetUpRefusal.CODE_MALFORMED, replace(COUNTER_A2, code="Ａ2")),
    (SetUpRefusal.CODE_MALFORMED, replace(COUNTER_A2, code="A" * 10_000_000)),
    (SetUpRefusal.NAME_MISSING, replace(COUNTER_A2, office_name="  ", city="x" * 81)),
    (SetUpRefusal.NAME_TOO_LONG, replace(COUNTER_A2, office_address="x" * 10_000_000)),
    (SetUpRefusal.NAME_CHARACTERS, replace(COUNTER_A2, city="Cypress\0Springs", time_zone="x")),
    (SetUpRefusal.NAME_CHARACTERS, replace(COUNTER_A2, office_phone="\u202e0142")),
    (SetUpRefusal.TIME_ZONE_UNKNOWN, replace(COUNTER_A2, time_zone="America/Atlantis")),
    (SetUpRefusal.TIME_ZONE_UNKNOWN, replace(COUNTER_A2, time_zone="")),
    (SetUpRefusal.TIME_ZONE_UNKNOWN, replace(COUNTER_A2, time_zone="../../etc/passwd")),
    (SetUpRefusal.TIME_ZONE_UNKNOWN, replace(COUNTER_A2, time_zone="America/New_York\0")),
    (SetUpRefusal.TIME_ZONE_UNKNOWN, replace(COUNTER_A2, time_zone="x" * 10_000_000)),
]


@pytest.mark.parametrize(("code", "command"), WRONG)
def test_refusals(tmp_path: Path, code: SetUpRefusal, command: SetUpWorkstation) -> None:
    assert refused(lambda: refuse(command)) is code
    assert refused(lambda: set_up(tmp_path / "data", command, fake_edges())) is code
    assert not (tmp_path / "data").exists()


def test_every_refusal_has_a_row_in_their_order() -> None:
    assert list(dict.fromkeys(code for code, _ in WRONG)) == list(SetUpRefusal)


def test_a_new_workstation_knows_where_it_stands(empty: Services) -> None:
    with empty.read_journal() as connection:
        device = load_device(connection)
        place = load_place(connection, device.code, device.generation)
    assert (device.code, device.generation, device.office, device.time_zone) == ("A2", 1, "main", "America/New_York")
    assert place == empty.place
    assert device.signer.public_bytes == empty.device.signer.public_bytes
    assert (place.city, place.office_name, place.counter) == (
        "City of Cypress Springs",
        "Utility service center",
        "Counter A2",
    )


def test_random_codes_are_codes_and_differ() -> None:
    codes = {random_code(SystemIds()) for _ in range(50)}
    assert len(codes) > 45
    assert all(CODE.fullmatch(code) for code in codes)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Utility service center", "utility-service-center"),
        ("  Café Ñandú #2 ", "cafe-nandu-2"),
        ("市役所", "main"),
        ("", "main"),
        ("x" * 500, "x" * 40),
    ],
)
def test_an_office_gets_a_short_name(name: str, key: str) -> None:
    assert office_key(name) == key
