"""The second copy keeps up with the journal, says how far it is, and trusts only what it holds itself."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.config import SECOND_COPY_FOLDER, SECOND_COPY_SET
from app.errors import Unavailable
from app.journal.copy_facts import (
    SECONDS_BETWEEN_ROUNDS,
    CopyStatus,
    FactCopier,
    FactFrame,
    read_frame,
    refuse_other_history,
)
from app.lanes import Lanes
from app.store.recovery import RecoveryCode, keep_seal, seal_key
from app.store.second_copy import (
    CopyFailure,
    CopyHeader,
    CopyReader,
    Frame,
    key_check,
    read_header,
    set_folder,
    write_header,
)
from app.store.settings import write_setting
from tests.factories.journal import count, open_journal

SET = "A2-1-test"


class Place:
    """A journal, the stick beside it, and the one who copies; rounds are taken by hand."""

    def __init__(self, folder: Path) -> None:
        self.stick = folder / "stick"
        self.stick.mkdir()
        self.services = open_journal(folder / "data")
        self.copier = self.new_copier()
        self.choose(self.stick)

    def new_copier(self) -> FactCopier:
        services = self.services
        return FactCopier(services.reader, services.folder / "journal.db", services.key, services.ids)

    @property
    def set(self) -> Path:
        return set_folder(self.stick, SET)

    def seal(self, made_at_us: int) -> None:
        services = self.services
        with services.plain_work() as work:
            code = RecoveryCode.new(services.ids)
            keep_seal(work.connection, seal_key(services.key, code, services.ids), made_at_us)
            work.commit()

    def choose(self, folder: Path | None) -> None:
        services = self.services
        if folder:
            seal = seal_key(services.key, RecoveryCode.new(services.ids), services.ids)
            header = CopyHeader(
                set_id=SET,
                workstation="A2",
                generation=1,
                begun_at_us=1,
                key_check=key_check(services.key),
                recovery=seal,
            )
            write_header(set_folder(folder, SET), header)
        with services.plain_work() as work:
            write_setting(work.connection, SECOND_COPY_FOLDER, str(folder) if folder else "")
            write_setting(work.connection, SECOND_COPY_SET, SET if folder else "")
            work.commit()

    def copied(self) -> list[Frame]:
        return list(CopyReader(self.set, self.services.key).frames())


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    opened = Place(tmp_path)
    yield opened
    opened.copier.release()
    opened.services.close()


def test_every_fact_is_copied_with_its_private_data_and_key(place: Place) -> None:
    fact = count(place.services, note="Maria Alvarez")
    place.copier.work()
    frames = [read_frame(frame) for frame in place.copied()]
    assert frames[0].public_key == place.services.device.signer.public_bytes
    assert frames[1].public_key is None
    assert [row[3] for row in frames[1].private] == ["Maria Alvarez"]
    assert fact.envelope.fact_id.encode() in frames[1].envelope
    assert b"Maria" not in next(place.set.glob("*.facts")).read_bytes()


def test_the_status_says_what_waits_and_since_when(place: Place) -> None:
    assert place.copier.status() == CopyStatus()
    place.copier.work()
    assert place.copier.status().waiting == 0
    fact = count(place.services)
    count(place.services)
    status = place.copier.status()
    assert (status.waiting, status.oldest_waiting_us) == (2, fact.envelope.recorded_at_us)
    assert status.same_disk
    assert status.one_copy_only


def test_before_anything_is_copied_everything_waits(place: Place) -> None:
    place.copier.work(lambda: True)
    assert place.copier.status().waiting == 1


def test_a_new_start_goes_on_where_the_copy_ends(place: Place) -> None:
    place.copier.work()
    place.copier.release()
    count(place.services)
    again = place.new_copier()
    again.work()
    again.release()
    assert [frame.position for frame in place.copied()] == [1, 2]
    assert sorted(path.name for path in place.set.glob("*.facts")) == ["000001.facts", "000002.facts"]


def test_a_stick_taken_out_is_said_and_put_back_is_caught_up(place: Place) -> None:
    place.copier.work()
    place.stick.rename(place.stick.with_name("pocket"))
    count(place.services)
    place.copier.work()
    status = place.copier.status()
    assert (status.failure, status.waiting) == (CopyFailure.NOT_FOUND, None)
    assert status.one_copy_only
    place.stick.with_name("pocket").rename(place.stick)
    place.copier.work()
    assert place.copier.status().failure is None
    assert len(place.copied()) == 2


def test_another_folder_is_taken_at_the_next_round_and_none_is_none(place: Place, tmp_path: Path) -> None:
    place.copier.work()
    other = tmp_path / "other"
    other.mkdir()
    place.choose(other)
    place.copier.work()
    assert len(list(CopyReader(set_folder(other, SET), place.services.key).frames())) == 1
    place.choose(None)
    place.copier.work()
    assert place.copier.status() == CopyStatus()


def test_a_new_recovery_code_reaches_the_copy(place: Place) -> None:
    place.seal(1)
    place.copier.work()
    first = read_header(place.set).recovery
    place.copier.work()
    place.seal(2)
    place.copier.work()
    assert read_header(place.set).recovery != first


def test_a_copy_that_holds_more_or_something_else_is_said(place: Place) -> None:
    place.copier.work()
    (frame,) = place.copied()
    other = FactFrame(b"", b"", b"", bytes(32), b"")
    with place.services.read_journal() as connection:
        refuse_other_history(connection.exec_driver_sql, frame)
        for tail, code in (
            (Frame(2, frame.payload), CopyFailure.AHEAD),
            (Frame(1, msgspec.msgpack.encode(other)), CopyFailure.OTHER_HISTORY),
        ):
            with pytest.raises(Unavailable) as failure:
                refuse_other_history(connection.exec_driver_sql, tail)
            assert failure.value.code is code


def test_a_copy_of_another_journal_is_left_alone(place: Place, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Place(tmp_path / "other")
    other.copier.work()
    shutil.rmtree(place.set)
    shutil.copytree(other.set, place.set)
    before = sorted(path.read_bytes() for path in place.set.iterdir())
    stranger = FactCopier(place.services.reader, place.services.folder / "journal.db", b"k" * 32, place.services.ids)
    stranger.work()
    assert stranger.status().failure is CopyFailure.OTHER_HISTORY
    assert sorted(path.read_bytes() for path in place.set.iterdir()) == before
    other.copier.release()
    other.services.close()


def test_a_frame_that_is_no_fact_is_damage() -> None:
    with pytest.raises(Unavailable) as failure:
        read_frame(Frame(7, b"\xc1"))
    assert failure.value.values == {"position": 7}


def _all_copied(place: Place) -> bool:
    """As the copier says: to read the files while it writes them would find half a frame."""
    return place.copier._writer is not None and place.copier.status().waiting == 0


def test_facts_go_by_themselves_within_two_seconds(place: Place) -> None:
    """Two rounds begin in two seconds, whatever the machine does meanwhile: only the round itself is waited for."""
    assert SECONDS_BETWEEN_ROUNDS * 2 <= 2
    lanes = Lanes()
    place.copier.wake()
    place.copier.start(lanes)
    place.copier.wake()
    count(place.services)
    began = time.monotonic()
    while not _all_copied(place) and time.monotonic() < began + 30:
        time.sleep(0.01)
    lanes.stop()
    assert len(place.copied()) == 2
