"""The printer of this device, as its settings say now."""

from app.config import PRINTER, PRINTER_PROFILE
from app.print_jobs.printer_choice import PrinterChoice, printer_choice
from app.store.settings import write_setting
from app.workplace import Services


def test_default_is_the_screen(services: Services) -> None:
    assert printer_choice(services) == PrinterChoice("screen:", "80mm")


def test_changed_setting_holds_at_once(services: Services) -> None:
    with services.plain_work() as work:
        write_setting(work.connection, PRINTER, "network:10.0.0.7")
        write_setting(work.connection, PRINTER_PROFILE, "58mm")
        work.commit()
    assert printer_choice(services) == PrinterChoice("network:10.0.0.7", "58mm")
