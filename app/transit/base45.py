"""Base45 (RFC 9285): bytes as the 45 signs that a QR code holds two of in eleven bits."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)}


def encode(data: bytes) -> str:
    """Two bytes are three signs, a last single byte is two."""
    signs = []
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            value, digit = divmod(value, 45)
            signs.append(ALPHABET[digit])
    return "".join(signs)


def decode(text: str) -> bytes:
    """The bytes again. Raises ValueError for what no encoder writes."""
    try:
        digits = [_VALUES[sign] for sign in text]
    except KeyError as error:
        raise ValueError(f"{error.args[0]!r} is no sign of Base45") from error
    data = bytearray()
    for start in range(0, len(digits), 3):
        part = digits[start : start + 3]
        value = sum(digit * 45**place for place, digit in enumerate(part))
        length = len(part) - 1
        if not length or value >= 256**length:
            raise ValueError("these signs are no bytes")
        data += value.to_bytes(length, "big")
    return bytes(data)
