"""What stands on a check and on a stub: short lines, golden bytes, in the right language, training marked."""

from pathlib import Path

import msgspec
import pytest

from app import training_mode
from app.payments.stamps import Stamp
from app.print_jobs.types import JobKind
from printing.document import Line
from printing.payments.stamp import stamp_document, stamp_title
from printing.pdf import pdf_bytes
from printing.profiles import EPSON_SLIP
from printing.rendering import document_of, job_bytes
from tests.fakes.golden import check_golden
from ui.tour.escpos_decoder import Eject, Text, decode
from ui.tour.pdf_words import pdf_words

GOLDEN = Path(__file__).parents[1] / "golden"
CHECK = Stamp(
    stamp="endorsement",
    language="en",
    city="City of Cypress Springs",
    drawer="A2",
    cashier="M. Reyes",
    receipt_number="A2-000318",
    reference="1041",
    paid_on="2026-11-20",
    amount_cents=15743,
    times=1,
    restriction="FOR DEPOSIT ONLY",
    account_last_four="4417",
)
STUB = msgspec.structs.replace(
    CHECK, stamp="validation", reference="10-004512-7", restriction="", account_last_four="", cashier="J. Núñez 李"
)
MADE = {
    "endorsement-en": CHECK,
    "endorsement-again-en": msgspec.structs.replace(CHECK, times=2),
    "validation-en": STUB,
    "validation-es": msgspec.structs.replace(STUB, language="es"),
}


def data(stamp: Stamp) -> bytes:
    return job_bytes(JobKind.STAMP, msgspec.json.encode(stamp), EPSON_SLIP)


@pytest.mark.parametrize("name", MADE)
def test_golden(name: str) -> None:
    columns = EPSON_SLIP.slip_columns
    check_golden(GOLDEN / f"stamp-{name}-{columns}.txt", decode(data(MADE[name])).as_text(columns))


def test_golden_bytes_of_an_endorsement() -> None:
    """The slip is chosen before the first letter and left after the last: ESC f, ESC c 0 4 … FF, ESC c 0 1."""
    rows = (data(CHECK)[at : at + 16].hex(" ") for at in range(0, len(data(CHECK)), 16))
    check_golden(GOLDEN / "stamp-endorsement-bytes.txt", "".join(f"{row}\n" for row in rows))
    assert data(CHECK).index(b"\x1bf\x01\x05") < data(CHECK).index(b"\x1bc0\x04") < data(CHECK).index(b"FOR DEPOSIT")
    assert data(CHECK).endswith(b"\x0c\x1bc0\x01")


@pytest.mark.parametrize("stamp", MADE.values(), ids=MADE)
def test_it_leaves_room_on_the_paper(stamp: Stamp) -> None:
    items = decode(data(stamp)).items
    lines = [item for item in items if isinstance(item, Text)]
    assert len(lines) <= 6 and all(len(line.text) <= 36 for line in lines)
    assert items[-1] == Eject()


def test_what_the_slip_station_cannot_print_is_written_out() -> None:
    decoded = decode(data(STUB))
    assert decoded.pictures == [] and any("Núñez" in line for line in decoded.texts)


def test_an_endorsement_is_restricted_and_says_no_more_of_the_account_than_its_end() -> None:
    said = "\n".join(element.text for element in stamp_document(CHECK).elements if isinstance(element, Line))
    for part in (
        "FOR DEPOSIT ONLY",
        "City of Cypress Springs",
        "4417",
        "20 Nov 2026",
        "Drawer A2",
        "A2-000318",
        "157.43",
    ):
        assert part in said
    assert "1041" not in said and "M. Reyes" not in said


def test_titles_name_the_receipt() -> None:
    assert (stamp_title(CHECK), stamp_title(STUB)) == ("Endorsement A2-000318", "Validation A2-000318")


def test_the_job_and_the_file_say_the_same() -> None:
    assert document_of(JobKind.STAMP, msgspec.json.encode(CHECK)) == stamp_document(CHECK)
    assert "FOR DEPOSIT ONLY" in pdf_words(pdf_bytes(stamp_document(CHECK)))


def test_training_is_marked() -> None:
    training_mode.enter("TRAIN")
    try:
        texts = decode(data(CHECK)).texts
    finally:
        training_mode.enter("A2")
    assert "TRAINING" in texts
