"""QR codes as PNG scan, with and without their quiet zone on white."""

import io

import pytest
import zxingcpp
from PIL import Image

from printing.codes import QUIET_MODULES, qr_png


@pytest.mark.parametrize("data", ["A2-1-000318-K7QF", "Ñandú 李"])
def test_scans(data: str) -> None:
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr_png(data, 4))).convert("L"))
    assert code.text == data


def test_size_in_dots() -> None:
    assert Image.open(io.BytesIO(qr_png("A2", 3))).width == (21 + 2 * QUIET_MODULES) * 3
