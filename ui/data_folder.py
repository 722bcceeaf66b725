"""Where a workstation's data is: what the command line says, else the usual place for this user's programs."""

from argparse import Namespace
from pathlib import Path


def data_folder(arguments: Namespace) -> Path:
    """`--data DIR`, or the platform's folder for application data."""
    if arguments.data is not None:
        return Path(arguments.data)
    from platformdirs import user_data_path

    return user_data_path("civic-counter", appauthor=False)
