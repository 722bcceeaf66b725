"""Secret bytes as a person reads and types them: groups of four signs and a check sign (Crockford's Base32).

The check sign lets the program say which group was mistyped.
"""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SIGNS = 4
_BITS = 5 * _SIGNS

_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


class WrongLength(ValueError):
    """`signs` were typed, `expected` are needed."""

    def __init__(self, signs: int, expected: int) -> None:
        super().__init__(f"{signs} signs, not {expected}")
        self.signs, self.expected = signs, expected


class Mistyped(ValueError):
    """The check sign of `group` (from 1) is wrong."""

    def __init__(self, group: int) -> None:
        super().__init__(f"group {group} is mistyped")
        self.group = group


def plain_signs(typed: str) -> str:
    """Typed signs as they are compared: capitals without spaces and hyphens, 0 for O, 1 for I and L."""
    return "".join(sign for sign in typed[:1000].upper().translate(_LOOK_ALIKE) if sign.isalnum())


def grouped(secret: bytes) -> tuple[str, ...]:
    """Groups of five signs; `secret` has a multiple of 20 bits."""
    bits = int.from_bytes(secret, "big")
    digits = [bits >> shift & 31 for shift in range(len(secret) * 8 - 5, -1, -5)]
    groups = [digits[start : start + _SIGNS] for start in range(0, len(digits), _SIGNS)]
    return tuple(
        "".join(ALPHABET[digit] for digit in (*group, _check_digit(number, group)))
        for number, group in enumerate(groups)
    )


def ungrouped(typed: str, byte_count: int) -> bytes:
    """Reads what a person typed; spaces, hyphens, small letters, O for 0 and I or L for 1 do not matter.

    Raises WrongLength or Mistyped.
    """
    signs, groups = plain_signs(typed), byte_count * 8 // _BITS
    if len(signs) != groups * (_SIGNS + 1):
        raise WrongLength(len(signs), groups * (_SIGNS + 1))
    bits = 0
    for group in range(groups):
        digits = [ALPHABET.find(sign) for sign in signs[group * 5 : group * 5 + 5]]
        if min(digits) < 0 or digits[_SIGNS] != _check_digit(group, digits[:_SIGNS]):
            raise Mistyped(group + 1)
        for digit in digits[:_SIGNS]:
            bits = bits << 5 | digit
    return bits.to_bytes(byte_count, "big")


def _check_digit(group: int, digits: list[int]) -> int:
    """Weighted, so that swapped signs show; the group's own number is in it, so that swapped groups do."""
    return (sum(weight * digit for weight, digit in enumerate(digits, 2)) + 7 * group) % 31
