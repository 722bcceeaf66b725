"""The order of the questions, and the answers that stand above them."""

import pytest
from pytestqt.qtbot import QtBot

from ui.identity.first_run_draft import FirstRunDraft
from ui.identity.first_run_sequence import keys_of, marks_until, plain_step


def test_a_workstation_that_comes_back_is_asked_for_its_copy_and_code() -> None:
    new, restored = keys_of(FirstRunDraft()), keys_of(FirstRunDraft(restoring=True))
    assert new[:2] == restored[:2] == ("language", "beginning")
    assert {"copy", "code", "who"} <= set(restored) and not {"copy", "code", "who"} & set(new)
    assert new[-1] == restored[-1] == "data"


@pytest.mark.parametrize("key", ["language", "city", "copy", "name"])
def test_some_questions_need_nothing_but_the_draft(qtbot: QtBot, key: str) -> None:
    step = plain_step(key, FirstRunDraft())
    assert step is not None
    qtbot.addWidget(step)


def test_others_need_more() -> None:
    assert plain_step("printer", FirstRunDraft()) is None


def test_answers_stand_up_to_the_question_that_is_asked() -> None:
    draft = FirstRunDraft(language="en", office_name="City Hall", counter="Counter 2", code="A2")
    marks, at = marks_until("Counter", draft, None, "")
    assert [(mark.name, mark.answer) for mark in marks[:at]] == [
        ("Language", "English"),
        ("Beginning", "A new workstation"),
        ("Office", "City Hall"),
    ]
    assert {mark.answer for mark in marks[at:]} == {""}
