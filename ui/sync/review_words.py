"""A workstation's own beside the center's, in words: rows, both sides, why something is a question."""

from collections.abc import Sequence

from app.identity.mapping_facts import Subject
from app.sync.compare_identities import MappingPage
from app.sync.mapping_types import Choice, Doubt, MappingRow, Side
from resources.texts import text
from ui.widgets.figures import Figure
from ui.widgets.table_data import NOTHING, Cell, Row

_ICONS = {Subject.OFFICE: "building", Subject.PERSON: "user", Subject.ACCOUNT: "accounts"}


def title_words(side: Side) -> str:
    """A name or number; one that is not known here says so."""
    return side.title or text("Name unknown")


def line_words(subject: Subject, side: Side) -> str:
    """What else tells it from others, in one line."""
    lines = list(side.lines)
    if subject is Subject.PERSON and len(lines) > 1:
        lines[1] = text("at {workstation}", workstation=lines[1])
    if subject is Subject.OFFICE:
        lines = [side.id, *lines]
    return ", ".join(line for line in lines if line)


def answer_words(row: MappingRow) -> str:
    """What holds when it is confirmed now."""
    if row.is_open:
        return text("Question")
    if row.choice is Choice.NEW:
        return text("New there")
    return text("The same")


def doubt_words(row: MappingRow) -> str:
    """Why somebody is asked, or that nobody has to be."""
    doubt = row.proposal.doubt
    if doubt is None:
        return text("Nothing has to be done. Answer otherwise where the program is wrong.")
    person = row.subject is Subject.PERSON
    return {
        Doubt.OTHER_OFFICE: text("The code was made for an office that the center calls otherwise."),
        Doubt.SAME_ID_OTHER_ACCOUNT: text("The city uses the same internal number for another account."),
        Doubt.OTHER_CUSTOMER: text("The account number is the same; customer and address are others."),
        Doubt.SEVERAL: text("The center has more than one that it could be."),
        Doubt.SIMILAR_NAME: text("The names are similar. Is this one person?"),
        Doubt.OTHER_ROLES: text("The name is the same, the roles are others. Is this one person?"),
        Doubt.NOT_FOUND: text("Names of some people there are not known here. Is this one of them?")
        if person
        else text("The center has no account of this number."),
    }[doubt]


def table_row(row: MappingRow) -> Row:
    """Here, at the center, answer."""
    here = Cell(_known(row.subject, row.here), weight=500 if row.is_open else 0, icon=_ICONS[row.subject])
    there = row.there if row.choice is Choice.SAME or row.is_open else None
    answer = Cell(answer_words(row), tag="warn") if row.is_open else Cell(answer_words(row), "muted")
    return Row(row.key, (here, _known(row.subject, there) if there is not None else NOTHING, answer))


def side_figures(row: MappingRow) -> list[Figure]:
    """What this workstation knows."""
    names = {
        Subject.OFFICE: (text("Office"), text("Address")),
        Subject.PERSON: (text("Name"), text("Role")),
        Subject.ACCOUNT: (text("Account"), text("Customer"), text("Address")),
    }[row.subject]
    values = (row.here.title or row.here.id, *row.here.lines)
    return [Figure(name, value) for name, value in zip(names, values, strict=False) if value]


def state_words(page: MappingPage) -> str:
    """How much is left, in one sentence."""
    if not page.exchanged:
        return text("The center is asked what it has. One moment.")
    if page.questions:
        return text("{count} of {all} need an answer.", count=page.questions, all=len(page.rows))
    if page.rows:
        return text("All {all} have an answer. Confirm, and it is recorded.", all=len(page.rows))
    return text("Everything else is recorded.")


def waiting_words(page: MappingPage) -> str:
    """What cannot be compared yet; "" where nothing waits."""
    if not page.waiting:
        return ""
    return text("{count} accounts are compared once the city's rows have come from the center.", count=page.waiting)


def choice_rows(subject: Subject, sides: Sequence[Side]) -> list[Row]:
    """What else it could be."""
    return [Row(side.id, (Cell(title_words(side), weight=500), line_words(subject, side))) for side in sides]


def _known(subject: Subject, side: Side) -> str:
    first = side.lines[0] if side.lines and subject is Subject.ACCOUNT else ""
    return " ".join(part for part in (title_words(side) if side.title else side.id, first) if part)
