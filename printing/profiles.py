"""What a receipt printer can do: paper width, code page, its own QR codes, how it confirms, whether it stamps slips.

Code page 858 is table 19 on Epson and compatible printers; it has every Spanish letter and the euro sign. It is
pinned: the library's guessing picks odd pages. Characters outside it are printed as pictures of their row.
"""

from dataclasses import dataclass
from enum import StrEnum


class Confirmation(StrEnum):
    """How the printer says that a job is done.

    *Process id*: GS ( H function 48, answered when the paper is printed. *Status*: GS r 1, answered when the bytes
    before it have been processed. *None*: it cannot say.
    """

    PROCESS_ID = "process_id"
    STATUS = "status"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of printer. `columns` of 12 × 24 dots (font A) over `dots` of printing width at 203 dpi.

    `slip_columns`: of its slip station, an impact printer beside the roll that takes a check or a stub; 0 without one.
    """

    name: str
    paper_mm: int
    columns: int
    dots: int
    code_page: str = "CP858"
    code_page_number: int = 19
    native_qr: bool = True
    native_barcode: bool = True
    cuts: bool = True
    confirmation: Confirmation = Confirmation.STATUS
    slip_columns: int = 0


EPSON_80 = Profile("Epson 80 mm", 80, 48, 576, confirmation=Confirmation.PROCESS_ID)
EPSON_80_42 = Profile("Epson 80 mm, 42 columns", 80, 42, 512, confirmation=Confirmation.PROCESS_ID)
EPSON_SLIP = Profile("Epson with slip station", 80, 42, 512, confirmation=Confirmation.PROCESS_ID, slip_columns=45)
GENERIC_80 = Profile("Other 80 mm", 80, 48, 576)
GENERIC_58 = Profile("Other 58 mm", 58, 32, 384, cuts=False)

PROFILES = {
    "80mm": EPSON_80,
    "80mm_42": EPSON_80_42,
    "80mm_slip": EPSON_SLIP,
    "80mm_other": GENERIC_80,
    "58mm": GENERIC_58,
}
"""By the names that the setting `printer.profile` uses."""
