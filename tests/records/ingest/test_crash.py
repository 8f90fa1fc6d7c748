"""Processes and servers that are killed in the middle, two ingests at once: nothing is lost, nothing is doubled.

These tests have a server of their own, so that killing it harms nobody.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import registry
from tests.records.ingest.crashing import Site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The server, started once."""
    made = Site(tmp_path_factory.mktemp("site"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rows of every outcome: records, corrections near and far, names, legacy codes, faults, repeats."""
    rows: list[dict[str, object]] = []
    for number in range(4000):
        row = registry.row(f"S{number % 97}", f"r{number:05}", value=number, name=f"Shop {number % 97}", secret="x")
        if number % 13 == 7:
            row |= {"action": "correction", "target": f"r{max(number - 40 * (number % 7), 0):05}"}
        if number % 31 == 5:
            row |= {"action": "withdrawal", "target": f"r{number - 1:05}"}
        if number % 41 == 3:
            row |= {"value": "many"}
        if number % 53 == 9:
            row |= {"ref": f"r{number - 9:05}"}
        if number % 101 == 11:
            row |= {"legacy": "990000000000015"}
        rows.append(row)
    return registry.write_csv(tmp_path_factory.mktemp("file") / "rows.csv", rows)


@pytest.fixture(scope="module")
def undisturbed(site: Site, file: Path) -> dict[str, list[str]]:
    """What is in the register when nothing happens."""
    site.fresh()
    site.ingest(file).wait()
    site.fresh()
    began = time.monotonic()
    told = site.ingest(file).wait()
    assert "error" not in told, told
    site.seconds = time.monotonic() - began
    found = site.content()
    assert len(found["records"]) > 3000
    assert len(found["quarantine"]) > 200
    return found


@pytest.mark.database
@pytest.mark.parametrize("seed", [1, 2])
def test_killed_ingest_goes_on(site: Site, file: Path, undisturbed: dict[str, list[str]], seed: int) -> None:
    site.fresh()
    dice, kills, told, again = random.Random(seed), 0, {}, 20
    while not told:
        running = site.ingest(file)
        # The first four surely fall before the end, while the process still starts; the others anywhere.
        time.sleep(dice.uniform(0.1, 0.7) if kills < 4 else site.seconds * dice.uniform(0.05, 1.0))
        running.kill()
        told = running.wait()
        kills += not told
        if told and kills < 3 and again:  # too few fell within the run: once more from the beginning
            site.fresh()
            kills, again, told = 0, again - 1, {}
        if kills % 3 == 0:
            site.whole_chunks()
        assert kills < 100
    assert "error" not in told, told
    assert kills > 2, f"killed {kills} times only, in {site.seconds} s"
    assert site.content() == undisturbed
    assert site.ingest(file).wait()["already"]


@pytest.mark.database
def test_killed_server(site: Site, file: Path, undisturbed: dict[str, list[str]]) -> None:
    """The one that belongs to this test: the error says what to do, and doing so goes on."""
    site.fresh()
    dice, kills, told, again = random.Random(5), 0, {"error": "", "rows": 0}, 20
    while "error" in told:
        running = site.ingest(file)
        time.sleep(site.seconds * dice.uniform(0.1, 0.6))
        if kills < 4 and running.running():
            site.place.kill_server()
            kills += 1
        told = running.wait()
        assert told
        if "error" not in told and kills < 2 and again:  # a kill fell beside the run: once more from the beginning
            site.fresh()
            kills, again, told = 0, again - 1, {"error": "", "rows": 0}
            continue
        if "error" in told:
            assert told["error"] == "InterruptedIngestError", told
            assert "run the same command again and it goes on from there" in told["told"]
            site.whole_chunks()
    assert kills > 1
    assert site.content() == undisturbed


@pytest.mark.database
def test_a_server_killed_once_it_was_told(site: Site, file: Path, undisturbed: dict[str, list[str]]) -> None:
    """What an ingest says is in is in: the server may be killed the moment after."""
    for _ in range(4):
        site.fresh()
        told = site.ingest(file).wait()
        site.place.kill_server()
        assert "error" not in told, told
        assert site.content() == undisturbed


@pytest.mark.database
def test_two_processes_with_one_file(site: Site, file: Path, undisturbed: dict[str, list[str]]) -> None:
    """One does it, the other says busy; afterwards it is done."""
    site.fresh()
    answers = [one.wait() for one in [site.ingest(file) for _ in range(3)]]
    busy = [one for one in answers if "error" in one]
    assert len(busy) == 2
    for one in busy:
        assert one["error"] == "BusyError"
        assert one["told"] == f"{file}: another process is taking this file in; wait for it to end"
    assert site.content() == undisturbed
    assert site.ingest(file).wait()["already"]


@pytest.mark.database
def test_two_files_of_one_agency_at_once(site: Site, tmp_path: Path) -> None:
    """What both hold is taken once; a correction finds what the other file brings, or is told that it is not there."""
    site.fresh()
    both = [registry.row(f"S{number % 9}", f"r{number:04}", value=number) for number in range(1500)]
    one = [registry.row("S1", f"x{number}") for number in range(50)]
    two = [registry.row("S2", f"c{number}", action="correction", target=f"r{number:04}") for number in range(50)]
    files = [
        registry.write_csv(tmp_path / "1.csv", [*both, *one]),
        registry.write_csv(tmp_path / "2.csv", [*both, *two]),
    ]
    answers = [running.wait() for running in [site.ingest(file) for file in files]]
    assert [answer.get("error") for answer in answers] == [None, None], answers
    assert sum(answer["added"] for answer in answers) == 1600
    assert sum(answer["unchanged"] for answer in answers) == 1500
    assert len(site.content()["entities"]) == 9
    site.whole_chunks()
