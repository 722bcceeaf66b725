"""The review on a real counter that worked alone, at a real centre: by keys, kept at once, confirmed, gone."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.bootstrap import KINDS
from app.identity.demo_people import REYES
from app.identity.mapping_facts import Subject, mapped_identity
from app.identity.people import add_first_administrator
from app.identity.types import AddFirstAdministrator
from app.sync import reference_turns
from app.sync.enrol import join
from app.sync.mapping_types import Choice
from tests.app.sync.test_enrol import invitation
from tests.factories.central import Central
from tests.factories.lone_counter import city_of, load_own, paid_on
from tests.factories.reference_centre import give
from tests.factories.replicas import open_as
from tests.factories.settings import OpenSettings
from tests.factories.synced import Synced
from ui.sync.review_card import ReviewCard
from ui.sync.sync_section import SyncSection

SYNC = 10
ACCOUNTS = 12


@dataclass
class Review:
    """A2 has joined: six people of its own, an account that moved, one that the city does not have."""

    settings: OpenSettings
    section: SyncSection
    central: Central
    folder: Path
    there: str

    @property
    def card(self) -> ReviewCard:
        card = self.section.review
        if card is None:
            raise LookupError("nothing is reviewed")
        return card

    def until_accounts(self) -> None:
        """The centre's rows have come and are compared."""
        give(self.central, city_of("umax", ACCOUNTS, but=(7,), others=(3,)), self.folder / "set")

        def compared() -> bool:
            self.settings.office.services.sync.exchange_now()
            return bool(self.card.page and self.card.page.rows and not self.card.page.waiting)

        self.settings.until(compared)


@pytest.fixture
def review(qtbot: QtBot, central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Review]:
    monkeypatch.setattr(reference_turns, "ASK_SECONDS", 0.0)
    settings = OpenSettings(qtbot, tmp_path / "a2")
    services = settings.office.services
    load_own(services, city_of("alone", ACCOUNTS), tmp_path / "own")
    paid_on(services, "alone", range(1, ACCOUNTS + 1))
    b1 = open_as(tmp_path / "b1", "B1", seed=1)
    there = add_first_administrator(b1, AddFirstAdministrator("L. Brandt", "sturdy-otter-41", "274913")).person_id
    other = Synced.enrolled(central, b1, KINDS)
    other.exchange()
    other.link.close()
    b1.close()
    join(services, settings.office.supervisor(), invitation(central))
    services.sync.begin(services)
    section = settings.section(SYNC)
    assert isinstance(section, SyncSection)
    made = Review(settings, section, central, tmp_path, there)
    settings.until(lambda: section.review is not None and bool(made.card.page and made.card.page.rows))
    yield made
    settings.close()


def test_questions_stand_on_top_and_the_rest_is_clear(review: Review) -> None:
    review.until_accounts()
    page = review.card.page
    assert page is not None and page.questions == 8  # six people, two accounts
    assert all(row.is_open for row in page.rows[:8]) and not any(row.is_open for row in page.rows[8:])
    assert [row.words if hasattr(row, "words") else row for row in review.card.table.rows[6].cells][1] == (
        "10-000003-0 Dupont, Zoe"
    )
    assert review.section.help_name() == "joining" and review.section.stick.isVisible()


def test_an_answer_goes_to_the_next_question_and_is_kept(review: Review) -> None:
    first = review.card.table.current_key
    review.settings.keyboard.press("F8")
    review.settings.until(lambda: review.card.table.current_key != first)
    page = review.card.page
    assert page is not None and page.questions == 5
    row = next(row for row in page.rows if row.key == first)
    assert row.decided is Choice.NEW


def test_another_one_of_the_centers_is_chosen_from_a_list(review: Review) -> None:
    panel = review.card.panel
    panel.other.setChecked(True)
    review.settings.until(lambda: bool(panel.others.rows))
    panel.answer()
    review.settings.until(lambda: bool(review.card.page and review.card.page.questions == 5))
    page = review.card.page
    assert page is not None
    assert [row.there.id for row in page.rows if row.decided and row.there] == [review.there]
    panel.other.setChecked(True)
    review.settings.until(lambda: bool(panel.others.rows))
    panel.answer()
    review.settings.until(lambda: "Somebody else here" in review.card.outcome.words)
    panel.search.line.setText("nobody of this name")
    panel.search.line.textEdited.emit("nobody of this name")
    review.settings.until(lambda: not panel.others.rows)
    panel.answer()
    assert "Choose one" in panel.search.error


def test_what_somebody_is_choosing_outlives_another_comparison(review: Review) -> None:
    panel = review.card.panel
    panel.other.setChecked(True)
    review.settings.until(lambda: bool(panel.others.rows))
    review.settings.until(lambda: not review.card._busy)
    review.card.load()
    assert review.card._busy
    review.settings.until(lambda: not review.card._busy)
    assert panel.other.isChecked() and panel.others.rows


def test_all_proposals_then_confirmed_and_the_page_is_as_always(review: Review) -> None:
    review.until_accounts()
    assert "open" in review.card._why_not()
    review.settings.keyboard.press("F7")
    review.settings.until(lambda: bool(review.card.page and not review.card.page.questions))
    review.settings.keyboard.press("F9")
    review.settings.until(lambda: not review.card.isVisible())
    assert "are recorded" in review.section.warning.words and review.section.workstations.isVisible()
    with review.settings.office.services.read_journal() as journal:
        kinds = select(mapped_identity.c.subject, func.count()).group_by(mapped_identity.c.subject)
        counts = {row[0]: row[1] for row in journal.execute(kinds)}
    assert counts == {Subject.ACCOUNT: ACCOUNTS - 1, Subject.CHARGE: ACCOUNTS - 1}


def test_accounts_wait_for_the_citys_rows_and_come_back(review: Review) -> None:
    assert "12 accounts are compared once" in review.card.waits.text()
    for key in ("F7", "F9"):
        review.settings.until(lambda: not review.card._busy)
        review.settings.keyboard.press(key)
    review.settings.until(lambda: not review.card.isVisible())
    review.until_accounts()
    assert review.card.isVisible()


def test_who_may_not_sees_the_page_without_it(qtbot: QtBot, central: Central, tmp_path: Path) -> None:
    settings = OpenSettings(qtbot, tmp_path / "a2", REYES)
    join(settings.office.services, settings.office.supervisor(), invitation(central))
    section = settings.section(SYNC)
    assert isinstance(section, SyncSection)
    settings.until(lambda: section.page is not None and section.page.to_review > 0)
    assert section.review is None and section.workstations.isVisible()
    settings.close()
