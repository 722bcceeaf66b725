"""The question of a workstation that is to be one of the city's: where its center is, and the code."""

from app.errors import Refused
from app.sync.centre_address import CentreAddressRefusal
from app.sync.enrol import JoinCentre, parse
from resources.texts import text
from ui.error_messages import sentence
from ui.identity.first_run_draft import FirstRunDraft
from ui.identity.first_run_step import LinesStep


class CentreStep(LinesStep):
    """Address and code; what is mistyped is said before anybody is asked."""

    def __init__(self, draft: FirstRunDraft) -> None:
        super().__init__(draft)
        self.part, self.question = text("Center"), text("Which center does it join?")
        self.help = text("Whoever keeps the center tells you its address, and reads out a code for ten minutes.")
        self.button = text("Join the center")
        example = "db.cypress-springs.gov"
        self.add_line("address", text("Address of the center"), example=example, value=draft.centre_address)
        self.add_line("code", text("Code"), help=text("Spaces and hyphens do not matter"), value=draft.centre_code)

    def take(self) -> bool:
        """Stores both, if they can be an address and a code."""
        self.draft.centre_address, self.draft.centre_code = self.typed("address"), self.typed("code")
        for field in self.fields.values():
            field.set_error("")
        try:
            parse(JoinCentre(self.draft.centre_address, self.draft.centre_code))
        except Refused as refused:
            return self.show_error(
                "address" if isinstance(refused.code, CentreAddressRefusal) else "code", sentence(refused)
            )
        return True
