"""The bundle: sync on a stick, between a workstation and the centre, where there is no network."""
