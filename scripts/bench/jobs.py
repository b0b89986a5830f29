"""What is measured: sections and fleets, each built cold, after one news was edited, after one procedure was.

A round is all three with one program in a folder of its own; rounds go in turn, so that what disturbs the machine
disturbs all. Whether the output is right is looked up after each build, outside the measured time.
"""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import Item, edited, section, unit
from honesty import problems
from measure import Command, Cost, Failed, State, cost, state, written
from peers import Peer, World

STEPS = ("cold", "news", "procedure")
SHARED = {"procedures": 80, "plans": 20}
OWN = 10
"""Pages of a fleet: shared by all units, and news of each."""
MEASURED = 20
"""So many units are built by programs that build one at a time; a larger fleet is scaled from them."""
LIMIT = "limit"
"""The name under which writing the same bytes is measured."""


@dataclass(frozen=True)
class Job:
    kind: str
    """`section` or `fleet`."""
    size: int
    """News of the section, or units of the fleet."""

    def world(self, peer: Peer, seed: int) -> World:
        if self.kind == "section":
            return World(((unit(1), tuple(section(self.size, seed=seed))),))
        count = self.size if peer.key == "cchc" else min(self.size, MEASURED)
        units = [unit(number) for number in range(1, count + 1)]
        own = [(one, tuple(section(OWN, procedures=0, plans=0, seed=seed, owner=one.ma))) for one in units]
        return World(tuple(own), tuple(section(0, **SHARED, seed=seed)))

    def scale(self, world: World, step: str) -> float:
        """By how much times, files and bytes are multiplied; an edit of one unit's news touches one unit only."""
        return self.size / len(world.units) if self.kind == "fleet" and step != "news" else 1


def measured(
    job: Job, peers: list[Peer], repeat: int, place: Path, seed: int, say: Callable[[str], None]
) -> Iterator[dict[str, object]]:
    """One row for each program, round and step; a failure is a row too, and ends the round of that program."""
    for number in range(repeat):
        for peer in peers:
            folder = place / f"{job.kind}-{job.size}-{number}-{peer.key}"
            say(f"{job.kind} {job.size}, round {number + 1}/{repeat}: {peer.title}")
            yield from ({"round": number, **row} for row in _round(job, peer, folder, seed))
            # Deleting many files slows an ext4 disk for minutes: there everything stays until the end.
            if place.is_relative_to("/dev/shm"):
                shutil.rmtree(folder, ignore_errors=True)


def _round(job: Job, peer: Peer, folder: Path, seed: int) -> Iterator[dict[str, object]]:
    world = job.world(peer, seed)
    base = {"job": job.kind, "size": job.size, "peer": peer.key}
    for step in STEPS:
        changed, before = (None, "") if step == "cold" else _edit(world, step)
        touched = [one for one, _ in (world.units[:1] if step == "news" else world.units)]
        world = changed or world
        peer.prepare(folder, world)
        places = [peer.section(folder, one) for one, _ in world.units]
        states = [state(one) for one in places]
        try:
            spent = cost(peer.commands(folder, touched))
        except Failed as failure:
            yield {**base, "step": step, "error": str(failure)}
            return
        after = [state(one) for one in places]
        wrong = _wrong(peer, folder, world, touched, before, step)
        if wrong:
            yield {**base, "step": step, "error": "; ".join(wrong[:3])}
            return
        yield {**base, "step": step, **_row(spent, states, after, job.scale(world, step))}
        if peer.key == "cchc" and step == "cold":
            yield {**base, "step": step, "peer": LIMIT, **_limit(folder, after)}


def _edit(world: World, step: str) -> tuple[World, str]:
    """The world after the newest news of the first unit, or the first procedure, was edited; the id of the item."""
    kind = "tin-tuc" if step == "news" else "thu-tuc"
    (first, own), *others = world.units
    target = next(item for item in world.items(own) if item.kind == kind)

    def mended(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(edited(item, word(step)) if item is target else item for item in items)

    return replace(world, units=((first, mended(own)), *others), shared=mended(world.shared)), target.id


def word(step: str) -> str:
    return f"dasua{step}"


def _wrong(peer: Peer, folder: Path, world: World, touched: list, target: str, step: str) -> list[str]:
    """What is wrong in any of the sections that were to be built."""
    found: list[str] = []
    for one, own in world.units:
        if one in touched:
            items = world.items(own)
            changed = next((item for item in items if item.id == target), None)
            found += [
                f"{one.ma}: {text}" for text in problems(peer, peer.section(folder, one), items, changed, word(step))
            ]
    return found


def _row(spent: Cost, before: list[State], after: list[State], scale: float) -> dict[str, object]:
    wrote = [written(old, new) for old, new in zip(before, after, strict=True)]
    return {
        "wall": spent.wall * scale,
        "cpu": spent.cpu * scale,
        "memory": spent.memory,
        "files": round(sum(files for files, _ in wrote) * scale),
        "bytes": round(sum(size for _, size in wrote) * scale),
        "scaled": scale,
    }


def _limit(folder: Path, sections: list[State]) -> dict[str, object]:
    """What it costs one process to write files of the same names and lengths into a fresh folder."""
    sizes = [(f"{number}/{path}", seen[2]) for number, one in enumerate(sections) for path, seen in sorted(one.items())]
    listing, target = folder / "sizes.json", folder / "limit"
    listing.write_text(json.dumps(sizes), "utf-8")
    program = str(Path(__file__).with_name("limit.py"))
    spent = cost([Command((sys.executable, program, str(listing), str(target)), folder, {})])
    return _row(spent, [{}], [state(target)], 1)
