"""Rules by day: the version in force, a city's own file, and files that are wrong."""

from datetime import date
from pathlib import Path

import pytest

from app.policies import SHIPPED, Policies, PolicyError

TWO_VERSIONS = """
[[version]]
version = 2
effective_on = 2026-07-01
source = "Ordinance 26-11"
fee_cents = 500
[[version]]
version = 1
effective_on = 2020-01-01
source = "Ordinance 19-02"
fee_cents = 300
"""


def policies(folder: Path, text: str | bytes = TWO_VERSIONS) -> Policies:
    (folder / "fees.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return Policies(folder)


@pytest.mark.parametrize(
    ("on", "version", "fee_cents"),
    [
        (date(2020, 1, 1), 1, 300),
        (date(2026, 6, 30), 1, 300),
        (date(2026, 7, 1), 2, 500),
        (date(2099, 1, 1), 2, 500),
    ],
)
def test_the_version_in_force(tmp_path: Path, on: date, version: int, fee_cents: int) -> None:
    policy = policies(tmp_path).at("fees", on)
    assert (policy.version, policy.values) == (version, {"fee_cents": fee_cents})
    assert policy.reference == f"fees/{version}"


def test_before_the_first_version_there_is_no_rule(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"fees\.toml has no version in force on 2019-12-31"):
        policies(tmp_path).at("fees", date(2019, 12, 31))


def test_a_citys_folder_comes_before_the_shipped_one(tmp_path: Path) -> None:
    city = tmp_path / "city"
    city.mkdir()
    policies(tmp_path)
    (city / "fees.toml").write_text(TWO_VERSIONS.replace("500", "700"), "utf-8")
    both = Policies(tmp_path, city)
    assert both.at("fees", date(2026, 11, 20)).values["fee_cents"] == 700


def test_a_file_is_read_once(tmp_path: Path) -> None:
    kept = policies(tmp_path)
    first = kept.at("fees", date(2026, 11, 20))
    (tmp_path / "fees.toml").unlink()
    assert kept.at("fees", date(2026, 11, 20)) is first


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[[version]]", "[version"),
        ("[[version]]", "[[rule]]"),
        ("version = 2", ""),
        ("version = 2", 'version = "2"'),
        ("version = 2", "version = true"),
        ("version = 2", "version = 1"),
        ("effective_on = 2026-07-01", ""),
        ("effective_on = 2026-07-01", 'effective_on = "2026-07-01"'),
        ("effective_on = 2026-07-01", "effective_on = 2026-07-01T00:00:00"),
        ('source = "Ordinance 26-11"', ""),
        ('source = "Ordinance 26-11"', "source = 7"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(PolicyError, match=r"fees\.toml"):
        policies(tmp_path, TWO_VERSIONS.replace(old, new)).at("fees", date(2026, 11, 20))


@pytest.mark.parametrize("text", [b"", b"version = 3", b"version = []", b"\xff\xfe\x00", b"a = '\x00'"])
def test_a_file_that_is_no_policy(tmp_path: Path, text: bytes) -> None:
    with pytest.raises(PolicyError, match=r"fees\.toml"):
        policies(tmp_path, text).at("fees", date(2026, 11, 20))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"there is no policy file fees\.toml"):
        Policies(tmp_path).at("fees", date(2026, 11, 20))


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_policy_holds_today_and_names_its_source(path: Path) -> None:
    assert Policies().at(path.stem, date(2026, 11, 20)).source
