"""What the chart of bills and payments shows: one `ChartMonth` a month, and the scale that fits them."""

from dataclasses import dataclass

_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 10)


@dataclass(frozen=True)
class ChartMonth:
    """`label` under the axis ("Nov"), `name` in full for screen readers ("November 2026"), amounts in cents.

    `paid_cents` None: nothing was due or the month is not over. `returned` says in words that the payment came back
    ("Check returned"); it is drawn as a crossed point. `remark` stands beside the point always ("429.26 paid in cash").
    """

    label: str
    name: str
    billed_cents: int | None
    paid_cents: int | None = None
    returned: str = ""
    remark: str = ""


def scale_of(months: list[ChartMonth], lines: int = 3) -> tuple[int, int]:
    """(cents between two lines, cents at the top line) so that the largest amount fits under the top line."""
    largest = max((max(month.billed_cents or 0, month.paid_cents or 0) for month in months), default=0)
    needed = max(largest, 100) / lines
    power = 1
    while power * 10 <= needed:
        power *= 10
    step = next(int(power * factor) for factor in _STEPS if power * factor >= needed)
    return step, step * lines
