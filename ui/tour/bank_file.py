"""A bank's file of returned checks, written record by record as the NACHA rules lay it out, not by the program."""

from dataclasses import dataclass

_ROUTING = "021000021"


@dataclass(frozen=True)
class Returned:
    """One check that comes back: its number, cents, the bank's reason, and where in the file it stands."""

    number: str
    amount_cents: int
    reason: str
    place: int

    @property
    def trace(self) -> str:
        """The bank's own number of the return."""
        return f"02100002{self.place:07}"


def bank_file(*returned: Returned, created: str = "261120") -> bytes:
    """One batch with its control records, filled up with nines to a block of ten."""
    records = [
        f"101 063100277 {_ROUTING}{created}0930A094101{'CITY OF CYPRESS SPRINGS':<23}{'FIRST BANK':<23}{'':<8}",
        f"5225{'CITY UTILITIES':<16}{'':<20}1591234567ARC{'RETURNS':<10}{created}{created}324102100002{1:07}",
        *(record for entry in returned for record in _entry(entry)),
    ]
    hashed, debit_cents = int(_ROUTING[:8]) * len(returned), sum(entry.amount_cents for entry in returned)
    count = 2 * len(returned)
    records.append(f"8225{count:06}{hashed:010}{debit_cents:012}{0:012}1591234567{'':<25}02100002{1:07}")
    blocks = -(-(len(records) + 1) // 10)
    records.append(f"9{1:06}{blocks:06}{count:08}{hashed:010}{debit_cents:012}{0:012}{'':<39}")
    records += ["9" * 94] * (blocks * 10 - len(records))
    return "\n".join([*records, ""]).encode()


def _entry(entry: Returned) -> tuple[str, str]:
    """The entry and its addenda 799."""
    account, original = "12345678901", "063100270000007"
    return (
        f"626{_ROUTING}{account:<17}{entry.amount_cents:010}{entry.number:<15}{'A CUSTOMER':<22}  1{entry.trace}",
        f"799{entry.reason}{original}{'':<6}06310027{'':<44}{entry.trace}",
    )
