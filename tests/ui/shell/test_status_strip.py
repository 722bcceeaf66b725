"""The strip: parts are buttons, warnings keep their words, words give way where there is no room."""

from pytestqt.qtbot import QtBot

from ui.shell.status_strip import StatusStrip, StripPart

PARTS = [
    StripPart("date", "calendar", "Fri 20 Nov 2026"),
    StripPart("printer", "printer", "Printer ready", "good", tooltip="Last receipt 10:36"),
    StripPart("sync", "sync", "12 waiting, oldest 4 min", "warn"),
]


def test_parts_are_told_by_key_and_change_in_place(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.resize(1182, 32)
    strip.show()
    strip.set_parts(PARTS)
    printer = strip.button("printer")
    strip.set_parts([PARTS[0], StripPart("printer", "printer", "Out of paper", "bad"), PARTS[2]])
    assert strip.button("printer") is printer
    assert printer.accessibleName() == "Out of paper"
    with qtbot.waitSignal(strip.opened) as signal:
        printer.click()
    assert signal.args == ["printer"]
    strip.set_parts(PARTS[:1])
    strip.set_clock("10:42")
    strip.grab()


def test_words_give_way_but_warnings_do_not(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.set_parts(PARTS)
    strip.show()
    strip.resize(300, 32)
    narrow = {key: strip.button(key).narrow for key in ("date", "printer", "sync")}
    assert narrow == {"date": True, "printer": True, "sync": False}
    assert strip.button("printer").toolTip() == "Printer ready"
    strip.resize(900, 32)
    assert not strip.button("date").narrow
    assert strip.button("printer").toolTip() == "Last receipt 10:36"
