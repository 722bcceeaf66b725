"""What stands behind a bank deposit, at the right of its page: slip and check list, each receipt, their papers."""

from functools import partial
from pathlib import Path

from app.drawers.bank_deposits import BankDeposit
from app.reports.bank_deposits_page import DepositedReceipts, deposited_receipts
from app.reports.deposit_slip import DepositSlip, deposit_slip
from app.reports.receipt_page import receipt_page
from app.workplace import Services
from printing.drawers.deposit_slip import deposit_slip_document
from printing.drawers.save_deposit_slip import save_deposit_slip
from printing.payments.receipt import receipt_document
from resources.texts import current_language, text
from ui.drawers.bank_deposit_rows import receipt_columns, receipt_rows
from ui.drawers.custody_page import CustodyPage
from ui.paper import shown_paper
from ui.widgets.data_table import DataTable
from ui.widgets.paper_view import Paper, PaperView


class DepositPapers:
    """`DepositPapers(page)`: reads and shows in the page's panel."""

    def __init__(self, page: CustodyPage) -> None:
        self._page = page
        self.slip: DepositSlip | None = None

    @property
    def shows_slip(self) -> bool:
        """Whether a slip is in the panel."""
        return self.slip is not None and self._page.detail.key == self.slip.name

    def show_slip(self, deposit: str) -> None:
        """The slip and check list of a deposit (its fact id) as paper."""
        session = self._page.context.session

        def read(services: Services) -> tuple[DepositSlip, Paper]:
            slip = deposit_slip(services, session, deposit)
            return slip, shown_paper(deposit_slip_document(slip, current_language()))

        self._page.ask(read, lambda found: self._show_slip(*found))

    def save_slip(self) -> None:
        """Saves the slip that is shown."""
        slip = self.slip
        if slip is not None:
            self._page.ask(lambda _services: save_deposit_slip(slip, current_language()), self._saved)

    def show_receipts(self, deposit: BankDeposit) -> None:
        """From the deposit to each receipt."""
        session = self._page.context.session
        self._page.ask(
            lambda services: deposited_receipts(services, session, deposit.fact_id),
            partial(self._show_receipts, deposit.name),
        )

    # -- inside

    def _show_slip(self, slip: DepositSlip, paper: Paper) -> None:
        self.slip = slip
        self._show_paper(slip.name, text("Bank deposit {name}", name=slip.name), paper)

    def _show_receipts(self, name: str, parts: tuple[DepositedReceipts, ...]) -> None:
        table = DataTable(receipt_columns(), name=text("Receipts of the deposit"), compact=True)
        table.set_rows(receipt_rows(parts))
        shifts = {part.shift for part in parts}
        table.activated_key.connect(lambda key: None if key in shifts else self._show_receipt(key))
        table.link_clicked.connect(lambda key, _column: self._show_receipt(key))
        self._page.open_panel(f"receipts {name}", text("Receipts of {name}", name=name), table)
        table.setFocus()

    def _show_receipt(self, fact_id: str) -> None:
        session = self._page.context.session

        def read(services: Services) -> tuple[str, Paper]:
            receipt = receipt_page(services, session, fact_id)
            return receipt.number, shown_paper(receipt_document(receipt))

        def show(found: tuple[str, Paper]) -> None:
            number, paper = found
            self._show_paper(number, text("Receipt {number}", number=number), paper)

        self._page.ask(read, show)

    def _show_paper(self, key: str, title: str, paper: Paper) -> None:
        view = PaperView(name=title)
        view.set_paper(paper)
        self._page.open_panel(key, title, view)
        view.setFocus()

    def _saved(self, path: Path) -> None:
        self._page.say(text("Saved."), str(path))
