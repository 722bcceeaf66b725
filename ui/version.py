"""Which version this is; pyproject.toml says the same (tests/ui/test_version.py)."""

VERSION = "0.1.0"
