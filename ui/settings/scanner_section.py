"""Scanner: what it sends before each code, and a place to try it without opening an account."""

from PySide6.QtCore import Qt

from app.config import SCAN_PREFIX
from app.device_settings import DeviceSettings, device_settings
from app.identity.permissions import Permission
from resources.texts import text
from ui.context import WindowContext
from ui.settings.section import Section
from ui.settings.setting_row import SettingRow
from ui.widgets.card import Card
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.layout import column, gap, hold, row, stretch
from ui.widgets.line_edit import LineEdit


class ScannerSection(Section):
    """A scan here is shown and goes nowhere."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.name, self.icon = text("Scanner"), "scan"
        may_change = self.add_reason(Permission.SETTINGS_CHANGE)
        self.prefix = LineEdit(text("Nothing"), name=text("Prefix"))
        self.prefix.setMaxLength(12)
        self.prefix.setEnabled(may_change)
        self._stored = ""
        help = text("What the scanner sends before each code. Empty: scans are known by their speed alone.")
        self.row = SettingRow(text("Prefix"), self.prefix, help=help, last=True)
        card = Card(text("Scanner"), dense=True)
        card.body.addWidget(self.row)
        self.content.addWidget(card)
        self.icon_label = IconLabel("scan", "muted", size=32)
        center = Qt.AlignmentFlag.AlignHCenter
        self.scanned = Label(text("Scan anything"), size=24, weight=600, align=center, wrap=True)
        self.known = Label(
            text("A bill, a badge, a receipt. It is shown here and opens nothing."), color="muted", align=center
        )
        self.content.addWidget(self._try_card())
        self.content.addStretch(1)
        self.prefix.editingFinished.connect(self._save)

    def show_section(self) -> None:
        """The prefix that is set."""
        self.context.operations.read_anew(self, device_settings, self._show, self.fail)

    def take_scan(self, scan: str) -> bool:
        """Shows what came."""
        self.icon_label.set_icon("good", "good")
        self.scanned.setText(scan)
        self.known.setText(text("{count} characters in one burst. The scanner works.", count=len(scan)))
        return True

    def _try_card(self) -> Card:
        card = Card(text("Try it"), dense=True)
        hold(card, min_height=220)
        card.body.addLayout(
            column(
                stretch(),
                row(stretch(), self.icon_label, stretch()),
                gap(4),
                self.scanned,
                self.known,
                stretch(),
                margins=16,
            )
        )
        return card

    def _show(self, settings: DeviceSettings) -> None:
        self.clear_failure()
        self._stored = settings.scan_prefix
        self.prefix.setText(settings.scan_prefix)

    def _save(self) -> None:
        typed = self.prefix.text()
        if typed != self._stored:
            self._stored = typed
            self.save(SCAN_PREFIX, typed, self.row)
