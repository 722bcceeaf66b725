"""What an id means: itself where nothing was mapped, else what the newest decision says, for its own facts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.identity.mapped import as_known_to, central_id, every_id_of, names_of, same_people
from app.identity.mapping_facts import IdentityMapped, MappedIdentity, Subject
from app.journal.fact import Posting
from app.journal.tables import posting
from app.sync.conflict_facts import ConflictSettled
from app.workplace import Services
from tests.factories.workstation import open_workstation


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_workstation(tmp_path)
    yield opened
    opened.close()


def mapped(services: Services, *identities: MappedIdentity) -> None:
    with services.unit_of_work() as work:
        work.append(IdentityMapped(identities=identities))
        work.commit()


def paid(services: Services, account: str) -> None:
    lines = (
        Posting(ledger_account="receivable/water", amount_cents=-1, account=account),
        Posting(ledger_account="drawer/A2/cash", amount_cents=1),
    )
    with services.unit_of_work() as work:
        work.append(ConflictSettled(conflict="x", amount_cents=0, decision="x", postings=lines))
        work.commit()


def meant(services: Services, *, placed: bool = True) -> list[str]:
    """What the accounts of all postings mean, oldest first."""
    place = (posting.c.generation, posting.c.sequence) if placed else None
    account = central_id(Subject.ACCOUNT, posting.c.workstation, posting.c.account, place)
    with services.read_journal() as journal:
        on_accounts = select(account).where(posting.c.account.is_not(None)).order_by(posting.c.sequence)
        return list(journal.scalars(on_accounts))


def test_nothing_is_mapped(services: Services) -> None:
    paid(services, "cis/1")
    with services.read_journal() as journal:
        assert names_of(journal, Subject.ACCOUNT, "cis/1") == ("cis/1",)
        assert same_people(journal) == {} and as_known_to(journal, "p1", "p2") == "p1"
    assert meant(services) == ["cis/1"]


def test_the_newest_decision_counts(services: Services) -> None:
    paid(services, "own/7")
    for central in ("cis/1", "cis/2"):
        mapped(services, MappedIdentity(subject=Subject.ACCOUNT, local="own/7", central=central))
    assert meant(services) == meant(services, placed=False) == ["cis/2"]
    with services.read_journal() as journal:
        assert names_of(journal, Subject.ACCOUNT, "cis/2") == ("cis/2", "own/7")
        assert names_of(journal, Subject.PERSON, "cis/2") == ("cis/2",)


def test_an_id_of_two_meanings_is_told_apart_by_its_fact(services: Services) -> None:
    for _ in range(2):
        paid(services, "cis/1")  # facts 2 and 3
    until = MappedIdentity(
        subject=Subject.ACCOUNT, local="cis/1", central="cis/9", until_generation=1, until_sequence=2
    )
    mapped(services, until)
    assert meant(services) == ["cis/9", "cis/1"]
    with services.read_journal() as journal:
        assert len(names_of(journal, Subject.ACCOUNT, "cis/1")) > 1


def test_a_person_of_two_ids_is_one(services: Services) -> None:
    mapped(services, MappedIdentity(subject=Subject.PERSON, local="own", central="city"))
    with services.read_journal() as journal:
        assert every_id_of(journal, ["city"]) == every_id_of(journal, ["own"]) == {"own", "city"}
        assert as_known_to(journal, "own", "city") == "city" and as_known_to(journal, "city", "own") == "own"
        assert as_known_to(journal, "own", "third") == "own"
