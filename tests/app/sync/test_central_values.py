"""Private values at the centre: in with their facts or not at all, out to whoever holds the facts, erased for good."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.accounts import change_contact
from app.accounts.change_contact import ChangeContact
from app.accounts.contact_details import StandingChange
from app.accounts.contact_facts import ContactField
from app.accounts.search.changed_phones import changed_phones
from app.bootstrap import check
from app.identity.permissions import Permission
from app.ids import SystemIds
from app.journal.append import Author
from app.journal.chain import GENESIS, Signer
from app.journal.erased_values import erase_values
from app.journal.fact import ValueBeside
from app.sync.calls import answer_of, call_of
from app.sync.conflicts import open_conflicts
from app.sync.protocol import START, Fetch, Pull, PullAnswer, Push, PushAnswer, PushStatus, Request
from tests.factories.central import Central, Connection
from tests.factories.central_chain import Chain, pull
from tests.factories.counter import OKAFOR, Counter, open_counter
from tests.factories.journal import count
from tests.factories.synced import Synced
from tests.factories.values import erased, noted, told
from tests.factories.workstation import fake_edges
from tests.faults.sync.office import until


@pytest.fixture
def chains(central: Central) -> dict[str, Chain]:
    """A2 and A3 of the main office, H1 of the hub."""
    found = {}
    for number, (code, office) in enumerate((("A2", "main"), ("A3", "main"), ("H1", "hub")), 1):
        found[code] = Chain(code, office=office, signer=Signer(bytes(31) + bytes([number])))
        central.enrol(code, office, found[code].signer)
    return found


def ask(central: Central, code: str, request: Request) -> Any:
    statement, values = call_of(request)
    with central.workstation(code) as session:
        return answer_of(request, session.execute(statement.encode(), values, binary=True).fetchall())


def push(central: Central, chain: Chain, first: int = 1) -> PushAnswer:
    previous = chain.facts[first - 2].hash if first > 1 else GENESIS
    answer = ask(central, chain.workstation, Push(1, first, previous, tuple(chain.facts[first - 1 :])))
    assert isinstance(answer, PushAnswer)
    return answer


def seen_by(central: Central, code: str) -> list[tuple[ValueBeside, ...]]:
    answer = ask(central, code, Pull(START, 500))
    assert isinstance(answer, PullAnswer)
    return [row.sealed.values for row in answer.rows]


def test_the_office_gets_them_with_the_facts_and_nobody_else(central: Central, chains: dict[str, Chain]) -> None:
    a2 = chains["A2"]
    a2.add(1)
    sealed = noted(a2, told("Ana pays. \0 ñ"))
    assert push(central, a2).status is PushStatus.OK
    assert seen_by(central, "A3") == [(), sealed.values]
    fetched = ask(central, "A3", Fetch("A2", 1, 2, 2))
    assert [row.sealed for row in fetched.rows] == [sealed]
    assert seen_by(central, "H1") == [] and ask(central, "H1", Fetch("A2", 1, 1, 9)).rows == ()


def test_a_program_that_knows_nothing_of_values_goes_on(central: Central, chains: dict[str, Chain]) -> None:
    noted(chains["A2"], told("Ana pays."))
    push(central, chains["A2"])
    chains["A3"].add(2)
    with central.workstation("A3") as session:
        assert chains["A3"].push(session).status == PushStatus.OK
        assert [row[1:4] for row in pull(session)] == [("A2", 1, 1), ("A3", 1, 1), ("A3", 1, 2)]
        assert len(pull(session)[0]) == 9


def test_sent_again_it_changes_nothing(central: Central, chains: dict[str, Chain]) -> None:
    a2 = chains["A2"]
    noted(a2, told("one"))
    push(central, a2)
    assert push(central, a2).status is PushStatus.DUPLICATE
    noted(a2, told("two"))
    assert push(central, a2).status is PushStatus.OK
    assert seen_by(central, "A3") == [(told("one"),), (told("two"),)]


def test_values_of_facts_that_an_older_program_sent_come_afterwards(central: Central, chains: dict[str, Chain]) -> None:
    a2 = chains["A2"]
    sealed = noted(a2, told("one"))
    with central.workstation("A2") as session:
        assert a2.push(session).status == PushStatus.OK
    assert seen_by(central, "A3") == [()]
    assert push(central, a2).status is PushStatus.DUPLICATE
    assert seen_by(central, "A3") == [sealed.values]


WRONG = {
    "another value": replace(told("one"), value="two"),
    "another field": replace(told("one"), field="phone"),
    "another salt": replace(told("one"), salt=b"t" * 16),
    "no salt": replace(told("one"), salt=None),
    "no value": replace(told("one"), value=None),
    "a digest that the body has not": told("two"),
    "a digest that is none": ValueBeside("Sold", "note", None, None),
    "too long": told("x" * 16_385),
    "no field": replace(erased("one"), field=""),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_value_that_is_not_what_the_fact_says_keeps_the_batch_out(
    central: Central, chains: dict[str, Chain], wrong: ValueBeside
) -> None:
    a2 = chains["A2"]
    a2.add(1)
    push(central, a2)
    named = wrong if wrong == WRONG["too long"] else told("one")
    noted(a2, named)
    a2.facts[-1] = replace(a2.facts[-1], values=(wrong,))
    answer = push(central, a2)
    assert (answer.status, answer.head_sequence, answer.head_hash) == (PushStatus.BAD_HASH, 1, a2.facts[0].hash)
    assert len(seen_by(central, "A3")) == 1
    a2.facts[-1] = replace(a2.facts[-1], values=())
    assert push(central, a2).status is PushStatus.OK


def test_a_value_at_a_place_without_fact_keeps_it_out(central: Central, chains: dict[str, Chain]) -> None:
    noted(chains["A2"], told("one"))
    statement, values = call_of(Push(1, 1, GENESIS, tuple(chains["A2"].facts)))
    for place in (0, 2, -1):
        asked = [*values[:8], [place], *values[9:]]
        with central.workstation("A2") as session:
            row = session.execute(statement.encode(), asked, binary=True).fetchone()
        assert row and row[0] == PushStatus.BAD_HASH


def test_other_refusals_come_first_and_keep_nothing(central: Central, chains: dict[str, Chain]) -> None:
    a2 = chains["A2"]
    for number in range(3):
        noted(a2, told(str(number)))
    assert push(central, a2, 2).status is PushStatus.GAP
    a2.facts[0] = replace(a2.facts[0], values=(told("other"),))
    assert push(central, a2, 2).status is PushStatus.GAP
    with central.admin() as admin:
        assert admin.execute("SELECT count(*) FROM counter.private_value").fetchone() == (0,)
        admin.execute("UPDATE counter.workstation SET revoked_at = now() WHERE workstation = 'A2'")
    with central.admin() as admin:
        assert push(central, a2).status is PushStatus.REVOKED
        assert admin.execute("SELECT count(*) FROM counter.private_value").fetchone() == (0,)


def test_what_is_erased_stays_so(central: Central, chains: dict[str, Chain]) -> None:
    a2 = chains["A2"]
    noted(a2, told("one"))
    push(central, a2)
    a2.facts[0] = replace(a2.facts[0], values=(erased("one"),))
    assert push(central, a2).status is PushStatus.DUPLICATE
    assert seen_by(central, "A3") == [(erased("one"),)]
    a2.facts[0] = replace(a2.facts[0], values=(told("one"),))
    assert push(central, a2).status is PushStatus.DUPLICATE
    assert seen_by(central, "A3") == [(erased("one"),)]
    with central.admin() as admin:
        assert admin.execute("SELECT salt, content FROM counter.private_value").fetchall() == [(None, None)]


def test_an_erasure_by_another_counter_of_the_office_wins(central: Central, chains: dict[str, Chain]) -> None:
    a2, a3, hub = chains.values()
    noted(a2, told("one"))
    erasing = ValueBeside(told("one").digest, "erased", None, None)
    for chain in (hub, a3):
        push(central, a2)
        noted(chain, erasing)
        push(central, chain)
        gone = chain is a3
        assert seen_by(central, "A2")[0] == ((erased("one") if gone else told("one")),)
    push(central, a2)
    assert seen_by(central, "A2")[0] == (erased("one"),)


def test_what_was_erased_first_never_comes(central: Central, chains: dict[str, Chain]) -> None:
    a2, a3, _ = chains.values()
    noted(a3, ValueBeside(told("one").digest, "erased", None, None))
    push(central, a3)
    noted(a2, told("one"))
    push(central, a2)
    assert (erased("one"),) in seen_by(central, "A3")
    with central.admin() as admin:
        assert admin.execute("SELECT DISTINCT content FROM counter.private_value").fetchall() == [(None,)]


def test_value_and_erasure_at_the_same_moment(central: Central, chains: dict[str, Chain]) -> None:
    """As after a failover, when both are pushed again: whoever commits last, nothing is left."""
    a2, a3, _ = chains.values()
    noted(a2, told("one"))
    noted(a3, ValueBeside(told("one").digest, "erased", None, None))
    statement, values = call_of(Push(1, 1, GENESIS, tuple(a2.facts)))
    with central.workstation("A2") as slow, ThreadPoolExecutor(1) as other:
        slow.execute("BEGIN")
        slow.execute(statement.encode(), values)
        waiting = other.submit(push, central, a3)
        with central.admin() as admin:
            until(lambda: _waits(admin), "the erasure does not wait")
        slow.execute("COMMIT")
        assert waiting.result(30).status is PushStatus.OK
    with central.admin() as admin:
        assert admin.execute("SELECT DISTINCT content FROM counter.private_value").fetchall() == [(None,)]


def _waits(admin: Connection) -> bool:
    asked = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    return admin.execute(asked).fetchall() == [(1,)]


def words(synced: Synced) -> list[str | None]:
    with synced.services.read_journal() as connection:
        sql = "SELECT value FROM private_data WHERE field = 'note' ORDER BY value"
        return list(connection.exec_driver_sql(sql).scalars())


def test_the_words_typed_at_one_counter_stand_at_the_other(office: dict[str, Synced]) -> None:
    count(office["A2"].services, note="Ana pays.")
    count(office["A3"].services, note="Zoe calls.")
    for _ in range(2):
        for synced in office.values():
            synced.exchange()
    assert words(office["A2"]) == words(office["A3"]) == ["Ana pays.", "Zoe calls."]
    assert words(office["H1"]) == []
    assert all(check(synced.services, thorough=True) == () for synced in office.values())


def test_what_is_erased_at_one_counter_is_gone_at_the_other(office: dict[str, Synced]) -> None:
    a2, a3, _ = office.values()
    note = count(a2.services, note="Ana pays.").envelope.fact_id
    for synced in (a2, a3):
        synced.exchange()
    assert words(a3) == ["Ana pays."]
    with a3.services.unit_of_work() as work:
        assert erase_values(work, Author("person-1"), SystemIds().new_id(), note)
        work.commit()
    for synced in (a3, a2, a3):
        synced.exchange()
    assert words(a2) == words(a3) == [None]
    assert all(check(synced.services, thorough=True) == () for synced in (a2, a3))


def test_a_value_that_somebody_altered_at_the_centre_is_not_believed(
    central: Central, office: dict[str, Synced]
) -> None:
    count(office["A2"].services, note="Ana pays.")
    office["A2"].exchange()
    alter = "UPDATE counter.private_value SET content = %s"
    with central.admin() as admin:
        admin.execute(alter, (b"Bob pays.",))
        office["A3"].exchange()
        assert words(office["A3"]) == []
        admin.execute(alter, (b"Ana pays.",))
    office["A3"].exchange()
    assert words(office["A3"]) == ["Ana pays."]


def test_no_value_can_be_read_or_written_but_by_the_functions(central: Central, chains: dict[str, Chain]) -> None:
    with central.workstation("A2") as session:
        for function in ("keep_values(1, 1, NULL, NULL, NULL, NULL, NULL)", "values_of('A3', 1, 1)"):
            refuse(session, f"SELECT counter.{function}")
        refuse(session, "SELECT content FROM counter.private_value")


def refuse(session: Connection, statement: str) -> None:
    with pytest.raises(Exception, match="permission denied"):
        session.execute(statement.encode())


@pytest.fixture
def counters(central: Central, tmp_path: Path) -> Iterator[dict[str, tuple[Counter, Synced]]]:
    """A2 and A3 of one office as the program runs them, with accounts, enrolled."""
    with ExitStack() as stack:
        found = {}
        for number, code in enumerate(("A2", "A3"), 1):
            counter = open_counter(tmp_path / code, code=code, edges=fake_edges(number))
            stack.callback(counter.services.close)
            synced = Synced.enrolled(central, counter.services, counter.services.kinds)
            stack.callback(synced.link.close)
            found[code] = (counter, synced)
        yield found


def change_phone(counter: Counter, phone: str) -> None:
    session = replace(counter.session, permissions=frozenset(Permission))
    command = ChangeContact(SystemIds().new_id(), OKAFOR, {ContactField.PHONE: phone})
    change_contact.record(counter.services, session, command)


def contact_conflicts(counter: Counter) -> list[tuple[StandingChange, ...]]:
    with counter.services.read() as reading:
        return [each.contact for each in open_conflicts(reading, counter.services.kinds) if each.contact]


def exchange_all(counters: dict[str, tuple[Counter, Synced]]) -> None:
    for _ in range(2):
        for _, synced in counters.values():
            synced.exchange()


def test_a_contact_edited_twice_shows_both_values_at_both_counters(counters: dict[str, tuple[Counter, Synced]]) -> None:
    for (counter, _), phone in zip(counters.values(), ("555-319-7788", "555-402-1133"), strict=True):
        change_phone(counter, phone)
    exchange_all(counters)
    for counter, _ in counters.values():
        ((one, other),) = contact_conflicts(counter)
        assert {one.value, other.value} == {"555-319-7788", "555-402-1133"}
        assert {one.workstation, other.workstation} == {"A2", "A3"} and one.person == counter.session.person_id
        with counter.services.read_journal() as journal:
            assert len(changed_phones(journal, "319-7788")) == 1


def test_the_same_value_twice_is_no_conflict_at_either_counter(counters: dict[str, tuple[Counter, Synced]]) -> None:
    for counter, _ in counters.values():
        change_phone(counter, "555-319-7788")
    exchange_all(counters)
    assert [contact_conflicts(counter) for counter, _ in counters.values()] == [[], []]
