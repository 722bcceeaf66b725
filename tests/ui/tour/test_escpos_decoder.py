"""The decoder against bytes written by hand from the command reference."""

import pytest

from ui.tour.escpos_decoder import Bars, Cut, Feed, Kick, QrCode, Raster, Text, UnknownCommand, decode


@pytest.mark.parametrize(
    ("data", "item"),
    [
        (b"plain\n", Text("plain")),
        (b"\x1bE\x01bold\n", Text("bold", bold=True)),
        (b"\x1b!\x38all\n", Text("all", bold=True, double_width=True, double_height=True)),
        (b"\x1d!\x11size\n", Text("size", double_width=True, double_height=True)),
        (b"\x1ba\x01mid\n", Text("mid", "center")),
        (b"\x1ba2right\n", Text("right", "right")),
        (b"\x1bt\x13\xd5 \xa4\n", Text("€ ñ")),
        (b"\x1bt\x10\x80\n", Text("€")),
        (b"\x1bJ\x10", Feed(16)),
        (b"\x1dV\x00", Cut(partial=False)),
        (b"\x1dVB\x03", Cut(partial=True)),
        (b"\x1bp\x00\x32\x32", Kick(2, 100)),
        (b"\x1bp1\x19\x19", Kick(5, 50)),
        (b"\x10\x14\x01\x00\x01", Kick(2, 100)),
        (b"\x1dw\x02\x1dkI\x04{BA2", Bars("A2", 2, "left")),
    ],
)
def test_one_command(data: bytes, item: object) -> None:
    assert decode(data).items == [item]


def test_qr_code() -> None:
    store = b"\x1d(k\x05\x001P0A2"
    data = b"\x1d(k\x04\x001A2\x00" + b"\x1d(k\x03\x001C\x06" + b"\x1d(k\x03\x001E1" + store + b"\x1d(k\x03\x001Q0"
    assert decode(data).items == [QrCode("A2", 6, "M", "left")]


def test_raster_is_black_where_bits_are_set() -> None:
    (item,) = decode(b"\x1dv0\x00\x01\x00\x02\x00\x80\x01").items
    assert isinstance(item, Raster)
    assert item.image.size == (8, 2)
    assert [item.image.getpixel((x, y)) for x, y in ((0, 0), (1, 0), (6, 1), (7, 1))] == [0, 255, 255, 0]


def test_questions_to_the_printer() -> None:
    asked = decode(b"\x10\x04\x01\x1dr\x01\x1d(H\x06\x0000ABCD")
    assert (asked.status_requests, asked.process_ids, asked.items) == (2, [b"ABCD"], [])


def test_init_resets_everything() -> None:
    assert decode(b"\x1bE\x01\x1ba\x01\x1b@x\n").items == [Text("x")]


@pytest.mark.parametrize(
    "data",
    [
        b"\x07",
        b"\x1bZ",
        b"\x1dZ",
        b"\x1c&",
        b"\x10\x05\x01",
        b"\x10\x04\x09",
        b"\x1bt\x63",
        b"\x1b!\x80",
        b"\x1d!\x22",
        b"\x1dV\x09",
        b"\x1dkE\x02A2",
        b"\x1d(L\x02\x0000",
        b"\x1d(k\x03\x001Z0",
        b"\x1dv0\x03\x01\x00\x01\x00\x00",
        b"\x1dv0\x00\x01\x00\x09\x00\x00",
        b"text\x1dV\x00",
        b"no line feed",
        b"\x1b",
    ],
)
def test_anything_else_raises(data: bytes) -> None:
    with pytest.raises(UnknownCommand):
        decode(data)


def test_as_text() -> None:
    data = b"\x1ba\x01\x1bE\x01HEAD\n\x1b@\x1bJ\x08\x1d!\x10BIG\n\x1d!\x00\x1bp\x00\x32\x32\x1dV\x00"
    assert decode(data).as_text(10) == "   HEAD  ‹bold›\nBIG  ‹wide›\n[drawer pin 2]\n[cut]\n"


def test_as_text_refuses_what_is_wider_than_the_paper() -> None:
    with pytest.raises(UnknownCommand, match="wider"):
        decode(b"12345678901\n").as_text(10)
