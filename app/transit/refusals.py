"""Why a question about trips has no answer."""

from enum import StrEnum


class PlanRefusal(StrEnum):
    """In the order in which it is tested."""

    NO_TIMETABLE = "no_timetable"
    ORIGIN_UNKNOWN = "origin_unknown"
    DESTINATION_UNKNOWN = "destination_unknown"
    SAME_PLACE = "same_place"
    DAY_NOT_COVERED = "day_not_covered"
    ACCESS_NOT_SAID = "access_not_said"
    NO_JOURNEY = "no_journey"
    ROUTE_UNKNOWN = "route_unknown"
