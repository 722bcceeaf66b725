"""The part of CBOR (RFC 8949) that a pass needs: one array of whole numbers, bytes and texts, in the shortest form.

Written out here because the form must be one: what could be written in two ways could be signed in one and shown in
another. What is not the shortest form, or has anything behind its end, is not read.
"""

Item = int | bytes | str

_WHOLE, _BYTES, _TEXT, _ARRAY = 0, 2, 3, 4
_SIZES = {24: 1, 25: 2, 26: 4}
_SHORT_MAX = 23


def encode(items: tuple[Item, ...]) -> bytes:
    """An array of these. Raises ValueError for a negative number or one of more than four bytes."""
    return _head(_ARRAY, len(items)) + b"".join(_item(item) for item in items)


def decode(data: bytes) -> tuple[Item, ...]:
    """The items of an array. Raises ValueError for what `encode` does not write."""
    reader = _Reader(data)
    kind, count = reader.head()
    if kind != _ARRAY:
        raise ValueError("no array")
    items = tuple(reader.item() for _ in range(count))
    if reader.place != len(data):
        raise ValueError("something stands behind the end")
    return items


def _item(item: Item) -> bytes:
    if isinstance(item, int):
        return _head(_WHOLE, item)
    content = item.encode() if isinstance(item, str) else item
    return _head(_TEXT if isinstance(item, str) else _BYTES, len(content)) + content


def _head(kind: int, number: int) -> bytes:
    if not 0 <= number < 2**32:
        raise ValueError(f"{number} does not fit")
    if number <= _SHORT_MAX:
        return bytes([kind << 5 | number])
    code, size = next((code, size) for code, size in _SIZES.items() if number < 256**size)
    return bytes([kind << 5 | code]) + number.to_bytes(size, "big")


class _Reader:
    """Walks the bytes once."""

    def __init__(self, data: bytes) -> None:
        self._data, self.place = data, 0

    def head(self) -> tuple[int, int]:
        """The kind of what comes, and its number or length."""
        first = self.take(1)[0]
        kind, code = first >> 5, first & 31
        if code <= _SHORT_MAX:
            return kind, code
        if code not in _SIZES:
            raise ValueError("a length that is not used here")
        number = int.from_bytes(self.take(_SIZES[code]), "big")
        if number <= _SHORT_MAX or (code > min(_SIZES) and number < 256 ** _SIZES[code - 1]):
            raise ValueError("not the shortest form")
        return kind, number

    def item(self) -> Item:
        """A whole number, bytes or a text."""
        kind, number = self.head()
        if kind == _WHOLE:
            return number
        if kind not in (_BYTES, _TEXT):
            raise ValueError("a kind that is not used here")
        content = self.take(number)
        return content if kind == _BYTES else content.decode()

    def take(self, count: int) -> bytes:
        """The next bytes."""
        part = self._data[self.place : self.place + count]
        if len(part) != count:
            raise ValueError("cut short")
        self.place += count
        return part
