"""Where a reader of the feed stands. It is text, kept by the reader, that says nothing but where to go on."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bonafides.packs.models import InstalledPack

_FORM = re.compile(r"([sf])\.([0-9]{1,18})\.([0-9]{1,19})\.([0-9a-f]{12})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class CheckpointError(ValueError):
    """A text that is no checkpoint, or one from before the law of publicity changed (`outdated`)."""

    def __init__(self, told: str, *, outdated: bool = False) -> None:
        super().__init__(told)
        self.outdated = outdated


@dataclass(frozen=True)
class Checkpoint:
    """In a snapshot: records up to `record` came, of those known before `known`. In the feed: changes up to (known, record)."""

    snapshot: bool
    known: datetime
    record: int
    law: str

    def __str__(self) -> str:
        return f"{'s' if self.snapshot else 'f'}.{(self.known - _EPOCH) // _TICK}.{self.record}.{self.law}"

    @classmethod
    def read(cls, text: str) -> Checkpoint:
        """The checkpoint of a text. Raises CheckpointError."""
        found = _FORM.fullmatch(text)
        if found is None or int(found[2]) >= 10**17 or int(found[3]) >= 2**63:
            raise CheckpointError("after: expected the checkpoint of an earlier answer, came another text")
        law = law_in_force()
        if found[4] != law:
            raise CheckpointError(
                "after: the packs in force have changed since, and with them what is public: begin anew without `after`, "
                "and drop what you have",
                outdated=True,
            )
        return cls(found[1] == "s", _EPOCH + int(found[2]) * _TICK, int(found[3]), law)


def law_in_force() -> str:
    """The versions of the packs in force, in twelve digits."""
    versions = InstalledPack.objects.order_by("pack").values_list("pack", "version__digest")
    return hashlib.sha256(repr(list(versions)).encode()).hexdigest()[:12]
