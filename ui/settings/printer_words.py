"""Words for printers, papers and what became of them: settings, wizard."""

from app.print_jobs.types import Failure, JobKind, JobRow, JobState
from printing.addresses import Transport
from resources.texts import text
from ui.widgets.tag import Tone


def transport_words(transport: Transport) -> str:
    """How a printer is connected."""
    return {
        Transport.SCREEN: text("No printer: receipts show on the screen"),
        Transport.NETWORK: text("Network"),
        Transport.USB: text("USB"),
        Transport.SERIAL: text("Serial line"),
        Transport.CUPS: text("Print queue of this system (CUPS)"),
        Transport.WINDOWS: text("Printer of Windows"),
        Transport.FILE: text("Device file or folder"),
    }[transport]


def profile_choices() -> list[tuple[str, str]]:
    """Values of the setting `printer.profile` with their words."""
    return [
        ("80mm", text("80 mm, Epson or compatible")),
        ("80mm_42", text("80 mm, 42 columns")),
        ("80mm_slip", text("80 mm, Epson with slip station")),
        ("80mm_other", text("80 mm, another make")),
        ("58mm", text("58 mm")),
    ]


def kind_words(kind: JobKind) -> str:
    """What a paper is."""
    return {
        JobKind.RECEIPT: text("Receipt"),
        JobKind.COPY: text("Copy of a receipt"),
        JobKind.X_REPORT: text("X report"),
        JobKind.DRAWER_SLIP: text("Slip of the drawer"),
        JobKind.UNDO_SLIP: text("Slip of a refund or a correction"),
        JobKind.STAMP: text("Endorsement or validation"),
        JobKind.ITINERARY: text("Trip on paper"),
        JobKind.TEST_PAGE: text("Test page"),
        JobKind.KICK: text("Drawer"),
    }[kind]


def failure_words(failure: Failure) -> str:
    """What is the matter with the printer, and what to do."""
    return {
        Failure.PAPER_OUT: text("The printer is out of paper. Load a roll; the page prints by itself."),
        Failure.COVER_OPEN: text("The printer's cover is open. Close it; the page prints by itself."),
        Failure.PRINTER_ERROR: text("The printer reports an error. Switch it off and on again."),
        Failure.OFFLINE: text("The printer answers but does not print. Press its feed key, or switch it off and on."),
        Failure.UNREACHABLE: text("Nothing answers at this address. Check that it is on, its cable and the address."),
        Failure.RESET: text("The connection broke in the middle. Look whether a page came out."),
        Failure.STALLED: text("The printer stopped in the middle. Look whether a page came out."),
        Failure.MUTE: text("The page was sent, but the printer says nothing. Look whether it came out."),
        Failure.REJECTED: text("The system's print queue did not take the page. Check that queue."),
        Failure.UNPRINTABLE: text("This paper was made by another version and cannot be printed."),
        Failure.INTERRUPTED: text("The program ended while it printed. Look whether it came out."),
        Failure.SLIP_MISSING: text("No check or stub was in the slip station. Put it in and print it again."),
    }[failure]


def outcome_words(row: JobRow) -> tuple[Tone, str, str]:
    """Tone, fact and next step of a paper, as honest as the printer is."""
    if row.state is JobState.SHOWN:
        return "good", text("Ready."), text("Receipts show on the screen; there is no printer to test.")
    if row.state is JobState.CONFIRMED:
        return "good", text("It printed."), text("The printer says so itself.")
    if row.state is JobState.SENT_UNCONFIRMED:
        rest = failure_words(row.failure) if row.failure else text("This kind of printer cannot say so: look at it.")
        return "warn", text("Sent. Did it print?"), rest
    if row.state is JobState.EXPIRED:
        return "bad", text("It did not print."), text("It waited too long. Try again when the printer is ready.")
    if row.failure is not None:
        return ("bad" if row.state is JobState.FAILED else "warn"), text("Not yet."), failure_words(row.failure)
    return "plain", text("Printing…"), ""
