"""What stands at the right of the sign-in page in place of the PIN: whose it is, what to do, one button."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.identity.person_tile import SignInPerson
from ui.widgets.alert import Alert
from ui.widgets.avatar import Avatar, initials_of
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.layout import column, gap, hold, row, stretch


class SidePanel(QWidget):
    """400 wide, as the PIN panel. Subclasses fill `body` and answer `ask`, which Enter calls."""

    def __init__(self, button: str) -> None:
        super().__init__()
        self.person_key = ""
        self._avatar = Avatar(side=48)
        self._name, self._line = Label(size=18, weight=600, elide=True), Label(color="muted", wrap=True)
        self.notice = Alert("bad", "")
        self.button = Button(button, key="Enter", kind="primary", size="large")
        self.body: QVBoxLayout = column(spacing=12)
        head = row(self._avatar, column(stretch(), self._name, self._line, stretch(), spacing=1), spacing=12)
        head.setStretch(1, 1)
        content = column(head, gap(16), self.body, stretch(), parent=self, margins=(29, 28, 28, 28), spacing=0)
        for widget in (self.notice, gap(12), self.button):
            content.addWidget(widget)
        self.notice.hide()
        self.button.clicked.connect(self.ask)
        hold(self, width=400)

    def open_for(self, person: SignInPerson, line: str) -> None:
        """Shows whose it is, with a line of what is the matter, and forgets what was typed for somebody else."""
        self.person_key = person.key
        self._avatar.set_initials(initials_of(person.name))
        self._name.setText(person.name)
        self._line.setText(line)
        self.say("")
        self.clear()

    def clear(self) -> None:
        """Forgets what was typed."""

    def ask(self) -> None:
        """Enter, and the button: what subclasses hand over."""

    def entries(self) -> Sequence[QWidget]:
        """What Enter walks through."""
        return ()

    def say(self, sentence: str, *, good: bool = False) -> None:
        """What went wrong, or that it went well."""
        self.notice.set_words(sentence, tone="good" if good else "bad")
        self.notice.setVisible(bool(sentence))

    def next_entry(self) -> bool:
        """Moves on from an entry that is not the last one. False at the last."""
        entries, focus = list(self.entries()), QApplication.focusWidget()
        for here, following in pairwise(entries):
            if focus is here:
                following.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False
