"""What the demo city bills: seven services, a warm-climate year, and who pays when.

Electricity peaks with summer cooling, gas with winter heating, water with spring and summer irrigation; waste,
stormwater (10.71 a month) and the fire fee stay the same. Amounts are cents.
"""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

DUE_DAYS = 21
_SEASONS = {
    "electric": (1.08, 0.98, 0.82, 0.76, 0.92, 1.18, 1.36, 1.42, 1.26, 0.98, 0.80, 0.94),
    "natural_gas": (2.1, 1.9, 1.3, 0.9, 0.6, 0.45, 0.4, 0.4, 0.45, 0.7, 1.2, 1.8),
    "water": (0.85, 0.85, 0.95, 1.15, 1.3, 1.25, 1.1, 1.1, 1.05, 1.0, 0.9, 0.85),
}
_BASES = {"electric": 9_800, "natural_gas": 3_100, "water": 2_350}
_FIXED = {"solid_waste": 2_018, "stormwater": 1_071, "fire_fee": 1_542}
_SHARES = {"electric": 0.98, "natural_gas": 0.34, "water": 0.96, "sewer": 0.93, "solid_waste": 0.95, "fire_fee": 0.98}
PLAIN_SERVICES = ("electric", "water", "sewer", "solid_waste")


class BillDates(NamedTuple):
    """One bill of a billing cycle; days as ISO text, as the set has them."""

    period: str
    month: int
    issued_on: date
    issued: str
    due_on: date
    due: str


def cycle_dates(cycle_day: int, today: date, months: int) -> tuple[BillDates, ...]:
    """The bills of a cycle, oldest first, the last one issued before `today`; no bill is issued on a weekend."""
    issued: list[tuple[int, int, date]] = []
    year, month = today.year, today.month
    while len(issued) < months:
        day = on_weekday(date(year, month, cycle_day))
        if day < today:
            issued.append((year, month, day))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return tuple(bill_dates(f"{year}-{month:02d}", day) for year, month, day in reversed(issued))


def bill_dates(period: str, issued_on: date) -> BillDates:
    """The dates of a bill issued on a day."""
    due_on = issued_on + timedelta(days=DUE_DAYS)
    return BillDates(period, int(period[5:]), issued_on, issued_on.isoformat(), due_on, due_on.isoformat())


def on_weekday(day: date) -> date:
    """The day, or the Monday after a weekend."""
    return day + timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])


class Usage:
    """What one account takes, and what that costs month by month."""

    def __init__(self, random: Random, size: float, *, dwelling_units: int = 0, plain: bool = False) -> None:
        self._size, self._units, self._random = size, max(1, dwelling_units), random
        if plain:
            self.services: tuple[str, ...] = PLAIN_SERVICES
        else:
            taken = [name for name, share in _SHARES.items() if random.random() < share]
            if "water" not in taken and "sewer" in taken:
                taken.remove("sewer")
            taken.append("stormwater")
            self.services = tuple(taken)

    def amounts(self, month: int) -> list[tuple[str, int]]:
        """(service, cents) of a month, 1 to 12."""
        found: list[tuple[str, int]] = []
        water = 0
        for service in self.services:
            if service == "sewer":
                cents = 980 + water * 11 // 20
            elif service in _FIXED:
                cents = _FIXED[service] * self._units
            else:
                wobble = 0.82 + 0.36 * self._random.random()
                cents = int(_BASES[service] * _SEASONS[service][month - 1] * self._size * wobble)
                water = cents if service == "water" else water
            found.append((service, cents))
        return found


class Habit(NamedTuple):
    """How an account pays: `unpaid` bills at the end, `part` of the oldest of them paid, `ahead` if more was paid."""

    unpaid: int
    part: float = 0.0
    ahead: bool = False


def habit(random: Random, days_since_last_bill: int) -> Habit:
    """Most owe the last bill or nothing, some are one bill behind, a few are delinquent, a few have credit."""
    chance = random.random()
    if chance < 0.87:
        return Habit(0 if days_since_last_bill > 8 and random.random() < 0.4 else 1)
    if chance < 0.95:
        return Habit(2, part=0.5 + 0.45 * random.random() if random.random() < 0.5 else 0.0)
    if chance < 0.985:
        return Habit(3 + int(3 * random.random()))
    return Habit(0, ahead=True)
