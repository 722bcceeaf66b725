"""Facts of a copy go onto the end of a journal that is older, verified one by one; two histories are never mixed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import check, open_services
from app.errors import Unavailable
from app.journal.add_facts import Chains, add_facts, take_back_from_copy
from app.journal.chain import ChainFault
from app.journal.copy_facts import FactFrame
from app.journal.head_mark import remove_mark
from app.journal.kinds import Kinds
from app.journal.verify_journal import verify_journal
from app.lanes import Lanes
from app.safekeeping.recovery_sheet import issue_recovery_code
from app.safekeeping.second_copy import choose_second_copy
from app.store.database import StoreFailure, open_connection, open_engine
from app.store.second_copy import CopyReader, Frame
from app.store.upgrade import upgrade
from tests.factories.counter import Counter, open_counter
from tests.factories.payments import pay
from tests.factories.workstation import fake_edges


class Till:
    """A counter with a second copy, whose journal can be set back to what it was."""

    def __init__(self, folder: Path) -> None:
        self.edges = fake_edges()
        self.data, self.stick = folder / "data", folder / "stick"
        self.stick.mkdir()
        self.counter = open_counter(self.data, edges=self.edges)
        issue_recovery_code(self.counter.services, self.counter.session)
        choose_second_copy(self.counter.services, self.counter.session, self.stick)

    def close(self) -> None:
        self.counter.services.second_copy.work()
        self.counter.services.close()

    def reopen(self) -> None:
        self.counter = Counter(open_services(self.data, self.edges), self.counter.session, self.counter.shift)

    def backup(self) -> bytes:
        self.close()
        content = (self.data / "journal.db").read_bytes()
        self.reopen()
        return content

    def set_back(self, backup: bytes) -> None:
        """As if the whole folder came from a backup: the mark beside the journal is as old."""
        self.close()
        remove_mark(self.data / "journal.db")
        (self.data / "journal.db").write_bytes(backup)


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    opened = Till(tmp_path)
    yield opened
    opened.counter.services.close()


def test_an_old_backup_takes_back_what_it_lacks_before_anybody_works(till: Till) -> None:
    pay(till.counter)
    backup = till.backup()
    lost = [pay(till.counter, payor_name="Maria Alvarez").receipt.number for _ in range(3)]
    till.set_back(backup)
    till.reopen()
    assert check(till.counter.services, thorough=True) == ()
    assert pay(till.counter).receipt.number == "A2-000005"
    assert max(lost) == "A2-000004"
    till.counter.services.second_copy.work()
    assert till.counter.services.second_copy.status().failure is None


def test_two_histories_are_not_mixed(till: Till) -> None:
    backup = till.backup()
    pay(till.counter)
    pay(till.counter)
    till.set_back(backup)
    stick = till.stick.rename(till.stick.with_name("pocket"))
    till.reopen()
    pay(till.counter)
    till.counter.services.close()
    stick.rename(till.stick)
    till.reopen()
    assert check(till.counter.services, thorough=True) == ()
    till.counter.services.second_copy.work()
    assert till.counter.services.second_copy.status().one_copy_only


def test_a_share_that_does_not_answer_does_not_hold_the_start(till: Till) -> None:
    backup = till.backup()
    pay(till.counter)
    till.set_back(backup)
    till.stick.rename(till.stick.with_name("pocket"))
    till.reopen()
    services = till.counter.services
    lanes = Lanes()
    from threading import Event

    busy = Event()
    lanes.background("second-copy").submit(busy.wait)
    assert take_back_from_copy(services.writer, services.folder, services.key, services.kinds, lanes) == 0
    busy.set()
    lanes.stop()


def test_a_full_disk_while_taking_back_is_said(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = till.backup()
    pay(till.counter)
    till.set_back(backup)
    monkeypatch.setattr("app.store.unit_of_work.FREE_BYTES_MIN", 1 << 60)
    with pytest.raises(Unavailable) as failure:
        till.reopen()
    assert failure.value.code is StoreFailure.DISK_FULL


def test_a_new_journal_takes_everything_with_the_keys(till: Till, tmp_path: Path) -> None:
    pay(till.counter)
    till.counter.services.second_copy.work()
    (folder,) = till.stick.glob("civic-counter-*")
    key = till.counter.services.key
    engine = open_engine(tmp_path / "new.db", key)
    upgrade(engine, tmp_path / "new.db")
    engine.dispose()
    connection = open_connection(tmp_path / "new.db", key)
    assert len(list(add_facts(connection.execute, CopyReader(folder, key).frames(), Chains()))) == 3
    assert connection.execute("SELECT count(*) FROM chain_device WHERE private_key IS NULL").fetchone() == (1,)
    assert next(verify_journal(connection.execute, Kinds(()))).fault is ChainFault.POSTINGS_DIFFER
    connection.close()


def test_frames_out_of_their_chain_are_refused(till: Till) -> None:
    connection = open_connection(till.data / "journal.db", till.counter.services.key)
    chains = Chains.of(connection.execute)
    for envelope, fault in ((b"no envelope", ChainFault.ALTERED), (_foreign_envelope(), ChainFault.KEY_UNKNOWN)):
        frame = Frame(9, _payload(envelope))
        with pytest.raises(Unavailable) as failure:
            list(add_facts(connection.execute, [frame], chains))
        assert failure.value.values["fault"] == fault.value
    connection.close()


def _payload(envelope: bytes) -> bytes:
    import msgspec

    return msgspec.msgpack.encode(FactFrame(envelope, b"{}", bytes(32), bytes(32), bytes(64)))


def _foreign_envelope() -> bytes:
    from app.journal.fact import encoder
    from tests.app.journal.test_kinds import envelope

    return encoder.encode(envelope("Counted", 1, "Z9"))
