"""The process that `bench_rebuild` measures: rebuilds one database and prints seconds, peak memory and rows as JSON."""

import json
import resource
import sys
import time
from pathlib import Path

from app.bootstrap import KINDS
from app.journal.rebuild import rebuild

KIBIBYTE = 1024


def main() -> None:
    """Arguments: the database and its key in hex."""
    begun = time.perf_counter()
    rebuilt = rebuild(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), KINDS)
    seconds = time.perf_counter() - begun
    unit = KIBIBYTE * KIBIBYTE if sys.platform == "darwin" else KIBIBYTE
    mebibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    sys.stdout.write(json.dumps({"seconds": seconds, "mebibytes": mebibytes, "rows": sum(rebuilt.rows.values())}))


if __name__ == "__main__":
    main()
