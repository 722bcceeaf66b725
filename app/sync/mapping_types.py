"""What is compared when a workstation that worked alone has joined: its own on one side, the centre's on the other."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.identity.mapping_facts import Subject


class Choice(StrEnum):
    """What a person says of one of the workstation's own."""

    SAME = "same"
    """The centre has it: `central` says under which id."""
    NEW = "new"
    """The centre does not have it: it keeps its id."""


class Doubt(StrEnum):
    """Why a row is a question, in the order in which it is tested; the table words it."""

    OTHER_OFFICE = "other_office"
    """The code was made for an office that is called otherwise."""
    SAME_ID_OTHER_ACCOUNT = "same_id_other_account"
    """The city's id is that of another account: number, customer and address differ."""
    OTHER_CUSTOMER = "other_customer"
    """The number is the same, customer and address are others."""
    SEVERAL = "several"
    """More than one that it could be."""
    SIMILAR_NAME = "similar_name"
    OTHER_ROLES = "other_roles"
    NOT_FOUND = "not_found"
    """Nothing like it at the centre."""


class MappingRefusal(StrEnum):
    """Why nothing is recorded, in the order in which it is tested (after the permission)."""

    NOTHING_TO_REVIEW = "nothing_to_review"
    """It was confirmed meanwhile, or there never was anything."""
    ROW_UNKNOWN = "row_unknown"
    CENTRAL_UNKNOWN = "central_unknown"
    """The centre has nothing under this id."""
    PERSON_TAKEN = "person_taken"
    """Somebody else here is that person already."""
    ROWS_OPEN = "rows_open"
    """Questions without an answer."""


@dataclass(frozen=True)
class Side:
    """One of the two, as people know it. `title`: a name or number; `lines` what else tells it from others."""

    id: str
    title: str = field(repr=False)
    lines: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Proposal:
    """What the program thinks. `doubt` None: it is sure, and nobody is asked."""

    choice: Choice
    there: Side | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True)
class MappingRow:
    """One of the workstation's own beside what it may be at the centre. `decided` None: nobody said anything yet."""

    subject: Subject
    here: Side
    proposal: Proposal
    decided: Choice | None = None
    there: Side | None = None
    """What a person chose, or else the proposal's."""

    @property
    def key(self) -> str:
        """Names the row to the page."""
        return f"{self.subject}/{self.here.id}"

    @property
    def is_open(self) -> bool:
        """Whether a person has to say something."""
        return self.decided is None and self.proposal.doubt is not None

    @property
    def choice(self) -> Choice:
        """What holds when it is confirmed now."""
        return self.decided or self.proposal.choice


@dataclass(frozen=True)
class DecideIdentity:
    """What a person says of one row. `central`: an id at the centre, "" where it is new there."""

    subject: Subject
    local: str
    choice: Choice
    central: str = ""


@dataclass(frozen=True)
class ConfirmMapping:
    """All rows as they stand. The same intent twice is one mapping."""

    intent: str
