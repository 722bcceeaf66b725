"""A workstation that worked alone joins: its own beside the centre's, reviewed, recorded; no fact is rewritten."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import delete, func, insert, select

from app.accounts import queries as accounts
from app.bootstrap import JOURNAL, KINDS, check
from app.identity.facts import PersonAdded
from app.identity.mapped import same_people
from app.identity.mapping_facts import Subject
from app.identity.people import add_first_administrator
from app.identity.permissions import Permission
from app.identity.queries import people_to_sign_in
from app.identity.refusals import IdentityRefusal
from app.identity.types import AddFirstAdministrator
from app.journal.append import Author
from app.journal.fact import Posting
from app.journal.rebuild import compare_with_rebuild
from app.journal.tables import fact
from app.payments.account_activity import own_entries
from app.sync import map_identities, reference_turns, tables
from app.sync.compare_identities import MappingPage, mapping_page
from app.sync.conflict_facts import ConflictSettled
from app.sync.conflicts import ConflictKind, open_conflicts
from app.sync.enrol import join
from app.sync.map_identities import accept_proposals, confirm, decide
from app.sync.mapping_types import Choice, ConfirmMapping, DecideIdentity, Doubt, MappingRefusal, MappingRow
from app.sync.own_identities import waiting_identities
from app.sync.standing import standing
from app.workplace import Services
from tests.app.sync.test_enrol import invitation, until_all_is_sent
from tests.factories.central import Central
from tests.factories.city import CsvSet
from tests.factories.counter import CASHIER, OKAFOR, Counter, open_counter
from tests.factories.outcomes import refused
from tests.factories.payments import pay
from tests.factories.reference_centre import give
from tests.factories.replicas import open_as
from tests.factories.synced import Synced

THERE, THERE_CHARGE = "umax/A9", "umax/B9/1"
PAID_CENTS = 7415


def city(name: str = "Okafor, Ben", street: str = "8 Elm Ct") -> CsvSet:
    """The centre's: another source calls Okafor's account and bill otherwise; the number is the same."""
    rows = CsvSet(source_system="umax")
    rows.add("customers", "C9", name, "person", "", "", "", "en")
    rows.add("service_locations", "L9", street, "", "Cypress Springs", "32301", 1)
    rows.add("accounts", "A9", "10-007733-9", "C9", "L9", "residential", "active", "2020-01-31", "")
    rows.add_bill("B9", "A9", "2026-11-23", water=PAID_CENTS)
    return rows


def administrator(services: Services, name: str) -> str:
    """The first person of a workstation."""
    return add_first_administrator(services, AddFirstAdministrator(name, "sturdy-otter-41", "274913")).person_id


@dataclass
class Joined:
    """A2, which took Okafor's payment while it worked alone, and B1, which was the centre's from the beginning."""

    central: Central
    folder: Path
    a2: Counter
    b1: Synced
    brandt_here: str
    brandt_there: str

    def page(self) -> MappingPage:
        return mapping_page(self.a2.services, CASHIER)

    def row(self, subject: Subject) -> MappingRow:
        """The one row of this subject."""
        (row,) = (row for row in self.page().rows if row.subject is subject)
        return row

    def say(self, subject: Subject, choice: Choice, central: str = "") -> MappingRow:
        """A person's answer."""
        local = self.row(subject).here.id
        return decide(self.a2.services, CASHIER, DecideIdentity(subject, local, choice, central))

    def until(self, condition: Callable[[], bool]) -> None:
        """As long as the workers take."""
        pause = threading.Event()
        for _ in range(400):
            if condition():
                return
            self.a2.services.sync.exchange_now()
            pause.wait(0.05)
        raise TimeoutError

    def confirm(self) -> None:
        """All as it stands."""
        confirm(self.a2.services, CASHIER, ConfirmMapping(self.a2.services.ids.new_id()))


@pytest.fixture
def joined(central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Joined]:
    monkeypatch.setattr(reference_turns, "ASK_SECONDS", 0.0)
    a2, b1 = open_counter(tmp_path / "a2"), open_as(tmp_path / "b1", "B1", seed=1)
    here, there = administrator(a2.services, "L. Brandt"), administrator(b1, "L. Brandt")
    pay(a2)
    other = Synced.enrolled(central, b1, KINDS)
    other.exchange()
    join(a2.services, CASHIER, invitation(central))
    a2.services.sync.begin(a2.services)
    made = Joined(central, tmp_path, a2, other, here, there)
    made.until(lambda: made.page().exchanged)
    yield made
    other.link.close()
    b1.close()
    a2.services.close()


def paid_there(b1: Synced) -> None:
    """Okafor's bill, as B1 calls it."""
    postings = (
        Posting(ledger_account="receivable/water", amount_cents=-PAID_CENTS, account=THERE, charge=THERE_CHARGE),
        Posting(ledger_account="drawer/B1/cash", amount_cents=PAID_CENTS),
    )
    with b1.services.unit_of_work() as work:
        body = ConflictSettled(conflict="x", amount_cents=0, decision="x", postings=postings)
        work.append(body, Author(business_date="2026-11-20"))
        work.commit()
    b1.exchange()


def test_from_the_first_question_to_the_conflict_that_only_the_mapping_shows(joined: Joined) -> None:
    services = joined.a2.services
    assert joined.page().waiting == 1  # the account waits for the city's rows
    give(joined.central, city(), joined.folder / "set")
    joined.until(lambda: joined.page().waiting == 0)
    account = joined.row(Subject.ACCOUNT)
    assert (account.choice, account.is_open, account.there and account.there.id) == (Choice.SAME, False, THERE)
    assert [row.subject for row in joined.page().rows if row.is_open] == [Subject.PERSON]  # B1 told no name
    joined.say(Subject.PERSON, Choice.SAME, joined.brandt_there)
    before = _facts(services)
    joined.confirm()
    assert _facts(services)[: len(before)] == before
    until_all_is_sent(services)
    paid_there(joined.b1)
    joined.until(lambda: _count(services, "B1") == _count(joined.b1.services, "B1"))
    with services.read() as reading:
        own = accounts.own_postings(reading.journal, accounts.account_key(THERE))
        (conflict,) = open_conflicts(reading, services.kinds)
        entries = own_entries(reading.journal, services.kinds, THERE)
        same = same_people(reading.journal)
    assert own.paid_cents == {THERE_CHARGE: 2 * PAID_CENTS} and own.credit_cents == 0
    assert (conflict.kind, conflict.charge, conflict.amount_cents, len(conflict.facts)) == (
        *(ConflictKind.CHARGE_PAID_TWICE, THERE_CHARGE, PAID_CENTS),
        2,
    )
    assert sorted(entry.amount_cents for entry in entries) == [-PAID_CENTS, -PAID_CENTS]
    assert same == {joined.brandt_here: joined.brandt_there}
    assert [person.person_id for person in people_to_sign_in(services)] == [joined.brandt_here]
    assert check(services, thorough=True) == ()
    assert compare_with_rebuild(services.folder / JOURNAL, services.key, services.kinds) == ()


def test_the_other_counter_reads_through_the_mapping_too(joined: Joined) -> None:
    give(joined.central, city(), joined.folder / "set")
    joined.until(lambda: joined.page().waiting == 0)
    accept_proposals(joined.a2.services, CASHIER)
    joined.confirm()
    until_all_is_sent(joined.a2.services)
    joined.b1.exchange()
    with joined.b1.services.read_journal() as journal:
        own = accounts.own_postings(journal, accounts.account_key(THERE))
        elsewhere = accounts.own_postings(journal, accounts.account_key(OKAFOR))
    assert own.paid_cents == {THERE_CHARGE: PAID_CENTS} and not elsewhere.paid_cents


def test_many_rows_go_in_parts_and_what_broke_off_is_confirmed_again(
    joined: Joined, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = joined.a2.services
    monkeypatch.setattr(map_identities, "FACT_ROWS", 1)
    give(joined.central, city(), joined.folder / "set")
    joined.until(lambda: joined.page().waiting == 0)
    joined.say(Subject.PERSON, Choice.SAME, joined.brandt_there)
    first, *_ = map_identities._bodies(services, joined.page().rows)
    map_identities._record_part(services, Author(person=joined.brandt_here), first)
    rows = joined.page().rows
    assert rows, "a part alone ends no review"
    joined.confirm()
    with services.read_journal() as journal:
        mapped = journal.execute(select(func.count()).where(fact.c.kind == "IdentityMapped")).scalar_one()
        assert same_people(journal) == {joined.brandt_here: joined.brandt_there}
    assert mapped == 1 + len(map_identities._bodies(services, rows)) > 2
    assert joined.page().rows == () and check(services, thorough=True) == ()
    assert compare_with_rebuild(services.folder / JOURNAL, services.key, services.kinds) == ()


def test_what_has_an_answer_is_kept_when_the_review_breaks_off(joined: Joined) -> None:
    joined.say(Subject.PERSON, Choice.NEW)
    again = joined.row(Subject.PERSON)
    assert (again.decided, again.is_open) == (Choice.NEW, False)
    with joined.a2.services.read_journal() as journal:
        assert waiting_identities(journal) == 3
    until_all_is_sent(joined.a2.services)  # nothing waits for a person
    assert standing(joined.a2.services).status.waiting == 0


def test_accounts_that_wait_for_the_citys_rows_are_reviewed_later(joined: Joined) -> None:
    joined.say(Subject.PERSON, Choice.NEW)
    joined.confirm()
    assert joined.page().rows == () and joined.page().waiting == 1
    give(joined.central, city("Sato, Ken", "1 Far Ln"), joined.folder / "set")
    joined.until(lambda: joined.page().waiting == 0)
    row = joined.row(Subject.ACCOUNT)
    assert row.proposal.doubt is Doubt.OTHER_CUSTOMER and row.there and row.there.id == THERE
    joined.say(Subject.ACCOUNT, Choice.NEW)
    joined.confirm()
    with joined.a2.services.read_journal() as journal:
        assert accounts.own_postings(journal, accounts.account_key(OKAFOR)).paid_cents
        assert not accounts.own_postings(journal, accounts.account_key(THERE)).paid_cents
        assert waiting_identities(journal) == 0


def test_an_id_that_the_city_uses_for_another_account_is_told_apart(joined: Joined) -> None:
    """What was paid on it before joining is not the other customer's; what is paid on it from now on is."""
    rows = replace(city(), source_system="cis")
    rows.add("customers", "CX", "Sato, Ken", "person", "", "", "", "en")
    rows.add("service_locations", "LX", "1 Far Ln", "", "Cypress Springs", "32301", 1)
    rows.add("accounts", "100077339", "10-999999-9", "CX", "LX", "residential", "active", "2020-01-31", "")
    give(joined.central, rows, joined.folder / "set")
    joined.until(lambda: joined.page().waiting == 0)
    row = joined.row(Subject.ACCOUNT)
    assert row.proposal.doubt is Doubt.SAME_ID_OTHER_ACCOUNT and row.there and row.there.id == "cis/A9"
    accept_proposals(joined.a2.services, CASHIER)
    joined.confirm()
    with joined.a2.services.read_journal() as journal:
        assert accounts.own_postings(journal, accounts.account_key("cis/A9")).paid_cents == {"cis/B9/1": PAID_CENTS}
        assert not accounts.own_postings(journal, accounts.account_key(OKAFOR)).paid_cents


def test_refusals_in_their_order(joined: Joined) -> None:
    services = joined.a2.services
    nobody = replace(CASHIER, permissions=CASHIER.permissions - {Permission.SETTINGS_CHANGE})
    asked = DecideIdentity(Subject.PERSON, "nobody", Choice.SAME, "nobody there")
    assert refused(lambda: mapping_page(services, nobody)) is IdentityRefusal.NOT_PERMITTED
    assert refused(lambda: decide(services, nobody, asked)) is IdentityRefusal.NOT_PERMITTED
    assert refused(lambda: decide(services, CASHIER, asked)) is MappingRefusal.ROW_UNKNOWN
    here = replace(asked, local=joined.brandt_here)
    assert refused(lambda: decide(services, CASHIER, here)) is MappingRefusal.CENTRAL_UNKNOWN
    assert refused(joined.confirm) is MappingRefusal.ROWS_OPEN
    joined.say(Subject.PERSON, Choice.NEW)
    intent = ConfirmMapping(services.ids.new_id())
    assert confirm(services, CASHIER, intent).kinds == {"IdentityMapped"}
    assert not confirm(services, CASHIER, intent).kinds
    assert refused(joined.confirm) is MappingRefusal.NOTHING_TO_REVIEW
    assert refused(lambda: decide(services, CASHIER, here)) is MappingRefusal.ROW_UNKNOWN
    with services.plain_work() as work:
        work.connection.execute(delete(tables.sync_identity))
        work.commit()
    assert refused(lambda: decide(services, CASHIER, here)) is MappingRefusal.NOTHING_TO_REVIEW


def test_nobody_is_two_people(joined: Joined) -> None:
    """Two who sign in here cannot be one person there."""
    services = joined.a2.services
    other = services.ids.new_id()
    _add_person(services, other)
    with services.plain_work() as work:
        work.connection.execute(insert(tables.sync_identity).values(_waiting(other)))
        work.commit()
    decide(services, CASHIER, DecideIdentity(Subject.PERSON, other, Choice.SAME, joined.brandt_there))
    here = DecideIdentity(Subject.PERSON, joined.brandt_here, Choice.SAME, joined.brandt_there)
    assert refused(lambda: decide(services, CASHIER, here)) is MappingRefusal.PERSON_TAKEN


def _add_person(services: Services, person: str) -> None:
    with services.unit_of_work() as work:
        digest = work.private("person_name", "M. Reyes")
        work.append(PersonAdded(person_id=person, name_digest=digest, roles=("cashier",)))
        work.commit()


def _waiting(person: str) -> dict[str, object]:
    words = {"number": "", "customer": "", "address": "", "generation": 1, "sequence": 1}
    return {"subject": Subject.PERSON.value, "local": person, **words}


def _facts(services: Services) -> list[tuple[bytes, bytes]]:
    """Every fact of A2 as it is stored."""
    with services.read_journal() as journal:
        mine = select(fact.c.envelope, fact.c.body).where(fact.c.workstation == "A2").order_by(fact.c.sequence)
        return [(row.envelope, row.body) for row in journal.execute(mine)]


def _count(services: Services, code: str) -> int:
    with services.read_journal() as journal:
        return int(journal.scalar(select(func.count()).select_from(fact).where(fact.c.workstation == code)) or 0)
