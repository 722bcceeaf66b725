"""Every kind of fact and every name in a body has words in both languages; values are as people read them."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from app.bootstrap import KINDS
from app.journal.verify_nearby import ChainCheck
from printing.reports.fact_names import field_names
from printing.reports.fact_words import check_words, kind_words, newest_words, value_words, way_words

ZONE = "America/New_York"


def names_in(kind: Any, seen: set[type]) -> Iterator[str]:
    """Every field name of a body, and of what is in it."""
    if isinstance(kind, msgspec.inspect.StructType):
        if kind.cls in seen:
            return
        seen.add(kind.cls)
        for field in kind.fields:
            yield field.encode_name
            yield from names_in(field.type, seen)
    for attribute in ("item_type", "value_type"):
        if hasattr(kind, attribute):
            yield from names_in(getattr(kind, attribute), seen)
    for attribute in ("item_types", "types"):
        for each in getattr(kind, attribute, ()):
            yield from names_in(each, seen)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_kind_and_every_name_is_worded(language: str) -> None:
    for name in KINDS.names:
        assert kind_words(name, language) != name
    seen: set[type] = set()
    for name in KINDS.names:
        for field in names_in(msgspec.inspect.type_info(KINDS.body_of(name)), seen):
            assert field in field_names(language)


def test_ways_are_counted_and_what_is_unknown_is_shown_as_it_is() -> None:
    assert way_words("lines.2.amount_cents", "en") == "Line 2 · Amount"
    assert way_words("lines.2.paid.1.due_on", "en") == "Line 2 · Paid 1 · Due"
    assert way_words("meter_reading_cents", "en") == "Meter reading"
    assert way_words("1", "en") == "1"
    assert kind_words("ComesTomorrow", "es") == "ComesTomorrow"


def test_values() -> None:
    assert value_words("lines.1.amount_cents", 1250, "en", ZONE) == "12.50"
    assert value_words("number", 7, "en", ZONE) == "7"
    assert value_words("active", True, "en", ZONE) == "yes" and value_words("active", False, "es", ZONE) == "no"
    assert value_words("written_at_us", 1_795_186_800_000_000, "en", ZONE) == "2026-11-20 10:00:00"
    assert value_words("due_on", "2026-11-23", "en", ZONE) == "23 Nov 2026"
    assert value_words("due_on", "soon", "en", ZONE) == "soon" and value_words("due_on", "", "en", ZONE) == ""
    assert value_words("tenders.1.kind", "cash", "en", ZONE) == "Cash"
    assert value_words("kind", "suspense", "en", ZONE) == "suspense"
    assert value_words("policies.1", "void/1", "en", ZONE) == "void/1" and value_words("note", None, "en", ZONE) == ""


def test_every_check_of_the_chain_says_what_it_found() -> None:
    for language in ("en", "es"):
        said = {check_words(check.value, language, holds=holds) for check in ChainCheck for holds in (True, False)}
        assert len(said | {newest_words(language)}) == 2 * len(ChainCheck) + 1
