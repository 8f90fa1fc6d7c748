"""Who submits: a program of an agency, by the id that it signs in with."""

from __future__ import annotations

from dataclasses import dataclass

from bonafides.agencies.models import Agency


class SubmissionRefusedError(Exception):
    """A submission that is not taken: what was expected, what came, the mend. `status` is what HTTP calls it."""

    def __init__(self, status: int, told: str) -> None:
        super().__init__(told)
        self.status = status


@dataclass(frozen=True)
class Client:
    """An agency's program; or an officer, who signs with a key of their own."""

    pack: str
    agency: str
    name: str

    @property
    def row(self) -> Agency:
        """The agency's row."""
        return Agency.objects.get(pack=self.pack, name=self.agency)
