"""A scan tried out here is shown and opens nothing; the prefix is stored."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.device_settings import device_settings
from tests.factories.settings import OpenSettings
from ui.settings.scanner_section import ScannerSection
from ui.shell.scanner import Scanner


def test_a_scan_is_shown_and_goes_nowhere(qtbot: QtBot, tmp_path: Path) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    scanner = Scanner(application)
    settings = OpenSettings(qtbot, tmp_path, scanner=scanner)
    elsewhere: list[str] = []
    settings.window.scanned.connect(elsewhere.append)
    section = settings.section(3)
    assert isinstance(section, ScannerSection)
    settings.keyboard.scan("010045127000157430231126")
    assert section.scanned.text() == "010045127000157430231126"
    assert elsewhere == []
    settings.section(1)
    settings.keyboard.scan("010045127000157430231126")
    assert elsewhere == ["010045127000157430231126"]
    application.removeEventFilter(scanner)
    scanner.deleteLater()
    settings.close()


def test_the_prefix_is_stored(qtbot: QtBot, tmp_path: Path) -> None:
    settings = OpenSettings(qtbot, tmp_path)
    section = settings.section(3)
    assert isinstance(section, ScannerSection)
    section.prefix.setText("~")
    section.prefix.editingFinished.emit()
    settings.until(lambda: settings.heard == ["scanner.prefix"])
    assert device_settings(settings.office.services).scan_prefix == "~"
    settings.close()
