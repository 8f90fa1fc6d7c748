"""Many files in: those of different agencies side by side, with the same outcome as one after another.

An agency's own files keep their order, for a later one may correct an earlier. A file whose mapping gives legacy codes goes
in alone: what stands before it must not know them yet, and what comes behind it may name a business by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from bonafides.packs.mapping import Mapping
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.records.ingest.businesses import Numbers
from bonafides.records.ingest.crew import Crew
from bonafides.records.ingest.run import ingest
from bonafides.records.ingest.summary import Summary

AT_ONCE = 2  # two keep two cores busy
Began = Callable[["Submitted"], Callable[[int, int | None], None]]
"""Told of each file that begins; gives what is told of its progress (rows done, rows in all or None)."""

Known = defaultdict[str, Numbers]
"""By scheme the businesses that the files of a list met, so that each is looked up once."""


@dataclass(frozen=True)
class Submitted:
    """A file with the mapping that it is read by."""

    path: Path
    pack: Pack
    version: PackVersion
    mapping: Mapping


def stages(files: Sequence[Submitted]) -> list[list[list[Submitted]]]:
    """What may go in side by side: stage after stage, in each the files of each agency in their order."""
    found: list[list[list[Submitted]]] = []
    apart = True
    for one in files:
        alone = bool(one.mapping.aliases)
        if alone or apart:
            found.append([])
        apart = alone
        own = next((lane for lane in found[-1] if _agency(lane[0]) == _agency(one)), None)
        if own is None:
            found[-1].append([one])
        else:
            own.append(one)
    return found


def ingest_many(files: Sequence[Submitted], *, at_once: int = AT_ONCE, began: Began | None = None) -> Iterator[Summary]:
    """The summary of each file once it is in, so not always in the order of the files.

    What stops one file (`ingest` says what may) stops the files behind it; those under way go in first. The same files again
    go on from there.
    """
    if connection.in_atomic_block:  # which no other connection would see
        yield from (_taken(one, began, None, None) for one in files)
        return
    known: Known = defaultdict(dict)
    with ExitStack() as stack:
        crews = [stack.enter_context(Crew()) for _ in range(at_once)]
        for lanes in stages(files):
            yield from _side_by_side(lanes, crews, began, known)


def _side_by_side(
    lanes: list[list[Submitted]], crews: list[Crew], began: Began | None, known: Known
) -> Iterator[Summary]:
    """The longest lane first, so that no core waits for it at the end."""
    waiting = sorted(lanes, key=lambda lane: -sum(one.path.stat().st_size for one in lane if one.path.is_file()))
    free = list(crews)
    running: dict[Future[Summary], tuple[Crew, list[Submitted]]] = {}
    stopped: BaseException | None = None
    while running or (waiting and stopped is None):
        while waiting and free and stopped is None:
            crew, (file, *rest) = free.pop(), waiting.pop(0)
            running[crew.lead.submit(_taken, file, began, known[file.mapping.code.scheme], crew)] = crew, rest
        for done in wait(running, return_when=FIRST_COMPLETED).done:
            crew, rest = running.pop(done)
            free.append(crew)
            stopped = stopped or done.exception()
            if rest and stopped is None:
                waiting.insert(0, rest)
            if done.exception() is None:
                yield done.result()
    if stopped is not None:
        raise stopped


def _taken(file: Submitted, began: Began | None, known: Numbers | None, crew: Crew | None) -> Summary:
    told = began(file) if began else None
    return ingest(file.path, file.pack, file.version, file.mapping, progress=told, known=known, crew=crew)


def _agency(one: Submitted) -> tuple[str, str]:
    return one.pack.name, one.mapping.agency
