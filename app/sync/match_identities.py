"""Which of the centre's a workstation's own is: proposals of pure functions, exact ones first, near ones as a question.

Sure is only what two signs say: an account by number and by customer or address, a person by the whole name and the
roles. What is sure stands below and asks nobody; a person may still say otherwise.
"""

from collections.abc import Iterable, Sequence

from app.accounts.search.fold import number_key, split_words
from app.sync.mapping_types import Choice, Doubt, Proposal, Side


def match_office(own: str, name: str, central: Side) -> Proposal:
    """The office of the enrolment; another name for it is a question."""
    sure = own == central.id or _same_words(name, central.title)
    return Proposal(Choice.SAME, central, None if sure else Doubt.OTHER_OFFICE)


def match_person(own: Side, centre: Iterable[Side]) -> Proposal:
    """By id, by whole name, by similar name; somebody like nobody is new, and sure where no name there is unknown."""
    people = list(centre)
    same_id = next((each for each in people if each.id == own.id), None)
    if same_id is not None:
        return Proposal(Choice.SAME, same_id)
    named = [each for each in people if each.title and _same_words(own.title, each.title)]
    if len(named) == 1:
        return Proposal(Choice.SAME, named[0], None if named[0].lines[:1] == own.lines[:1] else Doubt.OTHER_ROLES)
    if named:
        return Proposal(Choice.SAME, named[0], Doubt.SEVERAL)
    near = [each for each in people if each.title and _similar_names(own.title, each.title)]
    if near:
        return Proposal(Choice.SAME, near[0], Doubt.SEVERAL if len(near) > 1 else Doubt.SIMILAR_NAME)
    return Proposal(Choice.NEW, None, None if all(each.title for each in people) else Doubt.NOT_FOUND)


def match_account(own: Side, by_number: Sequence[Side], by_id: Side | None) -> Proposal:
    """`by_number`: accounts of the same number at the centre; `by_id`: the one of the same id, whatever its number.

    A workstation that never had the city's data knows ids alone: then the same id is the same account.
    """
    if by_id is not None and (not own.title or _is_same_account(own, by_id)):
        return Proposal(Choice.SAME, by_id)
    agreeing = [each for each in by_number if _agree(own, each)]
    if len(agreeing) == 1:
        return Proposal(Choice.SAME, agreeing[0], Doubt.SAME_ID_OTHER_ACCOUNT if by_id is not None else None)
    if len(by_number) > 1:
        return Proposal(Choice.SAME, (agreeing or list(by_number))[0], Doubt.SEVERAL)
    if by_number:
        return Proposal(Choice.SAME, by_number[0], Doubt.OTHER_CUSTOMER)
    if by_id is not None:
        return Proposal(Choice.SAME, by_id, Doubt.SAME_ID_OTHER_ACCOUNT)
    return Proposal(Choice.NEW, None, Doubt.NOT_FOUND)


def _is_same_account(own: Side, there: Side) -> bool:
    return number_key(own.title) == number_key(there.title) and _agree(own, there)


def _agree(own: Side, there: Side) -> bool:
    """Customer or address: one of them may have changed since the local data was made."""
    return any(here and _same_words(here, each) for here, each in zip(own.lines, there.lines, strict=False))


def _same_words(one: str, other: str) -> bool:
    """Without case, marks, and the order of *Alvarez, Maria* and *Maria Alvarez*."""
    return sorted(split_words(one)) == sorted(split_words(other))


def _similar_names(one: str, other: str) -> bool:
    """The same last name and first letter: *M. Reyes* and *Maria Reyes*."""
    here, there = split_words(one), split_words(other)
    return bool(here and there) and here[-1] == there[-1] and here[0][:1] == there[0][:1]
