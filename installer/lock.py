"""`./counter lock [--upgrade]` writes requirements.lock: exact versions and hashes for every platform, no addresses."""

import subprocess
import sys
from collections.abc import Sequence

_FORM = ("--universal", "--python-version", "3.11", "--all-extras", "--generate-hashes")
_BARE = ("--no-emit-index-url", "--no-header", "--no-annotate", "--quiet")


def command(options: Sequence[str]) -> list[str]:
    """What writes it, in the folder of the project; `options` as somebody typed them."""
    files = ("pyproject.toml", "-o", "requirements.lock")
    return [sys.executable, "-m", "uv", "pip", "compile", *files, *_FORM, *_BARE, *options]


if __name__ == "__main__":
    sys.exit(subprocess.run(command(sys.argv[1:]), check=False).returncode)
