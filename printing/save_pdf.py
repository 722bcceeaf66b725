"""Saving a paper as a PDF in the person's documents, for whoever keeps papers in folders."""

import os
import re
from enum import StrEnum
from pathlib import Path

from app.errors import Unavailable

FOLDER = "Civic Counter"
DOCUMENTS = "CIVIC_COUNTER_DOCUMENTS"
"""Environment variable: a folder in place of the person's own documents, for whoever runs the program unseen."""
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class SaveFailure(StrEnum):
    """Why the file is not there."""

    NOT_WRITTEN = "not_written"


def save_pdf(content: bytes, name: str, documents: Path | None = None) -> Path:
    """Writes `name`.pdf below `documents` (the person's own when None) and gives its path. Raises Unavailable.

    The name must tell papers apart: a file of the same name is replaced.
    """
    return save_file(content, name, "pdf", documents)


def save_file(content: bytes, name: str, ending: str, documents: Path | None = None) -> Path:
    """The same for a file of another kind, such as a CSV."""
    folder = (documents or _documents()) / FOLDER
    path = folder / f"{_NOT_IN_NAMES.sub(' ', name)}.{ending}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise Unavailable(SaveFailure.NOT_WRITTEN, path=str(path)) from error
    return path


def _documents() -> Path:
    """Where the person keeps papers, unless the environment names another place."""
    from platformdirs import user_documents_path

    named = os.environ.get(DOCUMENTS)
    return Path(named) if named else user_documents_path()
