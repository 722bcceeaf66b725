"""The sync page on real data against a real centre: alone, joining, what waits, who is known, going on as a copy."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clock import SystemClock
from app.identity.demo_people import REYES
from app.ids import SystemIds
from app.sync.bundle.types import TakeBundle
from app.sync.central.enrol import make_enrolment
from app.sync.central.revoke import revoke
from app.sync.central.take_bundle import take_bundle
from app.sync.replica import JournalReplica
from app.sync.types import Stop
from tests.factories.central import Central
from tests.factories.settings import OpenSettings
from ui.sync.sync_section import SyncSection

SYNC = 10


@pytest.fixture
def settings(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSettings]:
    """An administrator's settings."""
    opened = OpenSettings(qtbot, tmp_path)
    yield opened
    opened.close()


def section_of(settings: OpenSettings) -> SyncSection:
    """The page, loaded."""
    section = settings.section(SYNC)
    assert isinstance(section, SyncSection)
    settings.until(lambda: section.page is not None)
    return section


def join(settings: OpenSettings, central: Central, workstation: str = "A2") -> SyncSection:
    """Types address and code."""
    section = section_of(settings)
    code = make_enrolment(central.dsn, "main", workstation, SystemIds()).code.text
    section.join.address.line.setFocus()
    settings.keyboard.scan(f"127.0.0.1:{central.cluster.port}/{central.database}", enter=False)
    section.join.code.line.setFocus()
    settings.keyboard.scan(code)
    return section


def test_alone_it_says_so_and_offers_to_join(settings: OpenSettings) -> None:
    section = section_of(settings)
    assert section.state.accessibleName().startswith("This counter works alone")
    assert section.join.isVisible() and not section.workstations.isVisible()
    assert [fact.name for fact in section.facts.facts] == ["City data as of"]
    assert [command.name for command in section.commands()] == ["Join the center"]


def test_joining_sends_all_there_is(settings: OpenSettings, central: Central) -> None:
    section = join(settings, central)
    settings.until(lambda: section.state.accessibleName().startswith("All sent"))
    assert not section.join.isVisible() and section.workstations.isVisible()
    assert [fact.name for fact in section.facts.facts] == ["Last exchange", "Clock", "City data as of"]
    with central.admin() as admin:
        assert admin.execute("SELECT count(*) > 5 FROM counter.fact").fetchone() == (True,)


def test_what_is_mistyped_or_refused_stands_where_it_belongs(settings: OpenSettings, central: Central) -> None:
    section = section_of(settings)
    section.join.join()
    assert "address" in section.join.address.error
    section = join(settings, central, "B7")
    settings.until(lambda: section.join.outcome.isVisible())
    assert "another workstation than A2" in section.join.outcome.words
    assert section.join.code.line.text()


def test_what_waits_goes_to_a_stick_and_its_answer_is_taken(
    settings: OpenSettings, central: Central, tmp_path: Path
) -> None:
    section = join(settings, central)
    settings.until(lambda: section.state.accessibleName().startswith("All sent"))
    settings.keyboard.press("Ctrl+U")
    assert "stick" in section.stick.folder.field.error
    (tmp_path / "stick").mkdir()
    section.stick.folder.set_folder(tmp_path / "stick")
    settings.keyboard.press("Ctrl+U")
    settings.until(lambda: "facts are written" in section.stick.outcome.words)
    (bundle,) = (tmp_path / "stick").iterdir()
    answer = tmp_path / "stick" / "answer"
    take_bundle(central.dsn, TakeBundle(bundle, answer), SystemClock())
    section.stick.take_file(answer)
    settings.until(lambda: "answer is taken in" in section.stick.outcome.words)
    section.stick.take_file(bundle)
    settings.until(lambda: "is for the center" in section.stick.outcome.words)


def test_exceptions_are_one_press_away(settings: OpenSettings, central: Central) -> None:
    section, wanted = join(settings, central), []
    settings.until(lambda: section.state.accessibleName().startswith("All sent"))
    settings.context.exceptions_wanted.connect(lambda: wanted.append(True))
    section.exceptions_button.click()
    assert wanted == [True]


def test_a_cashier_may_look(qtbot: QtBot, tmp_path: Path) -> None:
    settings = OpenSettings(qtbot, tmp_path, REYES)
    section = section_of(settings)
    assert not section.join.button.isEnabled() and not section.join.code.entry.isEnabled()
    settings.close()


def test_a_copy_goes_on_only_when_a_supervisor_says_so_twice(settings: OpenSettings, central: Central) -> None:
    section = join(settings, central)
    services = settings.office.services
    settings.until(lambda: section.state.accessibleName().startswith("All sent"))
    replica = JournalReplica(services)
    replica.keep(replace(replica.state(), nonce=b"x" * 16, next_nonce=b"y" * 16))  # as if a copy had spoken
    section.exchange_now()
    settings.until(lambda: replica.state().stopped is Stop.CLONE)
    settings.until(lambda: section.go_on_button.isVisible())
    assert "Nothing is sent" in section.state.accessibleName()
    section.go_on_button.click()
    assert section.warning.isVisible() and services.sync.worker is not None
    section.go_on_button.click()
    settings.until(lambda: "Start the program again" in section.state.accessibleName())


def test_a_revoked_workstation_takes_a_new_code(settings: OpenSettings, central: Central) -> None:
    section = join(settings, central)
    settings.until(lambda: section.state.accessibleName().startswith("All sent"))
    revoke(central.dsn, "A2")
    section.exchange_now()
    settings.until(lambda: section.join.isVisible())
    assert "Ask them for a new code" in section.state.accessibleName()
    assert [command.name for command in section.commands()] == ["Join the center"]
    section.join.code.line.setFocus()  # the address stands there still
    settings.keyboard.scan(make_enrolment(central.dsn, "main", "A2", SystemIds()).code.text)
    settings.until(lambda: section.state.accessibleName().startswith("All sent"))
    assert not section.join.isVisible()
