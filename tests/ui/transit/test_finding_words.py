"""Everything that may be found in a feed has its plain words."""

import pytest

from app.transit.findings import Code, Finding
from ui.transit.finding_words import finding_sentence, report_lines


@pytest.mark.parametrize("code", Code)
def test_every_finding_is_worded(code: Code) -> None:
    words = finding_sentence(Finding(code, "stops.txt", 1234, (7, 8), "42"))
    assert (words.endswith(".") and words[0].isupper()) or words.startswith("stops.txt")
    assert "{" not in words


def test_lines_are_named() -> None:
    finding = Finding(Code.TIME_WRONG, "stop_times.txt", 3, (7, 1_200), "9:99:00")
    assert report_lines([finding]) == [
        "Left out: Times that cannot be: 3, such as 9:99:00. See stop_times.txt, line 7, 1,200…."
    ]
