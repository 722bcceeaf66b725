"""The centre takes what comes on a stick as it takes what comes by wire, refuses what is wrong, and answers."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import msgspec
import psycopg
import pytest

from app.errors import Refused, Unavailable
from app.journal.chain import Signer
from app.sync.bundle.content import Run, read, written
from app.sync.bundle.seal import BundleKind, sealed
from app.sync.bundle.types import BundleFailure, BundleRefusal, TakeBundle
from app.sync.central.take_bundle import take_bundle
from app.sync.protocol import PushStatus
from tests.factories.bundles import REPLY_PUBLIC, Courier
from tests.factories.central import Central
from tests.factories.central_chain import Chain, pull
from tests.factories.values import noted, told
from tests.fakes.clock import FakeClock


@pytest.fixture
def a2(central: Central, tmp_path: Path) -> Courier:
    """A2's courier; A2 has three facts that the centre has not."""
    chain = Chain()
    central.enrol("A2", key=chain.signer)
    chain.add(3)
    return Courier(central, chain, tmp_path)


def other(central: Central, tmp_path: Path, code: str = "B1", office: str = "main") -> Courier:
    """Another workstation's courier; its key is its own."""
    chain = Chain(code, office=office, signer=Signer(code.encode().ljust(32)))
    central.enrol(code, office, chain.signer)
    chain.add(2)
    return Courier(central, chain, tmp_path)


def facts_there(central: Central) -> int:
    with central.admin() as admin:
        return int(admin.execute("SELECT count(*) FROM counter.fact").fetchall()[0][0])


def refusal(courier: Courier, bundle: Path) -> BundleRefusal:
    """The refusal of a bundle, after which everything is as before."""
    before = facts_there(courier.central)
    with pytest.raises(Refused) as refused:
        courier.take(bundle)
    assert facts_there(courier.central) == before
    assert not bundle.with_suffix(".answer").exists()
    return BundleRefusal(refused.value.code)


def test_facts_arrive_and_are_acknowledged(a2: Courier) -> None:
    taken = a2.take(a2.write())
    assert (taken.status, taken.facts, taken.facts_new, taken.complete) == (PushStatus.OK, 3, 3, True)
    answer, content = a2.answer(taken)
    assert (a2.sent, answer.status, content.runs, content.activity) == (3, "ok", (), ())


def test_a_replay_is_a_duplicate(a2: Courier) -> None:
    bundle = a2.write()
    a2.take(bundle)
    again = a2.take(bundle)
    assert (again.status, again.facts_new, facts_there(a2.central)) == (PushStatus.DUPLICATE, 0, 3)


def test_bundles_in_any_order(a2: Courier) -> None:
    first = a2.write()
    a2.chain.add(2)
    second = a2.write()
    assert a2.take(second).facts_new == 5
    assert a2.take(first).status is PushStatus.DUPLICATE


def test_a_gap_is_answered_with_the_head(a2: Courier) -> None:
    taken = a2.take(a2.write(a2.runs(3)))
    assert (taken.status, taken.facts_new) == (PushStatus.GAP, 0)
    a2.answer(taken)
    assert a2.sent == 0


def test_two_of_an_office_meet_and_a_third_sees_activity(a2: Courier, tmp_path: Path) -> None:
    b1, c1 = other(a2.central, tmp_path), other(a2.central, tmp_path, "C1", "north")
    a2.round()
    _, to_b1 = b1.round()
    assert [len(run.facts) for run in to_b1.runs] == [3]
    _, to_c1 = c1.round()
    assert to_c1.runs == ()
    assert sorted(row.workstation for row in to_c1.activity) == ["A2"] * 3 + ["B1"] * 2
    _, to_a2 = a2.round()
    assert [(run.workstation, len(run.facts)) for run in to_a2.runs] == [("B1", 2)]
    assert [row.workstation for row in to_a2.activity] == ["C1"] * 2
    assert a2.round()[1].activity == ()


def test_an_answer_holds_so_much_only(a2: Courier, tmp_path: Path) -> None:
    b1 = other(a2.central, tmp_path)
    a2.chain.add(1200)
    a2.round()
    answer, content = b1.round(limit=400_000)
    assert (len(content.runs), answer.facts_complete, answer.activity_complete) == (1, False, False)
    answers = [b1.round(limit=400_000)[0] for _ in range(2)]
    assert answers[-1].facts_complete
    assert b1.held["A2", 1] == 1203


def test_the_activity_of_a_long_bundle_is_in_the_next_answer(a2: Courier, tmp_path: Path) -> None:
    """The centre works it out after the push; whoever comes by stick does not come again in a minute."""
    c1 = other(a2.central, tmp_path, "C1", "north")
    a2.chain.add(2500)
    a2.round()
    answer, content = c1.round()
    assert (len(content.activity), answer.activity_complete) == (2503, True)


def test_after_a_failover_activity_goes_by_buckets(a2: Courier, tmp_path: Path) -> None:
    c1 = other(a2.central, tmp_path, "C1", "north")
    a2.round()
    assert len(c1.round()[1].activity) == 3
    with a2.central.admin() as admin:
        admin.execute("UPDATE counter.centre SET restored = restored + 1")
    before = c1.epoch
    c1.sums = {_bucket("A2"): (3, -1500)}
    _, content = c1.round()
    assert (content.activity, c1.epoch != before) == ((), True)
    a2.chain.add()
    a2.round()
    assert len(c1.round()[1].activity) == 1


def _bucket(workstation: str) -> int:
    import hashlib

    return hashlib.sha256(workstation.encode()).digest()[0]


def test_the_wire_goes_on_after_a_stick(a2: Courier, tmp_path: Path) -> None:
    b1 = other(a2.central, tmp_path)
    a2.round()
    a2.chain.add()
    with a2.central.workstation("A2") as session:
        assert a2.chain.push(session, 4).status == PushStatus.OK
    with b1.central.workstation("B1") as session:
        assert len(pull(session)) == 4


# What is wrong, in the order of the enum


def test_not_a_bundle(a2: Courier) -> None:
    (a2.stick / "letter.bundle").write_bytes(b"Dear centre")
    assert refusal(a2, a2.stick / "letter.bundle") is BundleRefusal.NOT_A_BUNDLE


def test_a_newer_form(a2: Courier) -> None:
    bundle = a2.write()
    content = bytearray(bundle.read_bytes())
    content[9] += 1
    bundle.write_bytes(content)
    assert refusal(a2, bundle) is BundleRefusal.FORMAT_NEWER


def test_an_answer_is_no_request(a2: Courier) -> None:
    answer = a2.take(a2.write()).answer.rename(a2.stick / "back.bundle")
    assert refusal(a2, answer) is BundleRefusal.NOT_A_REQUEST


def test_too_big(a2: Courier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.sync.bundle.stick.FILE_BYTES_MAX", 500)
    assert refusal(a2, a2.write()) is BundleRefusal.TOO_BIG


@pytest.mark.parametrize("kept", [12, 30, 200])
def test_truncated(a2: Courier, kept: int) -> None:
    bundle = a2.write()
    bundle.write_bytes(bundle.read_bytes()[:kept])
    assert refusal(a2, bundle) is BundleRefusal.TRUNCATED


def test_of_another_city(a2: Courier) -> None:
    letter = written(a2.request())
    file = sealed(BundleKind.REQUEST, letter, written(a2.runs()), a2.chain.signer.sign, REPLY_PUBLIC)
    (a2.stick / "foreign.bundle").write_bytes(file)
    assert refusal(a2, a2.stick / "foreign.bundle") is BundleRefusal.OTHER_CITY


@pytest.mark.parametrize("place", [30, 60, 100, 300, -1])
def test_tampered(a2: Courier, place: int) -> None:
    bundle = a2.write()
    content = bytearray(bundle.read_bytes())
    content[place] ^= 1
    bundle.write_bytes(content)
    assert refusal(a2, bundle) is BundleRefusal.TAMPERED


def test_something_behind_the_end_is_tampered(a2: Courier) -> None:
    bundle = a2.write()
    bundle.write_bytes(bundle.read_bytes() + b"x")
    assert refusal(a2, bundle) is BundleRefusal.TAMPERED


def test_a_letter_that_is_none(a2: Courier) -> None:
    file = sealed(BundleKind.REQUEST, b"\xc1", b"", a2.chain.signer.sign, a2.keys()[0])
    (a2.stick / "odd.bundle").write_bytes(file)
    assert refusal(a2, a2.stick / "odd.bundle") is BundleRefusal.MALFORMED


@pytest.mark.parametrize(
    "changed",
    [
        {"workstation": "A2\0"},
        {"workstation": "a'; --"},
        {"reply_key": b"short"},
        {"generation": 2**63},
        {"epoch": -1},
        {"activity_at": (2**63, "", 0, 0)},
        {"activity_at": (1, "\0", 0, 0)},
    ],
    ids=str,
)
def test_a_letter_that_no_database_could_take(a2: Courier, changed: dict[str, object]) -> None:
    """Whoever has the centre's public key can seal anything to it; this is read before the signature is."""
    request = msgspec.structs.replace(a2.request(), **changed)
    assert refusal(a2, a2.write(request=request)) is BundleRefusal.MALFORMED


@pytest.mark.parametrize(
    "changed", [{"first_sequence": 2**63}, {"previous_hash": b"x"}, {"workstation": "\0"}], ids=str
)
def test_a_run_that_no_database_could_take(a2: Courier, changed: dict[str, object]) -> None:
    run = msgspec.structs.replace(a2.runs()[0], **changed)
    assert refusal(a2, a2.write([run])) is BundleRefusal.MALFORMED


def test_of_an_unknown_workstation(a2: Courier) -> None:
    request = msgspec.structs.replace(a2.request(), workstation="Z9")
    assert refusal(a2, a2.write(request=request)) is BundleRefusal.UNKNOWN_WORKSTATION


def test_of_a_revoked_workstation(a2: Courier) -> None:
    bundle = a2.write()
    with a2.central.admin() as admin:
        admin.execute("SELECT counter.revoke('A2')")
    assert refusal(a2, bundle) is BundleRefusal.REVOKED


def test_of_an_unknown_generation(a2: Courier) -> None:
    request = msgspec.structs.replace(a2.request(), generation=2)
    assert refusal(a2, a2.write(request=request)) is BundleRefusal.UNKNOWN_GENERATION


def test_signed_by_another(a2: Courier, tmp_path: Path) -> None:
    thief = other(a2.central, tmp_path).chain.signer
    assert refusal(a2, a2.write(signer=thief)) is BundleRefusal.FORGED


def test_a_bomb(a2: Courier) -> None:
    zeros = bytes(65 * 1024 * 1024)
    file = sealed(BundleKind.REQUEST, written(a2.request()), zeros, a2.chain.signer.sign, a2.keys()[0])
    assert len(file) < 100_000
    (a2.stick / "bomb.bundle").write_bytes(file)
    assert refusal(a2, a2.stick / "bomb.bundle") is BundleRefusal.BOMB


def test_of_an_old_program(a2: Courier) -> None:
    request = msgspec.structs.replace(a2.request(), protocol=0)
    assert refusal(a2, a2.write(request=request)) is BundleRefusal.OLD_PROTOCOL


def test_of_a_machine_whose_code_another_took_over(a2: Courier) -> None:
    bundle = a2.write()
    with a2.central.workstation("A2") as session:
        session.execute("SELECT counter.next_generation(1, 0, %s, %s)", (b"k" * 32, bytes(16)))
    assert refusal(a2, bundle) is BundleRefusal.STALE_GENERATION


def test_an_altered_fact(a2: Courier) -> None:
    (run,) = a2.runs()
    facts = list(run.facts)
    facts[1] = (facts[1][0], facts[1][1] + b" ", *facts[1][2:])
    altered = msgspec.structs.replace(run, facts=tuple(facts))
    assert refusal(a2, a2.write([altered])) is BundleRefusal.BROKEN_CHAIN


def test_a_value_that_is_not_what_its_fact_says(a2: Courier) -> None:
    noted(a2.chain, told("Ana pays."))
    (run,) = a2.runs()
    (value,) = run.values
    for wrong in ({"value": "Bob pays."}, {"place": 0}, {"salt": None}, {"field": "phone"}):
        altered = msgspec.structs.replace(run, values=(msgspec.structs.replace(value, **wrong),))
        assert refusal(a2, a2.write([altered])) is BundleRefusal.BROKEN_CHAIN
    assert a2.take(a2.write()).facts_new == 4


@pytest.mark.parametrize("changed", [{"field": "\0"}, {"digest": "x"}, {"place": -1}, {"salt": bytes(65)}], ids=str)
def test_a_value_that_no_database_could_take(a2: Courier, changed: dict[str, object]) -> None:
    noted(a2.chain, told("Ana pays."))
    (run,) = a2.runs()
    values = tuple(msgspec.structs.replace(each, **changed) for each in run.values)
    assert refusal(a2, a2.write([msgspec.structs.replace(run, values=values)])) is BundleRefusal.MALFORMED


def test_a_bundle_of_a_program_that_knows_nothing_of_values(a2: Courier) -> None:
    """Its runs have five parts; and it reads five of what comes back."""
    (run,) = a2.runs()
    older = OlderRun(*msgspec.structs.astuple(run)[:5])
    assert read(written((older,)), tuple[Run, ...]) == (run,)
    noted(a2.chain, told("Ana pays."))
    assert msgspec.msgpack.decode(written(a2.runs(4)[0]), type=OlderRun).first_sequence == 4


class OlderRun(msgspec.Struct, array_like=True):
    """A run as it was before values."""

    workstation: str
    generation: int
    first_sequence: int
    previous_hash: bytes
    facts: tuple[tuple[bytes, bytes, bytes, bytes], ...]


def test_a_fact_that_nobody_signed(a2: Courier) -> None:
    a2.chain.facts[2] = replace(a2.chain.facts[2], signature=bytes(64))
    assert refusal(a2, a2.write()) is BundleRefusal.BROKEN_CHAIN


def test_facts_of_another_workstation(a2: Courier, tmp_path: Path) -> None:
    b1 = other(a2.central, tmp_path)
    assert refusal(a2, a2.write(b1.runs())) is BundleRefusal.MALFORMED


def test_an_empty_run(a2: Courier) -> None:
    assert refusal(a2, a2.write([Run("A2", 1, 1, bytes(32), ())])) is BundleRefusal.MALFORMED


def test_another_history(a2: Courier) -> None:
    a2.take(a2.write())
    a2.chain.facts.clear()
    a2.chain.add(4)
    bundle = a2.write()
    with pytest.raises(Refused) as refused:
        a2.take(bundle)
    assert (refused.value.code, facts_there(a2.central)) == (BundleRefusal.FORK, 3)


def test_an_answer_that_has_no_place_is_said_before_anything_is_pushed(a2: Courier) -> None:
    bundle = a2.write()
    bundle.with_suffix(".answer").write_bytes(b"holiday.jpg")
    with pytest.raises(Unavailable) as failure:
        a2.take(bundle)
    assert (failure.value.code, facts_there(a2.central)) == (BundleFailure.ANOTHER_FILE, 0)


def test_an_answer_that_did_not_fit_is_written_when_the_bundle_is_taken_again(
    a2: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    bundle = a2.write()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable) as failure:
        a2.take(bundle)
    assert (failure.value.code, facts_there(a2.central)) == (BundleFailure.STICK_FULL, 3)
    assert not bundle.with_suffix(".answer").exists()
    monkeypatch.undo()
    taken = a2.take(bundle)
    a2.answer(taken)
    assert (taken.status, a2.sent) == (PushStatus.DUPLICATE, 3)


def test_a_workstation_cannot_act_for_another(a2: Courier, tmp_path: Path) -> None:
    b1 = other(a2.central, tmp_path)
    with a2.central.workstation("A2") as session:
        session.execute("SET counter.on_behalf_of = 'B1'")
        answer = b1.chain.push(session)
    assert (answer.status, facts_there(a2.central)) == (PushStatus.BAD_HASH, 0)


def test_whoever_only_carries_needs_no_more_than_that(a2: Courier) -> None:
    login = f"carrier_{a2.central.database}"
    with a2.central.admin() as admin:
        admin.execute(f"CREATE ROLE {login} LOGIN PASSWORD 'carry' IN ROLE counter_carrier")
        try:
            dsn = a2.central.dsn.replace("user=civic", f"user={login}").replace(a2.central.cluster.password, "carry")
            bundle = a2.write()
            for _ in range(2):
                taken = take_bundle(dsn, TakeBundle(bundle, a2.stick / "back"), FakeClock())
            assert (taken.status, facts_there(a2.central)) == (PushStatus.DUPLICATE, 3)
            with psycopg.connect(dsn) as session, pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute("SELECT * FROM counter.fact")
        finally:
            admin.execute(f"DROP ROLE {login}")
