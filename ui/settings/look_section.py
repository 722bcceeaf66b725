"""Look: colours, size and language of the window, and when it locks itself."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.config import IDLE_LOCK, LANGUAGE, THEME, ZOOM
from app.device_settings import DeviceSettings, device_settings
from app.identity.permissions import Permission
from resources.texts import text
from ui.context import WindowContext
from ui.settings.section import Section
from ui.settings.setting_row import SettingRow
from ui.theme import ZOOM_PERCENTS, theme
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.combo_box import ComboBox
from ui.widgets.layout import row

_MINUTES = (1, 2, 5, 10, 15, 30, 60)


class ChipChoice(QWidget):
    """A few chips of which one is on."""

    def __init__(self, choices: Sequence[tuple[str, str]], choose: Callable[[str], None]) -> None:
        super().__init__()
        self.chips = {value: Chip(words, height=36) for value, words in choices}
        self._group = QButtonGroup(self)
        content = row(parent=self, spacing=8)
        for value, chip in self.chips.items():
            self._group.addButton(chip)
            content.addWidget(chip)
            chip.clicked.connect(lambda _=False, value=value: choose(value))
        content.addStretch(1)
        self.setFocusProxy(next(iter(self.chips.values())))

    def show_value(self, value: str) -> None:
        """Shows what is set; chooses nothing by itself. Tab comes to what is set, and arrows choose from there."""
        if value not in self.chips:
            return
        with QSignalBlocker(self._group):
            self.chips[value].setChecked(True)
        for known, chip in self.chips.items():
            policies = Qt.FocusPolicy
            chip.setFocusPolicy(policies.StrongFocus if known == value else policies.ClickFocus)
        self.setFocusProxy(self.chips[value])


class LookSection(Section):
    """Everybody may change how the window looks; only the lock needs leave."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.name, self.icon = text("Look"), "contrast"
        colors = [("light", text("Light")), ("dark", text("Dark")), ("high_contrast", text("High contrast"))]
        self.theme = ChipChoice(colors, self._set_theme)
        self.zoom = ComboBox([(str(percent), f"{percent} %") for percent in ZOOM_PERCENTS], name=text("Size"))
        self.language = ChipChoice([("en", "English"), ("es", "Español")], self._set_language)
        minutes = [(str(60 * count), text("{count} min", count=count)) for count in _MINUTES]
        self.lock = ComboBox(minutes, name=text("Lock after"))
        self._rows = {
            "theme": SettingRow(text("Colors"), self.theme),
            "zoom": SettingRow(text("Size"), self.zoom, help=text("Also with Ctrl + and Ctrl − on every page")),
            "language": SettingRow(
                text("Language of the window"), self.language, help=text("Receipts have a language of their own")
            ),
            "lock": SettingRow(
                text("Lock without a key pressed"), self.lock, help=text("The sale stays as it is behind it"), last=True
            ),
        }
        card = Card(text("Window"), dense=True)
        for setting_row in self._rows.values():
            card.body.addWidget(setting_row)
        self.content.addWidget(card)
        self.content.addStretch(1)
        if not self.may(Permission.SETTINGS_CHANGE):
            self.lock.setEnabled(False)
            self._rows["lock"].say_wrong("")
        self.zoom.chosen.connect(self._set_zoom)
        self.lock.chosen.connect(lambda seconds: self.save(IDLE_LOCK, int(seconds), self._rows["lock"]))
        theme().changed.connect(self._follow)

    def show_section(self) -> None:
        """What is set."""
        self.context.operations.read_anew(self, device_settings, self._show, self.fail)

    def _show(self, settings: DeviceSettings) -> None:
        self.clear_failure()
        self.language.show_value(settings.language)
        nearest = min(_MINUTES, key=lambda count: abs(60 * count - settings.idle_lock_seconds))
        self.lock.set_value(str(60 * nearest))
        self._follow()

    def _follow(self) -> None:
        """The window may be changed by keys, too."""
        self.theme.show_value(theme().name)
        self.zoom.set_value(str(theme().zoom_percent))

    def _set_theme(self, name: str) -> None:
        theme().change(name)
        self.save(THEME, name, self._rows["theme"])

    def _set_zoom(self, percent: str) -> None:
        theme().change(zoom_percent=int(percent))
        self.save(ZOOM, int(percent), self._rows["zoom"])

    def _set_language(self, language: str) -> None:
        self.save(LANGUAGE, language, self._rows["language"])
