"""The lock file is for every platform, has hashes and names no address; what somebody types comes last."""

from installer.lock import command


def test_what_writes_it() -> None:
    words = command(["--upgrade"])
    assert words[1:5] == ["-m", "uv", "pip", "compile"] and words[-1] == "--upgrade"
    assert {"--universal", "--generate-hashes", "--no-emit-index-url", "requirements.lock"} <= set(words)
