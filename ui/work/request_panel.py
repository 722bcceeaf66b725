"""One request at the right of the inbox: who asks what and why, what it changes, what stands against it, what to do."""

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QWidget

from app.approvals.inbox import RequestDetail
from app.approvals.queries import OPEN, RequestState
from app.drawers.reasons import name_in
from app.identity.approvable import Detail
from app.money import format_cents
from resources.texts import current_language, text
from ui.accounts.words import capital
from ui.error_messages import sentence
from ui.widgets.alert import Alert
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.layout import column, grid, row, scrolled, stretch
from ui.widgets.line import Line
from ui.widgets.table_data import Cell, Column, Row
from ui.widgets.tag import Tag
from ui.work.approval_words import (
    amount_words,
    answer_words,
    check_words,
    detail_words,
    effect_words,
    kind_words,
    state_words,
)
from ui.work.request_foot import Mode, RequestFoot


class RequestPanel(Card):
    """`show_detail` shows a request, `show_nothing` why there is none. What is done about it is `foot`."""

    def __init__(self, time_zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._time_zone = time_zone
        self.detail: RequestDetail | None = None
        self.foot = RequestFoot()
        self.alert: Alert | None = None
        self.empty = EmptyState("good", text("Nothing waits for you"), text("Requests of others appear here."))
        self._shown: QWidget = self.empty
        self._line = Line()
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self._line)
        self.body.addWidget(self.foot)
        self.foot.show_mode(Mode.NOTHING)
        self._line.hide()

    @property
    def key(self) -> str:
        """The request that is shown; "" for none."""
        return self.detail.row.request.request if self.detail is not None else ""

    def show_nothing(self, fact: str, next_step: str = "", icon: str = "good") -> None:
        """Nothing is chosen."""
        self.detail = None
        self.empty.set_words(fact, next_step, icon=icon)
        self._swap(self.empty)
        self._turn(Mode.NOTHING)

    def show_detail(self, detail: RequestDetail, mode: Mode) -> None:
        """Shows a request. What was typed for the very same request stays."""
        before, same = self.detail, self.key == detail.row.request.request
        self.detail = detail
        if before is None or replace(before, now_us=0) != replace(detail, now_us=0) or not same:
            self._swap(self._content(detail))
        words = kind_words(detail.row.request.kind)
        self.foot.approve.setText(text("Sign") if detail.row.request.pending else words.approve)
        name, counter = detail.row.asker_name, detail.row.request.workstation
        self.foot.sign_words.setText(text("You sign this; {name} stays at {counter}.", name=name, counter=counter))
        self.foot.answer.setVisible(detail.row.request.state is RequestState.ASKED_BACK)
        if not same or self.foot.base is not mode:
            self.foot.set_reasons(detail.decline_reasons)
            self._turn(mode)

    # -- inside

    def _turn(self, mode: Mode) -> None:
        self._line.setVisible(mode is not Mode.NOTHING)
        self.foot.show_mode(mode)

    def _swap(self, content: QWidget) -> None:
        if content is self._shown:
            return
        self.body.replaceWidget(self._shown, content)
        self.body.setStretchFactor(content, 1)
        self._shown.hide()
        if self._shown is not self.empty:
            self._shown.deleteLater()
        self._shown = content
        content.show()

    def _content(self, detail: RequestDetail) -> QWidget:
        content = QWidget()
        parts = column(*self._heading(detail), Line(), parent=content, spacing=0)
        parts.addWidget(_facts(detail, self._time_zone))
        if detail.described.effects:
            parts.addWidget(Line())
            parts.addWidget(_effects(detail))
        parts.addWidget(self._below(detail))
        parts.addStretch(1)
        return scrolled(content)

    def _heading(self, detail: RequestDetail) -> list[QWidget]:
        request, words = detail.row.request, kind_words(detail.row.request.kind)
        name = words.title(detail.described.subject)
        title = Label(f"{name}, {format_cents(request.amount_cents)}", size=18, weight=600, elide=True)
        said, tone, icon = state_words(request, detail.now_us)
        top, below = QWidget(), QWidget()
        row(title, stretch(), Tag(said, tone, icon=icon), parent=top, margins=(20, 16, 20, 4), spacing=12)
        named = name_in(detail.described.reason_names, current_language())
        why = named or (capital(words.reason(request.reason)) if request.reason else "")
        asked = " ".join(part for part in (f"{why}." if why else "", detail.note) if part)
        if not asked:
            asked = text("No reason is known.")
        line = text(
            "{name} at counter {counter} asks: “{words}”",
            name=detail.row.asker_name,
            counter=request.workstation,
            words=asked,
        )
        column(Label(line, wrap=True), parent=below, margins=(20, 0, 20, 16))
        return [top, below]

    def _below(self, detail: RequestDetail) -> QWidget:
        """What was answered so far, and whether anything stands against it."""
        below = QWidget()
        place = column(parent=below, margins=(20, 12, 20, 12), spacing=8)
        self.alert = _alert(detail)
        if self.alert is not None:
            place.addWidget(self.alert)
        for answer in detail.answers:
            place.addWidget(Label(answer_words(answer, self._time_zone), color="muted", wrap=True))
        return below


def _facts(detail: RequestDetail, time_zone: str) -> QWidget:
    """What to know, in two columns."""
    holder = QWidget()
    cells = grid(parent=holder, margins=(20, 16, 20, 16), spacing=16, row_spacing=10)
    half = (len(detail.described.details) + 1) // 2
    for number, fact in enumerate(detail.described.details):
        _put(cells, fact, time_zone, line=number % half, side=0 if number < half else 2)
    for side in (1, 3):
        cells.setColumnStretch(side, 1)
    return holder


def _put(cells: QGridLayout, fact: Detail, time_zone: str, *, line: int, side: int) -> None:
    name, value = detail_words(fact, time_zone)
    cells.addWidget(Label(name, color="muted"), line, side)
    cells.addWidget(Label(value, elide=True), line, side + 1)


def _effects(detail: RequestDetail) -> QWidget:
    """What the action changes: now, change, after."""
    words = kind_words(detail.row.request.kind)
    before, change, after = words.columns()
    columns = [
        Column(words.changes, 220, stretch=1),
        Column(before, 110, align="right"),
        Column(change, 110, align="right"),
        Column(after, 120, align="right", weight=600),
    ]
    table = DataTable(columns, name=words.changes, choosable=False, fit_rows=True)
    table.set_rows(
        [
            Row(
                f"{effect.what} {effect.of}",
                (
                    effect_words(effect),
                    amount_words(effect, effect.now),
                    amount_words(effect, effect.change, signed=True),
                    Cell(amount_words(effect, effect.after), weight=600),
                ),
            )
            for effect in detail.described.effects
        ]
    )
    holder = QWidget()
    column(table, parent=holder, margins=(4, 0, 4, 0))
    return holder


def _alert(detail: RequestDetail) -> Alert | None:
    """Whether it can be signed; None once it is settled."""
    if detail.row.request.state not in OPEN:
        return None
    refusal = detail.described.refusal if detail.own else detail.refusal
    if refusal is not None:
        return Alert("warn", sentence(refusal))
    if detail.own:
        return None
    if detail.described.doubts:
        return Alert("warn", " ".join(check_words(doubt) for doubt in detail.described.doubts))
    if detail.row.request.pending:
        return Alert("warn", text("This was done with nobody present."), text("Sign it, or decline it with a reason."))
    limit = text("below your limit of {amount}", amount=format_cents(detail.limit_cents))
    passed = [*(check_words(code) for code in detail.described.passed), limit]
    return Alert("good", text("All checks pass."), f"{capital(', '.join(passed))}.")
