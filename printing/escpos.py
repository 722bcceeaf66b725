"""Documents as ESC/POS bytes, rendered through python-escpos into one buffer; nothing is sent from here.

The code page is pinned. A row with a character outside it goes as a picture of that row, drawn with the bundled fonts
in the same 12 × 24 cells; its neighbours stay text. The library is imported at first need (0.3 s): `warm_up` does it
ahead.
"""

import codecs
import logging
import shutil
from collections.abc import Callable
from functools import cache
from typing import Any

from printing import codes, fonts, raster
from printing.characters import TYPOGRAPHIC_TWINS
from printing.document import Align, Barcode, Cut, Document, Image, Qr, Style
from printing.paper import Row, TextRow, rows
from printing.profiles import Profile

_CANCEL_DOUBLE_BYTE = b"\x1c."
_CHARACTERS_USA = b"\x1bR\x00"
_BARCODE_HEIGHT = b"\x1dh\x50"
_BARCODE_NO_TEXT = b"\x1dH\x00"
_BARCODE_MODULE_DOTS = 2
_CODE_128_EXTRA_MODULES = 11 + 11 + 13  # start, check character, stop
_QR_MODULE_DOTS = 6
_QR_LEVEL_M = 1
_FEED_QUIET_ZONE = b"\x1bJ\x10"
_FEED_ROWS_WITHOUT_CUTTER = 4
_DRAWER_PIN = 2
_SLIP_WAIT = b"\x1bf\x01\x05"
"""ESC f: at most one minute for the paper, half a second from the paper to the first line."""


def receipt_bytes(document: Document, profile: Profile) -> bytes:
    """The whole document for this kind of printer, ready to be sent at once."""
    device = _device(profile)
    device.hw("INIT")
    device._raw(_CANCEL_DOUBLE_BYTE + _CHARACTERS_USA)
    device.charcode(profile.code_page)
    page = _Page(device, profile)
    for row in rows(document, profile.columns, _drawable(profile)):
        page.add(row)
    return bytes(device.output)


def slip_bytes(document: Document, profile: Profile) -> bytes:
    """The whole document for the paper in the slip station, then back to the roll.

    An impact station prints no pictures: what its code page lacks is written out. Should the paper be gone before the
    first line, the printer stops waiting after a minute (ESC f) instead of stamping whatever is put in later.
    """
    device = _device(profile)
    device.hw("INIT")
    device._raw(_CANCEL_DOUBLE_BYTE + _CHARACTERS_USA)
    device.charcode(profile.code_page)
    device._raw(_SLIP_WAIT)
    device.target("SLIP")
    page = _Page(device, profile)
    for row in rows(document, profile.slip_columns, _in_code_page(profile.code_page)):
        page.add(row)
    device.print_and_eject_slip()
    device.target("ROLL")
    return bytes(device.output)


def kick_bytes(profile: Profile) -> bytes:
    """The pulse that opens the drawer (connector pin 2, 100 ms), a job of its own."""
    device = _device(profile)
    device.cashdraw(_DRAWER_PIN)
    return bytes(device.output)


def warm_up() -> None:
    """Imports the library and reads the fonts (0.4 s), so that the first receipt does not wait. Prints nothing."""
    fonts.warm_up()
    _library()


class _Page:
    """Sends rows to the buffering device, changing the printer's mode only where it differs."""

    def __init__(self, device: Any, profile: Profile) -> None:
        self._device = device
        self._profile = profile
        self._mode: tuple[Align, Style] | None = None

    def add(self, row: Row) -> None:
        match row:
            case TextRow():
                self._text(row)
            case Qr():
                self._qr(row.data)
            case Barcode():
                self._barcode(row.data)
            case Image():
                self._picture(raster.fitted(row.png, self._profile.dots))
            case Cut():
                self._cut()

    def _text(self, row: TextRow) -> None:
        in_code_page = _in_code_page(self._profile.code_page)
        if all(map(in_code_page, row.text)):
            self._use(row.align if row.text else Align.LEFT, row.style)
            self._device.textln(row.text)
        else:
            self._picture(raster.row_image(row, self._profile.columns, self._profile.dots))

    def _use(self, align: Align, style: Style) -> None:
        if self._mode == (align, style):
            return
        self._mode = (align, style)
        self._device.set(
            align=align.value,
            bold=style.bold,
            normal_textsize=True,
            double_width=style.double_width,
            double_height=style.double_height,
        )

    def _picture(self, image: Any) -> None:
        self._use(Align.LEFT, Style())
        self._device.image(image, impl="bitImageRaster", center=True)

    def _qr(self, data: str) -> None:
        self._use(Align.CENTER, Style())
        if self._profile.native_qr:
            self._device.qr(data, ec=_QR_LEVEL_M, size=_QR_MODULE_DOTS, native=True)
            self._device._raw(_FEED_QUIET_ZONE)
        else:
            self._picture(raster.fitted(codes.qr_png(data, _QR_MODULE_DOTS), self._profile.dots))

    def _barcode(self, data: str) -> None:
        """Code set B; a code too wide for the paper is printed as a QR code, which scanners read as well."""
        modules = 11 * len(data) + _CODE_128_EXTRA_MODULES
        if not self._profile.native_barcode or modules * _BARCODE_MODULE_DOTS > self._profile.dots:
            self._qr(data)
            return
        payload = b"{B" + data.replace("{", "{{").encode("ascii")
        width = b"\x1dw" + bytes([_BARCODE_MODULE_DOTS])
        self._use(Align.CENTER, Style())
        self._device._raw(_BARCODE_HEIGHT + width + _BARCODE_NO_TEXT + b"\x1dkI" + bytes([len(payload)]) + payload)

    def _cut(self) -> None:
        self._use(Align.LEFT, Style())
        if self._profile.cuts:
            self._device.cut(mode="PART")
        else:
            self._device.ln(_FEED_ROWS_WITHOUT_CUTTER)


def _drawable(profile: Profile) -> Callable[[str], bool]:
    """What this printer prints as it is; a typographic sign with a plain twin is not worth a picture of its row."""
    in_code_page = _in_code_page(profile.code_page)

    def drawable(character: str) -> bool:
        return in_code_page(character) or (character not in TYPOGRAPHIC_TWINS and fonts.has_glyph(character))

    return drawable


@cache
def _in_code_page(code_page: str) -> Callable[[str], bool]:
    encode = codecs.lookup(code_page).encode

    @cache
    def in_code_page(character: str) -> bool:
        try:
            encode(character)
        except UnicodeEncodeError:
            return False
        return character.isprintable()

    return in_code_page


def _device(profile: Profile) -> Any:
    """A fresh buffering device of the library, with this profile's width and nothing but its code page."""
    printer, capabilities = _library()
    data = {
        **capabilities.CAPABILITIES["profiles"]["default"],
        "media": {"dpi": 203, "width": {"mm": profile.paper_mm, "pixels": profile.dots}},
        "codePages": {str(profile.code_page_number): profile.code_page},
    }
    kind = type("PaperProfile", (capabilities.Profile,), {"profile_data": data})
    return printer.Dummy(profile=kind(columns=profile.columns, features=data["features"]))


@cache
def _library() -> tuple[Any, Any]:
    """The library's modules. Importing it sets up logging and leaves a folder behind: both are undone."""
    root = logging.getLogger()
    handlers = list(root.handlers)
    from escpos import capabilities, printer

    root.handlers[:] = handlers
    shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    return printer, capabilities
