"""Facts of what followed a returned payment, and the rows they give."""

from collections.abc import Iterator

from app.journal.fact import Fact, FactBody
from app.journal.kinds import Kind, Row
from app.payments import return_follow_up_tables as tables


class ReturnLetterSent(FactBody, frozen=True, kw_only=True):
    """Somebody sent the letter about a return. `returned`: its fact; `how`: a code of the policy; `sent_on` ISO."""

    returned: str
    account: str
    account_number: str
    how: str
    how_names: dict[str, str]
    sent_on: str
    policies: tuple[str, ...]


class CashOnlyLifted(FactBody, frozen=True, kw_only=True):
    """An account takes checks again before its time. `returns`: those that no longer count; `until`: when it would end.

    `reason`: a code of the policy; `note`: what was typed, a salted hash.
    """

    account: str
    account_number: str
    returns: tuple[str, ...]
    until: str
    reason: str
    reason_names: dict[str, str]
    lifted_on: str
    policies: tuple[str, ...]
    note: str | None = None


def _letter_row(fact: Fact) -> Iterator[Row]:
    envelope, body = fact.envelope, fact.body
    if not isinstance(body, ReturnLetterSent):
        raise TypeError(f"{envelope.kind} is not a ReturnLetterSent")
    who = (envelope.person or "", envelope.recorded_at_us)
    yield tables.return_letter, (body.returned, envelope.fact_id, body.how, body.sent_on, *who)


def _lifted_rows(fact: Fact) -> Iterator[Row]:
    body = fact.body
    if not isinstance(body, CashOnlyLifted):
        raise TypeError(f"{fact.envelope.kind} is not a CashOnlyLifted")
    for returned in body.returns:
        yield tables.cash_only_lifted, (body.account, returned, fact.envelope.fact_id, body.lifted_on)


KINDS = (Kind(ReturnLetterSent, project=_letter_row), Kind(CashOnlyLifted, project=_lifted_rows))
