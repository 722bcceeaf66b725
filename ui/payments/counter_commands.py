"""The keys of the counter page, for the shell, Ctrl+K and F1: one list while selling, one with a receipt."""

from typing import TYPE_CHECKING

from app.identity.permissions import Permission, may
from printing.payments.receipt import tender_name
from resources.texts import current_language, text
from ui.identity.asking import ASK_KEY
from ui.payments.pay_panel import TENDER_KEYS
from ui.shell.command import ENTER, Command

if TYPE_CHECKING:
    from ui.payments.take_payment_page import TakePaymentPage
    from ui.payments.void_form import VoidForm


LANGUAGE_NAMES = {"en": "English", "es": "Español"}


def sale_commands(page: "TakePaymentPage") -> list[Command]:
    """While a sale is entered."""
    card, away = page.views.sale_card, page.away
    undo = [Command(text("Bring the cleared sale back"), "Ctrl+Z", away.undo, "undo")] if away.can_undo else []
    return [
        Command(text("Take payment"), ENTER, page.take, "tick"),
        *(_tender(page, kind, key) for kind, key in TENDER_KEYS.items()),
        Command(text("Direct the payment by hand"), "F4", card.open_table, "edit", lambda: _needs_line(page)),
        Command(text("Sell a transit pass"), "F9", page.pass_lines.open, "pass", lambda: _no_pass(page)),
        Command(text("Add another line"), "F10", page.other.open, "plus", lambda: _needs_shift(page)),
        Command(text("Park or take up a sale"), "F11", away.park, "park"),
        Command(text("Clear the sale"), "Ctrl+Backspace", away.clear, "close"),
        *undo,
        Command(text("Payor and receipt language"), "Ctrl+R", page.toggle_options, "receipt"),
        Command(text("Next line"), "Ctrl+Down", lambda: page.sale.select_next(1), "arrow-down"),
        Command(text("Previous line"), "Ctrl+Up", lambda: page.sale.select_next(-1), "arrow-up"),
        Command(
            text("Change the amount of the line"), "Ctrl+E", lambda: _edit(page), "edit", lambda: _needs_line(page)
        ),
        Command(text("Remove the line"), "Ctrl+D", lambda: _remove(page), "trash", lambda: _needs_line(page)),
        *_general(page),
    ]


def receipt_commands(page: "TakePaymentPage") -> list[Command]:
    """With a receipt on the screen."""
    flow, form = page.receipts, page.views.receipt.form
    return [
        *_enter_commands(page),
        *_void_commands(form),
        Command(text("Print again"), "Ctrl+P", flow.print_again, "printer"),
        Command(
            page.views.receipt.other_language.text() or text("Print in Spanish"),
            "Ctrl+Shift+P",
            flow.print_other_language,
            "globe",
        ),
        Command(text("Endorse checks, validate stubs"), "Ctrl+I", flow.stamps.open, "check", flow.stamps.why_not),
        Command(text("Void the receipt"), "Ctrl+Del", flow.open_void, "undo"),
        Command(text("Refund or correct"), "Ctrl+U", flow.open_undo, "edit", lambda: _void_already(page)),
        Command(text("Open account"), "Ctrl+Return", flow.open_account, "accounts", lambda: _needs_account(page)),
        Command(text("Sell a transit pass"), "F9", lambda: _next_with_pass(page), "pass", page.pass_lines.why_not),
        Command(text("Add another line"), "F10", lambda: _next_with_other(page), "plus"),
        *_general(page),
    ]


def _enter_commands(page: "TakePaymentPage") -> list[Command]:
    """What Enter does: the form's while one is open, with the keys of the papers to be stamped; else it goes on."""
    panel = page.views.receipt
    if panel.form is not None:
        return [Command(panel.form.void.text(), ENTER, panel.form.ask, "undo")]
    stamps = panel.stamps
    if stamps is None:
        return [Command(panel.next.text(), ENTER, page.receipts.next, "arrow-right")]
    return [
        Command(text("Print on the paper that is in"), ENTER, stamps.ask, "printer", lambda: stamps.print.reason),
        Command(text("Next paper"), "Ctrl+Down", lambda: stamps.step(1), "arrow-down"),
        Command(text("Previous paper"), "Ctrl+Up", lambda: stamps.step(-1), "arrow-up"),
        Command(text("Save as PDF"), "Ctrl+S", stamps.ask_save, "document"),
    ]


def _void_commands(form: "VoidForm | None") -> list[Command]:
    """Where the second person is not at the counter."""
    if form is None:
        return []
    return [
        Command(form.request.text(), ASK_KEY, form.ask_for_approval, "work", form.why_not_ask),
        Command(form.go_ahead.text(), "F7", form.void_pending, "user", form.why_not_pending),
    ]


def _general(page: "TakePaymentPage") -> list[Command]:
    may_back_enter = may(page.context.session, Permission.PAYMENT_BACK_ENTRY)
    why_not = "" if may_back_enter else text("Your role does not allow it")
    other = text("Customer's language: {name}", name=LANGUAGE_NAMES[page.customer.other_language])
    return [
        Command(other, "Ctrl+Shift+R", page.turn_customer_language, "globe"),
        Command(text("All receipts"), "Ctrl+H", page.show_list, "receipt"),
        Command(text("Enter hand-written receipts"), "Ctrl+B", page.toggle_back_entry, "edit", lambda: why_not),
    ]


def _tender(page: "TakePaymentPage", kind: str, key: str) -> Command:
    name = tender_name(current_language(), kind)
    button = page.views.pay.tenders[kind]
    return Command(name, key, lambda: page.views.pay.choose(kind), "", lambda: button.reason)


def _needs_line(page: "TakePaymentPage") -> str:
    return "" if page.sale.selected is not None else text("Add a line first")


def _needs_shift(page: "TakePaymentPage") -> str:
    return "" if page.desk.is_mine else text("Open the drawer first")


def _no_pass(page: "TakePaymentPage") -> str:
    return _needs_shift(page) or page.pass_lines.why_not()


def _void_already(page: "TakePaymentPage") -> str:
    receipt = page.receipts.receipt
    return text("Void already") if receipt is not None and receipt.voided else ""


def _needs_account(page: "TakePaymentPage") -> str:
    return "" if page.receipts.account else text("This receipt has no account")


def _edit(page: "TakePaymentPage") -> None:
    view = page.views.sale_card.selected_view()
    if view is not None and not view.amount.isReadOnly():
        view.amount.setFocus()
        view.amount.selectAll()


def _remove(page: "TakePaymentPage") -> None:
    line = page.sale.selected
    if line is not None:
        page.sale.remove(line.key)
        page.show_sale()


def _next_with_pass(page: "TakePaymentPage") -> None:
    page.receipts.leave()
    page.show_sale()
    page.pass_lines.open()


def _next_with_other(page: "TakePaymentPage") -> None:
    page.receipts.leave()
    page.show_sale()
    page.other.open()
