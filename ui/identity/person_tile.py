"""A person to choose on the sign-in page: 56 high, disc, name, role, a tick when chosen."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.avatar import initials_of, paint_avatar
from ui.widgets.painting import paint_box, paint_focus_ring, paint_icon, paint_text
from ui.widgets.toggle import Toggle


@dataclass(frozen=True)
class SignInPerson:
    """Who can sign in here. `key`: the person's id; `place`, as "drawer A2", follows the role; `why_not` blocks.

    `needs`: what comes before a PIN; such a person can be chosen and `why_not` says why it is needed.
    """

    key: str
    name: str
    role: str
    place: str = ""
    why_not: str = ""
    badge: str = ""
    pin_length: int = 6
    needs: Literal["", "first_pin", "unlock"] = ""


class PersonTile(Toggle):
    """Checkable; a blocked person's tile says why in place of the role."""

    def __init__(self, person: SignInPerson, parent: QWidget | None = None) -> None:
        super().__init__(person.name, parent)
        self.person = person
        self.setAutoExclusive(True)
        self.setEnabled(not person.why_not or bool(person.needs))
        self.setAccessibleDescription(person.why_not or person.role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Half of the people's column."""
        return QSize(theme().px(160), theme().px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, disc, two lines, tick."""
        painter, px, rect = QPainter(self), theme().px, QRectF(self.rect())
        chosen, enabled = self.isChecked(), self.isEnabled()
        if chosen or not enabled:
            self.paint_ground(painter, on_width=2)
        else:
            paint_box(painter, rect, theme().color("sunken" if self.underMouse() else "surface"), theme().color("line"))
            if self.hasFocus():
                paint_focus_ring(painter, rect)
        paint_avatar(
            painter, QRectF(px(14), (self.height() - px(32)) / 2, px(32), px(32)), initials_of(self.person.name), 12
        )
        left, right = px(58), px(44 if chosen or self.person.needs else 12)
        half, left_side = self.height() // 2, Qt.AlignmentFlag.AlignLeft
        top = QRect(left, half - px(18), self.width() - left - right, px(20))
        below = QRect(left, half, self.width() - left - right, px(18))
        paint_text(painter, top, self.person.name, theme().font(13, 500), "ink" if enabled else "disabled", left_side)
        paint_text(painter, below, self.person.why_not or self.person.role, theme().font(12), "muted", left_side)
        if self.person.needs:
            name = "lock" if self.person.needs == "unlock" else "edit"
            paint_icon(painter, name, "muted", self.width() - px(34), (self.height() - px(20)) / 2)
        elif chosen:
            paint_icon(painter, "tick", "accent", self.width() - px(34), (self.height() - px(20)) / 2)
