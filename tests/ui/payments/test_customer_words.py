"""What a customer may read: services and the end of a number, sums, and in their own language."""

from app.payments.tenders import Tender
from tests.factories.counter import ALVAREZ, OKAFOR
from tests.factories.receipts import full_receipt, receipt
from tests.ui.payments.conftest import DUE_CENTS, Driver
from ui.payments.customer_words import LINES_MAX, WordsRow, account_words, idle_view, paid_view, sale_view


def test_an_account_s_number_is_only_its_last_four_signs() -> None:
    assert account_words("en", "10-004512-7") == "Account ending in 512-7"
    assert account_words("es", "884412") == "Cuenta que termina en 4412"
    assert account_words("en", "12") == "Account ending in 12"


def test_a_line_says_what_it_pays_and_nothing_of_when(driver: Driver) -> None:
    driver.scan(ALVAREZ)
    driver.scan(OKAFOR)
    view = sale_view(driver.page.sale)
    assert view.lines == (
        WordsRow("Water, Electric, Solid waste, Stormwater, Sewer", "387.60", "Account ending in 512-7"),
        WordsRow("Water", "74.15", "Account ending in 733-9"),
    )
    assert view.total == WordsRow("Total", "$461.75")
    assert (view.tendered, view.large) == ((), WordsRow("To pay", "$461.75"))


def test_exact_cash_in_its_field_is_nothing_handed_over_yet(driver: Driver) -> None:
    driver.scan(OKAFOR)
    sale = driver.page.sale
    assert sale.entered.cash_cents == DUE_CENTS and sale_view(sale).tendered == ()
    field = driver.page.views.pay.cash.amount
    field.set_cents(5000)
    assert sale_view(sale).large == WordsRow("To pay", "$74.15")
    field.set_cents(8000)
    view = sale_view(sale)
    assert (view.tendered, view.large) == ((WordsRow("Cash", "80.00"),), WordsRow("Change", "$5.85"))
    sale.add_tender(Tender(kind="check", amount_cents=5000, routing_number="021000021", number="1041"))
    view = sale_view(sale)
    assert (view.tendered, view.large) == (
        (WordsRow("Check", "50.00"), WordsRow("Cash", "80.00")),
        WordsRow("Change", "$55.85"),
    )
    field.set_cents(None)
    view = sale_view(sale)
    assert (view.tendered, view.large) == ((WordsRow("Check", "50.00"),), WordsRow("To pay", "$24.15"))


def test_in_spanish(driver: Driver) -> None:
    driver.scan(OKAFOR)
    driver.page.sale.set_language("es")
    view = sale_view(driver.page.sale)
    assert (view.lines[0].title, view.total.title, view.large.title) == ("Agua", "Total", "Por pagar")


def test_other_lines_keep_what_was_typed_to_themselves(driver: Driver) -> None:
    sale = driver.page.sale
    code, name = sale.rules.ledger_accounts[0]
    sale.add_other("miscellaneous", 3000, code, "two trees at 14 Elm Ct")
    sale.add_other("suspense", 1000, "", "from Okafor")
    sale.set_amount(sale.lines[1].key, None)
    assert sale_view(sale).lines == (WordsRow(name, "30.00"), WordsRow("Other payment", ""))


def test_of_many_lines_the_first_are_summed_up(driver: Driver) -> None:
    sale = driver.page.sale
    for cents in range(100, 1000, 100):
        sale.add_other("suspense", cents, "", "")
    lines = sale_view(sale).lines
    assert len(lines) == LINES_MAX
    assert lines[0] == WordsRow("4 more lines", "10.00")
    assert [line.amount for line in lines[1:]] == ["5.00", "6.00", "7.00", "8.00", "9.00"]


def test_what_cannot_be_directed_so_says_no_service(driver: Driver) -> None:
    driver.scan(OKAFOR)
    sale = driver.page.sale
    sale.direct(OKAFOR, {"unknown": 100})
    assert sale_view(sale).lines[0].title == "Account payment"


def test_thanks_with_the_change(driver: Driver) -> None:
    view = paid_view(receipt(), "en")
    assert (view.large, view.thanks, view.lines) == (WordsRow("Change", "$12.57"), "Thank you", ())
    assert (view.total, view.tendered) == (WordsRow("Paid", "$187.43"), (WordsRow("Cash", "200.00"),))
    exact = paid_view(receipt(change_cents=0), "es")
    assert (exact.large, exact.total) == (WordsRow("Pagado", "$187.43"), WordsRow("", ""))


def test_thanks_name_no_reference_of_a_tender() -> None:
    view = paid_view(full_receipt(), "en")
    assert [row.title for row in view.tendered] == ["Cash", "Check", "Money order", "Card", "Cash rounding"]
    assert "1041" not in str(view) and "4242" not in str(view) and "Núñez" not in str(view)


def test_nobody_is_served() -> None:
    assert str(idle_view("es").large) == str(WordsRow("", ""))
