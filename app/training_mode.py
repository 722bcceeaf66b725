"""Training mode: how every part of the program knows that nothing here is real.

The workstation of a training folder is called TRAIN. Its code stands in the envelope of each of its facts and in each
of its receipt numbers, so no flag can be lost: whoever opens that journal, by whatever command, is in training.

Confusable words: `is_training` asks about a workstation, and rules use it; `in_training` asks about this process, which
has one workstation, and papers and the window use it, as they use the language.
"""

from enum import StrEnum

from app.errors import Refused

CODE = "TRAIN"
"""The training workstation, and how every receipt number of its begins."""


class TrainingRefusal(StrEnum):
    """What training mode does not do, in the order in which it is tested."""

    NO_EXPORT = "no_export"
    NO_SECOND_COPY = "no_second_copy"
    ONLY_IN_TRAINING = "only_in_training"


_training = False


def is_training(workstation: str) -> bool:
    """Is this the code of a training workstation?"""
    return workstation.startswith(CODE)


def refuse_in_training(workstation: str, refusal: TrainingRefusal) -> None:
    """Raises Refused where the workstation is one for training."""
    if is_training(workstation):
        raise Refused(refusal)


def enter(workstation: str) -> None:
    """This process now works for a workstation: its papers and its window say whether that is one for training."""
    global _training
    _training = is_training(workstation)


def in_training() -> bool:
    """Does this process work for a training workstation?"""
    return _training
