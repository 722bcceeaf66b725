"""A bank's NACHA return file, made from the records' own layout and not from our reader."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NachaEntry:
    """One returned check conversion."""

    amount_cents: int
    number: str
    routing_number: str = "021000021"
    reason: str = "R01"
    trace: str = "021000020000001"
    original_trace: str = "063100270000007"
    addenda_kind: str = "99"
    code: str = "26"


def nacha_file(*entries: NachaEntry, created: str = "261120", end: str = "\n") -> bytes:
    """One batch with its control records, padded with nines to full blocks of ten."""
    records = [
        f"101 063100277 021000021{created}0930A094101{'CITY OF CYPRESS SPRINGS':<23}{'FIRST BANK':<23}{'':<8}",
        f"5225{'CITY UTILITIES':<16}{'':<20}1591234567ARC{'RETURNS':<10}{created}{created}324102100002{1:07}",
    ]
    for entry in entries:
        records.append(
            f"6{entry.code}{entry.routing_number}{'12345678901':<17}{entry.amount_cents:010}"
            f"{entry.number:<15}{'A CUSTOMER':<22}  1{entry.trace}"
        )
        records.append(f"7{entry.addenda_kind}{entry.reason}{entry.original_trace}{'':<6}06310027{'':<44}{entry.trace}")
    hashed = sum(int(entry.routing_number[:8]) for entry in entries) % 10**10
    debit = sum(entry.amount_cents for entry in entries if entry.code in ("26", "36"))
    credit = sum(entry.amount_cents for entry in entries if entry.code not in ("26", "36"))
    count = 2 * len(entries)
    records.append(f"8225{count:06}{hashed:010}{debit:012}{credit:012}1591234567{'':<25}02100002{1:07}")
    blocks = -(-(len(records) + 1) // 10)
    records.append(f"9{1:06}{blocks:06}{count:08}{hashed:010}{debit:012}{credit:012}{'':<39}")
    records += ["9" * 94] * (blocks * 10 - len(records))
    return end.join(records).encode() + end.encode()
