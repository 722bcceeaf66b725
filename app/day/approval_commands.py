"""Commands of a day about approvals: ask for one, give it, decline it, ask back, answer, withdraw."""

from collections.abc import Callable
from typing import Any

from app.approvals import own_request, request_approval, settle_request
from app.approvals.own_request import OwnRequest
from app.approvals.queries import find_request, open_requests
from app.approvals.request_approval import AskApproval
from app.approvals.settle_request import SettleRequest
from app.day.fields import Entry, mapping, only, text
from app.day.office_commands import session_of
from app.day.state import Day, Mistake
from app.identity.permissions import Session
from app.payments.queries import find_receipt


def _request_approval(day: Day, entry: Entry) -> Any:
    only(entry, "kind", "receipt", "subject", "reason", "note", "pending", "values", "id")
    name = text(entry, "id", "")
    pending = entry.get("pending", False)
    if not isinstance(pending, bool):
        raise Mistake("`pending` is true or false")
    action = day.intent(_name("action", name))
    command = AskApproval(
        intent=day.intent(_name("request", name)),
        kind=text(entry, "kind"),
        action=action,
        subject=_subject(day, entry, action),
        reason=text(entry, "reason", ""),
        command=mapping(entry, "values"),
        note=text(entry, "note", ""),
        pending=pending,
    )
    asked = request_approval.record(day.services, day.require_session(), command)
    return {"request": command.intent, "action": command.action, "again": asked.again, "done": asked.done}


def _subject(day: Day, entry: Entry, action: str) -> str:
    """What the action concerns: a receipt by its number, any other fact or key as it is, else the action itself."""
    if "receipt" not in entry:
        return text(entry, "subject", action)
    with day.services.read_journal() as journal:
        return find_receipt(journal, text(entry, "receipt")) or text(entry, "receipt")


def _approve(day: Day, entry: Entry) -> Any:
    settled = settle_request.give(day.services, _signer(day, entry), _settle(day, entry, "approve"))
    return {"again": settled.again, "done": settled.done, "state": _state(day, entry)}


def _decline(day: Day, entry: Entry) -> Any:
    settled = settle_request.decline(day.services, _signer(day, entry), _settle(day, entry, "decline"))
    return {"again": settled.again, "state": _state(day, entry)}


def _ask_back(day: Day, entry: Entry) -> Any:
    settle_request.ask_back(day.services, _signer(day, entry), _settle(day, entry, "ask_back"))
    return {"state": _state(day, entry)}


def _answer(day: Day, entry: Entry) -> Any:
    own_request.answer(day.services, day.require_session(), _own(day, entry, "answer"))
    return {"state": _state(day, entry)}


def _withdraw(day: Day, entry: Entry) -> Any:
    own_request.withdraw(day.services, day.require_session(), _own(day, entry, "withdraw"))
    return {"state": _state(day, entry)}


def _signer(day: Day, entry: Entry) -> Session:
    """Whoever signs by name and PIN; without, whoever is signed in."""
    signer = mapping(entry, "approver")
    only(signer, "name", "pin")
    return session_of(day, signer) if signer else day.require_session()


def _settle(day: Day, entry: Entry, what: str) -> SettleRequest:
    only(entry, "request", "approver", "reason", "note", "id")
    intent = day.intent(_name(what, text(entry, "id", "")))
    return SettleRequest(intent, _request(day, entry), text(entry, "reason", ""), text(entry, "note", ""))


def _own(day: Day, entry: Entry, what: str) -> OwnRequest:
    only(entry, "request", "note", "id")
    intent = day.intent(_name(what, text(entry, "id", "")))
    return OwnRequest(intent, _request(day, entry), text(entry, "note", ""))


def _request(day: Day, entry: Entry) -> str:
    """By the `id` under which it was asked, by the kind of what waits longest, or by its fact id."""
    name = text(entry, "request")
    with day.services.read_journal() as journal:
        waiting = [found.request for found in open_requests(journal, 0) if found.kind == name]
    return day.intents.get(_name("request", name)) or next(iter(waiting), name)


def _state(day: Day, entry: Entry) -> str:
    with day.services.read_journal() as journal:
        found = find_request(journal, _request(day, entry))
    return found.state.value if found is not None else ""


def _name(what: str, name: str) -> str:
    """Never the id of a sale or of another command."""
    return f"{what} {name}" if name else ""


COMMANDS: dict[str, Callable[[Day, Entry], Any]] = {
    "request_approval": _request_approval,
    "approve": _approve,
    "decline": _decline,
    "ask_back": _ask_back,
    "answer": _answer,
    "withdraw": _withdraw,
}
