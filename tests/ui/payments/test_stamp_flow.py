"""Endorsing and validating after a payment, by keys in the real window, with a scripted printer and without one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.payments.stamp_facts import ENDORSEMENT
from app.print_jobs.types import JobState
from printing.spool import Spool
from resources.texts import use_language
from tests.factories.counter import ALVAREZ, OKAFOR, Counter
from tests.factories.people import Office
from tests.factories.policies import BentPolicies
from tests.factories.stamps import choose_printer, offer
from tests.fakes.looks import until_whole
from tests.fakes.printer import FakePrinter
from tests.ui.payments.conftest import Driver, start
from ui.payments.receipt_flow import BOUNCE_MS
from ui.payments.stamp_form import StampForm
from ui.shell.keys_page import KeysPage
from ui.theme import theme

ROUTING = "021000021"


class Till:
    """The counter page with a printer that prints."""

    def __init__(self, driver: Driver, fake: FakePrinter) -> None:
        self.driver, self.fake = driver, fake
        services = driver.counter.services
        choose_printer(services, fake.address)
        self.spool = Spool(services, retry_seconds=0.05)
        driver.window.context.changed.connect(lambda _changed: self.spool.wake())
        driver.page.receipts.desk._look_again.setInterval(20)

    @property
    def form(self) -> StampForm:
        form = self.driver.page.views.receipt.stamps
        if form is None:
            raise LookupError("no form is open")
        return form

    def pay_by_check(self, *accounts: str) -> str:
        return pay_by_check(self.driver, *accounts)

    def open(self) -> StampForm:
        self.driver.until(lambda: self.driver.page.views.receipt.stamp.isVisible())
        self.driver.press("Ctrl+I")
        return self.form

    def stamped(self) -> list[str]:
        """What stands on checks and stubs."""
        words = (b"FOR DEPOSIT ONLY", b"PAID")
        return [data.decode("cp858") for data in self.fake.printed if any(word in data for word in words)]

    def until_rest(self) -> None:
        self.driver.until(lambda: not self.form.busy)


def pay_by_check(driver: Driver, *accounts: str) -> str:
    """One check for all of it; gives the receipt."""
    for account in accounts or (OKAFOR,):
        driver.scan(account)
    driver.until(lambda: driver.focused() is driver.page.views.pay.cash.amount)
    driver.press("F6", "Enter")
    driver.type(ROUTING)
    driver.press("Enter")
    driver.type("1041")
    driver.press("Enter")
    receipt = driver.pay("Enter").fact_id
    driver.until(lambda: driver.page.views.paid.rows)
    return receipt


@pytest.fixture
def till(driver: Driver) -> Iterator[Till]:
    with FakePrinter() as fake:
        till = Till(driver, fake)
        yield till
        till.spool.stop()
    theme().apply("light", 100)


def test_check_and_stubs_one_after_the_other(till: Till) -> None:
    driver = till.driver
    receipt = till.pay_by_check(OKAFOR, ALVAREZ)
    form = till.open()
    assert [tile.text() for tile in form.tiles] == ["Check 1041", "Stub of 10-007733-9", "Stub of 10-004512-7"]
    assert form.prompt.words == "Put in check 1041, its back to the print head. Then press Enter."
    assert driver.focused() is form.print
    for done in range(1, 4):
        driver.press("Enter")
        till.until_rest()
        driver.until(lambda done=done: sum("ed" in tile.accessibleDescription() for tile in form.tiles) == done)  # type: ignore[misc]  # bound
    assert form.problem.words == "All of them are done." and form.leave.text() == "Done"
    till.fake.wait_for_jobs(4)
    assert len(till.stamped()) == 3 and "FOR DEPOSIT ONLY" in till.stamped()[0]
    assert {place.times for place in offer(driver.counter, receipt).places} == {1}
    driver.press("Esc")
    assert driver.page.views.receipt.stamps is None and driver.focused() is driver.page.views.receipt.next
    facts = [row.fact for row in driver.page.views.paid.rows]
    assert facts[-3:] == ["Check 1041", "Stub of 10-007733-9", "Stub of 10-004512-7"]
    assert driver.page.views.paid.rows[-3].detail == "461.75 · endorsed"


def test_the_paper_shows_what_will_stand_on_it(till: Till) -> None:
    till.pay_by_check()
    till.open()
    sheet = till.driver.page.views.paid.paper.view.sheet
    till.driver.until(lambda: "FOR DEPOSIT ONLY" in sheet.accessibleName())
    till.driver.press("Ctrl+Down")
    assert till.form.prompt.words == "Put in stub of 10-007733-9. Then press Enter."
    till.driver.until(lambda: "PAID" in sheet.accessibleName())
    till.driver.press("Ctrl+Up", "Esc")
    till.driver.until(lambda: "Paid on this account" in sheet.accessibleName())


def test_a_paper_that_is_not_in_is_asked_for_and_enter_tries_again(till: Till) -> None:
    till.pay_by_check()
    form = till.open()
    till.fake.wait_for_jobs(1)
    till.fake.script.no_slip = True
    till.driver.press("Enter")
    till.until_rest()
    till.driver.until(lambda: form.problem.words.startswith("The printer sees no paper in its slip station."))
    assert form.place is not None and form.place.stamp == ENDORSEMENT
    till.fake.script.no_slip = False
    till.driver.press("Enter")
    till.driver.until(lambda: form.place is not None and form.place.stamp != ENDORSEMENT)
    till.fake.wait_for_jobs(2)
    assert len(till.stamped()) == 1


def test_a_stamped_paper_can_be_stamped_again(till: Till) -> None:
    receipt = till.pay_by_check()
    form = till.open()
    till.driver.press("Enter")
    till.until_rest()
    till.driver.until(lambda: form.place is not None and form.place.stamp != ENDORSEMENT)
    till.driver.press("Ctrl+Up")
    assert form.prompt.words.startswith("Check 1041 is done. Put it in to print it again.")
    till.driver.press("Enter")
    till.driver.until(lambda: offer(till.driver.counter, receipt).places[0].times == 2)
    till.until_rest()
    till.fake.wait_for_jobs(3)
    assert "COPY 1" in till.stamped()[-1]


def test_a_printer_that_does_not_say_is_not_believed(till: Till) -> None:
    till.pay_by_check()
    form = till.open()
    till.fake.wait_for_jobs(1)  # the receipt's printer still spoke
    till.fake.script.mute = True
    till.driver.press("Enter")
    till.driver.until(lambda: form.problem.words == "The printer does not say whether it printed. Look at the paper.")


def test_leaving_takes_back_what_waits(driver: Driver) -> None:
    choose_printer(driver.counter.services)
    receipt = pay_by_check(driver)
    driver.until(lambda: driver.page.views.receipt.stamp.isVisible())
    driver.press("Ctrl+I", "Enter")
    driver.until(lambda: offer(driver.counter, receipt).places[0].job is not None)
    driver.until(lambda: driver.page.receipts.stamps._job)
    driver.press("Esc")

    def state() -> JobState | None:
        job = offer(driver.counter, receipt).places[0].job
        return job.state if job is not None else None

    driver.until(lambda: state() is JobState.EXPIRED)
    driver.qtbot.wait(BOUNCE_MS)
    driver.press("Enter")
    driver.until(lambda: driver.page.views.shows_sale)


def test_a_printer_without_a_slip_station_says_what_to_do(driver: Driver) -> None:
    choose_printer(driver.counter.services, profile="80mm")
    pay_by_check(driver)
    driver.until(lambda: driver.page.views.receipt.stamp.isVisible())
    driver.press("Ctrl+I")
    form = driver.page.views.receipt.stamps
    assert form is not None and form.print.reason == "No slip station"
    assert form.prompt.words == (
        "This printer has no slip station. Use the city's stamp, or choose a printer with one under Settings, Printer."
    )
    driver.press("Enter")
    assert driver.page.views.receipt.stamps is None


def test_nothing_of_it_where_the_city_does_not_endorse(qtbot: QtBot, office: Office, counter: Counter) -> None:
    bent = BentPolicies(endorsement={"endorse": "off", "validate": "off"})
    object.__setattr__(office.services, "policies", bent)
    driver = start(qtbot, office, counter)
    pay_by_check(driver)
    assert driver.page.views.receipt.stamp.isHidden()
    driver.press("Ctrl+I")
    assert driver.page.views.receipt.stamps is None


def test_it_begins_by_itself_where_the_policy_says_so(qtbot: QtBot, office: Office, counter: Counter) -> None:
    bent = BentPolicies(endorsement={"endorse": "after_payment", "validate": "off"})
    object.__setattr__(office.services, "policies", bent)
    choose_printer(office.services)
    driver = start(qtbot, office, counter)
    receipt = pay_by_check(driver)
    driver.until(lambda: driver.page.views.receipt.stamps is not None)
    assert driver.page.views.receipt.change.isVisible()
    driver.press("Esc")
    driver.page.receipts.desk.look()
    driver.qtbot.wait(BOUNCE_MS)
    driver.press("Enter")
    driver.until(lambda: driver.page.views.shows_sale)
    driver.page.show_receipt(receipt)
    driver.until(lambda: driver.page.views.receipt.stamp.isVisible())
    assert driver.page.views.receipt.stamps is None


def test_a_voided_receipt_has_nothing_to_endorse(till: Till) -> None:
    till.pay_by_check()
    till.open()
    till.driver.press("Ctrl+Del")
    assert till.driver.page.views.receipt.stamps is None and till.driver.page.views.receipt.form is not None


def test_the_stamp_is_saved_as_a_file(till: Till, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    till.pay_by_check()
    form = till.open()
    till.driver.press("Ctrl+S")
    till.driver.until(lambda: form.problem.words.startswith("Saved:"))
    assert [path.name for path in (tmp_path / "Civic Counter").iterdir()] == ["Endorsement A2-000001 1041.pdf"]


def test_keys_names_and_looks(till: Till) -> None:
    till.pay_by_check(OKAFOR, ALVAREZ)
    till.open()
    window = till.driver.window.window
    until_whole(till.driver.qtbot, window)
    keys = {command.key for command in till.driver.page.commands()}
    assert {"Enter", "Ctrl+I", "Ctrl+Down", "Ctrl+Up", "Ctrl+S"} <= keys
    till.driver.press("F1")
    assert isinstance(window.current_page, KeysPage)


@pytest.mark.parametrize(("look", "zoom"), [("dark", 150), ("high_contrast", 100), ("light", 200)])
def test_every_look_and_size(till: Till, look: str, zoom: int) -> None:
    till.pay_by_check(OKAFOR, ALVAREZ)
    form = till.open()
    theme().apply(look, zoom)
    until_whole(till.driver.qtbot, form)


def test_in_spanish(qtbot: QtBot, office: Office, counter: Counter) -> None:
    use_language("es")
    try:
        choose_printer(office.services)
        driver = start(qtbot, office, counter)
        pay_by_check(driver)
        driver.until(lambda: driver.page.views.receipt.stamp.isVisible())
        assert driver.page.views.receipt.stamp.text() == "Endosar, validar…"
        driver.press("Ctrl+I")
        form = driver.page.views.receipt.stamps
        assert form is not None
        assert form.prompt.words == "Coloque cheque 1041, con el dorso hacia el cabezal. Luego pulse Enter."
        until_whole(qtbot, form)
    finally:
        use_language("en")
