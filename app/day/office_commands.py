"""Commands of a day that are not sales: reference data, people, signing in, drawers, search, export, checks."""

import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.accounts.demo_city.options import ACCOUNTS_MAX
from app.accounts.import_reference import import_reference
from app.accounts.search.find import search as find_accounts
from app.bootstrap import check
from app.day.fields import Entry, mapping, only, pieces, text, texts, whole
from app.day.state import Day, DayRefusal, Mistake
from app.demo import DemoChoices, load_city
from app.drawers import open_shift
from app.errors import Refused
from app.exports import export_batch
from app.identity.demo_people import add_demo_people
from app.identity.people import add_person
from app.identity.permissions import Session
from app.identity.queries import people_to_sign_in, today
from app.identity.sign_in import set_pin, sign_in
from app.identity.types import AddPerson
from app.office import change_office
from app.office.change_office import ChangeOffice, office_settings
from app.policies import PolicyError
from app.reports.x_report import x_report


def _city(day: Day, entry: Entry) -> Any:
    only(entry, "accounts", "seed")
    choices = DemoChoices(whole(entry, "accounts", 200, ACCOUNTS_MAX), whole(entry, "seed", 1, 2**31))
    load_city(day.services, choices)
    return {"accounts": choices.accounts}


def _import(day: Day, entry: Entry) -> Any:
    only(entry, "folder")
    services, folder = day.services, day.folder / text(entry, "folder")
    found = import_reference(folder, services.folder, services.reference.key, clock=services.clock)
    return {"source_system": found.source_system, "rows": found.row_count, "rejected": found.rejected}


def _people(day: Day, entry: Entry) -> Any:
    only(entry)
    return sorted(add_demo_people(day.services))


def _person(day: Day, entry: Entry) -> Any:
    only(entry, "name", "roles", "password", "pin")
    command = AddPerson(text(entry, "name"), texts(entry, "roles"), text(entry, "password"))
    person = add_person(day.services, day.require_session(), command)
    set_pin(day.services, person, text(entry, "password"), text(entry, "pin"))
    return {"person": command.display_name}


def _sign_in(day: Day, entry: Entry) -> Any:
    only(entry, "name", "pin")
    day.session = session_of(day, entry)
    return {"person": day.session.display_name, "roles": day.session.roles}


def session_of(day: Day, entry: Entry) -> Session:
    """The session of `name` and `pin`. Raises Refused for a name that nobody has, for a wrong PIN, when locked."""
    name = text(entry, "name")
    found = [person for person in people_to_sign_in(day.services) if person.display_name == name]
    if not found:
        raise Refused(DayRefusal.PERSON_UNKNOWN, name=name[:80])
    return sign_in(day.services, found[0].person_id, text(entry, "pin"))


def _sign_out(day: Day, entry: Entry) -> Any:
    only(entry)
    day.session = None
    return {}


def _open_shift(day: Day, entry: Entry) -> Any:
    only(entry, "pieces")
    command = open_shift.OpenShift(day.services.ids.new_id(), pieces(entry))
    return open_shift.record(day.services, day.require_session(), command).shift


def _office(day: Day, entry: Entry) -> Any:
    now = asdict(office_settings(day.services).office)
    only(entry, *now)
    wanted = ChangeOffice(**{name: text(entry, name, value) for name, value in now.items()})
    changed = change_office.record(day.services, day.require_session(), wanted)
    return {"office": changed.place, "next_time_zone": changed.next_time_zone}


def _search(day: Day, entry: Entry) -> Any:
    only(entry, "text")
    with day.services.read() as reading:
        return find_accounts(reading.reference, text(entry, "text"))


def _x_report(day: Day, entry: Entry) -> Any:
    only(entry)
    return x_report(day.services, day.require_session())


def _export(day: Day, entry: Entry) -> Any:
    only(entry, "repeat")
    with tempfile.TemporaryDirectory() as folder:
        if "repeat" in entry:
            number = whole(entry, "repeat", 1, 2**31)
            batch, written = export_batch.repeat(day.services, number, Path(folder), day.session)
        else:
            batch, written = export_batch.export(day.services, Path(folder), day.session)
        return {"batch": batch.number, "files": {path.name: path.read_text() for path in sorted(written.iterdir())}}


def _policy(day: Day, entry: Entry) -> Any:
    only(entry, "key", "values")
    key, values = text(entry, "key"), mapping(entry, "values")
    try:
        known = day.policies.at(key, today(day.services)).values
    except PolicyError as error:
        raise Mistake(str(error)) from error
    for name, value in values.items():
        if type(value) is not type(known.get(name)):
            raise Mistake(f"policy `{key}` has no value `{name}` of this kind")
    day.policies.change(key, values)
    return values


def _check(day: Day, entry: Entry) -> Any:
    only(entry)
    return {"findings": check(day.services, thorough=True)}


COMMANDS: dict[str, Callable[[Day, Entry], Any]] = {
    "city": _city,
    "import": _import,
    "people": _people,
    "person": _person,
    "sign_in": _sign_in,
    "sign_out": _sign_out,
    "open_shift": _open_shift,
    "office": _office,
    "search": _search,
    "x_report": _x_report,
    "export": _export,
    "check": _check,
    "policy": _policy,
}
