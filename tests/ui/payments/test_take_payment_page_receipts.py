"""After a payment: copies, another language, voiding with a second person, the lists, the account."""

from app.identity.demo_people import BRANDT
from app.payments.queries import copies_made, is_voided
from app.print_jobs import queue
from app.print_jobs.types import Failure, JobState, Outcome
from tests.factories.counter import ALVAREZ, OKAFOR
from tests.factories.payments import pay
from tests.ui.payments.conftest import Driver


def sold(driver: Driver, account: str = OKAFOR) -> str:
    driver.scan(account)
    driver.until(lambda: driver.focused() is driver.page.views.pay.cash.amount)
    fact_id = driver.pay().fact_id
    driver.until(lambda: driver.page.views.paid.rows)
    return fact_id


def copies(driver: Driver, fact_id: str) -> int:
    with driver.counter.services.read_journal() as journal:
        return copies_made(journal, fact_id)


def paper(driver: Driver) -> str:
    return driver.page.views.paid.paper.view.sheet.accessibleName()


def facts(driver: Driver) -> list[str]:
    return [row.fact for row in driver.page.views.paid.rows]


def test_the_receipt_is_shown_as_paper_with_what_happened(driver: Driver) -> None:
    sold(driver)
    driver.until(lambda: "Account 10-007733-9" in paper(driver))
    assert "A2-000001" in paper(driver)
    assert facts(driver) == ["Payment recorded", "Drawer A2 is opening", "Receipt is printing"]
    assert driver.page.views.paid.account.isVisible()


def test_states_follow_the_rows(driver: Driver) -> None:
    sold(driver)
    services = driver.counter.services
    kick, receipt = queue.claim_next(services, "receipt"), queue.claim_next(services, "receipt")
    assert kick is not None and receipt is not None
    queue.mark(services, kick.job_id, Outcome(JobState.CONFIRMED))
    queue.put_back(services, receipt.job_id, Failure.PAPER_OUT)
    driver.window.context.paper_moved.emit(None)
    driver.until(lambda: "Drawer A2 opened" in facts(driver))
    driver.until(lambda: "The printer is out of paper. Load paper" in facts(driver))
    again = queue.claim_next(services, "receipt")
    assert again is not None
    queue.mark(services, again.job_id, Outcome(JobState.CONFIRMED))
    driver.until(lambda: "Receipt printed" in facts(driver))


def test_an_unknown_outcome_asks_and_takes_the_answer(driver: Driver) -> None:
    sold(driver)
    services = driver.counter.services
    for _ in range(2):
        job = queue.claim_next(services, "receipt")
        assert job is not None
        queue.mark(services, job.job_id, Outcome(JobState.SENT_UNCONFIRMED, Failure.RESET))
    driver.until(lambda: "Did the receipt print?" in facts(driver))
    words = [button.text() for button in driver.page.views.paid.buttons()]
    assert words == ["It printed", "Print it"]
    driver.page.views.paid.buttons()[0].click()
    driver.until(lambda: "Receipt printed" in facts(driver))


def test_print_again_and_in_spanish(driver: Driver) -> None:
    fact_id = sold(driver)
    driver.press("Ctrl+P")
    driver.until(lambda: "COPY 1" in paper(driver))
    driver.press("Ctrl+Shift+P")
    driver.until(lambda: copies(driver, fact_id) == 2)
    driver.until(lambda: "COPY 2" in paper(driver) or "COPIA 2" in paper(driver))
    assert driver.page.views.shows_receipt


def test_a_void_needs_a_reason_and_the_second_person_s_pin(driver: Driver) -> None:
    fact_id = sold(driver)
    driver.press("Ctrl+Del")
    form = driver.page.views.receipt.form
    assert form is not None
    driver.until(lambda: form.second.person.value)
    form.ask()
    assert form.why.error == "Choose why the receipt is voided."
    form.reason.set_value("wrong_amount")
    form.ask()
    assert form.second.fields[1].error == "They type their PIN."
    driver.type("000000")
    driver.press("Enter")
    driver.until(lambda: form.second.fields[1].error.startswith("That PIN is not right."))
    driver.type(BRANDT.pin)
    driver.press("Enter")
    driver.until(lambda: driver.page.views.receipt.form is None)
    with driver.counter.services.read_journal() as journal:
        assert is_voided(journal, fact_id)
    driver.until(lambda: "Receipt voided" in facts(driver))
    driver.until(lambda: driver.page.views.receipt.title_label.text() == "Voided")
    assert driver.page.views.receipt.error.words == "Give back 74.15 in cash."
    assert driver.page.views.receipt.change.isHidden()


def test_esc_keeps_the_receipt_then_goes_on(driver: Driver) -> None:
    fact_id = sold(driver)
    driver.press("Ctrl+Del", "Esc")
    assert driver.page.views.receipt.form is None and driver.page.views.shows_receipt
    driver.qtbot.wait(160)
    driver.press("Esc")
    assert driver.page.views.shows_sale
    with driver.counter.services.read_journal() as journal:
        assert not is_voided(journal, fact_id)


def test_ctrl_enter_opens_the_account(driver: Driver) -> None:
    wanted: list[str] = []
    driver.window.context.account_wanted.connect(wanted.append)
    sold(driver)
    driver.press("Ctrl+Return")
    assert wanted == [OKAFOR]
    driver.until(lambda: not driver.window.context.operations._asked)


def test_the_last_receipts_stand_under_the_sale(driver: Driver) -> None:
    sold(driver)
    driver.qtbot.wait(160)
    driver.press("Enter")
    table = driver.page.views.receipts.table
    driver.until(lambda: table.rows)
    cells = [cell if isinstance(cell, str) else cell.words for cell in table.rows[0].cells]
    assert cells[1:] == ["A2-000001", "10-007733-9", "Cash", "74.15", "Waiting"]


def test_a_receipt_of_the_list_is_looked_at_and_the_sale_waits(driver: Driver) -> None:
    first = pay(driver.counter)
    driver.window.context.announce(first.changed)
    driver.scan(ALVAREZ)
    driver.press("Ctrl+H")
    view = driver.page.views.list
    driver.until(lambda: view.chosen == first.receipt.fact_id)
    driver.type("A2-000009")
    driver.until(lambda: not view.table.rows)
    view.field.clear()
    driver.type("1")
    driver.until(lambda: view.chosen == first.receipt.fact_id)
    driver.press("Enter")
    driver.until(lambda: driver.page.views.shows_receipt)
    assert driver.page.views.receipt.next.text() == "Back to the sale"
    assert driver.page.views.receipt.title_label.text() == "Receipt"
    driver.press("Enter")
    assert driver.page.views.shows_sale
    assert [line.key for line in driver.page.sale.lines] == [ALVAREZ]


def test_a_receipt_that_is_wanted_elsewhere_is_shown(driver: Driver) -> None:
    recorded = pay(driver.counter)
    driver.window.context.receipt_wanted.emit(recorded.receipt.fact_id)
    driver.until(lambda: driver.page.views.shows_receipt)
    assert driver.page.views.receipt.when.text().endswith("receipt A2-000001")


def test_a_receipt_that_is_not_there_is_said(driver: Driver) -> None:
    driver.window.context.receipt_wanted.emit("no-such-id")
    driver.until(lambda: driver.page.views.sale_card.notices.words)
    assert driver.page.views.sale_card.notices.words[0].startswith("There is no such receipt on this counter.")


def test_the_void_form_owns_enter_and_the_focus_while_it_is_open(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.pay()
    driver.press("Ctrl+Del")
    panel = driver.page.views.receipt
    driver.until(lambda: panel.form is not None and driver.focused() is panel.form.reason)
    assert panel.next.accessibleDescription() == ""
    assert next(command.name for command in driver.page.commands() if command.key == "Enter") == "Void the receipt"
    driver.window.window.open("accounts")
    driver.window.window.open("counter")
    assert panel.form is not None and driver.focused() is panel.form.reason
    driver.press("Esc")
    assert panel.next.accessibleDescription() == "Enter"


def test_a_misread_is_said_above_the_sale(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.window.context.misread.emit("The check digit does not fit.")
    notices = driver.page.views.sale_card.notices
    assert notices.words == ["The check digit does not fit."]
    driver.scan(ALVAREZ)
    assert notices.words == []


def test_tab_walks_the_void_form_from_the_reason_to_the_pin(driver: Driver) -> None:
    sold(driver)
    driver.press("Ctrl+Del")
    form = driver.page.views.receipt.form
    assert form is not None
    driver.until(lambda: form.second.person.value and form.reason.hasFocus())
    driver.press("Tab")
    assert driver.focused() is form.second.person
    driver.press("Tab")
    assert driver.focused() is form.second.pin
    driver.press("Tab")
    assert driver.focused() is form.note
