"""Notes: kept as facts whose words can be erased; the city's and ours together, newest first."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from app.accounts import notes, queries
from app.accounts.facts import KINDS, NoteAdded
from app.accounts.notes import NOTE_LENGTH_MAX, AccountNote, AddNote, NoteRefusal, account_notes
from app.identity.mapping_facts import Subject
from app.identity.permissions import Permission
from app.identity.refusals import IdentityRefusal
from app.journal.fact import Envelope, Fact, FactBody
from app.journal.tables import private_data
from tests.factories.city_counter import open_city_counter
from tests.factories.counter import ALVAREZ, Counter
from tests.factories.mapped import same_at_the_centre
from tests.factories.outcomes import refused


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_city_counter(tmp_path)
    yield counter
    counter.services.close()


def _notes(counter: Counter) -> list[AccountNote]:
    with counter.services.read() as reading:
        account_id = queries.find_account(reading.reference, queries.account_key(ALVAREZ))
        assert account_id is not None
        zone = counter.services.device.time_zone
        return account_notes(reading.journal, reading.reference, account_id, ALVAREZ, zone)


def _add(counter: Counter, text: str, *, intent: str = "note-1", account: str = ALVAREZ) -> Callable[[], object]:
    return lambda: notes.record(counter.services, counter.session, AddNote(intent, account, text))


def test_ours_stands_above_the_citys(counter: Counter) -> None:
    changed = notes.record(
        counter.services, counter.session, AddNote("note-1", ALVAREZ, "  Will call back.\nAsk for Ana. ")
    )
    newest, *citys = _notes(counter)
    assert (newest.text, newest.author, newest.fact_id) == ("Will call back.\nAsk for Ana.", "M. Reyes", "note-1")
    assert newest.written_on.isoformat() == "2026-11-20"
    assert [note.author for note in citys] == ["D. Tran", "Billing"]
    assert changed.accounts == {ALVAREZ} and changed.kinds == {"NoteAdded"}


def test_the_same_intent_twice_is_one_note(counter: Counter) -> None:
    _add(counter, "Once.")()
    _add(counter, "Once.")()
    assert [note.text for note in _notes(counter)].count("Once.") == 1


def test_an_erased_note_says_so_and_its_words_stand_in_no_body(counter: Counter) -> None:
    _add(counter, "Her brother pays.")()
    with counter.services.plain_work() as work:
        bodies = work.connection.exec_driver_sql("SELECT body FROM fact").scalars().all()
        assert not [body for body in bodies if b"brother" in body]
        work.connection.execute(
            update(private_data).where(private_data.c.fact_id == "note-1").values(value=None, salt=None)
        )
        work.commit()
    assert _notes(counter)[0].text is None


def test_a_note_by_somebody_unknown_here_has_a_dash(counter: Counter) -> None:
    stranger = replace(counter.session, person_id="person-elsewhere")
    notes.record(counter.services, stranger, AddNote("note-1", ALVAREZ, "From afar."))
    assert _notes(counter)[0].author == "—"


REFUSED = {
    NoteRefusal.EMPTY: "  \n ",
    NoteRefusal.TOO_LONG: "x" * (NOTE_LENGTH_MAX + 1),
    NoteRefusal.CHARACTERS: "read \u202ebackwards",
    NoteRefusal.CARD_NUMBER_TYPED: "card 4242 4242 4242 4242",
    NoteRefusal.ACCOUNT_UNKNOWN: "About nobody.",
}


@pytest.mark.parametrize("member", NoteRefusal)
def test_each_refusal(counter: Counter, member: NoteRefusal) -> None:
    account = "cis/none" if member is NoteRefusal.ACCOUNT_UNKNOWN else ALVAREZ
    assert refused(_add(counter, REFUSED[member], account=account)) is member
    assert len(_notes(counter)) == 2


@pytest.mark.parametrize("text", ["y" * 10_000_000, "NUL \x00 inside"])
def test_what_is_pasted_is_refused_whole(counter: Counter, text: str) -> None:
    assert refused(_add(counter, text)) in (NoteRefusal.TOO_LONG, NoteRefusal.CHARACTERS)


def test_without_leave_nothing_is_kept(counter: Counter) -> None:
    counter.session = replace(counter.session, permissions=frozenset(Permission) - {Permission.ACCOUNT_NOTE})
    assert refused(_add(counter, "No.")) is IdentityRefusal.NOT_PERMITTED


def test_only_a_note_gives_a_notes_row() -> None:
    envelope = Envelope(
        workstation="A2", generation=1, sequence=1, fact_id="f", kind=NoteAdded.__name__, schema_version=1,
        recorded_at_us=0, office="main",
    )  # fmt: skip
    with pytest.raises(TypeError):
        list(KINDS[0].project(Fact(envelope, FactBody())))


def test_a_note_under_an_id_of_before_the_enrolment_is_the_accounts(counter: Counter) -> None:
    with counter.services.unit_of_work() as work:
        work.append(NoteAdded(account="alone/7", text=work.private("note", "Rings twice.")))
        work.commit()
    same_at_the_centre(counter.services, Subject.ACCOUNT, "alone/7", ALVAREZ)
    assert _notes(counter)[0].text == "Rings twice."
