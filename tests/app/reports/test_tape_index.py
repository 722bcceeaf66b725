"""The index belongs to one journal or is made anew; it is kept up in pauses, and nothing is lost without it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import DatabaseError

from app.accounts import notes
from app.accounts.notes import AddNote
from app.bootstrap import open_services
from app.payments.types import AccountPayment
from app.reports import erase_words, tape_index
from app.reports.erase_words import EraseWords
from app.reports.tape import search_tape
from app.reports.tape_index import INDEX, TapeIndex, TapeKeeper, catch_up, forget, open_index
from app.reports.tape_question import TapeQuestion
from app.store.database import open_connection
from tests.factories.counter import ALVAREZ, Counter, open_counter
from tests.factories.journal import tamper
from tests.factories.payments import pay
from tests.factories.workstation import fake_edges


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    monkeypatch.setattr(tape_index, "BATCH", 3)
    monkeypatch.setattr(tape_index, "MARK_EVERY", 4)
    counter = open_counter(tmp_path / "data")
    take(counter, 6)
    yield counter
    counter.services.close()


def take(counter: Counter, payments: int) -> None:
    for n in range(payments):
        pay(counter, AccountPayment(ALVAREZ, 100 + n))


def known(counter: Counter) -> int:
    with counter.services.read_journal() as journal, open_index(counter.services, journal) as index:
        return index.indexed


def found(counter: Counter) -> int:
    return len(search_tape(counter.services, counter.session, TapeQuestion(kind="PaymentTaken")).rows)


def marks(counter: Counter) -> list[int]:
    connection = open_connection(counter.services.folder / INDEX, counter.services.key, read_only=True)
    rows = [row[0] for row in connection.execute("SELECT position FROM mark ORDER BY 1")]
    connection.close()
    return rows


def test_it_knows_everything_after_catching_up_and_nothing_before(counter: Counter) -> None:
    assert known(counter) == 0 and found(counter) == 6
    assert catch_up(counter.services) == 8
    assert known(counter) == 8 and found(counter) == 6 and marks(counter) == [4, 8]
    take(counter, 1)
    assert known(counter) == 8 and found(counter) == 7
    assert catch_up(counter.services) == 9 and catch_up(counter.services) == 9
    assert marks(counter) == [4, 8, 9] and found(counter) == 7
    take(counter, 1)
    assert catch_up(counter.services) == 10 and marks(counter) == [4, 8, 10]


def test_it_stops_when_it_is_enough_and_goes_on_from_there(counter: Counter) -> None:
    assert catch_up(counter.services, lambda: True) == 3
    assert catch_up(counter.services) == 8


def test_the_last_room_on_the_disk_is_left_to_the_journal(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tape_index, "_FREE_BYTES", 2**62)
    assert catch_up(counter.services) == 3


def test_it_is_kept_up_in_pauses_only(counter: Counter) -> None:
    keeper = TapeKeeper(counter.services)
    keeper.work()
    assert known(counter) == 0  # nobody knows yet whether this is a pause
    keeper.work()
    assert known(counter) == 8
    take(counter, 2)
    keeper.work()
    keeper.work()
    assert known(counter) == 8  # too few for a transaction of their own
    take(counter, 1)
    keeper.work()
    assert known(counter) == 8
    keeper.work(lambda: True)
    assert known(counter) == 11


def test_the_lanes_keep_it_up(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    from time import monotonic, sleep

    monkeypatch.setattr(tape_index, "SECONDS_BETWEEN_LOOKS", 0.01)
    TapeKeeper(counter.services).start()
    until = monotonic() + 10
    while known(counter) < 8 and monotonic() < until:
        sleep(0.01)
    assert known(counter) == 8


@pytest.mark.parametrize("content", [b"", b"no database", bytes(8192)])
def test_damage_is_thrown_away(counter: Counter, content: bytes) -> None:
    (counter.services.folder / INDEX).write_bytes(content)
    assert known(counter) == 0 and found(counter) == 6
    assert catch_up(counter.services) == 8 and known(counter) == 8


def test_damage_inside_is_found_by_a_question_and_thrown_away(counter: Counter) -> None:
    catch_up(counter.services)
    path = counter.services.folder / INDEX
    content = bytearray(path.read_bytes())
    for begin in range(4 * 2048, len(content), 2048):
        content[begin + 100] ^= 255
    path.write_bytes(content)
    assert found(counter) == 6
    assert catch_up(counter.services) == 8 and found(counter) == 6


def test_another_keys_file_is_thrown_away(counter: Counter) -> None:
    connection = open_connection(counter.services.folder / INDEX, bytes(32))
    connection.execute("CREATE TABLE other (a)")
    connection.close()
    assert known(counter) == 0
    assert catch_up(counter.services) == 8


def test_another_journals_index_is_thrown_away(counter: Counter, tmp_path: Path) -> None:
    catch_up(counter.services)
    index = (counter.services.folder / INDEX).read_bytes()
    other = open_counter(tmp_path / "other", edges=fake_edges(7))
    (tmp_path / "other" / INDEX).write_bytes(index)
    take(other, 9)
    assert known(other) == 0 and found(other) == 9
    assert catch_up(other.services) == 11 and found(other) == 9
    other.services.close()


def test_an_older_mark_that_does_not_fit_condemns_it_too(counter: Counter) -> None:
    catch_up(counter.services)
    connection = open_connection(counter.services.folder / INDEX, counter.services.key)
    connection.execute("UPDATE mark SET hash = x'00' WHERE position = 4")
    connection.close()
    assert known(counter) == 8
    take(counter, 1)
    assert catch_up(counter.services) == 9 and marks(counter) == [4, 8, 9]


def test_another_form_is_made_anew(counter: Counter) -> None:
    catch_up(counter.services)
    connection = open_connection(counter.services.folder / INDEX, counter.services.key)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert known(counter) == 0
    assert catch_up(counter.services) == 8 and known(counter) == 8


def test_it_outlives_a_restart_and_a_rebuild(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.bootstrap import rebuild_read_tables

    edges = fake_edges()
    counter = open_counter(tmp_path, edges=edges)
    take(counter, 6)
    catch_up(counter.services)
    counter.services.close()
    rebuild_read_tables(tmp_path, edges)
    again = Counter(open_services(tmp_path, edges), counter.session, counter.shift)
    assert known(again) == 8 and found(again) == 6
    again.services.close()


def test_whoever_erases_private_values_forgets_it(counter: Counter) -> None:
    pay(counter, payor_name="Quirk, Zelda")
    catch_up(counter.services)
    tamper(counter.services, "UPDATE private_data SET value = NULL, salt = NULL")
    forget(counter.services.folder)
    assert not list(counter.services.folder.glob(f"{INDEX}*"))
    catch_up(counter.services)
    with counter.services.read_journal() as journal, open_index(counter.services, journal) as index:
        assert list(index.newest('"\u241fvzelda"', 99)) == []
    assert list(TapeIndex().newest("anything", 99)) == []


def test_an_erasure_empties_it_at_the_next_look(counter: Counter) -> None:
    keeper = TapeKeeper(counter.services)
    note = noted(counter, "Zelda pays.")
    catch_up(counter.services)
    keeper.work()
    assert index_holds(counter, "zelda")
    erase_words.record(counter.services, counter.session, EraseWords("e-1", note))
    keeper.work()
    assert not list(counter.services.folder.glob(f"{INDEX}*"))
    catch_up(counter.services)
    assert known(counter) == 10 and not index_holds(counter, "zelda")


def test_an_index_that_missed_an_erasure_is_not_believed(counter: Counter) -> None:
    note = noted(counter, "Zelda pays.")
    catch_up(counter.services)
    erase_words.record(counter.services, counter.session, EraseWords("e-1", note))
    assert known(counter) == 0
    assert catch_up(counter.services) == 10 and not index_holds(counter, "zelda")


def noted(counter: Counter, words: str) -> str:
    """The id of a note with these words."""
    notes.record(counter.services, counter.session, AddNote("note-1", ALVAREZ, words))
    return "note-1"


def index_holds(counter: Counter, word: str) -> bool:
    with counter.services.read_journal() as journal, open_index(counter.services, journal) as index:
        return bool(list(index.newest(f'"\u241fv{word}"', 99)))


def test_beginnings_have_an_index_of_their_own(counter: Counter) -> None:
    catch_up(counter.services)
    connection = open_connection(counter.services.folder / INDEX, counter.services.key, read_only=True)
    (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'tape'").fetchone()
    connection.close()
    assert 'prefix="4 6 8"' in sql


def test_its_file_is_not_plain(counter: Counter) -> None:
    import sqlcipher3.dbapi2 as sqlcipher

    catch_up(counter.services)
    plain = sqlcipher.connect(str(counter.services.folder / INDEX))
    with pytest.raises(DatabaseError):
        plain.execute("SELECT * FROM mark")
    plain.close()
    assert b"SQLite" not in (counter.services.folder / INDEX).read_bytes()[:100]
