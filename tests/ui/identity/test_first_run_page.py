"""The first run by keyboard alone: a new workstation, a lost one brought back, going back, bad input, a restart."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.accounts.loads import loaded_sources
from app.bootstrap import Edges, is_set_up, open_services
from app.device_settings import device_settings
from app.identity.demo_people import BRANDT
from app.identity.queries import people_to_sign_in
from app.identity.sign_in import sign_in
from app.identity.take_charge import nobody_signs_in_yet
from app.ids import SystemIds
from app.safekeeping.recovery_sheet import issue_recovery_code
from app.safekeeping.second_copy import choose_second_copy, second_copy_status
from app.sync.central.enrol import make_enrolment
from app.sync.standing import standing
from resources.texts import current_language, use_language
from tests.factories.central import Central
from tests.factories.city import CsvSet
from tests.factories.people import open_office
from tests.factories.reference_centre import give
from tests.factories.workstation import fake_edges
from tests.fakes.keyboard import Keyboard
from ui.identity.first_run_city import CentreDataStep
from ui.identity.first_run_finish import DataStep, RecoveryStep
from ui.identity.first_run_page import FirstRunPage
from ui.identity.first_run_people import PinStep
from ui.identity.first_run_step import LinesStep
from ui.identity.first_run_work import FirstRun
from ui.shell.main_window import MainWindow

PASSWORD, PIN = "three blind mice sing", "618359"


class Wizard:
    """The page in its window, with hands."""

    def __init__(self, qtbot: QtBot, folder: Path, edges: Edges) -> None:
        self._qtbot, self.folder, self.edges = qtbot, folder, edges
        self.window = MainWindow([])
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.page = FirstRunPage(folder, edges)
        self.finished: list[FirstRun] = []
        self.page.finished.connect(self.finished.append)
        self.window.show()
        self.window.show_alone(self.page)
        self.keyboard = Keyboard(self.window)

    def answer(self, *lines: str) -> None:
        """Types each line, Enter after each."""
        for line in lines:
            self.keyboard.scan(line)

    def enter(self, times: int = 1) -> None:
        """Enter, as often as said."""
        for _ in range(times):
            self.keyboard.press("Enter")

    def until(self, done: Callable[[], bool]) -> None:
        """Lets the window live until something holds."""
        self._qtbot.waitUntil(done, timeout=20_000)

    def error(self, name: str) -> str:
        """The sentence under a field of the question that is asked."""
        step = self.page.step
        return step.fields[name].error if isinstance(step, LinesStep) else ""

    def through_office(self) -> None:
        """Language to the administrator's name."""
        self.enter(2)
        self.through_counter()

    def through_counter(self) -> None:
        """City to the counter and its code."""
        self.answer("City of Cypress Springs", "Utility service center", "300 Adams St", "(850) 555-0142")
        self.enter()
        self.answer("Counter A2")
        self.answer("a2")  # the code that was offered is chosen, so typing takes its place

    def through_secrets(self) -> None:
        """Password and PIN, each twice, until the printer is asked for."""
        self.answer(PASSWORD, PASSWORD, PIN, PIN)
        self.until(lambda: self.page.at == "printer")


@pytest.fixture
def wizard(qtbot: QtBot, tmp_path: Path) -> Iterator[Wizard]:
    """A computer that is nothing yet."""
    made = Wizard(qtbot, tmp_path / "data", fake_edges())
    yield made
    made.page.let_go()
    for run in made.finished:
        run.services.close()
    use_language("en")


def test_a_new_workstation_from_language_to_counter(wizard: Wizard) -> None:
    wizard.through_office()
    wizard.answer("L. Brandt")
    wizard.through_secrets()
    wizard.enter()
    wizard.until(lambda: wizard.page.at == "recovery")
    recovery = wizard.page.step
    assert isinstance(recovery, RecoveryStep)
    wizard.until(lambda: recovery.view.sheet is not None)
    recovery.view.last_group.setFocus()
    sheet = recovery.view.sheet
    assert sheet is not None
    wizard.answer("AAAAA")
    assert recovery.view.last_group.error
    recovery.view.last_group.line.selectAll()
    wizard.answer(sheet.groups[-1].lower())
    assert wizard.page.at == "data"
    wizard.keyboard.press("Down")
    wizard.keyboard.press("Down")
    wizard.enter()
    (run,) = wizard.finished
    assert run.session.display_name == "L. Brandt"
    assert (run.services.device.code, run.services.device.office) == ("A2", "utility-service-center")
    assert sign_in(run.services, run.session.person_id, PIN).permissions == run.session.permissions
    assert not nobody_signs_in_yet(run.services)


def test_a_new_workstation_of_the_citys_center(wizard: Wizard, central: Central, tmp_path: Path) -> None:
    """The code that was made for A2 is typed; the office and the city's rows are the center's, without a question."""
    give(central, CsvSet(), tmp_path / "set")
    wizard.enter()
    wizard.keyboard.press("Down")
    wizard.enter()
    wizard.through_counter()
    assert wizard.page.at == "centre"
    wizard.answer("db city", "K7QF3")
    assert "address" in wizard.error("address")
    step = wizard.page.step
    assert isinstance(step, LinesStep)
    step.fields["address"].line.setText(f"127.0.0.1:{central.cluster.port}/{central.database}")
    wizard.enter(2)
    assert "30 letters" in wizard.error("code")
    step.fields["code"].line.setText(make_enrolment(central.dsn, "main", "A2", SystemIds()).code.text.lower())
    wizard.enter()
    wizard.until(lambda: wizard.page.at == "name")
    wizard.keyboard.press("Esc")  # the center has let it in: there is no way back
    assert wizard.page.at == "name"
    wizard.answer("L. Brandt")
    wizard.through_secrets()
    services = wizard.page._services
    assert services is not None and services.device.office == "main"
    wizard.page._show("data")
    step = wizard.page.step
    assert isinstance(step, CentreDataStep)
    wizard.until(lambda: "Follows the central database" in step.load.result.words)
    assert [source.source_system for source in loaded_sources(services)] == ["cis"]
    wizard.until(lambda: standing(services).status.waiting == 0)
    wizard.enter()
    assert wizard.finished


def test_a_center_that_says_no_leaves_the_computer_as_it_was(wizard: Wizard, central: Central) -> None:
    wizard.enter()
    wizard.keyboard.press("Down")
    wizard.enter()
    wizard.through_counter()
    code = make_enrolment(central.dsn, "main", "B7", SystemIds()).code.text
    wizard.answer(f"127.0.0.1:{central.cluster.port}/{central.database}", code)
    wizard.until(lambda: bool(wizard.page.card.notice.words))
    assert "another workstation than A2" in wizard.page.card.notice.words
    assert wizard.page.at == "centre" and not is_set_up(wizard.folder)


def test_nothing_is_written_before_the_pin(wizard: Wizard) -> None:
    wizard.through_office()
    wizard.answer("L. Brandt", PASSWORD, PASSWORD)
    assert wizard.page.at == "pin"
    assert not is_set_up(wizard.folder)


def test_esc_goes_back_and_nothing_is_lost(wizard: Wizard) -> None:
    wizard.through_office()
    wizard.keyboard.press("Esc")
    wizard.keyboard.press("Esc")
    wizard.keyboard.press("Esc")
    assert wizard.page.at == "office"
    step = wizard.page.step
    assert isinstance(step, LinesStep)
    assert [field.line.text() for field in step.fields.values()] == [
        "Utility service center",
        "300 Adams St",
        "(850) 555-0142",
    ]
    for _ in range(6):
        wizard.keyboard.press("Esc")
    assert wizard.page.at == "language"


def test_what_is_wrong_stands_under_its_field(wizard: Wizard) -> None:
    wizard.enter(3)
    assert "city" in wizard.error("city")
    step = wizard.page.step
    assert isinstance(step, LinesStep)
    step.fields["city"].line.setText("x" * 500)
    wizard.enter()
    assert "80" in wizard.error("city")
    step.fields["city"].line.setText("Cypress\u202eSprings")
    wizard.enter()
    assert "do not print" in wizard.error("city")
    assert wizard.page.at == "city"


def test_a_code_that_cannot_stand_on_receipts(wizard: Wizard) -> None:
    wizard.through_office()
    wizard.keyboard.press("Esc")
    step = wizard.page.step
    assert isinstance(step, LinesStep)
    step.fields["code"].line.setText("1-2")
    step.fields["code"].line.setFocus()
    wizard.enter()
    assert "letter" in wizard.error("code")


def test_secrets_follow_the_rules(wizard: Wizard) -> None:
    wizard.through_office()
    wizard.answer("L. Brandt", "short", "short")
    assert wizard.error("password")
    step = wizard.page.step
    assert isinstance(step, LinesStep)
    step.fields["password"].line.setText(PASSWORD)
    step.fields["again"].line.setText(PASSWORD + "x")
    step.fields["again"].line.setFocus()
    wizard.enter()
    assert "not the same" in wizard.error("again")
    step.fields["again"].line.setText(PASSWORD)
    wizard.enter()
    wizard.answer("123456", "123456")
    assert wizard.page.at == "pin"
    assert isinstance(wizard.page.step, PinStep)
    assert not is_set_up(wizard.folder)


def test_the_language_holds_at_once_and_is_kept(wizard: Wizard) -> None:
    wizard.keyboard.press("Down")
    wizard.enter()
    assert current_language() == "es"
    wizard.enter()
    wizard.answer("Ciudad", "Oficina", "", "")
    wizard.enter()
    wizard.answer("Mostrador 1", "", "L. Brandt")
    wizard.through_secrets()
    services = wizard.page._services
    assert services is not None
    assert device_settings(services).language == "es"


def test_a_folder_of_the_citys_data_is_loaded(wizard: Wizard, tmp_path: Path) -> None:
    wizard.through_office()
    wizard.answer("L. Brandt")
    wizard.through_secrets()
    wizard.page._show("data")
    step = wizard.page.step
    assert isinstance(step, DataStep)
    wizard.enter()
    wizard.answer(str(tmp_path / "nowhere"))
    assert step.folder.field.error
    step.folder.set_folder(CsvSet().write(tmp_path / "set"))
    step.folder.setFocus()
    wizard.enter()
    wizard.until(lambda: not step.load.busy)
    assert "rows loaded" in step.load.result.words
    wizard.enter()
    (run,) = wizard.finished
    assert [each.source_system for each in loaded_sources(run.services)] == ["cis"]


def test_a_closed_window_is_taken_up_again(wizard: Wizard, qtbot: QtBot) -> None:
    wizard.through_office()
    wizard.answer("L. Brandt")
    wizard.through_secrets()
    wizard.page.let_go()
    services = open_services(wizard.folder, wizard.edges)
    assert not nobody_signs_in_yet(services)
    assert [person.display_name for person in people_to_sign_in(services)] == ["L. Brandt"]
    services.close()
    wizard.page._handed_over = True


def test_a_lost_workstation_comes_back(qtbot: QtBot, tmp_path: Path) -> None:
    office = open_office(tmp_path / "lost")
    sheet = issue_recovery_code(office.services, office.supervisor())
    (tmp_path / "stick").mkdir()
    choose_second_copy(office.services, office.supervisor(), tmp_path / "stick")
    qtbot.waitUntil(lambda: second_copy_status(office.services).waiting == 0)
    office.services.close()
    wizard = Wizard(qtbot, tmp_path / "new", fake_edges(7))
    wizard.enter()
    wizard.keyboard.press("Down")
    wizard.keyboard.press("Down")
    wizard.enter()
    wizard.answer(str(tmp_path / "nowhere"))
    assert wizard.page.at == "copy"
    wizard.page.step.folder.line.selectAll()  # type: ignore[attr-defined]  # the copy's step
    wizard.answer(str(tmp_path / "stick"), "-".join(sheet.groups[:-1]) + "-AAAAA")
    assert wizard.page.at == "code"
    assert "Group 8" in wizard.error("code")
    wizard.page.step.fields["code"].line.selectAll()  # type: ignore[attr-defined]  # lines
    wizard.answer(" ".join(sheet.groups).lower())
    wizard.until(lambda: wizard.page.at == "who")
    wizard.enter()
    wizard.through_secrets()
    wizard.enter()
    wizard.until(lambda: wizard.page.at == "data")
    wizard.keyboard.press("Down")
    wizard.keyboard.press("Down")
    wizard.enter()
    (run,) = wizard.finished
    assert (run.services.device.code, run.services.device.generation) == ("A2", 2)
    assert run.session.display_name == BRANDT.display_name
    run.services.close()


def test_secrets_that_are_refused_or_differ_begin_empty_again(wizard: Wizard) -> None:
    wizard.through_office()
    wizard.answer("L. Brandt", PASSWORD, PASSWORD[:-1])
    assert wizard.error("again")
    wizard.answer(PASSWORD)
    assert wizard.page.at == "pin"
    wizard.answer("123456", "123456")
    step = wizard.page.step
    assert isinstance(step, PinStep)
    assert (step.pin.length, step.again.length) == (0, 0)
    wizard.answer(PIN, PIN[:-1])
    assert (step.pin.length, step.again.length) == (len(PIN), 0)
    wizard.answer(PIN)
    wizard.until(lambda: wizard.page.at == "printer")
