"""The transit hub in the window: timetables, trips, departures."""
