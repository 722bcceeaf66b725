"""The recovery code: typed as people type, mistyped groups named, and only the right one opens the key."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.errors import Refused
from app.store.check_signs import ALPHABET
from app.store.recovery import RecoveryCode, RecoveryRefusal, kept_seal, open_key, seal_key
from app.store.recovery import keep_seal as keep
from tests.factories.outcomes import refused
from tests.fakes.clock import FakeIds

KEY = b"k" * 32
CODES = st.binary(min_size=20, max_size=20).map(RecoveryCode)


@given(CODES)
def test_a_code_is_read_as_it_is_printed(code: RecoveryCode) -> None:
    assert RecoveryCode.parse(code.text) == code
    assert RecoveryCode.parse(f"  {code.text.lower().replace('-', ' ')}\n").secret == code.secret
    assert RecoveryCode.parse(code.text.replace("0", "O").replace("1", "l")) == code
    assert [len(group) for group in code.groups] == [5] * 8


@given(CODES, st.integers(0, 39), st.sampled_from(ALPHABET))
def test_a_mistyped_sign_names_its_group(code: RecoveryCode, place: int, sign: str) -> None:
    """But for 0 and Z, which the check sign cannot tell apart; the seal does."""
    signs = list(code.text.replace("-", ""))
    assume({signs[place], sign} != {"0", "Z"} and signs[place] != sign)
    signs[place] = sign
    with pytest.raises(Refused) as refusal:
        RecoveryCode.parse("".join(signs))
    assert refusal.value.code is RecoveryRefusal.CODE_MISTYPED
    assert refusal.value.values == {"group": place // 5 + 1}


@given(CODES, st.integers(0, 6))
def test_swapped_groups_are_noticed(code: RecoveryCode, place: int) -> None:
    groups = list(code.groups)
    assume(groups[place][:4] != groups[place + 1][:4])
    groups[place], groups[place + 1] = groups[place + 1], groups[place]
    with pytest.raises(Refused):
        RecoveryCode.parse("-".join(groups))


@pytest.mark.parametrize("typed", ["", "ABCD", "A" * 39, "A" * 41, "A" * 100_000, "\0" * 40, "é" * 39])
def test_a_code_of_another_length_is_refused(typed: str) -> None:
    assert refused(lambda: RecoveryCode.parse(typed)) is RecoveryRefusal.CODE_LENGTH


def test_a_sign_that_is_in_no_code_is_mistyped() -> None:
    assert refused(lambda: RecoveryCode.parse("U" * 40)) is RecoveryRefusal.CODE_MISTYPED
    assert refused(lambda: RecoveryCode.parse("é" * 40)) is RecoveryRefusal.CODE_MISTYPED


def test_only_the_right_code_opens_the_key() -> None:
    ids = FakeIds()
    code, other = RecoveryCode.new(ids), RecoveryCode.new(ids)
    sealed = seal_key(KEY, code, ids)
    assert open_key(sealed, code) == KEY
    assert refused(lambda: open_key(sealed, other)) is RecoveryRefusal.WRONG_CODE
    assert KEY not in sealed.sealed_key
    assert code.secret not in sealed.sealed_key


def test_a_code_does_not_show_itself() -> None:
    code = RecoveryCode.new(FakeIds())
    assert code.groups[0] not in repr(code)


def test_a_new_seal_takes_the_place_of_the_old(tmp_path_factory: pytest.TempPathFactory) -> None:
    from tests.factories.journal import open_journal

    services = open_journal(tmp_path_factory.mktemp("data"))
    with services.plain_work() as work:
        assert kept_seal(work.connection) is None
        for _ in range(2):
            sealed = seal_key(KEY, RecoveryCode.new(services.ids), services.ids)
            keep(work.connection, sealed, 1)
        assert kept_seal(work.connection) == sealed
    services.close()
