"""The timetable of a route: as many stops as fit, a row a trip. Left and Right turn to the stops that did not fit.

First come the main stops, spread over the whole way; then all of them, one screenful after another.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from app.transit.route_timetable import RouteTimetable, TimetableTrip, main_stops
from resources.texts import text
from ui.theme import theme
from ui.transit.route_words import time_cell
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_data import Cell, Column, Row

_STOP, _SIGN, _ACCESS = 88, 132, 92
_HEAD_LINES = 3


class TimetableTable(DataTable):
    """`turned` when other stops are shown."""

    turned = Signal()

    def __init__(self, empty: EmptyState) -> None:
        self._shown: RouteTimetable | None = None
        self._always: frozenset[int] = frozenset()
        self._part, self._room = 0, 0
        super().__init__([], name=text("Timetable"), head_lines=_HEAD_LINES, empty=empty)

    def set_timetable(self, shown: RouteTimetable, always: frozenset[int]) -> None:
        """Another timetable; stops in `always` are marked and never left out of the main ones."""
        self._shown, self._always, self._part = shown, always, 0
        self.setAccessibleName(f"{text('Timetable')}: {shown.route.number} {shown.route.name}")
        self._fill()

    def choose_from(self, seconds: int) -> None:
        """Chooses the first trip that has not passed the marked stop, or its own first one."""
        trips = self._shown.trips if self._shown is not None else ()
        coming = (number for number, trip in enumerate(trips) if self._at(trip) >= seconds)
        self.choose(str(next(coming, 0)))

    def where(self) -> str:
        """Which stops are shown; "" where all are."""
        stops = self._shown.stops if self._shown is not None else ()
        columns = self._columns()
        if len(columns) == len(stops):
            return ""
        if not self._part:
            return text("{count} of {all} stops", count=len(columns), all=len(stops))
        return text("Stops {first}–{last} of {all}", first=columns[0] + 1, last=columns[-1] + 1, all=len(stops))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right turn."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.turn(step)
        else:
            super().keyPressEvent(event)

    def turn(self, step: int) -> None:
        """To the next stops, or those before."""
        part = max(0, min(self._part + step, self._parts() - 1))
        if part != self._part:
            self._part = part
            self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room shows more stops."""
        if self._shown is not None and self._fitting() != self._room:
            self._part = 0
            self._fill()
        super().resizeEvent(event)

    def apply_theme(self) -> None:
        """At another zoom other stops fit."""
        super().apply_theme()
        if self._shown is not None and self._fitting() != self._room:
            self._fill()

    # -- inside

    def _at(self, trip: TimetableTrip) -> int:
        stops = self._shown.stops if self._shown is not None else ()
        marked = [at for stop, at in zip(stops, trip.times, strict=True) if stop.stop in self._always]
        return next((at for at in (*marked, *trip.times) if at is not None), 0)

    def _has_signs(self) -> bool:
        return self._shown is not None and len({trip.sign for trip in self._shown.trips}) > 1

    def _fitting(self) -> int:
        """How many columns of stops there is room for."""
        px = theme().px
        rest = self.viewport().width() - px(_ACCESS) - (px(_SIGN) if self._has_signs() else px(8))
        return max(2, rest // px(_STOP))

    def _parts(self) -> int:
        stops = len(self._shown.stops) if self._shown is not None else 0
        return 1 if stops <= self._room else 1 + -(-stops // self._room)

    def _columns(self) -> tuple[int, ...]:
        if self._shown is None or not self._room:
            return ()
        if not self._part:
            return main_stops(self._shown, self._room, self._always)
        first = (self._part - 1) * self._room
        return tuple(range(first, min(first + self._room, len(self._shown.stops))))

    def _fill(self) -> None:
        if self._shown is None:
            return
        self._room = self._fitting()
        self._part = min(self._part, self._parts() - 1)
        chosen, columns = self.current_key, self._columns()
        heads = [self._head(column) for column in columns]
        signs = [Column(text("To"), _SIGN, stretch=1)] if self._has_signs() else []
        self.set_columns([*signs, *heads, Column(text("Wheelchair"), _ACCESS)])
        self.set_rows([self._row(number, trip, columns) for number, trip in enumerate(self._shown.trips)])
        if chosen:
            self.choose(chosen)
        self.turned.emit()

    def _head(self, column: int) -> Column:
        stop = self._shown.stops[column] if self._shown is not None else None
        marked = stop is not None and stop.stop in self._always
        name = stop.name if stop is not None else ""
        return Column(f"● {name}" if marked else name, _STOP, weight=600 if marked else 400, align="left")

    def _row(self, number: int, trip: TimetableTrip, columns: tuple[int, ...]) -> Row:
        times = (trip.times[column] for column in columns)
        cells = [Cell(time_cell(at), "muted" if at is None else "") for at in times]
        access = Cell(text("Yes"), "good") if trip.accessible else Cell("–", "muted")
        return Row(str(number), (*([trip.sign] if self._has_signs() else []), *cells, access))
