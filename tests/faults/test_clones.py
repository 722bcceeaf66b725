"""Two live clones of a data folder: what can be known without a centre is said, and no receipt is another's twin.

Two machines that never speak to each other cannot know of each other. What they share can tell: the computer's
keystore, the folder's lock, the stick of the second copy. Only the centre sees the
rest (sync), so both clones take payments.
"""

import shutil
from pathlib import Path

import pytest

from app.bootstrap import Edges, check, open_services
from app.errors import Unavailable
from app.safekeeping.recovery_sheet import issue_recovery_code
from app.safekeeping.second_copy import choose_second_copy, second_copy_status
from app.store.database import StoreFailure
from app.store.second_copy import CopyFailure
from app.workplace import Services
from tests.factories.counter import Counter, open_counter
from tests.factories.payments import pay
from tests.factories.workstation import fake_edges
from tests.fakes.clock import FakeClock, FakeIds
from tests.fakes.keys import FakeKeyStore


def cloned(tmp_path: Path) -> tuple[Counter, Path, Edges, Edges]:
    """A counter with a second copy on a stick, and its folder once more; the key of both is in one keystore."""
    edges = fake_edges()
    counter = open_counter(tmp_path / "data", edges=edges)
    (tmp_path / "stick").mkdir()
    issue_recovery_code(counter.services, counter.session)
    choose_second_copy(counter.services, counter.session, tmp_path / "stick")
    pay(counter)
    counter.services.second_copy.work()
    counter.services.close()
    shutil.copytree(tmp_path / "data", tmp_path / "clone")
    other = Edges(FakeClock(), FakeIds(7), edges.policies, edges.keys)
    return counter, tmp_path / "clone", edges, other


def said_of_the_copy(services: Services) -> CopyFailure | None:
    services.second_copy.work()
    return second_copy_status(services).failure


def test_the_stick_of_both_tells_the_second_one(tmp_path: Path) -> None:
    counter, clone, edges, other = cloned(tmp_path)
    first, second = open_services(tmp_path / "data", edges), open_services(clone, other)
    numbers = []
    for services in (first, second):
        counter.services = services
        numbers.append(pay(counter).receipt)
    assert said_of_the_copy(first) is None
    assert said_of_the_copy(second) is CopyFailure.OTHER_HISTORY
    assert second_copy_status(second).one_copy_only
    counter.services = second
    pay(counter)
    assert said_of_the_copy(second) is CopyFailure.OTHER_HISTORY
    assert numbers[0].number == numbers[1].number and numbers[0].full_number != numbers[1].full_number
    for services in (first, second):
        assert check(services, thorough=True) == ()
        services.close()


def test_a_folder_carried_to_another_computer_has_no_key_there(tmp_path: Path) -> None:
    _, clone, _, other = cloned(tmp_path)
    with pytest.raises(Unavailable) as failure:
        open_services(clone, Edges(other.clock, other.ids, other.policies, FakeKeyStore()))
    assert failure.value.code is StoreFailure.KEY_MISSING


def test_one_folder_is_open_once(tmp_path: Path) -> None:
    _, clone, edges, other = cloned(tmp_path)
    first = open_services(clone, edges)
    with pytest.raises(Unavailable) as failure:
        open_services(clone, other)
    assert failure.value.code is StoreFailure.ALREADY_OPEN
    first.close()
