"""Drives a random day: sales and all that undoes them, drawers, safe, bank, and machines that die, in any order."""

from collections.abc import Callable
from pathlib import Path

from app.errors import Refused
from app.policies import Policies
from tests.factories.policies import BentPolicies
from tests.simulation import custody, drawer, sales
from tests.simulation.day import Day, Nothing
from tests.simulation.judge import judge
from tests.simulation.machine import Moment

Doing = Callable[[Day], None]


def kill(day: Day) -> None:
    """Power is cut between two commands."""
    day.machine.kill()


def restart(day: Day) -> None:
    """The program is ended and started."""
    day.machine.restart()


def rebuild(day: Day) -> None:
    """The read tables are made anew."""
    day.machine.rebuild()


def restore(day: Day) -> None:
    """The machine is destroyed, and another one goes on from its second copy."""
    day.machine.restore()


WEIGHTS: dict[Doing, int] = {
    sales.sell: 24,
    **dict.fromkeys((drawer.close, drawer.accept, drawer.begin_shift, custody.receive), 8),
    **dict.fromkeys((custody.prepare, custody.verify), 8),
    **dict.fromkeys((custody.send, custody.confirm, sales.correct_kind, sales.refund_lines), 6),
    **dict.fromkeys((sales.void_sale, sales.move_line, sales.bank_returns, drawer.reject, drawer.reopen), 3),
    **dict.fromkeys((sales.sell_again, sales.bank_sends_file, custody.send_back), 2),
    **dict.fromkeys((drawer.pay_in, drawer.pay_out, drawer.drop, drawer.lunch, drawer.give_to_other), 2),
    **dict.fromkeys((drawer.open_drawer, drawer.surprise, custody.give_back, custody.count), 1),
}
"""How much sooner than others something is tried: what needs much before it is tried often."""
FAULTS: tuple[Doing, ...] = (kill, kill, restart, rebuild, restore)


def policies_of(seed: int) -> Policies:
    """Every other day in a city that rounds cash."""
    return BentPolicies(cash_rounding={"enabled": seed % 2 == 1})


FAULTS_SHARE, DEATHS_SHARE = 0.06, 0.12
"""Of all steps: those at which the machine fails by itself, and those whose command it dies of."""
ALL = frozenset(doing.__name__ for doing in (*WEIGHTS, *FAULTS))


class WholeDay:
    """A day step by step. `done`: what came about, by its name; `sought`: what is tried first at every other step."""

    def __init__(self, root: Path, seed: int, sought: tuple[Doing, ...] = ()) -> None:
        self.day, self.done = Day(root, seed, policies_of(seed)), set[str]()
        self._sought, self.steps = sought, 0

    def step(self, *, thorough_every: int = 12) -> None:
        """Something that somebody might do now, and what must hold afterwards."""
        day = self.day
        self.steps += 1
        if day.maybe(FAULTS_SHARE):
            fault = day.one(FAULTS)
            fault(day)
            self.done.add(fault.__name__)
            judge(day, thorough=True)
            return
        day.moment = day.one(tuple(Moment)) if day.maybe(DEATHS_SHARE) else None
        self._do()
        judge(day, thorough=self.steps % thorough_every == 0)

    def _do(self) -> None:
        chance = self.day.random.random
        doings = sorted(WEIGHTS, key=lambda doing: chance() ** (1 / WEIGHTS[doing]), reverse=True)
        sought = self.day.some(self._sought) if self._sought and self.day.maybe(0.5) else []
        for doing in (*sought, *doings):
            try:
                doing(self.day)
            except (Refused, Nothing):
                continue
            self.done.add(doing.__name__)
            return


def run_day(root: Path, seed: int, steps: int, sought: tuple[Doing, ...] = (), *, thorough_every: int = 12) -> WholeDay:
    """A whole day, judged thoroughly at its end too. Raises AssertionError with the seed and step in its notes."""
    whole = WholeDay(root, seed, sought)
    try:
        for _ in range(steps):
            whole.step(thorough_every=thorough_every)
        judge(whole.day, thorough=True)
    except AssertionError as wrong:
        wrong.add_note(f"seed {seed}, step {whole.steps}")
        raise
    finally:
        whole.day.machine.close()
    return whole
