"""The story's bookkeeping, played with windows that always agree or never do; the real one takes minutes."""

import subprocess
import sys
from dataclasses import dataclass, field
from typing import cast

from app.demo_office import SEATS, Paid
from app.sync.central.cable import Cable
from ui.office.office_tour import OfficeTour, count_wrong, office_markdown
from ui.office.orders import Customer, Order, Report
from ui.office.station import Station, end
from ui.tour.summary import Check
from ui.tour.tour import Done

CUSTOMERS = [Customer(f"cis/{n}", f"10-00000{n}", f"Customer {n}", 1_000 * n, 1_000 * n + 5) for n in range(1, 5)]


@dataclass
class Agreeing:
    """A window that finds everything as it should be; `says_nothing`: one that is gone."""

    asked: list[Order]
    says_nothing: bool = False

    def carry_out(self, order: Order) -> Report:
        self.asked.append(order)
        if self.says_nothing:
            return Report(Done(order.number, order.name, wrong="the window ended"))
        customers = CUSTOMERS if order.act == "customers" else []
        return Report(Done(order.number, order.name, picture="steps/1.png"), customers)


@dataclass
class Plug:
    """A cable of nothing."""

    moves: list[str] = field(default_factory=list)

    def pull(self) -> None:
        self.moves.append("pull")

    def plug_in(self) -> None:
        self.moves.append("plug in")


class Unverified(OfficeTour):
    """There is no centre here that could be audited."""

    def _verify(self) -> None:
        self.checks.append(Check("central audit"))


def tour_of(asked: list[Order], plug: Plug, *, says_nothing: bool = False) -> OfficeTour:
    codes = [seat.code for seat in SEATS[:3]]
    stations = {code: cast("Station", Agreeing(asked, says_nothing)) for code in codes}
    return Unverified(stations, dict.fromkeys(codes, cast("Cable", plug)), "", lambda _done: None)


def test_what_is_asked_of_the_windows_follows_from_what_was_paid() -> None:
    asked: list[Order] = []
    plug = Plug()
    tour = tour_of(asked, plug)
    tour.run()
    first, second, third, _ = CUSTOMERS
    assert tour.paid == [
        Paid("A2-000001", first.account, 1_000),
        Paid("A2-000002", second.account, 2_000),
        Paid("A3-000001", third.account, 3_000),
        Paid("A3-000002", second.account, 2_000),
    ]
    assert plug.moves == ["pull", "pull", "plug in", "plug in"]
    drawers = [order for order in asked if order.act == "drawers"][-1]
    assert drawers.words == ("A2 M. Reyes Shift open", "A3 J. Okafor Shift open", "230.00", "250.00")
    seen = next(order for order in asked if order.customer == first and "A2-000001" in order.words[:1])
    assert seen.words == ("A2-000001",) or seen.words == ("A2-000001", "$0.05")
    assert [done.number for done in tour.done] == list(range(1, len(asked) + 1))
    assert tour.done[0].picture == "A2/steps/1.png"
    assert count_wrong(tour.done, tour.checks) == 0


def test_without_an_answer_nothing_is_played_and_that_is_wrong() -> None:
    asked: list[Order] = []
    tour = tour_of(asked, Plug(), says_nothing=True)
    tour.run()
    assert len(asked) == 1 and tour.checks == []
    assert count_wrong(tour.done, tour.checks) == 2


def test_the_summary_names_what_is_wrong() -> None:
    done = [Done(1, "A2 pays", checks=["reads “Online”"]), Done(2, "A3 sees it", wrong="expected: a | b")]
    told = office_markdown(done, [Check("every journal holds", "A2")], 3)
    assert "2 steps at three windows and 1 checks, 3 s. 2 did not come out." in told
    assert "a \\| b" in told and "- ✗ every journal holds: A2" in told
    assert "Everything came out" in office_markdown(done[:1], [Check("it holds")], 3)


def test_a_window_is_ended_by_its_own_id() -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as process:
        end(process)
        assert process.returncode not in (None, 0)
        end(process)
