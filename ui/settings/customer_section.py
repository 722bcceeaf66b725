"""Customer display: whether a second window shows the customer what is paid, where it stands, and how it looks."""

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSizePolicy

from app.config import CUSTOMER_DISPLAY
from app.device_settings import DeviceSettings, device_settings
from app.identity.permissions import Permission
from resources.texts import current_language, text, text_in
from ui.context import WindowContext
from ui.payments.customer_display import CustomerDisplay
from ui.payments.customer_words import CustomerView, WordsRow, account_words
from ui.settings.look_section import ChipChoice
from ui.settings.section import Section
from ui.settings.setting_row import SettingRow
from ui.theme import Themed, theme
from ui.widgets.alert import Alert
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.layout import column

_EXAMPLE = QSize(1366, 768)
_SHOWN_WIDTH = 560


class CustomerSection(Section):
    """Everybody sees it; who may change settings changes it."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.name, self.icon = text("Customer display"), "user"
        may_change = self.add_reason(Permission.SETTINGS_CHANGE)
        places = [("off", text("Off")), ("second_screen", text("Second screen")), ("window", text("In a window"))]
        self.where = ChipChoice(places, self._set)
        self.where.setEnabled(may_change)
        self.row = SettingRow(
            text("Show the customer"),
            self.where,
            help=text("Lines, total, what was handed over and the change. No names, addresses or balances."),
            last=True,
        )
        self.found = Alert("plain", "", icon="info")
        card = Card(text("Customer display"), dense=True)
        card.body.addWidget(self.row)
        self.content.addWidget(card)
        self.content.addWidget(self.found)
        self.example = Example(context)
        shown = Card(text("An example"), dense=True)
        help = text("In the language of the receipt; Ctrl+Shift+R at the counter changes it for this customer.")
        shown.body.addLayout(column(self.example, Label(help, color="muted", wrap=True), margins=16, spacing=12))
        self.content.addWidget(shown)
        self.content.addStretch(1)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._look)
            application.screenRemoved.connect(self._look)

    def show_section(self) -> None:
        """What is set."""
        self.context.operations.read_anew(self, device_settings, self._show, self.fail)

    def _show(self, settings: DeviceSettings) -> None:
        self.clear_failure()
        self.where.show_value(settings.customer_display)
        self._look()
        self.example.draw_soon()

    def _look(self, _screen: object = None) -> None:
        """Whether there is a second screen now."""
        own = self.window().screen()
        second = next((screen for screen in QGuiApplication.screens() if screen is not own), None)
        if second is None:
            nothing = text("No second screen is connected.")
            self.found.set_words(nothing, text("Connect one: it is used at once."))
        else:
            size = second.size()
            sides = f"{size.width()} × {size.height()}"
            self.found.set_words(text("Second screen: {name}, {size}", name=second.name(), size=sides), "")

    def _set(self, where: str) -> None:
        self.save(CUSTOMER_DISPLAY, where, self.row)


class Example(Label, Themed):
    """A picture of the customer's screen with a made-up sale; drawn when the section is shown."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._services = context.operations.services
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.draw)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text("An example of the customer display"))

    def draw_soon(self) -> None:
        """In a turn of the event loop of its own."""
        self._soon.start()

    def draw(self) -> None:
        """Paints the window that customers see, without showing it."""
        place = self._services.place
        display = CustomerDisplay(place.city, place.office_name)
        width = theme().px(_SHOWN_WIDTH)
        display.resize(width, round(width * _EXAMPLE.height() / _EXAMPLE.width()))
        display.show_view(example_view(current_language()))
        self.setPixmap(display.grab())
        display.deleteLater()

    def apply_theme(self) -> None:
        """Other colours, another picture; one that is not seen is drawn when its section is shown."""
        super().apply_theme()
        if self.isVisible():
            self.draw_soon()


def example_view(language: str) -> CustomerView:
    """Electricity and water, paid with two hundreds."""
    utility = f"{text_in(language, 'Electric')}, {text_in(language, 'Water')}"
    return CustomerView(
        "sale",
        language,
        (
            WordsRow(utility, "157.43", account_words(language, "10-004512-7")),
            WordsRow(text_in(language, "Other payment"), "30.00"),
        ),
        WordsRow(text_in(language, "Total"), "$187.43"),
        (WordsRow(text_in(language, "Cash"), "200.00"),),
        WordsRow(text_in(language, "Change"), "$12.57"),
    )
