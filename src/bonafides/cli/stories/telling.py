"""How a story is told: each act with its number and its entry of the ledger, each document with its path."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bonafides.acts.act import Acting
from bonafides.cli.output import out


@dataclass
class Telling:
    """Steps as they are done; `quiet`: not in words."""

    story: str
    folder: Path
    quiet: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
    steps: list[dict[str, Any]] = field(default_factory=list)

    def note(self, words: str, **facts: Any) -> None:
        """Something that the reader must know of the story itself."""
        self.facts |= facts
        if not self.quiet:
            out.print(words, markup=False)

    def act(self, acting: Acting, name: str, words: str, **told: Any) -> None:
        """An act that was done: it is sealed at once, so that its entry of the ledger can be told."""
        from bonafides.ledger.index import index_of_act
        from bonafides.ledger.sequence import seal_all

        seal_all()
        index = index_of_act(acting.id)
        self.steps.append({"step": name, "act": acting.id, "ledger_index": index, "officer": acting.officer} | told)
        if not self.quiet:
            out.print(f"{name:<32} act {acting.id}, entry {index}: {words}", markup=False)

    def document(self, name: str, path: Path, words: str) -> None:
        """A document that somebody can take away and check."""
        self.steps.append({"step": name, "file": str(path)})
        if not self.quiet:
            out.print(f"{name:<32} {path.name}: {words}", markup=False)

    def shown(self, name: str, words: str, **told: Any) -> None:
        """Something that was checked or computed, and leaves neither act nor file."""
        self.steps.append({"step": name} | told)
        if not self.quiet:
            out.print(f"{name:<32} {words}", markup=False)

    def told(self, failed: str | None = None) -> dict[str, Any]:
        """All of it for programs; `failed`: why the step after the last one did not come about."""
        state = {"ok": failed is None} | ({"failed": failed} if failed else {})
        return {"story": self.story} | state | self.facts | {"folder": str(self.folder), "steps": self.steps}

    def step(self, name: str) -> dict[str, Any]:
        """The first step of a name."""
        return next(one for one in self.steps if one["step"] == name)
