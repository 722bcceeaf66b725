"""Reads ESC/POS bytes back into what stands on the paper, written from Epson's command reference, not from our encoder.

Understands what a receipt may contain; any other byte raises `UnknownCommand` with its offset. Double sizes,
alignment, bold, code pages, native QR codes and barcodes, raster pictures, cuts, the slip station, drawer pulses,
status and process-id requests.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from PIL import Image

CODE_PAGES = {
    0: "cp437",
    2: "cp850",
    3: "cp860",
    4: "cp863",
    5: "cp865",
    16: "cp1252",
    18: "cp852",
    19: "cp858",
}
_ALIGNS = {0: "left", 1: "center", 2: "right", 48: "left", 49: "center", 50: "right"}


class UnknownCommand(ValueError):
    """Bytes that a receipt must not contain."""


@dataclass(frozen=True)
class Text:
    """One printed line."""

    text: str
    align: str = "left"
    bold: bool = False
    double_width: bool = False
    double_height: bool = False


@dataclass(frozen=True)
class QrCode:
    """A code that the printer draws itself; `module` in dots, `level` one of LMQH."""

    data: str
    module: int
    level: str
    align: str


@dataclass(frozen=True)
class Bars:
    """A Code 128 barcode in code set B that the printer draws itself."""

    data: str
    module: int
    align: str


@dataclass(frozen=True)
class Raster:
    """A picture, black where the paper is burnt."""

    image: Image.Image


@dataclass(frozen=True)
class Cut:
    """The knife."""

    partial: bool


@dataclass(frozen=True)
class Kick:
    """The drawer's pulse; `pin` 2 or 5, `on_ms` its length."""

    pin: int
    on_ms: int


@dataclass(frozen=True)
class Feed:
    """White paper of some dots' height."""

    dots: int


@dataclass(frozen=True)
class Eject:
    """A check or a stub leaves the slip station."""


Item = Text | Feed | QrCode | Bars | Raster | Cut | Kick | Eject


@dataclass
class _State:
    align: str = "left"
    bold: bool = False
    double_width: bool = False
    double_height: bool = False
    code_page: str = "cp437"
    bar_module: int = 3
    qr_module: int = 3
    qr_level: str = "L"
    qr_data: bytes = b""
    slip: bool = False


@dataclass
class Decoded:
    """What a buffer puts on paper and asks of the printer."""

    items: list[Item] = field(default_factory=list)
    process_ids: list[bytes] = field(default_factory=list)
    status_requests: int = 0
    code_pages: list[int] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The text of every printed line, pictures left out."""
        return [item.text for item in self.items if isinstance(item, Text)]

    @property
    def kicks(self) -> list[Kick]:
        """Every pulse to the drawer."""
        return [item for item in self.items if isinstance(item, Kick)]

    @property
    def qr_codes(self) -> list[str]:
        """What each native QR code says."""
        return [item.data for item in self.items if isinstance(item, QrCode)]

    @property
    def pictures(self) -> list[Image.Image]:
        """Each raster picture."""
        return [item.image for item in self.items if isinstance(item, Raster)]

    def as_text(self, columns: int) -> str:
        """The paper as plain text for comparing: attributes stand in ‹› after a line, codes and pictures in []."""
        return "\n".join(_plain(item, columns).rstrip() for item in self.items if not isinstance(item, Feed)) + "\n"


def decode(data: bytes) -> Decoded:
    """Raises UnknownCommand for anything that is not understood or cut short."""
    reader = _Reader(data)
    while not reader.at_end:
        reader.step()
    if reader.line:
        raise UnknownCommand(f"text without a line feed at the end: {bytes(reader.line)!r}")
    return reader.decoded


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._state = _State()
        self.line = bytearray()
        self.decoded = Decoded()

    @property
    def at_end(self) -> bool:
        return self._at >= len(self._data)

    def step(self) -> None:
        start = self._at
        byte = self._take()
        if byte == 0x0A:
            self._print_line()
        elif byte == 0x0C and self._state.slip:
            self._item(Eject())
        elif byte >= 0x20 and byte != 0x7F:
            self.line.append(byte)
        elif byte in (0x10, 0x1B, 0x1C, 0x1D):
            command = {0x10: self._dle, 0x1B: self._esc, 0x1C: self._fs, 0x1D: self._gs}[byte]
            if not command(self._take()):
                raise UnknownCommand(f"at {start}: {self._data[start : start + 8].hex(' ')}")
        else:
            raise UnknownCommand(f"at {start}: control byte {byte:#04x}")

    def _take(self) -> int:
        return self._bytes(1)[0]

    def _bytes(self, count: int) -> bytes:
        if self._at + count > len(self._data):
            raise UnknownCommand(f"cut short: {count} bytes wanted at {self._at} of {len(self._data)}")
        self._at += count
        return self._data[self._at - count : self._at]

    def _word(self) -> int:
        return int.from_bytes(self._bytes(2), "little")

    def _print_line(self) -> None:
        state = self._state
        text = self.line.decode(state.code_page)
        self.line.clear()
        self.decoded.items.append(Text(text, state.align, state.bold, state.double_width, state.double_height))

    def _item(self, item: Item) -> None:
        if self.line and not isinstance(item, Kick):
            raise UnknownCommand(f"{type(item).__name__} in the middle of a line")
        self.decoded.items.append(item)

    def _dle(self, command: int) -> bool:
        if command == 0x04:
            self.decoded.status_requests += 1
            return self._take() in (1, 2, 3, 4, 5)
        if command == 0x05:
            return self._take() == 3
        if command == 0x14 and self._take() == 1:
            pin, tenths = self._bytes(2)
            self._item(Kick(5 if pin else 2, tenths * 100))
            return True
        return False

    def _esc(self, command: int) -> bool:
        state = self._state
        match chr(command):
            case "@":
                self._state = _State()
            case "!":
                self._print_mode(self._take())
            case "E" | "G":
                state.bold = bool(self._take() & 1)
            case "a":
                state.align = _ALIGNS[self._take()]
            case "d":
                for _ in range(self._take()):
                    self._print_line()
            case "J":
                self._item(Feed(self._take()))
            case "t":
                self._select_code_page(self._take())
            case "R" | "M" | "-" | "3" | "{":
                return self._take() in ((0, 48) if chr(command) in "RM-{" else range(256))
            case "c":
                return self._station(*self._bytes(2))
            case "f":
                minutes, tenths = self._bytes(2)
                return minutes <= 15 and tenths <= 64
            case "2":
                pass
            case "p":
                pin, on, _ = self._bytes(3)
                self._item(Kick(5 if pin in (1, 49) else 2, on * 2))
            case _:
                return False
        return True

    def _station(self, what: int, sheet: int) -> bool:
        """ESC c 0: prints on the roll or on the slip from now on."""
        self._state.slip = sheet == 4
        return what == 0x30 and sheet in (1, 2, 3, 4)

    def _print_mode(self, bits: int) -> None:
        if bits & 0b1100_0111:
            raise UnknownCommand(f"print mode {bits:#04x}: only bold and double sizes belong on a receipt")
        self._state.bold = bool(bits & 8)
        self._state.double_height = bool(bits & 16)
        self._state.double_width = bool(bits & 32)

    def _select_code_page(self, number: int) -> None:
        if number not in CODE_PAGES:
            raise UnknownCommand(f"code page {number}")
        self._state.code_page = CODE_PAGES[number]
        self.decoded.code_pages.append(number)

    def _fs(self, command: int) -> bool:
        return chr(command) == "."

    def _gs(self, command: int) -> bool:
        match chr(command):
            case "!":
                size = self._take()
                self._state.double_width, self._state.double_height = bool(size >> 4), bool(size & 7)
                return size in (0x00, 0x01, 0x10, 0x11)
            case "V":
                return self._cut(self._take())
            case "h" | "H" | "f":
                self._take()
            case "w":
                self._state.bar_module = self._take()
            case "k":
                return self._bars(self._take())
            case "v":
                return self._raster()
            case "(":
                return self._extended(chr(self._take()))
            case "r":
                self.decoded.status_requests += 1
                return self._take() in (1, 49)
            case _:
                return False
        return True

    def _cut(self, mode: int) -> bool:
        if mode in (65, 66):
            self._take()
        self._item(Cut(partial=mode in (1, 49, 66)))
        return mode in (0, 1, 48, 49, 65, 66)

    def _bars(self, kind: int) -> bool:
        payload = self._bytes(self._take())
        if kind != 73 or not payload.startswith(b"{B"):
            return False
        data = payload[2:].decode("ascii").replace("{{", "{")
        self._item(Bars(data, self._state.bar_module, self._state.align))
        return True

    def _raster(self) -> bool:
        if self._take() != 0x30 or self._take() not in (0, 48):
            return False
        bytes_wide, dots_high = self._word(), self._word()
        bits = self._bytes(bytes_wide * dots_high)
        burnt = bytes(byte ^ 0xFF for byte in bits)
        self._item(Raster(Image.frombytes("1", (bytes_wide * 8, dots_high), burnt)))
        return True

    def _extended(self, command: str) -> bool:
        content = self._bytes(self._word())
        if command == "H" and content[:2] == b"00" and len(content) == 6:
            self.decoded.process_ids.append(content[2:])
            return True
        return command == "k" and content[:1] == b"1" and self._qr(content[1], content[2:])

    def _qr(self, function: int, parameters: bytes) -> bool:
        state = self._state
        match function:
            case 65:
                return parameters == b"2\x00"
            case 67:
                state.qr_module = parameters[0]
            case 69:
                state.qr_level = "LMQH"[parameters[0] - 48]
            case 80:
                state.qr_data = parameters[1:]
            case 81:
                self._item(QrCode(state.qr_data.decode("utf-8"), state.qr_module, state.qr_level, state.align))
            case _:
                return False
        return True


def _plain(item: Item, columns: int) -> str:
    match item:
        case Text():
            return _plain_text(item, columns)
        case QrCode():
            return f"[QR {item.data}]".center(columns)
        case Bars():
            return f"[Code 128 {item.data}]".center(columns)
        case Raster():
            return f"[picture {item.image.width} × {item.image.height}]"
        case Cut():
            return "[cut]"
        case Feed():
            return ""
        case Eject():
            return "[slip out]"
        case Kick():
            return f"[drawer pin {item.pin}]"


def _plain_text(item: Text, columns: int) -> str:
    room = columns // 2 if item.double_width else columns
    if len(item.text) > room:
        raise UnknownCommand(f"wider than the paper ({room}): {item.text!r}")
    free = room - len(item.text)
    lead = {"left": 0, "center": free // 2, "right": free}[item.align]
    return " " * lead + item.text + "".join(_attributes(item))


def _attributes(item: Text) -> Iterator[str]:
    marks = (("bold", item.bold), ("wide", item.double_width), ("tall", item.double_height))
    named = " ".join(name for name, on in marks if on)
    if named and item.text.strip():
        yield f"  ‹{named}›"
