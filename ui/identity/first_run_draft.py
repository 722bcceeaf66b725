"""What the first-run wizard has been told so far. Answers stay when somebody goes back; secrets stay in memory only."""

from dataclasses import dataclass, field
from pathlib import Path

from app.identity.set_up_workstation import SetUpWorkstation, office_key
from app.identity.types import AddFirstAdministrator
from app.sync.enrol import JoinCentre

_ANY = "-"
"""Stands for what is not asked yet, so that the rules can judge what is."""


@dataclass
class FirstRunDraft:
    """Answers by question. `restoring`: a lost workstation is brought back instead of a new one begun.

    `joining`: the new one is let in by the city's center before anybody signs in. `of_centre`: the one that was brought
    back, or was begun before, has joined one.
    """

    language: str = "en"
    restoring: bool = False
    joining: bool = False
    of_centre: bool = False
    city: str = ""
    office_name: str = ""
    office_address: str = ""
    office_phone: str = ""
    time_zone: str = ""
    counter: str = ""
    code: str = ""
    centre_address: str = ""
    centre_code: str = field(default="", repr=False)
    display_name: str = ""
    person_id: str = ""
    copy: Path | None = None
    recovery_code: str = field(default="", repr=False)
    salvage: bool = False
    password: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)

    def command(self) -> SetUpWorkstation:
        """The set-up as far as it is known; what is missing is filled in."""
        return SetUpWorkstation(
            code=self.code or "AA",
            city=self.city or _ANY,
            office=office_key(self.office_name),
            office_name=self.office_name or _ANY,
            office_address=self.office_address,
            office_phone=self.office_phone,
            time_zone=self.time_zone or "UTC",
            counter=self.counter or _ANY,
        )

    def centre(self) -> JoinCentre | None:
        """The center to join; None for a workstation that works alone."""
        return JoinCentre(self.centre_address, self.centre_code) if self.joining else None

    def administrator(self) -> AddFirstAdministrator:
        """The first person."""
        return AddFirstAdministrator(self.display_name, self.password, self.pin)
