"""QR and Code 128 codes as PNG, for the screen and for printers without such commands."""

from io import BytesIO

QUIET_MODULES = 4
"""White around a QR code, in modules (ISO/IEC 18004)."""


def qr_png(data: str, module_dots: int, quiet_modules: int = QUIET_MODULES) -> bytes:
    """A QR code, error correction M, black on white, each module `module_dots` wide."""
    import segno

    buffer = BytesIO()
    code = segno.make_qr(data, error="m", boost_error=False)
    code.save(buffer, kind="png", scale=module_dots, border=quiet_modules)
    return buffer.getvalue()
