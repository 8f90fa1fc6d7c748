"""The evidence of a seed as an officer gives it: a beacon's answer in a file, or the files of the parties to a ceremony."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bonafides.inspections.errors import RefusedError
from bonafides.kernel.draw.commitment import Commitment


def from_file(path: Path) -> dict[str, Any]:
    """What a beacon gave: of drand the round as its API gives it, of NIST `pulse` and `certificate`."""
    return of_beacon(str(path), path.read_bytes())


def of_beacon(name: str, content: bytes) -> dict[str, Any]:
    """The same from the bytes of a file of this name."""
    value = _json(name, content)
    if "round" in value:  # drand's answer also holds its randomness, which follows from the signature
        return {name: value[name] for name in ("round", "signature", "previous_signature") if name in value}
    return value


def revealed(commitment: Commitment, paths: Iterable[Path], text: str | None) -> dict[str, Any]:
    """The numbers of a ceremony, from the files that the parties kept. Raises RefusedError."""
    return of_parties(commitment, ((str(path), path.read_bytes()) for path in paths), text)


def of_parties(commitment: Commitment, files: Iterable[tuple[str, bytes]], text: str | None) -> dict[str, Any]:
    """The same from the bytes of files, each with its name."""
    numbers: dict[str, str] = {}
    for name, content in files:
        value = _json(name, content)
        if value.get("draw") != commitment.draw or not isinstance(value.get("party"), str):
            raise RefusedError(
                "%(name)s: expected the number that a party kept for %(draw)s, came another file",
                name=name,
                draw=commitment.draw,
            )
        numbers[value["party"]] = str(value.get("number", ""))
    return {"numbers": numbers} | ({"text": text} if text is not None else {})


def _json(name: str, content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise RefusedError("%(name)s: expected JSON (%(error)s)", name=name, error=error) from error
    if not isinstance(value, dict):
        raise RefusedError("%(name)s: expected an object of JSON", name=name)
    return value
