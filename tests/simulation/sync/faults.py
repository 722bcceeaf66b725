"""Which faults a seed has, and how often. Drawn once at its beginning, so that a seed is a whole story."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Faults:
    """Shares are chances per message or commit; counts are events in the seed."""

    drop: float = 0.0
    duplicate: float = 0.0
    delay_max: float = 0.05
    commit_seconds_max: float = 0.0
    crash: float = 0.0
    cuts: int = 0
    kills: int = 0
    power_cuts: int = 0
    clock_jumps: int = 0
    failovers: int = 0
    lost_max: int = 0
    clones: int = 0
    restores: int = 0
    revocations: int = 0
    old_versions: int = 0
    tampered: float = 0.0
    squeezes: int = 0
    unknown: float = 0.0
    joins: int = 0
    erasures: int = 0


NONE = Faults()


def drawn(random: Random) -> Faults:
    """Any mixture. A copy of a machine and a centre that lost its tail do not come together: see the architecture."""
    loses = random.random() < 0.4
    copies = not loses and random.random() < 0.5

    def some(most: int, share: float = 0.5) -> int:
        return random.randint(1, most) if random.random() < share else 0

    def at_times(share: float) -> float:
        return share * random.random() if random.random() < 0.6 else 0.0

    return Faults(
        drop=at_times(0.15),
        duplicate=at_times(0.15),
        delay_max=random.choice((0.01, 0.2, 3.0, 9.0)),
        commit_seconds_max=random.choice((0.0, 0.5, 8.0)),
        crash=at_times(0.01),
        cuts=some(3),
        kills=some(3),
        power_cuts=some(3),
        clock_jumps=some(2, 0.3),
        failovers=some(3, 0.9) if loses else some(1, 0.2),
        lost_max=random.choice((3, 12, 200)) if loses else 0,
        clones=some(1) if copies else 0,
        restores=some(2) if copies else 0,
        revocations=some(1, 0.2),
        old_versions=some(1, 0.2),
        tampered=at_times(0.05),
        squeezes=some(2, 0.3),
        unknown=random.choice((0.0, 0.0, 0.2)),
        joins=some(1, 0.3),
        erasures=some(4, 0.5),
    )
