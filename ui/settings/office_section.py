"""Office: what receipts call city, office and counter, the address, the telephone, and what time it is there.

One change of everything that stands in the form, because it is one fact; what was printed before stays as it was.
"""

from PySide6.QtCore import Qt

from app.errors import Refused
from app.identity.permissions import Permission
from app.office.change_office import ChangeOffice, OfficeNow, OfficeRefusal, OfficeSettings, office_settings, record
from resources.texts import text
from ui.context import WindowContext
from ui.error_messages import sentence
from ui.identity.time_zones import zone_choices, zone_words
from ui.operations import Failure
from ui.settings.section import Section
from ui.shell.command import Command
from ui.widgets.alert import Alert
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.layout import column, grid, row, stretch


class OfficeSection(Section):
    """Fields as the first run asked for them; what somebody has begun to type is not overwritten."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.name, self.icon = text("Office"), "location"
        self._may_change = self.add_reason(Permission.OFFICE_CHANGE)
        self.stored: ChangeOffice | None = None
        self._busy = False
        self.fields = {
            "city": Field(text("City"), help=text("At the top of every receipt")),
            "counter": Field(text("Counter"), help=text("On receipts, slips and lists")),
            "office_name": Field(text("Name of the office")),
            "office_address": Field(text("Address")),
            "office_phone": Field(text("Telephone")),
        }
        self.zone = ComboBox(self._zones(), name=text("Time zone"))
        self.zone.setMaxVisibleItems(10)
        self.fields["time_zone"] = Field(text("Time zone"), self.zone)
        self.zone_words = Label(color="muted", wrap=True)
        self.save_button = Button(text("Save"), icon="tick", kind="primary", key="Ctrl+Return")
        self.result = Alert("good", "")
        self.result.hide()
        self.content.addWidget(self._card())
        self.content.addStretch(1)
        self._connect()

    def show_section(self) -> None:
        """The office as it was changed last."""
        self.context.operations.read_anew(self, office_settings, self._show, self.fail)

    def commands(self) -> list[Command]:
        """Save."""
        return [Command(text("Save the office"), "Ctrl+Return", self.save_office, "tick", self._why_not)]

    def step_back(self) -> bool:
        """Esc: what was typed and not saved goes back to what is stored."""
        if self.stored is None or self.typed() == self.stored:
            return False
        self._fill(self.stored)
        return True

    def typed(self) -> ChangeOffice:
        """What stands in the form."""
        lines = {name: field.line.text() for name, field in self.fields.items() if name != "time_zone"}
        return ChangeOffice(**lines, time_zone=self.zone.value)

    def save_office(self) -> None:
        """Records what stands in the form."""
        if self._why_not():
            return
        self._clear()
        self._busy = True
        self._offer()
        session, command = self.context.session, self.typed()
        work = self.context.operations
        work.write(self, lambda services: record(services, session, command), self._saved, self._refused)

    # -- inside

    def _zones(self) -> list[tuple[str, str]]:
        return zone_choices(self.context.now_us())

    def _card(self) -> Card:
        fields = grid(spacing=16, row_spacing=12)
        for number, field in enumerate(self.fields.values()):
            fields.addWidget(field, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        words = Label(
            text("Receipts printed before stay as they were, copies too. Other counters keep their own."),
            color="muted",
            wrap=True,
        )
        card = Card(text("What receipts say"), dense=True)
        body = column(fields, self.zone_words, words, row(self.save_button, stretch()), margins=16, spacing=12)
        body.addWidget(self.result)
        card.body.addLayout(body)
        return card

    def _connect(self) -> None:
        for name, field in self.fields.items():
            if name != "time_zone":
                field.line.textEdited.connect(lambda _, field=field: self._edited(field))
                field.line.returnPressed.connect(self.save_office)
                field.line.setReadOnly(not self._may_change)
        self.zone.chosen.connect(lambda _: self._edited(self.fields["time_zone"]))
        self.zone.setEnabled(self._may_change)
        self._offer()

    def _edited(self, field: Field) -> None:
        field.set_error("")
        self.result.hide()
        self._offer()

    def _show(self, found: OfficeSettings) -> None:
        self.clear_failure()
        untouched = self.stored is None or self.typed() == self.stored
        self.stored = found.office
        if untouched:
            self._fill(found.office)
        self._say_zone(found)
        self._offer()

    def _fill(self, office: ChangeOffice) -> None:
        for name, field in self.fields.items():
            field.set_error("")
            if name != "time_zone":
                field.line.setText(getattr(office, name))
        if self.zone.findData(office.time_zone) < 0:
            self.zone.set_choices([*self._zones(), (office.time_zone, zone_words(office.time_zone))])
        self.zone.set_value(office.time_zone)
        self._offer()

    def _say_zone(self, found: OfficeSettings) -> None:
        if found.office.time_zone != found.time_zone_now:
            words = text(
                "{next} holds from the next shift on; until then it is {now} here.",
                next=zone_words(found.office.time_zone),
                now=zone_words(found.time_zone_now),
            )
        elif found.shift_open:
            words = text("A shift is open: another time zone holds from the next shift on. Its business date stays.")
        else:
            words = text("No shift is open: another time zone holds at once.")
        self.zone_words.setText(words)

    def _saved(self, now: OfficeNow) -> None:
        self._busy = False
        self.stored = None
        rest = text("Receipts from now on say it.")
        if now.next_time_zone:
            rest += " " + text("The time zone holds from the next shift on; no business date moves.")
        self.result.set_words(text("Saved."), rest)
        self.result.show()
        self.context.announce(now.changed)
        self.show_section()

    def _refused(self, failure: Failure) -> None:
        self._busy = False
        self._offer()
        named = isinstance(failure, Refused) and isinstance(failure.code, OfficeRefusal)
        field = self.fields.get(str(failure.values.get("field", "time_zone"))) if named else None
        if field is None:
            self.fail(failure)
            return
        field.set_error(sentence(failure))
        field.entry.setFocus()

    def _clear(self) -> None:
        self.clear_failure()
        self.result.hide()
        for field in self.fields.values():
            field.set_error("")

    def _why_not(self) -> str:
        if not self._may_change:
            return text("needs an administrator")
        if self._busy or self.stored is None:
            return text("one moment")
        return text("nothing is changed") if self.typed() == self.stored else ""

    def _offer(self) -> None:
        self.save_button.block(self._why_not())
        self.commands_changed.emit()
