"""Beside the PIN: choosing the first one with the password, and being unlocked by a supervisor or by telephone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.identity.demo_people import BRANDT, OKAFOR, REYES, TRAN, DemoPerson
from app.identity.lockout import reset_pin
from app.identity.permissions import Session
from app.identity.queries import people_to_sign_in
from app.identity.recovery_unlock import unlock_response
from app.safekeeping.recovery_sheet import RecoverySheet, issue_recovery_code
from tests.factories.people import Office, open_office
from tests.fakes.keyboard import Keyboard
from ui.identity.person_tile import SignInPerson
from ui.identity.sign_in_help import SignInHelp, needs_of
from ui.identity.sign_in_page import SignInPage, SignInPlace
from ui.operations import Operations
from ui.shell.main_window import MainWindow


class Counter:
    """The sign-in page of an office where J. Okafor has no PIN and D. Tran is locked."""

    def __init__(self, qtbot: QtBot, office: Office) -> None:
        self.qtbot, self.office = qtbot, office
        self.window = MainWindow([])
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.page = SignInPage(SignInPlace("City", "Office", "A2"))
        self.operations = Operations(office.services)
        self.help = SignInHelp(self.page, self.operations)
        self.sessions: list[Session] = []
        self.help.let_in.connect(self.sessions.append)
        self.window.show()
        self.window.show_alone(self.page)
        self.load()
        self.keyboard = Keyboard(self.window)

    def load(self) -> None:
        """People as they are now."""
        people = people_to_sign_in(self.office.services)
        self.page.set_people(
            [
                SignInPerson(one.person_id, one.display_name, one.role_title, why_not="!", needs=needs_of(one))
                if needs_of(one)
                else SignInPerson(one.person_id, one.display_name, one.role_title)
                for one in people
            ]
        )

    def choose(self, demo: DemoPerson) -> None:
        """Chooses a person; what they need is shown."""
        self.page.choose(self.office.id_of(demo))
        self.qtbot.waitUntil(lambda: not self.operations._asked)

    def is_locked(self, demo: DemoPerson) -> bool:
        """Whether the journal has them locked."""
        return any(
            one.locked for one in people_to_sign_in(self.office.services) if one.display_name == demo.display_name
        )


@pytest.fixture
def sheet() -> list[RecoverySheet]:
    """Where the office puts its sheet."""
    return []


@pytest.fixture
def counter(qtbot: QtBot, tmp_path: Path, sheet: list[RecoverySheet]) -> Iterator[Counter]:
    """The counter, with its files closed afterwards."""
    office = open_office(tmp_path).fail(TRAN, 10)
    reset_pin(office.services, office.supervisor(), office.id_of(OKAFOR))
    sheet.append(issue_recovery_code(office.services, office.supervisor()))
    yield Counter(qtbot, office)
    office.services.close()


def test_the_first_pin_lets_a_person_in(counter: Counter) -> None:
    counter.choose(OKAFOR)
    for typed in (OKAFOR.password, "940271", "940271"):
        counter.keyboard.scan(typed)
    counter.qtbot.waitUntil(lambda: bool(counter.sessions))
    assert counter.sessions[0].display_name == OKAFOR.display_name


def test_a_wrong_password_keeps_the_pin_typed(counter: Counter) -> None:
    counter.choose(OKAFOR)
    for typed in ("not the password at all", "940271", "940271"):
        counter.keyboard.scan(typed)
    panel = counter.help.first_pin
    counter.qtbot.waitUntil(lambda: bool(panel.password.error))
    assert panel.pin.length == 6
    assert counter.sessions == []


@pytest.mark.parametrize(
    ("first", "again", "wrong"), [("123456", "123456", "guess"), ("940271", "940272", "not the same")]
)
def test_a_pin_that_is_not_taken(counter: Counter, first: str, again: str, wrong: str) -> None:
    counter.choose(OKAFOR)
    for typed in (OKAFOR.password, first, again):
        counter.keyboard.scan(typed)
    panel = counter.help.first_pin
    assert wrong in panel.pin_field.error + panel.again_field.error
    assert panel.password.line.text() == OKAFOR.password


def test_a_supervisor_unlocks_at_the_counter(counter: Counter) -> None:
    counter.choose(TRAN)
    counter.qtbot.waitUntil(lambda: counter.help.locked.who.count() == 1)
    counter.keyboard.scan("000000")
    counter.qtbot.waitUntil(lambda: not counter.help.locked.pin.length)
    counter.qtbot.waitUntil(lambda: bool(counter.help.locked._pin_field.error))
    assert counter.is_locked(TRAN)
    changed: list[bool] = []
    counter.help.people_changed.connect(lambda: changed.append(True))
    counter.keyboard.scan(BRANDT.pin)
    counter.qtbot.waitUntil(lambda: bool(changed))
    assert not counter.is_locked(TRAN)


def test_the_office_unlocks_by_telephone(counter: Counter, sheet: list[RecoverySheet]) -> None:
    counter.choose(TRAN)
    locked = counter.help.locked
    locked.telephone.click()
    counter.keyboard.press("Enter")
    counter.qtbot.waitUntil(lambda: bool(locked.code.text()))
    counter.keyboard.scan("AAAA-AAAA")
    counter.qtbot.waitUntil(lambda: bool(locked.answer.error))
    locked.answer.line.selectAll()
    counter.keyboard.scan(unlock_response("-".join(sheet[0].groups), "A2", locked.code.text()))
    counter.qtbot.waitUntil(lambda: not counter.is_locked(TRAN))


def test_who_needs_nothing_gets_the_pin_back(counter: Counter) -> None:
    counter.choose(TRAN)
    assert counter.help.locked.isVisible()
    counter.choose(REYES)
    assert counter.page.pin.isVisible()
    assert not counter.help.locked.isVisible()
