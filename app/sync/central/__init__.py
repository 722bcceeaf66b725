"""The centre: what the city's PostgreSQL holds, who may ask it what, and the commands of whoever administers it."""
