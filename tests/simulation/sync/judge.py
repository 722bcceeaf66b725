"""What must hold once a world has come to rest, in words for whatever does not."""

from collections import Counter
from collections.abc import Iterator

from app.sync.protocol import PulledFact
from app.sync.types import Chain
from tests.simulation.sync.centre import Tables
from tests.simulation.sync.facts import read, shown
from tests.simulation.sync.machine import Machine
from tests.simulation.sync.world import World


def differences(world: World) -> list[str]:
    """Everything that is not as it must be in the end; empty: nothing lost, nothing doubled, all alike."""
    found = list(_centre(world))
    for machine in world.machines:
        if not machine.retired:
            found += [f"{machine.name}: {what}" for what in _machine(world, machine)]
        elif machine.retires is False:
            found.append(f"{machine.name} was put away")
    return found


def _centre(world: World) -> Iterator[str]:
    books, counted = world.books, world.centre.tables.counted
    if lost := sorted(books.acknowledged - counted):
        yield f"the centre lacks {len(lost)} sales with a receipt, {lost[0]} first"
    if strange := sorted(counted - set(books.tried)):
        yield f"the centre has a sale that nobody made: {strange[0]}"
    for facts in world.centre.tables.chains.values():
        for fact in facts:
            values, fact_id = world.centre.tables.given(fact).sealed.values, read(fact.sealed)[0].fact_id
            said = [each.value for each in values if each.field != "erased"]
            if said != books.said(fact_id, counted):
                yield f"the centre has other words with {fact_id}: {said}"
    lines = Counter((row.fact_id, row.line) for row in world.centre.tables.activity)
    if doubled := [key for key, times in lines.items() if times > 1]:
        yield f"the centre counts {doubled[0]} twice"
    owed: Counter[str] = Counter()
    for row in world.centre.tables.activity:
        owed[row.account] += row.amount_cents
    if owed != books.balances(counted):
        yield "the centre's balances are not those of the sales"


def _machine(world: World, machine: Machine) -> Iterator[str]:
    content, centre = machine.replica.content, world.centre.tables
    if content.state.stopped is not None:
        yield f"stopped: {content.state.stopped}"
    if content.troubles:
        yield f"troubled: {next(iter(content.troubles.values()))}"
    scope = [chain for chain in centre.chains if _office(centre, chain) == machine.office]
    for chain in scope:
        facts = (shown(sealed, content.erased) for sealed in content.facts.get(chain, []))
        mine = [(sealed.hash, sealed.values) for sealed in facts]
        theirs = [(fact.sealed.hash, fact.sealed.values) for fact in _in_scope(world, machine, chain)]
        if mine != theirs:
            yield f"{chain.workstation}/{chain.generation} has {len(mine)} facts here, {len(theirs)} at the centre"
    if extra := set(content.facts) - set(scope):
        yield f"has chains out of scope: {extra}"
    yield from _money(world, machine, scope)


def _money(world: World, machine: Machine, scope: list[Chain]) -> Iterator[str]:
    content, centre = machine.replica.content, world.centre.tables
    here = {read(fact.sealed)[0].fact_id for chain in scope for fact in _in_scope(world, machine, chain)}
    here -= {fact_id for fact_id, _ in content.activity}
    if set(content.counted) != here:
        yield f"counts other sales: {sorted(set(content.counted) ^ here)[:3]}"
    owed: Counter[str] = Counter()
    for postings in content.counted.values():
        for posting in postings:
            if posting.account:
                owed[posting.account] += posting.amount_cents
    for row in content.activity.values():
        owed[row.account] += row.amount_cents
    if owed != world.books.balances(centre.counted):
        yield "balances are not those of the sales"


def _in_scope(world: World, machine: Machine, chain: Chain) -> list[PulledFact]:
    """What this machine is to hold of a chain: all that came after it joined."""
    tables = world.centre.tables
    before, _ = tables.scopes.get((machine.workstation, chain), (0, b""))
    return [tables.given(fact) for fact in tables.chains[chain][before:]]


def _office(centre: Tables, chain: Chain) -> str:
    return centre.workstations[chain.workstation].office
