"""One figure of a benchmark and its goal, and the small arithmetic that all benchmarks share."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """What was measured against what was promised; every goal is an upper limit. Without a goal it informs only."""

    name: str
    value: float
    unit: str
    goal: float | None = None

    @property
    def met(self) -> bool:
        """Whether the goal is kept."""
        return self.goal is None or self.value <= self.goal

    @property
    def shown(self) -> str:
        """The value for people: three digits that say something."""
        return f"{self.value:,.0f}" if abs(self.value) >= 100 else f"{self.value:.3g}"

    @property
    def goal_shown(self) -> str:
        """The goal for people; empty where there is none."""
        return "" if self.goal is None else f"≤ {self.goal:,.10g}"

    def as_object(self) -> dict[str, str | float | bool | None]:
        """What `--json` prints: name, value, unit, goal, met."""
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "goal": self.goal,
            "met": self.met,
        }


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of all lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
