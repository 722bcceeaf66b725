"""Prints the recovery sheet straight on the receipt printer, past the queue: the code must not stand in it."""

from app.device_settings import device_settings
from app.print_jobs.types import Outcome
from app.safekeeping.recovery_sheet import RecoverySheet
from app.workplace import Services
from printing import escpos
from printing.addresses import parse_address
from printing.printers import printer_at
from printing.profiles import PROFILES
from printing.safekeeping.recovery_sheet import recovery_sheet_document


def print_recovery_sheet(services: Services, sheet: RecoverySheet, language: str) -> Outcome:
    """Sends it once; nothing is repeated by itself. Run it on the printer's lane. Raises Refused(AddressRefusal)."""
    settings = device_settings(services)
    profile = PROFILES[settings.printer_profile]
    data = escpos.receipt_bytes(recovery_sheet_document(sheet, language), profile)
    return printer_at(parse_address(settings.printer), profile).send(data)
