"""About: versions, licences, where the data and its key are."""

import platform
import sys
from collections.abc import Iterator

from PySide6 import __version__ as pyside_version
from PySide6.QtWidgets import QWidget

from resources.texts import text
from ui.context import WindowContext
from ui.settings.section import Section
from ui.widgets.alert import Alert
from ui.widgets.card import Card
from ui.widgets.figures import Figure, Figures
from ui.widgets.layout import column

LICENCES = (
    ("Civic Counter", "Apache License 2.0"),
    ("Inter, The Inter Project Authors", "SIL Open Font License 1.1"),
    ("Qt and PySide6", "GNU LGPL 3.0"),
    ("SQLCipher", "BSD 3-Clause, Zetetic LLC"),
    ("DejaVu fonts", "Bitstream Vera and Arev licences"),
    ("Droid Sans Fallback", "Apache License 2.0"),
)


class AboutSection(Section):
    """Facts only; nothing here can be changed."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.name, self.icon = text("About"), "info"
        self._here = Figures()
        self.steps = self._build()

    def _build(self) -> Iterator[None]:
        self.content.addWidget(self._card(text("This workstation"), self._workstation(), self._here))
        if self.context.operations.services.keys.place.value != "keystore":
            self.content.addWidget(
                Alert(
                    "warn",
                    text("The key lies in a file."),
                    text("This system has no keystore: whoever can read the data folder can read the data."),
                )
            )
        yield
        self.content.addWidget(self._card(text("Versions"), _versions()))
        yield
        self.content.addWidget(self._card(text("Licenses"), [Figure(name, licence) for name, licence in LICENCES]))
        self.content.addStretch(1)

    def show_section(self) -> None:
        """The office may be called otherwise by now."""
        self._here.set_rows(self._workstation())

    def _workstation(self) -> list[Figure]:
        services = self.context.operations.services
        place, device = services.place, services.device
        in_keystore = services.keys.place.value == "keystore"
        return [
            Figure(
                text("Workstation"), text("{code}, generation {number}", code=device.code, number=device.generation)
            ),
            Figure(text("Counter"), place.counter),
            Figure(text("Office"), f"{place.city}, {place.office_name}"),
            Figure(text("Time zone"), place.time_zone.replace("_", " ")),
            Figure(text("Data folder"), str(services.folder)),
            Figure(text("Key of the data"), text("In the system's keystore") if in_keystore else text("In a key file")),
        ]

    def _card(self, title: str, rows: list[Figure], figures: Figures | None = None) -> QWidget:
        card, figures = Card(title, dense=True), figures or Figures()
        figures.set_rows(rows)
        card.body.addLayout(column(figures, margins=(16, 8)))
        return card


def _versions() -> list[Figure]:
    from ui.version import VERSION

    return [
        Figure("Civic Counter", VERSION),
        Figure("Qt", pyside_version),
        Figure("Python", platform.python_version()),
        Figure(text("System"), f"{platform.system()} {platform.release()} ({sys.platform})"),
    ]
