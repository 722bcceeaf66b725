"""One question of the first-run wizard; the page shows its words, asks `take` on Enter and goes on when it is True."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QButtonGroup, QWidget

from app.errors import Refused
from app.identity.set_up_workstation import SetUpRefusal, refuse
from ui.error_messages import sentence
from ui.identity.first_run_draft import FirstRunDraft
from ui.widgets.choice_tile import ChoiceTile
from ui.widgets.field import Field
from ui.widgets.layout import column


class Step(QWidget):
    """`part` names the part of the sequence, `question` and `help` what is asked; `button` replaces Continue."""

    part = ""
    question = ""
    help = ""
    button = ""

    wanted = Signal()
    """Somebody pressed Enter in a control that keeps Enter to itself."""
    state_changed = Signal()
    """`why_not` or `button` may answer otherwise now."""
    ready = Signal()
    """What took a while is done: Enter goes on."""

    def __init__(self, draft: FirstRunDraft) -> None:
        super().__init__()
        self.draft = draft

    def entries(self) -> Sequence[QWidget]:
        """What Enter walks through before it goes on."""
        return ()

    def open(self) -> None:
        """The step is shown; the focus goes to the first entry."""
        entries = self.entries()
        if entries:
            entries[0].setFocus()

    def take(self) -> bool:
        """Stores the answer in the draft; False where something is wrong, which then stands under its field."""
        return True

    def why_not(self) -> str:
        """Why nobody can go on now; "" when they can."""
        return ""

    def step_back(self) -> bool:
        """Esc inside the step, such as cancelling what runs. False: the page goes a question back."""
        return False

    def take_scan(self, scan: str) -> bool:
        """Something was scanned; True when the step has use for it."""
        return False

    def next_entry(self) -> bool:
        """Enter in an entry that is not the last moves to the next one. False at the last."""
        entries, focus = list(self.entries()), QApplication.focusWidget()
        here = next((number for number, entry in enumerate(entries) if focus in (entry, entry.focusProxy())), None)
        if here is None or here + 1 >= len(entries):
            return False
        entries[here + 1].setFocus(Qt.FocusReason.TabFocusReason)  # as Tab does: what stands there is chosen
        return True


class LinesStep(Step):
    """A few lines of text. Subclasses name their fields and store them."""

    def __init__(self, draft: FirstRunDraft) -> None:
        super().__init__(draft)
        self.fields: dict[str, Field] = {}
        self._content = column(parent=self, spacing=14)

    def add_line(self, name: str, label: str, *, help: str = "", example: str = "", value: str = "") -> Field:
        """A field whose errors have this name in a refusal's values."""
        field = Field(label, help=help)
        field.line.setPlaceholderText(example)
        field.line.setText(value)
        field.line.textEdited.connect(lambda _, field=field: field.set_error(""))
        self.fields[name] = field
        self._content.addWidget(field)
        return field

    def entries(self) -> Sequence[QWidget]:
        """The lines, top down."""
        return [field.entry for field in self.fields.values()]

    def typed(self, name: str) -> str:
        """What stands in a line, spaces put in order."""
        return " ".join(self.fields[name].line.text().split())

    def show_error(self, name: str, sentence: str) -> bool:
        """Says what is wrong under a field and puts the cursor there; always False."""
        self.fields[name].set_error(sentence)
        self.fields[name].entry.setFocus(Qt.FocusReason.TabFocusReason)
        return False

    def judge(self, *, codes: dict[SetUpRefusal, str] | None = None) -> bool:
        """Lets the rules judge the draft; a refusal of another step's field does not concern this one."""
        for field in self.fields.values():
            field.set_error("")
        try:
            refuse(self.draft.command())
        except Refused as refused:
            known = codes or {}
            code = refused.code
            name = known.get(code) if isinstance(code, SetUpRefusal) else None
            name = name or str(refused.values.get("field", ""))
            if name in self.fields:
                return self.show_error(name, sentence(refused))
        return True


class ChoiceStep(Step):
    """A few large choices; the arrows walk, Enter goes on."""

    def __init__(self, draft: FirstRunDraft) -> None:
        super().__init__(draft)
        self.tiles: dict[str, ChoiceTile] = {}
        self._group = QButtonGroup(self)
        self._content = column(parent=self, spacing=8)
        self._group.buttonToggled.connect(lambda *_: self.state_changed.emit())

    def add_choice(self, key: str, name: str, line: str = "", icon: str = "") -> None:
        """One more choice; the first is chosen."""
        tile = ChoiceTile(name, line, icon=icon)
        tile.setChecked(not self.tiles)
        self.tiles[key] = tile
        self._group.addButton(tile)
        self._content.addWidget(tile)

    @property
    def chosen(self) -> str:
        """Key of the choice."""
        return next((key for key, tile in self.tiles.items() if tile.isChecked()), "")

    def choose(self, key: str) -> None:
        """Chooses by program."""
        if key in self.tiles:
            self.tiles[key].setChecked(True)

    def open(self) -> None:
        """The focus goes to the choice."""
        if self.chosen:
            self.tiles[self.chosen].setFocus()
