"""A ceremony: several parties each commit to a number before the draw is committed to, and reveal it after.

One honest party is enough for a seed that nobody chose. A party that does not reveal ends the draw: there is no way on
without it, so that nobody gets a second try unseen. A public text that comes to be later (a lottery's result, say) may
join, which keeps the last party to reveal from choosing whether to.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.tickets import plain

LABEL = "bonafides-ceremony-v1"
NUMBER_BYTES = 32
FEWEST = 2


def promise(draw: str, party: str, number: bytes) -> bytes:
    """What a party publishes before: SHA-256 over the draw, its name and its number of 32 bytes."""
    if len(number) != NUMBER_BYTES:
        raise Refused(f"the number of {party} has {NUMBER_BYTES} bytes; {len(number)} came")
    return sha256(f"{LABEL}\n{draw}\n{party}\n{number.hex()}\n".encode()).digest()


def earliest(source: Mapping[str, Any]) -> datetime | None:
    """None: a ceremony has no time; that the numbers were unknown rests on the promises. Raises Refused for bad ones."""
    parties = source.get("parties")
    if not isinstance(parties, dict) or len(parties) < FEWEST:
        raise Refused(f"a ceremony has {FEWEST} parties at least; one alone would know the seed")
    promises = [str(one) for one in parties.values()]
    if len(set(promises)) < len(promises):
        raise Refused("two parties made the same promise")
    for party in parties:
        plain(party, "the name of a party")
    if "numbers" in source:
        raise Refused("the numbers stand in the commitment already: the seed could have been known")
    return None


def seed(source: Mapping[str, Any], evidence: Mapping[str, Any], draw: str) -> bytes:
    """The seed: SHA-256 over all numbers in the order of the parties' names, and the public text where one was named."""
    earliest(source)
    numbers, parties = evidence.get("numbers"), source["parties"]
    if not isinstance(numbers, dict) or set(numbers) != set(parties):
        raise Refused(f"every party reveals, and nobody else: expected {', '.join(sorted(parties))}")
    lines = [LABEL, draw]
    for party in sorted(parties):
        try:
            number = bytes.fromhex(numbers[party])
        except (TypeError, ValueError) as error:
            raise Refused(f"the number of {party} is in hexadecimal") from error
        if promise(draw, party, number).hex() != parties[party]:
            raise Refused(f"the number of {party} is not the one that was promised")
        lines.append(number.hex())
    if "text" in source:
        lines.append(plain(str(evidence.get("text", "")), f"the public text ({source['text']})"))
    return sha256("".join(f"{line}\n" for line in lines).encode()).digest()
