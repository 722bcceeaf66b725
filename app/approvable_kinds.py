"""Every kind of action that can be asked for in the inbox, each imported only when somebody asks for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.identity.approvable import Approvable, Approvables, Signatures

if TYPE_CHECKING:
    from app.drawers.pay_in_out import Direction


def _void() -> Approvable:
    from app.payments.void_approval import VoidApproval

    return VoidApproval()


def _refund() -> Approvable:
    from app.payments.refund_approval import RefundApproval

    return RefundApproval()


def _move(kind: str) -> Callable[[], Approvable]:
    def make() -> Approvable:
        from app.payments.correct_account_approval import MoveApproval

        return MoveApproval(kind)

    return make


def _tender() -> Approvable:
    from app.payments.correct_tender_approval import TenderApproval

    return TenderApproval()


def _pay(direction: "Direction") -> Callable[[], Approvable]:
    def make() -> Approvable:
        from app.drawers.pay_in_out_approval import PayInOutApproval

        return PayInOutApproval(direction)

    return make


def _over_short() -> Approvable:
    from app.drawers.over_short_approval import OverShortApproval

    return OverShortApproval()


def _safe_difference() -> Approvable:
    from app.drawers.safe_difference_approval import SafeDifferenceApproval

    return SafeDifferenceApproval()


def _signatures() -> Signatures:
    from app.approvals.request_approval import PendingSignatures

    return PendingSignatures()


APPROVABLES = Approvables(
    {
        "void": _void,
        "refund": _refund,
        "correct_account": _move("correct_account"),
        "identify": _move("identify"),
        "correct_tender": _tender,
        "pay_in": _pay("pay_in"),
        "pay_out": _pay("pay_out"),
        "over_short": _over_short,
        "safe_difference": _safe_difference,
    },
    _signatures,
)
"""What can be asked for in the inbox, by its kind in the policy `approvals`."""
