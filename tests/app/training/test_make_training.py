"""The training workstation has folder, key, database and numbers of its own, and nothing of it leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import check, open_services
from app.config import LANGUAGE
from app.demo import demo_session
from app.errors import Unavailable
from app.exports import export_batch
from app.identity.demo_people import BRANDT
from app.identity.permissions import Session
from app.journal.invariants import Finding
from app.payments import receipt_numbers, take_payment
from app.payments.tenders import Tender
from app.payments.types import MiscellaneousReceipt, TakePayment
from app.print_jobs.queries import jobs_of_fact
from app.safekeeping.second_copy import choose_second_copy
from app.store.settings import read_setting
from app.training.make_training import start_over, training_folder
from app.training_mode import TrainingRefusal, in_training
from app.workplace import Services
from tests.factories.journal import tamper
from tests.factories.outcomes import refused
from tests.factories.program import edges_of, open_copy, session_of
from tests.factories.training import training
from tests.fakes.clock import FakeClock


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with training(training_folder(tmp_path)) as opened:
        yield opened


def pay(services: Services, session: Session) -> str:
    tender = Tender(kind="cash", amount_cents=500)
    line = MiscellaneousReceipt("369-9000", 500)
    intent = services.ids.new_id()
    take_payment.record(services, session, TakePayment(intent, (line,), (tender,)))
    return intent


def test_it_stands_apart_from_the_real_workstation(tmp_path: Path) -> None:
    real = open_copy(tmp_path / "data")
    with training(training_folder(real.folder), "es") as services:
        assert services.folder == real.folder / "training" and services.key != real.key
        assert services.device.signer.public_bytes != real.device.signer.public_bytes
        assert in_training() and check(services, thorough=True) == ()
        with services.read_journal() as connection:
            assert read_setting(connection, LANGUAGE) == "es"
        pay(services, demo_session(services))
        assert check(real, thorough=True) == ()
    real.close()
    open_services(real.folder, edges_of(real.folder)).close()
    assert not in_training()


def test_a_start_that_was_interrupted_leaves_nothing_half_made(tmp_path: Path) -> None:
    (tmp_path / "training.new").mkdir()
    (tmp_path / "training.new" / "journal.db").write_bytes(b"half")
    with training(training_folder(tmp_path)) as services:
        receipt = pay(services, demo_session(services))
    assert [path.name for path in tmp_path.iterdir()] == ["training"]
    with training(training_folder(tmp_path)) as again, again.read_journal() as connection:
        assert jobs_of_fact(connection, receipt)


def test_numbers_begin_with_train_and_no_drawer_opens(services: Services) -> None:
    receipt = pay(services, demo_session(services))
    with services.read_journal() as connection:
        kinds = {job.kind.value for job in jobs_of_fact(connection, receipt)}
        number = receipt_numbers.highest(connection, services.device)
    assert kinds and "kick" not in kinds
    assert receipt_numbers.spoken(services.device.code, services.device.generation, number) == "TRAIN-000001"
    assert receipt_numbers.parse("TRAIN-000001") == ("TRAIN", 1, 1)


def test_nothing_leaves(services: Services, tmp_path: Path) -> None:
    pay(services, demo_session(services))
    supervisor = session_of(services, BRANDT)
    out = tmp_path / "out"
    assert refused(lambda: export_batch.export(services, out)) is TrainingRefusal.NO_EXPORT
    assert refused(lambda: export_batch.repeat(services, 1, out)) is TrainingRefusal.NO_EXPORT
    assert refused(lambda: choose_second_copy(services, supervisor, tmp_path)) is TrainingRefusal.NO_SECOND_COPY
    assert not out.exists()


def test_a_training_chain_beside_a_real_one_is_found(tmp_path: Path) -> None:
    services = open_copy(tmp_path)
    tamper(
        services,
        "INSERT INTO chain_device (workstation, generation, public_key, started_at_us) "
        f"VALUES ('TRAIN', 1, zeroblob(32), {FakeClock().now_us()})",
    )
    assert Finding("training_stands_apart", {"workstation": "TRAIN"}) in check(services, thorough=False)
    services.close()


def test_starting_over_makes_another_one(tmp_path: Path) -> None:
    folder = training_folder(tmp_path)
    start_over(folder)
    with training(folder) as services:
        number = pay(services, demo_session(services))
        with pytest.raises(Unavailable, match="ALREADY_OPEN"):
            start_over(folder)
    start_over(folder)
    assert not folder.exists() and list(tmp_path.iterdir()) == []
    with training(folder) as services:
        assert pay(services, demo_session(services)) == number
