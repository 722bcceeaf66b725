"""What the tour tells: `summary.md` for people, `summary.json` for programs."""

from pathlib import Path

import msgspec

from ui.tour.tour import Done
from ui.tour.watchdog import BLOCKED_MS_MAX, Block

MARKDOWN, JSON = "summary.md", "summary.json"


class Check(msgspec.Struct, frozen=True):
    """One thing that the second process looked up; `wrong`: what it found instead, "" when all is well."""

    name: str
    wrong: str = ""


class Summary(msgspec.Struct):
    """The whole tour. `longest_block_ms`: the longest time in which the window could not have answered a key.

    `longest_computed_ms`: the longest that the Qt thread computed in one go, whatever else the machine did.
    """

    seconds: float
    steps: list[Done]
    checks: list[Check]
    longest_block_ms: float
    blocks: list[Block]
    longest_computed_ms: float = 0.0

    @property
    def wrong(self) -> int:
        """How many steps and checks did not come out as they say."""
        return sum(bool(step.wrong) for step in self.steps) + sum(bool(check.wrong) for check in self.checks)


def write_summary(folder: Path, summary: Summary) -> None:
    """Both files."""
    (folder / JSON).write_bytes(msgspec.json.format(msgspec.json.encode(summary), indent=1) + b"\n")
    (folder / MARKDOWN).write_text("\n".join(_markdown(summary)) + "\n", "utf-8")


def _markdown(summary: Summary) -> list[str]:
    verdict = "Everything came out as the steps say." if not summary.wrong else f"{summary.wrong} did not come out."
    return [
        "# Tour of the counter",
        "",
        f"{len(summary.steps)} steps and {len(summary.checks)} checks in a second process, {summary.seconds:.0f} s.",
        verdict,
        f"The window was never blocked longer than {summary.longest_block_ms:.0f} ms (goal {BLOCKED_MS_MAX:.0f} ms).",
        f"Its thread computed at most {summary.longest_computed_ms:.0f} ms in one go.",
        "",
        "| # | Step | Typed | Outcome | ms |",
        "|---|---|---|---|---|",
        *(
            f"| [{step.number}]({step.picture}) | {step.name} | {_cell(step.typed)} | "
            f"{_cell(step.wrong) if step.wrong else f'{len(step.checks)} checks'} | {step.milliseconds} |"
            for step in summary.steps
        ),
        "",
        "## Second process",
        "",
        *(
            f"- {'✗' if check.wrong else '✓'} {check.name}{f': {check.wrong}' if check.wrong else ''}"
            for check in summary.checks
        ),
        *_blocks(summary.blocks),
    ]


def _blocks(blocks: list[Block]) -> list[str]:
    if not blocks:
        return []
    told = [
        f"- {block.milliseconds:.0f} ms ({block.computed_ms:.0f} computed) during {block.during}: "
        f"`{' > '.join(block.stack) or 'not seen'}`"
        for block in sorted(blocks, key=lambda block: -block.milliseconds)
    ]
    return ["", f"## Blocked longer than {BLOCKED_MS_MAX:.0f} ms", "", *told]


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")
