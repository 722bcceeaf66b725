"""A workstation takes the centre's new keys for bundles over the network; without an answer it keeps what it has."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ids import SystemIds
from app.sync.bundle.renewed_keys import ASK_SECONDS, RenewedKeys
from app.sync.central.bundle_keys import renew_keys
from app.sync.enrol import join, kept_centre
from app.sync.exchange import NoAnswer
from app.sync.postgres import PostgresLink
from app.workplace import Services
from tests.app.sync.test_enrol import invitation
from tests.factories.central import Central
from tests.factories.people import Office, open_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path)
    yield opened
    opened.services.close()


def keys_of(services: Services) -> tuple[bytes, bytes]:
    with services.read_journal() as connection:
        centre = kept_centre(connection)
    assert centre is not None
    return centre.sealing_key, centre.signing_key


def test_new_keys_come_with_an_exchange(office: Office, central: Central) -> None:
    services, now = office.services, [0.0]
    join(services, office.supervisor(), invitation(central))
    with services.read_journal() as connection:
        centre = kept_centre(connection)
    assert centre is not None
    link, keys, before = (
        PostgresLink(lambda: centre.dsn(services.folder)),
        RenewedKeys(services, lambda: now[0]),
        keys_of(services),
    )
    keys.turn(link.call)
    assert keys_of(services) == before
    assert renew_keys(central.dsn, SystemIds()) == 2
    keys.turn(link.call)  # not due yet
    assert keys_of(services) == before
    now[0] = ASK_SECONDS
    keys.turn(link.call)
    assert keys_of(services) != before
    link.close()


def test_no_answer_changes_nothing(office: Office, central: Central) -> None:
    join(office.services, office.supervisor(), invitation(central))
    before = keys_of(office.services)

    def nobody(_function: str, *_values: object) -> list[object]:
        raise NoAnswer

    RenewedKeys(office.services).turn(nobody)
    RenewedKeys(office.services).turn(lambda *_: [])
    assert keys_of(office.services) == before
