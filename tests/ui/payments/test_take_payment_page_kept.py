"""Nothing entered is lost: parking, clearing and back, a crash, a card nobody answered for, hand-written receipts."""

from pytestqt.qtbot import QtBot

from app.payments import card_attempt, parked_sale
from app.payments.parked_sale import ParkedSale
from tests.factories.counter import ALVAREZ, OKAFOR, Counter
from tests.factories.people import Office
from tests.ui.payments.conftest import Driver, start
from ui.payments.sale_desk import KEEP_MS


def in_progress(counter: Counter) -> ParkedSale | None:
    with counter.services.read_journal() as journal:
        return parked_sale.in_progress(journal, counter.session.person_id, counter.services.clock.now_us())


def parked(counter: Counter) -> list[ParkedSale]:
    with counter.services.read_journal() as journal:
        return parked_sale.parked(journal, counter.services.clock.now_us())


def answer(driver: Driver, words: str) -> None:
    notices = driver.page.views.sale_card.notices
    driver.until(lambda: any(button.text() == words for button in notices.buttons()))
    next(button for button in notices.buttons() if button.text() == words).click()


def test_a_sale_is_parked_and_taken_up_again(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("F11")
    driver.until(lambda: driver.page.sale.is_empty)
    assert driver.page.views.sale_card.notices.words == ["The sale is parked. F11 lists what is parked."]
    driver.until(lambda: driver.page.views.sale_card.parked.text() == "1 parked")
    driver.press("F11")
    assert driver.page.views.parked.isVisible()
    driver.press("Enter")
    driver.until(lambda: driver.page.sale.lines)
    assert driver.page.views.shows_sale
    assert driver.pay().total_cents == 7415
    assert parked(driver.counter) == []


def test_taking_another_sale_up_parks_the_one_on_the_screen(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("F11")
    driver.until(lambda: driver.page.views.sale_card.parked.text() == "1 parked")
    driver.scan(ALVAREZ)
    driver.press("F11")
    assert driver.page.views.parked.isVisible()
    driver.press("Enter")
    driver.until(lambda: driver.page.sale.line(OKAFOR) is not None)
    assert [sale.draft.lines[0].key for sale in parked(driver.counter)] == [ALVAREZ]


def test_f11_twice_parks_another_sale(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("F11")
    driver.until(lambda: driver.page.views.sale_card.parked.text() == "1 parked")
    driver.scan(ALVAREZ)
    driver.press("F11", "F11")
    driver.until(lambda: driver.page.views.sale_card.parked.text() == "2 parked")
    assert driver.page.sale.is_empty


def test_a_parked_sale_can_be_discarded(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("F11")
    driver.until(lambda: driver.page.views.sale_card.parked.text() == "1 parked")
    driver.press("F11")
    driver.page.views.parked.discard.click()
    driver.until(lambda: not parked(driver.counter))


def test_tenders_hold_a_sale(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.until(lambda: driver.focused() is driver.page.views.pay.cash.amount)
    driver.type("20")
    driver.press("Enter", "F11")
    assert driver.page.views.pay.error.words.startswith("Give the tenders back first")
    assert driver.page.sale.lines and driver.page.sale.entered.tenders


def test_a_cleared_sale_comes_back(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.scan(ALVAREZ)
    driver.press("Ctrl+Backspace")
    assert driver.page.sale.is_empty
    driver.press("Ctrl+Z")
    assert [line.key for line in driver.page.sale.lines] == [OKAFOR, ALVAREZ]
    driver.press("Ctrl+Z")
    assert len(driver.page.sale.lines) == 2


def test_what_is_entered_survives_a_crash_and_is_offered_again(
    driver: Driver, qtbot: QtBot, office: Office, counter: Counter
) -> None:
    driver.scan(OKAFOR)
    driver.page.sale.set_amount(OKAFOR, 5000)
    qtbot.wait(KEEP_MS)
    driver.until(lambda: in_progress(counter) is not None)
    after = start(qtbot, office, counter)
    answer(after, "Take it up")
    after.until(lambda: after.page.sale.lines)
    assert after.page.sale.total_cents == 5000
    assert after.pay().total_cents == 5000
    after.until(lambda: in_progress(counter) is None)


def test_an_offered_sale_waits_among_the_parked_when_another_begins(
    driver: Driver, qtbot: QtBot, office: Office, counter: Counter
) -> None:
    driver.scan(OKAFOR)
    qtbot.wait(KEEP_MS)
    driver.until(lambda: in_progress(counter) is not None)
    after = start(qtbot, office, counter)
    after.until(lambda: after.page.views.sale_card.notices.words)
    after.scan(ALVAREZ)
    after.until(lambda: after.page.views.sale_card.parked.text() == "1 parked")


def test_an_offered_sale_can_be_discarded(driver: Driver, qtbot: QtBot, office: Office, counter: Counter) -> None:
    driver.scan(OKAFOR)
    qtbot.wait(KEEP_MS)
    driver.until(lambda: in_progress(counter) is not None)
    after = start(qtbot, office, counter)
    answer(after, "Discard")
    after.until(lambda: in_progress(counter) is None)


def test_a_paid_sale_is_not_offered(driver: Driver, qtbot: QtBot, counter: Counter) -> None:
    driver.scan(OKAFOR)
    driver.until(lambda: driver.focused() is driver.page.views.pay.cash.amount)
    driver.pay()
    qtbot.wait(KEEP_MS + 100)
    assert in_progress(counter) is None


def test_an_open_card_asks_and_its_sale_goes_on(driver: Driver, qtbot: QtBot, office: Office, counter: Counter) -> None:
    driver.scan(OKAFOR)
    driver.press("F7", "Enter")
    driver.until(lambda: driver.page.views.pay.card.attempt is not None)
    qtbot.wait(KEEP_MS)
    driver.until(lambda: in_progress(counter) is not None)
    after = start(qtbot, office, counter)
    after.until(lambda: after.page.views.sale_card.notices.words)
    assert after.page.views.sale_card.notices.words[0].startswith("Did the terminal approve 74.15 at 10:")
    answer(after, "Approved")
    after.until(lambda: after.page.views.pay.card.attempt is not None)
    after.type("083215")
    after.press("Enter")
    after.type("4242")
    after.press("Enter")
    after.until(lambda: after.page.sale.holds_card)
    assert after.pay("Enter").tenders[0].kind == "card"


def test_an_open_card_without_its_sale_becomes_an_exception(qtbot: QtBot, office: Office, counter: Counter) -> None:
    card_attempt.begin(counter.services, counter.session, "gone", 5720)
    driver = start(qtbot, office, counter)
    answer(driver, "Approved")
    notices = driver.page.views.sale_card.notices
    driver.until(lambda: any(words.startswith("The sale of that card is gone") for words in notices.words))
    with counter.services.read_journal() as journal:
        assert [attempt.amount_cents for attempt in card_attempt.exceptions(journal)] == [5720]


def test_an_open_card_that_was_declined_is_settled(qtbot: QtBot, office: Office, counter: Counter) -> None:
    card_attempt.begin(counter.services, counter.session, "gone", 5720)
    driver = start(qtbot, office, counter)
    answer(driver, "Declined")

    def settled() -> bool:
        with counter.services.read_journal() as journal:
            return not card_attempt.unsettled(journal)

    driver.until(settled)


def test_a_hand_written_receipt_is_entered_with_its_true_moment(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("Ctrl+B")
    driver.type("12")
    driver.press("Enter")
    driver.type("000345")
    driver.press("Enter")
    driver.page.views.back_entry.fields["date"].line.setText("11/19/2026")
    driver.press("Enter")
    driver.type("9:40 am")
    driver.press("Enter")
    assert driver.focused() is driver.page.views.pay.cash.amount
    entry = driver.pay().back_entry
    assert entry is not None
    assert (entry.book, entry.number, entry.written_at_us) == ("12", "000345", 1_795_099_200_000_000)
    assert driver.page.views.back_entry.fields["number"].line.text() == "000346"


def test_what_is_wrong_with_a_hand_written_receipt_is_said_and_kept(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.press("Ctrl+B")
    bar = driver.page.views.back_entry
    driver.page.take()
    assert bar._error.text() == "Type the book and the number of the hand-written receipt."
    for name, typed in (("book", "12"), ("number", "1"), ("time", "25:00")):
        bar.fields[name].line.setText(typed)
    driver.page.take()
    assert bar._error.text() == "Type the time such as 14:05 or 2:05 pm."
    bar.fields["time"].line.setText("11:59 pm")
    driver.page.take()
    driver.until(lambda: bar._error.text().startswith("That moment is still to come."))
    assert driver.page.sale.lines and driver.receipts() == 0


def test_the_same_hand_written_receipt_twice_is_refused(driver: Driver) -> None:
    for number in range(2):
        driver.scan(OKAFOR if number == 0 else ALVAREZ)
        bar = driver.page.views.back_entry
        if bar.isHidden():
            driver.press("Ctrl+B")
        for name, typed in (("book", "12"), ("number", "7"), ("date", "11/19/2026"), ("time", "9:40")):
            bar.fields[name].line.setText(typed)
        driver.page.views.pay.focus_tender()
        if number == 0:
            driver.pay()
            driver.qtbot.wait(160)
            driver.press("Enter")
    driver.press("Enter", "Enter")
    driver.until(lambda: bar._error.text())
    assert bar._error.text() == "Number 7 of book 12 is already entered, as receipt A2-000001. Check the number."
