"""Whether a data folder lies on another machine: SQLite's write-ahead log works on a disk of this machine only.

Two programs on two machines would each believe that they alone have the file, and locks of network file systems are
not to be relied on (sqlite.org, WAL, "all processes using a database must be on the same host computer"). The second
copy may lie on a share: it is plain files that one program appends to.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from app.errors import Unavailable
from app.store.database import StoreFailure

MOUNTS = Path("/proc/self/mountinfo")
NETWORK_KINDS = frozenset(
    {
        *("afs", "afpfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4"),
        *("ocfs2", "smb2", "smb3", "smbfs", "webdav", "beegfs", "orangefs"),
    }
)
"""Names of file systems whose files another machine serves."""
REMOTE_DRIVE = 4
"""DRIVE_REMOTE of GetDriveTypeW (Windows API, fileapi.h)."""
SECONDS_TO_ANSWER = 5

MountTable = Callable[[], str]


def network_kind(folder: Path, table: str) -> str:
    """The network file system that a folder lies on, "" for a disk of this machine, read from a table of mounts.

    The table is that of Linux (`/proc/self/mountinfo`) or what `mount` prints on macOS. The longest mount point that
    the folder is below counts, of equal ones the last.
    """
    place, found = folder.resolve(), (-1, "")
    for point, kind in _mounts(table):
        depth = len(point.parts)
        if place.is_relative_to(point) and depth >= found[0]:
            found = (depth, kind)
    kind = found[1].removeprefix("fuse.")
    return kind if kind in NETWORK_KINDS or kind.startswith(("sshfs", "rclone", "s3fs", "gvfs")) else ""


def mount_table() -> str:
    """What is mounted on this machine; "" where nobody can say."""
    try:
        return _of_macos() if sys.platform == "darwin" else MOUNTS.read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _of_macos() -> str:
    import subprocess

    try:
        asked = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=SECONDS_TO_ANSWER, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return asked.stdout


def refuse_network_folder(folder: Path, table: MountTable = mount_table) -> None:
    """Raises Unavailable(NETWORK_FOLDER) for a folder that another machine serves."""
    kind = network_folder(folder, table)
    if kind:
        raise Unavailable(StoreFailure.NETWORK_FOLDER, folder=str(folder), file_system=kind)


def network_folder(folder: Path, table: MountTable = mount_table) -> str:
    """The kind of share that a folder lies on, "" for a disk of this machine."""
    if str(folder.absolute()).startswith("\\\\"):
        return "share"
    if sys.platform == "win32":
        return _drive_of_windows(folder)
    return network_kind(folder, table())


def _drive_of_windows(folder: Path) -> str:
    if sys.platform != "win32":
        return ""
    import ctypes

    remote = ctypes.windll.kernel32.GetDriveTypeW(folder.absolute().anchor) == REMOTE_DRIVE
    return "share" if remote else ""


def _mounts(table: str) -> Iterator[tuple[Path, str]]:
    for line in table.splitlines():
        before, dash, behind = line.partition(" - ")
        fields = before.split()
        if dash and len(fields) > 4 and behind.split():
            yield Path(_unescaped(fields[4])), behind.split()[0]
        elif " on " in line and line.endswith(")"):  # macOS: `//kim@files/share on /Volumes/share (smbfs, nodev)`
            point, _, options = line.partition(" on ")[2].rpartition(" (")
            yield Path(point), options.rstrip(")").split(",")[0]


def _unescaped(point: str) -> str:
    """Blanks and the like stand as octal numbers (proc(5))."""
    for sign in (" ", "\t", "\n", "\\"):
        point = point.replace(f"\\{ord(sign):03o}", sign)
    return point
