"""How every window looks: one theme per program, three value sets (light, dark, high contrast), zoom 80–200 %.

Source of the numbers: `resources/styles/tokens.toml` and `controls.qss`. Widgets ask `theme()` for colours by token
name, for fonts by size and weight, for icons by name, and give every length as pixels at 100 % through `px()`.
When the theme or the zoom changes, `apply_theme()` of every living `Themed` widget is called and the layouts that
`ui.widgets.layout` made are scaled (`ui.widgets.restyling` says in which order): by `Theme.apply` before it returns, by
`Theme.change` in slices, which is how a window at work changes.

Confusable words: a *token* is the name of a colour ("accent-soft"); parameters called `color` take a token. A *theme
name* is "light", "dark" or "high_contrast".
"""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLayout, QToolTip, QWidget

from ui.widgets.restyling import Restyling
from ui.widgets.scaling import rescale

THEME_NAMES = ("light", "dark", "high_contrast")
ZOOM_PERCENTS = (80, 90, 100, 110, 125, 150, 175, 200)
_RESOURCES = Path(__file__).parent.parent / "resources"
_FONT_FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
_PAPER_FONT_FILES = ("DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf", "DejaVuSans.ttf", "DroidSansFallback.ttf")
_PX = re.compile(r"(?<![\w#])(\d+(?:\.\d+)?)px")


@cache
def _tokens() -> dict[str, dict[str, str]]:
    with (_RESOURCES / "styles" / "tokens.toml").open("rb") as file:
        return tomllib.load(file)


def token_values(name: str) -> dict[str, str]:
    """Token → "#RRGGBB" of the theme called `name`. Raises KeyError for a theme that there is not."""
    return _tokens()[name]


class Themed:
    """Mix-in of widgets that paint with the theme: `apply_theme` follows every change of theme or zoom."""

    def apply_theme(self) -> None:
        """A control that keeps no fonts or colours only needs another size; others take theirs from `theme()`."""
        if isinstance(self, QWidget):
            self.updateGeometry()


class Theme(QObject):
    """The look of the whole program; made by `theme()`, changed by `apply`. Emits `changed` after every change."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.name = "light"
        self.zoom_percent = 100
        self._colors: dict[str, QColor] = {}
        self._words: dict[str, QPalette] = {}
        self._fonts: dict[tuple[float, int], QFont] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._sheet = ""
        self._lengths: dict[float, int] = {}
        self._restyling = Restyling(self, self._refresh)
        self._restyling.seen_done.connect(self.changed)
        self._load_fonts(_FONT_FILES)
        if application.style().objectName().casefold() != "fusion":
            application.setStyle("Fusion")
        self._take_values()

    # -- what widgets ask for

    @property
    def high_contrast(self) -> bool:
        """True in the theme where soft grounds are replaced by borders of 2 px."""
        return self.name == "high_contrast"

    @property
    def focus_width(self) -> int:
        """Width of the focus ring on the screen, in logical pixels: 2, in high contrast 3, times the zoom."""
        return self.px(3 if self.high_contrast else 2)

    def px(self, length: float) -> int:
        """A length of the design (100 %) in logical pixels at the current zoom; what is drawn never vanishes."""
        known = self._lengths.get(length)
        if known is None:
            scaled = round(length * self.zoom_percent / 100)
            known = self._lengths[length] = max(scaled, 1) if length > 0 else scaled
        return known

    def color(self, color: str) -> QColor:
        """The colour of a token. Raises KeyError for a token that there is not."""
        found = self._colors.get(color)
        if found is None:
            found = self._colors[color] = QColor(token_values(self.name)[color])
        return found

    def words(self, color: str) -> QPalette:
        """A palette that says no more than that words have the colour of a token."""
        found = self._words.get(color)
        if found is None:
            found = self._words[color] = QPalette()
            found.setColor(QPalette.ColorRole.WindowText, self.color(color))
        return found

    def font(self, size: float = 13, weight: int = 400) -> QFont:
        """Inter with tabular digits; `size` in pixels at 100 %, `weight` 400, 500 or 600."""
        key = (size, weight)
        if key not in self._fonts:
            font = QFont("Inter")
            font.setPixelSize(self.px(size))
            font.setWeight(QFont.Weight(weight))
            font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return self._fonts[key]

    def paper_font(self, size: float = 12, *, bold: bool = False) -> QFont:
        """The fixed-width font of receipts, and those that printed names fall back to; loaded with the first paper."""
        _load_paper_fonts()
        font = QFont(["DejaVu Sans Mono", "DejaVu Sans", "Droid Sans Fallback"])
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPixelSize(self.px(size))
        font.setBold(bold)
        return font

    def pixmap(self, name: str, color: str = "muted", size: float = 20) -> QPixmap:
        """The icon `resources/icons/<name>.svg` tinted with a token; `size` at 100 %. Raises FileNotFoundError."""
        ratio = self._application.devicePixelRatio()
        side = self.px(size)
        tint = self.color(color)
        key = (name, tint.name(), side, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = _render(name, tint, side, ratio)
        return self._pixmaps[key]

    def icon(self, name: str, color: str = "muted", size: float = 20) -> QIcon:
        """The same as a QIcon, for menus and Qt's own controls."""
        return QIcon(self.pixmap(name, color, size))

    def dress(self, widget: QWidget) -> None:
        """Gives one of Qt's own controls (menu, long text, list of a combo box) the looks of `controls.qss`.

        Only those: a sheet for the whole program would make every change of theme walk through its rules per widget.
        """
        if not self._sheet:
            self._sheet = self._style_sheet()
        widget.setStyleSheet(self._sheet)

    # -- changing it

    def apply(self, name: str | None = None, zoom_percent: int | None = None) -> None:
        """Shows every window in another theme (one of THEME_NAMES) or zoom (80 to 200, in percent) when it returns.

        Raises ValueError for a theme that there is not; a zoom outside the range is moved to its end.
        """
        self._take(name, zoom_percent, at_once=True)

    def change(self, name: str | None = None, zoom_percent: int | None = None) -> None:
        """The same in slices, between which keys are answered: values hold now, the screen follows in one go."""
        self._take(name, zoom_percent, at_once=False)

    def settle(self, hidden: QWidget) -> None:
        """Brings a widget that is not seen up to date, and all in it; to be called before it is shown."""
        self._restyling.settle(hidden)

    def zoom_in(self) -> None:
        """One step larger (Ctrl +)."""
        self.change(zoom_percent=next((z for z in ZOOM_PERCENTS if z > self.zoom_percent), ZOOM_PERCENTS[-1]))

    def zoom_out(self) -> None:
        """One step smaller (Ctrl −)."""
        smaller = [z for z in ZOOM_PERCENTS if z < self.zoom_percent]
        self.change(zoom_percent=smaller[-1] if smaller else ZOOM_PERCENTS[0])

    # -- inside

    def _take(self, name: str | None, zoom_percent: int | None, *, at_once: bool) -> None:
        if name is not None and name not in THEME_NAMES:
            raise ValueError(f"no theme {name!r}; there are {', '.join(THEME_NAMES)}")
        before = self.zoom_percent
        self.name = name or self.name
        if zoom_percent is not None:
            self.zoom_percent = min(max(zoom_percent, ZOOM_PERCENTS[0]), ZOOM_PERCENTS[-1])
        self._take_values()
        windows = self._application.topLevelWidgets()
        self._restyling.begin(windows, scaled=before != self.zoom_percent, at_once=at_once)

    def _load_fonts(self, files: tuple[str, ...]) -> None:
        for file in files:
            QFontDatabase.addApplicationFont(str(_RESOURCES / "fonts" / file))

    def _take_values(self) -> None:
        self._colors.clear()
        self._words.clear()
        self._fonts.clear()
        self._lengths.clear()
        self._application.setFont(self.font())
        self._application.setPalette(self._palette())
        self._sheet = ""
        QToolTip.setFont(self.font())
        QToolTip.setPalette(self._application.palette())

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = QPalette.ColorRole
        pairs = {
            "page": (roles.Window,),
            "surface": (roles.Base, roles.Button, roles.ToolTipBase, roles.Light),
            "sunken": (roles.AlternateBase, roles.Midlight),
            "ink": (roles.WindowText, roles.Text, roles.ButtonText, roles.ToolTipText, roles.BrightText),
            "accent": (roles.Highlight, roles.Link, roles.Accent),
            "on-accent": (roles.HighlightedText,),
            "muted": (roles.PlaceholderText, roles.LinkVisited),
            "line": (roles.Mid, roles.Dark, roles.Shadow),
        }
        for color, of_token in pairs.items():
            for role in of_token:
                palette.setColor(role, self.color(color))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("disabled"))
        return palette

    def _style_sheet(self) -> str:
        template = (_RESOURCES / "styles" / "controls.qss").read_text(encoding="utf-8")
        scroll = QColor(self.color("field-line"))
        scroll.setAlphaF(1.0 if self.high_contrast else 0.55)
        values = {color.replace("-", "_"): value for color, value in token_values(self.name).items()}
        values["scroll"] = f"rgba({scroll.red()}, {scroll.green()}, {scroll.blue()}, {scroll.alphaF():.2f})"
        values["focus_width"] = "3px" if self.high_contrast else "2px"
        sheet = Template(re.sub(r"\$([a-z]+)-([a-z]+)", r"$\1_\2", template)).substitute(values)
        return _PX.sub(lambda match: f"{self.px(float(match[1]))}px", sheet)

    def _refresh(self, widget: QWidget, scaled: bool) -> None:
        if isinstance(widget, Themed):
            widget.apply_theme()
            widget.updateGeometry()
        if scaled:
            _rescale_under(widget, self.px)
        widget.update()


def _rescale_under(widget: QWidget, px: Callable[[float], int]) -> None:
    rescale(widget, px)
    top = widget.layout()
    if top is not None:
        for layout in [top, *top.findChildren(QLayout)]:
            rescale(layout, px)


@cache
def _load_paper_fonts() -> None:
    for file in _PAPER_FONT_FILES:
        QFontDatabase.addApplicationFont(str(_RESOURCES / "fonts" / file))


@cache
def _svg(name: str) -> str:
    return (_RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _drawing(name: str, color: str) -> QSvgRenderer:
    """An icon in a colour, read once for all sizes."""
    return QSvgRenderer(QByteArray(_svg(name).replace("currentColor", color).encode()))


def _render(name: str, color: QColor, side: int, ratio: float) -> QPixmap:
    drawing = _drawing(name, color.name())
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


_made: list[Theme] = []
"""The theme once it stands: pages ask for it thousands of times while they are built."""


def theme() -> Theme:
    """The program's theme, made with the first call after the QApplication. Raises RuntimeError without one.

    The first call exchanges Qt's style: make it before any widget stands (`ui.program` does).
    """
    return _made[0] if _made else _make()


def _make() -> Theme:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("theme() needs a QApplication")
    _made.append(Theme(application))
    return _made[0]
