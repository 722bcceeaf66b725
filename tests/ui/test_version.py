"""The program and its package name one version."""

import tomllib
from pathlib import Path

from ui.version import VERSION


def test_the_package_has_the_programs_version() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == VERSION
