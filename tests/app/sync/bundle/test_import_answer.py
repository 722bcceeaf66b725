"""What comes back on a stick: taken in whole, once, in any order, by whom it is for; refused, it changes nothing."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bootstrap import check
from app.errors import Refused
from app.journal.chain import Signer
from app.sync.bundle.content import Answer, AnswerContent, read, written
from app.sync.bundle.import_answer import advanced, import_answer
from app.sync.bundle.kept import kept_bundles
from app.sync.bundle.seal import BundleKind, opened, sealed
from app.sync.bundle.types import BundleRefusal, ImportAnswer
from app.sync.central.bundle_keys import bundle_keys
from app.sync.protocol import START, Cursor, Head
from app.sync.replica import SLICE
from app.sync.types import SyncState
from tests.factories.central import Central
from tests.factories.journal import count
from tests.factories.replicas import open_as, read_rows
from tests.factories.stick_laptops import Laptop


@pytest.fixture
def enrolled(central: Central, tmp_path: Path) -> Iterator[Callable[[str, str], Laptop]]:
    """Sets workstations up and enrols them; each has two sales."""
    (tmp_path / "stick").mkdir()
    with ExitStack() as stack:

        def enrol(code: str, office: str) -> Laptop:
            services = open_as(tmp_path / code, code, office, ord(code[0]) * 10 + ord(code[-1]))
            stack.callback(services.close)
            laptop = Laptop.enrolled(central, services, tmp_path / "stick")
            stack.callback(laptop.synced.link.close)
            laptop.synced.sell(2, account=f"cis/{code}")
            return laptop

        yield enrol


@pytest.fixture
def a2(enrolled: Callable[[str, str], Laptop]) -> Laptop:
    """One of the main office."""
    return enrolled("A2", "main")


@pytest.fixture
def laptops(enrolled: Callable[[str, str], Laptop]) -> dict[str, Laptop]:
    """A2 and A3 of the main office, H1 of the hub."""
    return {code: enrolled(code, office) for code, office in (("A2", "main"), ("A3", "main"), ("H1", "hub"))}


def refusal(laptop: Laptop, answer: Path) -> BundleRefusal:
    """The refusal of an answer, after which everything is as before."""
    before = (laptop.facts(), laptop.synced.replica.state())
    with pytest.raises(Refused) as refused:
        laptop.take_in(answer)
    assert (laptop.facts(), laptop.synced.replica.state()) == before
    return BundleRefusal(refused.value.code)


def rewritten(laptop: Laptop, answer: Path, content: AnswerContent | None = None, **changes: object) -> Path:
    """The same answer with something else in it, as the centre itself would sign it."""
    with laptop.synced.services.read_journal() as connection:
        kept = kept_bundles(connection)
    letter = opened(answer.read_bytes(), BundleKind.ANSWER, kept.opening)
    with laptop.central.admin() as admin:
        signer = next(iter(bundle_keys(admin).signers.values()))
    said = msgspec.structs.replace(read(letter.letter, Answer), **changes)
    inside = letter.content() if content is None else written(content)
    answer.write_bytes(sealed(BundleKind.ANSWER, written(said), inside, signer.sign, kept.reply_public))
    return answer


def test_three_meet_by_stick_alone(laptops: dict[str, Laptop]) -> None:
    for laptop in (*laptops.values(), *laptops.values()):
        imported = laptop.round()
        assert (imported.facts_waiting, imported.complete) == (0, True)
    a2, a3, hub = laptops.values()
    assert a2.facts() == a3.facts()
    assert a2.rows() == a3.rows() == hub.rows()
    assert read_rows(a2.synced.services)["posting"] == read_rows(a3.synced.services)["posting"]
    assert all(check(laptop.synced.services, thorough=True) == () for laptop in laptops.values())


def test_the_words_of_notes_go_by_stick_too_within_the_office(laptops: dict[str, Laptop]) -> None:
    count(laptops["A2"].synced.services, note="Ana pays.")
    for laptop in (*laptops.values(), *laptops.values()):
        laptop.round()
    found = {code: words(laptop) for code, laptop in laptops.items()}
    assert found == {"A2": ["Ana pays."], "A3": ["Ana pays."], "H1": []}


def words(laptop: Laptop) -> list[str]:
    with laptop.synced.services.read_journal() as connection:
        return list(connection.exec_driver_sql("SELECT value FROM private_data WHERE field = 'note'").scalars())


def test_two_laptops_cross_at_the_centre(laptops: dict[str, Laptop]) -> None:
    """Both were written before either was taken; the second round brings the rest."""
    a2, a3 = laptops["A2"], laptops["A3"]
    bundles = a2.export(), a3.export()
    first, second = a2.carry(bundles[0]), a3.carry(bundles[1])
    assert (first.facts_back, second.facts_back) == (0, 3)
    assert a3.take_in(second.answer).facts_new == 3
    assert a2.take_in(first.answer).facts_new == 0
    assert a2.round().facts_new == 3
    assert a2.facts() == a3.facts()


def test_stick_and_network_together(laptops: dict[str, Laptop]) -> None:
    a2, a3 = laptops["A2"], laptops["A3"]
    bundle = a2.export()
    a2.synced.exchange()
    a3.synced.exchange()
    taken = a2.carry(bundle)
    assert (taken.facts_new, a2.take_in(taken.answer).facts_waiting) == (0, 0)
    a3.synced.sell(1)
    a3.round()
    a2.synced.exchange()
    assert a2.facts() == a3.facts()
    assert a2.synced.worker.connection.answered


def test_a_centre_that_was_restored_gets_everything_again(laptops: dict[str, Laptop]) -> None:
    a2 = laptops["A2"]
    a2.round()
    with a2.central.admin() as admin:
        for table in ("fact", "feed", "fact_identity"):
            admin.execute(f"DELETE FROM counter.{table}")
        admin.execute(
            "UPDATE counter.chain SET head_sequence = 0, head_hash = decode(repeat('00', 32), 'hex'), "
            "activity_rows = 0, activity_cents = 0"
        )
        admin.execute("UPDATE counter.centre SET restored = 1")
    a2.synced.sell(1)
    assert a2.round().facts_waiting == 4
    assert a2.round().facts_waiting == 0


def test_the_same_answer_again_changes_nothing(laptops: dict[str, Laptop]) -> None:
    laptops["A3"].round()
    a2 = laptops["A2"]
    answer = a2.carry(a2.export()).answer
    assert a2.take_in(answer).facts_new == 3
    before = a2.facts()
    assert (a2.take_in(answer).facts_new, a2.facts()) == (0, before)


def test_what_broke_off_in_the_middle_is_taken_in_again(laptops: dict[str, Laptop]) -> None:
    """A slice is whole or not there; the answer counts as taken only at its end."""

    def break_off() -> None:
        raise KeyboardInterrupt

    a2, a3 = laptops["A2"], laptops["A3"]
    a3.synced.sell(120)
    a3.round()
    answer = a2.carry(a2.export()).answer
    with pytest.raises(KeyboardInterrupt):
        import_answer(a2.synced.services, ImportAnswer(answer), break_off)
    assert 0 < a2.facts()["A3", 1][0] < 123
    assert a2.take_in(answer).facts_new == 123 - SLICE
    assert a2.facts() == {**a2.facts(), ("A3", 1): a3.facts()["A3", 1]}
    assert check(a2.synced.services, thorough=True) == ()


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_bundles_and_answers_in_any_order_come_to_the_same(laptops: dict[str, Laptop], data: st.DataObject) -> None:
    """Written, carried, taken in, doubled, reordered, lost: whatever was said to be sent is there, and once."""
    a2, a3 = laptops["A2"], laptops["A3"]
    bundles: dict[str, list[Path]] = {"A2": [], "A3": []}
    answers: dict[str, list[Path]] = {"A2": [], "A3": []}
    for _ in range(data.draw(st.integers(3, 10))):
        laptop = data.draw(st.sampled_from([a2, a3]))
        step = data.draw(st.sampled_from(["sell", "export", "carry", "take in"]))
        if step == "sell":
            laptop.synced.sell(data.draw(st.integers(1, 3)))
        elif step == "export":
            bundles[laptop.code].append(laptop.export())
        elif step == "carry" and bundles[laptop.code]:
            answers[laptop.code].append(laptop.carry(data.draw(st.sampled_from(bundles[laptop.code]))).answer)
        elif step == "take in" and answers[laptop.code]:
            answer = data.draw(st.sampled_from(answers[laptop.code]))
            try:
                laptop.take_in(answer)
            except Refused as refused:
                assert refused.code is BundleRefusal.OLDER_THAN_TAKEN
    for laptop in (a2, a3, a2):
        assert laptop.round().facts_waiting == 0
    assert a2.facts() == a3.facts()
    assert a2.rows() == a3.rows()


# What is wrong, in the order of the enum


def test_a_bundle_is_no_answer(a2: Laptop) -> None:
    assert refusal(a2, a2.export()) is BundleRefusal.NOT_AN_ANSWER


def test_truncated(a2: Laptop) -> None:
    answer = a2.carry(a2.export()).answer
    answer.write_bytes(answer.read_bytes()[:-1])
    assert refusal(a2, answer) is BundleRefusal.TRUNCATED


def test_of_another_workstation(laptops: dict[str, Laptop]) -> None:
    answer = laptops["A3"].carry(laptops["A3"].export()).answer
    assert refusal(laptops["A2"], answer) is BundleRefusal.OTHER_WORKSTATION


def test_sealed_for_us_but_said_to_another(a2: Laptop) -> None:
    answer = rewritten(a2, a2.carry(a2.export()).answer, workstation="A3")
    assert refusal(a2, answer) is BundleRefusal.OTHER_WORKSTATION


@pytest.mark.parametrize("place", [40, 200, -1])
def test_tampered(a2: Laptop, place: int) -> None:
    answer = a2.carry(a2.export()).answer
    content = bytearray(answer.read_bytes())
    content[place] ^= 1
    answer.write_bytes(content)
    assert refusal(a2, answer) is BundleRefusal.TAMPERED


def test_answered_by_another_centre(a2: Laptop) -> None:
    answer = a2.carry(a2.export()).answer
    with a2.synced.services.read_journal() as connection:
        kept = kept_bundles(connection)
    letter = opened(answer.read_bytes(), BundleKind.ANSWER, kept.opening)
    foreign = Signer(b"f" * 32).sign
    answer.write_bytes(sealed(BundleKind.ANSWER, letter.letter, letter.content(), foreign, kept.reply_public))
    assert refusal(a2, answer) is BundleRefusal.FORGED


def test_what_is_no_answer_inside(a2: Laptop) -> None:
    answer = a2.carry(a2.export()).answer
    assert refusal(a2, rewritten(a2, answer, content="facts")) is BundleRefusal.MALFORMED  # type: ignore[arg-type] # that is the test


def test_of_a_program_that_is_too_new(a2: Laptop) -> None:
    answer = rewritten(a2, a2.carry(a2.export()).answer, protocol=2)
    assert refusal(a2, answer) is BundleRefusal.OLD_PROTOCOL


def test_another_machine_took_the_code_over(a2: Laptop) -> None:
    bundle = a2.export()
    answer = a2.carry(bundle).answer
    heads = (Head("A2", 1, 0, bytes(32), b"k" * 32, "main"), Head("A2", 2, 0, bytes(32), b"k" * 32, "main"))
    assert refusal(a2, rewritten(a2, answer, heads=heads)) is BundleRefusal.STALE_GENERATION


def test_another_history(a2: Laptop) -> None:
    answer = a2.carry(a2.export()).answer
    heads = (Head("A2", 1, 2, b"x" * 32, b"k" * 32, "main"),)
    assert refusal(a2, rewritten(a2, answer, heads=heads)) is BundleRefusal.FORK
    heads = (Head("A2", 1, 9, b"x" * 32, b"k" * 32, "main"),)
    assert refusal(a2, rewritten(a2, answer, heads=heads)) is BundleRefusal.BEHIND


def test_older_than_one_that_was_taken(a2: Laptop) -> None:
    first = a2.carry(a2.export()).answer
    a2.round()
    assert refusal(a2, first) is BundleRefusal.OLDER_THAN_TAKEN


def test_an_altered_fact_of_another_is_held_up_and_the_rest_comes(laptops: dict[str, Laptop]) -> None:
    """As by wire: one chain that does not verify is a trouble, not an end."""
    a2 = laptops["A2"]
    laptops["A3"].round()
    answer = a2.carry(a2.export()).answer
    with a2.synced.services.read_journal() as connection:
        letter = opened(answer.read_bytes(), BundleKind.ANSWER, kept_bundles(connection).opening)
    content = read(letter.content(), AnswerContent)
    facts = list(content.runs[0].facts)
    facts[1] = (facts[1][0], facts[1][1] + b" ", *facts[1][2:])
    altered = msgspec.structs.replace(content.runs[0], facts=tuple(facts))
    imported = a2.take_in(rewritten(a2, answer, AnswerContent((altered,), content.activity)))
    assert imported.facts_new == 1
    assert a2.round().facts_new == 2


# How far the feeds are, once an answer is in


ANSWER = Answer(
    1, "A2", 1, 5, "ok", 7, 10, 7, 90, (), True, True, START, 0, Cursor(60, "H1", 1, 3), 2
)  # of epoch 7, to a bundle of epoch 7
STATE = SyncState(epoch=7, place=Cursor(50), activity=Cursor(40), activity_line=1, sent=10)


def test_the_feeds_go_on_behind_the_answer() -> None:
    found = advanced(STATE, ANSWER, 12, 99)
    assert (found.sent, found.exchanged_at_us, found.place) == (12, 99, Cursor(90))
    assert (found.activity, found.activity_line) == (Cursor(60, "H1", 1, 3), 2)


def test_nothing_goes_back() -> None:
    ahead = replace(STATE, place=Cursor(95), activity=Cursor(70), sent=20, exchanged_at_us=200)
    found = advanced(ahead, ANSWER, 12, 99)
    assert replace(found, sent=20) == ahead
    assert found.sent == 20


def test_a_centre_that_lost_some_is_sent_it_again() -> None:
    assert advanced(STATE, ANSWER, 4, 99).sent == 4


def test_an_answer_from_behind_a_hole_moves_no_cursor_of_activity() -> None:
    later = msgspec.structs.replace(ANSWER, activity_from=Cursor(45))
    assert advanced(STATE, later, 12, 99).activity == Cursor(40)


def test_what_is_not_complete_moves_no_place() -> None:
    part = msgspec.structs.replace(ANSWER, facts_complete=False)
    assert advanced(STATE, part, 12, 99).place == Cursor(50)


@pytest.mark.parametrize(("complete", "epoch"), [(True, 8), (False, 7)])
def test_a_new_epoch_begins_once_all_is_here(complete: bool, epoch: int) -> None:
    answer = msgspec.structs.replace(ANSWER, epoch=8, activity_complete=complete)
    assert advanced(STATE, answer, 12, 99).epoch == epoch


def test_a_session_of_the_network_meanwhile_knows_better() -> None:
    state = replace(STATE, epoch=9)
    assert replace(advanced(state, ANSWER, 12, 99), sent=10, exchanged_at_us=0) == state
