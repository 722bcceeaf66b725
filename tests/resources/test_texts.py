"""What is read comes from the language's catalogue, its places filled; paper and screen have a language each."""

from collections.abc import Iterator

import pytest

from resources.texts import LANGUAGES, current_language, locale_of, text, text_in, use_language


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use_language("en")


def test_screen_in_english_at_first() -> None:
    assert (current_language(), text("Take payment")) == ("en", "Take payment")


def test_screen_in_spanish() -> None:
    use_language("es")
    assert (current_language(), text("Take payment")) == ("es", "Cobrar")


def test_paper_has_its_own_language() -> None:
    use_language("es")
    assert (text_in("en", "Cash"), text_in("es", "Cash")) == ("Cash", "Efectivo")


def test_places_are_filled_in_either_language() -> None:
    assert text_in("en", "Receipt {number}", number="A2-000318") == "Receipt A2-000318"
    assert text_in("es", "Receipt {number}", number="A2-000318") == "Recibo A2-000318"


def test_a_message_without_values_keeps_its_places() -> None:
    assert text("Receipt {number}") == "Receipt {number}"


def test_nothing_is_said_for_nothing() -> None:
    """gettext would give the catalogue's own header."""
    assert text_in("es", "") == ""


def test_a_language_that_is_not_shipped_is_refused() -> None:
    with pytest.raises(ValueError, match="no texts in 'fr'"):
        use_language("fr")
    assert current_language() == "en"


def test_every_language_has_a_locale() -> None:
    assert [locale_of(language) for language in LANGUAGES] == ["en_US", "es_US"]
