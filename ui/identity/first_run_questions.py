"""The questions about the office and its counter: language, new or restored, city, office, time zone, counter."""

from app.clock import SystemClock
from app.identity.set_up_workstation import SetUpRefusal, random_code
from app.ids import SystemIds
from resources.texts import LANGUAGES, text
from ui.identity.first_run_draft import FirstRunDraft
from ui.identity.first_run_step import ChoiceStep, LinesStep, Step
from ui.identity.time_zones import own_zone, zone_choices
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.layout import column

_LANGUAGE_NAMES = {"en": ("English", "The whole program in English"), "es": ("Español", "Todo el programa en español")}
_NEW, _JOIN, _RESTORE = "new", "join", "restore"


class LanguageStep(ChoiceStep):
    """Named in its own language, each."""

    def __init__(self, draft: FirstRunDraft) -> None:
        super().__init__(draft)
        self.part, self.question = text("Language"), "Welcome · Bienvenidos"
        self.help = "Choose a language. Elija un idioma."
        for language in LANGUAGES:
            self.add_choice(language, *_LANGUAGE_NAMES[language], icon="globe")
        self.choose(draft.language)

    def take(self) -> bool:
        """Stores the language; the page takes it over."""
        self.draft.language = self.chosen
        return True


class BeginningStep(ChoiceStep):
    """A fresh workstation, alone or one of the city's, or one that was lost."""

    def __init__(self, draft: FirstRunDraft) -> None:
        super().__init__(draft)
        self.part, self.question = text("Beginning"), text("What shall this computer be?")
        self.help = text("Printer, language, people and data can be changed later in the settings.")
        self.add_choice(
            _NEW,
            text("A new workstation that works alone"),
            text("Nothing leaves this computer; it can join the city's center later"),
            "counter",
        )
        self.add_choice(
            _JOIN,
            text("A new workstation of the city's center"),
            text("Somebody there reads a code to you; counters see each other's payments"),
            "network",
        )
        self.add_choice(
            _RESTORE,
            text("Bring back a lost workstation"),
            text("From its second copy, with the code on the recovery sheet"),
            "undo",
        )
        self.choose(_RESTORE if draft.restoring else _JOIN if draft.joining else _NEW)

    def take(self) -> bool:
        """Stores which way to go."""
        self.draft.restoring, self.draft.joining = self.chosen == _RESTORE, self.chosen == _JOIN
        return True


class CityStep(LinesStep):
    """The name at the top of every receipt."""

    def __init__(self, draft: FirstRunDraft) -> None:
        super().__init__(draft)
        self.part, self.question = text("Office"), text("Which city is this for?")
        self.help = text("Its name stands at the top of every receipt.")
        self.add_line("city", text("City"), example=text("City of Cypress Springs"), value=draft.city)

    def take(self) -> bool:
        """Stores and judges the name."""
        self.draft.city = self.typed("city")
        if not self.draft.city:
            return self.show_error("city", text("Type the city's name as receipts show it."))
        return self.judge()


class OfficeStep(LinesStep):
    """Name, address and telephone of the office."""

    def __init__(self, draft: FirstRunDraft) -> None:
        super().__init__(draft)
        self.part, self.question = text("Office"), text("Which office is it?")
        self.help = text("Customers find it on their receipts.")
        self.add_line("office_name", text("Name"), example=text("Utility service center"), value=draft.office_name)
        self.add_line("address", text("Address"), example="300 Adams St", value=draft.office_address)
        self.add_line("phone", text("Telephone"), example="(850) 555-0142", value=draft.office_phone)

    def take(self) -> bool:
        """Stores and judges all three."""
        draft = self.draft
        draft.office_name, draft.office_address = self.typed("office_name"), self.typed("address")
        draft.office_phone = self.typed("phone")
        if not draft.office_name:
            return self.show_error("office_name", text("Type the office's name as receipts show it."))
        return self.judge()


class TimeZoneStep(Step):
    """One list; the computer's own zone is chosen, what people say first."""

    def __init__(self, draft: FirstRunDraft) -> None:
        super().__init__(draft)
        self.part, self.question = text("Office"), text("What time is it there?")
        self.help = text("Business days and receipts follow this clock, wherever the computer is.")
        self.zone = ComboBox(zone_choices(SystemClock().now_us()), name=text("Time zone"))
        self.zone.set_value(draft.time_zone or own_zone())
        if self.zone.currentIndex() < 0:
            self.zone.setCurrentIndex(0)
        self.zone.setMaxVisibleItems(10)
        self._field = Field(text("Time zone"), self.zone)
        column(self._field, parent=self)

    def entries(self) -> list[ComboBox]:
        """The list."""
        return [self.zone]

    def take(self) -> bool:
        """Stores the zone."""
        self.draft.time_zone = self.zone.value
        return True


class CounterStep(LinesStep):
    """What the counter is called, and the code in its receipt numbers."""

    def __init__(self, draft: FirstRunDraft) -> None:
        super().__init__(draft)
        self.part, self.question = text("Counter"), text("Which counter stands here?")
        self.help = text("The code is part of every receipt number, such as A2-000317, and never changes.")
        self.add_line("counter", text("Counter"), example=text("Counter A2"), value=draft.counter)
        code = draft.code or random_code(SystemIds())
        self.add_line("code", text("Workstation code"), help=text("Keep this one, or take the city's"), value=code)

    def take(self) -> bool:
        """Stores and judges both."""
        self.draft.counter, self.draft.code = self.typed("counter"), self.typed("code").upper()
        self.fields["code"].line.setText(self.draft.code)
        if not self.draft.counter:
            return self.show_error("counter", text("Type what the counter is called, such as Counter A2."))
        if not self.draft.code:
            return self.show_error("code", text("Type a code of 2 to 6 letters and digits, such as A2."))
        return self.judge(codes={SetUpRefusal.CODE_MALFORMED: "code"})
