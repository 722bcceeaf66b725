"""Layouts and sizes for pages, with lengths at 100 % zoom that follow it by themselves.

page = column(self, margins=16, spacing=12)
page.addWidget(card)
page.addLayout(row(button, stretch(), total))
hold(card, width=400)
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.scaling import remember_layout, remember_widget, rescale
from ui.widgets.thin_scroll_bar import thin_bars

Margins = int | tuple[int, int] | tuple[int, int, int, int]


class Stretch:
    """Free space in a row or column; `factor` as in QBoxLayout.addStretch."""

    def __init__(self, factor: int = 1) -> None:
        self.factor = factor


Item = QWidget | QBoxLayout | QGridLayout | Stretch


def stretch(factor: int = 1) -> Stretch:
    """Free space between the items of `row` and `column`."""
    return Stretch(factor)


def gap(length: int) -> QWidget:
    """Fixed room between two items of a column, in pixels at 100 %; follows the zoom, as addSpacing would not."""
    room = QWidget()
    hold(room, height=length)
    return room


def row(*items: Item, parent: QWidget | None = None, margins: Margins = 0, spacing: int = 8) -> QHBoxLayout:
    """Items side by side. `margins`: one length, (across, down) or (left, top, right, bottom)."""
    layout = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    _set_up(layout, items, margins, spacing)
    return layout


def column(*items: Item, parent: QWidget | None = None, margins: Margins = 0, spacing: int = 8) -> QVBoxLayout:
    """Items below each other; lengths as in `row`."""
    layout = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    _set_up(layout, items, margins, spacing)
    return layout


def grid(
    *, parent: QWidget | None = None, margins: Margins = 0, spacing: int = 8, row_spacing: int | None = None
) -> QGridLayout:
    """An empty grid; `spacing` between columns, `row_spacing` between rows (the same when None)."""
    layout = QGridLayout() if parent is None else QGridLayout(parent)
    down = spacing if row_spacing is None else row_spacing
    remember_layout(layout, four(margins), (spacing, down))
    rescale(layout, theme().px)
    return layout


def hold(
    widget: QWidget,
    *,
    width: int | None = None,
    height: int | None = None,
    min_width: int | None = None,
    min_height: int | None = None,
    max_width: int | None = None,
    max_height: int | None = None,
) -> None:
    """Gives a widget lengths at 100 % zoom that follow the zoom; `width` and `height` are fixed."""
    given = {
        "FixedWidth": width,
        "FixedHeight": height,
        "MinimumWidth": min_width,
        "MinimumHeight": min_height,
        "MaximumWidth": max_width,
        "MaximumHeight": max_height,
    }
    remember_widget(widget, {name: length for name, length in given.items() if length is not None})
    rescale(widget, theme().px)


def scrolled(content: QWidget) -> QScrollArea:
    """The content in a scroll area without frame or ground; only up and down, when it does not fit."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    thin_bars(area)
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)  # setWidget turned it on
    return area


def four(margins: Margins) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) of any way to say margins."""
    if isinstance(margins, int):
        return margins, margins, margins, margins
    if len(margins) == 2:
        return margins[0], margins[1], margins[0], margins[1]
    return margins


def _set_up(layout: QBoxLayout, items: tuple[Item, ...], margins: Margins, spacing: int) -> None:
    remember_layout(layout, four(margins), (spacing, spacing))
    rescale(layout, theme().px)
    for item in items:
        if isinstance(item, Stretch):
            layout.addStretch(item.factor)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
