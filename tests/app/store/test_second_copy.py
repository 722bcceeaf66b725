"""What was acknowledged is read back; torn tails are cut, damage is named, nothing foreign is touched."""

import errno
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import Unavailable
from app.store import second_copy
from app.store.recovery import RecoveryCode, seal_key
from app.store.second_copy import (
    CopyFailure,
    CopyHeader,
    CopyReader,
    CopyWriter,
    copy_failures,
    find_sets,
    key_check,
    read_header,
    set_folder,
    write_header,
)
from tests.fakes.clock import FakeIds

KEY = b"k" * 32
IDS = FakeIds(3)
SEGMENT_HEADER_BYTES = 36


def begin(folder: Path, set_id: str = "A2-1") -> Path:
    header = CopyHeader(
        set_id=set_id,
        workstation="A2",
        generation=1,
        begun_at_us=1,
        key_check=key_check(KEY),
        recovery=seal_key(KEY, RecoveryCode.new(IDS), IDS),
    )
    write_header(set_folder(folder, set_id), header)
    return set_folder(folder, set_id)


def write(folder: Path, *batches: list[bytes]) -> None:
    """One session of a writer."""
    writer = CopyWriter(folder, KEY, IDS)
    for batch in batches:
        writer.append(batch)
    writer.close()


def read(folder: Path, after: int = 0) -> list[bytes]:
    return [frame.payload for frame in CopyReader(folder, KEY).frames(after)]


def segments(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.facts"))


def failure_of(folder: Path) -> Unavailable:
    with pytest.raises(Unavailable) as failure:
        read(folder)
    return failure.value


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_frames_come_back_in_order_over_sessions_and_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_copy, "SEGMENT_BYTES_MAX", 200)
    folder = begin(tmp_path)
    write(folder, [b"1" * 100, b"2"], [b"3" * 100], [b"4"])
    write(folder, [b"5"])
    assert read(folder) == [b"1" * 100, b"2", b"3" * 100, b"4", b"5"]
    assert read(folder, after=3) == [b"4", b"5"]
    assert read(folder, after=5) == []
    assert len(segments(folder)) == 3
    tail = CopyReader(folder, KEY).tail()
    assert tail is not None
    assert (tail.position, tail.payload) == (5, b"5")


def test_an_empty_set_has_no_tail(tmp_path: Path) -> None:
    folder = begin(tmp_path)
    assert CopyReader(folder, KEY).tail() is None
    assert CopyWriter(folder, KEY, IDS).tail is None
    assert read(folder) == []


@given(cut=st.integers(0, 300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_a_torn_tail_is_read_over_cut_and_written_again(tmp_path: Path, cut: int) -> None:
    folder = begin(tmp_path, f"A2-{cut}-{IDS.new_id()}")
    write(folder, [b"kept"])
    write(folder, [b"a" * 50, b"b" * 50, b"c" * 50])
    last = segments(folder)[-1]
    content = last.read_bytes()
    last.write_bytes(content[: max(0, len(content) - cut)])
    reader = CopyReader(folder, KEY)
    survived = [frame.payload for frame in reader.frames()]
    assert survived == [b"kept", b"a" * 50, b"b" * 50, b"c" * 50][: len(survived)]
    assert (reader.torn_bytes > 0) or len(survived) == 4 or last.stat().st_size == SEGMENT_HEADER_BYTES or cut >= 210
    tail = reader.tail()
    assert tail is not None
    assert tail.payload == survived[-1]
    write(folder, [b"again"])
    assert read(folder) == [*survived, b"again"]


def test_damage_at_the_end_is_healed_by_the_next_writer(tmp_path: Path) -> None:
    folder = begin(tmp_path)
    write(folder, [b"1", b"2", b"3"])
    flip(segments(folder)[0], SEGMENT_HEADER_BYTES + 4 + 17 + 4)
    writer = CopyWriter(folder, KEY, IDS)
    assert writer.tail is not None
    assert writer.tail.position == 1
    writer.append([b"2", b"3"])
    writer.close()
    assert read(folder) == [b"1", b"2", b"3"]


def test_damage_with_frames_behind_it_is_named(tmp_path: Path) -> None:
    folder = begin(tmp_path)
    write(folder, [b"1", b"2", b"3"])
    flip(segments(folder)[0], SEGMENT_HEADER_BYTES + 4 + 17 + 4)
    failure = failure_of(folder)
    assert failure.code is CopyFailure.DAMAGED
    assert failure.values == {"segment": "000001.facts", "frame": 2, "position": 2}


@pytest.mark.parametrize("harm", ["removed", "renamed", "header", "torn"])
def test_a_segment_before_the_last_must_be_whole(tmp_path: Path, harm: str) -> None:
    folder = begin(tmp_path)
    for payload in (b"1", b"2", b"3"):
        write(folder, [payload])
    second = segments(folder)[1]
    if harm == "removed":
        second.unlink()
    elif harm == "renamed":
        second.rename(second.with_name("000007.facts"))
    elif harm == "header":
        flip(second, 0)
    else:
        second.write_bytes(second.read_bytes()[:-1])
    failure = failure_of(folder)
    assert failure.code is CopyFailure.DAMAGED
    assert failure.values["segment"] == "000002.facts"


def test_a_segment_that_was_only_begun_is_taken_over(tmp_path: Path) -> None:
    folder = begin(tmp_path)
    write(folder, [b"1"])
    (folder / "000002.facts").write_bytes(b"CIVC")
    reader = CopyReader(folder, KEY)
    assert [frame.payload for frame in reader.frames()] == [b"1"]
    assert reader.torn_bytes == 4
    write(folder, [b"2"])
    assert read(folder) == [b"1", b"2"]


def test_two_segments_without_a_frame_are_damage_and_stay(tmp_path: Path) -> None:
    folder = begin(tmp_path)
    write(folder, [b"1"])
    flip(segments(folder)[0], SEGMENT_HEADER_BYTES + 6)
    (folder / "000002.facts").write_bytes(b"")
    with pytest.raises(Unavailable) as failure:
        CopyWriter(folder, KEY, IDS)
    assert failure.value.values == {"segment": "000001.facts", "frame": 1}
    assert (folder / "000001.facts").exists()


def test_another_key_touches_nothing(tmp_path: Path) -> None:
    folder = begin(tmp_path)
    write(folder, [b"1"])
    with pytest.raises(Unavailable) as failure:
        CopyWriter(folder, b"o" * 32, IDS)
    assert failure.value.code is CopyFailure.OTHER_HISTORY
    assert read(folder) == [b"1"]


def test_a_folder_that_goes_while_writing_is_noticed(tmp_path: Path) -> None:
    folder = begin(tmp_path)
    writer = CopyWriter(folder, KEY, IDS)
    writer.append([b"1"])
    folder.rename(tmp_path / "gone")
    with pytest.raises(Unavailable) as failure:
        writer.append([b"2"])
    assert failure.value.code is CopyFailure.NOT_FOUND
    writer.close()


def test_two_writers_do_not_write_one_segment(tmp_path: Path) -> None:
    folder = begin(tmp_path)
    first, second = CopyWriter(folder, KEY, IDS), CopyWriter(folder, KEY, IDS)
    first.append([b"1"])
    with pytest.raises(Unavailable):
        second.append([b"1"])
    first.close()


def test_no_nonce_is_used_twice(tmp_path: Path) -> None:
    """The same payload at the same position, written again after a torn tail, is another ciphertext."""
    folder = begin(tmp_path)
    write(folder, [b"1"])
    write(folder, [b"payload"])
    first = segments(folder)[1].read_bytes()
    segments(folder)[1].unlink()
    write(folder, [b"payload"])
    assert segments(folder)[1].read_bytes() != first


def test_headers_are_found_and_told_apart(tmp_path: Path) -> None:
    one, two = begin(tmp_path, "A2-1"), begin(tmp_path, "B1-1")
    assert find_sets(tmp_path) == [one, two]
    assert find_sets(one) == [one]
    assert read_header(two).set_id == "B1-1"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, CopyFailure.NOT_FOUND),
        (b"\xff\xfe", CopyFailure.DAMAGED),
        (b"{}", CopyFailure.DAMAGED),
        ("newer", CopyFailure.FORMAT_NEWER),
    ],
)
def test_a_header_that_cannot_be_used_is_said(tmp_path: Path, content: bytes | str | None, code: CopyFailure) -> None:
    folder = begin(tmp_path)
    header = folder / "copy.json"
    if content is None:
        header.unlink()
    elif isinstance(content, str):
        header.write_bytes(header.read_bytes().replace(b'"format": 1', b'"format": 2'))
    else:
        header.write_bytes(content)
    with pytest.raises(Unavailable) as failure:
        read_header(folder)
    assert failure.value.code is code


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOENT, CopyFailure.NOT_FOUND),
        (errno.EROFS, CopyFailure.READ_ONLY),
        (errno.ENOSPC, CopyFailure.DISK_FULL),
        (errno.EIO, CopyFailure.DISK_ERROR),
    ],
)
def test_what_the_system_says_is_understood(tmp_path: Path, number: int, code: CopyFailure) -> None:
    with pytest.raises(Unavailable) as failure, copy_failures(tmp_path):
        raise OSError(number, "words")
    assert failure.value.code is code
