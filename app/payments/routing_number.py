"""Bank routing numbers on checks: nine digits whose weighted sum (3, 7, 1 repeated) is a multiple of ten (ABA)."""

_WEIGHTS = (3, 7, 1) * 3


def routing_number_is_valid(typed: str) -> bool:
    """True for nine digits that fit their check digit; a row of zeros is no bank."""
    if len(typed) != len(_WEIGHTS) or not (typed.isascii() and typed.isdigit()) or not typed.strip("0"):
        return False
    return sum(int(digit) * weight for digit, weight in zip(typed, _WEIGHTS, strict=True)) % 10 == 0
