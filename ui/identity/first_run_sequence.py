"""Which questions the first run asks, in which order, and what stands of the answers in the marks above them."""

from collections.abc import Callable

from app.identity.permissions import Session
from app.workplace import Services
from resources.texts import text
from ui.identity.first_run_centre import CentreStep
from ui.identity.first_run_city import CentreDataStep
from ui.identity.first_run_draft import FirstRunDraft
from ui.identity.first_run_finish import DataStep, PrinterStep, RecoveryStep
from ui.identity.first_run_people import NameStep
from ui.identity.first_run_questions import (
    BeginningStep,
    CityStep,
    CounterStep,
    LanguageStep,
    OfficeStep,
    TimeZoneStep,
)
from ui.identity.first_run_restore import CodeStep, CopyStep
from ui.identity.first_run_step import Step
from ui.operations import Operations
from ui.widgets.step_marks import Mark

_NEW = ("language", "beginning", "city", "office", "zone", "counter", "name", "password", "pin")
_JOINED = ("language", "beginning", "city", "office", "zone", "counter", "centre", "name", "password", "pin")
_RESTORED = ("language", "beginning", "copy", "code", "who", "password", "pin")
_NEW_END = ("printer", "recovery", "data")
_RESTORED_END = ("printer", "data")
_PLAIN: dict[str, Callable[[FirstRunDraft], Step]] = {
    "language": LanguageStep,
    "beginning": BeginningStep,
    "city": CityStep,
    "office": OfficeStep,
    "zone": TimeZoneStep,
    "counter": CounterStep,
    "centre": CentreStep,
    "copy": CopyStep,
    "code": CodeStep,
    "name": NameStep,
}


def keys_of(draft: FirstRunDraft) -> tuple[str, ...]:
    """The questions of a new workstation, or of one that is brought back, by their keys in order."""
    if draft.restoring:
        return (*_RESTORED, *_RESTORED_END)
    return (*(_JOINED if draft.joining else _NEW), *_NEW_END)


def plain_step(key: str, draft: FirstRunDraft) -> Step | None:
    """A question that needs nothing but the draft; None for another."""
    make = _PLAIN.get(key)
    return make(draft) if make is not None else None


def last_step(key: str, draft: FirstRunDraft, operations: Operations, session: Session) -> Step:
    """A question that a workstation is asked which stands already: printer, recovery sheet, the city's data."""
    if key == "data":
        return (CentreDataStep if draft.joining or draft.of_centre else DataStep)(draft, operations)
    if key == "recovery":
        return RecoveryStep(draft, operations, session)
    return PrinterStep(draft, operations, session)


def marks_until(part: str, draft: FirstRunDraft, services: Services | None, printer: str) -> tuple[list[Mark], int]:
    """Every part of the wizard with its answer as far as `part`, and the number of that; `printer`: in a few words."""
    parts = _parts(draft)
    at, answers = parts.index(part), _answers(draft, services, printer)
    return [Mark(name, answers.get(name, "") if number < at else "") for number, name in enumerate(parts)], at


def _parts(draft: FirstRunDraft) -> list[str]:
    parts = [text("Language"), text("Beginning")]
    parts += [text("Second copy")] if draft.restoring else [text("Office"), text("Counter")]
    parts += [text("Center")] if draft.joining else []
    parts += [text("Administrator"), text("Printer")]
    return [*parts, text("City data")] if draft.restoring else [*parts, text("Recovery sheet"), text("City data")]


def _answers(draft: FirstRunDraft, services: Services | None, printer: str) -> dict[str, str]:
    return {
        text("Language"): {"en": "English", "es": "Español"}.get(draft.language, ""),
        text("Beginning"): text("Bring back") if draft.restoring else text("A new workstation"),
        text("Office"): draft.office_name or (services.place.office_name if services else ""),
        text("Counter"): " · ".join(part for part in (draft.counter, draft.code) if part),
        text("Center"): draft.centre_address,
        text("Second copy"): services.device.code if services else "",
        text("Administrator"): draft.display_name,
        text("Printer"): printer,
    }
