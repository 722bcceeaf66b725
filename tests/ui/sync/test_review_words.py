"""The words of the review: both sides, the answer, why it is a question."""

import pytest

from app.identity.mapping_facts import Subject
from app.sync.compare_identities import MappingPage
from app.sync.mapping_types import Choice, Doubt, MappingRow, Proposal, Side
from ui.sync.review_words import (
    answer_words,
    doubt_words,
    line_words,
    side_figures,
    state_words,
    table_row,
    title_words,
)

HERE = Side("alone/1", "10-1", ("Alvarez, Maria", "1207 Pine St"))
THERE = Side("cis/1", "10-1", ("Okafor, Ben", "8 Elm Ct"))


def row(doubt: Doubt | None = None, subject: Subject = Subject.ACCOUNT, decided: Choice | None = None) -> MappingRow:
    return MappingRow(subject, HERE, Proposal(Choice.SAME, THERE, doubt), decided, THERE)


@pytest.mark.parametrize("doubt", [*Doubt, None])
@pytest.mark.parametrize("subject", [Subject.PERSON, Subject.ACCOUNT])
def test_every_doubt_has_a_sentence(doubt: Doubt | None, subject: Subject) -> None:
    assert doubt_words(row(doubt, subject)).endswith((".", "?"))


def test_answers() -> None:
    open_row = row(Doubt.OTHER_CUSTOMER)
    assert [answer_words(each) for each in (open_row, row(), row(decided=Choice.NEW))] == [
        *("Question", "The same", "New there")
    ]
    assert table_row(open_row).cells[1] == "10-1 Okafor, Ben" and table_row(row(decided=Choice.NEW)).cells[1] == "–"


def test_sides() -> None:
    person = Side("p1", "", ("Cashier", "B1"))
    assert (title_words(person), line_words(Subject.PERSON, person)) == ("Name unknown", "Cashier, at B1")
    assert line_words(Subject.OFFICE, Side("hub", "Transit hub", ("1 Hub Sq",))) == "hub, 1 Hub Sq"
    assert [figure.value for figure in side_figures(row())] == ["10-1", "Alvarez, Maria", "1207 Pine St"]


def test_how_much_is_left() -> None:
    said = [state_words(MappingPage(rows, 0, exchanged)) for rows, exchanged in _pages()]
    assert [words.split(" ")[0] for words in said] == ["The", "1", "All", "Everything"]


def _pages() -> list[tuple[tuple[MappingRow, ...], bool]]:
    return [((), False), ((row(Doubt.SEVERAL), row()), True), ((row(),), True), ((), True)]
