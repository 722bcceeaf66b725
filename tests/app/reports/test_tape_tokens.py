"""Numbers by steps: a range's tokens are those of the numbers in it, few, and any text is one quoted token."""

from hypothesis import given
from hypothesis import strategies as st

from app.reports import tape_tokens as tokens

CENTS = st.integers(0, 2**40 - 1)
EDGE = st.integers(-40, 40)


@given(lowest=CENTS, highest=CENTS, cents=CENTS)
def test_a_range_has_a_token_of_each_number_in_it_and_of_no_other(lowest: int, highest: int, cents: int) -> None:
    within = bool(set(tokens.amount_range(lowest, highest)) & set(tokens.amount(cents)))
    assert within == (lowest <= cents <= highest)


@given(lowest=CENTS, wide=st.integers(0, 5000), beside=EDGE)
def test_at_the_edges_of_a_range_too(lowest: int, wide: int, beside: int) -> None:
    highest = lowest + wide
    for cents in (lowest + beside, highest + beside):
        if 0 <= cents < 2**40:
            within = bool(set(tokens.amount_range(lowest, highest)) & set(tokens.amount(cents)))
            assert within == (lowest <= cents <= highest)


@given(lowest=CENTS, highest=st.none() | CENTS)
def test_a_range_is_few_tokens(lowest: int, highest: int | None) -> None:
    assert len(list(tokens.amount_range(lowest, highest))) <= 2 * 31 * 8
    assert len(set(tokens.amount_range(lowest, highest))) == len(list(tokens.amount_range(lowest, highest)))


def test_open_ranges_and_amounts_beyond_all_sense_are_held_at_the_edges() -> None:
    assert set(tokens.amount_range(None, 0)) & set(tokens.amount(0))
    assert set(tokens.amount_range(100, None)) & set(tokens.amount(10**15))
    assert set(tokens.amount_range(None, None)) & set(tokens.amount(-500))
    assert not set(tokens.amount_range(501, None)) & set(tokens.amount(-500))


@given(at_us=st.integers(0, 2**30 * 60_000_000 - 1), before=st.integers(0, 10**12), after=st.integers(0, 10**12))
def test_times_are_found_to_the_minute(at_us: int, before: int, after: int) -> None:
    assert set(tokens.time_range(at_us - before, at_us + after)) & set(tokens.time(at_us))
    assert not set(tokens.time_range(None, at_us - 60_000_000)) & set(tokens.time(at_us)) or at_us < 60_000_000
    assert (
        not set(tokens.time_range(at_us + 60_000_000, None)) & set(tokens.time(at_us))
        or at_us // 60_000_000 >= 2**30 - 1
    )


def test_questions_are_quoted_and_beginnings_cut_to_what_the_index_has() -> None:
    assert tokens.question([]) == ""
    assert tokens.question([["a", 'say"so'], ["b"]]) == '("a" OR "say""so") AND ("b")'
    assert tokens.question([["drawer*"]]) == '("drawer" *)'
    assert tokens.question([["drawe*"]]) == '("draw" *)'
    assert tokens.question([["ab*"]]) == '("ab" *)'
    assert tokens.question([["*"]]) == '("" *)'
    assert tokens.question([[str(n)] for n in range(40)]).count(" AND ") == 23


def test_no_word_can_be_taken_for_another_kind_of_token() -> None:
    assert tokens.word(tokens.kind("PaymentTaken")) == "kPaymentTaken"
    assert tokens.private("zelda") != tokens.word("zelda")
    assert tokens.person("Person-Reyes") == tokens.person("person-reyes")
    assert len(tokens.word("x" * 10_000)) == 200
