"""Account 10-004512-7, Alvarez, Maria, 1207 Pine St: the account of every picture, on any day.

Whatever `today` is, the last bill (144.99) was issued eighteen days ago and is not due yet, and 12.44 of the electric
charge of the bill before is overdue since less than a month, so that the balance is 157.43. A check came back nine
bills ago; the account is cash only for twelve months from then, and paid both bills and the fee (30.00) in cash.
"""

from datetime import date, timedelta
from typing import Any

from app.accounts.demo_city.billing import BillDates, bill_dates, on_weekday
from app.accounts.demo_city.people import ALVAREZ_PHONE

DAYS_SINCE_LAST_BILL = 18
_LAST = (
    ("electric", 5_886),
    ("natural_gas", 977),
    ("water", 1_170),
    ("sewer", 1_835),
    ("solid_waste", 2_018),
    ("stormwater", 1_071),
    ("fire_fee", 1_542),
)
_TOTALS = (16_842, 19_215, 22_208, 21_590, 21_336, 14_920, 13_960, 17_214, 20_833, 21_907, 20_152, 16_244)
"""The twelve bills before the last, oldest first; the fifth holds the fee for the returned check."""
_RETURNED_BILL = 3
_RETURN_FEE_CENTS = 3_000
_PART_PAID_CENTS = 15_000
_FIXED = _LAST[3:]
_METERS = (("electric", "E-558210"), ("natural_gas", "G-104477"), ("water", "W-220916"))


class Alvarez:
    """The account's rows for a given day."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._dates = _bills_before(today)

    def write(self, lines: dict[str, list[str]], writers: dict[str, Any], number: str, city: str) -> None:
        """Adds every row of the account."""
        account = number.replace("-", "")
        today = self._today
        writers["customers"].writerow(
            (f"C{account}", "Alvarez, Maria", "person", ALVAREZ_PHONE, "maria.alvarez@example.com", "", "en")
        )
        writers["service_locations"].writerow((f"L{account}", "1207 Pine St", "", city, "32301", 1))
        lines["accounts"].append(f"{account},{number},C{account},L{account},residential,active,2019-06-03,\n")
        last_read, next_read = today - timedelta(days=21), today + timedelta(days=11)
        points = {service: f"U{account}{meter[0]}" for service, meter in _METERS}
        for service, meter in _METERS:
            lines["usage_points"].append(f"{points[service]},L{account},{service},{meter},{last_read},{next_read}\n")
        for service, _ in _LAST:
            lines["agreements"].append(f"{account},{service},{points.get(service, '')},standard,2019-06-03,\n")
        self._write_bills(lines, account)
        self._write_receipts(lines, account)
        self._write_words(writers, account)

    def _write_bills(self, lines: dict[str, list[str]], account: str) -> None:
        for n, (dates, total) in enumerate(zip(self._dates, (*_TOTALS, sum(cents for _, cents in _LAST)), strict=True)):
            bill = f"B{account}-{dates.period[2:4]}{dates.period[5:]}"
            lines["bills"].append(f"{bill},{account},{dates.period},{dates.issued},{dates.due},{total}\n")
            fee = _RETURN_FEE_CENTS if n == _RETURNED_BILL + 1 else 0
            for line, (service, cents) in enumerate(_split(total - fee, n == len(_TOTALS)), start=1):
                lines["charges"].append(f"{bill},{line},{service},charge,{cents},,\n")
            if fee:
                lines["charges"].append(f"{bill},8,other,fee,{fee},,Returned check\n")

    def _write_receipts(self, lines: dict[str, list[str]], account: str) -> None:
        receipts = lines["receipts"]
        for n, (dates, total) in enumerate(zip(self._dates, _TOTALS, strict=False)):
            paid_on = dates.due_on - timedelta(days=(5, 3, 6, 4, 5)[n % 5])
            receipt = f"R{account}-{n:02d}"
            if n == _RETURNED_BILL:
                receipts.append(f"{receipt},{account},{paid_on},mail,{total},\n")
                receipts.append(f"{receipt}X,{account},{self.returned_on},mail,{-total},\n")
            elif n == _RETURNED_BILL + 1:
                both = total + _TOTALS[_RETURNED_BILL]
                receipts.append(f"{receipt},{account},{paid_on},counter,{both},\n")
            elif n == len(_TOTALS) - 1:
                receipts.append(f"{receipt},{account},{dates.due_on - timedelta(days=2)},counter,{_PART_PAID_CENTS},\n")
                self._write_part_payment(lines["receipt_lines"], receipt, account, dates, total)
            else:
                receipts.append(f"{receipt},{account},{paid_on},counter,{total},\n")

    def _write_part_payment(self, lines: list[str], receipt: str, account: str, dates: BillDates, total: int) -> None:
        bill = f"B{account}-{dates.period[2:4]}{dates.period[5:]}"
        for line, (service, cents) in enumerate(_split(total, last=False), start=1):
            paid = cents - (total - _PART_PAID_CENTS) if service == "electric" else cents
            lines.append(f"{receipt},{bill},{line},{paid}\n")

    @property
    def returned_on(self) -> date:
        """The day on which the check came back: the day after the next bill was issued."""
        return self._dates[_RETURNED_BILL + 1].issued_on + timedelta(days=1)

    def _write_words(self, writers: dict[str, Any], account: str) -> None:
        returned, today = self.returned_on, self._today
        until = returned.replace(year=returned.year + 1) if returned.day < 29 else returned + timedelta(days=365)
        writers["alerts"].writerow((account, "cash_only", returned, until, f"Check returned {_worded(returned)}."))
        certificate = date(today.year + (today.month > 3), 6, 30)
        words = f"Do not cut. Certificate to {_worded(certificate)}."
        writers["alerts"].writerow((account, "life_support", date(today.year - 1, 7, 1), certificate, words))
        note = f"Asked how long cash only lasts. Told: 12 months from the return, {_worded(until)}."
        writers["notes"].writerow(
            (f"N{account}-2", account, self._dates[-2].due_on - timedelta(days=2), "D. Tran", note)
        )
        writers["notes"].writerow(
            (f"N{account}-1", account, returned, "Billing", "Check returned unpaid, fee 30.00 charged. Letter sent.")
        )


def _bills_before(today: date) -> list[BillDates]:
    """Thirteen bills, oldest first; the last was issued eighteen days ago."""
    anchor = today - timedelta(days=DAYS_SINCE_LAST_BILL)
    found = []
    for back in range(len(_TOTALS), -1, -1):
        month = anchor.year * 12 + anchor.month - 1 - back
        day = date(month // 12, month % 12 + 1, min(anchor.day, 28))
        found.append(bill_dates(f"{day.year}-{day.month:02d}", on_weekday(day) if back else anchor))
    return found


def _split(total: int, last: bool) -> list[tuple[str, int]]:
    """A bill's charges: what is the same each month as it is, the rest on electric, gas and water."""
    if last:
        return list(_LAST)
    rest = total - sum(cents for _, cents in _FIXED)
    gas, water = rest * 13 // 100, rest * 16 // 100
    return [("electric", rest - gas - water), ("natural_gas", gas), ("water", water), *_FIXED]


def _worded(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
