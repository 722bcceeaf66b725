"""A data folder on another machine is told from one on a disk of this one, by tables of mounts as printed."""

import sys
from pathlib import Path

import pytest

from app.bootstrap import open_services, restore, set_up
from app.errors import Unavailable
from app.safekeeping.restore_workstation import RestoreWorkstation
from app.store.database import StoreFailure
from app.store.network_folder import mount_table, network_folder, network_kind
from tests.factories.workstation import COUNTER_A2, fake_edges

LINUX = """\
24 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
31 24 0:40 / /mnt/files rw,relatime shared:5 - cifs //files/utility rw,vers=3.0
32 31 8:2 / /mnt/files/here rw,relatime - xfs /dev/sdb1 rw
33 24 0:41 / /mnt/two\\040words rw - nfs4 files:/export rw
34 24 0:42 / /mnt/through rw - fuse.sshfs kim@files: rw
35 24 0:43 / /mnt/again rw - cifs //files/a rw
36 24 8:3 / /mnt/again rw - ext4 /dev/sdc1 rw
a line that nobody can read
"""
MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//kim@files/utility on /Volumes/utility (smbfs, nodev, nosuid, mounted by kim)
/dev/disk4s1 on /Volumes/STICK (msdos, local, nodev)
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/civic", ""),
        ("/mnt/files", "cifs"),
        ("/mnt/files/counter/A2", "cifs"),
        ("/mnt/files/../else", ""),
        ("/mnt/filesystem", ""),
        ("/mnt/files/here/A2", ""),
        ("/mnt/two words/A2", "nfs4"),
        ("/mnt/through/A2", "sshfs"),
        ("/mnt/again/A2", ""),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked by drive")
def test_the_deepest_mount_says_what_a_folder_lies_on(folder: str, kind: str) -> None:
    assert network_kind(Path(folder), LINUX) == kind


@pytest.mark.parametrize(("folder", "kind"), [("/Volumes/utility/A2", "smbfs"), ("/Volumes/STICK", ""), ("/opt", "")])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked by drive")
def test_macos_prints_another_table(folder: str, kind: str) -> None:
    assert network_kind(Path(folder), MACOS) == kind


def test_a_share_by_its_name_and_a_machine_that_says_nothing(tmp_path: Path) -> None:
    assert network_folder(Path("\\\\files\\utility\\A2"), lambda: "") in ("", "share")
    assert network_folder(tmp_path, lambda: "") == ""
    assert network_folder(tmp_path) == "" and isinstance(mount_table(), str)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked by drive")
def test_nothing_is_made_opened_or_restored_there(tmp_path: Path) -> None:
    edges = fake_edges()
    set_up(tmp_path / "local", COUNTER_A2, edges).close()
    share = tmp_path / "share"
    share.mkdir()
    (tmp_path / "local").rename(share / "moved")
    table = f"{LINUX}40 24 0:44 / {share} rw - nfs files:/export rw\n"
    there = type(edges)(edges.clock, edges.ids, edges.policies, edges.keys, lambda: table)
    command = RestoreWorkstation(tmp_path, "")
    for call in (
        lambda: open_services(share / "moved", there),
        lambda: set_up(share / "new", COUNTER_A2, there),
        lambda: restore(share / "new", command, there),
    ):
        with pytest.raises(Unavailable) as failure:
            call()
        assert failure.value.code is StoreFailure.NETWORK_FOLDER and failure.value.values["file_system"] == "nfs"
    assert not (share / "new").exists()
    (share / "moved").rename(tmp_path / "back")
    open_services(tmp_path / "back", there).close()
