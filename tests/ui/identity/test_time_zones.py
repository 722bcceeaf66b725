"""The choice of time zones: the country's own first, each once, every one known to the computer."""

from zoneinfo import ZoneInfo

from ui.identity.time_zones import own_zone, zone_choices, zone_words


def test_the_country_comes_first_and_each_zone_once() -> None:
    zones = [zone for zone, _words in zone_choices(0)]
    assert zones[0] == "America/New_York" and zones[8:] == sorted(zones[8:])
    assert len(zones) == len(set(zones)) and not [zone for zone in zones if zone.startswith("Etc/")]
    assert {ZoneInfo(zone).key for zone in zones} == set(zones)


def test_words_are_read_by_people() -> None:
    assert zone_words("America/Los_Angeles") == "America/Los Angeles"
    assert ZoneInfo(own_zone()).key == own_zone()
