"""Who acts, and what the running act does: writes sealed rows, adds leaves, tells others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bonafides.acts.evidence import Evidence
from bonafides.acts.leaves import queue_leaf, sealed_entry
from bonafides.acts.models import Leaf
from bonafides.acts.plain import plain
from bonafides.acts.sealed import Sealed, listed, seal_of, table_of
from bonafides.kernel.sentence import Refusal

S = TypeVar("S", bound=Sealed)
_MOST_VALUES = 65_535
"""That one statement of PostgreSQL takes."""


class ActRefusedError(Refusal):
    """An act that may not be done; nothing was changed. The message names the rule and the mend."""


class NotPermittedError(ActRefusedError):
    """An act that this person may not do: without the power, or recused."""


@dataclass
class Acting:
    """Who acts, for which agency, on which basis and why. An act adds its subject and details.

    `officer` is the officer's number in the agency. `Acting("a name", "operator", …)` is whoever runs this installation.
    """

    officer: str
    agency: str
    basis: str
    reason: str
    pack: str = ""
    evidence: tuple[Evidence, ...] = ()
    subject: int | None = None
    details: dict[str, Any] | None = None
    id: int = 0
    told: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    seals: dict[str, dict[int, bytes]] = field(default_factory=dict, init=False, repr=False, compare=False)
    running: bool = field(default=False, init=False, repr=False, compare=False)

    def who(self) -> tuple[str, ...]:
        """Who acts, and on which basis: what permission was given to."""
        return self.pack, self.agency, self.officer, self.basis, self.reason

    def check(self) -> None:
        """Raise ActRefusedError where something that every act needs is not there."""
        for word in ("officer", "agency", "basis", "reason"):
            if not str(getattr(self, word)).strip():
                raise ActRefusedError("an act needs its %(word)s: give it, nothing was changed", word=word)
        for fault in filter(None, (one.fault() for one in self.evidence)):
            raise ActRefusedError("%(fault)s; nothing was changed", fault=fault)

    def write(self, model: type[S], **fields: Any) -> S:
        """Write one row of this act, sealed."""
        row = self._sealed(model, fields)
        row.save(force_insert=True)
        self._list(model, [row])
        return row

    def write_many(self, model: type[S], rows: Iterable[dict[str, Any]]) -> list[S]:
        """Write many rows of one table, sealed, by few statements."""
        made = [self._sealed(model, fields) for fields in rows]
        model._base_manager.bulk_create(made, batch_size=_MOST_VALUES // len(model._meta.concrete_fields))  # noqa: SLF001
        self._list(model, made)
        return made

    def leaf(self, content: dict[str, Any]) -> Leaf:
        """Add a leaf of its own to the ledger, beside that of the act: what others must find there by its content alone."""
        self._must_run()
        content = plain(content, "leaf")
        salt, entry = sealed_entry(content)
        return queue_leaf(entry, act=self.id, salt=salt, content=content)

    def tell(self, **data: Any) -> None:
        """Add to the data of the act's event. Numbers and codes only: nothing that is withheld may be told."""
        self.told.update(plain(data, "event"))

    def rows(self) -> dict[str, Any]:
        """What the act wrote: table → its rows and their seals."""
        return {table: listed(seals) for table, seals in sorted(self.seals.items())}

    def _sealed(self, model: type[S], fields: dict[str, Any]) -> S:
        self._must_run()
        row = model(act_id=self.id, **fields)
        row.seal = seal_of(row)
        return row

    def _list(self, model: type[S], rows: list[S]) -> None:
        self.seals.setdefault(table_of(model), {}).update((row.pk, bytes(row.seal)) for row in rows)

    def _must_run(self) -> None:
        if not self.running:
            raise RuntimeError(
                "rows and leaves are written while an act runs: with the Acting that its function was given"
            )
