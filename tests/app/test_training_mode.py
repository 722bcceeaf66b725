"""Who is in training is said by the workstation's code, never by a flag."""

import pytest

from app import training_mode
from app.training_mode import TrainingRefusal, in_training, is_training, refuse_in_training
from tests.factories.outcomes import refused


@pytest.mark.parametrize(("code", "training"), [("TRAIN", True), ("TRAIN2", True), ("A2", False), ("WTRAIN", False)])
def test_the_code_says_it(code: str, training: bool) -> None:
    assert is_training(code) is training
    training_mode.enter(code)
    assert in_training() is training
    training_mode.enter("A2")
    assert not in_training()


def test_a_refusal_is_for_training_only() -> None:
    refuse_in_training("A2", TrainingRefusal.NO_EXPORT)
    assert refused(lambda: refuse_in_training("TRAIN", TrainingRefusal.NO_EXPORT)) is TrainingRefusal.NO_EXPORT
