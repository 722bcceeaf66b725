"""What voiding a receipt needs from the lanes: who may sign, the void with a PIN, a request that somebody approves it.

One void a receipt, however it comes about: its fact id is made once, and a request that waits already brings its own.
"""

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.approvals.inbox import waiting_for
from app.approvals.queries import Request
from app.approvals.request_approval import AskApproval, Asked
from app.identity.approvals import approvers, with_second_person
from app.identity.permissions import Session
from app.identity.types import Person
from app.payments import void_receipt
from app.payments.void_receipt import VOID_KIND, ReceiptVoided, VoidReceipt
from app.workplace import Services
from ui.context import WindowContext
from ui.identity.asking import ask_for_approval


class VoidDesk(QObject):
    """`ready` with who may sign and the request that waits (or None); `voided`, `asked`, `refused`, `failed`."""

    ready = Signal(object, object)
    voided = Signal(object)
    asked = Signal()
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._receipt = self._void = self._request = ""

    def begin(self, receipt: str) -> None:
        """Asks who may sign, and whether somebody was asked already."""
        if receipt != self._receipt:
            self._receipt, self._void, self._request = receipt, self._new_id(), self._new_id()
        session = self._context.session

        def read(services: Services) -> tuple[list[Person], Request | None]:
            return approvers(services, session, VOID_KIND), waiting_for(services, VOID_KIND, receipt)

        self._context.operations.read_anew(self, read, partial(self._begun, receipt), self.failed.emit)

    def void(self, reason: str, approver: str, pin: str) -> None:
        """Voids it with the second person's PIN; asked again after a refusal, it is the same void."""
        session, intent, receipt = self._context.session, self._void, self._receipt

        def void(services: Services) -> ReceiptVoided:
            def record(second: Session | None) -> ReceiptVoided:
                return void_receipt.record(services, session, VoidReceipt(intent, receipt, reason, second))

            return with_second_person(services, session, approver, pin, record)

        self._context.operations.read(self, void, self._done, self.refused.emit)

    def ask(self, reason: str, note: str, *, pending: bool) -> None:
        """Asks for an approval; `pending`: nobody is present, it is voided now and signed for afterwards."""
        command = AskApproval(self._request, VOID_KIND, self._void, self._receipt, reason, note=note, pending=pending)
        ask_for_approval(self._context, self, command, self._asked, self.refused.emit)

    # -- inside

    def _begun(self, receipt: str, found: tuple[list[Person], Request | None]) -> None:
        if receipt != self._receipt:  # another one is to be voided by now
            return
        people, request = found
        if request is not None:
            self._void, self._request = request.action, request.request
        self.ready.emit(people, request)

    def _done(self, voided: ReceiptVoided) -> None:
        self._receipt = ""
        self._context.announce(voided.changed)
        self.voided.emit(voided)

    def _asked(self, asked: Asked) -> None:
        self._receipt = ""
        if isinstance(asked.done, ReceiptVoided):
            self.voided.emit(asked.done)
        else:
            self.asked.emit()

    def _new_id(self) -> str:
        return self._context.operations.services.ids.new_id()
