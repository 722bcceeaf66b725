"""A cable passes bytes both ways, breaks what goes over it when it is pulled, and can be plugged in again."""

import socket
from collections.abc import Iterator

import pytest

from app.sync.central.cable import HOST, Cable

WAIT_SECONDS = 10


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.create_server((HOST, 0)) as listening:
        listening.settimeout(WAIT_SECONDS)
        yield listening


def connect(cable: Cable) -> socket.socket:
    return socket.create_connection((HOST, cable.port), WAIT_SECONDS)


def test_pulled_and_plugged_in_again(server: socket.socket) -> None:
    cable = Cable(server.getsockname()[1])
    with pytest.raises(OSError):
        connect(cable)
    try:
        for _ in range(2):
            cable.plug_in()
            here = connect(cable)
            there, _address = server.accept()
            here.sendall(b"question")
            assert there.recv(100) == b"question"
            there.sendall(b"answer")
            assert here.recv(100) == b"answer"
            cable.pull()
            assert broken(here) and broken(there)
            with pytest.raises(OSError):
                connect(cable)
            here.close()
            there.close()
    finally:
        cable.pull()


def broken(end: socket.socket) -> bool:
    """The other side is gone, politely or not."""
    end.settimeout(WAIT_SECONDS)
    try:
        return end.recv(1) == b""
    except ConnectionError:
        return True


def test_who_hangs_up_is_heard_on_the_other_side(server: socket.socket) -> None:
    cable = Cable(server.getsockname()[1])
    try:
        cable.plug_in()
        here = connect(cable)
        there, _address = server.accept()
        here.close()
        assert broken(there)
        there.close()
    finally:
        cable.pull()
