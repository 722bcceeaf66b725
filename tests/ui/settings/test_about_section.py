"""About says where the key lies, plainly."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.factories.settings import OpenSettings
from ui.settings.about_section import AboutSection
from ui.widgets.figures import Figures


def test_the_key_and_the_licences_are_named(qtbot: QtBot, tmp_path: Path) -> None:
    settings = OpenSettings(qtbot, tmp_path)
    section = settings.section(9)
    assert isinstance(section, AboutSection)
    rows = [f"{figure.name}: {figure.value}" for figures in section.findChildren(Figures) for figure in figures.rows]
    said = "\n".join(rows)
    for expected in ("Key of the data: In the system's keystore", "Apache License 2.0", "Open Font License", "LGPL"):
        assert expected in said
    settings.close()
