"""What the inbox shows a person: what waits for their signature, what they asked for, what they settled. Reads only."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from app.approvals.news import news_in
from app.approvals.queries import (
    OPEN,
    Request,
    RequestAnswer,
    RequestState,
    answers,
    asked_action,
    asked_already,
    find_request,
    open_requests,
    read_request,
    requests_decided_by,
    requests_of,
)
from app.clock import MICROSECONDS
from app.drawers.reasons import Reason, reasons
from app.errors import Refused
from app.identity.approvable import Described
from app.identity.approvals import ApprovalRule, approval_rule, sign
from app.identity.mapped import as_known_to
from app.identity.permissions import Permission, Session, may, require
from app.identity.planned_approval import DRAWER
from app.identity.queries import list_people, today
from app.workplace import Services

LISTED_MAX = 50
"""How many of one's own and of the settled ones are shown."""

OPEN_US_MAX = 7 * 24 * 3600 * MICROSECONDS
"""A request older than this is not looked for: its shift is over. What is to be signed for afterwards stays."""


@dataclass(frozen=True)
class InboxRow:
    """A request with the name of whoever asks."""

    request: Request
    asker_name: str


@dataclass(frozen=True)
class Inbox:
    """`for_me`: oldest first; the others newest first. `news`: how many of `mine` were answered since they looked."""

    for_me: tuple[InboxRow, ...]
    mine: tuple[InboxRow, ...]
    done: tuple[InboxRow, ...]
    now_us: int
    news: int = 0


@dataclass(frozen=True)
class NamedAnswer:
    """What somebody answered, with their name and what the reason is called (language → words)."""

    answer: RequestAnswer
    person_name: str
    reason_names: dict[str, str]


@dataclass(frozen=True)
class RequestDetail:
    """One request as the page shows it. `note`: what the asker typed; `limit_cents`: up to which this person approves.

    `refusal`: why this person cannot sign it, or why the action cannot be done; None when they can.
    """

    row: InboxRow
    note: str
    answers: tuple[NamedAnswer, ...]
    described: Described
    limit_cents: int
    refusal: Refused | None
    decline_reasons: tuple[Reason, ...]
    now_us: int
    own: bool
    """Whether this person is the one who asks."""


def waiting_for(services: Services, kind: str, subject: str) -> Request | None:
    """The open request for an action on a subject: somebody was asked already."""
    with services.read_journal() as connection:
        return asked_already(connection, kind, subject)


def count_for(services: Services, session: Session) -> int:
    """The badge: how many requests wait for this person, and how many of their own were answered since they looked.

    One that was asked back waits for its asker.
    """
    with services.read_journal() as connection:
        waiting = _for_me(services, connection, session) if may(session, Permission.APPROVAL_GIVE) else []
        news = news_in(connection, session.person_id, services.clock.now_us())
    return news + sum(request.state is not RequestState.ASKED_BACK for request in waiting)


def inbox(services: Services, session: Session) -> Inbox:
    """All three lists."""
    with services.read_journal() as connection:
        names = {person.person_id: person.display_name for person in list_people(connection)}

        def rows(requests: list[Request]) -> tuple[InboxRow, ...]:
            return tuple(InboxRow(request, names.get(request.asker, "—")) for request in requests)

        return Inbox(
            rows(_for_me(services, connection, session)),
            rows(_own(services, connection, session)),
            rows(requests_decided_by(connection, session.person_id, LISTED_MAX)),
            services.clock.now_us(),
            news_in(connection, session.person_id, services.clock.now_us()),
        )


def request_detail(services: Services, session: Session, request: str) -> RequestDetail:
    """One request with what its action changes. Raises LookupError for one that is not there."""
    with services.read_journal() as connection:
        found = find_request(connection, request)
        if found is None:
            raise LookupError(request)
        body = read_request(connection, services.kinds, request)
        asked = asked_action(connection, found, body)
        described = services.approvables.of(found.kind).describe(services, connection, asked)
        names = {person.person_id: person.display_name for person in list_people(connection)}
        policy = services.policies.at("approvals", date.fromisoformat(found.business_date))
        listed = reasons(policy.values["decline_reasons"])
        by_code = {reason.code: reason.names for reason in listed}
        return RequestDetail(
            row=InboxRow(found, names.get(found.asker, "—")),
            note=asked.note,
            answers=tuple(
                NamedAnswer(one, names.get(one.person, "—"), by_code.get(one.reason, {}))
                for one in answers(connection, request)
            ),
            described=_seen_by(session, described),
            limit_cents=_rule(services, found).limit_cents(session.roles),
            refusal=_why_not(services, connection, session, found)
            or (described.refusal if found.state in OPEN else None),
            decline_reasons=listed,
            now_us=services.clock.now_us(),
            own=found.asker == session.person_id,
        )


def _own(services: Services, connection: Connection, session: Session) -> list[Request]:
    """What this person asked for, newest first; not what says what their own drawer should hold."""
    asked = requests_of(connection, session.person_id, LISTED_MAX)
    return [each for each in asked if not (services.approvables.of(each.kind).blind and _blind(services, session))]


def _blind(services: Services, session: Session) -> bool:
    """Whether this person counts without being told what is expected."""
    rules = services.policies.at("cash_control", today(services)).values
    return not (may(session, Permission.DRAWER_SEE_EXPECTED) or rules["show_result_after_count"])


def _seen_by(session: Session, described: Described) -> Described:
    """What a drawer holds now is for those who may see it."""
    if may(session, Permission.DRAWER_SEE_EXPECTED):
        return described
    shown = tuple(effect for effect in described.effects if not effect.what.startswith(DRAWER))
    return replace(described, effects=shown, doubts=())


def _for_me(services: Services, connection: Connection, session: Session) -> list[Request]:
    """Open ones that this person may sign."""
    since_us = services.clock.now_us() - OPEN_US_MAX
    return [
        request for request in open_requests(connection, since_us) if _may_sign(services, connection, session, request)
    ]


def _may_sign(services: Services, connection: Connection, session: Session, request: Request) -> bool:
    return _why_not(services, connection, session, request) is None


def _why_not(services: Services, connection: Connection, session: Session, request: Request) -> Refused | None:
    """Why this person may not sign; None when they may."""
    try:
        require(session, Permission.APPROVAL_GIVE)
        asker = as_known_to(connection, request.asker, session.person_id)
        sign(_rule(services, request), asker, request.amount_cents, session)
        asked = asked_action(connection, request, read_request(connection, services.kinds, request.request))
        services.approvables.of(request.kind).refuse_signer(connection, asked, session)
    except Refused as refusal:
        return refusal
    return None


def _rule(services: Services, request: Request) -> ApprovalRule:
    return approval_rule(services.policies, request.kind, date.fromisoformat(request.business_date))
