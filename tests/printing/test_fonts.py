"""The bundled fonts are there, and each script finds the font that has it."""

import pytest

from printing import fonts


@pytest.mark.parametrize(
    ("character", "bold", "font"),
    [
        ("A", False, fonts.MONO),
        ("A", True, fonts.MONO_BOLD),
        ("Ł", False, fonts.MONO),
        ("ﻌ", False, fonts.MONO),
        ("א", True, fonts.SANS),
        ("\N{GRINNING FACE}", False, fonts.SANS),
        ("李", True, fonts.EAST_ASIAN),
        ("한", False, fonts.EAST_ASIAN),
        ("\N{HOUSE BUILDING}", False, None),
    ],
)
def test_first_font_with_the_character(character: str, bold: bool, font: str | None) -> None:
    assert fonts.font_for(character, bold) == font


@pytest.mark.parametrize("name", [fonts.MONO, fonts.MONO_BOLD, fonts.SANS, fonts.EAST_ASIAN])
def test_font_files_are_bundled(name: str) -> None:
    assert fonts.path(name).is_file()


def test_warm_up_reads_all() -> None:
    fonts.warm_up()
    assert fonts.has_glyph("x")
