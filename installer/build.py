"""Builds Civic Counter for the platform this runs on, and proves that what was built starts without its sources.

    .venv/bin/python installer/build.py      (Windows: .venv\\Scripts\\python installer\\build.py)

Leaves dist/civic-counter, a folder to copy as it is. PyInstaller builds for the platform that it runs on, no other.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "dist" / "civic-counter"
PROGRAM = BUILT / ("civic-counter.exe" if os.name == "nt" else "civic-counter")
TOUR_SECONDS_MAX = 300


def main() -> int:
    """Builds, then smoke-tests; answers 0 when both went well."""
    began = time.monotonic()
    build()
    size = sum(path.stat().st_size for path in BUILT.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"built {BUILT} in {time.monotonic() - began:.0f} s, {size / 1e6:.0f} MB")
    with tempfile.TemporaryDirectory() as elsewhere:
        smoke_test(Path(elsewhere))
    print("smoke test passed: --version, and the tour without a screen, its processes among them")
    return 0


def build() -> None:
    """Runs PyInstaller. Raises CalledProcessError when it fails."""
    options = ("--noconfirm", "--clean", "--log-level", "WARN")
    places = ("--distpath", str(BUILT.parent), "--workpath", str(ROOT / "build"))
    spec = ROOT / "installer" / "civic-counter.spec"
    subprocess.run((sys.executable, "-m", "PyInstaller", *options, *places, str(spec)), check=True)


def smoke_test(elsewhere: Path) -> None:
    """Starts the built program from a foreign folder with an empty home. Raises CalledProcessError when it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment |= {"HOME": str(elsewhere), "QT_QPA_PLATFORM": "offscreen"}
    for words in (("--version",), ("tour", "--out", str(elsewhere / "tour"))):
        subprocess.run((str(PROGRAM), *words), cwd=elsewhere, env=environment, timeout=TOUR_SECONDS_MAX, check=True)


if __name__ == "__main__":
    sys.exit(main())
