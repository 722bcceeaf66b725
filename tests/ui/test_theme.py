"""Tokens, contrast, zoom, icons, and that living widgets follow a change of theme."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette, QTextLayout
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import THEME_NAMES, Theme, Themed, theme, token_values
from ui.widgets.label import Label
from ui.widgets.layout import column, gap, hold, row

ICONS = sorted(path.stem for path in (Path(__file__).parents[2] / "resources" / "icons").glob("*.svg"))
GROUNDS = ("page", "surface", "sunken")
TEXT_PAIRS = [
    *itertools.product(("ink", "muted", "accent"), ("page", "surface")),
    ("ink", "sunken"),
    ("muted", "sunken"),
    ("accent", "accent-soft"),
    ("ink", "accent-soft"),
    ("muted", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("good-text", "good-soft"),
    ("good-text", "surface"),
    ("ink", "good-soft"),
    ("warn", "warn-soft"),
    ("warn", "surface"),
    ("ink", "warn-soft"),
    ("bad", "bad-soft"),
    ("bad", "surface"),
    ("ink", "bad-soft"),
    ("paper-ink", "paper"),
]
SHAPE_PAIRS = [
    *itertools.product(("field-line", "focus", "good", "warn", "bad"), ("page", "surface")),
    ("bar", "surface"),
]


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """The theme, put back afterwards."""
    yield theme()
    theme().apply("light", 100)


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    value = QColor(color)
    return 0.2126 * linear(value.redF()) + 0.7152 * linear(value.greenF()) + 0.0722 * linear(value.blueF())


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(name: str, ink: str, ground: str) -> None:
    values = token_values(name)
    assert contrast(values[ink], values[ground]) >= 4.5


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_borders_and_signs_can_be_seen(name: str, shape: str, ground: str) -> None:
    values = token_values(name)
    assert contrast(values[shape], values[ground]) >= 3.0


def test_the_three_value_sets_name_the_same_tokens() -> None:
    assert {frozenset(token_values(name)) for name in THEME_NAMES} == {frozenset(token_values("light"))}


@pytest.mark.parametrize("name", THEME_NAMES)
def test_palette_takes_the_tokens(look: Theme, name: str) -> None:
    look.apply(name)
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Window) == look.color("page")
    assert palette.color(QPalette.ColorRole.Text) == look.color("ink")
    assert palette.color(QPalette.ColorRole.Highlight) == look.color("accent")


def test_an_unknown_theme_is_refused_and_nothing_changes(look: Theme) -> None:
    with pytest.raises(ValueError, match="sepia"):
        look.apply("sepia")
    assert look.name == "light"


@pytest.mark.parametrize(("asked", "given"), [(10, 80), (100, 100), (133, 133), (500, 200)])
def test_zoom_stays_between_80_and_200(look: Theme, asked: int, given: int) -> None:
    look.apply(zoom_percent=asked)
    assert look.zoom_percent == given


def test_zoom_steps_stop_at_the_ends(look: Theme) -> None:
    for _ in range(20):
        look.zoom_in()
    assert look.zoom_percent == 200
    for _ in range(20):
        look.zoom_out()
    assert look.zoom_percent == 80


@pytest.mark.parametrize(
    ("length", "zoom", "pixels"), [(13, 100, 13), (13, 200, 26), (1, 80, 1), (0, 200, 0), (36, 125, 45)]
)
def test_lengths_follow_the_zoom(look: Theme, length: int, zoom: int, pixels: int) -> None:
    look.apply(zoom_percent=zoom)
    assert look.px(length) == pixels


def test_digits_are_tabular_in_the_bundled_font(look: Theme) -> None:
    font = look.font(13, 500)
    assert QFontInfo(font).family() == "Inter"
    assert font.isFeatureSet(QFont.Tag("tnum"))


def test_paper_font_has_one_width(look: Theme) -> None:
    assert QFontInfo(look.paper_font()).fixedPitch()


@pytest.mark.parametrize("name", ["Zoë", "Łukasz", "Алексей", "Ευγενία", "אבג", "张伟", "김민수", "さくら"])
def test_a_name_on_paper_is_drawn_whatever_its_script(look: Theme, name: str) -> None:
    layout = QTextLayout(name, look.paper_font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    assert len(glyphs) == len(name) and 0 not in glyphs


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_something_in_the_tokens_color(look: Theme, name: str) -> None:
    image = look.pixmap(name, "bad", 40).toImage()
    pixels = [image.pixelColor(x, y) for x in range(40) for y in range(40)]
    colors = {pixel.name() for pixel in pixels if pixel.alpha() > 250}
    assert look.color("bad").name() in colors


def test_an_unknown_icon_is_a_bug(look: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        look.pixmap("no-such-icon")


def test_living_widgets_follow(look: Theme, qtbot: QtBot) -> None:
    class Counting(QWidget, Themed):
        calls = 0

        def apply_theme(self) -> None:
            self.calls += 1

    widget, label, page = Counting(), Label("Total due"), QWidget()
    hold(label, min_height=20)
    inner = row(label, widget, margins=(4, 8, 12, 16), spacing=6)
    outer = column(gap(10), inner, parent=page, margins=16, spacing=12)
    qtbot.addWidget(page)
    look.apply("dark", 200)
    assert widget.calls == 1
    assert label.palette().color(QPalette.ColorRole.WindowText) == look.color("ink")
    assert label.font().pixelSize() == 26
    assert label.minimumHeight() == 40
    assert (outer.spacing(), outer.contentsMargins().left()) == (24, 32)
    assert (inner.spacing(), inner.contentsMargins().bottom()) == (12, 32)


def test_change_is_told(look: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(look.changed):
        look.apply("high_contrast")
    assert look.high_contrast
    assert look.focus_width == 3
