"""A destroyed workstation goes on elsewhere: everything acknowledged is there, and no number collides."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from app import bootstrap
from app.bootstrap import Edges, check, is_set_up, open_services
from app.drawers.queries import open_shift
from app.errors import Refused, Unavailable
from app.journal.copy_facts import read_frame
from app.safekeeping.recovery_sheet import issue_recovery_code
from app.safekeeping.restore_workstation import Restored, RestoreRefusal, RestoreWorkstation
from app.safekeeping.second_copy import choose_second_copy
from app.store.database import StoreFailure
from app.store.recovery import RecoveryCode, RecoveryRefusal, kept_seal, open_key
from app.store.second_copy import CopyFailure, CopyReader, CopyWriter, find_sets, read_header, write_header
from tests.factories.counter import CASHIER, SMALL_ACCOUNT, Counter, open_counter, write_reference
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.workstation import fake_edges
from tests.fakes.clock import FakeIds

PAYMENTS = 5


@dataclass
class Lost:
    """A counter that took five payments and is gone; what is left is its stick and its sheet."""

    folder: Path
    stick: Path
    code: str

    @property
    def set(self) -> Path:
        return find_sets(self.stick)[0]

    @property
    def segment(self) -> Path:
        return next(self.set.glob("*.facts"))

    def restore(
        self, into: str = "new", code: str = "", *, salvage: bool = False, edges: Edges | None = None
    ) -> Restored:
        command = RestoreWorkstation(self.stick, code or self.code, salvage)
        return bootstrap.restore(self.folder / into, command, edges or fake_edges(9))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Lost:
    folder = tmp_path_factory.mktemp("lost")
    stick = folder / "stick"
    stick.mkdir()
    counter = open_counter(folder / "data")
    sheet = issue_recovery_code(counter.services, counter.session)
    choose_second_copy(counter.services, counter.session, stick)
    for _ in range(PAYMENTS):
        pay(counter, payor_name="Maria Alvarez")
    counter.services.second_copy.work()
    counter.services.close()
    return Lost(folder, stick, "-".join(sheet.groups))


@pytest.fixture
def lost(template: Lost, tmp_path: Path) -> Iterator[Lost]:
    shutil.copytree(template.stick, tmp_path / "stick")
    yield Lost(tmp_path, tmp_path / "stick", template.code)


def test_everything_comes_back_in_a_new_generation(lost: Lost) -> None:
    edges = fake_edges(9)
    restored = lost.restore(edges=edges)
    assert (restored.workstation, restored.generation, restored.facts) == ("A2", 2, PAYMENTS + 2)
    assert (restored.torn_bytes, restored.lost_from) == (0, None)
    services = open_services(lost.folder / "new", edges)
    assert check(services, thorough=True) == ()
    with services.read_journal() as connection:
        names = connection.exec_driver_sql("SELECT value FROM private_data WHERE value LIKE 'Maria%'").scalars().all()
        numbers = connection.exec_driver_sql("SELECT number FROM receipt").scalars().all()
        signing = connection.exec_driver_sql("SELECT count(private_key) FROM chain_device").scalar()
    assert names == ["Maria Alvarez"] * PAYMENTS
    assert sorted(numbers) == [1, 2, 3, 4, 5]
    assert signing == 1
    services.close()


def test_the_next_receipt_cannot_have_a_number_that_was_given_out(lost: Lost) -> None:
    edges = fake_edges(9)
    lost.restore(edges=edges)
    services = open_services(lost.folder / "new", edges)
    write_reference(services, (SMALL_ACCOUNT,))
    with services.read_journal() as connection:
        shift = open_shift(connection, "A2")
    if shift is None:
        pytest.fail("the shift did not come back")
    receipt = pay(Counter(services, CASHIER, shift)).receipt
    assert receipt.full_number.startswith("A2-2-000001-")
    assert check(services, thorough=True) == ()
    services.close()


def test_the_sheet_stays_good_for_the_restored_workstation(lost: Lost) -> None:

    edges = fake_edges(9)
    lost.restore(edges=edges)
    services = open_services(lost.folder / "new", edges)
    with services.read_journal() as connection:
        seal = kept_seal(connection)
    if seal is None:
        pytest.fail("no seal")
    assert open_key(seal, RecoveryCode.parse(lost.code)) == services.key
    choose_second_copy(services, CASHIER, lost.stick)
    services.second_copy.work()
    services.close()
    again = lost.restore("third", edges=fake_edges(10))
    assert (again.generation, again.facts) == (3, PAYMENTS + 3)


def test_two_restores_from_one_copy_never_share_a_generation(lost: Lost) -> None:
    assert lost.restore("one").generation == 2
    assert lost.restore("two").generation == 3


def test_a_torn_end_is_restored_up_to_it(lost: Lost) -> None:
    lost.segment.write_bytes(lost.segment.read_bytes()[:-10])
    restored = lost.restore()
    assert restored.facts == PAYMENTS + 1
    assert restored.torn_bytes > 0


def test_damage_is_named_and_what_is_before_it_can_be_salvaged(lost: Lost) -> None:
    content = bytearray(lost.segment.read_bytes())
    content[len(content) // 2] ^= 1
    lost.segment.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        lost.restore()
    assert refusal.value.code is RestoreRefusal.FRAME_DAMAGED
    assert refusal.value.values["segment"] == "000001.facts"
    restored = lost.restore(salvage=True)
    assert restored.lost_from == refusal.value.values["position"]
    assert 0 < restored.facts < PAYMENTS + 2


def wrong_code() -> str:
    return RecoveryCode.new(FakeIds(99)).text


def test_refusals(lost: Lost) -> None:
    assert refused(lambda: lost.restore(code="ABC")) is RecoveryRefusal.CODE_LENGTH
    assert refused(lambda: lost.restore(code=wrong_code())) is RecoveryRefusal.WRONG_CODE
    assert not is_set_up(lost.folder / "new")
    (lost.folder / "taken").mkdir()
    (lost.folder / "taken" / "journal.db").touch()
    assert refused(lambda: lost.restore("taken")) is RestoreRefusal.TARGET_NOT_EMPTY
    empty = Lost(lost.folder, lost.folder / "taken", lost.code)
    assert refused(empty.restore) is RestoreRefusal.COPY_NOT_FOUND
    gone = Lost(lost.folder, lost.folder / "no such stick", "ABC")
    assert refused(gone.restore) is RestoreRefusal.COPY_NOT_FOUND  # before anybody types 40 signs for nothing


def test_copies_of_several_workstations_must_be_told_apart(lost: Lost) -> None:
    other = shutil.copytree(lost.set, lost.stick / "civic-counter-B1-1-x")
    header = other / "copy.json"
    header.write_bytes(header.read_bytes().replace(b'"workstation": "A2"', b'"workstation": "B1"'))
    with pytest.raises(Refused) as refusal:
        lost.restore()
    assert refusal.value.code is RestoreRefusal.SEVERAL_WORKSTATIONS
    assert str(other) in str(refusal.value.values["sets"])
    shutil.rmtree(other)
    chosen = Lost(lost.folder, lost.set, lost.code)
    assert bootstrap.restore(lost.folder / "new", RestoreWorkstation(chosen.stick, lost.code), fake_edges(9)).facts == 7


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (b'"format": 1', b'"format": 9', RestoreRefusal.COPY_NEWER),
        (b"{", b"", RestoreRefusal.HEADER_DAMAGED),
    ],
)
def test_a_header_that_cannot_be_used_is_refused(lost: Lost, before: bytes, after: bytes, code: RestoreRefusal) -> None:
    header = lost.set / "copy.json"
    header.write_bytes(header.read_bytes().replace(before, after, 1))
    assert refused(lost.restore) is code


def test_parts_of_two_copies_are_refused(lost: Lost, tmp_path: Path) -> None:

    header = read_header(lost.set)
    write_header(lost.set, msgspec.structs.replace(header, key_check=b"12345678"))
    assert refused(lost.restore) is RestoreRefusal.FOREIGN_COPY


def test_a_copy_without_facts_restores_nothing(lost: Lost) -> None:
    lost.segment.unlink()
    assert refused(lost.restore) is RestoreRefusal.EMPTY_COPY
    assert not list((lost.folder / "new").iterdir())


def test_a_chain_that_does_not_verify_is_refused(lost: Lost) -> None:
    """Somebody with the key wrote a frame of his own: it decrypts, and the chain does not hold."""

    key = open_key(read_header(lost.set).recovery, RecoveryCode.parse(lost.code))
    *_, last = CopyReader(lost.set, key).frames()
    forged = msgspec.structs.replace(read_frame(last), body=b"{}")
    writer = CopyWriter(lost.set, key, FakeIds(5))
    writer.append([msgspec.msgpack.encode(forged)])
    writer.close()
    with pytest.raises(Refused) as refusal:
        lost.restore()
    assert refusal.value.code is RestoreRefusal.CHAIN_BROKEN
    assert refusal.value.values["workstation"] == "A2"


def test_a_copy_that_cannot_be_written_to_is_restored_all_the_same(lost: Lost, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(self: Path, *, exist_ok: bool = True, **_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "touch", read_only)
    assert lost.restore().generation == 2


def test_a_stick_that_goes_during_the_restore_leaves_an_empty_folder(
    lost: Lost, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def read_bytes(self: Path) -> bytes:
        if self.suffix == ".facts":
            raise FileNotFoundError(2, "gone")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    with pytest.raises(Unavailable) as failure:
        lost.restore()
    assert failure.value.code is CopyFailure.NOT_FOUND
    assert not list((lost.folder / "new").iterdir())


def test_a_restore_waits_for_nobody_else(lost: Lost) -> None:
    edges = fake_edges(9)
    lost.restore(edges=edges)
    services = open_services(lost.folder / "new", edges)
    with pytest.raises(Unavailable) as failure:
        lost.restore()
    assert failure.value.code is StoreFailure.ALREADY_OPEN
    services.close()
