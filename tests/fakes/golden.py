"""Goldens as files: what came out once, was looked at and found good. CIVIC_COUNTER_UPDATE_GOLDENS=1 writes them."""

import os
from pathlib import Path


def check_golden(path: Path, text: str) -> None:
    """Fails when `text` is not what the golden file holds; writes it instead where goldens are being updated."""
    if os.environ.get("CIVIC_COUNTER_UPDATE_GOLDENS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert path.exists(), f"no golden {path.name}: set CIVIC_COUNTER_UPDATE_GOLDENS=1, then look at what it wrote"
    assert text == path.read_text("utf-8")
