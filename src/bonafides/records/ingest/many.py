"""Many files in: those of different agencies side by side, with the same outcome as one after another.

An agency's own files keep their order, for a later one may correct an earlier. A file whose mapping gives legacy codes goes
in with no other agency's: what stands before it must not know them yet, and what comes behind it may name a business by one.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from queue import SimpleQueue
from threading import Event

from django.db import connection

from bonafides.records.ingest.crew import Crew
from bonafides.records.ingest.line import Began, Known, Line
from bonafides.records.ingest.submitted import Submitted
from bonafides.records.ingest.summary import Summary

AT_ONCE = 2  # two keep two cores busy
_Told = Summary | tuple[Crew, BaseException | None]


def stages(files: Sequence[Submitted]) -> list[list[list[Submitted]]]:
    """What may go in side by side: stage after stage, in each the files of each agency in their order."""
    found: list[list[list[Submitted]]] = []
    apart = True
    for one in files:
        alone = bool(one.mapping.aliases)
        if (alone or apart) and not (alone and found and apart and _agency(found[-1][0][0]) == _agency(one)):
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
    known: Known = defaultdict(dict)
    with ExitStack() as stack:
        if connection.in_atomic_block:  # which no other connection would see
            yield from Line(stack.enter_context(Crew()), known, began).taken_in(files)
            return
        crews = [stack.enter_context(Crew()) for _ in range(at_once)]
        for lanes in stages(files):
            yield from _side_by_side(lanes, crews, began, known)


def _side_by_side(
    lanes: list[list[Submitted]], crews: list[Crew], began: Began | None, known: Known
) -> Iterator[Summary]:
    """The longest lane first, so that no core waits for it at the end."""
    waiting = deque(sorted(lanes, key=lambda lane: -sum(one.path.stat().st_size for one in lane if one.path.is_file())))
    free, stop, told = list(crews), Event(), SimpleQueue[_Told]()

    def taken_in(lane: list[Submitted], crew: Crew) -> None:
        error: BaseException | None = None
        try:
            for summary in Line(crew, known, began).taken_in(_until(stop, lane)):
                told.put(summary)
        except BaseException as stopped:
            error = stopped
        told.put((crew, error))

    stopped: BaseException | None = None
    try:
        while waiting or len(free) < len(crews):
            while waiting and free:
                crew = free.pop()
                crew.lead.submit(taken_in, waiting.popleft(), crew)
            news = told.get()
            if isinstance(news, Summary):
                yield news
                continue
            crew, error = news
            free.append(crew)
            if error is not None:
                stopped = stopped or error
                stop.set()
                waiting.clear()
    finally:
        stop.set()
    if stopped is not None:
        raise stopped


def _until(stop: Event, lane: Iterable[Submitted]) -> Iterator[Submitted]:
    for file in lane:
        if stop.is_set():
            return
        yield file


def _agency(one: Submitted) -> tuple[str, str]:
    return one.pack.name, one.mapping.agency
