"""Words and rows of the sync page, made on a lane."""

from dataclasses import dataclass

from app.clock import MICROSECONDS, local_date
from app.sync.sync_page import KnownWorkstation, SyncPage
from app.sync.types import TroubleKind
from printing.reports.fact_words import kind_words
from resources.texts import current_language, text
from ui.dates import moment_words, seen_words, time_words
from ui.sync.sync_words import clock_words, oldest_seconds, stop_words, waiting_words
from ui.widgets.table_data import NOTHING, Cell, Row
from ui.widgets.tag import Tone


@dataclass(frozen=True)
class Fact:
    """One of the three facts at the banner's right: what, how it is, one line more."""

    name: str
    value: str
    detail: str
    tone: Tone = "plain"


def banner_words(page: SyncPage) -> tuple[Tone, str, str]:
    """Tone, the sentence, and what to do or not to worry about."""
    standing = page.standing
    if standing.centre is None:
        return "plain", text("This counter works alone"), text("Nothing leaves this computer, and nothing is missing.")
    if standing.start_again:
        return "warn", text("Start the program again"), text("This copy goes on under a new number from then on.")
    if standing.status.stopped is not None:
        _, happened, then = stop_words(standing.status.stopped)
        return "bad", text("Nothing is sent"), f"{happened} {then}"
    safe = text("Safe on this workstation. Go on working: they go out by themselves.")
    if standing.status.waiting:
        words = waiting_words(standing.status.waiting, oldest_seconds(standing))
        return ("plain" if standing.link.answered else "warn"), words, safe
    if standing.link.tried and not standing.link.answered:
        return "warn", text("All sent, center not answering"), text("Go on working. It is asked again by itself.")
    return "good", text("All sent"), text("The center has every fact of this workstation.")


def banner_facts(page: SyncPage, time_zone: str) -> tuple[Fact, ...]:
    """Last exchange, clock, the city's data."""
    standing, today = page.standing, local_date(page.standing.now_us, time_zone)
    facts = []
    if standing.centre is not None:
        at_us = standing.status.exchanged_at_us
        value = time_words(at_us, time_zone) if at_us else NOTHING
        detail = seen_words(at_us, time_zone, standing.now_us) if at_us else text("not yet")
        facts.append(Fact(text("Last exchange"), value, _day_or_now(detail, value)))
        seconds = abs(standing.status.skew_us) // MICROSECONDS
        off = standing.clock_is_off
        difference = clock_words(standing.status.skew_us) if off else text("{seconds} s apart", seconds=seconds)
        state = text("Wrong") if off else text("Right")
        facts.append(Fact(text("Clock"), state, difference, "warn" if off else "plain"))
    as_of = page.city_as_of_us
    value = moment_words(as_of, time_zone, today) if as_of else NOTHING
    facts.append(Fact(text("City data as of"), value, text("On every balance") if as_of else text("None loaded")))
    return tuple(facts)


def waiting_rows(page: SyncPage) -> list[Row]:
    """What waits, by kind."""
    language = current_language()
    return [Row(kind, (kind_words(kind, language), f"{count:,}")) for kind, count in page.waiting]


def workstation_rows(page: SyncPage, own_code: str, time_zone: str) -> list[Row]:
    """Every workstation known here."""
    return [_workstation(each, own_code, page.standing.now_us, time_zone) for each in page.workstations]


def _workstation(each: KnownWorkstation, own_code: str, now_us: int, time_zone: str) -> Row:
    code = each.chain.workstation
    name = text("{code}, this one", code=code) if code == own_code else code
    newest = seen_words(each.newest_us, time_zone, now_us) if each.newest_us else NOTHING
    place = ", ".join(part for part in (each.counter, each.office_name) if part) or NOTHING
    return Row(code, (Cell(name, weight=500), place, _state(each), f"{each.facts:,}", newest))


def _state(each: KnownWorkstation) -> Cell:
    if each.trouble is not None:
        return Cell(trouble_words(each.trouble.kind), tag="warn", icon="warning")
    if not each.facts:
        return Cell(text("Nothing yet"), tag="plain", icon="clock")
    return Cell(text("Whole"), tag="good", icon="good")


def trouble_words(kind: TroubleKind) -> str:
    """What is wrong with a chain, in two words."""
    return {
        TroubleKind.FORKED: text("Two histories"),
        TroubleKind.BROKEN: text("Seal broken"),
        TroubleKind.UNREADABLE: text("Unreadable"),
        TroubleKind.ACTIVITY_DIFFERS: text("Sums differ"),
    }[kind]


def _day_or_now(seen: str, time: str) -> str:
    return text("today") if seen == time else seen
