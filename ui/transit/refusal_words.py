"""The sentences of what the transit hub refuses."""

from app.transit.give_alert import AlertRefusal
from app.transit.refusals import PlanRefusal
from app.transit.sell_pass import PassRefusal
from app.transit.types import TimetableRefusal
from resources.texts import text


def _timetable() -> dict[str, str]:
    return {
        TimetableRefusal.FILE_MISSING: text("There is no file {file}. Choose the agency's zip."),
        TimetableRefusal.NOT_A_ZIP: text("This is not a zip that can be read. Get the agency's feed again."),
        TimetableRefusal.TOO_LARGE: text("This feed is larger than a timetable may be. Ask whoever sends it."),
        TimetableRefusal.FEED_WRONG: text(
            "This feed cannot be used; the timetable stays as it was. The report says why."
        ),
        TimetableRefusal.CANCELLED: text("Cancelled. Nothing was changed."),
    }


def _plan() -> dict[str, str]:
    return {
        PlanRefusal.NO_TIMETABLE: text(
            "There is no timetable yet. Whoever looks after this program imports the agency's feed."
        ),
        PlanRefusal.ORIGIN_UNKNOWN: text("From where? Type a stop or its number and choose one of the list."),
        PlanRefusal.DESTINATION_UNKNOWN: text("Where to? Type a stop or its number and choose one of the list."),
        PlanRefusal.SAME_PLACE: text("That is one and the same place. Choose another destination."),
        PlanRefusal.DAY_NOT_COVERED: text("The timetable holds {first} to {last}. Choose a day in between."),
        PlanRefusal.ACCESS_NOT_SAID: text("The timetable does not say what a wheelchair can board. Ask the agency."),
        PlanRefusal.NO_JOURNEY: text("No way was found. Try another time, or allow more changes."),
        PlanRefusal.ROUTE_UNKNOWN: text("There is no such route in the timetable. Choose one of the list."),
    }


def _alert() -> dict[str, str]:
    return {
        AlertRefusal.NOWHERE: text("Say which route or stop it is about. Choose one of the list."),
        AlertRefusal.PERIOD_WRONG: text("It would end before it begins. Choose a later last day."),
        AlertRefusal.ALERT_UNKNOWN: text("There is no such alert here. Look at the list again."),
    }


def _pass() -> dict[str, str]:
    return {
        PassRefusal.CHOICE_UNKNOWN: text("This pass is not one that the city sells now. Choose another: F9."),
        PassRefusal.NOT_FOR_THIS_RIDER: text("This pass is not sold to these riders. Choose another one."),
        PassRefusal.BEGINS_IN_THE_PAST: text("A pass begins today or later. Change its first day."),
        PassRefusal.BEGINS_TOO_LATE: text("A pass is sold {days} days ahead at most. Choose an earlier first day."),
        PassRefusal.SERIAL_UNKNOWN: text(
            "No pass {serial} was sold where this counter knows of it. Check the number on its receipt."
        ),
        PassRefusal.HOLDS_NO_MORE: text("Pass {serial} is on the deny list already. Nothing more can be done with it."),
        PassRefusal.OVER: text("This pass ended on {last_on}. Sell a new one."),
        PassRefusal.PRICE_CHANGED: text("This costs {price_cents} now. Remove the line and choose it anew."),
        PassRefusal.REFUND_IN_PART: text("A pass goes back whole: {amount_cents}."),
        PassRefusal.BEGUN: text("This pass holds since {first_on}. Only one that has not begun is refunded."),
    }


WORDINGS = {
    TimetableRefusal.__name__: _timetable,
    PlanRefusal.__name__: _plan,
    AlertRefusal.__name__: _alert,
    PassRefusal.__name__: _pass,
}
