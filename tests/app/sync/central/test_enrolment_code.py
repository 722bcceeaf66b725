"""The code that somebody reads out: what it opens is in it, and a slip of the tongue is named."""

import pytest

from app.errors import Refused
from app.sync.central.enrolment_code import EnrolmentCode, EnrolmentCodeRefusal
from tests.factories.outcomes import refused
from tests.fakes.clock import FakeIds


def test_it_is_read_as_it_is_written() -> None:
    code = EnrolmentCode.new(FakeIds())
    typed = EnrolmentCode.parse(code.text.lower().replace("-", " "))
    assert (typed.login, typed.password) == (code.login, code.password)
    assert [len(group) for group in code.text.split("-")] == [5] * 6
    assert code.password not in repr(code)


def test_too_few_signs() -> None:
    assert refused(lambda: EnrolmentCode.parse("ABCDE")) is EnrolmentCodeRefusal.CODE_LENGTH


def test_a_mistyped_group() -> None:
    groups = EnrolmentCode.new(FakeIds()).text.split("-")
    groups[2], groups[3] = groups[3], groups[2]
    with pytest.raises(Refused) as refusal:
        EnrolmentCode.parse("-".join(groups))
    assert refusal.value.code is EnrolmentCodeRefusal.CODE_MISTYPED
    assert refusal.value.values == {"group": 3}
