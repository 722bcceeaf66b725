"""`civic-counter demo`: the window on a demo city, made anew in a temporary folder, signed in, drawer open."""

import sys
import tempfile
from pathlib import Path

from app.demo import DemoChoices, demo_session, make_demo
from ui.run_window import make_application, run_program


def run_demo(accounts: int) -> int:
    """Makes the city (some seconds) and runs the window until it is closed; nothing of it is kept."""
    application = make_application()
    with tempfile.TemporaryDirectory(prefix="civic-counter-demo-", ignore_cleanup_errors=True) as folder:
        sys.stdout.write(f"Making a city of {accounts:,} accounts …\n")
        sys.stdout.flush()
        services = make_demo(Path(folder) / "data", DemoChoices(accounts))
        return run_program(application, services, demo_session(services))
