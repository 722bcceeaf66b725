"""The transit hub: the timetable of the city's buses, and what is asked of it at the counter. No network."""
