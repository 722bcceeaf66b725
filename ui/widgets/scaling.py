"""How lengths follow the zoom: widgets and layouts remember their lengths at 100 %, the theme applies them again.

Used by `ui.widgets.layout` (pages) and `ui.theme` (after a change of zoom); it depends on neither.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QWidget

_LAYOUT = "lengths_of_layout"
_WIDGET = "lengths_of_widget"
_SETTERS = ("MinimumWidth", "MaximumWidth", "FixedWidth", "MinimumHeight", "MaximumHeight", "FixedHeight")


def remember_layout(layout: QLayout, margins: tuple[int, int, int, int], spacing: tuple[int, int]) -> None:
    """Stores a layout's margins (left, top, right, bottom) and its spacing (across, down), in pixels at 100 %."""
    layout.setProperty(_LAYOUT, [*margins, *spacing])


def remember_widget(widget: QWidget, lengths: Mapping[str, int]) -> None:
    """Stores lengths of a widget at 100 % by setter, such as "MinimumWidth". Raises KeyError for another key."""
    for name in lengths:
        if name not in _SETTERS:
            raise KeyError(name)
    stored = widget.property(_WIDGET)
    before = stored if isinstance(stored, dict) else {}
    kept = {name: length for name, length in before.items() if not any(_overrules(said, name) for said in lengths)}
    widget.setProperty(_WIDGET, {**kept, **lengths})


def _overrules(said: str, before: str) -> bool:
    """A fixed width replaces a least and a greatest width, and each of them a fixed one."""
    same_side = said.endswith("Width") == before.endswith("Width")
    return said == before or (same_side and "Fixed" in said + before)


def rescale(target: QObject, px: Callable[[float], int]) -> None:
    """Applies what was remembered, each length through `px`. Leaves alone what remembers nothing."""
    if isinstance(target, QLayout):
        _rescale_layout(target, px)
    elif isinstance(target, QWidget):
        _rescale_widget(target, px)


def _rescale_layout(layout: QLayout, px: Callable[[float], int]) -> None:
    base = layout.property(_LAYOUT)
    if not isinstance(base, list):
        return
    left, top, right, bottom, across, down = (px(length) for length in base)
    layout.setContentsMargins(left, top, right, bottom)
    if isinstance(layout, QGridLayout):
        layout.setHorizontalSpacing(across)
        layout.setVerticalSpacing(down)
    elif isinstance(layout, QBoxLayout):
        layout.setSpacing(across)


def _rescale_widget(widget: QWidget, px: Callable[[float], int]) -> None:
    base = widget.property(_WIDGET)
    if isinstance(base, dict):
        for name, length in base.items():
            getattr(widget, f"set{name}")(px(length))
